"""A timeline as one SVG element, made of classes, rectangles, circles and texts; scripts may zoom it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from urllib.parse import quote

from dateline.counted import counted
from dateline.dates import FAR_FUTURE, FAR_PAST, day_text, to_prose
from dateline.render.letters.widths import cut, width
from dateline.render.picture.axis import Scale, Tick, ticks, within
from dateline.render.picture.lanes import MOST_LABELLED, Box, Label, Lane, lanes
from dateline.render.picture.legend import legend
from dateline.render.picture.look import Look
from dateline.render.picture.marks import Due, Mark, Part, dues, marks, parted, span
from dateline.render.picture.shapes import deadline, event, number, text, without_lengths, written
from dateline.render.picture.style import gradients, stylesheet
from dateline.render.picture.ties import Spot, Spots, tied
from dateline.render.state_marks import mark_of
from dateline.render.written_date import with_written
from dateline.wire_fields import Record

_SIDE = 12
_MORE = 5
"""Pixels beyond the axis that are seen, so that a day at its end is whole."""
_ROW, _DENSE_ROW = 20, 14
_LANE_HEAD = 26
_AXIS = 40
_BAR, _DENSE_BAR = 15, 8
"""The heights of rows and bars in pixels; a letter of a label is 14 pixels high, and thus has room in a bar."""
_NOTE, _MOST_NAMED = 11, 30
"""The size of the letters of the line about undated events, and how many it names at most."""


def svg(
    events: Iterable[Record], deadlines: Iterable[Record], look: Look, *, styled: bool = True, named: bool = True
) -> str:
    """Return an <svg> element of events and deadlines on the wire, with its style sheet unless the page brings it.

    Each mark has a name of date and title, which is told where the mouse rests; unless `named`, marks with a label have
    none, for a page whose script knows more.

    Marks lead where `look` says. The element has the days that its width stands for, data-first and data-last, and each
    mark has its own (data-days, see `_days`; data-due), from which timeline.js draws it at any zoom.
    """
    drawn, untold = parted(events)
    found, dated = marks(drawn), dues(deadlines, look)
    scale = Scale(*span(found, dated, look), _SIDE, look.width - _SIDE)
    placed = lanes(found, dated, look, scale)
    top = (34 if look.title else 4) + _AXIS
    spots = Spots()
    body, bottom = _lanes(placed, look, scale, top, spots, named=named)
    titles = {each["id"]: each["title"] for each in (*(mark.record for mark in found), *(due.record for due in dated))}
    links = tied(look.ties, spots, titles)
    below = bottom + (26 if look.as_of is not None else 12)
    key, height = legend(found, placed, look, scale, below, links.words, explored=not styled)
    note, height = _undated(untold, scale, height)
    size = f'width="{look.width}" height="{height}"'
    days = f'data-first="{scale.first}" data-last="{scale.last}"'
    sides = f'data-left="{_SIDE}" data-right="{look.width - _SIDE}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dl" {size} viewBox="0 0 {look.width} {height}" role="group" '
        f'aria-label="{written(_summary(found, dated, look, scale))}" {days} {sides}>',
        f"<style>{stylesheet(look.scheme)}</style>" if styled else "",
        gradients("".join([*body, key])),
        _clip(scale),
        f'<rect class="paper" {size}/>',
        text("head", _SIDE, 24, cut(look.title, 17, look.width - 2 * _SIDE, bold=True)) if look.title else "",
        _axis(scale, top, bottom),
        *_lines(look, scale, top, bottom),
        links.shapes,
        *body,
        key,
        note,
        "</svg>",
    ]
    return "".join(parts) if styled else without_lengths("".join(parts))


def _clip(scale: Scale) -> str:
    """Return what hides that which goes on outside the picture."""
    left, wide = scale.left - _MORE, scale.right - scale.left + 2 * _MORE
    place = f'x="{number(left)}" y="-9999" width="{number(wide)}" height="99999"'
    return f'<clipPath id="dl-seen"><rect {place}/></clipPath>'


def _undated(untold: list[Record], scale: Scale, top: int) -> tuple[str, int]:
    """Return the line that names the events without a date, from `top` downwards, and where it ends."""
    if not untold:
        return "", top
    number_of = counted(len(untold), "undated event")
    titles = "; ".join(record["title"] for record in untold[:_MOST_NAMED])
    words = cut(f"{number_of} not drawn: {titles}", _NOTE, scale.right - scale.left)
    name = written("\n".join(record["title"] for record in untold[:_MOST_NAMED]))
    return text("note undated", scale.left, top + 14, words, f"<title>{name}</title>"), top + 22


def _summary(found: list[Mark], dated: list[Due], look: Look, scale: Scale) -> str:
    events = counted(len(found), "event") + (f" and {counted(len(dated), 'deadline')}" if dated else "")
    return f"{look.title or 'Timeline'}: {events}, {day_text(scale.first)} to {day_text(scale.last)}"


# The axis and the lines across.


def _axis(scale: Scale, top: int, bottom: int) -> str:
    """Return the ticks with their labels and lines, in a group that a script can draw anew."""
    short, context = ticks(scale)
    grid = "".join(f"M{number(scale.x(tick.day))} {top - 6}V{bottom}" for tick in short)
    made = [f'<path class="grid" d="{grid}"/>']
    made += (text("tick", x, top - 11, tick.text) for tick, x in _inside(short, scale))
    for tick, following in pairwise([*context, Tick(FAR_FUTURE, "")]):
        left, room = scale.held(tick.day), scale.held(following.day) - scale.held(tick.day) - 4
        if room > width(tick.text, 11):
            made.append(text("ctx", left, top - 26, tick.text))
    return f'<g class="axis" data-top="{top}" data-bottom="{bottom}">{"".join(made)}</g>'


def _inside(short: list[Tick], scale: Scale) -> Iterator[tuple[Tick, float]]:
    """Yield the ticks with the middle of their labels, which lie whole in the view, and not on others."""
    wide = [(scale.x(tick.day), width(tick.text, 11) / 2) for tick in short]
    for tick, (x, half) in zip(short, wide, strict=True):
        place = min(max(x, scale.left + half), scale.right - half)
        if place == x or all(abs(place - other) > half + room + 4 for other, room in wide if other != x):
            yield tick, place


def _lines(look: Look, scale: Scale, top: int, bottom: int) -> Iterator[str]:
    """Yield the day judged and the horizon, across all lanes."""
    if look.horizon:
        first, last, name = look.horizon
        left, right = scale.held(first), scale.held(last + 1)
        place = f'x="{number(left)}" y="{top}" width="{number(max(2, right - left))}" height="{bottom - top}"'
        yield f'<rect class="hz" data-days="{first},{last + 1}" {place}><title>{written(name)}</title></rect>'
    if look.as_of is not None:
        x = scale.x(look.as_of + 1)
        words = f"as of {day_text(look.as_of)}"
        before = x + 4 + width(words, 11) > scale.right
        outside = "" if scale.left <= x <= scale.right else ' display="none"'  # the script of a page needs its day
        yield f'<g class="asof" data-day="{look.as_of + 1}"{outside}>'
        yield f'<path class="now" d="M{number(x)} {top - 4}V{bottom}"/>'
        yield text("note e" if before else "note", x - 4 if before else x + 4, bottom + 9, words) + "</g>"


# Lanes.


def _lanes(
    placed: list[Lane], look: Look, scale: Scale, top: int, spots: Spots, *, named: bool
) -> tuple[list[str], int]:
    """Return the lanes from `top` downwards, and where they end; note in `spots` where each mark stands."""
    made, y = [], top
    height, bar = (_DENSE_ROW, _DENSE_BAR) if _dense(placed) else (_ROW, _BAR)
    for lane in placed:
        swatch = look.lanes == "theme" and lane.kind != "deadlines"
        shared = {box.colour for box in lane.boxes} == {lane.colour}
        colour = f" c{lane.colour}" if shared else ""
        made.append(f'<g class="l{colour}" data-top="{y}"><path class="rule" d="M{_SIDE} {y}.5H{look.width - _SIDE}"/>')
        if lane.title:
            made.append(_head(lane, y + 17, look, swatch=swatch))
            y += _LANE_HEAD
        else:
            y += 8
        for box in lane.boxes:
            middle = y + box.row * height + height // 2
            of = "deadline" if isinstance(box.item, Due) else "event"
            spots.add(of, box.item.id, Spot(box.left, box.right, middle))
            kind = "" if shared else f' class="c{box.colour}"'
            name = "" if box.label and not named else f"<title>{written(_name(box.item))}</title>"
            target = written(_link(box.item, look))
            about = _about(box, look)
            hidden = ' display="none"' if box.folded else ""
            made.append(f'<a{kind} href="{target}"{about}{hidden}>{name}{_mark(box, middle, look, scale, bar)}</a>')
        made.append("</g>")
        y += lane.rows * height + 6
    return made, y


def _dense(placed: list[Lane]) -> bool:
    """Tell whether there is no room for all labels."""
    return sum(len(lane.boxes) for lane in placed) > MOST_LABELLED


def _head(lane: Lane, y: int, look: Look, *, swatch: bool) -> str:
    name = text("lane", _SIDE + 16 if swatch else _SIDE, y, cut(lane.title, 13, look.width - 4 * _SIDE, bold=True))
    return f'<g class="c{lane.colour}"><circle cx="{_SIDE + 5}" cy="{y - 4}" r="5"/></g>{name}' if swatch else name


def _mark(box: Box, y: int, look: Look, scale: Scale, bar: int) -> str:
    """Return the shapes of a mark, of which nothing is seen beyond the axis, and its label."""
    label = _label(box.label, y) if box.label else ""
    item = box.item
    if box.bare:
        return f'<g class="m"></g>{label}'
    shapes = deadline(item, y, scale, look.as_of) if isinstance(item, Due) else event(item, y, scale, bar)
    return f'<g class="m">{shapes}</g>{label}'


def _about(box: Box, look: Look) -> str:
    """Return what a script needs to draw a mark anew: its days, and its label if that is not written whole."""
    item = box.item
    whole = box.label is not None and box.label.text == item.label
    label = "" if whole else f' data-label="{written(item.label)}"'
    if isinstance(item, Mark):
        hollow = ' data-hollow=""' if item.circa or item.doubtful else ""
        said = ";".join(f"{_day(each.first)},{_day(each.last)}" for each in item.said)
        claims = f' data-said="{said}"' if said else ""
        return f' data-days="{";".join(map(_days, item.parts))}"{claims}{hollow}{label}'
    late = item.record["overdue"] if look.as_of is not None and look.as_of > item.first else "no"
    return f' data-due="{_day(item.first)},{_day(item.last)},{item.stand}" data-late="{late}"{label}'


def _days(part: Part) -> str:
    """Return the four bounds of a part: one number for a day, else first, sure first, sure last, last.

    `-` and `+` are days without bound; `b` and `e` follow where time surely has no beginning or no end.
    """
    if part.is_day:
        return str(part.first)
    return ",".join(map(_day, part[:4])) + "b" * part.open_start + "e" * part.open_end


def _day(day: int) -> str:
    return str(day) if within(day) else "-" if day <= FAR_PAST else "+"


def _link(item: Mark | Due, look: Look) -> str:
    link = look.deadline_link if isinstance(item, Due) else look.link
    return link.replace("{id}", quote(item.id, safe=""))


def _label(label: Label, y: int) -> str:
    return text("e" if label.before else "in" if label.inside else "", round(label.x), y + 4, label.text)


def _name(item: Mark | Due) -> str:
    record = item.record
    if isinstance(item, Due):
        return f"{record['title']}: {mark_of(record['state']).words}, due {record['due_text'] or record['due'] or ''}"
    name = f"{with_written(to_prose(item.date), record)}: {record['title']}{' (possibly)' if item.possible else ''}"
    return "\n".join((name, *(f"{each.source} says {each.date}" for each in item.said)))
