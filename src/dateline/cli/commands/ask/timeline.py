"""`timeline`: events as bars in the terminal."""

from __future__ import annotations

import sys
from typing import Any

import click

from dateline.cli.context import App, is_terminal, pass_app, terminal_width
from dateline.cli.options.as_click import filter_options
from dateline.cli.options.event_filters import query_of
from dateline.cli.options.history import recorded_at_option
from dateline.cli.options.pictures import drawn, event_options
from dateline.dates import Date
from dateline.errors import DatelineError
from dateline.formats.pictures.selection import MOST
from dateline.storage.reading.events import Reader

_NO_TERMINAL = 100


@click.command()
@recorded_at_option
@filter_options
@event_options
@click.option("--width", type=click.IntRange(min=40), metavar="COLUMNS", help="How wide; the terminal unless given.")
@click.option("--ascii", "ascii_only", is_flag=True, help="No other letters than ASCII for bars and signs.")
@pass_app
def timeline_command(
    app: App, /, lanes: str | None, due: Date | None, width: int | None, ascii_only: bool, **filters: Any
) -> None:
    """Show a timeline in the terminal: one line an event, its date as a bar.

    Dashes are days on which it may have been, a thick line those on which it surely was.

    \b
    dateline timeline --from 1999 --to 2000
    dateline timeline --actor Lukashenko --lanes none
    dateline timeline --theme currency --deadlines 2000-10-15
    """
    from rich.console import Console

    from dateline.render.terminal import timeline

    query = query_of(**filters)
    with app.reading() as connection:
        events = list(Reader(connection).events(query._replace(limit=min(query.limit or MOST + 1, MOST + 1))))
        options = drawn(connection, "svg", {"lanes": lanes, "due": due}, query)
    if len(events) > MOST:
        raise DatelineError(f"a timeline holds {MOST:,} events at most", "choose fewer with filters, or --limit")
    room = width or (terminal_width() if is_terminal() else _NO_TERMINAL)
    plain = ascii_only or "utf" not in (sys.stdout.encoding or "utf-8").lower()
    colored = app.colored(sys.stdout)
    console = Console(
        file=sys.stdout, width=room, no_color=not colored, force_terminal=colored, highlight=False, soft_wrap=True
    )
    for line in timeline(events, options.get("deadlines", ()), options["look"], room, ascii_only=plain):
        console.print(line)
    app.say(f"{len(events)} events")
