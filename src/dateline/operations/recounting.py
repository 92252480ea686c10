"""Due dates counted anew, after the dates that they count from, or the holidays, have changed."""

from __future__ import annotations

from typing import NamedTuple

from dateline.deadlines.counting.moved import Moved
from dateline.formats.curated.settling import Outside
from dateline.model import Deadline
from dateline.storage.history.occasion import Occasion
from dateline.storage.opening import alongside, reading
from dateline.storage.reading.counted_from import counted_anew, moves, outside
from dateline.storage.reading.curated_records import Stored
from dateline.storage.writing.editing import editing


class Recount(NamedTuple):
    """What counting anew moves, how many deadlines were counted, and the batch, None when nothing was written.

    `uncounted` says in a sentence each what cannot be counted here.
    """

    moved: list[Moved]
    counted: int
    batch: int | None
    uncounted: list[str]


def recount(url: str, occasion: Occasion, *, dry_run: bool = False) -> Recount:
    """Count all due dates anew that are counted from dates, and write those that lie elsewhere now, as one batch.

    Raises:
        DatabaseError: the engine fails; nothing was written.
    """
    if dry_run:
        with reading(url) as connection:
            return _found(Stored(connection), outside(connection))[0]
    with editing(url, occasion) as editor:
        found, changed = _found(editor.stored, outside(alongside(editor.connection, url)))
        for deadline in changed:
            held = editor.held(("deadline", deadline.id))
            editor.put("deadline", [deadline], held.collection if held else "")
        return found._replace(batch=editor.seal(None))


def _found(stored: Stored, there: Outside) -> tuple[Recount, list[Deadline]]:
    """Return what moves, and the deadlines that say otherwise now."""
    found, changed, moved, uncounted = 0, list[Deadline](), list[Moved](), list[str]()
    for before, now, errors in counted_anew(stored, there):
        found += 1
        uncounted += (f"{before.id} cannot be counted here: {error.message}" for error in errors)
        moved += moves(before, now)
        if now != before:
            changed.append(now)
    return Recount(moved, found, None, uncounted), changed
