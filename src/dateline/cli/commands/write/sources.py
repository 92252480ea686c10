"""`verify`, `sources add` and `sources text`: what is said, against the texts that it is said to be from."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator

import click

from dateline.cli.context import App, pass_app
from dateline.cli.input.documents import read_document
from dateline.cli.options.completions import offers
from dateline.cli.options.history import occasion, reason_option
from dateline.cli.output.destination import output_options, styled, write_records
from dateline.errors import NotFound
from dateline.render.table import Column
from dateline.storage.checks.quotes import CHECKS, FIELDS, Verifier, resting_on_one
from dateline.storage.engines import store_of
from dateline.wire_fields import Record

_FAULTY = 4
_COLORS = {"ok": "green", "fault": "red", "unknown": "yellow"}


@click.command()
@click.option("--source", metavar="ID", shell_complete=offers("source"), help="Only citations of this source.")
@click.option("--only", "only", multiple=True, type=click.Choice(CHECKS), help="Only these checks; may be repeated.")
@click.option("--all", "everything", is_flag=True, help="Also what is right, and what cannot be told.")
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

    A quote is found whatever its spaces, quotation marks, dashes and line ends. A page or line must be in the text. A
    date is at fault when every date that the quote names is surely another.

    \b
    dateline verify
    dateline verify --source moshes-2000 --all
    dateline verify --only quotes --fail-on fault -f jsonl
    """
    checks = frozenset(only or CHECKS)
    store_of(app.database)  # no lake
    with app.reading() as connection:
        if source and not connection.run("SELECT 1 FROM source WHERE id = :id", {"id": source}):
            raise NotFound(f"no source has the id {source!r}", "dateline sources lists them all")
        tally = _Tally(Verifier(connection).records(checks, source), everything or form != "table")
        write_records(app, tally, FIELDS, _columns(app), form, output)
    if form == "table":
        app.say(str(tally))
    return _FAULTY if fail_on == "fault" and tally.of["fault"] else 0


class _Tally:
    """Counts what was checked; passes on all of it, or only what is at fault."""

    def __init__(self, records: Iterable[Record], everything: bool) -> None:
        self._records, self._everything = records, everything
        self.of: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.of[record["result"]] += 1
            if self._everything or record["result"] == "fault":
                yield record

    def __str__(self) -> str:
        return f"{self.of['ok']} right, {self.of['fault']} at fault, {self.of['unknown']} cannot be told"


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
@click.option("--source", metavar="ID", shell_complete=offers("source"), help="Whose text it is, if not FILE's name.")
@click.option("--replace", is_flag=True, help="Take the place of another text that is kept already.")
@reason_option
@pass_app
def add_command(app: App, /, files: tuple[str, ...], source: str | None, replace: bool, reason: str | None) -> None:
    """Keep the text of sources, with the SHA-256 of the file, to check quotes against it.

    FILE is text, Markdown, HTML or (with the extra pdf) PDF. Its name without ending is the id of the source, unless
    --source says another.

    \b
    dateline sources add texts/*.txt
    dateline sources add memo.pdf --source moshes-2000
    """
    from dateline.storage.writing.source_texts import SourceText, keep

    if source and len(files) > 1:
        raise click.UsageError("--source goes with one FILE")
    texts = []
    for file in files:
        name = os.path.basename(file)
        texts.append(SourceText(source or os.path.splitext(name)[0], name, *read_document(file)))
    new = keep(app.database, texts, occasion(app, "sources add", reason, " ".join(files)), replace=replace)
    app.say(f"{len(new)} kept, {len(texts) - len(new)} unchanged")


@click.command()
@click.argument("identity", metavar="ID", shell_complete=offers("source"))
@pass_app
def text_command(app: App, /, identity: str) -> None:
    """Print the text that is kept of a source.

    \b
    dateline sources text moshes-2000
    """
    with app.reading() as connection:
        rows = connection.run("SELECT text FROM source_text WHERE source = :id", {"id": identity})
    if not rows:
        raise NotFound(f"no text is kept of {identity!r}", "dateline sources add FILE --source ID")
    click.echo(rows[0][0])


def write_single(app: App, form: str, output: str | None) -> None:
    """Write how many statements rest on each source alone."""
    fields = ("source", "events", "statuses", "dues")
    with app.reading() as connection:
        records = resting_on_one(connection)
    columns = tuple(Column(name, lambda r, name=name: str(r[name])) for name in fields)  # type: ignore[misc]
    write_records(app, records, fields, columns, form, output)
