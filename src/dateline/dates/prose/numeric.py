"""Dates of digits only, in orders other than that of EDTF: 10/7/2008, 8.12.1999, 7/2008, 1999/12/8, 19991208."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.dates.calendar import month_length
from dateline.dates.prose.candidate import Rank, Term, single


def numeric_terms(text: str) -> Iterable[Term]:
    """Return what a text of digits may say; where day and month could change places, both readings."""
    for edtf, rule, rank in _readings(text):
        yield single(edtf, rule, rank)


def _readings(text: str) -> Iterable[tuple[str, str, Rank]]:
    if found := re.fullmatch(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})", text):
        yield from _written(found[1], found[3], found[4], "year, month, day")
    elif found := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text):
        yield from _written(found[1], found[2], found[3], "year, month, day without hyphens")
    elif found := re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", text):
        yield from _either_order(found[1], found[3], found[4], dotted=found[2] == ".")
    elif found := re.fullmatch(r"(\d{1,2})[-/.](\d{4})|(\d{4})[/.](\d{1,2})", text):
        month, year = found[1] or found[4], found[2] or found[3]
        if 1 <= int(month) <= 12:
            yield f"{year}-{int(month):02d}", "month and year in digits", Rank.MEANT


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
