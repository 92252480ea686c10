"""`lake`: keep events in bulk as Parquet files that DuckDB and Spark read."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from dateline.cli.commands.bulk.imports import files_of, import_options, outcome_in, tell_counts
from dateline.cli.context import App, pass_app, progress_stream, write_line
from dateline.cli.lazy import Parent
from dateline.cli.options.history import occasion
from dateline.cli.output.destination import check_apart
from dateline.counted import counted
from dateline.errors import DatabaseError
from dateline.render.screen_text import visible

_LINE = "\r\x1b[K"
"""Goes to the beginning of the line, and clears it."""
_DIR = click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))


@click.command(cls=Parent, no_args_is_help=True)
def lake_command() -> None:
    """Keep millions of events as Parquet files in a folder; `--db lake:DIR` queries them like a database.

    \b
    dateline lake create gdelt
    dateline lake add gdelt gdelt 20191024*.export.CSV.zip --collection gdelt --rejects bad.jsonl
    dateline --db lake:gdelt query --actor Russia --on 2019-10 --limit 10
    """


@click.command()
@_DIR
@pass_app
def create_command(app: App, folder: str) -> None:
    """Create an empty lake in the folder DIR, which must be empty or not exist.

    \b
    dateline lake create gdelt
    """
    from dateline.storage.lake import adding

    adding.create(folder, occasion(app, "lake create", None))
    app.say(f"created an empty lake in {folder}; next: dateline lake add {folder} FORMAT FILE...")


@click.command()
@_DIR
@import_options
@pass_app
def add_command(
    app: App, /, folder: str, collection: str, rejects: str | None, report: str | None, reason: str | None, **given: Any
) -> None:
    """Add events to the lake in DIR from files of any format that `import` reads: all files or nothing.

    Events that are already there change nothing; changed events replace the old ones, and events that the data set
    withdrew are removed. Readers see the old lake until everything is written. Without --rejects, one bad row rejects
    everything.

    \b
    dateline lake add all csv events-1.csv.gz events-2.csv.gz
    dateline lake add gdelt gdelt 20191024*.export.CSV.zip --collection gdelt --rejects bad.jsonl
    """
    from dateline.operations.lakes import add_files

    check_apart({"--rejects": rejects, "--report": report}, [*given["files"], given["mapping"]])
    started = time.monotonic()
    with outcome_in(rejects) as outcome, _telling(app) as tell:
        of = occasion(app, "lake add", reason, ", ".join(given["files"]))
        add_files(folder, files_of(app, **given), collection, outcome, of, tell)
    tell_counts(app, outcome, started, report)
    outcome.check()


@contextmanager
def _telling(app: App) -> Iterator[Callable[[str], None]]:
    """Give a function that tells what is being done: line by line when asked for, on a terminal in one line."""
    if app.verbose:
        yield app.say
    elif app.quiet or not sys.stderr.isatty():
        yield lambda _: None
    else:
        yield lambda text: click.echo(f"{_LINE}{visible(text)}", file=progress_stream(), nl=False)
        click.echo(_LINE, file=progress_stream(), nl=False)


@click.command()
@_DIR
@click.option(
    "--every", is_flag=True, help="Compact every table that has several files, not only those that have many."
)
@pass_app
def compact_command(app: App, folder: str, *, every: bool) -> None:
    """Merge small files, and delete those that no reader can need any more.

    Files that the last change replaced are kept until the next compact, because somebody may still read them.

    \b
    dateline lake compact gdelt
    """
    from dateline.storage.lake import compacting

    done = compacting.compact(folder, every=every, occasion=occasion(app, "lake compact", None))
    app.say(f"{counted(done.before, 'file')} became {done.after}, {done.deleted} deleted")


@click.command()
@_DIR
@click.option("--verify", is_flag=True, help="Read every file and compare it with its recorded hash.")
@pass_app
def info_command(app: App, folder: str, *, verify: bool) -> None:
    """Show what the lake in DIR contains, how it was made, and whether its files are there.

    \b
    dateline lake info gdelt
    dateline lake info gdelt --verify
    """
    from dateline.storage.engines.lakes import manifest
    from dateline.storage.lake import compacting

    found = manifest.load(folder)
    for line in _told(folder, found):
        write_line(line)
    for path in compacting.foreign(folder, found):
        app.say(f"not part of this state, not read: {path}")
    if verify:
        with _telling(app) as tell:
            faults = compacting.verify(folder, found, tell)
        for fault in faults:
            click.echo(fault, err=True)
        if faults:
            raise DatabaseError(
                f"{counted(len(faults), 'fault')} found", "restore the lake from a copy, or create it again"
            )
        app.say("no faults")
    else:
        manifest.check_there(folder, found.files)


def _told(folder: str, found: Any) -> Iterator[str]:
    rows = found.rows
    yield f"lake     {folder}"
    yield f"state    {found.state}"
    yield f"size     {sum(file.size for file in found.files) / 1e6:.1f} MB in {counted(len(found.files), 'file')}"
    for table in ("event", "event_actor", "event_theme", "actor", "theme", "source"):
        name = table.replace("event_", "links of ") + "s"
        yield f"{name:<16} {rows.get(table, 0):>14,}"
    for commit in found.commits[-10:]:
        report = commit["report"]
        counts = ", ".join(f"{report[name]:,} {name}" for name in ("inserted", "updated", "removed") if report[name])
        yield f"{commit['recorded']}  {commit['author']}  {commit['command']}{': ' + counts if counts else ''}"
