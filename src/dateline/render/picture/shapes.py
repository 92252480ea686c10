"""The shapes of a picture as SVG: bars with their ends, days, and the signs of states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from dateline.render.letters.widths import length
from dateline.render.picture.axis import Scale
from dateline.render.picture.marks import Due, Mark, Part, Said
from dateline.render.state_marks import StateMark, mark_of

RADIUS = 4
"""The radius of the dot of a day, in pixels."""
_NO_LETTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LENGTH = re.compile(' textLength="[0-9.]+" lengthAdjust="spacingAndGlyphs"')
_SPECIAL = re.compile("[&<>\"']").search
LEAST_BAR = 7
"""Pixels: what is shorter is drawn as if it were a day."""
_THIN, _LEAST_THIN = 2, 3
_ARROW = 8
_ONWARD = 5
_INSIDE = 13
"""Room for the sign of what goes on outside, and half of a state."""
_WINDOW, _LATE = 6, 3
_SIGN = 12
LETTERS = {"lane": (13, True), "head": (17, True)} | dict.fromkeys(("tick", "ctx", "note"), (11, False))
"""The size of the letters of each class of texts in pixels, and whether they are bold; style.py says the same."""


def number(value: float) -> str:
    """Return a number with at most one decimal, as short as can be."""
    return f"{value:.1f}".removesuffix(".0")


def written(text: str) -> str:
    """Return a text as XML has it, between tags or in an attribute; letters that XML does not know are told as U+FFFD.

    XML 1.0, 2.2 "Characters".
    """
    safe = escape(text, quote=True) if _SPECIAL(text) else text
    return safe if safe.isprintable() else _NO_LETTER.sub("\N{REPLACEMENT CHARACTER}", safe)


def text(kind: str, x: float, y: float, words: str, inside: str = "") -> str:
    """Return a text of classes, the first of which says its letters; it stays as wide as measured in any font."""
    size, bold = LETTERS.get(kind.partition(" ")[0], (12, False))
    long = length(words, size, bold=bold)
    kept = "" if long is None else f' textLength="{long:g}" lengthAdjust="spacingAndGlyphs"'
    of = f' class="{kind}"' if kind else ""
    return f'<text{of} x="{number(x)}" y="{number(y)}"{kept}>{written(words)}{inside}</text>'


def without_lengths(picture: str) -> str:
    """Return a picture without the widths of its texts, for a page that brings the font and a script that measures."""
    return _LENGTH.sub("", picture)


def rect(kind: str, left: float, right: float, y: float, height: int) -> str:
    """Return a bar of a class, its middle at the height `y`."""
    place = f'x="{number(left)}" y="{number(y - height / 2)}"'
    return f'<rect class="{kind}" {place} width="{number(max(0.5, right - left))}" height="{height}"/>'


def dot(kind: str, x: float, y: float) -> str:
    """Return the mark of a day: filled, a ring (r), or a ring of dashes (q)."""
    place = f'cx="{number(x)}" cy="{number(y)}"'
    return f'<circle class="{kind}" {place} r="{RADIUS - 0.75}"/>' if kind else f'<circle {place} r="{RADIUS}"/>'


def arrow(x: float, y: float, *, back: bool = False) -> str:
    """Return an arrow whose foot stands at `x`: what goes on without an end."""
    tip = -_ARROW if back else _ARROW
    return f'<path class="a" d="M0 -5L{tip} 0L0 5z" transform="translate({number(x)} {number(y)})"/>'


def sign(state: StateMark, x: float, y: float) -> str:
    """Return the sign of a state, its middle at `x` and `y`."""
    place = f"translate({number(x - _SIGN / 2)} {number(y - _SIGN / 2)})"
    return f'<path class="{state.kind}" fill-rule="evenodd" d="{state.path}" transform="{place}"/>'


def onward(x: float, y: float, *, back: bool = False) -> str:
    """Return the sign at the border of a picture of what goes on outside of it."""
    tip = -_ONWARD if back else _ONWARD
    return f'<path class="x" d="M0 -4L{tip} 0L0 4" transform="translate({number(x)} {number(y)})"/>'


def event(mark: Mark, y: int, scale: Scale, bar: int) -> str:
    """Return the parts of an event in bars of a height of `bar`, with a thread between those of a date with gaps.

    What goes on outside the picture has no border there, but a sign. timeline.js draws the same at any zoom.
    """
    hollow = mark.circa or mark.doubtful
    seen = [part for part in mark.parts if scale.sees(part.first, part.last)]
    made = [shape for part in seen for shape in _part(part, y, scale, bar, hollow=hollow)]
    for before, after in pairwise(mark.parts):
        left, right = scale.cut(before.last + 1), scale.cut(after.first)
        if right > left:
            made.append(rect("g", left, right, y, 1))
    if mark.first < scale.first and not mark.parts[0].open_start:
        made.append(onward(scale.left + _ONWARD, y, back=True))
    if mark.last > scale.last and not any(part.open_end for part in mark.parts):
        made.append(onward(scale.right - _ONWARD, y))
    made += [_thin(said, y + bar / 2, scale) for said in mark.said if scale.sees(said.first, said.last)]
    return "".join(made)


def _thin(said: Said, y: float, scale: Scale) -> str:
    """Return the thin mark of the days that a source gives, under those of the event."""
    left, right = scale.cut(said.first), scale.cut(said.last + 1)
    middle = (left + right) / 2
    return rect("k", min(left, middle - _LEAST_THIN / 2), max(right, middle + _LEAST_THIN / 2), y + _THIN, _THIN)


def _part(part: Part, y: int, scale: Scale, bar: int, *, hollow: bool) -> Iterator[str]:
    """Yield what is surely taken, the ends that fade, and the arrows of open ends."""
    left, right = scale.cut(part.first), scale.cut(part.last + 1)
    sure = part.sure_first <= part.sure_last
    if part.is_day or right - left < LEAST_BAR:
        yield _short(part, (left + right) / 2, y, bar, hollow=hollow, sure=sure)
        return
    if not sure:
        yield rect("u", left, right, y, bar)
        return
    sure_left, sure_right = scale.cut(part.sure_first), scale.cut(part.sure_last + 1)
    if sure_left > left:
        yield rect("i", left, sure_left, y, bar)
    yield rect("u" if hollow else "b", sure_left, max(sure_right, sure_left + 2), y, bar)
    if right > sure_right:
        yield rect("o", sure_right, right, y, bar)
    if part.open_start:
        yield arrow(scale.held(part.first) + 6, y, back=True)
    if part.open_end:
        yield arrow(scale.held(part.last) - 6, y)


def _short(part: Part, x: float, y: int, bar: int, *, hollow: bool, sure: bool) -> str:
    """Return the mark of a day, of a day within a time too short to draw, or of such a time."""
    if part.is_day or part.somewhere:
        return dot("q" if hollow else "" if part.is_day else "r", x, y)
    return rect("b" if sure and not hollow else "u", x - LEAST_BAR / 2, x + LEAST_BAR / 2, y, bar)


def deadline(due: Due, y: int, scale: Scale, as_of: int | None) -> str:
    """Return the window of the last day, the time overdue on the day judged, and the sign of the state.

    A sign whose day lies outside the picture stands inside, behind the sign that says so.
    """
    state = mark_of(due.record["state"])
    left, right, x = scale.cut(due.first), scale.cut(due.last + 1), stand(due, scale)
    windows = (left, min(right, x - 7)), (max(left, x + 7), right)
    made = [rect("u", begin, end, y, _WINDOW) for begin, end in windows if end - begin > 2]
    end = due.last
    if due.record["overdue"] != "no" and as_of is not None and as_of > due.first:
        end = max(end, as_of)
        begin = right if due.record["overdue"] == "yes" else left
        made.append(rect(f"late {state.kind}", begin, scale.cut(as_of + 1), y, _LATE))
    if due.first < scale.first:
        made.append(onward(scale.left + _ONWARD, y, back=True))
    if end > scale.last:
        made.append(onward(scale.right - _ONWARD, y))
    return "".join([*made, sign(state, x, y)])


def stand(due: Due, scale: Scale) -> float:
    """Return where the sign of a deadline stands: in the middle of its day, or inside the border beyond which it is."""
    if due.stand < scale.first:
        return scale.left + _INSIDE
    return scale.x(due.stand + 0.5) if due.stand <= scale.last else scale.right - _INSIDE
