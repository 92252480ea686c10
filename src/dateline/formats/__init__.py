"""File formats, one module each: `write(fields, records, stream)` and, where it can be read, `read(stream)`.

A module of a format has `EXTENSIONS` (file name endings), `write` and, if READS is true, `read`, which yields
(line, wire record), which are what was written. Streams are text; a module whose format is binary has BINARY = True
and takes the bytes below the text, `stream.buffer`. One that tells more of a source than its id has NEEDS_SOURCES =
True, and its `write` takes `sources`, the records of all sources by id. One that draws a picture has DRAWN = True, and
its `write` takes a `look` (dateline.render.picture.Look) and `deadlines` to draw beside events. What is read in bulk
offers `events` (see dateline.formats.incoming). Other packages add formats through the entry point group
`dateline.formats`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Protocol, cast

from dateline.errors import NotFound
from dateline.wire_fields import Record

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from dateline.formats.incoming import DataSet

BUILTIN = {
    "csv": "dateline.formats.delimited.csv",
    "tsv": "dateline.formats.delimited.tsv",
    "json": "dateline.formats.documents.json",
    "jsonl": "dateline.formats.documents.jsonl",
    "md": "dateline.formats.documents.markdown",
    "chronology": "dateline.formats.documents.chronology",
    "ics": "dateline.formats.documents.ics",
    "timelinejs": "dateline.formats.documents.timelinejs",
    "parquet": "dateline.formats.documents.parquet",
    "svg": "dateline.formats.pictures.svg",
    "html": "dateline.formats.pictures.html",
    "png": "dateline.formats.pictures.png",
    "pdf": "dateline.formats.pictures.pdf",
    "atom": "dateline.formats.documents.atom",
    "bibtex": "dateline.formats.documents.bibtex",
    "csl": "dateline.formats.documents.csl",
}
"""The modules of dateline's own formats; they need no look-up of entry points, which costs start-up time."""


DATA_SETS = {
    "gdelt": "dateline.formats.datasets.gdelt",
    "icews": "dateline.formats.datasets.icews",
    "polecat": "dateline.formats.datasets.polecat",
    "acled": "dateline.formats.datasets.acled",
    "ucdp": "dateline.formats.datasets.ucdp",
}
"""The modules of data sets, which are only read."""


class Format(Protocol):
    """What the module of a format offers."""

    EXTENSIONS: tuple[str, ...]
    READS: bool

    def write(self, fields: tuple[str, ...], records: Iterable[Record], stream: IO[str]) -> None:
        """Write `records`, each a dict with the keys `fields`, to the text stream."""

    def read(self, stream: IO[str]) -> Iterator[tuple[int, Record]]:
        """Yield (line, record); raises InvalidRecords for a text that is not of the format at all."""


def format_named(name: str) -> Format:
    """Return the format called `name`.

    Raises:
        NotFound: there is none, here or among the installed extensions.
    """
    if name in BUILTIN:
        return cast(Format, importlib.import_module(BUILTIN[name]))
    for entry in _extensions():
        if entry.name == name:
            return cast(Format, entry.load())
    raise NotFound(f"no format is called {name!r}", "there are " + ", ".join(names()))


def data_set(name: str) -> DataSet:
    """Return what reads the format or data set called `name` in bulk.

    Raises:
        NotFound: there is none that can be read.
    """
    module = importlib.import_module(DATA_SETS[name]) if name in DATA_SETS else format_named(name)
    if hasattr(module, "events"):
        return cast("DataSet", module)
    if not module.READS:
        raise NotFound(f"{name} can only be written", f"there are {', '.join(readable())}")
    from dateline.formats.own_records import RecordData

    return RecordData(cast(Format, module))


def readable() -> list[str]:
    """Return the names of all formats that can be read, the data sets last."""
    return [*(name for name in names() if _reads(name)), *DATA_SETS]


def _reads(name: str) -> bool:
    module = format_named(name)
    return module.READS or hasattr(module, "events")


def is_binary(format_: Format) -> bool:
    """Tell whether the format is no text, and so nothing for a terminal."""
    return bool(getattr(format_, "BINARY", False))


def needs_sources(format_: Format) -> bool:
    """Tell whether `write` takes `sources`, the records of all sources by id; without it citations name ids alone."""
    return bool(getattr(format_, "NEEDS_SOURCES", False))


def is_drawn(format_: Format) -> bool:
    """Tell whether the format is a picture, whose `write` takes `look` and `deadlines`."""
    return bool(getattr(format_, "DRAWN", False))


def names() -> list[str]:
    """Return the names of all formats, dateline's own first."""
    return [*BUILTIN, *(entry.name for entry in _extensions() if entry.name not in BUILTIN)]


def _extensions() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points

    return entry_points(group="dateline.formats")
