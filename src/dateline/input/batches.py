"""Files to import, read and prepared in batches; a process of its own reads big files while this one writes."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from dateline.errors import InvalidQuery
from dateline.event_columns import Frame, in_lists
from dateline.formats.columnar import reader_by_columns
from dateline.formats.incoming import Incoming, Item, Told
from dateline.formats.registry import can
from dateline.input.contents import refuse_other_kind
from dateline.input.encodings import explained, is_utf8_too
from dateline.input.files import Opened, opened
from dateline.input.messages import Begins, Message, packed, unpacked
from dateline.prepared_events import entry_of
from dateline.storage.writing.columns.offered import Offer, Offered
from dateline.storage.writing.columns.staged import Staged, available
from dateline.worker import Asking, elsewhere

if TYPE_CHECKING:
    from dateline.formats.incoming import DataSet
    from dateline.storage.writing.intake import Ready

_BATCH = 5_000
_BIG = 4_000_000
"""Bytes of a file that are worth a process."""
_GREAT = 16_000_000
"""Bytes of a file that are worth files of its events: importing what makes these takes as long as reading a few MB."""


class Batch(NamedTuple):
    """The next items of a text, and how many bytes of its file are read."""

    items: list[Ready | Told] | Frame | Staged | Offered
    position: int

    @property
    def number(self) -> int:
        """How many items there are."""
        if isinstance(self.items, Staged):
            return self.items.number + len(self.items.between)
        if isinstance(self.items, Offered):
            return 0
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
def texts(
    form: str,
    mapping: str | None,
    file: str | IO[bytes],
    sheet: str | None = None,
    *,
    staged: bool = False,
    as_files: bool = True,
    derived: str | None = None,
) -> Iterator[Iterator[Text]]:
    """Open `file`, or take a stream, and give its texts; each is to be read to its end before the next.

    Of a workbook, `sheet` is the one to read. With `staged` the events of big files may come as Staged, in files or
    not; those of the first text with an Offered behind them if they are to be all of a database, of the collection
    `derived`.

    Raises:
        InvalidRecords: a text is not of the format at all.
        UnusableFile: the file cannot be read.
        DatabaseError: events cannot be put into temporary files.
    """
    size = os.path.getsize(file) if isinstance(file, str) and os.path.isfile(file) else 0
    big = size >= _BIG and (os.cpu_count() or 1) > 1
    gc.disable()  # rows are not made of circles, and looking for some among millions takes long
    try:
        by_columns = big and size >= _GREAT and available()
        with _folder(needed=by_columns and staged) as folder:
            here = closing(_read(form, mapping, file, sheet))
            with (
                elsewhere(_read, form, mapping, file, sheet, folder, by_columns, as_files, derived)
                if big
                else here as found
            ):
                yield _texts(found)
    finally:
        gc.enable()


@contextmanager
def _folder(*, needed: bool) -> Iterator[str | None]:
    """Give a folder for files of events, which are gone afterwards."""
    if not needed:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as folder:
        yield folder


def _texts(found: Any) -> Iterator[Text]:
    following: list[Begins] = [begins for begins, *_ in islice(found, 1) if isinstance(begins, tuple)]

    def batches(notes: list[str]) -> Iterator[Batch]:
        for told, items, columns, position in found:
            if isinstance(told, tuple):
                following.append(told)
                return
            if isinstance(told, list):
                notes += told
            else:
                yield from _batch(unpacked(items, columns), position, found)

    while following:
        name, size = following.pop()
        notes: list[str] = []
        yield Text(name, size, batches(notes), notes)


def _batch(items: Any, position: int, found: Any) -> Iterator[Batch]:
    """Yield a batch; what is offered is let go of when the next is asked for."""
    if not isinstance(items, Offer):
        yield Batch(items, position)
        return
    offered = Offered(items, found)
    yield Batch(offered, position)
    offered.close()


def _read(
    form: str,
    mapping: str | None,
    file: str | IO[bytes],
    sheet: str | None,
    folder: str | None = None,
    by_columns: bool = False,
    as_files: bool = True,
    derived: str | None = None,
) -> Generator[Message | Asking, Any]:
    """Yield the messages of all texts, read `by_columns` if the format can.

    With a `folder` events are staged, as files there or not, and what is `derived` of the first text is put there.
    """
    dataset: Any = data_set(form, mapping)
    with _opened(form, dataset, file, sheet) as (found, encoding):
        for text in found:
            yield (text.name, text.size), [], None, 0
            columnar = reader_by_columns(form, dataset if mapping else None) if by_columns else None
            read: Any = columnar or dataset.events
            items = explained(read, text.stream, text.sample, encoding, mapped=can(form, "mapped"))
            yield from _of_text(text, items, folder, as_files, derived)
            derived = None
            notes = [*text.notes, *getattr(dataset, "notes", ()), *is_utf8_too(text.sample(), encoding)]
            yield notes, [], None, text.position()


def _of_text(
    text: Opened, items: Any, folder: str | None, as_files: bool, derived: str | None
) -> Generator[Message | Asking, Any]:
    """Yield the messages with the items of a text."""
    parts = _parts(items)
    if folder:
        from dateline.input.staging import staged

        yield from staged(parts, folder, text, derived, as_files=as_files)
        return
    for part in parts:
        for some in packed(in_lists(part) if isinstance(part, Frame) else part):
            yield None, *some, text.position()


def _parts(items: Iterator[Item | Frame]) -> Iterator[Frame | list[Any]]:
    """Yield frames as they come, and some thousand of the other items together."""
    for framed, run in groupby(items, lambda item: isinstance(item, Frame)):
        if framed:
            yield from (item for item in run if isinstance(item, Frame))
            continue
        ready = map(_ready, run)
        while batch := list(islice(ready, _BATCH)):
            yield batch


def _ready(item: Item | Frame) -> Any:
    return entry_of(item.event, item.line, item.version) if isinstance(item, Incoming) else item


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
