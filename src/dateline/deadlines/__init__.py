"""Whether commitments were kept: the state of a deadline as of one day and as known on another.

Pure: no clock and no I/O; days are integers as in `dateline.dates.calendar`. See docs/semantics/deadlines.md.
Horizons and the rules by which due dates are read are imported when they are first asked for: a list needs neither.
"""

from __future__ import annotations

from dateline.deadlines.evaluate import Assessment, evaluate, summarise
from dateline.deadlines.evidence import Silence
from dateline.deadlines.states import Certainty, State, closed_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dateline.deadlines.horizons import Placement, place
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
    """Import what is asked for (PEP 562)."""
    from importlib import import_module

    home = {"RULES": "reading_rules", "cutoff": "reading_rules", "Placement": "horizons", "place": "horizons"}.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
