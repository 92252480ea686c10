"""The mark of each state of a deadline: a shape that is clear without colour, and a kind that sets the colour.

A mark is one path in a box of 12 by 12, to be filled by the rule `evenodd` and never stroked, so that every renderer
shows it alike. Shapes: a square with "!" is overdue, a half filled diamond possibly overdue, a disc with a check met, a
ring pending, a disc with a cross abandoned, a ring with a dash waived; dots in a circle say that something is not
known.
"""

from __future__ import annotations

from collections import namedtuple
from math import cos, pi, sin

from dateline.deadlines import states

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
_CROSS = "M4.2 3L6 4.8L7.8 3L9 4.2L7.2 6L9 7.8L7.8 9L6 7.2L4.2 9L3 7.8L4.8 6L3 4.2z"
_DASH = "M3.4 5.2h5.2v1.6h-5.2z"
_DOTS = _dots(8, 0.95)
SIGNS = {
    "square": "M0.5 0.5h11v11h-11z" + "M5.1 2.2h1.8l-.3 4.7h-1.2z" + _circle(6, 8.9, 0.95),
    "diamond": "M6 0L12 6L6 12L0 6z" + "M6 2.1L9.9 6L6 9.9z",
    "check": _circle(6, 6, 5.5) + _CHECK,
    "ring": _circle(6, 6, 5.5) + _circle(6, 6, 3.9),
    "cross": _circle(6, 6, 5.5) + _CROSS,
    "dash": _circle(6, 6, 5.5) + _circle(6, 6, 4.3) + _DASH,
    "dots": _DOTS,
    "dotted check": _DOTS + _CHECK,
    "dotted cross": _DOTS + _CROSS,
    "dotted dash": _DOTS + _DASH,
}
"""The path of each sign that a state can have."""


class KindMark(namedtuple("KindMark", "path letter ascii style pattern")):
    """The usual path of a kind, its sign as a letter and in ASCII, the style of a terminal, the pattern of areas."""

    __slots__ = ()
    path: str
    letter: str
    ascii: str
    style: str
    pattern: str | None


KINDS = {
    "overdue": KindMark(SIGNS["square"], "■", "!", "bold red", None),
    "maybe": KindMark(SIGNS["diamond"], "◆", "?", "yellow", "diagonal"),
    "met": KindMark(SIGNS["check"], "✔", "+", "green", "dots"),
    "pending": KindMark(SIGNS["ring"], "○", "o", "blue", None),
    "abandoned": KindMark(SIGNS["cross"], "✘", "-", "magenta", "upright"),
    "waived": KindMark(SIGNS["dash"], "⊖", "x", "dim", "level"),
    "unknown": KindMark(SIGNS["dots"], "◌", ".", "dim", None),
}
"""The look of each of `dateline.deadlines.states.KINDS`, in their order."""
COLOURED = tuple(kind for kind in KINDS if kind != "unknown")
"""The kinds with a colour of their own; what is not known is in the colour of quiet text."""
WORDS = {kind: of.words for kind, of in states.KINDS.items()}
PATTERNS = {kind: mark.pattern for kind, mark in KINDS.items() if mark.pattern}
"""The fills beside the even ones, so that the kinds differ without colour."""
MARKS: dict[str, StateMark] = {
    state: StateMark(of.kind, SIGNS[of.sign], of.words) for state, of in states.STATES.items()
}
"""The mark of each word that a deadline's record has as its `state`, the most urgent first."""


def mark_of(state: str) -> StateMark:
    """Return the mark of a state; a word that is not known has the mark of what is not known."""
    return MARKS.get(state) or StateMark("unknown", SIGNS["dots"], state.replace("_", " "))
