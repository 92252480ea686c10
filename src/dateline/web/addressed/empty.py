"""Parameters that say nothing: forms send them, and addresses that readers keep are without them."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

_OF_PROGRAMS = ("/api/", "/export.", "/feed.")
"""Addresses that no form leads to."""


def without_empty(request: Request) -> Response | None:
    """Return the way to the same address without its empty parameters, None where it has none."""
    pairs = request.query_params.multi_items()
    kept = [(name, text) for name, text in pairs if text.strip()]
    if len(kept) == len(pairs) or request.url.path.startswith(_OF_PROGRAMS):
        return None
    return RedirectResponse(request.url.path + (f"?{urlencode(kept)}" if kept else ""), 303)
