"""Due dates that depend on an event: "within 3 months of entry into force" (deadline semantics, §1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.counting import Counting
from dateline.dates import FAR_FUTURE, day_text
from dateline.deadlines.counting.awaited import last_days
from dateline.deadlines.knowledge import weigh_all
from dateline.light_classes import replace
from dateline.model import Days, Deadline, DueAssertion, Horizon, HorizonDate


def awaited(deadline: Deadline, quiet_until: int) -> Deadline:
    """Return the deadline with the cutoffs of what it awaits, when silence means "not yet" up to `quiet_until`.

    As long as no date of the happening is known, it has not come by then: the time allowed begins on the next day at
    the earliest, and its end is open.
    """
    if all(due.awaits is None for due in deadline.due):
        return deadline
    return replace(deadline, due=tuple(_awaited(due, quiet_until) for due in deadline.due))


def _awaited(due: DueAssertion, quiet_until: int) -> DueAssertion:
    if due.awaits is None:
        return due
    return replace(due, cutoff=last_days(due, (quiet_until + 1, FAR_FUTURE)))


def resolved(deadline: Deadline, horizons: Mapping[str, Horizon]) -> Deadline:
    """Return the deadline with what is known of the happenings that its due dates hang on.

    Each statement of a horizon's day stands behind the due date as a correction of it, known when both are: so the
    interval narrows as the happening becomes known.
    """
    if all(due.of is None for due in deadline.due):
        return deadline
    return replace(deadline, due=tuple(each for due in deadline.due for each in (due, *_corrections(due, horizons))))


def _corrections(due: DueAssertion, horizons: Mapping[str, Horizon]) -> Iterator[DueAssertion]:
    horizon = horizons.get(due.of or "")
    if horizon is None or due.awaits is None:
        return
    standing = [due]
    for place, date in enumerate(horizon.dates):
        if date.standing == "retracted":
            if place and horizon.dates[place - 1].said == date.said and len(standing) > 1:
                # What stood before the statement stands again once the statement is taken back.
                standing.pop()
                known = _later(due.known, date.known)
                yield replace(standing[-1], kind="correction", known=known, citations=date.citations)
            continue
        stated = replace(
            due,
            kind="correction",
            cutoff=last_days(due, date.when),
            known=_later(due.known, date.known),
            standing="claimed" if "claimed" in (due.standing, date.standing) or date.in_doubt else "confirmed",
            note=f"{horizon.title}: {date.date or day_text(date.when[0])}",
            citations=date.citations,
            awaits=None,
            of=None,
            counting=_come(due.counting, date),
        )
        standing.append(stated)
        yield stated


def _come(counting: Counting | None, date: HorizonDate) -> Counting | None:
    """Return how a due date is counted once a date of the horizon is stated; a date that has none leaves it open."""
    if counting is None or date.date is None:
        return None
    start = date.date.undoubted  # the standing of the due date says the doubt
    parts = tuple(replace(each, start=start) if each.of else each for each in counting.alternatives)
    return replace(counting, alternatives=parts) if parts else replace(counting, start=start)


def _later(first: Days | None, second: Days | None) -> Days | None:
    if first is None or second is None:
        return first or second
    return max(first[0], second[0]), max(first[1], second[1])


def due_in_force(deadline: Deadline, as_of: int, known_at: int) -> DueAssertion | None:
    """Return the due assertion to name: the last that had surely taken effect and was known, else the first."""
    standing = [
        due
        for due in deadline.due
        if (due.effective is None or due.effective[1] <= as_of or due.kind == "original")
        and (due.known is None or due.known[1] <= known_at or due.kind == "original")
    ]
    return standing[-1] if standing else None


def expected(horizon: Horizon, known_at: int) -> Days | None:
    """Return the days in which a horizon lies by what was known at the end of `known_at`, None when nothing was.

    The last statement that surely counts stands, widened by every later one that may count.
    """
    found: Days | None = None
    for date, weight in zip(horizon.dates, weigh_all(horizon.dates, known_at, in_doubt=True), strict=True):
        if weight == "sure" or (weight == "doubtful" and found is None):
            found = date.when
        elif weight == "doubtful" and found is not None:
            found = min(found[0], date.when[0]), max(found[1], date.when[1])
    return found
