"""Options of lists of deadlines beside those that choose them and set the days."""

from __future__ import annotations

from dateline.deadlines.states import CHOICES
from dateline.question_options import Option

STATES = Option(
    ("--state",), "states", "choice", "Only deadlines in this state; repeatable.", many=True, choices=CHOICES
)
OVERDUE = Option(("--overdue",), "overdue", "flag", "Only deadlines that are certainly or possibly overdue.")
HORIZON = Option(("--horizon",), "horizon", "text", "Only deadlines certainly or possibly due after this.")
PROGRESS = Option(
    ("--progress",), "progress", "flag", "Add the level reached, what was given up, and scales of trackers."
)
STALLED = Option(
    ("--stalled-after",),
    "stalled_after",
    "span",
    "Begun, but no new level for longer than this has stalled ('1 year'); adds what progress adds.",
)
DERIVATION = Option(
    ("--derivation",), "derivation", "flag", "Add how each due date was read and counted (within, roll ...)."
)
