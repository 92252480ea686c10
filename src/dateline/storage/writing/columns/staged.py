"""Events that are staged, ready to be written together."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any, NamedTuple

from dateline.event_fields import FIELDS
from dateline.prepared_events import COLUMNS, ID
from dateline.storage.schema import event_lists

VALUES = COLUMNS[ID:]
"""The columns of an event that are the same wherever it goes."""
_KINDS = {field.name: {"number": "REAL", "whole": "INTEGER"}.get(field.kind, "TEXT") for field in FIELDS}
_NUMBERS = ("start_earliest", "start_latest", "end_earliest", "end_latest", "length_class", "version")
KINDS = {"num": "INTEGER", "line": "INTEGER", "theme_set": "INTEGER"} | {
    name: "INTEGER" if name in _NUMBERS else _KINDS.get(name, "TEXT") for name in VALUES
}
"""The columns of `event` among staged events, with what they hold."""
LISTS = {name: event_lists.TABLES[name] for name in ("participant", "event_citation", "event_measure")}
"""The lists of events, with the columns that a database has for them."""
TABLES = {
    "event": KINDS,
    "event_text": {"num": "INTEGER", "words": "TEXT", "place_words": "TEXT"},
    "participant": {"event": "INTEGER", "seq": "INTEGER", "actor": "INTEGER", "role": "TEXT"},
    "event_citation": {"event": "INTEGER", "seq": "INTEGER", **dict.fromkeys(("source", "locator", "quote"), "TEXT")},
    "event_measure": {
        "event": "INTEGER", "seq": "INTEGER", "measure": "INTEGER", **dict.fromkeys(("value", "low", "high"), "REAL"),
    },
}  # fmt: skip
"""The columns of the tables of staged events, with what they hold."""
MOST_FILES = 7
"""So many files a text gives at most: SQLite opens ten beside its own and holds them; three are for what is offered."""
_NEEDED = ("adbc_driver_sqlite", "numpy", "pyarrow")


class Staged(NamedTuple):
    """Staged events: so many of them, and what they name; plain values alone, so that they pass between processes.

    They are in a `file`, a database of SQLite, or in `tables`, messages of Arrow by the names of the tables: `event`
    (KINDS, num from 0), `event_text` (num, words, place_words) if it has `words`, and LISTS, each with event and seq.
    Their numbers of actors, sets of themes and measures are places in the lists of all that was staged of this text so
    far: `actors` (id, name), `sets` and `measures` (name, unit) are those that come with these. `dates` are those with
    more than figures. `between` are the rows among the events that are none. If the events are `apart`, each surely has
    another id than all before it in the text.
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
    apart: bool
    tables: dict[str, bytes]


def available() -> bool:
    """Tell whether the packages are installed that files of events need."""
    return all(map(find_spec, _NEEDED))
