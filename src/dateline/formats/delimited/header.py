"""Rows of cells under a header: columns are found by their names, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from inspect import signature
from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import IO, Any

from dateline.counted import counted
from dateline.errors import Fault, InvalidRecords
from dateline.formats.delimited.cell_values import UnfitError
from dateline.formats.delimited.first_line import Lines, Peeked
from dateline.formats.delimited.tabular import Row, Sheet, batches, sound
from dateline.formats.incoming import Item, Rejected
from dateline.formats.missing import MISSING, without_missing
from dateline.names import nearest
from dateline.wire_fields import Record


class Headed:
    """A text whose first row names its columns; names are compared without case and outer blanks.

    `written` are the names as they stand there; `batches` gives the rows below as `tabular.batches` does, `rows` gives
    them one by one.
    """

    def __init__(
        self, stream: IO[str] | Sheet | Peeked | Lines, separator: str, *, quoted: bool = True, skip: int = 0,
        comment: str | None = None,
    ) -> None:  # fmt: skip
        self.file = str(getattr(stream, "name", "standard input"))
        self.batches = batches(stream, separator, quoted=quoted, skip=skip, comment=comment)
        line, cells = self._first()
        if isinstance(cells, Rejected):
            raise InvalidRecords([Fault(self.file, line, f"the header {cells.reason}")])
        self.written = tuple(name.removeprefix("\ufeff").strip() for name in cells)
        self.names = tuple(name.lower() for name in self.written)

    def _first(self) -> Row:
        """Take the first row that is not empty."""
        for found in self.batches:
            for row in sound(found):
                rest = found[[line for line, _ in found].index(row[0]) + 1 :]
                self.batches = chain([rest], self.batches)
                return row
        return 1, []

    @property
    def rows(self) -> Iterator[Row]:
        """The rows that follow, one by one."""
        return chain.from_iterable(map(sound, self.batches))

    def need(self, *names: str, of: str, otherwise: str | None = None) -> None:
        """Check that there are columns `names`; `of` says what data they belong to.

        `otherwise` is the hint where more than one is missing.

        Raises:
            InvalidRecords: some are missing, so that the text is of another kind.
        """
        missing = [name for name in names if name.lower() not in self.names]
        if missing:
            reason = f"there is no column {', '.join(missing)}: this is not {of}"
            near = nearest(missing[0], self.written, 1)
            hint = f"did you mean {near[0]!r}?" if near else None
            many = otherwise if len(missing) > 1 else None
            raise InvalidRecords([Fault(self.file, 1, reason, many or hint)])
        for name in names:
            self.place(name.lower())

    def place(self, *names: str) -> int:
        """Return the 0-based place of the first of `names` that there is, else that of the empty cell behind all.

        Raises:
            InvalidRecords: several columns have that name, of which only one can be meant.
        """
        found = next((name for name in names if name in self.names), None)
        if found is None:
            return len(self.names)
        if (number := self.names.count(found)) > 1:
            reason = f"{counted(number, 'column', 'are')} called {found!r}"
            raise InvalidRecords([Fault(self.file, 1, reason, "rename or remove all but one")])
        return self.names.index(found)

    def items(
        self,
        read: Callable[..., Item],
        others: Mapping[str, str] = MappingProxyType({}),
        missing: Set[str] = MISSING,
    ) -> Iterator[Item]:
        """Yield `read(line, *cells)` of each row, with the cells of the columns that its parameters are named after.

        `others` holds other names of columns; the cells of a column that is not there are empty, and those that hold
        one of the words `missing`. Where `read` raises UnfitError the row is Rejected.
        """
        columns = parameters(read)[1:]
        places = [self.place(name, others.get(name, name)) for name in columns]
        return read_items(self.rows, self.names, places, read, missing=missing)


def other_separator(names: Sequence[str]) -> str | None:
    """Return a hint when the names of the columns are one cell that another separator divides, None otherwise."""
    if len(names) != 1:
        return None
    found = max(",;\t|", key=names[0].count)
    if not names[0].count(found):
        return None
    shown = "tab" if found == "\t" else found
    return f'the header is one cell, {names[0][:60]!r}: add separator = "{shown}" to [file]'


def parameters(read: Callable[..., object]) -> tuple[str, ...]:
    """Return the names of the parameters of a function that takes the cells of a row.

    They name its columns, so that no second list can fall out of step. A named tuple of the cells would do the same,
    but takes a twentieth longer over millions of rows.
    """
    return tuple(signature(read).parameters)


class Uneven:
    """Makes rows of another number of cells fit where nothing is lost, and counts those that are too short."""

    def __init__(self) -> None:
        self.short, self.first = 0, 0

    def fits(self, line: int, cells: list[str], width: int) -> bool:
        """Return whether the row now has `width` cells: empty ones behind are cut, missing ones are empty."""
        if any(map(str.strip, cells[width:])):
            return False
        if len(cells) < width and any(map(str.strip, cells)):
            self.short += 1
            self.first = self.first or line
        cells[width:] = []
        cells += [""] * (width - len(cells))
        return True

    def __str__(self) -> str:
        rows = counted(self.short, "row", "have")
        return f"{rows} fewer cells than the header; the missing ones are empty (first: line {self.first})"


def read_items(
    found: Iterable[Row], names: Sequence[str], places: Sequence[int], read: Callable[..., Item],
    uneven: Uneven | None = None, missing: Set[str] = MISSING,
) -> Iterator[Item]:  # fmt: skip
    """Yield `read(line, *cells)` of each row of as many cells as `names`, with the cells at `places`, at least two.

    With `uneven` other rows may be made to fit, and a row of empty cells is none. A cell with one of the words
    `missing` is empty.
    """
    width, pick = len(names), itemgetter(*places)
    for line, cells in found:
        if isinstance(cells, Rejected):
            yield cells
        elif len(cells) != width and not (uneven and uneven.fits(line, cells, width)):
            yield Rejected(line, f"has {counted(len(cells), 'cell')} instead of {width}", record(names, cells))
        else:
            cells.append("")
            try:
                yield read(line, *without_missing(pick(cells), missing))
            except UnfitError as error:
                if uneven and not any(map(str.strip, cells)):
                    continue
                yield Rejected(line, error.reason, record(names, cells[:-1]), error.hint)


def record(names: Sequence[str], cells: Sequence[str]) -> Record:
    """Return the cells by the names of their columns; those too many are the list `more`."""
    found: dict[str, Any] = dict(zip(names, cells, strict=False))
    return found | {"more": list(cells[len(names) :])} if len(cells) > len(names) else found
