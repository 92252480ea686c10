"""The values of the parameters by which a statement about events answers a query (see statements/filters.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import cos, radians
from typing import Any

from dateline.areas import Circle
from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.dates.calendar import AFTER_ALL, BEFORE_ALL
from dateline.length_classes import CLASSES, reach
from dateline.names import wanted_words
from dateline.query import Query
from dateline.storage.engines.engine import Column, Engine
from dateline.storage.reading.lookup import Lookup

Days = tuple[int, int]
Values = Mapping[str, Any]
_REACHES = tuple((f"reach{number}", number) for number in CLASSES)
ONLY_UNDATED: Values = {"until": AFTER_ALL, **{name: AFTER_ALL for name, _ in _REACHES}}
"""The days on which undated events begin: no other does."""


def query_values(query: Query, part: Days | None, lookup: Lookup, engine: Engine) -> dict[str, Any]:
    """Return the values of `query`, or of the `part` of it that begins in these days, with names resolved to numbers.

    A query that no day bounds reaches beyond all days, where undated events are.

    Raises:
        NotFound, Ambiguous: a name in the query stands for none or for several.
    """
    first, last = (BEFORE_ALL, AFTER_ALL) if query.timeless else (query.first, query.last)
    since, until = part or (AFTER_ALL if query.undated else FAR_PAST, AFTER_ALL)
    values: dict[str, Any] = {"first": first, "last": last, "until": min(last, until)}
    for name, number in _REACHES:
        values[name] = max(since, reach(number, first, FAR_PAST))
    for i, name in enumerate(query.actors):
        values[f"actor{i}"] = lookup.actor(name).num
    for i, name in enumerate(query.themes):
        found = lookup.theme(name)
        values |= {f"theme{i}_first": found.num, f"theme{i}_last": found.last, f"theme{i}_depth": found.depth}
    for i, name in enumerate(query.not_actors):
        values[f"not_actor{i}"] = lookup.actor(name).num
    for i, name in enumerate(query.not_themes):
        without = lookup.theme(name)
        values |= {f"not_theme{i}_first": without.num, f"not_theme{i}_last": without.last}
    for i, name in enumerate(query.kinds):
        values[f"kind{i}"] = lookup.kind(name)
    for i, name in enumerate(query.confidences):
        values[f"confidence{i}"] = name
    for i, name in enumerate(query.sources):
        values[f"source{i}"] = lookup.source(name)
    for name, numbers in (("only", query.only), ("without", query.without)):
        if numbers:
            values[name] = engine.numbers % ",".join(map(str, numbers))
    return values | _areas(query) | _words(query, engine)


def _areas(query: Query) -> dict[str, float]:
    box = query.box._asdict() if query.box else {}
    return box | (circle_values(query.circle) if query.circle else {})


def _words(query: Query, engine: Engine) -> dict[str, str]:
    values = {}
    if query.places:
        values["place_words"] = _pattern(engine, "place_words", query.places, query.every, stems=False)
    if query.texts:
        values["words"] = _pattern(engine, "words", query.texts, query.every, stems=query.stems)
    if query.sought:
        values["sought"] = _pattern(engine, "words", query.sought, not query.either, stems=query.stems)
    return values


def circle_values(circle: Circle) -> dict[str, float]:
    """Return what the statement asks of a circle, so that it works out as little as can be for each event."""
    lowest, highest = circle.parallels
    return {
        "lowest": lowest,
        "highest": highest,
        "centre_latitude": circle.latitude,
        "centre_longitude": circle.longitude,
        "centre_cosine": cos(radians(circle.latitude)),
        "reach_of_chord": circle.reach,
    }


def _pattern(engine: Engine, column: Column, phrases: Iterable[str], every: bool, *, stems: bool) -> str:
    if not stems:
        return engine.pattern(column, ((wanted_words(phrase),) for phrase in phrases), every)
    from dateline.storage.reading.word_forms import wanted_phrases

    return engine.pattern(column, map(wanted_phrases, phrases), every)


def has_all(values: Values) -> bool:
    """Tell whether values ask for dated and for undated events."""
    return bool(values["until"] == AFTER_ALL and values["reach0"] < AFTER_ALL)


def newest_first(values: Values) -> tuple[Values, Values]:
    """Return the values for the dated events, and those for the undated ones, which stand last in either order."""
    return {**values, "until": FAR_FUTURE}, {**values, **ONLY_UNDATED}
