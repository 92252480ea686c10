"""What the deadlines of each party, programme or theme came to, as records on the wire."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from dateline.deadlines.clocks import Clocks
from dateline.storage.engines.connection import Connection
from dateline.wire_fields import Record

if TYPE_CHECKING:
    from dateline.deadlines.kept.groups import By

Question = Literal["tally", "levels", "scores"]
QUESTIONS: tuple[Question, ...] = get_args(Question)


def group_records(
    connection: Connection, question: Question, filters: Mapping[str, Any], clocks: Clocks, by: By, *, then: bool,
    days: Sequence[int] = (),
) -> list[Record]:  # fmt: skip
    """Return the answer to a question about the deadlines that filters leave, by group.

    `then` judges each day by what was known on it. A yearly question is asked for each year, or for some `days`.

    Raises:
        NotFound, Ambiguous: a name in the filters stands for none or for several.
    """
    from dateline.storage.reading.deadline_values import chosen_deadlines
    from dateline.storage.reading.lists import Catalogue

    as_of, known_at, silence, threshold = clocks
    listed = list(chosen_deadlines(connection, **filters, until=max((as_of, *days))))
    answer, wire = _ANSWERS[question]()
    yearly: dict[str, Any] = {"known_at": known_at}
    if question != "tally":
        yearly = {"known_at": None if then else known_at, "days": list(days) or None}
    found = answer(
        listed, as_of, silence=silence, observed=Catalogue(connection).monitored(), by=by, threshold=threshold, **yearly
    )
    return [wire(row, by) for row in found]


def group_fields(question: Question, by: By) -> tuple[str, ...]:
    """Return the keys of the records of an answer; those of a yearly one are named after what the rows are."""
    from dateline.deadlines import questions as wire

    if question == "tally":
        return wire.TALLY_FIELDS
    fields = wire.SCORE_FIELDS if question == "scores" else wire.LEVELS_FIELDS
    return (by, *(("name",) if by == "party" else ()), *fields[1:])


def _tally() -> tuple[Callable[..., list[Any]], Callable[[Any, By], Record]]:
    from dateline.deadlines.kept.tally import tally
    from dateline.deadlines.questions import tally_record

    return tally, lambda row, _: tally_record(row)


def _levels() -> tuple[Callable[..., list[Any]], Callable[[Any, By], Record]]:
    from dateline.deadlines.kept.levels import levels
    from dateline.deadlines.questions import levels_record

    return levels, levels_record


def _scores() -> tuple[Callable[..., list[Any]], Callable[[Any, By], Record]]:
    from dateline.deadlines.kept.score import score
    from dateline.deadlines.questions import score_record

    return score, score_record


_ANSWERS: Mapping[Question, Callable[[], tuple[Callable[..., list[Any]], Callable[[Any, By], Record]]]] = {
    "tally": _tally,
    "levels": _levels,
    "scores": _scores,
}
