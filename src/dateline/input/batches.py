"""Files to import, read and prepared in batches; a process of its own reads big files while this one writes."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from dateline.errors import InvalidQuery
from dateline.event_columns import Frame, Links, frame_of
from dateline.formats.incoming import Belonging, Incoming, Item, Rejected, Told, Withdrawn
from dateline.formats.registry import can
from dateline.input.contents import refuse_other_kind
from dateline.input.encodings import explained
from dateline.input.files import Opened, opened
from dateline.prepared_events import UNCLAIMED, Entry, entry_of
from dateline.worker import elsewhere

if TYPE_CHECKING:
    from dateline.formats.incoming import DataSet
    from dateline.storage.writing.intake import Ready

_BATCH = 5_000
_RUNS = 20
"""A batch falls into at most so many runs, of events that pass as columns and of other items."""
_BIG = 4_000_000
"""Bytes of a file that are worth a process."""


class Batch(NamedTuple):
    """The next items of a text, and how many bytes of its file are read."""

    items: list[Ready | Told] | Frame
    position: int

    @property
    def number(self) -> int:
        """How many items there are."""
        return len(self.items.lines if isinstance(self.items, Frame) else self.items)


class Text(NamedTuple):
    """A text of a file: the file itself, a member of a zip, or a sheet; `notes` are there when it is read."""

    name: str
    size: int | None
    batches: Iterator[Batch]
    notes: list[str] = []  # noqa: RUF012


def data_set(form: str, mapping: str | None) -> DataSet:
    """Return what reads the format called `form`, by the file `mapping` where one is given.

    Raises:
        NotFound, InvalidQuery, InvalidRecords: there is no such format, it takes no mapping, or the mapping is wrong.
    """
    if mapping and not can(form, "mapped"):
        raise InvalidQuery("--map needs table, csv or tsv")
    if mapping is None:
        from dateline.formats import data_set

        return data_set(form)
    from dateline.formats.delimited.mapped import read_mapping

    return read_mapping(Path(mapping))


@contextmanager
def texts(form: str, mapping: str | None, file: str | IO[bytes], sheet: str | None = None) -> Iterator[Iterator[Text]]:
    """Open `file`, or take a stream, and give its texts; each is to be read to its end before the next.

    Of a workbook, `sheet` is the one to read.

    Raises:
        InvalidRecords: a text is not of the format at all.
        UnusableFile: the file cannot be read.
    """
    big = isinstance(file, str) and os.path.isfile(file) and os.path.getsize(file) >= _BIG and (os.cpu_count() or 1) > 1
    here = closing(_read(form, mapping, file, sheet))
    gc.disable()  # rows are not made of circles, and looking for some among millions takes long
    try:
        with elsewhere(_read, form, mapping, file, sheet) if big else here as found:
            yield _texts(found)
    finally:
        gc.enable()


# What passes between processes: (name, size) where a text begins, batches as lists, and at the end of a text a list of
# notes; all of it plain values.

_Begins = tuple[str, int | None]
_Packed = tuple[int, tuple[Any, ...]]
_Message = tuple[_Begins | list[str] | None, list[_Packed], tuple[Any, ...] | None, int]


def _texts(found: Iterator[_Message]) -> Iterator[Text]:
    following: list[_Begins] = [begins for begins, *_ in islice(found, 1) if isinstance(begins, tuple)]

    def batches(notes: list[str]) -> Iterator[Batch]:
        for told, items, framed, position in found:
            if isinstance(told, tuple):
                following.append(told)
                return
            if isinstance(told, list):
                notes += told
            else:
                yield Batch(_frame(framed) if framed else [_unpacked(*item) for item in items], position)

    while following:
        name, size = following.pop()
        notes: list[str] = []
        yield Text(name, size, batches(notes), notes)


def _read(form: str, mapping: str | None, file: str | IO[bytes], sheet: str | None) -> Generator[_Message]:
    dataset: Any = data_set(form, mapping)
    with _opened(form, dataset, file, sheet) as (found, encoding):
        for text in found:
            yield (text.name, text.size), [], None, 0
            items = explained(dataset.events, text.stream, text.sample, encoding)
            for framed, run in groupby(items, lambda item: isinstance(item, Frame)):
                if framed:
                    yield from ((None, [], _packed_frame(frame), text.position()) for frame in run)
                    continue
                ready = map(_ready, run)
                while batch := list(islice(ready, _BATCH)):
                    yield from ((None, *parts, text.position()) for parts in _messages(batch))
            yield [*text.notes, *getattr(dataset, "notes", ())], [], None, text.position()


@contextmanager
def _opened(
    form: str, dataset: Any, file: str | IO[bytes], sheet: str | None
) -> Iterator[tuple[Iterator[Opened], str | None]]:
    """Open the texts of a file as its format and its mapping say, and give the encoding that the mapping sets."""
    layout = getattr(dataset, "layout", None)
    encoding = layout.encoding if layout else None
    if form == "table":
        from dateline.formats.delimited.layout import Layout
        from dateline.input.tables.opening import opened_tables

        layout = layout or Layout()
        with opened_tables(file, replace(layout, sheet=sheet or layout.sheet)) as found:
            yield found, encoding
        return
    if sheet is not None:
        raise InvalidQuery("--sheet needs table", "use: dateline import table FILE --sheet NAME")
    if isinstance(file, str) and not can(form, "binary"):
        refuse_other_kind(file)
    with opened(file, encoding) as found:
        yield found, encoding


def _ready(item: Item | Frame) -> Any:
    return entry_of(item.event, item.line, item.version) if isinstance(item, Incoming) else item


def _messages(batch: list[Any]) -> Iterator[tuple[list[_Packed], tuple[Any, ...] | None]]:
    """Yield a batch in its order as it passes: events as columns, unless other items stand between them everywhere."""
    runs = [(columns, list(run)) for columns, run in groupby(batch, _fits_columns)]
    if len(runs) > _RUNS:
        runs = [(False, batch)]
    for columns, run in runs:
        yield ([], _packed_frame(frame_of(run))) if columns else (list(map(_packed, run)), None)


def _fits_columns(item: Any) -> bool:
    return isinstance(item, Entry) and item.claimed == UNCLAIMED


def _packed(item: Any) -> _Packed:
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
