"""Verdicts that no source supports."""

from __future__ import annotations

from dateline.claims.agreement import Conflict, by_day
from dateline.claims.shared_days import as_edtf, shared_days
from dateline.model import Event


def unsupported(event: Event) -> str | None:
    """Return why the date of an event is not what its sources say, None where it may be.

    A citation that gives no date of its own is cited for the date of the event, so it supports it.
    """
    dated = [(each.source, each.claim.date) for each in event.citations if each.claim and each.claim.date]
    if not dated or event.date.kind == "undated":
        return None
    said = ", ".join(f"{source} says {date.edtf}" for source, date in dated)
    against = all(by_day(event.date, date) is Conflict.CERTAIN for _, date in dated)
    if against and len(dated) == len(event.citations):
        return f"no source supports the date {event.date.edtf}: {said}"
    if event.verdict == "intersection":
        common = shared_days([date for _, date in dated])
        if common != shared_days([event.date]):
            days = f"share {as_edtf(common)}" if common else "share no day"
            return f"the date {event.date.edtf} is not the intersection: the sources {days} ({said})"
    theirs = len(dated) < len(event.citations) or event.date.edtf in [date.edtf for _, date in dated]
    if event.verdict == "best source" and not theirs:
        return f"the date {event.date.edtf} is that of no source: {said}"
    return None
