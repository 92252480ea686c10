"""A table of deadlines as curated records, read and checked by the reader of TOML files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import IO, Any

from dateline.counted import counted
from dateline.errors import Fault, InvalidRecords
from dateline.formats.curated.folder import Curated, read_document
from dateline.formats.curated.lines import Lines, Path
from dateline.formats.delimited.deadlines.logs import LogRows
from dateline.formats.delimited.deadlines.mapping import DeadlinePlan, LogRule
from dateline.formats.delimited.deadlines.rows import Found, Names, Place, Rows
from dateline.formats.delimited.header import Headed, Uneven, other_separator
from dateline.formats.delimited.layout import Layout
from dateline.formats.delimited.tabular import Row, Sheet, rows
from dateline.formats.incoming import Rejected
from dateline.names import nearest

MOST_ROWS = 100_000
"""The most rows of a table of deadlines, all of which are held."""

_FILE_OF_LOG = 'give the log a file of its own: file = "reports.csv" in [[log]]'


class RowLines(Lines):
    """The rows of tables in the place of the lines of a TOML text."""

    def __init__(self, found: Found) -> None:
        super().__init__("")
        self._found = found

    def at(self, path: Path) -> int | None:
        """Return the row from which the table at `path` was made; a report has the row that has it."""
        place = self._place(path)
        return place and place[1]

    def file(self, path: Path) -> str | None:
        """Return the file of that row: a log of reports may have one of its own."""
        place = self._place(path)
        return place and place[0]

    def _place(self, path: Path) -> Place | None:
        kind, place, *below = [*path, None, None][: max(4, len(path))]
        if not isinstance(place, int):
            return None
        if kind == "deadline" and below[:1] == ["status"] and isinstance(below[1], int):
            return self._found.reports[place][below[1]]
        if kind == "deadline" and below[:1] == ["waiver"] and isinstance(below[1], int):
            return self._found.waivers[place][below[1]]
        return self._found.places[str(kind)][place]


Text = IO[str] | Sheet


class DeadlineTables:
    """Reads the deadlines of a table, and then the logs of reports on them, into curated records."""

    def __init__(self, plan: DeadlinePlan, known: Names) -> None:
        self._plan, self._known = plan, known
        self._found: list[Found] = []

    def take(self, stream: Text) -> Found:
        """Return what is found in the table of the deadlines.

        Raises:
            InvalidRecords: the table lacks columns that the mapping mentions.
        """
        names, below, file = _table(self._plan.layout, stream)
        self._found.append(found := Found(file))
        _take_all(Rows(self._plan, names, self._known, found), self._plan.layout, names, below, self._plan.file)
        return found

    def take_log(self, rule: LogRule, stream: Text) -> Found:
        """Return what is found in a log, after the deadlines: its reports become theirs.

        Raises:
            InvalidRecords: the log lacks columns that the mapping mentions, or is to be a sheet of a text.
        """
        if rule.path is None and not isinstance(stream, Sheet):
            fault = Fault(self._found[0].file, None, "is a single table, and the log is another", _FILE_OF_LOG)
            raise InvalidRecords([fault], "; nothing was read")
        names, below, file = _table(rule.layout, stream)
        self._found.append(found := replace(self._found[0], file=file, faults=[], repeated=0, notes=[]))
        _take_all(LogRows(self._plan, rule, names, self._known, found), rule.layout, names, below, self._plan.file)
        return found

    def finish(self, into: Curated) -> None:
        """Add all deadlines to curated records, with every fault."""
        first = self._found[0]
        into.faults += (fault for found in self._found for fault in found.faults)
        document: dict[str, Any] = {kind: tables for kind, tables in first.tables.items() if tables}
        read_document(into, first.file, document, RowLines(first))


def _take_all(
    reader: Rows, layout: Layout, names: tuple[str, ...], below: Iterator[Row], mapping: str
) -> None:  # fmt: skip
    """Take all rows of a table, of which those that cannot be read are faults."""
    found, uneven = reader.found, Uneven()
    if faults := list(_lacking(layout, mapping, reader, names)):
        raise InvalidRecords(faults, "; nothing was read")
    for number, (line, cells) in enumerate(below):
        if number == MOST_ROWS:
            found.fault(line, f"the table has more than {MOST_ROWS:,} rows", "import it in parts")
            break
        if isinstance(cells, Rejected):
            found.fault(line, cells.reason, cells.hint)
        elif len(cells) != len(names) and not uneven.fits(line, cells, len(names)):
            found.fault(line, f"has {counted(len(cells), 'cell')} instead of {len(names)}")
        else:
            reader.take(line, cells)
    found.notes += _notes(reader, names, uneven, found.repeated)


def _table(layout: Layout, stream: Text) -> tuple[tuple[str, ...], Iterator[Row], str]:
    how: dict[str, Any] = {"quoted": layout.quoted, "skip": layout.skip, "comment": layout.comment}
    if layout.header:
        headed = Headed(stream, layout.separator, **how)
        return headed.written, headed.rows, headed.file
    found = rows(stream, layout.separator, **how)
    first = next(found, None)
    width = len(first[1]) if first and not isinstance(first[1], Rejected) else 0
    names = tuple(str(number) for number in range(1, width + 1))
    return names, chain([first] if first else [], found), str(getattr(stream, "name", "standard input"))


def _notes(reader: Rows, names: tuple[str, ...], uneven: Uneven, repeated: int) -> Iterator[str]:
    lower = [name.lower() for name in names]
    for column in dict.fromkeys(str(column).lower() for column in reader.mentioned):
        if lower.count(column) > 1:
            yield f"{lower.count(column)} columns are called {column!r}; the first is read"
    if uneven.short:
        yield str(uneven)
    if repeated:
        yield f"{repeated} report{'s equal' if repeated > 1 else ' equals'} an earlier one of the same deadline"


def _lacking(layout: Layout, mapping: str, reader: Rows, names: tuple[str, ...]) -> Iterator[Fault]:
    for column in dict.fromkeys(column for column in reader.mentioned if not reader.has(column)):
        near = nearest(str(column), names, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"the table has {counted(len(names), 'column')}"
        reason = f"there is no column {column!r}, which {mapping} mentions"
        yield Fault(reader.found.file, layout.skip + 1, reason, other_separator(names) or hint)
