"""Rows that give several events each: one for each section of a mapping whose date the row has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from dateline.formats.delimited.cell_values import NoDateError, UnfitError
from dateline.formats.delimited.header import Uneven, read_items, record
from dateline.formats.delimited.tabular import Row
from dateline.formats.incoming import Incoming, Item, Rejected, Told

_REPEATED = (
    "several events of a row have its measures, so a sum counts them more than once: set event in [[measures]] to the "
    "suffix of the one that they measure"
)


class Section(NamedTuple):
    """The name of a section, and how it reads a row: `read(line, *pick(cells))` raises UnfitError."""

    name: str
    pick: Callable[[Sequence[str]], tuple[str, ...]]
    read: Callable[..., Incoming]


def several_events(
    found: Iterable[Row], names: Sequence[str], sections: Sequence[Section], uneven: Uneven
) -> Iterator[Item]:
    """Yield the events of each row in the order of the sections.

    A section without a date gives no event, which is told. A row without any is rejected, and a section that cannot be
    read is rejected alone; what several sections cannot read for one reason is rejected once.
    """

    def read(line: int, *cells: str) -> Any:  # a list of items
        return _of_row(line, cells, names, sections)

    for item in read_items(found, names, range(len(names) + 1), read, uneven, frozenset()):
        if isinstance(item, list):
            yield from item
        else:
            yield item


def _of_row(line: int, cells: Sequence[str], names: Sequence[str], sections: Sequence[Section]) -> list[Item]:
    events: list[Item] = []
    without: list[Item] = []
    unfit: dict[tuple[str, str | None], list[str]] = {}
    for section in sections:
        try:
            events.append(section.read(line, *section.pick(cells)))
        except NoDateError:
            without.append(Told(line, f"a row has no date for the section {section.name!r}, which gives no event"))
        except UnfitError as error:
            unfit.setdefault((error.reason, error.hint), []).append(section.name)
    if len(without) == len(sections):
        raise UnfitError(f"there is no date for any of {', '.join(section.name for section in sections)}")
    if not events and len(unfit) == 1 and len(next(iter(unfit.values()))) > 1:  # what all that have a date share
        raise UnfitError(*next(iter(unfit)))
    if sum(isinstance(each, Incoming) and each.event.measures != () for each in events) > 1:
        without.append(Told(line, _REPEATED))
    row = record(names, cells[:-1])
    rejected = (
        Rejected(line, f"{', '.join(names)}: {reason}", row, hint) for (reason, hint), names in unfit.items()
    )  # fmt: skip
    return [*events, *without, *rejected]
