"""From the words of a commitment to its last compliant day (docs/records.md, reading rules)."""

from __future__ import annotations

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, from_day, to_day
from dateline.errors import InvalidDate
from dateline.model import Days

RULES = ("in", "by_end", "by", "before", "from", "in_one_of", "within")
"""The names of the reading rules."""

# Month and day on which a season ends by the weather and by the sky; winter ends in the year after.
SEASON_ENDS = {
    21: ((5, 31), (6, 21)),
    22: ((8, 31), (9, 22)),
    23: ((11, 30), (12, 21)),
}
