"""The charts of the questions about many deadlines."""

from __future__ import annotations

from starlette.requests import Request

from dateline.render.charts.chain import chain
from dateline.render.charts.drawing import Chart, Size
from dateline.render.charts.flows import flows
from dateline.render.charts.outstanding import outstanding
from dateline.storage.engines.connection import Connection
from dateline.web.charts_page import slippage_figures
from dateline.web.deadline_requests import NARROW, WIDE
from dateline.web.figures.figure import Figure, figure
from dateline.web.parameters import Asked
from dateline.web.questions.table import Answer, Question

_HIGH = 320


def figures_of(
    question: Question, request: Request, connection: Connection, found: Asked, answer: Answer
) -> list[Figure]:
    """Return the charts of the answer to a question: one, or none where it has nothing to draw."""
    if not answer.records:
        return []
    if question.name == "slippage":
        return slippage_figures(request, connection, found)
    drawn = [_drawn(question.name, answer, width, name) for width, name in ((WIDE, "q"), (NARROW, "qn"))]
    return [figure(question.name, *(chart for chart in drawn if chart))] if all(drawn) else []


def _drawn(name: str, answer: Answer, width: int, prefix: str) -> Chart | None:
    match name:
        case "changes":
            return flows(answer.records, Size(width, _HIGH, prefix))
        case "cascade":
            return chain(answer.records, answer.as_of, width, prefix)
        case "responsibility":
            return outstanding(answer.records, width, prefix)
    return None
