"""The horizon of a question: a day, or an expected event such as the next presidential election."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, day_text
from dateline.deadlines.clocks import Clocks
from dateline.deadlines.conditions import expected
from dateline.errors import Ambiguous, InvalidDate, InvalidQuery
from dateline.model import Days
from dateline.model import Horizon as Happening
from dateline.names import fold, nearest
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.lists import Catalogue

_MOST_HINTED = 5


class Horizon(NamedTuple):
    """A horizon that was asked for: what it is called, and the days in which it lies."""

    title: str
    days: Days

    def __str__(self) -> str:
        first, last = (day_text(day) for day in self.days)
        when = first if first == last else f"{first or 'any day'} to {last or 'an unknown day'}"
        return f"{self.title}, {when}" if self.title != when else str(when)


def horizon_of(connection: Connection, text: str, clocks: Clocks, date_of: Callable[[str], Date]) -> Horizon:
    """Return the horizon that `text` names: the id or title of one, "next ..." with words of a title, or a date.

    What is known of its day at the end of the known-at day counts. `date_of` reads dates.

    Raises:
        InvalidQuery: nothing is called so and it is no date, or several are, or its day is not known.
    """
    known = {happening: expected(happening, clocks.known_at) for happening in Catalogue(connection).horizons()}
    words = fold(text)
    found = [happening for happening in known if words in (fold(happening.id), fold(happening.title))]
    if not found and words.startswith("next "):
        found = _next(known, words.removeprefix("next "), clocks)
    if len(found) > 1:
        names = " or ".join(repr(happening.id) for happening in found)
        raise InvalidQuery(f"several horizons match {text!r}", f"write {names}")
    if found:
        return _known(found[0], known[found[0]], clocks)
    return _date(text, known, date_of)


def _next(known: dict[Happening, Days | None], words: str, clocks: Clocks) -> list[Happening]:
    """Return the horizons with these words that may come first after the day judged."""
    wanted = words.split()
    coming = {
        happening: days
        for happening, days in known.items()
        if days and days[1] > clocks.as_of and all(f" {word}" in f" {fold(happening.title)}" for word in wanted)
    }
    first = min((days[1] for days in coming.values()), default=FAR_FUTURE)
    return [happening for happening, days in coming.items() if days[0] <= first]


def _known(happening: Happening, days: Days | None, clocks: Clocks) -> Horizon:
    if days is None:
        raise InvalidQuery(f"no day of {happening.title!r} was known on {day_text(clocks.known_at)}")
    return Horizon(happening.title, days)


def _date(text: str, known: dict[Happening, Days | None], date_of: Callable[[str], Date]) -> Horizon:
    try:
        date = date_of(text)
    except (Ambiguous, InvalidDate) as error:
        ids = [happening.id for happening in known]
        near = nearest(text, ids) or ids[:_MOST_HINTED]
        listed = f"horizons: {', '.join(near)}" if near else None
        raise InvalidQuery(error.message, "; ".join(filter(None, (error.hint, listed)))) from None
    if date.earliest <= FAR_PAST or date.latest >= FAR_FUTURE:
        raise InvalidQuery(f"{text} has no first or no last day")
    return Horizon(str(date), (date.bounds.earliest, date.bounds.latest))
