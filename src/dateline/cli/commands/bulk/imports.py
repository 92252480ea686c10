"""`import`: event records from files in bulk."""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, ClassVar, NamedTuple

import click

from dateline.cli.context import App, pass_app
from dateline.cli.input.batches import Text, data_set, texts
from dateline.cli.lazy import Branching
from dateline.cli.options.history import occasion, reason_option
from dateline.cli.options.types import FormatType
from dateline.cli.output.destination import destination, write_lines
from dateline.errors import Fault, InvalidRecords
from dateline.formats.registry import can

if TYPE_CHECKING:
    from dateline.event_columns import Frame
    from dateline.formats.incoming import DataSet, Rejected
    from dateline.storage.writing.imports import Origin
    from dateline.storage.writing.intake import Ready
    from dateline.storage.writing.report import Report

_MOST_FAULTS = 10_000
"""Without --rejects no more rows than this are named."""


class Rejects:
    """The rows that could not be taken: written to a file as they come, or kept as faults to be shown."""

    def __init__(self, stream: IO[str] | None) -> None:
        self._stream, self.sets_aside = stream, stream is not None
        self.faults: list[Fault] = []
        self.number = self.not_shown = 0

    def adder(self, file: str) -> Callable[[Rejected], None]:
        """Return a function that notes a row of `file`."""

        def add(row: Rejected) -> None:
            self.number += 1
            if self._stream is None:
                if len(self.faults) < _MOST_FAULTS:
                    self.faults.append(Fault(file, row.line, row.reason, row.hint))
                else:
                    self.not_shown += 1
                return
            record = {"file": file, "line": row.line, "reason": row.reason, "record": row.record}
            self._stream.write(_line(record) + "\n")

        return add


def _line(record: dict[str, Any]) -> str:
    """Return a record as JSON; bytes that are no UTF-8 are kept as escapes, which nothing else could hold."""
    line = json.dumps(record, ensure_ascii=False, default=str)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(record, default=str)
    return line


class Reading(NamedTuple):
    """How files are read, and why."""

    form: str
    mapping: str | None
    dataset: DataSet
    reason: str | None = None


class Counts:
    """What became of the rows of all files."""

    def __init__(self) -> None:
        self._of = dict.fromkeys(("read", "inserted", "updated", "unchanged", "withdrawn", "rejected"), 0)
        self._started = time.monotonic()
        self.written = False

    def add(self, report: Report | None, rejected: int) -> None:
        """Add a text; None when nothing of it was written."""
        if report:
            self.written = True
            found = (report.inserted, report.updated, report.unchanged, report.removed)
            for name, number in zip(("inserted", "updated", "unchanged", "withdrawn"), found, strict=True):
                self._of[name] += number
            self._of["read"] += sum(found) + rejected
        self._of["rejected"] += rejected

    @property
    def record(self) -> dict[str, float]:
        """The counts and the seconds since the start."""
        return {**self._of, "seconds": round(time.monotonic() - self._started, 3)}


_OPTIONS = (
    click.option("--collection", default="imported", metavar="ID", help="The collection that the events belong to."),
    click.option(
        "--map", "mapping", metavar="FILE.toml", type=click.Path(exists=True, dir_okay=False),
        help="csv, tsv: what the columns mean (see the documentation).",
    ),
    click.option(
        "--rejects", metavar="FILE", type=click.Path(dir_okay=False), help="Set bad rows aside as JSON Lines."
    ),
    click.option(
        "--report", metavar="FILE", type=click.Path(dir_okay=False), help="Write what became of them, as JSON."
    ),
)  # fmt: skip


def import_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands that read events in bulk."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


class _Import(Branching):
    """The command `import`, and below it `import undo`, whose first word stands where a format would."""

    branches: ClassVar[Mapping[str, str]] = {"undo": "bulk.imports"}


@click.command()
@click.argument("batch", type=click.IntRange(min=1), metavar="BATCH")
@reason_option
@pass_app
def undo_command(app: App, /, batch: int, reason: str | None) -> None:
    """Take an import back, all of it or nothing: what it added goes, what it changed is what it was.

    BATCH is the number that `dateline history` tells; that of a load will do too. What later batches have changed is
    not taken back over their heads. The undo is a batch itself, and can be taken back.

    \b
    dateline history
    dateline import undo 12 -m "the wrong file"
    """
    from dateline.storage.writing.undoing import undo

    done = undo(app.database, batch, occasion(app, "undo", reason))
    app.say(
        f"batch {batch} was taken back in batch {done.batch}: {done.gone} event{'s' * (done.gone != 1)} gone, "
        f"{done.put_back} record{'s' * (done.put_back != 1)} put back"
    )


@click.command(cls=_Import)
@click.argument("form", metavar="FORMAT", type=FormatType(table=False, reads=True))
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
@import_options
@reason_option
@pass_app
def import_command(
    app: App,
    /,
    form: str,
    files: tuple[str, ...],
    collection: str,
    mapping: str | None,
    rejects: str | None,
    report: str | None,
    reason: str | None,
) -> None:
    """Read events in bulk, from files as they are, .gz or .zip; `-` is the standard input.

    The same file twice changes nothing. Each file goes in whole or not at all. Without --rejects one bad row keeps its
    file out; with it the good rows go in and the bad ones are written to FILE with line and reason. An import of
    several files that was interrupted goes on where it ended when it is started again. `dateline import undo BATCH`
    takes an import back, by the number that `dateline history` tells.

    \b
    dateline export -o all.csv && dateline --db copy.db import csv all.csv
    dateline import jsonl more.jsonl.gz --collection press --rejects bad.jsonl
    dateline import gdelt 20191024*.export.CSV.zip --collection gdelt --rejects bad.jsonl
    dateline import csv strikes.csv --map strikes.toml
    """
    from dateline.storage.writing.imports import forget_finished

    if mapping and not can(form, "separated"):
        raise click.UsageError("--map goes with csv and tsv")
    read, counts = Reading(form, mapping, data_set(form, mapping), reason), Counts()
    with ExitStack() as stack:
        gc.disable()  # rows are not made of circles, and looking for some among millions takes long
        stack.callback(gc.enable)
        bad = Rejects(stack.enter_context(destination(rejects)) if rejects else None)
        left_out = _import_all(app, read, files, collection, bad, counts)
    if len(files) > 1 and not left_out:
        forget_finished(app.database, collection)
    if report:
        write_lines([counts.record], report)
    app.say(", ".join(f"{number} {name}" for name, number in counts.record.items()))
    if bad.faults:
        rest = f", {bad.not_shown} more not shown" if bad.not_shown else ""
        which = f" of {', '.join(left_out)}" if counts.written or len(files) > 1 else ""
        raise InvalidRecords(bad.faults, f"{rest}; nothing{which} was written")


def _import_all(
    app: App, read: Reading, files: tuple[str, ...], collection: str, bad: Rejects, counts: Counts
) -> list[str]:
    """Import one file after the other; return the names of those, and of texts in them, that were left out."""
    left_out: list[str] = []
    for file in files:
        try:
            left_out += _import(app, read, file, collection, bad, counts, len(files) > 1)
        except InvalidRecords as error:  # the other files are none the worse for it
            bad.faults += error.faults
            left_out.append(file)
        except Exception:
            for fault in bad.faults:  # those of the files before, which nobody would tell else
                click.echo(str(fault), err=True)
            raise
    return left_out


def _import(
    app: App, read: Reading, file: str, collection: str, bad: Rejects, counts: Counts, several: bool
) -> Iterator[str]:
    """Import the texts of one file, and yield the names of those that were left out."""
    from dateline.storage.writing.imports import finished, import_file

    behind = finished(app.database, collection) if several else set()
    if several and _origin(file, file) in behind:
        app.say(f"{file} is in already, from an import that was interrupted")
        return
    with texts(read.form, read.mapping, file) as found:
        for text in found:
            origin = _origin(file, text.name) if several else None
            if origin in behind:
                app.say(f"{text.name} is in already, from an import that was interrupted")
                deque(text.batches, 0)
                continue
            before = bad.number
            report = import_file(
                app.database, read.dataset, _begun(watched(app, text)), collection,
                reject=bad.adder(text.name), partly=bad.sets_aside, origin=origin,
                occasion=occasion(app, "import", read.reason, text.name),
            )  # fmt: skip
            counts.add(report, bad.number - before)
            if report is None:
                yield text.name


def _origin(file: str, text: str) -> Origin | None:
    """Return how the store remembers a text of a file, None for the standard input and for what does not exist."""
    from dateline.storage.writing.imports import Origin

    if file == "-" or not os.path.exists(file):
        return None
    state = os.stat(file)
    return Origin(os.path.abspath(text), state.st_size, state.st_mtime_ns)


def _begun(batches: Iterator[list[Ready] | Frame]) -> Iterator[list[Ready] | Frame]:
    """Read the first batch at once, so that no database is made for a file that cannot be read."""
    return chain(list(islice(batches, 1)), batches)


def watched(app: App, text: Text) -> Iterator[list[Ready] | Frame]:
    """Pass the batches of a text on, and tell on a terminal how far the file is read."""
    if app.quiet or not text.size or not sys.stderr.isatty():
        yield from (batch.items for batch in text.batches)
        return
    started, done = time.monotonic(), 0

    def rate(_: object) -> str:
        return f"{done:,} rows, {done / max(time.monotonic() - started, 0.001):,.0f}/s"

    with click.progressbar(length=text.size, label=text.name, file=sys.stderr, item_show_func=rate) as bar:
        for batch in text.batches:
            done += batch.number
            bar.update(batch.position - bar.pos)
            yield batch.items
        bar.update(text.size - bar.pos)
