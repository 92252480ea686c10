"""Occurrences of a commitment that recurs: first the rule says the days, then each of them is rolled."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from datetime import date as last_date

from dateline.counted import counted
from dateline.counting import Counting
from dateline.dates import FAR_FUTURE, FAR_PAST, InvalidDate, day_text, parse, parse_day
from dateline.deadlines.counting.reckoning import reckoned
from dateline.deadlines.reading_rules import cutoff
from dateline.deadlines.recurring.rules import MOST, has_end, parts_of, recurring_days, until_day
from dateline.deadlines.recurring.written_dates import recurring_dates
from dateline.errors import InvalidQuery
from dateline.light_classes import replace
from dateline.model import Days, Deadline, DueAssertion

MOST_ASKED = 10_000
"""So many occurrences of one commitment are judged at most."""


def original(deadline: Deadline) -> DueAssertion | None:
    """Return the due date from which a commitment recurs."""
    return next((due for due in deadline.due if due.kind == "original"), None)


def called(identity: str, due: DueAssertion) -> str:
    """Return the id of an occurrence: it ends with the last possible of its last compliant days."""
    return f"{identity}@{day_text(due.cutoff[1])}"


def occurrence_of(deadline: Deadline, due: DueAssertion) -> Deadline:
    """Return a commitment as one of its occurrences, with the other records that it has."""
    dues = tuple(due if each.kind == "original" else each for each in deadline.due)
    title = f"{deadline.title} ({day_text(due.cutoff[1])})"
    return replace(deadline, id=called(deadline.id, due), title=title, due=dues)


def all_occurring(deadlines: Iterable[Deadline], until: int, recorded: Container[str]) -> Iterator[Deadline]:
    """Yield deadlines, and instead of each that recurs without end the occurrences that have come up by `until`.

    Those that are `recorded` by their ids stand for themselves.

    Raises:
        InvalidQuery: one has more than MOST_ASKED of them.
    """
    for deadline in deadlines:
        if deadline.recurs is None:
            yield deadline
        else:
            yield from (each for each in up_to(deadline, until) if each.id not in recorded)


def up_to(deadline: Deadline, until: int) -> Iterator[Deadline]:
    """Yield the occurrences of a commitment that recurs without end that are in force by a day; at least the first.

    Raises:
        InvalidQuery: there are more than MOST_ASKED.
    """
    first = original(deadline)
    assert first is not None
    return (
        occurrence_of(deadline, due) for due in come_up(deadline.id, first, deadline.recurs or "", until, check=False)
    )


def named_occurrence(identity: str, deadlines: Mapping[str, Deadline]) -> Deadline | None:
    """Return the occurrence that an id names of one of `deadlines` that recurs without end; None if it names none.

    Raises:
        InvalidQuery: it recurs too often up to that day.
        InvalidDate: the holidays of a year are not known.
    """
    base, _, text = identity.rpartition("@")
    whole = deadlines.get(base)
    if whole is None or whole.recurs is None:
        return None
    try:
        day = parse_day(text)
    except InvalidDate:
        return None
    return next((each for each in up_to(whole, day) if each.id == identity), None)


def come_up(
    identity: str, first: DueAssertion, rule: str, until: int, named: Collection[int] = (), *, check: bool = True
) -> Iterator[DueAssertion]:
    """Yield the due dates of the occurrences that are in force by a day, at least the first, and of those `named`.

    What is named is named by its last possible last compliant day. Raises what `up_to` does.
    """
    last = max(named, default=FAR_PAST)
    for number, due in enumerate(in_turn(occurring(first, rule, check=check))):
        later = number > 0 and due.effective is not None and due.effective[0] > until
        if later and due.cutoff[1] > last:
            return
        if number >= MOST_ASKED:
            times, end = counted(MOST_ASKED, "time"), day_text(max(until, last))
            hint = "ask for an earlier day, or end the rule with ;UNTIL=20301231"
            raise InvalidQuery(f"{identity!r} recurs more than {times} up to {end}", hint)
        if not later or due.cutoff[1] in named:
            yield due


def in_turn(found: Iterable[DueAssertion]) -> Iterator[DueAssertion]:
    """Yield the due dates of occurrences, each in force from the day after those before it at the earliest.

    So what recurs without end is outstanding once, and not once for each year to come.
    """
    begin = FAR_PAST
    for due in found:
        first = FAR_PAST if due.effective is None else due.effective[0]
        yield replace(due, effective=(begin, begin)) if begin > first else due
        begin = due.cutoff[1] + 1


def occurring(due: DueAssertion, rule: str, *, check: bool = True) -> Iterator[DueAssertion]:
    """Yield the due date of each occurrence of one that recurs, in order; nothing is checked before the first.

    A rule that was read before needs no `check`.

    Raises:
        InvalidQuery: it cannot recur by this rule, or two occurrences fall on one day.
        InvalidDate, NoHolidays: it cannot be rolled, as the holidays of a year are not known.
    """
    last = None
    for plain in _ended(_plain(replace(due, counting=_unmoved(due.counting)), rule, check=check), rule):
        moved = _moved(plain, due.counting)
        if last is not None and moved.cutoff[1] <= last:
            hint = "leave free days out of the rule, for example with BYDAY=MO,TU,WE,TH,FR"
            raise InvalidQuery(f"two occurrences fall on {day_text(moved.cutoff[1])}", hint)
        last = moved.cutoff[1]
        yield moved


def _unmoved(counting: Counting | None) -> Counting | None:
    return counting and replace(counting, roll=None, grace=None, recurs=None)


def _plain(due: DueAssertion, rule: str, *, check: bool) -> Iterator[DueAssertion]:
    """Return the due dates of the occurrences before any is rolled."""
    days = due.cutoff if due.counting is None else reckoned(due.counting)
    _check(due, days)
    if check:
        recurring_days(rule, days[0], lengths=False)
    written = _dates(due, days, rule)
    if written is not None:
        return written
    if due.in_doubt:
        hint = "let it recur by FREQ=YEARLY or FREQ=MONTHLY without BYDAY and the like, or give a sure due date"
        raise InvalidQuery("a due date that is uncertain does not recur by this rule", hint)
    bare = replace(due, counting=None, of=None)
    if days[0] == days[1]:
        each = recurring_days(rule, days[0], check=check)
        return (replace(bare, cutoff=(day, day), due=parse(str(day_text(day)))) for day in each)
    if any(part.startswith("BY") for part in parts_of(rule)):
        told = f"{day_text(days[0])} to {day_text(days[1])}"
        hint = "write a rule of FREQ and INTERVAL alone, or give the original a cutoff of one day"
        raise InvalidQuery(f"the last compliant day is one of {told}, and the rule fits only one of them", hint)
    if parts_of(rule).get("SKIP") == "OMIT":
        hint = "write SKIP=BACKWARD or SKIP=FORWARD"
        raise InvalidQuery("SKIP=OMIT might leave out one of the possible last compliant days and not the other", hint)
    both = (recurring_days(_endless(rule), day, check=check) for day in days)
    return (replace(bare, cutoff=pair, due=None) for pair in zip(*both, strict=False))


def _check(due: DueAssertion, days: Days) -> None:
    if days[0] <= FAR_PAST or days[1] >= FAR_FUTURE:
        hint = "give the original a due date that has both a first and a last day, counted from a date if at all"
        raise InvalidQuery("a due date that is open, or counted from what has no date here, cannot recur", hint)
    if not 1 <= days[0] <= days[1] <= last_date.max.toordinal():
        raise InvalidQuery("recurs works only for the years 1 to 9999", "write one deadline for each occurrence")


def _dates(due: DueAssertion, days: Days, rule: str) -> Iterator[DueAssertion] | None:
    """Return the due dates that recur as they are written; None where the last compliant days themselves recur."""
    how, date, reading = due.counting, due.due, due.rule
    if date is None or reading is None or (how is not None and how.within is not None):
        return None
    if (date.precision == "day" and not date.uncertain and not date.approximate) or cutoff(date, reading) != days:
        return None
    dates = recurring_dates(date, rule)
    bare = replace(due, counting=None, of=None)
    return None if dates is None else (replace(bare, due=each, cutoff=cutoff(each, reading)) for each in dates)


def _endless(rule: str) -> str:
    return ";".join(f"{name}={value}" for name, value in parts_of(rule).items() if name not in ("COUNT", "UNTIL"))


def _ended(found: Iterator[DueAssertion], rule: str) -> Iterator[DueAssertion]:
    """Yield the occurrences up to the end of a rule, if it has one.

    Raises:
        InvalidQuery: it ends within the last compliant days of an occurrence, or the years end before its COUNT.
    """
    parts = parts_of(rule)
    most = int(parts["COUNT"]) if "COUNT" in parts else None
    until = until_day(parts["UNTIL"]) if "UNTIL" in parts else FAR_FUTURE
    number = 0
    for number, due in enumerate(found, 1):
        if number - 1 == most or due.cutoff[0] > until:
            return
        if due.cutoff[1] > until:
            told = f"{day_text(due.cutoff[0])} to {day_text(due.cutoff[1])}"
            raise InvalidQuery(f"UNTIL falls within the last compliant days {told}", "give a later or an earlier day")
        if number > MOST and has_end(rule):
            raise InvalidQuery(f"recurs more than {MOST} times", hint="lower COUNT, or give an earlier UNTIL")
        yield due
    if most is not None and number < most:
        hint = "dates recur up to the year 9999: lower COUNT or INTERVAL"
        raise InvalidQuery(f"recurs only {counted(number, 'time')}, not {most}", hint)


def _moved(plain: DueAssertion, how: Counting | None) -> DueAssertion:
    """Return an occurrence off free days, and with the grace, that the original has."""
    if how is None or not (how.roll or how.grace):
        return plain
    moves = Counting(cutoff=plain.cutoff, roll=how.roll, holidays=how.holidays, free=how.free, grace=how.grace)
    return replace(plain, cutoff=reckoned(moves), counting=moves)
