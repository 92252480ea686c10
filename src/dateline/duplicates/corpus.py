"""Events made ready to be compared: so little of each that millions fit into memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from math import isnan
from typing import Any

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, parse
from dateline.duplicates.texts import Texts
from dateline.names import fold
from dateline.wire_fields import Record

_LETTERS = 4
"""So many letters of a word are its token: names are often spelt otherwise behind them."""
_SHORTEST = 3
MOST_TOKENS = 16
"""So many tokens of an event are looked at."""


class Corpus:
    """The events of one side or of two: those of the second side have the numbers from `split` on.

    `above` has for an actor the wholes that it belonged to at any time. `names` are the places as they were written;
    `folded` and `places` are folded.
    """

    def __init__(self, above: Mapping[str, Iterable[str]] | None = None) -> None:
        self.split: int | None = None
        self.above = {actor: tuple(wholes) for actor, wholes in (above or {}).items()}
        self.ids, self.titles, self.folded = Texts(), Texts(), Texts()
        self.dates: list[str] = []
        self.places: list[str] = []
        self.names: list[str | None] = []
        self.actors: list[tuple[str, ...]] = []
        self.themes: list[tuple[str, ...]] = []
        self.first, self.last = array("q"), array("q")
        self.latitude, self.longitude = array("d"), array("d")
        self.tokens, self.starts = array("I"), array("Q", [0])
        self._spread: dict[int, Date] = {}
        self._related: dict[str, frozenset[str]] = {}
        self._numbers: dict[str, int] = {}
        self._kept: dict[Any, Any] = {}
        self._bounds: dict[str, tuple[int, int]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, record: Record, date: Date | None = None) -> None:
        """Add an event on the wire; `date` is its date where that is spread otherwise than its text says."""
        if date is not None:
            self._spread[len(self.ids)] = date
        edtf, title = record["date"], record["title"]
        first, last = _days(date) if date is not None else self._days_of(edtf)
        self.first.append(first)
        self.last.append(last)
        self.ids.append(record["id"])
        self.titles.append(title)
        self.folded.append(fold(title))
        self.dates.append(self._once(edtf))
        self.names.append(self._once(record["place"]))
        self.places.append(self._once(fold(record["place"] or "")))
        self.actors.append(self._once(tuple(dict.fromkeys(each["id"] for each in record["actors"]))))
        self.themes.append(self._once(tuple(record["themes"])))
        for column, name in ((self.latitude, "latitude"), (self.longitude, "longitude")):
            column.append(float("nan") if record[name] is None else record[name])
        found = dict.fromkeys(self._number(each) for each in self._tokens_of(len(self.ids) - 1))
        self.tokens.extend(list(found)[:MOST_TOKENS])
        self.starts.append(len(self.tokens))

    def date(self, number: int) -> Date:
        """Return the date of an event."""
        return self._spread.get(number) or parse(self.dates[number])

    def related(self, actor: str) -> frozenset[str]:
        """Return an actor and all that it belonged to."""
        found = self._related.get(actor)
        if found is None:
            found = self._related[actor] = frozenset((actor, *self.above.get(actor, ())))
        return found

    def _tokens_of(self, number: int) -> Iterator[str]:
        """Yield what two records of one event have in common: actors, the place, where it lies, words of the title."""
        for actor in self.actors[number]:
            yield f"a{actor}"
            yield from (f"a{whole}" for whole in self.above.get(actor, ()))
        latitude, longitude = self.latitude[number], self.longitude[number]
        if not isnan(latitude) and not isnan(longitude):
            yield f"g{round(latitude)},{round(longitude)}"
        for word in f"{self.places[number]} {self.folded[number]}".split():
            if len(word) >= _SHORTEST:
                yield word[:_LETTERS]

    def _number(self, token: str) -> int:
        return self._numbers.setdefault(token, len(self._numbers))

    def _once(self, value: Any) -> Any:
        return self._kept.setdefault(value, value)

    def _days_of(self, edtf: str) -> tuple[int, int]:
        found = self._bounds.get(edtf)
        if found is None:
            found = self._bounds[edtf] = _days(parse(edtf))
        return found


def _days(date: Date) -> tuple[int, int]:
    """Return the first and the last possible day; any day may be that of an undated event."""
    if date.kind == "undated":
        return FAR_PAST, FAR_FUTURE
    return date.bounds.start_earliest, date.bounds.end_latest
