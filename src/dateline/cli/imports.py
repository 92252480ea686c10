"""`import`: event records from files in bulk."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import IO

import click

from dateline.cli.context import App, pass_app
from dateline.cli.output import FormatType, write_lines
from dateline.errors import DatelineError, Fault, InvalidRecords
from dateline.fields import Record
from dateline.formats import Format, format_named
from dateline.model import Event
from dateline.wire import event_from_record


class Rejects:
    """The rows that could not be taken, each with its file, line and reason."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.records: list[Record] = []

    def add(self, file: str, line: int, reason: str, record: Record, hint: str | None = None) -> None:
        """Note a row."""
        self.faults.append(Fault(file, line, reason, hint))
        self.records.append({"file": file, "line": line, "reason": reason, "record": record})


@click.command()
@click.argument("form", metavar="FORMAT", type=FormatType(table=False))
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
@click.option("--collection", default="imported", metavar="ID", help="The collection that the events belong to.")
@click.option("--rejects", metavar="FILE", type=click.Path(dir_okay=False), help="Set bad rows aside as JSON Lines.")
@click.option("--report", metavar="FILE", type=click.Path(dir_okay=False), help="Write what became of them, as JSON.")
@pass_app
def import_command(
    app: App, /, form: str, files: tuple[str, ...], collection: str, rejects: str | None, report: str | None
) -> None:
    """Read events that dateline exported as csv, tsv or jsonl; `-` is the standard input.

    The same file twice changes nothing. Without --rejects a single bad row stops all; with it the good rows go in and
    the bad ones are written to FILE with line and reason.

    \b
    dateline export -o all.csv && dateline --db copy.db import csv all.csv
    dateline import jsonl more.jsonl --collection press --rejects bad.jsonl
    """
    started = time.monotonic()
    format_ = format_named(form)
    if not format_.READS:
        raise click.UsageError(f"{form} can only be written")
    bad = Rejects()
    events = _unique(_events(format_, files, bad), bad)
    if bad.faults and rejects is None:
        raise InvalidRecords(bad.faults)
    from dateline.storage.bulk import import_events

    done, refused = import_events(app.database, [e for e, _, _ in events], collection, partly=rejects is not None)
    for event, file, line in events:
        if event.id in refused:
            bad.add(file, line, refused[event.id], {"id": event.id})
    if rejects:
        write_lines(bad.records, rejects)
    counts = {
        "read": len(events) + len(bad.faults) - len(refused),
        "inserted": done.inserted,
        "updated": done.updated,
        "unchanged": done.unchanged,
        "withdrawn": 0,
        "rejected": len(bad.faults),
        "seconds": round(time.monotonic() - started, 3),
    }
    if report:
        write_lines([counts], report)
    app.say(", ".join(f"{number} {name}" for name, number in counts.items()))
    if refused and rejects is None:
        raise InvalidRecords(bad.faults)


def _events(format_: Format, files: Iterable[str], bad: Rejects) -> Iterator[tuple[Event, str, int]]:
    for file in files:
        with _opened(file) as stream:
            for line, record in _decoded(format_, stream, file, bad):
                try:
                    if "error" in record and len(record) == 1:
                        raise ValueError(record["error"])
                    yield event_from_record(record), file, line
                except DatelineError as error:
                    bad.add(file, line, f"date {record.get('date')!r}: {error.message}", record, error.hint)
                except ValueError as error:
                    bad.add(file, line, str(error), record)


def _decoded(format_: Format, stream: IO[str], file: str, bad: Rejects) -> Iterator[tuple[int, Record]]:
    line = 0
    try:
        for line, record in format_.read(stream):
            yield line, record
    except UnicodeDecodeError:
        bad.add(file, line + 1, "is not UTF-8", {}, "save it as UTF-8")


def _opened(file: str) -> IO[str]:
    try:
        return click.open_file(file, encoding="utf-8-sig")
    except OSError as error:
        raise click.FileError(file, error.strerror or str(error)) from error


def _unique(events: Iterable[tuple[Event, str, int]], bad: Rejects) -> list[tuple[Event, str, int]]:
    """Return the events without those whose id came before."""
    found: dict[str, tuple[Event, str, int]] = {}
    for event, file, line in events:
        if first := found.get(event.id):
            bad.add(file, line, f"duplicate id {event.id!r}, first in line {first[2]} of {first[1]}", {"id": event.id})
        else:
            found[event.id] = (event, file, line)
    return list(found.values())
