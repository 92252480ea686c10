"""`history` and `restore`: show who changed what, and restore earlier versions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import click

from dateline.cli.context import App, pass_app, shown, write_line
from dateline.cli.options.completions import numbers_of_batches, offers
from dateline.cli.options.history import MOMENT, occasion, reason_option
from dateline.cli.options.types import Whole
from dateline.cli.output.destination import output_options, styled, write_records
from dateline.operations.history import KINDS, of_batch, of_record, restore
from dateline.render.differences import differences
from dateline.render.moments import local_time
from dateline.render.table import Column
from dateline.storage.history.log import BATCH_FIELDS, REVISION_FIELDS, batches
from dateline.wire_fields import Record

_LAST = 20


@click.command()
@click.argument("identity", metavar="[ID]", required=False, shell_complete=offers(*KINDS))
@click.option("--kind", type=click.Choice(KINDS), help="The kind of the record, if several kinds have this id.")
@click.option(
    "--batch",
    type=Whole(min=1),
    metavar="NUMBER",
    shell_complete=numbers_of_batches,
    help="Show one batch and everything that it changed.",
)
@click.option(
    "--limit",
    type=Whole(min=0),
    metavar="NUMBER",
    help=f"Show at most this many batches (default: {_LAST}) or revisions.",
)
@output_options(BATCH_FIELDS, own=("limit",))
@pass_app
def history_command(
    app: App,
    /,
    identity: str | None,
    kind: str | None,
    batch: int | None,
    limit: int | None,
    form: str,
    output: str | None,
) -> None:
    """Show who changed what, when and why: the last batches, one record, or one batch.

    A batch is what one command wrote. Times are local; -f jsonl gives them in UTC.

    \b
    dateline history
    dateline history usp-3-1
    dateline history --batch 1
    dateline history belarus-referendum-1995 -f jsonl
    """
    if identity and batch:
        raise click.UsageError("give either an id or --batch, not both")
    if kind and not identity:
        raise click.UsageError("--kind says which record has the id: give an id")
    with app.reading() as connection:
        if identity is None and batch is None:
            write_records(
                app,
                batches(connection, limit=_LAST if limit is None else limit),
                BATCH_FIELDS,
                _columns(),
                form,
                output,
            )
            return
        every = of_record(connection, identity, kind) if identity else of_batch(connection, batch or 0)
        found = islice(every, limit)
        if form != "table" or output or app.listing:
            write_records(app, found, REVISION_FIELDS, _told(), form, output)
            return
        with shown(app):
            for record in found:
                for line in _told_lines(app, record, named=identity is None):
                    write_line(line)


def _columns() -> tuple[Column, ...]:
    return (
        Column("batch", lambda r: str(r["batch"])),
        Column("when", lambda r: local_time(r["recorded"])),
        Column("who", lambda r: r["author"], optional=True),
        Column("command", _command),
        Column("changes", _changes),
        Column("from", _origin, wraps=True, optional=True),
        Column("why", lambda r: r["reason"] or "", wraps=True),
    )


def _command(record: Record) -> str:
    return str(record["command"]) + (f" of {record['undoes']}" if record["undoes"] else "")


def _origin(record: Record) -> str:
    return "standard input" if record["origin"] == "-" else str(record["origin"] or "")


def _changes(record: Record) -> str:
    found = ((record[name], name) for name in ("added", "changed", "removed"))
    return ", ".join(f"{number} {name}" for number, name in found if number)


def _told() -> tuple[Column, ...]:
    names = ("batch", "recorded", "author", "command", "action", "kind", "id")
    return tuple(Column(name, lambda r, name=name: str(r[name])) for name in names)  # type: ignore[misc]


def _told_lines(app: App, record: Record, *, named: bool) -> Iterator[str]:
    """Yield who did what, and the lines of the record that went and came."""
    what = f"{record['kind']} {record['id']} " if named else ""
    said = " ".join(filter(None, (_origin(record), record["reason"] and f"– {record['reason']}")))
    head = f"@{record['batch']}  {local_time(record['recorded'])}  {record['author']}  {record['command']}"
    yield styled(app, f"{head}: {what}{record['action']}{f'  {said}' if said else ''}", "bold")
    yield from _changed_lines(app, record)


def told_lines(app: App, record: Record) -> Iterator[str]:
    """Yield what becomes of a record, and its lines that go and come."""
    yield styled(app, f"{record['kind']} {record['id']} {record['action']}", "bold")
    yield from _changed_lines(app, record)


def _changed_lines(app: App, record: Record) -> Iterator[str]:
    for sign, line in differences(record["before"], record["after"]):
        yield styled(app, f"    {sign} {line}", "red" if sign == "-" else "green")


@click.command()
@click.argument("identity", metavar="ID", shell_complete=offers(*KINDS))
@click.option("--kind", type=click.Choice(KINDS), help="The kind of the record, if several kinds have this id.")
@click.option(
    "--at", "moment", metavar="DATE", type=MOMENT,
    help="A date, a time or a batch (@NUMBER); by default the moment before the record was removed.",
)  # fmt: skip
@reason_option
@pass_app
def restore_command(app: App, /, identity: str, kind: str | None, moment: str | int | None, reason: str | None) -> None:
    """Restore a removed record, or an earlier version of one; the current one stays in the history.

    \b
    dateline restore belarus-referendum-1995 --at today
    dateline restore usp-3-1 --at @1 -m "the edit was wrong"
    """
    batch = restore(app.database, identity, kind, moment, occasion(app, "restore", reason))
    app.say(
        f"{identity} is already so; nothing was changed" if batch is None else f"restored {identity} in batch {batch}"
    )
