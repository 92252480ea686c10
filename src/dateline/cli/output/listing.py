"""What a list shows: the columns that are asked for, in the order that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from dateline.cli.context import App, Listing
from dateline.errors import InvalidQuery
from dateline.render.table import Column
from dateline.wire_fields import Record

_DATES = frozenset(
    ("date", "earliest", "latest", "as_of", "observed_through", "due", "effective_from", "recorded", "when")
)
"""The fields that hold days or dates, besides those whose names end in _from and _to."""
_FAR = 10**12


def arranged(
    app: App, records: Iterable[Record], fields: tuple[str, ...], columns: Iterable[Column]
) -> Iterable[Record]:
    """Return records in the order of --sort, as many as --limit says; what has no value comes last.

    Raises:
        InvalidQuery: there is no such column.
    """
    listing: Listing | None = app.listing
    if listing is None:
        return records
    found = list(records) if listing.order else records
    for name in reversed(listing.order):
        descends, value = name.startswith("-"), _value_of(name.removeprefix("-"), fields, tuple(columns))
        known = [each for each in found if value(each) is not None]
        missing = [each for each in found if value(each) is None]
        found = [*sorted(known, key=value, reverse=descends), *missing]
    return found if listing.most is None else _first(found, listing.most)


def _first(records: Iterable[Record], number: int) -> list[Record]:
    """Return the first records, but go through all, since some are counted on their way."""
    return [record for place, record in enumerate(records) if place < number]


def _value_of(name: str, fields: tuple[str, ...], columns: tuple[Column, ...]) -> Callable[[Record], Any]:
    """Return what gives the value of a record to sort it by; None stands for none."""
    if name in fields:
        if name in _DATES or name.endswith(("_from", "_to")):
            return lambda record: _day(record[name])
        return lambda record: _comparable(record[name])
    column = _named(name, fields, columns)
    return lambda record: _comparable(column.text(record) or None)


def _day(value: Any) -> tuple[int, str] | None:
    """Return the first day of a date, and its text."""
    if value is None:
        return None
    from dateline.dates import parse
    from dateline.errors import InvalidDate

    try:
        return parse(str(value)).bounds.start_earliest, str(value)
    except InvalidDate:
        return _FAR, str(value)


def _comparable(value: Any) -> tuple[int, Any] | None:
    """Return what of a value can be compared: numbers before texts, and these without case and accents."""
    from dateline.names import fold

    if value is None or value == []:
        return None
    if isinstance(value, int | float):
        return 0, value
    return 1, (fold(_text(value)), _text(value))


def _text(value: Any) -> str:
    from dateline.formats.delimited.event_cells import cell

    return cell(value)


def chosen_columns(app: App, fields: tuple[str, ...], columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns of a table that --columns names: by their headings, else by the fields of the records.

    A column of marks, which has no heading, stays: without it a row that is only possible would look certain.

    Raises:
        InvalidQuery: there is no such column.
    """
    if app.listing is None or not app.listing.columns:
        return columns
    marks = (column for column in columns if not column.heading)
    return (*marks, *(_named(name, fields, columns)._replace(optional=False) for name in app.listing.columns))


def chosen_fields(app: App, fields: tuple[str, ...], form: str) -> tuple[str, ...]:
    """Return the fields that --columns names, for a format that holds any.

    Raises:
        InvalidQuery: there is no such field, or the format needs all.
    """
    if app.listing is None or not app.listing.columns:
        return fields
    from dateline.formats.registry import format_named, written

    if format_named(form).holds:
        plain = ", ".join(each.name for each in written() if not each.holds)
        raise InvalidQuery(f"--columns is not for {form}", f"it is for table, {plain}")
    for name in app.listing.columns:
        if name not in fields:
            raise _unknown(name, fields)
    return app.listing.columns


def _named(name: str, fields: tuple[str, ...], columns: tuple[Column, ...]) -> Column:
    wanted = name.replace("_", " ").casefold()
    for column in columns:
        if column.heading.replace("_", " ").casefold() == wanted:
            return column
    if name not in fields:
        raise _unknown(name, (*(each.heading for each in columns if each.heading), *fields))
    return Column(name, partial(_cell, name), wraps=True)


def _cell(name: str, record: Record) -> str:
    return _text(record[name])


def _unknown(name: str, among: Iterable[str]) -> InvalidQuery:
    names = ", ".join(dict.fromkeys(each.replace(" ", "_") for each in among))
    return InvalidQuery(f"there is no column {name!r}", f"there are {names}")
