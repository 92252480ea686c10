"""Our own CSV, read into a lake by DuckDB itself: several times as fast as row by row.

The engine takes a file only where nothing in it is out of the common, which is looked at before: every row sound, lists
without escapes, no measures, numbers and dates that say something. Any other file goes the way of all formats, which
also tells what is wrong with it, and where. Both ways give the same events; a property test holds them together.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from dateline.event_fields import CHOICES, DATES, DERIVED, FIELDS, NUMBERS
from dateline.formats.delimited.cell_values import UnfitError, edtf
from dateline.formats.delimited.header import Headed
from dateline.names import fold
from dateline.prepared_events import dated
from dateline.storage.engines.lakes.duck import import_duckdb, quoted
from dateline.storage.lake.dimensions import Dimensions
from dateline.wire import split_list
from dateline.wire_fields import EVENT_FIELDS

_CELLS = tuple(name for name in EVENT_FIELDS if name not in DERIVED)
_MORE = ("version", "withdrawn")
_CHUNK = 1 << 22
_FETCHED = 10_000

_EDGE = r"[^\\;()\"\s\x0b\x1c-\x1f\x{85}\p{Z}]"
_NAME = rf"{_EDGE}(?:[^\\;()\"]*{_EDGE})?"
_ACTOR = rf"{_NAME}(?: \({_NAME}\))?"
_CITED = rf"{_NAME}(?: \([^\\;()\"]+\))?(?: \"[^\\;()\"]+\")?"
_THEME = r"[^\\;\s\x0b\x1c-\x1f\x{85}\p{Z}](?:[^\\;]*[^\\;\s\x0b\x1c-\x1f\x{85}\p{Z}])?"
_LISTS = {"actors": _ACTOR, "themes": _THEME, "citations": _CITED}
_NUMBERS = {"number": (r"-?[0-9]{1,9}(?:\.[0-9]{1,15})?", "DOUBLE"), "whole": ("-?[0-9]{1,18}", "BIGINT")}
"""How the kinds of fields that are numbers are written, and their types."""

# Letters of ASCII are folded here as `fold` does, all others by `fold` itself.
_APART = "".join(chr(code) for code in range(1, 128) if not chr(code).isalnum())
_SAID = "CASE WHEN description = '' THEN title ELSE title || ' ' || description END"


def _common() -> str:
    """Return the condition of SQL under which a row is taken."""
    lists = (f"regexp_full_match({name}, {quoted(f'(?:{item}(?:; {item})*)?')})" for name, item in _LISTS.items())
    numbers = (
        f"regexp_full_match({field.name}, {quoted(f'(?:{_NUMBERS[field.kind][0]})?')})"
        for field in FIELDS
        if field.kind in _NUMBERS
    )
    within = (
        f"coalesce(abs(TRY_CAST({name} AS DOUBLE)), 0) <= {most}" for name, most in NUMBERS.items() if most is not None
    )
    short = (f"strlen({name}) <= 2600" for name in ("id", *_LISTS))
    return " AND ".join(
        [
            "id <> '' AND title <> '' AND date <> '' AND measures = ''",
            *(f"{name} IN {('', *choices)}" for name, choices in CHOICES.items()),
            "strlen(title) + strlen(description) <= 20000",
            *short,
            *numbers,
            *within,
            *lists,
        ]
    )


def take(duck: Any, file: str, draft: str, first: int, dimensions: Dimensions) -> int | None:
    """Copy the rows of `file` to Parquet, numbered from `first`; return how many, None when the file is not common.

    What the rows name is made in `dimensions`; the tables date_meaning and set_of get what their cells mean.
    """
    names = _header(file)
    if names is None or not _has_plain_lines(file):
        return None
    held = ", ".join(f"coalesce({name}, '') AS {name}" if name in names else f"'' AS {name}" for name in _CELLS)
    more = " OR ".join(f"coalesce({name}, '') <> ''" for name in _MORE if name in names) or "false"
    columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in names)
    how = "header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', strict_mode = true"
    rows = f"SELECT row_number() OVER () - 1 + {first} AS seq, {held}, ({more}) AS more"
    try:
        duck.execute(
            f"COPY ({rows} FROM read_csv({quoted(file)}, columns = {{{columns}}}, {how})) "
            f"TO {quoted(draft)} (FORMAT parquet, COMPRESSION lz4, ROW_GROUP_SIZE 61440)"
        )
        whole = f"SELECT count(*), count(*) FILTER (more OR NOT ({_common()})) FROM read_parquet({quoted(draft)})"
        number, uncommon = duck.execute(whole).fetchone()
    except import_duckdb().Error:
        return None
    if uncommon or not _dates(duck, draft):
        return None
    _names(duck, draft, dimensions)
    return int(number)


def _header(file: str) -> tuple[str, ...] | None:
    """Return the names of the columns; None when they are not those that dateline writes."""
    with open(file, encoding="utf-8", newline="") as stream:
        try:
            line = stream.readline(_CHUNK)
        except UnicodeDecodeError:
            return None
    names = tuple(next(csv.reader([line]), ())) if line.endswith("\n") else ()
    sound = len(set(names)) == len(names) and {"id", "date", "title"} <= set(names) <= {*EVENT_FIELDS, *_MORE}
    return names if sound else None


def _has_plain_lines(file: str) -> bool:
    """Tell whether a file has neither NUL bytes nor carriage returns."""
    with open(file, "rb") as stream:
        while chunk := stream.read(_CHUNK):
            if b"\0" in chunk or b"\r" in chunk:
                return False
    return True


def _distinct(duck: Any, expression: str, draft: str) -> Iterator[str]:
    cursor = duck.cursor()
    cursor.execute(f"SELECT DISTINCT {expression} FROM read_parquet({quoted(draft)})")
    while batch := cursor.fetchmany(_FETCHED):
        yield from (value for (value,) in batch)


def _dates(duck: Any, draft: str) -> bool:
    """Put what the dates mean into date_meaning; False when one of them is no date, or one of a field not as kept."""
    known = {text for (text,) in duck.execute("SELECT text FROM date_meaning").fetchall()}
    try:
        if any(text and edtf(text).edtf != text for name in DATES for text in _distinct(duck, name, draft)):
            return False
        found = [(text, *dated(edtf(text))) for text in _distinct(duck, "date", draft) if text not in known]
    except UnfitError:
        return False
    _insert(duck, "date_meaning", found)
    return True


def _names(duck: Any, draft: str, dimensions: Dimensions) -> None:
    for actor in _distinct(duck, "split_part(unnest(string_split(actors, '; ')), ' (', 1)", draft):
        if actor:
            dimensions.actor(actor, None)
    source = "split_part(split_part(unnest(string_split(citations, '; ')), ' \"', 1), ' (', 1)"
    dimensions.cite(filter(None, _distinct(duck, source, draft)))
    known = {text for (text,) in duck.execute("SELECT text FROM set_of").fetchall()}
    cells = (text for text in _distinct(duck, "themes", draft) if text and text not in known)
    _insert(duck, "set_of", [(text, dimensions.theme_set(tuple(split_list(text)))) for text in cells])


def _insert(duck: Any, table: str, rows: list[tuple[Any, ...]]) -> None:
    import pyarrow

    if rows:
        columns = [pyarrow.array(values) for values in zip(*rows, strict=True)]
        duck.register("given", pyarrow.table(columns, names=[f"c{number}" for number in range(len(columns))]))
        duck.execute(f"INSERT INTO {table} SELECT * FROM given")
        duck.unregister("given")


def prepare(duck: Any) -> None:
    """Make what `take` and `select` need: two tables, and a function."""
    bounds = "start_earliest BIGINT, start_latest BIGINT, end_earliest BIGINT, end_latest BIGINT"
    duck.execute(f"CREATE TABLE date_meaning (text VARCHAR, edtf VARCHAR, {bounds}, length_class SMALLINT)")
    duck.execute("CREATE TABLE set_of (text VARCHAR, num BIGINT)")
    duck.create_function("dateline_fold", fold, ["VARCHAR"], "VARCHAR")


def _folded(text: str) -> str:
    blanks = quoted(" " * len(_APART))
    plain = f"translate(lower({text}), {quoted(_APART)}, {blanks})"
    return f"CASE WHEN strlen({text}) = length({text}) THEN {plain} ELSE dateline_fold({text}) END"


def select(draft: str, file: int) -> str:
    """Return the SQL of what a draft says, with the columns of `staging`."""
    values = ", ".join(
        f"TRY_CAST(nullif(r.{field.name}, '') AS {_NUMBERS.get(field.kind, ('', 'VARCHAR'))[1]}) AS {field.name}"
        for field in FIELDS
    )
    actors = """CASE WHEN r.actors = '' THEN [] ELSE list_transform(string_split(r.actors, '; '), lambda each:
        {'actor': split_part(each, ' (', 1),
         'role': nullif(rtrim(split_part(each, ' (', 2), ')'), '')}) END AS actors"""
    cited = """CASE WHEN r.citations = '' THEN [] ELSE list_transform(string_split(r.citations, '; '), lambda each:
        {'source': split_part(split_part(each, ' "', 1), ' (', 1),
         'locator': nullif(rtrim(split_part(split_part(each, ' "', 1), ' (', 2), ')'), ''),
         'quote': nullif(rtrim(split_part(each, ' "', 2), '"'), '')}) END AS citations"""
    none = "[]::STRUCT(measure BIGINT, value DOUBLE, low DOUBLE, high DOUBLE)[] AS measures"
    return f"""SELECT r.seq, {file}::INT AS file, NULL::BIGINT AS line, r.id, r.title, d.edtf AS date,
        d.start_earliest, d.start_latest, d.end_earliest, d.end_latest, d.length_class, {values},
        NULL::BIGINT AS version,
        s.num AS theme_set, {_folded(f"({_SAID})")} AS words, {_folded("r.place")} AS place_words,
        NULL::VARCHAR AS verdict, NULL::VARCHAR AS claims,
        {actors}, {cited}, {none}
        FROM read_parquet({quoted(draft)}) r JOIN date_meaning d ON d.text = r.date
        LEFT JOIN set_of s ON s.text = r.themes"""


def line_of(file: str, place: int) -> int:
    """Return the line of the row at a place, counted from 0 below the header."""
    with open(file, encoding="utf-8", newline="") as stream:
        for number, (line, _) in enumerate(Headed(stream, ",").rows):
            if number == place:
                return line
    raise ValueError(f"{file} has no row {place}")
