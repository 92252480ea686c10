"""The ids of actors and themes in the cells that the engine puts together (see dateline.storage.list_cells)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dateline.wire import escaped, split_list

_MOST_KEPT = 262_144


class ActorCells:
    """Puts the ids of actors where their numbers stand; items of cells are kept as they come."""

    def __init__(self, ids: Iterable[tuple[int, str]]) -> None:
        self._ids = {str(number): escaped(identity) for number, identity in ids}
        self._items: dict[str, str] = {}

    def __call__(self, cell: str | None) -> str | None:
        """Return the cell with ids."""
        if cell is None:
            return None
        items = split_list(cell) if "\\" in cell else cell.split("; ")
        return "; ".join([self._ids.get(item) or self._items.get(item) or self._item(item) for item in items])

    def _item(self, item: str) -> str:
        number, blank, rest = item.partition(" ")
        text = self._ids[number] + blank + rest
        if len(self._items) < _MOST_KEPT:
            self._items[item] = text
        return text


class ThemeCells(dict[int | None, str | None]):
    """From the number of a set of themes to its cell; `themes_of` gives the ids of a set."""

    def __init__(self, themes_of: Callable[[int], Iterable[str]]) -> None:
        super().__init__({None: None})
        self._themes_of = themes_of

    def __missing__(self, number: int | None) -> str | None:
        text = "; ".join(escaped(name, ";") for name in self._themes_of(number)) if number is not None else None
        if len(self) < _MOST_KEPT:
            self[number] = text
        return text
