"""From a query to the shape of its statement, and from rows of events to records on the wire."""

from __future__ import annotations

from dateline.event_fields import LATER_NAMES
from dateline.length_classes import GAPPED
from dateline.query import Query
from dateline.storage.engines.connection import Row
from dateline.storage.reading.own_days import earliest, latest
from dateline.storage.statements.shapes import EventShape
from dateline.wire_fields import Record


def ranking(query: Query) -> EventShape:
    """Return the shape for counting by actor or theme: in all of time a date with gaps lies as surely as any other."""
    return shape_of(query, limited=False, gaps=None if query.timeless else False)


def shape_of(query: Query, *, limited: bool, gaps: bool | None) -> EventShape:
    """Return the shape of a query."""
    return EventShape(
        match=query.match,
        actors=len(query.actors),
        themes=len(query.themes),
        sources=len(query.sources),
        places=int(bool(query.places)),
        texts=int(bool(query.texts)),
        every=query.every,
        members=query.members,
        descending=query.sort == "-date",
        limited=limited,
        gaps=gaps,
        not_actors=len(query.not_actors),
        not_themes=len(query.not_themes),
        kinds=len(query.kinds),
        confidences=len(query.confidences),
        sought=int(bool(query.sought)),
        either=query.either,
        wheres=" ".join(each.sign for each in query.wheres),
        areas=_areas(query) if query.box or query.circle else "",
        only=bool(query.only),
        without=bool(query.without),
    )


def _areas(query: Query) -> str:
    box = query.box and ("crossing" if query.box.crosses else "box")
    return " ".join(filter(None, (box, query.circle and "circle")))


def exactly(row: Row, query: Query) -> Row | None:
    """Return a row of `event_cells`, judged if its date has gaps."""
    return judged(row, query, row[3]) if row[0] == GAPPED else row


def judged(row: Row, query: Query, date: str) -> Row | None:
    """Return `row` with its exact match, or None when its `date` misses the range or the match asked for."""
    exact = exact_match(date, row[-1], query)
    return None if exact is None else row if exact == row[-1] else (*row[:-1], exact)


def exact_match(date: str, said: str, query: Query) -> str | None:
    """Return the match of a date with gaps, which the engine `said` by its bounds; None when it misses."""
    from dateline.dates import Match, parse

    exact = parse(date).match(query.first, query.last)
    if exact == Match.IMPOSSIBLE or (query.match != "possible" and exact != Match.CERTAIN):
        return None
    return said if said == "possible" else str(exact)


def event_record(
    row: Row, actors: list[Record], themes: list[str], citations: list[Record], measures: list[Record]
) -> Record:
    """Return the record of a row of EVENT_COLUMNS and `match` with its lists."""
    _, _, identity, date, first, _, _, last, _, title, *values, match = row
    said, description, kind, place, latitude, longitude, confidence, *later = values
    record = {
        "id": identity,
        "date": date,
        "date_text": said,
        "earliest": earliest(date, first),
        "latest": latest(date, last),
        "match": match,
        "title": title,
        "description": description,
        "kind": kind,
        "place": place,
        "latitude": latitude,
        "longitude": longitude,
        "actors": actors,
        "themes": themes,
        "citations": citations,
        "confidence": confidence,
    }
    return record | dict(zip(LATER_NAMES, later, strict=True)) | {"measures": measures}
