"""What is told of imported files though no row was refused: counts of what was left out, and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from dateline.formats.incoming import Told


class _Place(NamedTuple):
    number: int
    file: str
    line: int


class Remarks:
    """Counts what is told, equal things once, with the first file and line of each."""

    def __init__(self) -> None:
        self._left_out: dict[str, int] = {}
        self._said: dict[str, _Place] = {}

    def take(self, file: str, told: Told) -> None:
        """Count one thing."""
        if told.left_out:
            self._left_out[told.what] = self._left_out.get(told.what, 0) + 1
            return
        number, first, line = self._said.get(told.what, _Place(0, file, told.line))
        self._said[told.what] = _Place(number + 1, first, line)

    def lines(self) -> list[str]:
        """Return the lines for the user, the sentences first.

        >>> from dateline.formats.incoming import Told
        >>> remarks = Remarks()
        >>> for line in (4, 9): remarks.take("a.ics", Told(line, "UID is missing"))
        >>> remarks.take("a.ics", Told(5, "VALARM", left_out=True))
        >>> remarks.lines()
        ['a.ics:4: UID is missing (and 1 more)', 'left out: 1 VALARM']
        """
        said = [
            f"{file}:{line}: {what}" + (f" (and {number - 1} more)" if number > 1 else "")
            for what, (number, file, line) in self._said.items()
        ]
        counted = ", ".join(f"{number} {_plural(what, number)}" for what, number in self._left_out.items())
        return [*said, *([f"left out: {counted}"] if counted else [])]

    def record(self) -> dict[str, Any]:
        """Return what a report adds: `left_out` with numbers by name, `told` as a list; nothing where there is none."""
        told = [{"what": what, **place._asdict()} for what, place in self._said.items()]
        return {name: found for name, found in (("left_out", self._left_out), ("told", told)) if found}


def _plural(what: str, number: int) -> str:
    """Return the name of a thing for a number of it; names in capitals are those of a format and stay as they are."""
    return f"{what}s" if number > 1 and what.islower() else what
