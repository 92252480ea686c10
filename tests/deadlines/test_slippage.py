"""Slippage: worked ledgers, and every span against every world of a small calendar."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.deadlines import Silence
from dateline.deadlines.slippage import Amendment, Slippage, slippage
from dateline.model import Citation, Days, Deadline, DueAssertion, Participant, StatusReport, Waiver

ORIGINAL = DueAssertion("original", (10, 10))
NEVER = (FAR_FUTURE, FAR_FUTURE)


def amendment(cutoff: Days, first: int, last: int | None = None, **more: Any) -> DueAssertion:
    return DueAssertion("amendment", cutoff, effective=(first, last or first), **more)


def correction(cutoff: Days, day: int | None = None, **more: Any) -> DueAssertion:
    return DueAssertion("correction", cutoff, effective=None if day is None else (day, day), **more)


def ledger(*due: DueAssertion, as_of: int = 90, known_at: int = 99, **more: Any) -> Slippage:
    (found,) = slippage([Deadline("d", "p", "t", due=due, **more)], as_of, known_at)
    return found


def told(row: Amendment) -> tuple[Any, ...]:
    return row.counts, row.days_added, row.cumulative, row.direction, row.after_expiry, row.rescue


# name, due assertions, one row per amendment, total
LEDGERS: list[tuple[str, list[DueAssertion], list[tuple[Any, ...]], Any]] = [
    ("extended in time", [ORIGINAL, amendment((40, 40), 5)], [("yes", (30, 30), (30, 30), "later", "no", "no")],
     (30, 30)),
    ("on the last compliant day", [ORIGINAL, amendment((40, 40), 10)],
     [("yes", (30, 30), (30, 30), "later", "no", "no")], (30, 30)),
    ("on the first day after", [ORIGINAL, amendment((40, 40), 11)],
     [("yes", (30, 30), (30, 30), "later", "yes", "yes")], (30, 30)),
    ("brought forward", [ORIGINAL, amendment((4, 4), 2)], [("yes", (-6, -6), (-6, -6), "earlier", "no", "no")],
     (-6, -6)),
    ("brought forward after it had passed", [ORIGINAL, amendment((4, 4), 20)],
     [("yes", (-6, -6), (-6, -6), "earlier", "yes", "no")], (-6, -6)),
    ("the same day again", [ORIGINAL, amendment((10, 10), 2)], [("yes", (0, 0), (0, 0), "same", "no", "no")],
     (0, 0)),
    ("twice", [ORIGINAL, amendment((40, 40), 5), amendment((60, 60), 45)],
     [("yes", (30, 30), (30, 30), "later", "no", "no"), ("yes", (20, 20), (50, 50), "later", "yes", "yes")],
     (50, 50)),
    ("entered in another order", [ORIGINAL, amendment((60, 60), 45), amendment((40, 40), 5)],
     [("yes", (30, 30), (30, 30), "later", "no", "no"), ("yes", (20, 20), (50, 50), "later", "yes", "yes")],
     (50, 50)),
    ("of two on one day the later entry follows", [ORIGINAL, amendment((40, 40), 5), amendment((60, 60), 5)],
     [("yes", (30, 30), (30, 30), "later", "no", "no"), ("yes", (20, 20), (50, 50), "later", "no", "no")],
     (50, 50)),
    ("from a fuzzy cutoff to another", [DueAssertion("original", (10, 15)), amendment((40, 50), 12)],
     [("yes", (25, 40), (25, 40), "later", "maybe", "maybe")], (25, 40)),
    ("spans do not widen twice", [DueAssertion("original", (10, 15)), amendment((40, 50), 1), amendment((60, 60), 2)],
     [("yes", (25, 40), (25, 40), "later", "no", "no"), ("yes", (10, 20), (45, 50), "later", "no", "no")], (45, 50)),
    ("taking effect about the cutoff", [ORIGINAL, amendment((40, 40), 8, 12)],
     [("yes", (30, 30), (30, 30), "later", "maybe", "maybe")], (30, 30)),
    ("perhaps earlier, perhaps later", [DueAssertion("original", (10, 15)), amendment((12, 12), 5)],
     [("yes", (-3, 2), (-3, 2), "unsure", "no", "no")], (-3, 2)),
    ("suspended", [ORIGINAL, amendment(NEVER, 12)],
     [("yes", (None, None), (None, None), "later", "yes", "yes")], (None, None)),
    ("given a day again", [ORIGINAL, amendment(NEVER, 5), amendment((40, 40), 20)],
     [("yes", (None, None), (None, None), "later", "no", "no"),
      ("yes", (None, None), (30, 30), "earlier", "no", "no")], (30, 30)),
    ("to an open end", [ORIGINAL, amendment((40, FAR_FUTURE), 5)],
     [("yes", (30, None), (30, None), "later", "no", "no")], (30, None)),
    ("from an unknown start", [DueAssertion("original", (FAR_PAST, 10)), amendment((40, 40), 5)],
     [("yes", (30, None), (30, None), "later", "maybe", "maybe")], (30, None)),
    ("only claimed", [ORIGINAL, amendment((40, 40), 12, standing="claimed")],
     [("maybe", (30, 30), (30, 30), "later", "yes", "maybe")], (0, 30)),
    ("a claim in between", [ORIGINAL, amendment((40, 40), 5, standing="claimed"), amendment((60, 60), 45)],
     [("maybe", (30, 30), (30, 30), "later", "no", "no"),
      ("yes", (20, 50), (50, 50), "later", "yes", "yes")], (50, 50)),
    ("perhaps not in effect yet", [ORIGINAL, amendment((40, 40), 80, 95)],
     [("maybe", (30, 30), (30, 30), "later", "yes", "maybe")], (0, 30)),
    ("two that may follow either way", [ORIGINAL, amendment((40, 40), 5, 7), amendment((60, 60), 6, 8)],
     [("yes", (-20, 30), (30, 30), "unsure", "no", "no"), ("yes", (20, 50), (50, 50), "later", "no", "no")],
     (30, 50)),
    ("one that may follow the original until the eve of another's last day",
     [DueAssertion("original", (4, 4)), amendment((60, 60), 1, 6), amendment((40, 40), 1, 6)],
     [("yes", (20, 56), (56, 56), "later", "maybe", "maybe"), ("yes", (-20, 36), (36, 36), "unsure", "maybe", "maybe")],
     (36, 56)),
    ("on one day the original comes before what was entered later",
     [DueAssertion("original", (10, 10), effective=(5, 5)), amendment((40, 40), 5, 9), amendment((60, 60), 5, 9)],
     [("yes", (-20, 30), (30, 30), "unsure", "no", "no"), ("yes", (20, 50), (50, 50), "later", "no", "no")],
     (30, 50)),
    ("a correction of the original", [ORIGINAL, correction((12, 12)), amendment((40, 40), 11)],
     [("yes", (28, 28), (28, 28), "later", "no", "no")], (28, 28)),
    ("a correction of an amendment", [ORIGINAL, amendment((40, 40), 5), correction((42, 42), 5)],
     [("yes", (32, 32), (32, 32), "later", "no", "no")], (32, 32)),
    ("a claimed correction", [ORIGINAL, amendment((40, 40), 5), correction((42, 42), 5, standing="claimed")],
     [("yes", (30, 32), (30, 32), "later", "no", "no")], (30, 32)),
    ("nothing before it", [amendment((40, 40), 5)], [("yes", None, None, None, None, "no")], (0, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("due", "rows", "total"), [case[1:] for case in LEDGERS], ids=[case[0] for case in LEDGERS])
def test_ledger(due: list[DueAssertion], rows: list[tuple[Any, ...]], total: Any) -> None:
    found = ledger(*due)
    assert [told(row) for row in found.amendments] == rows
    assert found.total == total
    rescues = [row[-1] for row in rows]
    assert found.rescues == (rescues.count("yes"), len(rescues) - rescues.count("no"))


@pytest.mark.parametrize(
    "due",
    [
        (),
        (ORIGINAL,),
        (ORIGINAL, correction((12, 12))),
        (ORIGINAL, amendment((40, 40), 5, standing="retracted")),
        (ORIGINAL, amendment((40, 40), 5, known=(100, 100))),
        (ORIGINAL, amendment((40, 40), 91)),
    ],
)
def test_without_an_amendment_that_counts_there_is_no_ledger(due: tuple[DueAssertion, ...]) -> None:
    assert slippage([Deadline("d", "p", "t", due=due)], 90, 99) == []


def test_what_became_known_about_the_day_of_knowledge_counts_perhaps() -> None:
    (row,) = ledger(ORIGINAL, amendment((40, 40), 5, known=(98, 100))).amendments
    assert row.counts == "maybe"


def test_who_is_bound_and_what_is_cited() -> None:
    page, letter, error = Citation("page"), Citation("letter"), Citation("error")
    due = (
        ORIGINAL,
        amendment((40, 40), 5, citations=(page, letter), text="by day 40"),
        correction((42, 42), 5, citations=(page, error)),
        correction((44, 44), 5, citations=(Citation("later"),), known=(100, 100)),
    )
    actors = (Participant("b"), Participant("v", "verifier"), Participant("a", "co-obligor"))
    found = ledger(*due, actors=actors)
    assert found.bound == ("b", "a")
    (row,) = found.amendments
    assert (row.citations, row.due.text, row.effective) == ((page, letter, error), "by day 40", (5, 5))


def test_fulfilment_and_waivers_play_no_part() -> None:
    due = (ORIGINAL, amendment((40, 40), 12))
    met, waived = (StatusReport((3, 3), (9, 9)),), (Waiver((8, 8)),)
    assert ledger(*due, status=met, waivers=waived).amendments == ledger(*due).amendments


def test_what_awaits_a_happening_is_open_after_the_last_quiet_day() -> None:
    hanging = DueAssertion("original", (5, FAR_FUTURE), awaits=(0, 10))
    deadline = Deadline("d", "p", "t", due=(hanging, amendment((60, 60), 50)))
    cases: list[tuple[Silence, int | None]] = [("unmet", None), ("unmet", 19), ("unknown", None)]
    spans = [
        slippage([deadline], 90, 99, silence, {"p": watched})[0].amendments[0].days_added for silence, watched in cases
    ]
    # 60 against a cutoff of day 110, 30 or 5 at the earliest, and none at the latest
    assert spans == [(None, -50), (None, 30), (None, 55)]


Placed = tuple[int, int, int]
"""One due date of one world: the day on which it took effect, its place, its cutoff."""


def intervals(longest: int) -> st.SearchStrategy[Days]:
    return st.tuples(st.integers(1, 6), st.integers(0, longest)).map(lambda pair: (pair[0], sum(pair)))


dues = st.builds(
    lambda original, rest: (original, *rest),
    st.builds(DueAssertion, kind=st.just("original"), cutoff=intervals(2), effective=st.none() | intervals(5)),
    st.lists(
        st.builds(
            DueAssertion,
            kind=st.just("amendment"),
            cutoff=intervals(2),
            effective=intervals(5),
            standing=st.sampled_from(["confirmed", "confirmed", "claimed"]),
        ),
        min_size=1,
        max_size=3,
    ),
)


def worlds(due: tuple[DueAssertion, ...], as_of: int) -> Iterator[list[Placed]]:
    options: list[list[Placed | None]] = []
    for place, entry in enumerate(due):
        first, last = entry.effective or (0, 0)
        days = [day for day in range(first, last + 1) if day <= as_of]
        # Cutoffs matter by their ends alone: all that is asked for grows or falls with each of them.
        found: list[Placed | None] = [(day, place, cutoff) for day in days for cutoff in {*entry.cutoff}]
        options.append(found + [None] * (entry.standing == "claimed" or last > as_of))
    for chosen in product(*options):
        yield sorted(placed for placed in chosen if placed is not None)


def hull(values: list[int]) -> Any:
    return (min(values), max(values)) if values else None


@settings(max_examples=150, deadline=None)
@given(dues, st.integers(4, 9))
def test_spans_are_those_of_all_worlds(due: tuple[DueAssertion, ...], as_of: int) -> None:
    every = list(worlds(due, as_of))
    found = slippage([Deadline("d", "p", "t", due=due)], as_of, 99)
    rows = {due.index(row.due): row for ledger in found for row in ledger.amendments}
    for place in range(1, len(due)):
        added, summed, expired, rescued = [], [], set(), set()
        counted = [any(placed[1] == place for placed in world) for world in every]
        for world in every:
            at = next((n for n, placed in enumerate(world) if placed[1] == place), None)
            if at:
                day, _, cutoff = world[at]
                before = world[at - 1][2]
                added.append(cutoff - before)
                summed.append(cutoff - world[0][2])
                assert sum(b[2] - a[2] for a, b in pairwise(world[: at + 1])) == summed[-1]
                expired.add(day > before)
                rescued.add(day > before and cutoff > before)
            else:
                rescued.add(False)
        if due[place] in due[:place] or due[place] in due[place + 1 :]:
            continue  # two entries that cannot be told apart
        assert (place in rows) == any(counted)
        if place in rows:
            row = rows[place]
            assert row.counts == ("yes" if all(counted) else "maybe")
            assert (row.days_added, row.cumulative) == (hull(added), hull(summed))
            words = {frozenset({True}): "yes", frozenset({False}): "no", frozenset({True, False}): "maybe"}
            assert row.after_expiry == words.get(frozenset(expired))
            assert row.rescue == words[frozenset(rescued)]
    if found:
        assert found[0].total == hull([world[-1][2] - world[0][2] for world in every if world])
