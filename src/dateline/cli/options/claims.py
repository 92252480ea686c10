"""The options about what sources say: beside the fields that every event has, or by the dates that they give."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.context import App
from dateline.cli.options.completions import offers
from dateline.cli.refusal import Refused
from dateline.counted import counted
from dateline.event_fields import CLAIMS_IN

if TYPE_CHECKING:
    from dateline.query import Query
    from dateline.storage.engines.connection import Connection

_Function = TypeVar("_Function", bound=Callable[..., Any])
claims_option = click.option(
    "--claims", is_flag=True, help=f"Add verdict and claims, what each source says: {', '.join(CLAIMS_IN)}, pictures."
)
_BY_SOURCE = click.option(
    "--by-source", metavar="ID", help="Use the dates that this source gives; only events that cite it.",
    shell_complete=offers("source"),
)  # fmt: skip
linked_option = click.option(
    "--linked-to", "linked", metavar="ID", help="Only events that a link connects with this event or deadline.",
    shell_complete=offers("event", "deadline"),
)  # fmt: skip
_CLAIMED = click.option(
    "--claimed", is_flag=True, help="Also list events that are in range only by what a source says, as possible."
)


def by_claims_options(function: _Function) -> _Function:
    """Add the options that ask by the dates of sources."""
    return _BY_SOURCE(_CLAIMED(function))


def check_by_claims(query: Query, *, by_source: str | None, claimed: bool, grouped: bool) -> None:
    """Refuse what cannot be asked by the dates of sources.

    Raises:
        click.UsageError: it is asked.
    """
    if by_source is None and not claimed:
        return
    from dateline.claims.asking import asked_with, refusal

    own = {"by_source": by_source is not None, "claimed": claimed, "grouped": grouped}
    message = refusal(asked_with(**own, source=query.sources, undated=query.undated, members=query.members), _option)
    if message:
        raise Refused(message, None, click.get_current_context())


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def check_claims(form: str, *, claims: bool, counted: bool = False, drawn: bool = False) -> None:
    """Refuse claims where there is no place for them; with `drawn` pictures have one.

    Raises:
        click.UsageError: the format has none, or events are counted.
    """
    if claims and counted:
        raise Refused("--claims lists events: omit --count, --by and --sum", None, click.get_current_context())
    if claims and form not in CLAIMS_IN and not (drawn and _is_picture(form)):
        hint = f"choose one with -f: {', '.join(CLAIMS_IN)}{', or a picture' if drawn else ''}"
        raise Refused(f"--claims: {form} has no place for claims", hint, click.get_current_context())


def _is_picture(form: str) -> bool:
    from dateline.formats.registry import can

    return can(form, "drawn")


def tell_claims(app: App, connection: Connection, form: str, query: Query) -> None:
    """Tell of how many events an export leaves out what sources say, where the format has a place for it."""
    if app.quiet or form not in CLAIMS_IN:
        return
    if numbers := tuple(number for (number,) in connection.rows("claimed_events")):
        from dateline.storage.reading.events import Reader

        number = sum(Reader(connection).count(query._replace(only=numbers)).values())
        if number:
            app.say(f"what sources say of {counted(number, 'event')} is left out; --claims adds it")
