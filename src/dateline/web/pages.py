"""Pages from templates; Jinja2 escapes every value."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline import __version__
from dateline.dates import day_text, parse
from dateline.dates.prose.wording import to_prose
from dateline.formats.documents.bibtex import LANGUAGES
from dateline.names import fold
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


_TITLED = {"theme": ("themes", 2, 3), "horizon": ("horizons", 0, 1), "collection": ("collections", 0, 1)}
"""Kinds of which there are few: the statement that lists them, the places of their ids and titles."""
_WORD = re.compile(r"[a-z]+(?= |$)")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

CONNECTION = "dateline.connection"
"""Where a request keeps the connection by which it is answered."""


class Names:
    """What records are called, looked up when a page asks for it; an id where there is no title."""

    def __init__(self, connection: Connection | None) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], str] = {}
        self._titles_of: dict[str, dict[str, str]] = {}

    def of(self, kind: str, identity: str) -> str:
        """Return the title of the record of a kind."""
        if self._connection is None:
            return identity
        if kind in _TITLED:
            titles = self._titles(self._connection, kind)
            return titles.get(identity) or titles.get(fold(identity), identity)
        if (kind, identity) not in self._known:
            found = dict(beginning(self._connection, kind, identity, 1)) if kind in KIND_NAMES else {}
            self._known[kind, identity] = found.get(identity) or identity
        return self._known[kind, identity]

    def _titles(self, connection: Connection, kind: str) -> dict[str, str]:
        if kind not in self._titles_of:
            statement, identity, title = _TITLED[kind]
            titles = {str(row[identity]): str(row[title]) for row in connection.rows(statement)}
            spelt = {fold(each): each for each in titles.values()}  # a title in any spelling is one
            self._titles_of[kind] = spelt | titles
        return self._titles_of[kind]


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


def language_in_words(tag: str) -> str:
    """Return the name of the language of a BCP 47 tag, or the tag where that has none here.

    >>> language_in_words("ru"), language_in_words("sr-Latn"), language_in_words("eo")
    ('Russian', 'Serbian (sr-Latn)', 'eo')
    """
    name = LANGUAGES.get(tag.lower().partition("-")[0], "").capitalize()
    return f"{name} ({tag})" if name and "-" in tag else name or tag


def whole_days(text: str) -> Markup:
    """Return a text for a page whose dates of digits stay in one line.

    >>> str(whole_days("due 2000-10-15 & met"))
    'due <time>2000-10-15</time> &amp; met'
    """
    return Markup(_DAY.sub(r"<time>\g<0></time>", str(escape(text))))


def sentence(text: str) -> str:
    """Return a message, which begins small in a terminal, as a page begins it.

    >>> sentence("there is nothing"), sentence("as_of: 'soon' is not a date")
    ('There is nothing', "as_of: 'soon' is not a date")
    """
    return text[:1].upper() + text[1:] if _WORD.match(text) else text


_TEMPLATES = Environment(
    loader=PackageLoader("dateline.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(whole_days=whole_days, sentence=sentence)
_TEMPLATES.globals.update(
    navigation=NAVIGATION,
    version=__version__,
    path_to=path_to,
    outside=outside,
    in_words=in_words,
    language_in_words=language_in_words,
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
