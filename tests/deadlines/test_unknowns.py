"""What would settle most deadlines: worked cases, and every value of every datum in a small calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST, parse_day
from dateline.dates.shifting import shift
from dateline.deadlines import evaluate
from dateline.deadlines.unknowns import Unknown, unknowns
from dateline.model import Days, Deadline, DueAssertion, StatusReport, Waiver

EXACT = DueAssertion("original", (50, 50))
FUZZY = DueAssertion("original", (50, 70))


def done(first: int, last: int, **more: Any) -> tuple[StatusReport, ...]:
    return (StatusReport((3, 3), (first, last), **more),)


def deadline(*due: DueAssertion, **more: Any) -> Deadline:
    return Deadline("d", "p", "t", due=due, **more)


def told(rows: list[Unknown]) -> list[tuple[Any, ...]]:
    return [(row.datum, row.days, row.always, row.sometimes) for row in rows]


CLAIMED_LATER = DueAssertion("amendment", (200, 200), effective=(40, 40), standing="claimed")
# name, deadline, options; datum, days, settled by all values, by some
CASES: list[tuple[str, Deadline, dict[str, Any], list[tuple[Any, ...]]]] = [
    ("certain already", deadline(EXACT), {}, []),
    ("a fuzzy cutoff", deadline(FUZZY), {"as_of": 60}, [("cutoff", (50, 70), 1, 1)]),
    ("a fuzzy cutoff that is still ahead", deadline(FUZZY), {"as_of": 40}, []),
    ("a fuzzy fulfilment", deadline(EXACT, status=done(40, 60)), {}, [("fulfilment", (40, 60), 1, 1)]),
    ("a fuzzy fulfilment in time anyhow", deadline(EXACT, status=done(40, 50)), {}, []),
    ("cutoff and fulfilment both fuzzy: each may be enough", deadline(FUZZY, status=done(40, 80)), {},
     [("cutoff", (50, 70), 0, 0), ("fulfilment", (40, 80), 0, 1)]),
    ("an exact fulfilment leaves the cutoff alone", deadline(FUZZY, status=done(60, 60)), {},
     [("cutoff", (50, 70), 1, 1)]),
    ("silence after monitoring", deadline(EXACT), {"observed": {"p": 80}},
     [("fulfilment", (81, FAR_FUTURE), 1, 1)]),
    ("silence that proves nothing", deadline(EXACT), {"silence": "unknown"}, [("fulfilment", (FAR_PAST, FAR_FUTURE), 1,
     1)]),
    ("a claimed fulfilment", deadline(EXACT, status=done(40, 40, standing="claimed")), {},
     [("claim", None, 1, 1), ("fulfilment", (40, FAR_FUTURE), 1, 1)]),
    ("a fulfilment that became known about the day of knowledge",
     deadline(EXACT, status=done(40, 40, known=(90, 110))), {},
     [("known", (90, 110), 1, 1), ("fulfilment", (40, FAR_FUTURE), 1, 1)]),
    ("a claimed amendment", deadline(EXACT, CLAIMED_LATER), {}, [("claim", None, 1, 1)]),
    ("an amendment on an unsure day", deadline(EXACT, replace(CLAIMED_LATER, standing="confirmed", effective=(90, 110))),
     {}, [("effective", (90, 110), 1, 1)]),
    ("a corrected amendment on an unsure day",
     deadline(EXACT, DueAssertion("amendment", (70, 70), effective=(90, 110)), DueAssertion("correction", (200, 200),
     effective=(90, 110))), {}, [("effective", (90, 110), 1, 1)]),
    ("a waiver on an unsure day", deadline(EXACT, waivers=(Waiver((90, 110)),)), {}, [("effective", (90, 110), 1, 1)]),
    ("a claimed waiver", deadline(EXACT, waivers=(Waiver((10, 10), standing="claimed"),)), {}, [("claim", None, 1, 1)]),
    ("a due date that may not have been known", deadline(replace(EXACT, known=(90, 110))), {},
     [("known", (90, 110), 1, 1)]),
    ("two claims of which both are needed", deadline(EXACT, waivers=(Waiver((10, 10), standing="claimed"),),
     status=done(5, 5, standing="claimed")), {},
     [("claim", None, 0, 1), ("fulfilment", (5, FAR_FUTURE), 0, 1), ("claim", None, 0, 0)]),
    ("what it awaits", deadline(DueAssertion("original", (50, FAR_FUTURE), awaits=(0, 10))),
     {"observed": {"p": 40}, "as_of": 90, "status": done(60, 60)}, [("cutoff", (51, FAR_FUTURE), 1, 1)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "options", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_case(asked: Deadline, options: dict[str, Any], expected: list[tuple[Any, ...]]) -> None:
    options = {"as_of": 100, "known_at": 100, **options}
    asked = replace(asked, status=options.pop("status", asked.status))
    rows = unknowns([asked], **options)
    assert sorted(told(rows), key=str) == sorted((row for row in expected if row[-1]), key=str)
    assert all(row.deadlines == ("d",) for row in rows)


def day(text: str) -> int:
    return parse_day(text)


SPRING = (day("2001-03-01"), day("2001-05-31"))
BETWEEN = "between 2001-03-01 and 2001-05-31"
WORDED = DueAssertion("original", (SPRING[1], SPRING[1]), text="in spring 2001")
TEXTS: list[tuple[Deadline, str, list[str]]] = [
    (deadline(replace(WORDED, cutoff=SPRING)), "2001-04-04",
     [f"the last compliant day of the due date of d (“in spring 2001”), {BETWEEN}"]),
    (deadline(replace(WORDED, known=SPRING)), "2001-04-04",
     [f"the day on which the due date of d (“in spring 2001”) became known, {BETWEEN}"]),
    (deadline(WORDED, DueAssertion("amendment", (FAR_FUTURE, FAR_FUTURE), effective=(SPRING[1], SPRING[1] + 9),
     standing="claimed")), "2001-06-20", ["whether the claimed amendment of d is true"]),
    (deadline(WORDED, waivers=(Waiver(SPRING),)), "2001-04-04",
     [f"the day on which the waiver of d from {BETWEEN} takes effect, {BETWEEN}"]),
    (deadline(WORDED, status=(StatusReport((3, 3), SPRING, standing="claimed"),)), "2001-06-20",
     ["the day of fulfilment of d, 2001-03-01 or later, if ever",
      f"whether the claimed report on d of {BETWEEN} is true"]),
    (deadline(WORDED, status=done(FAR_PAST, SPRING[1] + 9)), "2001-06-20",
     ["the day of fulfilment of d, 2001-06-09 or earlier"]),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "as_of", "texts"), TEXTS)
def test_the_text_says_what_to_look_for(asked: Deadline, as_of: str, texts: list[str]) -> None:
    assert [row.text for row in unknowns([asked], day(as_of), day(as_of))] == texts


def test_nothing_known_at_all_is_sought_on_any_day() -> None:
    assert [row.text for row in unknowns([deadline(EXACT)], 60, 60, "unknown")] == [
        "the day of fulfilment of d, on any day or never"
    ]


def test_the_day_of_a_horizon_settles_all_that_await_it() -> None:
    entry = day("2001-01-10")
    hanging = DueAssertion("original", (entry, FAR_FUTURE), awaits=(1, 0), of="entry")
    met = (StatusReport((3, 3), (day("2001-03-05"),) * 2),)
    asked = [Deadline(name, "p", name, due=(hanging,), status=met) for name in ("b", "a")]
    asked.append(Deadline("c", "p", "c", due=(replace(hanging, awaits=(0, 40)),), status=met))
    as_of, observed = day("2001-12-31"), {"p": entry}
    (row,) = unknowns(asked, as_of, as_of, observed=observed, horizons={"entry": "Entry into force"})
    assert (row.datum, row.always, row.sometimes, row.deadlines) == ("horizon", 3, 3, ("a", "b", "c"))
    assert row.text == "the day of “Entry into force”, 2001-01-11 or later, if ever"
    assert unknowns(asked, as_of, as_of, observed=observed)[0].text.startswith("the day of “entry”")
    nameless = [replace(each, due=(replace(each.due[0], of=None),)) for each in asked]
    alone = unknowns(nameless, as_of, as_of, observed=observed)
    assert [(row.datum, row.sometimes) for row in alone] == [("cutoff", 1)] * 3


def test_of_two_horizons_only_the_one_that_matters_is_named() -> None:
    first = DueAssertion("original", (50, FAR_FUTURE), awaits=(0, 10), of="h")
    second = replace(first, kind="amendment", effective=(60, 60), of="i")
    asked = deadline(first, second, status=done(55, 55))
    rows = unknowns([asked], 100, 100, observed={"p": 40})
    assert [(row.datum, row.text) for row in rows] == [("horizon", "the day of “h”, 0001-02-10 or later, if ever")]


def test_the_most_useful_comes_first_and_the_order_does_not_depend_on_that_of_the_deadlines() -> None:
    asked = [
        Deadline("z", "p", "z", due=(FUZZY,), status=done(60, 60)),
        Deadline("a", "p", "a", due=(FUZZY,), status=done(40, 80)),
        Deadline("m", "p", "m", due=(EXACT,), status=done(40, 60)),
    ]
    rows = unknowns(asked, 100, 100)
    assert [(row.deadlines, row.datum, row.always) for row in rows] == [
        (("m",), "fulfilment", 1),
        (("z",), "cutoff", 1),
        (("a",), "fulfilment", 0),
    ]
    assert unknowns(asked[::-1], 100, 100) == rows


def test_the_threshold_reaches_the_judgement() -> None:
    begun = deadline(EXACT, status=(StatusReport((1, 1), (60, 60)),))
    assert [row.datum for row in unknowns([begun], 60, 100, threshold=1)] == ["fulfilment"]
    assert unknowns([begun], 60, 100) == []


LAST, KNOWN_AT = 12, 84
standing = st.sampled_from(["confirmed", "confirmed", "claimed"])
known = st.sampled_from([None, None, (KNOWN_AT - 1, KNOWN_AT + 1)])


def promises(scale: int) -> st.SearchStrategy[Deadline]:
    """Draw deadlines whose days are `scale` days apart, so that most days are not named by any record."""
    spans = st.tuples(st.integers(2, 8), st.integers(0, 3)).map(lambda pair: (pair[0] * scale, sum(pair) * scale))
    return st.builds(
        lambda original, rest, status, waivers: deadline(original, *rest, status=tuple(status), waivers=tuple(waivers)),
        st.builds(DueAssertion, kind=st.just("original"), cutoff=spans, effective=st.none() | spans, known=known),
        st.lists(
            st.builds(
                DueAssertion,
                kind=st.just("amendment"),
                cutoff=spans,
                effective=spans,
                standing=standing,
                reinstates=st.booleans(),
            ),
            max_size=1,
        ),
        st.lists(
            st.builds(StatusReport, level=st.just((3, 3)), when=spans, standing=standing, known=known), max_size=1
        ),
        st.lists(st.builds(Waiver, effective=spans, standing=standing), max_size=1),
    )


def is_settled(asked: Deadline, as_of: int) -> bool:
    return "possibly" not in evaluate(asked, as_of, KNOWN_AT).state


def every(days: Days) -> range:
    return range(days[0], days[1] + 1)


def by_hand(asked: Deadline) -> Iterator[tuple[str, Days | None, list[Deadline]]]:
    """Yield each datum with the deadline for every single value of it."""
    if asked.status:
        (report,) = asked.status
        sure = report.standing == "confirmed" and report.known is None
        days = [*every(report.when), *([] if sure else [*range(KNOWN_AT + 1, KNOWN_AT + 6), FAR_FUTURE])]
        if len(days) > 1:
            yield "fulfilment", (days[0], days[-1]), [replace(asked, status=done(y, y)) for y in days]
    for field in ("due", "status", "waivers"):
        for place, record in enumerate(getattr(asked, field)):

            def variants(
                values: list[dict[str, Any]], field: str = field, place: int = place, record: Any = record
            ) -> list[Deadline]:
                held = getattr(asked, field)
                changed = [(*held[:place], replace(record, **value), *held[place + 1 :]) for value in values]
                return [replace(asked, **cast(Any, {field: records})) for records in changed]

            if field == "due" and record.cutoff[0] < record.cutoff[1]:
                yield "cutoff", record.cutoff, variants([{"cutoff": (x, x)} for x in every(record.cutoff)])
            if field != "status" and record.effective and record.effective[0] < record.effective[1]:
                yield "effective", record.effective, variants([{"effective": (e, e)} for e in every(record.effective)])
            if record.standing == "claimed":
                yield "claim", None, variants([{"standing": "confirmed"}, {"standing": "retracted"}])
            if record.known:
                yield "known", record.known, variants([{"known": (k, k)} for k in every(record.known)])


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([1, 6]), st.integers(1, LAST), st.data())
def test_the_days_tried_stand_for_all(scale: int, day: int, data: st.DataObject) -> None:
    asked, as_of = data.draw(promises(scale)), day * scale
    expected = []
    if not is_settled(asked, as_of):
        for datum, days, variants in by_hand(asked):
            settled = [is_settled(variant, as_of) for variant in variants]
            if any(settled):
                expected.append((datum, days, int(all(settled)), 1))
    assert sorted(told(unknowns([asked], as_of, KNOWN_AT)), key=str) == sorted(expected, key=str)


@settings(max_examples=30, deadline=None)
@given(
    st.integers(day("2000-12-20"), day("2001-04-10")), st.integers(0, 3), st.integers(0, 3), st.sampled_from([0, 40])
)
def test_the_day_of_a_horizon_is_tried_on_every_day_that_matters(met: int, more: int, months: int, days: int) -> None:
    entry = day("2001-01-10")
    hanging = DueAssertion("original", (entry, FAR_FUTURE), awaits=(months, days), of="h")
    asked = deadline(hanging, status=done(met, met + more))
    as_of = day("2001-12-31")
    ends = [shift(h, months=months, days=days) for h in range(entry + 1, entry + 120)] + [FAR_FUTURE]
    known = [deadline(DueAssertion("original", (x, x)), status=done(met, met + more)) for x in ends]
    settled = {"possibly" not in evaluate(one, as_of, as_of, observed_through=entry).state for one in known}
    now = evaluate(asked, as_of, as_of, observed_through=entry).state
    rows = unknowns([asked], as_of, as_of, observed={"p": entry})
    if "possibly" not in now:
        assert rows == []
    else:
        found = [(row.always, row.sometimes) for row in rows if row.datum == "horizon"]
        assert found == [(int(settled == {True}), 1)]
