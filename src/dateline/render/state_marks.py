"""The mark of each state of a deadline: a shape that tells it apart without colour, and the kind that gives the colour.

A mark is one path in a box of 12 by 12, to be filled by the rule `evenodd` and never stroked, so that every renderer
shows it alike. Shapes: a square with "!" is overdue, a half filled diamond possibly overdue, a disc with a check met, a
ring pending, a ring with a dash waived; dots in a circle say that something is not known.
"""

from __future__ import annotations

from collections import namedtuple
from math import cos, pi, sin

BOX = 12
"""Width and height of the box of a mark."""


class StateMark(namedtuple("StateMark", "kind path words")):
    """A kind (one of `KINDS`), the path data in the box, and the state in words."""

    __slots__ = ()
    kind: str
    path: str
    words: str


def _circle(x: float, y: float, radius: float) -> str:
    arc = f"a{radius:g} {radius:g} 0 1 0"
    return f"M{x - radius:g} {y:g}{arc} {2 * radius:g} 0{arc} {-2 * radius:g} 0z"


def _dots(number: int, radius: float) -> str:
    """Return dots around the middle of the box."""
    angles = [2 * pi * place / number for place in range(number)]
    return "".join(_circle(round(6 + 4.6 * cos(a), 2), round(6 + 4.6 * sin(a), 2), radius) for a in angles)


_CHECK = "M2.9 6.3L4.1 5.1L5.3 6.3L8 3.6L9.2 4.8L5.3 8.7z"
_DASH = "M3.4 5.2h5.2v1.6h-5.2z"
_RING = _circle(6, 6, 5.5) + _circle(6, 6, 3.9)
_DOTS = _dots(8, 0.95)
_SQUARE = "M0.5 0.5h11v11h-11z" + "M5.1 2.2h1.8l-.3 4.7h-1.2z" + _circle(6, 8.9, 0.95)
_DIAMOND = "M6 0L12 6L6 12L0 6z" + "M6 2.1L9.9 6L6 9.9z"

KINDS = {
    "overdue": _SQUARE,
    "maybe": _DIAMOND,
    "met": _circle(6, 6, 5.5) + _CHECK,
    "pending": _RING,
    "waived": _circle(6, 6, 5.5) + _circle(6, 6, 4.3) + _DASH,
    "unknown": _DOTS,
}
"""The kinds, the most urgent first, each with the path of its plain mark."""

MARKS = {
    "certainly_overdue": StateMark("overdue", KINDS["overdue"], "certainly overdue"),
    "possibly_overdue": StateMark("maybe", KINDS["maybe"], "possibly overdue"),
    "met_on_time": StateMark("met", KINDS["met"], "met on time"),
    "met_late": StateMark("met", KINDS["met"], "met late"),
    "met_possibly_late": StateMark("met", KINDS["met"], "met, possibly late"),
    "possibly_met": StateMark("pending", _DOTS + _CHECK, "possibly met"),
    "pending": StateMark("pending", KINDS["pending"], "pending"),
    "open_ended": StateMark("pending", KINDS["pending"], "open-ended"),
    "not_overdue": StateMark("pending", KINDS["pending"], "not overdue"),
    "waived": StateMark("waived", KINDS["waived"], "waived"),
    "possibly_waived": StateMark("pending", _DOTS + _DASH, "possibly waived"),
    "not_in_force": StateMark("unknown", KINDS["unknown"], "not in force"),
    "not_recorded": StateMark("unknown", KINDS["unknown"], "not recorded"),
    "possibly_recorded": StateMark("unknown", KINDS["unknown"], "possibly recorded"),
}
"""The mark of each word that a deadline's record has as its `state`.

What is possibly met or waived is in no case overdue, and perhaps still pending: it has the colour of the pending.
"""


def mark_of(state: str) -> StateMark:
    """Return the mark of a state; a word that is not known has the mark of what is not known."""
    return MARKS.get(state) or StateMark("unknown", KINDS["unknown"], state.replace("_", " "))
