"""Measures of events as they are read: names, the lists of some events, and the values of what is asked of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dateline.errors import Ambiguous, NotFound
from dateline.storage.engines.connection import Connection
from dateline.wire_fields import Record

if TYPE_CHECKING:
    from dateline.measures.conditions import Condition, Wanted


class Measures:
    """Reads measures over one open connection; where there are none, it asks once and no more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def names(self) -> dict[int, tuple[str, str]]:
        """The names and units of all measures by their numbers."""
        return {num: (name, unit) for num, name, unit in self._connection.rows("measure_names")}

    def of(self, values: Mapping[str, Any]) -> Mapping[int, list[Record]]:
        """Return the measures on the wire of the events in the parameter `events`, in order of their names."""
        found: dict[int, list[Record]] = defaultdict(list)
        if not self.names:
            return found
        from dateline.measures import record_of

        for event, measure, value, low, high in self._connection.rows("measures_of", (), values):
            name, unit = self.names[measure]
            found[event].append(record_of(name, value, low, high, unit))
        for records in found.values():
            if len(records) > 1:
                records.sort(key=lambda record: str(record["name"]))
        return found

    def cells(self, numbers: Sequence[int]) -> Sequence[str | None]:
        """Return the cell of the measures of each event."""
        if not self.names:
            return [None] * len(numbers)
        from dateline.measures import measure_text

        found = self.of({"events": self._connection.engine.numbers % ",".join(map(str, numbers))})
        return ["; ".join(map(measure_text, found[num])) if num in found else None for num in numbers]

    def values(self, conditions: Iterable[Condition]) -> dict[str, Any]:
        """Return the values of the parameters by which statements ask for measures.

        Raises:
            NotFound, Ambiguous: as for `number`.
        """
        found: dict[str, Any] = {}
        for i, (wanted, _, bound) in enumerate(conditions):
            found |= {f"measure{i}": self.number(wanted), f"bound{i}": bound}
        return found

    def number(self, wanted: Wanted) -> int:
        """Return the number of a measure.

        Raises:
            NotFound: no event has it, or none in that unit; the hint lists what there is.
            Ambiguous: it is given in several units, which cannot be compared.
        """
        units = {unit: num for num, (name, unit) in self.names.items() if name == wanted.name}
        if not units:
            raise NotFound(f"no event has the measure {wanted.name!r}", self._existing(wanted.name))
        if wanted.unit in units:
            return units[wanted.unit]
        shown = ", ".join(f"'{wanted.name} [{unit}]'" for unit in sorted(units))
        if wanted.unit is not None:
            raise NotFound(f"no event has the measure {str(wanted)!r}", f"there is {shown}")
        if len(units) > 1:
            said = ", ".join(unit or "no unit" for unit in sorted(units))
            raise Ambiguous(f"{wanted.name} is given in several units: {said}", f"name one: {shown}")
        return next(iter(units.values()))

    def unit(self, wanted: Wanted) -> str:
        """Return the unit of a measure, empty for none; raises as `number` does."""
        return self.names[self.number(wanted)][1]

    def _existing(self, name: str) -> str:
        from dateline.names import nearest

        names = sorted({each for each, _ in self.names.values()})
        if not names:
            return "no event has a measure"
        near = nearest(name, names, 1)
        return (f"did you mean {near[0]!r}? " if near else "") + f"measures: {', '.join(names)}"
