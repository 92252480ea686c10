"""Sets of themes of events: each set is stored once, however many events have it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from itertools import islice

import sqlalchemy as sa

from dateline.storage.derived.fingerprints import fingerprint_of
from dateline.storage.derived.theme_tree import paths
from dateline.storage.engines.writing import append
from dateline.storage.schema.tables import theme, theme_set, theme_set_member

Path = tuple[int, ...]
"""The numbers of the themes from the top of the tree down to one."""


class NewSets:
    """Gives sets of themes their numbers; `new` are those that are not `stored` yet, so many as there are."""

    def __init__(self, stored: int) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}
        self.new: dict[int, tuple[str, ...]] = {}
        self._stored = stored

    def number(self, themes: tuple[str, ...]) -> int:
        """Return the number of the set of these themes, in any order."""
        found = self._numbers.get(themes)
        if found is None:
            distinct = tuple(sorted(set(themes)))
            found = self._numbers.get(distinct) or self._known(distinct) or self._next(distinct)
            self._numbers[distinct] = self._numbers[themes] = found
        return found

    def forget(self, after: int) -> None:
        """Forget the new sets but the first so many, which no event bears after all."""
        self.new = dict(islice(self.new.items(), after))
        last = self._stored + after
        self._numbers = {themes: number for themes, number in self._numbers.items() if number <= last}

    @abstractmethod
    def _known(self, themes: tuple[str, ...]) -> int | None:
        """Return the number of a set that is stored."""

    def _next(self, themes: tuple[str, ...]) -> int:
        num = self._stored + len(self.new) + 1
        self.new[num] = themes
        return num

    def themes(self) -> Iterator[str]:
        """Yield the ids of the themes of new sets, each after those above it in its path."""
        for name in dict.fromkeys(name for themes in self.new.values() for name in themes):
            parts = name.split("/")
            yield from ("/".join(parts[:end]) for end in range(1, len(parts) + 1))


class ThemeSets(NewSets):
    """The sets of a database; those that are new are written when their themes have their numbers."""

    def __init__(self, connection: sa.Connection) -> None:
        super().__init__(connection.execute(sa.select(sa.func.max(theme_set.c.num))).scalar() or 0)
        self._connection = connection

    def _known(self, themes: tuple[str, ...]) -> int | None:
        if not self._stored:
            return None
        of = theme_set.c
        return self._connection.execute(sa.select(of.num).where(of.fingerprint == fingerprint_of(themes))).scalar()

    def write(self) -> None:
        """Write the new sets; their themes must be numbered."""
        above = paths(self._connection) if self.new else {}
        sets = [(num, fingerprint_of(themes)) for num, themes in self.new.items()]
        append(self._connection, "theme_set", ("num", "fingerprint"), sets)
        rows = [
            (num, number, shared)
            for num, themes in self.new.items()
            for number, shared in members(above[name] for name in themes)
        ]
        append(self._connection, "theme_set_member", ("theme_set", "theme", "shared"), rows)
        self._stored += len(self.new)
        self.new = {}


def members(of: Iterable[Path]) -> Iterator[tuple[int, int]]:
    """Yield (theme, shared) of a set given by paths, in the order of the tree (see `dateline.storage.schema.tables`).

    >>> list(members([(1, 4), (1, 2, 3), (1, 2), (7,)]))
    [(2, 0), (3, 2), (4, 1), (7, 0)]
    """
    before: Path = ()
    for path in sorted(of, key=lambda path: path[-1]):
        yield path[-1], next((i for i, (a, b) in enumerate(zip(before, path, strict=False)) if a != b), len(before))
        before = path


def share_anew(connection: sa.Connection) -> None:
    """Work out `shared` anew, when themes stand elsewhere in the tree."""
    above = {path[-1]: path for path in paths(connection).values()}
    of = theme_set_member.c
    sets: dict[int, list[Path]] = {}
    for num, each in connection.execute(sa.select(of.theme_set, of.theme)):
        sets.setdefault(num, []).append(above[each])
    connection.execute(sa.delete(theme_set_member))
    rows = [(num, number, shared) for num, found in sets.items() for number, shared in members(found)]
    append(connection, "theme_set_member", ("theme_set", "theme", "shared"), rows)


def forget_sets_with(connection: sa.Connection, identity: str) -> None:
    """Delete the sets with a theme, which no event bears any more."""
    of = theme_set_member.c
    number = sa.select(theme.c.num).where(theme.c.id == identity).scalar_subquery()
    gone = connection.execute(sa.select(of.theme_set).where(of.theme == number)).scalars().all()
    for num in gone:
        connection.execute(sa.delete(theme_set_member).where(of.theme_set == num))
        connection.execute(sa.delete(theme_set).where(theme_set.c.num == num))
