"""Strips of single deadlines: the cutoff window against the day judged, and the course of states over time."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.dates import FAR_FUTURE, day_text
from dateline.deadlines.histories import Run
from dateline.deadlines.states import KINDS
from dateline.model import Days
from dateline.render.charts.axes import Plot, along, time_axis
from dateline.render.charts.drawing import Chart, Size, element, frame, hatch, line, number, rectangle, text, title
from dateline.render.letters.widths import width
from dateline.render.picture.axis import Scale
from dateline.render.state_marks import PATTERNS, mark_of

STRIP = 168, 18
"""Width and height of the strip of a cutoff window."""


def window(cutoff: Days | None, as_of: int, span: Days, state: str) -> str:
    """Return the strip of a cutoff window in the days of `span`, with a line on the day judged.

    It says nothing that does not stand in words beside it, so it is hidden from those who listen.
    """
    wide, high = STRIP
    scale = Scale(*span, 3, wide - 3)
    middle, kind = high / 2, mark_of(state).kind
    parts = [line(0, middle + 0.5, wide, middle + 0.5, "grid")]
    if cutoff is not None:
        parts += _window(cutoff, as_of, scale, kind, middle)
    now = scale.held(as_of)
    parts.append(element("path", d=f"M{number(now)} 0V{high}", class_="day"))
    return element(
        "svg", *parts, class_="chart strip", viewBox=f"0 0 {wide} {high}", width=wide, height=high, aria_hidden="true",
        focusable="false",
    )  # fmt: skip


def _window(cutoff: Days, as_of: int, scale: Scale, kind: str, middle: float) -> list[str]:
    left, right = scale.held(cutoff[0]), scale.held(cutoff[1] + 1)
    parts = []
    if KINDS[kind].overdue != "no" and as_of > cutoff[0]:
        parts.append(line(left, middle + 0.5, scale.held(as_of), middle + 0.5, f"strokes-{kind} wide"))
    if cutoff[1] >= FAR_FUTURE:
        arrow = f"M{number(left)} {number(middle - 4)}v8m0 -4H{number(right)}l-4 -3.5m4 3.5l-4 3.5"
        parts.append(element("path", d=arrow, class_=f"strokes-{kind} bare"))
    elif right - left < 3:
        parts.append(rectangle((left + right) / 2 - 1.5, middle - 5, 3, 10, kind))
    else:
        parts.append(rectangle(left, middle - 4, right - left, 8, f"{kind} tint"))
        parts.append(rectangle(left + 0.5, middle - 3.5, right - left - 1, 7, f"outline-{kind}"))
    return parts


def course(runs: Sequence[Run], as_of: int, size: Size) -> Chart:
    """Return the chart of the states of one deadline over time, which `runs` tell without a gap."""
    heading = "The state over time"
    told = [(f"{day_text(run.first)} to {day_text(run.last)}", mark_of(run.state).words) for run in runs]
    words = "; ".join(f"{days}: {state}" for days, state in told) or "Nothing is known."
    rows = tuple((str(day_text(run.first)), str(day_text(run.last)), mark_of(run.state).words) for run in runs)
    return Chart(heading, words, _course(runs, as_of, size, heading, words), ("From", "To", "State"), rows)


def _course(runs: Sequence[Run], as_of: int, size: Size, heading: str, words: str) -> str:
    if not runs:
        return frame(size, heading, words, text(0, 20, "Nothing is known.", "quiet"))
    plot = Plot(1, 26, size.width - 1, size.height - 38)
    scale, axis = time_axis(plot, runs[0].first, runs[-1].last, 0, size.width)
    definitions = element("defs", *(hatch(f"{size.name}-{k}", f"strokes-{k}", p) for k, p in PATTERNS.items()))
    parts = [_run(run, scale, plot, size.name) for run in runs]
    return frame(size, heading, words, definitions, *parts, axis, _day(as_of, scale, plot))


def _day(as_of: int, scale: Scale, plot: Plot) -> str:
    """Return the line of the day judged, with its name above."""
    x, words = scale.held(as_of), str(day_text(as_of))
    (start, _), *_ = along([(x, words)], 0, plot.right, 12)
    stroke = element("path", d=f"M{number(x)} {number(plot.top - 6)}V{number(plot.bottom)}", class_="day")
    return stroke + text(start, plot.top - 12, words, "tick strong")


def _run(run: Run, scale: Scale, plot: Plot, name: str) -> str:
    left, right = scale.x(run.first), scale.x(run.last + 1)
    mark, high = mark_of(run.state), plot.bottom - plot.top
    told = title(f"{mark.words}, {day_text(run.first)} to {day_text(run.last)}")
    class_ = "overdue area" if mark.kind == "overdue" else f"{mark.kind} tint"
    ground = rectangle(left, plot.top, right - left, high, class_)
    fill = f"url(#{name}-{mark.kind})"
    texture = rectangle(left, plot.top, right - left, high, "plain", fill=fill) if mark.kind in PATTERNS else ""
    edge = line(left, plot.top, left, plot.bottom, "edge")
    return element("g", told, ground, texture, edge, _named(left, right, plot, mark.path, mark.words, mark.kind))


def _named(left: float, right: float, plot: Plot, path: str, words: str, kind: str) -> str:
    """Return the mark, and the words where there is room, on a ground of their own."""
    room, middle = right - left, (plot.top + plot.bottom) / 2
    long = 16 + width(words, 12)
    if room < 22:
        return ""
    whole = room >= long + 12
    ground = rectangle(left + 3, middle - 10, (long if whole else 12) + 6, 20, "ground")
    place = f"translate({number(left + 6)} {number(middle - 6)})"
    shape = element("path", d=path, class_=f"state {kind}", transform=place)
    return ground + shape + (text(left + 22, middle + 4, words) if whole else "")
