"""What stands beside a state: the level in words, what was given up or has stalled, the scales of trackers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.deadlines import evaluate
from dateline.deadlines.counting.periods import Period
from dateline.deadlines.kept.progress import progress
from dateline.model import Deadline, DueAssertion, StatusReport, Waiver

YEAR = Period(days=365)


def report(level, day, **more):
    return StatusReport((level, level) if isinstance(level, int) else level, (day, day), **more)


GIVEN_UP, SET_ASIDE = Waiver((50, 50), basis="abandoned: too dear"), Waiver((60, 60), basis="agreed")
LATER = Waiver((70, 70), basis="Abandoned")
CLAIMED = Waiver((50, 50), basis="abandoned", standing="claimed")

# name, reports, waivers, day judged, words, tracker, barometer, abandoned
CASES = [
    ("no report, not due", [], [], 40, "no report", "not rated", None, "no"),
    ("no report, overdue", [], [], 400, "no report", "in part or broken", None, "no"),
    ("not begun, not due", [report(0, 20)], [], 40, "not begun", "not rated", "none", "no"),
    ("begun, not due", [report(1, 20)], [], 40, "begun", "in the works", "minimum", "no"),
    ("begun, overdue", [report(1, 20)], [], 400, "begun", "broken", "minimum", "no"),
    ("half done, overdue", [report(2, 20)], [], 400, "half done", "in part", "intermediate", "no"),
    ("done", [report(3, 20)], [], 400, "done", "kept", "full", "no"),
    ("done late", [report(3, 350)], [], 400, "done", "kept", "full", "no"),
    ("begun or half done, overdue", [report((1, 2), 20)], [], 400, "begun to half done", "in part or broken",
     "minimum to intermediate", "no"),
    ("a later report of less", [report(2, 20), report(1, 30)], [], 40, "begun", "in the works", "minimum", "no"),
    ("a report of a day to come", [report(2, 45)], [], 40, "no report", "not rated", None, "no"),
    ("given up", [report(1, 20)], [GIVEN_UP], 400, "abandoned", "broken", "minimum", "yes"),
    ("not given up yet", [report(1, 20)], [GIVEN_UP], 40, "begun", "in the works", "minimum", "no"),
    ("waived", [report(1, 20)], [SET_ASIDE], 400, "begun", "not rated", "minimum", "no"),
    ("given up, then waived", [], [GIVEN_UP, SET_ASIDE], 400, "no report", "not rated", None, "no"),
    ("waived, then given up", [], [SET_ASIDE, LATER], 400, "abandoned", "broken", None, "yes"),
    ("waived or given up", [], [SET_ASIDE, replace(LATER, standing="claimed")], 400, "no report",
     "broken or not rated", None, "maybe"),
    ("a claim that it was given up", [report(2, 20)], [CLAIMED], 400, "half done", "in part or broken",
     "intermediate", "maybe"),
]  # fmt: skip


def judged(reports, waivers, as_of, *, quiet=None, stalled_after=None):
    deadline = Deadline(
        "d", "p", "t", due=(DueAssertion("original", (300, 300)),), status=tuple(reports), waivers=tuple(waivers)
    )
    found = evaluate(deadline, as_of, as_of)
    return progress(deadline.status, found.possible, as_of, as_of, as_of if quiet is None else quiet, stalled_after)


@pytest.mark.parametrize(
    ("reports", "waivers", "as_of", "words", "tracker", "barometer", "abandoned"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_progress(reports, waivers, as_of, words, tracker, barometer, abandoned):
    found = judged(reports, waivers, as_of)
    assert (found.words, " or ".join(found.tracker), found.barometer) == (words, tracker, barometer)
    assert (found.abandoned, found.stalled) == (abandoned, None)


@pytest.mark.parametrize(
    ("reports", "as_of", "quiet", "stalled"),
    [
        ([report(1, 20)], 385, None, "no"),
        ([report(1, 20)], 386, None, "yes"),
        ([report(1, 20), report(1, 200)], 386, None, "yes"),
        ([report(1, 20), report(2, 200)], 386, None, "no"),
        ([report(1, 20), report((1, 2), 200)], 386, None, "maybe"),
        ([report(0, 20)], 386, None, "no"),
        ([report(3, 20)], 900, None, "no"),
        ([report(1, 20)], 900, 300, "maybe"),
        ([StatusReport((1, 1), (20, 90))], 400, None, "maybe"),
        ([], 900, None, "no"),
    ],
)
def test_stalled(reports, as_of, quiet, stalled):
    assert judged(reports, [], as_of, quiet=quiet, stalled_after=YEAR).stalled == stalled


UNSURE = StatusReport((2, 2), (30, 40))
"""A report of a day that may be still to come on the days judged here."""


def test_a_report_that_may_be_of_a_later_day_widens_the_level_of_those_that_count():
    assert judged([report(1, 20), UNSURE], [], 35).level == (1, 2)
    assert judged([report(1, 20), UNSURE], [], 29).level == (1, 1)
    assert judged([report(1, 20), UNSURE], [], 40).level == (2, 2)


def test_the_level_is_as_old_as_the_first_report_of_it_behind_all_others_by_their_last_days():
    wide = StatusReport((1, 1), (20, 60))
    for reports in ([wide, UNSURE], [UNSURE, wide]):
        found = judged(reports, [], 99)
        assert (found.level, found.since) == ((1, 1), (20, 60))


def test_stalled_is_a_word_of_trackers_before_it_is_due():
    assert judged([report(1, 20)], [], 290, stalled_after=Period(days=90)).tracker == ("stalled",)
