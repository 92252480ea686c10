"""`deadlines --input`: cases of a file are answered in their order without a database, or none of them."""

from __future__ import annotations

import json

import pytest

DAYS = {"as_of": "2005-06-01", "known_at": "2005-06-01"}
PERHAPS = {"id": "tariff", "due": {"cutoff": ["2004-12-31", "2005-12-31"]}, **DAYS}
LATE = {"id": "report", "due": {"cutoff": "2005-03-31"}, "fulfilled": {"when": "2005-04-10"}, **DAYS}
OPEN = {"id": "rules", "due": {"cutoff": "2005-03-31"}, "horizon": "2005-02-01", **DAYS}
EARLY = {"id": "road", "due": {"cutoff": "2007-03-31"}, **DAYS}


def lines(*cases):
    return "".join(f"{json.dumps(case)}\n" for case in cases).encode()


def test_answers_come_in_the_order_of_the_cases(cli):
    found = cli("deadlines", "--input", "-", stdin=lines(OPEN, PERHAPS, LATE, EARLY), url="sqlite:////nowhere.db")
    assert (found.code, found.err) == (0, "")
    assert [(record["id"], record["state"], record["overdue"], record["days_overdue"]) for record in found.records] == [
        ("rules", "certainly_overdue", "yes", [62, 62]),
        ("tariff", "possibly_overdue", "maybe", [1, 152]),
        ("report", "met_late", "no", None),
        ("road", "pending", "no", None),
    ]
    assert [record["horizon"] for record in found.records] == ["beyond", None, None, None]


@pytest.mark.parametrize(
    ("cases", "degree", "code"),
    [
        ([EARLY, LATE], "possible", 0),
        ([EARLY, PERHAPS], "possible", 3),
        ([EARLY, PERHAPS], "certain", 0),
        ([PERHAPS, OPEN], "certain", 1),
        ([PERHAPS, OPEN], "possible", 1),
    ],
)
def test_the_exit_code_is_that_of_the_worst_case(cli, cases, degree, code):
    assert cli("deadlines", "--input", "-", "--fail-on", degree, stdin=lines(*cases)).code == code


def test_all_faults_are_told_and_nothing_is_written(cli, tmp_path):
    file, answers = tmp_path / "cases.jsonl", tmp_path / "answers.jsonl"
    file.write_bytes(
        lines(LATE, {"id": "x", "due": {"cutoff": "2005-13-01"}}, EARLY) + b"{\n" + lines({**OPEN, "silence": 1})
    )
    found = cli("deadlines", "--input", file, "-o", answers)
    assert (found.code, found.out) == (4, "")
    assert [line.partition(": ")[0] for line in found.err.splitlines()[:3]] == [f"{file}:{n}" for n in (2, 4, 5)]
    assert "3 faults found; nothing was written" in found.err
    assert not answers.exists()


def test_answers_in_a_file(cli, tmp_path):
    assert cli("deadlines", "--input", "-", "-o", tmp_path / "a.jsonl", stdin=lines(LATE)).out == ""
    assert json.loads((tmp_path / "a.jsonl").read_text("utf-8"))["state"] == "met_late"
