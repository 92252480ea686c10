"""`load` and `check`: curated TOML into the database, or just under the lens."""

from __future__ import annotations

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.history import occasion, reason_option
from dateline.errors import InvalidRecords
from dateline.formats.curated.folder import Curated, located, read_paths
from dateline.formats.curated.links import check_links


def read(paths: tuple[str, ...]) -> Curated:
    """Return what stands in `paths`, each a file, a folder or the name of a shipped collection."""
    places = []
    for path in paths:
        try:
            places.append(located(path))
        except KeyError as error:
            message = f"{path!r} is no file, no folder and no shipped collection; there is: {error.args[0]}"
            raise click.UsageError(message) from None
    return read_paths(places)


def _counts(found: Curated) -> str:
    counts = [f"{len(records)} {kind}{'s' * (len(records) != 1)}" for kind, records in found.records.items()]
    return ", ".join(counts)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@pass_app
def check_command(app: App, paths: tuple[str, ...]) -> None:
    """Check TOML files without a database: every fault, with its file and line.

    \b
    dateline check events/union-state
    """
    found = read(paths)
    check_links(found)
    if found.faults:
        raise InvalidRecords(found.faults, consequence="")
    app.say(f"no faults: {_counts(found)}")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--prune", is_flag=True, help="Remove the collection's records that are no longer in PATH.")
@reason_option
@pass_app
def load_command(app: App, /, paths: tuple[str, ...], dry_run: bool, prune: bool, reason: str | None) -> None:
    """Load TOML files or folders into the database: all of them or, when anything is wrong, nothing.

    A shipped collection is loaded by its name. The database is made if there is none. Loading again changes nothing.

    \b
    dateline load union-state
    dateline --db mine.db load my-events/ --prune
    """
    found = read(paths)
    from dateline.storage.writing.load import load

    of = occasion(app, "load", reason, " ".join(paths))
    report = load(app.database, found, prune=prune, dry_run=dry_run, occasion=of)
    doing = "would be " if dry_run else ""
    app.say(
        f"{_counts(found)}: {report.inserted} {doing}inserted, {report.updated} {doing}updated, "
        f"{report.unchanged} unchanged" + (f", {report.removed} {doing}removed" if prune else "")
    )
