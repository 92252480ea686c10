"""What an expression means."""

from __future__ import annotations

from dateline.documents.finding.values import When, is_day
from dateline.light_classes import NamedTuple


class Meaning(NamedTuple):
    """A time, by which rule it was read, and whether the main line of the text is in it from here on.

    `reference` is past, present, future or none where no time can be named. `first` and `last` are tokens of the
    expression where a span has two times; `anchor` is the time that it counts from; where
    that is a date with more bounds than a plain one, `named` has its EDTF and the reference is anchored.
    """

    when: When | None
    rule: str
    main: bool = True
    reference: str | None = None
    first: int = 0
    last: int | None = None
    anchor: When | None = None
    named: str | None = None


def day_meaning(year: int, month: int, day: int, rule: str, *, main: bool = True) -> Meaning | None:
    """Return a day, None when there is no such one."""
    return Meaning(When(year, month, day, "day"), rule, main) if is_day(year, month, day) else None


def pointing(reference: str, rule: str = "points to no named time") -> Meaning:
    """Return the meaning of words that point to the past, the present or the future, or to none of them."""
    return Meaning(None, rule, main=False, reference=reference)
