"""The evaluator against the letter of deadline semantics, §3, in every world of a small calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.deadlines import Assessment, closed_form, evaluate, summarise
from dateline.model import Days, Deadline, DueAssertion, Standing, StatusReport, Waiver

LAST = 9
KNOWN_AT = 20


def intervals(longest: int = 3) -> st.SearchStrategy[Days]:
    return st.tuples(st.integers(1, LAST), st.integers(0, longest)).map(lambda pair: (pair[0], min(LAST, sum(pair))))


def amendments() -> st.SearchStrategy[DueAssertion]:
    return st.builds(
        DueAssertion,
        kind=st.just("amendment"),
        cutoff=st.one_of(intervals(1), st.just((FAR_FUTURE, FAR_FUTURE))),
        effective=intervals(3),
        standing=st.sampled_from(("confirmed", "confirmed", "claimed")),
        reinstates=st.booleans(),
    )


def originals() -> st.SearchStrategy[DueAssertion]:
    return st.builds(
        DueAssertion,
        kind=st.just("original"),
        cutoff=intervals(2),
        effective=st.one_of(st.none(), intervals(2)),
        known=st.one_of(st.none(), st.just((KNOWN_AT, KNOWN_AT + 1))),
    )


def deadlines() -> st.SearchStrategy[Deadline]:
    return st.builds(
        lambda original, amended, status, waivers: Deadline(
            "d", "p", "t", due=(original, *amended), status=tuple(status), waivers=tuple(waivers)
        ),
        originals(),
        st.lists(amendments(), max_size=2),
        st.lists(st.builds(StatusReport, level=st.just((3, 3)), when=intervals(4)), max_size=1),
        st.lists(st.builds(Waiver, effective=intervals(2), basis=st.sampled_from((None, "abandoned"))), max_size=2),
    )


# One world, written as the specification writes it. A due date is (cutoff, effective, reinstates).
Due = tuple[int, int, bool]


def in_force(dues: list[Due], day: int) -> int | None:
    effective = [(e, entry, x) for entry, (x, e, _) in enumerate(dues) if e <= day]
    return max(effective)[2] if effective else None


def judge(dues: list[Due], waived: list[tuple[int, str]], y: int, day: int) -> str:
    if not dues:
        return "not_recorded"
    ends = [(w, min((e for _, e, back in dues if back and e > w), default=FAR_FUTURE)) for w, _ in waived]
    x_y = in_force(dues, y)
    if y <= day and all(y <= w or y >= r for w, r in ends):
        return "met_on_time" if x_y is None or y <= x_y else "met_late"
    if any(w <= day < r for w, r in ends):
        # The last waiver up to the day says what it is: set aside, or given up.
        return max((w, entry, state) for entry, (w, state) in enumerate(waived) if w <= day)[2]
    x = in_force(dues, day)
    if x is None:
        return "not_in_force"
    if day > x:
        return "overdue"
    return "open_ended" if x == FAR_FUTURE else "pending"


def every(interval: Days) -> range:
    return range(interval[0], interval[1] + 1)


def dues_of(deadline: Deadline) -> Iterator[list[Due]]:
    options = []
    for entry in deadline.due:
        cutoffs = [FAR_FUTURE] if entry.cutoff[0] == FAR_FUTURE else every(entry.cutoff)
        effective = every(entry.effective or (FAR_PAST, FAR_PAST))
        worlds = list(product(cutoffs, effective, [entry.reinstates]))
        doubtful = entry.standing == "claimed" or entry.known is not None
        options.append([*worlds, None] if doubtful else worlds)
    for chosen in product(*options):
        yield [due for due in chosen if due is not None]


def cutoffs_in_force(deadline: Deadline, day: int) -> Days | None:
    found = {in_force(dues, day) for dues in dues_of(deadline)} - {None}
    days = [x for x in found if x is not None]
    return (min(days), max(days)) if days else None


def _kind(waiver: Waiver) -> str:
    return "waived" if waiver.basis is None else "abandoned"


def brute_force(deadline: Deadline, day: int) -> tuple[set[str], set[bool], set[int]]:
    """Return the states, the answers to "ever overdue?" and the days overdue of every single world."""
    states: set[str] = set()
    ever: set[bool] = set()
    late: set[int] = set()
    fulfilments = every(deadline.status[0].when) if deadline.status else (KNOWN_AT + 1,)
    waivers = list(product(*(product(every(waiver.effective), [_kind(waiver)]) for waiver in deadline.waivers)))
    worlds = {tuple(dues) for dues in dues_of(deadline)}
    for dues, waived, y in product(worlds, waivers, fulfilments):
        history = [judge(list(dues), list(waived), y, past) for past in range(day + 1)]
        states.add(history[-1])
        ever.add("overdue" in history)
        x = in_force(list(dues), day)
        if history[-1] == "overdue" and x is not None:
            late.add(day - x)
    return states, ever, late


def ask(deadline: Deadline, day: int) -> Assessment:
    return evaluate(deadline, day, KNOWN_AT)


@settings(max_examples=120, deadline=None)
@given(deadlines(), st.integers(0, LAST + 2))
def test_critical_days_reach_every_world(deadline: Deadline, day: int) -> None:
    states, ever, late = brute_force(deadline, day)
    found = ask(deadline, day)
    assert set(found.possible) == states
    assert found.cutoff == cutoffs_in_force(deadline, day)
    assert found.ever_overdue == ("maybe" if len(ever) == 2 else "yes" if True in ever else "no")
    assert found.days_overdue == ((min(late), max(late)) if late else None)


def wide_deadlines() -> st.SearchStrategy[Deadline]:
    """Draw deadlines whose imprecise days all lie in the same days, far from any other day."""
    days = (2, 7)
    cutoffs = st.sampled_from([(1, 1), (12, 12), (20, 20)])
    changes = st.builds(
        DueAssertion,
        kind=st.just("amendment"),
        cutoff=cutoffs,
        effective=st.just(days),
        reinstates=st.booleans(),
    )
    return st.builds(
        lambda cutoff, due, waived, done: Deadline(
            "d",
            "p",
            "t",
            due=(DueAssertion("original", cutoff), *due),
            status=(StatusReport((3, 3), days),) * done,
            waivers=(Waiver(days),) * waived,
        ),
        cutoffs,
        st.lists(changes, max_size=2),
        st.booleans(),
        st.booleans(),
    )


@settings(max_examples=40, deadline=None)
@given(wide_deadlines(), st.sampled_from([7, 13]))
@example(
    Deadline(
        "d",
        "p",
        "t",
        due=(
            DueAssertion("original", (12, 12)),
            DueAssertion("amendment", (12, 12), effective=(9, 9), reinstates=True),
        ),
        status=(StatusReport((3, 3), (2, 12)),),
        waivers=(Waiver((4, 4)),),
    ),
    13,
)
@example(
    Deadline(
        "d",
        "p",
        "t",
        due=(
            DueAssertion("original", (12, 12)),
            DueAssertion("amendment", (12, 12), effective=(2, 7), reinstates=True),
        ),
        status=(StatusReport((3, 3), (2, 7)),),
        waivers=(Waiver((2, 7)),),
    ),
    13,
)
def test_days_far_from_any_other_keep_every_order(deadline: Deadline, day: int) -> None:
    # In the examples only a waiver, then the fulfilment, then the reinstatement on three days ends overdue.
    states, ever, late = brute_force(deadline, day)
    found = ask(deadline, day)
    assert set(found.possible) == states
    assert found.ever_overdue == ("maybe" if len(ever) == 2 else "yes" if True in ever else "no")
    assert found.days_overdue == ((min(late), max(late)) if late else None)


@settings(max_examples=40, deadline=None)
@given(st.lists(amendments(), min_size=4, max_size=4), st.integers(1, LAST))
def test_four_amendments_in_the_same_days_keep_every_order(entries: list[DueAssertion], day: int) -> None:
    dues = tuple(
        replace(entry, standing="confirmed", cutoff=(day - place, day - place), effective=(2, 5))
        for place, entry in enumerate(entries, start=-1)
    )
    deadline = Deadline("d", "p", "t", due=dues)
    states, ever, late = brute_force(deadline, day)
    found = ask(deadline, day)
    assert set(found.possible) == states
    assert found.days_overdue == ((min(late), max(late)) if late else None)
    assert found.ever_overdue == ("maybe" if len(ever) == 2 else "yes" if True in ever else "no")


@settings(deadline=None)
@given(deadlines(), st.integers(0, LAST + 2))
def test_the_summary_follows_from_the_worlds(deadline: Deadline, day: int) -> None:
    found = ask(deadline, day)
    assert found.state == summarise(found.possible)
    assert found.possible == tuple(sorted(set(found.possible)))
    assert found.overdue == (
        "no" if "overdue" not in found.possible else "yes" if found.possible == ("overdue",) else "maybe"
    )
    assert (found.days_overdue is None) == (found.overdue == "no")
    assert found.overdue == "no" or found.ever_overdue != "no"


@settings(deadline=None)
@given(deadlines(), st.integers(0, LAST + 2), st.data())
def test_sharper_records_never_add_a_world(deadline: Deadline, day: int, data: st.DataObject) -> None:
    first = deadline.due[0]
    cutoff = data.draw(st.sampled_from(every(first.cutoff)))
    sharper = replace(deadline, due=(replace(first, cutoff=(cutoff, cutoff)), *deadline.due[1:]))
    assert set(ask(sharper, day).possible) <= set(ask(deadline, day).possible)


@given(intervals(4), st.one_of(st.none(), intervals(4)), st.integers(0, LAST + 2), st.integers(0, LAST + 2))
def test_worlds_agree_with_the_closed_form(cutoff: Days, fulfilled: Days | None, day: int, known_at: int) -> None:
    status = () if fulfilled is None else (StatusReport((3, 3), fulfilled),)
    deadline = Deadline("d", "p", "t", due=(DueAssertion("original", cutoff),), status=status)
    c, d = fulfilled or (known_at + 1, FAR_FUTURE)
    assert evaluate(deadline, day, known_at).state == closed_form(*cutoff, c, d, day)


@given(intervals(4), st.integers(0, LAST + 2), st.integers(0, 5))
def test_time_alone_turns_pending_into_overdue_and_never_back(cutoff: Days, day: int, later: int) -> None:
    deadline = Deadline("d", "p", "t", due=(DueAssertion("original", cutoff),))
    order = ["pending", "possibly_overdue", "certainly_overdue"]
    before, after = (order.index(ask(deadline, on).state) for on in (day, day + later))
    assert before <= after


def many(number: int, effective: Days | None, standing: Standing) -> Deadline:
    """Return a deadline with so many amendments, one a day or all within the days `effective`."""
    due = [
        DueAssertion("amendment", (15 + n, 15 + n), effective=effective or (10 + n, 10 + n), standing=standing)
        for n in range(number)
    ]
    return Deadline("d", "p", "t", due=(DueAssertion("original", (5, 5)), *due))


def test_many_doubtful_records_do_not_multiply() -> None:
    # A walk that doubles with each of them would not end.
    assert evaluate(many(200, None, "claimed"), 400, 400).possible == ("overdue",)
    assert evaluate(many(24, (10, 40), "confirmed"), 30, 30).possible == ("overdue", "pending")
    assert evaluate(many(24, (10, 40), "claimed"), 30, 30).possible == ("overdue", "pending")
    assert evaluate(many(24, (10, 40), "claimed"), 30, 30).cutoff == (5, 38)
