"""With whom overdue deadlines are outstanding: worked cases, and every world of small graphs."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.deadlines.cascade import DependencyCycle
from dateline.deadlines.responsibility import Outstanding, responsibility
from dateline.model import Deadline, Dependency, DueAssertion, Participant, StatusReport

DAY = 100
LATE = (DueAssertion("original", (90, 90)),)
FUZZY = (DueAssertion("original", (90, 110)),)
DOUBTFUL = (StatusReport((3, 3), (80, 80), standing="claimed"),)
DONE = (StatusReport((3, 3), (80, 80)),)


def deadline(name: str, actors: str, *on: Dependency | str, **more: Any) -> Deadline:
    depends = tuple(Dependency(d) if isinstance(d, str) else d for d in on)
    bound = tuple(Participant(actor) for actor in actors.split())
    return Deadline(name, "p", name, **{"due": LATE, "actors": bound, "depends": depends, **more})


def counts(rows: list[Outstanding]) -> dict[str, Any]:
    return {row.outstanding_with: (row.overdue, row.own_overdue, row.inherited_overdue) for row in rows}


def of_a(*deadlines: Deadline) -> Any:
    return counts(responsibility(deadlines, DAY, DAY))["a"]


CLAIM = Dependency("x", standing="claimed")
# name, deadlines before, the one deadline of actor a; overdue, own and inherited counts
CASES: list[tuple[str, list[Deadline], Deadline, Any]] = [
    ("waits for nothing", [], deadline("z", "a"), ((1, 1), (1, 1), (0, 0))),
    ("only possibly overdue", [], deadline("z", "a", due=FUZZY), ((0, 1), (0, 1), (0, 0))),
    ("waits for another's", [deadline("x", "b")], deadline("z", "a", "x"), ((1, 1), (0, 0), (1, 1))),
    ("another's that is not late yet", [deadline("x", "b", due=(DueAssertion("original", (200, 200)),))],
     deadline("z", "a", "x"), ((1, 1), (0, 0), (1, 1))),
    ("another's is done", [deadline("x", "b", status=DONE)], deadline("z", "a", "x"), ((1, 1), (1, 1), (0, 0))),
    ("another's may be done", [deadline("x", "b", status=DOUBTFUL)], deadline("z", "a", "x"),
     ((1, 1), (0, 1), (0, 1))),
    ("perhaps waits for another's", [deadline("x", "b")], deadline("z", "a", CLAIM), ((1, 1), (0, 1), (0, 1))),
    ("through two steps", [deadline("x", "b"), deadline("y", "b", "x")], deadline("z", "a", "y"),
     ((1, 1), (0, 0), (1, 1))),
    ("not behind what is done", [deadline("x", "b"), deadline("y", "b", "x", status=DONE)], deadline("z", "a", "y"),
     ((1, 1), (1, 1), (0, 0))),
    ("waits for one it shares", [deadline("x", "a b")], deadline("z", "a", "x"), ((1, 1), (0, 0), (1, 1))),
    ("waits for nobody's", [deadline("x", "")], deadline("z", "a", "x"), ((1, 1), (0, 0), (1, 1))),
    ("waits for something unknown", [], deadline("z", "a", "x"), ((1, 1), (0, 1), (0, 1))),
    ("another of two heads is another's", [deadline("x", "b"), deadline("y", "c", status=DONE)],
     deadline("z", "a", "x", "y"), ((1, 1), (0, 0), (1, 1))),
]  # fmt: skip


@pytest.mark.parametrize(("before", "last", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(before: list[Deadline], last: Deadline, expected: Any) -> None:
    assert of_a(*before, last) == expected


def test_its_own_at_the_head_and_anothers_in_between_is_neither() -> None:
    chain = [deadline("x", "a"), deadline("y", "b", "x"), deadline("z", "a", "y")]
    assert counts(responsibility(chain, DAY, DAY)) == {
        "a": ((2, 2), (1, 1), (0, 0)),
        "b": ((1, 1), (0, 0), (1, 1)),
    }


def test_its_own_may_stand_alone_at_the_head_behind_anothers() -> None:
    doubtful = Dependency("w", standing="claimed")
    chain = [deadline("x", "a"), deadline("w", "b"), deadline("y", "b", "x", doubtful), deadline("z", "a", "y")]
    assert counts(responsibility(chain, DAY, DAY))["a"] == ((2, 2), (1, 1), (0, 1))


def test_those_bound_jointly_are_one_group_and_never_split() -> None:
    rows = responsibility(
        [
            deadline("x", "b a"),
            deadline("y", "a b"),
            deadline("z", "a"),
            deadline("w", ""),
            deadline("v", "a b", "z"),
        ],
        DAY,
        DAY,
    )
    assert [(row.actors, row.outstanding_with, row.overdue, row.own_overdue) for row in rows] == [
        (("a", "b"), "a and b", (3, 3), (3, 3)),
        ((), "nobody named", (1, 1), (1, 1)),
        (("a",), "a", (1, 1), (1, 1)),
    ]


def test_only_those_whom_the_commitment_binds_are_named() -> None:
    actors = (
        Participant("r", "co-obligor", "Russia"),
        Participant("b", "obligor", "Belarus"),
        Participant("k", None, "Kazakhstan"),
        Participant("v", "verifier", "Court"),
        Participant("c", "beneficiary", "Citizens"),
    )
    (row,) = responsibility([Deadline("x", "p", "x", due=LATE, actors=actors)], DAY, DAY)
    assert (row.actors, row.outstanding_with) == (("b", "k", "r"), "Belarus, Kazakhstan and Russia")


def test_who_has_nothing_overdue_is_left_out() -> None:
    assert responsibility([deadline("x", "a", status=DONE)], DAY, DAY) == []


def test_silence_monitoring_and_threshold_reach_the_judgement() -> None:
    late, begun = deadline("x", "a"), deadline("x", "a", status=(StatusReport((1, 1), (80, 80)),))
    assert [row.overdue for row in responsibility([late], DAY, DAY, "unknown")] == [(0, 1)]
    assert [row.overdue for row in responsibility([late], DAY, DAY, observed={"p": 50})] == [(0, 1)]
    assert responsibility([begun], DAY, DAY, threshold=1) == []


def test_a_circle_is_an_error() -> None:
    with pytest.raises(DependencyCycle):
        responsibility([deadline("x", "a", "y"), deadline("y", "a", "x")], DAY, DAY)


@st.composite
def graphs(draw: st.DrawFn) -> list[Deadline]:
    found: list[Deadline] = []
    names = ["p", "q", "r", "s", "t"][: draw(st.integers(2, 5))]
    for place, name in enumerate(names):
        on = draw(st.lists(st.sampled_from([*names[:place] * 3, "absent"]), max_size=2, unique=True))
        depends = [
            Dependency(other, standing=draw(st.sampled_from(["confirmed", "confirmed", "claimed"]))) for other in on
        ]
        actors = draw(st.sampled_from(["a", "a", "b", "a b", ""]))
        status = draw(st.sampled_from([(), (), DOUBTFUL, DONE]))
        found.append(deadline(name, actors, *depends, status=status))
    return found


def brute_force(deadlines: list[Deadline]) -> dict[tuple[str, ...], list[list[int]]]:
    """Return overdue, own and inherited, certain and possible, by trying every world; unmet is overdue here."""
    edges = [(d.id, on) for d in deadlines for on in d.depends]
    states = [(True,) if not d.status else (False,) if d.status is DONE else (True, False) for d in deadlines]
    groups = {d.id: {p.actor for p in d.actors} for d in deadlines} | {"absent": set[str]()}
    answers: dict[str, list[tuple[bool, bool, bool]]] = {d.id: [] for d in deadlines}
    drawn = [(True, False) if on.standing == "claimed" else (True,) for _, on in edges]
    for unmet, counted, absent in product(product(*states), product(*drawn), (True, False)):
        is_unmet = {**{d.id: u for d, u in zip(deadlines, unmet, strict=True)}, "absent": absent}
        ahead: dict[str, set[str]] = {"absent": set()}
        heads: dict[str, set[str]] = {"absent": set()}
        for d in deadlines:
            on = {e.on for (of, e), c in zip(edges, counted, strict=True) if of == d.id and c and is_unmet[e.on]}
            ahead[d.id] = on.union(*(ahead[other] for other in on))
            heads[d.id] = set().union(*(heads[other] or {other} for other in on))
        for d in deadlines:
            others = {name for name in groups if not groups[name] or not groups[name] <= groups[d.id]}
            late = is_unmet[d.id]
            answers[d.id].append((late, late and not ahead[d.id] & others, late and bool(heads[d.id] & others)))
    rows: dict[tuple[str, ...], list[list[int]]] = {}
    for d in deadlines:
        if any(late for late, _, _ in answers[d.id]):
            row = rows.setdefault(tuple(sorted(groups[d.id])), [[0, 0], [0, 0], [0, 0]])
            for place, found in enumerate(zip(*answers[d.id], strict=True)):
                row[place][0] += all(found)
                row[place][1] += any(found)
    return rows


@settings(max_examples=300, deadline=None)
@given(graphs())
def test_counts_are_those_of_all_worlds(deadlines: list[Deadline]) -> None:
    found = {
        row.actors: [list(row.overdue), list(row.own_overdue), list(row.inherited_overdue)]
        for row in responsibility(deadlines, DAY, DAY)
    }
    assert found == brute_force(deadlines)


@settings(max_examples=50, deadline=None)
@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_the_deadlines_does_not_matter(deadlines: list[Deadline], chance: Any) -> None:
    shuffled = deadlines.copy()
    chance.shuffle(shuffled)
    assert responsibility(shuffled, DAY, DAY) == responsibility(deadlines, DAY, DAY)
