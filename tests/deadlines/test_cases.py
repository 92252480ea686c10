"""JSON cases: what they may hold, and the worked cases of a file named by DATELINE_TRUTH_TABLE."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from dateline.dates import FAR_FUTURE, FAR_PAST, InvalidDate, parse_day
from dateline.deadlines import evaluate, place
from dateline.deadlines.cases import read_case
from dateline.errors import InvalidQuery

WHOLE: dict[str, Any] = {
    "id": "x1",
    "due": {"cutoff": ["2001-04-30", None], "text": "within a year", "known": "2000-02-02",
     "in_force": "2000-03-03"},
    "fulfilled": {"when": [None, "2001-05-05"], "known": ["2001-05-06", "2001-05-07"], "standing": "claimed"},
    "waived": {"effective": ["2001-01-01", "2001-01-31"], "known": None},
    "amendments": [{"due": None, "effective": "2000-12-01", "known": None, "kind": "amendment",
    "reinstates": True}],
    "unmet_as_of": "2001-03-03",
    "silence": "unknown",
    "horizon": "2001-09-09",
    "as_of": "2001-06-01",
    "known_at": "2001-07-01",
}  # fmt: skip


def day(text: str) -> int:
    return parse_day(text)


def test_every_key_is_read() -> None:
    case = read_case(WHOLE)
    original, change = case.deadline.due
    done, outstanding = case.deadline.status
    (waiver,) = case.deadline.waivers
    assert (case.deadline.id, case.deadline.title) == ("x1", "within a year")
    assert (original.cutoff, original.known) == ((day("2001-04-30"), FAR_FUTURE), (day("2000-02-02"),) * 2)
    assert original.effective == (day("2000-03-03"),) * 2
    assert (change.kind, change.cutoff, change.reinstates) == ("amendment", (FAR_FUTURE, FAR_FUTURE), True)
    assert (done.level, done.when, done.standing) == ((3, 3), (FAR_PAST, day("2001-05-05")), "claimed")
    assert done.known == (day("2001-05-06"), day("2001-05-07"))
    assert (outstanding.level, outstanding.when) == ((0, 0), (day("2001-03-03"),) * 2)
    assert (waiver.effective, waiver.known) == ((day("2001-01-01"), day("2001-01-31")), None)
    assert (case.as_of, case.known_at, case.silence) == (day("2001-06-01"), day("2001-07-01"), "unknown")
    assert case.horizon == (day("2001-09-09"),) * 2


def test_only_the_two_days_are_needed() -> None:
    case = read_case({"as_of": "2001-06-01", "known_at": "2001-06-01"})
    assert (case.deadline.due, case.deadline.status, case.silence, case.horizon) == ((), (), "unmet", None)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"as_of": None}, InvalidQuery, "'as_of'"),
        ({"known_at": 2001}, InvalidQuery, "'known_at'"),
        ({"as_of": "2001-02-30"}, InvalidDate, "28 days"),
        ({"silence": "loud"}, InvalidQuery, "'loud'"),
        ({"due": "2001"}, InvalidQuery, "due must be a JSON object"),
        ({"due": {"cutoff": ["2001-01-01"]}}, InvalidQuery, "cutoff must be a day or"),
        ({"due": {"cutoff": ["2001-01-02", "2001-01-01"]}}, InvalidQuery, "ends before it starts"),
        ({"fulfilled": {"when": None}}, InvalidQuery, "when must be a day or"),
        (
            {"fulfilled": {"when": "2001-01-01", "standing": "sure"}},
            InvalidQuery,
            "standing cannot be 'sure'",
        ),
        ({"amendments": [{"kind": "original"}]}, InvalidQuery, "kind cannot be 'original'"),
        ({"amendments": ["2001-01-01"]}, InvalidQuery, "amendments must be a list of JSON objects"),
        ({"amendments": {"due": None}}, InvalidQuery, "amendments must be a list of JSON objects"),
        ({"amendments": [{"reinstates": "no"}]}, InvalidQuery, "reinstates must be true or false"),
        ({"fulfiled": None}, InvalidQuery, "unknown key 'fulfiled' in the case"),
        ({"due": {"cutof": "2001-01-01"}}, InvalidQuery, "unknown key 'cutof' in due"),
        ({"waived": {"effective": "2001", "until": "2002"}}, InvalidQuery, "unknown key 'until' in waived"),
        ({"status": [{"level": 3, "wen": "2001"}]}, InvalidQuery, "unknown key 'wen' in status"),
        ({"status": [{"level": 4, "when": "2001"}]}, InvalidQuery, "level must be 0 to 3"),
        ({"due": {"due": "2001"}}, InvalidQuery, "due needs a rule"),
        ({"due": {"due": "2001", "rule": "about"}}, InvalidDate, "no reading rule"),
        ({"fulfilled": {"when": "2001", "standing": "retracted"}}, InvalidQuery, "a retraction needs its day"),
        ({"amendments": [{"kind": "correction", "due": None, "effective": "1999"}]}, InvalidQuery, "corrects nothing"),
        ({"threshold": 4}, InvalidQuery, "threshold must be"),
    ],
)
def test_faults_are_named(change: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        read_case({**WHOLE, **change})


def test_a_case_is_an_object() -> None:
    with pytest.raises(InvalidQuery, match="JSON object"):
        read_case([])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cutoff", "horizon", "placement"),
    [
        ((10, 20), (20, 20), "within"),
        ((10, 21), (20, 20), "possibly_beyond"),
        ((20, 21), (20, 20), "possibly_beyond"),
        ((21, 30), (20, 20), "beyond"),
        ((10, 20), (15, 25), "possibly_beyond"),
        ((10, 15), (15, 25), "within"),
        ((10, FAR_FUTURE), (5, 9), "beyond"),
    ],
)
def test_horizon(cutoff: tuple[int, int], horizon: tuple[int, int], placement: str) -> None:
    assert place(cutoff, horizon) == placement


def truth_table() -> list[Any]:
    path = os.environ.get("DATELINE_TRUTH_TABLE")
    if not path:
        reason = "DATELINE_TRUTH_TABLE names no file of worked cases"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason), id="none")]
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, filter(str.strip, lines))]


@pytest.mark.parametrize("worked", truth_table())
def test_truth_table(worked: dict[str, Any]) -> None:
    case = read_case(worked)
    found = evaluate(case.deadline, case.as_of, case.known_at, silence=case.silence)
    answers = {
        "expected_state": found.state,
        "expected_possible": list(found.possible),
        "expected_overdue": found.overdue,
        "expected_days_overdue": None if found.days_overdue is None else list(found.days_overdue),
        "expected_ever_overdue": found.ever_overdue,
        "expected_vs_original": found.vs_original,
        "expected_hindsight": found.hindsight,
        "expected_forecast": found.forecast,
        "expected_horizon": place(found.cutoff, case.horizon) if found.cutoff and case.horizon else None,
    }
    expected = {key: value for key, value in worked.items() if key.startswith("expected_")}
    assert {key: answers[key] for key in expected} == expected
