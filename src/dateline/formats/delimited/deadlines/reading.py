"""A table of deadlines as curated records, read and checked by the reader of TOML files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import IO, Any

from dateline.counted import counted
from dateline.errors import Fault, InvalidRecords
from dateline.formats.curated.folder import Curated, read_document
from dateline.formats.curated.lines import Lines, Path
from dateline.formats.delimited.deadlines.mapping import DeadlinePlan
from dateline.formats.delimited.deadlines.rows import Found, Names, Rows
from dateline.formats.delimited.header import Headed, Uneven, other_separator
from dateline.formats.delimited.tabular import Row, Sheet, rows
from dateline.formats.incoming import Rejected
from dateline.names import nearest

MOST_ROWS = 100_000
"""The most rows of a table of deadlines, all of which are held."""


class RowLines(Lines):
    """The rows of a table in the place of the lines of a TOML text."""

    def __init__(self, found: Found) -> None:
        super().__init__("")
        self._found = found

    def at(self, path: Path) -> int | None:
        """Return the row from which the table at `path` was made; a report has the row that has it."""
        kind, place, *below = [*path, None, None][: max(2, len(path))]
        if not isinstance(place, int):
            return None
        if kind == "deadline" and below[:1] == ["status"] and len(below) > 1 and isinstance(below[1], int):
            return self._found.reports[place][below[1]]
        return self._found.lines[str(kind)][place]


def read_deadline_table(plan: DeadlinePlan, stream: IO[str] | Sheet, known: Names, into: Curated) -> Found:
    """Add the deadlines of a table to curated records, with every fault, and return what was found in the rows.

    Raises:
        InvalidRecords: the table lacks columns that the mapping mentions.
    """
    names, below, file = _table(plan, stream)
    found = Found(file)
    reader = Rows(plan, names, known, found)
    if faults := list(_lacking(plan, reader, names, file)):
        raise InvalidRecords(faults, "; nothing was read")
    uneven = Uneven()
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
    into.faults += found.faults
    found.notes += _notes(reader, names, uneven, found.repeated)
    document: dict[str, Any] = {kind: tables for kind, tables in found.tables.items() if tables}
    read_document(into, file, document, RowLines(found))
    return found


def _table(plan: DeadlinePlan, stream: IO[str] | Sheet) -> tuple[tuple[str, ...], Iterator[Row], str]:
    layout = plan.layout
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


def _lacking(plan: DeadlinePlan, reader: Rows, names: tuple[str, ...], file: str) -> Iterator[Fault]:
    for column in dict.fromkeys(column for column in reader.mentioned if not reader.has(column)):
        near = nearest(str(column), names, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"the table has {counted(len(names), 'column')}"
        reason = f"there is no column {column!r}, which {plan.file} mentions"
        yield Fault(file, plan.layout.skip + 1, reason, other_separator(names) or hint)
