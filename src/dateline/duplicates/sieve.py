"""Pairs that cannot reach the odds asked for are left out many at a time, before reasons are looked for one by one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from dateline.duplicates import scoring
from dateline.duplicates.titles import roughly

if TYPE_CHECKING:
    from dateline.duplicates.corpus import Corpus

_ALIKE_AT_MOST = 0.12
"""So much more alike may titles be where their common words are the rare ones."""
_KM_OF_DEGREE = 111.2
_AT_LEAST = 0.9
"""Degrees to the east are shorter farther from the equator; so much of them is left within the distance that is far."""


class Sieve:
    """Knows of a corpus what is compared fast: days, coordinates, and bits that stand for actors and themes."""

    def __init__(self, corpus: Corpus) -> None:
        import numpy as np

        self._corpus = corpus
        self._first, self._last = (np.frombuffer(each, dtype=np.int64) for each in (corpus.first, corpus.last))
        self._latitude, self._longitude = (np.frombuffer(each) for each in (corpus.latitude, corpus.longitude))
        self._actors = _bits(corpus.actors, _itself), _bits(corpus.actors, corpus.related)
        self._themes = (_bits(corpus.themes, _tree),) * 2

    def promising(self, ones: Any, others: Any, odds: float) -> tuple[Any, Any]:
        """Return the places of the pairs that may reach some odds, and the most that each has but for its titles."""
        most = scoring.PRIOR + self._days(ones, others) + self._places(ones, others)
        most += _common(*self._actors, ones, others, scoring.ACTORS)
        most += _common(*self._themes, ones, others, scoring.THEMES)
        least = math.log(odds)
        (found,) = (most + scoring.of_titles(1.0) >= least).nonzero()
        alike = roughly(self._corpus, ones[found], others[found])
        found = found[most[found] + scoring.of_titles((alike + _ALIKE_AT_MOST).clip(max=1)) >= least]
        return found, most[found]

    def _days(self, ones: Any, others: Any) -> Any:
        import numpy as np

        days = (self._last[ones] - self._first[ones]) + (self._last[others] - self._first[others]) + 1
        return (0.5 * np.log(scoring.AGES / days.clip(min=1))).clip(0, scoring.MOST_OF_DAYS)

    def _places(self, ones: Any, others: Any) -> Any:
        """Return the most that places add: the least where they surely lie far apart."""
        import numpy as np

        north = (self._latitude[ones] - self._latitude[others]) * _KM_OF_DEGREE
        turned = np.abs(self._longitude[ones] - self._longitude[others])
        circle = np.cos(np.radians(self._latitude[ones])) * _KM_OF_DEGREE
        east = np.minimum(turned, 360 - turned) * circle * _AT_LEAST
        return np.where(np.hypot(north, east) > scoring.FAR_KM / _AT_LEAST, *reversed(scoring.PLACES))


def _common(own: Any, wholes: Any, ones: Any, others: Any, weights: tuple[float, float]) -> Any:
    """Return the most that common ones add, which is the least where there are surely none."""
    import numpy as np

    a, b = own[ones], own[others]
    common = (a & wholes[others]) | (wholes[ones] & b)
    return np.where(common != 0, weights[0], np.where((a == 0) | (b == 0), 0.0, weights[1]))


def _itself(name: str) -> tuple[str, ...]:
    return (name,)


def _tree(theme: str) -> tuple[str, ...]:
    return (theme.partition("/")[0],)


def _bits(lists: Sequence[tuple[str, ...]], expanded: Callable[[str], Iterable[str]]) -> Any:
    """Return for each list of names a number with a bit for each name, as it is expanded."""
    import numpy as np

    found = {names: _number(name for each in names for name in expanded(each)) for names in set(lists)}
    return np.array([found[names] for names in lists], dtype=np.uint64)


def _number(names: Iterable[str]) -> int:
    number = 0
    for name in names:
        number |= 1 << (crc32(name.encode()) % 64)
    return number
