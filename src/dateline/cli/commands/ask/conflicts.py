"""`conflicts`: list where the sources of events disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import click

from dateline.claims.agreement import Conflict
from dateline.claims.conflicts import ASPECTS
from dateline.cli.context import App, pass_app
from dateline.cli.options.completions import offers
from dateline.cli.options.history import recorded_at_option
from dateline.cli.output.destination import output_options, styled, write_records
from dateline.counted import counted
from dateline.operations.conflicts import CONFLICT_FIELDS, SOURCE_FIELDS, by_source, conflicts, found, source_named
from dateline.render.table import Column
from dateline.wire_fields import Record

_ANSWERS = {
    "certain": (Conflict.CERTAIN,),
    "possible": (Conflict.CERTAIN, Conflict.POSSIBLE),
    "none": tuple(Conflict),
}


@click.command()
@click.argument("events", nargs=-1, metavar="[EVENT]...", shell_complete=offers("event"))
@click.option("--by", "aspects", type=click.Choice(ASPECTS), multiple=True, help="Compare only by this; repeatable.")
@click.option(
    "--match", type=click.Choice(list(_ANSWERS)), default="possible", show_default=True,
    help="Which pairs: certain conflicts, possible ones too, or all, also those without a conflict (none).",
)  # fmt: skip
@click.option("--source", metavar="ID", help="Only pairs of this source.", shell_complete=offers("source"))
@click.option("--by-source", "counted", is_flag=True, help="Count how often each source is against the others.")
@recorded_at_option
@output_options(CONFLICT_FIELDS)
@pass_app
def conflicts_command(
    app: App, /, events: tuple[str, ...], aspects: tuple[str, ...], match: str, source: str | None, counted: bool,
    form: str, output: str | None,
) -> None:  # fmt: skip
    """List where the sources of an event disagree, with each other or with the event: certainly or possibly.

    \b
    dateline conflicts
    dateline conflicts --match certain --by day
    dateline conflicts --by-source
    """
    if counted and source:
        raise click.UsageError("--by-source counts all sources: omit --source")
    with app.reading() as connection:
        every = found(connection, events)
        named = source_named(connection, source)
    chosen = aspects or ASPECTS
    if counted:
        columns = tuple(Column(name, lambda r, name=name: str(r[name])) for name in SOURCE_FIELDS)  # type: ignore[misc]
        write_records(app, by_source(every, chosen), SOURCE_FIELDS, columns, form, output)
        return
    tally: Counter[str] = Counter()
    records = _told(conflicts(every, chosen, _ANSWERS[match], named), tally)
    write_records(app, records, CONFLICT_FIELDS, _columns(app), form, output)
    if form == "table":
        app.say(_summary(tally, len(every)))


def _told(records: Iterable[Record], tally: Counter[str]) -> Iterator[Record]:
    for record in records:
        tally[record["conflict"]] += 1
        yield record


def _summary(tally: Counter[str], events: int) -> str:
    within = f"{counted(events, 'event')} with claims of sources"
    number = tally["certain"] + tally["possible"]
    agreeing = f", {tally['none']} pairs without a conflict" if tally["none"] else ""
    mark = f", {tally['possible']} of them only possible (?)" if tally["possible"] else ""
    return f"{counted(number, 'conflict')}{mark}{agreeing}, in {within}"


def _columns(app: App) -> tuple[Column, ...]:
    def mark(record: Record) -> str:
        found = {"possible": "?", "none": "="}.get(record["conflict"], "")
        return styled(app, found, "yellow", "bold") if found else ""

    return (
        Column("", mark),
        Column("event", lambda r: r["event"]),
        Column("by", lambda r: r["by"]),
        Column("one", lambda r: r["one"], wraps=True),
        Column("says", lambda r: r["one_says"], wraps=True),
        Column("other", lambda r: r["other"] or "(the event)", wraps=True),
        Column("says", lambda r: r["other_says"], wraps=True),
        Column("all share", lambda r: r["shared"] or ("no day" if r["by"] == "day" else ""), optional=True),
        Column("in doubt", lambda r: " or ".join(r["doubted"]), wraps=True, optional=True),
    )
