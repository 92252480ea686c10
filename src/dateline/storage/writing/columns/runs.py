"""Numbers sorted with little memory: in runs, which wait in a file and are merged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy

TOGETHER = 1_000_000
"""So many numbers are merged at a time."""
_SIZE = 8
Numpy = Any
"""An array of numpy."""


class Runs:
    """Sorted runs of whole numbers, each number once in a run, in a file that is there for them."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._lengths: list[int] = []
        self._last: Numpy = numpy.empty(0, numpy.int64)

    def add(self, numbers: Numpy) -> None:
        """Add a run; the one before it goes to the file."""
        if len(self._last):
            with open(self._path, "ab") as stream:
                self._last.tofile(stream)
            self._lengths.append(len(self._last))
        numbers.sort()
        self._last = numbers[distinct(numbers)]

    def merged(self) -> Iterator[Numpy]:
        """Yield all numbers in their order, some at a time, each once; nothing is left afterwards."""
        held, self._last = self._last, numpy.empty(0, numpy.int64)
        if not self._lengths:
            yield held
            return
        with open(self._path, "rb") as stream:
            starts = numpy.cumsum([0, *self._lengths[:-1]]).tolist()
            each = max(1, TOGETHER // len(starts))
            runs = [_Run(stream, start, length, each) for start, length in zip(starts, self._lengths, strict=True)]
            yield from _merged([_Held(held), *runs])


def distinct(numbers: Numpy) -> Numpy:
    """Return which of sorted numbers differ from the one before them."""
    return numpy.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]


class _Held:
    """A run in memory."""

    def __init__(self, numbers: Numpy) -> None:
        self.there = numbers

    @property
    def ended(self) -> bool:
        """Whether nothing is to come behind the numbers that are there."""
        return True

    def upto(self, last: int | None) -> Numpy:
        """Take the numbers out that are there, up to one."""
        place = len(self.there) if last is None else int(numpy.searchsorted(self.there, last, "right"))
        found, self.there = self.there[:place], self.there[place:]
        return found


class _Run(_Held):
    """A run in a file, of which some numbers at a time are there."""

    def __init__(self, stream: Any, start: int, length: int, each: int) -> None:
        super().__init__(numpy.empty(0, numpy.int64))
        self._stream, self._place, self._left, self._each = stream, start, length, each
        self.fill()

    @property
    def ended(self) -> bool:
        return not self._left

    def fill(self) -> None:
        """Read on, when none of the numbers is there any more."""
        if not len(self.there) and self._left:
            self._stream.seek(self._place * _SIZE)
            self.there = numpy.fromfile(self._stream, numpy.int64, min(self._each, self._left))
            self._place, self._left = self._place + len(self.there), self._left - len(self.there)


def _merged(runs: list[Any]) -> Iterator[Numpy]:
    while runs:
        last = min((int(run.there[-1]) for run in runs if not run.ended), default=None)
        found = numpy.concatenate([run.upto(last) for run in runs])
        found.sort(kind="stable")  # which merges what is sorted
        yield found[distinct(found)]
        for run in runs:
            if isinstance(run, _Run):
                run.fill()
        runs = [run for run in runs if len(run.there)]
