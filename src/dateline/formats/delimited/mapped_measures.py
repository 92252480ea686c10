"""The tables [[measures]] of a mapping: which columns have numbers of an event, and what their cells say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.formats.curated.table_fields import Fields
from dateline.formats.delimited.cell_values import UnfitError
from dateline.measures import NAME_HINT, in_order, is_name, measure
from dateline.model import Measure

_COLUMNS = ("column", "low", "high")
_Template = TypeVar("_Template")


@dataclass(frozen=True, slots=True)
class MeasureRule(Generic[_Template]):
    """A measure: its name and unit, and the columns of value, low and high, None for one that is not there."""

    name: str
    unit: str | None
    columns: tuple[_Template | None, ...]


def read_measures(
    tables: Iterable[Fields], template: Callable[[Fields, str], _Template | None]
) -> tuple[MeasureRule[_Template], ...]:
    """Return the rules of the tables [[measures]]; `template` reads a column."""
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
        fields.finish()
        if name:
            found[name] = MeasureRule(name, unit, columns)
    return tuple(found.values())


Fill = Callable[[Sequence[str]], str]


def measures_of(
    rules: Iterable[MeasureRule[_Template]], filler: Callable[[_Template], Fill], *, commas: bool
) -> Callable[[Sequence[str]], tuple[Measure, ...]]:
    """Return what gives the measures of the cells of a row; one whose cells are all empty is left out.

    `filler` binds a column to the cells. With `commas` numbers have decimal commas.
    """
    bound = [(rule, [None if column is None else filler(column) for column in rule.columns]) for rule in rules]

    def read(cells: Sequence[str]) -> tuple[Measure, ...]:
        found = []
        for rule, fills in bound:
            texts = [fill(cells) if fill else "" for fill in fills]
            if any(texts):
                found.append(_measure(rule.name, rule.unit, texts, commas=commas))
        return in_order(found)

    return read


def _measure(name: str, unit: str | None, texts: Sequence[str], *, commas: bool) -> Measure:
    """Return a measure of the texts of its numbers; raises UnfitError."""
    if commas and any("." in text for text in texts):
        raise UnfitError(f"measure {name}: {' '.join(texts).strip()!r} is not a number with a decimal comma")
    value, low, high = ((text.replace(",", ".") if commas else text) or None for text in texts)
    try:
        return measure(name, value, low, high, unit)
    except ValueError as error:
        hint = 'add decimal = "," to [file] if commas part decimals' if any("," in text for text in texts) else None
        raise UnfitError(str(error), hint) from None
