"""The editor of the user: a text is written there, and comes back with its faults until it is right or given up."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TypeVar

import click

from dateline.cli.context import App, may_ask
from dateline.drafts import kept_apart
from dateline.errors import DatabaseError, DatelineError, Fault, InvalidRecords

_Done = TypeVar("_Done")
_MARK = "#! "
"""How the lines begin that show faults; they are no part of the text."""


def written(app: App, text: str, name: str) -> str | None:
    """Return what the user made of a text in an editor, None when it was left as it is.

    Raises:
        DatelineError: an editor needs a terminal.
    """
    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR") or sys.stdin.isatty()):
        raise DatelineError("an editor needs a terminal", "run it in a terminal, or give the text with --file")
    found = click.edit(text, extension=f".{re.sub('[^a-z0-9-]', '-', name)}.toml", require_save=True)
    return None if found is None or found.strip() in ("", text.strip()) else found


def saved(app: App, text: str, file: IO[str] | None, name: str, save: Callable[[str], _Done]) -> _Done:
    """Return what `save` returns for a text; one of an editor that has faults is opened again, if there is a terminal.

    Until it is saved the text is kept in a file; if it cannot be, the user is told where.
    """
    if file is not None:
        return save(text)
    while True:
        with _kept(text, name):
            try:
                return save(text)
            except DatelineError as error:
                again = _corrected(app, text, error, name)
                if again is None:
                    raise
        text = again


def _corrected(app: App, text: str, error: DatelineError, name: str) -> str | None:
    """Return what the user makes of a text with its faults, None when it is given up or nobody can be asked."""
    if isinstance(error, DatabaseError) or not may_ask():
        return None
    faults = error.faults if isinstance(error, InvalidRecords) else [Fault(name, None, error.message, error.hint)]
    found = written(app, with_faults(text, faults), name)
    return None if found is None else _without_faults(found)


def with_faults(text: str, faults: Iterable[Fault]) -> str:
    """Return a text with each fault as a comment above its line, or at the top if it has none."""
    places: dict[int, list[str]] = {}
    for fault in faults:
        told = fault.message + (f" ({fault.hint})" if fault.hint else "")
        places.setdefault(fault.line or 0, []).extend(f"{_MARK}{line}" for line in told.splitlines())
    lines = [f"{_MARK}Nothing was written. Correct what is marked so; save without a change to give up."]
    lines += places.pop(0, [])
    for number, line in enumerate(text.splitlines(), 1):
        lines += [*places.pop(number, []), line]
    return "\n".join([*lines, *(line for found in places.values() for line in found), ""])


def _without_faults(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(_MARK))


@contextmanager
def _kept(text: str, name: str) -> Iterator[None]:
    """Keep the text of an editor in a new file until it is written, and say where if it could not be."""
    base = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    path = kept_apart(os.path.join(base, "dateline", f"{name.replace('/', '-')}.toml"), text)
    try:
        yield
    except BaseException:
        click.echo(f"your text is kept in {path}", err=True)
        raise
    os.unlink(path)
