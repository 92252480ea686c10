"""Which events and deadlines stand together in a picture, under which title, and in which colour."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from dateline.render.picture.look import OTHERS, Look
from dateline.render.picture.marks import Due, Mark
from dateline.wire_fields import Record

_MOST_LANES = 10


class Group(NamedTuple):
    """Events or deadlines (`kind`) under a title; `key` is the id of what they share, empty for the rest."""

    kind: str
    key: str
    title: str
    items: list[Mark | Due]


class Colouring:
    """Gives each event the colour of its theme: the themes at the root that are most common have one of their own.

    A theme has the same colour in every picture of a database: its place among all themes at the root says which. Only
    where two themes of a picture share a place, which takes more themes than colours, the rarer one takes the next.
    """

    def __init__(self, found: Iterable[Mark], look: Look) -> None:
        roots = Counter(root for mark in found for root in sorted(roots_of(mark.record)))
        self.themes = most_common(roots)
        self._numbers = numbers_of(roots, look.names.get("theme", {}))

    def __call__(self, record: Record) -> int:
        """Return the number of the series of an event: that of its most common theme."""
        return self.of_theme(min(roots_of(record), key=self.themes.index, default=""))

    def of_theme(self, root: str) -> int:
        """Return the number of the series of a theme at the root."""
        return self._numbers.get(root, OTHERS)


def most_common(roots: Mapping[str, int]) -> list[str]:
    """Return the counted themes, the most common first."""
    return [root for root, _ in sorted(roots.items(), key=lambda item: (-item[1], item[0]))]


def numbers_of(roots: Mapping[str, int], themes: Iterable[str]) -> dict[str, int]:
    """Return the number of the series of each counted theme at the root, among all `themes`; the rare ones have none.

    The rule is that of `Colouring`.
    """
    known = sorted({theme.partition("/")[0] for theme in themes} | set(roots))
    numbers: dict[str, int] = {}
    for theme in most_common(roots)[:OTHERS]:
        free = set(range(OTHERS)).difference(numbers.values())
        wanted = known.index(theme)
        numbers[theme] = min(free, key=lambda number: (number - wanted) % OTHERS)
    return numbers


def roots_of(record: Record) -> set[str]:
    """Return the themes at the root, under which the themes of an event or deadline stand."""
    return {theme.partition("/")[0] for theme in record["themes"]}


def groups(found: Sequence[Mark], dated: Sequence[Due], look: Look) -> list[Group]:
    """Return the groups of a picture: the fullest first, what has no group of its own behind, deadlines last.

    An event stands in each group that it belongs to.
    """
    due = [
        Group("deadlines", programme, look.name("programme", programme), items)
        for programme, items in _by_programme(dated).items()
    ]
    return [*_of_events(found, look), *due]


def _of_events(found: Sequence[Mark], look: Look) -> list[Group]:
    keys = _KEYS.get(look.lanes)
    if keys is None:
        return [Group("events", "", "Events" if look.lanes == "programme" else "", list(found))] if found else []
    counts = Counter(key for mark in found for key in keys(mark.record))
    own = [key for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    own = own if len(own) <= _MOST_LANES else own[: _MOST_LANES - 1]
    made: dict[str, list[Mark | Due]] = {key: [] for key in own}
    rest: list[Mark | Due] = []
    for mark in found:
        chosen = [key for key in keys(mark.record) if key in made]
        for key in chosen:
            made[key].append(mark)
        if not chosen:
            rest.append(mark)
    titles = _titles(found, look)
    named = [Group("events", key, titles.get(key) or look.name(look.lanes, key), items) for key, items in made.items()]
    return [*named, Group("events", "", "Other" if named else "", rest)] if rest else named


def _actors(record: Record) -> set[str]:
    return {actor["id"] for actor in record["actors"]}


def _sources(record: Record) -> set[str]:
    return {citation["source"] for citation in record["citations"]}


_KEYS: dict[str, Callable[[Record], set[str]]] = {"theme": roots_of, "actor": _actors, "source": _sources}


def _titles(found: Iterable[Mark], look: Look) -> dict[str, str]:
    """Return the names that the records bring themselves."""
    if look.lanes != "actor":
        return {}
    return {actor["id"]: actor["name"] or actor["id"] for mark in found for actor in mark.record["actors"]}


def _by_programme(dated: Iterable[Due]) -> dict[str, list[Mark | Due]]:
    made: dict[str, list[Mark | Due]] = defaultdict(list)
    for due in dated:
        made[due.record["programme"]].append(due)
    return made
