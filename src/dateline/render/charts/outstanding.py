"""The chart of with whom promises are overdue: their own, and those that wait for somebody else's."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.render.charts.axes import counts_scale, shortened
from dateline.render.charts.drawing import Chart, Size, element, frame, line, rectangle, text, title
from dateline.render.letters.widths import width as width_of
from dateline.wire_fields import Record

MOST = 30
"""So many rows are drawn; the table has all."""
_NARROW = 560
_NONE = "Nothing is overdue."
_KEYS = (("own_overdue", "their own", 0), ("inherited_overdue", "waiting for others", 1))
_ROW = 34
_TOP = 26


def outstanding(records: Sequence[Record], width: int, name: str) -> Chart:
    """Return the chart of the records of `deadlines responsibility`: certainly so many in full, up to the most pale."""
    wide = width >= _NARROW
    step = _ROW if wide else _ROW + 18
    size = Size(width, _TOP + step * min(MOST, max(1, len(records))) + 26, name)
    rows = tuple(
        (each["outstanding_with"], *(_range(each[key]) for key in ("overdue", *(k for k, *_ in _KEYS))))
        for each in records
    )
    told = "; ".join(f"{each['outstanding_with']}: {_range(each['overdue'])}" for each in records)
    heading = "With whom it is overdue"
    svg = _svg(records[:MOST], size, step, heading, told or _NONE)
    return Chart(heading, told or _NONE, svg, ("With", "Overdue", "Their own", "Waiting for others"), rows)


def _range(ends: Sequence[int]) -> str:
    low, high = ends
    return f"{low}" if low == high else f"{low}–{high}"


def _svg(records: Sequence[Record], size: Size, step: float, heading: str, words: str) -> str:
    if not records:
        return frame(size, heading, words, text(0, 20, _NONE, "quiet"))
    wide = size.width >= _NARROW
    left, right = (360.0 if wide else 0.0), size.width - 60.0
    levels = counts_scale(max(each[key][1] for each in records for key, *_ in _KEYS), 5 if wide else 3)
    per_one, bottom = (right - left) / levels[-1], size.height - 22
    grid = "".join(
        line(left + level * per_one, _TOP, left + level * per_one, bottom, "grid")
        + text(left + level * per_one, bottom + 16, f"{level:,}", "tick", "middle" if level else "start")
        for level in levels
    )
    drawn = [_row(each, _TOP + step * place, left, per_one, wide=wide) for place, each in enumerate(records)]
    return frame(size, heading, words, grid, _key(left), *drawn)


def _key(left: float) -> str:
    x, parts = left, []
    for _, words, series in _KEYS:
        parts.append(rectangle(x, 3, 10, 10, f"s{series}") + text(x + 15, 12, words, "tick"))
        x += 15 + width_of(words, 11) + 18
    return "".join(parts)


def _row(record: Record, top: float, left: float, per_one: float, *, wide: bool) -> str:
    name = shortened(record["outstanding_with"], left - 14 if wide else 335, 12)
    label = text(0, top + _ROW / 2 + 4, name) if wide else text(0, top + 14, name)
    y, bars = top + (7 if wide else 22), []
    for key, words, series in _KEYS:
        low, high = record[key]
        if high:
            bars.append(_bar(left, y, (low * per_one, high * per_one), series, f"{_range((low, high))} {words}"))
            bars.append(text(left + high * per_one + 6, y + 8.5, _range((low, high)), "tick"))
        y += 12
    return element("g", title(f"{record['outstanding_with']}: {_range(record['overdue'])} overdue"), label, *bars)


def _bar(left: float, y: float, ends: tuple[float, float], series: int, words: str) -> str:
    low, high = ends
    sure = rectangle(left, y, low, 9, f"s{series}", title(words)) if low else ""
    maybe = rectangle(left + low, y + 0.5, high - low, 8, f"s{series} tint") if high > low else ""
    edge = rectangle(left + low, y + 0.5, high - low, 8, f"outline-s{series}") if high > low else ""
    return sure + maybe + edge
