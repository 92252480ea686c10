"""Exports of exactly the selected view, and feeds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import IO, Any, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.claims.records import in_full
from dateline.errors import InvalidQuery
from dateline.event_fields import CLAIMED, CLAIMS_IN
from dateline.formats import Format, format_named, names
from dateline.names import fold, nearest
from dateline.operations.pictures import look
from dateline.question_options import FILTERS
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.storage.reading.lists import cited_sources
from dateline.web import picture_process
from dateline.web.faults import NoPage
from dateline.web.parameters import Asked, asked
from dateline.web.picture_deadlines import promises
from dateline.web.request_thread import site_of
from dateline.web.streams import Writer, streamed
from dateline.web.viewing.view import EVENTS, query_in, title_of
from dateline.wire_fields import EVENT_FIELDS, Record

NEWEST = 100
"""Events of an Atom feed, where its address does not limit them."""
MOST_DRAWN = 3_000
"""Events of a picture; `dateline export` draws more."""
_LONGEST_NAME = 60


async def export(request: Request) -> Response:
    """Answer with the events of the filters in the format that the path ends with, as a file to keep."""
    form = request.path_params["form"]
    if form not in names():
        near = nearest(form, names(), 1)
        hint = f"did you mean {near[0]}?" if near else "there are " + ", ".join(names())
        raise NoPage(f"there is no format {form!r}", hint)
    found = asked(request, EVENTS)
    name = f'attachment; filename="{file_name(found, form)}"'
    headers = {"Content-Type": format_named(form).media_type, "Content-Disposition": name}
    pixels = format_named(form).can("drawn") and format_named(form).can("binary")
    return await streamed(
        request, writer(request, found, form), headers, patience=picture_process.PATIENCE + 3 if pixels else None
    )


def file_name(found: Asked, form: str) -> str:
    """Return a name for the file of a view, such as timeline-belarus-1995-to-1996.csv, in plain ASCII."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(title_of(found)).encode("ascii", "ignore").decode()).strip("-")
    return words[:_LONGEST_NAME].rstrip("-") + format_named(form).extensions[0]


def writer(request: Request, found: Asked, form: str) -> Writer:
    """Return what writes the events of the filters in a format.

    Raises:
        InvalidQuery: the filters contradict each other.
    """
    query, today, base = query_in(found), site_of(request).today(), str(request.base_url)
    claims, drawn = bool(found.values.get("claims")), format_named(form).can("drawn")
    if claims and not drawn and form not in CLAIMS_IN:
        raise InvalidQuery(f"claims: {form} has no place for claims", f"there are {', '.join(CLAIMS_IN)} and pictures")

    def write(connection: Connection, stream: IO[str]) -> None:
        reader, format_ = Reader(connection, many=True, claims=claims or form == "chronology"), format_named(form)
        placed = reader.resolve(query)  # an unknown name is told before anything is written
        options = cited_sources(connection, form) | _more(format_, found, today, base)
        records: Iterable[Record] = reader.events(placed)
        if drawn:
            records = _drawable(records)
            deadlines, day = promises(connection, found, placed)
            picture = look(connection, placed, day, lanes=found.values["lanes"], links=found.values.get("links"))
            if format_.can("binary"):
                cast(IO[bytes], cast(Any, stream).buffer).write(
                    picture_process.drawn_apart(form, records, picture, deadlines)
                )
                return
            options |= {"look": picture, "deadlines": deadlines}
        fields = EVENT_FIELDS
        if claims and not drawn:
            records, fields = in_full(records), (*EVENT_FIELDS, *CLAIMED)
        format_.write(fields, records, stream, **options)

    return write


def _drawable(records: Iterable[Record]) -> list[Record]:
    """Return the records of a picture.

    Raises:
        InvalidQuery: there are too many to draw them in time.
    """
    found = list(islice(records, MOST_DRAWN + 1))
    if len(found) > MOST_DRAWN:
        raise InvalidQuery(
            f"a picture shows at most {MOST_DRAWN:,} events here", "choose fewer with filters, or use: dateline export"
        )
    return found


def _more(format_: Format, found: Asked, today: str, base: str) -> dict[str, Any]:
    """Return what a format wants to know besides."""
    if format_.can("stamp"):
        return {"stamp": today}
    if format_.can("address"):
        return {"title": title_of(found), "base": base, "address": found.link("/feed.atom")}
    return {}


async def atom_feed(request: Request) -> Response:
    """Answer with the newest events of the filters, for a program that watches them."""
    found = asked(request, FILTERS)
    limit = found.values["limit"]
    values = {**found.values, "sort": "-date", "limit": NEWEST if limit is None else limit}
    newest = writer(request, Asked(values, found.given), "atom")
    return await streamed(request, newest, {"Content-Type": format_named("atom").media_type})


async def calendar_feed(request: Request) -> Response:
    """Answer with the events of the filters, for a calendar program that subscribes to them."""
    found = asked(request, FILTERS)
    return await streamed(request, writer(request, found, "ics"), {"Content-Type": format_named("ics").media_type})


ROUTES = (
    Route("/export.{form}", export),
    Route("/feed.atom", atom_feed),
    Route("/feed.ics", calendar_feed),
)
