"""The horizon of a question as an option of the command line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from dateline.cli.options.types import conventions_of, today
from dateline.cli.refusal import Refused
from dateline.errors import InvalidQuery
from dateline.question_options import date_of
from dateline.storage.engines.connection import Connection

if TYPE_CHECKING:
    from dateline.deadlines.clocks import Clocks
    from dateline.storage.reading.horizon_lookup import Horizon


def horizon_of(connection: Connection, text: str, clocks: Clocks) -> Horizon:
    """Return the horizon that --horizon names (see `dateline.storage.reading.horizon_lookup`).

    Raises:
        click.UsageError: it names none.
    """
    from dateline.storage.reading import horizon_lookup

    read = partial(date_of, today=today(), conventions=conventions_of(click.get_current_context()))
    try:
        return horizon_lookup.horizon_of(connection, text, clocks, read)
    except InvalidQuery as error:
        raise Refused(f"--horizon: {error.message}", error.hint, click.get_current_context()) from None
