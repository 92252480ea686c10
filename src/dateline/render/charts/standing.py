"""The chart of how many deadlines are in which state at the end of each month, the overdue at the bottom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from dateline.dates import day_text
from dateline.deadlines.states import State
from dateline.render.charts.axes import Plot, apart, counted_axis, counted_width, time_axis
from dateline.render.charts.drawing import Chart, Size, element, frame, hatch, line, number, text
from dateline.render.letters.widths import width
from dateline.render.picture.axis import Scale
from dateline.render.state_marks import KINDS, PATTERNS, WORDS, mark_of

STACK = ("overdue", "maybe", "pending", "met", "abandoned", "waived")
"""The kinds in the chart from the bottom up; what is not in force or not recorded has no part in it."""
_NOTE = 16
"""Pixels above the areas for the day up to which there are data."""
_NARROW = 560
"""A chart narrower than that has its key above, not at the right."""


class Standing(NamedTuple):
    """How many deadlines are of each kind at the end of the day `last`, which stands for the days from `first` on."""

    first: int
    last: int
    kinds: Counter[str]


def standings(periods: Iterable[tuple[int, int]], counts: Iterable[Mapping[State, int]]) -> list[Standing]:
    """Return the standings of periods (first, last day) with the number of deadlines in each state at their ends."""
    found = []
    for (first, last), states in zip(periods, counts, strict=True):
        kinds: Counter[str] = Counter()
        for state, times in states.items():
            kinds[mark_of(state).kind] += times
        found.append(Standing(first, last, kinds))
    return found


def standing(found: Sequence[Standing], size: Size, until: int | None = None) -> Chart:
    """Return the chart of standings, which follow each other in time; its table has the rows where a number changed.

    `until` is the day after which nobody watched any more, which is drawn; None where nobody says.
    """
    heading, words = "Deadlines by state over time", _words(found)
    shown = (*STACK, "unknown")
    changed = [*found[:1], *(each for before, each in pairwise(found) if before.kinds != each.kinds)]
    rows = tuple((str(day_text(each.last)), *(str(each.kinds[kind]) for kind in shown)) for each in changed)
    headings = ("At the end of", *(WORDS[kind].capitalize() for kind in shown))
    return Chart(heading, words, _svg(found, size, heading, words, until), headings, rows)


def _words(found: Sequence[Standing]) -> str:
    if not found:
        return "No deadlines."
    last = found[-1]
    worst = max(found, key=lambda each: each.kinds["overdue"])
    told = ", ".join(f"{last.kinds[kind]} {WORDS[kind]}" for kind in (*STACK, "unknown") if last.kinds[kind])
    return (
        f"At the end of {day_text(last.last)}: {told or 'none'}. Most certainly overdue at the end of "
        f"{day_text(worst.last)}: {worst.kinds['overdue']}."
    )


def _svg(found: Sequence[Standing], size: Size, heading: str, words: str, until: int | None) -> str:
    if not found:
        return frame(size, heading, words, text(0, 20, "No deadlines.", "quiet"))
    most = max(sum(each.kinds[kind] for kind in STACK) for each in found)
    narrow = size.width < _NARROW
    there = [kind for kind in STACK if any(each.kinds[kind] for each in found)]
    top, right = (12 + 18 * len(there), 2) if narrow else (10, 150)
    cut = until is not None and found[0].first <= until < found[-1].last
    top += _NOTE if cut else 0
    plot = Plot(counted_width(most), top, size.width - right, size.height - 36)
    per_one, side = counted_axis(plot, most)
    scale, axis = time_axis(plot, found[0].first, found[-1].last, 0, size.width)
    stack = _stack(found, scale, plot, per_one, size.name)
    key = _key_above(found[-1], there) if narrow else _key_beside(found[-1], there, plot, per_one)
    definitions = element("defs", *(hatch(f"{size.name}-{k}", f"strokes-{k}", p) for k, p in PATTERNS.items()))
    watched = _watched(until, scale, plot) if cut and until is not None else ""
    return frame(size, heading, words, definitions, side, stack, watched, axis, key)


def _watched(until: int, scale: Scale, plot: Plot) -> str:
    """Return the line up to which there are data, with its words above all areas."""
    x, words = scale.x(until + 1), f"data until {day_text(until)}"
    before = x + 4 + width(words, 11, bold=True) > plot.right
    label = text(x - 4 if before else x + 4, plot.top - 6, words, "tick strong", anchor="end" if before else "start")
    return line(x, plot.top - _NOTE, x, plot.bottom, "now") + label


def _stack(found: Sequence[Standing], scale: Scale, plot: Plot, per_one: float, name: str) -> str:
    """Return the areas, each from the top of the one below to its own top, month by month."""
    tops = [list(accumulate(each.kinds[kind] for kind in STACK)) for each in found]
    edges = [(scale.x(each.first), scale.x(each.last + 1)) for each in found]
    drawn = []
    for place, kind in enumerate(STACK):
        upper = [plot.bottom - top[place] * per_one for top in tops]
        lower = [plot.bottom - (top[place - 1] * per_one if place else 0) for top in tops]
        if upper == lower:
            continue
        outline = _outline(edges, upper) + "L" + _outline(edges[::-1], lower[::-1], back=True)[1:] + "z"
        drawn.append(_filled(kind, outline, name))
    return "".join(drawn)


def _outline(edges: Sequence[tuple[float, float]], heights: Sequence[float], *, back: bool = False) -> str:
    """Return the path along the tops of columns; corners that lie on a line are left out."""
    start, end = (1, 0) if back else (0, 1)
    path, height = f"M{number(edges[0][start])} {number(heights[0])}", heights[0]
    for edge, high in zip(edges, heights, strict=True):
        if high != height:
            path += f"H{number(edge[start])}V{number(high)}"
            height = high
    return path + f"H{number(edges[-1][end])}"


def _filled(kind: str, outline: str, name: str) -> str:
    pattern = PATTERNS.get(kind)
    ground = element("path", d=outline, class_=f"{kind} area" if kind == "overdue" else f"{kind} tint")
    texture = element("path", d=outline, fill=f"url(#{name}-{kind})") if pattern else ""
    return ground + texture + element("path", d=outline, class_=f"outline-{kind}")


def _mark(kind: str, x: float, y: float) -> str:
    return element("path", d=KINDS[kind].path, class_=f"state {kind}", transform=f"translate({number(x)} {number(y)})")


def _key_beside(last: Standing, shown: Sequence[str], plot: Plot, per_one: float) -> str:
    """Return the kinds that have an area at the right of the last month, each at its height there."""
    below, middles = 0.0, []
    for kind in shown:
        middles.append(plot.bottom - (below + last.kinds[kind] / 2) * per_one)
        below += last.kinds[kind]
    places = apart(middles, 18, plot.top + 6, plot.bottom - 6)
    return "".join(
        _mark(kind, plot.right + 8, y - 6) + text(plot.right + 25, y + 4, f"{last.kinds[kind]} {WORDS[kind]}")
        for kind, y in zip(shown, places, strict=True)
    )


def _key_above(last: Standing, shown: Sequence[str]) -> str:
    """Return the kinds that have an area in rows above the chart, the topmost first."""
    room = max((width(WORDS[kind], 12) for kind in shown), default=0)
    return "".join(
        _mark(kind, 0, 18 * place) + text(18, 18 * place + 10, WORDS[kind])
        + text(18 + room + 30, 18 * place + 10, str(last.kinds[kind]), anchor="end")
        for place, kind in enumerate(reversed(shown))
    )  # fmt: skip
