"""Axes of charts: time along the bottom, numbers, shares or time up the side, and labels that find their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log10
from typing import NamedTuple

from dateline.dates import from_day
from dateline.dates.calendar import day_of
from dateline.render.charts.drawing import line, text
from dateline.render.letters.widths import cut, width
from dateline.render.picture.axis import SIZE, Scale, Tick, ticks, year_name

_APART = 6
"""Pixels between two labels of a row, at least."""


class Plot(NamedTuple):
    """The rectangle in which a chart is drawn, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


def time_axis(plot: Plot, first: int, last: int, low: float, high: float) -> tuple[Scale, str]:
    """Return the scale of the days over the plot, and its axis with labels below that lie between `low` and `high`."""
    scale = Scale(first, last, plot.left, plot.right)
    short, long = ticks(scale)
    marks = [line(scale.x(tick.day), plot.bottom, scale.x(tick.day), plot.bottom + 4, "axis") for tick in short]
    base = line(plot.left, plot.bottom, plot.right, plot.bottom, "axis")
    rows = _row(short, scale, plot.bottom + 16, low, high) + _row(long, scale, plot.bottom + 30, low, high)
    return scale, base + "".join(marks) + rows


def _row(found: Sequence[Tick], scale: Scale, y: float, low: float, high: float) -> str:
    wanted = [(scale.held(tick.day), tick.text) for tick in found]
    return "".join(text(x, y, words, "tick") for x, words in along(wanted, low, high, SIZE))


def along(wanted: Iterable[tuple[float, str]], low: float, high: float, size: float) -> list[tuple[float, str]]:
    """Return where labels of one row begin: centred where they want to be, within `low` to `high`, none over another.

    A label that finds no room is left out; of two that want the same room the first keeps it.
    """
    placed: list[tuple[float, str]] = []
    free = low
    for middle, words in wanted:
        long = width(words, size)
        start = min(max(middle - long / 2, low), high - long)
        if start >= free:
            placed.append((start, words))
            free = start + long + _APART
    return placed


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return the places near those wanted, in their order, at least `gap` from each other and within `low` to `high`.

    Where there are too many for that the gap shrinks.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    gap = min(gap, (high - low) / max(1, len(wanted) - 1))
    found = [0.0] * len(wanted)
    least = low
    for place in order:
        found[place] = least = max(least, min(wanted[place], high))
        least += gap
    most = high
    for place in reversed(order):
        found[place] = most = min(found[place], most)
        most -= gap
    return found


def counts_scale(most: int, number_of_lines: int = 5) -> list[int]:
    """Return the numbers at which an axis of counts has lines, from 0 to the first at or above `most`.

    >>> counts_scale(7), counts_scale(0), counts_scale(34)
    ([0, 2, 4, 6, 8], [0, 1], [0, 10, 20, 30, 40])
    """
    most = max(most, 1)
    power = 10 ** max(0, int(log10(most)) - 1)
    steps = (step * power for step in (1, 2, 5, 10, 20, 50))
    step = next(step for step in steps if most <= step * number_of_lines)
    return list(range(0, most + step, step)) if most % step else list(range(0, most + 1, step))


def side_axis(plot: Plot, places: Iterable[tuple[float, str]]) -> str:
    """Return hairlines across the plot at the heights given, each with its label to the left."""
    return "".join(line(plot.left, y, plot.right, y, "grid") + _side_label(plot, y, words) for y, words in places)


def counted_axis(plot: Plot, most: int) -> tuple[float, str]:
    """Return how many pixels high one is, and the axis of counts up to `most` at the left of the plot."""
    levels = counts_scale(most)
    high = (plot.bottom - plot.top) / levels[-1]
    return high, side_axis(plot, [(plot.bottom - level * high, f"{level:,}") for level in levels])


def counted_width(most: int) -> float:
    """Return the room that the labels of counts up to `most` take."""
    return side_width(f"{level:,}" for level in counts_scale(most))


def day_axis(plot: Plot, places: Iterable[tuple[float, str]]) -> str:
    """Return an axis up the left side with a tick and a label at each of the heights given."""
    marks = (line(plot.left - 4, y, plot.left, y, "axis") + _side_label(plot, y, words) for y, words in places)
    return line(plot.left, plot.top, plot.left, plot.bottom, "axis") + "".join(marks)


def _side_label(plot: Plot, y: float, words: str) -> str:
    return text(plot.left - 7, y + 4, words, "tick", "end")


def side_width(labels: Iterable[str]) -> float:
    """Return the room that labels at the left side take, with the gap to the plot."""
    return max((width(words, SIZE) for words in labels), default=0) + 10


def day_ticks(first: int, last: int, height: float, least: float = 26) -> list[Tick]:
    """Return ticks for days up the side, at least `least` pixels apart: years, or months where there are few years."""
    start, _, _ = from_day(first)
    end, _, _ = from_day(last)
    most = max(1, height / least)
    for months in (1, 3, 6):
        found = [Tick(day, words) for day, words in _months(start, end, months) if first <= day <= last]
        if len(found) <= most and end - start < 4:
            return found
    step = next(s * 10**p for p in range(15) for s in (1, 2, 5) if (end - start + 1) / (s * 10**p) <= most)
    found = [Tick(day_of(year, 1, 1), year_name(year)) for year in _years(start, end, step)]
    return [tick for tick in found if first <= tick.day <= last]


def _years(start: int, end: int, step: int) -> Iterator[int]:
    """Yield the years whose name is a multiple of the step; n BC is the astronomical year 1 - n."""
    before = range((1 - start) // step * step, 0, -step)
    yield from (1 - each for each in before if 1 - each <= end)
    yield from range(max(start + -start % step, step), end + 1, step)


def _months(start: int, end: int, step: int) -> Iterable[tuple[int, str]]:
    for count in range(12 * start, 12 * end + 12, step):
        year, month = count // 12, count % 12 + 1
        yield day_of(year, month, 1), f"{year_name(year)}-{month:02}"


def shortened(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return `words` cut to the room in pixels at a size of letters, which are wider when bold."""
    return cut(words, size, room, bold=bold)
