"""The chart of members over time: the full part of a bar is surely a membership, the hatched part perhaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.counted import counted
from dateline.dates import FAR_FUTURE, FAR_PAST, Bounds, day_text
from dateline.render.charts.axes import Plot, shortened, time_axis
from dateline.render.charts.drawing import Chart, Size, element, frame, hatch, line, number, rectangle, text, title
from dateline.render.letters.widths import width
from dateline.render.picture.axis import Scale

_ROW, _BAR, _TOP, _BELOW = 22, 12, 28, 36
_MOST_NAME = 0.4
"""Of the width, for names."""
_LEAST_MARGIN = 180
"""Days on both sides, so that what goes on is seen to go on even where only one day is known."""
_LEAST_AFTER = 3_650
"""Days after the last day that is known, where a membership goes on without an end."""
_LEAST = 3.0
"""Pixels of a bar at least."""


class Belonged(NamedTuple):
    """That a member belonged to a whole: its name, its role, and when, None where nothing says so."""

    name: str
    role: str | None
    date: str | None
    bounds: Bounds | None

    @property
    def label(self) -> str:
        """Return the name with the role."""
        return f"{self.name} ({self.role})" if self.role else self.name


def members(found: Sequence[Belonged], whole: str, wide: int, name: str) -> Chart:
    """Return the chart of those who belonged to `whole`, by the first day; `wide` are its pixels, `name` begins ids."""
    ordered = sorted(found, key=lambda each: (each.bounds is None, each.bounds or (), each.label))
    heading, undated = f"Members of {whole}", sum(each.bounds is None for each in found)
    words = f"{counted(len(found), 'membership')}" + (f", {undated} without a date" if undated else "") + "."
    size = Size(wide, _TOP + _ROW * len(ordered) + _BELOW, name)
    rows = tuple((each.name, each.role or "", each.date or "") for each in ordered)
    return Chart(heading, words, _svg(ordered, size, heading, words), ("Member", "Role", "When"), rows)


def _svg(found: Sequence[Belonged], size: Size, heading: str, words: str) -> str:
    days = [day for each in found for day in each.bounds or () if FAR_PAST < day < FAR_FUTURE]
    if not days:
        told = f"{words} No day is known." if found else "No members."
        return frame(size, heading, words, text(0, 20, told, "quiet"))
    room = min(size.width * _MOST_NAME, max(width(each.label, 12) for each in found))
    plot = Plot(room + 12, _TOP, size.width - 7, size.height - _BELOW)
    margin = max(_LEAST_MARGIN, (max(days) - min(days)) // 30)
    after = max(margin, _LEAST_AFTER) if any(_goes_on(each.bounds) for each in found) else margin
    scale, axis = time_axis(plot, min(days) - margin, max(days) + after, 0, size.width)
    pattern = f"{size.name}-perhaps"
    drawn = [_row(each, place, room, plot, scale, pattern) for place, each in enumerate(found)]
    definition = element("defs", hatch(pattern, "strokes-s0", "diagonal"))
    undated = any(each.bounds is None for each in found)
    return frame(size, heading, words, definition, _key(pattern, undated=undated), *drawn, axis)


def _key(pattern: str, *, undated: bool) -> str:
    second = 16 + width("a member", 12) + 18
    third = second + 16 + width("perhaps a member", 12) + 18
    return (
        rectangle(0, 4, 11, 11, "s0") + text(16, 14, "a member")
        + _perhaps(second, 4, 11, 11, pattern) + text(second + 16, 14, "perhaps a member")
        + (line(third, 10, third + 18, 10, "now") + text(third + 23, 14, "no date") if undated else "")
    )  # fmt: skip


def _row(each: Belonged, place: int, room: float, plot: Plot, scale: Scale, pattern: str) -> str:
    y = plot.top + _ROW * place + _ROW / 2
    name = text(0, y + 4, shortened(each.label, room, 12))
    if each.bounds is None:
        told = title(f"{each.label}: no date is given")
        return element("g", told, name, line(plot.left, y, plot.right, y, "now"))
    first, sure_first, sure_last, last = (scale.held(day) for day in _days(each.bounds))
    told = title(f"{each.label}: {each.date}, {_end(each.bounds[0])} to {_end(each.bounds[3])}")
    shapes = _perhaps(first, y - _BAR / 2, max(_LEAST, last - first), _BAR, pattern)
    if each.bounds[1] <= each.bounds[2]:
        shapes += rectangle(sure_first, y - _BAR / 2, max(_LEAST, sure_last - sure_first), _BAR, "s0")
    if _goes_on(each.bounds):
        shapes += element("path", d=f"M{number(plot.right)} {number(y - 4)}l5 4l-5 4z", class_="s0")
    return element("g", told, name, shapes)


def _goes_on(bounds: Bounds | None) -> bool:
    """Tell whether a membership has no end, not even an unknown one."""
    return bounds is not None and bounds[2] >= FAR_FUTURE


def _days(bounds: Bounds) -> tuple[int, int, int, int]:
    """Return where the bars begin and end: the day after the last one is the end."""
    return bounds[0], bounds[1], bounds[2] + 1, bounds[3] + 1


def _end(day: int) -> str:
    return str(day_text(day)) if FAR_PAST < day < FAR_FUTURE else "…"


def _perhaps(left: float, top: float, wide: float, high: float, pattern: str) -> str:
    filled = rectangle(left, top, wide, high, "plain", fill=f"url(#{pattern})")
    return filled + rectangle(left, top, wide, high, "outline-s0")
