"""The ids of actors and themes in the cells that the engine puts together (see dateline.storage.list_cells)."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.wire import escaped, split_list


class Names(dict[str, str]):
    """From an item of a cell, a number and what may follow it, to the same with the id; items are kept as they come."""

    def __init__(self, ids: Iterable[tuple[int, str]], special: str) -> None:
        super().__init__()
        self._ids = {str(number): escaped(identity, special) for number, identity in ids}

    def __missing__(self, item: str) -> str:
        number, blank, rest = item.partition(" ")
        text = self._ids[number] + blank + rest
        if len(self) < 262_144:
            self[item] = text
        return text

    def put_in(self, cell: str | None) -> str | None:
        """Return the cell with ids."""
        if cell is None:
            return None
        return "; ".join(map(self.__getitem__, split_list(cell) if "\\" in cell else cell.split("; ")))
