"""Two records of one event made one, so that what each of them says stays the statement of its sources."""

from __future__ import annotations

from dataclasses import replace

from dateline.model import Citation, Claim, Event


def claiming(event: Event, other: Event) -> tuple[Citation, ...]:
    """Return the citations of an event, each with what the event says where it has no claim of its own.

    A claim has the date, and the place and the numbers in which the `other` event differs.
    """
    date = None if event.date.kind == "undated" else event.date
    claim = Claim(
        date=date,
        date_text=event.date_text if date else None,
        calendar=event.calendar if date else None,
        place=event.place if event.place != other.place else None,
        measures=tuple(each for each in event.measures if each not in other.measures),
    )
    if claim == Claim():
        return event.citations
    return tuple(each if each.claim else replace(each, claim=claim) for each in event.citations)
