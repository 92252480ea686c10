"""Whether a due date lies before or after an expected event, such as an election."""

from __future__ import annotations

from typing import Literal

from dateline.model import Days

Placement = Literal["within", "beyond", "possibly_beyond"]


def place(cutoff: Days, horizon: Days) -> Placement:
    """Say whether a cutoff falls within a horizon, whose own day may be imprecise.

    The day of the horizon itself is within it. Source: deadline semantics, §5 (docs/semantics/deadlines.md).
    """
    if cutoff[0] > horizon[1]:
        return "beyond"
    return "within" if cutoff[1] <= horizon[0] else "possibly_beyond"
