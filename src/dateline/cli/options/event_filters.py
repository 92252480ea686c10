"""The filters of events as options of the command line, and the query that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline import question_options
from dateline.cli.context import App
from dateline.cli.options.as_click import filter_options
from dateline.cli.refusal import Refused
from dateline.errors import DatelineError, InvalidQuery

if TYPE_CHECKING:
    from dateline.query import Query

__all__ = ["filter_options", "query_of"]


def query_of(**filters: Any) -> Query:
    """Return the query that the options ask for.

    Raises:
        click.UsageError: they contradict each other, or a text has no word.
    """
    try:
        return question_options.query_of(**filters)
    except InvalidQuery as error:
        if error.hint is None:
            raise click.UsageError(error.message) from error
        raise Refused(error.message, f"{error.hint}{_measures()}") from error


def _measures() -> str:
    """Return the measures that the database has, as the end of a hint; nothing where it cannot be read."""
    context = click.get_current_context(silent=True)
    try:
        with context.find_object(App).reading() as connection:  # type: ignore[union-attr]
            names = sorted({str(name) for _, name, _ in connection.rows("measure_names")})
    except (AttributeError, DatelineError):
        return ""
    return f"; measures: {', '.join(names)}" if names else "; no event has a measure"
