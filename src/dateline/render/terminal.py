"""A timeline for the terminal: one line per event, with its date as a bar and its title beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from dateline.dates import day_text
from dateline.dates.undated import UNDATED
from dateline.render.ansi import CODES, marked
from dateline.render.picture.axis import Scale, Tick, ticks
from dateline.render.picture.groups import groups
from dateline.render.picture.look import Look
from dateline.render.picture.marks import Due, Mark, Part, Said, dues, marks, parted, span
from dateline.render.state_marks import KINDS, mark_of
from dateline.render.written_date import with_written
from dateline.wire_fields import Record

LEAST_WIDTH = 40
_DATE = 12
_AXIS_LETTER = 5.5
"""Pixels of a letter as the axis measures it, per column: so its ticks have room in columns too."""


_CONTROLS = dict.fromkeys((7, 8, 11, 12, 13))
"""Characters that would move the cursor, or ring."""


class Line(NamedTuple):
    """A line: its texts, each with its style, such as `bold red`."""

    texts: tuple[tuple[str, str], ...]

    @property
    def plain(self) -> str:
        """The line without styles."""
        return "".join(text for text, _ in self.texts)

    @property
    def marked(self) -> str:
        """The line with marks for styles, as the screen takes it."""
        return "".join(marked(text, *style.split()) if text and style else text for text, style in self.texts)

    @property
    def styled(self) -> str:
        """The line as a terminal takes it."""
        return "".join(f"\x1b[{_codes(style)}m{text}\x1b[0m" if text and style else text for text, style in self.texts)


def _codes(style: str) -> str:
    return ";".join(str(CODES[each]) for each in style.split())


def _line_of(*texts: tuple[str, str]) -> Line:
    return Line(tuple((text.translate(_CONTROLS), style) for text, style in texts))


class Signs(NamedTuple):
    """The letters of a timeline.

    They stand for a day, a day within, surely, perhaps (also at its ends), open ends, the day judged, what is between
    two years, what was cut, and each kind of state.
    """

    day: str
    within: str
    sure: str
    perhaps: str
    first: str
    last: str
    back: str
    on: str
    judged: str
    to: str
    cut: str
    states: dict[str, str]


UNICODE = Signs(
    "●", "○", "━", "┄", "├", "┤", "◀", "▶", "│", "–", "…",
    {kind: mark.letter for kind, mark in KINDS.items()},
)  # fmt: skip
ASCII = Signs(
    "*", "o", "=", "-", "[", "]", "<", ">", "|", "..", "~",
    {kind: mark.ascii for kind, mark in KINDS.items()},
)  # fmt: skip


def timeline(
    events: Iterable[Record], deadlines: Iterable[Record], look: Look, width: int, *, ascii_only: bool
) -> Iterator[Line]:
    """Yield the lines of a timeline, each at most `width` columns wide, but at least LEAST_WIDTH; undated events last.

    Lanes and days are those of `look`; with `ascii_only` the signs are ASCII (titles stay as they are).
    """
    drawn, untold = parted(events)
    found, dated = marks(drawn), dues(deadlines, look)
    signs, width = ASCII if ascii_only else UNICODE, max(width, LEAST_WIDTH)
    if found or dated:
        yield from _drawn(found, dated, look, width, signs)
    for record in untold:
        yield _line_of((UNDATED.ljust(_DATE), "dim"), (_cut(record["title"], width - _DATE, signs), ""))


def _drawn(found: list[Mark], dated: list[Due], look: Look, width: int, signs: Signs) -> Iterator[Line]:
    """Yield the axis, and a line for each event and deadline."""
    scale = Scale(*span(found, dated, look), _DATE, width)
    yield from _axis(scale, width)
    for group in groups(found, dated, look):
        if group.title:
            yield _line_of((_cut(group.title, width, signs), "bold"))
        for item in sorted(group.items, key=lambda item: (item.first, item.last, item.id)):
            yield _due(item, scale, look, signs, width) if isinstance(item, Due) else _event(item, scale, signs, width)
            for said in () if isinstance(item, Due) else item.said:
                yield _claim(said, scale, signs, width)
    if look.as_of is not None:
        yield _line_of((f"{signs.judged} as of {day_text(look.as_of)}", "dim"))


def _axis(scale: Scale, width: int) -> Iterator[Line]:
    """Yield the longer time, where there is one, and the ticks."""
    wide = scale._replace(left=_DATE * _AXIS_LETTER, right=width * _AXIS_LETTER)
    short, context = ticks(wide)
    if context:
        yield _labels(context, scale, width, "dim")
    yield _labels(short, scale, width, "dim")


def _labels(found: list[Tick], scale: Scale, width: int, style: str) -> Line:
    line = " " * _DATE
    for tick in found:
        column = int(scale.held(tick.day))
        if cell_len(line) <= column and column + len(tick.text) <= width:
            line = line.ljust(column) + tick.text + " "
    return _line_of((line.rstrip(), style))


def _event(mark: Mark, scale: Scale, signs: Signs, width: int) -> Line:
    bar: dict[int, str] = {}
    for part in mark.parts:
        bar |= _bar(part, scale, signs, width)
    style = "yellow" if mark.possible else ""
    return _line(_short(mark, signs), bar, with_written(mark.label, mark.record), width, signs, style)


def _claim(said: Said, scale: Scale, signs: Signs, width: int) -> Line:
    """Return the line of the days that a source gives, under that of its event."""
    first, last = _column(said.first, scale, width), _column(said.last, scale, width)
    bar = {first: signs.first, last: signs.last, **dict.fromkeys(range(first + 1, last), signs.perhaps)}
    if first == last:
        bar = {first: signs.within}
    date = said.date if len(said.date) < _DATE - 1 else f"{said.date[: _DATE - 4]}{signs.cut}"
    return _line(f" {date}", bar, f"says {said.source}", width, signs, "dim")


def _short(mark: Mark, signs: Signs) -> str:
    """Return the date where it is short, else the month or year in which it lies, or the years from and to."""
    written: str = mark.record["date"]
    if len(written) < _DATE:
        return written
    first, last = day_text(mark.first) or "", day_text(mark.last) or ""
    for length in (7, 4):  # of YYYY-MM and YYYY
        if first and first[:length] == last[:length] and not first.startswith(("-", "Y")):
            return first[:length]
    years = f"{first[: first.rfind('-', 1) - 3]}{signs.to}{last[: last.rfind('-', 1) - 3]}"
    return years if len(years) < _DATE else f"{written[: _DATE - 3]}{signs.cut}"


def _bar(part: Part, scale: Scale, signs: Signs, width: int) -> dict[int, str]:
    """Return the letters of a part of a date by column."""
    first, last = _column(part.first, scale, width), _column(part.last, scale, width)
    if first == last:
        return {first: signs.day if part.is_day else signs.within}
    bar = dict.fromkeys(range(first, last + 1), signs.perhaps)
    if part.sure_first <= part.sure_last:
        sure = range(_column(part.sure_first, scale, width), _column(part.sure_last, scale, width) + 1)
        bar |= dict.fromkeys(sure, signs.sure)
    if part.first < part.sure_first or part.sure_first > part.sure_last:
        bar[first] = signs.first
    if part.sure_last < part.last:
        bar[last] = signs.last
    if part.open_start:
        bar[first] = signs.back
    if part.open_end:
        bar[last] = signs.on
    return bar


def _due(due: Due, scale: Scale, look: Look, signs: Signs, width: int) -> Line:
    state = mark_of(due.record["state"])
    bar = dict.fromkeys(range(_column(due.first, scale, width), _column(due.last, scale, width) + 1), signs.perhaps)
    if look.as_of is not None:
        if due.record["overdue"] != "no":
            late = range(_column(due.stand, scale, width), _column(look.as_of, scale, width))
            bar |= dict.fromkeys(late, signs.sure if due.record["overdue"] == "yes" else signs.perhaps)
        bar[_column(look.as_of, scale, width)] = signs.judged
    bar[_column(due.stand, scale, width)] = signs.states[state.kind]
    date = due.record["cutoff_to"] or due.record["cutoff_from"] or ""
    return _line(date, bar, f"{due.label} ({state.words})", width, signs, KINDS[state.kind].style)


def _column(day: int, scale: Scale, width: int) -> int:
    return min(int(scale.held(day)), width - 1)


def _line(date: str, bar: dict[int, str], label: str, width: int, signs: Signs, style: str) -> Line:
    """Return a line: the label stands behind the bar, or before it, or else on it, wherever more room is."""
    first, last = min(bar), max(bar)
    text = "".join(bar.get(column, " ") for column in range(_DATE, last + 1))
    wanted = cell_len(label)
    rooms = {"behind": width - last - 2, "before": first - _DATE - 1, "on": last - first - 3}
    place = next((each for each, room in rooms.items() if room >= wanted), max(rooms, key=lambda each: rooms[each]))
    label = _cut(label, rooms[place], signs)
    match place:
        case "behind":
            text = f"{text} {label}"
        case "before":
            text = f"{' ' * (rooms[place] - cell_len(label))}{label} {text[first - _DATE :]}"
        case _:
            start = first - _DATE + 1
            text = f"{text[:start]} {label} {text[start + cell_len(label) + 2 :]}"
    return _line_of((date.ljust(_DATE), "dim"), (text.rstrip(), style))


def _cut(text: str, room: int, signs: Signs) -> str:
    if room <= 0:
        return ""
    return text if cell_len(text) <= room else f"{set_cell_size(text, room - 1).rstrip()}{signs.cut}"
