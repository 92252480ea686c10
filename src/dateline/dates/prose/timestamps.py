"""Days with a time as databases, programs and letters write them; the day that is written counts, whatever the zone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.dates.conventions import USUAL, Conventions
from dateline.dates.prose.candidate import Term, single
from dateline.dates.prose.numeric import numeric_terms
from dateline.dates.prose.vocabulary import MONTH_NUMBERS, Pattern

_CLOCK = r"(?P<clock>[0-2]?\d:[0-5]\d)(?P<seconds>:[0-5]\d)?(?:[.,]\d{1,9})?(?: ?(?P<half>[ap])m\b)?"
_ZONE = r"(?: ?(?P<zone>z|utc|gmt|(?:utc|gmt)?[+-]\d\d(?::?\d\d)?))?(?: ?\(?(?!\b[ap]m\b)[a-z][a-z ]*\)?)?"
_MONTH = r"(?P<month>[a-z]{3,9})"
_GAP = r"(?:,? at |,? )"
_PATTERNS = tuple(
    Pattern(pattern)
    for pattern in (
        rf"(?P<year>\d{{4}})[-/](?P<number>\d\d)[-/](?P<day>\d\d)(?:t|{_GAP}){_CLOCK}{_ZONE}",
        rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}}){_GAP}{_CLOCK}{_ZONE}",
        rf"{_MONTH} (?P<day>\d{{1,2}}) {_CLOCK}{_ZONE} (?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})[ /-]{_MONTH}[ /-](?P<year>\d{{4}})(?::|{_GAP}){_CLOCK}{_ZONE}",
        rf"{_CLOCK}{_ZONE},? (?:on )?(?P<day>\d{{1,2}}) {_MONTH} (?P<year>\d{{4}})",
        rf"(?P<digits>\d{{1,2}}(?P<sign>[-/.])\d{{1,2}}(?P=sign)(?:\d{{4}}|\d\d)|\d{{4}}:\d\d:\d\d){_GAP}{_CLOCK}{_ZONE}",
        rf"{_CLOCK}{_ZONE},? (?:on )?(?P<digits>\d{{1,2}}(?P<sign>[-/.])\d{{1,2}}(?P=sign)(?:\d{{4}}|\d\d))",
    )
)
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:t|[_ ])?([0-2]\d)([0-5]\d)([0-5]\d)?(?=$|z|[+-]|[.,]\d)")
"""19991208T100000Z, without signs; the seconds may be missing."""
_HALF_A_DAY = 12


def timestamps(text: str, conventions: Conventions = USUAL) -> Iterator[Term]:
    """Return the EDTF of a normal text that is a day with a time; nothing for any other text.

    >>> [each.start for each in timestamps("1999-12-08 10:00:00.123")], list(timestamps("1999-12-08"))
    (['1999-12-08T10:00:00'], [])
    """
    if text[:8].isdigit():
        text = _COMPACT.sub(_with_signs, text)
    if ":" not in text:
        return
    for pattern in _PATTERNS:
        if found := pattern.fullmatch(text):
            # 10:00-11:00 is rather two times than a zone.
            span = not found["seconds"] and (found["zone"] or "").startswith("-")
            if not span and (clock := _clock(found["clock"], found["half"])):
                time = f"{clock}{found['seconds'] or ':00'}{_offset(found['zone'])}"
                yield from (single(f"{day}T{time}", rule) for day, rule in _days(found.groupdict(), conventions))
            return


def _with_signs(found: re.Match[str]) -> str:
    return f"{found[1]}-{found[2]}-{found[3]}t{found[4]}:{found[5]}" + (f":{found[6]}" if found[6] else "")


def _days(groups: dict[str, str | None], conventions: Conventions) -> Iterator[tuple[str, str]]:
    """Yield the days that a timestamp may name, with the rule: in digits month and day may change places."""
    if digits := groups.get("digits"):
        found = numeric_terms(digits.replace(":", "-"), conventions)
        yield from ((term.start, f"day with a time, {term.rule}") for term in found)
        return
    month = int(groups.get("number") or MONTH_NUMBERS.get(groups.get("month") or "", 0))
    yield f"{groups['year']}-{month:02d}-{int(groups['day'] or 0):02d}", "day with a time"


def _clock(text: str, half: str | None) -> str | None:
    """Return hours and minutes of the 24 hours of a day, or None where am or pm cannot be.

    >>> _clock("3:15", "p"), _clock("12:05", "a"), _clock("13:00", "p")
    ('15:15', '00:05', None)
    """
    if half is None:
        return f"{text:0>5}"
    hour, _, minute = text.partition(":")
    if not 1 <= int(hour) <= _HALF_A_DAY:
        return None
    return f"{int(hour) % _HALF_A_DAY + _HALF_A_DAY * (half == 'p'):02d}:{minute}"


def _offset(zone: str | None) -> str:
    """Return the zone as EDTF writes it; without one the time is local."""
    digits = re.sub("utc|gmt", "", zone or "")
    if not zone or not digits or digits == "z":
        return "Z" if zone else ""
    return digits if ":" in digits or len(digits) == 3 else f"{digits[:3]}:{digits[3:]}"
