"""The dates of a mapped file: one column or several, in EDTF, in words or by a pattern, alone or as a span."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, day_text, from_prose, settled
from dateline.dates.calendar import year_text
from dateline.dates.undated import says_undated, undated
from dateline.formats.delimited.cell_values import UnfitError, edtf, whole
from dateline.formats.delimited.mapping_file import DateRule, Template

_DAY = re.compile(r"%[dj]")
_MONTH = re.compile(r"%[mbB]")
_FULL = re.compile(r"%[xcD]")


def date_reader(rule: DateRule) -> Callable[[tuple[str, ...]], Date]:
    """Return a function that reads the date from the cells of the start's columns and then of the end's.

    It raises UnfitError where there is no date, or none that can be read; equal cells are read once.
    """
    read = _undated_or(_side_reader(rule.form))
    middle = sum(len(template.columns) for template in rule.start)

    @lru_cache(65_536)
    def date(cells: tuple[str, ...]) -> Date:
        start = read(_filled(rule.start, cells[:middle]))
        end = read(_filled(rule.end, cells[middle:])) if rule.end else None
        if start is None and end is None and rule.undated:
            return undated()
        if start is None:
            raise UnfitError("the date is missing" if end is None else "the start of the date is missing")
        if end is None or end == start:
            return _alone(start, rule.meaning)
        return _span(start, end, rule.meaning)

    return date


def date_words(rule: DateRule, cells: tuple[str, ...]) -> str | None:
    """Return what the cells say, as they say it."""
    middle = sum(len(template.columns) for template in rule.start)
    sides = (*_filled(rule.start, cells[:middle]), *_filled(rule.end, cells[middle:]))
    return " – ".join(filter(None, sides)) or None


def _filled(templates: tuple[Template, ...], cells: tuple[str, ...]) -> list[str]:
    rest = iter(cells)
    return [template.fill(tuple(next(rest) for _ in template.columns)) for template in templates]


def _side_reader(form: str) -> Callable[[list[str]], Date | None]:
    if form == "parts":
        return _from_parts
    one: Callable[[str], Date]
    if form == "edtf":
        one = edtf
    elif form == "words":
        one = _from_words
    else:
        precise = _precision(form)

        def one(text: str) -> Date:
            return _from_pattern(text, form, precise)

    return lambda texts: one(texts[0]) if texts[0] else None


def _undated_or(read: Callable[[list[str]], Date | None]) -> Callable[[list[str]], Date | None]:
    """Return a function that reads what `read` does, and the words that say that there is no date."""
    return lambda texts: undated() if any(map(says_undated, texts)) else read(texts)


def _from_words(text: str) -> Date:
    readings = from_prose(text)
    meant = settled(readings)
    if meant is None:
        several = "it can mean " + " or ".join(f"{each.edtf} ({each.rule})" for each in readings)
        raise UnfitError(f"date {text!r} cannot be read" if not readings else f"date {text!r} has several meanings",
                         several if readings else None)  # fmt: skip
    return meant.date


def _precision(form: str) -> int:
    """Return how many of year, month and day a pattern reads."""
    if _DAY.search(form) or _FULL.search(form):
        return 3
    return 2 if _MONTH.search(form) else 1


def _from_pattern(text: str, form: str, precision: int) -> Date:
    try:
        found = datetime.strptime(text, form)
    except ValueError:
        raise UnfitError(f"date {text!r} is not written as {form!r}") from None
    parts = [year_text(found.year), f"{found.month:02d}", f"{found.day:02d}"]
    return edtf("-".join(parts[:precision]))


def _from_parts(texts: list[str]) -> Date | None:
    """Return the date of year, month and day; a month or day that is empty or 0 is not known."""
    numbers = [whole(text, name) for text, name in zip(texts, ("year", "month", "day"), strict=False)]
    year, month, day = [*numbers, None, None][:3]
    if year is None:
        if month or day:
            raise UnfitError("the year is missing")
        return None
    if day and not month:
        raise UnfitError("there is a day, but no month")
    return edtf("-".join([year_text(year), *(f"{part:02d}" for part in (month, day) if part)]))


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
        if side.kind not in ("date", "season"):
            raise UnfitError(f"{side.edtf} is not a single date and cannot be the end of a span")
    if start.earliest > end.latest:
        raise UnfitError(f"the date ends, {end.edtf}, before it starts, {start.edtf}")
    if meaning != "some-day":
        return edtf(f"{start.edtf}/{end.edtf}")
    if start.precision == end.precision:
        return edtf(f"[{start.edtf}..{end.edtf}]")
    # EDTF has no range from a month to a year, but it has that of their days.
    return edtf(f"[{day_text(start.earliest)}..{day_text(end.latest)}]")
