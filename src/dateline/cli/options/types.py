"""Texts of options, converted once at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from dateline.cli.refusal import Refused

if TYPE_CHECKING:
    from dateline.dates import Date
    from dateline.dates.conventions import Conventions


class DateType(click.ParamType["Date"]):
    """A date in EDTF or in words, which may count from today."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Date:
        """Return the date that `value` says; one with two meanings or none is a usage error that shows them."""
        from dateline.dates import Date
        from dateline.errors import Ambiguous, InvalidDate
        from dateline.question_options import date_of

        if isinstance(value, Date):
            return value
        try:
            return date_of(str(value), today(), conventions_of(ctx))
        except (Ambiguous, InvalidDate) as error:
            raise Refused(error.message, error.hint, ctx, param) from error


DATE = DateType()


class SpanType(click.ParamType[tuple[int, int]]):
    """A time of months and days, in words."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return the (months, days) that `value` says; a usage error otherwise."""
        from dateline.errors import InvalidQuery
        from dateline.question_options import span_of

        if isinstance(value, tuple):
            return value
        try:
            return span_of(str(value))
        except InvalidQuery as error:
            raise Refused(error.message, error.hint, ctx, param) from error


SPAN = SpanType()


class FormatType(click.ParamType[str]):
    """The name of a format: `table`, or one that can hold records with `fields`; with `reads` one to import."""

    name = "format"

    def __init__(self, fields: tuple[str, ...] | None = None, *, table: bool = True, reads: bool = False) -> None:
        self._fields, self._table, self._reads = fields, table, reads

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name if such a format exists; a usage error otherwise."""
        if value == "table" and self._table:
            return "table"
        from dateline.errors import DatelineError
        from dateline.formats.registry import data_set, format_named

        try:
            (data_set if self._reads else format_named)(value)
        except DatelineError as error:
            raise Refused(error.message, error.hint, ctx, param) from error
        return str(value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the choices for the help, installed packages included."""
        return "[" + "|".join(self._choices()) + "]"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the choices that begin with the typed text."""
        return [CompletionItem(name) for name in self._choices() if name.startswith(incomplete)]

    def _choices(self) -> list[str]:
        from dateline.formats.registry import readable, written

        if self._reads:
            return readable()
        return ["table"] * self._table + [each.name for each in written(self._fields)]


def conventions_of(ctx: click.Context | None) -> Conventions:
    """Return how the command that runs reads dates."""
    from dateline.cli.context import App
    from dateline.dates.conventions import USUAL

    app = ctx.find_object(App) if ctx else None
    return app.conventions if app else USUAL


def today() -> str:
    """Return the current day, which only the command line may ask for."""
    from datetime import date

    return date.today().isoformat()
