"""`undo`: take back what one batch did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from dateline.cli.commands.write.history import told_lines
from dateline.cli.context import App, may_ask, pass_app, shown, write_line
from dateline.cli.options.history import occasion, reason_option
from dateline.cli.options.types import Whole
from dateline.counted import counted
from dateline.errors import InvalidQuery
from dateline.render.moments import local_time

if TYPE_CHECKING:
    from dateline.storage.writing.undoing import TakenBack


@click.command()
@click.argument("batch", type=Whole(min=1), metavar="[BATCH]", required=False)
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
@click.option("--dry-run", is_flag=True, help="Show what the undo would do; write nothing.")
@reason_option
@pass_app
def undo_command(app: App, /, batch: int | None, reason: str | None, *, yes: bool, dry_run: bool) -> None:
    """Undo a batch, by default the last one: show which records change back, and ask.

    BATCH is a number from `dateline history`. Every batch can be undone, whichever command wrote it, unless later
    batches depend on it; then the error lists them. The undo is a batch of its own and can be undone.

    \b
    dateline undo --dry-run
    dateline undo 1 --yes -m "the wrong file"
    """
    from dateline.storage.writing.undoing import undo

    if not (yes or dry_run or may_ask()):
        raise InvalidQuery("undo asks before it writes, and there is no terminal", "add --yes, or look with --dry-run")
    of = occasion(app, "undo", reason)
    asks = not yes or dry_run
    plan = undo(app.database, batch, of, dry_run=asks)
    with shown(app):
        for line in _planned(app, plan):
            write_line(line)
    if dry_run:
        app.say("dry run: nothing was written")
    elif not asks:
        say_done(app, plan)
    elif click.confirm("Undo it?", default=False, err=True):
        say_done(app, undo(app.database, plan.of["num"], of, expected=plan.batch))
    else:
        app.say("nothing was undone")


def _planned(app: App, plan: TakenBack) -> Iterator[str]:
    """Yield what an undo does: the batch, and its records as they are and as they will be."""
    of = plan.of
    reason = f" – {of['reason']}" if of["reason"] else ""
    yield f"undo of batch {of['num']}: {of['command']} by {of['author']}, {local_time(of['recorded'])}{reason}"
    if of["undoes"]:
        yield f"it undid batch {of['undoes']}, which holds again then"
    for record in plan.changes.first:
        yield from told_lines(app, record)
    if more := plan.changes.more:
        yield f"and {counted(more, 'more record')}"


def say_done(app: App, done: TakenBack) -> None:
    """Tell what an undo did."""
    app.say(
        f"undid batch {done.of['num']} in batch {done.batch}: {counted(done.gone, 'record')} removed, "
        f"{counted(done.put_back, 'record')} restored"
    )
    for source in done.quoted:
        app.say(f"the text of {source!r} stays, because other records quote it")
