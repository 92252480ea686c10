"""`explain`: the state of one deadline with the rule, the worlds and the records behind it."""

from __future__ import annotations

import json

import click

from dateline.cli.context import App, is_terminal, pass_app, terminal_width
from dateline.cli.options.clocks import clock_options, clocks_of
from dateline.cli.options.completions import offers
from dateline.cli.options.history import recorded_at_option
from dateline.dates import Date, day_text
from dateline.deadlines.evidence import Silence
from dateline.errors import NotFound
from dateline.names import nearest
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.deadline_values import deadline_record, judge
from dateline.storage.reading.lists import Catalogue
from dateline.storage.reading.single_deadline import deadline_with
from dateline.wire import deadline_history


@click.command()
@click.argument("identity", metavar="DEADLINE", shell_complete=offers("deadline"))
@recorded_at_option
@clock_options
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form.")
@pass_app
def explain_command(
    app: App,
    /,
    identity: str,
    form: str,
    as_of: Date | None,
    known_at: Date | None,
    as_known_then: bool,
    silence: Silence,
) -> None:
    """Explain the state of one deadline: the rule, the possible worlds and the records, with citations.

    \b
    dateline explain usp-3-1 --as-of 2000-10-15
    dateline explain usp-3-1 --as-of 2000-10-15 --as-known-then
    """
    clocks = clocks_of(as_of, known_at, as_known_then, silence)
    with app.reading() as connection:
        deadline = deadline_with(connection, identity)
        if deadline is None:
            raise _missing(connection, identity)
        (judged,) = judge([deadline], clocks, Catalogue(connection).monitored())
    record = deadline_record(judged, clocks)
    if form == "json":
        records = deadline_history(deadline)
        record |= {name: records[name] for name in ("force", "due", "status", "waivers", "depends", "lead")}
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    from dateline.render.explanation import explanation

    width = terminal_width() if is_terminal() else None
    days = day_text(clocks.as_of), day_text(clocks.known_at)
    for line in explanation(record, deadline, days, width):
        click.echo(line)


def _missing(connection: Connection, identity: str) -> NotFound:
    near = nearest(identity, sorted(row[0] for row in connection.rows("deadlines")))
    hint = "did you mean " + " or ".join(near) + "?" if near else "dateline deadlines --forecasts --proposals"
    return NotFound(f"no deadline is called {identity!r}", hint)
