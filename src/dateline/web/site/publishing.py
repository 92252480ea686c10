"""What only the pages of a site have: the days of its boards, and a search that needs no server."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.dates import day_text
from dateline.deadlines.histories import history, span
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.deadline_values import chosen_deadlines
from dateline.storage.reading.lists import Catalogue
from dateline.web.deadline_requests import day_words, month_end
from dateline.web.pages import render
from dateline.web.request_thread import reads


class Published(NamedTuple):
    """The site that pages are made for: its title, the days of its boards, its files to take, and its snippet."""

    title: str | None
    days: tuple[int, ...]
    files: tuple[str, ...]

    def boards(self) -> list[tuple[str, str]]:
        """Return (YYYY-MM-DD, the day in words) of each board."""
        return [(str(day_text(day)), day_words(day)) for day in self.days]


def changing_months(connection: Connection, as_of: int, known_at: int) -> list[int]:
    """Return the ends of the months, up to `as_of`, in which a deadline's state changed, as known at `known_at`."""
    deadlines = list(chosen_deadlines(connection, (), (), (), forecasts=False, proposals=False, until=as_of))
    named = span(deadlines)
    if named is None or named[0] >= as_of:
        return []
    watched = Catalogue(connection).monitored()
    found = set()
    for deadline in deadlines:
        runs = history(deadline, named[0], as_of, known_at, "unmet", watched.get(deadline.programme))
        found |= {month_end(later.first, 0) for before, later in pairwise(runs) if later.state != before.state}
    return sorted(day for day in found if day <= as_of)


def search_page(request: Request, connection: Connection) -> Response:
    """Answer with the page that searches the records of a site."""
    return render(request, "search.html", title="Search")


def routes() -> Iterable[Route]:
    """Return the routes that a site has besides those of the server."""
    return (Route("/search", reads(search_page)),)
