"""`import --guess`: write a mapping for a table, and on a terminal show what it makes of the rows and ask."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.output.destination import destination
from dateline.errors import InvalidQuery

if TYPE_CHECKING:
    from dateline.cli.context import App
    from dateline.input.tables.guesses import Guess


def guess_to(app: App, form: str, files: Sequence[str], sheet: str | None, output: str | None) -> Guess:
    """Write a mapping for the only one of `files` to a file, or to the standard output.

    Raises:
        InvalidQuery: there are several files, or the format takes no mapping.
        DatelineError: as `guess_mapping` does.
    """
    from dateline.formats.registry import can
    from dateline.input.tables.guesses import guess_mapping

    if not can(form, "mapped"):
        raise InvalidQuery("--guess needs table, csv or tsv", "use: dateline import table FILE --guess")
    if len(files) != 1:
        raise InvalidQuery("--guess takes one file", "guess a mapping from one of them, and import all with --map")
    found = guess_mapping(sys.stdin.buffer if files[0] == "-" else files[0], sheet)
    with destination(output) as stream:
        stream.write(found.text)
    rejected = len(found.rejected)
    app.say(
        f"guessed a mapping: {found.events:,} of the rows read become events, {rejected:,} are rejected; check it, "
        f"then import with --map {output or 'FILE.toml'}"
    )
    return found


def may_ask(files: Sequence[str]) -> bool:
    """Tell whether somebody sees the output and can answer."""
    return "-" not in files and all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


@contextmanager
def mapping_file(found: Guess, output: str | None) -> Iterator[str]:
    """Give the path of a file that has the mapping."""
    if output:
        yield output
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "guessed.toml"
        path.write_text(found.text, "utf-8")
        yield str(path)


def agreed() -> bool:
    """Ask whether to import with the mapping."""
    return click.confirm("Import with this mapping?", default=False, err=True)
