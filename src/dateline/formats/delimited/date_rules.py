"""What a mapping says of dates: the table [date], or what a section [[event]] says in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.dates.convention_settings import conventions_of
from dateline.dates.conventions import USUAL, Conventions
from dateline.errors import InvalidQuery
from dateline.formats.curated.table_fields import Fields
from dateline.formats.delimited.date_formats import FORMS
from dateline.formats.delimited.date_patterns import has_short_year, pattern_fault
from dateline.formats.delimited.excel_days import STARTS
from dateline.formats.delimited.templates import Template, read_template, template_of
from dateline.formats.delimited.told_precision import PRECISIONS

KEYS = (
    "column", "end", "otherwise", "ongoing", "format", "order", "precision", "end_precision", "year", "negative_years",
    "meaning", "calendar", "two_digit_years", "fiscal_start", "circa", "missing", "language",
)  # fmt: skip
"""The keys of a table that says how dates are read."""
_SETTINGS = ("calendar", "language", "two_digit_years", "fiscal_start")
"""The conventions that a mapping sets; seasons are always the meteorological ones."""
_PRECISION_HINT = f"it is one or more of {', '.join(PRECISIONS)}"


@dataclass(frozen=True, slots=True)
class DateRule:
    """How dates are read: `start` and `end` are one column each, or those of year, month and day.

    `forms` are tried in order: `edtf`, `words` or patterns of `datetime.strptime`. `meaning` is `during`, `some-day` or
    None. `conventions` settle what dates leave open; `calendar` is the column that names the calendar of each row, or
    None. `otherwise` are columns to fall back on. `precision` is a column whose values mean the words in `precisions`;
    with `end_precision`, a column for the end, it is that of the start alone.
    `order` is `day-first`, `month-first` or None, `negative_years` is `bce` or None. `year` is a column that says the
    year once more. `circa` is how far approximate dates spread, such as "10 years". With `undated` an event without
    a date is kept as undated. `ongoing` are the cells of an end that say that there is none yet.
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
    end_precision: Template | None = None
    end_precisions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ongoing: frozenset[str] = frozenset()

    @property
    def keeps_words(self) -> bool:
        """Whether the cells say more than the date: words, or numbers of another calendar."""
        other = self.calendar is not None or self.conventions.calendar not in (None, "gregorian")
        return "words" in self.forms or self.precision is not None or other

    @property
    def templates(self) -> tuple[Template, ...]:
        """The columns that a date is read from: start, end, calendar, others, precision, year, precision of the end."""
        named = (self.calendar, self.precision, self.year, self.end_precision)
        calendar, precision, year, end_precision = ((each,) if each else () for each in named)
        return (*self.start, *self.end, *calendar, *self.otherwise, *precision, *year, *end_precision)


def date_rule(fields: Fields) -> DateRule:
    """Return how dates are read; what is wrong becomes a fault of the fields."""
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
    precision, precisions = _precision(fields, "precision")
    end_precision, end_precisions = _precision(fields, "end_precision")
    if end_precision and not end:
        fields.fault("end_precision", "end_precision needs the column of an end", "add end")
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
        template_of(fields, "year") if "year" in fields else None,
        parts,
        fields.spread("circa"),
        fields.choice("missing", ("rejected", "undated"), "rejected") == "undated",
        end_precision,
        end_precisions,
        frozenset(fields.texts("ongoing")),
    )


def _forms(fields: Fields, conventions: Conventions) -> tuple[str, ...]:
    """Return the formats of a date, one or a list of them."""
    found = fields.value("format", object, "")
    forms: list[Any] = found if isinstance(found, list) else ["edtf" if found is None else found]
    if not forms or not all(isinstance(form, str) for form in forms):
        fields.fault("format", "format must be a text, or a list of texts", 'such as ["%d.%m.%Y", "words"]')
        return ("edtf",)
    if conventions.calendar not in (None, "gregorian") and set(STARTS) & set(forms):
        fields.fault("format", f"Excel counts days of the Gregorian calendar, not of the {conventions.calendar} one")
    for form in forms:
        if form not in FORMS and (wrong := pattern_fault(form)):
            fields.fault("format", *wrong)
        if has_short_year(form) and conventions.two_digit_years is None:
            hint = "add two_digit_years = 1930, the first that they stand for"
            fields.fault("format", "%y is a year of two digits", hint)
    return tuple(forms)


def _otherwise(fields: Fields) -> tuple[Template, ...]:
    """Return the columns to fall back on where that of the date is empty or unknown, in order."""
    found = fields.value("otherwise", object, "")
    many = found if isinstance(found, list) else [] if found is None else [found]
    return tuple(template for each in many if (template := read_template(fields, "otherwise", each)))


def _precision(fields: Fields, key: str) -> tuple[Template | None, dict[str, tuple[str, ...]]]:
    """Return the column that tells the precision of dates, and what its values mean."""
    table = fields.value(key, dict, 'a table such as {column = "prec", values = {1 = "year"}}')
    if table is None:
        return None, {}
    column, values = table.get("column"), table.get("values")
    if set(table) != {"column", "values"} or not isinstance(values, dict) or not values:
        hint = f'such as [date.{key}] column = "prec", values = {{1 = "day", 2 = "month", 3 = "year"}}'
        fields.fault(key, f"{key} must have a column and values", hint)
        return None, {}
    for value, meaning in values.items():
        if not isinstance(meaning, str) or not _told(meaning):
            fields.fault(key, f"{key} {value!r} means {meaning!r}, which is not known", _PRECISION_HINT)
    meant = {value: _told(meaning) for value, meaning in values.items() if isinstance(meaning, str)}
    return read_template(fields, key, column), meant


def _told(meaning: str) -> tuple[str, ...]:
    """Return the words of a precision, such as "year approximate"; nothing when one of them is not known."""
    words = meaning.replace("some day within", "some_day_within").split()
    named = tuple(word.replace("_", " ") for word in words)
    return named if all(word in PRECISIONS for word in named) else ()


def _calendar_column(fields: Fields) -> Template | None:
    """Return the column of `calendar = {column = "Cal"}`, None when the calendar is a name or is missing."""
    found = fields.value("calendar", object, "")
    if not isinstance(found, dict):
        return None
    if set(found) != {"column"}:
        fields.fault("calendar", "calendar must be a name or {column = ...}", 'such as {column = "Calendar"}')
        return Template((1,), ("", ""))
    return read_template(fields, "calendar", found["column"]) or Template((1,), ("", ""))


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
    return tuple(template for each in many if (template := read_template(fields, key, each)))
