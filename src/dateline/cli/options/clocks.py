"""The two clocks of a judgement as options of the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.options.as_click import with_options
from dateline.cli.options.types import today
from dateline.errors import InvalidQuery
from dateline.question_options import CLOCKS

if TYPE_CHECKING:
    from dateline.dates import Date
    from dateline.deadlines.clocks import Clocks
    from dateline.deadlines.evidence import Silence

_Function = TypeVar("_Function", bound=Callable[..., Any])


def clock_options(function: _Function) -> _Function:
    """Add --as-of, --known-at, --as-known-then, --silence and --threshold to a command."""
    return with_options(CLOCKS)(function)


def clocks_of(
    as_of: Date | None, known_at: Date | None, as_known_then: bool, silence: Silence, threshold: str = "3"
) -> Clocks:
    """Return the clocks that the options set.

    Raises:
        click.UsageError: two days of knowledge are asked for, or a date has no last day.
    """
    from dateline.dates import parse
    from dateline.deadlines import clocks

    try:
        return clocks.clocks_of(as_of, known_at, as_known_then, silence, threshold, today=parse(today()))
    except InvalidQuery as error:
        raise click.UsageError(error.message) from error


def taken_clocks(given: dict[str, Any]) -> Clocks:
    """Take the values of the clock options out of those that were given, and return the clocks that they set.

    Raises:
        click.UsageError: as `clocks_of` does.
    """
    return clocks_of(**{option.name: given.pop(option.name) for option in CLOCKS if option.name in given})


def single_day(date: Date, option: str) -> int:
    """Return the day of `date`: the last of an imprecise one, for states hold at the end of a day.

    Raises:
        click.UsageError: it has none.
    """
    from dateline.deadlines import clocks

    try:
        return clocks.single_day(date, option)
    except InvalidQuery as error:
        raise click.UsageError(error.message) from error
