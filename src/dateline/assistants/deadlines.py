"""The tools about promises: `deadlines` and `explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.assistants.answers import Answer, Page, single
from dateline.assistants.arguments import PAGE, Values
from dateline.counted import counted
from dateline.parameters.deadlines import DERIVATION, HORIZON, OVERDUE, PROGRESS, STALLED, STATES
from dateline.question_options import CLOCKS, DEADLINE_FILTERS, Option

if TYPE_CHECKING:
    from dateline.assistants.opened import Asked
    from dateline.deadlines.clocks import Clocks

DEADLINES = (*DEADLINE_FILTERS, *CLOCKS, STATES, OVERDUE, HORIZON, PROGRESS, STALLED, DERIVATION, *PAGE)
EXPLAIN = (Option(("--id",), "id", "text", "The id of the deadline, or its title."), *CLOCKS)
ROW = ("state_in_words", "citations")
"""The fields of a row beside those of a deadline."""


def deadlines(db: Asked, values: Values) -> Answer:
    """Return a page of deadlines with their states at the end of a day."""
    from dateline.operations.deadlines import with_citations

    page = Page(values)
    found = db.deadlines(**_asked(values))
    every = list(found.records())
    with db.reading() as connection:
        shown = list(with_citations(connection, every[page.offset : page.end]))
    rows = [record | {"state_in_words": record["state"].replace("_", " ")} for record in shown]
    certain, possible = (sum(record["overdue"] == degree for record in every) for degree in ("yes", "maybe"))
    said = [
        _days(found.clocks),
        f"{counted(len(every), 'deadline')}: {certain} certainly overdue, {possible} only possibly overdue.",
    ]
    empty = "The database has no such deadline. That does not say that nothing was promised."
    return page.answer(rows, len(every), said, empty, certainly_overdue=certain, possibly_overdue=possible)


def explain(db: Asked, values: Values) -> Answer:
    """Return the state of one deadline with everything behind it."""
    asked = _asked(values)
    found = db.explain(asked.pop("id"), **asked)
    clocks = db.clocks(asked.get("as_of"), asked.get("known_at"), as_known_then=asked.get("as_known_then", False))
    return single(found.record | {"explanation": found.text}, [_days(clocks)])


def _asked(values: Values) -> dict[str, Any]:
    """Return the arguments as the library takes them: a level is a number there."""
    return {name: int(value) if name == "threshold" else value for name, value in values.items()}


def _days(clocks: Clocks) -> str:
    from dateline.dates import day_text

    return f"Judged at the end of {day_text(clocks.as_of)}, by what was known by {day_text(clocks.known_at)}."
