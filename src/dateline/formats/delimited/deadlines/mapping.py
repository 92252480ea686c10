"""Mappings of tables of deadlines: TOML files that say what the columns mean (docs/reference/deadline-tables.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from dateline.formats.curated.folder import KINDS, Curated, read_document
from dateline.formats.curated.table_fields import Fields, Inheriting
from dateline.formats.delimited.date_rules import KEYS, DateRule, date_rule
from dateline.formats.delimited.layout import Layout, read_layout
from dateline.formats.delimited.mapping_file import list_separators, missing_words, read_mapping_file, table_in
from dateline.formats.delimited.templates import Template, template_of

OF_DEADLINE = ("id", "title", "programme", "item", "force", "kind", "confidence", "note", "recurs")
OF_DUE = (
    "due", "text", "rule", "within", "after", "before", "of", "counting", "roll", "holidays", "grace", "effective",
    "known",
)  # fmt: skip
OF_CITATION = ("source", "locator", "quote")
OF_REPORT = ("level", "when", "known", "standing", "retracted", "event", "note", "occurrence", *OF_CITATION)
OF_WAIVER = ("effective", "known", "retracted", "basis", "note", "occurrence", *OF_CITATION)
DATES = ("due", "after", "before", "effective", "known", "when", "occurrence", "retracted")
"""The fields whose cells are dates."""
IDS = ("id", "programme", "of", "source", "event")
"""The fields whose cells become ids."""
PARTY = "party"
"""What braces in a template may hold besides columns: the party of the deadline."""
_NEEDED = ("id", "title", "programme", "force", "confidence", "source")
_TABLES = ("file", "columns", "constants", "date", "parties", "lists", "skip")
_RECORDS = ("collection", *(kind for kind in KINDS if kind not in ("deadline", "event")))
_LEVELS = range(4)
_NO_DATE_KEYS = ("column", "end", "otherwise", "precision", "year", "meaning", "missing")
"""The keys of a date of an event that mean nothing for the dates of a deadline, which have columns of their own."""
_DATE_KEYS = tuple(key for key in KEYS if key not in _NO_DATE_KEYS)
_LAYOUT_OF_ALL = ("separator", "encoding", "quoted", "comment")
"""The keys of [file] that hold for a log too, unless it has its own."""
_LAYOUT_OF_ONE = ("sheet", "records", "skip_lines", "header_line", "header")
"""The keys of [file] that describe one table, and so never the other."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Who has the deadlines: the `names`, or those of a column; with `each` every party has a deadline of its own."""

    column: Template | None = None
    names: tuple[str, ...] = ()
    separators: tuple[str, ...] = ()
    role: str | None = None
    each: bool = False


@dataclass(frozen=True, slots=True)
class ReportRule:
    """A report of each row: its columns, what the words of its level mean, and what is the same in all rows."""

    columns: Mapping[str, Template]
    levels: Mapping[str, int | list[int]]
    level: int | None
    standing: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class WaiverRule:
    """A waiver of each row that has one: its columns, and what is the same in all rows."""

    columns: Mapping[str, Template]
    standing: str
    as_of: str | None
    abandoned: bool


@dataclass(frozen=True, slots=True)
class LogRule:
    """A table of its own whose rows are reports: the `path` of its file, None where it is in that of the deadlines.

    `identity` gives the id of the deadline, and `party` who reports, if it has such a column.
    """

    path: Path | None
    layout: Layout
    identity: Template
    party: Template | None
    report: ReportRule
    date: DateRule


@dataclass(frozen=True, slots=True)
class DeadlinePlan:
    """A mapping that was read and checked; `records` are the curated records that it has besides.

    With `log` each row is a report, and rows of one id are one deadline. `logs` are tables of reports besides.
    """

    file: str
    layout: Layout
    columns: Mapping[str, Template]
    constants: Mapping[str, str]
    themes: tuple[str, ...]
    theme_separators: tuple[str, ...]
    date: DateRule
    parties: tuple[Parties, ...]
    reports: tuple[ReportRule, ...]
    skip: frozenset[str]
    log: bool
    logs: tuple[LogRule, ...] = ()
    waivers: tuple[WaiverRule, ...] = ()
    records: Curated = field(default_factory=Curated)


def read_deadline_plan(source: Path | str) -> DeadlinePlan:
    """Return the mapping of a file, or of a text.

    Raises:
        InvalidRecords: it has faults, all of which are in the error.
    """
    return read_mapping_file(source, _plan)


def _plan(top: Fields) -> DeadlinePlan:
    tables = {name: table_in(top, name, required=name == "columns") for name in _TABLES if name != "parties"}
    records = Curated(faults=top.faults)
    own = {name: top.given[name] for name in _RECORDS if name in top.given}
    read_document(records, top.file, own, top.lines)
    for name in _RECORDS:
        top.note_known(name)
    constants = tables["constants"]
    columns = _columns(tables["columns"], (*OF_DEADLINE, *OF_DUE, *OF_CITATION, "themes"))
    plan = DeadlinePlan(
        top.file,
        read_layout(tables["file"]),
        columns,
        {name: text for name in (*OF_DEADLINE[1:], *OF_DUE, *OF_CITATION) if (text := constants.text(name))},
        constants.texts("themes"),
        list_separators(tables["lists"], "themes"),
        _dates(tables["date"]),
        tuple(map(_parties, _one_or_many(top, "parties"))),
        tuple(map(_status, _one_or_many(top, "status"))),
        missing_words(tables["skip"]),
        top.choice("rows", ("deadlines", "reports"), "deadlines") == "reports",
        tuple(_log(fields, tables["file"], tables["date"]) for fields in _one_or_many(top, "log")),
        tuple(map(_waiver, _one_or_many(top, "waiver"))),
        records,
    )
    _check(top, tables["columns"], plan)
    for fields in (top, *tables.values()):
        fields.finish()
    return plan


def _one_or_many(top: Fields, name: str) -> list[Fields]:
    """Return the tables [[name]], or the only one [name]."""
    if isinstance(top.given.get(name), dict):
        return [table_in(top, name, required=False)]
    return top.tables(name)


def _columns(fields: Fields, names: tuple[str, ...]) -> dict[str, Template]:
    return {name: found for name in names if name in fields and (found := template_of(fields, name))}


def _dates(fields: Fields) -> DateRule:
    """Return how dates are read; the columns are those of [columns]."""
    for key in _NO_DATE_KEYS:
        if key in fields:
            fields.fault(key, f"{key} has no meaning in a table of deadlines", "give the columns of dates in [columns]")
    return date_rule(Inheriting(_WithColumn(fields), fields, KEYS))


class _WithColumn(Fields):
    """The fields of a table with the column that a rule for dates needs."""

    def __init__(self, fields: Fields) -> None:
        super().__init__({"column": 1}, fields.file, fields.lines, fields.path, fields.faults)


def _parties(fields: Fields) -> Parties:
    column = template_of(fields, "column") if "column" in fields else None
    names = fields.texts("names")
    if (column is None) == (not names) and "column" not in fields:
        fields.fault(None, "parties need a column, or names", 'such as names = ["Belarus", "Russia"]')
    for key in ("names",) if column else ("separator",):
        if key in fields:
            told = "the parties have a column" if column else "names are a list"
            fields.fault(key, f"{told}, so {key} says nothing", f"omit {key}, or the other")
    found = Parties(
        column, names, list_separators(fields, "separator"), fields.text("role"), fields.flag("each")
    )  # fmt: skip
    fields.finish()
    return found


def _report(fields: Fields) -> ReportRule:
    given = fields.given.get("level")
    constant = given if isinstance(given, int) and not isinstance(given, bool) else None
    if constant is not None and constant not in _LEVELS:
        fields.fault("level", f"level {constant} is not 0 to 3", 'give the name of a column in "..."')
    names = tuple(name for name in OF_REPORT if name not in ("standing", *(("level",) if constant is not None else ())))
    columns = _columns(fields, names)
    if constant is not None and "levels" in fields:
        fields.fault("levels", "levels are the words of a column, and the level is a number", "omit one of them")
    if "level" not in fields:
        fields.fault(None, "level is missing", "give a column, or what all rows report: level = 3")
    if "when" not in fields and "as_of" not in fields:
        fields.fault(None, "when is missing", "give the column of its date, or as_of = the day of the whole table")
    standing, as_of = _standing(fields), fields.date("as_of")
    found = ReportRule(columns, _levels(fields), constant, standing, as_of.edtf if as_of else None)
    fields.finish()
    return found


def _standing(fields: Fields) -> Literal["confirmed", "claimed"]:
    """Return how the records of all rows stand."""
    standing: Literal["confirmed", "claimed"] = "confirmed"
    if fields.given.get("standing") != "retracted":
        standing = fields.choice("standing", ("confirmed", "claimed"), "confirmed")
        return standing
    hint = 'give the column of the day of its retraction: retracted = "Withdrawn on"'
    fields.fault("standing", "a retraction needs its day", hint)
    fields.note_known("standing")
    return standing


def _status(fields: Fields) -> ReportRule:
    """Return the rule of a report of each row of the deadlines, which is there only if a cell says so."""
    if isinstance(fields.given.get("level"), int) and "as_of" in fields:
        hint = "give the column of the day (when), which also says which rows report it"
        fields.fault("as_of", "as_of says on which day, but no cell says which rows have reached the level", hint)
    return _report(fields)


def _waiver(fields: Fields) -> WaiverRule:
    columns = _columns(fields, OF_WAIVER)
    if "effective" not in fields and not ("as_of" in fields and "basis" in fields):
        hint = "give its column, or as_of = the day of the whole table with the column of the basis"
        fields.fault(None, "effective is missing", hint)
    as_of = fields.date("as_of")
    found = WaiverRule(columns, _standing(fields), as_of.edtf if as_of else None, fields.flag("abandoned"))
    fields.finish()
    return found


def _log(fields: Fields, file: Fields, date: Fields) -> LogRule:
    """Return how a table of reports is read; what it does not say itself is as in the table of deadlines."""
    name = fields.text("file")
    identity = template_of(fields, "id") if "id" in fields else None
    party = template_of(fields, PARTY) if PARTY in fields else None
    if "id" not in fields:
        fields.fault(None, "id is missing", "give the column of the id of the deadline, or a template")
    if identity and PARTY in identity.columns and not party:
        fields.fault("id", "the id has {party}, and no column gives the party", 'add party = "the name of the column"')
    if name is None and not {"sheet", "records"} & set(fields.given):
        fields.fault(None, "a log needs the name of its file, or its sheet", 'such as file = "reports.csv"')
    rule = _dates(Inheriting(fields, date, _DATE_KEYS))
    layout = _layout(fields, file)
    for key in (*_LAYOUT_OF_ALL, *_LAYOUT_OF_ONE, *_DATE_KEYS):
        fields.note_known(key)
    path = Path(fields.file).parent / name if name else None
    return LogRule(path, layout, identity or Template((1,), ("", "")), party, _report(fields), rule)


def _layout(fields: Fields, file: Fields) -> Layout:
    """Return the layout of a log: what [file] says of all tables holds for it too."""
    shared = {key: file.given[key] for key in _LAYOUT_OF_ALL if key in file.given}
    above = Fields(shared, file.file, file.lines, file.path, file.faults)
    return read_layout(Inheriting(fields, above, (*_LAYOUT_OF_ALL, *_LAYOUT_OF_ONE)))


def _levels(fields: Fields) -> dict[str, Any]:
    """Return what words of the level mean: 0 to 3, or [lowest, highest], by the word in lower case."""
    found = fields.value("levels", dict, 'a table such as {"Not started" = 0, "Done" = 3}') or {}
    for word, level in found.items():
        pair = level if isinstance(level, list) and len(level) == 2 else [level]
        if not all(type(each) is int and each in _LEVELS for each in pair) or pair != sorted(pair):
            fields.fault("levels", f"level {level!r} of {word!r} is not 0 to 3", "or a list [lowest, highest]")
    return {word.strip().lower(): level for word, level in found.items()}


def _check(top: Fields, columns: Fields, plan: DeadlinePlan) -> None:
    """Note what no row could make good."""
    for name in _NEEDED:
        if name not in plan.columns and name not in plan.constants and name not in columns.given:
            where = "[columns]" if name == "id" else "[columns] or [constants]"
            columns.fault(None, f"{name} is missing", f"add it to {where}")
    if not {"due", "within"} & {*plan.columns, *plan.constants}:
        columns.fault(None, "due is missing", "add the column of the due date, or within with after, before or of")
    each = [party for party in plan.parties if party.each]
    if len(each) > 1:
        top.fault("parties", "only one table of parties can have each = true")
    if plan.theme_separators and "themes" not in plan.columns:
        top.fault(("lists", "themes"), "no column has themes, so their separator says nothing", "omit [lists]")
    identity = plan.columns.get("id")
    if each and identity and PARTY not in identity.columns:
        columns.fault("id", "each party has a deadline of its own, and the id is the same", "add {party} to the id")
    if plan.log and not plan.reports:
        top.fault("rows", "each row is a report, and no table [status] says what it reports", "add [status]")
