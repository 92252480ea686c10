"""Scores the finder of dates against a gold standard, and measures its speed.

    python bench/extract.py GOLD.jsonl [--write FOUND.jsonl]

Each line of GOLD.jsonl has `doc`, `dct` (the day of the document), `text` and `timex`, a list of `start`, `end`, `type`
and `value` as TIMEX2 and TIMEX3 write it. Strict and relaxed F1 and value F1 are those of TempEval-3: a value counts
where the spans overlap, and dates that overlap only durations, times or sets count for nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path
from typing import Any, NamedTuple

from dateline.dates.calendar import parse_day
from dateline.documents.finding.finder import Found, find_dates
from dateline.documents.finding.named_times import WINTER_AROUND
from dateline.documents.finding.values import of_day

_PARTS = {
    "21": "SP", "22": "SU", "23": "FA", "24": "WI", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "H1",
    "41": "H2",
}  # fmt: skip
_REFERENCES = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}
_WITH_YEAR = re.compile(r"(?:BC)?\d{4}")


class Score(NamedTuple):
    """Precision and recall where spans overlap, F1 of exact spans, and F1 of values, all in percent."""

    precision: float
    recall: float
    strict: float
    value: float


def value_of(found: Found) -> str:
    """Return a date as TIMEX writes its value.

    A winter without a year is named by the year in which it ends, as annotators do; EDTF names it by its December.
    """
    if found.core is None:
        return _REFERENCES.get(found.reference or "", "")
    core = found.core.partition("/")[0]
    if found.unit == "week":
        return week_of(core)
    before = core.startswith("-")
    year, *rest = core.removeprefix("-").split("-")
    number = year.rstrip("X")
    if found.rule == WINTER_AROUND:
        number = f"{int(number) + (-1 if before else 1):04}"
    if before:
        number = f"BC{int(number) + 1:04}" if "X" not in year else f"BC{number}"
    return "-".join((number, *(_PARTS.get(part, part) for part in rest[:1]), *rest[1:]))


def week_of(day: str) -> str:
    """Return the week of a day as ISO 8601 writes it."""
    from datetime import date

    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{week:02}"


def found_in(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the dates of a document as the gold standard has them."""
    written = of_day(parse_day(document["dct"])) if document.get("dct") else None
    return [
        {"start": each.start, "end": each.end, "type": "DATE", "value": value_of(each), "text": each.text}
        for each in find_dates(document["text"], written)
    ]


def score(documents: list[dict[str, Any]], found: list[list[dict[str, Any]]], *, with_year: bool = False) -> Score:
    """Return how well dates were found; `with_year` looks at values with a year alone."""
    gold = total = exact = matched = right = valued = 0
    for document, dates in zip(documents, found, strict=True):
        wanted = [each for each in document["timex"] if each["type"] == "DATE"]
        kept = [each for each in wanted if not with_year or _WITH_YEAR.match(each["value"])]
        others = [each for each in document["timex"] if each not in kept]
        tried = [each for each in dates if not with_year or _WITH_YEAR.match(each["value"])]
        pairs = _pairs(kept, tried)
        left = [each for place, each in enumerate(tried) if place not in {second for _, second in pairs}]
        gold += len(kept)
        total += len(tried) - sum(any(_overlap(each, other) > 0 for other in others) for each in left)
        for first, second in pairs:
            one, other = kept[first], tried[second]
            matched += 1
            exact += (one["start"], one["end"]) == (other["start"], other["end"])
            valued += bool(one["value"])
            right += bool(one["value"]) and one["value"].upper() == other["value"].upper()
    relaxed = _f1(matched, total, gold)
    return Score(
        100 * matched / max(1, total),
        100 * matched / max(1, gold),
        _f1(exact, total, gold),
        relaxed * right / max(1, valued),
    )


def _f1(matched: int, total: int, gold: int) -> float:
    return 200 * matched / max(1, total + gold)


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> int:
    return int(min(one["end"], other["end"]) - max(one["start"], other["start"]))


def _pairs(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Return who is paired with whom: exact spans first, then the longest overlap."""
    every = [
        ((one["start"], one["end"]) != (other["start"], other["end"]), -_overlap(one, other), first, second)
        for first, one in enumerate(gold)
        for second, other in enumerate(found)
        if _overlap(one, other) > 0
    ]
    pairs: dict[int, int] = {}
    for _, _, first, second in sorted(every):
        if first not in pairs and second not in pairs.values():
            pairs[first] = second
    return list(pairs.items())


def main() -> None:
    """Print the scores and the speed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--write", type=Path, help="write what was found, one document a line")
    given = arguments.parse_args()
    documents = [json.loads(line) for line in given.gold.read_text("utf-8").splitlines()]
    start = time.process_time()
    found = [found_in(document) for document in documents]
    seconds = time.process_time() - start
    size = sum(len(document["text"]) for document in documents) / 1_000_000
    if given.write:
        lines = ({"doc": each["doc"], "timex": dates} for each, dates in zip(documents, found, strict=True))
        given.write.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    for name, with_year in (("all dates", False), ("with a year", True)):
        of = score(documents, found, with_year=with_year)
        print(
            f"{name:12} precision {of.precision:5.1f}  recall {of.recall:5.1f}  "
            f"strict F1 {of.strict:5.1f}  value F1 {of.value:5.1f}"
        )
    print(f"{size / max(seconds, 1e-9):.1f} MB/s ({size:.2f} MB)")


if __name__ == "__main__":
    main()
