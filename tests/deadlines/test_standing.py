"""Standing has a day: what was taken back later counts as known before; a correction names what it corrects."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.deadlines import evaluate
from dateline.deadlines.cascade import cascade
from dateline.deadlines.conditions import resolved
from dateline.deadlines.courses import corrected_entries
from dateline.formats.curated.folder import read_paths
from dateline.model import Deadline, Dependency, DueAssertion, Horizon, HorizonDate, StatusReport, Waiver

DUE = (DueAssertion("original", (10, 10)),)


def states(deadline: Deadline, *days: int, known_at: int | None = None) -> list[str]:
    return [evaluate(deadline, day, known_at or day).state for day in days]


def test_a_report_counts_until_its_retraction_is_known() -> None:
    report = StatusReport((3, 3), (8, 8), known=(9, 9))
    taken_back = replace(report, standing="retracted", known=(20, 22))
    deadline = Deadline("d", "p", "t", due=DUE, status=(report, taken_back))
    assert states(deadline, 8, 9, 19, 20, 22) == [
        "pending", "met_on_time", "met_on_time", "possibly_overdue", "certainly_overdue",
    ]  # fmt: skip
    assert states(deadline, 15, known_at=30) == ["certainly_overdue"]


def test_only_the_report_that_says_the_same_is_taken_back() -> None:
    report = StatusReport((3, 3), (8, 8))
    other = StatusReport((3, 3), (7, 7), standing="retracted")
    assert states(Deadline("d", "p", "t", due=DUE, status=(report, other)), 15) == ["met_on_time"]
    assert states(Deadline("d", "p", "t", due=DUE, status=(other,)), 15) == ["certainly_overdue"]


def test_a_waiver_a_dependency_and_the_day_of_a_horizon_are_taken_back() -> None:
    waiver = Waiver((5, 5))
    deadline = Deadline("d", "p", "t", due=DUE, waivers=(waiver, replace(waiver, standing="retracted", known=(20, 20))))
    assert states(deadline, 19, 20) == ["waived", "certainly_overdue"]
    wait = Dependency("e")
    waiting = Deadline("d", "p", "t", due=DUE, depends=(wait, replace(wait, standing="retracted", known=(20, 20))))
    assert [cascade([waiting], day, day)[0].unknown for day in (19, 20)] == [("e",), ()]
    stated = HorizonDate((3, 3))
    horizon = Horizon("h", "h", dates=(stated, replace(stated, standing="retracted", known=(20, 20))))
    due = DueAssertion("original", (2, 2), awaits=(0, 2), of="h")
    awaiting = resolved(Deadline("d", "p", "t", due=(due,)), {"h": horizon})
    assert states(awaiting, 19, 20) == ["certainly_overdue", "pending"]


@pytest.mark.parametrize(
    ("effective", "root"),
    [((12, 12), 1), ((12, 14), 1), ((10, 30), 2), ((21, 25), 2), (None, 0), ((15, 16), 3)],
)
def test_a_correction_corrects_what_its_days_meet(effective: tuple[int, int] | None, root: int) -> None:
    entries = (
        DueAssertion("original", (10, 10)),
        DueAssertion("amendment", (20, 20), effective=(12, 12)),
        DueAssertion("amendment", (30, 30), effective=(20, 22)),
        DueAssertion("correction", (40, 40), effective=effective),
    )
    assert corrected_entries(entries)[3] == root


HEAD = """[[source]]
id = "s"
title = "S"
[[programme]]
id = "p"
title = "P"
citations = [{ source = "s" }]
[[deadline]]
id = "d"
title = "D"
programme = "p"
force = "binding"
confidence = "high"
[[deadline.due]]
kind = "original"
due = "2001-06-30"
rule = "by"
citations = [{ source = "s" }]
"""
REPORT = '[[deadline.status]]\nlevel = 3\nwhen = "2001-05-01"\nknown = "2001-05-10"\ncitations = [{ source = "s" }]\n'


def read(folder: Path, text: str) -> tuple[list[Deadline], list[str]]:
    (folder / "all.toml").write_text(HEAD + text, "utf-8")
    found = read_paths([("x", folder)])
    return list(found.deadlines.values()), [fault.message for fault in found.faults]


def test_a_retraction_is_written_with_its_day(tmp_path: Path) -> None:
    (deadline,), faults = read(tmp_path, REPORT + 'retracted = "2003-02-01"\n')
    assert (faults, [report.standing for report in deadline.status]) == ([], ["confirmed", "retracted"])
    dumped = REPORT + REPORT + 'standing = "retracted"\n'.replace("2001-05-10", "2003")
    assert read(tmp_path, dumped)[1] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (REPORT + 'standing = "retracted"\n', "a retraction needs its day"),
        (REPORT + 'retracted = "2000"\n', "retracted before it was known"),
    ],
)  # fmt: skip
def test_faults(tmp_path: Path, text: str, fault: str) -> None:
    faults = read(tmp_path, text)[1]
    assert [fault in each for each in faults] == [True] * len(faults)
    assert bool(faults) == bool(fault)


def test_a_correction_of_nothing_is_a_fault(tmp_path: Path) -> None:
    known = HEAD.replace('kind = "original"\n', 'kind = "original"\nknown = "2000-01-01"\n')
    text = '[[deadline.due]]\nkind = "correction"\ndue = "2001-12-31"\nrule = "by"\neffective = "2001-02-15"\n'
    (tmp_path / "all.toml").write_text(known + text + 'citations = [{ source = "s" }]\n', "utf-8")
    faults = [fault.message for fault in read_paths([("x", tmp_path)]).faults]
    assert faults == ["a correction that corrects nothing"]
