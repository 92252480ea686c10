"""How much speaks for two records being one event: reasons with weights that are fixed, so that a score stays the same.

Each reason adds to the logarithm of the odds, as in Fellegi and Sunter's theory of linked records; a score is the
probability that follows. Weights are not learnt from the events at hand: the score of a pair would change with every
other record, and nobody could say why.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.counted import counted
from dateline.dates import FAR_FUTURE, FAR_PAST, Match, day_text

if TYPE_CHECKING:
    from dateline.duplicates.corpus import Corpus

_ANY = (FAR_PAST, FAR_FUTURE)
PRIOR = -7.0
"""The odds before anything is known of a pair that shares rare words or actors."""
AGES = 30 * 365.25
MOST_OF_DAYS, _APART_IN_DAYS = 4.5, -1.5
_TITLE, _UNLIKE = 12.0, 0.5
"""What a title adds beyond the likeness from which it speaks for the pair."""
_NUMBERS = -6.0
_ALL_ACTORS, _SOME_ACTORS, _NO_ACTOR = 2.5, 1.0, -3.0
_ONE_PLACE, _OTHER_PLACE = 2.0, -2.5
_NEAR_KM, FAR_KM = 30.0, 120.0
_ONE_THEME, _OTHER_THEME = 0.7, -0.7
ACTORS, PLACES, THEMES = (_ALL_ACTORS, _NO_ACTOR), (_ONE_PLACE, _OTHER_PLACE), (_ONE_THEME, _OTHER_THEME)
"""What these add at most, and where they are surely not common."""
_TOGETHER = 20_000
_NUMBER = re.compile(r"\d+")
_ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8",
    "ninth": "9", "tenth": "10", "eleventh": "11", "twelfth": "12",
}  # fmt: skip


class Reason(NamedTuple):
    """What speaks for or against two records being one event, and its words."""

    weight: float
    text: str


def reasons(corpus: Corpus, one: int, other: int, title: float) -> list[Reason]:
    """Return what speaks for two events being one, and against it; `title` is the likeness of their titles, up to 1.

    Of their dates it looks at the possible days alone: `by_day` is exact.
    """
    found = [_by_days(corpus, one, other), Reason(of_titles(title), f"titles {title:.2f} alike")]
    return found + [each for by in _OTHERS if (each := by(corpus, one, other))]


def of_titles(alike: float) -> float:
    """Return what the likeness of titles weighs."""
    return _TITLE * (alike - _UNLIKE)


def odds(found: Iterable[Reason]) -> float:
    """Return the odds that reasons leave that two records are one event.

    >>> round(odds([Reason(4.5, ""), Reason(6.0, "")]), 1)
    33.1
    """
    return math.exp(PRIOR + sum(each.weight for each in found))


def _by_days(corpus: Corpus, one: int, other: int) -> Reason:
    """Return how much two dates say: the fewer days they leave open, the less likely they meet by chance."""
    (first, last), (start, end) = ((corpus.first[each], corpus.last[each]) for each in (one, other))
    if _ANY in ((first, last), (start, end)):
        return Reason(0.0, "undated")
    weight = min(MOST_OF_DAYS, 0.5 * math.log(max(1.0, AGES / (last - first + end - start + 1))))
    apart = max(start - last, first - end)
    if apart > 0:
        return Reason(weight + _APART_IN_DAYS, f"{counted(apart, 'day')} apart")
    return Reason(weight, "")


def by_day(corpus: Corpus, one: int, other: int) -> str | None:
    """Return in words how two dates meet, None if they share no day after all, as 1995 and "1994 or 1996" do not."""
    (first, last), (start, end) = ((corpus.first[each], corpus.last[each]) for each in (one, other))
    text = _by_days(corpus, one, other).text
    both = " and ".join(dict.fromkeys((corpus.dates[one], corpus.dates[other])))
    if text:
        return f"{both}: {text}"
    if first == last == start == end:
        return f"on one day, {both}"
    met = corpus.date(one).overlaps(corpus.date(other))
    if met is Match.IMPOSSIBLE:
        return None
    days = dict.fromkeys(day_text(each) or "" for each in (max(first, start), min(last, end)))
    return f"days overlap {'certainly' if met is Match.CERTAIN else 'possibly'} ({both}), by {' to '.join(days)}"


def _by_number(corpus: Corpus, one: int, other: int) -> Reason | None:
    """Return that the titles have other numbers: the third round is not the fourth."""
    a, b = (_numbers(corpus.folded[each]) for each in (one, other))
    if not (a - b and b - a):
        return None
    return Reason(_NUMBERS, f"numbers differ: {', '.join(sorted(a - b))} and {', '.join(sorted(b - a))}")


@lru_cache(_TOGETHER)
def _numbers(title: str) -> frozenset[str]:
    words = (_ORDINALS.get(word, word) for word in title.split())
    return frozenset(each.lstrip("0") for word in words for each in _NUMBER.findall(word))


def _by_actor(corpus: Corpus, one: int, other: int) -> Reason | None:
    """Return how many actors are common; a member counts as the whole that it belonged to."""
    few, more = sorted((corpus.actors[one], corpus.actors[other]), key=len)
    if not few:
        return None
    wholes = frozenset().union(*(corpus.related(each) for each in more))
    common = sum(each in wholes or not corpus.related(each).isdisjoint(more) for each in few)
    text = f"actors in common: {common} of {max(len(few), len(more))}" if common else "no actor common"
    return Reason(_ALL_ACTORS if common == len(few) else _SOME_ACTORS if common else _NO_ACTOR, text)


def _by_place(corpus: Corpus, one: int, other: int) -> Reason | None:
    """Return whether the places are one, by their coordinates or else by their names."""
    a, b = (corpus.places[each] for each in (one, other))
    named = bool(a and b and (f" {a} " in f" {b} " or f" {b} " in f" {a} "))
    here, there = ((corpus.latitude[each], corpus.longitude[each]) for each in (one, other))
    if not any(map(math.isnan, (*here, *there))):
        apart = kilometres(here, there)
        if apart <= _NEAR_KM:
            return Reason(_ONE_PLACE, f"{apart:.0f} km apart")
        if apart >= FAR_KM:
            return Reason(_OTHER_PLACE, f"{apart:,.0f} km apart")
    if named:
        return Reason(_ONE_PLACE, "one place")
    if not a or not b:
        return None
    from rapidfuzz import fuzz

    alike = fuzz.ratio(a, b) / 100
    if alike >= 0.75:
        return Reason(_ONE_PLACE / 2, f"places {alike:.2f} alike")
    return Reason(_OTHER_PLACE / 2, "other places")


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return how far two points of (latitude, longitude) in degrees lie apart on a sphere.

    >>> round(kilometres((53.9, 27.57), (55.75, 37.62)))
    676
    """
    (a, b), (c, d) = (map(math.radians, each) for each in (here, there))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _by_theme(corpus: Corpus, one: int, other: int) -> Reason | None:
    """Return whether the events have a theme, or a tree of themes, in common."""
    a, b = ({each.partition("/")[0] for each in corpus.themes[number]} for number in (one, other))
    if not a or not b:
        return None
    return Reason(_ONE_THEME, "one theme") if a & b else Reason(_OTHER_THEME, "other themes")


_OTHERS = (_by_number, _by_actor, _by_place, _by_theme)
