"""`deadlines --input`: judge deadlines from a file, one case a line, without a database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from dateline.cli.context import App
from dateline.cli.output.destination import write_records
from dateline.deadlines.cases import Case, read_cases
from dateline.deadlines.evaluation import evaluate
from dateline.deadlines.horizons import place
from dateline.deadlines.states import Certainty
from dateline.errors import DatelineError, Fault, InvalidRecords
from dateline.formats import format_named
from dateline.render.lateness import days_late
from dateline.render.table import Column
from dateline.wire_fields import Record

FIELDS = (
    "id", "state", "possible", "overdue", "days_overdue", "ever_overdue", "vs_original", "hindsight", "forecast",
    "horizon", "why",
)  # fmt: skip
_COLUMNS = (
    Column("state", lambda r: r["state"].replace("_", " ")),
    Column("days", lambda r: days_late(r["days_overdue"], r["overdue"])),
    Column("why", lambda r: r["why"], wraps=True),
    Column("id", lambda r: r["id"]),
)


def answer_cases(app: App, stream: IO[str], form: str, output: str | None) -> set[Certainty]:
    """Write an answer for each case as JSON Lines, in order, and return every answer to "is it overdue".

    Raises:
        InvalidRecords: lines that are no case; then nothing is written.
    """
    answers = [_answer(case) for case in _cases(stream)]
    write_records(app, answers, FIELDS, _COLUMNS, form, output)
    return {answer["overdue"] for answer in answers}


def _cases(stream: IO[str]) -> Iterator[Case]:
    """Yield the cases; the faults of all lines are raised together at the end."""
    faults: list[Fault] = []
    for line, record in format_named("jsonl").read(stream):
        try:
            if "error" in record:
                raise DatelineError(str(record["error"]))
            yield from read_cases(record)
        except DatelineError as error:
            faults.append(Fault(stream.name, line, error.message, error.hint))
    if faults:
        raise InvalidRecords(faults)


def _answer(case: Case) -> Record:
    found = evaluate(
        case.deadline,
        case.as_of,
        case.known_at,
        silence=case.silence,
        threshold=case.threshold,
        observed_through=case.observed_through,
    )
    answer: Record = {
        "id": case.deadline.id,
        "state": found.state,
        "possible": list(found.possible),
        "overdue": found.overdue,
        "days_overdue": list(found.days_overdue) if found.days_overdue else None,
        "ever_overdue": found.ever_overdue,
        "vs_original": found.vs_original,
        "hindsight": found.hindsight,
        "forecast": found.forecast,
        "horizon": place(found.cutoff, case.horizon) if found.cutoff and case.horizon else None,
        "why": found.why,
    }
    return answer
