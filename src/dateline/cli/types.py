"""Texts of options, converted once at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dateline.dates import Date
    from dateline.dates.seasons import Seasons


class DateType(click.ParamType["Date"]):
    """A date in EDTF or in words, which may count from today."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Date:
        """Return the date that `value` says; one with two meanings or none is a usage error that shows them."""
        from dateline.dates import Date, InvalidDate, parse

        if isinstance(value, Date):
            return value
        text, seasons = str(value), seasons_of(ctx)
        try:
            return parse(text, seasons)
        except InvalidDate as error:
            from dateline.dates.prose.candidate import Rank
            from dateline.dates.prose.reading import ambiguous, from_prose, in_words

            # Digits that are no EDTF are rather a slip of the pen than words: the hint says what they may mean.
            candidates = from_prose(text, parse(today()), seasons) if in_words(text) else ()
            if ambiguous(candidates):
                readings = " or ".join(f"{each.edtf} ({each.rule})" for each in candidates if each.rank < Rank.SHAPE)
                self.fail(f"{text!r} has several meanings: write {readings}", param, ctx)
            if candidates:
                return candidates[0].date
            fault = "neither EDTF nor words of a date" if in_words(text) and not error.hint else error.message
            hint = error.hint or "as in 2000, 2000-08, 1994/1996, 'fall 2000', '44 BC', '3 months ago', today"
            self.fail(f"{text!r} is no date: {fault} ({hint})", param, ctx)


DATE = DateType()


class SpanType(click.ParamType[tuple[int, int]]):
    """A time of months and days, in words."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return the (months, days) that `value` says; a usage error otherwise."""
        from dateline.dates import InvalidDate
        from dateline.deadlines.periods import period

        if isinstance(value, tuple):
            return value
        try:
            found = period(str(value))
        except InvalidDate:
            found = None
        if found is None or found.working:
            self.fail(f"{value!r} is no span of time (as in '30 days', '3 months', 'a year', '2 weeks')", param, ctx)
        return found.months, found.days


SPAN = SpanType()


_OFFERED = ("table", "csv", "tsv", "json", "jsonl", "md", "chronology", "ics", "timelinejs", "parquet", "bibtex", "csl")
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
            self.fail(f"{error.message}; {error.hint}", param, ctx)
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
