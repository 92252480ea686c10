"""Mappings: TOML files that say what the columns of a delimited file mean (docs/reference/mapping.md).

Everything is checked before the first row is read, and all faults are told together, each with its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from dateline.dates.convention_settings import conventions_of
from dateline.dates.conventions import USUAL, Conventions
from dateline.errors import Fault, InvalidQuery, InvalidRecords
from dateline.event_fields import CHOICES, NAMES
from dateline.formats.curated.lines import Lines
from dateline.formats.curated.table_fields import Fields
from dateline.formats.delimited.layout import Layout, read_layout
from dateline.formats.missing import MISSING
from dateline.safe_parsing import Unreadable, toml

FIELDS = ("id", "title", *NAMES, "themes", "source", "locator", "quote", "version")
"""What a column can be; dates and actors have tables of their own."""
CONSTANTS = ("kind", "place", "calendar", "confidence", "source", "locator", "quote")
"""What can be said of all events alike; `themes` besides, which are added to those of the row."""
_TABLES = ("file", "columns", "date", "lists", "constants", "skip")
_ELSEWHERE = {
    "date": "describe dates in the table [date]",
    "end": "describe dates in the table [date]",
    "actors": "describe each column of actors in a table [[actors]]",
}
_COLUMN = re.compile(r"\{([^{}]*)\}")
_YEAR = re.compile(r"%[Yy]")
_SHORT_YEAR = re.compile(r"(?<!%)(?:%%)*%y")
_SETTINGS = ("calendar", "language", "two_digit_years", "fiscal_start")
"""The conventions that a mapping sets; seasons are always the meteorological ones."""
_PRECISIONS = ("day", "month", "year", "decade", "century", "approximate", "uncertain", "some day within")
_PRECISION_HINT = f"it is one or more of {', '.join(_PRECISIONS)}"
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

    `forms` are tried in order: `edtf`, `words` or patterns of `datetime.strptime`. `meaning` is `during`, `some-day` or
    None. `conventions` settle what dates leave open; `calendar` is the column that names the calendar of each row, or
    None. `otherwise` are columns to fall back on. `precision` is a column whose values mean the words in `precisions`.
    `order` is `day-first`, `month-first` or None, `negative_years` is `bce` or None. `year` is a column that says the
    year once more. `circa` is how far approximate dates spread, such as "10 years". With `undated` an event without
    a date is kept as undated.
    """

    start: tuple[Template, ...]
    end: tuple[Template, ...]
    forms: tuple[str, ...]
    meaning: str | None
    conventions: Conventions = USUAL
    calendar: Template | None = None
    otherwise: tuple[Template, ...] = ()
    precision: Template | None = None
    precisions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str | None = None
    negative_years: str | None = None
    year: Template | None = None
    parts: bool = False
    circa: str | None = None
    undated: bool = False

    @property
    def keeps_words(self) -> bool:
        """Whether the cells say more than the date: words, or numbers of another calendar."""
        other = self.calendar is not None or self.conventions.calendar not in (None, "gregorian")
        return "words" in self.forms or self.precision is not None or other

    @property
    def templates(self) -> tuple[Template, ...]:
        """The columns that a date is read from: of start, end, calendar, to fall back on, of precision and year."""
        named = (self.calendar, self.precision, self.year)
        calendar, precision, year = ((each,) if each else () for each in named)
        return (*self.start, *self.end, *calendar, *self.otherwise, *precision, *year)


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
    layout: Layout
    columns: Mapping[str, Template]
    date: DateRule
    actors: tuple[ActorRule, ...]
    separators: Mapping[str, tuple[str, ...]]
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
        document = toml(text)
    except OSError as error:
        faults.append(Fault(file, None, f"cannot be read: {error.strerror or error}"))
    except UnicodeDecodeError:
        faults.append(Fault(file, None, "is not UTF-8", "save it as UTF-8"))
    except Unreadable as error:
        faults.append(Fault(file, error.line, error.message, error.hint))
    else:
        plan = _plan(Fields(document, file, Lines(text), (), faults))
    if faults:
        raise InvalidRecords(sorted(faults, key=lambda fault: fault.line or 0), "; nothing was read")
    return plan


def _plan(top: Fields) -> Plan:
    tables = {name: _table(top, name) for name in _TABLES}
    actors = tuple(_actors(fields) for fields in top.tables("actors"))
    top.finish()
    constants = tables["constants"]
    columns = _columns(tables["columns"])
    plan = Plan(
        top.file,
        read_layout(tables["file"]),
        columns,
        _date(tables["date"]),
        actors,
        {name: many for name in ("actors", "themes") if (many := _list_separators(tables["lists"], name))},
        {name: found for name in CONSTANTS if (found := constants.text(name))},
        constants.texts("themes"),
        _missing(tables["skip"]),
    )
    if {"locator", "quote"} & {*columns, *plan.constants} and "source" not in {*columns, *plan.constants}:
        top.fault(("columns",), "there is a locator or quote, but no source", 'add source = "..." to [constants]')
    for name, choices in CHOICES.items():
        if plan.constants.get(name, choices[0]) not in choices:
            constants.fault(name, f"{name} must be one of {', '.join(choices)}")
    for fields in tables.values():
        fields.finish()
    return plan


def _table(top: Fields, name: str) -> Fields:
    found = top.value(name, dict, f"a table [{name}]", required=name in ("columns", "date"))
    return Fields(found or {}, top.file, top.lines, (name,), top.faults if found is not None else [])


def _list_separators(lists: Fields, name: str) -> tuple[str, ...]:
    """Return the separators of a list, of which a longer one is found before one that it begins with."""
    found = lists.value(name, object, "")
    many = found if isinstance(found, list) else [] if found is None else [found]
    if not all(isinstance(each, str) and each for each in many):
        lists.fault(name, f"{name} must be a separator, or a list of them", 'such as ";" or [";", "/"]')
        return ()
    return tuple(sorted(many, key=len, reverse=True))


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
    if end and parts != _is_list(fields, "end"):
        fields.fault("end", "column and end must both be one column, or both be lists of year, month and day")
    if parts and "format" in fields:
        fields.fault("format", "columns of year, month and day take no format", "omit it")
    calendar = _calendar_column(fields)
    conventions = _conventions(fields, leave_out=("calendar",) if calendar else ())
    precision, precisions = _precision(fields)
    return DateRule(
        start,
        end,
        _forms(fields, conventions),
        fields.choice("meaning", ("during", "some-day")) if "meaning" in fields else None,
        conventions,
        calendar,
        _otherwise(fields),
        precision,
        precisions,
        fields.choice("order", ("day-first", "month-first")) if "order" in fields else None,
        fields.choice("negative_years", ("bce",)) if "negative_years" in fields else None,
        _template(fields, "year") if "year" in fields else None,
        parts,
        fields.spread("circa"),
        fields.choice("missing", ("rejected", "undated"), "rejected") == "undated",
    )


def _forms(fields: Fields, conventions: Conventions) -> tuple[str, ...]:
    """Return the formats of a date, one or a list of them."""
    found = fields.value("format", object, "")
    forms: list[Any] = found if isinstance(found, list) else ["edtf" if found is None else found]
    if not forms or not all(isinstance(form, str) for form in forms):
        fields.fault("format", "format must be a text, or a list of texts", 'such as ["%d.%m.%Y", "words"]')
        return ("edtf",)
    for form in forms:
        if form not in ("edtf", "words"):
            _check_pattern(fields, form)
        if _SHORT_YEAR.search(form) and conventions.two_digit_years is None:
            hint = "add two_digit_years = 1930, the first that they stand for"
            fields.fault("format", "%y is a year of two digits", hint)
    return tuple(forms)


def _otherwise(fields: Fields) -> tuple[Template, ...]:
    """Return the columns to fall back on where that of the date is empty or unknown, in order."""
    found = fields.value("otherwise", object, "")
    many = found if isinstance(found, list) else [] if found is None else [found]
    return tuple(template for each in many if (template := _read_template(fields, "otherwise", each)))


def _precision(fields: Fields) -> tuple[Template | None, dict[str, tuple[str, ...]]]:
    """Return the column that tells the precision of dates, and what its values mean."""
    table = fields.value("precision", dict, 'a table such as {column = "prec", values = {1 = "year"}}')
    if table is None:
        return None, {}
    column, values = table.get("column"), table.get("values")
    if set(table) != {"column", "values"} or not isinstance(values, dict) or not values:
        hint = 'such as [date.precision] column = "prec", values = {1 = "day", 2 = "month", 3 = "year"}'
        fields.fault("precision", "precision must have a column and values", hint)
        return None, {}
    for value, meaning in values.items():
        if not isinstance(meaning, str) or not _told(meaning):
            fields.fault("precision", f"precision {value!r} means {meaning!r}, which is not known", _PRECISION_HINT)
    meant = {value: _told(meaning) for value, meaning in values.items() if isinstance(meaning, str)}
    return _read_template(fields, "precision", column), meant


def _told(meaning: str) -> tuple[str, ...]:
    """Return the words of a precision, such as "year approximate"; nothing when one of them is not known."""
    words = meaning.replace("some day within", "some_day_within").split()
    named = tuple(word.replace("_", " ") for word in words)
    return named if all(word in _PRECISIONS for word in named) else ()


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
