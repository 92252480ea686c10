"""Words for one period of the calendar: a day, month, season, quarter, year, decade, century or millennium."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from dateline.dates.calendar import year_text
from dateline.dates.prose.candidate import Rank
from dateline.dates.prose.vocabulary import DECADES, MONTH_NUMBERS, SEASON_NUMBERS, WEEKDAYS

_MONTH = "(" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + ")"
_SEASON = "(" + "|".join(SEASON_NUMBERS) + ")"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(\d{1,4})"
_BC = r"(?:bce?|before christ|before common era)"
_AD = r"(?:ad|ce|anno domini|common era)"
_COUNT = r"(?P<number>\d|last|final)(?:st|nd|rd|th)?"
_PART = r"(?P<unit>quarter|half|third|3rd|quadrimester|semest(?:er|ral))"
_WEEKDAY = re.compile(rf"^(?:{'|'.join(WEEKDAYS)}|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)) (?=.*\d)")
_STOP = re.compile(r"\b(?:the|of|in|on|at|during)\b(?! noon)|[,()]")

_PARTS = {"quarter": (33, 4), "quadrimester": (37, 3), "third": (37, 3), "half": (40, 2), "semester": (40, 2)}
"""The parts of a year: the EDTF code of the first, and how many there are."""


class Period(NamedTuple):
    """A stretch of the calendar and its EDTF text; `year` is its first, astronomical, or None when not told.

    `unit` is day, month, season, part (of a year), year, decade, century or millennium. `one_of` means that
    no single EDTF date has exactly these years, so that `edtf` and `end` are the first and the last.
    """

    unit: str
    year: int | None
    edtf: str
    rule: str
    rank: Rank = Rank.MEANT
    month: int = 0
    end: str = ""

    @property
    def years(self) -> int:
        """How many years the period has, as its thirds and halves are counted."""
        return {"year": 1, "decade": 10, "century": 100, "millennium": 1000}.get(self.unit, 0)


def periods(text: str) -> list[Period]:
    """Return what a normal text (see `vocabulary`) may name, likeliest first; empty when it names no period."""
    text = " ".join(_STOP.sub(" ", text).split())
    # Hyphens join words (12-may-1915), but never two numbers: those are ranges, or dates of digits alone.
    text = re.sub(r"(?<=[a-z])-(?=\w)|(?<=\w)-(?=[a-z])", " ", text)
    text = _WEEKDAY.sub("", text)
    text, era = _without_era(text)
    for pattern, build in _RULES:
        if found := re.fullmatch(pattern, text):
            return list(build(found, era))
    return []


def _without_era(text: str) -> tuple[str, int]:
    """Take the era out of a text, and return -1 for BC, 1 for AD and 0 for none."""
    for pattern, era in ((_BC, -1), (_AD, 1)):
        for place in (rf"(?<=[\dshym]) ?{pattern}$", rf"\b{pattern} ?(?=\d+$)"):
            without, count = re.subn(place, "", text)
            if count:
                return without.strip(), era
    if found := re.fullmatch(r"(\d+) ?([ab])", text):
        return found[1], -1 if found[2] == "b" else 1
    return text, 0


def year_of_era(number: int, era: int) -> int:
    """Return the astronomical year of a counted one: 44 BC is -43."""
    return 1 - number if era < 0 else number


def _element(year: int | None, month: int = 0, day: int = 0) -> str:
    text = "XXXX" if year is None else year_text(year)
    return text + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _year_of(digits: str | None, era: int) -> int | None:
    return year_of_era(int(digits), era) if digits else None


def _day(day: str, month: str, year: str | None, era: int, rule: str) -> Iterable[Period]:
    number, written = _year_of(year, era), MONTH_NUMBERS[month]
    if 1 <= int(day) <= 31:
        yield Period("day", number, _element(number, written, int(day)), rule, month=written)


def _day_month(found: re.Match[str], era: int) -> Iterable[Period]:
    return _day(found[1], found[2], found[3], era, "day, month, year" if found[3] else "day and month of any year")


def _month_day(found: re.Match[str], era: int) -> Iterable[Period]:
    return _day(found[2], found[1], found[3], era, "month, day, year" if found[3] else "day and month of any year")


def _month(found: re.Match[str], era: int) -> Iterable[Period]:
    number, written = _year_of(found[2], era), MONTH_NUMBERS[found[1]]
    rule = "month and year" if found[2] else "month of any year"
    yield Period("month", number, _element(number, written), rule, month=written)


def _season(found: re.Match[str], era: int) -> Iterable[Period]:
    season, hemisphere, year = found["season"], found["half"], _year_of(found["year"], era)
    code = {"north": 25, "south": 29}.get((hemisphere or "")[:5], 21) + SEASON_NUMBERS[season]
    yield Period("season", year, _element(year, code), "season and year" if year is not None else "season", month=code)


def _winter(found: re.Match[str], era: int) -> Iterable[Period]:
    """Read winter 1999-2000, which belongs to the year in which it begins."""
    year = int(found[1])
    if (year + 1) % 10 ** len(found[2]) == int(found[2]):
        yield Period("season", year, _element(year, 24), "winter over two years", month=24)


def _part(number: int, unit: str, year: int) -> Iterable[Period]:
    code, count = _PARTS[unit]
    if 1 <= number <= count:
        yield Period("part", year, _element(year, code + number - 1), f"{unit} of a year", month=code + number - 1)


def _counted_part(found: re.Match[str], era: int) -> Iterable[Period]:
    unit = {"semestral": "semester", "3rd": "third"}.get(found["unit"], found["unit"])
    place = int(found["number"]) if found["number"].isdigit() else _PARTS[unit][1]
    return _part(place, unit, year_of_era(int(found["year"]), era))


def _short_part(found: re.Match[str], era: int) -> Iterable[Period]:
    unit = "quarter" if found["unit"] == "q" else "half"
    return _part(int(found["number"]), unit, year_of_era(int(found["year"]), era))


def _decade_at(first: int, rule: str, rank: Rank = Rank.MEANT) -> Period:
    """Return the decade of ten years from `first` on."""
    if first >= 0 and first % 10 == 0:
        return Period("decade", first, f"{first // 10:03d}X", rule, rank)
    return Period("decade", first, year_text(first), rule, rank, end=year_text(first + 9))


def _decade(found: re.Match[str], era: int) -> Iterable[Period]:
    year, sure = int(found["year"]), found["sure"] or found["also"]
    if era < 0:
        yield _decade_at(year_of_era(year + 9, era), "decade before Christ")
    elif sure or (year % 100 and year >= 1000):
        yield _decade_at(year, "decade")
    elif year >= 1000:
        yield from _hundreds(year)


def _hundreds(year: int) -> list[Period]:
    """Return both readings of the 1800s; of the 2000s the decade is the usual one."""
    decade_first = year % 1000 == 0
    ranks = (Rank.RARER, Rank.MEANT) if decade_first else (Rank.MEANT, Rank.RARER)
    # Its thirds are those of the century that the hundreds stand for.
    century = Period("century", year + 1, f"{year // 100:02d}XX", "the hundreds as a century", ranks[0])
    decade = _decade_at(year, "the hundreds as a decade", ranks[1])
    return [decade, century] if decade_first else [century, decade]


def _short_decade(found: re.Match[str], era: int) -> Iterable[Period]:
    """Read the 60s, the sixties and the eighteen-sixties; without a century it is the twentieth."""
    place = DECADES[found["word"]] if found["word"] else int(found["year"])
    hundreds = {"eighteen": 1800, "seventeen": 1700, "sixteen": 1600, "nineteen": 1900}.get(found["century"] or "")
    if hundreds:
        yield _decade_at(hundreds + place, "decade in words")
        return
    yield _decade_at(1900 + place, "decade of the twentieth century")
    if place <= 20:
        yield _decade_at(2000 + place, "decade of this century", Rank.RARER)


def _noughties(found: re.Match[str], era: int) -> Iterable[Period]:
    yield _decade_at(2000, "decade in words")


def _century(found: re.Match[str], era: int) -> Iterable[Period]:
    number, unit = int(found[1]), "millennium" if found[2].startswith("mil") else "century"
    years, digits = (1000, 1) if unit == "millennium" else (100, 2)
    if not 1 <= number <= 9999 // years + 1:
        return
    if era < 0:
        first, last = year_of_era(number * years, era), year_of_era((number - 1) * years + 1, era)
        masked = f"-{number - 1:0{digits}d}{'X' * (4 - digits)}"
        # The first before Christ ends with the year 0000, which no mask of negative years can hold.
        edtf, end = (masked, "") if number > 1 else (year_text(first), year_text(last))
        yield Period(unit, first, edtf, f"{unit} before Christ", end=end)
    else:
        edtf = f"{number - 1:0{digits}d}{'X' * (4 - digits)}"
        yield Period(unit, (number - 1) * years + 1, edtf, f"{unit} by its hundreds" if years == 100 else unit)


def _year(found: re.Match[str], era: int) -> Iterable[Period]:
    year, digits = year_of_era(int(found["year"]), era), found["year"]
    if len(digits) == 1 and not era and not found["sure"]:
        return  # a lone digit counts something else
    yield Period("year", year, _element(year), "year before Christ" if era < 0 else "year")
    if len(digits) in (2, 3) and not era and not found["sure"]:
        name = "decade" if len(digits) == 3 else "century"
        yield Period(
            name, year * 10 ** (4 - len(digits)), digits + "X" * (4 - len(digits)), f"{name} cut short", Rank.RARER
        )


def _long_year(found: re.Match[str], era: int) -> Iterable[Period]:
    if era or found["sure"]:
        year = year_of_era(int(found["year"]), era)
        yield Period("year", year, _element(year), "year of more than four digits")


_RULES: tuple[tuple[str, Callable[[re.Match[str], int], Iterable[Period]]], ...] = (
    (rf"{_DAY} {_MONTH}(?: {_YEAR})?", _day_month),
    (rf"{_MONTH} {_DAY} {_YEAR}", _month_day),
    (rf"{_MONTH} (?=[12]?\d\b|3[01]\b){_DAY}()", _month_day),
    (rf"(?:month )?{_MONTH}(?: {_YEAR})?", _month),
    (rf"(?P<half>(?:north|south)ern(?: hemisphere)?) (?P<season>{_SEASON}) (?P<year>{_YEAR})", _season),
    (rf"(?P<season>{_SEASON})(?: (?P<half>(?:north|south)ern(?: hemisphere)?))? (?P<year>{_YEAR})", _season),
    (rf"(?P<season>{_SEASON}) (?P<year>{_YEAR})(?: (?P<half>(?:north|south)ern(?: hemisphere)?))?", _season),
    (rf"(?P<year>\d{{4}}) (?P<season>{_SEASON})(?P<half>)", _season),
    (rf"(?P<season>{_SEASON})(?P<year>)(?P<half>)", _season),
    (r"winter (\d{4}) ?[-/] ?(\d{4}|\d\d)", _winter),
    (rf"{_COUNT} {_PART} (?:year )?(?P<year>\d{{1,4}})", _counted_part),
    (rf"{_PART} (?P<number>\d) (?:year )?(?P<year>\d{{1,4}})", _counted_part),
    (rf"(?P<year>\d{{4}}) {_COUNT} {_PART}", _counted_part),
    (r"(?P<unit>[qh]) ?(?P<number>\d)[ /-]?(?P<year>\d{4})", _short_part),
    (r"(?P<year>\d{4})[ /-]?(?P<unit>[qh]) ?(?P<number>\d)", _short_part),
    (r"(?P<sure>decade )?(?P<year>\d{2,3}0)'?s(?: (?P<also>decade))?", _decade),
    (
        r"(?:(?P<century>sixteen|seventeen|eighteen|nineteen) )?'?(?:(?P<year>\d0)'?s|(?P<word>"
        + "|".join(DECADES)
        + "))",
        _short_decade,
    ),
    (r"noughties", _noughties),
    (r"(\d{1,2})(?:st|nd|rd|th)? ?(century|centuries|cent|c|millennium|millennia)", _century),
    (r"(?P<sure>year )?(?P<year>\d{1,4})", _year),
    (r"(?P<sure>year )?(?P<year>\d{5,12})", _long_year),
)
"""Patterns of whole texts, and what each names."""
