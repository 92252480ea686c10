"""The page that shows two sides beside each other: their boards, and their timelines on one axis."""

from __future__ import annotations

from itertools import islice
from typing import Any, NamedTuple

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.dates import day_text
from dateline.errors import DatabaseError, DatelineError
from dateline.model import Days
from dateline.operations.pictures import look
from dateline.render.picture import Look
from dateline.render.picture.marks import dues, marks, parted, span
from dateline.render.picture.svg import svg
from dateline.render.state_marks import KINDS, WORDS, mark_of
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.storage.reading.listed_deadline import Listed
from dateline.web.comparing.sides import COMPARED, Compared, Side, compared
from dateline.web.deadline_requests import span_words
from dateline.web.figures.figure import citation
from dateline.web.pages import path_to, render
from dateline.web.parameters import Asked, asked
from dateline.web.request_thread import reads
from dateline.wire_fields import Record

MOST_MARKS = 500
"""So many events of a side are drawn."""
_WIDTH, _PHONE = 1_280, 328
"""Pixels of a picture in a window, and on a phone of 360 within its margins."""


class Pictures(NamedTuple):
    """The timeline of one side, for a window and for a phone; None where there is none."""

    wide: Markup | None = None
    narrow: Markup | None = None


_OF_DEADLINES: dict[str, str | None] = dict.fromkeys(
    ("as_of", "known_at", "as_known_then", "silence", "threshold", "programme", "forecasts", "proposals")
)
"""What the timeline is not asked with."""
_KEPT = {"programmes": "programme", "actors": "actor", "themes": "theme", "as_of": "as_of"}


def compare_page(request: Request, connection: Connection) -> Response:
    """Answer with two sides, or with the form that asks for them; what cannot be compared is told above it."""
    raw = tuple((name, text) for name, text in request.query_params.multi_items() if text.strip())
    programmes = sorted(connection.rows("programmes"), key=lambda row: row[1].casefold())
    form: dict[str, Any] = {"asked": Asked({}, raw), "programmes": programmes}
    try:
        found = asked(request, COMPARED)
        pair = compared(request, connection, found)
        context = _shown(request, connection, found, pair) if pair else {"pair": None}
    except DatabaseError:
        raise
    except DatelineError as fault:
        return render(request, "compare.html", status=400, title="Compare", form=form, fault=fault, pair=None)
    title = " compared with ".join(side.name for side in pair.sides) if pair else "Compare"
    return render(request, "compare.html", title=title, form=form, fault=None, **context)


def _shown(request: Request, connection: Connection, found: Asked, pair: Compared) -> dict[str, Any]:
    rows = pair.rows()
    here = found.link("/compare")
    return {
        "pair": pair,
        "rows": [_row(found, row) for row in rows],
        "both": sum(first is not None and second is not None for first, second in rows),
        "boards": [_board(found, pair, side) for side in pair.sides],
        "kinds": _kinds(pair),
        "timelines": _timelines(connection, pair),
        "most_marks": MOST_MARKS,
        "files": [("CSV", found.link("/api/compare", format="csv")), ("JSON", found.link("/api/compare"))],
        "cite": citation(request, connection, " compared with ".join(side.name for side in pair.sides), here),
    }


def _kinds(pair: Compared) -> list[tuple[str, str, str, int, int]]:
    """Return (kind, mark, words, numbers of deadlines on both sides) of each kind of state that there is."""
    first, second = (dict(side.kinds) for side in pair.sides)
    shown = [kind for kind in KINDS if kind in first or kind in second]
    return [(kind, KINDS[kind].path, WORDS[kind], first.get(kind, 0), second.get(kind, 0)) for kind in shown]


def _row(found: Asked, row: tuple[Listed | None, Listed | None]) -> dict[str, Any]:
    either = row[0] or row[1]
    assert either is not None
    sides = [None if each is None else {"mark": mark_of(each.state), "days": span_words(each.cutoff)} for each in row]
    same = len({None if each is None else each.state for each in row}) == 1
    return {"title": either.title, "link": path_to("deadline", either.id), "sides": sides, "same": same}


def _board(found: Asked, pair: Compared, side: Side) -> dict[str, Any]:
    """Return the heading of a side, and where it leads: to its board and, if it has events, to its timeline."""
    kept: dict[str, str | None] = {"from": None, "to": None, _KEPT[pair.by]: side.id}
    timeline = None
    if side.query is not None:
        dropped = dict.fromkeys(
            ("as_of", "known_at", "as_known_then", "silence", "threshold", "programme", "forecasts", "proposals")
        )
        timeline = found.link("/timeline", **dropped, **{_KEPT[pair.by]: side.id})
    return {"board": found.link("/deadlines", **kept), "timeline": timeline}


def _timelines(connection: Connection, pair: Compared) -> list[tuple[str, Pictures, int]]:
    """Return (name, pictures, number of events) of each side, drawn over the same days; none for days.

    There are no pictures where there are too many events.
    """
    if pair.by == "as_of":
        return []
    drawn = [_drawn(connection, side) for side in pair.sides]
    if not any(events or due for events, due in drawn):
        return [(side.name, Pictures(), side.certain + side.possible) for side in pair.sides if side.query]
    days = _common(drawn, pair.sides[0])
    made = []
    for side, (events, due) in zip(pair.sides, drawn, strict=True):
        number, pictures = side.certain + side.possible, Pictures()
        if number <= MOST_MARKS and (events or due):
            found = look(connection, None, side.days.as_of, lanes="none" if side.query is None else "theme")
            found = found._replace(
                first=days[0], last=days[1], link="/event/{id}",
                deadline_link=f"/deadline/{{id}}?as_of={day_text(side.days.as_of)}",
            )  # fmt: skip
            sizes = (found._replace(width=width) for width in (_WIDTH, _PHONE))
            pictures = Pictures(*(Markup(svg(events, due, size, styled=False)) for size in sizes))
        made.append((side.name, pictures, number))
    return made


def _drawn(connection: Connection, side: Side) -> tuple[list[Record], list[Record]]:
    due = [each.record for each in side.listed]
    if side.query is None or side.certain + side.possible > MOST_MARKS:
        return [], due
    return list(islice(Reader(connection).events(side.query), MOST_MARKS)), due


def _common(drawn: list[tuple[list[Record], list[Record]]], side: Side) -> Days:
    """Return the days that a picture of both sides has; those of the address where it bounds the events."""
    whole = Look(as_of=side.days.as_of)
    if side.query is not None:
        whole = whole._replace(first=side.query.first, last=side.query.last)
    events = [event for of_side, _ in drawn for event in of_side]
    due = {each["id"]: each for _, of_side in drawn for each in of_side}
    return span(marks(parted(events)[0]), dues(due.values(), whole), whole)


ROUTES = (Route("/compare", reads(compare_page)),)
