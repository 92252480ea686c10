"""The first and last day of an event on the wire, which are those of its date as EDTF has it.

Stored are the days by which it is found. They differ for an approximate date, which is one that has `~` or `%`.
"""

from __future__ import annotations

from functools import lru_cache

from dateline.dates import day_text

_day_text = lru_cache(65_536)(day_text)


def earliest(date: str, stored: int) -> str | None:
    """Return the text of the first day, given that by which the event is found; None for no bound."""
    return _days(date)[0] if "~" in date or "%" in date else _day_text(stored)


def latest(date: str, stored: int) -> str | None:
    """Return the text of the last day, given that by which the event is found; None for no bound."""
    return _days(date)[1] if "~" in date or "%" in date else _day_text(stored)


@lru_cache(65_536)
def _days(date: str) -> tuple[str | None, str | None]:
    from dateline.dates import parse

    found = parse(date)
    return day_text(found.earliest), day_text(found.latest)
