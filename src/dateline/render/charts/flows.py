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
    most = max(map(len, sides))
    unit = (size.height - 24 - _GAP * most) / sides[0].total()
    left, right = ({node.kind: node for node in _nodes(side, unit, size)} for side in sides)
    room = max(width(f"{count} {WORDS[kind]}", _LABEL) for side in sides for kind, count in side.items()) + 24
    ends = room, size.width - room - _NODE
    bands = _bands(pairs, (left, right), ends, unit)
    drawn = [
        _side(side, nodes, ends[place], place, size)
        for place, (side, nodes) in enumerate(zip(sides, (left, right), strict=True))
    ]
    return frame(size, heading, words, *bands, *drawn)


def _nodes(side: Counter[str], unit: float, size: Size) -> list[_Node]:
    kinds, y, found = [kind for kind in KINDS if side[kind]], 12 + _GAP / 2, []
    spare = (size.height - 24 - _GAP * len(kinds) - unit * side.total()) / 2
    y += spare
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


def _side(side: Counter[str], nodes: dict[str, _Node], x: float, place: int, size: Size) -> str:
    shown = list(nodes.values())
    heights = apart([(node.top + node.bottom) / 2 for node in shown], 18, 8, size.height - 8)
    drawn = []
    for node, y in zip(shown, heights, strict=True):
        drawn.append(rectangle(x, node.top, _NODE, node.bottom - node.top, node.kind))
        words = f"{side[node.kind]} {WORDS[node.kind]}"
        at, anchor = (x + _NODE + 22, None) if place else (x - 22, "end")
        mark = x + _NODE + 6 if place else x - 18
        shape = f"translate({number(mark)} {number(y - 6)})"
        drawn.append(element("path", d=KINDS[node.kind].path, class_=f"state {node.kind}", transform=shape))
        drawn.append(text(at, y + 4, words, anchor=anchor))
    return "".join(drawn)
