"""Lanes and rows: where each mark and its label stand, so that nothing lies on anything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.counted import counted
from dateline.render.letters.widths import cut, width
from dateline.render.picture.axis import Scale
from dateline.render.picture.groups import Colouring, Group, groups
from dateline.render.picture.look import OTHERS, Look
from dateline.render.picture.marks import Due, Mark
from dateline.render.picture.shapes import LEAST_BAR, RADIUS, stand

SIZE = 12
"""The size of the letters of labels, in pixels."""
MOST_LABELLED = 600
"""Of more marks only those have a label that have room for one."""
MOST_ANYWHERE = 3
"""Of more marks that may be anywhere in a picture without room for all labels only one stands there, for all."""
_LABEL = 210
_MOST_BEFORE = 2
"""Times as long a label may be that stands before its mark, where it would else be cut at the border."""
_LEAST_LABEL = 60
_GAP = 5
_ARROW = 9


class Label(NamedTuple):
    """A text beside or in a mark: it begins at `x`, or ends there when it stands before the mark."""

    text: str
    x: float
    before: bool = False
    inside: bool = False


class Box(NamedTuple):
    """A mark in its row, between the pixels `left` and `right`; `colour` is the number of a series.

    One that is `folded` is not seen: another mark stands for it, of which only the label is drawn (`bare`).
    """

    item: Mark | Due
    left: float
    right: float
    label: Label | None
    colour: int
    row: int = 0
    folded: bool = False
    bare: bool = False


class Lane(NamedTuple):
    """A group of boxes in order of time, in so many rows; the same event may stand in several lanes."""

    kind: str
    title: str
    colour: int
    boxes: list[Box]
    rows: int


def lanes(found: Sequence[Mark], dated: Sequence[Due], look: Look, scale: Scale) -> list[Lane]:
    """Return the lanes of a picture, the fullest first, what has no lane of its own after them, deadlines last."""
    colouring, made = Colouring(found, look), []
    wanted = groups(found, dated, look)
    labelled = sum(len(group.items) for group in wanted) <= MOST_LABELLED
    for group in wanted:
        own = colouring.of_theme(group.key) if look.lanes == "theme" and group.kind == "events" else None
        boxes = [_placed(item, scale, look, colouring, own) for item in group.items]
        made.append(_packed(group, OTHERS if own is None else own, boxes, scale, look.as_of, labelled=labelled))
    return made


def _placed(item: Mark | Due, scale: Scale, look: Look, colouring: Colouring, own: int | None) -> Box:
    if isinstance(item, Due):
        return _due_box(item, scale, look.as_of)
    return _box(item, scale, colouring(item.record) if own is None else own)


def _box(mark: Mark, scale: Scale, colour: int) -> Box:
    first, last = mark.reach
    left, right = scale.held(first), scale.held(last + 1)
    if right - left < 2 * RADIUS or (len(mark.parts) == 1 and mark.parts[0].is_day and not mark.said):
        middle = (left + right) / 2
        left, right = middle - RADIUS, middle + RADIUS
    elif len(mark.parts) > 1:  # a dot is broader than its day
        middles = [(scale.held(part.first) + scale.held(part.last + 1)) / 2 for part in mark.parts]
        left, right = min(left, min(middles) - RADIUS), max(right, max(middles) + RADIUS)
    return Box(mark, left, right, None, colour)


def _due_box(due: Due, scale: Scale, as_of: int | None) -> Box:
    """Return the place of a deadline: its mark stands on the last day, what is overdue goes on to the day judged."""
    late = as_of if as_of is not None and due.record["overdue"] != "no" else due.last
    left, right = scale.held(due.first), scale.held(max(due.last, late) + 1)
    x = stand(due, scale)
    return Box(due, min(left, x - 7), max(right, x + 7), None, OTHERS)


def _packed(group: Group, colour: int, boxes: list[Box], scale: Scale, as_of: int | None, *, labelled: bool) -> Lane:
    boxes = sorted(boxes, key=lambda box: (box.left, box.right, box.item.id))
    folded: list[Box] = []
    if labelled:
        boxes = [box._replace(label=_label(box, scale, as_of)) for box in boxes]
    else:
        boxes, folded = _apart(boxes, scale)
    ends: list[float] = []
    placed = []
    for box in boxes:
        left, right = _extent(box)
        row = next((number for number, end in enumerate(ends) if end <= left), len(ends))
        ends[row : row + 1] = [right + _GAP]
        placed.append(box._replace(row=row))
    lengthen = _lengthened if labelled else _with_labels
    return Lane(group.kind, group.title, colour, [*lengthen(placed, scale), *folded], len(ends))


def _apart(boxes: list[Box], scale: Scale) -> tuple[list[Box], list[Box]]:
    """Return the boxes that are drawn, and those that are folded: one stands for all that may be anywhere."""
    anywhere = [box for box in boxes if _may_be_anywhere(box.item, scale)]
    if len(anywhere) <= MOST_ANYWHERE:
        return boxes, []
    number = counted(len(anywhere), "event")
    words = f"{number} may be at any time shown, such as “{anywhere[0].item.label}”"
    label = Label(cut(words, SIZE, scale.right - scale.left), scale.left)
    alone = anywhere[0]._replace(right=scale.left, label=label, bare=True)
    others = [box for box in boxes if not _may_be_anywhere(box.item, scale)]
    return [alone, *others], [box._replace(folded=True) for box in anywhere[1:]]


def _may_be_anywhere(item: Mark | Due, scale: Scale) -> bool:
    """Tell whether nothing is sure of an event but that it may be before, in and after all that is shown."""
    if isinstance(item, Due) or len(item.parts) > 1 or item.said:
        return False
    part = item.parts[0]
    return part.sure_first > part.sure_last and part.first < scale.first and part.last > scale.last


def _extent(box: Box) -> tuple[float, float]:
    if box.label is None:
        return box.left, box.right
    wide = width(box.label.text, SIZE)
    start = box.label.x - wide if box.label.before else box.label.x
    return min(box.left, start), max(box.right, start + wide)


def _label(box: Box, scale: Scale, as_of: int | None, room: float = _LABEL) -> Label | None:
    """Return the label in a long bar, behind a short one, or before it where the picture ends; else in what is there.

    In a bar it crosses no border of a shape: it stands in a stretch of one filling, beside the line of the day judged.
    """
    text, inside = box.item.label, list(_around(_stretches(box, scale), None if as_of is None else scale.x(as_of + 1)))
    whole = width(text, SIZE)
    for start, end in inside:
        if whole <= end - start:
            return Label(text, start, inside=True)
    behind, before = scale.right - box.right - _GAP, box.left - scale.left - _GAP
    wanted = min(whole, room)
    start, end = max(inside, key=lambda each: each[1] - each[0], default=(0, 0))
    if end - start > max(behind, before):
        text = cut(text, SIZE, end - start)
        return Label(text, start, inside=True) if text else None
    fits_before = behind < whole <= min(before, _MOST_BEFORE * room)
    if (behind >= wanted or behind >= before) and not fits_before:
        text = cut(text, SIZE, min(behind, room))
        return Label(text, box.right + _GAP) if text else None
    text = cut(text, SIZE, min(before, _MOST_BEFORE * room))
    return Label(text, box.left - _GAP, before=True) if text else None


def _stretches(box: Box, scale: Scale) -> list[tuple[float, float]]:
    """Return where a label has room in a bar, what is surely taken first; none in the other marks."""
    mark = box.item
    if not isinstance(mark, Mark) or len(mark.parts) > 1 or mark.said or box.right - box.left < LEAST_BAR:
        return []
    part = mark.parts[0]
    left, right = box.left, box.right
    if part.open_start or mark.first < scale.first:
        left += _ARROW
    if part.open_end or mark.last > scale.last:
        right -= _ARROW
    if part.sure_first > part.sure_last:
        return [(left + _GAP, right - _GAP)]
    sure = min(max(scale.held(part.sure_first), left), right), min(max(scale.held(part.sure_last + 1), left), right)
    return [(start + _GAP, end - _GAP) for start, end in (sure, (left, sure[0]), (sure[1], right))]


def _around(stretches: Iterable[tuple[float, float]], line: float | None) -> Iterator[tuple[float, float]]:
    """Yield the stretches, one that the line goes through as two."""
    for start, end in stretches:
        if line is None or not start - _GAP < line < end + _GAP:
            yield start, end
        else:
            yield from ((start, line - _GAP), (line + _GAP, end))


def _with_labels(boxes: list[Box], scale: Scale) -> list[Box]:
    """Return the boxes, those with a label behind which their row has room up to the next box."""
    return [
        box._replace(label=Label(text, box.right + _GAP))
        if not box.bare and room >= _LEAST_LABEL and (text := cut(box.item.label, SIZE, min(room, _LABEL)))
        else box
        for box, room in _rooms(boxes, scale)
    ]


def _lengthened(boxes: list[Box], scale: Scale) -> list[Box]:
    """Return the boxes, labels behind them as long as their row has room."""
    return [
        box._replace(label=Label(cut(box.item.label, SIZE, room), box.label.x))
        if box.label and box.label.x > box.right and room > width(box.label.text, SIZE)
        else box
        for box, room in _rooms(boxes, scale)
    ]


def _rooms(boxes: list[Box], scale: Scale) -> Iterator[tuple[Box, float]]:
    """Yield each box with the pixels between its label's place behind it and what follows in its row."""
    following: dict[int, float] = {}
    rooms = []
    for box in reversed(boxes):
        rooms.append(following.get(box.row, scale.right + _GAP) - box.right - 2 * _GAP)
        following[box.row] = _extent(box)[0]
    return zip(boxes, reversed(rooms), strict=True)
