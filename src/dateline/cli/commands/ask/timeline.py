"""`timeline`: draw events as bars in the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.context import App, at_screen, echo, is_terminal, pass_app, shown, terminal_width
from dateline.cli.options.event_filters import filter_options, query_of
from dateline.cli.options.history import recorded_at_option
from dateline.cli.options.pictures import event_options, looked
from dateline.cli.options.types import Whole
from dateline.cli.output.events import tell_left_out, tell_names
from dateline.counted import counted
from dateline.errors import DatelineError
from dateline.formats.pictures import MOST
from dateline.render.screen_text import visible_record
from dateline.storage.reading.events import Reader

if TYPE_CHECKING:
    from dateline.dates import Date

_NO_TERMINAL = 100


@click.command()
@recorded_at_option
@filter_options
@event_options
@click.option("--claims", is_flag=True, help="Also draw the dates that sources give, thin under the event.")
@click.option(
    "--width",
    type=Whole(40, 10_000),
    metavar="COLUMNS",
    help="The width in columns (default: that of the terminal).",
)
@click.option("--ascii", "ascii_only", is_flag=True, help="Use only ASCII for bars and signs.")
@pass_app
def timeline_command(
    app: App, /, lanes: str | None, due: Date | None, claims: bool, width: int | None, ascii_only: bool, **filters: Any
) -> None:
    """Show a timeline in the terminal: one line per event, with its date as a bar.

    Dashes are days on which the event is possible; a thick line marks days on which it is certain.

    \b
    dateline timeline --from 1999 --to 2000
    dateline timeline --actor Lukashenko --lanes none
    dateline timeline --theme currency --deadlines 2000-10-15
    """
    from dateline.render.terminal import timeline

    query = query_of(**filters)
    with app.reading() as connection:
        events = list(
            Reader(connection, claims=claims).events(query._replace(limit=min(query.limit or MOST + 1, MOST + 1)))
        )
        tell_left_out(app, Reader(connection), query)
        tell_names(app, Reader(connection), query)
        options = looked(connection, {"lanes": lanes, "due": due}, query)
    if len(events) > MOST:
        raise DatelineError(f"a timeline shows at most {MOST:,} events", "select fewer with filters or --limit")
    room = width or (terminal_width() if is_terminal() else _NO_TERMINAL)
    plain = ascii_only or "utf" not in (sys.stdout.encoding or "utf-8").lower()
    colored = app.colored(sys.stdout)
    deadlines = options.get("deadlines", ())
    if at_screen():
        events, deadlines = ([*map(visible_record, each)] for each in (events, deadlines))
    with shown(app):
        for line in timeline(events, deadlines, options["look"], room, ascii_only=plain):
            text = line.plain if not colored else line.marked if at_screen() else line.styled
            echo(text, sys.stdout, colored=colored)
    app.say(counted(len(events), "event"))
