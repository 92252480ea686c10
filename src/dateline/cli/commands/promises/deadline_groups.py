"""Questions about groups of deadlines: what each party, programme or theme kept, and how far it came."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from dateline.cli.commands.promises.deadline_questions import Asked, question
from dateline.cli.options.clocks import single_day
from dateline.cli.options.types import DATE
from dateline.dates import Date
from dateline.deadlines import questions as wire
from dateline.deadlines.kept.groups import WAYS, By
from dateline.deadlines.kept.progress import BAROMETER

_on = click.option(
    "--on",
    "days",
    multiple=True,
    type=DATE,
    help="Judge at the end of this day; repeatable (default: the end of each year).",
)


def _by(default: By) -> Callable[[Any], Any]:
    words = f"A row for each actor who is bound, each programme, or each theme (default: {default})."
    return click.option("--by", type=click.Choice(WAYS), default=default, help=words)


def _yearly(asked: Asked, answer: Callable[..., list[Any]], by: By, days: tuple[Date, ...]) -> list[Any]:
    """Return the answer to a question on several days; as known then, each is judged by what was known on it."""
    clocks, judged = asked.clocks, [single_day(day, "--on") for day in days]
    known_at, read = None if asked.then else clocks.known_at, asked.read(until=max(judged, default=None))
    return answer(
        read.deadlines,
        clocks.as_of,
        known_at,
        clocks.silence,
        read.observed,
        by=by,
        threshold=clocks.threshold,
        days=judged or None,
    )


def _named(fields: tuple[str, ...], by: By) -> tuple[str, ...]:
    """Return the fields of the answer, in which the first one is named after what the rows are."""
    return (by, *(("name",) if by == "party" else ()), *fields[1:])


@click.command()
@_by("programme")
@_on
@question(wire.SCORE_FIELDS)
def score_command(asked: Asked, by: By, days: tuple[Date, ...]) -> None:
    """Show how much each programme kept, year by year: exact bounds of the share met on time and of the level.

    \b
    dateline deadlines score --programme union-state-programme-1999
    dateline deadlines score --by party --on 2005-12-31
    dateline deadlines score --as-known-then --on 2000-10-15 --on 2005-12-31 -f csv
    """
    from dateline.deadlines.kept.score import score

    found = _yearly(asked, score, by, days)
    records = [wire.score_record(row, by) for row in found]
    shown = (by, "as_of", "on_time", "level", "deadlines", "unknown")
    asked.write(
        records, _named(wire.SCORE_FIELDS, by), shown, "shares of 1; least – greatest over all that the records allow"
    )


@click.command()
@_by("party")
@question(wire.TALLY_FIELDS)
def tally_command(asked: Asked, by: By) -> None:
    """Show how well each party kept its promises: the share on time, the average delay in days, the deficit.

    The deficit is the share that is overdue or abandoned of all that came due. All are bounds: least – greatest.

    \b
    dateline deadlines tally --as-of 2005-12-31
    dateline deadlines tally --by programme --as-of 2005-12-31 -f csv
    """
    from dateline.deadlines.kept.tally import tally

    found = asked.judged(tally, asked.read(), by=by)
    records = [wire.tally_record(row) for row in found]
    shown = ("name", "deadlines", "met", "overdue", "abandoned", "on_time", "deficit", "delay")
    asked.write(
        records, wire.TALLY_FIELDS, shown, f"{asked.when}; counts: certain – possible, others: least – greatest"
    )


@click.command()
@_by("theme")
@_on
@question(wire.LEVELS_FIELDS)
def levels_command(asked: Asked, by: By, days: tuple[Date, ...]) -> None:
    """Show how many promises had reached which level, year by year and theme by theme, as the Barometer does.

    `reached` counts those at the level of --threshold or above, `unknown` those without a report: any level may be
    theirs. Counts: certain – possible.

    \b
    dateline deadlines levels --programme union-state-programme-1999
    dateline deadlines levels --by party --threshold 2 --on 2005-12-31 -f csv
    """
    from dateline.deadlines.kept.levels import levels

    found = _yearly(asked, levels, by, days)
    records = [wire.levels_record(row, by) for row in found]
    shown = ("as_of", by, "deadlines", *BAROMETER, "reached", "unknown")
    asked.write(records, _named(wire.LEVELS_FIELDS, by), shown, "counts: certain – possible")
