"""Which records are known on a day (deadline semantics, §2 two clocks)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Literal

from dateline.model import Days, Standing

Weight = Literal["sure", "doubtful", "none"]


def weigh(known: Days | None, standing: Standing, known_at: int, *, in_doubt: bool = False) -> Weight:
    """Say how a record counts at the end of day `known_at`.

    "sure" counts in every world, "doubtful" in some: it is only claimed, its date is `in_doubt` (`2000?`), or it
    became known on one of several days that lie on both sides of `known_at`. "none" is retracted or not yet known.
    `known` None means always known.
    """
    first, last = (known_at, known_at) if known is None else known
    if standing == "retracted" or first > known_at:
        return "none"
    return "sure" if standing == "confirmed" and last <= known_at and not in_doubt else "doubtful"


def selections(weights: list[Weight]) -> Iterator[tuple[int, ...]]:
    """Yield, per world, the positions of the records that count in it, in order of entry.

    There are 2**n worlds for n doubtful records; a doubtful record is true or false whatever the others are.
    """
    choices = [{"sure": (True,), "doubtful": (True, False), "none": (False,)}[weight] for weight in weights]
    for choice in product(*choices):
        yield tuple(position for position, counted in enumerate(choice) if counted)
