"""How many cells of a column are dates: read, ambiguous and unread, and the rows that tell day or month first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.dates.conventions import USUAL
from dateline.dates.undated import says_undated
from dateline.formats.delimited.cell_values import UnfitError
from dateline.formats.delimited.date_formats import cell_reader, is_unknown
from dateline.formats.delimited.excel_days import excel_day
from dateline.formats.delimited.mapped_dates import OPEN_ENDS

_DISTINCT = 3_000
"""So many different cells of a column are read."""
_DIGITS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_TWO_DIGITS = re.compile(r"(?:.*\D)?\d{2}|'\d{2}|.*'\d\d\b.*")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The days of each month in its longest year."""
_YEAR = re.compile(r"-?\d{1,4}")
Numbered = tuple[int, str]


class Dates(NamedTuple):
    """What the cells of a column are as dates: (line, cell) each; `plain` tells whether EDTF reads all that are read,
    and none has several meanings, which only words have.

    `first` are those whose first number is above 12, so that the day comes first; `second` the other way round;
    `either` are those of two different numbers up to 12. `counted` are days as Excel counts them.
    """

    cells: int
    read: int
    ambiguous: list[Numbered]
    unread: list[Numbered]
    plain: bool
    first: list[Numbered]
    second: list[Numbered]
    either: list[Numbered]
    years: bool
    counted: list[Numbered]

    @property
    def order(self) -> str | None:
        """Which comes first, if the column tells."""
        if bool(self.first) == bool(self.second):
            return None
        return "day-first" if self.first else "month-first"

    @property
    def share(self) -> float:
        """Which share of the cells is a date, were it an ambiguous one."""
        return (self.read + len(self.ambiguous)) / self.cells if self.cells else 0

    @property
    def two_digits(self) -> list[Numbered]:
        """The ambiguous cells whose year has two digits."""
        return [cell for cell in self.ambiguous if _TWO_DIGITS.fullmatch(cell[1])]


def dates_in(cells: Sequence[Numbered], *, ends: bool = False) -> Dates:
    """Return what the cells of a column are, with order settled where the column tells it.

    In a column of ends, what says that there is none yet is read too.
    """
    digits = [(cell, found) for cell in cells if (found := _DIGITS.fullmatch(cell[1]))]
    first = [cell for cell, found in digits if _is_day(int(found[1]), month=int(found[3]))]
    second = [cell for cell, found in digits if _is_day(int(found[3]), month=int(found[1]))]
    either = [cell for cell, found in digits if int(found[1]) != int(found[3]) and int(found[1]) < 13 > int(found[3])]
    order = "day-first" if first and not second else "month-first" if second and not first else None
    distinct = list(dict.fromkeys(text for _, text in cells))[:_DISTINCT]
    fates = {text: _fate_of_end(text, order) if ends else _fate(text, order) for text in distinct}
    kept = [cell for cell in cells if cell[1] in fates]
    by = {fate: [cell for cell in kept if fates[cell[1]] == fate] for fate in _FATES}
    read = len(by["edtf"]) + len(by["words"]) + len(by["excel"])
    years = bool(kept) and all(_YEAR.fullmatch(text) for _, text in kept)
    return Dates(
        len(kept), read, by["ambiguous"], by["unread"], not by["words"] and not by["ambiguous"], first, second, either,
        years, by["excel"],
    )  # fmt: skip


def _is_day(number: int, *, month: int) -> bool:
    """Tell whether a number can only be a day, and the month has it: 31.02.1999 is a slip that tells nothing."""
    return 1 <= month <= 12 < number <= _LONGEST[month - 1]


_FATES = ("edtf", "words", "excel", "ambiguous", "unread")
_EDTF = cell_reader(("edtf",), USUAL, None, None)


def _fate_of_end(text: str, order: str | None) -> str:
    if text.lower() in OPEN_ENDS:
        return "edtf"
    return "unread" if says_undated(text) else _fate(text, order)


def _fate(text: str, order: str | None) -> str:
    if is_unknown(text):
        return "unread"
    if excel_day(text, "excel"):
        return "excel"
    try:
        _EDTF(text)
        return "edtf"
    except UnfitError:
        pass
    try:
        cell_reader(("words",), USUAL, order, None)(text)
        return "words"
    except UnfitError as error:
        return "ambiguous" if "several meanings" in error.reason else "unread"
