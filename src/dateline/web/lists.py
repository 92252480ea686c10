"""The lists of actors, themes, sources and programmes, with search."""

from __future__ import annotations

from typing import Any, NamedTuple, get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.errors import InvalidQuery
from dateline.model import ActorKind
from dateline.operations import records
from dateline.question_options import Option
from dateline.storage.engines.connection import Connection
from dateline.web.pages import render
from dateline.web.parameters import Asked, asked
from dateline.web.request_thread import Endpoint, reads
from dateline.wire_fields import Record

ROWS = 200
"""Records on a page."""
SEARCH = Option(("--text",), "text", "text", "A piece of a name in any spelling.", "TEXT")
KIND = Option(("--kind",), "kind", "choice", "Only records of this kind.", choices=get_args(ActorKind))
PAGE = Option(("--page",), "page", "number", "Which page of the list, from 1.", default="1")


class Listing(NamedTuple):
    """A list, by what its records are called."""

    kind: records.Listing

    @property
    def options(self) -> tuple[Option, ...]:
        """The filters of the list."""
        return (SEARCH, KIND) if self.kind == "actors" else (SEARCH,)

    def records(self, connection: Connection, found: Asked) -> list[Record]:
        """Return the records that the filters of an address leave."""
        return records.listed(connection, self.kind, found.values["text"], found.values.get("kind"))


LISTINGS = tuple(map(Listing, get_args(records.Listing)))


def _page_of(listing: Listing) -> Endpoint:
    def page(request: Request, connection: Connection) -> Response:
        found = asked(request, (*listing.options, PAGE))
        rows = listing.records(connection, found)
        number = int(found.values["page"])
        total, pages = len(rows), _pages(found, f"/{listing.kind}", number, len(rows))
        rows = rows[(number - 1) * ROWS : number * ROWS]
        title, kinds = listing.kind.capitalize(), get_args(ActorKind)
        context: dict[str, Any] = {"asked": found, "rows": rows, "total": total, "pages": pages, "kinds": kinds}
        return render(request, f"{listing.kind}.html", title=title, listing=listing, **context)

    return reads(page)


def _pages(found: Asked, path: str, number: int, total: int) -> dict[str, Any]:
    last = max(1, -(-total // ROWS))
    if not 1 <= number <= last:
        raise InvalidQuery(f"page: there are pages 1 to {last:,}")

    def address(wanted: int) -> str | None:
        return found.link(path, page=wanted if wanted > 1 else None) if 1 <= wanted <= last else None

    return {"number": number, "last": last, "previous": address(number - 1), "next": address(number + 1)}


ROUTES = tuple(Route(f"/{listing.kind}", _page_of(listing)) for listing in LISTINGS)
