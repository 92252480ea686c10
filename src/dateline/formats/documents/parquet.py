"""Parquet, for DuckDB, Polars, pandas and Spark: a column for each field of the wire, lists as lists of structs.

Days are of the type date, which ends at the years 1 and 9999 for most readers: a day beyond is null here, as is no
bound, and `date` tells which. Only `earliest`, `latest`, `cutoff_from` and `cutoff_to` are such days; `date` is EDTF.

The format is binary: `write` and `read` take the bytes below the text stream (`stream.buffer`). A row is told by its
number, from 1, where other formats tell the line.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from typing import IO, Any, cast

from dateline.claims.records import KEYS
from dateline.errors import DatelineError, Fault, InvalidRecords
from dateline.event_fields import CLAIMED, FIELDS, NAMES, NUMBERS
from dateline.wire_fields import DEADLINE_FIELDS, DERIVATION_FIELDS, EVENT_FIELDS, PROGRESS_FIELDS, Record

_BATCH = 5_000
"""Records that are turned at a time, so that few stand in memory as dicts."""
_BATCHES_OF_A_GROUP = 10
"""A row group is what readers skip by the least and greatest values in it, and what is held until it is written."""
_BUFFER = 1 << 20
"""Bytes that are read ahead of each column: with it a row group, however big, is not read at once."""
_NEEDED = ("id", "date", "title")
_TEXTS = (*_NEEDED, *(name for name in NAMES if name not in NUMBERS))
_READ = (*_TEXTS, *NUMBERS, "actors", "themes", "citations", "measures", "version", "withdrawn", *CLAIMED)


def write(fields: tuple[str, ...], records: Iterable[Record], stream: IO[str]) -> None:
    """Write a row for each record, in row groups, to the bytes below the text stream.

    Raises:
        DatelineError: pyarrow is not installed, or the records are neither events nor deadlines.
    """
    pyarrow = _pyarrow()
    import pyarrow.parquet as files

    found, left = schema(fields), iter(records)
    with files.ParquetWriter(_below(stream), found, compression="zstd") as writer:
        while group := list(islice(_batches(pyarrow, found, left), _BATCHES_OF_A_GROUP)):
            writer.write_table(pyarrow.Table.from_batches(group), _BATCHES_OF_A_GROUP * _BATCH)


def table(fields: tuple[str, ...], records: Iterable[Record]) -> Any:
    """Return a table of Arrow with a row for each record, and the columns of a file.

    Raises:
        DatelineError: pyarrow is not installed.
    """
    pyarrow = _pyarrow()
    found = schema(fields)
    return pyarrow.Table.from_batches(_batches(pyarrow, found, iter(records)), found)


def schema(fields: tuple[str, ...]) -> Any:
    """Return the schema of the columns of a file of records with these fields.

    Raises:
        DatelineError: pyarrow is not installed.
    """
    return _schema(_pyarrow(), fields)


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise DatelineError("Parquet needs the package pyarrow", "pip install 'dateline[parquet]'") from None
    return pyarrow


def _below(stream: IO[str]) -> IO[bytes]:
    return cast("IO[bytes]", cast(io.TextIOWrapper, stream).buffer)


def _schema(pyarrow: Any, fields: tuple[str, ...]) -> Any:
    text, day, number = pyarrow.string(), pyarrow.date32(), pyarrow.float64()
    texts = pyarrow.list_(text)
    actors = pyarrow.list_(pyarrow.struct([(name, text) for name in ("id", "name", "role")]))
    citations = pyarrow.list_(pyarrow.struct([(name, text) for name in ("source", "locator", "quote")]))
    numbers = [(name, number) for name in ("value", "low", "high")]
    measures = pyarrow.list_(pyarrow.struct([("name", text), *numbers, ("unit", text)]))
    event = dict.fromkeys(EVENT_FIELDS, text) | {
        "earliest": day, "latest": day, "actors": actors, "themes": texts, "citations": citations, "measures": measures,
        **{field.name: {"number": number, "whole": pyarrow.int64()}.get(field.kind, text) for field in FIELDS},
    }  # fmt: skip
    of_actor = pyarrow.struct([("id", text), ("role", text)])
    said = dict.fromkeys(KEYS, text) | {
        "citation": pyarrow.int64(), "earliest": day, "latest": day, "actors": pyarrow.list_(of_actor),
        "measures": measures,
    }  # fmt: skip
    event |= {"verdict": text, "claims": pyarrow.list_(pyarrow.struct(list(said.items())))}
    deadline = dict.fromkeys((*DEADLINE_FIELDS, "horizon", *PROGRESS_FIELDS, *DERIVATION_FIELDS), text) | {
        "cutoff_from": day, "cutoff_to": day, "possible": texts, "days_overdue": pyarrow.list_(pyarrow.int64()),
        "hindsight": pyarrow.bool_(), "forecast": pyarrow.bool_(), "actors": actors, "themes": texts,
        "level": pyarrow.list_(pyarrow.int64()), "free": texts, "steps": texts,
    }  # fmt: skip
    types = event if set(fields) <= set(event) else deadline
    return pyarrow.schema([(name, types[name]) for name in fields])


def _batches(pyarrow: Any, schema: Any, records: Iterator[Record]) -> Iterator[Any]:
    while found := list(islice(records, _BATCH)):
        columns = [_column(found, field.name, field.type == pyarrow.date32()) for field in schema]
        arrays = [pyarrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        yield pyarrow.record_batch(arrays, schema=schema)


def _column(records: Sequence[Record], name: str, is_day: bool) -> list[Any]:
    if name == "claims":
        return [[_claim(each) for each in record[name]] for record in records]
    return [_day(record[name]) for record in records] if is_day else [record[name] for record in records]


def _claim(claim: Record) -> Record:
    return claim | {"earliest": _day(claim["earliest"]), "latest": _day(claim["latest"])}


@lru_cache(32_768)
def _day(text: str | None) -> date | None:
    """Return the day of the wire as readers of Parquet know days, None for one beyond them."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


# Reading.


def read(stream: IO[str]) -> Iterator[tuple[int, Record]]:
    """Yield (number of the row, event record) from the bytes below the text stream, a few thousand rows at a time.

    Texts may be of any type that can be written as text, as numbers and days can.

    Raises:
        InvalidRecords: the file is no Parquet, is cut or damaged, or lacks the columns `id`, `date` and `title`.
        DatelineError: pyarrow is not installed.
    """
    pyarrow = _pyarrow()
    import pyarrow.parquet as files

    name = str(getattr(stream, "name", "standard input"))
    with _plain(_below(stream)) as plain, _faults(pyarrow, name), files.ParquetFile(plain, buffer_size=_BUFFER) as file:
        _check(pyarrow, file.schema_arrow, name)
        columns = [column for column in _READ if column in file.schema_arrow.names]
        batches = file.iter_batches(_BATCH, columns=columns, use_threads=False)
        yield from enumerate(chain.from_iterable(_records(pyarrow, batch) for batch in batches), 1)


@contextmanager
def _plain(content: IO[bytes]) -> Iterator[IO[bytes]]:
    """Give `content`, or where one cannot go about in it (a pipe, a packed file) a copy of it."""
    if isinstance(content, io.BufferedReader | io.BytesIO) and content.seekable():
        yield content
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(content, copy)
        copy.seek(0)
        yield copy


@contextmanager
def _faults(pyarrow: Any, name: str) -> Iterator[None]:
    """Turn what pyarrow says of a file that is not as it should be into InvalidRecords."""
    try:
        yield
    except (pyarrow.ArrowException, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # not the file's fault, but the disk's
            raise
        reason = " ".join(str(error).split())
        raise InvalidRecords(
            [Fault(name, None, f"is not a Parquet file, or is truncated or damaged: {reason}")]
        ) from None


def _check(pyarrow: Any, schema: Any, name: str) -> None:
    """Check that the columns are those of events.

    Raises:
        InvalidRecords: a needed column is missing, or one of texts is of a type that has no plain text.
    """
    if missing := [column for column in _NEEDED if column not in schema.names]:
        raise InvalidRecords(
            [Fault(name, None, f"there is no column {', '.join(missing)}: this is not what dateline writes")]
        )
    if odd := [each for each in schema if each.name in _TEXTS and not _is_text(pyarrow.types, each.type)]:
        hint = "store it as text, for example 1999-09 for a date"
        raise InvalidRecords([Fault(name, None, f"column {each.name} is {each.type}, not text", hint) for each in odd])


def _is_text(types: Any, found: Any) -> bool:
    """Tell whether values of this type have one plain form as a text."""
    if types.is_dictionary(found):
        return _is_text(types, found.value_type)
    kinds = ("string", "large_string", "string_view", "integer", "date", "null")
    return any(getattr(types, f"is_{kind}")(found) for kind in kinds)


def _records(pyarrow: Any, batch: Any) -> Iterator[Record]:
    names = batch.schema.names
    columns = [
        (column.cast(pyarrow.string()) if name in _TEXTS else column).to_pylist()
        for name, column in zip(names, batch.columns, strict=True)
    ]
    return (dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True))
