"""Any delimited file, read by a mapping that says what its columns mean (docs/reference/mapping.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

from dateline.counted import counted
from dateline.dates import Date
from dateline.errors import Fault, InvalidRecords
from dateline.event_fields import FIELDS
from dateline.formats import incoming
from dateline.formats.delimited.cell_values import UnfitError
from dateline.formats.delimited.first_line import Lines
from dateline.formats.delimited.header import Headed, Uneven, other_separator, read_items
from dateline.formats.delimited.layout import Layout
from dateline.formats.delimited.mapped_cells import participants_reader, row_hash, themes_reader, value_reader
from dateline.formats.delimited.mapped_dates import date_calendar, date_reader, date_words
from dateline.formats.delimited.mapped_measures import MeasureCells
from dateline.formats.delimited.mapped_numbers import whole_number
from dateline.formats.delimited.mapping_file import Plan, read_plan
from dateline.formats.delimited.several_events import Section, several_events
from dateline.formats.delimited.tabular import Row, Sheet, rows
from dateline.formats.delimited.templates import Template
from dateline.formats.incoming import Incoming, Item, Rejected
from dateline.model import Actor, Citation, Event, Participant, Source, Theme
from dateline.names import nearest

MARKS = ("line", "hash")
"""What braces in an id may hold besides columns, if no column is called so: the number of the row, a hash of it."""
_HEADER_WITHIN = 50
"""So many rows are looked at for a header that is not the first."""
WEIGHED = 10_000
"""So many rows are looked at for what a point in numbers means."""
_Cells = Sequence[str]
_COUNTED = (None, "gregorian")
"""The calendars in which days are counted."""
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
        self.circa = plan.date.circa
        self.notes: list[str] = []

    @property
    def plan(self) -> Plan:
        """The mapping."""
        return self._plan

    @property
    def layout(self) -> Layout:
        """How its files are laid out."""
        return self._plan.layout

    def events(self, stream: IO[str] | Sheet | Lines) -> Iterator[Item]:
        """Yield the events of a file; `notes` then tell what else there is to know of it.

        Raises:
            InvalidRecords: a column of the mapping is not there.
        """
        plan, layout = self._plan, self._plan.layout
        how: dict[str, Any] = {"quoted": layout.quoted, "skip": layout.skip, "comment": layout.comment}
        if layout.header:
            table = Headed(stream, layout.separator, **how)
            found, names, file = table.rows, list(table.written), table.file
            if not names:
                raise InvalidRecords([_headless(file, layout.skip)], "; nothing was read")
        else:
            found, names = _counted(rows(stream, layout.separator, **how))
            file = str(getattr(stream, "name", "standard input"))
            if not names:  # nothing that can be read
                return (cells for _, cells in found if isinstance(cells, Rejected))
        readers = [RowReader(each, names, file) for each in plan.sections or (plan,)]
        if faults := [fault for reader in readers for fault in reader.faults]:
            lacking = set().union(*(reader.lacking for reader in readers))
            raise InvalidRecords(_with_header(faults, lacking, found), "; nothing was read")
        if getattr(stream, "from_1904", False) and any("excel" in each.date.forms for each in plan.sections or (plan,)):
            reason = 'counts days from 1904, and the mapping reads numbers as "excel", which counts from 1900'
            raise InvalidRecords([Fault(file, None, reason, 'write "excel-1904" in format')], "; nothing was read")
        self.notes = list(dict.fromkeys(note for reader in readers for note in reader.notes))
        if plan.measures and not layout.tells_numbers:
            head = list(islice(found, WEIGHED))
            found = chain(head, found)
            for reader in readers:
                reader.weigh([cells for _, cells in head if not isinstance(cells, Rejected)])
        return self._items(found, names, readers)

    def _items(self, found: Iterator[Row], names: Sequence[str], readers: Sequence[RowReader]) -> Iterator[Item]:
        uneven = Uneven()
        if self._plan.sections:
            yield from several_events(found, names, [_section(reader) for reader in readers], uneven)
        else:
            yield from read_items(found, names, readers[0].places, readers[0].read, uneven, frozenset())
        if uneven.short:
            self.notes.append(str(uneven))

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


def _headless(file: str, skip: int) -> Fault:
    """Return the fault of a file that ends before its header."""
    lines = counted(skip, "line")
    hint = f"the file has at most {lines}, which the mapping leaves out: see header_line or skip_lines in [file]"
    return Fault(file, None, "has no row with the names of the columns", hint if skip else "the file is empty")


def _section(reader: RowReader) -> Section:
    return Section(reader.plan.suffix[1:], itemgetter(*reader.places), reader.read)


def _counted(found: Iterator[Row]) -> tuple[Iterator[Row], list[str]]:
    """Return the rows, and the numbers of the columns that the first of them has that can be read."""
    held: list[Row] = []
    for row in found:
        held.append(row)
        if not isinstance(row[1], Rejected):
            return chain(held, found), [str(number) for number, _ in enumerate(row[1], 1)]
    return iter(held), []


def _with_header(faults: list[Fault], lacking: set[str], found: Iterator[Row]) -> list[Fault]:
    """Return the faults once each; where a row below has the columns that lack, they say that it is the header."""
    for line, cells in islice(found, _HEADER_WITHIN):
        if not isinstance(cells, Rejected) and lacking <= {cell.strip().lower() for cell in cells}:
            hint = f"line {line} has these columns: add header_line = {line} to [file]"
            return [fault._replace(hint=hint) for fault in dict.fromkeys(faults)]
    return list(dict.fromkeys(faults))


class RowReader:
    """A mapping bound to the columns of one file; `places` are those of the cells that `read` takes."""

    def __init__(self, plan: Plan, names: Sequence[str], file: str) -> None:
        self.plan, self._names, self._file = plan, [name.lower() for name in names], file
        self._written = names
        self.faults: list[Fault] = []
        self.lacking: set[str] = set()
        self._skip = plan.skip
        self.notes: dict[str, None] = {}
        # The last place is that of the empty cell behind all, which stands for columns that the mapping lacks.
        self.places = [len(names), len(names)]
        self._fill = {name: self._filler(template) for name, template in plan.columns.items() if name != "id"}
        self._bind()

    def _bind(self) -> None:
        plan = self.plan
        nothing = itemgetter(0)
        constants = plan.constants

        def text(name: str) -> _Fill:
            fill = self._fill.get(name, nothing)
            constant = constants.get(name)
            return (lambda cells: fill(cells) or constant) if constant else fill

        self._title, self._version = text("title"), text("version")
        layout = plan.layout
        self._plain = [(field.name, text(field.name), value_reader(field, layout)) for field in FIELDS]
        self._source, self._locator, self._quote = text("source"), text("locator"), text("quote")
        self._id = self._identifier(plan.columns["id"])
        self._dated, self._date = self._picker(plan.date.templates), date_reader(plan.date)
        self._actors = [
            (self._picker((rule.names,)), participants_reader(rule, plan.separators.get("actors", ()), plan.skip))
            for rule in plan.actors
        ]
        self.measures = MeasureCells(plan.measures, self._filler, layout) if plan.measures else None
        topics = plan.columns.get("themes")
        self._topics = self._picker((topics,)) if topics else None
        self._themes = themes_reader(topics, plan.separators.get("themes", ()), plan.themes, plan.skip)

    def _position(self, column: str | int) -> int:
        """Return where the cell of a column is among those that `read` gets."""
        if isinstance(column, int):
            place = column - 1 if column <= len(self._names) else None
        else:
            place = self._names.index(column.lower()) if column.lower() in self._names else None
        if place is None:
            self.faults.append(self._lacking(column))
            self.lacking.add(str(column).lower())
            return 0
        if isinstance(column, str) and self._names.count(column.lower()) > 1:
            self._tell_repeated(column.lower())
        if place not in self.places:
            self.places.append(place)
        return self.places.index(place)

    def place_of(self, column: str | int) -> int:
        """Return where a column, which is there, is among those of the file."""
        return column - 1 if isinstance(column, int) else self._names.index(column.lower())

    def _lacking(self, column: str | int) -> Fault:
        near = nearest(str(column), self._written, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"the table has {counted(len(self._names), 'column')}"
        reason = f"there is no column {column!r}, which {self.plan.file} mentions"
        return Fault(self._file, self.plan.layout.skip + 1, reason, other_separator(self._written) or hint)

    def _tell_repeated(self, name: str) -> None:
        places = [number for number, each in enumerate(self._names, 1) if each == name]
        *others, last = map(str, places)
        self.notes[
            f"columns {', '.join(others)} and {last} are both called {name!r}; column {places[0]} is read (a mapping "
            f"may give the number of a column)"
        ] = None

    def _identifier(self, template: Template) -> Callable[[int, Sequence[str], _Cells], str]:
        """Return a function that gives the id of a row from its line, its cells as they stand, and those it may use."""
        marks = {column for column in template.columns if column in MARKS and column not in self._names}
        if not marks:
            pick = self._picker((template,))
            return lambda line, row, cells: template.fill(pick(cells))
        if "hash" in marks:
            for number, _ in enumerate(self._names, 1):
                self._position(number)
        places = [None if column in marks else self._position(column) for column in template.columns]

        def identity(line: int, row: Sequence[str], cells: _Cells) -> str:
            made = {"line": str(line), "hash": row_hash(row) if "hash" in marks else ""}
            named = zip(template.columns, places, strict=True)
            return template.fill(tuple(made[str(name)] if at is None else cells[at] for name, at in named))

        return identity

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

    def weigh(self, rows: Iterable[list[str]]) -> None:
        """Look at rows for what numbers in the columns of measures mean."""
        pick = itemgetter(*self.places)
        width = len(self._names)
        if self.measures:
            self.measures.weigh([pick([*cells, ""]) for cells in rows if len(cells) == width])

    def read(self, line: int, *row: str) -> Incoming:
        """Return the event of a row; raises UnfitError."""
        skip = self._skip
        cells = ["" if (cell := each.strip()) in skip else cell for each in row]
        title = self._title(cells)
        if not title:
            raise UnfitError("the title is missing")
        identity = self._id(line, row, cells)
        if not identity:
            raise UnfitError("the id is missing")
        dated, cited, version = self._dated(cells), self._source(cells), self._version(cells)
        date = self._date(dated)
        return Incoming(
            line,
            Event(
                f"{identity}{self.plan.suffix}",
                f"{title}{self.plan.ending}",
                date,
                actors=self._participants(cells),
                themes=self._themes(self._topics(cells) if self._topics else ()),
                citations=(Citation(cited, self._locator(cells) or None, self._quote(cells) or None),) if cited else (),
                measures=self.measures(cells) if self.measures else (),
                **self._values(cells, date, dated),
            ),
            whole_number(version, "version") if version else None,
        )

    def _values(self, cells: _Cells, date: Date, said: tuple[str, ...]) -> dict[str, Any]:
        """Return the values of the fields that an event may lack; the words of its date are those of their cell."""
        found = {name: read(pick(cells)) for name, pick, read in self._plain}
        if found["date_text"] is None and (self.plan.date.keeps_words or date.kind == "undated"):
            found["date_text"] = date_words(self.plan.date, said)
        if date.kind != "undated":
            found["calendar"] = self.calendar(found["calendar"], said)
        return found

    def calendar(self, named: str | None, said: tuple[str, ...]) -> str | None:
        """Return the calendar that the date of a row was written in; raises UnfitError when it was not read by it."""
        rule = self.plan.date
        if rule.calendar or rule.conventions.calendar:
            read = date_calendar(rule, said)
            if named is not None and named != read:
                raise UnfitError(f"the calendar of the row is {named}, but its date is read as {read}")
            return None if read in _COUNTED else read
        if named not in _COUNTED and rule.forms != ("edtf",):
            hint = f'add calendar = "{named}" to [date], or give the date in EDTF and its words as date_text'
            raise UnfitError(f"the date is written in the {named} calendar, and [date] names none", hint)
        return named

    def _participants(self, cells: _Cells) -> tuple[Participant, ...]:
        found: tuple[Participant, ...] = ()
        for pick, read in self._actors:
            found += read(pick(cells))
        return found
