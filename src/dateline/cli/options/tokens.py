"""The token that a server wants to see: as an option, in a file, or in the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

_Function = TypeVar("_Function", bound=Callable[..., Any])
_TOKEN = re.compile(r"[!-~]+")
"""What a header and an address can carry."""
_LONGEST_TOKEN = 4_096
"""Letters of a file that are read as a token."""


def token_options(function: _Function) -> _Function:
    """Add --token and --token-file to a command that serves."""
    text = click.option(
        "--token", metavar="TEXT", help="Answer only clients that send this token (others can see it in `ps`)."
    )
    file = click.option(
        "--token-file",
        metavar="FILE",
        type=click.Path(dir_okay=False, exists=True),
        help="Read the token from FILE; the variable DATELINE_TOKEN sets it too.",
    )
    return text(file(function))


def token_of(text: str | None, file: str | None) -> str | None:
    """Return the token of the option, of the file or of the environment.

    Raises:
        click.UsageError: it is given twice, or is no token.
    """
    if text is not None and file is not None:
        raise click.UsageError("--token and --token-file exclude each other: omit one of them")
    where = "--token" if text is not None else file or "DATELINE_TOKEN"
    if file is not None:
        with open(file, encoding="utf-8", errors="replace") as content:
            text = content.read(_LONGEST_TOKEN).removesuffix("\n").removesuffix("\r")
    elif text is None:
        text = os.environ.get("DATELINE_TOKEN") or None
    if text is not None and not _TOKEN.fullmatch(text):
        raise click.UsageError(f"{where} must be printable ASCII without spaces")
    return text
