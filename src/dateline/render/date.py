"""A date explained for people: its bounds, its words, and its other meanings."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.date_record import ExplainedDate
from dateline.dates import FAR_FUTURE, FAR_PAST, Date, day_text
from dateline.dates.prose.candidate import Candidate
from dateline.dates.undated import UNDATED

_ENDS = {"open": "never", "unknown": "on an unknown day"}


def date_lines(found: ExplainedDate) -> Iterator[str]:
    """Yield the lines that explain a text: a heading and indented facts."""
    record, date = found.record, found.date
    yield record["input"]
    if date is None:
        yield _line("no date" if not found.candidates else "unclear", record["error"] or "")
        if record["hint"] and not found.candidates:
            yield _line("hint", record["hint"])
        yield from (_line("perhaps", _reading(each)) for each in found.candidates)
        return
    if date.kind == UNDATED:
        yield _line("undated", "nobody knows when; kept as the word undated, which EDTF lacks")
        yield _line("filters", "in no range of days: query --undated lists such events")
        return
    yield _line("EDTF", f"{date.edtf}, level {date.level}")
    yield _line("in words", record["prose"])
    yield from _days(date)
    yield from (_line("matches", text) for text in matching(date))
    yield _line("precision", f"{date.precision}{_doubts(date)}")
    if date.seasons:
        yield _line("seasons", date.seasons)
    first, *others = found.candidates or (None,)
    if first and first.rule != "EDTF":
        yield _line("rule", first.rule)
    yield from (_line("or", _reading(each)) for each in others if each)


def matching(date: Date, stored: tuple[int, int] | None = None) -> Iterator[str]:
    """Yield what a date with marks is compared by: the days of an approximate one, and that a doubt leaves open.

    Where other first and last days are `stored`, these count, and by which spread they came is not known.
    """
    bounds = date.bounds
    own = bounds.start_earliest, bounds.end_latest
    if date.approximate:
        from dateline.dates.doubt import spread_words

        known = stored in (None, own)
        yield _span(*(stored or own)) + (f" (c. spreads {spread_words(date.edtf, date.circa)})" if known else " (c.)")
    if date.uncertain:
        nothing = bounds.start_latest >= FAR_FUTURE and bounds.end_earliest <= FAR_PAST
        yield "nothing is certain (?)" if nothing else "not all is certain (?)"


def _line(name: str, text: str) -> str:
    return f"  {name:<10} {text}"


def _reading(candidate: Candidate) -> str:
    return f"{candidate.edtf}: {candidate.rule}"


def _days(date: Date) -> Iterator[str]:
    date = date.unmarked
    bounds = date.bounds
    gaps = ", with gaps" if date.members or date.sides else ""
    if date.kind in ("interval", "all_of"):
        yield _line("starts", _ENDS.get(date.start_kind) or _span(bounds.start_earliest, bounds.start_latest))
        yield _line("ends", (_ENDS.get(date.end_kind) or _span(bounds.end_earliest, bounds.end_latest)) + gaps)
    elif bounds.start_earliest == bounds.start_latest:
        yield _line("day", _span(bounds.start_earliest, bounds.start_latest))
    else:
        yield _line("some day", _span(bounds.start_earliest, bounds.start_latest) + gaps)


def _span(first: int, last: int) -> str:
    """Return two days in words; a day without bound is told as such."""
    if first <= FAR_PAST:
        return f"{day_text(last)} or earlier" if last < FAR_FUTURE else "any day"
    if last >= FAR_FUTURE:
        return f"{day_text(first)} or later"
    return str(day_text(first)) if first == last else f"{day_text(first)} to {day_text(last)}"


def _doubts(date: Date) -> str:
    words = [word for word, holds in (("uncertain", date.uncertain), ("approximate", date.approximate)) if holds]
    return f"; {' and '.join(words)}" if words else ""
