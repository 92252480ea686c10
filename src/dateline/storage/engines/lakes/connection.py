"""What all engines share that read a lake: a connection whose tables are views of files of the manifest."""

from __future__ import annotations

import re
import threading
import time
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.dates import FAR_PAST
from dateline.dates.calendar import AFTER_ALL
from dateline.length_classes import GAPPED
from dateline.storage.engines.connection import Connection, Row, errors_of
from dateline.storage.engines.engine import Engine
from dateline.storage.engines.lakes.manifest import DataFile, Manifest
from dateline.storage.engines.lakes.pruning import foremost, wanted
from dateline.storage.engines.lakes.words import spread
from dateline.storage.statements.plans import Plan
from dateline.storage.statements.shapes import EventShape, Shape

if TYPE_CHECKING:
    from dateline.storage.engines.arrow import Tables

_NONE: Mapping[str, object] = {}
_PARAMETER = re.compile(r"[:$](\w+)")
_OF_DEADLINES = "judgements"
"""The statement that lists deadlines, of which a lake has none; it relies on keys, which files do not have."""


def _descends(shape: Shape) -> bool:
    return isinstance(shape, EventShape) and shape.descending


def _takes_all(shape: Shape) -> bool:
    """Tell whether a query has no filter at all, and begins at its beginning."""
    if not isinstance(shape, EventShape) or not shape.limited or shape.continued or shape.gaps is not None:
        return False
    filters = (shape.actors, shape.themes, shape.sources, shape.places, shape.texts, shape.wheres)
    without = (shape.not_actors, shape.not_themes, shape.kinds, shape.confidences, shape.sought, shape.areas)
    return shape.timeless and not any((*filters, *without, shape.only, shape.without)) and shape.match == "possible"


class LakeConnection(Connection):
    """An open lake: before each statement, its tables are set to the files that can hold what it asks for."""

    together = lines_together = 10_000

    def __init__(self, raw: Any, engine: Engine, url: str, manifest: Manifest) -> None:
        super().__init__(raw, engine, url)
        self.manifest = manifest
        self._files: dict[str, list[DataFile]] = {}
        for file in manifest.files:
            self._files.setdefault(file.table, []).append(file)
        self._views: dict[str, tuple[str, ...]] = {}
        self._gapped = any(file.rows for file in self._files["event"] if file.length_class == GAPPED)

    def recover(self) -> None:
        """Let statements run again; the same state of the lake is seen."""

    @contextmanager
    def _ended_by(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """Call `interrupt` when the time for statements is over, unless the work within is done before."""
        self._check_time()
        if self._until is None:
            yield
            return
        clock = threading.Timer(max(0.001, self._until - time.monotonic()), interrupt)
        clock.start()
        try:
            yield
        finally:
            clock.cancel()

    def tables(self) -> AbstractContextManager[Tables | None]:
        """Give None: rows are read, unless the engine says otherwise."""
        return nullcontext()

    @abstractmethod
    def _execute(self, sql: str, values: Mapping[str, Any]) -> Iterator[Row]:
        """Run a statement and yield its rows."""

    @abstractmethod
    def _set_view(self, table: str, files: Sequence[DataFile]) -> None:
        """Let the name of a table stand for the rows of these files."""

    def rows(
        self, name: str, shape: Shape = (), values: Mapping[str, object] = _NONE, *, many: bool = False
    ) -> Iterator[Row]:
        """Yield the rows of statement `name` in `shape`, with `values` for its parameters.

        Raises:
            DatabaseError: a file is missing or is another one, or the engine fails.
        """
        if name == _OF_DEADLINES or (isinstance(shape, EventShape) and shape.gaps and not self._gapped):
            return  # there is none
        with errors_of(self.url):
            yield from self._in_time(self._execute(*self._prepared(name, shape, values)))

    def fetched(self, name: str, shape: Shape = (), values: Mapping[str, object] = _NONE) -> list[Row]:
        """Return the rows of a statement at once; its views are set as for `rows`."""
        return list(self.rows(name, shape, values))

    def _prepared(self, name: str, shape: Shape, values: Mapping[str, object]) -> tuple[str, dict[str, Any]]:
        """Set the views that a statement reads, and return its SQL with the values of its parameters."""
        known = self._known_shape(shape, values)
        plan = self._plan(name, known, values)
        first = values.get("limit") if name == "events" and _takes_all(known) else None
        return plan.sql, self._ready(plan, values, first, descending=_descends(shape))

    def batches(
        self, name: str, shape: Shape, values: Mapping[str, object], size: int, *, many: bool = True
    ) -> Iterator[list[Row]]:
        """Yield the rows of a statement as `rows` does, `size` at a time."""
        rows = self.rows(name, shape, values, many=many)
        while batch := list(islice(rows, size)):
            yield batch

    def run(self, sql: str, values: Mapping[str, object] = _NONE) -> list[Row]:
        """Return the rows of the fixed text `sql`, with `values` for its parameters, written :name.

        Raises:
            DatabaseError: as for `rows`.
        """
        at_most = [table for table in self._files if table in sql]  # no table is read without its name
        with errors_of(self.url):
            return list(self._execute(self._fixed(sql), self._ready(Plan(sql, {}, at_most), values)))

    def explain(self, name: str, shape: Shape, values: Mapping[str, object]) -> tuple[str, list[str]]:
        """Return the SQL of a statement, and the engine's plan for it, a line a step.

        Raises:
            DatabaseError: as for `rows`.
        """
        plan = self._plan(name, self._known_shape(shape, values), values)
        with errors_of(self.url):
            used = self._ready(plan, values)
            steps = self.engine.steps(self._execute(f"{self.engine.explain} {plan.sql}", used))
        files = sum(len(self._views[table]) for table in plan.tables)
        return plan.sql, [f"files read at most: {files}", *steps]

    def _plan(self, name: str, shape: Shape, values: Mapping[str, object]) -> Plan:
        """Return the plan of a statement, which asks the index for the words of its patterns."""
        plan = self._plans.plan(name, shape)
        sql, words = spread(plan.sql, values)
        return plan._replace(sql=sql, constants={**plan.constants, **words})

    def _known_shape(self, shape: Shape, values: Mapping[str, object]) -> Shape:
        """Return the shape for engines of columns; where nobody belongs to anybody, members are oneself.

        What lies in all of time does so for certain, and no range need be looked at; nor need gaps, where no date has
        any, unless days are counted without them.
        """
        if not isinstance(shape, EventShape):
            return shape
        members = shape.members and any(file.rows for file in self._files["belonging"])
        timeless = (values["reach0"], values["until"]) == (FAR_PAST, AFTER_ALL)
        gaps = shape.gaps if self._gapped or shape.counted else shape.gaps or None
        return shape._replace(members=members, scanned=True, timeless=timeless, gaps=gaps)

    def _ready(
        self, plan: Plan, values: Mapping[str, Any], first: Any = None, *, descending: bool = False
    ) -> dict[str, Any]:
        """Set the views that a plan reads by the values, and return those that its SQL has parameters for.

        With `first` it asks for so many events, the first or the last of all.
        """
        values = {**plan.constants, **values}
        for table in plan.tables:
            chosen = wanted(self._files[table], values)
            if first is not None and table == "event":
                chosen = foremost(chosen, first, descending=descending)
            chosen = chosen or self._files[table][:1]
            paths = tuple(file.path for file in chosen)
            if self._views.get(table) != paths:
                self._set_view(table, chosen)
                self._views[table] = paths
        return {name: values[name] for name in set(_PARAMETER.findall(plan.sql)) & values.keys()}
