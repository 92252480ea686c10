"""Which ids came before, in eight bytes of memory for each."""

from __future__ import annotations

from typing import Any

import numpy

_MOST = 1 << 24
"""So many ids are known at most: of more, nothing is told."""


class KnownIds:
    """The hashes of ids in runs, sorted, each less than half as long as the one before it."""

    def __init__(self) -> None:
        self._runs: list[Any] = []
        self._number = 0

    def add(self, ids: Any) -> bool:
        """Add an array of ids, and tell whether each is surely another one than all before it."""
        self._number += len(ids)
        if self._number > _MOST:
            self._runs = []
            return False
        hashes = numpy.sort(numpy.fromiter(map(hash, ids.to_pylist()), numpy.int64, len(ids)))
        apart = not (hashes[1:] == hashes[:-1]).any() and not any(_meet(run, hashes) for run in self._runs)
        self._runs.append(hashes)
        while len(self._runs) > 1 and 2 * len(self._runs[-1]) >= len(self._runs[-2]):
            merged = numpy.concatenate([self._runs.pop(), self._runs.pop()])
            merged.sort()
            self._runs.append(merged)
        return apart


def _meet(run: Any, hashes: Any) -> bool:
    """Tell whether one of the hashes is in a run."""
    places = numpy.searchsorted(run, hashes)
    places[places == len(run)] = 0
    return bool((run[places] == hashes).any())
