"""The date as its source writes it, where that is another calendar than the one in which days are counted."""

from __future__ import annotations

from dateline.wire_fields import Record


def as_written(record: Record) -> str | None:
    """Return the words and the calendar of the source of an event on the wire, None for the Gregorian calendar.

    >>> as_written({"date_text": "25 October 1917", "calendar": "julian"})
    '25 October 1917, Julian'
    >>> as_written({"date_text": None, "calendar": "french-republican"}), as_written({"calendar": None})
    ('in the French Republican calendar', None)
    """
    if record.get("calendar") in (None, "gregorian"):
        return None
    name = record["calendar"].replace("-", " ").title()
    return f"{record['date_text']}, {name}" if record["date_text"] else f"in the {name} calendar"


def with_written(words: str, record: Record) -> str:
    """Return the words of a date with those of its source behind them, where these are of another calendar."""
    written = as_written(record)
    return f"{words} ({written})" if written else words
