"""What is asked of measures: `deaths >= 25`, answered with certain, possible or impossible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from dateline.dates import Match
from dateline.errors import InvalidQuery
from dateline.light_classes import NamedTuple
from dateline.measures import bounds, is_name

SIGNS = (">=", "<=", ">", "<", "=", "!=")
"""The comparisons, as queries write them."""
_MEASURE = r"\s*(?P<name>[^\s\[<>=!]+)\s*(?:\[(?P<unit>[^\[\]]*)\])?\s*"
_CONDITION = re.compile(_MEASURE + r"(?P<sign>>=|<=|==|!=|<>|>|<|=)\s*(?P<number>\S+)\s*")
_ALONE = re.compile(_MEASURE)
_SAME = {"==": "=", "<>": "!="}
_HINT = f"a measure, one of {' '.join(SIGNS)} and a number: --where 'deaths >= 25', --where 'deaths [people] < 10'"


class Wanted(NamedTuple):
    """A measure by its name, and by its unit where that matters; an empty unit is asked for as that of no unit."""

    name: str
    unit: str | None = None

    def __str__(self) -> str:
        return self.name if self.unit is None else f"{self.name} [{self.unit}]"


class Condition(NamedTuple):
    """That a measure compares so with a number; an event without the measure never meets it."""

    measure: Wanted
    sign: str
    number: float


def condition_of(text: str) -> Condition:
    """Return the condition that a text says.

    Raises:
        InvalidQuery: it says none.
    """
    found = _CONDITION.fullmatch(text)
    number = _number_of(found["number"]) if found else None
    if found is None or number is None or not is_name(found["name"].lower()):
        raise InvalidQuery(f"--where {text!r} is not a condition on a measure", _HINT)
    return Condition(_wanted(found), _SAME.get(found["sign"], found["sign"]), number)


def wanted_measure(text: str) -> Wanted:
    """Return the measure that a text names, perhaps with its unit: `deaths`, `deaths [people]`.

    Raises:
        InvalidQuery: it names none.
    """
    found = _ALONE.fullmatch(text)
    if found is None or not is_name(found["name"].lower()):
        raise InvalidQuery(f"{text!r} is not the name of a measure", "for example deaths, or 'deaths [people]'")
    return _wanted(found)


def _wanted(found: re.Match[str]) -> Wanted:
    unit = found["unit"]
    return Wanted(found["name"].lower(), None if unit is None else unit.strip())


def _number_of(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def judged(condition: Condition, low: float, high: float) -> Match:
    """Return how a number between `low` and `high` meets a condition."""
    _, sign, number = condition
    if sign == "!=":
        return (Match.POSSIBLE if low < high else Match.IMPOSSIBLE) if low <= number <= high else Match.CERTAIN
    surely, perhaps = {
        ">=": (low >= number, high >= number),
        ">": (low > number, high > number),
        "<=": (high <= number, low <= number),
        "<": (high < number, low < number),
        "=": (low == high == number, low <= number <= high),
    }[sign]
    return Match.CERTAIN if surely else Match.POSSIBLE if perhaps else Match.IMPOSSIBLE


def surely_meets(conditions: Iterable[Condition], measures: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether measures on the wire meet all conditions for certain."""
    found = {each["name"]: bounds(each["value"], each["low"], each["high"]) for each in measures}
    return all(
        each.measure.name in found and judged(each, *found[each.measure.name]) == Match.CERTAIN for each in conditions
    )
