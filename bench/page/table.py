"""One page of results: what, ours, theirs, ratio, wanted."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from bench.page.results import Results, Row

HEADS = ("what", "ours", "theirs", "ratio (least–greatest)", "wanted")


def page(results: Results) -> str:
    """Return the page of a run: its surroundings, a line for each row, and what was left out."""
    lines = [", ".join(f"{name} {value}" for name, value in results.made_on.items() if value is not None), ""]
    lines += aligned([HEADS, *map(_cells, results.rows)])
    missed = sum(row.missed for row in results.rows)
    lines += ["", f"{len(results.rows)} measured, {missed} missed what is wanted"]
    lines += [f"not measured: {name}: {why}" for name, why in results.skipped.items()]
    return "\n".join(lines) + "\n"


def comparison(before: Results, after: Results) -> str:
    """Return a page of what two runs have in common: ours of both, and what is in one of them alone.

    The runs were not interleaved: a machine that was busier in one of them shows as a change, but for the ratios to
    theirs, which were measured beside ours.
    """
    theirs = {row.what: row for row in before.rows}
    both = [(theirs[row.what], row) for row in after.rows if row.what in theirs]
    heads = ("what", "before", "after", "after / before", "ratio before", "ratio after")
    lines = [f"{_name(before)} beside {_name(after)}, not interleaved", ""]
    lines += aligned([heads, *(_compared(one, other) for one, other in both)])
    known = {row.what for _, row in both}
    alone = [row.what for row in (*before.rows, *after.rows) if row.what not in known]
    return "\n".join([*lines, *(f"in one of them alone: {what}" for what in alone)]) + "\n"


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows of cells as lines, the first column to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()


def shown(value: float, unit: str) -> str:
    """Return a figure with its unit, as precise as it can be read."""
    if unit == "s":
        return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.3g} ms"
    return f"{value:,.0f} {unit}"


def spread(row: Row) -> str:
    """Return the median of the ratios, with the least and the greatest."""
    return "" if row.ratio is None else f"{row.ratio:.2f} ({row.ratios[0]:.2f}–{row.ratios[-1]:.2f})"


def _cells(row: Row) -> tuple[str, ...]:
    ours, theirs = (shown(_median(row, side), row.unit) for side in (0, 1))
    wanted = "" if row.wanted is None else f"at most {row.wanted:.2f}"
    if row.most is not None:
        wanted = f"at most {shown(row.most, row.unit)}"
    return row.what, ours, theirs, spread(row), wanted + ("  MISSED" if row.missed else "")


def _compared(one: Row, other: Row) -> tuple[str, ...]:
    before, after = _median(one, 0), _median(other, 0)
    ratio = f"{after / before:.2f}" if before else ""
    return one.what, shown(before, one.unit), shown(after, other.unit), ratio, spread(one), spread(other)


def _median(row: Row, side: int) -> float:
    return statistics.median(pair[side] for pair in row.pairs)


def _name(results: Results) -> str:
    return f"{results.made_on.get('commit')} of {results.made_on.get('moment')}"
