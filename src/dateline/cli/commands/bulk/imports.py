"""`import`: read events in bulk from files."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.context import App, pass_app, progress_stream
from dateline.cli.lazy import Parent, offered_below
from dateline.cli.options.completions import numbers_of_batches, offers
from dateline.cli.options.history import occasion, reason_option
from dateline.cli.options.types import FormatType, Whole
from dateline.cli.output.destination import check_apart, destination, styled, write_lines, write_records
from dateline.cli.output.events import actors_cell
from dateline.counted import counted
from dateline.errors import InvalidQuery, InvalidRecords
from dateline.operations.imports import Files, Import, Outcome
from dateline.operations.previews import Preview
from dateline.render.screen_text import visible
from dateline.render.table import Column

if TYPE_CHECKING:
    from dateline.event_columns import Frame
    from dateline.formats.incoming import Told
    from dateline.input.batches import Text
    from dateline.storage.writing.columns.offered import Offered
    from dateline.storage.writing.columns.staged import Staged
    from dateline.storage.writing.intake import Ready
    from dateline.wire_fields import Record


_OPTIONS = (
    click.argument("form", metavar="FORMAT", type=FormatType(table=False, reads=True), shell_complete=offered_below),
    click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True)),
    click.option("--collection", default="imported", metavar="ID", shell_complete=offers("collection"),
        help="The collection to which the events belong."),
    click.option(
        "--map", "mapping", metavar="FILE.toml", type=click.Path(exists=True, dir_okay=False),
        help="table, csv, tsv: a mapping that gives the meaning of each column.",
    ),
    click.option("--sheet", metavar="NAME", help="table: the sheet of a workbook, if several have cells."),
    click.option(
        "--rejects", metavar="FILE", type=click.Path(dir_okay=False),
        help="Write rejected rows to FILE; import the rest.",
    ),
    click.option(
        "--report", metavar="FILE", type=click.Path(dir_okay=False), help="Write a report to FILE as JSON."
    ),
    reason_option,
)  # fmt: skip


def import_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the arguments and options of commands that read events in bulk."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@click.command()
@click.argument("batch", type=Whole(min=1), metavar="BATCH", shell_complete=numbers_of_batches)
@reason_option
@pass_app
def undo_command(app: App, /, batch: int, reason: str | None) -> None:
    """Undo an import completely or not at all: remove what it added and restore what it changed.

    BATCH is a number from `dateline history`. The command does what `dateline undo BATCH --yes` does, and shows only
    the counts.

    \b
    dateline history
    dateline import undo 12 -m "the wrong file"
    """
    from dateline.cli.commands.write.undo import say_done
    from dateline.storage.writing.undoing import undo

    say_done(app, undo(app.database, batch, occasion(app, "undo", reason), command="dateline import undo"))


@click.command(cls=Parent)
@import_options
@click.option("--dry-run", is_flag=True, help="Show the first events, the counts and the rejects; write nothing.")
@click.option("--guess", is_flag=True, help="Write a mapping for a table, with the evidence for each line.")
@click.option(
    "--guess-to", metavar="FILE.toml", type=click.Path(dir_okay=False), help="Write that mapping to FILE.toml."
)
@pass_app
def import_command(
    app: App, /, collection: str, rejects: str | None, report: str | None, reason: str | None, *, dry_run: bool,
    guess: bool, guess_to: str | None, **given: Any
) -> None:  # fmt: skip
    """Import events in bulk from files, plain, .gz or .zip; `-` is the standard input.

    Importing the same file again changes nothing. Each file is imported completely or not at all. Without --rejects,
    one bad row rejects the file; with it, good rows are imported and bad rows are written to FILE with their line and
    the reason. Rerun an interrupted import of several files to resume it. `dateline import undo BATCH` undoes an
    import; `dateline history` lists the batches.

    \b
    dateline export -o all.csv && dateline --db copy.db import csv all.csv
    dateline import jsonl more.jsonl.gz --collection press --rejects bad.jsonl
    dateline import gdelt 20191024*.export.CSV.zip --collection gdelt --rejects bad.jsonl
    dateline import table strikes.xlsx --guess-to strikes.toml
    dateline import table strikes.xlsx --map strikes.toml --dry-run
    """
    outputs = {"--rejects": rejects, "--report": report, "--guess-to": guess_to}
    check_apart(outputs, [*given["files"], given["mapping"]])
    how = partial(_import, app, collection, rejects, report, reason)
    if guess or guess_to:
        _guess(app, how, guess_to, **given)
    else:
        how(dry_run=dry_run, **given)


def _guess(app: App, how: Callable[..., None], output: str | None, **given: Any) -> None:
    """Write a mapping; where somebody sees it, show what it makes of the file, and import if that is wanted."""
    from dateline.cli.commands.bulk import guessing

    if given["mapping"]:
        raise InvalidQuery("--guess and --map exclude each other", "omit one of them")
    found = guessing.guess_to(app, given["form"], given["files"], given["sheet"], output)
    if not found.events or not guessing.may_ask(given["files"]):
        return
    with guessing.mapping_file(found, output) as mapping:
        given |= {"form": "table", "mapping": mapping}
        with suppress(InvalidRecords):  # its rows are in the mapping already
            how(dry_run=True, **given)
        if guessing.agreed():
            how(dry_run=False, **given)


def _import(
    app: App,
    collection: str,
    rejects: str | None,
    report: str | None,
    reason: str | None,
    *,
    dry_run: bool,
    **given: Any,
) -> None:
    preview = Preview() if dry_run else None
    started = time.monotonic()
    with outcome_in(rejects) as outcome:
        of = partial(occasion, app, "import", reason)
        run = Import(app.database, files_of(app, **given), collection, outcome, of, app.say, preview)
        try:
            run.run()
        except Exception:
            for fault in outcome.faults:  # those of the files before, which nobody would tell else
                click.echo(str(fault), err=True)
            raise
    if preview:
        show_first(app, preview.records)
    tell_counts(app, outcome, started, report)
    if preview:
        app.say("dry run: nothing was written")
    run.check()


def show_first(app: App, records: list[Record]) -> None:
    """Show the first events of an import as a table, on the standard output."""
    columns = (
        Column("date", lambda r: r["date"]),
        Column("title", lambda r: r["title"], wraps=True),
        Column("place", lambda r: r["place"] or "", wraps=True, optional=True),
        Column("actors", actors_cell, wraps=True, optional=True),
        Column("themes", lambda r: ", ".join(r["themes"]), wraps=True, optional=True),
        Column("id", lambda r: styled(app, r["id"], "dim")),
    )
    used = tuple(each for each in columns if not each.optional or any(map(each.text, records)))
    write_records(app, records, (), used, "table", None)


@contextmanager
def outcome_in(file: str | None) -> Iterator[Outcome]:
    """Give what counts the rows and takes the bad ones, into a file where there is one."""
    with destination(file) if file else nullcontext() as stream:
        yield Outcome(stream)


def files_of(app: App, form: str, files: tuple[str, ...], mapping: str | None, sheet: str | None) -> Files:
    """Return the files that a command is to read, `-` as the standard input."""
    opened = [sys.stdin.buffer if file == "-" else file for file in files]
    return Files(form, opened, mapping, partial(_watched, app), spread_of(app), sheet)


def spread_of(app: App) -> str | None:
    """Return how far approximate dates spread by the settings of the command, which the collection keeps."""
    from dateline.dates.convention_settings import circa_text

    return circa_text(app.conventions.circa)


def tell_counts(app: App, outcome: Outcome, started: float, report: str | None) -> None:
    """Tell what became of the rows, and how many seconds it took, to the user and in a file where there is one."""
    record = {**outcome.counts, "seconds": round(time.monotonic() - started, 3)}
    if report:
        write_lines(app, [record | outcome.remarks.record()], report)
    for line in (*outcome.remarks.lines(), *(f"note: {note}" for note in outcome.notes)):
        app.say(line)
    told = {name: number for name, number in record.items() if number or name != "repeated"}
    app.say(", ".join(f"{number} {name.replace('_', ' ')}" for name, number in told.items()))


def _watched(app: App, text: Text) -> Iterator[list[Ready | Told] | Frame | Staged | Offered]:
    """Pass the batches of a text on, and tell on a terminal how far the file is read."""
    if app.quiet or not text.size or not sys.stderr.isatty():
        yield from (batch.items for batch in text.batches)
        return
    started, done = time.monotonic(), 0

    def rate(_: object) -> str:
        return f"{counted(done, 'row')}, {done / max(time.monotonic() - started, 0.001):,.0f}/s"

    name, stream = visible(text.name), progress_stream()
    with click.progressbar(length=text.size, label=name, file=stream, item_show_func=rate) as bar:
        for batch in text.batches:
            done += batch.number
            bar.update(batch.position - bar.pos)
            yield batch.items
        bar.update(text.size - bar.pos)
