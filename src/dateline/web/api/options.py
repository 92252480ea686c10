"""The parameters of each address under /api/."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.operations.deadline_groups import QUESTIONS
from dateline.parameters.deadlines import DERIVATION, HORIZON, OVERDUE, PROGRESS, STALLED, STATES
from dateline.question_options import CLOCKS, COUNTS, DEADLINE_FILTERS, FILTERS, Option
from dateline.web.comparing.sides import COMPARED
from dateline.web.deadline_requests import BY
from dateline.web.lists import LISTINGS
from dateline.web.parameters import CLAIMS
from dateline.web.searching.page import KIND, WORDS

DEFAULT, MOST = 1_000, 10_000
"""Records of an answer: unless asked otherwise, and at most."""
LIMIT = Option(
    ("--limit",), "limit", "number", f"Return at most this many records, up to {MOST:,}.", default=str(DEFAULT)
)
AFTER = Option(("--after",), "after", "text", "Continue after the event at this place, which `next` gives.")
OFFSET = Option(("--offset",), "offset", "number", "Skip this many records.", default="0")
FORM = Option(
    ("--format",),
    "form",
    "choice",
    "A page of JSON, or all records as JSON Lines, a record a line.",
    default="json",
    choices=("json", "jsonl"),
)
TABLE = Option(("--format",), "form", "choice", "JSON, or a table as CSV.", default="json", choices=("json", "csv"))
_UNLIMITED = tuple(option for option in FILTERS if option.name != "limit")
_COUNTED = tuple(option for option in COUNTS if option.name != "count")

OPTIONS: dict[str, Sequence[Option]] = {
    "events": (*_UNLIMITED, CLAIMS, LIMIT, AFTER, FORM),
    "counts": (*(option for option in _UNLIMITED if option.name != "sort"), *_COUNTED),
    "deadlines": (
        *CLOCKS,
        OVERDUE,
        STATES,
        *DEADLINE_FILTERS,
        HORIZON,
        PROGRESS,
        STALLED,
        DERIVATION,
        LIMIT,
        OFFSET,
        FORM,
    ),
    **dict.fromkeys(QUESTIONS, (*CLOCKS, BY, *DEADLINE_FILTERS, TABLE)),
    "compare": (*COMPARED, TABLE),
    "search": (WORDS, KIND, LIMIT, OFFSET),
    **{listing.kind: (*listing.options, LIMIT, OFFSET) for listing in LISTINGS},
}
"""The parameters of each address under /api/."""
SINGLE = ("actor", "theme", "source", "programme", "deadline")
"""Kinds of records that have an address each, besides events."""
