"""Whether commitments were kept: the state of a deadline as of one day and as known on another.

Pure: no clock and no I/O; days are integers as in `dateline.dates.calendar`. See docs/semantics/deadlines.md. The
rules by which due dates are read are imported when they are first asked for: a list of deadlines reads none.
"""

from __future__ import annotations

from dateline.deadlines.closed_form import closed_form
from dateline.deadlines.evaluate import Assessment, Certainty, State, evaluate, summarise
from dateline.deadlines.evidence import Silence
from dateline.deadlines.horizons import Placement, place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dateline.deadlines.reading_rules import RULES, cutoff

__all__ = [
    "RULES",
    "Assessment",
    "Certainty",
    "Placement",
    "Silence",
    "State",
    "closed_form",
    "cutoff",
    "evaluate",
    "place",
    "summarise",
]


def __getattr__(name: str) -> object:
    """Import the reading rules (PEP 562)."""
    if name not in ("RULES", "cutoff"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from dateline.deadlines import reading_rules

    return getattr(reading_rules, name)
