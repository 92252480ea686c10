"""The columns that put an actor under a country: each pair of actor and state is told once, before its row's event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dateline.formats.incoming import Belonging, Item

_Sides = tuple[tuple[int, int], ...]


class Countries:
    """Watches rows of cells: `sides` are the places of an actor and of its country among them.

    `below` gives the actors of the two cells, each with the id of its state.
    """

    def __init__(self, sides: _Sides, below: Callable[[str, str], Iterable[tuple[str, str]]]) -> None:
        self._sides, self._below = sides, below
        self._seen: set[tuple[str, str]] = set()
        self._pending: list[Belonging] = []

    def watched(self, read: Callable[..., Item]) -> Callable[..., Item]:
        """Return what reads a row as `read` does, and notes to whom its actors belong."""
        ((first, its), (second, other)) = self._sides
        seen = self._seen

        def watching(line: int, *cells: str) -> Item:
            source, target = (cells[first], cells[its]), (cells[second], cells[other])
            if source not in seen:
                self._note(line, source)
            if target not in seen:
                self._note(line, target)
            return read(line, *cells)

        return watching

    def _note(self, line: int, pair: tuple[str, str]) -> None:
        self._seen.add(pair)
        self._pending += [Belonging(line, actor, state) for actor, state in self._below(*pair) if actor != state]

    def told(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items, what was noted before each."""
        for item in items:
            if self._pending:
                yield from self._pending
                self._pending.clear()
            yield item
