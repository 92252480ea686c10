"""Addresses of every kind of page of the shipped collection."""

from __future__ import annotations

from typing import Any

ADDRESSES = (
    "/", "/?from=1999&to=2000&theme=currency", "/?from=nonsense", "/event/union-state-treaty-1999", "/actor/belarus",
    "/source/moshes-2000", "/actors", "/themes", "/sources", "/programmes", "/deadlines?as_of=2000-10-15",
    "/map", "/map?bbox=19,38,90,61", "/deadline/usp-3-1?as_of=2000-10-15", "/charts?as_of=2000-10-15", "/about",
    "/deadlines/changes?from=2000-01-01&to=2000-10-15", "/deadlines/cascade?as_of=2000-10-15", "/deadlines/slippage?as_of=2008",
    "/deadlines/responsibility?as_of=2000-10-15", "/changes", "/changes/1",
    "/compare", "/compare?programme=union-state-programme-1999&programme=currency-agreement-2000",
    "/compare?actor=belarus&actor=russia&from=1999&to=2000", "/compare?as_of=1999&as_of=2000-10-15",
    "/together", "/together?theme=energy", "/actor/union-state", "/narrow/source?from=1995",
    "/search?q=belarus", "/search?q=gas&kind=source", "/search",
    "/search?q=xyzzy", "/programme/union-state-programme-1999", "/theme/economy", "/deadlines/unknowns?as_of=2000-10-15",
    "/timeline?theme=energy&deadlines=2000-10-15", "/nowhere",
)  # fmt: skip


def allowed(found: Any, address: str) -> Any:
    """Return a visit; a browser tells by itself of an answer of 400 or 404, which is what some addresses are for."""
    if address in ("/?from=nonsense", "/nowhere"):
        found.complaints.clear()
    return found
