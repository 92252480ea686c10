"""Worked cases, one rule each, as JSON objects of `dateline.deadlines.cases`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dateline.dates import FAR_PAST, parse, parse_day
from dateline.deadlines import Assessment, evaluate
from dateline.deadlines.cases import read_case
from dateline.model import Days, Deadline, DueAssertion, StatusReport

JUNE = {"cutoff": ["2002-06-30", "2002-06-30"], "text": "by the end of June 2002"}
SUMMER = {"cutoff": ["2002-08-31", "2002-09-22"], "text": "in summer 2002"}
OPEN = {"cutoff": ["2002-06-30", None], "text": "within a year of entry"}
DONE_MAY = {"when": ["2002-05-07", "2002-05-07"]}
DONE_JULY = {"when": ["2002-07-01", "2002-07-31"]}
WAIVED_MARCH = {"effective": ["2002-03-10", "2002-03-10"]}
TO_OCTOBER = {"due": ["2002-10-31", "2002-10-31"]}
TO_FEBRUARY = {"due": ["2002-02-28", "2002-02-28"], "effective": "2002-01-15"}


def changed(change: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"amendments": [{**change, **more}]}


# name, due, day judged, other records, expected fields of the answer
CASES: list[tuple[str, dict[str, Any] | None, str, dict[str, Any], dict[str, Any]]] = [
    ("nothing recorded", None, "2002-01-01", {}, {"state": "not_recorded", "cutoff": None}),
    ("not known yet", {**JUNE, "known": "2002-02-01"}, "2002-01-01", {"known_at": "2002-01-31"},
     {"state": "not_recorded", "ever_overdue": "no"}),
    ("perhaps known", {**JUNE, "known": ["2002-01-20", "2002-02-10"]}, "2002-01-25",
     {"known_at": "2002-01-31"},
     {"state": "possibly_recorded", "possible": ("not_in_force", "not_recorded", "pending")}),
    ("perhaps known and late", {**JUNE, "known": ["2002-08-01", "2002-08-31"]}, "2002-08-10",
     {"known_at": "2002-08-10"}, {"possible": ("not_recorded", "overdue"), "overdue": "maybe"}),
    ("perhaps known, and in force some day later", {**JUNE, "known": ["2002-08-01", "2002-08-31"],
     "in_force": ["2002-08-01", "2002-08-30"]}, "2002-08-10", {"known_at": "2002-08-10"},
     {"possible": ("not_in_force", "not_recorded", "overdue")}),
    ("an amendment that takes effect when it is known", JUNE, "2002-08-10",
     {"known_at": "2002-08-02", "amendments": [
         {"due": "2002-07-31", "known": ["2002-08-01", "2002-08-31"]},
         {"due": "2002-08-01", "effective": "2002-08-04"}]},
     {"possible": ("met_late", "overdue"), "days_overdue": (9, 9)}),
    ("only claimed to exist", {**JUNE, "standing": "claimed"}, "2002-01-01", {},
     {"state": "possibly_recorded"}),
    ("last day", JUNE, "2002-06-30", {}, {"state": "pending", "days_overdue": None, "overdue": "no"}),
    ("first day after", JUNE, "2002-07-01", {}, {"state": "certainly_overdue", "days_overdue": (1, 1)}),
    ("inside a fuzzy cutoff", SUMMER, "2002-09-10", {},
     {"state": "possibly_overdue", "days_overdue": (1, 10)}),
    ("last fuzzy day", SUMMER, "2002-09-22", {}, {"overdue": "maybe", "ever_overdue": "maybe"}),
    ("after a fuzzy cutoff", SUMMER, "2002-09-23", {}, {"overdue": "yes", "days_overdue": (1, 23)}),
    ("end not known", OPEN, "2002-07-30", {}, {"state": "possibly_overdue", "days_overdue": (1, 30)}),
    ("start still ahead", OPEN, "2002-06-30", {}, {"state": "pending", "overdue": "no"}),
    ("done in time", JUNE, "2002-05-07", {"fulfilled": DONE_MAY}, {"state": "met_on_time"}),
    ("eve of fulfilment", JUNE, "2002-05-06", {"fulfilled": DONE_MAY}, {"state": "pending"}),
    ("done on some day of July", JUNE, "2002-08-01", {"fulfilled": DONE_JULY},
     {"state": "met_late", "ever_overdue": "maybe"}),
    ("perhaps done by now", JUNE, "2002-07-10", {"fulfilled": DONE_JULY},
     {"possible": ("met_late", "overdue"), "days_overdue": (10, 10)}),
    ("done about the cutoff", SUMMER, "2002-10-01", {"fulfilled": {"when": ["2002-09-10", "2002-09-10"]}},
     {"state": "met_possibly_late"}),
    ("done by a day", JUNE, "2002-10-01", {"fulfilled": {"when": [None, "2002-09-01"]}},
     {"state": "met_possibly_late", "ever_overdue": "maybe"}),
    ("report not known yet", JUNE, "2002-07-20", {"fulfilled": {**DONE_MAY, "known": "2002-09-01"},
     "known_at": "2002-07-20"}, {"state": "certainly_overdue", "hindsight": False}),
    ("report perhaps known", JUNE, "2002-07-20",
     {"fulfilled": {**DONE_MAY, "known": ["2002-07-01", "2002-09-01"]},
     "known_at": "2002-07-20"}, {"possible": ("met_on_time", "overdue")}),
    ("report taken back", JUNE, "2002-07-20", {"fulfilled": {**DONE_MAY, "retracted": "2003"}},
     {"state": "certainly_overdue"}),
    ("fulfilment claimed", JUNE, "2002-06-01", {"fulfilled": {**DONE_MAY, "standing": "claimed"}},
     {"state": "possibly_met", "possible": ("met_on_time", "pending")}),
    ("forecast", JUNE, "2002-07-01", {"known_at": "2002-06-15"},
     {"state": "possibly_overdue", "forecast": True}),
    ("forecast before the cutoff", JUNE, "2002-06-30", {"known_at": "2002-06-15"}, {"state": "possibly_met"}),
    ("silence proves nothing", JUNE, "2002-07-01", {"silence": "unknown"},
     {"possible": ("met_late", "met_on_time", "overdue"), "ever_overdue": "maybe"}),
    ("outstanding that day", JUNE, "2002-07-09", {"silence": "unknown", "unmet_as_of": "2002-07-09"},
     {"state": "certainly_overdue", "days_overdue": (9, 9)}),
    ("outstanding until a day before", JUNE, "2002-07-10",
     {"silence": "unknown", "unmet_as_of": "2002-07-09"},
     {"possible": ("met_late", "overdue"), "ever_overdue": "yes"}),
    ("outstanding until inside the window", JUNE, "2002-08-01",
     {"fulfilled": {"when": ["2002-06-01", "2002-07-31"]}, "unmet_as_of": "2002-06-30"},
      {"state": "met_late"}),
    ("sources contradict", JUNE, "2002-08-01", {"fulfilled": DONE_MAY, "unmet_as_of": "2002-07-20"},
     {"possible": ("met_on_time", "overdue")}),
    ("extended in time", JUNE, "2002-09-01", changed(TO_OCTOBER, effective="2002-06-01"),
     {"state": "pending", "ever_overdue": "no", "vs_original": "certainly_overdue"}),
    ("extended too late", JUNE, "2002-09-01", changed(TO_OCTOBER, effective="2002-07-02"),
     {"state": "pending", "ever_overdue": "yes"}),
    ("extended on the first day after", JUNE, "2002-09-01", changed(TO_OCTOBER, effective="2002-07-01"),
     {"state": "pending", "ever_overdue": "no"}),
    ("extended some time around", JUNE, "2002-09-01", changed(TO_OCTOBER, effective=["2002-06-20",
     "2002-07-20"]),
     {"state": "pending", "ever_overdue": "maybe"}),
    ("brought forward", JUNE, "2002-03-01", changed(TO_FEBRUARY),
     {"state": "certainly_overdue", "days_overdue": (1, 1), "vs_original": "pending"}),
    ("met under the shorter term", JUNE, "2002-06-01", {**changed(TO_FEBRUARY), "fulfilled": DONE_MAY},
     {"state": "met_late", "vs_original": "met_on_time"}),
    ("amendment not known yet", JUNE, "2002-03-01", {**changed(TO_FEBRUARY, known="2003-01-01"),
     "known_at": "2002-03-01"}, {"state": "pending"}),
    ("amendment claimed", JUNE, "2002-09-01", changed(TO_OCTOBER, effective="2002-06-01", standing="claimed"),
     {"state": "possibly_overdue", "possible": ("overdue", "pending")}),
    ("suspended", JUNE, "2002-09-01", changed({"due": None}, effective="2002-06-01"),
     {"state": "open_ended", "vs_original": "certainly_overdue"}),
    ("perhaps suspended", JUNE, "2002-06-10", changed({"due": None}, effective="2002-06-01",
     standing="claimed"),
     {"state": "pending", "possible": ("open_ended", "pending")}),
    ("later entry wins the same day", JUNE, "2002-09-01", {"amendments": [
        {"due": ["2002-07-31", "2002-07-31"], "effective": "2002-06-01"},
         {**TO_OCTOBER, "effective": "2002-06-01"}]},
     {"state": "pending"}),
    ("corrected", JUNE, "2002-09-01", changed(TO_OCTOBER, kind="correction"),
     {"state": "pending", "ever_overdue": "no", "vs_original": "pending"}),
    ("corrected later", JUNE, "2002-09-01", {**changed(TO_OCTOBER, kind="correction", known="2004-01-01"),
     "known_at": "2003-12-31"}, {"state": "certainly_overdue"}),
    ("correction keeps the entry into force", {**JUNE, "in_force": "2002-02-01"}, "2002-01-31",
     changed(TO_OCTOBER, kind="correction"), {"state": "not_in_force"}),
    ("correction of an original in force later", {**JUNE, "in_force": "2002-02-01"}, "2002-09-01",
     changed(TO_OCTOBER, kind="correction"), {"state": "pending"}),
    ("correction of an amendment", JUNE, "2002-09-01", {"amendments": [
        {**TO_OCTOBER, "effective": "2002-06-01"},
        {"due": ["2002-08-31", "2002-08-31"], "effective": "2002-06-01", "kind": "correction"}]},
     {"state": "certainly_overdue", "days_overdue": (1, 1), "vs_original": "certainly_overdue"}),
    ("waived", JUNE, "2002-09-01", {"waived": WAIVED_MARCH}, {"state": "waived", "ever_overdue": "no"}),
    ("waived tomorrow", JUNE, "2002-03-09", {"waived": WAIVED_MARCH}, {"state": "pending"}),
    ("waived some time around", JUNE, "2002-07-05", {"waived": {"effective": ["2002-06-25", "2002-07-20"]}},
     {"possible": ("overdue", "waived"), "ever_overdue": "maybe"}),
    ("perhaps waived in time", JUNE, "2002-06-26", {"waived": {"effective": ["2002-06-25", "2002-07-20"]}},
     {"state": "possibly_waived"}),
    ("waiver not known yet", JUNE, "2002-09-01", {"waived": {**WAIVED_MARCH, "known": "2003-01-01"},
     "known_at": "2002-09-01"}, {"state": "certainly_overdue"}),
    ("waiver claimed", JUNE, "2002-09-01", {"waived": {**WAIVED_MARCH, "standing": "claimed"}},
     {"possible": ("overdue", "waived")}),
    ("waiver taken back", JUNE, "2002-09-01", {"waived": {**WAIVED_MARCH, "retracted": "2003"}},
     {"state": "certainly_overdue"}),
    ("done while waived", JUNE, "2002-09-01", {"waived": WAIVED_MARCH, "fulfilled": DONE_MAY},
     {"state": "waived"}),
    ("done before the waiver", JUNE, "2002-09-01",
     {"waived": {"effective": ["2002-05-08", "2002-05-08"]}, "fulfilled": DONE_MAY},
      {"state": "met_on_time"}),
    ("done while waived, then reinstated", JUNE, "2002-11-02",
     {"waived": WAIVED_MARCH, "fulfilled": DONE_MAY, **changed(TO_OCTOBER, effective="2002-08-01",
      reinstates=True)},
     {"state": "certainly_overdue", "days_overdue": (2, 2), "vs_original": "waived"}),
    ("amended while waived", JUNE, "2002-11-02",
     {"waived": WAIVED_MARCH, **changed(TO_OCTOBER, effective="2002-08-01")}, {"state": "waived"}),
    ("done on the day of reinstatement", JUNE, "2002-11-02",
     {"waived": WAIVED_MARCH, "fulfilled": {"when": ["2002-08-01", "2002-08-01"]},
      **changed(TO_OCTOBER, effective="2002-08-01", reinstates=True)}, {"state": "met_on_time"}),
    ("in force tomorrow", {**JUNE, "in_force": "2002-02-01"}, "2002-01-31", {}, {"state": "not_in_force"}),
    ("in force some time around", {**JUNE, "in_force": ["2002-01-15", "2002-02-15"]}, "2002-01-31", {},
     {"state": "not_overdue", "possible": ("not_in_force", "pending")}),
    ("done before entry into force", {**JUNE, "in_force": "2002-05-20"}, "2002-05-10",
     {"fulfilled": DONE_MAY},
     {"state": "met_on_time"}),
    ("in force after its own cutoff", {**JUNE, "in_force": "2002-07-15"}, "2002-07-15", {},
     {"state": "certainly_overdue", "days_overdue": (15, 15)}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("due", "as_of", "records", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_case(due: Any, as_of: str, records: dict[str, Any], expected: dict[str, Any]) -> None:
    case = read_case({"known_at": "2010-01-01", **records, "due": due, "as_of": as_of})
    found = evaluate(case.deadline, case.as_of, case.known_at, silence=case.silence)
    assert {field: getattr(found, field) for field in expected} == expected


def days(first: str, last: str | None = None) -> Days:
    return parse_day(first), parse_day(last or first)


def report(low: int, high: int, first: str, last: str | None = None, **more: Any) -> StatusReport:
    return StatusReport((low, high), days(first, last), **more)


def judge(*reports: StatusReport, as_of: str = "2002-09-01", **options: Any) -> Assessment:
    due = DueAssertion("original", days("2002-06-30"), text="by the end of June 2002", rule="by_end")
    deadline = Deadline("d", "p", "t", due=(due,), status=reports)
    options = {"silence": "unknown", **options}
    return evaluate(deadline, parse_day(as_of), parse_day("2010-01-01"), **options)


HISTORY = [
    ("the first report at the threshold ends the search", [report(1, 1, "2002-06-30"), report(2, 2,
     "2002-08-01")],
     {"threshold": 2}, ("met_late",)),
    ("the level may have been reached before the report", [report(2, 2, "2002-08-01")],
     {"threshold": 2}, ("met_late", "met_on_time")),
    ("below the threshold is outstanding", [report(2, 2, "2002-09-01")], {}, ("overdue",)),
    ("a report on some day speaks for its last day", [report(0, 0, "2002-07-01", "2002-09-01")], {},
     ("overdue",)),
    ("a level on both sides may be either", [report(2, 3, "2002-05-01")], {},
     ("met_late", "met_on_time", "overdue")),
    ("a level on both sides may have been reached before it", [report(2, 3, "2002-09-02")], {},
     ("met_late", "met_on_time", "overdue")),
    ("an unsure report does not sharpen a sure one", [report(3, 3, "2002-06-15", "2002-07-15"),
     report(2, 3, "2002-07-15")], {}, ("met_late", "met_on_time", "overdue")),
    ("begun on one day and done on a later one, it was done in between", [report(1, 1, "2002-01-01"),
     report(3, 3, "2002-08-01")], {}, ("met_late", "met_on_time")),
    ("what was begun only claimed to be is censored by it too", [report(1, 1, "2002-01-01", standing="claimed"),
     report(3, 3, "2002-08-01")], {}, ("met_late", "met_on_time")),
    ("a report that names the event of the deed names its day", [report(1, 1, "2002-01-01"),
     report(3, 3, "2002-08-01", event="e")], {}, ("met_late",)),
    ("both ends of the days name those of the deed", [report(1, 1, "2002-01-01"),
     report(3, 3, "2002-08-01", date=parse("2002-08-01/2002-08-01"))], {}, ("met_late",)),
    ("a lower level of a later day censors nothing", [report(3, 3, "2002-08-01"), report(1, 1, "2002-08-01")], {},
     ("met_late", "overdue")),
    ("a claimed level proves nothing", [report(1, 1, "2002-09-01", standing="claimed")],
     {}, ("met_late", "met_on_time", "overdue")),
    ("a retracted level proves nothing", [report(1, 1, "2002-09-01", standing="retracted")],
     {}, ("met_late", "met_on_time", "overdue")),
    ("agreeing reports narrow each other", [report(3, 3, "2002-06-01", "2002-07-31"),
     StatusReport((3, 3), (FAR_PAST, parse_day("2002-06-15")))], {}, ("met_on_time",)),
    ("disagreeing reports leave it open", [report(3, 3, "2002-06-01"), report(3, 3, "2002-07-05")],
     {}, ("met_late", "met_on_time")),
    ("silence after the last monitored day proves nothing", [], {"silence": "unmet",
     "observed_through": parse_day("2002-07-31")}, ("met_late", "overdue")),
    ("silence up to the last monitored day does", [], {"silence": "unmet",
     "observed_through": parse_day("2002-09-01")}, ("overdue",)),
    ("silence proves nothing of days to come", [], {"silence": "unmet", "now": parse_day("2002-08-31")},
     ("met_late", "overdue")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reports", "options", "possible"), [case[1:] for case in HISTORY], ids=[case[0] for case in HISTORY]
)
def test_level_history(reports: list[StatusReport], options: dict[str, Any], possible: tuple[str, ...]) -> None:
    assert judge(*reports, **options).possible == possible


JUNE_READ = "the last compliant day of “by the end of June 2002”, under the reading rule by_end, is 2002-06-30"
WHY = [
    ([], {"silence": "unmet"}, "Overdue", "no fulfilment is reported up to 2010-01-01"),
    ([], {}, "Possibly overdue", "no report is known by 2010-01-01 and silence is not counted; overdue only if it was not done by 2002-09-01"),
    ([report(0, 0, "2002-07-05")], {}, "Possibly overdue",
     "a report has it outstanding on 2002-07-05 and silence after that day is not counted; overdue only if it was not done"
     " after 2002-07-05, of which there is no report"),
    ([report(0, 0, "2002-07-05")], {"silence": "unmet"}, "Overdue",
     "a report has it outstanding on 2002-07-05 and no fulfilment is reported up to 2010-01-01"),
    ([report(3, 3, "2002-06-01"), report(3, 3, "2002-07-05", "2002-07-09")], {}, "Met, possibly late",
     "fulfilment is reported on 2002-06-01 or between 2002-07-05 and 2002-07-09; late only if it was done after"
     " 2002-06-30"),
    ([report(3, 3, "2002-06-01", standing="claimed")], {"silence": "unmet"}, "Possibly overdue",
     "fulfilment on 2002-06-01 is reported but not certain; overdue only if the claimed report of 2002-06-01 is void"),
    ([report(3, 3, "2002-06-01", "2002-07-31"), report(2, 3, "2002-07-31")], {}, "Possibly overdue",
     "fulfilment is reported between 2002-06-01 and 2002-07-31, and a report that is not certain says otherwise;"
     " overdue only if the report of 2002-07-31 means not done"),
    ([report(3, 3, "2002-08-01"), report(0, 0, "2002-08-20")], {}, "Possibly overdue",
     "fulfilment is reported on 2002-08-01, and a report has it outstanding on 2002-08-20; overdue only if it"
     " was not done by 2002-09-01"),
]  # fmt: skip


@pytest.mark.parametrize(("reports", "options", "lead", "evidence"), WHY)
def test_why(reports: list[StatusReport], options: dict[str, Any], lead: str, evidence: str) -> None:
    assert judge(*reports, **options).why == f"{lead} on 2002-09-01: {JUNE_READ}; {evidence}."


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_why_is_one_sentence_without_blame_or_gaps(case: Any) -> None:
    _, due, as_of, records, _ = case
    read = read_case({"known_at": "2010-01-01", **records, "due": due, "as_of": as_of})
    why = evaluate(read.deadline, read.as_of, read.known_at, silence=read.silence).why
    assert why.endswith(".")
    assert as_of in why
    assert not any(word in why.lower() for word in ("none", "fail", "fault", "missed", "broke", ". "))


def test_hindsight_forecast_and_now() -> None:
    deadline = Deadline("d", "p", "t", due=(DueAssertion("original", (10, 10)),))
    flags = [
        (found.hindsight, found.forecast)
        for found in (
            evaluate(deadline, 5, 5),
            evaluate(deadline, 5, 6),
            evaluate(deadline, 6, 5),
            evaluate(deadline, 6, 9, now=5),
        )
    ]
    assert flags == [(False, False), (True, False), (False, True), (False, True)]


def test_the_cutoff_is_the_one_in_force_on_the_day_judged() -> None:
    first = DueAssertion("original", (10, 12))
    second = DueAssertion("amendment", (30, 40), effective=(8, 9))
    deadline = Deadline("d", "p", "t", due=(first, second))
    assert [evaluate(deadline, day, 99).cutoff for day in (7, 8, 9)] == [(10, 12), (10, 40), (30, 40)]


def test_the_order_of_status_reports_does_not_matter() -> None:
    reports = (report(1, 1, "2002-06-10"), report(3, 3, "2002-06-20"), report(2, 3, "2002-07-10"))
    assert judge(*reports) == judge(*reversed(reports))


def test_many_imprecise_amendments_stay_within_bounds() -> None:
    due = [DueAssertion("amendment", (50 + n, 60 + n), effective=(n, n + 30)) for n in range(6)]
    deadline = Deadline("d", "p", "t", due=(DueAssertion("original", (20, 25)), *due))
    found = evaluate(replace(deadline, status=(StatusReport((3, 3), (15, 70)),)), 58, 99)
    assert found.possible == ("met_late", "met_on_time", "overdue", "pending")


JUNE_CLAIMED = {"due": JUNE, "amendments": [{"due": "2002-12-31", "effective": "2002-05-01", "standing": "claimed"}]}
DOUBTS: list[tuple[str, dict[str, Any], str]] = [
    ("claimed", {}, "the claimed amendment of 2002-05-01 is void"),
    ("claimed, and perhaps not yet known", {"known": ["2002-07-01", "2002-07-31"]},
     "the claimed amendment of 2002-05-01 does not count (it is void or was not known by 2002-07-10)"),
    ("perhaps not yet known", {"known": ["2002-07-01", "2002-07-31"], "standing": "confirmed"},
     "the amendment of 2002-05-01 was not known by 2002-07-10 (known between 2002-07-01 and 2002-07-31)"),
    ("uncertain, and perhaps not yet known", {"known": ["2002-07-01", "2002-07-31"], "standing": "confirmed",
                                              "due": "2002-12-31?", "rule": "in"},
     "the amendment of 2002-05-01 does not count (it was not known by 2002-07-10 or has the wrong date)"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "condition"), [row[1:] for row in DOUBTS], ids=[row[0] for row in DOUBTS])
def test_a_condition_names_all_that_may_speak_against_a_record(changed: dict[str, Any], condition: str) -> None:
    """What it says is necessary: with the record confirmed, known and certain, it is not overdue."""
    amendment = {**JUNE_CLAIMED["amendments"][0], **changed}  # type: ignore[index]
    case = read_case({**JUNE_CLAIMED, "amendments": [amendment], "as_of": "2002-07-10", "known_at": "2002-07-10"})
    found = evaluate(case.deadline, case.as_of, case.known_at)
    assert found.state == "possibly_overdue"
    assert found.why.endswith(f"; overdue only if {condition}.")


@pytest.mark.parametrize("retracted", ["2002-07-05/2002-07-20", "2002-07-20"])
def test_a_condition_names_a_retraction_that_may_not_be_known(retracted: str) -> None:
    report = {"when": "2002-06-10", "standing": "claimed", "retracted": retracted}
    case = read_case({"due": JUNE, "fulfilled": report, "as_of": "2002-07-10", "known_at": "2002-07-10"})
    found = evaluate(case.deadline, case.as_of, case.known_at)
    said = (
        "the claimed report of 2002-06-10 does not count (it is void or was retracted by 2002-07-10)"
        if "/" in retracted
        else "the claimed report of 2002-06-10 is void"
    )
    assert found.why.endswith(f"; overdue only if {said}.")
