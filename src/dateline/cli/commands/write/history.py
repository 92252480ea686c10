"""`history` and `restore`: who changed what, when and why, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.completions import offers
from dateline.cli.options.history import MOMENT, occasion, reason_option
from dateline.cli.output.destination import output_options, styled, write_records
from dateline.errors import Ambiguous, NotFound
from dateline.render.differences import differences
from dateline.render.table import Column
from dateline.storage.engines.connection import Connection
from dateline.storage.history.log import BATCH_FIELDS, REVISION_FIELDS, batches, revisions
from dateline.wire_fields import Record

KINDS = ("event", "deadline", "actor", "programme", "horizon", "source", "theme")
_LAST = 20


@click.command()
@click.argument("identity", metavar="[ID]", required=False, shell_complete=offers(*KINDS))
@click.option("--kind", type=click.Choice(KINDS), help="Which kind of record, where several have this id.")
@click.option("--batch", type=click.IntRange(min=1), metavar="NUMBER", help="One batch, with all that it changed.")
@click.option("--limit", type=click.IntRange(min=1), default=_LAST, show_default=True, help="So many batches.")
@output_options(BATCH_FIELDS)
@pass_app
def history_command(
    app: App, /, identity: str | None, kind: str | None, batch: int | None, limit: int, form: str, output: str | None
) -> None:
    """Tell who changed what, when and why: the last batches, one record, or one batch.

    A batch is what one command wrote. Times are those of your clock; -f jsonl has them in UTC.

    \b
    dateline history
    dateline history usp-3-1
    dateline history --batch 1
    dateline history belarus-referendum-1995 -f jsonl
    """
    if identity and batch:
        raise click.UsageError("ask for a record or for a batch")
    with app.reading() as connection:
        if identity is None and batch is None:
            write_records(app, batches(connection, limit=limit), BATCH_FIELDS, _columns(), form, output)
            return
        found = _of_record(connection, identity, kind) if identity else _of_batch(connection, batch or 0)
    if form != "table" or output:
        write_records(app, found, REVISION_FIELDS, _told(), form, output)
        return
    for record in found:
        for line in _told_lines(app, record, named=identity is None):
            click.echo(line)


def _of_record(connection: Connection, identity: str, kind: str | None) -> list[Record]:
    kinds = [kind] if kind else KINDS
    found = {name: rows for name in kinds if (rows := revisions(connection, name, identity))}
    if not found:
        raise _unknown(connection, identity, kind)
    if len(found) > 1:
        raise Ambiguous(f"several records are called {identity!r}", f"add --kind {' or --kind '.join(found)}")
    return next(iter(found.values()))[::-1]


def _unknown(connection: Connection, identity: str, kind: str | None) -> NotFound:
    from dateline.names import nearest

    known = (row[0] for row in connection.run("SELECT DISTINCT id FROM revision"))
    near = nearest(identity, known)
    hint = "did you mean " + " or ".join(near) + "?" if near else "dateline history lists the last batches"
    return NotFound(f"the history knows no {kind or 'record'} {identity!r}", hint)


def _of_batch(connection: Connection, number: int) -> list[Record]:
    if not batches(connection, number=number):
        raise NotFound(f"there is no batch {number}", "dateline history lists them")
    keys = connection.run(f"SELECT kind, id FROM revision WHERE batch = {number:d} ORDER BY seq")
    found = (revisions(connection, kind, identity) for kind, identity in dict.fromkeys(keys))
    return [record for records in found for record in records if record["batch"] == number]


def _columns() -> tuple[Column, ...]:
    return (
        Column("batch", lambda r: str(r["batch"])),
        Column("when", lambda r: _local(r["recorded"])),
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


def _local(recorded: str) -> str:
    """Return a moment in the time of the user's clock, to the second."""
    try:
        return datetime.fromisoformat(recorded).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return recorded


def _told() -> tuple[Column, ...]:
    names = ("batch", "recorded", "author", "command", "action", "kind", "id")
    return tuple(Column(name, lambda r, name=name: str(r[name])) for name in names)  # type: ignore[misc]


def _told_lines(app: App, record: Record, *, named: bool) -> Iterator[str]:
    """Yield who did what, and the lines of the record that went and came."""
    what = f"{record['kind']} {record['id']} " if named else ""
    said = " ".join(filter(None, (_origin(record), record["reason"] and f"– {record['reason']}")))
    head = f"@{record['batch']}  {_local(record['recorded'])}  {record['author']}  {record['command']}"
    yield styled(app, f"{head}: {what}{record['action']}{f'  {said}' if said else ''}", "bold")
    for sign, line in differences(record["before"], record["after"]):
        yield styled(app, f"    {sign} {line}", "red" if sign == "-" else "green")


@click.command()
@click.argument("identity", metavar="ID", shell_complete=offers(*KINDS))
@click.option("--kind", type=click.Choice(KINDS), help="Which kind of record, where several have this id.")
@click.option("--at", "moment", metavar="DATE", type=MOMENT, required=True, help="A date, a time, or a batch @NUMBER.")
@reason_option
@pass_app
def restore_command(app: App, /, identity: str, kind: str | None, moment: str | int, reason: str | None) -> None:
    """Make a record again what it was; the history keeps what it was until now.

    \b
    dateline restore belarus-referendum-1995 --at today
    dateline restore usp-3-1 --at @1 -m "the edit was wrong"
    """
    from dateline.storage.writing.undoing import keys_of, restore

    keys = keys_of(app.database, identity, kind)
    if not keys:
        with app.reading() as connection:
            raise _unknown(connection, identity, kind)
    if len(keys) > 1:
        hint = f"add --kind {' or --kind '.join(name for name, _ in keys)}"
        raise Ambiguous(f"several records are called {identity!r}", hint)
    batch = restore(app.database, keys[0], moment, occasion(app, "restore", reason))
    app.say(f"{identity} is that already" if batch is None else f"restored {identity} in batch {batch}")
