"""Scores the finder of dates against a gold standard, and measures its speed.

    python bench/extract.py GOLD.jsonl [--write FOUND.jsonl]
    python bench/extract.py --memo FILE --collection PATH --source ID
    python bench/extract.py --treaties tests/documents/treaties.py
    python bench/extract.py tests/documents/annotated.txt [--kind news]

Each line of GOLD.jsonl has `doc`, `dct` (the day of the document), `text` and `timex`, a list of `start`, `end`, `type`
and `value` as TIMEX2 and TIMEX3 write it. Strict and relaxed F1 and value F1 are those of TempEval-3: a value counts
where the spans overlap, and dates that overlap only durations, times or sets count for nothing. A text file has a line
`# name day kind` before each document and its dates as `{words|value}`; values that begin with P are durations, those
with a T behind the day times, SET and X are no dates.

With --memo, the candidates of a document are compared with the events that a collection cites it for. A candidate holds
the event that shares most words with it among those whose dates may be the same. The events themselves are hidden from
what makes the candidates; actors and themes are not.
"""

from __future__ import annotations

import argparse
import json
import re
import runpy
import time
from pathlib import Path
from typing import Any, NamedTuple

from dateline.dates import parse
from dateline.dates.calendar import parse_day
from dateline.documents.candidate import Candidate
from dateline.documents.candidates import candidates
from dateline.documents.finding.finder import Found, find_dates
from dateline.documents.finding.named_times import WINTER_AROUND
from dateline.documents.finding.values import of_day, when_of
from dateline.documents.known import Known, subject
from dateline.documents.texts import placed
from dateline.input.documents import read_document
from dateline.model import Event
from dateline.operations.loading import read
from dateline.quotes import Kept

_PARTS = {
    "21": "SP", "22": "SU", "23": "FA", "24": "WI", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "H1",
    "41": "H2",
}  # fmt: skip
_REFERENCES = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}
_SHARED = 0.5
"""What a candidate has in common with an event that it holds, of 2.8."""
_MARK = re.compile(r"\{([^{}|]*)\|([^{}]*)\}")
_NO_DATE = re.compile(r"P[XT\d]|SET|X$|.*\dT")
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
    if found.unit in ("week", "weekend"):
        return week_of(core) + ("-WE" if found.unit == "weekend" else "")
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


def documents_of(file: Path) -> list[dict[str, Any]]:
    """Return the documents of a gold standard, of JSON lines or of a text with its dates marked."""
    content = file.read_text("utf-8")
    if file.suffix != ".txt":
        return [json.loads(line) for line in content.splitlines()]
    found = []
    for part in content.removeprefix("# ").split("\n# "):
        head, _, body = part.partition("\n\n")
        name, day, kind = head.split()
        found.append({"doc": name, "dct": day, "kind": kind} | _unmarked(body))
    return found


def _unmarked(body: str) -> dict[str, Any]:
    text, dates, place = "", [], 0
    for mark in _MARK.finditer(body):
        text += body[place : mark.start()]
        kind = "OTHER" if _NO_DATE.match(mark[2]) else "DATE"
        dates.append({"start": len(text), "end": len(text) + len(mark[1]), "type": kind, "value": mark[2]})
        text, place = text + mark[1], mark.end()
    return {"text": text + body[place:], "timex": dates}


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


class MemoScore(NamedTuple):
    """How many candidates there are, hold an event, and have a quote that is found; precision and recall of actors."""

    candidates: int
    holding: int
    events: int
    quotes: int
    precision: float
    recall: float


def memo_score(file: str, collection: str, source: str) -> MemoScore:
    """Compare the candidates of a document with the events that a collection cites it for."""
    found = read([collection])
    cited = [each for each in found.events.values() if any(place.source == source for place in each.citations)]
    others = [each for each in found.events.values() if each not in cited]
    document = read_document(file, article=True)
    kept, date = Kept(document.text), found.sources[source].date
    known = Known(found.actors.values(), found.themes.values(), others)
    made = list(candidates(placed(document.text), known, when_of(date.edtf) if date else None))
    pairs = [(each, event) for each in made if (event := _held(each, cited))]
    right = proposed = wanted = 0
    for each, event in pairs:
        ours, theirs = {name.partition(" ")[0] for name in each.actors}, {actor.actor for actor in event.actors}
        right, proposed, wanted = right + len(ours & theirs), proposed + len(ours), wanted + len(theirs)
    quotes = sum(kept.find(each.quote) is not None for each in made)
    events = len({event.id for _, event in pairs})
    return MemoScore(len(made), len(pairs), events, quotes, right / max(1, proposed), right / max(1, wanted))


def _held(candidate: Candidate, events: list[Event]) -> Event | None:
    date = parse(candidate.date) if candidate.date else None
    words = subject(f"{candidate.title} {candidate.quote}")
    best: tuple[float, Event] | None = None
    for event in events if date else ():
        if date is None or date.latest < event.date.earliest or event.date.latest < date.earliest:
            continue
        title, every = subject(event.title), subject(f"{event.title} {event.description or ''}")
        shared = len(words & title) / max(1, len(title)) + len(words & every) / max(1, len(every))
        shared += 0.5 * (candidate.date_text.removeprefix("the ") in (event.date_text or ""))
        shared += 0.3 * (date.latest - date.earliest == event.date.latest - event.date.earliest)
        if best is None or shared > best[0]:
            best = (shared, event)
    return best[1] if best and best[0] > _SHARED else None


def promised(file: Path) -> tuple[int, int, int]:
    """Return how many promises treaties make, how many were proposed, and how many of these are right.

    A promise is right with its date, or the day on which its period ends, and its reading rule.
    """
    treaties = runpy.run_path(str(file))["TREATIES"]
    wanted = proposed = right = 0
    for written, text, promises in treaties:
        made = candidates(placed(text), Known(), when_of(written))
        found = {(each.date, each.due_rule) for each in made if each.kind == "deadline"}
        wanted, proposed = wanted + len(promises), proposed + len(found)
        right += len(found & set(promises.items()))
    return wanted, proposed, right


def main() -> None:
    """Print the scores and the speed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path, nargs="?")
    arguments.add_argument("--kind", help="only the documents of this kind: news, history")
    arguments.add_argument("--memo", help="a document whose facts are curated")
    arguments.add_argument("--collection", default="union-state", help="the collection that cites it")
    arguments.add_argument("--source", default="moshes-2000", help="its id there")
    arguments.add_argument("--treaties", type=Path, help="a module of treaties with what they promise")
    arguments.add_argument("--write", type=Path, help="write what was found, one document a line")
    given = arguments.parse_args()
    if given.memo:
        print(memo_score(given.memo, given.collection, given.source))
    if given.treaties:
        print("{} promises, {} proposed, {} right".format(*promised(given.treaties)))
    if given.gold is None:
        return
    documents = [each for each in documents_of(given.gold) if not given.kind or each.get("kind") == given.kind]
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
