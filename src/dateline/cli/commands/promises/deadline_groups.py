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
from dateline.operations.deadline_groups import Question, group_fields, group_records
from dateline.wire_fields import Record

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


def _answer(asked: Asked, question: Question, by: By, days: tuple[Date, ...] = ()) -> list[Record]:
    """Return the answer to a question by group, on several days if some are given."""
    on = [single_day(day, "--on") for day in days]
    with asked.app.reading() as connection:
        return group_records(connection, question, asked.filters, asked.clocks, by, then=asked.then, days=on)


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
    records = _answer(asked, "scores", by, days)
    shown = (by, "as_of", "on_time", "level", "deadlines", "unknown")
    asked.write(
        records, group_fields("scores", by), shown, "shares of 1; least – greatest over all that the records allow"
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
    records = _answer(asked, "tally", by)
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
    records = _answer(asked, "levels", by, days)
    shown = ("as_of", by, "deadlines", *BAROMETER, "reached", "unknown")
    asked.write(records, group_fields("levels", by), shown, "counts: certain – possible")
