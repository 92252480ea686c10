"""A link between events and promises, in a line for people."""

from __future__ import annotations

from dateline.wire_fields import Record


def link_line(link: Record) -> str:
    """Return how the record shown is related to the other, with the sources that say so.

    >>> link = {"words": "is caused by", "record": "talks-1999", "title": "Talks", "note": None, "citations": []}
    >>> link_line(link)
    'is caused by talks-1999: Talks'
    """
    title = f": {link['title']}" if link["title"] else ""
    cited = "; ".join(", ".join(filter(None, (each["source"], each["locator"]))) for each in link["citations"])
    note = f" ({link['note']})" if link["note"] else ""
    return f"{link['words']} {link['record']}{title}{note}" + (f" [{cited}]" if cited else "")
