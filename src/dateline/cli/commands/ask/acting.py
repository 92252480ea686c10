"""`actors members` and `actors together`: who belonged to an actor, and who acts with whom, as tables and as charts."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.completions import offers
from dateline.cli.options.event_filters import filter_options, query_of
from dateline.cli.output.destination import listed_first, output_options, write_records, write_text
from dateline.counted import counted
from dateline.operations.actors import MEMBER_FIELDS, TOGETHER_FIELDS
from dateline.render.table import Column
from dateline.wire_fields import Record


def _columns(*names: str, wraps: tuple[str, ...] = ("name", "other_name")) -> tuple[Column, ...]:
    def column(name: str) -> Column:
        return Column(name.replace("_", " "), lambda record: _cell(record[name]), name in wraps)

    return tuple(column(name) for name in names)


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _write(app: App, found: Any, records: list[Record], fields: tuple[str, ...], form: str, output: str | None) -> None:
    """Write records, or their chart in SVG."""
    if form == "svg":
        from dateline.render.charts.style import standalone

        write_text(app, [standalone(found.chart().svg)], output)
        return
    columns = _columns(*(name for name in fields if name not in ("id", "actor", "other")))
    write_records(app, records, fields, columns, form, output)


@click.command()
@click.argument("actor", shell_complete=offers("actor"))
@output_options(MEMBER_FIELDS)
@pass_app
def members_command(app: App, /, actor: str, form: str, output: str | None) -> None:
    """List who belonged to ACTOR, with role and time; -f svg draws them as bars over time.

    \b
    dateline actors members Russia
    dateline actors members Russia -o members.svg
    """
    from dateline.operations.actors import members_of

    with app.reading() as connection:
        found = members_of(connection, actor)
    _write(app, found, found.records, MEMBER_FIELDS, form, output)
    if form == "table":
        said = f"{counted(len(found.records), 'membership')} in {found.whole}"
        app.say(listed_first(app, len(found.records)) + said)


@click.command()
@filter_options
@output_options(TOGETHER_FIELDS, own=("sort", "limit"))
@pass_app
def together_command(app: App, /, form: str, output: str | None, **filters: Any) -> None:
    """Show which actors take part in the same events; -f svg draws a matrix of those with most events.

    \b
    dateline actors together --from 1999 --to 2000
    dateline actors together --theme defence -o matrix.svg
    """
    from dateline.operations.actors import together

    with app.reading() as connection:
        found = together(connection, query_of(**filters))
    _write(app, found, found.records(), TOGETHER_FIELDS, form, output)
    if form == "table":
        app.say(f"{counted(len(found.shared), 'pair')} of {counted(len(found.actors), 'actor')}")
