"""The command `dateline` as click has it: global options, and commands imported when they are used."""

from __future__ import annotations

from typing import Any

import click

from dateline import __version__
from dateline.cli.config import defaults_of, read_config
from dateline.cli.context import PipeClosed, app_of
from dateline.cli.declared import with_options
from dateline.cli.lazy import LazyGroup
from dateline.cli.options import GLOBAL

COMMANDS = {
    "actors": "lists",
    "add": "editing",
    "check": "load",
    "completion": "completion",
    "date": "dates",
    "db": "db",
    "deadlines": "deadlines",
    "diff": "dump",
    "dump": "dump",
    "edit": "editing",
    "explain": "explain",
    "export": "query",
    "history": "history",
    "import": "imports",
    "lake": "lake",
    "load": "load",
    "merge": "editing",
    "programmes": "lists",
    "query": "query",
    "remove": "editing",
    "restore": "history",
    "serve": "serve",
    "show": "show",
    "sources": "lists",
    "stats": "lists",
    "themes": "lists",
    "timeline": "timeline",
    "verify": "provenance",
}
"""The module of dateline.cli that holds each command."""


class Commands(LazyGroup):
    """All commands; whoever stops reading the output stops them quietly."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise PipeClosed from None


@click.group(cls=Commands, homes=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@with_options(GLOBAL)
@click.version_option(__version__, prog_name="dateline")
@click.pass_context
def dateline(
    ctx: click.Context,
    db: str | None,
    config: str | None,
    color: str,
    seasons: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Keep dated events and promises with their sources; ask what is certain and what is only possible.

    \b
    dateline load union-state                     load the shipped collection
    dateline query --from 1995 --to 1996          what happened, certainly or possibly
    dateline deadlines --as-of 2000-10-15 --overdue
    dateline export -f csv -o timeline.csv

    The database is that of --db, of DATELINE_DB, of the configuration file, or the one in your data folder.
    """
    settings = read_config(config)
    ctx.obj = app_of(settings, db=db, color=color, seasons=seasons, quiet=quiet, verbose=verbose)
    name = ctx.invoked_subcommand or ""
    if chosen := settings.get("commands", {}).get(name):
        command = dateline.get_command(ctx, name)
        ctx.default_map = {name: defaults_of(command, chosen)} if command else None
