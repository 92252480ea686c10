"""The lists of actors, themes, sources and programmes, with search."""

from __future__ import annotations

from typing import Any, NamedTuple, get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.dates import parse
from dateline.errors import InvalidQuery
from dateline.model import ActorKind
from dateline.names import fold
from dateline.operations import records
from dateline.question_options import Option
from dateline.storage.engines.connection import Connection
from dateline.web.pages import pager, render
from dateline.web.parameters import Asked, asked
from dateline.web.request_thread import Endpoint, reads
from dateline.wire_fields import Record

ROWS = 200
"""Records on a page."""
SEARCH = Option(("--text",), "text", "text", "A piece of a name in any spelling.", "TEXT")
KIND = Option(("--kind",), "kind", "choice", "Only records of this kind.", choices=get_args(ActorKind))
PAGE = Option(("--page",), "page", "number", "Which page of the list, from 1.", default="1")


_ORDERS: dict[records.Listing, tuple[tuple[str, str], ...]] = {
    "actors": (("name", "Name"), ("kind", "Kind"), ("events", "Events")),
    "themes": (),
    "sources": (("title", "Title"), ("author", "Author, publisher"), ("date", "Date"), ("language", "Language"),
                ("citations", "Citations")),
    "programmes": (("title", "Programme"), ("date", "Date"), ("deadlines", "Deadlines")),
}  # fmt: skip
"""The fields by which a list can be sorted, with their headings; the tree of themes has an order of its own."""


class Head(NamedTuple):
    """The heading of a column: what it says, the address that sorts by it, and how it is sorted now, if it is."""

    words: str
    address: str
    sorted: str | None
    number: bool


class Listing(NamedTuple):
    """A list, by what its records are called."""

    kind: records.Listing

    @property
    def options(self) -> tuple[Option, ...]:
        """The filters of the list."""
        return (SEARCH, KIND) if self.kind == "actors" else (SEARCH,)

    @property
    def orders(self) -> tuple[Option, ...]:
        """The option that sorts the list, where it can be sorted."""
        keys = [key for key, _ in _ORDERS[self.kind]]
        choices = (*keys, *(f"-{key}" for key in keys))
        about = "By this field; with a dash in front from the greatest down."
        return (Option(("--sort",), "sort", "choice", about, choices=choices),) if keys else ()

    def records(self, connection: Connection, found: Asked) -> list[Record]:
        """Return the records that the filters of an address leave."""
        return records.listed(connection, self.kind, found.values["text"], found.values.get("kind"))


LISTINGS = tuple(map(Listing, get_args(records.Listing)))


def _page_of(listing: Listing) -> Endpoint:
    def page(request: Request, connection: Connection) -> Response:
        found = asked(request, (*listing.options, *listing.orders, PAGE))
        rows = _ordered(listing.records(connection, found), found.values.get("sort"))
        number = int(found.values["page"])
        total, pages = len(rows), _pages(found, f"/{listing.kind}", number, len(rows))
        rows = rows[(number - 1) * ROWS : number * ROWS]
        title, kinds = listing.kind.capitalize(), get_args(ActorKind)
        heads = {key: _head(found, listing, key, words) for key, words in _ORDERS[listing.kind]}
        context: dict[str, Any] = {
            "heads": heads,
            "asked": found,
            "rows": rows,
            "total": total,
            "pages": pages,
            "kinds": kinds,
        }
        return render(request, f"{listing.kind}.html", title=title, listing=listing, **context)

    return reads(page)


def _ordered(rows: list[Record], order: str | None) -> list[Record]:
    """Return the rows by a field, those without it last, whichever way; by name where none is given."""
    if not order:
        return rows
    key = order.removeprefix("-")
    having = [row for row in rows if row[key] not in (None, "")]
    having.sort(key=lambda row: _value(key, row[key]), reverse=order.startswith("-"))
    return having + [row for row in rows if row[key] in (None, "")]


def _value(key: str, value: Any) -> Any:
    return parse(value).bounds.earliest if key == "date" else value if isinstance(value, int) else fold(value)


def _head(found: Asked, listing: Listing, key: str, words: str) -> Head:
    number = key in ("events", "citations", "deadlines")
    now = found.first("sort")
    ways = (f"-{key}", key) if number else (key, f"-{key}")
    following = ways[1] if now == ways[0] else ways[0]
    shown = {key: "ascending", f"-{key}": "descending"}.get(now)
    return Head(words, found.link(f"/{listing.kind}", sort=following, page=None), shown, number)


def _pages(found: Asked, path: str, number: int, total: int) -> dict[str, Any]:
    last = max(1, -(-total // ROWS))
    if not 1 <= number <= last:
        raise InvalidQuery(f"page: there are pages 1 to {last:,}")
    return pager(number, last, lambda page: found.link(path, page=page))


ROUTES = tuple(Route(f"/{listing.kind}", _page_of(listing)) for listing in LISTINGS)
