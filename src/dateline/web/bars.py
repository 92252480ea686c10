"""Counts by period as bars, each a link to its period, in plain SVG with labels of constant size."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup

from dateline.dates import Date, parse
from dateline.dates.prose.wording import to_prose
from dateline.facets import Facets

MOST_BARS = 120
_HEIGHT, _TOP, _FOOT = 220, 14, 22
_LABELS = 6
_STEPS = (1, 2, 4, 6, 8, 10)


class Bar(NamedTuple):
    """A bar: left end and width in percent, its counts with their heights in pixels, its words and its address."""

    left: float
    width: float
    certain: int
    possible: int
    heights: tuple[float, float]
    words: str
    address: str

    @property
    def label(self) -> str:
        """What the bar says, in words."""
        maybe = f", {self.possible:,} only possibly" if self.possible else ""
        return f"{self.words}: {self.certain:,} certainly{maybe}"


def bars_of(facets: Facets, link: Callable[[str], str]) -> list[Bar]:
    """Return the bars of counts by period, with `link(date)` as the address of each."""
    rows = facets.dated()
    if not rows:
        return []
    dates = [parse(date) for date, *_ in rows]
    first, days = dates[0].earliest, dates[-1].latest + 1 - dates[0].earliest
    scale = (_HEIGHT - _TOP - _FOOT) / _ceiling(max(certain + possible for _, certain, possible in rows))

    def bar(date: Date, certain: int, possible: int) -> Bar:
        left, width = 100 * (date.earliest - first) / days, 100 * (date.latest + 1 - date.earliest) / days
        return Bar(left, width, certain, possible, (certain * scale, possible * scale), to_prose(date), link(date.edtf))

    return [bar(date, certain, possible) for date, (_, certain, possible) in zip(dates, rows, strict=True)]


def _ceiling(number: int) -> int:
    """Return the round number at or above `number` at which the scale ends."""
    power: int = 10 ** (len(str(number)) - 1)
    return next(step * power for step in _STEPS if step * power >= number)


def svg(bars: list[Bar]) -> Markup:
    """Return the bars as one SVG element as wide as what holds it."""
    highest = _ceiling(max(bar.certain + bar.possible for bar in bars))
    base = _HEIGHT - _FOOT
    parts = [f'<svg class="bars" width="100%" height="{_HEIGHT}" role="group" aria-label="Events over time">']
    for number in sorted({highest, highest // 2} - {0}):
        y = round(base - (base - _TOP) * number / highest, 1)
        parts.append(f'<line class="grid" x1="0" x2="100%" y1="{y:g}" y2="{y:g}"/>')
        parts.append(f'<text x="0" y="{y - 3:g}">{number:,}</text>')
    parts += [_drawn(bar, base) for bar in bars]
    parts.append(f'<line class="base" x1="0" x2="100%" y1="{base}" y2="{base}"/>')
    for place in _labelled(len(bars)):
        bar = bars[place]
        parts.append(str(Markup('<text x="{:.2f}%" y="{}"{}>{}</text>').format(*_label(bar))))
    return Markup("".join([*parts, "</svg>"]))


def _drawn(bar: Bar, base: int) -> Markup:
    certain, possible = bar.heights
    left, width = f"{bar.left + bar.width * 0.08:.3f}%", f"{bar.width * 0.84:.3f}%"
    shape = Markup('<rect class="{}" x="{}" width="{}" y="{:.1f}" height="{:.1f}"/>')
    drawn = shape.format("certain", left, width, base - certain, certain) if certain else Markup()
    if possible:
        drawn += shape.format("possible", left, width, base - certain - possible, possible)
    hit = Markup('<rect class="hit" x="{:.3f}%" width="{:.3f}%" y="0" height="{}"/>')
    return Markup('<a href="{}" aria-label="{}"><title>{}</title>{}{}</a>').format(
        bar.address, bar.label, bar.label, hit.format(bar.left, bar.width, base), drawn
    )


def _labelled(number: int) -> list[int]:
    """Return the places of the bars with words below, first and last among them, evenly apart."""
    if number <= _LABELS:
        return list(range(number))
    step = -(-number // (_LABELS - 1))
    return list(range(0, number, step))


def _label(bar: Bar) -> tuple[float, int, Markup, str]:
    middle = bar.left + bar.width / 2
    anchor = "start" if middle < 8 else "end" if middle > 92 else "middle"
    at = {"start": bar.left, "end": bar.left + bar.width, "middle": middle}[anchor]
    return at, _HEIGHT - 6, Markup(' text-anchor="{}"').format(anchor), bar.words
