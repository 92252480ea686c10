"""Compiled statements, kept between runs so that a warm query need not import SQLAlchemy.

A plan is the SQL text of one statement *shape* for one engine; every value is a bound parameter. Plans live in one
JSON file in the user's cache folder, with the time and size of each source file that decides what a statement says:
after a change of one of them the file starts anew. A cache that cannot be read or written is done without.
"""

from __future__ import annotations

import json
import os
from _thread import allocate_lock, get_ident
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dateline import __version__
from dateline.light_classes import NamedTuple
from dateline.platforms import user_folder
from dateline.storage.statements.shapes import Shape

_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
"""The folder of the package dateline."""


class Plan(NamedTuple):
    """SQL text with named parameters, the values that belong to the shape itself, and the tables that are read."""

    sql: str
    constants: Mapping[str, object]
    tables: Sequence[str]


def _state(name: str) -> list[int]:
    """Return the time and size of a file of the package."""
    found = os.stat(os.path.join(_PACKAGE, name))
    return [found.st_mtime_ns, found.st_size]


def _is_fresh(stamp: Mapping[str, Any]) -> bool:
    """Return whether the program is still the one that made the plans with this stamp."""
    return stamp["version"] == __version__ and all(_state(name) == state for name, state in stamp["files"].items())


class Plans:
    """The plans of one engine, compiled when first asked for."""

    def __init__(self, dialect: str) -> None:
        self._dialect = dialect
        self._file = os.path.join(user_folder("CACHE"), f"plans-{dialect}.json")
        self._known = self._read()
        self._asked: dict[tuple[str, Shape], Plan] = {}
        self._turn = allocate_lock()
        self.change: Callable[[str], str] | None = None
        """What is done to the text of a statement that was not asked for before; it is not kept."""

    def plan(self, name: str, shape: Shape) -> Plan:
        """Return the plan of statement `name` (a function in `registry`) in `shape`."""
        plan = self._asked.get((name, shape))
        if plan is None:
            with self._turn:  # tables are read by several threads
                plan = self._asked[name, shape] = self._made(name, shape)
        return plan

    def _made(self, name: str, shape: Shape) -> Plan:
        key = json.dumps([name, *shape])
        if key not in self._known:
            self._known |= self._read()  # another connection may have asked meanwhile, and wrote what it knew
        if key not in self._known:
            from dateline.storage.statements.registry import compiled

            self._known[key] = compiled(name, shape, self._dialect)
            self._write()
        plan = Plan(*self._known[key])
        return plan._replace(sql=self.change(plan.sql)) if self.change else plan

    def _read(self) -> dict[str, Any]:
        try:
            with open(self._file, "rb") as file:
                content = json.loads(file.read())
            return dict(content["plans"]) if _is_fresh(content["stamp"]) else {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return {}

    def _write(self) -> None:
        from dateline.storage.statements.sources import sources

        draft = f"{self._file}.{os.getpid()}.{get_ident()}"
        try:
            stamp = {"version": __version__, "files": {name: _state(name) for name in sources(_PACKAGE)}}
            os.makedirs(os.path.dirname(self._file), exist_ok=True)
            with open(draft, "w", encoding="utf-8") as file:
                json.dump({"stamp": stamp, "plans": self._known}, file)
            os.replace(draft, self._file)
        except OSError:
            if os.path.exists(draft):
                os.unlink(draft)
