"""Words behind the name of a command: they are looked for in the texts of events, unless they may be a date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.options.types import conventions_of, today
from dateline.cli.refusal import Refused

if TYPE_CHECKING:
    from dateline.dates.conventions import Conventions

_Function = TypeVar("_Function", bound=Callable[..., Any])


def words_argument(function: _Function) -> _Function:
    """Add the words to a command, as `sought`."""
    return click.argument("sought", nargs=-1, metavar="[WORD]...")(function)


def check_words(words: tuple[str, ...], ctx: click.Context | None) -> None:
    """Refuse words that may be a date, with both meanings."""
    if words and (date := _date_in(words, conventions_of(ctx))):
        import shlex

        first, _, rest = date.partition(" ")
        asked = f"{_SIDES[first]} {shlex.quote(rest)}" if rest and first in _SIDES else f"--on {shlex.quote(date)}"
        hint = f"for the date: {asked}; for a word of the text: --text {shlex.quote(date)}"
        raise Refused(f"{date!r} may be a date or a word of the text", hint, ctx)


_SIDES = {"from": "--from", "since": "--from", "to": "--to", "until": "--to", "in": "--on", "on": "--on"}
"""Words in front of a date that are options."""


def _date_in(words: tuple[str, ...], conventions: Conventions) -> str | None:
    """Return the longest run of words that may be a date, None if there is none."""
    from dateline.errors import Ambiguous, InvalidDate
    from dateline.question_options import date_of

    for run in _runs(words):
        try:
            date_of(run, today(), conventions)
        except Ambiguous:
            return run
        except InvalidDate:
            continue
        return run
    return None


def _runs(words: tuple[str, ...], most: int = 4) -> Iterator[str]:
    for length in range(min(most, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])
