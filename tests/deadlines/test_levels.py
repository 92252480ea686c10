"""Levels by group and year, and scores and changes by party, against what one deadline at a time says."""

from __future__ import annotations

from itertools import chain

import pytest

from dateline.dates import to_day
from dateline.deadlines.evaluation import evaluate
from dateline.deadlines.kept.groups import Group, groups_of
from dateline.deadlines.kept.levels import levels
from dateline.deadlines.kept.progress import level_of
from dateline.deadlines.kept.score import score
from dateline.deadlines.states import NOT_BINDING
from dateline.model import Deadline, DueAssertion, Participant, StatusReport, Waiver

Y2000, Y2001, Y2002 = (to_day(year, 12, 31) for year in (2000, 2001, 2002))


def promise(number, *reports, waivers=(), actors=("a",), themes=("x",)):
    return Deadline(
        f"d{number}", "p", "t", actors=tuple(Participant(actor) for actor in actors), themes=themes,
        due=(DueAssertion("original", (Y2001, Y2001), known=(Y2000, Y2000)),),
        status=tuple(StatusReport((level, level) if isinstance(level, int) else level, (day, day), known=(day, day))
                     for level, day in reports),
        waivers=waivers,
    )  # fmt: skip


LISTED = [
    promise(1, (1, Y2000), (3, Y2001), actors=("a", "b"), themes=("x", "y")),
    promise(2, (0, Y2000), ((1, 2), Y2001)),
    promise(3, themes=("y",)),
    promise(4, (2, Y2001), themes=(), actors=()),
    promise(5, (2, Y2000), waivers=(Waiver((Y2001, Y2001)),)),
    promise(6, (2, Y2000), waivers=(Waiver((Y2001, Y2001), standing="claimed"),), actors=("b",)),
]


@pytest.mark.parametrize("by", ["party", "programme", "theme"])
@pytest.mark.parametrize("threshold", [1, 2, 3])
def test_levels_are_those_of_the_deadlines_of_the_group(by, threshold):
    rows = levels(LISTED, Y2002, Y2002, by=by, threshold=threshold)
    assert [row.as_of for row in rows] == sorted(row.as_of for row in rows)
    assert {row.as_of for row in rows} == {Y2000, Y2001, Y2002}
    for row in rows:
        judged = [
            (evaluate(each, row.as_of, Y2002, threshold=threshold), level_of(each.status, row.as_of, Y2002))
            for each in LISTED
            if row.group in groups_of(each, by)
        ]
        bound = [(NOT_BINDING.isdisjoint(of.possible), level) for of, level in judged if set(of.possible) - NOT_BINDING]
        for level, (certain, possible) in enumerate(row.at):
            assert certain == sum(surely and found == (level, level) for surely, found in bound)
            assert possible == sum(found is None or found[0] <= level <= found[1] for _, found in bound)
        assert row.deadlines == (sum(surely for surely, _ in bound), len(bound))
        assert row.reached[0] == sum(surely and found is not None and found[0] >= threshold for surely, found in bound)
        assert row.unknown == sum(found is None for _, found in bound)


def test_as_known_then_each_day_counts_what_was_known_on_it():
    (row,) = levels(LISTED[:1], Y2002, None, by="programme", days=[Y2000])
    assert [counts[0] for counts in row.at] == [0, 1, 0, 0]


def test_a_score_by_party_is_that_of_its_deadlines_alone():
    for row in score(LISTED, Y2002, Y2002, by="party", days=[Y2001, Y2002]):
        own = [each for each in LISTED if row.group in groups_of(each, "party")]
        (alone,) = score(own, Y2002, Y2002, days=[row.as_of])
        assert (alone.on_time, alone.level, alone.unknown) == (row.on_time, row.level, row.unknown)
    found = {row.group for row in score(LISTED, Y2002, Y2002, by="party")}
    assert found == set(chain.from_iterable(groups_of(each, "party") for each in LISTED))
    assert Group(None, "nobody named") in found
