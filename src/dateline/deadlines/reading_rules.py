"""From the words of a commitment to its last compliant day (docs/reference/records.md, reading rules)."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, InvalidDate, from_day, parse, to_day
from dateline.dates.conventions import USUAL
from dateline.dates.seasons import subyear_days
from dateline.dates.shifting import around, unit_days
from dateline.model import Days

# Month and day on which a season ends by the weather and by the sky; autumn 2000 ends in 2000, winter 2000 in
# 2001. The ends of the fourth are days of March: the weather's is its eve, so that leap years need no rule.
_SEASON_ENDS = (((5, 31), (6, 21)), ((8, 31), (9, 22)), ((11, 30), (12, 21)), ((3, 1), (3, 20)))
_WITHIN = 60
"""So many days before its end a season lies in the year in which it began."""
_SOUTHERN = 29  # the first code of the southern hemisphere; its spring is the northern autumn
_WRITTEN = re.compile(r"(-?)([0-9X]+)(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?")
_DOUBTS = re.compile(r"[?~%]")
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
    if _is_day(due):
        return due.bounds.earliest, due.bounds.latest
    return _eve(due.bounds.earliest), _in(due)[1]


def _before(due: Date) -> Days:
    if _is_day(due):
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

_IN_WORDS = {"by_end": "by the end of", "in_one_of": "in one of"}


def in_words(rule: str) -> str:
    """Return a reading rule as a sentence has it, such as "by the end of" for by_end."""
    return _IN_WORDS.get(rule, rule)


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
    first, last = _instances(part)
    code = _code(part)
    if code is None or not 21 <= code <= 32:
        return _about(part, first[1], last[1])
    return _about(part, _season_end(first[0], code)[0], _season_end(last[0], code)[1])


def _season_end(start: int, code: int) -> Days:
    """Return the last day by the weather and by the sky of the season that begins on `start`."""
    place = (code - 21) % 4 if code < _SOUTHERN else (code - 27) % 4
    year = from_day(start)[0]
    weather, sky = _SEASON_ENDS[place]
    if place == len(_SEASON_ENDS) - 1:
        return to_day(year + 1, *weather) - 1, to_day(year + 1, *sky)
    return to_day(year, *weather), to_day(year, *sky)


def _start(part: Date | None) -> Days:
    """Return the first day of a date that stands alone; a season begins by the weather or by the sky."""
    if part is None:
        return FAR_PAST, FAR_PAST
    earliest, latest = (days[0] - 1 for days in _instances(part))
    code = _code(part)
    if code is not None and 21 <= code <= 32:
        # It begins when the season before it ends, which has the code before it and began in the year of `_WITHIN`.
        latest = _season_end(latest - _WITHIN, code + 3 if code in (21, 25, 29) else code - 1)[1]
    first, last = _about(part, earliest, latest)
    return first + 1, last + 1


def _instances(part: Date) -> tuple[Days, Days]:
    """Return the first and the last year, month, part of a year or day that a date with unspecified digits may be.

    "2001-XX" is some month of 2001, "200X" some year: its end is the end of one of them. Without such digits both are
    the date itself.
    """
    found = _written(part)
    if found is None or "X" not in found[0]:
        return (part.earliest, part.latest), (part.earliest, part.latest)
    code = _code(part)
    if code is not None and code > 12:
        years = sorted(int(found[1] + found[2].replace("X", digit)) for digit in "09")
        return subyear_days(years[0], code), subyear_days(years[1], code)
    unit = "day" if found[4] else "month" if found[3] else "year"
    return unit_days(part.earliest, unit), unit_days(part.latest, unit)


def _written(part: Date) -> re.Match[str] | None:
    """Return the sign, year, month or part of a year, and day as they are written, without marks of doubt."""
    return _WRITTEN.fullmatch(_DOUBTS.sub("", part.edtf))


def _code(part: Date) -> int | None:
    """Return the number of the month or part of a year, None without one."""
    found = _written(part)
    return int(found[3]) if found and found[3] and found[3].isdigit() else None


def _is_day(due: Date) -> bool:
    """Tell whether a date is a single day, be it one whose digits are not all specified."""
    found = _written(due) if due.kind == "date" else None
    return due.kind in ("date", "datetime") and (due.precision == "day" or bool(found and found[4]))


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
