"""One page of results, for a terminal of 80 columns: what, and below it ours, theirs, ratio and what is wanted."""

from __future__ import annotations

import statistics
import textwrap
from collections.abc import Iterator, Sequence

from bench.page.results import Results, Row

HEADS = ("", "ours", "theirs", "ratio (spread)", "wanted")
_WIDTH = 80
_MEANT = 1_000_000
_SPREAD = "spread: the least and the greatest of the pairs"


def page(results: Results) -> str:
    """Return the page of a run: its surroundings, two lines for each row, and what was left out."""
    made_on = ", ".join(f"{name} {value}" for name, value in results.made_on.items() if value is not None)
    lines = [*textwrap.wrap(made_on, _WIDTH), ""]
    lines += _below(HEADS, [(row.what, *_cells(row)) for row in results.rows])
    missed = sum(row.missed for row in results.rows)
    lines += ["", f"{len(results.rows)} measured, {missed} missed what is wanted", _SPREAD]
    if results.made_on.get("events", _MEANT) < _MEANT:
        lines.append(f"what is wanted is meant for {_MEANT:,} events: fewer leave more to starting")
    lines += [each for name, why in results.skipped.items() for each in _wrapped(f"not measured: {name}: {why}")]
    return "\n".join(lines) + "\n"


def comparison(before: Results, after: Results) -> str:
    """Return a page of what two runs have in common: ours of both, and what is in one of them alone.

    The runs were not interleaved: a machine that was busier in one of them shows as a change, but for the ratios to
    theirs, which were measured beside ours.
    """
    theirs = {row.what: row for row in before.rows}
    both = [(theirs[row.what], row) for row in after.rows if row.what in theirs]
    heads = ("", "before", "after", "after / before", "ratio before", "ratio after")
    lines = [*textwrap.wrap(f"{_name(before)} beside {_name(after)}, not interleaved", _WIDTH), ""]
    lines += _below(heads, [_compared(one, other) for one, other in both])
    known = {row.what for _, row in both}
    alone = [row.what for row in (*before.rows, *after.rows) if row.what not in known]
    return "\n".join([*lines, *(each for what in alone for each in _wrapped(f"in one of them alone: {what}"))]) + "\n"


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows of cells as lines, the first column to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()


def _below(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the first cell of each row in lines of its own, and the others in columns below it."""
    first, *rest = aligned([("  ", *heads[1:]), *(("  ", *figures) for _, *figures in rows)])
    yield first
    for (what, *_), figures in zip(rows, rest, strict=True):
        yield from _wrapped(what)
        yield figures


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def shown(value: float, unit: str) -> str:
    """Return a figure with its unit, as precise as it can be read."""
    if unit == "s":
        return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.3g} ms"
    return f"{value:,.0f} {unit}"


def spread(row: Row) -> str:
    """Return the median of the ratios, with the least and the greatest."""
    return "" if row.ratio is None else f"{_ratio(row.ratio)} ({_ratio(row.ratios[0])}–{_ratio(row.ratios[-1])})"


def _ratio(value: float) -> str:
    return f"{value:.2f}" if value < 100 else f"{value:,.0f}"


def _cells(row: Row) -> tuple[str, ...]:
    ours, theirs = (shown(_median(row, side), row.unit) for side in (0, 1))
    wanted = "" if row.wanted is None else f"at most {row.wanted:.2f}"
    if row.most is not None:
        wanted = f"at most {shown(row.most, row.unit)}"
    return ours, theirs, spread(row), wanted + ("  MISSED" if row.missed else "")


def _compared(one: Row, other: Row) -> tuple[str, ...]:
    before, after = _median(one, 0), _median(other, 0)
    ratio = f"{after / before:.2f}" if before else ""
    return one.what, shown(before, one.unit), shown(after, other.unit), ratio, spread(one), spread(other)


def _median(row: Row, side: int) -> float:
    return statistics.median(pair[side] for pair in row.pairs)


def _name(results: Results) -> str:
    return f"{results.made_on.get('commit')} of {results.made_on.get('moment')}"
