"""The two clocks of a judgement on the command line: the day judged, and the day up to which records count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, get_args

import click

from dateline.cli.types import DATE, today
from dateline.dates import FAR_FUTURE, Date, parse
from dateline.deadlines.evidence import Silence

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Clocks(NamedTuple):
    """The day judged, the day up to which records count, and what silence means."""

    as_of: int
    known_at: int
    silence: Silence


def clock_options(function: _Function) -> _Function:
    """Add --as-of, --known-at, --as-known-then and --silence to a command."""
    options = (
        click.option("--as-of", type=DATE, help="The day judged, at its end; today unless given."),
        click.option("--known-at", type=DATE, help="Count only what was known by this day; today unless given."),
        click.option("--as-known-then", is_flag=True, help="Count only what was known on the day judged."),
        click.option(
            "--silence",
            type=click.Choice(get_args(Silence)),
            default="unmet",
            help="What no report means: not done (default), or unknown.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def clocks_of(as_of: Date | None, known_at: Date | None, as_known_then: bool, silence: Silence) -> Clocks:
    """Return the clocks that the options set.

    Raises:
        click.UsageError: two days of knowledge are asked for, or a date has no last day.
    """
    if known_at is not None and as_known_then:
        raise click.UsageError("--known-at and --as-known-then exclude each other")
    present = parse(today())
    day = single_day(as_of or present, "--as-of")
    known = day if as_known_then else single_day(known_at or present, "--known-at")
    return Clocks(day, known, silence)


def single_day(date: Date, option: str) -> int:
    """Return the day of `date`: the last of an imprecise one, for states hold at the end of a day."""
    if date.latest >= FAR_FUTURE:
        raise click.UsageError(f"{option} {date} has no last day")
    return date.latest


def flags(clocks: Clocks) -> str:
    """Return what to add to a judgement with hindsight or of the future, with a leading blank, or nothing."""
    if clocks.known_at > clocks.as_of:
        return " (with hindsight)"
    return " (a forecast)" if clocks.as_of > clocks.known_at else ""
