"""One written date of a calendar: a day, month, year, decade, century or a part of one, as the days that it may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from dateline.dates.calendars.faults import ImpossibleError
from dateline.dates.calendars.spellings import DAYS_OF_THE_END, UNNUMBERED_ADAR
from dateline.dates.calendars.systems import System, days, system_named, written

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"(?:on )?(?P<name>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? (?=.*\d)")
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|e|eme)?"
_ROMAN = r"x{0,3}(?:ix|iv|v?i{0,3})"
_ADARS = (12, 13, UNNUMBERED_ADAR)
_VALUES = {"i": 1, "v": 5, "x": 10}
_CENTURY = r"(?P<number>\d{1,2})(?:st|nd|rd|th)? ?(?P<unit>centur(?:y|ies)|cent|c)"
_DECADE = r"(?P<number>\d{2,3}0)s"
_PART = (
    r"(?:(?:the )?(?P<half>1st|first|2nd|second) (?P<of>half|quarter|third)|"
    r"(?:the )?(?P<other>3rd|third|4th|fourth|last) "
    r"(?P<other_of>quarter|third)|(?P<third>early|mid|middle|late|beginning|end)) ?(?:(?:of )?(?:the )?)-?"
)
_PLACES = {"1st": 0, "first": 0, "2nd": 1, "second": 1, "3rd": 2, "third": 2, "4th": 3, "fourth": 3, "last": -1}
_THIRDS = {"early": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}


class Term(NamedTuple):
    """The first and last day of a written date, without slack; `unit` is day, month or year, or long beyond a year.

    `sure` means that the day is known although the calendar has slack, as its weekday is written.
    """

    first: int
    last: int
    unit: str
    words: str
    sure: bool = False


_Build = Callable[[re.Match[str], System], Iterator[Term]]


def terms(text: str, name: str, *, numeric: bool = False) -> list[Term]:
    """Return what a text says as one date of a calendar: one term, or several when a month has two meanings.

    The text is folded, and its months are numbers as `spellings.with_numbers` writes them.
    `numeric` allows dates of digits such as 1700-02-29.

    Raises:
        ImpossibleError: the calendar has no such day, or the weekday is of another one.
    """
    system = system_named(name)
    weekday = _WEEKDAY.match(text)
    bare = text[weekday.end() :] if weekday else text
    for pattern, build in _rules(name, numeric=numeric):
        if found := pattern.fullmatch(bare):
            made = list(build(found, system))
            return _on_weekday(made, weekday["name"], system.slack) if weekday else made
    return []


def _on_weekday(made: list[Term], written_name: str, slack: int) -> list[Term]:
    """Return the days that have the weekday; where the calendar may differ by a day, it tells which one is meant."""
    number = next(place for place, name in enumerate(_WEEKDAYS) if name.startswith(written_name[:3]))
    found = []
    for term in made:
        near = [day for day in range(term.first - slack, term.last + slack + 1) if (day - 1) % 7 == number]
        if term.unit == "day" and near:
            found.append(term._replace(first=near[0], last=near[0], sure=True))
    if made and not found:
        true = _WEEKDAYS[(made[0].first - 1) % 7].capitalize()
        raise ImpossibleError(f"{made[0].words} was a {true}, not a {_WEEKDAYS[number].capitalize()}")
    return found


@cache
def _rules(name: str, *, numeric: bool) -> list[tuple[re.Pattern[str], _Build]]:
    month, year = r"#(?P<m>\d+)", _year_pattern(name)
    # 10 thermidor is a day of a year that is not told.
    year_before = rf"(?=.*\b(?:an|annee|year)\b){year}" if name == "french-republican" else year
    rules: list[tuple[str, _Build]] = [
        (rf"(?:the )?{_DAY}[ -](?:of |de )?(?:month of )?{month},?[ -](?:of )?{year}", _dated),
        (rf"{month} {_DAY}(?:,? |, ?){year}", _dated),
        (rf"{year},? {_DAY} {month}", _dated),
        (rf"{year},? {month} {_DAY}", _dated),
        (rf"(?:month of )?{month},? (?:of )?{year}", _dated),
        (rf"{year_before},? {month}", _dated),
        (_PART + r"(?P<rest>.+)", _part),
        (_CENTURY, _century),
        (_DECADE, _decade),
        (year, _dated),
    ]
    if numeric:
        rules.insert(0, (r"(?P<y>\d{4})-(?P<n>\d\d)(?:-(?P<d>\d\d))?", _dated))
    rules.insert(0, (r"(?P<y>\d{3,4})([-/])(?P<n>\d{1,2})\2(?P<d>\d{1,2})", _dated))
    if name == "french-republican":
        named = "|".join(DAYS_OF_THE_END)
        head = r"(?:le )?(?:jour|day) (?:de |of )?(?:l[ae]? ?|les |the )?"
        rules.insert(0, (rf"{head}(?P<end>{named}),? {year}", _day_of_end))
    return [(re.compile(pattern), build) for pattern, build in rules]


def _year_pattern(name: str) -> str:
    if name == "french-republican":
        return rf"(?:(?:de )?(?:l ?)?(?:an(?:nee)?|year) ?)?(?=[ivx\d])(?P<y>\d{{1,3}}|{_ROMAN})"
    era = r"(?P<bc> ?(?:bce?|b c))?" if name in ("julian", "gregorian") else ""
    return rf"(?:(?:the )?year |sana[th]? |anno )?(?P<y>\d{{1,4}}){era}"


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = [_VALUES[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _dated(found: re.Match[str], system: System) -> Iterator[Term]:
    groups = found.groupdict()
    if not groups["y"]:
        return
    year = 1 - _number(groups["y"]) if groups.get("bc") else _number(groups["y"])
    day = int(groups["d"]) if groups.get("d") else None
    if groups.get("n") and system.name == "hebrew":
        raise ImpossibleError("Hebrew months are counted from Tishri or from Nisan: write their names")
    month = int(groups.get("n") or groups.get("m") or 0) or None
    months = _adars(month, system, year) if system.name == "hebrew" and month in _ADARS else [month]
    for each in months:
        yield _term(system, year, each, day)


def _adars(month: int | None, system: System, year: int) -> list[int | None]:
    """Return the months that Adar may be: in a leap year both, unless it says which; in others the only one."""
    days(system, year)
    leap = len(system.order(year)) == 13
    if month == UNNUMBERED_ADAR:
        return [12, 13] if leap else [12]
    if not leap:
        raise ImpossibleError(f"{year} AM has only one Adar: it is not a leap year of the {system.title}")
    return [month]


def _term(system: System, year: int, month: int | None, day: int | None) -> Term:
    first, last = days(system, year, month, day)
    unit = "day" if day else "month" if month else "year"
    return Term(first, last, unit, written(system, year, month, day))


def _day_of_end(found: re.Match[str], system: System) -> Iterator[Term]:
    if found["y"]:
        yield _term(system, _number(found["y"]), 13, DAYS_OF_THE_END[found["end"]])


def _years(system: System, first: int, last: int, words: str) -> Term:
    first = max(first, system.first_year)
    last = min(last, system.last_year)
    if first > last:
        raise ImpossibleError(f"the {system.title} has no {words}")
    return Term(days(system, first)[0], days(system, last)[1], "long", words)


def _century(found: re.Match[str], system: System) -> Iterator[Term]:
    """Read the twelfth century as the hundreds 1100 to 1199, as in the Gregorian calendar."""
    number = int(found["number"])
    if number:
        yield _years(system, 100 * number - 100, 100 * number - 1, f"the {ordinal(number)} century")


def ordinal(number: int) -> str:
    """Write a number as 1st, 2nd, 3rd, 4th."""
    return f"{number}" + ("th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th"))


def _decade(found: re.Match[str], system: System) -> Iterator[Term]:
    """Read the 1190s, and the 1100s as ten or as a hundred years."""
    first = int(found["number"])
    if first % 100:
        yield _years(system, first, first + 9, f"the {system.era.format(f'{first}s')}")
        return
    yield _years(system, first, first + 99, f"the hundred years from {system.era.format(first)} on")
    yield _years(system, first, first + 9, f"the ten years from {system.era.format(first)} on")


def _part(found: re.Match[str], system: System) -> Iterator[Term]:
    """Read a half, third or quarter of a year or of something longer, whose days are parted evenly."""
    count, place = _fraction(found)
    for whole in terms(found["rest"], system.name):
        if whole.unit != "day" and place < count:
            length = whole.last - whole.first + 1
            first = whole.first + length * place // count
            unit = "day" if whole.unit == "month" else whole.unit
            words = f"{found[0].removesuffix(found['rest'])}{whole.words.removeprefix('the ')}"
            yield Term(first, whole.first + length * (place + 1) // count - 1, unit, words)


def _fraction(found: re.Match[str]) -> tuple[int, int]:
    if found["third"]:
        return 3, _THIRDS[found["third"]]
    count = {"half": 2, "third": 3, "quarter": 4}[found["of"] or found["other_of"]]
    return count, _PLACES[found["half"] or found["other"]] % count
