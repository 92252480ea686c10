"""Many events at once, by columns: bulk readers work out each column at the speed of C."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, repeat
from operator import add
from typing import Any, NamedTuple, TypeVar

from dateline.event_fields import LATER_NAMES, NAMES, NUMBERS, PLAIN
from dateline.names import fold_each
from dateline.prepared_events import DESCRIPTION, FINGERPRINT_SIZE, ID, NO_MEASURES, PLACE, Entry, Part, later_said

T = TypeVar("T", bound=Hashable)
Items = Sequence[tuple[Any, ...]]


class Links(NamedTuple):
    """The items of the lists of all events: which event (0-based), which place in its list, and what they hold."""

    events: list[int]
    places: list[int]
    values: tuple[Sequence[Any], ...]


class Frame(NamedTuple):
    """Events ready to be written, all but their numbers; plain values alone, so that they pass between processes.

    (Readers that know Arrow may give arrays in the places of lists; see `in_lists`.)

    `columns` hold what an entry's row holds from the id on, each with a value for each event. `themes` are numbers of
    `sets`. The values of `taking` are numbers of `actors`, (id, name), and roles; those of `citing` sources, locators
    and quotes, those of `measuring` names, values, lows, highs and units.
    """

    lines: list[int]
    columns: tuple[Sequence[Any], ...]
    themes: list[int]
    sets: list[tuple[str, ...]]
    taking: Links
    actors: list[tuple[str, str | None]]
    citing: Links
    words: list[str]
    place_words: list[str]
    measuring: Links

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the events."""
        return self.columns[0]

    def entries(self) -> Iterator[Entry]:
        """Yield the same one by one."""
        actors: list[list[Any]] = [[] for _ in self.lines]
        for event, number, role in zip(self.taking.events, *self.taking.values, strict=True):
            identity, name = self.actors[number]
            actors[event].append((identity, role, name))
        citations, measures = self._items(self.citing), self._items(self.measuring)
        of = zip(self.lines, zip(*self.columns, strict=True), self.themes, strict=True)
        for i, (line, values, themes) in enumerate(of):
            row = [None, None, None, *values]
            words = self.words[i], self.place_words[i]
            lists = tuple(actors[i]), self.sets[themes], tuple(citations[i])
            yield Entry(line, row, *lists, *words, tuple(measures[i]))

    def _items(self, links: Links) -> list[list[Any]]:
        found: list[list[Any]] = [[] for _ in self.lines]
        for event, *item in zip(links.events, *links.values, strict=True):
            found[event].append(tuple(item))
        return found


def frame(
    lines: list[int], ids: Sequence[str], titles: Sequence[str], dates: Sequence[tuple[Any, ...]],
    values: Sequence[Sequence[Any]], actors: Sequence[Part], themes: Sequence[Part], citations: Sequence[Part],
    measures: Sequence[Part] = (),
) -> Frame:  # fmt: skip
    """Return the frame of events, given by columns in which an empty text stands for nothing.

    `values` has a column for each of `event_fields.FIELDS`; `measures` may be left out if there are none. The
    fingerprints are those of `prepared_events.entry`.
    """
    edtf, *bounds_and_class = zip(*dates, strict=True)
    parts = map(add, (part.said for part in themes), (part.said for part in citations))
    if any(part is not NO_MEASURES for part in measures):
        parts = map(add, parts, (part.said for part in measures))
    if LATER_NAMES:
        parts = map(add, parts, map(later_said, zip(*values[len(PLAIN) :], strict=True)))
    plain = [map(str, found) if name in NUMBERS else found for name, found in zip(NAMES, values, strict=True)]
    told = zip(ids, titles, edtf, *plain[: len(PLAIN)], (part.said for part in actors), parts, strict=True)
    fingerprints = [blake2b(text.encode(), digest_size=FINGERPRINT_SIZE).hexdigest() for text in map("\0".join, told)]
    columns = (
        ids, fingerprints, titles, edtf, *bounds_and_class,
        *(found if name in NUMBERS else _or_none(found) for name, found in zip(NAMES, values, strict=True)),
        [None] * len(lines),
    )  # fmt: skip
    words = fold_each([f"{title} {text}" for title, text in zip(titles, values[DESCRIPTION], strict=True)])
    lists = [[part.items for part in parts] for parts in (actors, themes, citations, measures)]
    return _framed(lines, columns, lists, words, fold_each(values[PLACE]))


def frame_of(entries: Sequence[Entry]) -> Frame:
    """Return the frame of entries, one or more, of which none has claims; `Frame.entries` gives them back."""
    lines, rows, actors, themes, citations, words, place_words, measures, _ = zip(*entries, strict=True)
    columns = tuple(zip(*rows, strict=True))[ID:]
    return _framed(list(lines), columns, (actors, themes, citations, measures), list(words), list(place_words))


def in_lists(found: Frame) -> Frame:
    """Return a frame whose sequences are lists, not arrays."""
    taking, citing, measuring = (
        Links(_list(of.events), _list(of.places), tuple(map(_list, of.values)))
        for of in (found.taking, found.citing, found.measuring)
    )
    lines, themes, words, places = map(_list, (found.lines, found.themes, found.words, found.place_words))
    columns = tuple(map(_list, found.columns))
    return Frame(lines, columns, themes, found.sets, taking, found.actors, citing, words, places, measuring)


def _list(values: Any) -> Any:
    return values.to_pylist() if hasattr(values, "to_pylist") else values


def _framed(
    lines: list[int], columns: tuple[Sequence[Any], ...], lists: Sequence[Sequence[Any]], words: list[str],
    place_words: list[str],
) -> Frame:  # fmt: skip
    """Return a frame; `lists` has a column each for actors, themes, citations and measures."""
    actors, themes, citations, measures = lists
    taking = _links(actors)
    named, numbers = _numbered(zip(taking.values[0], taking.values[2], strict=True))
    sets, bearing = _numbered(themes)
    taking = taking._replace(values=(numbers, taking.values[1]))
    cited, measured = _links(citations), _links(measures, 5)
    return Frame(lines, columns, bearing, sets, taking, named, cited, words, place_words, measured)


def _or_none(texts: Sequence[str]) -> list[str | None]:
    return [text or None for text in texts]


def _links(lists: Sequence[Items], width: int = 3) -> Links:
    """Return the items of all lists, each of so many values."""
    counts = list(map(len, lists))
    items = list(chain.from_iterable(lists))
    events = list(chain.from_iterable(map(repeat, range(len(lists)), counts)))
    values = tuple(zip(*items, strict=True)) if items else ((),) * width
    return Links(events, list(chain.from_iterable(map(range, counts))), values)


def _numbered(values: Iterable[T]) -> tuple[list[T], list[int]]:
    """Return the different values, and for each of all its number among them."""
    found = list(values)
    numbers = {value: number for number, value in enumerate(dict.fromkeys(found))}
    return list(numbers), list(map(numbers.__getitem__, found))
