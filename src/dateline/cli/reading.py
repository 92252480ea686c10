"""Files to import, read and prepared for the database: big ones by a process of its own, beside the one that writes."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dateline.cli.elsewhere import elsewhere
from dateline.cli.files import opened

if TYPE_CHECKING:
    from dateline.formats.incoming import DataSet
    from dateline.storage.prepared import Ready

_BATCH = 5_000
_BIG = 4_000_000
"""Bytes of a file that are worth a process."""


class Begins(NamedTuple):
    """That a text begins: its name for messages, and the size in bytes of the file that holds it, if known."""

    name: str
    size: int | None


class Batch(NamedTuple):
    """The next items of a text, and how many bytes of its file are read."""

    items: list[Ready]
    position: int


class Text(NamedTuple):
    """A text of a file: the file itself, or a member of a zip."""

    name: str
    size: int | None
    batches: Iterator[Batch]


def data_set(form: str, mapping: str | None) -> DataSet:
    """Return what reads the format called `form`, by the file `mapping` where one is given.

    Raises:
        NotFound, InvalidRecords: there is no such format, or the mapping is wrong.
    """
    if mapping is None:
        from dateline.formats import data_set

        return data_set(form)
    from dateline.formats.mapped import read_mapping

    return read_mapping(Path(mapping))


@contextmanager
def texts(form: str, mapping: str | None, file: str) -> Iterator[Iterator[Text]]:
    """Open `file`, `-` for the standard input, and give its texts; each is to be read to its end before the next.

    Raises:
        InvalidRecords: a text is not of the format at all.
        click.FileError: the file cannot be read.
    """
    big = file != "-" and os.path.isfile(file) and os.path.getsize(file) >= _BIG and (os.cpu_count() or 1) > 1
    here = closing(_read(form, mapping, file))
    with elsewhere(_read, form, mapping, file) if big else here as found:
        yield _texts(found)


def _texts(found: Iterator[Begins | Batch]) -> Iterator[Text]:
    following = [each for each in islice(found, 1) if isinstance(each, Begins)]

    def batches() -> Iterator[Batch]:
        for each in found:
            if isinstance(each, Begins):
                following.append(each)
                return
            yield each

    while following:
        begins = following.pop()
        yield Text(begins.name, begins.size, batches())


def _read(form: str, mapping: str | None, file: str) -> Generator[Begins | Batch]:
    from dateline.storage.prepared import prepared

    dataset = data_set(form, mapping)
    with opened(file) as found:
        for text in found:
            yield Begins(text.name, text.size)
            items = map(prepared, dataset.events(text.stream))
            while batch := list(islice(items, _BATCH)):
                yield Batch(batch, text.position())
