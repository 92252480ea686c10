"""The chart of slippage: each due date against the day on which it became known, with the line of "today".

A deadline runs to the right as time passes. Where it meets the diagonal its day has come; an amendment lifts it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.counted import counted
from dateline.dates import day_text, from_day
from dateline.dates.calendar import day_of
from dateline.deadlines.traces import Step, Trace
from dateline.model import Days
from dateline.render.charts.axes import Plot, along, apart, day_axis, day_ticks, shortened, side_width, time_axis
from dateline.render.charts.drawing import Chart, Size, element, frame, line, number, text, title
from dateline.render.picture.axis import SIZE, Scale
from dateline.render.state_marks import mark_of

_SERIES = 8
_NARROW = 560
_LONGEST = 4_000_000
"""An imprecise due date that ends later than so many days after it begins has no upper end to draw."""


def slips(traces: Sequence[Trace], as_of: int, size: Size) -> Chart:
    """Return the chart of traces up to the day `as_of`: the amended ones in colour, all others as threads."""
    heading, words = "How due dates moved", _words(traces)
    rows = tuple(row for trace in traces for row in _rows(trace))
    headings = ("Deadline", "Known on", "Due date", "First day", "Last day", "Kind")
    return Chart(heading, words, _svg(traces, as_of, size, heading, words), headings, rows)


def _rows(trace: Trace) -> list[tuple[str, ...]]:
    return [
        (
            trace.title,
            "always" if step.known is None else str(day_text(step.known)),
            step.text,
            str(day_text(step.cutoff[0]) or ""),
            str(day_text(step.cutoff[1]) or "open"),
            step.kind + (" (doubtful)" if step.doubtful else ""),
        )
        for step in trace.steps
    ]


def _words(traces: Sequence[Trace]) -> str:
    amended = [trace for trace in traces if trace.amended]
    if not traces:
        return "No due date was known."
    told = [
        f"{trace.title}: from {trace.steps[0].text or day_text(trace.steps[0].cutoff[1])} to "
        f"{trace.steps[-1].text or day_text(trace.steps[-1].cutoff[1])}, now {mark_of(trace.state).words}"
        for trace in amended
    ]
    return f"{counted(len(traces), 'deadline')}, {len(amended)} of them amended. " + "; ".join(told)


def _svg(traces: Sequence[Trace], as_of: int, size: Size, heading: str, words: str) -> str:
    if not traces:
        return frame(size, heading, words, text(0, 20, "No due date was known.", "quiet"))
    across, up = _ranges(traces, as_of)
    narrow = size.width < _NARROW
    amended = [trace for trace in traces if trace.amended][:_SERIES]
    keys = 18 * len(amended) if narrow else 0
    labels = day_ticks(*up, size.height - 80)
    top, right = (24 + keys, 2) if narrow else (24, 250)
    plot = Plot(side_width(tick.text for tick in labels), top, size.width - right, size.height - 52)
    scale, axis = time_axis(plot, *across, 0, size.width if narrow else plot.right + 40)
    rising = Scale(*up, 0, plot.bottom - plot.top)
    drawing = _Drawing(plot, scale, rising)
    side = day_axis(plot, [(drawing.y(tick.day), tick.text) for tick in labels])
    threads = "".join(drawing.thread(trace) for trace in traces if trace not in amended)
    colours = "".join(drawing.trace(trace, place) for place, trace in enumerate(amended))
    key = _key_above(amended) if narrow else _key_beside(amended, drawing)
    named = text(0, keys + 9, "due date", "tick")
    named += text(plot.right, size.height - 6, "day on which it was known", "tick", "end")
    return frame(size, heading, words, side, named, drawing.today(), threads, colours, axis, key)


def _ranges(traces: Sequence[Trace], as_of: int) -> tuple[Days, Days]:
    """Return the days across, in which due dates became known, and those up, which they name, with some room above."""
    known = [step.known for trace in traces for step in trace.steps if step.known is not None]
    ends = [day for trace in traces for step in trace.steps for day in _drawn(step)]
    across = _years(min([*known, as_of]), max(*(trace.end for trace in traces), *known) if known else as_of)
    first, last = _years(min(ends), max(ends))
    return across, (first, last + (last - first) // 20)


def _drawn(step: Step) -> Days:
    first, last = step.cutoff
    return first, last if last - first < _LONGEST else first


def _years(first: int, last: int) -> Days:
    return day_of(from_day(first)[0], 1, 1), day_of(from_day(last)[0] + 1, 1, 1) - 1


class _Drawing:
    """Draws traces over one plot."""

    def __init__(self, plot: Plot, across: Scale, rising: Scale) -> None:
        self._plot, self._across, self._rising = plot, across, rising

    def y(self, day: float) -> float:
        """Return the height of a due date, which is that of the middle of its day."""
        return self._plot.bottom - self._rising.held(day)

    def today(self) -> str:
        """Return the line on which the due date is the day itself, as far as it lies in the plot."""
        first = max(self._across.first, self._rising.first)
        last = min(self._across.last, self._rising.last)
        if first >= last:
            return ""
        ends = [(self._across.x(day), self.y(day)) for day in (first, last)]
        (start, words), *_ = along([(ends[1][0] - 34, "due today")], self._plot.left, self._plot.right, SIZE)
        return line(*ends[0], *ends[1], "rule") + text(start, max(ends[1][1] - 6, self._plot.top - 2), words, "tick")

    def thread(self, trace: Trace) -> str:
        """Return a deadline that was not amended."""
        d = self._path(trace, [_drawn(step)[1] for step in trace.steps])
        return element("g", title(_told(trace)), element("path", d=d, class_="thread"), self._end(trace, "thread-end"))

    def trace(self, trace: Trace, place: int) -> str:
        """Return a deadline that was amended: a line along each end of its due dates and a band in between."""
        lower = self._path(trace, [step.cutoff[0] for step in trace.steps])
        upper = self._path(trace, [_drawn(step)[1] for step in trace.steps])
        bands = "".join(self._bands(trace, place))
        edges = "".join(
            element("path", d=d, class_=f"trace strokes-s{place}{' late' if end else ''}")
            for end, d in enumerate(dict.fromkeys((lower, upper)))
        )
        return element("g", title(_told(trace)), bands, edges, *self._knots(trace, place), self._end(trace, "end"))

    def _starts(self, trace: Trace) -> list[float]:
        return [self._across.left if step.known is None else self._across.held(step.known) for step in trace.steps]

    def _path(self, trace: Trace, days: Sequence[int]) -> str:
        starts = [*self._starts(trace), self.end_of(trace)[0]]
        path = f"M{number(starts[0])} {number(self.y(days[0]))}"
        for day, start, following in zip(days, starts, starts[1:], strict=False):
            path += f"H{number(start)}V{number(self.y(day))}H{number(max(following, start))}"
        return path

    def _bands(self, trace: Trace, place: int) -> Sequence[str]:
        starts = [*self._starts(trace), self.end_of(trace)[0]]
        return [
            element(
                "rect", x=start, y=self.y(_drawn(step)[1]), width=max(following - start, 0.0),
                height=self.y(step.cutoff[0]) - self.y(_drawn(step)[1]), class_=f"band s{place}",
            )
            for step, start, following in zip(trace.steps, starts, starts[1:], strict=False)
            if step.cutoff[0] < step.cutoff[1]
        ]  # fmt: skip

    def _knots(self, trace: Trace, place: int) -> Sequence[str]:
        """Return a dot where each due date became known."""
        return [
            element("circle", cx=x, cy=self.y(_drawn(step)[1]), r=3, class_=f"s{place}")
            for step, x in zip(trace.steps, self._starts(trace), strict=True)
        ]

    def end_of(self, trace: Trace) -> tuple[float, float]:
        """Return where the line of a deadline ends."""
        return self._across.held(trace.end), self.y(_drawn(trace.steps[-1])[1])

    def _end(self, trace: Trace, class_: str) -> str:
        x, y = self.end_of(trace)
        mark, box = mark_of(trace.state), (0.75 if class_ == "thread-end" else 1)
        x = min(max(x, 6 * box), self._plot.right - 6 * box + 1)
        place = f"translate({number(x - 6 * box)} {number(y - 6 * box)}) scale({box})"
        ground = element("circle", cx=x, cy=y, r=6 * box, class_="ground")
        return ground + element("path", d=mark.path, class_=f"state {mark.kind}", transform=place)


def _told(trace: Trace) -> str:
    dates = ", then ".join(step.text or str(day_text(step.cutoff[1])) for step in trace.steps)
    return f"{trace.title}: {dates}; {mark_of(trace.state).words}"


def _key_beside(amended: Sequence[Trace], drawing: _Drawing) -> str:
    plot = drawing._plot
    wanted = [drawing.end_of(trace)[1] for trace in amended]
    places = apart(wanted, 32, plot.top + 4, plot.bottom - 16)
    return "".join(
        line(drawing.end_of(trace)[0] + 8, drawing.end_of(trace)[1], plot.right + 6, y, "grid")
        + text(plot.right + 12, y + 4, shortened(trace.title, 230, 12), "label")
        + text(plot.right + 12, y + 18, mark_of(trace.state).words, "tick")
        for trace, y in zip(amended, places, strict=True)
    )


def _key_above(amended: Sequence[Trace]) -> str:
    return "".join(
        element("path", d=f"M0 {18 * place + 8}h14", class_=f"trace strokes-s{place}")
        + text(20, 18 * place + 12, shortened(trace.title, 310, 12))
        for place, trace in enumerate(amended)
    )
