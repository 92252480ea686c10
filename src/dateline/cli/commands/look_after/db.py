"""`db`: make, upgrade, describe, check and back up a database."""

from __future__ import annotations

import os
from typing import Any

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.event_filters import filter_options, query_of
from dateline.errors import DatabaseError


@click.group()
def db_command() -> None:
    """Look after the database.

    \b
    dateline db info
    dateline db check
    dateline db explain --actor Belarus --from 1999
    dateline db backup copy.db
    dateline --db other.db db restore copy.db
    """


@db_command.command("upgrade")
@pass_app
def upgrade(app: App) -> None:
    """Bring the database to this program's schema, making it if there is none."""
    from dateline.storage.schema.version import SCHEMA
    from dateline.storage.writing.migrating import upgrade as upgrade_database

    before = upgrade_database(app.database)
    if before == SCHEMA:
        app.say(f"already at schema {SCHEMA}")
    else:
        app.say(f"upgraded from schema {before} to {SCHEMA}" if before else f"made with schema {SCHEMA}")


@db_command.command("info")
@pass_app
def info(app: App) -> None:
    """Tell where the database is, its engine, schema and size."""
    from dateline.storage.engines import store_of
    from dateline.storage.engines.urls import file_of, shown
    from dateline.storage.schema.version import SCHEMA

    url = app.database
    store = store_of(url)
    with app.reading() as connection:
        version = connection.run(store.version)[0][0]
        size = connection.run(store.size)[0][0]
        totals = next(iter(connection.rows("totals")))
        last = connection.run("SELECT num, seal FROM batch ORDER BY num DESC LIMIT 1")
    click.echo(f"url      {shown(url)}")
    if file := file_of(url):
        click.echo(f"file     {os.path.abspath(file)}")
    click.echo(f"engine   {connection.engine.name} {version}")
    click.echo(f"schema   {SCHEMA}")
    click.echo(f"size     {size / 1e6:.1f} MB")
    click.echo(f"events   {totals[0]}")
    click.echo(f"history  {f'batch {last[0][0]}, sealed {last[0][1]}' if last else 'none'}")


@db_command.command("check")
@click.option("--seal", metavar="SEAL", help="Also make sure that the history holds the batch with this seal.")
@pass_app
def check(app: App, seal: str | None) -> None:
    """Check the database: the engine's own tests, every derived table against its origin, and the seals of the history.

    A seal that `dateline db info` once told, kept elsewhere, shows that nobody has written the history anew.
    """
    from dateline.storage.checks.soundness import check as check_database

    faults = check_database(app.database)
    if seal is not None:
        with app.reading() as connection:
            if not connection.run("SELECT 1 FROM batch WHERE seal = :seal", {"seal": seal}):
                faults.append(f"no batch of the history has the seal {seal}")
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        plural = "s" * (len(faults) != 1)
        raise DatabaseError(f"{len(faults)} fault{plural} found", "restore a backup, or load the collections again")
    app.say("no faults")


@db_command.command("backup")
@click.argument("file", type=click.Path(dir_okay=False))
@pass_app
def backup(app: App, file: str) -> None:
    """Write a consistent copy to the new FILE while others may go on writing.

    The copy is a SQLite database, from PostgreSQL too: `dateline --db FILE query` reads it as it is.
    """
    from dateline.storage.writing.backups import backup as back_up

    back_up(app.database, file)
    app.say(f"written to {file}")


@db_command.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, exists=True))
@pass_app
def restore(app: App, file: str) -> None:
    """Fill an empty database from the backup FILE.

    \b
    dateline --db postgresql://team@host/chronology db restore copy.db
    """
    from dateline.storage.writing.backups import restore as put_back

    put_back(app.database, file)
    app.say(f"restored from {file}")


@db_command.command("explain")
@filter_options
@click.option("--sql", is_flag=True, help="Also the statement itself.")
@pass_app
def explain(app: App, /, sql: bool, **filters: Any) -> None:
    """Show how the engine goes about a query: which indexes it walks, in which order.

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
        click.echo(statement + "\n")
    for step in steps:
        click.echo(step)
