"""What readers by columns and readers of rows say, so that it can be compared."""

from __future__ import annotations

from typing import Any

from dateline.event_columns import Frame, in_lists
from dateline.formats.incoming import Incoming
from dateline.prepared_events import entry_of


def said(items: Any) -> list[Any]:
    """Return all that is said, by lines, and the folded words without blanks."""
    found = [each for item in items for each in _each(item)]
    return sorted(found, key=lambda each: (each.line, type(each).__name__))


def _each(item: Any) -> list[Any]:
    if isinstance(item, Frame):
        return [_folded(entry) for entry in in_lists(item).entries()]
    return [_folded(entry_of(item.event, item.line, item.version)) if isinstance(item, Incoming) else item]


def _folded(entry: Any) -> Any:
    return entry._replace(words=entry.words.split(), place_words=entry.place_words.split())
