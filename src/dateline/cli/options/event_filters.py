"""The filters of events as options of the command line, and the query that they make."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline import question_options
from dateline.cli.context import App
from dateline.cli.options.as_click import with_options
from dateline.cli.options.free_words import check_words, words_argument
from dateline.cli.options.listing import NAMES, remember
from dateline.cli.refusal import Refused
from dateline.errors import DatelineError, InvalidQuery
from dateline.question_options import FILTERS

if TYPE_CHECKING:
    from dateline.query import Query

_Function = TypeVar("_Function", bound=Callable[..., Any])
_BY_DATE = ("date", "-date")


def filter_options(function: _Function) -> _Function:
    """Add the filters of events to a command, and words to look for in their texts."""
    return with_options(FILTERS)(words_argument(function))


def query_of(**filters: Any) -> Query:
    """Return the query that the options ask for.

    Raises:
        click.UsageError: they contradict each other, or a text has no word.
    """
    check_words(filters["sought"], click.get_current_context(silent=True))
    order = filters["sort"]
    if order not in _BY_DATE:
        _sort_afterwards(order, filters)
    try:
        return question_options.query_of(**filters)
    except InvalidQuery as error:
        context = click.get_current_context(silent=True)
        hint = error.hint and error.hint + (_measures(context) if filters.get("wheres") else "")
        raise Refused(error.message, hint, context) from error


def _measures(context: click.Context | None) -> str:
    """Return the measures that the database has, as the end of a hint; nothing where it cannot be read."""
    try:
        with context.find_object(App).reading() as connection:  # type: ignore[union-attr]
            names = sorted({str(name) for _, name, _ in connection.rows("measure_names")})
    except (AttributeError, DatelineError):
        return ""
    return f"; measures: {', '.join(names)}" if names else "; no event has a measure"


def _sort_afterwards(order: str, filters: dict[str, Any]) -> None:
    """Have the list sorted by another column than the date when it is written, and cut then."""
    context = click.get_current_context()
    if not any(each.name == "columns" for each in context.command.params):
        raise Refused(f"--sort {order}: events can only be sorted by date or -date here", None, context)
    remember(context, order=NAMES.convert(order, None, context), most=filters["limit"])
    filters |= {"sort": "date", "limit": None}
