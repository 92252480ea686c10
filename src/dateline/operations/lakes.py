"""Events in bulk from files into a lake."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dateline.input.batches import texts
from dateline.operations.imports import Counts, Files, Rejects, uncollected

if TYPE_CHECKING:
    from dateline.operations.imports import Batches
    from dateline.storage.history.occasion import Occasion
    from dateline.storage.lake.adding import Given


def add_files(
    folder: str,
    given: Files,
    collection: str,
    rejects: Rejects,
    occasion: Occasion,
    tell: Callable[[str], None] = lambda _: None,
) -> Counts:
    """Add files to the lake in a folder, all of them or nothing, and return what became of their rows.

    `tell` is told what is being done; `rejects` then has the rows that were not taken.

    Raises:
        NotFound, InvalidQuery, InvalidRecords: as `Files.data_set` does, or a file is not of the format at all.
        UnusableFile: a file cannot be read.
        DatabaseError: there is no sound lake, or the disk or the engine fails.
    """
    from dateline.storage.lake.adding import add

    dataset, counts = given.data_set(), Counts()
    with uncollected():
        done = add(
            folder, dataset, _texts(given), collection,
            reject=rejects.add, partly=rejects.sets_aside, occasion=occasion, tell=tell,
        )  # fmt: skip
    counts.add(done, rejects.number)
    return counts


def _texts(given: Files) -> Iterator[Given]:
    """Yield the texts of all files, each to be read to its end before the next."""
    from dateline.storage.lake.adding import Given

    for file in given.files:
        if isinstance(file, str) and given.form == "csv" and not given.mapping and _is_plain(file):
            yield Given(file, _read(given, file), file)
            continue
        with texts(given.form, given.mapping, file) as found:
            for text in found:
                yield Given(text.name, given.watch(text))


def _is_plain(file: str) -> bool:
    """Tell whether the engine may read a file of CSV by itself."""
    return file.endswith(".csv") and os.path.isfile(file)


def _read(given: Files, file: str) -> Batches:
    """Read a CSV, when somebody asks for it."""
    with texts("csv", None, file) as found:
        for text in found:
            yield from given.watch(text)
