"""`import deadlines`: read promises from a table into a curated collection."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.completions import offers
from dateline.cli.options.history import occasion, reason_option
from dateline.cli.output.destination import styled, write_records
from dateline.counted import counted
from dateline.render.table import Column

if TYPE_CHECKING:
    from dateline.model import Deadline
    from dateline.operations.deadline_tables import Taken

_SHOWN = 10
"""So many deadlines are shown of a dry run."""


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(allow_dash=True))
@click.option(
    "--map",
    "mapping",
    metavar="FILE.toml",
    required=True,
    type=click.Path(exists=True, dir_okay=False),
    help="The mapping that gives the meaning of each column.",
)
@click.option(
    "--collection",
    metavar="ID",
    shell_complete=offers("collection"),
    help="The curated collection; default: that of the mapping, or deadlines.",
)
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook, if several have cells.")
@click.option("--dry-run", is_flag=True, help="Show the first deadlines and the counts; write nothing.")
@reason_option
@pass_app
def deadlines_command(
    app: App, /, file: str, mapping: str, collection: str | None, sheet: str | None, reason: str | None, *,
    dry_run: bool,
) -> None:  # fmt: skip
    """Import deadlines from a table into a curated collection: all of them, or nothing if anything is wrong.

    The records pass the same checks as TOML files, and `dump` writes them as TOML. Importing the same table again
    changes nothing. `dateline import undo BATCH` undoes the import.

    \b
    dateline import deadlines promises.xlsx --map promises.toml --dry-run
    dateline import deadlines promises.xlsx --map promises.toml --collection promises
    """
    from dateline.operations.deadline_tables import read_table
    from dateline.operations.loading import spread
    from dateline.render.explanation import moved_words
    from dateline.storage.writing.load import load

    given: Any = sys.stdin.buffer if file == "-" else file
    found = read_table(given, mapping, app.database, collection=collection, sheet=sheet)
    of = occasion(app, "import deadlines", reason, file)
    report = load(app.database, spread(found.records, app.conventions.circa), dry_run=dry_run, occasion=of)
    if dry_run:
        _show(app, list(found.records.deadlines.values())[:_SHOWN])
    for line in _remarks(found):
        app.say(line)
    doing = "would be " if dry_run else ""
    app.say(
        f"{counted(len(found.records.deadlines), 'deadline')} read; of all records {report.inserted} {doing}inserted, "
        f"{report.updated} {doing}updated, {report.unchanged} unchanged"
    )
    for moved in report.moved:
        app.say(moved_words(moved))
    if dry_run:
        app.say("dry run: nothing was written")


def _remarks(found: Taken) -> list[str]:
    made = [
        f"note: {counted(len(ids), kind, 'are')} new: {', '.join(ids[:10])}"
        + (f" and {len(ids) - 10} more" if len(ids) > 10 else "")
        for kind, ids in (("actor", found.actors), ("source", found.sources))
        if ids
    ]
    return [*made, *(f"note: {note}" for note in found.notes)]


def _show(app: App, deadlines: list[Deadline]) -> None:
    records = [
        {
            "id": each.id,
            "due": each.due[0].due.edtf if each.due[0].due else each.due[0].text or "open",
            "title": each.title,
            "parties": ", ".join(party.actor for party in each.actors),
            "reports": str(len(each.status)),
        }
        for each in deadlines
    ]
    columns = (
        Column("due", lambda r: r["due"]),
        Column("title", lambda r: r["title"], wraps=True),
        Column("parties", lambda r: r["parties"], wraps=True, optional=True),
        Column("reports", lambda r: r["reports"]),
        Column("id", lambda r: styled(app, r["id"], "dim")),
    )
    write_records(app, records, (), columns, "table", None)
