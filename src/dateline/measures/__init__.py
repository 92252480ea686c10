"""Measures: numbers of events, with a name and perhaps a unit, that are known exactly or within bounds.

In a cell a measure is written `deaths [people] = 25 (20..40)`: unit, value and bounds may be missing, and a missing
bound is left out, as in `(20..)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import inf, isfinite, nan
from typing import Any

from dateline.model import Measure

KEYS = ("name", "value", "low", "high", "unit")
"""The keys of a measure on the wire, in their order."""
NAME_HINT = "a name is lower-case and begins with a letter: deaths, deaths_civilians, goldstein"
_NAME = re.compile(r"[^\W\d_][\w-]*")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_LONGEST = 100
_TEXT = re.compile(
    r"(?P<name>[^\[=\s]+)\s*(?:\[(?P<unit>(?:\\.|[^\\\]])*)\])?\s*=\s*(?P<value>[^\s(]+)?\s*"
    r"(?:\(\s*(?P<low>[^\s.()]*(?:\.\d[^\s.()]*)?)\s*\.\.\s*(?P<high>[^\s()]*)\s*\))?\s*",
    re.DOTALL,
)
_FORM = "measure {!r} is not of the form: name [unit] = value (low..high)"
_MOST_WHOLE = 10**15


def is_name(text: str) -> bool:
    """Tell whether a measure can be called so."""
    return len(text) <= _LONGEST and _NAME.fullmatch(text) is not None and text == text.lower()


def measure(name: str, value: Any = None, low: Any = None, high: Any = None, unit: str | None = None) -> Measure:
    """Return a measure of numbers, or of texts of numbers.

    Raises:
        ValueError: the name is none, there is no number, or the numbers contradict each other; the message says so.
    """
    if not is_name(name):
        raise ValueError(f"measure {name!r}: {NAME_HINT}")
    best, least, most = (_number(name, found) for found in (value, low, high))
    if best is None and least is None and most is None:
        raise ValueError(f"measure {name} has no number")
    known = [(each, said) for each, said in ((least, "low"), (best, "value"), (most, "high")) if each is not None]
    for (one, lower), (other, upper) in pairwise(known):
        if one > other:
            raise ValueError(f"measure {name}: {lower} {number_text(one)} is above {upper} {number_text(other)}")
    return Measure(name, best, least, most, unit or None)


def _number(name: str, found: Any) -> float | None:
    if found is None:
        return None
    plain = _NUMBER.fullmatch(found.strip()) if isinstance(found, str) else type(found) in (int, float)
    try:
        number = float(found) + 0.0 if plain else nan  # -0.0 is 0.0
    except OverflowError:
        number = nan
    if not isfinite(number):
        raise ValueError(f"measure {name}: {found!r} is not a number")
    return number


def in_order(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Return measures in order of their names; raises ValueError when one comes twice."""
    found = sorted(measures, key=lambda each: each.name)
    for one, other in pairwise(found):
        if one.name == other.name:
            raise ValueError(f"measure {one.name} comes twice")
    return tuple(found)


def bounds(value: float | None, low: float | None, high: float | None) -> tuple[float, float]:
    """Return the least and the greatest number that a measure may be; infinite where it has no bound."""
    if low is None and high is None:
        assert value is not None
        return value, value
    return -inf if low is None else low, inf if high is None else high


def plain_number(number: float) -> int | float:
    """Return a whole number as such, for people and for JSON."""
    return int(number) if abs(number) < _MOST_WHOLE and number == int(number) else number


def number_text(number: float) -> str:
    """Return a number as text, a whole one without a point."""
    return str(plain_number(number))


def measure_record(of: Measure) -> dict[str, Any]:
    """Return the wire form of a measure."""
    return record_of(of.name, of.value, of.low, of.high, of.unit)


def record_of(
    name: str, value: float | None, low: float | None, high: float | None, unit: str | None
) -> dict[str, Any]:
    """Return the wire form of what a measure holds."""
    numbers = (None if each is None else plain_number(each) for each in (value, low, high))
    return dict(zip(KEYS, (name, *numbers, unit or None), strict=True))


def measure_from_record(record: Any) -> Measure:
    """Return the measure of a wire record; raises ValueError."""
    if not isinstance(record, Mapping):
        raise ValueError("measures must be objects with name, value, low, high and unit")
    name, value, low, high, unit = (record.get(key) for key in KEYS)
    if unknown := sorted(str(key) for key in record.keys() - set(KEYS)):
        raise ValueError(f"measures have no key {unknown[0]!r}, only {', '.join(KEYS)}")
    if not isinstance(name, str) or not isinstance(unit, str | None):
        raise ValueError("name and unit of a measure must be texts")
    if any(isinstance(each, str) for each in (value, low, high)):
        raise ValueError(f"measure {name}: its numbers must not be texts")
    return measure(name, value, low, high, unit)


def measure_text(record: Mapping[str, Any]) -> str:
    """Return `name [unit] = value (low..high)` for a measure on the wire."""
    value, low, high = ("" if record[key] is None else str(record[key]) for key in ("value", "low", "high"))
    unit = f" [{_escaped(record['unit'])}]" if record["unit"] else ""
    between = f"({low}..{high})" if low or high else ""
    return f"{record['name']}{unit} = {' '.join(filter(None, (value, between)))}"


def measure_from_text(text: str) -> Measure:
    """Return the measure that `measure_text` wrote, an item of a cell; raises ValueError."""
    found = _TEXT.fullmatch(text.strip())
    if found is None:
        raise ValueError(_FORM.format(text))
    unit = re.sub(r"\\(.)", r"\1", found["unit"] or "", flags=re.DOTALL).strip()
    value, low, high = (found[key] or None for key in ("value", "low", "high"))
    return measure(found["name"], value, low, high, unit or None)


def _escaped(text: str) -> str:
    return re.sub(r"([\\;\[\]])", r"\\\1", text)
