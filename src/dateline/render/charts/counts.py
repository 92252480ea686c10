"""The chart of counts by year or month: the certain below, the possible stacked upon them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple
from urllib.parse import quote

from dateline.counted import counted
from dateline.dates import from_day, to_day
from dateline.dates.undated import UNDATED
from dateline.facets import date_named
from dateline.render.charts.axes import Plot, counted_axis, counted_width, time_axis
from dateline.render.charts.drawing import Chart, Size, element, frame, hatch, number, rectangle, text, title
from dateline.render.letters.widths import width
from dateline.render.picture.axis import MONTHS, year_name
from dateline.wire_fields import Record

_SEEN = 1
"""Pixels: how wide a lonely period is at least."""
_LEAST_BAR = 1.5
"""A bar narrower than that in pixels is no bar: the counts are drawn as one shape."""
_LEAST_LINK = 6
"""A bar narrower than that in pixels can hardly be hit, so it is no link."""


class Count(NamedTuple):
    """The counts of one period: its key on the wire, its days, how many events certainly and possibly."""

    key: str
    first: int
    last: int
    certain: float
    possible: float

    @property
    def name(self) -> str:
        """Return the period in words, such as 44 BC or May 1999."""
        year, month, _ = from_day(self.first)
        return year_name(year) if self.last - self.first > 31 else f"{MONTHS[month - 1]} {year_name(year)}"


def counts_of(rows: Iterable[Record], by: str) -> list[Count]:
    """Return the counts of facets rows {`by`, certain, possible}, in their order; `by` is "year" or "month".

    Undated events are in none of them.

    Raises:
        ValueError: a key is no year or month.
    """
    return [Count(row[by], *_days(row[by], by), row["certain"], row["possible"]) for row in _dated(rows, by)]


def _dated(rows: Iterable[Record], by: str) -> list[Record]:
    return [row for row in rows if row[by] not in (None, UNDATED)]


def _left_out(rows: Iterable[Record], by: str) -> str:
    """Return the sentence about undated events, if there are some."""
    number = sum(row["certain"] + row["possible"] for row in rows if row[by] == UNDATED)
    return f" {counted(number, 'undated event', 'are')} in no {by}." if number else ""


def _days(key: str, by: str) -> tuple[int, int]:
    if by == "year":
        return to_day(int(key), 1, 1), to_day(int(key) + 1, 1, 1) - 1
    year, _, month = key.rpartition("-")
    after = 12 * int(year) + int(month)
    return to_day(int(year), int(month), 1), to_day(after // 12, after % 12 + 1, 1) - 1


def counts(rows: Iterable[Record], by: str, size: Size, link: str | None = None) -> Chart:
    """Return the chart of counts by `by`, "year" or "month"; in `link`, {key} stands for its date."""
    rows = list(rows)
    found = counts_of(rows, by)
    links = _links(found, link, by)
    heading, words = f"Events by {by}", _words(found, by) + _left_out(rows, by)
    headings = (by.capitalize(), "Certain", "Possible")
    table = tuple((each.name, str(each.certain), str(each.possible)) for each in found)
    return Chart(heading, words, _svg(found, links, size, heading, words), headings, table, links)


def sums(rows: Iterable[Record], measure: str, unit: str, size: Size, link: str | None = None) -> Chart:
    """Return the chart of the sums of a measure by year: at least so many in full, up to the most in hatching.

    `rows` are those of `query --by year --sum`. A year without a greatest sum has no hatching. Sums below zero cannot
    be stacked: then there is only the table.
    """
    listed = _dated(rows, "year")
    ends = [(row[f"{measure}_low"], row[f"{measure}_high"]) for row in listed]
    found = [
        Count(row["year"], *_days(row["year"], "year"), max(low or 0, 0), max((low if high is None else high) or 0, 0))
        for row, (low, high) in zip(listed, ends, strict=True)
    ]
    found = [each._replace(possible=max(each.possible - each.certain, 0)) for each in found]
    heading = f"{measure.capitalize()} by year" + (f", in {unit}" if unit else "")
    drawable = all(low is None or low >= 0 for low, _ in ends)
    words = _words_of_sums(found, ends, drawable=drawable)
    links = _links(found, link, "year")
    headings = ("Year", "Best", "At least", "At most")
    table = tuple(
        (each.name, *(_cell(row[f"{measure}{end}"]) for end in ("", "_low", "_high")))
        for each, row in zip(found, listed, strict=True)
    )
    drawn = _svg(found if drawable else (), links, size, heading, words, ("at least", "at most"))
    return Chart(heading, words, drawn, headings, table, links)


def _links(found: list[Count], link: str | None, by: str) -> tuple[str, ...]:
    """Return the address that each period leads to, which says it as a date."""
    return tuple(link.replace("{key}", quote(date_named(each.key, by), safe="")) for each in found) if link else ()


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:,}"


def _words_of_sums(found: Sequence[Count], ends: Sequence[tuple[float | None, ...]], *, drawable: bool) -> str:
    if not found:
        return "No event has this measure."
    if not drawable:
        return "Some sums are below zero: only the table shows them."
    most = max(found, key=lambda each: (each.certain + each.possible, each.certain))
    unbounded = sum(high is None for _, high in ends)
    more = f" {counted(unbounded, 'year', 'have')} no greatest sum." if unbounded else ""
    return (
        f"{found[0].name} to {found[-1].name}. Most in {most.name}: at least {most.certain:,}, at most "
        f"{most.certain + most.possible:,}.{more}"
    )


def _words(found: Sequence[Count], by: str) -> str:
    if not found:
        return "No events."
    most = max(found, key=lambda each: (each.certain, each.possible))
    surely, perhaps = (
        counted(int(sum(getattr(each, place) for each in found)), "time") for place in ("certain", "possible")
    )
    return (
        f"{found[0].name} to {found[-1].name}, {counted(len(found), by)} with events. Most in {most.name}: "
        f"{most.certain} certain and {most.possible} more possible. An event counts in each {by} that it touches: "
        f"{surely} certainly, {perhaps} possibly."
    )


def _svg(
    found: Sequence[Count],
    links: Sequence[str],
    size: Size,
    heading: str,
    words: str,
    key: tuple[str, str] = ("certain", "possible"),
) -> str:
    if not found:
        return frame(size, heading, words, text(0, 20, words.partition(":")[0].rstrip(".") + ".", "quiet"))
    most = max(ceil(max(each.certain + each.possible for each in found)), 1)
    plot = Plot(counted_width(most), 30, size.width - 1, size.height - 36)
    per_event, side = counted_axis(plot, most)
    scale, axis = time_axis(plot, found[0].first, found[-1].last, 0, size.width)
    pattern = f"{size.name}-possible"
    bars = [(each, scale.x(each.first), scale.x(each.last + 1)) for each in found]
    thin = min(right - left for _, left, right in bars) < _LEAST_BAR
    drawn = (
        _shape(_seen(bars, plot.right), plot, per_event, pattern)
        if thin
        else _bars(bars, links, plot, per_event, pattern)
    )
    definition = element("defs", hatch(pattern, "strokes-s0", "diagonal"))
    linked = bool(links) and not thin
    return frame(size, heading, words, definition, _legend(pattern, key), side, drawn, axis, linked=linked)


def _legend(pattern: str, key: tuple[str, str]) -> str:
    """Return the key to the two fills, above the chart."""
    second = 16 + width(key[0], 12) + 18
    return (
        rectangle(0, 4, 11, 11, "s0") + text(16, 14, key[0])
        + _possible(second, 4, 11, 11, pattern) + text(second + 16, 14, key[1])
    )  # fmt: skip


Bars = Sequence[tuple[Count, float, float]]


def _bars(bars: Bars, links: Sequence[str], plot: Plot, per_event: float, pattern: str) -> str:
    drawn = []
    for place, (each, left, right) in enumerate(bars):
        gap = min(2.0, (right - left) / 4)
        bar = _bar(each, left + gap / 2, right - left - gap, plot, per_event, pattern)
        hit = links and right - left >= _LEAST_LINK
        drawn.append(element("a", bar, href=links[place]) if hit else element("g", bar))
    return "".join(drawn)


def _bar(each: Count, left: float, wide: float, plot: Plot, per_event: float, pattern: str) -> str:
    middle = plot.bottom - each.certain * per_event
    high = each.possible * per_event
    told = title(f"{each.name}: {each.certain} certain, {each.possible} possible")
    certain = rectangle(left, middle, wide, each.certain * per_event, "s0") if each.certain else ""
    # An element that nobody sees makes the whole column answer to the pointer.
    ground = rectangle(left, plot.top, wide, plot.bottom - plot.top, "hit")
    possible = _possible(left, middle - high, wide, high, pattern) if each.possible else ""
    return told + ground + certain + possible


def _possible(left: float, top: float, wide: float, high: float, pattern: str) -> str:
    filled = rectangle(left, top, wide, high, "plain", fill=f"url(#{pattern})")
    return filled + rectangle(left, top, wide, high, "outline-s0")


def _shape(bars: Bars, plot: Plot, per_event: float, pattern: str) -> str:
    """Return the counts as one shape of each kind, for more periods than there are pixels."""
    certain = "".join(_column(left, right, plot.bottom, each.certain * per_event) for each, left, right in bars)
    possible = "".join(
        _column(left, right, plot.bottom - each.certain * per_event, each.possible * per_event)
        for each, left, right in bars
    )
    return element("path", d=certain, class_="s0") + element("path", d=possible, fill=f"url(#{pattern})")


def _seen(bars: Bars, end: float) -> Bars:
    """Return the bars, each as wide as can be seen where there is room before the next one."""
    following = [*(left for _, left, _ in bars[1:]), end]
    wider = [max(right, min(left + _SEEN, after)) for (_, left, right), after in zip(bars, following, strict=True)]
    return [
        (each, min(left, right - _SEEN) if right == end else left, right)
        for (each, left, _), right in zip(bars, wider, strict=True)
    ]


def _column(left: float, right: float, bottom: float, high: float) -> str:
    return f"M{number(left)} {number(bottom)}V{number(bottom - high)}H{number(right)}V{number(bottom)}z" if high else ""
