"""The chart of what holds up what: when each unmet deadline can be done at the earliest, against its last day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST, day_text, parse
from dateline.dates.calendar import day_of, from_day
from dateline.model import Days
from dateline.render.charts.axes import Plot, along, shortened, time_axis
from dateline.render.charts.drawing import Chart, Size, element, frame, line, number, rectangle, text, title
from dateline.render.letters.widths import width as width_of
from dateline.render.picture.axis import Scale
from dateline.wire_fields import Record

MOST = 40
"""So many deadlines are drawn; the table has all."""
_NARROW = 560
_VERDICTS = {"infeasible": "overdue", "at_risk": "maybe", "feasible": "met"}
"""The colour of each verdict, as a kind of state."""
_NONE = "Nothing is unmet."


class _Row(NamedTuple):
    """A deadline in the chart, with its last compliant days, the days on which it is done, and who holds it up."""

    record: Record
    cutoff: Days
    finish: Days
    kind: str


def height(number_of_rows: int, *, wide: bool) -> int:
    """Return how high a chart of so many deadlines is, in pixels."""
    return 70 + min(MOST, max(1, number_of_rows)) * (26 if wide else 42)


def chain(records: Sequence[Record], as_of: int, width: int, name: str) -> Chart:
    """Return the chart of the records of `deadlines cascade`; what waits for a deadline stands right below it."""
    ordered = _in_chains(records)
    size = Size(width, height(len(ordered), wide=width >= _NARROW), name)
    titles = {each["id"]: each["title"] for each in records}
    table = tuple(_cells(each, titles) for each in ordered)
    verdicts = [each["verdict"] for each in ordered]
    told = [f"{verdicts.count(verdict)} {words}" for verdict, words in _WORDS.items() if verdict in verdicts]
    words = f"On {day_text(as_of)}: {', '.join(told)}." if told else _NONE
    heading = "When it can be done at the earliest"
    headings = ("Deadline", "Verdict", "Done at the earliest", "Last day", "Held up by")
    return Chart(
        heading, words, _svg([_row(each) for each in ordered[:MOST]], as_of, size, heading, words), headings, table
    )


_WORDS = {"feasible": "can be met in time", "at_risk": "may be late", "infeasible": "cannot be met in time any more"}


def _in_chains(records: Sequence[Record]) -> list[Record]:
    ids = {each["id"] for each in records}
    behind: dict[str, list[Record]] = {}
    heads: list[Record] = []
    for each in records:
        root = next((root for root in each["roots"] if root in ids and root != each["id"]), None)
        (heads if root is None else behind.setdefault(root, [])).append(each)
    placed = [found for head in heads for found in (head, *behind.pop(head["id"], ()))]
    return placed + [each for rest in behind.values() for each in rest]


def _cells(record: Record, titles: dict[str, str]) -> tuple[str, ...]:
    days = (_span(record[f"{name}_from"], record[f"{name}_to"]) for name in ("finish", "cutoff"))
    roots = ", ".join(titles.get(root, root) for root in record["roots"])
    return record["title"], _WORDS.get(record["verdict"], ""), *days, roots


def _span(first: str | None, last: str | None) -> str:
    return str(first or "") if first == last else f"{first or ''} – {last or ''}".strip()


def _row(record: Record) -> _Row:
    cutoff, finish = (_days(record[f"{name}_from"], record[f"{name}_to"]) for name in ("cutoff", "finish"))
    return _Row(record, cutoff, finish, _VERDICTS.get(record["verdict"], "unknown"))


def _days(first: str | None, last: str | None) -> Days:
    return parse(first).earliest if first else FAR_PAST, parse(last).earliest if last else FAR_FUTURE


def _svg(rows: Sequence[_Row], as_of: int, size: Size, heading: str, words: str) -> str:
    if not rows:
        return frame(size, heading, words, text(0, 20, _NONE, "quiet"))
    wide = size.width >= _NARROW
    plot = Plot(330 if wide else 4, 30, size.width - 14, size.height - 38)
    scale, axis = time_axis(plot, *_range(rows, as_of), 0, size.width)
    step = (plot.bottom - plot.top) / len(rows)
    place = {row.record["id"]: number_ for number_, row in enumerate(rows)}
    middles = [plot.top + step * (number_ + 0.5) + (0 if wide else 8) for number_ in range(len(rows))]
    arms = [_arm(row, rows, place, middles, scale) for row in rows]
    drawn = [_drawn(row, y, plot, scale, wide=wide) for row, y in zip(rows, middles, strict=True)]
    return frame(size, heading, words, _today(as_of, scale, plot), *arms, *drawn, axis)


def _range(rows: Sequence[_Row], as_of: int) -> Days:
    """Return whole years around all days that have an end."""
    days = [day for row in rows for day in (*row.cutoff, *row.finish) if FAR_PAST < day < FAR_FUTURE]
    first, last = min([*days, as_of]), max([*days, as_of])
    return day_of(from_day(first)[0], 1, 1), day_of(from_day(last)[0] + 1, 1, 1) - 1


def _today(as_of: int, scale: Scale, plot: Plot) -> str:
    x, words = scale.held(as_of), str(day_text(as_of))
    (start, _), *_ = along([(x, words)], 0, plot.right, 12)
    return line(x, plot.top - 6, x, plot.bottom, "day") + text(start, plot.top - 12, words, "tick strong")


def _arm(row: _Row, rows: Sequence[_Row], place: dict[str, int], middles: Sequence[float], scale: Scale) -> str:
    """Return the lines from the deadlines that hold this one up."""
    here, drawn = place[row.record["id"]], []
    for root in row.record["roots"]:
        if root in place and place[root] != here:
            x1, x2 = (scale.held(each.finish[0]) for each in (rows[place[root]], row))
            d = f"M{number(x1)} {number(middles[place[root]])}V{number(middles[here])}H{number(x2)}"
            drawn.append(element("path", d=d, class_="rule"))
    return "".join(drawn)


def _drawn(row: _Row, y: float, plot: Plot, scale: Scale, *, wide: bool) -> str:
    room = plot.left - 14 if wide else plot.right - plot.left
    name = shortened(row.record["title"], room, 12)
    # On a phone the lines of the chart pass below the names.
    ground = "" if wide else rectangle(0, y - 23, min(width_of(name, 12) + 3, plot.right), 15, "ground")
    label = text(0, y + 4, name) if wide else ground + text(0, y - 12, name)
    late = ""
    if row.cutoff[1] < row.finish[0]:
        late = line(scale.held(row.cutoff[1]), y, scale.held(row.finish[0]), y, f"strokes-{row.kind} trace late")
    told = title(f"{row.record['title']}: {_span(row.record['finish_from'], row.record['finish_to'])}")
    return element("g", told, label, late, _bar(row.cutoff, y, scale, "unknown"), _bar(row.finish, y, scale, row.kind))


def _bar(days: Days, y: float, scale: Scale, kind: str) -> str:
    """Return a stretch of days: a stroke for one, a box for several, without an end where it has none."""
    left, right = scale.held(days[0]), scale.held(days[1] + 1)
    if right - left < 3:
        return rectangle(min(left, scale.right - 3), y - 6, 3, 12, kind)
    box = rectangle(left, y - 4, right - left, 8, f"{kind} tint")
    closed = days[1] < FAR_FUTURE
    edge = f"M{number(right)} {number(y - 4)}H{number(left)}V{number(y + 4)}H{number(right)}" + ("z" if closed else "")
    arrow = "" if closed else element("path", d=f"M{number(right)} {number(y - 4)}l5 4l-5 4z", class_=kind)
    start = rectangle(left, y - 6, 3, 12, kind) if days[0] > FAR_PAST else ""
    return box + element("path", d=edge, class_=f"outline-{kind}") + start + arrow
