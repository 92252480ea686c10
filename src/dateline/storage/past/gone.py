"""What of the events of now was not there, or was otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dateline.storage.history.states import Numbers

OF_EVENTS = {"event": "num"} | dict.fromkeys(
    ("participant", "event_citation", "event_measure", "event_actor", "event_theme", "event_claims", "claimed_actor"),
    "event",
)
"""The tables that grow with events, and their columns of the numbers of events."""
COUNTS = ("counted", "day_count")
"""What is counted already holds for the events of now: where others come or go, it is counted when asked for."""


class Gone(NamedTuple):
    """Which events of now were not there, or were others: ranges of numbers, in order, and single `numbers`."""

    ranges: list[Numbers]
    numbers: list[int]

    def left(self, column: str) -> str:
        """Return the condition that an event is as it is now."""
        terms = [f"{column} NOT BETWEEN {first} AND {last}" for first, last in self.ranges]
        terms += [f"{column} NOT IN (SELECT num FROM gone)"] if self.numbers else []
        return " AND ".join(terms) or "1 = 1"


def joined(ranges: Iterable[Numbers], parted: Callable[[int, int], bool]) -> list[Numbers]:
    """Return ranges of numbers in order, those joined that are not `parted` by an event between two numbers."""
    found: list[Numbers] = []
    for first, last in sorted(ranges):
        if found and not parted(found[-1][1], first):
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
