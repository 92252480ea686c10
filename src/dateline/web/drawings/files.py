"""The files of every chart and board at /charts/NAME.FORM: its figures as CSV, its picture as SVG or PNG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import IO, Any, NamedTuple, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.formats import format_named
from dateline.formats.pictures.selection import drawing
from dateline.operations.maps import gathered
from dateline.operations.pictures import look
from dateline.question_options import Option
from dateline.render.charts.style import standalone
from dateline.render.map.style import standalone as standalone_map
from dateline.storage.engines.connection import Connection
from dateline.web import board, charts_page, deadline_page, map_page, picture_process
from dateline.web.acting import figures as acting
from dateline.web.deadline_requests import BOARD, CHARTS
from dateline.web.faults import NoPage
from dateline.web.figures.figure import FORMS, Figure
from dateline.web.parameters import Asked, asked
from dateline.web.questions import pages as question_pages
from dateline.web.questions.table import QUESTIONS
from dateline.web.streams import Writer, streamed
from dateline.wire_fields import DEADLINE_FIELDS, Record

Write = Callable[[IO[str]], None]


class Content(NamedTuple):
    """What a file is made of: the picture as SVG, and what writes the figures as CSV."""

    svg: str
    csv: Write


Maker = Callable[[Request, Connection, Asked], Content]


class Drawable(NamedTuple):
    """A chart or board: the options of its address, and what makes its content."""

    options: Sequence[Option]
    make: Maker


def chart_file(key: str, drawable: Drawable, form: str) -> Callable[[Request], Any]:
    """Return what answers with one of the files of a chart."""

    async def answer(request: Request) -> Response:
        found = asked(request, drawable.options)
        chosen = format_named(form)
        headers = {
            "Content-Type": chosen.media_type,
            "Content-Disposition": f'attachment; filename="{key}.{form}"',
        }
        patience = picture_process.PATIENCE + 3 if form == "png" else None
        return await streamed(request, _writer(request, drawable, found, form), headers, patience=patience)

    return answer


def _writer(request: Request, drawable: Drawable, found: Asked, form: str) -> Writer:
    def write(connection: Connection, stream: IO[str]) -> None:
        content = drawable.make(request, connection, found)
        if form == "csv":
            content.csv(stream)
        elif form == "svg":
            stream.write(content.svg)
        else:
            cast(IO[bytes], cast(Any, stream).buffer).write(picture_process.pixels_of(content.svg))

    return write


def _figured(figures: Callable[[Request, Connection, Asked], Sequence[Figure]], key: str) -> Maker:
    """Return what makes the files of the figure called `key`."""

    def make(request: Request, connection: Connection, found: Asked) -> Content:
        each = next((each for each in figures(request, connection, found) if each.key == key), None)
        if each is None:
            raise NoPage("there is nothing to draw", "choose other filters")
        head, chart = '<?xml version="1.0" encoding="UTF-8"?>\n', each.chart
        rows = [dict(zip(chart.headings, row, strict=True)) for row in chart.rows]
        return Content(f"{head}{standalone(chart.svg)}\n", partial(_table, chart.headings, rows))

    return make


def _table(headings: tuple[str, ...], rows: list[Record], stream: IO[str]) -> None:
    format_named("csv").write(headings, rows, stream)


def _board(request: Request, connection: Connection, found: Asked) -> Content:
    days, listed = board.judged(request, connection, found)
    records = [each.record for each in listed]
    picture = drawing(DEADLINE_FIELDS, records, (), look(connection, None, days.as_of))
    return Content(picture, partial(_table, DEADLINE_FIELDS, records))


def _map(request: Request, connection: Connection, found: Asked) -> Content:
    places = gathered(connection, map_page.wanted(found))
    rows = map_page.table(places)
    svg = standalone_map(places.svg(label=map_page.map_title(found)))
    return Content(svg, partial(_table, tuple(map_page.COLUMNS), rows))


_SAME = {"slippage": "slips"}
"""Questions whose chart has another name; its files have both names, for the links that there are."""
_CHARTS = (*CHARTS, charts_page.SUM)
DRAWABLES: dict[str, Drawable] = {
    **{key: Drawable(_CHARTS, _figured(charts_page.deadline_figures, key)) for key in ("states", "scores", "slips")},
    "years": Drawable(_CHARTS, _figured(charts_page.event_figures, "years")),
    **{
        key: Drawable(_CHARTS, _figured(charts_page.sum_figures, key))
        for key in ("sums", *(f"sums{number}" for number in range(1, 8)))
    },
    "course": Drawable(deadline_page.CHART, _figured(deadline_page.course_figures, "course")),
    **{
        question.name: Drawable(
            question.options,
            _figured(partial(question_pages.figures_for, question), _SAME.get(question.name, question.name)),
        )
        for question in QUESTIONS
        if question.name != "unknowns"
    },
    "members": Drawable(acting.MEMBERS, _figured(acting.members_figures, "members")),
    "together": Drawable(acting.ACTING, _figured(acting.together_figures, "together")),
    "board": Drawable(BOARD, _board),
    "map": Drawable(map_page.MAPPED, _map),
}
"""Every chart and board by its name."""
ROUTES = tuple(
    Route(f"/charts/{key}.{form}", chart_file(key, drawable, form))
    for key, drawable in DRAWABLES.items()
    for form in FORMS
)
