"""Atom (RFC 4287): events as entries of a feed, for programs that watch them.

An entry's time is the last day on which its event may have been, for a feed needs one, and readers sort by it; its
words say the date as it is. Ids hang on the ids of events alone, so that they stay the same wherever a feed is served.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import IO
from urllib.parse import quote, urljoin
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from dateline.dates import parse, to_prose
from dateline.render.written_date import with_written
from dateline.wire_fields import Record

_NO_TIME = "0001-01-01"
ILLEGAL = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | dict.fromkeys(
    chain(range(0xD800, 0xE000), (0xFFFE, 0xFFFF))
)
"""What no XML may hold."""


def write(
    fields: tuple[str, ...],
    records: Iterable[Record],
    stream: IO[str],
    *,
    title: str = "Timeline",
    base: str | None = None,
    address: str = "",
    sources: Mapping[str, Record] | None = None,
) -> None:
    """Write a feed of events, in their order; its own time is that of the latest of them.

    `base` is where the pages of events are served, `address` that of the feed there; `sources` are records of sources
    by id.
    """
    latest = _NO_TIME
    stream.write('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n')
    stream.write(f"<title>{_text(title)}</title>\n<id>{_id('feed', title)}</id>\n")
    stream.write("<author><name>dateline</name></author>\n<generator>dateline</generator>\n")
    if base is not None:
        stream.write(_link("self", urljoin(base, address)) + "\n" + _link("alternate", base) + "\n")
    for record in records:
        latest = max(latest, _time(record))
        stream.write(_entry(record, base, sources or {}))
    stream.write(f"<updated>{latest}T00:00:00Z</updated>\n</feed>\n")  # the order of the parts means nothing


def _entry(record: Record, base: str | None, sources: Mapping[str, Record]) -> str:
    cited = [(each, sources.get(each["source"], {})) for each in record["citations"]]
    links = [_link("alternate", urljoin(base, f"/event/{quote(record['id'], safe='')}"))] if base is not None else []
    links += [_link("via", url) for url in dict.fromkeys(_web(source.get("url")) for _, source in cited) if url]
    words = [f"{_capital(with_written(to_prose(parse(record['date'])), record))}.", record["description"] or ""]
    words += [f"Source: {source.get('title') or each['source']}" + _place(each) for each, source in cited]
    parts = [
        f"<title>{_text(record['title'])}</title>",
        f"<id>{_id('event', record['id'])}</id>",
        f"<updated>{_time(record)}T00:00:00Z</updated>",
        *links,
        *(f"<category term={_value(theme)}/>" for theme in record["themes"]),
        f'<content type="text">{_text(chr(10).join(filter(None, words)))}</content>',
    ]
    return "<entry>\n" + "\n".join(parts) + "\n</entry>\n"


def _place(citation: Record) -> str:
    return f", {citation['locator']}" if citation["locator"] else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _time(record: Record) -> str:
    """Return the last day of an event that RFC 3339 can write, YYYY-MM-DD; the first where it has no end."""
    days = (record["latest"], record["earliest"])
    return next((day for day in days if day and len(day) == len(_NO_TIME) and day[:4].isdigit()), _NO_TIME)


def _id(kind: str, name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'dateline:{kind}:{name}')}"


def _web(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _link(rel: str, address: str) -> str:
    return f'<link rel="{rel}" href={_value(address)}/>'


def _text(text: str) -> str:
    return escape(text.translate(ILLEGAL))


def _value(text: str) -> str:
    return quoteattr(text.translate(ILLEGAL))
