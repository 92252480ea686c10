"""The ids of actors and themes in the list cells of CSV that the engine builds (`statements.list_cells`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dateline.wire import escaped, split_list

_MOST_KEPT = 262_144


class ActorCells:
    """Puts the ids of actors where their numbers stand; items of cells are kept as they come."""

    def __init__(self, ids: Iterable[tuple[Any, ...]]) -> None:
        self._items = _Items({"": "", _END: _END} | {str(number): escaped(identity) for number, identity in ids})

    def __call__(self, cells: Sequence[str | None]) -> list[str]:
        """Return the cells with ids, an empty one for None: those of many events at a time, which is half the work."""
        items = _BETWEEN.join([cell or "" for cell in cells])
        if "\\" in items:  # a "; " may belong to an item
            return ["; ".join([self._items[item] for item in split_list(cell or "")]) for cell in cells]
        return "; ".join([self._items[item] for item in items.split("; ")]).split(_BETWEEN)


_END = "\n"
"""Stands between cells as an item does that no cell has: items begin with a number, and a ; in them is escaped."""
_BETWEEN = f"; {_END}; "


class _Items(dict[str, str]):
    """From the item with a number to the item with an id; the numbers alone are known from the start."""

    def __missing__(self, item: str) -> str:
        number, blank, rest = item.partition(" ")
        text = self[number] + blank + rest
        if len(self) < _MOST_KEPT:
            self[item] = text
        return text


class ThemeCells:
    """The cells of sets of themes by their numbers; `themes_of` gives the ids of some sets."""

    def __init__(self, themes_of: Callable[[Iterable[int | None]], Mapping[int | None, Iterable[str]]]) -> None:
        self._themes_of = themes_of
        self._cells: dict[int | None, str] = {}

    def __call__(self, sets: Sequence[int | None]) -> list[str]:
        """Return the cells of some sets, those not known yet asked for together."""
        cells = self._cells
        if lacking := {number for number in sets if number not in cells}:
            if len(cells) > _MOST_KEPT:
                cells.clear()
                lacking = set(sets)
            themes = self._themes_of(lacking)
            cells |= {number: "; ".join([escaped(name, ";") for name in themes[number]]) for number in lacking}
        return [cells[number] for number in sets]
