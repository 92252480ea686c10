"""From the words of a commitment to its last compliant day (docs/reference/records.md, reading rules)."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, InvalidDate, from_day, parse, to_day
from dateline.dates.conventions import USUAL
from dateline.dates.shifting import around
from dateline.model import Days

# Month and day on which a season ends by the weather and by the sky; autumn 2000 ends in 2000, winter 2000 in
# 2001.
_SEASON_ENDS = {
    "21": ((5, 31), (6, 21)),
    "22": ((8, 31), (9, 22)),
    "23": ((11, 30), (12, 21)),
}
_SEASON = re.compile(r"(-?[0-9]{4})-(2[1-4])[?~%]?")
_BETWEEN = re.compile(r"/|,|\.\.")


def cutoff(due: Date, rule: str) -> Days:
    """Return the interval of the possible last compliant day of words that name `due` and are read by `rule`.

    The last day is FAR_FUTURE only under "within", while the day that starts the time allowed is unknown.
    Raises InvalidDate for an unknown rule, and for a date without the end or start that the rule reads.

    >>> from dateline.dates import day_text, parse
    >>> [day_text(day) for day in cutoff(parse("2005"), "by")]
    ['2004-12-31', '2005-12-31']
    >>> [day_text(day) for day in cutoff(parse("2000-23"), "in")]
    ['2000-11-30', '2000-12-21']
    """
    due = due.undoubted  # what is uncertain counts less (`DueAssertion.in_doubt`), on no other day
    read = _READERS.get(rule)
    if read is None:
        raise InvalidDate(due.edtf, f"there is no reading rule {rule!r}", hint=f"write one of {', '.join(RULES)}")
    days = read(due)
    if days[0] <= FAR_PAST:
        raise InvalidDate(due.edtf, f"rule {rule!r} needs a start", hint="give the first day, or write a cutoff")
    if days[1] >= FAR_FUTURE and rule != "within":
        raise InvalidDate(due.edtf, f"rule {rule!r} needs an end", hint="give the last day, or write a cutoff")
    return days


def _in(due: Date) -> Days:
    """End of the words; of alternatives, the end of one of them."""
    return _in_one_of(due) if due.kind == "one_of" else _end(_parts(due)[-1])


def _in_one_of(due: Date) -> Days:
    parts = _parts(due)
    return _end(parts[0])[0], _end(parts[-1])[1]


def _by(due: Date) -> Days:
    if due.kind in ("date", "datetime") and due.precision == "day":
        return due.bounds.earliest, due.bounds.latest
    return _eve(due.bounds.earliest), _in(due)[1]


def _before(due: Date) -> Days:
    if due.kind in ("date", "datetime") and due.precision == "day":
        return _eve(due.bounds.earliest), _eve(due.bounds.latest)
    parts = _parts(due)
    if due.kind == "one_of":
        return _eve(_start(parts[0])[0]), _eve(_start(parts[-1])[1])
    start = _start(parts[0]) if due.kind == "interval" else _start(due)
    return _eve(start[0]), _eve(start[1])


def _from(due: Date) -> Days:
    return due.bounds.start_earliest, due.bounds.start_latest


def _within(due: Date) -> Days:
    return due.bounds.earliest, due.bounds.latest


_READERS: dict[str, Callable[[Date], Days]] = {
    "in": _in,
    "by_end": _in,
    "by": _by,
    "before": _before,
    "from": _from,
    "in_one_of": _in_one_of,
    "within": _within,
}
RULES = tuple(_READERS)
"""The names of the reading rules, in the order of docs/reference/records.md."""


def _parts(due: Date) -> list[Date | None]:
    """Return the dates written in an interval or set, in order; None stands for an open or unknown end."""
    if due.kind not in ("interval", "one_of", "all_of"):
        return [due]
    written = _BETWEEN.split(due.edtf.strip("[]{}").replace("/..", "/").replace("../", "/"))
    conventions = USUAL._replace(circa=due.circa)
    return [parse(text, conventions) if text else None for text in written]


def _end(part: Date | None) -> Days:
    """Return the last day of a date that stands alone; a season ends by the weather or by the sky."""
    if part is None:
        return FAR_FUTURE, FAR_FUTURE
    season = _SEASON.fullmatch(part.edtf)
    if season is None:
        return _about(part, part.latest, part.latest)
    year, code = int(season[1]), season[2]
    if code == "24":
        # The eve of 1 March, so that leap years need no rule of their own.
        return _about(part, to_day(year + 1, 3, 1) - 1, to_day(year + 1, 3, 20))
    weather, sky = _SEASON_ENDS[code]
    return _about(part, to_day(year, *weather), to_day(year, *sky))


def _start(part: Date | None) -> Days:
    """Return the first day of a date that stands alone."""
    if part is None:
        return FAR_PAST, FAR_PAST
    first, last = _about(part, part.earliest - 1, part.earliest - 1)
    return first + 1, last + 1


def _about(part: Date, first: int, last: int) -> Days:
    """Return days at the border of a date with its spread on both sides, if it is approximate."""
    if not part.approximate or part.earliest <= FAR_PAST or part.latest >= FAR_FUTURE:
        return first, last
    bounds = part.bounds
    sides = [_distance(bounds.earliest, part.earliest), _distance(part.latest + 1, bounds.latest + 1)]
    months, days = max(sides)
    low, high = around(first + 1, last, months, days, whole=True)
    return low - 1, high


def _distance(first: int, last: int) -> tuple[int, int]:
    """Return how far two days lie apart: in months, or in days where it is no number of months."""
    (year, month, day), (end_year, end_month, end_day) = from_day(first), from_day(last)
    return (12 * (end_year - year) + end_month - month, 0) if day == end_day else (0, last - first)


def _eve(day: int) -> int:
    """Return the day before, FAR_PAST having none."""
    return max(FAR_PAST, day - 1)
