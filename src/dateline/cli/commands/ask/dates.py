"""`date`: explain dates, in EDTF or in words."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from dateline.cli.context import App, pass_app, shown, write_line
from dateline.cli.options.types import DATE, FormatType, by_ending, conventions_of, today
from dateline.cli.output.destination import write_records
from dateline.date_record import ExplainedDate, explained
from dateline.dates import Date, parse
from dateline.render.table import Column
from dateline.wire_fields import DATE_FIELDS

_BAD_DATA = 4


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option("--edtf", "strict", is_flag=True, help="Read strict EDTF only, no words.")
@click.option("--anchor", type=DATE, help="The date that relative words count from (default: today).")
@click.option("-o", "--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write to FILE.")
@click.option(
    "-f",
    "--format",
    "form",
    type=FormatType(DATE_FIELDS),
    callback=by_ending(None),
    help="The format of the result (default for -: jsonl).",
)
@click.pass_context
@pass_app
def date_command(
    app: App,
    context: click.Context,
    /,
    texts: tuple[str, ...],
    strict: bool,
    anchor: Date | None,
    form: str | None,
    output: str | None,
) -> None:
    """Explain dates in EDTF or in words: their bounds, precision, wording and every other meaning.

    With -, read one date from each line of the standard input and give one answer a line, in order. An invalid or
    ambiguous date is reported; given as an argument, it makes the command exit with 4.

    \b
    dateline date 156X-12-25
    dateline date "mid-1990s" "Q4 1999 - Q1 2000"
    dateline date --anchor 1999-12-08 "eight months earlier"
    cut -d, -f3 notes.csv | dateline date - | jq -r .edtf
    """
    if "-" in texts and len(texts) > 1:
        raise click.UsageError("- reads all from the standard input: leave out the other texts")
    conventions, anchor = conventions_of(context), anchor or parse(today())
    from_input = texts == ("-",)
    found = (explained(text, anchor, conventions, strict=strict) for text in (_lines() if from_input else texts))
    if form is None and not from_input and output is None:
        answers = list(found)
        with shown(app):
            _print(answers)
    else:
        answers = []
        records = (answer.record for answer in (found if from_input else _kept(found, answers)))
        write_records(app, records, DATE_FIELDS, _columns(), form or "jsonl", output)
    if any(answer.date is None for answer in answers):
        context.exit(_BAD_DATA)


def _lines() -> Iterator[str]:
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    return (line.rstrip("\r\n") for line in sys.stdin)


def _kept(found: Iterable[ExplainedDate], answers: list[ExplainedDate]) -> Iterator[ExplainedDate]:
    """Yield what is found and keep it, to tell at the end whether all were dates."""
    for answer in found:
        answers.append(answer)
        yield answer


def _print(answers: list[ExplainedDate]) -> None:
    from dateline.render.date import date_lines

    for number, answer in enumerate(answers):
        if number:
            write_line()
        for line in date_lines(answer):
            write_line(line)


def _columns() -> tuple[Column, ...]:
    def text(name: str) -> Column:
        return Column(name, lambda record: str(record[name] or ""), wraps=name in ("prose", "error"))

    return tuple(text(name) for name in ("input", "edtf", "earliest", "latest", "prose", "error"))
