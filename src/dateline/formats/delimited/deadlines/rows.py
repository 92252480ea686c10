"""Rows of a table as the TOML tables of deadlines: what curated files would say, so that one reader checks both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.dates import Date
from dateline.dates.undated import says_undated
from dateline.errors import Ambiguous, Fault
from dateline.formats.delimited.cell_values import UnfitError, slug
from dateline.formats.delimited.date_formats import cell_reader, is_unknown
from dateline.formats.delimited.deadlines.mapping import (
    DATES,
    IDS,
    OF_CITATION,
    OF_DEADLINE,
    OF_DUE,
    PARTY,
    DeadlinePlan,
    Parties,
    ReportRule,
    WaiverRule,
)
from dateline.formats.delimited.templates import Template
from dateline.formats.missing import items_of

Table = dict[str, Any]
"""A table of TOML."""
Place = tuple[str, int]
"""The file and the row from which something was made."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass
class Found:
    """The tables that rows of a file give by kind, with their places, and the cells that cannot be read.

    `places` are those of the tables, `reports` and `waivers` those of the reports and waivers of each deadline: a log
    may be another file. `repeated` reports equal an earlier one of their deadline; `notes` say what else there is to
    know.
    """

    file: str
    tables: dict[str, list[Table]] = field(default_factory=lambda: {"source": [], "actor": [], "deadline": []})
    places: dict[str, list[Place]] = field(default_factory=lambda: {"source": [], "actor": [], "deadline": []})
    reports: list[list[Place]] = field(default_factory=list)
    waivers: list[list[Place]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    repeated: int = 0
    notes: list[str] = field(default_factory=list)

    def fault(self, line: int, message: str, hint: str | None = None) -> None:
        """Note a fault of a row."""
        self.faults.append(Fault(self.file, line, message, hint))

    def report(self, line: int, place: int, report: Table) -> None:
        """Keep a report of the deadline at `place`, once."""
        kept = self.tables["deadline"][place]["status"]
        if report in kept:
            self.repeated += 1
        else:
            kept.append(report)
            self.reports[place].append((self.file, line))

    def waiver(self, line: int, place: int, waiver: Table) -> None:
        """Keep a waiver of the deadline at `place`, once: rows of one deadline may repeat it."""
        kept = self.tables["deadline"][place].setdefault("waiver", [])
        if waiver not in kept:
            kept.append(waiver)
            self.waivers[place].append((self.file, line))

    def add(self, kind: str, line: int, table: Table) -> None:
        """Keep a table that a row gives."""
        self.tables[kind].append(table)
        self.places[kind].append((self.file, line))


@dataclass
class Names:
    """Who is called so: `actor` and `source` give the id of a record that there is, or None.

    Both raise Ambiguous where several are called so. Those that are `made` are kept by kind and id; what a table calls
    an actor is kept by id too.
    """

    actor: Callable[[str], str | None]
    source: Callable[[str], str | None]
    made: dict[tuple[str, str], None] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)


class Rows:
    """Makes tables of the rows of one file, whose columns have `names`."""

    def __init__(self, plan: DeadlinePlan, names: Sequence[str], known: Names, found: Found) -> None:
        self._plan, self._known, self.found = plan, known, found
        self._places = {name.lower(): place for place, name in reversed(list(enumerate(names)))}
        rule = plan.date
        self._date = cell_reader(rule.forms, rule.conventions, rule.order, rule.negative_years)
        self._by_id: dict[str, int] = {}
        self._each = next((party for party in plan.parties if party.each), None)

    @property
    def mentioned(self) -> Iterator[str | int]:
        """The columns that the mapping mentions."""
        rules = [*(rule.columns for rule in self._plan.reports), *(rule.columns for rule in self._plan.waivers)]
        records = (template for columns in rules for template in columns.values())
        parties = (party.column for party in self._plan.parties if party.column)
        for template in (*self._plan.columns.values(), *records, *parties):
            yield from (column for column in template.columns if not (column == PARTY and self._each))

    def has(self, column: str | int) -> bool:
        """Tell whether the file has a column."""
        return column in range(1, len(self._places) + 1) if isinstance(column, int) else column.lower() in self._places

    def take(self, line: int, cells: Sequence[str]) -> None:
        """Add what a row says; a row of empty cells says nothing."""
        row = self.present(cells)
        if not any(row):
            return
        try:
            parties = self._parties(line, row, self._each) if self._each else [None]
        except UnfitError as error:
            self.found.fault(line, error.reason, error.hint)
            return
        if not parties:
            self.found.fault(line, "the row has no party, and each party has a deadline of its own")
        for party in parties:
            self._deadline(line, row, party)

    def present(self, cells: Sequence[str]) -> list[str]:
        """Return the cells, of which those that mean "missing" are empty."""
        return ["" if (cell := each.strip()) in self._plan.skip else cell for each in cells]

    def _deadline(self, line: int, row: Sequence[str], party: tuple[str, str] | None) -> None:
        try:
            table = self._table(line, row, party)
            reports = [found for rule in self._plan.reports if (found := self.report(line, row, rule, party))]
            waivers = [found for rule in self._plan.waivers if (found := self._waiver(line, row, rule, party))]
        except UnfitError as error:
            self.found.fault(line, error.reason, error.hint)
            return
        place = self._by_id.get(table.get("id", "")) if self._plan.log else None
        if place is None:
            if self._plan.log:
                self._by_id[table.get("id", "")] = len(self.found.tables["deadline"])
            self.found.add("deadline", line, table | {"status": []})
            self.found.reports.append([])
            self.found.waivers.append([])
            place = -1
        else:
            self._agree(line, place, table)
        for report in reports:
            self.found.report(line, place, report)
        for waiver in waivers:
            self.found.waiver(line, place, waiver)

    def _agree(self, line: int, place: int, table: Table) -> None:
        """Note where a later row of a deadline contradicts the first; what the first lacks is taken from it."""
        first, at = self.found.tables["deadline"][place], self.found.places["deadline"][place][1]
        for said, other in ((first, table), (first["due"][0], table["due"][0])):
            for key, value in other.items():
                parts = key == "citations" or (isinstance(value, list) and key == "due")
                if not parts and said.setdefault(key, value) != value:
                    told = f"the {key} of {table['id']!r} is {value!r} here and {said[key]!r} in row {at}"
                    self.found.fault(line, told, "rows of one deadline must agree")

    def _table(self, line: int, row: Sequence[str], party: tuple[str, str] | None) -> Table:
        columns, text = self._plan.columns, self._texts(row, party)
        table: Table = {name: found for name in OF_DEADLINE if (found := text(columns.get(name), name))}
        due = {name: found for name in OF_DUE if (found := text(columns.get(name), name))}
        if ("due" not in due or "within" in due) and not self._texts(row, party, constant=False)(
            columns.get("rule"), "rule"
        ):
            due.pop("rule", None)  # that of all rows reads only what there is
        if not {"due", "within", "text"} & set(due) and table.get("id") not in self._by_id:
            raise UnfitError("the due date is missing", "a promise without one has its words in the column of text")
        shared = [each for each in self._plan.parties if not each.each]
        actors = [party] if party else []
        actors += [found for each in shared for found in self._parties(line, row, each)]
        table["actors"] = list(dict.fromkeys(f"{identity} ({role})" if role else identity for identity, role in actors))
        table["themes"] = self._themes(row, party)
        table["due"] = [{"kind": "original", **due, **self._citations(line, row, columns, party, constant=True)}]
        return {name: value for name, value in table.items() if value}

    def _themes(self, row: Sequence[str], party: tuple[str, str] | None) -> list[str]:
        template = self._plan.columns.get("themes")
        said = self.fill(template, row, party) if template else ""
        items = _items(said, self._plan.theme_separators, self._plan.skip)
        return list(dict.fromkeys((*map(identifier, items), *self._plan.themes)))

    def report(
        self, line: int, row: Sequence[str], rule: ReportRule, party: tuple[str, str] | None, *, always: bool = False
    ) -> Table | None:
        """Return what a row reports, None if its cells say nothing; `always` if the row itself is a report."""
        text = self._texts(row, party, constant=False)
        found = {name: said for name, column in rule.columns.items() if (said := text(column, name))}
        when = found.get("when")
        if not always and not {"when", "level"} & set(found):
            return None
        if always or rule.level is None:
            when = when or rule.as_of
        level = self._level(found.get("level"), rule) if rule.level is None else rule.level
        cited = self._cited(line, row, rule.columns, party, "report")
        kept = {name: said for name, said in found.items() if name not in ("level", "when", *OF_CITATION)}
        standing = {} if rule.standing == "confirmed" else {"standing": rule.standing}
        dated = {"when": when} if when else {}
        return {"level": level, **dated, **kept, **standing, **cited}

    def _waiver(self, line: int, row: Sequence[str], rule: WaiverRule, party: tuple[str, str] | None) -> Table | None:
        """Return the waiver of a row, None if it has none."""
        text = self._texts(row, party, constant=False)
        found = {name: said for name, column in rule.columns.items() if (said := text(column, name))}
        kept = {name: said for name, said in found.items() if name not in OF_CITATION}
        if not kept:
            return None
        if not kept.setdefault("effective", rule.as_of or ""):
            raise UnfitError("a waiver has no day from which it is in effect", "add it, or empty its other cells")
        if rule.abandoned:
            kept["basis"] = f"abandoned: {kept['basis']}" if "basis" in kept else "abandoned"
        standing = {} if rule.standing == "confirmed" else {"standing": rule.standing}
        return {**kept, **standing, **self._cited(line, row, rule.columns, party, "waiver")}

    def _cited(
        self, line: int, row: Sequence[str], columns: Mapping[str, Template], party: tuple[str, str] | None, kind: str
    ) -> Table:
        """Return what a record cites: its own source, or else that of the row, in its own place if it has one."""
        places = {name: template for name, template in columns.items() if name in OF_CITATION}
        if "source" in places:
            if own := self._citations(line, row, columns, party, constant=False):
                return own
            if any(self.fill(template, row, party) for template in places.values()):
                hint = "add the source that has it"
                raise UnfitError(f"the {kind} has a locator or a quote, but no source", hint)
            places = {}
        return self._citations(line, row, {**self._plan.columns, **places}, party, constant=True)

    def _level(self, said: str | None, rule: ReportRule) -> int | list[int]:
        if said is None:
            raise UnfitError("a report has a date, but no level", "add the level, or empty the date")
        if (level := rule.levels.get(said.lower())) is not None:
            return level
        if said in ("0", "1", "2", "3"):
            return int(said)
        known = ", ".join(map(repr, rule.levels)) or "0 to 3"
        raise UnfitError(f"level {said!r} has no meaning in the mapping; it has {known}", "add it to levels")

    def _citations(
        self, line: int, row: Sequence[str], columns: Mapping[str, Template], party: Any, *, constant: bool
    ) -> Table:
        text = self._texts(row, party, constant=constant)
        said = {name: found for name in OF_CITATION if (found := text(columns.get(name), name))}
        if "source" not in said:
            return {}
        template = columns.get("source")
        if template and (written := self.fill(template, row, party)):
            said["source"] = self._source(line, written)
        return {"citations": [said]}

    def _texts(
        self, row: Sequence[str], party: tuple[str, str] | None, *, constant: bool = True
    ) -> Callable[[Template | None, str], str | None]:
        """Return a function that gives what a row, or else a constant, says of a field; it raises UnfitError."""

        def text(template: Template | None, name: str) -> str | None:
            said = self.fill(template, row, party) if template else ""
            if said and name in DATES:
                return self._dated(said, name)
            if said and name in IDS:
                return identifier(said)
            return said or (self._plan.constants.get(name) if constant else None)

        return text

    def _dated(self, said: str, name: str) -> str | None:
        if is_unknown(said):
            return None
        if says_undated(said):
            raise UnfitError(
                f"{name} is {said!r}, which is no date", f'if it is missing, add "{said}" to values in [skip]'
            )
        try:
            found: Date = self._date(said)
        except UnfitError as error:
            raise UnfitError(error.reason.replace("date", name, 1), error.hint) from None
        return found.edtf

    def fill(self, template: Template, row: Sequence[str], party: tuple[str, str] | None) -> str:
        """Return the text that a template makes of a row, with the name of a party in the place of {party}."""
        return template.fill(tuple(self._cell(column, row, party) for column in template.columns))

    def _cell(self, column: str | int, row: Sequence[str], party: tuple[str, str] | None) -> str:
        if column == PARTY and party:
            return self._known.called.get(party[0], party[0])
        place = column - 1 if isinstance(column, int) else self._places[column.lower()]
        return row[place] if place < len(row) else ""

    def _names(self, row: Sequence[str], party: Parties) -> tuple[str, ...]:
        if party.column is None:
            return party.names
        return _items(self.fill(party.column, row, None), party.separators, self._plan.skip)

    def _parties(self, line: int, row: Sequence[str], party: Parties) -> list[Any]:
        """Return the ids of parties with their role."""
        return [(self._actor(line, name), party.role) for name in self._names(row, party)]

    def _actor(self, line: int, name: str) -> str:
        try:
            identity = self._known.actor(name)
        except Ambiguous as error:
            raise UnfitError(error.message, error.hint) from None
        if identity is None:
            identity = self._made("actor", line, slug(name), {"name": name, "kind": "unknown"})
        self._known.called.setdefault(identity, name)
        return identity

    def _source(self, line: int, said: str) -> str:
        try:
            identity = self._known.source(said) or self._known.source(identifier(said))
        except Ambiguous as error:
            raise UnfitError(error.message, error.hint) from None
        url = {"url": said} if _ADDRESS.match(said) else {}
        return identity or self._made("source", line, identifier(said), {"title": said, **url})

    def _made(self, kind: str, line: int, identity: str, table: Table) -> str:
        if (kind, identity) not in self._known.made:
            self._known.made[kind, identity] = None
            self.found.add(kind, line, {"id": identity, **table})
        return identity


def _items(text: str, separators: tuple[str, ...], skip: Iterable[str]) -> tuple[str, ...]:
    parted = [text]
    for separator in separators:
        parted = [item for each in parted for item in each.split(separator)]
    return items_of(dict.fromkeys(item.strip() for item in parted if item.strip()), frozenset(skip))


def identifier(text: str) -> str:
    """Return a text as an id: as it is if it is one, otherwise in lower case, without accents, joined by hyphens.

    >>> identifier("usp-3/a"), identifier("Directive 2019/904"), identifier("https://x.org/a")
    ('usp-3/a', 'directive-2019/904', 'https-x-org-a')
    """
    if _ID.fullmatch(text):
        return text
    if _ADDRESS.match(text):
        return slug(text)
    return "/".join(part for each in text.split("/") if (part := slug(each).strip("-")))
