"""The closed form whole against the possible worlds, on many random deadlines."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator

import pytest

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, parse
from dateline.deadlines import Silence, evaluate
from dateline.deadlines.plain import plain_assessment
from dateline.model import Days, Deadline, DueAssertion, DueKind, Standing, StatusReport, Waiver

NUMBER = 10_000
LAST = 14
OPEN = (FAR_FUTURE, FAR_FUTURE)


def days(draw: random.Random, longest: int) -> Days:
    first = draw.randint(1, LAST)
    return first, first + draw.randint(0, longest)


def known(draw: random.Random, loose: float) -> Days | None:
    if draw.random() < 0.6:
        return None
    return days(draw, 2 if draw.random() < loose else 0)


def standing(draw: random.Random, loose: float) -> Standing:
    claimed: Standing = "claimed" if draw.random() < loose else "confirmed"
    return "retracted" if draw.random() < 0.05 else claimed


def named(draw: random.Random, loose: float) -> Date | None:
    """Return the date that was written; of it only a doubt matters beside the days."""
    return parse(draw.choice(("0001?", "0001%"))) if draw.random() < loose else draw.choice((None, parse("0001~")))


def cutoff(draw: random.Random) -> Days:
    first, last = days(draw, draw.choice((0, 0, 4)))
    return draw.choice(((first, last),) * 12 + ((first, FAR_FUTURE), (FAR_PAST, last), OPEN))


def dues(draw: random.Random, loose: float) -> Iterator[DueAssertion]:
    if draw.random() < 0.04:
        return
    exact = draw.random() > loose
    first = draw.randint(1, LAST)
    effective = draw.choice((None, None, (first, first if exact else first + draw.randint(0, 3))))
    text, rule = draw.choice(("by 2000", None)), draw.choice(("by", None))
    own = known(draw, loose), standing(draw, loose)
    awaits = (0, 2) if draw.random() < loose / 3 else None
    yield DueAssertion("original", cutoff(draw), named(draw, loose), text, rule, effective, *own, awaits=awaits)
    while draw.random() < loose:
        kind: DueKind = draw.choice(("amendment", "amendment", "correction", "original"))
        own = known(draw, loose), standing(draw, loose)
        changed = draw.choice((effective, days(draw, 2)))
        date = named(draw, loose)
        yield DueAssertion(kind, cutoff(draw), date, text, rule, changed, *own, reinstates=draw.random() < 0.3)


def reports(draw: random.Random, loose: float) -> Iterator[StatusReport]:
    for _ in range(draw.choice((0, 1, 1, 2, 2, 3))):
        low = draw.choice((0, 1, 2, 3, 3))
        high = draw.randint(low, 3) if draw.random() < loose else low
        when = draw.choice((days(draw, draw.choice((0, 0, 4))),) * 9 + ((FAR_PAST, FAR_FUTURE),))
        own = known(draw, loose), standing(draw, loose)
        # An interval says that the days are those of the deed.
        date = parse("0001/0002") if draw.random() < 0.2 else named(draw, loose / 2)
        if draw.random() < 0.05:
            date = parse(draw.choice(("[0001-01-02,0001-01-05]", "0001-01-0X", "0001-01-05~")))
        yield StatusReport((low, high), when, date, *own)


def waivers(draw: random.Random, loose: float) -> Iterator[Waiver]:
    if draw.random() < loose / 2:
        yield Waiver(days(draw, 1), known=known(draw, loose), standing=standing(draw, loose))


def random_deadline(draw: random.Random) -> Deadline:
    """Return a deadline that is plain more often than not."""
    loose = draw.choice((0.0, 0.0, 0.0, 0.4))
    due, status = tuple(dues(draw, loose)), tuple(reports(draw, loose))
    return Deadline("d", "p", "t", due=due, status=status, waivers=tuple(waivers(draw, loose)))


@pytest.mark.slow
def test_ten_thousand_random_deadlines() -> None:
    draw = random.Random(1999)
    plain = 0
    for _ in range(NUMBER):
        deadline, as_of, known_at = random_deadline(draw), draw.randint(0, LAST + 3), draw.randint(0, LAST + 6)
        silence: Silence = draw.choice(("unmet", "unmet", "unknown"))
        threshold, observed = draw.choice((3, 3, 2, 1)), draw.choice((None, None, draw.randint(1, LAST)))
        found = plain_assessment(deadline, as_of, known_at, silence, threshold, observed)
        if found is not None:
            plain += 1
            judged = evaluate(
                deadline, as_of, known_at, silence=silence, threshold=threshold, observed_through=observed
            )
            judged = dataclasses.replace(judged, days_late=None)  # lists do not have it
            assert found == judged, (deadline, as_of, known_at, silence, threshold, observed)
    assert plain > NUMBER / 2
