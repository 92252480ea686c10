"""A log: a table of its own whose rows are reports on the deadlines of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.errors import Ambiguous
from dateline.formats.delimited.cell_values import UnfitError, slug
from dateline.formats.delimited.deadlines.mapping import PARTY, DeadlinePlan, LogRule
from dateline.formats.delimited.deadlines.rows import Found, Names, Rows, Table, identifier
from dateline.names import nearest


class LogRows(Rows):
    """Adds the rows of a log to the deadlines that were `found` in their own table."""

    def __init__(self, plan: DeadlinePlan, rule: LogRule, names: Sequence[str], known: Names, found: Found) -> None:
        own = replace(plan, columns={}, constants={}, parties=(), reports=(rule.report,), waivers=(), date=rule.date)
        super().__init__(own, names, known, found)
        self._rule = rule
        self._deadlines = {table.get("id", ""): place for place, table in enumerate(found.tables["deadline"])}

    @property
    def mentioned(self) -> Iterator[str | int]:
        """The columns that the log must have."""
        yield from super().mentioned
        for template in (self._rule.identity, *([self._rule.party] if self._rule.party else [])):
            yield from template.columns

    def has(self, column: str | int) -> bool:
        """Tell whether the file has a column; the party stands in braces without one."""
        return (column == PARTY and self._rule.party is not None) or super().has(column)

    def take(self, line: int, cells: Sequence[str]) -> None:
        """Add what a row reports; a row of empty cells says nothing."""
        row = self.present(cells)
        if not any(row):
            return
        try:
            party = self._party(row)
            place = self._place(row, party)
            reported = self._reported(line, row, place, (party, "") if party else None)
        except UnfitError as error:
            self.found.fault(line, error.reason, error.hint)
            return
        self.found.report(line, place, reported)

    def _reported(self, line: int, row: Sequence[str], place: int, party: tuple[str, str] | None) -> Table:
        """Return what a row reports; it cites what its deadline cites, in its own place, if it has no source."""
        rule = self._rule.report
        report = self.report(line, row, rule, party, always=rule.level is not None and rule.as_of is not None)
        if report is None:
            raise UnfitError("the row reports nothing: it has no date and no level", "add them, or delete the row")
        promised = self.found.tables["deadline"][place]["due"][0].get("citations", [])
        if "citations" in report or not promised:
            return report
        columns = [(name, rule.columns[name]) for name in ("locator", "quote") if name in rule.columns]
        own = {name: said for name, column in columns if (said := self.fill(column, row, party))}
        return report | {"citations": [{"source": promised[0]["source"], **own} if own else promised[0]]}

    def _party(self, row: Sequence[str]) -> str | None:
        """Return the id of the party that a row names."""
        said = self.fill(self._rule.party, row, None) if self._rule.party else ""
        if not said:
            return None
        try:
            return self._known.actor(said) or slug(said)
        except Ambiguous as error:
            raise UnfitError(error.message, error.hint) from None

    def _place(self, row: Sequence[str], party: str | None) -> int:
        """Return the place of the deadline that a row is about."""
        if PARTY in self._rule.identity.columns and party is None:
            raise UnfitError("the party is missing, and each party has a deadline of its own")
        said = self.fill(self._rule.identity, row, (party, "") if party else None)
        if not said:
            raise UnfitError("the id of the deadline is missing")
        place = self._deadlines.get(identifier(said))
        if place is None:
            near = nearest(identifier(said), self._deadlines, 1)
            hint = f"did you mean {near[0]!r}?" if near else "add it to the table of the deadlines, or correct the id"
            raise UnfitError(f"the table of the deadlines has no {identifier(said)!r}", hint)
        if party is not None:
            self._check_party(self.found.tables["deadline"][place], party)
        return place

    def _check_party(self, deadline: Table, party: str) -> None:
        """Refuse a report of one party that would be one of others too: a report is about all that are bound."""
        bound = [each.split(" (")[0] for each in deadline.get("actors", [])]
        if party not in bound:
            told = f"it is that of {', '.join(map(repr, bound))}" if bound else "the deadline has no party"
            raise UnfitError(f"{party!r} is not a party of {deadline['id']!r}", told)
        if len(bound) > 1:
            others = ", ".join(repr(each) for each in bound if each != party)
            hint = "give each party a deadline of its own: each = true in [[parties]]"
            raise UnfitError(f"{deadline['id']!r} is also that of {others}, and a report is about all of them", hint)
