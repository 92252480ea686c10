"""Files and folders of curated TOML, read and checked as one whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from dateline.deadlines.counting.moved import Moved
from dateline.errors import Fault
from dateline.formats.curated import tables_to_records
from dateline.formats.curated.deadlines import read_deadlines, read_horizon
from dateline.formats.curated.lines import Lines
from dateline.formats.curated.relations import read_link
from dateline.formats.curated.table_fields import Fields
from dateline.model import Actor, Collection, Deadline, Event, Horizon, Link, Programme, Source, Theme
from dateline.names import nearest
from dateline.safe_parsing import Unreadable, toml, unfit

KINDS: dict[str, Callable[[Fields], Any]] = {
    "source": tables_to_records.read_source,
    "actor": tables_to_records.read_actor,
    "theme": tables_to_records.read_theme,
    "event": tables_to_records.read_event,
    "programme": tables_to_records.read_programme,
    "horizon": read_horizon,
    "deadline": read_deadlines,
    "link": read_link,
}


class Folder(Protocol):
    """A file or folder to read from: `pathlib.Path` and the resources of a package alike."""

    @property
    def name(self) -> str: ...  # noqa: D102
    def is_dir(self) -> bool: ...  # noqa: D102
    def is_file(self) -> bool: ...  # noqa: D102
    def iterdir(self) -> Iterator[Any]: ...  # noqa: D102
    def read_bytes(self) -> bytes: ...  # noqa: D102


@dataclass
class Curated:
    """Everything that was read: records by kind and id, with the fields they came from, and all faults.

    `imported` says that the records are those of an import, which they correct; `frozen`, that nothing is counted
    anew; `moved` are the due dates that counting anew has moved.
    """

    collection: Collection | None = None
    records: dict[str, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    places: dict[tuple[str, str], Fields] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    imported: bool = False
    frozen: bool = False
    moved: list[Moved] = field(default_factory=list)

    @property
    def sources(self) -> Mapping[str, Source]:
        """Return the sources by id, in the order of the files."""
        return self.records["source"]

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Return the actors by id."""
        return self.records["actor"]

    @property
    def themes(self) -> Mapping[str, Theme]:
        """Return the themes by id."""
        return self.records["theme"]

    @property
    def events(self) -> Mapping[str, Event]:
        """Return the events by id."""
        return self.records["event"]

    @property
    def programmes(self) -> Mapping[str, Programme]:
        """Return the programmes by id."""
        return self.records["programme"]

    @property
    def horizons(self) -> Mapping[str, Horizon]:
        """Return the horizons by id."""
        return self.records["horizon"]

    @property
    def deadlines(self) -> Mapping[str, Deadline]:
        """Return the deadlines by id."""
        return self.records["deadline"]

    @property
    def links(self) -> Mapping[str, Link]:
        """Return the links by id."""
        return self.records["link"]


def read_paths(paths: Iterable[tuple[str, Folder]]) -> Curated:
    """Return all records of the TOML files in `paths`, each given with the name to call it by.

    Faults are collected in the result; what cannot be read is left out. References are checked by
    `dateline.formats.curated.links`.
    """
    found = Curated()
    for name, path in paths:
        files = sorted(
            _files(name, path), key=lambda file: not file[0].endswith("collection.toml")
        )  # it says what follows
        if not files:
            found.faults.append(Fault(name, None, "contains no .toml file"))
        for file, content in files:
            _read_file(found, file, content)
    return found


def read_text(name: str, text: str, *, imported: bool = False, frozen: bool = False) -> Curated:
    """Return the records of a text, as `read_paths` does of files; `name` is what faults call it.

    What was `imported` may have any id, and may lack the citations and the confidence that curated events need. In a
    `frozen` text due dates that were counted stay what they are, as those of the history must.
    """
    found = Curated(imported=imported, frozen=frozen)
    _read_content(found, name, text)
    return found


def _files(name: str, path: Folder) -> Iterator[tuple[str, Folder]]:
    """Yield (name, file) of the TOML files under `path`, sorted by name."""
    if path.is_file():
        yield name, path
        return
    if path.is_dir():
        for child in sorted(path.iterdir(), key=lambda item: item.name):
            if child.is_dir() or child.name.endswith(".toml"):
                yield from _files(f"{name.rstrip('/')}/{child.name}", child)


def _read_file(found: Curated, file: str, content: Folder) -> None:
    try:
        text = content.read_bytes().decode("utf-8-sig")
    except OSError as error:
        found.faults.append(Fault(file, None, f"cannot be read: {error.strerror or error}"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        found.faults.append(Fault(file, line, "is not UTF-8", "save it as UTF-8"))
    else:
        _read_content(found, file, text)


def _read_content(found: Curated, file: str, content: str) -> None:
    text = content.replace("\r\n", "\n")
    try:
        document = toml(text)
    except Unreadable as error:
        found.faults.append(Fault(file, error.line, error.message, error.hint))
        return
    lines = Lines(text)
    for path, wrong in unfit(document):
        found.faults.append(Fault(file, lines.at(path), f"{path[-1] if path else 'a key'} {wrong}"))
    read_document(found, file, document, lines)


def read_document(found: Curated, file: str, document: dict[str, Any], lines: Lines) -> None:
    """Add the records of a document to `found`, with its faults; `lines` has the line of each of its parts."""
    top = Fields(document, file, lines, (), found.faults)
    if (table := top.value("collection", dict, "a [collection] table")) is not None:
        corrects = table.get("corrects_import") is True
        found.imported = found.imported or corrects
        fields = Fields(table, file, lines, ("collection",), found.faults, imported=corrects)
        if found.collection is not None:
            fields.fault(
                None, f"a second [collection] besides {found.collection.id!r}", "load each collection separately"
            )
        found.collection = tables_to_records.read_collection(fields) or found.collection
    top.imported, top.frozen = found.imported, found.frozen
    for kind, read in KINDS.items():
        for fields in top.tables(kind):
            read_ = read(fields)
            for record in read_ if isinstance(read_, list) else [read_]:
                _keep(found, kind, fields, record)
    top.finish()


def _keep(found: Curated, kind: str, fields: Fields, record: Any) -> None:
    if record is None:
        return
    if first := found.places.get((kind, record.id)):
        place = f"{first.file}:{first.line}"
        fields.fault("id", f"duplicate id: the {kind} {record.id!r} is already defined at {place}")
        return
    found.places[kind, record.id] = fields
    found.records[kind][record.id] = record


def shipped_names() -> list[str]:
    """Return the names of the shipped collections."""
    from importlib.resources import files

    return [each.name for each in files("dateline.events").iterdir() if each.is_dir() and not each.name.startswith("_")]


def shipped(name: str) -> Folder:
    """Return the shipped collection `name`.

    Raises:
        KeyError: there is none; the message names those that there are.
    """
    from importlib.resources import files

    root, names = files("dateline.events"), shipped_names()
    if name not in names:
        near = nearest(name, names, 1) or sorted(names)
        raise KeyError(", ".join(near))
    return root / name


def located(name: str) -> tuple[str, Folder]:
    """Return a path as given, or else the shipped collection of that name, with the name to call it by.

    Raises:
        KeyError: there is neither.
    """
    path = Path(name)
    try:
        there = path.exists()
    except OSError:  # no file can be called so
        there = False
    return (name, path) if there else (name, shipped(name))
