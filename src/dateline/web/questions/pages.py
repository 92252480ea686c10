"""The pages of the questions, and their answers as files."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.dates import day_text
from dateline.errors import InvalidQuery
from dateline.formats import format_named
from dateline.operations.records import totals
from dateline.parameters.schemas import parameter
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.lists import Catalogue
from dateline.web.figures.figure import Figure, with_files
from dateline.web.pages import path_to, render
from dateline.web.parameters import Asked, asked
from dateline.web.questions.charts import figures_of
from dateline.web.questions.table import QUESTIONS, Answer, Question
from dateline.web.request_thread import Endpoint, reads
from dateline.wire_fields import Record

FORMS = ("csv", "jsonl")
MOST = 5_000
"""Deadlines of a database whose questions are answered while somebody waits."""
ROWS = 500
"""Rows of a page; the files have all."""


_LINKED = {"title": "deadline", "roots": "deadline", "deadlines": "deadline", "citations": "source"}
"""The keys whose values lead to a page, and the kind of record there."""


class Cell(NamedTuple):
    """A cell of a table: parts with the addresses they lead to, None for plain ones; whether it is a number."""

    parts: list[tuple[str, str | None]]
    number: bool = False


def page_of(question: Question) -> Endpoint:
    """Return what answers with the page of a question."""

    def page(request: Request, connection: Connection) -> Response:
        found = asked(request, question.options)
        answer = _asked(question, request, connection, found)
        names = Catalogue(connection).names() | {"deadline": {row[0]: row[2] for row in connection.rows("deadlines")}}
        rows = [[cell(record, key, names) for key, _ in question.columns] for record in answer.records[:ROWS]]
        here = f"/deadlines/{question.name}"
        figures = figures_of(question, request, connection, found, answer)
        day = None if any(option.name == "start" for option in question.options) else str(day_text(answer.as_of))
        context: dict[str, Any] = {
            "question": question,
            "questions": [(_address(found, question, each), each) for each in QUESTIONS],
            "asked": found,
            "two_days": any(option.name == "start" for option in question.options),
            "days": answer.days,
            "figures": [with_files(request, connection, each, found, day) for each in figures],
            "note": question.note,
            "rows": rows,
            "number": len(answer.records),
            "programmes": sorted(connection.rows("programmes"), key=lambda row: row[1].casefold()),
            "files": [(form, found.link(f"{here}.{form}")) for form in FORMS] if rows else [],
            "board": found.link("/deadlines", **{"from": None, "to": None}),
        }
        return render(request, "question.html", title=question.title, **context)

    return reads(page)


def figures_for(question: Question, request: Request, connection: Connection, found: Asked) -> list[Figure]:
    """Return the charts of a question as an address asks it."""
    return figures_of(question, request, connection, found, _asked(question, request, connection, found))


def _asked(question: Question, request: Request, connection: Connection, found: Asked) -> Answer:
    """Return the answer to a question.

    Raises:
        InvalidQuery: there are too many deadlines to go through them while somebody waits.
    """
    if totals(connection)["deadlines"] > MOST:
        raise InvalidQuery(f"a page goes through at most {MOST:,} deadlines", "ask on the command line")
    return question.ask(request, connection, found)


def _address(found: Asked, one: Question, other: Question) -> str:
    """Return the address of another question that asks for the same, without what that does not know."""
    known = {parameter(option) for option in other.options}
    lacking = {parameter(option): None for option in one.options if parameter(option) not in known}
    return found.link(f"/deadlines/{other.name}", **lacking)


def file_of(question: Question, form: str) -> Endpoint:
    """Return what answers with the records of a question as a file of a format."""

    def file(request: Request, connection: Connection) -> Response:
        answer = _asked(question, request, connection, asked(request, question.options))
        stream, chosen = StringIO(newline=""), format_named(form)
        chosen.write(question.fields, answer.records, stream)
        name = f'attachment; filename="deadlines-{question.name}.{form}"'
        headers = {"Content-Type": chosen.media_type, "Content-Disposition": name}
        return Response(stream.getvalue(), headers=headers)

    return reads(file)


def cell(record: Record, key: str, names: Mapping[str, Mapping[str, str]]) -> Cell:
    """Return the cell of a record for a key; a span such as `finish` joins the first and last day of it."""
    if f"{key}_from" in record:
        return Cell([(span(record[f"{key}_from"], record[f"{key}_to"]), None)])
    value = record[key]
    if key in _LINKED:
        kind = _LINKED[key]
        ids = [record["id"]] if key == "title" else [each["source"] if kind == "source" else each for each in value]
        return Cell([(names[kind].get(each, each), path_to(kind, each)) for each in ids])
    if isinstance(value, list) and len(value) == 2 and not any(isinstance(each, str) for each in value):
        return Cell([(_numbers(*value), None)], number=True)
    texts = value if isinstance(value, list) else [] if value is None else [value]
    return Cell([(_words(each), None) for each in texts], number=type(value) is int)


def _numbers(low: float | None, high: float | None) -> str:
    """Return the numbers from `low` to `high`, None for no end.

    >>> _numbers(5115, None), _numbers(198, 289), _numbers(-364, 0), _numbers(1, 1), _numbers(None, 3)
    ('5,115 or more', '198–289', '−364 to 0', '1', 'at most 3')
    """
    if low is None or high is None:
        return f"{number(low)} or more" if low is not None else f"at most {number(high)}" if high is not None else ""
    if low == high:
        return number(low)
    return f"{number(low)} to {number(high)}" if low < 0 else f"{number(low)}–{number(high)}"


def number(value: float) -> str:
    """Return a number with its thousands apart and a true minus."""
    return f"{value:,.10g}".replace("-", "−")


def _words(value: Any) -> str:
    """Return a value for people: words without underscores, yes and no, thousands apart."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return number(value)
    text = str(value)
    return text if " " in text else text.replace("_", " ")


def span(first: str | None, last: str | None) -> str:
    """Return two ends in words; one that is missing is open.

    >>> span("2000-01-01", "2000-12-31"), span("3", "3"), span(None, "2000"), span(None, None)
    ('2000-01-01 – 2000-12-31', '3', 'to 2000', '')
    """
    if first is None or last is None:
        return f"from {first}" if first else f"to {last}" if last else ""
    return first if first == last else f"{first} – {last}"


ROUTES = tuple(
    route
    for question in QUESTIONS
    for route in (
        Route(f"/deadlines/{question.name}", page_of(question)),
        *(Route(f"/deadlines/{question.name}.{form}", file_of(question, form)) for form in FORMS),
    )
)
