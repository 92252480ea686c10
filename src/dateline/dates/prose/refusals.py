"""Why a text is not read as a date: which kind it seems to be, and what would settle it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dateline.dates.calendar import day_of, day_text, month_length, year_text
from dateline.dates.calendars.refusals import seems
from dateline.dates.conventions import USUAL, Conventions
from dateline.dates.languages import readings
from dateline.dates.prose.fiscal_years import seems_fiscal
from dateline.dates.prose.interpretation import from_prose, in_words
from dateline.dates.prose.remarks import is_remark
from dateline.dates.prose.vocabulary import MONTH_NUMBERS, MONTHS, SEASON_NUMBERS, WEEKDAYS, normal, numbered, visible
from dateline.dates.prose.weekdays import weekday_beside
from dateline.errors import InvalidDate

_EXAMPLES = "dates are EDTF: 2000, 2000-08, 2000-23 for autumn 2000, [1994..1996]"
_MONTH = "(" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + ")"
_DAYS = (
    (re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH},?[ -](\d{{3,4}})(?!\d)"), (3, 2, 1)),
    (re.compile(rf"{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{3,4}})(?!\d)"), (3, 1, 2)),
    (re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)"), (4, 3, 1)),
    (re.compile(r"(?<!\d)(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?!\d)"), (1, 3, 4)),
    (re.compile(r"^([12]\d{3})(\d\d)(\d\d)$"), (1, 2, 3)),
)
"""Patterns of a whole day, and the groups of its year, month and day."""
_LOOKALIKE = re.compile(r"(?<![A-Za-z])[lIO|]\d{2,3}(?!\w)|(?<!\w)\d{1,3}[lIO|]\d{0,2}(?!\w)")
_NAME_OF_MONTH = rf"{_MONTH}(?![a-z])"
_DAY_AND_MONTH = re.compile(rf"(?<![\d.,/-])(\d{{1,2}})(?:st|nd|rd|th)?\.?(?: of)?[ -]{_NAME_OF_MONTH}")
_MONTH_AND_DAY = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?![\d/:]| bc| ad| ce|-\d)(?=$|,? |-)")
_ONE_YEAR = re.compile(r"(?<![\d-])(\d{3,4}|\d{1,4}(?= bc))(?!\d|s)( bce?)?")
_WEEKDAY = rf"({'|'.join(WEEKDAYS)}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"
_INNER_WEEKDAY = re.compile(rf"\b{_WEEKDAY},? (?:the )?(?=\w)")
_LONE_WEEKDAY = re.compile(rf"^(?:a |the |on )?{_WEEKDAY},? (?:in |of )?([a-z]* ?\d{{4}})$")
_ISO_WEEK = re.compile(r"(?P<year>\d{4})-?w(?P<week>\d\d)(?:-?\d)?")
_WEEK_IN_WORDS = re.compile(r"(?:iso )?week (?P<week>\d{1,2})(?: of|,)? (?P<year>\d{4})")
_COUNTED_PART = re.compile(
    r"\b(?P<letter>[qh])(?P<of_letter>\d)(?!\d)(?=.*\d{4})|"
    r"(?P<place>\d{1,2})(?:st|nd|rd|th) (?P<unit>quarter|half|third|month)\b|\bmonth (?P<month>\d{1,2}) of \d"
)
_MOST_DAYS = 31
_YEAR_NONE = re.compile(r"(?<![\d.,-])(?<!\d )0{1,4} ?(?:bce?|ad|ce)\b|\b(?:bce?|ad|ce|the year) 0+(?!\d)")
_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})")


_KNOWN = (
    *MONTHS, *SEASON_NUMBERS, *WEEKDAYS,
    "century", "early", "late", "middle", "before", "after", "circa", "quarter", "half",
)  # fmt: skip


_PERIOD_NAME = re.compile(
    r"\b(?:[a-z]+ (?:dynasty|period|era|kingdom)|(?:bronze|iron|stone|middle) ages?|"
    r"byzantine|roman|hellenistic|medieval|mediaeval|ottoman|renaissance|baroque|carolingian|romanesque|gothic|"
    r"victorian|edwardian|georgian|elizabethan|jacobean|tudor|stuart|meiji|edo|heian|safavid|mughal|mamluk|"
    r"ptolemaic|sasanian|parthian|neolithic|palaeolithic|paleolithic|antiquity)\b"
)


class Refusal(NamedTuple):
    """What is wrong with a text, and what would settle it, or None."""

    message: str
    hint: str | None


def why_unread(text: str, conventions: Conventions) -> Refusal | None:
    """Return why a text without a reading has none, or None when nothing is known but that it is no date.

    >>> from dateline.dates.conventions import USUAL
    >>> why_unread("30 Feb 1999", USUAL).message
    'February of the year 1999 has 28 days'
    >>> why_unread("Tuesday 3 May 1999", USUAL).message
    '3 May 1999 is a Monday, not a Tuesday'
    """
    plains = list(dict.fromkeys([numbered(normal(visible(text))), *_in_english(text, conventions)]))
    for kind in _KINDS:
        for plain in plains:
            if found := kind(text, plain, conventions):
                return found
    return None


def _in_english(text: str, conventions: Conventions) -> list[str]:
    """Return the English of a text in other languages, of which the reasons are the same."""
    return [english for _, english in readings(text, conventions.language)] if re.search(r"[^\W\d_]{2}", text) else []


def _calendar(text: str, plain: str, conventions: Conventions) -> Refusal | None:
    found = seems(text, conventions.calendar) or seems(plain, conventions.calendar)
    return Refusal(found, None) if found else None


def _weekday(text: str, plain: str, conventions: Conventions) -> Refusal | None:
    beside = weekday_beside(plain)
    if not beside:
        return _inner_weekday(plain) or _weekday_without_day(plain, conventions)
    rest, named = beside
    days = [each.date for each in from_prose(rest, conventions=conventions) if each.date.precision == "day"]
    if not days or all(_weekday_name(each.earliest) == WEEKDAYS[named].capitalize() for each in days):
        return _inner_weekday(plain) or _weekday_without_day(plain, conventions)
    told = [f"{_day_in_words(each.earliest)} is a {_weekday_name(each.earliest)}" for each in days]
    hint = _julian_hint(days[0].earliest, named) if len(days) == 1 else "omit the weekday if it is wrong"
    return Refusal(f"{' and '.join(told)}, not a {WEEKDAYS[named].capitalize()}", hint)


def _inner_weekday(plain: str) -> Refusal | None:
    """Find a weekday in the middle of a text that is not the one of the day behind it."""
    for found in _INNER_WEEKDAY.finditer(plain):
        named = next(number for number, name in enumerate(WEEKDAYS) if name.startswith(found[1][:3]))
        for pattern, groups in _DAYS:
            written = pattern.match(plain, found.end())
            if not written:
                continue
            year, month, day = _numbers(written, groups)
            if not (1 <= month <= 12 and 1 <= day <= month_length(year, month)):
                continue
            days = day_of(year, month, day)
            if (days - 1) % 7 != named:
                told = f"{_day_in_words(days)} is a {_weekday_name(days)}, not a {WEEKDAYS[named].capitalize()}"
                return Refusal(told, _julian_hint(days, named))
    return None


def _weekday_without_day(plain: str, conventions: Conventions) -> Refusal | None:
    found = _LONE_WEEKDAY.search(plain)
    if not found or not from_prose(found[2], conventions=conventions):
        return None
    return Refusal("a weekday names no day without a day of the month", f"did you mean '{found[2]}'?")


def _numbers(found: re.Match[str], groups: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return year, month and day of a pattern in `_DAYS`."""
    year, month, day = (MONTH_NUMBERS.get(found[place]) or int(found[place]) for place in groups)
    if found.re is _DAYS[2][0] and month > 12 >= day:
        month, day = day, month
    return year, month, day


def _day_in_words(day: int) -> str:
    year, month, number = (int(part) for part in str(day_text(day)).rsplit("-", 2))
    return f"{number} {MONTHS[month - 1].capitalize()} {year}"


def _weekday_name(day: int) -> str:
    return WEEKDAYS[(day - 1) % 7].capitalize()


def _julian_hint(day: int, weekday: int) -> str:
    """Offer the day of the Julian calendar that has the weekday, else what to leave out."""
    year = int(str(day_text(day)).rsplit("-", 2)[0])
    later = day + year // 100 - year // 400 - 2
    if (later - 1) % 7 == weekday and year < 2000:
        return f"by the Julian calendar it is that weekday: {day_text(later)}; write it so, or with (O.S.)"
    return "omit the weekday if the day is right"


def _impossible_day(text: str, plain: str, conventions: Conventions) -> Refusal | None:
    for pattern, groups in _DAYS:
        for found in pattern.finditer(plain):
            if refusal := _no_such_day(*_numbers(found, groups)):
                return refusal
    for pattern, place, month in ((_DAY_AND_MONTH, 1, 2), (_MONTH_AND_DAY, 2, 1)):
        for found in pattern.finditer(plain):
            if refusal := _no_such_day(_year_of(plain), MONTH_NUMBERS[found[month]], int(found[place])):
                return refusal
    return None


def _year_of(plain: str) -> int | None:
    """Return the only year that a text names, which its days without a year share; else None."""
    years = {1 - int(found[1]) if found[2] else int(found[1]) for found in _ONE_YEAR.finditer(plain)}
    return years.pop() if len(years) == 1 else None


def _no_such_day(year: int | None, month: int, day: int) -> Refusal | None:
    """Return what is wrong with a day, or None; a day of any year is one of a leap year."""
    if not 1 <= month <= 12:
        return Refusal(f"there is no month {month}", None)
    if year is None and day > _MOST_DAYS:
        return None  # 99-May is rather a year
    length = month_length(2000 if year is None else year, month)
    if 1 <= day <= length:
        return None
    name = MONTHS[month - 1].capitalize()
    if day == 0:
        whole = f"{year_text(year)}-{month:02d}" if year is not None else None
        return Refusal("there is no day 0", f"the month alone is '{whole}'" if whole else None)
    told = f" of the year {year}" if year and year > 0 else f" of the year {1 - year} BC" if year is not None else ""
    # 32 is a slip of another kind: nobody means the last of the month.
    return Refusal(f"{name}{told} has {length} days", _near(year, month) if year is not None and day <= 31 else None)


def _near(year: int, month: int) -> str:
    last = day_of(year, month, month_length(year, month))
    return f"did you mean '{day_text(last)}' or '{day_text(last + 1)}'?"


def _impossible_count(text: str, plain: str, conventions: Conventions) -> Refusal | None:
    """Name the weeks or days of a year that has fewer than the text counts."""
    if found := _ISO_WEEK.fullmatch(plain) or _WEEK_IN_WORDS.fullmatch(plain):
        year, week = int(found["year"]), int(found["week"])
        length = weeks_of(year)
        if 1 <= week <= length:
            return Refusal("the days of a week are 1 to 7", None)
        return Refusal(f"the year {year} has {length} weeks", None)
    if found := _DAY_OF_YEAR.fullmatch(plain):
        year = int(found[1])
        length = day_of(year + 1, 1, 1) - day_of(year, 1, 1)
        return Refusal(f"the year {year} has {length} days", f"the last one is {year_text(year)}-12-31")
    return None


def _impossible_part(text: str, plain: str, conventions: Conventions) -> Refusal | None:
    """Name a part of a year or century that there is not, and a year or century 0."""
    for number, unit in _counted_parts(plain):
        most = {"quarter": 4, "half": 2, "third": 3, "month": 12}[unit]
        if not 1 <= number <= most:
            return Refusal(f"there is no {unit} {number}: there are {most}", None)
    if _YEAR_NONE.search(plain):
        return Refusal("no era has a year 0: 1 BC comes before AD 1", None)
    if re.search(r"\b0th (?:century|millennium)", plain):
        return Refusal("centuries and millennia are counted from 1", None)
    return None


def _counted_parts(plain: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a year or century that a text counts, with their units: q5 1999, 3rd half of 1999."""
    for found in _COUNTED_PART.finditer(plain):
        if found["letter"]:
            yield int(found["of_letter"]), {"q": "quarter", "h": "half"}[found["letter"]]
        elif found["unit"]:
            yield int(found["place"]), found["unit"]
        else:
            yield int(found["month"]), "month"


def weeks_of(year: int) -> int:
    """Return how many ISO weeks a year has: 53 when it begins or ends with a Thursday, else 52.

    >>> weeks_of(2020), weeks_of(2021)
    (53, 52)
    """
    return 53 if 4 in (1 + (day_of(year, 1, 1) - 1) % 7, 1 + (day_of(year, 12, 31) - 1) % 7) else 52


def _fiscal(text: str, plain: str, conventions: Conventions) -> Refusal | None:
    if not seems_fiscal(plain) or conventions.fiscal_start is not None:
        return None
    hint = "set --fiscal-start, in a mapping fiscal_start, such as 07-01"
    return Refusal("it seems a fiscal year, whose first day is not known", hint)


def _named(text: str, plain: str, conventions: Conventions) -> Refusal | None:
    """Tell the name of a period, whose years a reader would have to know."""
    found = None if re.search(r"\d", plain) else _PERIOD_NAME.search(plain)
    if not found:
        return None
    hint = "write its years, such as 330/1453, and keep the words in date_text"
    return Refusal(f"{found[0]!r} names a period, whose years dateline does not know", hint)


def _lookalike(text: str, plain: str, conventions: Conventions) -> Refusal | None:
    if not _LOOKALIKE.search(text):
        return None
    digits = _LOOKALIKE.sub(lambda found: re.sub("[lI|]", "1", found[0]).replace("O", "0"), text)
    read = from_prose(digits, conventions=conventions)
    hint = f"did you mean '{digits.strip()}'?" if read else None
    return Refusal("it has letters that look like digits", hint)


def _misspelt(text: str, plain: str, conventions: Conventions) -> Refusal | None:
    """Name a word that is nearly one of a date."""
    from difflib import get_close_matches

    for word in re.findall(r"[a-z]{4,}", plain):
        near = get_close_matches(word, _KNOWN, 1, 0.8) if word not in _KNOWN else []
        meant = plain.replace(word, near[0]) if near else ""
        if meant and from_prose(meant, conventions=conventions):
            return Refusal(f"{word!r} is not a word of dates", f"did you mean '{meant}'?")
    return None


def _remark(text: str, plain: str, conventions: Conventions) -> Refusal | None:
    date, parted, remark = plain.partition(", ")
    if not parted or is_remark(remark) or not from_prose(date, conventions=conventions):
        return None
    return Refusal(f"what follows the comma, {remark!r}, may belong to the date", "leave it out if it does not")


_KINDS = (
    _named, _calendar, _weekday, _impossible_day, _impossible_count, _impossible_part, _fiscal,
    _lookalike, _misspelt, _remark,
)  # fmt: skip
"""The kinds of texts that are not read, the surest first."""


def unread(text: str, conventions: Conventions, fault: InvalidDate | None) -> Refusal:
    """Return message and hint for a text without a reading; `fault` is what strict EDTF says of it."""
    found = why_unread(text, conventions)
    if found:
        return Refusal(found.message, found.hint or (fault.hint if fault else None))
    if fault and (fault.hint or not in_words(text)):
        return Refusal(fault.message, fault.hint)
    return Refusal("neither EDTF nor words that dateline understands", None)


def hint_for(error: InvalidDate) -> str:
    """Return what may be meant by what is not EDTF: the hint of the parser, its words or their fault, else examples.

    >>> from dateline.dates import parse
    >>> try:
    ...     parse("spring 2000")
    ... except InvalidDate as error:
    ...     hint_for(error)
    "in words it means '2000-21': write that"
    """
    if error.hint:
        return error.hint
    meant = list(dict.fromkeys(each.edtf for each in from_prose(error.text)))
    if meant:
        return f"in words it means {' or '.join(map(repr, meant[:3]))}: write that"
    found = why_unread(error.text, USUAL)
    return "; ".join(filter(None, found)) if found else _EXAMPLES


def refusal_of(key: str, error: InvalidDate) -> str:
    """Return the sentence that the value of `key` is no date.

    >>> refusal_of("when", InvalidDate("2000-13", "no month 13"))
    "when '2000-13' is not a date: no month 13"
    >>> refusal_of("when", InvalidDate("2000", "'2000' is not a day written YYYY-MM-DD"))
    "when '2000' is not a day written YYYY-MM-DD"
    """
    said = repr(error.text)
    return (
        f"{key} {error.message}" if error.message.startswith(said) else f"{key} {said} is not a date: {error.message}"
    )
