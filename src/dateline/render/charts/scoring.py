"""The chart of scores: for each programme the share kept on time, and the level reached, between exact bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from dateline.dates import day_text, from_day, to_day
from dateline.deadlines.kept.score import Bounds, Score
from dateline.render.charts.axes import Plot, shortened, side_axis, time_axis
from dateline.render.charts.drawing import Chart, Size, element, frame, hatch, number, rectangle, text, title
from dateline.render.letters.widths import width
from dateline.render.picture.axis import Scale

_PANEL_HEIGHT = 184
_LEAST_PANEL = 270
_LEGEND = 28
_GAP = 28
_SIDE = 38
"""The room for the labels of the shares."""


class Panel(NamedTuple):
    """The scores of one programme in order of time, none empty."""

    title: str
    scores: tuple[Score, ...]


def panels(scores: Iterable[Score], titles: Mapping[str, str]) -> list[Panel]:
    """Return a panel for each programme in the order of `scores`; `titles` are those of programmes by id."""
    return [
        Panel(titles.get(group.id or "", group.name), tuple(of))
        for group, of in groupby(scores, key=attrgetter("group"))
    ]


def scoring(found: Sequence[Panel], width_: int, name: str) -> Chart:
    """Return the chart of the panels, as many beside each other as the width in pixels allows."""
    heading, words = "Share of each programme kept, by year", _words(found)
    columns = max(1, min(3, (width_ + _GAP) // (_LEAST_PANEL + _GAP), len(found)))
    lines = -(-len(found) // columns)
    size = Size(width_, _LEGEND + lines * _PANEL_HEIGHT if found else 30, name)
    rows = tuple(_row(panel, score) for panel in found for score in panel.scores)
    headings = ("Programme", "At the end of", "Met on time", "Level reached", "Deadlines", "No report")
    return Chart(heading, words, _svg(found, columns, size, heading, words), headings, rows)


def _row(panel: Panel, score: Score) -> tuple[str, ...]:
    return (
        panel.title, str(day_text(score.as_of)), percent(score.on_time), percent(score.level), str(score.deadlines),
        str(score.unknown),
    )  # fmt: skip


def percent(bounds: Bounds | None) -> str:
    """Return bounds of a share in percent, such as 0–13 %; a dash where nothing counts."""
    if bounds is None:
        return "–"
    low, high = (round(100 * float(bound)) for bound in bounds)
    return f"{low} %" if low == high else f"{low}–{high} %"


def _words(found: Sequence[Panel]) -> str:
    if not found:
        return "No programme has a score."
    told = [
        f"{panel.title}: {percent(last.on_time)} met on time, level {percent(last.level)}"
        for panel in found for last in panel.scores[-1:]
    ]  # fmt: skip
    return f"At the end of {day_text(found[0].scores[-1].as_of)}, least to greatest: {'; '.join(told)}."


def _svg(found: Sequence[Panel], columns: int, size: Size, heading: str, words: str) -> str:
    if not found:
        return frame(size, heading, words, text(0, 20, "No programme has a score.", "quiet"))
    pattern = f"{size.name}-level"
    wide = (size.width - (columns - 1) * _GAP) / columns
    first = to_day(min(from_day(panel.scores[0].as_of)[0] for panel in found), 1, 1)
    last = max(panel.scores[-1].as_of for panel in found)
    drawn = []
    for place, panel in enumerate(found):
        left, top = place % columns * (wide + _GAP), _LEGEND + place // columns * _PANEL_HEIGHT
        plot = Plot(left + _SIDE, top + 44, left + wide, top + _PANEL_HEIGHT - 40)
        drawn.append(_panel(panel, plot, left, (first, last), pattern))
    definition = element("defs", hatch(pattern, "strokes-s1", "diagonal"))
    return frame(size, heading, words, definition, _legend(pattern), *drawn)


def _legend(pattern: str) -> str:
    second = 18 + width("met on time", 12) + 20
    return (
        rectangle(0, 3, 12, 11, "s0 tint")
        + element("path", d="M0 3H12M0 14H12", class_="strokes-s0")
        + text(18, 13, "met on time")
        + rectangle(second, 3, 12, 11, "plain", fill=f"url(#{pattern})")
        + element("path", d=f"M{number(second)} 3h12m-12 11h12", class_="strokes-s1 late")
        + text(second + 18, 13, "level reached")
    )


def _panel(panel: Panel, plot: Plot, left: float, days: tuple[int, int], pattern: str) -> str:
    room, last, high = plot.right - left, panel.scores[-1], plot.bottom - plot.top
    now = f"on time {percent(last.on_time)}, level {percent(last.level)}"
    names = text(left, plot.top - 28, shortened(panel.title, room, 13, bold=True), "name")
    names += text(left, plot.top - 12, shortened(now, room, 12), "quiet")
    shares = side_axis(plot, [(plot.bottom - share * high, f"{share * 100:g} %") for share in (0, 0.5, 1)])
    scale, axis = time_axis(plot, *days, plot.left, plot.right)
    level = _band([(s.as_of, s.level) for s in panel.scores], scale, plot, ("plain", "strokes-s1 late"), pattern)
    kept = _band([(s.as_of, s.on_time) for s in panel.scores], scale, plot, ("s0 tint", "strokes-s0"))
    return element("g", title(f"{panel.title}: {now}"), names, shares, level, kept, axis)


def _band(
    points: Sequence[tuple[int, Bounds | None]],
    scale: Scale,
    plot: Plot,
    classes: tuple[str, str],
    pattern: str | None = None,
) -> str:
    """Return bounds over time: each year's column from the least to the greatest, with a line along both.

    A column takes the year that ends on its day, or what has passed of it.
    """
    high = plot.bottom - plot.top
    areas, edges = "", ""
    for day, bounds in points:
        if bounds is None:
            continue
        start, end = scale.held(to_day(from_day(day)[0], 1, 1)), scale.held(day + 1)
        low, top = (plot.bottom - float(bound) * high for bound in bounds)
        areas += f"M{number(start)} {number(low)}V{number(top)}H{number(end)}V{number(low)}z"
        edges += f"M{number(start)} {number(top)}H{number(end)}"
        edges += f"M{number(start)} {number(low)}H{number(end)}" if low != top else ""
    if not areas:
        return ""
    area, edge = classes
    fill = f"url(#{pattern})" if pattern else None
    return element("path", d=areas, class_=area, fill=fill) + element("path", d=edges, class_=f"trace {edge}")
