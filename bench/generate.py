"""Made-up events in the CSV that dateline exports: the same rows for the same number, streamed at constant memory.

    python bench/generate.py 1000000 events.csv

Actors are Zipfian, two to an event on average; one or two themes come from a tree of 300, three deep; 90 % of the dates
are days, 6 % months, 3 % years and 1 % decades of 1979 to 2026. Events come nearly in order of date, as a feed brings
them. Every text is ASCII, so that a hand-written lower() and replace() folds it as dateline does.
"""

from __future__ import annotations

import random
import sys
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, product
from math import isqrt

HEADER = (
    "id,date,date_text,earliest,latest,match,title,description,kind,place,latitude,longitude,actors,themes,citations,"
    "confidence"
)
FIRST, LAST = date(1979, 1, 1), date(2026, 12, 31)
_SPAN = (LAST - FIRST).days + 1
_BATCH = 10_000
_PRECISIONS = (90, 6, 3, 1)

_NOUNS = (
    "parliament", "government", "minister", "president", "council", "border", "army", "union", "market", "bank",
    "court", "embassy", "factory", "harbour", "railway", "region", "province", "village", "company", "newspaper",
    "school", "hospital", "delegation", "committee", "party", "movement", "coalition", "treaty", "budget", "tariff",
    "pipeline", "reactor", "bridge", "airport", "fleet", "brigade", "garrison", "customs", "police", "prosecutor",
)  # fmt: skip
_VERBS = (
    "meets", "warns", "praises", "rejects", "approves", "criticises", "visits", "leaves", "joins", "signs",
    "suspends", "opens", "closes", "attacks", "defends", "funds", "audits", "accuses", "sues", "supports",
    "investigates", "delays", "announces", "cancels", "renews",
)  # fmt: skip
_ADJECTIVES = (
    "new", "joint", "northern", "southern", "eastern", "western", "secret", "public", "annual", "former", "rival",
    "neighbouring", "foreign", "local", "provisional", "disputed", "long-awaited",
)  # fmt: skip
_ENDINGS = (
    "the talks went on for two days, and no date was set for another round.",
    "both sides spoke of progress, though nothing was signed.",
    "witnesses, some of whom were questioned later, told different stories.",
    "the decision, taken in the morning, was published the same evening.",
    "prices rose at once, wages only in the following year.",
    "there was no comment, neither from the ministry nor from the region.",
)
_KINDS = ("statement", "meeting", "agreement", "protest", "strike", "election", "visit", "clash")
_CONFIDENCES = ("", "", "", "high", "high", "medium", "low")
_ROLES = ("", "", "", "", " (host)", " (guest)", " (signatory)")
_ROOTS = ("culture", "defence", "economy", "energy", "justice", "politics")
_BRANCHES = ("agreements", "budget", "disputes", "institutions", "personnel", "reform", "trade")
_LEAVES = ("allies", "cities", "neighbours", "public", "regions", "world")


def number_of_actors(events: int) -> int:
    """Return how many actors there are to choose from: 20,000 for a million events."""
    return 20 * isqrt(events)


def actor_id(rank: int) -> str:
    """Return the id of the actor that is the `rank`-th most common, from 1."""
    return f"actor-{rank}"


def themes() -> list[str]:
    """Return the ids of the themes in pre-order, siblings by id."""
    found = []
    for root in _ROOTS:
        found.append(root)
        for branch in _BRANCHES:
            found.append(f"{root}/{branch}")
            found += [f"{root}/{branch}/{leaf}" for leaf in _LEAVES]
    return found


def dated(day: date) -> list[str]:
    """Return the cells `date`, `date_text`, `earliest` and `latest` of the day, month, year and decade of `day`."""
    year, month, decade = day.year, f"{day:%Y-%m}", day.year // 10
    return [
        f"{day},,{day},{day}",
        f"{month},in {month},{month}-01,{month}-{monthrange(year, day.month)[1]}",
        f"{year},in {year},{year}-01-01,{year}-12-31",
        f"{decade}X,in the {decade}0s,{decade}0-01-01,{decade}9-12-31",
    ]


def lines(events: int, seed: int = 5) -> Iterator[str]:
    """Yield batches of whole lines, the header first."""
    draw = random.Random(seed)
    yield HEADER + "\n"
    deck = _Deck(draw, events)
    width = len(str(events))
    for start in range(0, events, _BATCH):
        numbers = range(start, min(start + _BATCH, events))
        yield "".join(deck.batch(numbers, width, events))


class _Deck:
    """Everything that is drawn from, made once."""

    def __init__(self, draw: random.Random, events: int) -> None:
        self._draw = draw
        self._dates = [dated(FIRST + timedelta(n)) for n in range(_SPAN)]
        self._actors = range(1, number_of_actors(events) + 1)
        self._actor_weights = list(accumulate(1 / rank for rank in self._actors))
        self._bearings = list(self._drawn_themes(20_000))
        self._titles = [" ".join(words) for words in product(_ADJECTIVES, _NOUNS, _VERBS)]
        self._objects = [" ".join(words) for words in product(_ADJECTIVES, _NOUNS)]
        self._places = self._with_coordinates()
        self._sources = [f"source-{n}" for n in range(1, 51)]

    def _with_coordinates(self) -> list[str]:
        """Return the cells `place`, `latitude` and `longitude` of 200 towns and of no place."""
        towns = [f"{noun.capitalize()} {side}" for noun in _NOUNS for side in ("Hill", "Bay", "Town", "Bridge", "Wood")]
        where = (f"{self._draw.uniform(-60, 70):.4f},{self._draw.uniform(-179, 179):.4f}" for _ in towns)
        return ["", *(f"{town},{degrees}" for town, degrees in zip(towns, map(_shortest, where), strict=True))]

    def _drawn_themes(self, size: int) -> Iterator[str]:
        """Yield cells `themes`: one or two, in the order of the tree, some themes far more often than others."""
        names = themes()
        weights = list(accumulate(self._draw.random() ** 2 for _ in names))
        for number in self._draw.choices((1, 2), k=size):
            places = self._draw.choices(range(len(names)), cum_weights=weights, k=number)
            yield "; ".join(names[place] for place in sorted(set(places)))

    def batch(self, numbers: range, width: int, events: int) -> Iterator[str]:
        """Yield the lines of the events `numbers`."""
        size, choices = len(numbers), self._draw.choices
        columns = zip(
            numbers,
            choices(range(4), weights=_PRECISIONS, k=size),
            choices(self._titles, k=size),
            choices(self._objects, k=size),
            choices(_ENDINGS, k=size),
            choices(_KINDS, k=size),
            choices(self._places, k=size),
            self._parties(size),
            choices(self._bearings, k=size),
            choices(self._sources, k=size),
            choices(range(1, 901), k=size),
            choices(_CONFIDENCES, k=size),
            strict=True,
        )
        for number, precision, title, object_, ending, kind, place, actors, bears, source, page, confidence in columns:
            when = self._dates[number * _SPAN // events][precision]
            yield (
                f'e{number:0{width}},{when},certain,{title} {object_},"{title.capitalize()} {object_}: {ending}",'
                f"{kind},{place or ',,'},{actors},{bears},{source} (p. {page}),{confidence}\n"
            )

    def _parties(self, size: int) -> Iterator[str]:
        """Yield the cell `actors` of so many events: one to three different ones, some with a role."""
        choices = self._draw.choices
        ranks = iter(choices(self._actors, cum_weights=self._actor_weights, k=3 * size))
        roles = iter(choices(_ROLES, k=3 * size))
        for number in choices((1, 2, 3), weights=(3, 4, 3), k=size):
            three = next(ranks), next(ranks), next(ranks)
            yield "; ".join(f"{actor_id(rank)}{next(roles)}" for rank in dict.fromkeys(three[:number]))


def _shortest(degrees: str) -> str:
    """Return two numbers as Python writes them."""
    return ",".join(str(float(each)) for each in degrees.split(","))


def write(events: int, path: str) -> None:
    """Write the CSV of so many events."""
    with open(path, "w", encoding="ascii", newline="") as stream:
        stream.writelines(lines(events))


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.argv[2])
