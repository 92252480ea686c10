"""Events in bulk from files into a lake."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from dateline.input.batches import data_set, texts
from dateline.operations.imports import Files, Outcome

if TYPE_CHECKING:
    from dateline.operations.imports import Batches
    from dateline.storage.history.occasion import Occasion
    from dateline.storage.lake.adding import Given


def add_files(
    folder: str, given: Files, collection: str, outcome: Outcome, occasion: Occasion,
    tell: Callable[[str], None] = lambda _: None,
) -> None:  # fmt: skip
    """Add files to the lake in a folder, all of them or nothing; `tell` is told what is being done."""
    from dateline.storage.lake.adding import add

    dataset = data_set(given.form, given.mapping)
    done = add(
        folder, dataset, _texts(given, outcome), collection, reject=outcome.reject, partly=outcome.sets_aside,
        occasion=occasion, tell=tell, circa=given.spread(dataset),
    )  # fmt: skip
    outcome.add(done)


def _texts(given: Files, outcome: Outcome) -> Iterator[Given]:
    """Yield the texts of all files, each to be read to its end before the next."""
    from dateline.storage.lake.adding import Given

    for file in given.files:
        if isinstance(file, str) and _is_own(given, file):  # the engine may read it by itself
            yield Given(file, _read(given, file), file)
            continue
        with texts(given.form, given.mapping, file, given.sheet) as found:
            for text in found:
                yield Given(text.name, outcome.watched(given.watch(text), text.name))
                outcome.note(text)


def _is_own(given: Files, file: str) -> bool:
    return given.form == "csv" and not (given.mapping or given.circa) and file.endswith(".csv") and os.path.isfile(file)


def _read(given: Files, file: str) -> Batches:
    """Read a CSV, when somebody asks for it."""
    with texts("csv", None, file) as found:
        for text in found:
            yield from cast("Batches", given.watch(text))  # a CSV has nothing to tell but its rows
