"""Dates of digits only, in orders other than that of EDTF: 10/7/2008, 8.12.1999, 7/2008, 1999/12/8, 19991208."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.dates.calendar import day_of, day_text, month_length
from dateline.dates.conventions import Conventions
from dateline.dates.prose.candidate import Rank, Term, single

_LETTERS = re.compile("[a-z]")


def numeric_terms(text: str, conventions: Conventions) -> Iterable[Term]:
    """Return what a text of digits may say; where day and month could change places, both readings."""
    for edtf, rule, rank in _readings(text, conventions):
        yield single(edtf, rule, rank)


def _readings(text: str, conventions: Conventions) -> Iterable[tuple[str, str, Rank]]:
    if _LETTERS.search(text):
        return
    if found := re.fullmatch(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})", text):
        yield from _written(found[1], found[3], found[4], "year, month, day")
    elif found := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text):
        yield from _written(found[1], found[2], found[3], "year, month, day without hyphens")
    elif found := re.fullmatch(r"(\d{1,2})([-/. ]) ?(\d{1,2})\2 ?(\d{4})", text):
        yield from _either_order(found[1], found[3], found[4], dotted=found[2] == ".")
    elif found := re.fullmatch(r"(\d{1,2})([-/. ])(\d{1,2})\2'?(\d\d)", text):
        yield from _short_year(found, conventions)
    elif found := re.fullmatch(r"(\d{1,2})[-/.](\d{4})|(\d{4})[/.](\d{1,2})", text):
        month, year = found[1] or found[4], found[2] or found[3]
        # 1690/1 is one year under two counts: see `double_years`.
        if 1 <= int(month) <= 12 and not (found[4] and f"{int(year) + 1}".endswith(month)):
            yield f"{year}-{int(month):02d}", "month and year in digits", Rank.MEANT
    elif found := re.fullmatch(r"(\d{4})-(\d{3})", text):
        yield from _day_of_year(int(found[1]), int(found[2]))


def _short_year(found: re.Match[str], conventions: Conventions) -> Iterable[tuple[str, str, Rank]]:
    """Read 3/5/99, and 99-5-3 whose first number can be nothing but a year."""
    first, last = int(found[1]), int(found[4])
    if (year := conventions.year_of(last)) is not None:
        yield from _either_order(found[1], found[3], f"{year:04d}", dotted=found[2] == ".")
    if first > 31 and len(found[1]) == 2 and (year := conventions.year_of(first)) is not None:
        yield from _written(f"{year:04d}", found[3], found[4], "year, month, day")


def _day_of_year(year: int, number: int) -> Iterable[tuple[str, str, Rank]]:
    """Read 1999-365, an ordinal date of ISO 8601."""
    first, last = day_of(year, 1, 1), day_of(year, 12, 31)
    if 1 <= number <= last - first + 1:
        yield str(day_text(first + number - 1)), f"day {number} of the year", Rank.MEANT


def _either_order(first: str, second: str, year: str, *, dotted: bool) -> Iterable[tuple[str, str, Rank]]:
    month_first = list(_written(year, first, second, "month first"))
    day_first = list(_written(year, second, first, "day first"))
    if first == second or dotted:
        # With dots the day comes first wherever such dates are written.
        yield from day_first or month_first
    else:
        yield from month_first
        yield from day_first


def _written(year: str, month: str, day: str, rule: str) -> Iterable[tuple[str, str, Rank]]:
    if 1 <= int(month) <= 12 and 1 <= int(day) <= month_length(int(year), int(month)):
        yield f"{year}-{int(month):02d}-{int(day):02d}", rule, Rank.MEANT
