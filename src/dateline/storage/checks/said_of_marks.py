"""What an import said of records that were changed by hand: told by the batches that touched their marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.storage.engines.kept_json import had_of, kept_object
from dateline.storage.history.moments import Run
from dateline.storage.history.noted import MARKED
from dateline.storage.writing.by_hand import Key, base_of, mark_noted

_LAST = """
SELECT r.batch, r.action, r.had, r.content, b.command, b.undoes FROM revision r JOIN batch b ON b.num = r.batch
WHERE r.batch = (
    SELECT max(batch) FROM revision WHERE (kind = :kind AND id = :id) OR (kind = 'by_hand' AND id = :mark)
) AND ((r.kind = :kind AND r.id = :id) OR (r.kind = 'by_hand' AND r.id = :mark)) ORDER BY r.seq
"""
_NOTED = f"""
SELECT had FROM revision WHERE batch = :batch AND kind = 'by_hand' AND id = :mark AND action = '{MARKED}' ORDER BY seq
"""
_Said = tuple[str | None, str | None, int | None]
"""The columns `base`, `said` and `version` of a mark."""


def is_as_said(run: Run, key: Key, mark: tuple[Any, ...]) -> bool:
    """Return whether a mark (collection, fate, base, said, version) says of the import what the history says."""
    found = list(_expected(run, key, mark))
    return None in found or tuple(mark[2:]) in found


def _expected(run: Run, key: Key, mark: tuple[Any, ...]) -> Iterator[_Said | None]:
    """Yield what a mark may say; None where an earlier version did not note it."""
    of = f"{key[0]}/{key[1]}"
    rows = list(run(_LAST, {"kind": key[0], "id": key[1], "mark": of}))
    batch, command, undoes = rows[0][0], rows[0][4], rows[0][5]
    noted = next((row for row in rows if row[1] == MARKED), None)
    if undoes is not None:
        for (had,) in list(run(_NOTED, {"batch": undoes, "mark": of}))[:1]:
            before = mark_noted(had, *key, undoes)
            if (before["collection"], before["fate"]) == tuple(mark[:2]):
                yield before["base"], before["said"], before["version"]
                return
    if noted is None:
        base = base_of(run, key, batch) if key[0] == "event" else None
        yield (base[1], None, base[2]) if base else (None, None, None)
        return
    before = mark_noted(noted[2], *key, batch)
    if command == "import":
        after = noted[3] and kept_object(noted[3], "revision.content", had_of("by_hand", of, batch)[1])
        yield (before["base"], after["said"], after["version"]) if after else None
        return
    yield before["base"], before["said"], before["version"]
    if before["said"] is not None:  # who edits an event has seen what the import said since
        yield before["said"], None, before["version"]
