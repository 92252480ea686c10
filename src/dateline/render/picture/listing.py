"""The table under a picture: the same events in words, with all that is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from dateline.dates import parse, to_prose
from dateline.render.picture.look import Look
from dateline.render.picture.shapes import written
from dateline.render.state_marks import mark_of
from dateline.render.written_date import with_written
from dateline.wire_fields import Record

_HEADS = ("Date", "Event", "Actors", "Themes", "Sources")
_DEADLINE_HEADS = ("Due", "Deadline", "Actors", "Themes", "Why")

Sources = Mapping[str, Record]


def table(events: Iterable[Record], deadlines: Iterable[Record], look: Look, sources: Sources) -> str:
    """Return tables of events and of deadlines on the wire; a row has the id of its record.

    Closing tags that HTML lets go are left out, which is a fifth of the size.
    """
    rows = [_event(record, look, sources) for record in events]
    due = [_deadline(record, look) for record in deadlines]
    made = [_table("events", "Events", _HEADS, rows)] if rows else []
    return "".join([*made, *([_table("deadlines", "Deadlines", _DEADLINE_HEADS, due)] if due else [])])


def _table(name: str, caption: str, heads: Iterable[str], rows: Iterable[str]) -> str:
    columns = "".join(f'<th scope="col">{head}' for head in heads)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{caption}"><table class="list" id="{name}">'
        f"<caption>{caption}</caption><thead><tr>{columns}<tbody>{''.join(rows)}</table></div>"
    )


def _event(record: Record, look: Look, sources: Sources) -> str:
    words = with_written(to_prose(parse(record["date"])), record)
    said = f' title="{written(record["date_text"])}"' if record["date_text"] not in (None, words) else ""
    perhaps = ' <b title="only possibly in range">?</b>' if record["match"] == "possible" else ""
    place = f" ({written(record['place'])})" if record["place"] else ""
    more = f"<p>{written(record['description'])}" if record["description"] else ""
    return (
        f'<tr id="{written(record["id"])}"><td{said}>{written(words)}{perhaps}'
        f"<th scope=row>{written(record['title'])}{place}{more}"
        f"<td>{_list(_actors(record))}<td>{_list(written(look.name('theme', theme)) for theme in record['themes'])}"
        f"<td>{_list(_citations(record, sources))}"
    )


def _deadline(record: Record, look: Look) -> str:
    state = mark_of(record["state"])
    said = record["due_text"] or record["due"] or ""
    return (
        f'<tr id="{written(record["id"])}"><td title="{written(record["due"] or "")}">{written(said)}'
        f'<th scope=row>{written(record["title"])}<p class="{state.kind}">{state.words}'
        f"<td>{_list(_actors(record))}<td>{_list(written(look.name('theme', theme)) for theme in record['themes'])}"
        f"<td>{written(record['why'])}"
    )


def _list(items: Iterable[str]) -> str:
    return "<br>".join(items)


def _actors(record: Record) -> Iterator[str]:
    for actor in record["actors"]:
        role = f" ({actor['role']})" if actor["role"] else ""
        yield written(f"{actor['name'] or actor['id']}{role}")


def _citations(record: Record, sources: Sources) -> Iterator[str]:
    for citation in record["citations"]:
        source = sources.get(citation["source"], {})
        title = written(source.get("title") or citation["source"])
        if address := web_address(source.get("url")):
            title = f'<a href="{written(address)}" rel="external noreferrer">{title}</a>'
        locator = f", {written(citation['locator'])}" if citation["locator"] else ""
        quote = f" <q>{written(citation['quote'])}</q>" if citation["quote"] else ""
        yield f"{title}{locator}{quote}"


def web_address(url: str | None) -> str | None:
    """Return `url` where a link may lead there: http and https alone, so that no script hides in it."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:  # no address at all, such as http://[
        return None
