"""What passes between the process that reads a file and the one that writes it: plain values alone.

A message is the name and size of a text where one begins, a list of notes where one ends, and items between.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from dateline.event_columns import Frame, Links, frame_of
from dateline.formats.incoming import Belonging, Rejected, Told, Withdrawn
from dateline.prepared_events import UNCLAIMED, Entry
from dateline.storage.writing.columns.offered import Offer
from dateline.storage.writing.columns.staged import Staged

if TYPE_CHECKING:
    from dateline.storage.writing.intake import Ready

RUNS = 20
"""A batch falls into at most so many runs, of events that pass as columns and of other items."""
Begins = tuple[str, int | None]
Packed = tuple[int, tuple[Any, ...]]
Columns = tuple[str, tuple[Any, ...]]
"""Events by columns: what they are, and its values."""
Items = tuple[list[Packed], Columns | None]
Message = tuple[Begins | list[str] | None, list[Packed], Columns | None, int]
_FRAME, _STAGED, _OFFER, _SORTED = "frame", "staged", "offer", "sorted"


def packed(items: Frame | Staged | list[Any]) -> Iterator[Items]:
    """Yield items in their order as they pass: events as columns, unless others stand between them everywhere."""
    if isinstance(items, Staged):
        yield [], (_STAGED, tuple(items._replace(between=list(map(_packed, items.between)))))
        return
    if isinstance(items, Frame):
        yield [], (_FRAME, _packed_frame(items))
        return
    runs = [(columns, list(run)) for columns, run in groupby(items, fits_columns)]
    if len(runs) > RUNS:
        runs = [(False, items)]
    for columns, run in runs:
        yield ([], (_FRAME, _packed_frame(frame_of(run)))) if columns else (list(map(_packed, run)), None)


def offered(offer: Offer, position: int) -> Message:
    """Return the message of an offer."""
    return None, [], (_OFFER, tuple(offer)), position


def sorted_in(files: list[str], position: int) -> Message:
    """Return the message that tells in which files is what was asked for."""
    return None, [], (_SORTED, tuple(files)), position


def unpacked(items: list[Packed], columns: Columns | None) -> list[Ready | Told] | Frame | Staged | Offer:
    """Return the items that passed."""
    if columns is None:
        return [_unpacked(*item) for item in items]
    kind, values = columns
    if kind == _FRAME:
        return _frame(values)
    if kind == _OFFER:
        return Offer._make(values)
    staged = Staged._make(values)
    return staged._replace(between=[_unpacked(*item) for item in staged.between])


def fits_columns(item: Any) -> bool:
    """Tell whether an item is an event that passes as columns."""
    return isinstance(item, Entry) and item.claimed == UNCLAIMED


def _packed(item: Any) -> Packed:
    if isinstance(item, Rejected):
        return 2, (item.line, item.reason, json.dumps(item.record, default=str), item.hint)
    if isinstance(item, Told):
        return 3, tuple(item)
    return 4 if isinstance(item, Belonging) else isinstance(item, Withdrawn), tuple(item)


def _unpacked(kind: int, values: tuple[Any, ...]) -> Ready | Told:
    if kind == 2:
        line, reason, record, hint = values
        return Rejected(line, reason, json.loads(record), hint)
    if kind == 3:
        return Told(*values)
    if kind == 4:
        return Belonging(*values)
    return Withdrawn(*values) if kind else Entry._make(values)


_LISTS = ("taking", "citing", "measuring")
"""The lists of a Frame."""


def _packed_frame(found: Any) -> tuple[Any, ...]:
    """Return a Frame as marshal takes it, which knows no named tuples."""
    return tuple(found._replace(**{name: tuple(getattr(found, name)) for name in _LISTS}))


def _frame(values: tuple[Any, ...]) -> Frame:
    found = Frame._make(values)
    lists: dict[str, Any] = {name: Links._make(getattr(found, name)) for name in _LISTS}
    return found._replace(**lists)
