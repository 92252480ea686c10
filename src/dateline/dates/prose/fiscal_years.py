"""Fiscal, academic and parliamentary years, which start on a day that `Conventions.fiscal_start` tells.

A year with one number is the one that ends in it (FY2019 from July is July 2018 to June 2019), as governments name
them; an academic or school year with one number may be either, and is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.dates.calendar import day_of, from_day, month_length
from dateline.dates.conventions import Conventions
from dateline.dates.prose.candidate import Term, valid_date
from dateline.dates.prose.terms import terms
from dateline.dates.shifting import whole_text

_NAME = (
    r"(?P<name>fy|fiscal(?: years?)?|financial years?|tax years?|accounting years?|budget(?: year)?|"
    r"academic years?|ay|school years?|sessions?|seasons?|"
    r"crop year|marketing year)"
)
_PAIR = r"(?P<first>\d{4}|'?\d\d)(?: ?[/-] ?(?P<second>\d{4}|\d{1,2}))?"
_QUARTER = r"(?:(?:q|quarter )(?P<quarter>[1-4]) ?(?:of )?,? ?)?"
_BEFORE = re.compile(rf"{_QUARTER}(?:the )?{_NAME} ?{_PAIR}(?:,? ?q(?P<behind>[1-4]))?")
_BEHIND = re.compile(rf"(?:the )?{_PAIR} (?:parliamentary |legislative )?{_NAME}")
_BARE = re.compile(r"(?P<first>\d{4}) ?[/-] ?(?P<second>\d{1,2})")
_ENDING = re.compile(
    r"(?:(?:in|for) )?(?:the )?(?:(?:fiscal|financial|tax|accounting|reporting) )?(?:year|12 months|twelve months) "
    r"(?:ending|ended|end|to)(?: on)? (.*\d.*)"
)
_ABROAD = "my|exercice|ejercicio|(?:rechnungs|haushalts|finanz|geschafts|geschäfts)jahr"
_SEEMS = re.compile(rf"(?<!\w)(?:{_NAME}|{_ABROAD})(?![a-z])")


def seems_fiscal(text: str) -> bool:
    """Tells whether a normal text speaks of a fiscal year or one like it.

    >>> seems_fiscal("fy2019"), seems_fiscal("the 1998-99 session"), seems_fiscal("may 1999")
    (True, True, False)
    """
    return bool(_SEEMS.search(text)) and any(letter.isdigit() for letter in text)


def fiscal_years(text: str, conventions: Conventions) -> Iterator[Term]:
    """Return what a normal text of a fiscal year says; nothing without the day on which such years start."""
    yield from _year_to_a_day(text, conventions)
    if conventions.fiscal_start is None or not any(letter.isdigit() for letter in text):
        return
    found = _BEFORE.fullmatch(text) or _BEHIND.fullmatch(text) or _BARE.fullmatch(text)
    if not found:
        return
    first = _year(found["first"], conventions)
    groups = found.groupdict()
    if first is None or (groups["second"] and not f"{first + 1}".endswith(groups["second"])):
        return
    quarter = int(groups.get("quarter") or groups.get("behind") or 0)
    for start in _starts(first, found, conventions.fiscal_start):
        yield _term(start, quarter, conventions.fiscal_start)


def _year_to_a_day(text: str, conventions: Conventions) -> Iterator[Term]:
    """Read the year ending 30 June 1999, which says its own days."""
    found = _ENDING.fullmatch(text)
    for term in terms(found[1], conventions) if found else []:
        date = valid_date(term.edtf, conventions)
        if not date or date.precision != "day" or date.earliest != date.latest or term.start.startswith("XXXX"):
            continue
        year, month, day = from_day(date.earliest + 1)
        start = day_of(year - 1, month, min(day, month_length(year - 1, month))) + (day > month_length(year - 1, month))
        yield Term(*whole_text(start, date.earliest), f"the twelve months to it; {term.rule}", term.rank)


def _year(digits: str, conventions: Conventions) -> int | None:
    number = int(digits.strip("'"))
    return number if len(digits.strip("'")) > 2 else conventions.year_of(number)


def _starts(first: int, found: re.Match[str], start: tuple[int, int]) -> list[int]:
    """Return the years in which the fiscal year may start."""
    if found["second"] or start == (1, 1):
        return [first]
    return [first, first - 1] if found["name"].startswith(("academic", "ay", "school", "season")) else [first - 1]


def _term(year: int, quarter: int, start: tuple[int, int]) -> Term:
    first, last = day_of(year, *start), day_of(year + 1, *start) - 1
    rule = f"a fiscal year from {start[0]:02d}-{start[1]:02d} on"
    if quarter:
        first, last = _months_on(first, 3 * quarter - 3), _months_on(first, 3 * quarter) - 1
        rule = f"a quarter of {rule}"
    return Term(*whole_text(first, last), rule)


def _months_on(day: int, months: int) -> int:
    year, month, number = from_day(day)
    return day_of(year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1, number)
