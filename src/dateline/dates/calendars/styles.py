"""Old and New Style: dates that give the day of both calendars, and the double years of January to March."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from dateline.dates.calendar import day_of, day_text, month_length
from dateline.dates.calendars.faults import ImpossibleError
from dateline.dates.calendars.spellings import MONTHS
from dateline.dates.calendars.systems import day_in_words, days, parts, system_named
from dateline.dates.calendars.writing import MEANT, Reading

_FIRST_NEW_STYLE_YEAR = 1582
_FIRST_DOUBLE_YEAR = 1155  # from when England began the year on 25 March
_LAST_DOUBLE_YEAR = 1752
"""The last that anybody wrote so: England began the year 1752 on 1 January."""
_MARCH = 3
_LADY_DAY = (3, 25)
"""Month and day on which the English year began, so that no later day has two years."""
_MOST_DOUBLES = 3
_SHIFTS = range(9, 15)
"""By how many days the calendars differ, or nearly: two days so far apart are meant to be the same."""
_MONTHS_OF_A_YEAR = 12
_OR = r" ?(?:/|\(|\[|=) ?(?:i e )?"


def _day_pattern(number: int) -> str:
    return rf"(?P<d{number}>\d{{1,2}})(?:st|nd|rd|th)?"


def _month(number: int) -> str:
    return rf"(?P<n{number}>{_NAMES})"


_NAMES = "|".join(MONTHS["gregorian"])
_YEAR = r"(?P<{}>\d{{4}}(?:[-/]\d{{1,4}})?)"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    n1, n2 = r"(?P<n1>\d{1,2})", r"(?P<n2>\d{1,2})"
    d1, d2, m1, m2 = _day_pattern(1), _day_pattern(2), _month(1), _month(2)
    y1, y2 = _YEAR.format("y1"), _YEAR.format("y2")
    close = r" ?[)\]]?,? ?"
    return tuple(
        re.compile(each)
        for each in (
            rf"{d1} {m1}(?:,? {y1})?{_OR}{d2} {m2}{close}{y2}{close}",
            rf"{d1} {m1},? {y1}{_OR}{d2} {m2}{close}",
            rf"(?:the )?{d1}{_OR}(?:the )?{d2}{close}(?:of )?{m1},? {y2}",
            rf"{d1} ?/ ?{d2}\.{n1}\.{y2}",
            rf"{d1}\.{n1}(?:\.{y1})?{_OR}{d2}\.{n2}{close}\.?{y2}{close}",
            rf"{m1} {d1}(?:,? {y1})?{_OR}{m2} {d2}{close}{y2}{close}",
            rf"{m1} {d1}{_OR}{d2}{close}{y2}{close}",
            rf"{y1},? {m1} {d1}{_OR}(?:{m2} )?{d2}{close}",
        )
    )


def both_days(text: str, *, styled: bool) -> list[Reading] | None:
    """Return the New Style day of a folded text that gives the day of both calendars, None when it gives no two days.

    `styled` says that the text names the Old or New Style. The greater day, or that of the later month, is New Style.

    Raises:
        ImpossibleError: the two days are not the same one.

    >>> [each.edtf for each in both_days("12/24 march 1801", styled=False)]
    ['1801-03-24']
    """
    found = next(filter(None, (pattern.fullmatch(text) for pattern in _patterns())), None)
    if found is None:
        return None
    pairs = list(_pairs(found.groupdict()))
    same = dict.fromkeys(pair for pair in pairs if pair[0] == pair[1])
    if same:
        return [_same_day(day) for day, _ in same]
    near = [pair for pair in pairs if pair[1] - _as_gregorian(pair[0]) in _SHIFTS]
    if not near and not styled:
        return None
    raise ImpossibleError(_not_the_same(text, near or pairs))


def from_both_to_both(text: str) -> list[Reading] | None:
    """Return the stretch from one day to another, both of which are given in both calendars.

    >>> [each.edtf for each in from_both_to_both("5/18 january - 10/23 january 1918")]
    ['1918-01-18/1918-01-23']
    """
    found = re.fullmatch(r"(?:from )?(.+?) ?(?: - | to | until ) ?(.+)", text)
    year = re.search(r"\d{4}\)?$", text)
    if found is None or year is None:
        return None
    end = both_days(found[2], styled=False)
    start = both_days(found[1], styled=False) or both_days(f"{found[1]} {year[0]}", styled=False)
    if not start or not end or start[0].first > end[0].first:
        return None
    edtf, rule = f"{start[0].edtf}/{end[0].edtf}", f"from {start[0].rule} to {end[0].rule}"
    return [Reading(edtf, rule, MEANT, start[0].first, end[0].last)]


def _same_day(day: int) -> Reading:
    old = day_in_words(system_named("julian"), day)
    new = day_in_words(system_named("gregorian"), day)
    return Reading(str(day_text(day)), f"Julian calendar, {old}; {new} in the Gregorian calendar", MEANT, day, day)


def _not_the_same(text: str, pairs: list[tuple[int, int]]) -> str:
    if not pairs:
        return f"the two days of {text!r} are not days of the Julian and the Gregorian calendar"
    old = day_in_words(system_named("julian"), pairs[0][0])
    return f"{old} Old Style is {day_in_words(system_named('gregorian'), pairs[0][0])}, not the other day of {text!r}"


def _as_gregorian(day: int) -> int:
    """Return the Gregorian day that has the number and month that a day has in the Julian calendar."""
    return day - (days(system_named("julian"), *_julian(day))[0] - day_of(*_julian(day)))


def _julian(day: int) -> tuple[int, int, int]:
    return parts(system_named("julian"), day) or (0, 1, 1)


def _pairs(groups: dict[str, str | None]) -> Iterator[tuple[int, int]]:
    """Yield the day in the Julian and in the Gregorian calendar, of either of the two as Old Style."""
    first, second = _one_side(groups, "1"), _one_side(groups, "2")
    for (years_a, month_a, day_a), (years_b, month_b, day_b) in ((first, second), (second, first)):
        # Until 1752 an Old Style year may have begun on 25 March, so that its January belongs to our next year.
        both = groups.get("y1") and groups.get("y2")
        early = [year + 1 for year in years_a if both and month_a <= _MARCH and year < _LAST_DOUBLE_YEAR]
        for a, b in product((*years_a, *early), years_b):
            if a == b or (a == b - 1 and month_a == 12 and month_b == 1):
                old, new = _old(a, month_a, day_a), _new(b, month_b, day_b)
                if old is not None and new is not None and a >= _FIRST_NEW_STYLE_YEAR:
                    yield old, new


def _one_side(groups: dict[str, str | None], place: str) -> tuple[list[int], int, int]:
    other = "2" if place == "1" else "1"
    month = groups.get(f"n{place}") or groups.get(f"n{other}") or ""
    written = groups.get(f"y{place}")
    years = _years(written or groups.get(f"y{other}") or "", loose=written is None)
    return years, month_number(month), int(groups.get(f"d{place}") or 0)


def _years(text: str, *, loose: bool) -> list[int]:
    """Return the years that a text may mean: a double year is the later, one left out is beside the other."""
    later = double_year(text)
    year = later if later is not None else int(text[:4])
    return [year - 1, year, year + 1] if loose else [year]


def double_year(text: str) -> int | None:
    """Return the later year of 1731/2, 1743/44, 1743/1744 or 1639-40, None if the second does not follow."""
    found = re.fullmatch(r"(\d{4})[-/](\d{1,4})", text)
    if found is None:
        return None
    later = int(found[1]) + 1
    return later if len(found[2]) != 3 and str(later).endswith(found[2]) else None


def month_number(name: str) -> int:
    """Return the number of an English month, which may be written in digits; 0 for none."""
    if name.isdigit():
        return int(name) if int(name) <= _MONTHS_OF_A_YEAR else 0
    return next(number for number, pattern in enumerate(MONTHS["gregorian"], 1) if re.fullmatch(pattern, name))


def _old(year: int, month: int, day: int) -> int | None:
    try:
        return days(system_named("julian"), year, month, day)[0]
    except ImpossibleError:
        return None


def _new(year: int, month: int, day: int) -> int | None:
    return day_of(year, month, day) if month and 1 <= day <= month_length(year, month) else None


_DOUBLE = re.compile(r"(?<![\d/-])\d{4}[-/]\d{1,4}(?![\d/-])")
_DAY_AND_MONTH = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?)?(?P<month>{_NAMES})\b(?: (?P<after>\d{{1,2}})\b(?!\d))?"
)


def single_years(text: str, *, julian: bool = False) -> tuple[str, list[str]] | None:
    """Return the calendar and the texts of dates with double years written as single ones, None when one has no month.

    Until 1752, and if the text says that it is `julian`, it is Julian, and from 1 January to 24 March of the later
    year; in any other part of the year, as in any later year, both are possible.

    >>> single_years("11 feb 1731/2"), single_years("may 1731/2"), single_years("1731/2")
    (('julian', ['11 feb 1732']), ('julian', ['may 1731', 'may 1732']), None)
    >>> single_years("30 jan 1648/49 to 12 feb 1649/50")
    ('julian', ['30 jan 1649 to 12 feb 1650'])
    """
    doubles = list(_DOUBLE.finditer(text))[: _MOST_DOUBLES + 1]
    if not doubles or len(doubles) > _MOST_DOUBLES:
        return None
    choices = [
        _single(found, dated, julian=julian) for found, dated in zip(doubles, _dated(text, doubles), strict=True)
    ]
    calendars = {calendar for calendar, _ in filter(None, choices)}
    if None in choices or len(calendars) > 1:
        return None
    texts = []
    for years in product(*(years for _, years in filter(None, choices))):
        written = iter(years)
        texts.append(_DOUBLE.sub(lambda _, written=written: str(next(written)), text))  # type: ignore[misc]
    return calendars.pop(), texts


def _dated(text: str, doubles: list[re.Match[str]]) -> list[re.Match[str] | None]:
    """Return the day and month of each double year: in front of all of them, or behind all."""
    edges = [0, *(found.end() for found in doubles)]
    before = [
        list(_DAY_AND_MONTH.finditer(text, edge, found.start())) for edge, found in zip(edges, doubles, strict=False)
    ]
    if before[0]:
        return [found[-1] if found else None for found in before]
    ends = [*(found.start() for found in doubles[1:]), len(text)]
    return [_DAY_AND_MONTH.search(text, found.end(), end) for found, end in zip(doubles, ends, strict=True)]


def _single(found: re.Match[str], dated: re.Match[str] | None, *, julian: bool) -> tuple[str, list[int]] | None:
    """Return the calendar of a date with a double year, and the years that it may be of."""
    later = double_year(found[0])
    if dated is None or later is None or later <= _FIRST_DOUBLE_YEAR:
        return None
    day = dated["before"] or dated["after"]
    if later > _LAST_DOUBLE_YEAR and not julian and ("-" in found[0] or not day):
        return None
    old = julian or later <= _LAST_DOUBLE_YEAR
    settled = old and (month_number(dated["month"]), int(day or 1)) < _LADY_DAY
    return ("julian" if old else "gregorian"), [later] if settled else [later - 1, later]
