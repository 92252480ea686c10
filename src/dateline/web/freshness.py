"""Answers that a client has already: each has a tag of what it was made from, and is not made again while that holds.

The rules are those of RFC 9110, sections 8.8.3 (ETag) and 13.1.2 (If-None-Match).
"""

from __future__ import annotations

import re
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

from dateline import __version__
from dateline.storage.engines import moments
from dateline.storage.engines.connection import Connection

_KEPT = "private, no-cache"
"""A client may keep the answer, but asks each time whether it still holds."""
_TAG = re.compile(r'(?:W/)?("[^"]*")')


def tag_of(request: Request, files: str, connection: Connection, *others: object) -> str | None:
    """Return the tag of the answer to a request, None where nobody can tell whether the database has changed.

    `files` is `moments.of_files` from before the database was opened; `others` is what an answer depends on besides
    the database, the program and the address: the day of today and the conventions.
    """
    state = files + moments.seen(connection)
    if not state:
        return None
    parts = "\0".join((state, __version__, request.url.path, request.url.query, *map(str, others)))
    return f'W/"{blake2b(parts.encode(), digest_size=15).hexdigest()}"'


def is_held(request: Request, tag: str | None) -> bool:
    """Tell whether the client says that it has the answer with this tag."""
    return tag is not None and tag.removeprefix("W/") in _TAG.findall(request.headers.get("if-none-match", ""))


def unchanged(tag: str) -> Response:
    """Return the answer that says that the one the client has still holds."""
    return tagged(Response(status_code=304), tag)


def tagged(answer: Response, tag: str | None) -> Response:
    """Return an answer with its tag, and with how long it may be kept."""
    answer.headers["Cache-Control"] = _KEPT
    if tag is not None and answer.status_code in (200, 304):
        answer.headers["ETag"] = tag
    return answer
