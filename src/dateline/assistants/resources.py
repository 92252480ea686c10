"""Records as resources: `dateline://event/ID`, and of every other kind."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from dateline.assistants import describing, events
from dateline.assistants.answers import Answer
from dateline.assistants.opened import Asked
from dateline.errors import NotFound
from dateline.operations.records import KINDS

ABOUT = "dateline://about"
TEMPLATES = {kind: f"dateline://{kind}/{{+id}}" for kind in KINDS}
"""The address of the records of each kind; ids of themes have slashes."""


def resource(db: Asked, address: str) -> Answer:
    """Return what stands at an address: a record as `show` gives it, or what the database holds.

    Raises:
        NotFound: nothing does.
    """
    parts = urlsplit(address)
    kind, identity = parts.netloc, unquote(parts.path.lstrip("/"))
    if address == ABOUT:
        return describing.describe(db, {})
    if parts.scheme != "dateline" or kind not in KINDS or not identity or "\0" in identity:
        raise NotFound(
            f"there is no resource {address[:200]!r}", "there are " + ", ".join((ABOUT, *TEMPLATES.values()))
        )
    return events.show(db, {"id": identity, "kind": kind})
