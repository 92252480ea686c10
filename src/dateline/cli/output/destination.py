"""Where results go: a table in the terminal, or any format to the standard output or to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING, Any, TypeVar

from dateline.cli.context import App, at_screen, echo, is_terminal, shown, terminal_width
from dateline.errors import DatelineError, InvalidQuery
from dateline.render.ansi import marked, with_codes
from dateline.render.table import Column, table
from dateline.storage.opening import check_no_database
from dateline.wire_fields import Record

if TYPE_CHECKING:
    from dateline.storage.engines.connection import Connection

_Function = TypeVar("_Function", bound=Callable[..., Any])


def output_options(
    fields: tuple[str, ...], default: str | None = "table", own: Collection[str] = ()
) -> Callable[[_Function], _Function]:
    """Add -f and -o to a command that writes records with `fields`, and the options of lists that are not its `own`.

    With a default of None the format follows the file name, or is CSV.
    """
    from dateline.cli.options.as_click import with_options
    from dateline.cli.options.listing import listing_options
    from dateline.cli.options.values import OUTPUT

    where = with_options(
        each._replace(default=default, choices=fields) if each.kind == "format" else each for each in OUTPUT
    )
    return lambda function: listing_options(own)(where(function))


def listed_first(app: App, number: int) -> str:
    """Return what a message about all of so many records begins with when --limit shows fewer; else nothing."""
    most = app.listing.most if app.listing else None
    return f"the first {most:,} of {number:,} are shown; " if most is not None and most < number else ""


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
    if app.listing:
        from dateline.cli.output import listing

        records = listing.arranged(app, records, fields, columns)
        columns = listing.chosen_columns(app, fields, columns) if form == "table" else columns
        fields = fields if form == "table" else listing.chosen_fields(app, fields, form)
        records = records if form == "table" else ({name: each[name] for name in fields} for each in records)
    if form == "table":
        with destination(output) as stream, shown(app):
            if text := _table(columns, records, stream):
                echo(text, stream, colored=app.colored(stream))
        return
    with destination(output) as stream, shown(app, data=True):
        from dateline.formats.registry import format_named

        chosen = format_named(form)
        if chosen.can("binary") and stream is sys.stdout and is_terminal():
            raise DatelineError(
                f"{form} cannot be written to a terminal",
                "write it to a file with -o, or pipe it into a program with |",
            )
        losses = chosen.write(fields, records, stream, **options)
    for line in losses.lines(form, whole=app.verbose) if losses else ():
        app.say(line)


def _table(columns: tuple[Column, ...], records: Iterable[Record], stream: IO[str]) -> str:
    if stream is not sys.stdout or not at_screen():
        return table(columns, records)
    from dateline.render.screen_table import on_screen

    return on_screen(columns, records, terminal_width())


def cited_sources(connection: Connection, form: str) -> dict[str, Any]:
    """Return the option `sources` of the format `form` where it takes it (see dateline.formats), else no option."""
    if form == "table":
        return {}
    from dateline.storage.reading import lists  # late: a table needs no lists

    return lists.cited_sources(connection, form)


def stamped(form: str) -> dict[str, Any]:
    """Return the option `stamp`, the day of writing, of the format that takes it, else no option.

    A calendar program passes over an event whose stamp is not younger than that of the one it has.
    """
    from dateline.formats.registry import can

    if not can(form, "stamp"):
        return {}
    from dateline.cli.options.types import today

    return {"stamp": today()}


def write_lines(app: App, records: Iterable[Record], output: str | None) -> None:
    """Write `records` as JSON Lines, each with the keys that it has.

    Raises:
        click.FileError: the file cannot be written.
    """
    import json

    write_text(app, (json.dumps(record, ensure_ascii=False) for record in records), output)


def write_text(app: App, lines: Iterable[str], output: str | None) -> None:
    """Write lines of text as they come.

    Raises:
        click.FileError: the file cannot be written.
    """
    with destination(output) as stream, shown(app, data=True):
        stream.writelines(f"{line}\n" for line in lines)


@contextmanager
def destination(output: str | None) -> Iterator[IO[str]]:
    """Open where results go: the standard output, a device, or a file that appears under its name when it is whole.

    Raises:
        click.FileError: it cannot be opened.
        DatelineError: it is a database.
        OSError: it cannot be written, as when the disk is full.
    """
    if output is None or output == "-":
        yield sys.stdout
        return
    if os.path.exists(output) and not os.path.isfile(output):  # a device or pipe is written to, never replaced
        with open(output, "w", encoding="utf-8", newline="") as stream:
            yield _screen_of(stream) if stream.isatty() else stream
        return
    check_no_database(output)
    from dateline.drafts import draft  # late: most answers go to the standard output

    with ExitStack() as stack:
        try:
            opened = stack.enter_context(open(stack.enter_context(draft(output)), "w", encoding="utf-8", newline=""))
        except OSError as error:  # to open fails otherwise than to write
            import click

            raise click.FileError(output, error.strerror or str(error)) from error
        yield opened


def check_apart(outputs: Mapping[str, str | None], inputs: Iterable[str | None]) -> None:
    """Make sure that no output, by the option that names it, is an input or another output.

    Raises:
        InvalidQuery: two names lead to one file.
    """
    taken = {os.path.realpath(file): "an input" for file in inputs if file not in (None, "-")}
    for option, file in outputs.items():
        if file is None or (os.path.exists(file) and not os.path.isfile(file)):
            continue
        if other := taken.get(os.path.realpath(file)):
            raise InvalidQuery(f"{option} {file} is also {other}", "choose another name")
        taken[os.path.realpath(file)] = f"the file of {option}"


def _screen_of(stream: IO[str]) -> Any:
    """Return a terminal that was named as a file, so that what is written to it does not drive it."""
    from dateline.cli.output.screen import Screen, Terminal

    return Screen(stream, Terminal(), folds=False)


def styled(app: App, text: str, *styles: str) -> str:
    """Return `text` in `styles`, such as bold or red, when the terminal is to have them."""
    if not app.colored(sys.stdout):
        return text
    text = marked(text, *styles)
    return text if at_screen() else with_codes(text)
