"""The horizon of a question as an option of the command line."""

from __future__ import annotations

from functools import partial

import click

from dateline.asking import date_of
from dateline.cli.types import seasons_of, today
from dateline.deadlines.clocks import Clocks
from dateline.errors import InvalidQuery
from dateline.storage import horizons
from dateline.storage.connection import Connection
from dateline.storage.horizons import Horizon


def horizon_of(connection: Connection, text: str, clocks: Clocks) -> Horizon:
    """Return the horizon that --horizon names (see `dateline.storage.horizons`).

    Raises:
        click.UsageError: it names none.
    """
    read = partial(date_of, today=today(), seasons=seasons_of(click.get_current_context()))
    try:
        return horizons.horizon_of(connection, text, clocks, read)
    except InvalidQuery as error:
        hint = f" ({error.hint})" if error.hint else ""
        raise click.UsageError(f"--horizon: {error.message}{hint}") from None
