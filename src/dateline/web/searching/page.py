"""The page that searches everything: events, actors, themes, programmes, deadlines and sources."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.counted import counted
from dateline.errors import DatabaseError, DatelineError, InvalidQuery
from dateline.operations.searching import KINDS, Group, search, words_in
from dateline.question_options import Option
from dateline.storage.engines.connection import Connection
from dateline.web.pages import pager, render
from dateline.web.parameters import Asked, asked
from dateline.web.request_thread import reads

WORDS = Option(("--q",), "q", "text", "Words to look for: each must begin a word of a name, a title or a text.", "TEXT")
KIND = Option(("--kind",), "kind", "choice", "Only records of this kind.", choices=KINDS)
PAGE = Option(("--page",), "page", "number", "Which page of the records of a kind, from 1.", default="1")
FIRST = 10
"""So many records of each kind are shown at first."""
ROWS = 200
"""Records of one kind on a page."""


def search_page(request: Request, connection: Connection) -> Response:
    """Answer with what has all words, by kind, each with how many there are."""
    text = request.query_params.get("q", "")
    try:
        found = asked(request, (WORDS, KIND, PAGE))
        groups = _groups(connection, found)
    except DatabaseError:
        raise
    except DatelineError as fault:
        return render(request, "found.html", status=400, title="Search", sought=text, fault=fault, groups=[])
    title = f"Search: {text}" if text else "Search"
    context: dict[str, Any] = {"groups": groups, "links": _links(found, groups), "pages": _pages(found, groups)}
    total = sum(group.number for group in groups)
    return render(
        request, "found.html", title=title, sought=text, fault=None, total=counted(total, "record"), **context
    )


def _groups(connection: Connection, found: Asked) -> list[Group]:
    text, kind, page = found.values["q"], found.values["kind"], int(found.values["page"])
    if not text:
        return []
    if page != 1 and not kind:
        raise InvalidQuery("page needs a kind", "there are " + ", ".join(KINDS))
    most = ROWS if kind else FIRST
    groups = search(connection, text, (kind,) if kind else (), most, most * max(0, page - 1))
    if kind and not 1 <= page <= _last(groups[0]):
        raise InvalidQuery(f"page: there are pages 1 to {_last(groups[0]):,}")
    return [group for group in groups if group.number]


def _last(group: Group) -> int:
    return max(1, -(-group.number // ROWS))


def _links(found: Asked, groups: list[Group]) -> dict[str, str]:
    """Return the address of all records of each kind."""
    made = {group.kind: found.link("/search", kind=group.kind, page=None) for group in groups}
    if "event" in made:
        pairs = [("text", f"{word}*") for word in words_in(found.values["q"])]
        made["event"] = "/timeline?" + urlencode([*pairs, *([("all", "1")] if len(pairs) > 1 else [])])
    return made


def _pages(found: Asked, groups: list[Group]) -> dict[str, Any] | None:
    if not (groups and found.values["kind"]):
        return None
    return pager(int(found.values["page"]), _last(groups[0]), lambda page: found.link("/search", page=page))


ROUTES = (Route("/search", reads(search_page)),)
