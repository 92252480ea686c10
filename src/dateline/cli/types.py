"""Texts of options, converted once at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dateline.dates import Date


class DateType(click.ParamType["Date"]):
    """An EDTF date, or `today`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Date:
        """Return the date that `value` says; anything else is a usage error with the hint of the parser."""
        from dateline.dates import Date, InvalidDate, parse

        if isinstance(value, Date):
            return value
        text = today() if value == "today" else str(value)
        try:
            return parse(text)
        except InvalidDate as error:
            hint = error.hint or "dates are EDTF: 2000, 2000-08, 2000-23 for autumn 2000, 1994/1996; or today"
            self.fail(f"{value!r} is no date: {error.message} ({hint})", param, ctx)


DATE = DateType()


def today() -> str:
    """Return the current day, which only the command line may ask for."""
    from datetime import date

    return date.today().isoformat()
