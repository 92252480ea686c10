"""Words for one period of the calendar: a day, month, season, quarter, year, decade, century or millennium."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from dateline.dates.calendar import year_text
from dateline.dates.conventions import Conventions
from dateline.dates.prose.candidate import Rank
from dateline.dates.prose.vocabulary import DECADES, MONTH_NUMBERS, SEASON_NUMBERS, Pattern

_MONTH = "(" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + ")"
_SEASON = "(" + "|".join(SEASON_NUMBERS) + ")"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"'?(\d{1,4})"
_BC = r"(?:bce?|before christ|before common era)"
_AD = r"(?:ad|ce|anno domini|common era)"
_COUNT = r"(?P<number>\d|last|final)(?:st|nd|rd|th)?"
_PART = r"(?P<unit>quarter|half|third|3rd|quadrimester|semest(?:er|ral))"
_STOP = re.compile(r"\b(?:the|of|in|on|at|during)\b(?! noon)|[,()]")

_ERA = re.compile(r"[abc]")
"""A letter that every era has."""
_ERAS = tuple(
    (re.compile(place), era)
    for pattern, era in ((_BC, -1), (_AD, 1))
    for place in (rf"(?<=[\dshymct]) ?{pattern}$", rf"\b{pattern} ?(?=\d+$)")
)
_DOTTED_DAY = re.compile(r"(?<=\d)\.(?= [a-z]{3})")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=\w)|(?<=\w)-(?=[a-z])")

_PARTS = {"quarter": (33, 4), "quadrimester": (37, 3), "third": (37, 3), "half": (40, 2), "semester": (40, 2)}
"""The parts of a year: the EDTF code of the first, and how many there are."""


_LAST_SLIP = 210
"""180s is rather a slip of the 1800s than the years 180 to 189; 690s is none."""


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


def periods(text: str, conventions: Conventions) -> list[Period]:
    """Return what a normal text (see `vocabulary`) may name, likeliest first; empty when it names no period.

    One or two digits are a year only with an era, with "the year", or by a convention (`Conventions.year_of`).
    """
    if text.endswith((" on", " of", " in", " at")):
        return []
    if ". " in text:
        text = _DOTTED_DAY.sub("", text)
    text = " ".join(_STOP.sub(" ", text).split())
    # Hyphens join words (12-may-1915), but never two numbers: those are ranges, or dates of digits alone.
    if "-" in text:
        text = _HYPHEN.sub(" ", text)
    if text.isdigit():
        return list(_bare_number(text, conventions))
    text, era = _without_era(text)
    for pattern, build in _COMPILED:
        if found := pattern.fullmatch(text):
            return list(build(found, Era(era, conventions)))
    return []


def _bare_number(text: str, conventions: Conventions) -> Iterable[Period]:
    """Read the commonest text the short way: digits alone are a year of at most four."""
    year = Era(0, conventions).year(text) if len(text) <= 4 else None
    if year is not None:
        yield Period("year", year, _element(year), "year")


class Era(NamedTuple):
    """How a year is counted: -1 before Christ, 1 after, 0 when the text does not say; and what two digits mean."""

    sign: int
    conventions: Conventions

    def year(self, digits: str, *, sure: bool = False) -> int | None:
        """Return the astronomical year of digits, or None where one or two of them name no century."""
        digits = digits.lstrip("'")
        number = int(digits)
        if number == 0 and (self.sign or sure):
            return None  # no era has a year 0
        if self.sign or sure or len(digits) > 2:
            return year_of_era(number, self.sign)
        return self.conventions.year_of(number) if len(digits) == 2 else None


def _without_era(text: str) -> tuple[str, int]:
    """Take the era out of a text, and return -1 for BC, 1 for AD and 0 for none."""
    if not _ERA.search(text):
        return text, 0
    for pattern, era in _ERAS:
        without, count = pattern.subn("", text)
        if count:
            return without.strip(), era
    if found := re.fullmatch(r"(\d{1,3}) ?([ab])", text):
        return found[1], -1 if found[2] == "b" else 1
    return text, 0


def year_of_era(number: int, era: int) -> int:
    """Return the astronomical year of a counted one: 44 BC is -43."""
    return 1 - number if era < 0 else number


def _element(year: int | None, month: int = 0, day: int = 0) -> str:
    text = "XXXX" if year is None else year_text(year)
    return text + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _day(day: str, month: str, year: str | None, era: Era, rule: str) -> Iterable[Period]:
    number, written = era.year(year) if year else None, MONTH_NUMBERS[month]
    if era.sign and not year:  # June 3 BC is a month of the year 3
        number = era.year(day)
        if number is not None:
            yield Period("month", number, _element(number, written), "month and year", month=written)
        return
    if 1 <= int(day) <= 31 and (number is not None or not year):
        yield Period("day", number, _element(number, written, int(day)), rule, month=written)


def _day_month(found: re.Match[str], era: Era) -> Iterable[Period]:
    return _day(found[1], found[2], found[3], era, "day, month, year" if found[3] else "day and month of any year")


def _month_day(found: re.Match[str], era: Era) -> Iterable[Period]:
    return _day(found[2], found[1], found[3], era, "month, day, year" if found[3] else "day and month of any year")


def _month(found: re.Match[str], era: Era) -> Iterable[Period]:
    number, written = era.year(found[2]) if found[2] else None, MONTH_NUMBERS[found[1]]
    rule = "month and year" if found[2] else "month of any year"
    if number is not None or not found[2]:
        yield Period("month", number, _element(number, written), rule, month=written)


def _season(found: re.Match[str], era: Era) -> Iterable[Period]:
    season, hemisphere, year = found["season"], found["half"], era.year(found["year"]) if found["year"] else None
    if found["year"] and year is None:
        return
    code = {"north": 25, "south": 29}.get((hemisphere or "")[:5], 21) + SEASON_NUMBERS[season]
    yield Period("season", year, _element(year, code), "season and year" if year is not None else "season", month=code)


def _winter(found: re.Match[str], era: Era) -> Iterable[Period]:
    """Read winter 1999-2000, which belongs to the year in which it begins."""
    year = int(found[1])
    if (year + 1) % 10 ** len(found[2]) == int(found[2]):
        yield Period("season", year, _element(year, 24), "winter over two years", month=24)


def _part(number: int, unit: str, year: int | None) -> Iterable[Period]:
    code, count = _PARTS[unit]
    if year is not None and 1 <= number <= count:
        yield Period("part", year, _element(year, code + number - 1), f"{unit} of a year", month=code + number - 1)


def _counted_part(found: re.Match[str], era: Era) -> Iterable[Period]:
    unit = {"semestral": "semester", "3rd": "third"}.get(found["unit"], found["unit"])
    place = int(found["number"]) if found["number"].isdigit() else _PARTS[unit][1]
    return _part(place, unit, era.year(found["year"]))


def _short_part(found: re.Match[str], era: Era) -> Iterable[Period]:
    unit = "quarter" if found["unit"] == "q" else "half"
    return _part(int(found["number"]), unit, era.year(found["year"] or found["short"]))


def _decade_at(first: int, rule: str, rank: Rank = Rank.MEANT) -> Period:
    """Return the decade of ten years from `first` on."""
    if first >= 0 and first % 10 == 0:
        return Period("decade", first, f"{first // 10:03d}X", rule, rank)
    return Period("decade", first, year_text(first), rule, rank, end=year_text(first + 9))


def _decade(found: re.Match[str], era: Era) -> Iterable[Period]:
    year, sure = int(found["year"]), found["sure"] or found["also"]
    if era.sign < 0:
        if year % 100 == 0:
            first, last = year_of_era(year + 99, -1), year_of_era(year, -1)
            yield Period("century", first, year_text(first), "the hundreds as a century", end=year_text(last))
        yield _decade_at(year_of_era(year + 9, -1), "decade before Christ")
    elif sure or (year % 100 and year > _LAST_SLIP):
        yield _decade_at(year, "decade")
    elif year > _LAST_SLIP:
        yield from _hundreds(year)


def _hundreds(year: int) -> list[Period]:
    """Return both readings of the 1800s; of the 2000s the decade is the usual one."""
    decade_first = year % 1000 == 0
    ranks = (Rank.RARER, Rank.MEANT) if decade_first else (Rank.MEANT, Rank.RARER)
    # Its thirds are those of the century that the hundreds stand for.
    century = Period("century", year + 1, f"{year // 100:02d}XX", "the hundreds as a century", ranks[0])
    decade = _decade_at(year, "the hundreds as a decade", ranks[1])
    return [decade, century] if decade_first else [century, decade]


def _short_decade(found: re.Match[str], era: Era) -> Iterable[Period]:
    """Read the 60s, the sixties and the eighteen-sixties; without a century it is the twentieth."""
    place = DECADES[found["word"]] if found["word"] else int(found["year"])
    if era.sign:
        yield _decade_at(year_of_era(place + 9, -1) if era.sign < 0 else place, "decade of its era")
        return
    hundreds = {"eighteen": 1800, "seventeen": 1700, "sixteen": 1600, "nineteen": 1900}.get(found["century"] or "")
    if hundreds:
        yield _decade_at(hundreds + place, "decade in words")
        return
    yield _decade_at(1900 + place, "decade of the twentieth century")
    if place <= 20:
        yield _decade_at(2000 + place, "decade of this century", Rank.RARER)


def _noughties(found: re.Match[str], era: Era) -> Iterable[Period]:
    yield _decade_at(2000, "decade in words")


def _century(found: re.Match[str], era: Era) -> Iterable[Period]:
    number, unit = int(found[1]), "millennium" if found[2].startswith("mil") else "century"
    years, digits = (1000, 1) if unit == "millennium" else (100, 2)
    if not 1 <= number <= 9999 // years + 1:
        return
    if era.sign < 0:
        first, last = year_of_era(number * years, -1), year_of_era((number - 1) * years + 1, -1)
        masked = f"-{number - 1:0{digits}d}{'X' * (4 - digits)}"
        # The first before Christ ends with the year 0000, which no mask of negative years can hold.
        edtf, end = (masked, "") if number > 1 else (year_text(first), year_text(last))
        yield Period(unit, first, edtf, f"{unit} before Christ", end=end)
    else:
        edtf = f"{number - 1:0{digits}d}{'X' * (4 - digits)}"
        yield Period(unit, (number - 1) * years + 1, edtf, f"{unit} by its hundreds" if years == 100 else unit)


def _year(found: re.Match[str], era: Era) -> Iterable[Period]:
    digits = found["year"]
    year = era.year(digits, sure=bool(found["sure"]))
    if year is None:
        return
    yield Period("year", year, _element(year), "year before Christ" if era.sign < 0 else "year")


def _long_year(found: re.Match[str], era: Era) -> Iterable[Period]:
    if era.sign or found["sure"]:
        year = year_of_era(int(found["year"]), era.sign)
        yield Period("year", year, _element(year), "year of more than four digits")


_RULES: tuple[tuple[str, Callable[[re.Match[str], Era], Iterable[Period]]], ...] = (
    (rf"{_DAY} {_MONTH}(?: {_YEAR})?", _day_month),
    (rf"{_MONTH} {_DAY} {_YEAR}", _month_day),
    (rf"{_MONTH} (?=[12]?\d\b|3[01]\b){_DAY}()", _month_day),
    (rf"(?:month )?{_MONTH}(?: {_YEAR})?", _month),
    (rf"(?P<half>(?:north|south)ern(?: hemisphere)?) (?P<season>{_SEASON}) (?P<year>{_YEAR})", _season),
    (rf"(?P<season>{_SEASON})(?: (?P<half>(?:north|south)ern(?: hemisphere)?))? (?P<year>{_YEAR})", _season),
    (rf"(?P<season>{_SEASON}) (?P<year>{_YEAR})(?: (?P<half>(?:north|south)ern(?: hemisphere)?))?", _season),
    (rf"(?P<year>\d{{4}}) (?P<season>{_SEASON})(?P<half>)", _season),
    (rf"(?P<season>{_SEASON})(?P<year>)(?P<half>)", _season),
    (r"winter (\d{4})(?: ?[-/] ?| to )(\d{4}|\d\d?)", _winter),
    (rf"{_COUNT} {_PART} (?:year )?(?P<year>\d{{1,4}})", _counted_part),
    (rf"{_PART} (?P<number>\d) (?:year )?(?P<year>\d{{1,4}})", _counted_part),
    (rf"(?P<year>\d{{4}}) {_COUNT} {_PART}", _counted_part),
    (r"(?P<unit>[qh]) ?(?P<number>\d)(?:[ /-]?(?P<year>\d{4})| '?(?P<short>\d\d))", _short_part),
    (r"(?P<year>\d{4})(?P<short>)[ /-]?(?P<unit>[qh]) ?(?P<number>\d)", _short_part),
    (r"(?P<sure>decade )?(?P<year>\d{2,3}0)'?s(?: (?P<also>decade))?", _decade),
    (
        r"(?:(?P<century>sixteen|seventeen|eighteen|nineteen) )?'?(?:(?P<year>\d0)'?s|(?P<word>"
        + "|".join(DECADES)
        + "))",
        _short_decade,
    ),
    (r"noughties", _noughties),
    (r"(\d{1,2})(?:st|nd|rd|th)? ?(century|centuries|cents?|c|millennium|millennia)", _century),
    (r"(?P<sure>year )?'?(?P<year>\d{1,4})", _year),
    (r"(?P<sure>year )?(?P<year>\d{5,12})", _long_year),
)
"""Patterns of whole texts, and what each names."""
_COMPILED = tuple((Pattern(pattern), build) for pattern, build in _RULES)
