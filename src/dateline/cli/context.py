"""What every command shares: the database, the terminal, and how to talk to the user."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

import click

from dateline.storage.connection import Connection, default_url, normal_url, reading


class App(NamedTuple):
    """The global options; `url` None stands for the default database, `seasons` names a convention."""

    url: str | None
    color: str
    quiet: bool
    verbose: bool
    seasons: str = "meteorological"

    @property
    def database(self) -> str:
        """Return the normal URL of the database.

        Raises:
            DatabaseError: the URL given is not one that dateline knows.
        """
        return normal_url(self.url) if self.url else default_url()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open the database for reading.

        Raises:
            DatabaseError: it is missing, foreign or of another schema.
        """
        with reading(self.database) as connection:
            yield connection

    def say(self, text: str) -> None:
        """Tell the user something on the standard error, unless quiet."""
        if not self.quiet:
            click.echo(text, err=True)

    def colored(self, stream: IO[str]) -> bool:
        """Tell whether to use colour on `stream` (see no-color.org)."""
        if self.color != "auto":
            return self.color == "always"
        return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


pass_app = click.make_pass_decorator(App)


def terminal_width() -> int:
    """Return the columns of the terminal, 80 when there is none to ask."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def is_terminal() -> bool:
    """Tell whether results go to a terminal."""
    return sys.stdout.isatty()
