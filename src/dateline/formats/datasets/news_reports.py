"""What the data sets coded from news reports have in common: the day of an event, and a title for it."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from functools import lru_cache

from dateline.dates import Date
from dateline.formats.delimited.cell_values import UnfitError, edtf, whole

YEARS = range(1900, 2100)
"""The years that a coded report can be about; the sets hold 0000 and 2699 too, which are faults of the coding."""
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?Z?")
_FRACTION = 0.1
"""How far a year with a fraction may lie from its day: GDELT counts months of 30 days, some files from 1 and not 0."""
LEEWAY = timedelta(days=31)
"""An event that is announced may lie after its report; further on it is a date misread."""


@lru_cache(65_536)
def calendar_day(text: str, name: str) -> date:
    """Return the day YYYY-MM-DD that the column `name` holds.

    Raises:
        UnfitError: it is no day, or not of the years that news are about.
    """
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        found = None
    if found is None:
        raise UnfitError(f"{name} {text!r} is not a day" if text else f"no {name}")
    check_year(found.year, text, name)
    return found


def check_year(year: int, text: str, name: str, years: range = YEARS) -> None:
    """Check that a data set can be about the year of `text`, which the column `name` holds.

    Raises:
        UnfitError: it cannot.
    """
    if year not in years:
        hint = f"the years of this data set are {years[0]} to {years[-1]}"
        raise UnfitError(f"{name} {text} is not in a year that this data set can be about", hint)


def check_repeated(day: date, name: str, year: str = "", month: str = "", fraction: str = "") -> None:
    """Check that columns that repeat the day in the column `name` agree with it; empty ones say nothing.

    `year` is 2019, `month` 201910, `fraction` 2019.8.

    Raises:
        UnfitError: one differs, so that nobody can tell which is right.
    """
    told = whole(year, "year"), whole(month, "month")
    if told[0] not in (None, day.year):
        raise UnfitError(f"{name} {day} is not in the year {told[0]} of its row")
    if told[1] not in (None, day.year * 100 + day.month):
        raise UnfitError(f"{name} {day} is not in the month {told[1]} of its row")
    if fraction.strip():
        try:
            far = abs(float(fraction) - day.year - day.timetuple().tm_yday / 365)
        except ValueError:
            far = math.inf
        if not far < _FRACTION:
            raise UnfitError(f"{name} {day} is not near the fraction {fraction} of its row")


@lru_cache(65_536)
def event_day(text: str, name: str, published: str | None = None) -> Date:
    """Return the day YYYY-MM-DD of an event, which the column `name` holds, and which was `published` on another.

    Raises:
        UnfitError: it is no day, or far after the report of it.
    """
    found = calendar_day(text, name)
    if published and found - calendar_day(published, "day of publication") > LEEWAY:
        raise UnfitError(f"{name} {text} is more than {LEEWAY.days} days after {published}, when it was published")
    return edtf(text)


def written_day(text: str, name: str, month: int | None = None) -> str:
    """Return a day as 2017-01-01, which a program may have written as 20170101, 1/13/2017 or with a time of midnight.

    3/4/2017 is taken only if `month`, such as 201703, decides it. A text of another form is returned as it is.

    Raises:
        UnfitError: day and month can be either way.
    """
    text = text.strip()
    if len(text) == 8 and text.isdecimal():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if _MIDNIGHT.fullmatch(text[10:]):
        return text[:10]
    found = _SLASHED.fullmatch(text)
    if found is None:
        return text
    first, second, year = map(int, found.groups())
    orders = {(year, first, second), (year, second, first)}
    days = sorted(f"{year:04d}-{m:02d}-{d:02d}" for year, m, d in orders if m <= 12)
    fitting = [day for day in days if month is None or int(day[:7].replace("-", "")) == month] or days
    if len(fitting) > 1:
        raise UnfitError(f"{name} {text!r} is {' or '.join(fitting)}", "write days as 2017-03-04")
    return fitting[0] if fitting else text


def title(source: str | None, action: str, target: str | None) -> str:
    """Return a title of who did what to whom.

    >>> title("Belarus", "Consult", "Russia"), title(None, "Consult", "Russia"), title("Belarus", "Consult", None)
    ('Belarus – Consult – Russia', 'Unnamed – Consult – Russia', 'Belarus – Consult')
    """
    return f"{before_action(source, named=bool(target))}{action}{behind_action(target)}"


def before_action(source: str | None, *, named: bool) -> str:
    """Return what stands before the action in a title; `named` tells that it names whom it was done to."""
    return f"{source or 'Unnamed'} – " if source is not None or named else ""


def behind_action(target: str | None) -> str:
    """Return what stands behind the action in a title."""
    return f" – {target}" if target else ""
