"""Answers as tables of pyarrow, pandas and Polars, which are imported when one is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from dateline.errors import DatelineError
from dateline.wire_fields import Record

if TYPE_CHECKING:
    ArrowTable: TypeAlias = Any  # pyarrow and pandas have no types; with those of Polars it would have to be installed
    PandasFrame: TypeAlias = Any
    PolarsFrame: TypeAlias = Any


def arrow_of(fields: tuple[str, ...], records: Iterable[Record]) -> ArrowTable:
    """Return a table with a column for each field; those of events and deadlines have the types of Parquet.

    Raises:
        DatelineError: pyarrow is not installed.
    """
    from dateline.formats.documents import parquet
    from dateline.wire_fields import are_deadlines, are_events

    if are_events(fields) or are_deadlines(fields):
        return parquet.table(fields, records)
    pa, rows = imported("pyarrow", "parquet"), list(records)
    return pa.table({name: [record[name] for record in rows] for name in fields})


def pandas_of(table: ArrowTable) -> PandasFrame:
    """Return a data frame of pandas with the columns of Arrow, in which days keep their meaning and None is missing.

    Raises:
        DatelineError: pandas is not installed.
    """
    pandas = imported("pandas")
    return table.to_pandas(types_mapper=pandas.ArrowDtype)


def polars_of(table: ArrowTable) -> PolarsFrame:
    """Return a data frame of Polars.

    Raises:
        DatelineError: Polars is not installed.
    """
    return imported("polars").from_arrow(table)


def imported(module: str, extra: str | None = None) -> Any:
    """Return a module that dateline is installed without.

    Raises:
        DatelineError: it is not there; the hint says how to install it.
    """
    try:
        return import_module(module)
    except ImportError:
        package = f"'dateline[{extra}]'" if extra else module
        raise DatelineError(f"this needs the package {module}", f"pip install {package}") from None
