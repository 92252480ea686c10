"""Pages from templates; Jinja2 escapes every value."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline import __version__
from dateline.dates import day_text, parse
from dateline.dates.prose.wording import to_prose
from dateline.render.written_date import as_written
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.completions import beginning
from dateline.web.addressed.moment import text_of
from dateline.web.assets import asset, style_within

NAVIGATION = (
    ("/", "Timeline"),
    ("/map", "Map"),
    ("/deadlines", "Deadlines"),
    ("/charts", "Charts"),
    ("/compare", "Compare"),
    ("/actors", "Actors"),
    ("/themes", "Themes"),
    ("/sources", "Sources"),
    ("/programmes", "Programmes"),
    ("/changes", "Changes"),
    ("/about", "About"),
)
"""The address and the name of what every page leads to."""


KIND_NAMES = {
    "actor": "Actors", "theme": "Themes", "programme": "Programmes", "deadline": "Deadlines", "source": "Sources",
    "event": "Events",
}  # fmt: skip
"""What records of a kind are called in a heading."""


CONNECTION = "dateline.connection"
"""Where a request keeps the connection by which it is answered."""


class Names:
    """What records are called, looked up when a page asks for it; an id where there is no title."""

    def __init__(self, connection: Connection | None) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], str] = {}
        self._themes: dict[str, str] | None = None

    def of(self, kind: str, identity: str) -> str:
        """Return the title of the record of a kind."""
        if self._connection is None:
            return identity
        if kind == "theme":
            return self._titles(self._connection).get(identity, identity)
        if (kind, identity) not in self._known:
            found = dict(beginning(self._connection, kind, identity, 1)) if kind in KIND_NAMES else {}
            self._known[kind, identity] = found.get(identity) or identity
        return self._known[kind, identity]

    def _titles(self, connection: Connection) -> dict[str, str]:
        if self._themes is None:
            self._themes = {str(row[2]): str(row[3]) for row in connection.rows("themes")}
        return self._themes


def names_of(request: Request) -> Names:
    """Return what finds the titles of records while a request is answered."""
    return Names(request.scope.get(CONNECTION))


def path_to(kind: str, identity: str) -> str:
    """Return the address of a record, such as /actor/belarus; the parts of a theme stay apart."""
    return f"/{kind}/{quote(identity, safe='/' if kind == 'theme' else '')}"


def outside(url: str | None) -> str | None:
    """Return an address that a page may lead to, None for what is not http or https."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


@lru_cache(4_096)
def in_words(date: str) -> str:
    """Return a date in English, or as it is where words cannot say it."""
    return to_prose(parse(date))


_TEMPLATES = Environment(
    loader=PackageLoader("dateline.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals.update(
    navigation=NAVIGATION,
    version=__version__,
    path_to=path_to,
    outside=outside,
    in_words=in_words,
    as_written=as_written,
    asset=asset,
    kind_names=KIND_NAMES,
    day_text=day_text,
)


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """Return the page that `template` makes of `context`; `title` names it, `here` in it is the path asked for.

    A page may name `feeds`, pairs (media type, address) that say the same to programs. `published` is the site that
    it is made for, None where a server shows it.
    """
    published = getattr(getattr(request.app.state, "site", None), "published", None)
    query = f"?{request.url.query}" if request.url.query else ""
    now = str(request.base_url).rstrip("/") + request.url.path + query  # whole, so that no moment is put into it
    context = {
        "feeds": (),
        "here": request.url.path,
        "recorded": (text_of(request), now),
        "status": status,
        "published": published,
        "names": names_of(request),
        "style": Markup(style_within(request) or ""),
        **context,
    }
    return HTMLResponse(_TEMPLATES.get_template(template).render(context), status)


def pager(number: int, last: int, link: Callable[[int | None], str]) -> dict[str, Any]:
    """Return what the links between pages show; `link` gives the address of a page, of the first one for None."""

    def address(wanted: int) -> str | None:
        return link(wanted if wanted > 1 else None) if 1 <= wanted <= last else None

    return {"number": number, "last": last, "previous": address(number - 1), "next": address(number + 1)}
