"""The record of a date on the wire: its meaning, or why it has none."""

from __future__ import annotations

from typing import NamedTuple

from dateline.dates import Date, InvalidDate, day_text, parse
from dateline.dates.conventions import USUAL, Conventions
from dateline.dates.prose.candidate import Candidate
from dateline.dates.prose.interpretation import from_prose, meanings, settled
from dateline.dates.prose.wording import to_prose
from dateline.dates.undated import UNDATED
from dateline.wire_fields import Record


class ExplainedDate(NamedTuple):
    """What a text was found to say: `date` is the reading that needs no choice, or None."""

    record: Record
    date: Date | None
    candidates: tuple[Candidate, ...]


def explained(
    text: str, anchor: Date | None = None, conventions: Conventions = USUAL, *, strict: bool = False
) -> ExplainedDate:
    """Return the wire record of a text, read as EDTF or, unless `strict`, as words; every key is present.

    `valid` means that the text has one reading that needs no choice, and then `edtf` and all that follows from it
    are filled. `candidates` are all readings, likeliest first. Relative words count from `anchor`.
    """
    fault: InvalidDate | None = None
    candidates: tuple[Candidate, ...] = ()
    date: Date | None = None
    try:
        date = parse(text, conventions)
        if strict and date.kind == UNDATED:
            date, fault = None, InvalidDate(text, f"{text!r} is a word of dateline, not EDTF")
    except InvalidDate as error:
        fault = error
    if not strict:
        candidates = from_prose(text, anchor, conventions)
        chosen = settled(candidates)
        date = chosen.date if chosen else None
    error_, hint = _fault(text, fault, date, candidates, None if strict else conventions)
    return ExplainedDate(_record(text, date, candidates, error_, hint), date, candidates)


def _fault(
    text: str,
    fault: InvalidDate | None,
    date: Date | None,
    candidates: tuple[Candidate, ...],
    conventions: Conventions | None,
) -> tuple[str | None, str | None]:
    """Return error and hint, both None when there is a date that needs no choice; no conventions for strict EDTF."""
    if date is not None:
        return None, None
    if candidates:
        return f"{text!r} has several meanings", meanings(candidates)
    if conventions is not None:
        from dateline.dates.prose.refusals import unread

        return unread(text, conventions, fault)
    return (fault.message, fault.hint) if fault else (None, None)


def _record(
    text: str, date: Date | None, candidates: tuple[Candidate, ...], error: str | None, hint: str | None
) -> Record:
    return {
        "input": text,
        "valid": date is not None,
        "edtf": date.edtf if date else None,
        "level": date.level if date and date.kind != UNDATED else None,
        "earliest": day_text(date.earliest) if date else None,
        "latest": day_text(date.latest) if date else None,
        "precision": date.precision if date else None,
        "kind": date.kind if date else None,
        "prose": to_prose(date) if date else None,
        "candidates": [_candidate(each) for each in candidates],
        "error": error,
        "hint": hint,
        **_matching(date),
    }


def _matching(date: Date | None) -> Record:
    """Return by which days a date is compared, how far approximate parts spread, and whether any is uncertain."""
    if date is None:
        return dict.fromkeys(("matches_from", "matches_to", "spread", "uncertain"))
    spread = None
    if date.approximate:
        from dateline.dates.doubt import spread_words

        spread = spread_words(date.edtf, date.circa)
    first, last = date.bounds.start_earliest, date.bounds.end_latest
    return {
        "matches_from": day_text(first),
        "matches_to": day_text(last),
        "spread": spread,
        "uncertain": date.uncertain,
    }


def _candidate(candidate: Candidate) -> Record:
    date = candidate.date
    return {
        "edtf": candidate.edtf,
        "rule": candidate.rule,
        "earliest": day_text(date.earliest),
        "latest": day_text(date.latest),
    }
