"""Days with a time as databases, programs and letters write them; the day that is written counts, whatever the zone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.dates.prose.candidate import Term, single
from dateline.dates.prose.vocabulary import MONTH_NUMBERS

_CLOCK = r"(?P<clock>[0-2]?\d:[0-5]\d)(?P<seconds>:[0-5]\d)?(?:[.,]\d{1,9})?"
_ZONE = r"(?: ?(?P<zone>z|utc|gmt|(?:utc|gmt)?[+-]\d\d(?::?\d\d)?))?(?: ?\(?[a-z][a-z ]*\)?)?"
_MONTH = r"(?P<month>[a-z]{3,9})"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<year>\d{{4}})[-/](?P<number>\d\d)[-/](?P<day>\d\d)(?:t| |, ?){_CLOCK}{_ZONE}",
        rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}}),? {_CLOCK}{_ZONE}",
        rf"{_MONTH} (?P<day>\d{{1,2}}) {_CLOCK}{_ZONE} (?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})[ /-]{_MONTH}[ /-](?P<year>\d{{4}})[ :,] ?{_CLOCK}{_ZONE}",
    )
)


def timestamps(text: str) -> Iterator[Term]:
    """Return the EDTF of a normal text that is a day with a time; nothing for any other text.

    >>> [each.start for each in timestamps("1999-12-08 10:00:00.123")], list(timestamps("1999-12-08"))
    (['1999-12-08T10:00:00'], [])
    """
    if ":" not in text:
        return
    for pattern in _PATTERNS:
        if found := pattern.fullmatch(text):
            groups = found.groupdict()
            month = int(groups.get("number") or MONTH_NUMBERS.get(groups.get("month") or "", 0))
            day = f"{found['year']}-{month:02d}-{int(found['day']):02d}"
            clock = f"{found['clock']:0>5}{found['seconds'] or ':00'}"
            yield single(f"{day}T{clock}{_offset(found['zone'])}", "day with a time")
            return


def _offset(zone: str | None) -> str:
    """Return the zone as EDTF writes it; without one the time is local."""
    digits = re.sub("utc|gmt", "", zone or "")
    if not zone or not digits or digits == "z":
        return "Z" if zone else ""
    return digits if ":" in digits or len(digits) == 3 else f"{digits[:3]}:{digits[3:]}"
