"""The command `dateline`: its global options, and the table of its commands."""

from __future__ import annotations

from typing import Any

import click

from dateline import __version__
from dateline.cli.config import defaults_of, read_config
from dateline.cli.context import PipeClosed, app_of
from dateline.cli.lazy import Commands
from dateline.cli.options.as_click import with_options
from dateline.cli.options.global_options import with_global_options
from dateline.cli.options.values import GLOBAL


class Root(Commands):
    """The command itself; whoever stops reading the output stops them quietly."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with the words `cmd_name`, which takes the options of dateline too, or None."""
        command = super().get_command(ctx, cmd_name)
        return command and with_global_options(command)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise PipeClosed from None


@click.group(cls=Root, context_settings={"help_option_names": ["-h", "--help"]})
@with_options(GLOBAL)
@click.version_option(__version__, prog_name="dateline")
@click.pass_context
def dateline(
    ctx: click.Context,
    /,
    db: str | None,
    config: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
    no_pager: bool,
    **dates: Any,
) -> None:
    """Keep dated events and promises with their sources, and ask what is certain and what is only possible.

    \b
    dateline load union-state                     load the shipped collection
    dateline query --from 1995 --to 1996          what happened, surely or perhaps
    dateline deadlines --as-of 2000-10-15 --overdue
    dateline export -f csv -o timeline.csv

    The database is that of --db, of DATELINE_DB, of the configuration file, or the one in your data folder.
    `dateline help COMMAND` shows the options of a command.
    """
    settings = read_config(config)
    ctx.obj = app_of(settings, db=db, color=color, quiet=quiet, verbose=verbose, no_pager=no_pager, **dates)
    if ctx.obj.date_settings:
        _ = ctx.obj.conventions  # which refuses what no setting can be before a command begins
    name = ctx.invoked_subcommand or ""
    if chosen := settings.get("commands", {}).get(name):
        command = dateline.get_command(ctx, name)
        ctx.default_map = {name: defaults_of(command, chosen)} if command else None
