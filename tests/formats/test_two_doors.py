"""A record of curated TOML and the same one as a JSON case get one answer."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from dateline.dates import parse_day
from dateline.deadlines import evaluate
from dateline.deadlines.cases import read_case, read_cases
from dateline.deadlines.conditions import resolved
from dateline.deadlines.recurring.occurring import all_occurring
from dateline.errors import DatelineError
from dateline.formats.curated.folder import read_paths
from dateline.formats.curated.settling import settle_counts

HEAD = (
    '[[source]]\nid = "s"\ntitle = "S"\n[[programme]]\nid = "p"\ntitle = "P"\ntz = "Europe/Minsk"\ncitations = [{ source = "s" }]\n'
    '[[event]]\nid = "e"\ntitle = "E"\ndate = "2001-01-3X"\nconfidence = "high"\ncitations = [{ source = "s" }]\n'
    '[[horizon]]\nid = "h"\ntitle = "H"\ncitations = [{ source = "s" }]\n'
    '[[horizon.date]]\nwhen = "2001-02"\nknown = "2001-02-15"\ncitations = [{ source = "s" }]\n'
    '[[horizon.date]]\nwhen = "2001-02-20?"\nknown = "2001-06-01"\nretracted = "2002"\ncitations = [{ source = "s" }]\n'
    '[[deadline]]\nid = "d"\ntitle = "D"\nprogramme = "p"\nforce = "binding"\nconfidence = "high"\n'
)
DAYS = ("2001-02-10", "2001-03", "2001-0X", "2001-03-10~", "2001?", "2001-04-01/2001-04-20")
DUES = ("2001-03-31", "2001", "2001-XX", "2001-04~", "2001-05?", "2001-21")


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return str(value).lower() if isinstance(value, bool) else repr(value).replace("'", '"')


def tables(name: str, records: list[dict[str, Any]]) -> str:
    return "".join(
        f"[[deadline.{name}]]\n"
        + "".join(f"{key} = {toml(value)}\n" for key, value in record.items())
        + 'citations = [{ source = "s" }]\n'
        for record in records
    )


def standing(draw: random.Random) -> dict[str, Any]:
    """Return when a record was known and how it stands, each perhaps."""
    found: dict[str, Any] = {}
    if draw.random() < 0.4:
        found["known"] = draw.choice(("2001-01-05", "2001-05-05/2001-05-15"))
    if draw.random() < 0.3:
        found["standing"] = "claimed"
    return found


COUNTED: tuple[dict[str, Any], ...] = (
    {"within": "two months", "after": "2001-01-31"},
    {"within": "10 working days", "after": "2001-02~", "holidays": "DE"},
    {"within": "30 (thirty) days", "after": "2001-02-01?", "counting": "us-frcp-6"},
    {"within": "at least 6 months before", "before": "2001-12-31"},
    {"within": "36 hours", "after": "2001-03-03"},
    {"within": "2 months", "of": "e", "roll": "following"},
    {"within": "30 days", "of": "h"},
    {"within": "10 working days", "of": "h", "grace": "2 weeks"},
    {"due": "2001-03-31", "rule": "by", "roll": "following", "free": ["2001-04-02"], "grace": "1 week"},
    {
        "whichever": "earlier",
        "alternatives": [
            {"within": "P2M", "after": "2001-01-31T23:00:00Z"},
            {"within": "P3M", "after": "2001-01"},
            {"due": "2001", "rule": "by_end"},
        ],
    },
    {"whichever": "later", "alternatives": [{"within": "P1M", "of": "h"}, {"due": "2001-03", "rule": "by_end"}]},
)
AROUND = {
    "tz": "Europe/Minsk",
    "events": {"e": "2001-01-3X"},
    "horizons": {
        "h": [
            {"when": "2001-02", "known": "2001-02-15"},
            {"when": "2001-02-20?", "known": "2001-06-01", "retracted": "2002"},
        ]
    },
}


def due(draw: random.Random) -> dict[str, Any]:
    if draw.random() < 0.4:
        return {**draw.choice(COUNTED), **standing(draw)}
    found = {"due": draw.choice(DUES), "rule": draw.choice(("by", "by_end", "before")), **standing(draw)}
    return found


def report(draw: random.Random) -> dict[str, Any]:
    found = {"level": draw.choice((0, 1, 3, [2, 3])), "when": draw.choice(DAYS), "known": "2001-09-01"}
    if draw.random() < 0.3:
        found["retracted"] = draw.choice(("2001-10", "2002"))
    return found


@pytest.mark.parametrize("seed", range(60))
def test_one_answer(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    original = due(draw) | ({"standing": "confirmed"} if draw.random() < 0.7 else {})
    amendments: list[dict[str, Any]] = []
    if draw.random() < 0.6:
        amendments.append({"kind": "amendment", "reinstates": draw.random() < 0.5, **due(draw), "known": "2001-06-01"})
    if draw.random() < 0.3:
        amendments.append({"kind": "correction", **due(draw), "known": "2001-07-01"})
    status = [report(draw) for _ in range(draw.choice((0, 1, 2)))]
    waivers = [{"effective": draw.choice(DAYS), **standing(draw)} for _ in range(draw.choice((0, 0, 1, 2)))]
    (tmp_path / "all.toml").write_text(
        HEAD
        + tables("due", [{"kind": "original", **original}, *amendments])
        + tables("status", status)
        + tables("waiver", waivers),
        "utf-8",
    )
    found = read_paths([("x", tmp_path)])
    settle_counts(found)
    assert found.faults == []
    (written,) = found.deadlines.values()
    deadline = resolved(written, found.horizons)
    days = {"as_of": draw.choice(("2001-03-15", "2001-08-01")), "known_at": draw.choice(("2001-05-10", "2003-01-01"))}
    case = read_case({**AROUND, "due": original, "amendments": amendments, "status": status, "waived": waivers, **days})
    as_of, known_at = (parse_day(day) for day in days.values())
    assert evaluate(case.deadline, case.as_of, case.known_at) == evaluate(deadline, as_of, known_at)


RECURRING = (
    "FREQ=YEARLY;COUNT=3",
    "FREQ=YEARLY",
    "FREQ=YEARLY;UNTIL=20040101",
    "FREQ=MONTHLY;INTERVAL=6;SKIP=BACKWARD",
)
FIRST = (
    {"due": "2001", "rule": "by_end", "known": "2000-06-01"},
    {"due": "2001-03-31", "rule": "by", "roll": "following"},
    {"due": "2001-03~", "rule": "by_end"},
    {"cutoff": ["2001-03-01", "2001-03-31"]},
    {"within": "2 months", "after": "2001-01-31", "roll": "preceding"},
)


@pytest.mark.parametrize("seed", range(40))
def test_one_answer_of_many(seed: int, tmp_path: Path) -> None:
    """What recurs, and what binds several parties, is the same deadlines with the same answers."""
    draw = random.Random(seed)
    rule, first = draw.choice(RECURRING), draw.choice(FIRST)
    parties = ["a", "b (verifier)"] if draw.random() < 0.5 else []
    days = {"as_of": draw.choice(("2001-08-01", "2003-08-01")), "known_at": "2004-01-01"}
    base = {"due": first, "recurs": rule, **days} | ({"parties": parties} if parties else {})
    ids = [case.deadline.id for case in read_cases({**base, "id": "d"})]
    end = draw.choice(ids).partition("@")[2]

    def named(record: dict[str, Any], *, sure: bool = True) -> dict[str, Any]:
        found = dict(record)
        if sure or draw.random() < 0.5:
            found["occurrence"] = end
        return found | ({"party": draw.choice(("a", "b", ["a", "b"]))} if parties else {})

    status = [named(report(draw)) for _ in range(draw.choice((0, 1)))]
    amendments = [named({"kind": "amendment", **due(draw), "known": "2001-06-01"})] if draw.random() < 0.5 else []
    waivers = [named({"effective": "2002-03-01"}, sure=False)] if draw.random() < 0.5 else []
    keys = f'kind = "occurrence"\nrecurs = "{rule}"\n' + (f"parties = {toml(parties)}\n" if parties else "")
    original = [{"kind": "original", **first}, *amendments]
    text = HEAD + keys + tables("due", original) + tables("status", status) + tables("waiver", waivers)
    (tmp_path / "all.toml").write_text(text, "utf-8")
    found = read_paths([("x", tmp_path)])
    settle_counts(found)
    assert found.faults == []
    as_of, known_at = (parse_day(day) for day in days.values())
    stored = [resolved(each, found.horizons) for each in found.deadlines.values()]
    listed = all_occurring(stored, as_of, frozenset(found.deadlines))
    cases = read_cases({**AROUND, **base, "id": "d", "amendments": amendments, "status": status, "waived": waivers})
    answers = {case.deadline.id: evaluate(case.deadline, case.as_of, case.known_at) for case in cases}
    expected = {each.id: evaluate(each, as_of, known_at) for each in listed}
    assert {name: expected[name] for name in answers if name in expected} == answers
    assert not {name for name in expected if name not in answers and expected[name].state != "not_in_force"}


EARLY, LATE = {"known": "2001-01-05"}, {"known": "2001-06-01"}
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "known before done": ({"status": [{"level": 3, "when": "2001-05", **EARLY}]}, "known before it was done"),
    "amended too early": ({"due": LATE, "amendments": [{"due": "2002", "rule": "in", **EARLY}]}, "amendment known before"),
    "corrected too early": (
        {"due": LATE, "amendments": [{"kind": "correction", "due": "2002", "rule": "in", **EARLY}]},
        "correction known before the original",
    ),
    "in force too early": (
        {"due": LATE, "amendments": [{"due": "2002", "rule": "in", **LATE, "effective": "2001-01-01"}]},
        "amendment in force before the original",
    ),
    "corrects nothing": (
        {"amendments": [{"kind": "correction", "due": "2002", "rule": "in", "effective": "2001-05-05"}],
         "due": {"known": "2002-01-01"}},
        "a correction that corrects nothing",
    ),
    "retracted unknown": (
        {"status": [{"level": 1, "when": "2001-05", **LATE, "retracted": "2001-02-01"}]}, "retracted before it was known",
    ),
    "a waiver too": ({"waived": [{"effective": "2001", **LATE, "retracted": "2001-02-01"}]}, "retracted before it was known"),
    "done undated": ({"status": [{"level": 3, "when": "undated"}]}, "when cannot be undated: only an event can"),
    "begun undated": ({"status": [{"level": 1, "when": "undated"}]}, "when cannot be undated: only an event can"),
    "known undated": ({"status": [{"level": 1, "when": "2001", "known": "undated"}]}, "known cannot be undated"),
    "retracted undated": ({"status": [{"level": 1, "when": "2001", "retracted": "undated"}]}, "retracted cannot be undated"),
    "waived undated": ({"waived": [{"effective": "undated"}]}, "effective cannot be undated"),
    "due undated": ({"due": {"due": "undated", "rule": "by"}}, "due cannot be undated"),
    "counted from undated": ({"due": {"within": "1 month", "after": "undated"}}, "after cannot be undated"),
    "in words": ({"status": [{"level": 1, "when": "spring 2001"}]}, "when 'spring 2001' is not a date: "),
    "no such month": ({"waived": [{"effective": "2001-13"}]}, "effective '2001-13' is not a date: no month 13"),
    "two starts": ({"due": {"within": "1 month", "after": "2001", "before": "2002"}}, "after and before give several"),
    "hourly": ({"recurs": "FREQ=HOURLY;COUNT=3"}, "FREQ cannot be 'HOURLY'"),
    "beyond all years": ({"recurs": "FREQ=YEARLY;INTERVAL=9000;COUNT=3"}, "recurs only 1 time, not 3"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_one_refusal(name: str, tmp_path: Path) -> None:
    """What TOML rejects is rejected as a case, with the same words."""
    changed, message = REFUSED[name]
    own: dict[str, Any] = changed.get("due", {})
    first = own if "within" in own else {"due": "2001-03-31", "rule": "by", **own}
    lists = {key: changed.get(key, []) for key in ("amendments", "status", "waived")}
    rule = f'kind = "occurrence"\nrecurs = "{changed["recurs"]}"\n' if "recurs" in changed else ""
    dues = [{"kind": "original", **first}, *({"kind": "amendment", **each} for each in lists["amendments"])]
    text = HEAD + rule + tables("due", dues) + tables("status", lists["status"]) + tables("waiver", lists["waived"])
    (tmp_path / "all.toml").write_text(text, "utf-8")
    assert [fault.message for fault in read_paths([("x", tmp_path)]).faults if message in fault.message]
    days = {"as_of": "2001-08-01", "known_at": "2003-01-01"}
    case = {**AROUND, "due": first, **lists, **days, **{key: changed[key] for key in ("recurs",) if key in changed}}
    with pytest.raises(DatelineError) as refused:
        read_cases(case)
    assert message in refused.value.message


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"cutoff": "spring 2001"}, "cutoff 'spring 2001' is not a date: "),
        ({"cutoff": ["2001", None]}, "cutoff '2001' is not a day written YYYY-MM-DD"),
        ({"as_of": "2001"}, "as_of '2001' is not a day written YYYY-MM-DD"),
        ({"horizon": "undated"}, "horizon cannot be undated"),
        ({"horizons": {"e": []}}, "'e' is an event and a horizon too"),
        ({"horizons": {"h": [{"when": "undated"}]}}, "when cannot be undated"),
        ({"events": {"e": "2001-99"}}, "the event 'e': '2001-99' is not a date: "),
        ({"id": ["x"]}, "id must be a text or a whole number"),
        ({"id": True}, "id must be a text or a whole number"),
    ],
)
def test_values_of_cases_are_refused_by_their_names(changed: dict[str, Any], message: str) -> None:
    due = {"cutoff": changed.get("cutoff", "2001-03-31")}
    rest = {key: value for key, value in changed.items() if key != "cutoff"}
    with pytest.raises(DatelineError) as refused:
        read_cases({**AROUND, "due": due, "as_of": "2001-08-01", "known_at": "2003-01-01", **rest})
    assert refused.value.message.startswith(message)
