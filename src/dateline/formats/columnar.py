"""Readers that give events by columns, for the formats that have one; they need pyarrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, TYPE_CHECKING

from dateline.event_columns import Frame
from dateline.formats.incoming import Item

if TYPE_CHECKING:
    from dateline.formats.delimited.mapped import MappedData

_SEPARATORS = {"csv": ",", "tsv": "\t"}


def reader_by_columns(form: str, mapped: MappedData | None) -> Callable[[IO[str]], Iterator[Item | Frame]] | None:
    """Return what reads a text of the format called `form` as its `events` do, with arrays of Arrow in the frames.

    `mapped` is what reads it by a mapping, if there is one. None where events of the format are read one by one.
    """
    if mapped is not None:
        from dateline.formats.delimited.columns import mapped as by_columns

        return partial(by_columns.events, mapped)
    if form in _SEPARATORS:
        from dateline.formats.delimited.columns.reading import events

        return partial(events, separator=_SEPARATORS[form])
    if form == "gdelt":
        from dateline.formats.datasets import gdelt_columns

        return gdelt_columns.events
    if form == "ucdp":
        from dateline.formats.datasets import ucdp_columns

        return ucdp_columns.events
    return None
