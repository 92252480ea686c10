"""The page of the last changes, each a batch of the history, and their feed (Atom, RFC 4287)."""

from __future__ import annotations

from io import StringIO
from typing import Any
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.formats.documents.atom import ILLEGAL
from dateline.storage.engines.connection import Connection
from dateline.storage.history.log import batches, touched
from dateline.web.faults import NoPage
from dateline.web.pages import path_to, render
from dateline.web.parameters import asked
from dateline.web.request_thread import reads
from dateline.wire_fields import Record

BATCHES = 50
"""Batches on the page and in the feed, the newest."""
RECORDS = 200
"""Records on the page of a batch."""
_PAGES = ("event", "deadline", "actor", "programme", "source", "theme")
"""The kinds of records that have pages."""
_NEVER = "0001-01-01T00:00:00Z"


def changes_page(request: Request, connection: Connection) -> Response:
    """Answer with the last batches."""
    asked(request, ())
    rows = [_shown(each) for each in _batches(connection)]
    feeds = (("application/atom+xml", "/changes.atom"),)
    return render(request, "changes.html", title="Changes", rows=rows, most=BATCHES, feeds=feeds)


def batch_page(request: Request, connection: Connection) -> Response:
    """Answer with what a batch changed."""
    asked(request, ())
    number: int = request.path_params["number"]
    there = batches(connection, number=number) if number < 2**31 and _has_history(connection) else []
    if not there:
        raise NoPage(f"there is no batch {number}", "see the last ones at /changes")
    records = touched(connection, number)
    rows = [
        {**each, "address": path_to(each["kind"], each["id"]) if _has_page(each) else None}
        for each in records[:RECORDS]
    ]
    context: dict[str, Any] = {"batch": _shown(there[0]), "rows": rows, "number": len(records), "most": RECORDS}
    return render(request, "batch.html", title=f"Batch {number}", **context)


def _has_page(record: Record) -> bool:
    return record["kind"] in _PAGES and record["action"] != "removed"


def _has_history(connection: Connection) -> bool:
    return connection.engine.store is not None


def _batches(connection: Connection) -> list[Record]:
    return batches(connection, limit=BATCHES) if _has_history(connection) else []


def _shown(batch: Record) -> Record:
    return batch | {"words": words(batch), "day": batch["recorded"][:16].replace("T", " ")}


def words(batch: Record) -> str:
    """Return what a batch did: how many records it added, changed and removed."""
    told = [f"{batch[name]:,} {name}" for name in ("added", "changed", "removed") if batch[name]]
    return ", ".join(told) or "nothing that is counted"


def changes_feed(request: Request, connection: Connection) -> Response:
    """Answer with the last batches as a feed, whose times are those of the recording."""
    asked(request, ())
    found, base = _batches(connection), str(request.base_url)
    stream = StringIO()
    stream.write('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n')
    stream.write(f"<title>Changes</title>\n<id>{_id(connection, 'changes')}</id>\n")
    stream.write(f"<updated>{found[0]['recorded'] if found else _NEVER}</updated>\n")
    stream.write("<author><name>dateline</name></author>\n<generator>dateline</generator>\n")
    stream.write(_link("self", urljoin(base, "/changes.atom")) + _link("alternate", urljoin(base, "/changes")))
    for batch in found:
        stream.write(_entry(connection, batch, base))
    stream.write("</feed>\n")
    return Response(stream.getvalue(), media_type="application/atom+xml; charset=utf-8")


def _entry(connection: Connection, batch: Record, base: str) -> str:
    reason = f" – {batch['reason']}" if batch["reason"] else ""
    origin = f" from {batch['origin']}" if batch["origin"] else ""
    parts = (
        f"<title>{_text(batch['command'] + origin + reason)}</title>",
        f"<id>{_id(connection, str(batch['batch']), batch['recorded'])}</id>",
        f"<updated>{batch['recorded']}</updated>",
        f"<author><name>{_text(batch['author'])}</name></author>",
        _link("alternate", urljoin(base, f"/changes/{batch['batch']}")).strip(),
        f'<content type="text">{_text(words(batch))}</content>',
    )
    return "<entry>\n" + "\n".join(parts) + "\n</entry>\n"


def _id(connection: Connection, *parts: str) -> str:
    """Return an id that is the same wherever the feed is served, and another one for another history."""
    rows = connection.run("SELECT seal FROM batch ORDER BY num LIMIT 1") if _has_history(connection) else []
    first = str(rows[0][0]) if rows else ""
    return uuid5(NAMESPACE_URL, ":".join(("dateline:changes", first, *parts))).urn


def _link(relation: str, address: str) -> str:
    return f'<link rel="{relation}" href={quoteattr(address)}/>\n'


def _text(text: str) -> str:
    return escape(text.translate(ILLEGAL))


ROUTES = (
    Route("/changes", reads(changes_page)),
    Route("/changes.atom", reads(changes_feed)),
    Route("/changes/{number:int}", reads(batch_page)),
)
