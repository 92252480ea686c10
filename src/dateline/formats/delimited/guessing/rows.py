"""How the rows of a text are found: separator, comments, and the line of the header, judged by its first lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.counted import counted
from dateline.formats.delimited.tabular import Row, batches, sound
from dateline.formats.incoming import Rejected

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_JUDGED = 500
"""So many lines tell the separator."""
_FULL = 0.6
"""A header has so large a share of the columns; a title above it has one or two."""
_NUMBER = re.compile(r"-?\d[\d.,:/ -]*")


class Table(NamedTuple):
    """Rows as they were found: `names` are empty texts without a header, `rows` have their lines.

    `evidence` says why, for each of the keys `separator`, `header` and `comment` that is not the usual. `unread` are no
    rows at all, such as a line that is not JSON.
    """

    name: str
    separator: str
    header_line: int | None
    comment: str | None
    names: list[str]
    rows: list[tuple[int, list[str]]]
    evidence: dict[str, str]
    unread: tuple[Rejected, ...] = ()


def table_of_lines(name: str, lines: Sequence[str]) -> Table:
    """Return the table in the lines of a text."""
    separator, told = _separator(lines[:_JUDGED])
    comment = _comment(lines[:_JUDGED], separator)
    evidence = {"separator": told}
    if comment:
        number = sum(line.lstrip().startswith(comment) for line in lines)
        evidence["comment"] = f"{counted(number, 'line', 'begin')} with it"
    found = _Lines(name, lines)
    rows = [row for batch in batches(found, separator, comment=comment) for row in sound(batch)]
    return table_of_rows(name, rows, separator, comment, evidence)


class _Lines:
    def __init__(self, name: str, lines: Sequence[str]) -> None:
        self.name, self._lines = name, iter(lines)

    def __iter__(self) -> Iterator[str]:
        return self._lines


def table_of_rows(
    name: str, found: Sequence[Row], separator: str = ",", comment: str | None = None,
    evidence: dict[str, str] | None = None,
) -> Table:  # fmt: skip
    """Return the table in some rows, of which the header is one of the first."""
    evidence = evidence or {}
    unread = tuple(cells for _, cells in found if isinstance(cells, Rejected))
    rows = [(line, list(cells)) for line, cells in found if not isinstance(cells, Rejected) and any(cells)]
    width = _usual_width(rows)
    at = next((i for i, (_, cells) in enumerate(rows) if _filled(cells) >= max(1, _FULL * width)), None)
    if at is None:
        return Table(name, separator, None, comment, [], [], evidence, unread)
    line, header = rows[at]
    if at:
        evidence["header"] = f"the first line that has a name for most of the {width} columns"
    if _is_data(header, rows[at + 1 :]):
        evidence["header"] = "the first row looks like the rows below: it has numbers or dates where they have them"
        return Table(name, separator, None, comment, [""] * len(header), rows[at:], evidence, unread)
    names = [cell.strip() for cell in header]
    return Table(name, separator, line, comment, names, rows[at + 1 :], evidence, unread)


def _separator(lines: Sequence[str]) -> tuple[str, str]:
    """Return the sign that divides most lines into the same number of cells, and why."""
    told = re.fullmatch(r'"?sep=(.)"?\s*', lines[0], re.IGNORECASE) if lines else None
    if told:
        return told[1], "the first line says so"
    shares = {sign: _share(lines, sign) for sign in SEPARATORS}
    best = max(shares, key=lambda sign: (round(shares[sign][0], 1), shares[sign][1]))
    share, width = shares[best]
    if width < 2:
        return ",", "no sign divides the lines: the table has one column"
    return best, f"{share:.0%} of the lines have {width} cells"


def _share(lines: Sequence[str], sign: str) -> tuple[float, int]:
    """Return which share of the rows has the most common number of cells, 0 if that is one, and that number."""
    found = _Lines("", lines)
    widths = [
        len(cells) for batch in batches(found, sign) for _, cells in batch
        if not isinstance(cells, Rejected) and cells
    ]  # fmt: skip
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0, 1
    ((width, number),) = wide.most_common(1)
    return number / len(widths), width


def _comment(lines: Sequence[str], separator: str) -> str | None:
    """Return `#` where lines begin with it that are no rows: they have fewer cells than the others."""
    marked = [line for line in lines if line.lstrip().startswith("#")]
    others = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not marked or not others:
        return None
    usual = Counter(line.count(separator) for line in others).most_common(1)[0][0]
    return "#" if all(line.count(separator) != usual for line in marked) else None


def _usual_width(rows: Sequence[tuple[int, list[str]]]) -> int:
    widths = Counter(len(cells) for _, cells in rows[:_JUDGED])
    return widths.most_common(1)[0][0] if widths else 0


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _is_data(header: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Tell whether most columns of numbers have one in the header already."""
    numbers = [
        i for i, _ in enumerate(header)
        if rows and sum(bool(_NUMBER.fullmatch(_cell(cells, i))) for _, cells in rows[:50]) > 0.7 * len(rows[:50])
    ]  # fmt: skip
    return bool(numbers) and sum(bool(_NUMBER.fullmatch(header[i].strip())) for i in numbers) > len(numbers) / 2


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""
