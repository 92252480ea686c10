"""`verify`, `sources add` and `sources text`: check quotes against the kept texts of their sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import click

from dateline.cli.context import App, pass_app, shown, write_line
from dateline.cli.options.completions import offers
from dateline.cli.options.history import occasion, reason_option
from dateline.cli.output.destination import output_options, styled, write_records
from dateline.operations.sources import keep_texts, text_of
from dateline.render.table import Column
from dateline.storage.checks.quotes import CHECKS, FIELDS, Verifier, resting_on_one
from dateline.storage.engines import store_of
from dateline.storage.reading.lookup import Lookup
from dateline.wire_fields import Record

_FAULTY = 4
_COLORS = {"ok": "green", "fault": "red", "unknown": "yellow"}


@click.command()
@click.option("--source", metavar="ID", shell_complete=offers("source"), help="Only citations of this source.")
@click.option("--only", "only", multiple=True, type=click.Choice(CHECKS), help="Only these checks; may be repeated.")
@click.option("--all", "everything", is_flag=True, help="Also show correct and unverifiable citations.")
@click.option(
    "--fail-on", type=click.Choice(["fault", "never"]), default="never", help="Exit with 4 when there is a fault."
)
@output_options(FIELDS)
@pass_app
def verify_command(
    app: App,
    /,
    source: str | None,
    only: tuple[str, ...],
    everything: bool,
    fail_on: str,
    form: str,
    output: str | None,
) -> int:
    """Check citations: quotes against the kept texts of their sources, locators, dates, and events without a source.

    A quote matches whatever its spaces, quotation marks, dashes and line ends. A page or line must exist in the text. A
    date is faulty if every date that the quote mentions is certainly a different one.

    \b
    dateline verify
    dateline verify --source moshes-2000 --all
    dateline verify --only quotes --fail-on fault -f jsonl
    """
    store_of(app.database)  # no lake
    with app.reading() as connection:
        found = Verifier(connection).records(frozenset(only or CHECKS), source)
        shown = _counted(found, number := Counter[str](), everything or form != "table")
        write_records(app, shown, FIELDS, _columns(app), form, output)
    if form == "table":
        app.say(f"{number['ok']} correct, {number['fault']} faulty, {number['unknown']} unverifiable")
    return _FAULTY if fail_on == "fault" and number["fault"] else 0


def _counted(records: Iterable[Record], number: Counter[str], everything: bool) -> Iterator[Record]:
    """Count what was checked; pass on all of it, or only what is at fault."""
    for record in records:
        number[record["result"]] += 1
        if everything or record["result"] == "fault":
            yield record


def _columns(app: App) -> tuple[Column, ...]:
    return (
        Column("result", lambda r: styled(app, r["result"], _COLORS[r["result"]])),
        Column("check", lambda r: r["check"]),
        Column("record", lambda r: f"{r['kind']} {r['id']}", wraps=True),
        Column("source", lambda r: r["source"] or ""),
        Column("says", _said, wraps=True),
        Column("told", lambda r: r["place"] or r["hint"] or "", wraps=True),
    )


def _said(record: Record) -> str:
    return str(record["locator" if record["check"] == "locators" else "quote"] or "")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--source", metavar="ID", shell_complete=offers("source"), help="The id of the source (default: the name of FILE)."
)
@click.option("--replace", is_flag=True, help="Replace a text that is already kept.")
@reason_option
@pass_app
def add_command(app: App, /, files: tuple[str, ...], source: str | None, replace: bool, reason: str | None) -> None:
    """Keep the text of sources, with the SHA-256 of each file, to check quotes against it.

    FILE is text, Markdown, HTML or (with the extra pdf) PDF. Its name without the extension is the id of the source,
    unless --source gives another.

    \b
    dateline sources add texts/*.txt
    dateline sources add memo.pdf --source moshes-2000
    """
    of = occasion(app, "sources add", reason, " ".join(files))
    new = keep_texts(app.database, files, of, source=source, replace=replace)
    app.say(f"{len(new)} kept, {len(files) - len(new)} unchanged")


@click.command()
@click.argument("identity", metavar="ID", shell_complete=offers("source"))
@pass_app
def text_command(app: App, /, identity: str) -> None:
    """Print the kept text of a source.

    \b
    dateline sources text moshes-2000
    """
    with app.reading() as connection:
        text = text_of(connection, Lookup(connection).source(identity))
    with shown(app, data=True):
        write_line(text.removesuffix("\n"))  # what ends with a line ends with one line


def write_single(app: App, form: str, output: str | None) -> None:
    """Write how many statements rest on each source alone."""
    fields = ("source", "events", "statuses", "dues")
    with app.reading() as connection:
        records = resting_on_one(connection)
    columns = tuple(Column(name, lambda r, name=name: str(r[name])) for name in fields)  # type: ignore[misc]
    write_records(app, records, fields, columns, form, output)
