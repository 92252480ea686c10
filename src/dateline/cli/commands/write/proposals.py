"""`propose` and `review`: proposals from documents, and the verdicts of a person on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.completions import offers
from dateline.cli.options.types import DATE
from dateline.cli.output.destination import write_records
from dateline.errors import InvalidQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.dates import Date
    from dateline.operations.proposed.proposing import Read

_NOTHING = 1


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(dir_okay=False))
@click.option("--source", metavar="ID", shell_complete=offers("source"), help="The source that FILE is the text of.")
@click.option("-o", "--output", metavar="FILE.proposals.toml", type=click.Path(dir_okay=False), help="Write to it.")
@click.option("--written", metavar="DATE", type=DATE, help="When the documents were written: a day, month or year.")
@click.option("--collection", metavar="ID", help="The collection of what is accepted; default: proposals.")
@click.option("-f", "--format", "form", type=click.Choice(("toml", "jsonl")), default="toml", help="The format.")
@pass_app
def propose_command(
    app: App, /, files: tuple[str, ...], source: str | None, output: str | None, written: Date | None,
    collection: str | None, form: str,
) -> int:  # fmt: skip
    """Propose records from documents: each date with its sentence, actors and themes, for a person to judge.

    FILE is a text, Markdown, HTML, PDF, DOCX, ODT or EML. Nothing is written into the database. If the output exists,
    its verdicts stay, and only what is new is added. The exit code is 1 if nothing is proposed.

    \b
    dateline propose memo.pdf --source moshes-2000 -o memo.proposals.toml
    dateline review memo.proposals.toml --terminal
    dateline load memo.proposals.toml
    """
    from dateline.operations.proposed import proposing as operation

    if form == "toml" and output is None:
        raise InvalidQuery("propose needs a file for the verdicts", "add: -o FILE.proposals.toml")
    day = written.edtf if written is not None else None
    found = _read(app, files, source, day)
    for note in (note for read in found for note in read.notes):
        app.say(f"note: {note}")
    proposed = [each for read in found for each in read.proposals]
    if form == "jsonl":
        write_records(app, map(operation.record_of, proposed), operation.FIELDS, (), form, output)
    elif output is not None:
        _save(app, found, output, collection)
    return 0 if proposed else _NOTHING


def _read(app: App, files: Sequence[str], source: str | None, written: str | None) -> list[Read]:
    from dateline.operations.proposed.proposing import known_of, read_documents
    from dateline.storage.writing.migrating import exists

    if not exists(app.database):
        app.say("note: there is no database, so no actors, themes or events are recognised")
        return list(read_documents(files, source, *known_of(None), written=written))
    with app.reading() as connection:
        return list(read_documents(files, source, *known_of(connection), written=written))


def _save(app: App, found: list[Read], output: str, collection: str | None) -> None:
    from dateline.formats.proposals.writing import ENDING
    from dateline.operations.proposed.proposing import put_beside

    if not output.endswith(ENDING):
        raise InvalidQuery(f"{output} must end with {ENDING}", "`load` and `review` know proposals by it")
    proposals, result, notes = put_beside(output, found, collection)
    for note in notes:
        app.say(f"note: {note}")
    gone = f", {result.gone} that are no longer found removed" if result.gone else ""
    app.say(f"{len(proposals.proposals)} proposals in {output}: {result.new} new{gone}")
