"""Random records of every kind against an enumeration of all their worlds, one by one and day by day.

The oracle follows the words of docs/semantics/deadlines.md and shares no code with what it checks, but the reader of
dates. DATELINE_RANDOM_RECORDS sets how many records are drawn, DATELINE_RANDOM_SEED which.
"""

from __future__ import annotations

import os
import random
import runpy
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from dateline.dates import FAR_FUTURE, FAR_PAST, parse
from dateline.deadlines import Silence, cutoff, evaluate, evaluation, summarise
from dateline.model import Days, Deadline, DueAssertion, DueKind, Standing, StatusReport, Waiver

NUMBER = int(os.environ.get("DATELINE_RANDOM_RECORDS", "100"))
SEED = int(os.environ.get("DATELINE_RANDOM_SEED", "11"))
FIRST, LAST = -2, 9
RANGE = [*range(-3, 26), FAR_FUTURE]
_WORLDS = runpy.run_path(str(Path(__file__).with_name("test_worlds.py")))
judge, in_force = _WORLDS["judge"], _WORLDS["in_force"]

World = tuple[tuple[int, int, bool], ...]
"""The due dates of a world: last day, effective day, whether it reinstates."""

# What is written of a due date, with its days of January of the year 1.
WRITTEN = {
    "0001-01-05": (5, 5),
    "0001-01-0X": (1, 9),
    "0001-01-05~": (4, 6),
    "0001-01-05?": (5, 5),
    "0001-01-06%": (5, 7),
    "0001-01-0X?": (1, 9),
}
# What is written of a report, with its days, the first of which may be the last day that it speaks of.
SPOKEN = {"[0001-01-03,0001-01-07]": (3, 7), "0001-01-0X": (1, 9), "0001-01-05~": (4, 6)}
SHIFTS = {"by": 0, "by_end": 0, "before": -1}


def days(draw: random.Random, longest: int = 3) -> Days:
    first = draw.randint(1, LAST)
    return first, min(LAST + 2, first + draw.choice((0, 0, 1, draw.randint(0, longest))))


def known(draw: random.Random) -> Days | None:
    return draw.choice((None, None, days(draw, 0), days(draw)))


def due(draw: random.Random, kind: DueKind, effective: Days | None) -> DueAssertion:
    found = DueAssertion(
        kind,
        draw.choice((days(draw), days(draw), (FAR_FUTURE, FAR_FUTURE))),
        effective=effective,
        known=known(draw),
        standing=draw.choice(("confirmed", "confirmed", "claimed")),
        reinstates=kind != "original" and draw.random() < 0.4,
    )
    if draw.random() < 0.4:
        date, rule = parse(draw.choice(list(WRITTEN))), draw.choice(list(SHIFTS))
        return replace(found, due=date, rule=rule, cutoff=cutoff(date, rule))
    return found


def dues(draw: random.Random) -> tuple[DueAssertion, ...]:
    found = [due(draw, "original", draw.choice((None, None, days(draw))))]
    for _ in range(draw.choice((0, 1, 1, 2))):
        if draw.random() < 0.3:
            # A correction names the day of what it corrects, or days around it.
            corrected = draw.choice(found).effective
            wider = corrected and (corrected[0] - draw.randint(0, 1), corrected[1] + draw.randint(0, 1))
            found.append(due(draw, "correction", draw.choice((corrected, wider))))
        else:
            found.append(due(draw, "amendment", days(draw)))
    return tuple(found)


def taken_back(draw: random.Random, record: Any) -> list[Any]:
    if draw.random() < 0.8:
        return [record]
    return [record, replace(record, standing="retracted", known=known(draw))]


def reports(draw: random.Random) -> Iterator[StatusReport]:
    for _ in range(draw.choice((0, 1, 1, 2, 2, 3))):
        low = draw.choice((0, 1, 2, 3, 3, 3))
        level = low, draw.choice((low, low, 3))
        when, date = days(draw), None
        if draw.random() < 0.2:
            date = parse(f"0001-01-{when[0]:02}/0001-01-{when[1]:02}")
        elif draw.random() < 0.2:
            when, date = (5, 5), parse("0001-01-05?")
        elif draw.random() < 0.2:
            text, when = draw.choice(list(SPOKEN.items()))
            date = parse(text)
        event = draw.choice((None, None, None, "e"))
        standing: Standing = draw.choice(("confirmed", "confirmed", "claimed"))
        yield from taken_back(draw, StatusReport(level, when, date, known(draw), standing, event))


def random_record(draw: random.Random) -> Deadline:
    waivers = [
        each
        for _ in range(draw.choice((0, 0, 0, 1, 2)))
        for each in taken_back(
            draw,
            Waiver(
                days(draw, 2),
                known=known(draw),
                standing=draw.choice(("confirmed", "claimed")),
                basis=draw.choice((None, "agreed", "abandoned", "Abandoned: too dear")),
            ),
        )
    ]
    return Deadline("d", "p", "t", due=dues(draw), status=tuple(reports(draw)), waivers=tuple(waivers))


# The oracle.


def every(interval: Days | None, default: int = 0) -> list[int]:
    return [default] if interval is None else list(range(interval[0], interval[1] + 1))


def counting(record: Any, retraction: Any, known_at: int) -> set[bool]:
    """Return whether a record counts, over the days on which it and its retraction may have become known."""
    truths = (True, False) if record.standing == "claimed" else (True,)
    gone = [FAR_FUTURE] if retraction is None else every(retraction.known, FAR_PAST)
    return {
        truth and day <= known_at < end for truth in truths for day in every(record.known, FAR_PAST) for end in gone
    }


def with_retractions(records: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    for place, record in enumerate(records):
        if record.standing != "retracted":
            following = records[place + 1] if place + 1 < len(records) else None
            same = following is not None and following.standing == "retracted" and following.said == record.said
            yield record, following if same else None


def root_of(entries: tuple[DueAssertion, ...], place: int) -> int:
    entry = entries[place]
    if entry.kind != "correction":
        return place
    for same in (True, False):
        for other in range(place - 1, -1, -1):
            one, two = entries[other].effective, entry.effective
            meets = one is not None and two is not None and one[0] <= two[1] and two[0] <= one[1]
            if one == two if same else meets or (two is None and entries[other].kind == "original"):
                return root_of(entries, other)
    raise AssertionError("a correction of nothing")


def last_days(entry: DueAssertion) -> list[int]:
    if entry.cutoff[0] == FAR_FUTURE:
        return [FAR_FUTURE]
    if entry.due is None or entry.rule is None:
        return every(entry.cutoff)
    first, last = WRITTEN[entry.due.edtf]
    return list(range(first + SHIFTS[entry.rule], last + SHIFTS[entry.rule] + 1))


def courses(deadline: Deadline, known_at: int, *, amended: bool) -> Iterator[World]:
    """Yield the due dates of every world: last day, effective day, whether it reinstates."""
    entries = deadline.due
    roots = [root_of(entries, place) for place in range(len(entries))]
    seen = []
    for entry in entries:
        options = counting(entry, None, known_at)
        if entry.rule and entry.due and entry.due.edtf[-1] in "?%":
            options = {False, *options} if True in options else options
        seen.append(options)
    for chosen in product(*seen):
        counted = {root: place for place, root in enumerate(roots) if chosen[place]}
        if not amended:
            counted = {root: place for root, place in counted.items() if entries[root].kind != "amendment"}
        worlds = [
            [
                (last, day, entries[place].reinstates or entries[root].reinstates)
                for last in last_days(entries[place])
                for day in every(entries[place].effective or entries[root].effective, FAR_PAST)
            ]
            for root, place in sorted(counted.items())
        ]
        yield from product(*worlds)


def spoken_to(report: StatusReport) -> int:
    """Return the day up to which a report of a lower level speaks in every world."""
    several = report.date is not None and report.date.edtf in SPOKEN
    return report.when[0] if several else report.when[1]


def statements(
    report: StatusReport, others: list[StatusReport], known_at: int, threshold: int
) -> Iterator[list[tuple[set[int], bool]]]:
    """Yield what a report may say in a world in which `others` count too: days, and whether it was done."""
    (low, high), (first, last) = report.level, report.when
    own_day = report.event is not None or (report.date is not None and "/" in report.date.edtf)
    if low >= 3 and not own_day:
        earlier = [spoken_to(other) for other in others if other.level[1] < threshold and other.when[1] < first]
        first = max(earlier) + 1 if earlier else first
    exact = low >= 3 or (low < threshold and high >= 3 and own_day)
    done = {day for day in RANGE if day <= last and (day >= first or not exact)}
    undone = {day for day in RANGE if day > min(spoken_to(report), known_at)}
    doubted = report.date is not None and report.date.uncertain
    until = max(known_at if report.known is None else min(known_at, report.known[1]), last)
    some_time = {day for day in RANGE if day <= until}, True
    if low < threshold and (doubted or high >= threshold):
        yield []
    if high >= threshold:
        # What is done on an uncertain day is done at some time in any case.
        yield [(done, True), some_time] if doubted else [(done, True)]
        if doubted:
            yield [some_time]
    if low < threshold:
        yield [(undone, False)]


def fulfilments(deadline: Deadline, known_at: int, quiet: int, threshold: int) -> set[int]:
    """Return the possible days of fulfilment."""
    found: set[int] = set()
    listed = list(with_retractions(deadline.status))
    for chosen in product(*(counting(report, retraction, known_at) for report, retraction in listed)):
        counted = [report for (report, _), counts in zip(listed, chosen, strict=True) if counts]
        # A report whose day is uncertain censors others only in some worlds.
        doubted = [report for report in counted if report.date is not None and report.date.uncertain]
        for trusted in product((True, False), repeat=len(doubted)):
            left = {id(report) for report, trust in zip(doubted, trusted, strict=True) if not trust}
            others = [report for report in counted if id(report) not in left]
            said = [list(statements(report, others, known_at, threshold)) for report in counted]
            for world in product(*said):
                found |= agreed([each for statement in world for each in statement], quiet)
    return found


def agreed(said: list[tuple[set[int], bool]], quiet: int) -> set[int]:
    groups = {frozenset(n for n, (days, _) in enumerate(said) if day in days) for day in RANGE}
    found: set[int] = set()
    for group in groups:
        if not any(group < other for other in groups):
            common = set(RANGE).intersection(*(said[n][0] for n in group))
            if not any(said[n][1] for n in group):
                # Only silence is left: it was done after the last day on which it surely was not.
                common = {day for day in RANGE if day > quiet and all(day >= min(said[n][0]) for n in group)}
            found |= common
    return found


def history(world: World, set_aside: tuple[tuple[int, str], ...], y: int, cutoffs: list[int | None]) -> list[str]:
    """Return the states at the end of each day from FIRST on, as many as there are cutoffs in force on them."""
    if not world:
        return ["not_recorded"] * len(cutoffs)
    ends = [(w, min((e for _, e, back in world if back and e > w), default=FAR_FUTURE)) for w, _ in set_aside]
    counts, x_y = all(y <= w or y >= r for w, r in ends), in_force(list(world), y)
    met = "met_on_time" if x_y is None or y <= x_y else "met_late"
    found = []
    for day, x in enumerate(cutoffs, FIRST):
        if counts and y <= day:
            found.append(met)
        elif any(w <= day < r for w, r in ends):
            # The last waiver up to the day says what it is: set aside, or given up.
            found.append(max((w, entry, state) for entry, (w, state) in enumerate(set_aside) if w <= day)[2])
        elif x is None:
            found.append("not_in_force")
        else:
            found.append("overdue" if day > x else "open_ended" if x == FAR_FUTURE else "pending")
    return found


def oracle(
    deadline: Deadline, day: int, known_at: int, silence: Silence, threshold: int, watched: int | None, *, amended: bool
) -> tuple[set[str], set[bool], set[int], set[int]]:
    """Return the states, the answers to "ever overdue?", the days overdue and the cutoffs in force of all worlds."""
    until = known_at if watched is None else min(known_at, watched)
    done_on = fulfilments(deadline, known_at, until if silence == "unmet" else FAR_PAST, threshold)
    waivers = [
        [
            (day, "abandoned" if str(waiver.basis).lower().startswith("abandoned") else "waived") if counts else ()
            for counts in counting(waiver, retraction, known_at)
            for day in every(waiver.effective)
        ]
        for waiver, retraction in with_retractions(deadline.waivers)
    ]
    set_aside = {tuple(waiver for waiver in world if waiver) for world in product(*waivers)}
    states, ever, late, cutoffs = set[str](), set[bool](), set[int](), set[int]()
    courses_seen = set(courses(deadline, known_at, amended=amended))
    for world in courses_seen:
        due_on = [in_force(list(world), past) for past in range(FIRST, day + 1)]
        cutoffs |= set() if due_on[-1] is None else {due_on[-1]}
        for waived, y in product(set_aside, done_on):
            lived = history(world, waived, y, due_on)
            states.add(lived[-1])
            ever.add("overdue" in lived)
            if lived[-1] == "overdue":
                late.add(day - due_on[-1])
    return states, ever, late, cutoffs


def hull(found: set[int]) -> Days | None:
    return (min(found), max(found)) if found else None


def test_a_history_is_what_each_day_is_judged() -> None:
    draw = random.Random(SEED)
    for _ in range(40):
        world = tuple(
            (draw.choice((*range(9), FAR_FUTURE)), draw.randint(-2, 6), draw.random() < 0.4) for _ in range(2)
        )
        waived = tuple((draw.randint(1, 6), draw.choice(("waived", "abandoned"))) for _ in range(draw.randint(0, 2)))
        y, past = draw.randint(1, 12), range(FIRST, LAST)
        due_on = [in_force(list(world), day) for day in past]
        assert history(world, waived, y, due_on) == [judge(list(world), list(waived), y, day) for day in past]


def test_random_records(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(SEED)
    for _ in range(NUMBER):
        deadline = random_record(draw)
        question: Any = (
            draw.randint(1, LAST + 3),
            draw.randint(1, LAST + 4),
            draw.choice(("unmet", "unmet", "unknown")),
            draw.choice((3, 3, 2, 1)),
            draw.choice((None, None, draw.randint(1, LAST))),
        )
        amended = any(entry.kind == "amendment" for entry in deadline.due)
        expected = oracle(deadline, *question, amended=True)
        original = summarise(oracle(deadline, *question, amended=False)[0]) if amended else None  # type: ignore[arg-type]
        for overlapping in (6, -1):  # a walk through the worlds, and by the records that decide
            monkeypatch.setattr(evaluation, "_MOST_OVERLAPPING", overlapping)
            compare(deadline, question, expected, original, exact=overlapping > 0)


def compare(deadline: Deadline, question: Any, expected: Any, original: str | None, *, exact: bool) -> None:
    (states, ever, late, cutoffs), told = expected, (deadline, question, exact)
    day, known_at, silence, threshold, watched = question
    found = evaluate(deadline, day, known_at, silence=silence, threshold=threshold, observed_through=watched)
    assert set(found.possible) == states, told
    assert found.days_overdue == hull(late), told
    assert found.cutoff == hull(cutoffs), told
    answer = "no" if True not in ever else "yes" if ever == {True} else "maybe"
    assert found.ever_overdue == answer or (not exact and (answer, found.ever_overdue) == ("yes", "maybe")), told
    assert ("possibly" in found.state) == any(words in found.why for words in (" only if ", "in doubt", "together")), (
        told
    )
    assert original is None or found.vs_original == original, told
