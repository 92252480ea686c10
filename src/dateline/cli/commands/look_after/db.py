"""`db`: create, upgrade, describe, check and back up a database."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from typing import Any

import click

from dateline.cli.commands.look_after.seals import proof_options
from dateline.cli.context import App, pass_app, write_line
from dateline.cli.lazy import Parent
from dateline.cli.options.event_filters import filter_options, query_of
from dateline.counted import counted
from dateline.errors import DatabaseError
from dateline.storage.engines import store_of

_SEAL = re.compile("[0-9a-f]{64}")


@click.command(cls=Parent, no_args_is_help=True)
def db_command() -> None:
    """Create, upgrade, describe, check, back up and restore the database.

    \b
    dateline db info
    dateline db check
    dateline db seal monday.seal
    dateline db explain --actor Belarus --from 1999
    dateline db backup copy.db
    dateline --db other.db db restore copy.db
    """


@click.command()
@pass_app
def upgrade_command(app: App) -> None:
    """Upgrade the database to the schema of this program; create it if there is none."""
    from dateline.storage.schema.version import SCHEMA
    from dateline.storage.writing.migrating import upgrade as upgrade_database

    before = upgrade_database(app.database)
    if before == SCHEMA:
        app.say(f"already at schema {SCHEMA}")
    else:
        app.say(f"upgraded from schema {before} to {SCHEMA}" if before else f"made with schema {SCHEMA}")


@click.command()
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="text or json.")
@pass_app
def info_command(app: App, /, form: str) -> None:
    """Show the location, engine, schema and size of the database."""
    from dateline.operations.databases import info as info_of

    store_of(app.database)  # a lake is refused before it is opened
    with app.reading() as connection:
        found = info_of(connection)
    if form == "json":
        import json

        write_line(json.dumps(found, ensure_ascii=False, indent=2))
        return
    found["engine"], found["size"] = f"{found['engine']} {found['version']}", f"{found['size'] / 1e6:.1f} MB"
    found["history"] = f"batch {found['batch']}, sealed {found['seal']}" if found["batch"] else "none"
    found["anchor"] = (
        "not compared here: keep the seal elsewhere, then dateline db check --seal SEAL" if found["batch"] else None
    )
    for name in ("url", "file", "engine", "schema", "size", "events", "anchor", "history"):
        if found[name] is not None:
            write_line(f"{name:<9}{found[name]}")


@click.command()
@click.option(
    "--seal", metavar="SEAL", help="Also check that the history goes on from this seal, or from that of a file."
)
@click.option("--full", is_flag=True, help="Compare the words of all events with the full text, not of a sample.")
@proof_options
@pass_app
def check_command(app: App, /, seal: str | None, full: bool, **trusted: str | None) -> None:
    """Check the database: the engine's own checks, every derived table against its origin, and the history.

    Keep the number of batches and the last seal, which it prints, somewhere else: they prove later that the history was
    neither rewritten nor cut off; `db seal` keeps them in a file, which --seal takes too. A warning reports what is
    sound and may be meant otherwise, such as a date that no source supports.
    """
    from dateline.operations.databases import faults as faults_of
    from dateline.operations.databases import warnings

    noted = seal is None or _SEAL.fullmatch(seal) is not None or not os.path.exists(seal)
    if noted and any(trusted.values()):
        raise click.UsageError("--signers and --authorities are for the file of a seal: give it with --seal FILE")
    faults = faults_of(app.database, seal if noted else None, full=full)
    if not noted:
        faults += _of_file(app, str(seal), trusted)
    _say_anchor(app)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise DatabaseError(f"{counted(len(faults), 'fault')} found", "restore a backup, or load the collections again")
    with app.reading() as connection:
        for warning in warnings(connection):
            app.say(f"warning: {warning}")
    app.say("no faults")


def _of_file(app: App, file: str, trusted: dict[str, str | None]) -> list[str]:
    """Return why a history does not go on from the seal in a file, and what is wrong with its proofs."""
    from dateline.cli.commands.look_after.seals import say_proofs
    from dateline.operations.seals import kept as kept_seals

    kept = kept_seals.read(file)
    with app.reading() as connection:
        found = kept_seals.departures(connection, kept)
    return found + say_proofs(app, file, **trusted)


def _say_anchor(app: App) -> None:
    """Say what is to be kept elsewhere, and which batches are of a time that has not come."""
    from dateline.operations.databases import anchor, of_the_future

    with app.reading() as connection:
        count, seal = anchor(connection)
        later = of_the_future(connection, datetime.now(UTC).isoformat().replace("+00:00", "Z"))
    if count:
        app.say(f"history: {counted(count, 'batch')}, last seal {seal}")
    if later:
        many = f"{len(later)} batches, the first @{later[0]}, are" if len(later) > 1 else f"batch @{later[0]} is"
        app.say(f"{many} dated in the future: a clock was wrong, and --recorded-at by date leaves out what came then")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False))
@pass_app
def backup_command(app: App, file: str) -> None:
    """Write a consistent copy to the new FILE; others may write meanwhile.

    The copy is a SQLite database, from PostgreSQL too: `dateline --db FILE query` reads it as it is.
    """
    from dateline.storage.writing.backups import backup as back_up

    back_up(app.database, file)
    app.say(f"written to {file}")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, exists=True))
@pass_app
def restore_command(app: App, file: str) -> None:
    """Fill an empty database from the backup FILE.

    \b
    dateline --db postgresql://team@host/chronology db restore copy.db
    """
    from dateline.storage.writing.backups import restore as put_back

    put_back(app.database, file)
    app.say(f"restored from {file}")


@click.command()
@filter_options
@click.option("--sql", is_flag=True, help="Also print the SQL statement.")
@pass_app
def explain_command(app: App, /, sql: bool, **filters: Any) -> None:
    """Show the query plan of the engine for a query.

    The options are those of `query`.

    \b
    dateline db explain --actor Belarus --theme energy --from 1999 --to 2000
    dateline db explain --text gas --limit 10 --sql
    """
    query = query_of(**filters)
    with app.reading() as connection:
        from dateline.storage.reading.events import Reader

        statement, steps = Reader(connection).explain(query)
    if sql:
        write_line(f"{statement}\n")
    for step in steps:
        write_line(step)
