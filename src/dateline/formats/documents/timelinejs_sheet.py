"""The Google Sheet from which people make a TimelineJS timeline, saved as CSV or TSV: columns by name.

The columns are Year, Month, Day, Time, those with "End", Display Date, Headline, Text, Media, Media Credit, Media
Caption, Media Thumbnail, Type, Group and Background. A row becomes the slide that TimelineJS makes of it, and is read
as `documents.timelinejs` reads slides: -44 is 44 BCE, a time of day is not kept, a row of the type "era" is an event of
the kind "era". The row of the type "title" is left out, and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import IO, Any

from dateline.formats import incoming
from dateline.formats.delimited.first_line import Peeked
from dateline.formats.delimited.header import Headed
from dateline.formats.documents import timelinejs
from dateline.formats.incoming import Item, Rejected
from dateline.wire_fields import Record

actor, theme, themes, source = incoming.actor, incoming.theme, incoming.themes, timelinejs.source


def events(stream: IO[str]) -> Iterator[Item]:
    """Yield the events and eras of a sheet.

    Raises:
        InvalidRecords: the header is not that of the sheet.
    """
    text = Peeked(stream)
    table = Headed(text, text.separator)
    table.names = tuple(name.replace(" ", "_") for name in table.names)
    missing = [name for name in ("year", "headline") if name not in table.names]
    if missing:
        table.need(*(name.capitalize() for name in missing), of="the sheet of a TimelineJS timeline")
    read: Any = partial(_items, set())  # a row gives a list of items
    return (each for found in table.items(read) for each in (found if isinstance(found, list) else [found]))


def _items(
    taken: set[str], line: int, year: str, month: str, day: str, time: str, end_year: str, end_month: str, end_day: str,
    end_time: str, display_date: str, headline: str, text: str, media: str, media_credit: str, media_caption: str,
    type: str, group: str,  # noqa: A002
) -> list[Item]:  # fmt: skip
    cells = (year, month, day, display_date, headline, text, media)
    kind = type.strip().lower()
    if not any(map(str.strip, cells)):
        return []
    if kind == "title":
        return list(timelinejs.told_title(line))
    slide: dict[str, Any] = {
        "start_date": {"year": year, "month": month, "day": day, "hour": time},
        "end_date": {"year": end_year, "month": end_month, "day": end_day, "hour": end_time},
        "display_date": display_date,
        "text": {"headline": headline, "text": text},
        "media": {"url": media, "credit": media_credit, "caption": media_caption},
        "group": group,
    }
    try:
        record = timelinejs.record_of(slide, "era" if kind == "era" else None, taken)
    except ValueError as error:
        reason = str(error).replace("start_date", "the date").replace("end_date", "the end")
        return [Rejected(line, reason, _record(slide))]
    return [*incoming.from_records([(line, record)]), *timelinejs.told_times(line, slide)]


def _record(slide: dict[str, Any]) -> Record:
    return {key: value for key, value in slide.items() if value}
