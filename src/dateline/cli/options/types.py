"""Texts of options, converted once at the edge."""

from __future__ import annotations

import os
from collections.abc import Callable
from math import isnan
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


_GREATEST = 2**63 - 1
"""No engine has greater whole numbers, and there is no more of anything."""


class Whole(click.IntRange):
    """A whole number within bounds; both ends are among them. Without an upper one a greater number is the greatest."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; a usage error says what it may be."""
        try:
            return min(int(super().convert(value, param, ctx)), _GREATEST)
        except click.BadParameter as error:
            least = "" if self.min is None else f" from {self.min:,}"
            most = " on" if self.max is None else f" to {self.max:,}"
            raise Refused(f"{str(value)!r} is not a whole number{least}{most}", None, ctx, param) from error


class Share(click.FloatRange):
    """A number from 0 to 1."""

    def __init__(self) -> None:
        super().__init__(0, 1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number; a usage error for any other, also for what is no number though Python has it as one."""
        found = float(super().convert(value, param, ctx))
        if isnan(found):
            self.fail(f"{value!r} is not a number from 0 to 1", param, ctx)
        return found


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
        self.fields, self.table, self._reads = fields, table, reads

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name if such a format exists; a usage error otherwise."""
        if value == "table" and self.table:
            return "table"
        from dateline.errors import DatelineError
        from dateline.formats.registry import data_set, format_named

        try:
            (data_set if self._reads else format_named)(value)
        except DatelineError as error:
            hint = error.hint if self._reads else f"choose from {', '.join(self.names)}"
            raise Refused(error.message, hint, ctx, param) from error
        return str(value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the choices for the help, installed packages included."""
        return "[" + "|".join(self.names) + "]"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the choices that begin with the typed text."""
        return [CompletionItem(name) for name in self.names if name.startswith(incomplete)]

    @property
    def names(self) -> list[str]:
        """The formats to choose from."""
        from dateline.formats.registry import readable, written

        if self._reads:
            return readable()
        return ["table"] * self.table + [each.name for each in written(self.fields)]


def by_ending(otherwise: str | None) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """Return what gives -f the format of the ending of -o where the command line has no -f, `otherwise` without one.

    The parameter of -o must be declared before that of -f.
    """

    def chosen(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        output = ctx.params.get("output")
        given = ctx.get_parameter_source(str(param.name)) == click.core.ParameterSource.COMMANDLINE
        found = None if given or not output or ctx.resilient_parsing else _of_ending(str(output), ctx, param)
        return found or value or otherwise

    return chosen


def _of_ending(output: str, ctx: click.Context, param: click.Parameter) -> str | None:
    """Return the format whose files end like a name, None for a name without an ending."""
    from dateline.formats.registry import format_of_file

    ending = os.path.splitext(output)[1]
    if not ending or (os.path.exists(output) and not os.path.isfile(output)):
        return None
    table = isinstance(param.type, FormatType) and param.type.table
    if ending == ".txt" and table:
        return "table"
    if found := format_of_file(output.lower()):
        return found.name
    names = ", ".join(param.type.names) if isinstance(param.type, FormatType) else ""
    raise Refused(f"no format has files that end in {ending!r}", f"choose a format with -f: {names}", ctx)


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
