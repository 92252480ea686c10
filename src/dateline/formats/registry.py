"""The table of all formats: what each is called, where its module is, and what it can do.

Nothing imports the module of a format to learn what it can do. Formats of installed packages come from the entry point
group `dateline.formats`; the attributes of their modules make the same description.
"""

from __future__ import annotations

from collections import namedtuple
from functools import cache

from dateline.errors import DatelineError, NotFound
from dateline.wire_fields import are_deadlines, are_events

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.metadata import EntryPoint
    from typing import IO, Any

    from dateline.formats.incoming import DataSet
    from dateline.formats.losses import Losses
    from dateline.wire_fields import Record

_Fields = namedtuple(
    "_Fields",
    ("name", "about", "module", "extensions", "media_type", "holds", "reads", "imports", "abilities"),
    defaults=((), "application/octet-stream", (), False, False, ()),
)


class Format(_Fields):
    """What a format is and can do.

    `module` is below `dateline.formats`, after a colon what in it writes and reads, or it is the module itself. `holds`
    are the kinds of records that it can write (see `kinds`), none for any. With `reads`, `read` gives back the records
    that were written; with `imports`, `import` reads events from it. `abilities` are some of ABILITIES.
    """

    __slots__ = ()
    name: str
    about: str
    module: Any
    extensions: tuple[str, ...]
    media_type: str
    holds: tuple[str, ...]
    reads: bool
    imports: bool
    abilities: tuple[str, ...]

    def can(self, ability: str) -> bool:
        """Return whether the format has one of ABILITIES."""
        return ability in self.abilities

    def fits(self, fields: Iterable[str]) -> bool:
        """Return whether it can hold records with these fields."""
        return not self.holds or not kinds(fields).isdisjoint(self.holds)

    def write(
        self, fields: tuple[str, ...], records: Iterable[Record], stream: IO[str], **options: Any
    ) -> Losses | None:
        """Write `records`, each a dict with the keys `fields`, to the text stream; `options` are those of its module.

        Return what the format has no place for, None where it holds all.

        Raises:
            DatelineError: it cannot hold such records, or a package is missing.
        """
        if not self.fits(fields):
            fitting = ", ".join(each.name for each in formats() if not each.is_data_set and each.fits(fields))
            message = f"-f {self.name} is not available here: it holds only {' and '.join(self.holds)}"
            raise DatelineError(message, f"choose another format with -f: {fitting}")
        if not self.can("lossy"):
            self.implementation.write(fields, records, stream, **options)
            return None
        from dateline.formats.losses import Watch

        watch = Watch(self.name, fields)
        return watch.losses(self.implementation.write(fields, watch.of(records), stream, **options))

    def read(self, stream: IO[str]) -> Iterator[tuple[int, Record]]:
        """Yield (line, record); a record {"error": message} is a row that cannot be read.

        Raises:
            InvalidRecords: the text is not of the format at all.
        """
        found: Iterator[tuple[int, Record]] = self.implementation.read(stream)
        return found

    @property
    def is_data_set(self) -> bool:
        """Whether it is only read, as published data sets and tables of any kind are."""
        read_only = str(self.module).startswith(("datasets.", "delimited.any_table"))
        return "unwritten" in self.abilities or (self.module is not None and read_only)

    @property
    def implementation(self) -> Any:
        """What writes and reads: the module, or an object in it."""
        if not isinstance(self.module, str):
            return self.module
        from importlib import import_module

        path, _, member = self.module.partition(":")
        found = import_module(f"dateline.formats.{path}")
        return getattr(found, member) if member else found


ABILITIES = (
    "binary", "drawn", "sources", "stamp", "alarm", "address", "separated", "lines", "links", "lossy",
    "mapped", "unwritten",
)  # fmt: skip
"""binary: it takes the bytes below the text stream, `stream.buffer`. drawn: a picture, `write` takes `look` and
`deadlines`. sources: `write` takes `sources`, the records of all sources by id. stamp, alarm: `write` takes the day of
writing, and a number of days. address: `write` takes the title and the address of a view on the web. separated: cells,
which `safe` disarms for spreadsheets. lines: several processes can write parts of a file. links: `write` takes `links`,
the links between events and promises. lossy: it has no place for
some records, or for some fields of them, as `losses` tells. mapped: `import` takes a mapping. unwritten: it is only
read."""

_EVENTS, _DATED, _CITING = ("events",), ("events", "deadlines"), ("sources", "records that cite sources")
_MARKDOWN, _JSON = "text/markdown; charset=utf-8", "application/json"
FORMATS = (
    Format("csv", "comma-separated values", "delimited.csv:CSV", (".csv",),
           "text/csv; charset=utf-8; header=present", (), True, True, ("separated", "lines", "mapped")),
    Format("tsv", "tab-separated values", "delimited.csv:TSV", (".tsv",),
           "text/tab-separated-values; charset=utf-8", (), True, True, ("separated", "lines", "mapped")),
    Format("json", "one JSON array", "documents.json", (".json",), _JSON),
    Format("jsonl", "JSON Lines", "documents.jsonl", (".jsonl", ".ndjson"), "application/x-ndjson", (), True, True,
           ("lines",)),
    Format("geojson", "GeoJSON for maps", "documents.geojson", (".geojson",), "application/geo+json", _EVENTS),
    Format("md", "a Markdown table", "documents.markdown", (".md", ".markdown"), _MARKDOWN),
    Format("chronology", "a Markdown chronology with citations", "documents.chronology", (".chronology.md",), _MARKDOWN,
           _DATED, abilities=("sources", "lossy")),
    Format("ics", "iCalendar", "documents.ics", (".ics",), "text/calendar; charset=utf-8", _DATED, imports=True,
           abilities=("stamp", "alarm", "sources", "lossy")),
    Format("timelinejs", "TimelineJS 3", "documents.timelinejs", (".timelinejs",), _JSON, _EVENTS, imports=True,
           abilities=("sources", "lossy")),
    Format("parquet", "Parquet", "documents.parquet", (".parquet",), "application/vnd.apache.parquet", _DATED, True,
           True, ("binary", "lossy")),
    Format("svg", "a picture in SVG", "pictures.svg", (".svg",), "image/svg+xml", _DATED, abilities=("drawn", "lossy")),
    Format("html", "a page to explore offline", "pictures.html", (".html", ".htm"), "text/html; charset=utf-8", _DATED,
           abilities=("drawn", "sources", "lossy")),
    Format("png", "a picture in pixels", "pictures.raster:PNG", (".png",), "image/png", _DATED,
           abilities=("binary", "drawn", "lossy")),
    Format("pdf", "a picture for print", "pictures.raster:PDF", (".pdf",), "application/pdf", _DATED,
           abilities=("binary", "drawn", "lossy")),
    Format("atom", "an Atom feed", "documents.atom", (".atom",), "application/atom+xml", _EVENTS,
           abilities=("sources", "address", "lossy")),
    Format("bibtex", "BibTeX for biblatex", "documents.bibtex", (".bib",), "application/x-bibtex; charset=utf-8",
           _CITING, abilities=("sources", "lossy")),
    Format("csl", "CSL-JSON for Zotero and pandoc", "documents.csl", (".csl.json",),
           "application/vnd.citationstyles.csl+json", _CITING, abilities=("sources", "lossy")),
    Format("graphml", "a network in GraphML", "documents.graphml", (".graphml",), "application/graphml+xml", _EVENTS,
           abilities=("links", "lossy")),
    Format("jsonld", "JSON-LD by the words of schema.org", "documents.jsonld", (".jsonld",), "application/ld+json",
           _EVENTS, abilities=("links", "sources", "lossy")),
    Format("quickstatements", "statements for Wikidata", "documents.quickstatements", (".quickstatements",),
           "text/plain; charset=utf-8", _EVENTS, abilities=("sources", "lossy")),
    Format("table", "any table: CSV, TSV, Excel, ODS, JSON, JSON Lines", "delimited.any_table:TABLE", imports=True,
           abilities=("mapped",)),
    Format("gdelt", "GDELT events 1.0 and 2.0", "datasets.gdelt", imports=True),
    Format("icews", "ICEWS coded event data", "datasets.icews", imports=True),
    Format("polecat", "POLECAT weekly data", "datasets.polecat", imports=True),
    Format("acled", "ACLED exports and deletions", "datasets.acled", imports=True),
    Format("ucdp", "UCDP GED", "datasets.ucdp", imports=True),
    Format("cow-mid", "COW MID, tables A and B", "datasets.cow_mid", imports=True),
    Format("pa-x", "PA-X peace agreements", "datasets.pa_x", imports=True),
    Format("wikidata", "results of Wikidata's SPARQL", "datasets.wikidata", imports=True),
    Format("timelinejs-sheet", "the sheet of a TimelineJS timeline", "documents.timelinejs_sheet", imports=True,
           abilities=("unwritten",)),
    Format("timesketch", "Timesketch timelines", "datasets.timesketch", imports=True),
)  # fmt: skip
"""dateline's own formats, in the order of help; they need no look-up of entry points, which costs start-up time."""
_OWN = {each.name: each for each in FORMATS}


def kinds(fields: Iterable[str]) -> set[str]:
    """Return which of events, deadlines, sources and records that cite sources have these fields."""
    found = tuple(fields)
    marks = {
        "events": are_events(found),
        "deadlines": are_deadlines(found),
        "sources": "publisher" in found,
        "records that cite sources": "citations" in found,
    }
    return {kind for kind, holds in marks.items() if holds}


def formats() -> list[Format]:
    """Return all formats: dateline's own, then those of installed packages."""
    return [*FORMATS, *(_described(entry) for entry in _extensions() if entry.name not in _OWN)]


def written(fields: Iterable[str] | None = None) -> list[Format]:
    """Return the formats that can be written, with `fields` only those that can hold such records."""
    return [each for each in formats() if not each.is_data_set and (fields is None or each.fits(fields))]


def names() -> list[str]:
    """Return the names of all formats that can be written, dateline's own first."""
    return [each.name for each in written()]


def readable() -> list[str]:
    """Return the names of all formats that `import` reads, the data sets last."""
    return [each.name for each in sorted(formats(), key=lambda each: each.is_data_set) if each.imports]


def format_named(name: str) -> Format:
    """Return the format `name` that can be written.

    Raises:
        NotFound: there is none, here or among the installed packages.
    """
    found = _named(name)
    if found is None or found.is_data_set:
        raise NotFound(f"there is no format {name!r}", "there are " + ", ".join(names()))
    return found


def _readable_like(name: str) -> str:
    """Return the beginning of a hint: which format may be meant."""
    if name.lower() in _TABLES:
        return "import table reads such files; "
    from dateline.names import nearest

    near = nearest(name, readable(), 1)
    return f"did you mean {near[0]}? " if near else ""


_TABLES = ("xlsx", "xls", "excel", "ods", "json", "txt", "sheet")
"""What people call files that `import table` knows by their content."""


def data_set(name: str) -> DataSet:
    """Return what reads the format or data set `name` in bulk.

    Raises:
        NotFound: there is none that can be read.
    """
    found = _named(name)
    if found is None or not found.imports:
        message = f"there is no format {name!r}" if found is None else f"{name} can only be written"
        raise NotFound(message, _readable_like(name) + f"import reads {', '.join(readable())}")
    reader: DataSet = found.implementation
    if hasattr(reader, "events"):
        return reader
    from dateline.formats.own_records import RecordData

    return RecordData(found)


def format_of_file(path: str) -> Format | None:
    """Return the format whose file names end like `path`, the longest ending first; None for an unknown one."""
    endings = {ending: each for each in reversed(written()) for ending in each.extensions}
    longest = max((ending for ending in endings if path.endswith(ending)), key=len, default=None)
    return None if longest is None else endings[longest]


def can(name: str, ability: str) -> bool:
    """Return whether the format `name` has one of ABILITIES; an unknown one has none."""
    found = _OWN.get(name) or _named(name)
    return found is not None and found.can(ability)


def _named(name: str) -> Format | None:
    """Return a format; entry points are looked up only for a name that is not dateline's own."""
    return _OWN.get(name) or next((_described(entry) for entry in _extensions() if entry.name == name), None)


def _described(entry: EntryPoint) -> Format:
    """Return the description that the attributes of a module of another package give."""
    module = entry.load()
    flags = {"BINARY": "binary", "DRAWN": "drawn", "NEEDS_SOURCES": "sources"}
    abilities = tuple(ability for flag, ability in flags.items() if getattr(module, flag, False))
    imports = module.READS or hasattr(module, "events")
    about = (module.__doc__ or "a format of an installed package").partition("\n")[0].rstrip(".")
    return Format(
        entry.name, about, module, module.EXTENSIONS, reads=module.READS, imports=imports, abilities=abilities
    )


@cache  # it looks into every installed package, which a server cannot wait for at each question
def _extensions() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points

    return entry_points(group="dateline.formats")
