"""Style sheets, scripts and signs: files of the server, whose addresses change with what is in them.

So a browser keeps them for good, and asks for none twice. The style sheet of all pages may also be within a page: a
visitor who comes from elsewhere sees the page sooner if it needs no second answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.render.charts.style import stylesheet as chart_style
from dateline.render.letters.faces import content, names, served
from dateline.render.map.style import stylesheet as map_style
from dateline.render.picture.page import on_its_way, timeline_script
from dateline.render.picture.style import stylesheet as picture_style
from dateline.web.sending.compression import densest, takes_brotli

_KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "woff2": "font/woff2"}
_MADE: dict[str, Callable[[], str]] = {
    "timeline.js": timeline_script,
    "charts.css": chart_style,
    "map.css": map_style,
}
"""Those that other modules make."""
_FOR_GOOD = "public, max-age=31536000, immutable"
_REMARK = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_UNSEEN = re.compile(r"\s*([{};,])\s*")
"""Blanks that a style sheet does not need; none of its texts in quotes holds one of these signs."""
_ELSEWHERE = ("none", "cross-site", "same-site")
"""What browsers say of a visit that no page of ours led to; those of old, and programs, say nothing."""


@cache
def _all() -> dict[str, bytes]:
    """Return what is in each file, by its name."""
    found = {each.name: each.read_bytes() for each in files("dateline.web").joinpath("static").iterdir()}
    fonts = {name: content(name) for name in names()}
    found["site.css"] = _style(found["site.css"], _beside).encode()
    found |= {name: on_its_way(text.decode()).encode() for name, text in found.items() if name.endswith(".js")}
    return found | fonts | {name: made().encode() for name, made in _MADE.items()}


def _style(own: bytes, address: Callable[[str], str]) -> str:
    """Return the style sheet of all pages, which has the files of the font at `address` of their names."""
    plain = _REMARK.sub("", served(address) + own.decode() + picture_style("auto"))
    return _UNSEEN.sub(r"\1", plain).replace(";}", "}")


def style_within(request: Request) -> str | None:
    """Return the style sheet for within a page, None where its reader has the file, or will ask for it."""
    return style_for_arrivals() if request.headers.get("sec-fetch-site") in _ELSEWHERE else None


@cache
def style_for_arrivals() -> str:
    """Return the style sheet of all pages as it is within a page."""
    return _style(files("dateline.web").joinpath("static", "site.css").read_bytes(), asset)


def _beside(font: str) -> str:
    """Return the address of a file of the font as a style sheet beside it has it."""
    return f"{font}?v={_version(content(font))}"


def _version(content_: bytes) -> str:
    return blake2b(content_, digest_size=6).hexdigest()


@cache
def asset(name: str) -> str:
    """Return the address of the file `name`."""
    return f"/static/{name}?v={_version(_all()[name])}"


def asset_file(request: Request) -> Response:
    """Answer with a file; one that is asked for by its whole address may be kept for good."""
    name = request.path_params["name"]
    if name not in _all():
        raise HTTPException(404)
    kept = _FOR_GOOD if f"{request.url.path}?{request.url.query}" == asset(name) else "no-cache"
    content, kind, headers = _all()[name], _KINDS[name.rpartition(".")[2]], {"Cache-Control": kept}
    if not kind.startswith("font/") and takes_brotli(request.headers.get("accept-encoding", "")):
        content = densest(content)
        headers |= {"Content-Encoding": "br", "Vary": "Accept-Encoding"}
    return Response(content, media_type=kind, headers=headers)


ROUTES = (Route("/static/{name}", asset_file),)
