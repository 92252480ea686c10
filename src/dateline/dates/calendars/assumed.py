"""Texts that name no calendar, in the calendar that a setting names."""

from __future__ import annotations

import re

from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, from_day
from dateline.dates.calendars.expressions import statements
from dateline.dates.calendars.faults import ImpossibleError
from dateline.dates.calendars.naming import common_era
from dateline.dates.calendars.pairs import Plain, paired
from dateline.dates.calendars.spellings import months_in
from dateline.dates.calendars.systems import System, days, system_named
from dateline.dates.calendars.writing import SHAPE, Reading, Side, some_day, stretch
from dateline.dates.faults import UnreadableError
from dateline.dates.strict import read_date
from dateline.dates.values import Date

_NOTATION = re.compile(r"[-\dxyest/.,\[\]{}?~%]*")
_NEVER = ("hebrew", "french-republican")
"""Calendars in which a year of the common era is no year that anything is dated by."""
_BEFORE_CHRIST = re.compile(r"\b(?:bce?|b c e?)\b")


def assumed(text: str, name: str, plain: Plain) -> list[Reading] | None:
    """Return what a folded text means in the calendar `name`; None when it does not count in it, such as AD 1814.

    A year that dates of the calendar do not have yet, such as 1814 in the Islamic one, is given in both calendars.

    Raises:
        ImpossibleError: the calendar has no such day.
    """
    julian = name == "julian"
    if not julian and (common_era(text)[0] or _BEFORE_CHRIST.search(text) or months_in("gregorian").search(text)):
        return None
    bare = common_era(text)[1] if julian else text
    both = None if julian else paired(bare, plain, name)
    if both:
        return both
    system = system_named(name)
    try:
        found = statements(bare, name, numeric=True)
    except ImpossibleError:
        if name != "french-republican" or months_in(name).search(bare) or not plain(text):
            raise
        return _gregorian(text, system, plain)
    return _in_both(found, text, system, plain) if found else _by_words(bare, system, plain)


def _in_both(found: list[Reading], text: str, system: System, plain: Plain) -> list[Reading]:
    """Add the Gregorian reading to readings in years that no date of the calendar has."""
    usual = days(system, system.years[0])[0], days(system, min(system.years[-1], system.last_year))[1]
    if all(each.first == FAR_PAST or each.first <= usual[1] for each in found) and all(
        each.last == FAR_FUTURE or each.last >= usual[0] for each in found
    ):
        return found
    common = _gregorian(text, system, plain)
    return common if common and system.name in _NEVER else found + common


def _gregorian(text: str, system: System, plain: Plain) -> list[Reading]:
    rule = f"Gregorian calendar, as no date of the {system.title} has such a year"
    return [Reading(edtf, f"{rule}: {each}", rank, 0, 0) for edtf, each, rank in plain(text)]


def _by_words(text: str, system: System, plain: Plain) -> list[Reading] | None:
    """Read English as if it were of the calendar: whole years in any, every date in the Julian one."""
    words, found = plain(text), []
    for edtf, rule, rank in words:
        if rank == SHAPE:
            continue
        try:
            date = read_date(edtf)
        except UnreadableError:
            continue
        found += _moved(date, f"{system.title}, {rule}", rank, system)
    if found or not words:
        return found or ([] if _NOTATION.fullmatch(text) else None)
    return _gregorian(text, system, plain) if system.name in _NEVER else []


def _moved(date: Date, rule: str, rank: int, system: System) -> list[Reading]:
    """Return the readings of a date whose numbers are those of another calendar."""
    mark = "%" if date.uncertain and date.approximate else "?" if date.uncertain else "~" if date.approximate else ""
    coarse = {"day": "day", "month": "month"}.get(date.precision, "year")
    if system.name != "julian" and not _whole_years(date):
        return []
    first, last = _same_number(date.earliest, system, 0), _same_number(date.latest, system, -1)
    if first is None or last is None or date.kind in ("all_of", "datetime"):
        return []
    if date.kind == "interval":
        whole = _stretch(date, system, coarse, mark)
        ends = FAR_PAST in (first, last) or FAR_FUTURE in (first, last)
        if ends:
            return [Reading(whole, rule, rank, first, last)]
        some = Reading(some_day(first, last, coarse, mark), f"{rule}; some day in it", rank, first, last)
        return [some, Reading(whole, rule, SHAPE, first, last)]
    return [Reading(_set(date, system, coarse, mark), rule, rank, first, last)]


def _whole_years(date: Date) -> bool:
    """Tells whether a date begins with a first and ends with a last day of a year, on every side that has an end."""
    starts = {from_day(day)[1:] for day in (date.earliest,) if day != FAR_PAST}
    ends = {from_day(day)[1:] for day in (date.latest,) if day != FAR_FUTURE}
    return starts <= {(1, 1)} and ends <= {(12, 31)}


def _set(date: Date, system: System, coarse: str, mark: str) -> str:
    parts = [(member.bounds.earliest, member.bounds.latest) for member in date.members]
    texts = []
    for first, last in parts or [(date.earliest, date.latest)]:
        start, end = _same_number(first, system, 0), _same_number(last, system, -1)
        if start is None or end is None:
            continue
        open_start, open_end = start == FAR_PAST, end == FAR_FUTURE
        if open_start or open_end:
            text = some_day(end, end) if open_start else some_day(start, start)
            texts.append(f"..{text}{mark}" if open_start else f"{text}{mark}..")
        else:
            texts.append(some_day(start, end, coarse, mark).strip("[]"))
    return texts[0] if len(texts) == 1 and ".." not in texts[0] else f"[{','.join(texts)}]"


def _stretch(date: Date, system: System, coarse: str, mark: str) -> str:
    bounds = date.bounds
    start = _side(bounds.start_earliest, bounds.start_latest, system, coarse, mark)
    end = _side(bounds.end_earliest, bounds.end_latest, system, coarse, mark)
    return stretch(start, end)


def _side(first: int, last: int, system: System, coarse: str, mark: str) -> Side | None:
    start, end = _same_number(first, system, 0), _same_number(last, system, -1)
    if start is None or end is None or FAR_PAST in (start, end) or FAR_FUTURE in (start, end):
        return None
    return Side(start, end, coarse, "", mark)


def _same_number(day: int, system: System, place: int) -> int | None:
    """Return the day that has the same year, month and day in the calendar; of a year the first (0) or last (-1)."""
    if day in (FAR_PAST, FAR_FUTURE):
        return day
    year, month, of_month = from_day(day)
    if not system.first_year <= year <= system.last_year:
        return None
    if system.name == "julian":
        return days(system, year, month, of_month)[0]
    return days(system, year)[place] + (system.slack if place else -system.slack)
