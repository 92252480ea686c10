"""The cascade: cases worked by hand, every world of small graphs, and a long chain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.deadlines.cascade import DependencyCycle, Outlook, cascade, network_of
from dateline.errors import DatelineError
from dateline.model import Days, Deadline, Dependency, DueAssertion, StatusReport, Waiver

DAY = 100


def deadline(name: str, cutoff: Days | None, *on: Dependency | str, **more: Any) -> Deadline:
    due = () if cutoff is None else (DueAssertion("original", cutoff),)
    depends = tuple(Dependency(d) if isinstance(d, str) else d for d in on)
    return Deadline(name, "p", name, **{"due": due, "depends": depends, "lead": (0, 1), **more})


def done(first: int, last: int | None = None, **more: Any) -> tuple[StatusReport, ...]:
    return (StatusReport((3, 3), (first, last or first), **more),)


def last_of(*deadlines: Deadline, **options: Any) -> Outlook:
    return cascade(deadlines, DAY, DAY, **options)[-1]


A = deadline("a", (110, 120), lead=(5, 8))
# name, what comes before, the last deadline, its finish, slip and verdict
CASES: list[tuple[str, list[Deadline], Deadline, Days, Any, Any]] = [
    ("nothing before it", [], deadline("z", (100, 100)), (101, 101), (1, 1), "infeasible"),
    ("too late already", [], deadline("z", (90, 95)), (101, 101), (6, 11), "infeasible"),
    ("its own lead", [], deadline("z", (102, 104), lead=(1, 3)), (101, 103), (0, 1), "at_risk"),
    ("the lead alone is too long", [], deadline("z", (102, 104), lead=(5, 9)), (105, 109), (1, 7), "infeasible"),
    ("after another", [A], deadline("z", (108, 108), "a"), (105, 109), (0, 1), "at_risk"),
    ("after another with a lag", [A], deadline("z", (108, 108), Dependency("a", (2, 4))), (107, 113), (0, 5), "at_risk"),
    ("the later of two", [A, deadline("b", (1, 1), lead=(6, 6))], deadline("z", (110, 110), "a", "b", lead=(1, 1)),
     (107, 109), (0, 0), "feasible"),
    ("what it waits for is done", [deadline("a", (90, 90), lead=(9, 9), status=done(80))],
     deadline("z", (100, 100), Dependency("a", (10, 25))), (101, 106), (1, 6), "infeasible"),
    ("what it waits for may be done", [deadline("a", (90, 90), lead=(9, 9), status=done(80, standing="claimed"))],
     deadline("z", (105, 105), "a"), (101, 110), (0, 5), "at_risk"),
    ("what it waits for is waived", [deadline("a", (90, 90), lead=(9, 9), waivers=(Waiver((5, 5)),))],
     deadline("z", (105, 105), "a"), (101, 101), (0, 0), "feasible"),
    ("what it waits for is not recorded", [deadline("a", None, lead=(9, 9))], deadline("z", (105, 105), "a"),
     (101, 101), (0, 0), "feasible"),
    ("what it waits for may be recorded", [deadline("a", None, lead=(9, 9), due=(DueAssertion("original", (90, 90),
     standing="claimed"),))], deadline("z", (105, 105), "a"), (101, 110), (0, 5), "at_risk"),
    ("the dependency is only claimed", [A], deadline("z", (104, 104), Dependency("a", standing="claimed")),
     (101, 109), (0, 5), "at_risk"),
    ("the dependency is retracted", [A], deadline("z", (104, 104), Dependency("a", standing="retracted")),
     (101, 101), (0, 0), "feasible"),
    ("the dependency is not known yet", [A], deadline("z", (104, 104), Dependency("a", known=(101, 101))),
     (101, 101), (0, 0), "feasible"),
    ("the dependency may be known", [A], deadline("z", (104, 104), Dependency("a", known=(99, 101))),
     (101, 109), (0, 5), "at_risk"),
    ("it waits for something unknown", [], deadline("z", (104, 104), "x"), (101, FAR_FUTURE), (0, None), "at_risk"),
    ("an unknown lag", [], deadline("z", (100, 100), lead=(1, FAR_FUTURE)), (101, FAR_FUTURE), (1, None),
     "infeasible"),
    ("open-ended", [A], deadline("z", (FAR_FUTURE, FAR_FUTURE), "a"), (105, 109), (0, 0), "feasible"),
    ("open-ended and waiting for something unknown", [], deadline("z", (FAR_FUTURE, FAR_FUTURE), "x"),
     (101, FAR_FUTURE), (0, 0), "feasible"),
    ("perhaps open-ended", [A], deadline("z", (102, FAR_FUTURE), "a"), (105, 109), (0, 7), "at_risk"),
    ("a cutoff that may have been any day", [], deadline("z", (FAR_PAST, 99)), (101, 101), (2, None), "infeasible"),
    ("not in force", [], deadline("z", None, due=(DueAssertion("original", (105, 105), effective=(101, 101)),)),
     (101, 101), None, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "last", "finish", "slip", "verdict"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_case(before: list[Deadline], last: Deadline, finish: Days, slip: Any, verdict: Any) -> None:
    found = last_of(*before, last)
    assert (found.deadline.id, found.finish, found.slip, found.verdict) == ("z", finish, slip, verdict)


def test_what_is_surely_met_or_set_aside_has_no_outlook() -> None:
    met = deadline("met", (90, 90), status=done(80))
    waived = deadline("waived", (90, 90), waivers=(Waiver((5, 5)),))
    unsure = deadline("unsure", (90, 90), status=done(80, standing="claimed"))
    found = cascade([met, waived, deadline("none", None), unsure], DAY, DAY)
    assert [(row.deadline.id, row.unmet) for row in found] == [("unsure", "maybe")]


def test_roots_head_the_queue() -> None:
    chain = [deadline("a", (90, 90)), deadline("b", (90, 90), "a"), deadline("c", (90, 90), "b", "x")]
    a, b, c = cascade(chain, DAY, DAY)
    assert (a.roots, a.possible_roots, a.unknown) == ((), (), ())
    assert (b.roots, b.possible_roots, b.unknown) == (("a",), ("a",), ())
    assert (c.roots, c.possible_roots, c.unknown) == (("a",), ("a",), ("x",))


def test_roots_through_doubt() -> None:
    claim = Dependency("a", standing="claimed")
    chain = [deadline("a", (90, 90)), deadline("b", (90, 90), claim), deadline("c", (90, 90), "b")]
    rows = cascade(chain, DAY, DAY)
    assert [(row.roots, row.possible_roots) for row in rows] == [((), ()), ((), ("a",)), ((), ("a", "b"))]


def test_what_is_met_passes_no_root_on() -> None:
    chain = [deadline("a", (90, 90)), deadline("b", (90, 90), "a", status=done(80)), deadline("c", (90, 90), "b")]
    assert last_of(*chain).possible_roots == ()


def test_silence_monitoring_and_threshold_reach_the_judgement() -> None:
    a, z = deadline("a", (90, 90), lead=(9, 9)), deadline("z", (100, 100), "a")
    assert last_of(a, z).finish == (109, 110)
    assert last_of(a, z, silence="unknown").finish == (101, 110)
    assert last_of(a, z, observed={"p": 50}).finish == (101, 110)
    begun = deadline("a", (90, 90), lead=(9, 9), status=(StatusReport((1, 1), (70, 70)),))
    assert last_of(begun, z, threshold=1).finish == (101, 101)


def test_what_is_known_in_hindsight_counts() -> None:
    a, z = deadline("a", (90, 90), status=done(161)), deadline("z", (132, 132), "a")
    first, last = cascade([a, z], DAY, 9_000)
    assert (first.finish, first.slip) == ((161, 161), (71, 71))
    assert (last.finish, last.verdict) == ((9001, 9001), "infeasible")
    assert cascade([a, z], DAY, 9_000, observed={"p": DAY})[-1].finish == (161, 162)


def test_a_lead_that_nobody_says_may_be_any() -> None:
    found = last_of(deadline("z", (105, 105), lead=(0, 0)))
    assert (found.finish, found.slip, found.verdict) == ((101, FAR_FUTURE), (0, None), "at_risk")
    assert last_of(deadline("z", (100, 100), lead=(0, 0))).verdict == "infeasible"


@pytest.mark.parametrize(
    ("pairs", "path"),
    [
        ([("a", "a")], ("a", "a")),
        ([("a", "b"), ("b", "a")], ("a", "b", "a")),
        ([("b", "c"), ("c", "a"), ("a", "b"), ("d", "a")], ("a", "b", "c", "a")),
    ],
)
def test_a_circle_is_an_error_with_its_path(pairs: list[tuple[str, str]], path: tuple[str, ...]) -> None:
    with pytest.raises(DependencyCycle, match=" waits for ".join(path)) as caught:
        cascade([deadline(name, (90, 90), on) for name, on in pairs], DAY, DAY)
    assert caught.value.path == path
    assert isinstance(caught.value, DatelineError)
    assert caught.value.exit_code == 4


def test_a_circle_that_is_not_known_yet_is_none() -> None:
    later = Dependency("b", known=(101, 101))
    assert cascade([deadline("a", (90, 90), later), deadline("b", (90, 90), "a")], DAY, DAY)


def test_ten_thousand_in_a_chain() -> None:
    names = [f"d{number:05}" for number in range(10_000)]
    chain = [deadline(names[0], (90, 90), lead=(1, 1))]
    chain += [deadline(name, (90, 90), before, lead=(1, 1)) for before, name in pairwise(names)]
    found = cascade(chain, DAY, DAY)
    assert found[-1].finish == (DAY + 10_000,) * 2
    assert found[-1].roots == found[-1].possible_roots == ("d00000",)


# Every world of a small graph, as the rules say it.
TODAY = 5
FREE = -1
UNMET = -2


class Node(NamedTuple):
    """A deadline with what it may be: days on which it was met (after TODAY: will be), FREE or UNMET."""

    deadline: Deadline
    options: tuple[int, ...]


def node(name: str, kind: str, first: int, length: int, lead: Days, on: tuple[Dependency, ...], cutoff: Days) -> Node:
    when = first, first + length
    parts: dict[str, Any] = {"due": (DueAssertion("original", cutoff),)}
    met = tuple(range(first, first + length + 1))
    options: tuple[int, ...] = (UNMET,)
    if kind in ("met", "claimed"):
        parts["status"] = (StatusReport((3, 3), when, standing="confirmed" if kind == "met" else "claimed"),)
        options = met + ((UNMET,) if kind == "claimed" else ())
    elif kind == "waived":
        parts["waivers"] = (Waiver((0, 0)),)
        options = (FREE,)
    elif kind == "unrecorded":
        parts["due"] = (DueAssertion("original", cutoff, standing="claimed"),)
        options = (FREE, UNMET)
    return Node(Deadline(name, "p", name, depends=on, lead=lead, **parts), options)


spans = st.tuples(st.integers(0, 2), st.integers(0, 1)).map(lambda pair: (pair[0], sum(pair)))


@st.composite
def graphs(draw: st.DrawFn) -> list[Node]:
    nodes: list[Node] = []
    names = draw(st.permutations(["a", "b", "c", "d"]))[: draw(st.integers(1, 4))]
    for place, name in enumerate(names):
        on = draw(st.lists(st.sampled_from([*names[:place], *names[:place], "x"]), max_size=2, unique=True))
        depends = tuple(
            Dependency(other, draw(spans), standing=draw(st.sampled_from(["confirmed", "confirmed", "claimed"])))
            for other in on
        )
        kind = draw(st.sampled_from(["unmet", "unmet", "met", "claimed", "waived", "unrecorded"]))
        lead = draw(st.sampled_from([(0, 0), (1, 1), (0, 2)]))
        cutoff = draw(st.tuples(st.integers(2, 9), st.integers(0, 3)).map(lambda pair: (pair[0], sum(pair))))
        nodes.append(node(name, kind, draw(st.integers(3, 6)), draw(st.integers(0, 1)), lead, depends, cutoff))
    return nodes


class World(NamedTuple):
    """What each deadline is, and when and behind which heads the unmet ones finish."""

    states: dict[str, int]
    finishes: dict[str, int]
    roots: dict[str, frozenset[str]]


def is_unmet(state: int) -> bool:
    return state == UNMET or state > TODAY


def worlds(nodes: list[Node], known_at: int, *, exact: bool) -> Iterator[World]:
    """Yield the worlds; without `exact` only those in which lags and leads are at one of their ends."""
    edges = [(n.deadline.id, d) for n in nodes for d in n.deadline.depends]
    stretch = range if exact else (lambda first, last: {first, last - 1})
    options = [n.options for n in nodes]
    # Nobody says how long it takes: any number of days, the ends among them.
    leads = [
        [0, FAR_FUTURE] if n.deadline.lead == (0, 0) else list(stretch(n.deadline.lead[0], n.deadline.lead[1] + 1))
        for n in nodes
    ]
    lags: list[list[int | None]] = [
        [*stretch(d.lag[0], d.lag[1] + 1), *([None] if d.standing == "claimed" else [])] for _, d in edges
    ]
    absent = (FREE, UNMET) if any(d.on == "x" for _, d in edges) else (FREE,)
    for states, lead, lag, x in product(product(*options), product(*leads), product(*lags), absent):
        state = {**{n.deadline.id: s for n, s in zip(nodes, states, strict=True)}, "x": x}
        finishes = {"x": FAR_FUTURE}
        roots: dict[str, frozenset[str]] = {"x": frozenset()}
        for n, days in zip(nodes, lead, strict=True):
            before = [(d.on, more) for (of, d), more in zip(edges, lag, strict=True) if of == n.deadline.id]
            held = [(on, more) for on, more in before if more is not None and state[on] != FREE]
            starts = [
                min(FAR_FUTURE, finishes[on] + more) if is_unmet(state[on]) else state[on] + more for on, more in held
            ]
            carried = max(min(FAR_FUTURE, max([TODAY, *starts]) + days), known_at + 1)
            finishes[n.deadline.id] = state[n.deadline.id] if state[n.deadline.id] > TODAY else carried
            unmet = [on for on, _ in held if is_unmet(state[on])]
            roots[n.deadline.id] = frozenset().union(*(roots[on] or {on} for on in unmet))
        yield World(state, finishes, roots)


@settings(max_examples=80, deadline=None)
@given(graphs(), st.sampled_from((TODAY, TODAY + 4)))
def test_bounds_and_roots_are_those_of_all_worlds(nodes: list[Node], known_at: int) -> None:
    every = list(worlds(nodes, known_at, exact=False))
    found = {row.deadline.id: row for row in cascade([n.deadline for n in nodes], TODAY, known_at)}
    for n in nodes:
        name = n.deadline.id
        unmet = [world for world in every if is_unmet(world.states[name])]
        assert (name in found) == bool(unmet)
        if not unmet:
            continue
        row, cutoff = found[name], n.deadline.due[0].cutoff
        finishes = [world.finishes[name] for world in unmet]
        assert row.finish == (min(finishes), max(finishes))
        late = {max(0, finish - end) for finish in finishes for end in range(cutoff[0], cutoff[1] + 1)}
        most = max(late)
        assert row.slip == (min(late), None if most > FAR_FUTURE // 2 else most)
        assert row.verdict == ("infeasible" if min(late) else "at_risk" if most else "feasible")
        always = frozenset.intersection(*(world.roots[name] for world in unmet))
        ever = frozenset().union(*(world.roots[name] for world in unmet))
        assert set(row.roots) == always
        assert {*row.possible_roots, *row.unknown} == ever


@settings(max_examples=30, deadline=None)
@given(graphs())
def test_the_order_of_the_deadlines_does_not_matter(nodes: list[Node]) -> None:
    listed = [n.deadline for n in nodes]
    found = {row.deadline.id: row for row in cascade(listed, TODAY, TODAY)}
    assert {row.deadline.id: row for row in cascade(reversed(listed), TODAY, TODAY)} == found


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_a_plain_deadline_stands_as_the_evaluator_has_it(nodes: list[Node]) -> None:
    # A waiver that takes effect later than anything changes nothing but the way in which it is judged.
    later = (Waiver((90, 90)),)
    listed = [n.deadline for n in nodes]
    slow = [Deadline(d.id, "p", d.id, due=d.due, status=d.status, waivers=d.waivers + later) for d in listed]
    assert network_of(listed, TODAY, TODAY).standings == network_of(slow, TODAY, TODAY).standings
