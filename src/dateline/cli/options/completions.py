"""What a shell offers for the name of a record: the ids and names that begin with the typed text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dateline.cli.config import read_config
from dateline.cli.context import app_of

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    import click
    from click.shell_completion import CompletionItem

    from dateline.storage.engines.connection import Connection

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


def columns_offered(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the fields of the records of a list behind the last comma, or behind a minus to sort by."""
    from click.shell_completion import CompletionItem

    before, comma, last = incomplete.rpartition(",")
    minus = "-" if last.startswith("-") and param.name in ("order", "sort") else ""
    fields = [name for each in ctx.command.params for name in getattr(each.type, "fields", None) or ()]
    taken = before.replace("-", "").split(",")
    return [
        CompletionItem(f"{before}{comma}{minus}{name}")
        for name in fields
        if name.startswith(last.removeprefix(minus)) and name not in taken
    ]


def outputs_offered(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the endings of the formats of a command once a dot is typed, and files of the folder."""
    from click.shell_completion import CompletionItem

    stem, ending = os.path.splitext(incomplete)
    found: list[str] = []
    if ending or incomplete.endswith("."):
        from dateline.formats.registry import written

        names = {name for each in ctx.command.params for name in getattr(each.type, "names", ())}
        endings = dict.fromkeys(ending for each in written() if each.name in names for ending in each.extensions)
        found = [f"{stem.removesuffix('.')}{each}" for each in endings if each.startswith(ending or ".")]
    return [*map(CompletionItem, found), CompletionItem(incomplete, type="file")]


def batches_offered(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """Offer the numbers of the last batches, with their commands; behind an @ those of moments."""
    from click.shell_completion import CompletionItem

    from dateline.storage.history.log import batches

    sign = "@" if incomplete.startswith("@") else ""
    try:
        with _reading(ctx) as connection:
            found = batches(connection, limit=_MOST)
    except Exception:
        return []
    numbers = [(f"{sign}{each['batch']}", f"{each['command']} {each['recorded'][:10]}") for each in found]
    return [CompletionItem(number, help=about) for number, about in numbers if number.startswith(incomplete)]


def numbers_of_batches(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the numbers of the last batches."""
    return batches_offered(ctx, incomplete)


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


def _reading(ctx: click.Context) -> AbstractContextManager[Connection]:
    """Open the database that the line names."""
    os.environ.setdefault("PGCONNECT_TIMEOUT", _PATIENCE)
    given = ctx.find_root().params  # click runs no command while it completes, so nobody has made an App of them
    return app_of(read_config(given["config"]), db=given["db"], color="never", quiet=True, verbose=False).reading()


def _found(ctx: click.Context, kinds: tuple[str, ...], incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield (what may be typed, what it is); a line of its own must hold each."""
    from dateline.storage.reading.completions import beginning

    with _reading(ctx) as connection:
        for kind in kinds:
            for value, text in beginning(connection, kind, incomplete, _MOST):
                if value.isprintable():
                    yield value, " ".join(text.split())
