"""Pairs of events that may be one, found and scored."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from dateline.counted import counted
from dateline.duplicates.blocking import candidates
from dateline.duplicates.corpus import Corpus
from dateline.duplicates.ranking import Pair, Ranked, ranked
from dateline.duplicates.scoring import by_day, odds, of_titles, reasons
from dateline.duplicates.sieve import Sieve
from dateline.duplicates.titles import Titles

THRESHOLD = 0.6
"""The score from which a pair is listed where nobody says; `bench/duplicates.py` says why."""
_RIVAL = 0.5
"""Pairs of this share of the odds that are asked for are kept, as they make others less likely."""


class Match(NamedTuple):
    """Two events that may be one, by their numbers, with the score and the reasons in words."""

    one: int
    other: int
    score: float
    reasons: tuple[str, ...]


class Found(NamedTuple):
    """What was found: pairs, the best first.

    `crowded` counts the groups of events that had too much in common to be compared, `shared` the pairs that are left
    out because one of the two fits several events that differ.
    """

    matches: list[Match]
    crowded: int
    shared: int


def found_in(corpus: Corpus, engine: Any, threshold: float = THRESHOLD, days: int = 0) -> Found:
    """Return the pairs whose score is at least `threshold`, the best first.

    Their possible days overlap, or lie at most so many days apart. `engine` is an open connection to DuckDB.
    """
    least = max(threshold, 0.01) / max(1 - threshold, 0.01) * _RIVAL
    pairs: list[Pair] = []
    crowded, sieve, titles = 0, Sieve(corpus), Titles(corpus.folded)
    for ones, others, left_out in candidates(corpus, engine, days):
        crowded += left_out
        kept, most = sieve.promising(ones, others, least)
        pairs += _weighed(
            corpus, titles, zip(ones[kept].tolist(), others[kept].tolist(), most.tolist(), strict=True), least
        )
    every = ranked(pairs, partial(_odds, corpus, titles))
    chosen = (_told(corpus, each) for each in every if each.score >= threshold)
    shared = sum(each.score < threshold <= each.pair.odds / (1 + each.pair.odds) for each in every)
    return Found([each for each in chosen if each], crowded, shared)


def _odds(corpus: Corpus, titles: Titles, one: int, other: int) -> float:
    """Return the odds that two events are one, none if no day is possible for both."""
    if corpus.first[one] > corpus.last[other] or corpus.first[other] > corpus.last[one]:
        return 0.0
    return odds(reasons(corpus, one, other, titles.likeness(corpus.folded[one], corpus.folded[other])))


def _weighed(corpus: Corpus, titles: Titles, pairs: Iterator[tuple[int, int, float]], least: float) -> Iterator[Pair]:
    """Yield the pairs that reach the odds `least`."""
    enough = math.log(least)
    for one, other, most in pairs:
        alike = titles.likeness(corpus.folded[one], corpus.folded[other])
        if most + of_titles(alike) >= enough:
            reached = odds(reasons(corpus, one, other, alike))
            if reached >= least:
                yield Pair(one, other, reached, alike)


def _told(corpus: Corpus, found: Ranked) -> Match | None:
    """Return a pair with its reasons in words, None if its dates share no day after all."""
    one, other, _, alike = found.pair
    met = by_day(corpus, one, other)
    if met is None:
        return None
    texts = [met, *(each.text for each in reasons(corpus, one, other, alike)[1:])]
    if found.rivals:
        texts.append(f"one of the two fits {counted(found.rivals, 'other event')} as well")
    return Match(one, other, round(found.score, 3), tuple(texts))
