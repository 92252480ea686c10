"""The tables [[measures]] of a mapping: which columns have numbers of an event, and what their cells say."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.formats.curated.table_fields import Fields
from dateline.formats.delimited.cell_values import UnfitError
from dateline.formats.delimited.layout import Layout
from dateline.measures import NAME_HINT, in_order, is_name, measure
from dateline.model import Measure

_HINT = 'set in [file] which sign parts what: decimal = ",", or thousands = "," or "."'
_THOUSANDS = r"[+-]?\d{{1,3}}(?:{0}\d{{3}})+(?:{1}\d+)?"
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


def measures_of(
    rules: Iterable[MeasureRule[_Template]], filler: Callable[[_Template], Fill], layout: Layout
) -> Callable[[Sequence[str]], tuple[Measure, ...]]:
    """Return what gives the measures of the cells of a row; one whose cells are all empty is left out.

    `filler` binds a column to the cells; `layout` says how numbers are written.
    """
    bound = [(rule, [None if column is None else filler(column) for column in rule.columns]) for rule in rules]

    def read(cells: Sequence[str]) -> tuple[Measure, ...]:
        found = []
        for rule, fills in bound:
            texts = [fill(cells) if fill else "" for fill in fills]
            if any(texts):
                found.append(_measure(rule.name, rule.unit, texts, layout))
        return in_order(found)

    return read


def _measure(name: str, unit: str | None, texts: Sequence[str], layout: Layout) -> Measure:
    """Return a measure of the texts of its numbers; raises UnfitError."""
    value, low, high = (_number(name, text, layout) or None for text in texts)
    try:
        return measure(name, value, low, high, unit)
    except ValueError as error:
        raise UnfitError(str(error), _HINT if any("," in text for text in texts) else None) from None


def _number(name: str, text: str, layout: Layout) -> str:
    """Return a number with a decimal point and no sign between its thousands; raises UnfitError."""
    parted = layout.thousands
    if parted == " ":
        text = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    if parted and parted in text:
        if not re.fullmatch(_THOUSANDS.format(re.escape(parted), re.escape(layout.decimal)), text):
            raise UnfitError(f"measure {name}: {text!r} is not a number whose thousands are parted by {parted!r}")
        text = text.replace(parted, "")
    if layout.decimal == ",":
        if "." in text:
            raise UnfitError(f"measure {name}: {text!r} is not a number with a decimal comma", _HINT)
        text = text.replace(",", ".")
    return text
