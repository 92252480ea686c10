"""A record of curated TOML and the same one as a JSON case get one answer."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from dateline.dates import parse_day
from dateline.deadlines import evaluate
from dateline.deadlines.cases import read_case
from dateline.formats.curated.folder import read_paths
from dateline.formats.curated.settling import settle_counts

HEAD = (
    '[[source]]\nid = "s"\ntitle = "S"\n[[programme]]\nid = "p"\ntitle = "P"\ntz = "Europe/Minsk"\ncitations = [{ source = "s" }]\n'
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
    {"due": "2001-03-31", "rule": "by", "roll": "following", "free": ["2001-04-02"], "grace": "1 week"},
    {
        "whichever": "earlier",
        "alternatives": [
            {"within": "P2M", "after": "2001-01-31T23:00:00Z"},
            {"within": "P3M", "after": "2001-01"},
            {"due": "2001", "rule": "by_end"},
        ],
    },
)


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
    (deadline,) = found.deadlines.values()
    days = {"as_of": draw.choice(("2001-03-15", "2001-08-01")), "known_at": draw.choice(("2001-05-10", "2003-01-01"))}
    case = read_case(
        {"tz": "Europe/Minsk", "due": original, "amendments": amendments, "status": status, "waived": waivers, **days}
    )
    as_of, known_at = (parse_day(day) for day in days.values())
    assert evaluate(case.deadline, case.as_of, case.known_at) == evaluate(deadline, as_of, known_at)
