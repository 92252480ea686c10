"""`dump` and `diff`: the curated part of a database as files, and how it differs from files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import click

from dateline.cli.commands.write.load import read
from dateline.cli.context import App, pass_app
from dateline.cli.output.destination import output_options, styled, write_records
from dateline.errors import InvalidRecords, NotFound
from dateline.formats.curated.folder import KINDS
from dateline.formats.curated.layout import files_of
from dateline.formats.curated.writing import text_of
from dateline.names import nearest
from dateline.render.differences import differences
from dateline.render.table import Column
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.curated_records import Stored
from dateline.storage.writing.load import FALLBACK
from dateline.wire_fields import Record

_DIFFERENCE = ("kind", "id", "where", "database", "files")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option("--collection", metavar="ID", help="Only this collection.")
@click.option("--force", is_flag=True, help="Replace files of DIR, and remove TOML files that are not written now.")
@pass_app
def dump_command(app: App, /, folder: str, collection: str | None, force: bool) -> None:
    """Write the curated part of the database to DIR as TOML; to load it again changes nothing.

    The same records always make the same files, so a version control system shows what changed. Several collections
    stand in a folder each.

    \b
    dateline dump chronicle/
    dateline dump chronicle/ --force
    """
    with app.reading() as connection:
        files = _files(connection, collection)
    other = set(_toml_files(folder)) - set(files)
    replaced = [file for file in files if os.path.exists(os.path.join(folder, file))]
    if (other or replaced) and not force:
        raise click.UsageError(
            f"{folder} holds {(sorted(other) + replaced)[0]} already; --force replaces what is there"
        )
    for file, text in files.items():
        _write(os.path.join(folder, file), text)
    for file in other:
        os.unlink(os.path.join(folder, file))
    app.say(f"{len(files)} file{'s' * (len(files) != 1)} in {folder}")


def _files(connection: Connection, wanted: str | None) -> dict[str, str]:
    """Return the text of each file by its path below the folder."""
    stored = Stored(connection)
    owners = {kind: stored.owners(kind) for kind in KINDS}
    named = {each.id: each for each in stored.collections()}
    ids = sorted(set(named) | {owner for found in owners.values() for owner in found.values()})
    if wanted is not None and wanted not in ids:
        near = nearest(wanted, ids)
        raise NotFound(f"there is no curated collection {wanted!r}", f"there is: {', '.join(near or ids) or 'none'}")
    chosen = ids if wanted is None else [wanted]
    records = {kind: list(stored.records(kind)) for kind in KINDS}
    files: dict[str, str] = {}
    for each in chosen:
        own = {
            kind: [record for record in found if owners[kind].get(record.id) == each] for kind, found in records.items()
        }
        below = f"{each}/" if len(chosen) > 1 else ""
        files |= {below + file: text for file, text in files_of(named.get(each), own).items()}
    return files


def _toml_files(folder: str) -> Iterator[str]:
    for base, _, names in os.walk(folder):
        yield from (os.path.relpath(os.path.join(base, name), folder) for name in names if name.endswith(".toml"))


def _write(path: str, text: str) -> None:
    """Write a file that appears under its name when it is whole.

    Raises:
        click.FileError: it cannot be written.
    """
    draft = f"{path}.part"
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(draft, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.replace(draft, path)
    except OSError as error:
        raise click.FileError(path, error.strerror or str(error)) from error


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when anything differs.")
@output_options(_DIFFERENCE)
@pass_app
def diff_command(app: App, /, paths: tuple[str, ...], exit_code: bool, form: str, output: str | None) -> int:
    """Tell how TOML files differ from the database: what `load` of them would change, and --prune remove.

    Lines with - stand in the database, lines with + in the files.

    \b
    dateline diff events/union-state
    dateline diff union-state -f jsonl
    """
    found = read(paths)
    if found.faults:
        raise InvalidRecords(found.faults, consequence="")
    collection = found.collection.id if found.collection else FALLBACK
    with app.reading() as connection:
        records = list(_differing(Stored(connection), found.records, collection))
    if form != "table" or output:
        columns = tuple(Column(name, lambda r, name=name: str(r[name] or "")) for name in _DIFFERENCE[:3])  # type: ignore[misc]
        write_records(app, records, _DIFFERENCE, columns, form, output)
    else:
        for record in records:
            for line in _lines(app, record):
                click.echo(line)
    counts = [sum(record["where"] == where for record in records) for where in ("both", "files", "database")]
    app.say("{} differ, {} only in the files, {} only in the database".format(*counts))
    return int(exit_code and bool(records))


def _differing(stored: Stored, records: dict[str, dict[str, Any]], collection: str) -> Iterator[Record]:
    for kind in KINDS:
        owners = stored.owners(kind)
        there = {each.id: text_of(each) for each in stored.records(kind) if owners.get(each.id) == collection}
        here = {identity: text_of(record) for identity, record in records[kind].items()}
        for identity in sorted(there.keys() | here.keys()):
            if there.get(identity) != here.get(identity):
                where = (
                    "both" if identity in there and identity in here else "files" if identity in here else "database"
                )
                values = (kind, identity, where, there.get(identity), here.get(identity))
                yield dict(zip(_DIFFERENCE, values, strict=True))


def _lines(app: App, record: Record) -> Iterator[str]:
    what = "differs" if record["where"] == "both" else f"only in the {record['where']}"
    yield styled(app, f"{record['kind']} {record['id']} {what}", "bold")
    if record["where"] == "both":
        for sign, line in differences(record["database"], record["files"]):
            yield styled(app, f"    {sign} {line}", "red" if sign == "-" else "green")
