"""Mappings: TOML files that say what the columns of a delimited file mean (docs/reference/mapping.md).

Everything is checked before the first row is read, and all faults are told together, each with its line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from dateline.errors import Fault, InvalidRecords
from dateline.event_fields import CHOICES, NAMES
from dateline.formats.curated.lines import Lines
from dateline.formats.curated.table_fields import Fields, Inheriting
from dateline.formats.delimited.date_rules import KEYS, DateRule, date_rule
from dateline.formats.delimited.layout import Layout, read_layout
from dateline.formats.delimited.mapped_measures import MeasureRule, read_measures
from dateline.formats.delimited.templates import Template, template_of
from dateline.formats.missing import MISSING
from dateline.safe_parsing import Unreadable, toml

FIELDS = ("id", "title", *NAMES, "themes", "source", "locator", "quote", "version")
"""What a column can be; dates and actors have tables of their own."""
CONSTANTS = ("kind", "place", "calendar", "confidence", "source", "locator", "quote")
"""What can be said of all events alike; `themes` besides, which are added to those of the row."""
_TABLES = ("file", "columns", "date", "lists", "constants", "skip")
_OF_SECTIONS = ("title", "description", "date_text", "place", "locator", "quote")
"""The columns that a section [[event]] may have of its own."""
_ELSEWHERE = {
    "date": "describe dates in the table [date]",
    "end": "describe dates in the table [date]",
    "actors": "describe each column of actors in a table [[actors]]",
}


Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class ActorRule:
    """A column of actors, their role, and what their ids begin with.

    With `existing` a name, alias or code that the database knows is that actor.
    """

    names: Template
    role: str | None
    prefix: str
    existing: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A mapping that was read and checked; `separators` are those of lists of actors and themes.

    With `sections` a row gives an event for each of these plans, whose ids end with a `suffix`, titles with `ending`.
    """

    file: str
    layout: Layout
    columns: Mapping[str, Template]
    date: DateRule
    actors: tuple[ActorRule, ...]
    separators: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str]
    themes: tuple[str, ...]
    skip: frozenset[str]
    suffix: str = ""
    ending: str = ""
    sections: tuple[Plan, ...] = ()
    measures: tuple[MeasureRule[Template], ...] = ()


def read_plan(source: Path | str) -> Plan:
    """Return the mapping of a file, or of a text.

    Raises:
        InvalidRecords: it has faults, all of which are in the error.
    """
    return read_mapping_file(source, _plan)


def read_mapping_file(source: Path | str, read: Callable[[Fields], Found]) -> Found:
    """Return what `read` makes of the tables of a TOML file, or of a text.

    Raises:
        InvalidRecords: it has faults, all of which are in the error.
    """
    file = str(source) if isinstance(source, Path) else "mapping"
    faults: list[Fault] = []
    try:
        text = source if isinstance(source, str) else source.read_bytes().decode("utf-8-sig")
        text = text.replace("\r\n", "\n")
        document = toml(text)
    except OSError as error:
        faults.append(Fault(file, None, f"cannot be read: {error.strerror or error}"))
    except UnicodeDecodeError:
        faults.append(Fault(file, None, "is not UTF-8", "save it as UTF-8"))
    except Unreadable as error:
        faults.append(Fault(file, error.line, error.message, error.hint))
    else:
        found = read(Fields(document, file, Lines(text), (), faults))
    if faults:
        raise InvalidRecords(sorted(dict.fromkeys(faults), key=lambda fault: fault.line or 0), "; nothing was read")
    return found


def _plan(top: Fields) -> Plan:
    several = top.tables("event")
    needed = ("columns",) if several else ("columns", "date")
    tables = {name: table_in(top, name, required=name in needed) for name in _TABLES}
    actors = tuple(_actors(fields) for fields in top.tables("actors"))
    measures = read_measures(top.tables("measures"), template_of, [str(each.given.get("suffix")) for each in several])
    top.finish()
    constants = tables["constants"]
    columns = _columns(tables["columns"])
    plan = Plan(
        top.file,
        read_layout(tables["file"]),
        columns,
        date_rule(Inheriting(several[0], tables["date"], KEYS) if several else tables["date"]),
        actors,
        {name: many for name in ("actors", "themes") if (many := list_separators(tables["lists"], name))},
        {name: found for name in CONSTANTS if (found := constants.text(name))},
        constants.texts("themes"),
        missing_words(tables["skip"]),
        measures=measures,
    )
    if {"locator", "quote"} & {*columns, *plan.constants} and "source" not in {*columns, *plan.constants}:
        top.fault(("columns",), "there is a locator or quote, but no source", 'add source = "..." to [constants]')
    for name, choices in CHOICES.items():
        if plan.constants.get(name, choices[0]) not in choices:
            constants.fault(name, f"{name} must be one of {', '.join(choices)}")
    sections = _sections(several, plan, tables["date"])
    for fields in tables.values():
        fields.finish()
    return replace(plan, sections=sections)


def table_in(top: Fields, name: str, *, required: bool) -> Fields:
    """Return the fields of the table `name`, without any if there is none."""
    found = top.value(name, dict, f"a table [{name}]", required=required)
    return Fields(found or {}, top.file, top.lines, (name,), top.faults if found is not None else [])


def _sections(several: list[Fields], plan: Plan, date: Fields) -> tuple[Plan, ...]:
    """Return the plans of the sections [[event]], each for one event of a row."""
    if several and "column" in date.given:
        date.fault("column", "each section [[event]] has a column of its own", "move it to one of them")
    for key in KEYS if several else ():
        date.note_known(key)
    found = [_section(fields, plan, date) for fields in several]
    for number, each in enumerate(found):
        if each.suffix in [other.suffix for other in found[:number]]:
            several[number].fault("suffix", f"another section has the suffix {each.suffix[1:]!r} already")
    return tuple(found)


def _section(fields: Fields, plan: Plan, date: Fields) -> Plan:
    """Return the plan of the mapping with what a section sets in its place."""
    suffix = fields.identifier("suffix") or ""
    columns = {name: found for name in _OF_SECTIONS if name in fields and (found := template_of(fields, name))}
    kind = fields.text("kind")
    rule, themes = date_rule(Inheriting(fields, date, KEYS)), fields.texts("themes")
    fields.finish()
    return replace(
        plan,
        columns={name: found for name, found in plan.columns.items() if not (kind and name == "kind")} | columns,
        constants={**plan.constants, "kind": kind} if kind else plan.constants,
        date=rule,
        themes=plan.themes + themes,
        measures=tuple(rule for rule in plan.measures if rule.event in (None, suffix)),
        suffix=f":{suffix}",
        ending="" if "title" in columns else f": {suffix.replace('-', ' ')}",
    )


def list_separators(lists: Fields, name: str) -> tuple[str, ...]:
    """Return the separators of a list, of which a longer one is found before one that it begins with."""
    found = lists.value(name, object, "")
    many = found if isinstance(found, list) else [] if found is None else [found]
    if not all(isinstance(each, str) and each for each in many):
        lists.fault(name, f"{name} must be a separator, or a list of them", 'such as ";" or [";", "/"]')
        return ()
    return tuple(sorted(many, key=len, reverse=True))


def missing_words(skip: Fields) -> frozenset[str]:
    """Return the cells that mean "missing": the shared words unless `shared` is false, and those of the mapping."""
    shared = MISSING if skip.value("shared", bool, "true or false") is not False else frozenset(())
    return shared | {"", *(value.strip() for value in _values(skip))}


def _values(skip: Fields) -> list[str]:
    found = skip.value("values", list, "a list of texts") or []
    if not all(isinstance(value, str) for value in found):
        skip.fault("values", "values must contain only texts")
        return []
    return found


def _columns(fields: Fields) -> dict[str, Template]:
    for name, hint in _ELSEWHERE.items():
        if name in fields:
            fields.fault(name, f"{name} is not a column", hint)
    found = {name: template_of(fields, name) for name in FIELDS if name in fields}
    for name in ("id", "title"):
        if name not in found:
            fields.fault(None, f"{name} is missing")
    return {name: template for name, template in found.items() if template}


def _actors(fields: Fields) -> ActorRule:
    names = template_of(fields, "column")
    if "column" not in fields:
        fields.fault(None, "column is missing")
    existing = "match" in fields and fields.choice("match", ("existing", "new")) == "existing"
    rule = ActorRule(names or Template((1,), ("", "")), fields.text("role"), fields.text("prefix") or "", existing)
    fields.finish()
    return rule
