"""`explain`: explain the state of one deadline with its rule, worlds and records."""

from __future__ import annotations

import json
from typing import Any

import click

from dateline.cli.context import App, is_terminal, pass_app, shown, terminal_width, write_line
from dateline.cli.options.clocks import clock_options, clocks_of
from dateline.cli.options.completions import offers
from dateline.cli.options.history import recorded_at_option
from dateline.operations.deadlines import explained, judged, would_settle


@click.command()
@click.argument("identity", metavar="DEADLINE", shell_complete=offers("deadline"))
@recorded_at_option
@clock_options
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form.")
@pass_app
def explain_command(app: App, /, identity: str, form: str, **days: Any) -> None:
    """Explain the state of one deadline: the rule, the possible worlds and the records, with citations.

    \b
    dateline explain usp-3-1 --as-of 2000-10-15
    dateline explain usp-3-1 --as-of 2000-10-15 --as-known-then
    """
    clocks = clocks_of(**days)
    with app.reading() as connection:
        found = judged(connection, identity, clocks)
        settling = would_settle(connection, found, clocks)
    record = explained(found, clocks) | {"would_settle": settling}
    if form == "json":
        with shown(app, data=True):
            write_line(json.dumps(record, ensure_ascii=False, indent=2))
        return
    from dateline.render.explanation import explanation

    width = terminal_width() if is_terminal() else None
    with shown(app):
        for line in explanation(record, found.deadline, (clocks.as_of, clocks.known_at), width):
            write_line(line)
