"""The tables [[measures]] of a mapping: which columns have numbers of an event, and what their cells say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.formats.curated.table_fields import Fields
from dateline.formats.delimited.cell_values import UnfitError
from dateline.formats.delimited.layout import Layout
from dateline.formats.delimited.mapped_numbers import number_hint, number_text, points_part_fractions
from dateline.measures import NAME_HINT, in_order, is_name, measure
from dateline.model import Measure

_COLUMNS = ("column", "low", "high")
_Template = TypeVar("_Template")


@dataclass(frozen=True, slots=True)
class MeasureRule(Generic[_Template]):
    """A measure: its name and unit, and the columns of value, low and high, None for one that is not there.

    `event` is the section whose event it measures, None for those of all.
    """

    name: str
    unit: str | None
    columns: tuple[_Template | None, ...]
    event: str | None = None


def read_measures(
    tables: Iterable[Fields], template: Callable[[Fields, str], _Template | None], events: Collection[str]
) -> tuple[MeasureRule[_Template], ...]:
    """Return the rules of the tables [[measures]]; `template` reads a column, `events` are the sections there are."""
    found: dict[str, MeasureRule[_Template]] = {}
    for fields in tables:
        name, unit = fields.text("name", required=True), fields.text("unit")
        columns = tuple(template(fields, key) if key in fields else None for key in _COLUMNS)
        if name and not is_name(name):
            fields.fault("name", f"{name!r} is not the name of a measure", NAME_HINT)
        if name in found:
            fields.fault("name", f"measure {name} comes twice", "low and high are keys of the same table")
        if not any(key in fields for key in _COLUMNS):
            fields.fault(None, "column is missing", "give the column of the value, or those of low and high")
        event = fields.text("event")
        if event is not None and event not in events:
            fields.fault("event", f"no section [[event]] has the suffix {event!r}", ", ".join(events) or None)
        fields.finish()
        if name:
            found[name] = MeasureRule(name, unit, columns, event)
    return tuple(found.values())


Fill = Callable[[Sequence[str]], str]


class MeasureCells(Generic[_Template]):
    """Gives the measures of the cells of a row; one whose cells are all empty is left out.

    `filler` binds a column to the cells; `layout` says how numbers are written.
    """

    def __init__(
        self, rules: Iterable[MeasureRule[_Template]], filler: Callable[[_Template], Fill], layout: Layout
    ) -> None:
        self._bound = [
            (rule, [None if column is None else filler(column) for column in rule.columns]) for rule in rules
        ]
        self._layout = layout
        self._settled = dict.fromkeys((rule.name for rule, _ in self._bound), layout.tells_numbers)

    def weigh(self, rows: Sequence[Sequence[str]]) -> None:
        """Look at the cells of some rows for what a point in each column parts, if the mapping does not say it."""
        for rule, fills in self._bound:
            texts = (fill(cells).strip() for cells in rows for fill in fills if fill)
            self._settled[rule.name] = self._layout.tells_numbers or points_part_fractions(texts)

    def __call__(self, cells: Sequence[str]) -> tuple[Measure, ...]:
        """Return the measures of a row; raises UnfitError."""
        found: list[Measure] = []
        for rule, fills in self._bound:
            texts = [fill(cells) if fill else "" for fill in fills]
            found += self.read(rule, texts)
        return in_order(found)

    def settled(self, rule: MeasureRule[_Template]) -> bool:
        """Tell whether a point in the column of a rule is known to part the fraction."""
        return self._settled[rule.name]

    def read(self, rule: MeasureRule[_Template], texts: Sequence[str]) -> tuple[Measure, ...]:
        """Return the measure of a rule that texts give, none if all are empty; raises UnfitError."""
        return (self._measure(rule, texts),) if any(texts) else ()

    def _measure(self, rule: MeasureRule[_Template], texts: Sequence[str]) -> Measure:
        settled = self._settled[rule.name]
        value, low, high = (number_text(rule.name, text, self._layout, settled=settled) or None for text in texts)
        try:
            return measure(rule.name, value, low, high, rule.unit)
        except ValueError as error:
            raise UnfitError(str(error), number_hint(texts)) from None
