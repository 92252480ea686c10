"""Mappings: TOML files that say what the columns of a delimited file mean (docs/reference/mapping.md).

Everything is checked before the first row is read, and all faults are told together, each with its line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dateline.dates.convention_settings import conventions_of
from dateline.dates.conventions import USUAL, Conventions
from dateline.errors import Fault, InvalidQuery, InvalidRecords
from dateline.event_fields import CHOICES, NAMES
from dateline.formats.curated.lines import Lines
from dateline.formats.curated.table_fields import Fields
from dateline.formats.missing import MISSING

FIELDS = ("id", "title", *NAMES, "themes", "source", "locator", "quote", "version")
"""What a column can be; dates and actors have tables of their own."""
CONSTANTS = ("kind", "place", "confidence", "source", "locator", "quote")
"""What can be said of all events alike; `themes` besides, which are added to those of the row."""
CONFIDENCES = CHOICES["confidence"]
_TABLES = ("file", "columns", "date", "lists", "constants", "skip")
_ELSEWHERE = {
    "date": "describe dates in the table [date]",
    "end": "describe dates in the table [date]",
    "actors": "describe each column of actors in a table [[actors]]",
}
_COLUMN = re.compile(r"\{([^{}]*)\}")
_YEAR = re.compile(r"%[Yy]")
_SHORT_YEAR = re.compile(r"(?<!%)(?:%%)*%y")
_SETTINGS = ("calendar", "language", "two_digit_years", "fiscal_start", "circa")
"""The conventions that a mapping sets; seasons are always the meteorological ones."""
Column = str | int
"""The name of a column, or its number from 1."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text with columns in it: `texts` stand before, between and behind the `columns`."""

    columns: tuple[Column, ...]
    texts: tuple[str, ...]

    def fill(self, cells: tuple[str, ...]) -> str:
        """Return the text with a cell for each column; what stands before a missing cell is missing too."""
        said = ""
        for number, cell in enumerate(cells):
            if cell:
                said += (self.texts[number] if said or number == 0 else "") + cell
        return said + self.texts[-1] if cells[-1] else said


@dataclass(frozen=True, slots=True)
class DateRule:
    """How dates are read: `start` and `end` are one column each, or those of year, month and day.

    `form` is `edtf`, `words`, `parts` (of year, month and day) or a pattern of `datetime.strptime`. `meaning` is
    `during`, `some-day` or None. `conventions` settle what dates leave open; `calendar` is the column that names the
    calendar of each row, or None.
    """

    start: tuple[Template, ...]
    end: tuple[Template, ...]
    form: str
    meaning: str | None
    conventions: Conventions = USUAL
    calendar: Template | None = None

    @property
    def keeps_words(self) -> bool:
        """Whether the cells say more than the date: words, or numbers of another calendar."""
        return self.form == "words" or self.calendar is not None or self.conventions.calendar not in (None, "gregorian")

    @property
    def templates(self) -> tuple[Template, ...]:
        """The columns that a date is read from: those of the start, of the end, and of the calendar."""
        return (*self.start, *self.end, *((self.calendar,) if self.calendar else ()))


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
    """A mapping that was read and checked; `separators` are those of lists of actors and themes."""

    file: str
    separator: str
    quoted: bool
    header: bool
    columns: Mapping[str, Template]
    date: DateRule
    actors: tuple[ActorRule, ...]
    separators: Mapping[str, str]
    constants: Mapping[str, str]
    themes: tuple[str, ...]
    skip: frozenset[str]


def read_plan(source: Path | str) -> Plan:
    """Return the mapping of a file, or of a text.

    Raises:
        InvalidRecords: it has faults, all of which are in the error.
    """
    file = str(source) if isinstance(source, Path) else "mapping"
    faults: list[Fault] = []
    try:
        text = source if isinstance(source, str) else source.read_bytes().decode("utf-8-sig")
        text = text.replace("\r\n", "\n")
        document = tomllib.loads(text)
    except OSError as error:
        faults.append(Fault(file, None, f"cannot be read: {error.strerror or error}"))
    except UnicodeDecodeError:
        faults.append(Fault(file, None, "is not UTF-8", "save it as UTF-8"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        faults.append(Fault(file, line, f"is not TOML: {error}"))
    else:
        plan = _plan(Fields(document, file, Lines(text), (), faults))
    if faults:
        raise InvalidRecords(sorted(faults, key=lambda fault: fault.line or 0), "; nothing was read")
    return plan


def _plan(top: Fields) -> Plan:
    tables = {name: _table(top, name) for name in _TABLES}
    actors = tuple(_actors(fields) for fields in top.tables("actors"))
    top.finish()
    head, constants = tables["file"], tables["constants"]
    columns = _columns(tables["columns"])
    plan = Plan(
        top.file,
        _separator(head),
        head.value("quoted", bool, "true or false") is not False,
        head.value("header", bool, "true or false") is not False,
        columns,
        _date(tables["date"]),
        actors,
        {name: found for name in ("actors", "themes") if (found := tables["lists"].value(name, str, "a text"))},
        {name: found for name in CONSTANTS if (found := constants.text(name))},
        constants.texts("themes"),
        _missing(tables["skip"]),
    )
    if {"locator", "quote"} & {*columns, *plan.constants} and "source" not in {*columns, *plan.constants}:
        top.fault(("columns",), "there is a locator or quote, but no source", 'add source = "..." to [constants]')
    if plan.constants.get("confidence", "high") not in CONFIDENCES:
        constants.fault("confidence", f"confidence must be one of {', '.join(CONFIDENCES)}")
    for fields in tables.values():
        fields.finish()
    return plan


def _table(top: Fields, name: str) -> Fields:
    found = top.value(name, dict, f"a table [{name}]", required=name in ("columns", "date"))
    return Fields(found or {}, top.file, top.lines, (name,), top.faults if found is not None else [])


def _separator(head: Fields) -> str:
    found = head.value("separator", str, "a text")
    found = "," if found is None else "\t" if found == "tab" else found
    if len(found) != 1 or found in '\r\n"':
        head.fault("separator", f"separator {found!r} is not a single character", 'such as ",", ";" or "tab"')
        return ","
    return found


def _missing(skip: Fields) -> frozenset[str]:
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
    found = {name: _template(fields, name) for name in FIELDS if name in fields}
    for name in ("id", "title"):
        if name not in found:
            fields.fault(None, f"{name} is missing")
    return {name: template for name, template in found.items() if template}


def _template(fields: Fields, key: str) -> Template | None:
    found = fields.value(key, (str | int), "a column: its name, its number or a template")  # type: ignore[arg-type]
    return None if found is None else _read_template(fields, key, found)


def _read_template(fields: Fields, key: str, found: Any) -> Template | None:
    if isinstance(found, int) and not isinstance(found, bool):
        if found < 1:
            fields.fault(key, f"{key}: there is no column {found}", "columns are counted from 1")
            return None
        return Template((found,), ("", ""))
    if not isinstance(found, str) or not found.strip():
        fields.fault(key, f"{key} must be a column: its name, its number or a template")
        return None
    if "{" not in found and "}" not in found:
        return Template((found.strip(),), ("", ""))
    parts = _COLUMN.split(found)
    if len(parts) == 1 or any(sign in text for text in parts[::2] for sign in "{}") or not all(parts[1::2]):
        fields.fault(key, f"{key} {found!r} is not a template", 'write columns in braces: "{Title}, {Place}"')
        return None
    return Template(tuple(_column(name) for name in parts[1::2]), tuple(parts[::2]))


def _column(name: str) -> Column:
    """Return what braces hold: `{3}` is a number."""
    return int(name) if name.isdecimal() and int(name) else name.strip()


def _date(fields: Fields) -> DateRule:
    start, end = _date_columns(fields, "column"), _date_columns(fields, "end")
    if not start and "column" not in fields:
        fields.fault(None, "column is missing", "give the column of the date, or the columns of year, month and day")
    parts = _is_list(fields, "column")
    form = fields.text("format") or ("parts" if parts else "edtf")
    if end and parts != _is_list(fields, "end"):
        fields.fault("end", "column and end must both be one column, or both be lists of year, month and day")
    if parts and "format" in fields:
        fields.fault("format", "columns of year, month and day take no format", "omit it")
    elif form not in ("edtf", "words", "parts") or (form == "parts" and not parts):
        _check_pattern(fields, form)
    calendar = _calendar_column(fields)
    conventions = _conventions(fields, leave_out=("calendar",) if calendar else ())
    if _SHORT_YEAR.search(form) and conventions.two_digit_years is None:
        fields.fault(
            "format", "%y is a year of two digits", "add two_digit_years = 1930, the first that they stand for"
        )
    meaning = fields.choice("meaning", ("during", "some-day")) if "meaning" in fields else None
    return DateRule(start, end, form, meaning, conventions, calendar)


def _calendar_column(fields: Fields) -> Template | None:
    """Return the column of `calendar = {column = "Cal"}`, None when the calendar is a name or is missing."""
    found = fields.value("calendar", object, "")
    if not isinstance(found, dict):
        return None
    if set(found) != {"column"}:
        fields.fault("calendar", "calendar must be a name or {column = ...}", 'such as {column = "Calendar"}')
        return Template((1,), ("", ""))
    return _read_template(fields, "calendar", found["column"]) or Template((1,), ("", ""))


def _conventions(fields: Fields, leave_out: tuple[str, ...]) -> Conventions:
    settings: dict[str, object] = {}
    for name in _SETTINGS:
        found = fields.value(name, object, "")
        if found is None or name in leave_out:
            continue
        try:
            settings |= {name: found}
            conventions_of({name: found})
        except InvalidQuery as error:
            fields.fault(name, error.message, error.hint)
            del settings[name]
    return conventions_of(settings)


def _is_list(fields: Fields, key: str) -> bool:
    return isinstance(fields.value(key, object, ""), list)


def _date_columns(fields: Fields, key: str) -> tuple[Template, ...]:
    found = fields.value(key, object, "")
    if found is None:
        return ()
    many = found if isinstance(found, list) else [found]
    if not 1 <= len(many) <= 3:
        fields.fault(key, f"{key} must be one column, or a list of those of year, month and day")
        return ()
    return tuple(template for each in many if (template := _read_template(fields, key, each)))


def _check_pattern(fields: Fields, form: str) -> None:
    hint = 'write "edtf", "words" or a pattern such as "%d.%m.%Y"'
    if not _YEAR.search(form):
        fields.fault("format", f"format {form!r} has no year", hint)
        return
    try:
        datetime.strptime(datetime(2000, 12, 31).strftime(form), form)
    except ValueError:
        fields.fault("format", f"format {form!r} is not a date pattern", hint)


def _actors(fields: Fields) -> ActorRule:
    names = _template(fields, "column")
    if "column" not in fields:
        fields.fault(None, "column is missing")
    existing = "match" in fields and fields.choice("match", ("existing", "new")) == "existing"
    rule = ActorRule(names or Template((1,), ("", "")), fields.text("role"), fields.text("prefix") or "", existing)
    fields.finish()
    return rule
