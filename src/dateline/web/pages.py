"""Pages from templates; Jinja2 escapes every value."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline import __version__
from dateline.dates import day_text, parse
from dateline.dates.prose.wording import to_prose
from dateline.render.written_date import as_written
from dateline.web.addressed.moment import text_of
from dateline.web.assets import asset

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
        **context,
    }
    return HTMLResponse(_TEMPLATES.get_template(template).render(context), status)
