"""A candidate: what a document says of one date, for a person to judge."""

from __future__ import annotations

from dateline.light_classes import NamedTuple

KINDS = ("event", "forecast", "deadline")
"""What happened, what is expected or planned, and what somebody promised to do by a day."""


class Candidate(NamedTuple):
    """One date of a document with its sentence; `id` is made of the quote and the words of the date.

    `date` is EDTF, None where the words have several meanings, which `also` then has. `actors` are ids, some with a
    role in brackets. `due_rule` is the reading rule of a deadline. One that is counted has the period `within`, the
    words `counted_from`, and the date `after` that the document gives for them. `event` is what it resembles in the
    database, whose title and date `resembles` has.
    """

    id: str
    kind: str
    title: str
    date: str | None
    date_text: str
    also: tuple[str, ...]
    quote: str
    locator: str
    start: int
    end: int
    rule: str
    context: str
    actors: tuple[str, ...]
    themes: tuple[str, ...]
    place: str | None
    resembles: str | None
    event: str | None
    due_rule: str | None = None
    within: str | None = None
    counted_from: str | None = None
    after: str | None = None
