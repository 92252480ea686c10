"""Files to import, read and prepared in batches; a process of its own reads big files while this one writes."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from dateline.errors import InvalidQuery
from dateline.event_columns import Frame, Links
from dateline.formats.incoming import Belonging, Incoming, Item, Rejected, Withdrawn
from dateline.formats.registry import can
from dateline.input.files import opened
from dateline.prepared_events import Entry, entry_of
from dateline.worker import elsewhere

if TYPE_CHECKING:
    from dateline.formats.incoming import DataSet
    from dateline.storage.writing.intake import Ready

_BATCH = 5_000
_BIG = 4_000_000
"""Bytes of a file that are worth a process."""


class Batch(NamedTuple):
    """The next items of a text, and how many bytes of its file are read."""

    items: list[Ready] | Frame
    position: int

    @property
    def number(self) -> int:
        """How many items there are."""
        return len(self.items.lines if isinstance(self.items, Frame) else self.items)


class Text(NamedTuple):
    """A text of a file: the file itself, or a member of a zip."""

    name: str
    size: int | None
    batches: Iterator[Batch]


def data_set(form: str, mapping: str | None) -> DataSet:
    """Return what reads the format called `form`, by the file `mapping` where one is given.

    Raises:
        NotFound, InvalidQuery, InvalidRecords: there is no such format, it takes no mapping, or the mapping is wrong.
    """
    if mapping and not can(form, "separated"):
        raise InvalidQuery("--map needs csv or tsv")
    if mapping is None:
        from dateline.formats import data_set

        return data_set(form)
    from dateline.formats.delimited.mapped import read_mapping

    return read_mapping(Path(mapping))


@contextmanager
def texts(form: str, mapping: str | None, file: str | IO[bytes]) -> Iterator[Iterator[Text]]:
    """Open `file`, or take a stream, and give its texts; each is to be read to its end before the next.

    Raises:
        InvalidRecords: a text is not of the format at all.
        UnusableFile: the file cannot be read.
    """
    big = isinstance(file, str) and os.path.isfile(file) and os.path.getsize(file) >= _BIG and (os.cpu_count() or 1) > 1
    here = closing(_read(form, mapping, file))
    gc.disable()  # rows are not made of circles, and looking for some among millions takes long
    try:
        with elsewhere(_read, form, mapping, file) if big else here as found:
            yield _texts(found)
    finally:
        gc.enable()


# What passes between processes: (name, size) where a text begins, and batches as lists; all of it plain values.

_Begins = tuple[str, int | None]
_Packed = tuple[int, tuple[Any, ...]]
_Message = tuple[_Begins | None, list[_Packed], tuple[Any, ...] | None, int]


def _texts(found: Iterator[_Message]) -> Iterator[Text]:
    following = [begins for begins, *_ in islice(found, 1) if begins]

    def batches() -> Iterator[Batch]:
        for begins, items, framed, position in found:
            if begins:
                following.append(begins)
                return
            yield Batch(_frame(framed) if framed else [_unpacked(*item) for item in items], position)

    while following:
        name, size = following.pop()
        yield Text(name, size, batches())


def _read(form: str, mapping: str | None, file: str | IO[bytes]) -> Generator[_Message]:
    dataset = data_set(form, mapping)
    with opened(file) as found:
        for text in found:
            yield (text.name, text.size), [], None, 0
            for framed, run in groupby(dataset.events(text.stream), lambda item: isinstance(item, Frame)):
                if framed:
                    yield from ((None, [], _packed_frame(frame), text.position()) for frame in run)
                    continue
                items = map(_packed, run)
                while batch := list(islice(items, _BATCH)):
                    yield None, batch, None, text.position()


def _packed(item: Item | Frame) -> _Packed:
    if isinstance(item, Incoming):
        return 0, tuple(entry_of(item.event, item.line, item.version))
    if isinstance(item, Rejected):
        return 2, (item.line, item.reason, json.dumps(item.record, default=str), item.hint)
    return 3 if isinstance(item, Belonging) else isinstance(item, Withdrawn), tuple(item)


def _unpacked(kind: int, values: tuple[Any, ...]) -> Ready:
    if kind == 2:
        line, reason, record, hint = values
        return Rejected(line, reason, json.loads(record), hint)
    if kind == 3:
        return Belonging(*values)
    return Withdrawn(*values) if kind else Entry._make(values)


def _packed_frame(found: Any) -> tuple[Any, ...]:
    """Return a Frame as marshal takes it, which knows no named tuples."""
    return tuple(found._replace(taking=tuple(found.taking), citing=tuple(found.citing)))


def _frame(values: tuple[Any, ...]) -> Frame:
    found = Frame._make(values)
    return found._replace(taking=Links._make(found.taking), citing=Links._make(found.citing))
