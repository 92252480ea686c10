"""The questions that have pages: what each is called, what it may be asked with, and what its table shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from starlette.requests import Request

from dateline.dates import Date, parse
from dateline.deadlines import questions as wire
from dateline.deadlines.clocks import Clocks, clocks_of
from dateline.operations import deadline_questions as operation
from dateline.operations.deadline_questions import Filters
from dateline.question_options import CLOCKS, DEADLINE_FILTERS, Option
from dateline.storage.engines.connection import Connection
from dateline.web.deadline_requests import clocks, day_words
from dateline.web.parameters import Asked
from dateline.web.request_thread import site_of
from dateline.wire_fields import Record

FROM = Option(("--from",), "start", "date", "The first day to judge.")
TO = Option(("--to",), "end", "date", "The second day to judge (default: today).")
_FILTERS = tuple(option.name for option in DEADLINE_FILTERS)


class Answer(NamedTuple):
    """The records of an answer, in words the days for which it holds, and the last of them."""

    records: list[Record]
    days: str
    as_of: int = 0


class Question(NamedTuple):
    """A question with a page at /deadlines/`name`.

    `options` are those of its address, `columns` pairs (key, heading) of its table; `fields` are the keys of a record;
    `note` says how to read its chart.
    """

    name: str
    title: str
    lead: str
    options: tuple[Option, ...]
    fields: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    ask: Callable[[Request, Connection, Asked], Answer]
    empty: str
    note: str = ""


def _judged(ask: Callable[[Connection, Filters, Clocks], list[Record]]) -> Callable[..., Answer]:
    """Return what asks for one day, by what was known on one day."""

    def answer(request: Request, connection: Connection, found: Asked) -> Answer:
        defaults = {"threshold": "3"} | found.values
        days = clocks(request, Asked(defaults, found.given))
        told = f"At the end of {day_words(days.as_of)}, as known on {day_words(days.known_at)}"
        return Answer(ask(connection, _filters(found), days), told, days.as_of)

    return answer


def _slipped(connection: Connection, filters: Filters, days: Clocks) -> list[Record]:
    return operation.slipped(connection, filters, days).records


def _changed(request: Request, connection: Connection, found: Asked) -> Answer:
    today = parse(site_of(request).today())
    start, end = found.values["start"], found.values["end"]
    if start is None:
        return Answer([], "")
    before, after = (_clocks(found, day, today) for day in (start, end or today))
    told = f"Between the end of {day_words(before.as_of)} and that of {day_words(after.as_of)}"
    return Answer(operation.changed(connection, _filters(found), before, after).records, told, after.as_of)


def _clocks(found: Asked, day: Date, today: Date) -> Clocks:
    values = {name: found.values[name] for name in ("known_at", "as_known_then", "silence", "threshold")}
    return clocks_of(day, **values, today=today)


def _filters(found: Asked) -> Filters:
    values: dict[str, Any] = {name: found.values[name] for name in _FILTERS}
    return Filters(**values)


_CLOCKS_OF_TWO = tuple(option for option in CLOCKS if option.name != "as_of")
_NO_LEVEL = tuple(option for option in CLOCKS if option.name != "threshold")
QUESTIONS = (
    Question(
        "changes", "What changed between two days",
        "Which promises became overdue, were met, waived or cured, or are only known better.",
        (*DEADLINE_FILTERS, FROM, TO, *_CLOCKS_OF_TWO), wire.CHANGE_FIELDS,
        (("title", "Deadline"), ("change", "Change"), ("cause", "Cause"), ("state_before", "Before"),
         ("state_after", "After"), ("why", "Why")),
        _changed, "Nothing changed.",
        "At the left the state on the first day, at the right that on the second; only what changed is drawn.",
    ),
    Question(
        "slippage", "How due dates slipped",
        "How many days each amendment added, and whether it came before or after the date that it replaced.",
        (*DEADLINE_FILTERS, *_NO_LEVEL), wire.SLIPPAGE_FIELDS,
        (("title", "Deadline"), ("due_text", "New due date"), ("effective", "In force from"), ("counts", "Counts"),
         ("days_added", "Days added"), ("total", "In all"), ("after_expiry", "After expiry"), ("citations", "Sources")),
        _judged(_slipped), "No due date was amended.",
        "Each line is a deadline; where it steps, its due date was moved. Amended deadlines are in colour.",
    ),
    Question(
        "cascade", "What can still be met in time",
        "Which unmet promises can still be met in time, and which promise holds up each of the others.",
        (*DEADLINE_FILTERS, *CLOCKS), wire.OUTLOOK_FIELDS,
        (("title", "Deadline"), ("verdict", "Verdict"), ("finish", "Done at the earliest"), ("cutoff", "Last day"),
         ("slip", "Days late"), ("roots", "Held up by")),
        _judged(operation.held_up), "Nothing is unmet.",
        "Grey: the last compliant day. In colour: when it can be done at the earliest; an open end goes on. What waits "
        "for a deadline stands below it, joined by a line.",
    ),
    Question(
        "responsibility", "With whom it is overdue",
        "Whose promises are overdue: their own, or waiting for somebody else's. Lateness does not imply fault.",
        (*DEADLINE_FILTERS, *CLOCKS), wire.OUTSTANDING_FIELDS,
        (("outstanding_with", "With"), ("overdue", "Overdue"), ("own_overdue", "Their own"),
         ("inherited_overdue", "Waiting for others")),
        _judged(operation.outstanding), "Nothing is overdue.",
        "In full: certainly so many; pale: at most so many.",
    ),
    Question(
        "unknowns", "What to find out first",
        "Which single missing date would settle most promises.",
        (*DEADLINE_FILTERS, *CLOCKS), wire.UNKNOWN_FIELDS,
        (("text", "Missing"), ("always", "Settles for sure"), ("sometimes", "Settles perhaps"),
         ("lies", "Lies between"), ("deadlines", "Deadlines")),
        _judged(operation.would_help), "Nothing is unknown that would settle a state.",
    ),
)  # fmt: skip
