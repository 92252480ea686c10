"""The numbers of measures: each name with a unit has one."""

from __future__ import annotations

import sqlalchemy as sa

from dateline.storage.engines.writing import append
from dateline.storage.schema.tables import event_measure, measure


class MeasureNumbers:
    """Gives numbers to names with units, and writes those that are new when told to."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        of = measure.c
        self._known = {(name, unit): num for num, name, unit in connection.execute(sa.select(of.num, of.name, of.unit))}
        self._next = max(self._known.values(), default=0) + 1
        self._new: list[tuple[int, str, str]] = []

    def number(self, name: str, unit: str | None) -> int:
        """Return the number of a measure."""
        found = self._known.get((name, unit or ""))
        return self._new_number(name, unit or "") if found is None else found

    def _new_number(self, name: str, unit: str) -> int:
        found = self._known[name, unit] = self._next
        self._new.append((found, name, unit))
        self._next += 1
        return found

    def write(self) -> None:
        """Write the measures that are new."""
        append(self._connection, "measure", ("num", "name", "unit"), self._new)
        self._new = []


def forget_unused(connection: sa.Connection) -> None:
    """Remove the measures that no event has any more."""
    used = sa.select(event_measure.c.measure).distinct()
    connection.execute(sa.delete(measure).where(measure.c.num.not_in(used)))
