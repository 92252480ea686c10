"""The option --claims: what each source says, beside the fields that every event has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.context import App
from dateline.cli.refusal import Refused

if TYPE_CHECKING:
    from dateline.storage.engines.connection import Connection

_FORMS = ("csv", "tsv", "json", "jsonl", "parquet")
claims_option = click.option(
    "--claims", is_flag=True, help=f"Add verdict and claims, what each source says: {', '.join(_FORMS)}."
)


def check_claims(form: str, *, claims: bool, counted: bool = False) -> None:
    """Refuse claims where there is no place for them.

    Raises:
        click.UsageError: the format has none, or events are counted.
    """
    if claims and counted:
        raise Refused("--claims lists events: omit --count, --by and --sum", None, click.get_current_context())
    if claims and form not in _FORMS:
        hint = f"choose one with -f: {', '.join(_FORMS)}"
        raise Refused(f"--claims: {form} has no place for claims", hint, click.get_current_context())


def tell_claims(app: App, connection: Connection, form: str) -> None:
    """Tell that an export leaves out what sources say, where the database has any of it and the format a place."""
    if app.quiet or form not in _FORMS:
        return
    ((number,),) = connection.rows("number_of_claims")
    if number:
        events = "1 event" if number == 1 else f"{number} events"
        app.say(f"what each source says of {events} of the database is left out; --claims adds it")
