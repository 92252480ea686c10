"""`deadlines recount`: count due dates anew after what they are counted from has changed."""

from __future__ import annotations

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.history import occasion, reason_option
from dateline.counted import counted


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would move, but change nothing.")
@reason_option
@pass_app
def recount_command(app: App, /, reason: str | None, *, dry_run: bool) -> None:
    """Count due dates anew after events, time zones or public holidays have changed, and show what moves.

    `dateline db check` reports due dates that would move. What is counted from a horizon is counted whenever it is
    judged, so nothing of it is written.

    \b
    dateline deadlines recount --dry-run
    dateline deadlines recount -m "6 January 2026 was made a holiday"
    """
    from dateline.operations.recounting import recount
    from dateline.render.explanation import moved_words

    found = recount(app.database, occasion(app, "deadlines recount", reason), dry_run=dry_run)
    for moved in found.moved:
        app.say(moved_words(moved))
    for sentence in found.uncounted:
        app.say(sentence)
    written = f"; batch {found.batch}" if found.batch is not None else "; nothing was written"
    app.say(
        f"{counted(found.counted, 'deadline')} counted anew, {counted(len(found.moved), 'due date')} moved{written}"
    )
