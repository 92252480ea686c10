"""The small tables of a lake (actors, themes, sources and their names), read whole and rewritten as they grow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from dateline.formats.incoming import DataSet
from dateline.model import Source, Theme
from dateline.storage.derived.fingerprints import fingerprint_of
from dateline.storage.derived.theme_sets import NewSets, members
from dateline.storage.lake import theme_numbers
from dateline.storage.writing.fingerprints import fingerprint
from dateline.storage.writing.new_actors import COLUMNS, NAME_COLUMNS, NewActors, names_of

Row = tuple[Any, ...]
Rows = tuple[tuple[str, ...], list[Row]]
"""The names of columns, and rows of them; columns that are not named are empty."""
Ask = Callable[[str], list[Row]]
"""Answers fixed SQL with rows of the lake."""

_THEME = ("num", "last", "depth", "id", "collection", "fingerprint", "above", "title", "description")
_SOURCE = ("id", "collection", "fingerprint", "title", "author", "publisher", "date", "url", "language", "note")


class _Sets(NewSets):
    """The sets of themes of a lake, all of them known by their hash."""

    def __init__(self, known: dict[str, int]) -> None:
        super().__init__(max(known.values(), default=0))
        self._by_hash = known

    def _known(self, themes: tuple[str, ...]) -> int | None:
        return self._by_hash.get(fingerprint_of(themes))


class Dimensions:
    """What events name: known to the lake, or made by the data set."""

    def __init__(self, ask: Ask, dataset: DataSet, collection: str) -> None:
        self._dataset, self._collection = dataset, collection
        self.actors = NewActors(dict(ask("SELECT id, num FROM actor")), dataset, collection)
        self.sets = _Sets(dict(ask("SELECT fingerprint, num FROM theme_set")))
        self._themes: dict[str, int] = dict(ask("SELECT id, num FROM theme"))
        self._theme_rows = {
            row[0]: row[1:] for row in ask("SELECT id, collection, fingerprint, above, title, description FROM theme")
        }
        self._collections: dict[str, str] = dict(ask("SELECT id, title FROM collection"))
        self.sources = {identity for (identity,) in ask("SELECT id FROM source")}
        self._new_sources: list[Row] = []
        self._measures: dict[tuple[str, str], int] = {
            (name, unit): num for num, name, unit in ask("SELECT num, name, unit FROM measure")
        }
        self._new_measures: list[Row] = []

    def actor(self, identity: str, name: str | None) -> int:
        """Return the number of an actor, which is made if it is new."""
        return self.actors.known.get(identity) or self.actors.make(identity, name)

    def theme_set(self, themes: tuple[str, ...]) -> int | None:
        """Return the number of a set of themes; None for no theme."""
        return self.sets.number(themes) if themes else None

    def cite(self, sources: Iterable[str]) -> None:
        """Make those of the sources that are new."""
        for identity in set(sources) - self.sources:
            made: Source = self._dataset.source(identity)
            date = made.date.edtf if made.date else None
            about = (made.title, made.author, made.publisher, date, made.url, made.language, made.note)
            self._new_sources.append((made.id, self._collection, fingerprint(made), *about))
            self.sources.add(identity)

    def measure(self, name: str, unit: str | None) -> int:
        """Return the number of a measure, which is made if it is new."""
        key = name, unit or ""
        if key not in self._measures:
            self._measures[key] = max(self._measures.values(), default=0) + 1
            self._new_measures.append((self._measures[key], *key))
        return self._measures[key]

    def keep(self, actors: set[str], sets: set[int], sources: set[str]) -> None:
        """Forget what was made for events that do not count: all but these."""
        made = self.actors
        made.rows = [row for row in made.rows if row[1] in actors]
        kept = {row[0] for row in made.rows}
        made.names = [row for row in made.names if row[1] in kept]
        self.sets.new = {num: themes for num, themes in self.sets.new.items() if num in sets}
        self._new_sources = [row for row in self._new_sources if row[0] in sources]

    def grown(self) -> dict[str, Rows]:
        """Return the rows to be added to tables that only grow; themes are numbered now."""
        new = self._new_themes()
        self._themes |= theme_numbers.numbered(self._themes, new)
        paths = {name: theme_numbers.path(name, self._themes) for name in self._themes}
        shared = [
            (num, number, common)
            for num, themes in self.sets.new.items()
            for number, common in members(paths[name] for name in themes)
        ]
        for theme in new.values():
            about = (theme.parent, theme.title, theme.description)
            self._theme_rows[theme.id] = (self._collection, fingerprint(theme), *about)
        names = [row for theme in new.values() for row in names_of(theme.id, theme.id, theme.title, *theme.aliases)]
        return {
            "actor": (COLUMNS, self.actors.rows),
            "actor_name": (NAME_COLUMNS, self.actors.names),
            "source": (_SOURCE, self._new_sources),
            "measure": (("num", "name", "unit"), self._new_measures),
            "theme_name": (("folded", "theme", "seq", "name"), names),
            "theme_set": (("num", "fingerprint"), [(num, fingerprint_of(each)) for num, each in self.sets.new.items()]),
            "theme_set_member": (("theme_set", "theme", "shared"), shared),
            "counted": (("kind", "subject"), [("theme", self._themes[name]) for name in new]),
        }

    def whole(self) -> dict[str, Rows]:
        """Return all rows of the tables that are written anew: themes, whose subtrees grow, and collections."""
        last = theme_numbers.lasts(self._themes)
        themes = [
            (num, last[name], name.count("/") + 1, name, *self._theme_rows[name][:2], *self._theme_rows[name][2:])
            for name, num in sorted(self._themes.items(), key=lambda item: item[1])
        ]
        titles = {self._collection: self._collection} | self._collections
        collections = [(name, title, None, 0) for name, title in sorted(titles.items())]
        return {"theme": (_THEME, themes), "collection": (("id", "title", "description", "curated"), collections)}

    def above(self) -> list[Row]:
        """Return (theme, the same or one above it, its depth) of all themes, by numbers."""
        paths = (theme_numbers.path(name, self._themes) for name in self._themes)
        return [(path[-1], number, depth) for path in paths for depth, number in enumerate(path, 1)]

    def _new_themes(self) -> dict[str, Theme]:
        made = [*self._dataset.themes(), *map(self._dataset.theme, self.sets.themes())]
        return {theme.id: theme for theme in made if theme.id not in self._themes}
