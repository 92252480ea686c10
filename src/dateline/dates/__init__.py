"""Imprecise dates: EDTF text to values, bounds in days, and comparison in three values.

The package knows no clock and does no I/O. Days are integers as in `dateline.dates.calendar`.
"""

from dateline.dates.bounds import Bounds
from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, day_text, from_day, parse_day, to_day
from dateline.dates.compare import Match, certain, match, possible, within
from dateline.dates.parser import parse
from dateline.dates.values import Date
from dateline.errors import InvalidDate

__all__ = [
    "FAR_FUTURE",
    "FAR_PAST",
    "Bounds",
    "Date",
    "InvalidDate",
    "Match",
    "certain",
    "day_text",
    "from_day",
    "match",
    "parse",
    "parse_day",
    "possible",
    "to_day",
    "within",
]
