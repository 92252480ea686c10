"""The page of one programme: its parties and sources, and its deadlines as of any day."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.dates import day_text
from dateline.operations import deadlines
from dateline.question_options import CLOCKS
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.deadline_lists import question_of
from dateline.storage.reading.lists import Catalogue
from dateline.storage.reading.single_records import Single
from dateline.web.board import shown
from dateline.web.deadline_requests import clocks, month_end, time_of
from dateline.web.figures.figure import taken
from dateline.web.pages import path_to, render
from dateline.web.parameters import asked
from dateline.web.record_pages import existing, identity_in
from dateline.web.request_thread import reads


def programme_page(request: Request, connection: Connection) -> Response:
    """Answer with the page of the programme whose id is in the path."""
    found = asked(request, CLOCKS)
    days, identity = clocks(request, found), identity_in(request)
    programme = next((one for one in Catalogue(connection).programmes() if one["id"] == identity), None)
    record = existing(connection, "programme", identity, programme)
    wanted = question_of(days, programmes=(identity,), forecasts=True, proposals=True)
    span = time_of(connection, (identity,), wanted.forces) or (days.as_of, days.as_of)
    listed = list(deadlines.Found(connection, wanted, beside=deadlines.beside_states(days)))
    here = path_to("programme", identity)
    context: dict[str, Any] = {
        **shown(connection, listed, days, span, None, found),
        "crowd": 0,
        "taken": taken(
            request,
            connection,
            "board",
            record["title"],
            found,
            str(day_text(days.as_of)),
            programme=identity,
            forecasts="1",
            proposals="1",
        ),
        "asked": found,
        "record": record,
        "titles": Single(connection).titles(each["source"] for each in record["citations"]),
        "here": here,
        "board": found.link("/deadlines", programme=identity),
        "charts": found.link("/charts", programme=identity),
        "earlier": found.link(here, as_of=day_text(month_end(days.as_of, -1))),
        "later": found.link(here, as_of=day_text(month_end(days.as_of, 1))),
    }
    return render(request, "programme.html", title=record["title"], **context)


ROUTES = (Route("/programme/{identity:path}", reads(programme_page)),)
