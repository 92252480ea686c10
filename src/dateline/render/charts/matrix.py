"""The matrix of who acts with whom: a cell for each two actors, the stronger the more events they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dateline.counted import counted
from dateline.render.charts.axes import shortened
from dateline.render.charts.drawing import Chart, Size, element, frame, hatch, number, rectangle, text, title
from dateline.render.letters.widths import width

MOST = 20
"""Actors that a wide matrix shows; a narrow one shows as many as it has room for."""
_MOST_NAME, _LARGEST_CELL, _WITH_NUMBER = 0.34, 30.0, 20.0
_LEAST_CELL = 13.0
"""Pixels of a side: a name beside it needs as many."""
_WEAKEST, _STRONG = 0.14, 0.6


class Shared(NamedTuple):
    """How many events two actors share: certainly in range, and only possibly."""

    certain: int
    possible: int

    @property
    def total(self) -> int:
        """Return how many these are at most."""
        return self.certain + self.possible


Pairs = Mapping[tuple[str, str], Shared]
"""By the ids of two actors in the order of the alphabet."""


def matrix(actors: Sequence[tuple[str, str]], pairs: Pairs, wide: int, name: str) -> Chart:
    """Return the matrix of actors, (id, name) in the order of its rows, `wide` pixels wide; `name` begins its ids."""
    shown = actors[: min(MOST, int(wide * (1 - _MOST_NAME) / _LEAST_CELL) - 1)]
    names, ids = dict(actors), {identity for identity, _ in shown}
    found = {ends: shared for ends, shared in pairs.items() if ids.issuperset(ends)}
    heading, left = "Who acts with whom", len(actors) - len(shown)
    more = f" {counted(left, 'actor')} with fewer events {'is' if left == 1 else 'are'} left out." if left else ""
    words = f"{counted(len(found), 'pair')} of {counted(len(shown), 'actor')} share events.{more}"
    ordered = sorted(pairs.items(), key=lambda item: (-item[1].certain, -item[1].possible, item[0]))
    rows = tuple(
        (names.get(one, one), names.get(other, other), str(shared.certain), str(shared.possible))
        for (one, other), shared in ordered
    )
    drawn = _svg(shown, found, wide, name, heading, words)
    return Chart(heading, words, drawn, ("Actor", "With", "Certainly", "Only possibly"), rows)


def _svg(actors: Sequence[tuple[str, str]], pairs: Pairs, wide: int, name: str, heading: str, words: str) -> str:
    if not pairs:
        return frame(Size(wide, 40, name), heading, words, text(0, 20, "No two actors share an event.", "quiet"))
    room = min(wide * _MOST_NAME, max(width(each, 12) for _, each in actors)) + 8
    cell = min(_LARGEST_CELL, (wide - room - 1) / len(actors))
    size = Size(wide, round(room + cell * len(actors)) + 2, name)
    most, pattern = max(shared.total for shared in pairs.values()), f"{name}-perhaps"
    drawn = [element("defs", hatch(pattern, "strokes-s0", "diagonal"))]
    drawn += [_names(place, each, room, cell) for place, (_, each) in enumerate(actors)]
    for row, (one, first) in enumerate(actors):
        for column, (other, second) in enumerate(actors):
            shared = pairs.get((min(one, other), max(one, other))) if one != other else None
            box = room + column * cell, room + row * cell, cell - 1
            drawn.append(_cell(*box, shared, most, pattern, f"{first} and {second}"))
    return frame(size, heading, words, *drawn)


def _names(place: int, words: str, room: float, cell: float) -> str:
    middle = room + (place + 0.5) * cell + 4
    short = shortened(words, room - 8, 12)
    across = element("g", text(0, 0, short), transform=f"translate({number(middle)} {number(room - 6)}) rotate(-90)")
    return text(room - 6, middle, short, None, "end") + across


def _cell(left: float, top: float, side: float, shared: Shared | None, most: int, pattern: str, names: str) -> str:
    if shared is None:
        return rectangle(left, top, side, side, "field")
    strength = _WEAKEST + (1 - _WEAKEST) * (shared.total / most) ** 0.5
    told = title(f"{names}: {counted(shared.certain, 'event')} certainly, {shared.possible} only possibly")
    if shared.certain:
        shape = element("rect", x=left, y=top, width=side, height=side, class_="s0", fill_opacity=round(strength, 2))
    else:
        shape = rectangle(left, top, side, side, "plain", fill=f"url(#{pattern})")
        shape += rectangle(left, top, side, side, "outline-s0")
    count = ""
    if side >= _WITH_NUMBER and shared.certain:
        kind = "tick on" if strength > _STRONG else "tick strong"
        count = text(left + side / 2, top + side / 2 + 4, f"{shared.certain:,}", kind, "middle")
    return element("g", told, shape, count)
