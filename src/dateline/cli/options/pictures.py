"""The options of pictures, for the commands that write svg, html, png and pdf."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.options.clocks import clocks_of
from dateline.cli.options.types import DATE, Whole
from dateline.formats.registry import can, written
from dateline.query import Query
from dateline.render.picture import LANES, SCHEMES
from dateline.storage.engines.connection import Connection

if TYPE_CHECKING:
    from dateline.query import Query

_Function = TypeVar("_Function", bound=Callable[..., Any])
_LEAST_WIDTH, _MOST_WIDTH = 240, 20_000

_LOOKS = (
    click.option(
        "--width",
        type=Whole(_LEAST_WIDTH, _MOST_WIDTH),
        metavar="PIXELS",
        help="Pictures: the width in pixels.",
    ),
    click.option("--scheme", type=click.Choice(SCHEMES), help="Pictures: light, dark, or the reader's preference."),
    click.option("--title", metavar="TEXT", help="Pictures: a title above the picture."),
)
_OF_EVENTS = (
    click.option(
        "--lanes", type=click.Choice(LANES), help="Pictures: arrange events in lanes by this (default: theme)."
    ),
    click.option(
        "--deadlines",
        "due",
        type=DATE,
        metavar="DATE",
        help="Pictures: also show deadlines with their states at the end of this day.",
    ),
)

_LINKS = click.option(
    "--links", is_flag=True, default=None, help="Pictures: also draw the links between events and promises."
)


def look_options(function: _Function) -> _Function:
    """Add the options of a picture of deadlines."""
    return _with(_LOOKS, function)


def event_options(function: _Function) -> _Function:
    """Add the options that say what a timeline shows and in which lanes."""
    return _with(_OF_EVENTS, function)


def picture_options(function: _Function) -> _Function:
    """Add the options of a picture of events, which may show deadlines too."""
    return _with((*_OF_EVENTS, _LINKS, *_LOOKS), function)


def _with(options: Iterable[Callable[[_Function], _Function]], function: _Function) -> _Function:
    for option in reversed(tuple(options)):
        function = option(function)
    return function


def check_drawn(form: str, chosen: dict[str, Any]) -> None:
    """Refuse options of a picture for a format that is none.

    Raises:
        click.UsageError: the format is no picture.
    """
    given = [name for name, value in chosen.items() if value is not None]
    if given and not can(form, "drawn"):
        option = "deadlines" if given[0] == "due" else given[0]
        pictures = ", ".join(each.name for each in written() if each.can("drawn"))
        raise click.UsageError(f"--{option} needs one of {pictures}")


def drawn(connection: Connection, form: str, chosen: dict[str, Any], query: Query | None = None) -> dict[str, Any]:
    """Return the options of the format `form` that make its picture; none where it draws nothing.

    Raises:
        NotFound, Ambiguous: a name in the query stands for none or for several.
    """
    return looked(connection, chosen, query) if can(form, "drawn") else {}


def looked(connection: Connection, chosen: dict[str, Any], query: Query | None = None) -> dict[str, Any]:
    """Return the options of a picture: `look`, and the `deadlines` that it shows, if any.

    Raises:
        NotFound, Ambiguous: a name in the query stands for none or for several.
    """
    from dateline.operations.pictures import deadlines_beside, look

    due, kept = chosen.get("due"), {name: value for name, value in chosen.items() if name != "due"}
    if due is None:
        return {"look": look(connection, query, None, **kept)}
    clocks = clocks_of(due, None, False, "unmet")
    listed = deadlines_beside(connection, query or Query(), clocks)
    return {"look": look(connection, query, clocks.as_of, **kept), "deadlines": [each.record for each in listed]}
