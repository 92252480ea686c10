"""Compiled statements, kept between runs so that a warm query need not import SQLAlchemy.

A plan is the SQL text of one statement *shape* for one engine; every value is a bound parameter. Plans live in one
JSON file in the user's cache folder, named by what they depend on: a change of the program or the schema starts a
new file. A cache that cannot be read or written is done without.
"""

from __future__ import annotations

import json
import os
from _thread import get_ident
from collections.abc import Mapping
from typing import NamedTuple

from dateline import __version__
from dateline.storage.shapes import Shape

_BUILDERS = (
    "statements",
    "event_statements",
    "single_statements",
    "states",
    "tables",
    "date_columns",
    "../lengths",
    "filters",
    "list_cells",
    "shapes",
    "text_index",
    "lake/dialects",
)
"""The modules that decide what a statement's text is."""


class Plan(NamedTuple):
    """SQL text with named parameters, and the values that belong to the shape itself."""

    sql: str
    constants: Mapping[str, object]


def _stamp() -> str:
    """Return a text that changes whenever the code that builds statements may have changed."""
    folder = os.path.dirname(__file__)
    states = (os.stat(os.path.join(folder, f"{name}.py")) for name in _BUILDERS)
    return "-".join([__version__, *(f"{state.st_mtime_ns:x}{state.st_size:x}" for state in states)])


def _cache_folder() -> str:
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "dateline")


class Plans:
    """The plans of one engine (`sqlite` or `postgresql`), compiled when first asked for."""

    def __init__(self, dialect: str) -> None:
        self._dialect = dialect
        self._file = os.path.join(_cache_folder(), f"plans-{dialect}.json")
        self._stamp = _stamp()
        self._known = self._read()
        self._asked: dict[tuple[str, Shape], Plan] = {}

    def plan(self, name: str, shape: Shape) -> Plan:
        """Return the plan of statement `name` (a function of `dateline.storage.statements`) in `shape`."""
        plan = self._asked.get((name, shape))
        if plan is None:
            plan = self._asked[name, shape] = Plan(*self._found(json.dumps([name, *shape]), name, shape))
        return plan

    def _found(self, key: str, name: str, shape: Shape) -> tuple[str, Mapping[str, object]]:
        found = self._known.get(key)
        if found is None:
            from dateline.storage import statements

            found = self._known[key] = statements.compiled(name, shape, self._dialect)
            self._write()
        return found

    def _read(self) -> dict[str, tuple[str, Mapping[str, object]]]:
        try:
            with open(self._file, "rb") as file:
                content = json.loads(file.read())
            return dict(content["plans"]) if content["stamp"] == self._stamp else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def _write(self) -> None:
        draft = f"{self._file}.{os.getpid()}.{get_ident()}"
        try:
            os.makedirs(os.path.dirname(self._file), exist_ok=True)
            with open(draft, "w", encoding="utf-8") as file:
                json.dump({"stamp": self._stamp, "plans": self._known}, file)
            os.replace(draft, self._file)
        except OSError:
            if os.path.exists(draft):
                os.unlink(draft)
