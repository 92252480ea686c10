"""Dates in tables of any schema: columns for the EDTF text and its four bounds, and conditions on them.

The text says what is known; the bounds, worked out once when a row is written, make it searchable by indexes. The
formulas are those of `dateline.dates.compare`, and the tables of dateline itself are made of the same pieces. Four days
cannot show gaps: of a date that has some, `possible` may find one that `Date.match` calls impossible, and `certain` may
miss one; neither ever says more than that. Nor do they show a doubt at one end alone, as of `1990/1995?`: so `within`
asks the text too, as queries of events do, and `days_within` the days alone.

>>> from dateline.dates import parse
>>> letter = sa.Table("letter", sa.MetaData(), sa.Column("id", sa.Integer), *date_columns("sent_"))
>>> [column.name for column in letter.c][1:]
['sent_date', 'sent_start_earliest', 'sent_start_latest', 'sent_end_earliest', 'sent_end_latest']
>>> engine = sa.create_engine("sqlite://")
>>> with engine.begin() as connection:
...     letter.create(connection)
...     for number, text in enumerate(["1994-07", "[1994..1996]", "2001"]):
...         row = {"id": number} | values_of(parse(text), "sent_")
...         _ = connection.execute(letter.insert().values(row))
...     year = parse("1994")
...     for named in (possible, certain, within):
...         found = sa.select(letter.c.sent_date).where(named(letter.c, year, year, "sent_"))
...         print(named.__name__, connection.execute(found).scalars().all())
possible [<Date 1994-07>, <Date [1994..1996]>]
certain [<Date 1994-07>]
within [<Date 1994-07>]
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from dateline.dates import FAR_FUTURE, FAR_PAST, Bounds, Date, InvalidDate, parse
from dateline.dates.conventions import Conventions
from dateline.dates.doubt import UNCERTAIN
from dateline.dates.seasons import METEOROLOGICAL, Seasons

Columns = ReadOnlyColumnCollection[str, Any]
"""The columns `.c` of a table, an alias or a subquery."""
Day = int | Date | sa.ColumnElement[int]
"""A day as a number, a bound parameter or another column. A Date stands for its first or its last day."""


class RefusedDate(InvalidDate, sa.exc.DontWrapMixin):
    """InvalidDate as SQLAlchemy hands it on: anything else it would wrap in an error of its own."""


class EDTF(sa.TypeDecorator[Date]):
    """A column of EDTF text whose values are dates.

    Takes a Date or a text and gives back a Date; None stays None. A text that is no date is refused with InvalidDate
    before it reaches the database, also in a comparison. `seasons` fixes the days of the codes 21 to 24; a Date read
    by another convention is refused, since its text would come back with other bounds.

    Only equality means something, and it is equality of texts: `1999-09` differs from `1999-09~`. Order and ranges
    would be those of letters; they are asked of the bounds.
    """

    impl = sa.Text
    cache_ok = True

    def __init__(self, seasons: Seasons = METEOROLOGICAL) -> None:
        super().__init__()
        self.seasons = seasons

    def process_bind_param(self, value: Date | str | None, dialect: sa.Dialect) -> str | None:
        """Give the text to store."""
        if value is None:
            return None
        date = value if isinstance(value, Date) else self._read(value)
        if date.seasons not in (None, self.seasons.name):
            raise RefusedDate(date.edtf, f"its seasons are {date.seasons}, those of the column {self.seasons.name}")
        return date.edtf

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Date | None:
        """Give the date of a stored text."""
        return None if value is None else self._read(value)

    def _read(self, text: str) -> Date:
        try:
            return parse(text, Conventions(self.seasons))
        except InvalidDate as error:
            raise RefusedDate(text, error.message, position=error.position, hint=error.hint) from None


def bounds_columns(prefix: str = "", *, nullable: bool = False) -> list[sa.Column[int]]:
    """Return the four columns of bounds, in days, each named as the field of `Bounds`."""
    return [sa.Column(prefix + name, sa.BigInteger, nullable=nullable) for name in Bounds._fields]


def date_columns(
    prefix: str = "", *, nullable: bool = False, seasons: Seasons = METEOROLOGICAL
) -> list[sa.Column[Any]]:
    """Return the column `date` of the EDTF text and its bounds; `prefix` stands before each name."""
    return [sa.Column(f"{prefix}date", EDTF(seasons), nullable=nullable), *bounds_columns(prefix, nullable=nullable)]


def values_of(date: Date | None, prefix: str = "") -> Mapping[str, Date | int | None]:
    """Return what is inserted into the columns `date_columns(prefix)`; None leaves all of them empty.

    The bounds are those of the date, but for a set with gaps, all of which it stands for (`{1994,1996}`).
    """
    bounds = dict.fromkeys(Bounds._fields) if date is None else _kept(date)._asdict()
    return {f"{prefix}date": date} | {prefix + name: day for name, day in bounds.items()}


def _kept(date: Date) -> Bounds:
    """Return bounds by which nothing is certain that falls into a gap, as for one of these dates (`[1994,1996]`)."""
    bounds = date.bounds
    if date.kind != "all_of" or not date.gapped:
        return bounds
    starts, ends = ([each.bounds[place] for each in date.members] for place in (1, 2))
    return bounds._replace(start_latest=max(bounds.start_latest, *starts), end_earliest=min(bounds.end_earliest, *ends))


def possible(columns: Columns, first: Day, last: Day, prefix: str = "") -> sa.ColumnElement[bool]:
    """Return the condition that a date may touch the days first to last."""
    return sa.and_(
        columns[f"{prefix}start_earliest"] <= _last(last),
        columns[f"{prefix}end_latest"] >= _first(first),
    )


def certain(columns: Columns, first: Day, last: Day, prefix: str = "") -> sa.ColumnElement[bool]:
    """Return the condition that a date touches the days first to last, whatever its true days are."""
    return sa.and_(
        columns[f"{prefix}start_latest"] <= _last(last),
        columns[f"{prefix}end_earliest"] >= _first(first),
    )


def within(columns: Columns, first: Day, last: Day, prefix: str = "") -> sa.ColumnElement[bool]:
    """Return the condition that a date lies wholly in the days first to last, whatever its true days are.

    A date of which any part is in doubt (`?`, `%`) may lie elsewhere, so it does so in all of time alone.

    Raises:
        LookupError: there is no column of the text, without which nobody can tell.
    """
    name = f"{prefix}date"
    if name not in columns:
        raise LookupError(f"within needs the column {name!r}: four days do not show a doubt at one end of a date")
    text = sa.type_coerce(columns[name], sa.Text)
    sure = sa.and_(*(text.not_like(f"%\\{mark}%", escape="\\") for mark in UNCERTAIN))
    always = sa.and_(_day(_first(first)) <= FAR_PAST, _day(_last(last)) >= FAR_FUTURE)
    return sa.and_(days_within(columns, first, last, prefix), sa.or_(always, sure))


def days_within(columns: Columns, first: Day, last: Day, prefix: str = "") -> sa.ColumnElement[bool]:
    """Return the condition that the four days lie in the days first to last; of a doubt at one end they do not tell."""
    return sa.and_(
        columns[f"{prefix}start_earliest"] >= _first(first),
        columns[f"{prefix}end_latest"] <= _last(last),
        certain(columns, first, last, prefix),
    )


def _day(day: int | sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    return sa.literal(day, sa.BigInteger) if isinstance(day, int) else day


def _first(day: Day) -> int | sa.ColumnElement[int]:
    return day.earliest if isinstance(day, Date) else day


def _last(day: Day) -> int | sa.ColumnElement[int]:
    return day.latest if isinstance(day, Date) else day
