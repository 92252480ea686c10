"""Readers that give events by columns, for the formats that have one; they need pyarrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import IO

from dateline.event_columns import Frame
from dateline.formats.incoming import Item

_SEPARATORS = {"csv": ",", "tsv": "\t"}


def reader_by_columns(form: str) -> Callable[[IO[str]], Iterator[Item | Frame]] | None:
    """Return what reads a text of the format called `form` as its `events` do, with arrays of Arrow in the frames.

    None where events of the format are read one by one.
    """
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
