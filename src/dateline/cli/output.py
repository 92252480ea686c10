"""Where results go: a table on the terminal, or any format to the standard output or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any, TypeVar

import click

from dateline.cli.context import App, is_terminal, terminal_width
from dateline.errors import DatelineError
from dateline.fields import Record
from dateline.render.table import Column, table

_Function = TypeVar("_Function", bound=Callable[..., Any])
_OFFERED = ("table", "csv", "tsv", "json", "jsonl", "md", "ics", "timelinejs", "parquet")
_READ = ("csv", "tsv", "jsonl", "parquet", "timelinejs", "ics", "gdelt", "icews", "polecat", "acled", "ucdp")


class FormatType(click.ParamType[str]):
    """The name of an output format, `table` or one of the registry; with `reads` of one that is read."""

    name = "format"

    def __init__(self, *, table: bool = True, reads: bool = False) -> None:
        self._table, self._read = table, reads

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name if such a format exists; a usage error otherwise."""
        if value == "table" and self._table:
            return "table"
        from dateline.formats import BUILTIN, data_set, format_named

        try:
            if self._read:
                data_set(value)
            elif value not in BUILTIN:
                format_named(value)
        except DatelineError as error:
            self.fail(f"{error.message}; {error.hint}", param, ctx)
        return str(value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the choices for the help."""
        return "[" + "|".join(_READ if self._read else _OFFERED if self._table else _OFFERED[1:]) + "]"


def output_options(default: str | None = "table") -> Callable[[_Function], _Function]:
    """Add -f and -o to a command; with a default of None the format follows the file name, or is CSV."""

    def add(function: _Function) -> _Function:
        kind = FormatType(table=default is not None)
        function = click.option("-f", "--format", "form", type=kind, default=default, help="The form of the result.")(
            function
        )
        path = click.Path(dir_okay=False)
        return click.option("-o", "--output", type=path, metavar="FILE", help="Write to FILE, not to the screen.")(
            function
        )

    return add


def write_records(
    app: App,
    records: Iterable[Record],
    fields: tuple[str, ...],
    columns: tuple[Column, ...],
    form: str,
    output: str | None,
    **options: Any,
) -> None:
    """Write `records` in the format `form` with its `options`: all `fields`, or as a table of `columns`.

    A file appears under its name only when it is whole.

    Raises:
        click.FileError: the file cannot be written.
        DatelineError: the format is binary, and the standard output a terminal.
    """
    with destination(output) as stream:
        if form == "table":
            width = terminal_width() if stream is sys.stdout and is_terminal() else None
            if text := table(columns, records, width):
                click.echo(text, file=stream, color=app.colored(stream) or None)
            return
        from dateline.formats import format_named, is_binary

        chosen = format_named(form)
        if is_binary(chosen) and stream is sys.stdout and is_terminal():
            raise DatelineError(f"{form} is nothing for a terminal", "name a file with -o, or a program with |")
        chosen.write(fields, records, stream, **options)


def write_lines(records: Iterable[Record], output: str | None) -> None:
    """Write `records` as JSON Lines, each with the keys that it has.

    Raises:
        click.FileError: the file cannot be written.
    """
    import json

    write_text((json.dumps(record, ensure_ascii=False) for record in records), output)


def write_text(lines: Iterable[str], output: str | None) -> None:
    """Write lines of text as they come.

    Raises:
        click.FileError: the file cannot be written.
    """
    with destination(output) as stream:
        stream.writelines(f"{line}\n" for line in lines)


@contextmanager
def destination(output: str | None) -> Iterator[IO[str]]:
    """Open where results go: the standard output, a device, or a file that appears under its name when it is whole.

    Raises:
        click.FileError: it cannot be opened.
        OSError: it cannot be written, as when the disk is full.
    """
    if output is None or output == "-":
        yield sys.stdout
        return
    if os.path.exists(output) and not os.path.isfile(output):  # a device or pipe is written to, never replaced
        with open(output, "w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    output = os.path.realpath(output)
    draft = f"{output}.part"
    try:
        opened = open(draft, "w", encoding="utf-8", newline="")  # noqa: SIM115 - to open fails otherwise than to write
    except OSError as error:
        raise click.FileError(output, error.strerror or str(error)) from error
    try:
        with opened as stream:
            yield stream
        os.replace(draft, output)
    finally:
        if os.path.exists(draft):
            os.unlink(draft)


def styled(app: App, text: str, **style: Any) -> str:
    """Return `text` in colour when the terminal is to have it."""
    return click.style(text, **style) if app.colored(sys.stdout) else text
