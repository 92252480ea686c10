"""Pages of single records: an event, an actor, a theme or a source, with its citations and references."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.claims.records import in_full
from dateline.event_fields import LATER_NAMES
from dateline.measures import measure_text
from dateline.names import did_you_mean
from dateline.parameters.schemas import LONGEST_VALUE
from dateline.query import Query
from dateline.render.claims import said_by
from dateline.render.differences import differences
from dateline.storage.engines.connection import Connection
from dateline.storage.history.log import revisions
from dateline.storage.reading.completions import beginning
from dateline.storage.reading.events import Reader
from dateline.storage.reading.gone import gone
from dateline.storage.reading.said.linked import links_of
from dateline.storage.reading.single_records import Single
from dateline.web.acting.figures import members_figure
from dateline.web.faults import NoPage
from dateline.web.figures.figure import with_files
from dateline.web.pages import path_to, render
from dateline.web.parameters import Asked, asked
from dateline.web.request_thread import reads
from dateline.wire_fields import Record

ROWS = 50
"""Events shown on the page of a record; the rest stands on the timeline."""
_REVISIONS = 50
"""Revisions shown on the page of a record, the newest."""
_NEAR = 3
"""Letters that nearest ids share from the start."""
_MOST_NEAR = 200
_Found = TypeVar("_Found")


def identity_in(request: Request) -> str:
    """Return the id in the path of a request, "" for one that no record can have."""
    identity: str = request.path_params["identity"]
    return identity if len(identity) <= LONGEST_VALUE and "\0" not in identity else ""


def existing(connection: Connection, kind: str, identity: str, found: _Found | None) -> _Found:
    """Return what was found.

    Raises:
        NoPage: nothing was; the hint says how to have it back, or has the nearest of the ids that begin alike.
    """
    if found is None:
        if past := gone(connection, identity, (kind,)):
            raise NoPage(past.told, past.way_back)
        near = (each for each, _ in beginning(connection, kind, identity[:_NEAR], _MOST_NEAR))
        raise NoPage(f"there is no {kind} with the id {identity!r}", did_you_mean(identity, near))
    return found


def event_page(request: Request, connection: Connection) -> Response:
    """Answer with an event."""
    asked(request, ())
    identity = identity_in(request)
    (record,) = in_full([existing(connection, "event", identity, Reader(connection, claims=True).event(identity))])
    links: dict[str, Any] = {
        "around": None if record["date"] == "undated" else "/timeline?" + urlencode({"on": record["date"]}),
        "api": f"/api{path_to('events', identity)}",
    }
    titles = _titles(connection, record["citations"])
    past = history_of(connection, "event", record["id"])
    more: dict[str, Any] = {
        "record": record,
        "titles": titles,
        "past": past,
        "later": LATER_NAMES,
        "measure": measure_text,
        "said_by": said_by,
        "links": links_of(connection, "event", record["id"]),
    }
    return render(request, "event.html", title=record["title"], **more, **links)


def actor_page(request: Request, connection: Connection) -> Response:
    """Answer with an actor: memberships, members, events."""
    asked(request, ())
    identity = identity_in(request)
    record = existing(connection, "actor", identity, Single(connection).actor(identity))
    citations = [*record["citations"], *(each for whole in record["member_of"] for each in whole["citations"])]
    titles = _titles(connection, citations)
    more = _events(connection, Query(actors=(identity,))) | {"past": history_of(connection, "actor", identity)}
    drawn = members_figure(connection, identity) if record["members"] else []
    more["figures"] = [with_files(request, connection, each, Asked({}, ()), None, actor=identity) for each in drawn]
    return render(request, "actor.html", title=record["name"], record=record, titles=titles, **more)


def theme_page(request: Request, connection: Connection) -> Response:
    """Answer with a theme: what lies above and below it, and its events."""
    asked(request, ())
    identity = identity_in(request)
    record = existing(connection, "theme", identity, Single(connection).theme(identity))
    more = _events(connection, Query(themes=(identity,)))
    return render(request, "theme.html", title=record["title"], record=record, **more)


def source_page(request: Request, connection: Connection) -> Response:
    """Answer with a source, and with what cites it."""
    asked(request, ())
    identity = identity_in(request)
    record = existing(connection, "source", identity, Single(connection).source(identity))
    found = Reader(connection).citing(identity, ROWS + 1)
    places = [_places(event, identity) for event in found]
    more: dict[str, Any] = {"rows": found[:ROWS], "more": len(found) > ROWS, "places": places}
    return render(request, "source.html", title=record["title"], record=record, **more)


def history_of(connection: Connection, kind: str, identity: str) -> list[dict[str, Any]]:
    """Return what became of a record, the newest first: each revision with the lines that went and came."""
    found = revisions(connection, kind, identity)[-_REVISIONS:]
    return [each | {"lines": list(differences(each["before"], each["after"]))} for each in reversed(found)]


def _places(event: Record, source: str) -> list[Record]:
    """Return the citations of an event that are of one source."""
    return [each for each in event["citations"] if each["source"] == source]


def _titles(connection: Connection, citations: Iterable[Record]) -> dict[str, str]:
    return Single(connection).titles(each["source"] for each in citations)


def _events(connection: Connection, query: Query) -> dict[str, Any]:
    page = Reader(connection).page(query, ROWS)
    return {"rows": page.records, "more": page.last is not None}


ROUTES = (
    Route("/event/{identity:path}", reads(event_page)),
    Route("/actor/{identity:path}", reads(actor_page)),
    Route("/theme/{identity:path}", reads(theme_page)),
    Route("/source/{identity:path}", reads(source_page)),
)
