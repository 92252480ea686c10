"""The answers to questions about many deadlines as records on the wire; every key is always present."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from dateline.dates import day_text
from dateline.deadlines.cascade import Outlook
from dateline.deadlines.changes import KINDS, Change
from dateline.deadlines.kept.groups import By, Group
from dateline.deadlines.kept.levels import Levels
from dateline.deadlines.kept.progress import BAROMETER
from dateline.deadlines.kept.score import Score
from dateline.deadlines.kept.tally import Tally
from dateline.deadlines.responsibility import Outstanding
from dateline.deadlines.slippage import Slippage
from dateline.deadlines.unknowns import Unknown
from dateline.model import Citation, Days
from dateline.wire_fields import Record

CHANGE_FIELDS = (
    "id", "programme", "title", "change", "cause", "state_before", "state_after", "overdue_before", "overdue_after",
    "state_before_in_hindsight", "state_after_in_hindsight", "why",
)  # fmt: skip
SLIPPAGE_FIELDS = (
    "id", "programme", "title", "due", "due_text", "effective_from", "effective_to", "counts", "days_added",
    "cumulative", "direction", "after_expiry", "rescue", "total", "bound", "citations",
)  # fmt: skip
OUTLOOK_FIELDS = (
    "id", "programme", "title", "unmet", "finish_from", "finish_to", "cutoff_from", "cutoff_to", "slip", "verdict",
    "roots", "possible_roots", "unknown",
)  # fmt: skip
OUTSTANDING_FIELDS = ("outstanding_with", "actors", "overdue", "own_overdue", "inherited_overdue")
SCORE_FIELDS = ("programme", "as_of", "on_time", "level", "deadlines", "unknown")
TALLY_FIELDS = ("group", "name", "deadlines", "met", "overdue", "abandoned", "on_time", "deficit", "delay")
LEVELS_FIELDS = ("theme", "as_of", "deadlines", *BAROMETER, "reached", "unknown")
UNKNOWN_FIELDS = ("datum", "text", "lies_from", "lies_to", "always", "sometimes", "deadlines")
"""The fields of each kind of record in order, which a command needs before it has one."""


def _ends(name: str, days: Days | None) -> Record:
    first, last = days or (None, None)
    return {
        f"{name}_from": None if first is None else day_text(first),
        f"{name}_to": None if last is None else day_text(last),
    }


def _cited(citation: Citation) -> Record:
    return {"source": citation.source, "locator": citation.locator, "quote": citation.quote}


def change_record(change: Change) -> Record:
    """Return the wire form of a change."""
    return {
        "id": change.deadline.id,
        "programme": change.deadline.programme,
        "title": change.deadline.title,
        "change": change.kind,
        "cause": change.cause,
        "state_before": change.before.state,
        "state_after": change.after.state,
        "overdue_before": change.before.overdue,
        "overdue_after": change.after.overdue,
        "state_before_in_hindsight": change.before_in_hindsight.state,
        "state_after_in_hindsight": change.after_in_hindsight.state,
        "why": change.why,
    }


def slippage_records(ledger: Slippage) -> Iterator[Record]:
    """Yield the wire form of each amendment of a deadline, with the total of the deadline."""
    for amendment in ledger.amendments:
        yield {
            "id": ledger.deadline.id,
            "programme": ledger.deadline.programme,
            "title": ledger.deadline.title,
            "due": str(amendment.due.due) if amendment.due.due else None,
            "due_text": amendment.due.text,
            **_ends("effective", amendment.effective),
            "counts": amendment.counts,
            "days_added": list(amendment.days_added) if amendment.days_added else None,
            "cumulative": list(amendment.cumulative) if amendment.cumulative else None,
            "direction": amendment.direction,
            "after_expiry": amendment.after_expiry,
            "rescue": amendment.rescue,
            "total": list(ledger.total),
            "bound": list(ledger.bound),
            "citations": [_cited(citation) for citation in amendment.citations],
        }


def outlook_record(outlook: Outlook) -> Record:
    """Return the wire form of an outlook."""
    return {
        "id": outlook.deadline.id,
        "programme": outlook.deadline.programme,
        "title": outlook.deadline.title,
        "unmet": outlook.unmet,
        **_ends("finish", outlook.finish),
        **_ends("cutoff", outlook.cutoff),
        "slip": list(outlook.slip) if outlook.slip else None,
        "verdict": outlook.verdict,
        "roots": list(outlook.roots),
        "possible_roots": list(outlook.possible_roots),
        "unknown": list(outlook.unknown),
    }


def outstanding_record(row: Outstanding) -> Record:
    """Return the wire form of what is outstanding; counts are [certain, possible]."""
    return {
        "outstanding_with": row.outstanding_with,
        "actors": list(row.actors),
        "overdue": list(row.overdue),
        "own_overdue": list(row.own_overdue),
        "inherited_overdue": list(row.inherited_overdue),
    }


def score_record(score: Score, by: By = "programme") -> Record:
    """Return the wire form of a score; shares are [least, greatest], rounded to four digits."""
    return {
        by: score.group.id,
        **({"name": score.group.name} if by == "party" else {}),
        "as_of": day_text(score.as_of),
        "on_time": _shares(score.on_time),
        "level": _shares(score.level),
        "deadlines": score.deadlines,
        "unknown": score.unknown,
    }


def _shares(bounds: tuple[Fraction, Fraction] | None) -> list[float] | None:
    return None if bounds is None else [round(float(bound), 4) for bound in bounds]


def tally_record(row: Tally) -> Record:
    """Return the wire form of a tally; shares and delays are [least, greatest], counts [certain, possible]."""
    return {
        "group": row.group.id,
        "name": row.group.name,
        "deadlines": list(row.deadlines),
        "met": list(row.met),
        "overdue": list(row.overdue),
        "abandoned": list(row.abandoned),
        "on_time": _shares(row.on_time),
        "deficit": _shares(row.deficit),
        "delay": None if row.delay is None else [None if end is None else round(end, 1) for end in row.delay],
    }


def levels_record(row: Levels, by: By) -> Record:
    """Return the wire form of levels; counts are [certain, possible]."""
    return {
        by: row.group.id,
        **({"name": row.group.name} if by == "party" else {}),
        "as_of": day_text(row.as_of),
        "deadlines": list(row.deadlines),
        **{name: list(counts) for name, counts in zip(BAROMETER, row.at, strict=True)},
        "reached": list(row.reached),
        "unknown": row.unknown,
    }


def changes_record(group: Group, by: By, found: Iterable[Change]) -> Record:
    """Return how many changes of each kind a group has."""
    kinds = Counter(change.kind for change in found)
    name = {"name": group.name} if by == "party" else {}
    return {by: group.id, **name, **{kind: kinds[kind] for kind in KINDS}}


def unknown_record(unknown: Unknown) -> Record:
    """Return the wire form of a missing datum."""
    return {
        "datum": unknown.datum,
        "text": unknown.text,
        **_ends("lies", unknown.days),
        "always": unknown.always,
        "sometimes": unknown.sometimes,
        "deadlines": list(unknown.deadlines),
    }
