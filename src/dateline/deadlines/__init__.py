"""Whether commitments were kept: the state of a deadline as of one day, as known on another.

Pure: no clock and no I/O; days are integers as in `dateline.dates.calendar`. See docs/semantics/deadlines.md. The names
of the package are imported when they are first used: the table of states needs none of them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dateline.deadlines.evaluation import Assessment, evaluate, summarise
    from dateline.deadlines.evidence import Silence
    from dateline.deadlines.horizons import Placement, place
    from dateline.deadlines.reading_rules import RULES, cutoff
    from dateline.deadlines.states import Certainty, State, closed_form

__all__ = [
    "RULES", "Assessment", "Certainty", "Placement", "Silence", "State", "closed_form", "cutoff", "evaluate", "place",
    "summarise",
]  # fmt: skip

_HOMES = {
    "evaluation": ("Assessment", "evaluate", "summarise"),
    "evidence": ("Silence",),
    "horizons": ("Placement", "place"),
    "reading_rules": ("RULES", "cutoff"),
    "states": ("Certainty", "State", "closed_form"),
}


def __getattr__(name: str) -> object:
    """Import the module in which the public `name` is at home (PEP 562)."""
    from importlib import import_module

    for module, public in _HOMES.items():
        if name in public:
            home = import_module(f"{__name__}.{module}")
            globals().update({each: getattr(home, each) for each in public})
            return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
