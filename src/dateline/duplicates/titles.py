"""How alike two titles are: words weigh the more the rarer they are, and may be spelt otherwise (soft TF-IDF)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.duplicates.corpus import Corpus

_ONE_WORD = 0.75
"""Words that are so much alike are one word in two spellings."""
_TOGETHER = 20_000
_MORE_TITLES = 1_000
"""So many titles are taken to stand beside those that are there: in a few titles no word is common."""


class Titles:
    """Compares the titles of a corpus; both must be folded."""

    def __init__(self, titles: Iterable[str]) -> None:
        found: Counter[str] = Counter()
        number = _MORE_TITLES
        for title in titles:
            found.update(set(title.split()))
            number += 1
        most = math.log(number)
        self._weights = {word: most - math.log(times) for word, times in found.items() if times > 1}
        self._most = most
        self._words = lru_cache(_TOGETHER)(self._words_of)

    def likeness(self, one: str, other: str) -> float:
        """Return how alike two titles are, from 0 to 1, in whatever order their words stand."""
        (a, weight), (b, others) = self._words(one), self._words(other)
        if not weight + others:
            return 0.0
        common = a.keys() & b.keys()
        met = 2 * sum(a[word] for word in common)
        left, right = ([word for word in words if word not in common] for words in (a, b))
        if left and right:
            met += self._spelt(a, left, b, right)
        return met / (weight + others)

    def _words_of(self, title: str) -> tuple[dict[str, float], float]:
        words = {word: self._weights.get(word, self._most) for word in title.split()}
        return words, sum(words.values())

    def _spelt(self, a: dict[str, float], left: Iterable[str], b: dict[str, float], right: list[str]) -> float:
        """Return what words in two spellings weigh together."""
        from rapidfuzz import fuzz, process

        met, free = 0.0, list(right)
        for word in left:
            best = process.extractOne(word, free, scorer=fuzz.ratio, score_cutoff=100 * _ONE_WORD) if free else None
            if best is not None:
                met += (a[word] + b[best[0]]) * best[1] / 100
                free.remove(best[0])
        return met


def roughly(corpus: Corpus, ones: Any, others: Any) -> Any:
    """Return how alike the titles of many pairs of events are, from 0 to 1, whatever their words weigh."""
    from rapidfuzz import fuzz, process

    a, b = ([corpus.folded[each] for each in side.tolist()] for side in (ones, others))
    return process.cpdist(a, b, scorer=fuzz.token_sort_ratio, workers=-1) / 100
