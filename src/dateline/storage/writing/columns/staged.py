"""A file of events that are ready to be written: a database of SQLite, whose numbers are its own."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any, NamedTuple

from dateline.event_fields import FIELDS
from dateline.prepared_events import COLUMNS, ID
from dateline.storage.schema.event_lists import TABLES

VALUES = COLUMNS[ID:]
"""The columns of an event that are the same wherever it goes."""
_KINDS = {field.name: {"number": "REAL", "whole": "INTEGER"}.get(field.kind, "TEXT") for field in FIELDS}
_NUMBERS = ("start_earliest", "start_latest", "end_earliest", "end_latest", "length_class", "version")
KINDS = {"num": "INTEGER", "line": "INTEGER", "theme_set": "INTEGER"} | {
    name: "INTEGER" if name in _NUMBERS else _KINDS.get(name, "TEXT") for name in VALUES
}
"""The columns of `event` in a file, with what they hold."""
LISTS = {name: TABLES[name] for name in ("participant", "event_citation", "event_measure")}
"""The lists of events, with the columns that a database has for them."""
MOST_FILES = 7
"""So many files a text gives at most: SQLite opens ten beside its own and holds them; three are for what is offered."""
_NEEDED = ("adbc_driver_sqlite", "numpy", "pyarrow")


class Staged(NamedTuple):
    """Events in a `file`: so many of them, and what they name; plain values alone, so that they pass between processes.

    The tables are `event` (KINDS, num from 0), `event_text` (num, words, place_words) if it has `words`, and LISTS,
    each with event and seq. Their numbers of actors, sets of themes and measures are places in the lists of all that
    the files of this text have named so far: `actors` (id, name), `sets` and `measures` (name, unit) are those that
    come with this file. `dates` are those with more than figures. `between` are the rows among the events that are
    none.
    """

    file: str
    number: int
    undated: int
    words: bool
    actors: list[tuple[str, str | None]]
    sets: list[tuple[str, ...]]
    measures: list[tuple[str, str | None]]
    sources: list[str]
    dates: list[str]
    between: list[Any]


def available() -> bool:
    """Tell whether the packages are installed that files of events need."""
    return all(map(find_spec, _NEEDED))
