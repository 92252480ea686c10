"""Which addresses of the server a site has, and in which file each of them is."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

RECORDS = ("event", "actor", "theme", "source", "programme", "deadline")
LISTS = ("actors", "themes", "sources", "programmes")
_SINGLE = ("/", "/timeline", "/map", "/deadlines", "/charts", "/about", "/search")
QUESTIONS = tuple(f"/deadlines/{name}" for name in ("slippage", "cascade", "responsibility", "unknowns"))
"""The questions about deadlines that need no more than a day, which is that of the site."""
_NARROWING = ("actor", "theme", "source", "on")
"""Filters of the timeline of which a site has a page where one page leads to it."""
_MOMENTS = ("as_of", "known_at", "as_known_then")
"""What a site leaves out of the address of a record: it is judged on the day of the site."""
_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_FILES = re.compile(r"/(export\.[a-z]+|feed\.[a-z]+|map\.svg|charts/[a-z0-9]+\.[a-z]+)")


class Wanted(NamedTuple):
    """What a site is made of: the days of its boards, as YYYY-MM-DD, and the names of its exports and feeds."""

    days: tuple[str, ...]
    files: tuple[str, ...]


def placed(address: str, wanted: Wanted) -> str | None:
    """Return the path of the file in which a site has what is at `address`, None for what it has not.

    Addresses that show the same are in one file.
    """
    parts = urlsplit(address)
    path, pairs = unquote(parts.path), dict(parse_qsl(parts.query))
    kind, _, identity = path.lstrip("/").partition("/")
    if kind == "static":
        return f"static/{identity}"
    if kind in RECORDS and identity and not set(pairs) - set(_MOMENTS):
        return f"{kind}/{file_name(identity)}.html"
    if _FILES.fullmatch(path) and not pairs and path[1:] in wanted.files:
        return path[1:]
    return _page(path, pairs, wanted)


def _page(path: str, pairs: dict[str, str], wanted: Wanted) -> str | None:
    if path in QUESTIONS:
        return None if pairs else f"questions/{path.rpartition('/')[2]}.html"
    listed = path in ("/", "/timeline") or path[1:] in LISTS
    if not listed and path not in _SINGLE:
        return None
    page = pairs.pop("page", "1") if listed else "1"
    suffix = "" if page == "1" else f"-page-{file_name(page)}"
    name = "index" if path in ("/", "/timeline") else path[1:]
    if not pairs:
        return f"{name}{suffix}.html"
    key, text = next(iter(pairs.items()))
    if len(pairs) == 1 and path == "/deadlines" and key == "as_of" and text in wanted.days:
        return f"deadlines/{text}.html"
    if len(pairs) == 1 and path == "/timeline" and key in _NARROWING:
        return f"timeline/{key}/{file_name(text)}{suffix}.html"
    return None


def file_name(identity: str) -> str:
    """Return a name of a file for an id, the same for the same id; other ids have others on every kind of disk."""
    if _PLAIN.fullmatch(identity):
        return identity
    plain = re.sub(r"[^a-z0-9._-]+", "-", identity.lower()).strip("-.")[:60]
    return f"{plain}-{blake2b(identity.encode(), digest_size=5).hexdigest()}"


def relative(target: str, here: str) -> str:
    """Return the way from the file `here` to the file `target`, both as seen from the folder of the site."""
    return "../" * here.count("/") + target
