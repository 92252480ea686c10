"""Timesketch: the table or JSON Lines of a timeline of traces, which `plaso` and other tools write.

A row needs `message`, `datetime` and `timestamp_desc`; the kind is what the time means (`timestamp_desc`), and a `tag`
is a theme. `datetime` counts, and only without it the microseconds since 1970 of `timestamp`: the example in
Timesketch's own manual has both and they differ. A row has no id: it is known by a hash of all that it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import blake2b
from itertools import chain
from typing import IO

from dateline.dates import Date, from_prose, settled
from dateline.formats import incoming
from dateline.formats.delimited.cell_values import UnfitError, edtf, sentences, slug, split, whole
from dateline.formats.delimited.first_line import Peeked
from dateline.formats.delimited.header import Headed, read_items
from dateline.formats.incoming import Incoming, Item, Rejected
from dateline.model import Citation, Event, Source
from dateline.safe_parsing import Unreadable, json_value

actor, theme, themes = incoming.actor, incoming.theme, incoming.themes
_NAMES = ("message", "datetime", "timestamp", "timestamp_desc", "tag")
_SOURCE = Source("timesketch", "Timesketch timeline", url="https://timesketch.org/")
_YEARS = "2001 to 2096"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def events(stream: IO[str]) -> Iterator[Item]:
    """Yield the events of a timeline.

    Raises:
        InvalidRecords: a table lacks a column that Timesketch needs.
    """
    text = Peeked(stream)
    if text.first.lstrip("\ufeff \t").startswith("{"):
        return _lines(text)
    table = Headed(text, text.separator)
    needed = ("message", "timestamp_desc") if "timestamp" in table.names else ("message", "timestamp_desc", "datetime")
    table.need(*needed, of="a Timesketch timeline")
    further = [name for name in table.names if name not in _NAMES]
    places = [table.place(name) for name in (*_NAMES, *further)]
    return read_items(table.rows, table.names, places, partial(_event, further))


def _lines(text: Iterable[str]) -> Iterator[Item]:
    for number, line in enumerate(text, 1):
        if not line.strip():
            continue
        try:
            found = json_value(line.lstrip("\ufeff"))
        except Unreadable as error:
            yield Rejected(number, error.message, {})
            continue
        if not isinstance(found, dict):
            yield Rejected(number, "is not a JSON object", {})
            continue
        further = [name for name in found if name not in _NAMES]
        cells = [_cell(found.get(name)) for name in (*_NAMES, *further)]
        (item,) = read_items([(number, cells)], [*_NAMES, *further], range(len(cells)), partial(_event, further))
        yield item


def _cell(value: object) -> str:
    """Return a value of JSON as a cell."""
    if isinstance(value, list):
        return ";".join(map(_cell, value))
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _event(
    further: list[str], line: int, message: str, when: str, timestamp: str, meaning: str, tag: str, *more: str
) -> Incoming:
    title = " ".join(message.split())
    if not title:
        raise UnfitError("the message is missing")
    said = "\0".join((message, when, timestamp, meaning, tag, *chain.from_iterable(zip(further, more, strict=False))))
    return Incoming(
        line,
        Event(
            f"timesketch:{blake2b(said.encode('utf-8', 'surrogatepass'), digest_size=10).hexdigest()}",
            title,
            _time(when.strip(), timestamp),
            None,
            sentences(*(f"{name}: {cell.strip()}" for name, cell in zip(further, more, strict=False) if cell.strip())),
            slug(meaning) if meaning.strip() else None,
            themes=tuple(f"timesketch/tag/{slug(each)}" for each in split(tag.strip("[]").replace("'", ""), ";")),
            citations=(Citation(_SOURCE.id),),
        ),
    )


def _time(text: str, timestamp: str) -> Date:
    """Return the time of `datetime`, or else of the microseconds since 1970."""
    if text:
        meant = settled(from_prose(text))
        if meant is None:
            raise UnfitError(f"datetime {text!r} is not a time", "times are written 2015-07-24T19:01:01+00:00")
        return meant.date
    microseconds = whole(timestamp, "timestamp")
    if microseconds is None:
        raise UnfitError("datetime is missing")
    if any(microseconds in range(1_000_000_000 * unit, 4_000_000_000 * unit) for unit in (1, 1_000)):
        reason = f"timestamp {timestamp} may be microseconds of 1970, or seconds or milliseconds of {_YEARS}"
        raise UnfitError(reason, "write timestamps in microseconds, or the column datetime")
    try:
        return edtf(f"{_EPOCH + timedelta(microseconds=microseconds):%Y-%m-%dT%H:%M:%SZ}")
    except OverflowError:
        raise UnfitError(f"timestamp {timestamp} is beyond the year 9999") from None


def source(identity: str) -> Source:
    """Return Timesketch as a source."""
    return _SOURCE if identity == _SOURCE.id else incoming.source(identity)
