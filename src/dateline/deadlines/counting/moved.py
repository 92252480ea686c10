"""Due dates whose last compliant days have moved because they were counted anew."""

from __future__ import annotations

from typing import NamedTuple

from dateline.counting import Counting
from dateline.model import Days, DueAssertion


class Moved(NamedTuple):
    """A due date whose last compliant days are others, `now`, once it is counted anew."""

    deadline: str
    kind: str
    before: Days
    now: Days


def same_count(first: DueAssertion, second: DueAssertion) -> bool:
    """Tell whether two due dates say the same of their counting, apart from what other records say of it."""
    if first.counting is None or second.counting is None:
        return False
    return _said(first.counting) == _said(second.counting)


def _said(counting: Counting) -> object:
    own = {**counting.record, "start": None, "tz": None, "alternatives": None}
    return own, [_said(each) for each in counting.alternatives]
