"""Whether commitments were kept: the state of a deadline as of one day and as known on another.

Pure: no clock and no I/O; days are integers as in `dateline.dates.calendar`. See docs/semantics/deadlines.md.
"""

from dateline.deadlines.evaluate import Assessment, evaluate, summarise
from dateline.deadlines.evidence import Silence
from dateline.deadlines.horizons import Placement, place
from dateline.deadlines.reading_rules import RULES, cutoff
from dateline.deadlines.states import Certainty, State, closed_form

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
