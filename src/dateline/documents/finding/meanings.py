"""What a reading of an expression gives, and the readers of all shapes."""

from __future__ import annotations

from collections.abc import Callable

from dateline.documents.finding import counted_times, holidays, named_times, years
from dateline.documents.finding.context import Context
from dateline.documents.finding.meaning import Meaning
from dateline.documents.finding.parts import Parts
from dateline.documents.finding.surroundings import Surroundings

Reader = Callable[[Parts, Context, Surroundings], "Meaning | list[Meaning] | None"]

READERS: dict[str, Reader] = {
    **named_times.READERS, **years.READERS, **holidays.READERS, **counted_times.READERS
}  # fmt: skip
"""The reader of each shape of the grammar, by its name."""


def meanings(shape: str, parts: Parts, context: Context, around: Surroundings) -> list[Meaning]:
    """Return what an expression of a shape means: nothing, a time, or the two ends of a span."""
    found = READERS[shape](parts, context, around)
    if found is None:
        return []
    return [found] if isinstance(found, Meaning) else found
