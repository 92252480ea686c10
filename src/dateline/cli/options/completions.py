"""What a shell offers for the name of a record: the ids and names that begin with the typed text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dateline.cli.config import read_config
from dateline.cli.context import app_of

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

_MOST = 50
"""More than that nobody reads, and a database may have a hundred thousand."""
_PATIENCE = "2"
"""Seconds to wait for a PostgreSQL server: a shell must not hang."""


def offers(*kinds: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Return what completes the names of records of `kinds` for click.

    Without a database, or with one that fails, nothing is offered: an error would only get in the way of typing.
    """

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        try:
            found = dict(_found(ctx, kinds, incomplete))
        except Exception:
            return []
        return [
            CompletionItem(value, help=text if text != value else None) for value, text in list(found.items())[:_MOST]
        ]

    return complete


def files_offered(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the files of the folder."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def collections(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the shipped collections, and files of the folder."""
    from click.shell_completion import CompletionItem

    from dateline.formats.curated.folder import shipped_names

    found = [CompletionItem(name) for name in shipped_names() if name.startswith(incomplete)]
    return [*found, CompletionItem(incomplete, type="file")] if not found or not incomplete else found


def _found(ctx: click.Context, kinds: tuple[str, ...], incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield (what may be typed, what it is); a line of its own must hold each."""
    from dateline.storage.reading.completions import beginning

    os.environ.setdefault("PGCONNECT_TIMEOUT", _PATIENCE)
    given = ctx.find_root().params  # click runs no command while it completes, so nobody has made an App of them
    app = app_of(read_config(given["config"]), db=given["db"], color="never", quiet=True, verbose=False)
    with app.reading() as connection:
        for kind in kinds:
            for value, text in beginning(connection, kind, incomplete, _MOST):
                if value.isprintable():
                    yield value, " ".join(text.split())
