"""The filters of events as options of the command line, and the query that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline import question_options
from dateline.cli.options.as_click import filter_options
from dateline.errors import InvalidQuery

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
        raise click.UsageError(error.message) from error
