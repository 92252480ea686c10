"""Texts of options, converted once at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.cli.refusal import Refused

if TYPE_CHECKING:
    from dateline.dates import Date
    from dateline.dates.seasons import Seasons


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
            return date_of(str(value), today(), seasons_of(ctx))
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


_OFFERED = (
    "table", "csv", "tsv", "json", "jsonl", "md", "chronology", "ics", "timelinejs", "parquet", "bibtex", "csl",
    "svg", "html", "png", "pdf", "atom",
)  # fmt: skip
_READ = ("csv", "tsv", "jsonl", "parquet", "timelinejs", "ics", "gdelt", "icews", "polecat", "acled", "ucdp")


class FormatType(click.ParamType[str]):
    """The name of an output format, `table` or one of the registry; with `reads` of one that is read."""

    name = "format"

    def __init__(self, *, table: bool = True, reads: bool = False) -> None:
        self._table, self._read = table, reads

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name if such a format exists; a usage error otherwise."""
        if value == "table" and self._table:
            return "table"
        from dateline.errors import DatelineError
        from dateline.formats import BUILTIN, data_set, format_named

        try:
            if self._read:
                data_set(value)
            elif value not in BUILTIN:
                format_named(value)
        except DatelineError as error:
            raise Refused(error.message, error.hint, ctx, param) from error
        return str(value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the choices for the help."""
        return "[" + "|".join(_READ if self._read else _OFFERED if self._table else _OFFERED[1:]) + "]"


def seasons_of(ctx: click.Context | None) -> Seasons:
    """Return the season convention of the command that runs."""
    from dateline.cli.context import App
    from dateline.dates.seasons import CONVENTIONS, METEOROLOGICAL

    app = ctx.find_object(App) if ctx else None
    return CONVENTIONS[app.seasons] if app else METEOROLOGICAL


def today() -> str:
    """Return the current day, which only the command line may ask for."""
    from datetime import date

    return date.today().isoformat()
