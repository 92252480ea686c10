"""Recurrence rules of commitments to days (RFC 5545, 3.3.10; RFC 7529, 4 for days that a month lacks)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from dateline.dates import day_text, from_day
from dateline.dates.calendar import day_of, month_length
from dateline.errors import InvalidQuery

MOST = 1000
_SKIPS = ("OMIT", "BACKWARD", "FORWARD")
_SKIP_HINT = (
    "add SKIP=BACKWARD for the last day of such a month, SKIP=FORWARD for the first of the next, "
    "or SKIP=OMIT to leave it out"
)


def recurring_days(rule: str, first: int) -> list[int]:
    """Return the days on which a commitment of day `first` recurs, that day the first of them.

    Raises:
        InvalidQuery: it is no rule, has no end, never recurs, does not begin on `first`, or names a day that some of
            its months lack without saying what happens then.
    """
    plain, skip = _without_skip(rule)
    if "FREQ=" in plain and not re.search(r"\b(COUNT|UNTIL)=", plain):
        raise InvalidQuery("recurs without end", hint="add ;COUNT=5 or ;UNTIL=20051231")
    omitted = _read(plain, first)
    shortened = None if skip == "OMIT" else _kept(plain, first, skip or "BACKWARD")
    days = omitted if shortened is None else shortened
    if not days:
        raise InvalidQuery(f"{rule!r} ends before the first due date, {day_text(first)}", hint="correct UNTIL or due")
    if days[0] != first:
        raise InvalidQuery(
            f"the rule {rule!r} does not fit the due date {day_text(first)}",
            hint=f"the first day that fits is {day_text(days[0])}",
        )
    if skip is None and days != omitted:
        raise InvalidQuery(f"{rule!r} names a day that some of its months lack", hint=_SKIP_HINT)
    return days


def _without_skip(rule: str) -> tuple[str, str | None]:
    """Return the rule without the parts of RFC 7529, and its SKIP if it has one."""
    parts = [part.strip() for part in rule.upper().removeprefix("RRULE:").split(";") if part.strip()]
    named = dict(part.partition("=")[::2] for part in parts)
    skip = named.get("SKIP")
    if skip is not None and skip not in _SKIPS:
        raise InvalidQuery(f"SKIP cannot be {skip!r}", hint=f"write one of {', '.join(_SKIPS)}")
    if named.get("RSCALE", "GREGORIAN") != "GREGORIAN":
        raise InvalidQuery(f"RSCALE cannot be {named['RSCALE']!r}", hint="only the Gregorian calendar recurs")
    return ";".join(part for part in parts if not part.startswith(("SKIP=", "RSCALE="))), skip


def _read(rule: str, first: int) -> list[int]:
    from dateutil.rrule import rrulestr

    try:
        found = rrulestr(rule, dtstart=datetime.fromordinal(first))
        days = [each.toordinal() for each in islice(found, MOST + 1)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidQuery(f"{rule!r} is not a recurrence rule", hint="for example FREQ=YEARLY;COUNT=5") from error
    if len(days) > MOST:
        raise InvalidQuery(f"recurs more than {MOST} times", hint="lower COUNT, or give an earlier UNTIL")
    return days


def _kept(rule: str, first: int, skip: str) -> list[int] | None:
    """Return the days with those that a month lacks moved as `skip` says; None where no day of a month decides.

    The months are found with their first days, which none of them lacks.
    """
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
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
    last = date.max.toordinal() if until is None else datetime.strptime(until[:8], "%Y%m%d").toordinal()
    return [day for day in _moved(starts, int(of_month), skip) if first <= day <= last]


def _moved(starts: list[int], of_month: int, skip: str) -> Iterator[int]:
    for start in starts:
        length = month_length(*from_day(start)[:2])
        yield start + min(of_month, length + (skip == "FORWARD")) - 1
