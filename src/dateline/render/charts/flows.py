"""The chart of what changed between two days: bands from the states before to the states after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from dateline.render.charts.axes import apart
from dateline.render.charts.drawing import Chart, Size, element, frame, number, rectangle, text, title
from dateline.render.letters.widths import width
from dateline.render.state_marks import KINDS, WORDS, mark_of
from dateline.wire_fields import Record

_GAP = 22
"""Pixels between two nodes of a side, so that their labels never meet."""
_NODE = 8
"""The width of a node."""
_LABEL = 12
_NARROW = 560
"""A chart narrower than that has its words above, not beside the nodes."""


class _Plot(NamedTuple):
    """The heights between which the flows are drawn."""

    top: float
    bottom: float


class _Node(NamedTuple):
    """A kind of state on one side: where it begins and ends, from the top down."""

    kind: str
    top: float
    bottom: float


def flows(records: Sequence[Record], size: Size) -> Chart:
    """Return the chart of the states `state_before` and `state_after` of the records of changed deadlines."""
    pairs = Counter((mark_of(each["state_before"]).kind, mark_of(each["state_after"]).kind) for each in records)
    order = list(KINDS)
    listed = sorted(pairs.items(), key=lambda item: (order.index(item[0][0]), order.index(item[0][1])))
    rows = tuple((WORDS[before], WORDS[after], str(many)) for (before, after), many in listed)
    words = "; ".join(f"{many} from {WORDS[before]} to {WORDS[after]}" for (before, after), many in listed)
    heading = "States before and after"
    told = words or "Nothing changed."
    return Chart(heading, told, _svg(dict(listed), size, heading, told), ("Before", "After", "Deadlines"), rows)


def _svg(pairs: dict[tuple[str, str], int], size: Size, heading: str, words: str) -> str:
    if not pairs:
        return frame(size, heading, words, text(0, 20, words, "quiet"))
    sides = [Counter[str](), Counter[str]()]
    for pair, many in pairs.items():
        for side, kind in zip(sides, pair, strict=True):
            side[kind] += many
    shown = [kind for kind in KINDS if sides[0][kind] or sides[1][kind]]
    named = size.width >= _NARROW
    plot = _Plot(0 if named else 18 * len(shown), size.height)
    unit = (plot.bottom - plot.top - 24 - _GAP * max(map(len, sides))) / sides[0].total()
    labels = [{kind: f"{side[kind]} {WORDS[kind]}" if named else str(side[kind]) for kind in shown} for side in sides]
    left, right = ({node.kind: node for node in _nodes(side, unit, plot)} for side in sides)
    room = max(width(words, _LABEL) for side in labels for words in side.values()) + 24
    ends = room, size.width - room - _NODE
    bands = _bands(pairs, (left, right), ends, unit)
    drawn = [
        _side(of_side, nodes, ends[place], place, plot)
        for place, (of_side, nodes) in enumerate(zip(labels, (left, right), strict=True))
    ]
    return frame(size, heading, words, *bands, *drawn, "" if named else _key(shown))


def _key(shown: Sequence[str]) -> str:
    """Return the kinds in rows above a narrow chart, which has no room for their words beside the nodes."""
    return "".join(
        _mark(kind, 0, 18 * place) + text(18, 18 * place + 10, WORDS[kind]) for place, kind in enumerate(shown)
    )


def _mark(kind: str, x: float, y: float) -> str:
    place = f"translate({number(x)} {number(y)})"
    return element("path", d=KINDS[kind].path, class_=f"state {kind}", transform=place)


def _nodes(side: Counter[str], unit: float, plot: _Plot) -> list[_Node]:
    kinds, found = [kind for kind in KINDS if side[kind]], []
    spare = (plot.bottom - plot.top - 24 - _GAP * len(kinds) - unit * side.total()) / 2
    y = plot.top + 12 + _GAP / 2 + spare
    for kind in kinds:
        found.append(_Node(kind, y, y + side[kind] * unit))
        y = found[-1].bottom + _GAP
    return found


def _bands(
    pairs: dict[tuple[str, str], int],
    nodes: tuple[dict[str, _Node], dict[str, _Node]],
    ends: tuple[float, float],
    unit: float,
) -> list[str]:
    starts = [{kind: node.top for kind, node in side.items()} for side in nodes]
    x1, x2, drawn = ends[0] + _NODE, ends[1], []
    for (before, after), many in pairs.items():
        high, y1, y2 = many * unit, starts[0][before], starts[1][after]
        starts[0][before], starts[1][after] = y1 + high, y2 + high
        corners = f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}V{number(y2 + high)}"
        told = title(f"{many}: {WORDS[before]}, then {WORDS[after]}")
        drawn.append(element("path", told, d=f"{corners}L{number(x1)} {number(y1 + high)}z", class_=f"{after} tint"))
    return drawn


def _side(labels: dict[str, str], nodes: dict[str, _Node], x: float, place: int, plot: _Plot) -> str:
    shown = list(nodes.values())
    heights = apart([(node.top + node.bottom) / 2 for node in shown], 18, plot.top + 8, plot.bottom - 8)
    drawn = []
    for node, y in zip(shown, heights, strict=True):
        drawn.append(rectangle(x, node.top, _NODE, node.bottom - node.top, node.kind))
        at, anchor = (x + _NODE + 22, None) if place else (x - 22, "end")
        drawn.append(_mark(node.kind, x + _NODE + 6 if place else x - 18, y - 6))
        drawn.append(text(at, y + 4, labels[node.kind], anchor=anchor))
    return "".join(drawn)
