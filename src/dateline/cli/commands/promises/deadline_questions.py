"""The questions about many deadlines at once: what changed, slipped, waits, is outstanding, was kept, is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.clocks import clock_options, clocks_of, single_day
from dateline.cli.options.deadline_filters import deadline_filters
from dateline.cli.options.types import DATE, today
from dateline.cli.output.destination import cited_sources, output_options, write_records
from dateline.dates import Date, day_text, parse
from dateline.deadlines import questions as wire
from dateline.deadlines.clocks import Clocks, flags
from dateline.deadlines.evidence import Silence
from dateline.model import Deadline
from dateline.render.table import Column
from dateline.storage.reading.deadline_values import chosen_deadlines
from dateline.storage.reading.lists import Catalogue
from dateline.wire_fields import Record

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Asked(NamedTuple):
    """The deadlines that a question is about, the last day of monitoring by programme, the titles of the horizons."""

    deadlines: list[Deadline]
    observed: dict[str, int | None]
    horizons: dict[str, str]


def _asked(app: App, filters: dict[str, Any]) -> Asked:
    with app.reading() as connection:
        catalogue = Catalogue(connection)
        horizons = {horizon.id: horizon.title for horizon in catalogue.horizons()}
        return Asked(list(chosen_deadlines(connection, **filters)), catalogue.monitored(), horizons)


def _question(function: _Function) -> _Function:
    """Add the clocks, the filters and the output options."""
    return clock_options(deadline_filters(output_options()(function)))


def _columns(*names: str, wraps: Iterable[str] = ("title", "text", "why")) -> tuple[Column, ...]:
    def column(name: str) -> Column:
        return Column(name.replace("_", " "), lambda record: _cell(record[name]), wraps=name in wraps)

    return tuple(column(name) for name in names)


def _cell(value: Any) -> str:
    """Return a value for people: an interval with a dash, a list with commas, words without underscores."""
    if value is None:
        return ""
    if isinstance(value, list) and len(value) == 2 and not any(isinstance(each, str) for each in value):
        low, high = ("∞" if each is None else f"{each:g}" for each in value)
        return low if low == high else f"{low} – {high}"
    if isinstance(value, list):
        return ", ".join(each if isinstance(each, str) else str(each.get("source", each)) for each in value)
    return str(value).replace("_", " ") if isinstance(value, str) and " " not in value else str(value)


def _write(app: App, records: list[Record], columns: tuple[str, ...], form: str, output: str | None, said: str) -> None:
    fields, options = tuple(records[0]) if records else columns, dict[str, Any]()
    if "citations" in fields:
        with app.reading() as connection:
            options = cited_sources(connection, form)
    write_records(app, records, fields, _columns(*columns), form, output, **options)
    if form == "table":
        app.say(said)


def _when(clocks: Clocks) -> str:
    return f"at the end of {day_text(clocks.as_of)}, as known on {day_text(clocks.known_at)}{flags(clocks)}"


@click.command()
@click.option("--from", "start", type=DATE, required=True, help="The first day judged.")
@click.option("--to", "end", type=DATE, help="The second day judged; today unless given.")
@click.option("--known-at", type=DATE, help="Both days by what was known by this day; today unless given.")
@click.option("--as-known-then", is_flag=True, help="Each day by what was known on it.")
@click.option("--known-from", type=DATE, help="The first day by what was known by this day.")
@click.option("--known-to", type=DATE, help="The second day by what was known by this day.")
@click.option("--silence", type=click.Choice(["unmet", "unknown"]), default="unmet", help="What no report means.")
@deadline_filters
@output_options()
@pass_app
def diff_command(
    app: App,
    /,
    start: Date,
    end: Date | None,
    known_at: Date | None,
    as_known_then: bool,
    known_from: Date | None,
    known_to: Date | None,
    silence: Silence,
    form: str,
    output: str | None,
    **filters: Any,
) -> None:
    """Tell what changed between two days: newly overdue, cured, met, waived, or only known better.

    \b
    dateline deadlines diff --from 2000-10-15 --to 2001-01-01
    dateline deadlines diff --from 2002-12-31 --to 2002-12-31 --known-from 2002-12-31
    """
    from dateline.deadlines.changes import changes

    before = clocks_of(start, known_from or known_at, as_known_then and not known_from, silence)
    after = clocks_of(end or parse(today()), known_to or known_at, as_known_then and not known_to, silence)
    asked = _asked(app, filters)
    found = changes(asked.deadlines, before, after, silence, asked.observed)
    records = [wire.change_record(change) for change in found]
    shown = ("change", "cause", "state_before", "state_after", "title", "id")
    said = f"{len(found)} changed between the end of {day_text(before.as_of)} and that of {day_text(after.as_of)}"
    _write(app, records, shown, form, output, said)


@click.command()
@_question
@pass_app
def slippage_command(
    app: App,
    /,
    as_of: Date | None,
    known_at: Date | None,
    as_known_then: bool,
    silence: Silence,
    form: str,
    output: str | None,
    **filters: Any,
) -> None:
    """Tell how many days each amendment added, and whether it came before or after the day it replaced.

    \b
    dateline deadlines slippage
    dateline deadlines slippage --programme currency-agreement-2000 -f csv
    """
    from dateline.deadlines.slippage import slippage

    clocks, asked = clocks_of(as_of, known_at, as_known_then, silence), _asked(app, filters)
    found = slippage(asked.deadlines, clocks.as_of, clocks.known_at, silence, asked.observed)
    records = [record for ledger in found for record in wire.slippage_records(ledger)]
    shown = ("id", "due_text", "effective_from", "days_added", "total", "after_expiry", "citations")
    _write(app, records, shown, form, output, f"amendments: {len(records)}, of {len(found)} deadlines; {_when(clocks)}")


@click.command()
@_question
@pass_app
def cascade_command(
    app: App,
    /,
    as_of: Date | None,
    known_at: Date | None,
    as_known_then: bool,
    silence: Silence,
    form: str,
    output: str | None,
    **filters: Any,
) -> None:
    """Tell which unmet deadlines can still be met in time, and what stands at the head of the queue before them.

    \b
    dateline deadlines cascade --as-of 2000-12-01
    dateline deadlines cascade --theme currency --as-of 2004-09-01 --as-known-then
    """
    from dateline.deadlines.cascade import cascade

    clocks = clocks_of(as_of, known_at, as_known_then, silence)
    asked, wanted = _asked(app, _unfiltered(filters)), {each.id for each in _asked(app, filters).deadlines}
    found = cascade(asked.deadlines, clocks.as_of, clocks.known_at, silence, asked.observed)
    # What no due date binds on that day has nothing to be late for.
    records = [wire.outlook_record(each) for each in found if each.cutoff and each.deadline.id in wanted]
    shown = ("verdict", "finish_from", "finish_to", "cutoff_to", "slip", "title", "roots", "id")
    _write(app, records, shown, form, output, f"{len(records)} unmet, or possibly unmet, {_when(clocks)}")


def _unfiltered(filters: dict[str, Any]) -> dict[str, Any]:
    """Return filters that leave everything: what a deadline waits for may lie outside of what is asked."""
    return {name: True if name in ("forecasts", "proposals") else () for name in filters}


@click.command()
@_question
@pass_app
def responsibility_command(
    app: App,
    /,
    as_of: Date | None,
    known_at: Date | None,
    as_known_then: bool,
    silence: Silence,
    form: str,
    output: str | None,
    **filters: Any,
) -> None:
    """Tell with whom overdue deadlines are outstanding: their own, or waiting for somebody else's.

    Who is bound jointly is counted jointly. That something is late says nothing about whose fault it is.

    \b
    dateline deadlines responsibility --as-of 2000-10-15
    dateline deadlines responsibility --programme union-state-programme-1999 -f csv
    """
    from dateline.deadlines.responsibility import responsibility

    clocks, asked = clocks_of(as_of, known_at, as_known_then, silence), _asked(app, filters)
    found = responsibility(asked.deadlines, clocks.as_of, clocks.known_at, silence, asked.observed)
    records = [wire.outstanding_record(row) for row in found]
    shown = ("outstanding_with", "overdue", "own_overdue", "inherited_overdue")
    said = f"overdue {_when(clocks)}; certain – possible"
    _write(app, records, shown, form, output, said)


@click.command()
@click.option("--on", "days", multiple=True, type=DATE, help="Judge on this day; more than once. Else each year's end.")
@_question
@pass_app
def score_command(
    app: App,
    /,
    days: tuple[Date, ...],
    as_of: Date | None,
    known_at: Date | None,
    as_known_then: bool,
    silence: Silence,
    form: str,
    output: str | None,
    **filters: Any,
) -> None:
    """Tell how much of each programme was kept, year by year: exact bounds of the share met on time and of the level.

    \b
    dateline deadlines score --programme union-state-programme-1999
    dateline deadlines score --as-known-then --on 2000-10-15 --on 2005-12-31 -f csv
    """
    from dateline.deadlines.score import score

    clocks, asked = clocks_of(as_of, known_at, as_known_then, silence), _asked(app, filters)
    found = score(
        asked.deadlines,
        clocks.as_of,
        None if as_known_then else clocks.known_at,
        silence,
        asked.observed,
        days=[single_day(day, "--on") for day in days] or None,
    )
    records = [wire.score_record(row) for row in found]
    shown = ("programme", "as_of", "on_time", "level", "deadlines", "unknown")
    _write(app, records, shown, form, output, "shares of 1; least – greatest over all that the records allow")


@click.command()
@click.option("--limit", type=click.IntRange(min=1), default=20, help="At most so many; 20 unless given.")
@_question
@pass_app
def unknowns_command(
    app: App,
    /,
    limit: int,
    as_of: Date | None,
    known_at: Date | None,
    as_known_then: bool,
    silence: Silence,
    form: str,
    output: str | None,
    **filters: Any,
) -> None:
    """Tell which single missing date would settle most deadlines: what to look for first.

    \b
    dateline deadlines unknowns --as-of 2000-10-15
    dateline deadlines unknowns --programme union-state-programme-1999 --limit 5
    """
    from dateline.deadlines.unknowns import unknowns

    clocks, asked = clocks_of(as_of, known_at, as_known_then, silence), _asked(app, filters)
    known = clocks.as_of, clocks.known_at, silence, asked.observed
    found = unknowns(asked.deadlines, *known, horizons=asked.horizons)
    records = [wire.unknown_record(row) for row in found[:limit]]
    said = f"{len(records)} of {len(found)} data that would settle something {_when(clocks)}"
    _write(app, records, ("always", "sometimes", "text"), form, output, said)
