"""The command `dateline`: global options, commands imported when they are used, and what an error becomes."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from dateline import __version__
from dateline.cli.config import SEASONS, defaults_of, read_config
from dateline.cli.context import App
from dateline.cli.lazy import LazyGroup
from dateline.errors import DatelineError, InvalidRecords

COMMANDS = {
    "actors": "lists",
    "check": "load",
    "completion": "completion",
    "date": "dates",
    "db": "db",
    "deadlines": "deadlines",
    "explain": "explain",
    "export": "query",
    "import": "imports",
    "load": "load",
    "programmes": "lists",
    "query": "query",
    "show": "show",
    "sources": "lists",
    "stats": "lists",
    "themes": "lists",
}
"""The module of dateline.cli that holds each command."""


_USAGE = 2
_FAILED = 70
"""The exit code of a fault in dateline itself (EX_SOFTWARE of sysexits.h)."""
_UNWRITTEN = 74
"""The exit code when the result could not be written, as to a full disk (EX_IOERR)."""


class _PipeClosed(Exception):
    """Whoever read our output has enough; click would exit with 1, which here means "certainly overdue"."""


class Commands(LazyGroup):
    """All commands; whoever stops reading the output stops them quietly."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _PipeClosed from None


@click.group(cls=Commands, homes=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--db", metavar="URL", help="The database: a file, sqlite:///FILE or postgresql://USER@HOST/NAME.")
@click.option("--config", metavar="FILE", type=click.Path(dir_okay=False), help="A TOML file of defaults.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
@click.option("--seasons", type=click.Choice(SEASONS), help="The days of spring, summer, autumn, winter in a DATE.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more; show the traceback of an error.")
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
    ctx.obj = App(
        url=db or os.environ.get("DATELINE_DB") or settings.get("db"),
        color=color if color != "auto" else settings.get("color", "auto"),
        quiet=quiet,
        verbose=verbose,
        seasons=seasons or settings.get("seasons", SEASONS[0]),
    )
    name = ctx.invoked_subcommand or ""
    if chosen := settings.get("commands", {}).get(name):
        command = dateline.get_command(ctx, name)
        ctx.default_map = {name: defaults_of(command, chosen)} if command else None


def main() -> None:
    """Run the command line and exit with the documented code."""
    try:
        code = dateline.main(prog_name="dateline", standalone_mode=False)
        sys.stdout.flush()
    except (_PipeClosed, BrokenPipeError):
        # Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except click.exceptions.Abort:
        click.echo("interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(_USAGE)  # click's own 1 for files would read as "certainly overdue"
    except DatelineError as error:
        _report(error)
        sys.exit(error.exit_code)
    except OSError as error:
        _report(DatelineError(f"cannot write the result: {error.strerror or error}"))
        sys.exit(_UNWRITTEN)
    except Exception as error:
        _report(DatelineError(f"{type(error).__name__}: {error}", "a fault of dateline: please report it, with -v"))
        sys.exit(_FAILED)
    sys.exit(code if isinstance(code, int) else 0)


def _report(error: DatelineError) -> None:
    """Write an error in one line, its hint in another, and each fault of bad records."""
    if "-v" in sys.argv or "--verbose" in sys.argv:
        import traceback

        traceback.print_exc()
    if isinstance(error, InvalidRecords):
        for fault in error.faults:
            click.echo(str(fault), err=True)
    click.echo(f"dateline: {error.message}", err=True)
    if error.hint:
        click.echo(f"  hint: {error.hint}", err=True)
