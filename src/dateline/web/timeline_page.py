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
from dateline.facets import Facets, Spread
from dateline.formats.registry import can, names
from dateline.operations.pictures import ties
from dateline.query import Query
from dateline.question_options import FILTERS, Option, query_of
from dateline.render.picture import LANES as LANES_OF
from dateline.render.picture import Look
from dateline.render.picture.look import Names
from dateline.render.picture.page import HINT, ZOOM
from dateline.render.picture.svg import svg
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.completions import beginning
from dateline.storage.reading.events import Reader
from dateline.storage.reading.single_records import Single
from dateline.web import bars
from dateline.web.pages import names_of, pager
from dateline.web.parameters import CLAIMS, Asked, asked, filtered
from dateline.web.picture_deadlines import DEADLINES, promises
from dateline.web.request_thread import reads
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
LANES = Option(
    ("--lanes",),
    "lanes",
    "choice",
    "What the lanes of the picture stand for.",
    default="theme",
    choices=LANES_OF,
)
LINKS = Option(("--links",), "links", "flag", "Also draw the links between events and promises.")
PAGE = Option(("--page",), "page", "number", "Which page of the table, from 1.", default="1")
_NARROWED = (
    ("theme", "Themes", 8), ("actor", "Actors", 8), ("kind", "Kinds", 6), ("source", "Sources", 6),
    ("confidence", "Confidence", 3),
)  # fmt: skip
"""By what a view can be narrowed: the parameter, the heading, and how many are offered, the most common first."""
_MOST_NARROWED, _FIRST_OFFERED = 50_000, 2
"""Of more events only the first of these are counted: the others would keep the page waiting."""
_OFFERING = 0.5
"""The part of the time in which all of these are counted."""
_NARROWING = 0.5
"""The part of that which each count may take; without it the page shows only what is asked for."""
VIEW = (*FILTERS, LANES, DEADLINES, CLAIMS, LINKS, PAGE)
"""The parameters of the page."""
EVENTS = (*FILTERS, LANES, DEADLINES, CLAIMS, LINKS)
"""Those that say what is seen, on whatever page of the table."""


class Choice(NamedTuple):
    """A theme, an actor ...: how many events certainly and only possibly match, and the address that asks for it."""

    title: str
    certain: int
    possible: int
    address: str


class Seen(NamedTuple):
    """What is seen: how many events match, None where nobody counted, and how many of them are shown at most."""

    certain: int | None
    possible: int | None
    shown: int

    @property
    def total(self) -> int | None:
        """How many events match, None where nobody counted."""
        return None if self.certain is None or self.possible is None else self.certain + self.possible


def query_in(found: Asked) -> Query:
    """Return the query that the filters of an address ask for.

    Raises:
        InvalidQuery: they contradict each other.
    """
    return query_of(**{option.name: found.values[option.name] for option in FILTERS})


def timeline_page(request: Request, connection: Connection) -> Response:
    """Answer with the timeline; what cannot be asked is told above the filters, to be mended there."""

    def context() -> dict[str, Any]:
        found = asked(request, VIEW)
        title = title_of(found, names_of(request).of)
        return {"title": title, "controls": Markup(ZOOM), "hint": Markup(HINT), **_found(found, connection)}

    return filtered(request, "timeline.html", "/timeline", "Timeline", context)


def title_of(found: Asked, name: Callable[[str, str], str] = lambda _, identity: identity) -> str:
    """Return what the filters of an address choose, in a few words; `name` gives the titles of kinds and ids."""
    named = {kind: [name(kind, text) for text in found.all(kind)] for kind in ("actor", "theme", "source")}
    words = [*named["actor"], *named["theme"], *found.all("text"), *found.all("place"), *named["source"]]
    start, end = found.first("from"), found.first("to")
    ranges = {
        (True, True): start if start == end else f"{start} to {end}",
        (True, False): f"from {start}",
        (False, True): f"up to {end}",
    }
    around = found.first("around")
    when = found.first("on") or (around and f"around {around}") or ranges.get((bool(start), bool(end)), "")
    return ": ".join(filter(None, ("Timeline", ", ".join([*words, *filter(None, [when])]))))


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
        "choices": _choices(connection, query, found, seen.shown) if seen.shown > 1 else [],
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


def _choices(connection: Connection, query: Query, found: Asked, total: int) -> list[tuple[str, list[Choice], int]]:
    """Return (heading, choices, number of further ones) for what the address does not choose yet.

    What cannot be counted in time is left out.
    """
    made = []
    with connection.hurrying(_OFFERING):
        for kind, heading, most in _NARROWED[: len(_NARROWED) if total <= _MOST_NARROWED else _FIRST_OFFERED]:
            if not found.all(kind) and (rows := _ranked(connection, query, kind)):
                some = [_choice(connection, kind, row, found) for row in rows[:most]]
                made.append((heading, some, len(rows) - len(some)))
    return made


def _ranked(connection: Connection, query: Query, kind: str) -> list[dict[str, object]]:
    with connection.hurrying(_NARROWING):
        try:
            return _by_subtree(connection, query) if kind == "theme" else Reader(connection).facets(query, kind)
        except TookTooLong:
            connection.recover()
            return []


def _by_subtree(connection: Connection, query: Query) -> list[dict[str, object]]:
    """Return the counts of each theme with all below it, as whoever asks for the theme gets them."""
    reader, facets = Reader(connection), Facets("theme", query.first, query.last)
    rows, gapped = reader.parted("facet_theme_sets", query)
    sets = list({row[0] for row in rows})
    borne = dict(zip(sets, map(_with_above, reader.themes_of_sets(sets)), strict=True))
    for theme_set, match, number in rows:
        for theme in borne[theme_set]:
            facets.add(theme, match, number)
    for record in gapped:
        for theme in _with_above(record["themes"]):
            facets.add(theme, record["match"])
    return facets.rows()


def _with_above(themes: Iterable[str]) -> set[str]:
    """Return themes with those above them, whose ids theirs begin with."""
    parts = (theme.split("/") for theme in themes)
    return {"/".join(names[:depth]) for names in parts for depth in range(1, len(names) + 1)}


def _choice(connection: Connection, kind: str, row: dict[str, object], found: Asked) -> Choice:
    identity = str(row[kind])
    titles = dict(beginning(connection, kind, identity, 1)) if kind in ("actor", "theme", "source") else {}
    title = titles.get(identity) or identity
    address = found.link("/timeline", page=None, **{kind: identity})
    return Choice(title, int(str(row["certain"])), int(str(row["possible"])), address)


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
