"""`dump`, `diff` and `status`: write curated records as files, and compare files with the database."""

from __future__ import annotations

from collections.abc import Iterator

import click

from dateline.cli.context import App, pass_app, shown, write_line
from dateline.cli.options.completions import collections, offers
from dateline.cli.output.destination import output_options, styled, write_records
from dateline.counted import counted
from dateline.operations import loading
from dateline.render.differences import differences
from dateline.render.table import Column
from dateline.wire_fields import Record


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option("--collection", metavar="ID", shell_complete=offers("collection"), help="Only this collection.")
@click.option("--force", is_flag=True, help="Replace files in DIR, and remove TOML files that are no longer written.")
@click.option("--by-record", is_flag=True, help="Write a file for each record, so that Git merges additions itself.")
@pass_app
def dump_command(app: App, /, folder: str, collection: str | None, force: bool, by_record: bool) -> None:
    """Write the curated records to DIR as TOML; loading them again changes nothing.

    The same records always give the same files, so version control shows what changed. Several collections get a
    folder each. Records of imports are written if you corrected them; load such a folder after the import.

    \b
    dateline dump chronicle/
    dateline dump chronicle/ --force
    dateline dump chronicle/ --force --by-record
    """
    with app.reading() as connection:
        files = loading.dumped(connection, collection, by_record=by_record)
        left_out = loading.left_out(connection)
    loading.write_files(folder, files, force=force)
    app.say(f"{counted(len(files), 'file')} in {folder}")
    if left_out:
        app.say(left_out)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=collections)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything differs.")
@output_options(loading.DIFFERENCE_FIELDS)
@pass_app
def diff_command(app: App, /, paths: tuple[str, ...], exit_code: bool, form: str, output: str | None) -> int:
    """Show how TOML files differ from the database: what `load` would change, and --prune remove.

    Lines with - are in the database, lines with + in the files.

    \b
    dateline diff events/union-state
    dateline diff union-state -f jsonl
    """
    found = loading.checked(paths, linked=False)
    with app.reading() as connection:
        records = list(loading.differences(connection, found))
    if form != "table" or output or app.listing:
        columns = tuple(Column(name, lambda r, name=name: str(r[name] or "")) for name in loading.DIFFERENCE_FIELDS[:3])  # type: ignore[misc]
        write_records(app, records, loading.DIFFERENCE_FIELDS, columns, form, output)
    else:
        with shown(app):
            for record in records:
                for line in _lines(app, record):
                    write_line(line)
    counts = [sum(record["where"] == where for record in records) for where in ("both", "files", "database")]
    app.say("{} differ, {} only in the files, {} only in the database".format(*counts))
    return int(exit_code and bool(records))


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=collections)
@output_options(loading.STATUS_FIELDS)
@pass_app
def status_command(app: App, /, paths: tuple[str, ...], form: str, output: str | None) -> None:
    """List the records that differ between files and database, with the side that changed since the load.

    files: the next load takes it. database: the next load keeps it. both: the next load rejects it until you choose
    with --theirs or --ours, or write the database to files with `dump`.

    \b
    dateline status events/union-state
    """
    found = loading.checked(paths, linked=False)
    with app.reading() as connection:
        records = list(loading.status(connection, found))
    columns = tuple(Column(name, lambda r, name=name: str(r[name] or "")) for name in loading.STATUS_FIELDS[:5])  # type: ignore[misc]
    write_records(app, records, loading.STATUS_FIELDS, columns, form, output)
    counts = [sum(record["changed"] == side for record in records) for side in ("files", "database", "both")]
    app.say("{} changed in the files, {} in the database, {} in both".format(*counts))


def _lines(app: App, record: Record) -> Iterator[str]:
    what = "differs" if record["where"] == "both" else f"only in the {record['where']}"
    yield styled(app, f"{record['kind']} {record['id']} {what}", "bold")
    if record["where"] == "both":
        for sign, line in differences(record["database"], record["files"]):
            yield styled(app, f"    {sign} {line}", "red" if sign == "-" else "green")
