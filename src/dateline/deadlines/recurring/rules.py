"""Recurrence rules of commitments to days (RFC 5545, 3.3.10; RFC 7529, 4 for days that a month lacks)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice

from dateline.dates import day_text, from_day
from dateline.dates.calendar import day_of, month_length
from dateline.errors import InvalidQuery
from dateline.names import nearest

MOST = 1000
"""A rule with an end has at most so many occurrences."""
_LOOKED_AT = 150
_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
_PARTS = (
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO",
    "BYSETPOS", "BYEASTER", "BYWEEKDAY", "SKIP", "RSCALE",
)  # fmt: skip
_SKIPS = ("OMIT", "BACKWARD", "FORWARD")
_SKIP_HINT = (
    "add SKIP=BACKWARD for the last day of such a month, SKIP=FORWARD for the first of the next, "
    "or SKIP=OMIT to leave it out"
)


def recurring_days(rule: str, first: int, *, check: bool = True, lengths: bool = True) -> Iterator[int]:
    """Return the days on which a commitment of day `first` recurs, that day the first of them, up to the year 9999.

    A rule that was read before needs no `check`. Without `lengths` it does not matter which days a month lacks.

    Raises:
        InvalidQuery: it is no rule, never recurs, has an end after more than MOST days, does not begin on `first`, or
            names a day that some of its months lack without saying what happens then.
    """
    if check:
        _check_parts(parts_of(rule), rule)
    plain, skip = without_skip(rule)
    if not check:
        moved = None if skip in (None, "OMIT") else _kept(plain, first, skip)
        return _read(plain, first) if moved is None else moved
    omitted = _some(_read(plain, first), rule)
    shortened = None if skip == "OMIT" else _kept(plain, first, skip or "BACKWARD")
    days = omitted if shortened is None else _some(shortened, rule)
    if not days:
        raise InvalidQuery(f"{rule!r} ends before the first due date, {day_text(first)}", hint="correct UNTIL or due")
    if days[0] != first:
        raise InvalidQuery(
            f"the rule {rule!r} does not fit the due date {day_text(first)}",
            hint=f"the first day that fits is {day_text(days[0])}",
        )
    if lengths and skip is None and days != omitted:
        raise InvalidQuery(f"{rule!r} names a day that some of its months lack", hint=_SKIP_HINT)
    return iter(days) if has_end(rule) else recurring_days(rule, first, check=False)


def has_end(rule: str) -> bool:
    """Tell whether a rule ends by itself: after a number of times, or with a day."""
    return bool(re.search(r"\b(COUNT|UNTIL)=", rule.upper()))


def parts_of(rule: str) -> dict[str, str]:
    """Return the parts of a rule by their names, in capitals."""
    return dict(part.partition("=")[::2] for part in _split(rule))


def _split(rule: str) -> list[str]:
    return [part.strip() for part in rule.upper().removeprefix("RRULE:").split(";") if part.strip()]


def without_skip(rule: str) -> tuple[str, str | None]:
    """Return the rule without the parts of RFC 7529, and its SKIP if it has one."""
    named = parts_of(rule)
    skip = named.get("SKIP")
    plain = {name: value for name, value in named.items() if name not in ("SKIP", "RSCALE")}
    return ";".join(f"{name}={value}" if value else name for name, value in plain.items()), skip


def _check_parts(named: Mapping[str, str], rule: str) -> None:
    """Make sure that each part of a rule is one, and has a value that it may have."""
    if len(named) < len(_split(rule)):
        raise InvalidQuery(f"{rule!r} says something twice", hint="write each part once")
    for part in named:
        if part in _TIMES:
            raise InvalidQuery(f"{part} says a time of day, and deadlines have days", hint=f"omit {part}")
        if part not in _PARTS:
            near = nearest(part, _PARTS, 1)
            hint = f"did you mean {near[0]}?" if near else "for example FREQ=YEARLY;COUNT=5"
            raise InvalidQuery(f"{rule!r} is not a recurrence rule: it has no part {part!r}", hint=hint)
    if "FREQ" not in named:
        raise InvalidQuery(
            f"{rule!r} is not a recurrence rule: FREQ is missing", hint="for example FREQ=YEARLY;COUNT=5"
        )
    if named["FREQ"] not in _FREQUENCIES:
        hint = f"deadlines have days: write one of {', '.join(_FREQUENCIES)}"
        raise InvalidQuery(f"FREQ cannot be {named['FREQ']!r}", hint=hint)
    for part in ("INTERVAL", "COUNT"):
        if part in named and not re.fullmatch(r"0*[1-9]\d{0,8}", named[part], re.ASCII):
            hint = "write a whole number from 1 on" + (", or omit it" if part == "INTERVAL" else "")
            raise InvalidQuery(f"{part} cannot be {named[part]!r}", hint=hint)
    if "COUNT" in named and "UNTIL" in named:
        raise InvalidQuery(f"{rule!r} has two ends", hint="write COUNT or UNTIL (RFC 5545 allows one of them)")
    if "SKIP" in named and named["SKIP"] not in _SKIPS:
        raise InvalidQuery(f"SKIP cannot be {named['SKIP']!r}", hint=f"write one of {', '.join(_SKIPS)}")
    if named.get("RSCALE", "GREGORIAN") != "GREGORIAN":
        raise InvalidQuery(f"RSCALE cannot be {named['RSCALE']!r}", hint="only the Gregorian calendar recurs")


def _some(days: Iterator[int], rule: str) -> list[int]:
    """Return all days of a rule with an end, some of another: so many that a month comes in all its lengths."""
    found = list(islice(days, MOST + 1 if has_end(rule) else _LOOKED_AT))
    if len(found) > MOST:
        raise InvalidQuery(f"recurs more than {MOST} times", hint="lower COUNT, or give an earlier UNTIL")
    return found


def _read(rule: str, first: int) -> Iterator[int]:
    from dateutil.rrule import rrulestr

    try:
        yield from (each.toordinal() for each in rrulestr(rule, dtstart=datetime.fromordinal(first)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidQuery(f"{rule!r} is not a recurrence rule", hint="for example FREQ=YEARLY;COUNT=5") from error


def _kept(rule: str, first: int, skip: str) -> Iterator[int] | None:
    """Return the days with those that a month lacks moved as `skip` says; None where no day of a month decides.

    The months are found with their first days, which none of them lacks.
    """
    parts = parts_of(rule)
    year, month, day = from_day(first)
    if parts.get("FREQ") == "YEARLY" and "BYMONTHDAY" not in parts:
        parts.setdefault("BYMONTH", str(month))
    of_month = parts.pop("BYMONTHDAY", str(day))
    by = {key for key in parts if key.startswith("BY")}
    if parts.get("FREQ") not in ("MONTHLY", "YEARLY") or by - {"BYMONTH"} or not of_month.isdigit():
        return None
    until = parts.pop("UNTIL", None)
    if until is not None:
        # An end within a month must not cut off the first day of it, which stands for the month.
        parts["UNTIL"] = until[:6] + "28"
    rest = ";".join(f"{key}={value}" for key, value in parts.items())
    starts = _read(f"{rest};BYMONTHDAY=1", day_of(year, month, 1))
    last = date.max.toordinal() if until is None else until_day(until)
    return (day for day in _moved(starts, int(of_month), skip) if first <= day <= last)


def until_day(until: str) -> int:
    """Return the day of an UNTIL."""
    try:
        return datetime.strptime(until[:8], "%Y%m%d").toordinal()
    except ValueError:
        raise InvalidQuery(f"UNTIL cannot be {until!r}", hint="write a day such as UNTIL=20051231") from None


def _moved(starts: Iterator[int], of_month: int, skip: str) -> Iterator[int]:
    for start in starts:
        length = month_length(*from_day(start)[:2])
        yield start + min(of_month, length + (skip == "FORWARD")) - 1
