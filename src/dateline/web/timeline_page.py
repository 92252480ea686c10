"""The timeline page: events by the filters of `query`, as a picture, as counts if they are many, and as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.dates import day_text
from dateline.dates.undated import UNDATED
from dateline.errors import InvalidQuery, TookTooLong
from dateline.event_fields import CLAIMS_IN
from dateline.facets import Spread
from dateline.formats.registry import can, names
from dateline.operations.pictures import ties
from dateline.query import Query
from dateline.render.picture import Look
from dateline.render.picture.look import Names
from dateline.render.picture.page import HINT, ZOOM
from dateline.render.picture.svg import svg
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.storage.reading.single_records import Single
from dateline.web import bars
from dateline.web.pages import names_of, pager
from dateline.web.parameters import Asked, asked, filtered
from dateline.web.picture_deadlines import promises
from dateline.web.request_thread import reads
from dateline.web.viewing.choices import offered
from dateline.web.viewing.view import VIEW, query_in, title_of
from dateline.wire_fields import Record

MOST_MARKS = 1_500
"""More events than that are shown as counts, which open on the way to fewer."""
ROWS = 200
"""Rows of the table on a page."""
_WIDTH = 1_080
_MOST_SKIPPED = 100_000
"""So many events may be passed over where nobody counted them."""
_BEHIND_ALL = 2**62
"""A number beyond that of any event."""
_ANYWHEN = dict.fromkeys(("from", "to", "on", "around", "span", "page"))
"""What an address says of the time, left out."""
_COUNTING = 0.6
"""The part of the time in which events are counted; the rest is for showing them."""


class Seen(NamedTuple):
    """What is seen: how many events match, None where nobody counted, and how many of them are shown at most."""

    certain: int | None
    possible: int | None
    shown: int

    @property
    def total(self) -> int | None:
        """How many events match, None where nobody counted."""
        return None if self.certain is None or self.possible is None else self.certain + self.possible


def timeline_page(request: Request, connection: Connection) -> Response:
    """Answer with the timeline; what cannot be asked is told above the filters, to be mended there."""

    def context() -> dict[str, Any]:
        found = asked(request, VIEW)
        title = title_of(found, names_of(request).of)
        return {"title": title, "controls": Markup(ZOOM), "hint": Markup(HINT), **_found(found, connection)}

    return filtered(request, "timeline.html", "/timeline", "Timeline", context)


def _found(found: Asked, connection: Connection) -> dict[str, Any]:
    reader = Reader(connection, claims=found.values["claims"])
    query = reader.resolve(query_in(found))
    page = int(found.values["page"])
    skip = (page - 1) * ROWS
    spread = _spread(reader, connection, query)
    seen = _seen(reader, query, spread)
    most = max(_MOST_SKIPPED, seen.shown)
    if page < 1 or skip > most:
        raise InvalidQuery(f"page: there are pages 1 to {most // ROWS + 1:,}", "narrow the range of days")
    picture: dict[str, Any] = {"picture": None, "chart": None}
    if spread is not None and seen.shown <= MOST_MARKS:
        events = list(reader.events(query))
        rows = events[skip : skip + ROWS]
        picture["picture"] = drawn(connection, events, found, query, named=len(rows) < len(events))
    else:
        if spread is not None:
            picture["chart"] = bars.svg(bars.bars_of(spread.fitting(bars.MOST_BARS), _narrower(found)))
        rows = _rows(reader, query, spread, skip, max(0, min(ROWS, seen.shown - skip)))
    return {
        "asked": found,
        "seen": seen,
        **picture,
        "rows": rows,
        "titles": Single(connection).titles(each["source"] for row in rows for each in row["citations"]),
        "pages": _pages(found, page, seen.shown),
        "wider": wider(found),
        "choices": offered(connection, query, found, seen.shown) if seen.shown > 1 else [],
        "exports": [(name, found.link(f"/export.{name}", page=None, **_plain(name))) for name in names()],
        "feeds": _feeds(found),
    }


def _rows(reader: Reader, query: Query, spread: Spread | None, skip: int, number: int) -> list[Record]:
    """Return `number` events behind the first `skip`: the engine looks up their day, where it would count rows."""
    day = spread.day_of(skip, newest=query.sort == "-date") if spread and skip else None
    if day is None:
        return reader.page(query, number, skip=skip).records
    before = (day[0], _BEHIND_ALL if query.sort == "-date" else 0)
    return reader.page(query, number, skip=day[1], behind=before).records


def _plain(form: str) -> dict[str, None]:
    """Return what the address of an export does without, unless it is a picture."""
    if can(form, "drawn"):
        return {}
    return {"lanes": None, "deadlines": None, "links": None} | ({} if form in CLAIMS_IN else {"claims": None})


def _spread(reader: Reader, connection: Connection, query: Query) -> Spread | None:
    """Return how the events lie in time, None where that takes too long: then a table has to do."""
    with connection.hurrying(_COUNTING):
        try:
            return reader.spread(query)
        except TookTooLong:
            connection.recover()
            return None


def _seen(reader: Reader, query: Query, spread: Spread | None) -> Seen:
    """Return how many events are seen; without a spread nobody knows, and many are assumed."""
    if spread is None:
        return Seen(None, None, query.limit if query.limit is not None else _MOST_SKIPPED)
    count = spread.totals()
    total = sum(count.values())
    return Seen(count["certain"], count["possible"], total if query.limit is None else min(total, query.limit))


def drawn(
    connection: Connection, events: list[Record], found: Asked, query: Query, *, named: bool = True
) -> Markup | None:
    """Return the picture of events, whose marks lead to their pages; None where nothing has a day.

    For a page with a row for each event, from which its script names the marks, they need not be `named`.
    """
    deadlines, day = promises(connection, found, query)
    if not deadlines and all(event["date"] == UNDATED for event in events):
        return None
    lanes = found.values["lanes"]
    look = Look(
        lanes, _WIDTH, first=query.first, last=query.last, as_of=day, link="/event/{id}",
        deadline_link=f"/deadline/{{id}}?as_of={day_text(day)}" if day else "", names=_names(connection, events, lanes),
        ties=ties(connection) if found.values["links"] else (),
    )  # fmt: skip
    return Markup(svg(events, deadlines, look, styled=False, named=named))


def _names(connection: Connection, events: list[Record], lanes: str) -> Names:
    """Return the titles that a picture of events shows: of themes, programmes and, for their lanes, sources."""
    cited = [each["source"] for event in events for each in event["citations"]] if lanes == "source" else []
    return {
        "theme": {str(row[2]): str(row[3]) for row in connection.rows("themes")},
        "programme": {str(row[0]): str(row[1]) for row in connection.rows("programme_ids")},
        "source": Single(connection).titles(cited),
    }


def _narrower(found: Asked) -> Callable[[str], str]:
    def link(date: str) -> str:
        return found.link("/timeline", **(_ANYWHEN | {"limit": None, "on": date}))

    return link


def wider(found: Asked) -> str | None:
    """Return the address of the same without a range of days, None where there is none."""
    if not any(found.first(name) for name in ("from", "to", "on", "around")):
        return None
    return found.link("/timeline", **_ANYWHEN)


def _feeds(found: Asked) -> Iterable[tuple[str, str]]:
    plain = {"page": None, "lanes": None, "deadlines": None, "links": None, "claims": None, "sort": None}
    return (
        ("application/atom+xml", found.link("/feed.atom", **plain)),
        ("text/calendar", found.link("/feed.ics", **plain)),
    )


def _pages(found: Asked, page: int, shown: int) -> dict[str, Any]:
    return pager(page, max(1, -(-shown // ROWS)), lambda number: found.link("/timeline", page=number))


ROUTES = (Route("/", reads(timeline_page)), Route("/timeline", reads(timeline_page)))
