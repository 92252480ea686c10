"""The dates of a mapped file: one column or several, in EDTF, in words or by a pattern, alone or as a span."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, partial

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, day_text, from_prose, settled
from dateline.dates.calendar import year_text
from dateline.dates.calendars.called import calendar_called
from dateline.dates.calendars.writing import Side, stretch
from dateline.dates.convention_settings import CALENDARS
from dateline.dates.conventions import Conventions
from dateline.dates.prose.interpretation import meanings
from dateline.formats.delimited.cell_values import UnfitError, edtf, whole
from dateline.formats.delimited.mapping_file import DateRule, Template

_DAY = re.compile(r"%[dj]")
_MONTH = re.compile(r"%[mbB]")
_FULL = re.compile(r"%[xcD]")
_DAYS_OF_A_DAY, _DAYS_OF_A_MONTH = 5, 40  # with those by which the Islamic calendar may differ


def date_reader(rule: DateRule) -> Callable[[tuple[str, ...]], Date]:
    """Return a function that reads the date from the cells of the start's, then the end's, then the calendar's columns.

    It raises UnfitError where there is no date, or none that can be read; equal cells are read once.
    """
    middle, behind = _places(rule)
    side_reader = lru_cache(partial(_side_reader, rule.form))

    @lru_cache(65_536)
    def date(cells: tuple[str, ...]) -> Date:
        read = side_reader(_conventions(rule, cells[behind:]))
        start = read(_filled(rule.start, cells[:middle]))
        end = read(_filled(rule.end, cells[middle:behind])) if rule.end else None
        if start is None:
            raise UnfitError("the date is missing" if end is None else "the start of the date is missing")
        if end is None or end == start:
            return _alone(start, rule.meaning)
        return _span(start, end, rule.meaning)

    return date


def date_words(rule: DateRule, cells: tuple[str, ...]) -> str | None:
    """Return what the cells say, as they say it."""
    middle, behind = _places(rule)
    sides = (*_filled(rule.start, cells[:middle]), *_filled(rule.end, cells[middle:behind]))
    return " – ".join(filter(None, sides)) or None


def _places(rule: DateRule) -> tuple[int, int]:
    """Return where the cells of the end begin, and those of the calendar."""
    middle = sum(len(template.columns) for template in rule.start)
    return middle, middle + sum(len(template.columns) for template in rule.end)


def _conventions(rule: DateRule, cells: tuple[str, ...]) -> Conventions:
    """Return the conventions of a row, whose cell may name the calendar."""
    name = rule.calendar.fill(cells) if rule.calendar else ""
    if not name:
        return rule.conventions
    found = calendar_called(name)
    if found is None:
        raise UnfitError(f"calendar {name!r} is not one that dateline reads", f"it reads {', '.join(CALENDARS)}")
    return rule.conventions._replace(calendar=found)


def _filled(templates: tuple[Template, ...], cells: tuple[str, ...]) -> list[str]:
    rest = iter(cells)
    return [template.fill(tuple(next(rest) for _ in template.columns)) for template in templates]


def _side_reader(form: str, conventions: Conventions) -> Callable[[list[str]], Date | None]:
    other = conventions.calendar not in (None, "gregorian")
    words = partial(_from_words, conventions=conventions)
    numbers = words if other else edtf
    if form == "parts":
        return partial(_from_parts, read=numbers)
    one: Callable[[str], Date]
    if form in ("edtf", "words"):
        one = words if form == "words" else numbers
    else:
        precise = _precision(form)

        def one(text: str) -> Date:
            return numbers(_from_pattern(text, form, precise, conventions))

    return lambda texts: one(texts[0]) if texts[0] else None


def _from_words(text: str, conventions: Conventions) -> Date:
    readings = from_prose(text, None, conventions)
    meant = settled(readings)
    if meant is not None:
        return meant.date
    if readings:
        raise UnfitError(f"date {text!r} has several meanings", meanings(readings))
    from dateline.dates.prose.refusals import why_unread

    found = why_unread(text, conventions)
    raise UnfitError(f"date {text!r} cannot be read" + (f": {found.message}" if found else ""), found and found.hint)


def _precision(form: str) -> int:
    """Return how many of year, month and day a pattern reads."""
    if _DAY.search(form) or _FULL.search(form):
        return 3
    return 2 if _MONTH.search(form) else 1


def _from_pattern(text: str, form: str, precision: int, conventions: Conventions) -> str:
    try:
        found = datetime.strptime(text, form)
    except ValueError:
        raise UnfitError(f"date {text!r} is not written as {form!r}") from None
    short = "%y" in form
    year = conventions.year_of(found.year % 100) if short else None
    parts = [year_text(found.year if year is None else year), f"{found.month:02d}", f"{found.day:02d}"]
    return "-".join(parts[:precision])


def _from_parts(texts: list[str], read: Callable[[str], Date]) -> Date | None:
    """Return the date of year, month and day; a month or day that is empty or 0 is not known."""
    numbers = [whole(text, name) for text, name in zip(texts, ("year", "month", "day"), strict=False)]
    year, month, day = [*numbers, None, None][:3]
    if year is None:
        if month or day:
            raise UnfitError("the year is missing")
        return None
    if day and not month:
        raise UnfitError("there is a day, but no month")
    return read("-".join([year_text(year), *(f"{part:02d}" for part in (month, day) if part)]))


def _alone(date: Date, meaning: str | None) -> Date:
    """Return a date without an end as it is meant: `1994/1996` on some day is `[1994..1996]`."""
    if meaning == "some-day" and date.kind == "interval":
        return edtf("[{}..{}]".format(*("" if side == ".." else side for side in date.edtf.split("/"))))
    bounded = FAR_PAST < date.earliest < date.latest < FAR_FUTURE
    if meaning == "during" and date.kind in ("date", "season") and bounded:
        return edtf(f"{day_text(date.earliest)}/{day_text(date.latest)}")
    return date


def _span(start: Date, end: Date, meaning: str | None) -> Date:
    for side in (start, end):
        if side.kind not in ("date", "season") and not _one_run(side):
            raise UnfitError(f"{side.edtf} is not a single date and cannot be the end of a span")
    if start.earliest > end.latest:
        raise UnfitError(f"the date ends, {end.edtf}, before it starts, {start.edtf}")
    runs = _one_run(start) or _one_run(end)
    if meaning != "some-day":
        return edtf(stretch(_side(start), _side(end)) if runs else f"{start.edtf}/{end.edtf}")
    if runs:
        return edtf(f"[{day_text(start.earliest)}..{day_text(end.latest)}]")
    if start.precision == end.precision:
        return edtf(f"[{start.edtf}..{end.edtf}]")
    # EDTF has no range from a month to a year, but it has that of their days.
    return edtf(f"[{day_text(start.earliest)}..{day_text(end.latest)}]")


def _one_run(date: Date) -> bool:
    """Tells whether a date is some day of a run without gaps, as the months and years of other calendars are."""
    bounds = date.bounds
    return date.kind == "one_of" and not date.members and FAR_PAST < bounds.earliest <= bounds.latest < FAR_FUTURE


def _side(date: Date) -> Side:
    """Return a date as an end of a stretch, with the unit that fits its length."""
    length = date.latest - date.earliest
    unit = "day" if length < _DAYS_OF_A_DAY else "month" if length < _DAYS_OF_A_MONTH else "year"
    mark = "~" if date.approximate else "?" if date.uncertain else ""
    return Side(date.earliest, date.latest, unit, "", mark)
