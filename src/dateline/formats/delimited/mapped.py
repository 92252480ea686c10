"""Any delimited file, read by a mapping that says what its columns mean (docs/reference/mapping.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

from dateline.errors import Fault, InvalidRecords
from dateline.event_fields import FIELDS, Field
from dateline.formats import incoming
from dateline.formats.delimited.cell_values import UnfitError, degrees, slug, split, whole
from dateline.formats.delimited.header import Headed, read_items
from dateline.formats.delimited.mapped_dates import date_reader, date_words
from dateline.formats.delimited.mapping_file import ActorRule, Plan, Template, read_plan
from dateline.formats.delimited.tabular import Row, rows
from dateline.formats.incoming import Incoming, Item, Rejected
from dateline.model import Actor, Citation, Event, Participant, Source, Theme
from dateline.names import nearest

_Cells = Sequence[str]
_Fill = Callable[[_Cells], str]


def read_mapping(source: Path | str) -> MappedData:
    """Return what reads files by the mapping in a file, or in a text.

    Raises:
        InvalidRecords: the mapping has faults, all of which are in the error.
    """
    return MappedData(read_plan(source))


class MappedData:
    """Reads files by a mapping, as a DataSet."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def events(self, stream: IO[str]) -> Iterator[Item]:
        """Yield the events of a file.

        Raises:
            InvalidRecords: a column of the mapping is not there.
        """
        plan = self._plan
        if plan.header:
            table = Headed(stream, plan.separator, quoted=plan.quoted)
            found, names, file = table.rows, list(table.written), table.file
        else:
            found, names = _counted(rows(stream, plan.separator, quoted=plan.quoted))
            file = str(getattr(stream, "name", "standard input"))
            if not names:  # nothing that can be read
                return (cells for _, cells in found if isinstance(cells, Rejected))
        reader = _Reader(plan, names, file)
        return read_items(found, names, reader.places, reader.read, frozenset())

    def actor(self, participant: Participant) -> Actor:
        """Return an actor with the name of its cell."""
        return incoming.actor(participant)

    def matches(self, identity: str) -> bool:
        """Tell whether an actor is looked for by its name before it is made."""
        return any(rule.existing and identity.startswith(rule.prefix) for rule in self._plan.actors)

    def theme(self, identity: str) -> Theme:
        """Return a theme named after its id."""
        return incoming.theme(identity)

    def source(self, identity: str) -> Source:
        """Return a source named after its id, which may be an address."""
        return Source(identity, identity, url=identity if identity.startswith(("http://", "https://")) else None)

    def themes(self) -> Iterable[Theme]:
        """Return no theme."""
        return ()


def _counted(found: Iterator[Row]) -> tuple[Iterator[Row], list[str]]:
    """Return the rows, and the numbers of the columns that the first of them has that can be read."""
    held: list[Row] = []
    for row in found:
        held.append(row)
        if not isinstance(row[1], Rejected):
            return chain(held, found), [str(number) for number, _ in enumerate(row[1], 1)]
    return iter(held), []


class _Reader:
    """A mapping bound to the columns of one file; `places` are those of the cells that `read` takes."""

    def __init__(self, plan: Plan, names: Sequence[str], file: str) -> None:
        self._plan, self._names, self._file = plan, [name.lower() for name in names], file
        self._written = names
        self._faults: list[Fault] = []
        self._skip = plan.skip
        # The last place is that of the empty cell behind all, which stands for columns that the mapping lacks.
        self.places = [len(names), len(names)]
        self._fill = {name: self._filler(template) for name, template in plan.columns.items()}
        self._bind()
        if self._faults:
            raise InvalidRecords(list(dict.fromkeys(self._faults)), "; nothing was read")

    def _bind(self) -> None:
        plan = self._plan
        nothing = itemgetter(0)
        constants = plan.constants

        def text(name: str) -> _Fill:
            fill = self._fill.get(name, nothing)
            constant = constants.get(name)
            return (lambda cells: fill(cells) or constant) if constant else fill

        self._title, self._version = text("title"), text("version")
        self._plain = [(field, text(field.name)) for field in FIELDS]
        self._source, self._locator, self._quote = text("source"), text("locator"), text("quote")
        self._identity = self._picker((plan.columns["id"],))
        self._dated, self._date = self._picker(plan.date.templates), date_reader(plan.date)
        self._actors = [
            (self._picker((rule.names,)), _actors(rule, plan.separators.get("actors"), plan.skip))
            for rule in plan.actors
        ]
        topics = plan.columns.get("themes")
        self._topics = self._picker((topics,)) if topics else None
        self._themes = _themes(topics, plan.separators.get("themes"), plan.themes, plan.skip)

    def _position(self, column: str | int) -> int:
        """Return where the cell of a column is among those that `read` gets."""
        if isinstance(column, int):
            place = column - 1 if column <= len(self._names) else None
        else:
            place = self._names.index(column.lower()) if column.lower() in self._names else None
        if place is None:
            near = nearest(str(column), self._written, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {len(self._names)} columns"
            self._faults.append(
                Fault(self._file, 1, f"there is no column {column!r}, which {self._plan.file} mentions", hint)
            )
            return 0
        if place not in self.places:
            self.places.append(place)
        return self.places.index(place)

    def _picker(self, templates: Iterable[Template]) -> Callable[[_Cells], tuple[str, ...]]:
        """Return a function that gives the cells of the columns of `templates`."""
        at = [self._position(column) for template in templates for column in template.columns]
        if len(at) == 1:
            (only,) = at
            return lambda cells: (cells[only],)
        return itemgetter(*at) if at else lambda _: ()

    def _filler(self, template: Template) -> _Fill:
        if template.texts == ("", ""):
            return itemgetter(self._position(template.columns[0]))
        pick = self._picker((template,))
        return lambda cells: template.fill(pick(cells))

    def read(self, line: int, *row: str) -> Incoming:
        """Return the event of a row; raises UnfitError."""
        skip = self._skip
        cells = ["" if (cell := each.strip()) in skip else cell for each in row]
        title = self._title(cells)
        if not title:
            raise UnfitError("the title is missing")
        dated, cited, version = self._dated(cells), self._source(cells), self._version(cells)
        return Incoming(
            line,
            Event(
                self._id(cells),
                title,
                self._date(dated),
                actors=self._participants(cells),
                themes=self._themes(self._topics(cells) if self._topics else ()),
                citations=(Citation(cited, self._locator(cells) or None, self._quote(cells) or None),) if cited else (),
                **self._values(cells, dated),
            ),
            whole(version, "version") if version else None,
        )

    def _values(self, cells: _Cells, date: tuple[str, ...]) -> dict[str, Any]:
        """Return the values of the fields that an event may lack; the words of its date are those of their cell."""
        found = {field.name: _value(field, pick(cells)) for field, pick in self._plain}
        if found["date_text"] is None and self._plan.date.keeps_words:
            found["date_text"] = date_words(self._plan.date, date)
        return found

    def _id(self, cells: _Cells) -> str:
        found = self._identity(cells)
        if not all(found):
            raise UnfitError("the id is missing")
        return self._plan.columns["id"].fill(found)

    def _participants(self, cells: _Cells) -> tuple[Participant, ...]:
        found: tuple[Participant, ...] = ()
        for pick, read in self._actors:
            found += read(pick(cells))
        return found


def _value(field: Field, text: str) -> Any:
    """Return the value of a cell; raises UnfitError."""
    if field.kind == "number":
        return degrees(text, field.name)
    if not field.choices:
        return text or None
    found = text.lower()
    if found and found not in field.choices:
        raise UnfitError(f"{field.name} {text!r} is not one of {', '.join(field.choices)}")
    return found or None


def _listed(template: Template, separator: str | None, skip: Set[str]) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Return a function that gives the texts of a template: with a separator, one for each item of its one column."""
    if separator is None:
        return lambda cells: (template.fill(cells),) if any(cells) else ()
    if len(template.columns) == 1:
        return lambda cells: tuple(template.fill((item,)) for item in split(cells[0], separator, skip))
    return lambda cells: split(template.fill(cells), separator, skip)


def _actors(
    rule: ActorRule, separator: str | None, skip: Set[str]
) -> Callable[[tuple[str, ...]], tuple[Participant, ...]]:
    texts = _listed(rule.names, separator, skip)

    @lru_cache(65_536)
    def actors(cells: tuple[str, ...]) -> tuple[Participant, ...]:
        return tuple(Participant(f"{rule.prefix}{slug(name)}", rule.role, name) for name in texts(cells))

    return actors


def _themes(
    template: Template | None, separator: str | None, always: tuple[str, ...], skip: Set[str]
) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    texts = _listed(template, separator, skip) if template else None

    @lru_cache(65_536)
    def themes(cells: tuple[str, ...]) -> tuple[str, ...]:
        paths = ("/".join(slug(part) for part in text.split("/") if part.strip()) for text in (texts or tuple)(cells))
        return tuple(dict.fromkeys(filter(None, (*paths, *always))))

    return themes
