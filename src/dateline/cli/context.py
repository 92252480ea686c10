"""What every command shares: the database, the terminal, and messages to the user.

Nothing here imports click unless a case is rare: its import takes as long as the rest of a query.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, TextIO

from dateline.cli.config import DATES
from dateline.light_classes import NamedTuple
from dateline.platforms import WINDOWS
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.urls import default_url, normal_url
from dateline.storage.opening import reading

if TYPE_CHECKING:
    from dateline.dates.conventions import Conventions


class Listing(NamedTuple):
    """What a list shows: its columns, the columns that it is sorted by (-NAME descends), and how many rows at most."""

    columns: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    most: int | None = None


class App(NamedTuple):
    """The global options; `url` None stands for the default database, `date_settings` holds the settings for dates.

    `author` is who writes, None for whoever is logged in. With `recorded_at`, a moment of the history, the database is
    read as it stood then. `pager` allows a pager for a result that is longer than the screen,
    `listing` says what a list shows, None for all of it.
    """

    url: str | None
    color: str
    quiet: bool
    verbose: bool
    date_settings: Mapping[str, object] = MappingProxyType({})
    author: str | None = None
    recorded_at: str | int | None = None
    pager: bool = True
    listing: Listing | None = None

    @property
    def database(self) -> str:
        """Return the normal URL of the database.

        Raises:
            DatabaseError: the URL given is not one that dateline knows.
        """
        return normal_url(self.url) if self.url else default_url()

    @property
    def conventions(self) -> Conventions:
        """Return how dates are read.

        Raises:
            InvalidQuery: a setting has a value that it cannot have.
        """
        from dateline.dates.conventions import USUAL

        if not self.date_settings:
            return USUAL
        from dateline.dates.convention_settings import conventions_of

        return conventions_of(self.date_settings)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open the database for reading.

        Raises:
            DatabaseError: it is missing, foreign or of another schema.
        """
        if self.recorded_at is None:
            with reading(self.database) as connection:
                yield connection
            return
        from dateline.storage.past.opened import rewound

        with rewound(self.database, self.recorded_at) as connection:
            if isinstance(self.recorded_at, str):
                self._say_later(connection, self.recorded_at)
            yield connection

    def _say_later(self, connection: Connection, moment: str) -> None:
        """Say that batches of a wrong clock are left out, though they may have been done by now."""
        from datetime import UTC, datetime

        from dateline.operations.databases import of_the_future

        now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        if later := of_the_future(connection, max(now, moment)):
            numbers = ", ".join(f"@{number}" for number in later[:3]) + (", ..." if len(later) > 3 else "")
            self.say(f"left out, for a wrong clock dated them in the future: {numbers}; name a batch instead")

    def say(self, text: str) -> None:
        """Tell the user something on the standard error, unless quiet."""
        if self.quiet:
            return
        if text.isascii():
            echo(text, sys.stderr)
        else:
            import click

            click.echo(text, err=True)  # which knows what to do where the stream cannot take it

    def colored(self, stream: IO[str]) -> bool:
        """Tell whether to use colour on `stream` (see no-color.org)."""
        if self.color != "auto":
            return self.color == "always"
        return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def app_of(
    settings: Mapping[str, Any], *, db: str | None, color: str, quiet: bool, verbose: bool, no_pager: bool = False,
    **dates: Any,
) -> App:  # fmt: skip
    """Return the global options: those of the command line, then of the environment, then of the configuration.

    `dates` are the settings for reading dates by the names of `dateline.cli.config.DATES`; None means not given.
    """
    read = {name: dates.get(name) or settings.get(name) for name in DATES}
    return App(
        url=db or os.environ.get("DATELINE_DB") or settings.get("db"),
        color=color if color != "auto" else settings.get("color", "auto"),
        date_settings={name: value for name, value in read.items() if value is not None},
        author=os.environ.get("DATELINE_AUTHOR") or settings.get("author"),
        quiet=quiet,
        verbose=verbose,
        pager=not no_pager,
    )


class PipeClosed(Exception):
    """Whoever read our output has enough; click would exit with 1, which here means "certainly overdue"."""


def pass_app(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give the global options to the function of a command, before its own."""
    import click

    return click.make_pass_decorator(App)(function)


def echo(text: str, stream: IO[str], *, colored: bool = False) -> None:
    """Write a line as click.echo does, who is asked only for what a `stream` without colour must not get."""
    if WINDOWS or ("\x1b" in text and not colored):
        import click

        click.echo(text, file=stream, color=colored or None)
    else:
        stream.write(f"{text}\n")
        stream.flush()


@contextmanager
def shown(app: App, *, data: bool = False) -> Iterator[None]:
    """Show what is written to the terminal page by page; lines of `data` are not folded at its width."""
    screen: Any = sys.stdout
    if at_screen():
        with screen.shown(data=data, paged=app.pager):
            yield
    else:
        yield


def write_line(text: str = "") -> None:
    """Write a line of the result."""
    if at_screen():
        sys.stdout.write(f"{text}\n")
    else:
        import click

        click.echo(text)


def at_screen() -> bool:
    """Return whether results go to the terminal as `dateline.cli.output.screen` shows it."""
    return hasattr(sys.stdout, "shown")


def progress_stream() -> TextIO:
    """Return the standard error as it is, for a line that is written again and again."""
    found: TextIO = getattr(sys.stderr, "stream", sys.stderr)
    return found


def terminal_width() -> int:
    """Return the columns of the terminal, 80 when there is none to ask."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def may_ask() -> bool:
    """Tell whether somebody is there to answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def is_terminal() -> bool:
    """Tell whether results go to a terminal."""
    return sys.stdout.isatty()
