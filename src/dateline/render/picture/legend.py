"""What the signs of a picture mean: those that it uses, with words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.render.letters.widths import width
from dateline.render.picture.axis import Scale
from dateline.render.picture.groups import Colouring
from dateline.render.picture.lanes import Lane
from dateline.render.picture.look import OTHERS, Look
from dateline.render.picture.marks import Due, Mark, Part
from dateline.render.picture.shapes import LEAST_BAR, arrow, dot, number, onward, rect, sign, text
from dateline.render.picture.ties import SIGN
from dateline.render.state_marks import KINDS, mark_of

_SIZE = 11
_TEXT, _GAP, _LINE = 30, 14, 18
_BAR = 10
_SHORT = 32
"""A time of so many days is a ring in most pictures."""


def legend(
    found: list[Mark],
    placed: list[Lane],
    look: Look,
    scale: Scale,
    top: int,
    links: Sequence[str] = (),
    *,
    explored: bool,
) -> tuple[str, int]:
    """Return the legend from `top` downwards, and where it ends; a picture that is `explored` can be zoomed.

    `links` is what it says of links.
    """
    made, x, y = [], scale.left, top + 10
    cut = explored or any(
        box.item.first < scale.first or box.item.last > scale.last for lane in placed for box in lane.boxes
    )
    tied = [(SIGN, words) for words in links]
    for shape, words in [*_signs(found, scale, cut=cut), *_states(placed), *tied, *_themes(found, look)]:
        wide = _TEXT + width(words, _SIZE) + _GAP
        if x + wide > scale.right and x > scale.left:
            x, y = scale.left, y + _LINE
        made.append(f'<g transform="translate({number(x)} {y})">{shape}{text("note", _TEXT, 4, words)}</g>')
        x += wide
    return (f'<g class="key">{"".join(made)}</g>', y + 16) if made else ("", top)


def _signs(found: list[Mark], scale: Scale, *, cut: bool) -> Iterator[tuple[str, str]]:
    parts = [part for mark in found for part in mark.parts]
    endless = rect("b", 0, 16, 0, _BAR) + arrow(16, 0)
    signs = (
        (any(p.is_day for p in parts), dot("", 12, 0), "a day"),
        (any(_is_ring(p, scale) for p in parts), dot("r", 12, 0), "on one day of a short time"),
        (any(p.sure_first < p.sure_last for p in parts), rect("b", 0, 24, 0, _BAR), "throughout"),
        (any(p.somewhere for p in parts), rect("u", 0, 24, 0, _BAR), "some time within"),
        (any(p.first < p.sure_first <= p.sure_last for p in parts), rect("i", 0, 24, 0, _BAR), "began within"),
        (any(p.sure_first <= p.sure_last < p.last for p in parts), rect("o", 0, 24, 0, _BAR), "ended within"),
        (any(mark.circa or mark.doubtful for mark in found), dot("q", 12, 0), "about, or doubtful"),
        (any(p.open_start or p.open_end for p in parts), endless, "no end"),
        (cut, onward(14, 0), "goes on outside the picture"),
    )
    return ((f'<g class="c{OTHERS}">{shape}</g>', words) for used, shape, words in signs if used)


def _is_ring(part: Part, scale: Scale) -> bool:
    """Tell whether a time is a ring in this picture, or in most."""
    days = part.last + 1 - part.first
    return part.somewhere and (days <= _SHORT or days * scale.per_day < LEAST_BAR)


def _states(placed: list[Lane]) -> Iterator[tuple[str, str]]:
    states = {box.item.record["state"] for lane in placed for box in lane.boxes if isinstance(box.item, Due)}
    order = list(KINDS)
    for state in sorted(map(mark_of, states), key=lambda state: (order.index(state.kind), state.words)):
        yield sign(state, 12, 0), state.words


def _themes(found: list[Mark], look: Look) -> Iterator[tuple[str, str]]:
    """Yield the colours, unless the lanes tell them."""
    if look.lanes == "theme":
        return
    colouring = Colouring(found, look)
    for theme in colouring.themes[:OTHERS]:
        yield f'<g class="c{colouring.of_theme(theme)}"><circle cx="12" cy="0" r="5"/></g>', look.name("theme", theme)
