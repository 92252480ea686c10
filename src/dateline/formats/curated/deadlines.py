"""TOML tables to deadlines with all their records, and to the horizons on which they depend."""

from __future__ import annotations

from typing import get_args

from dateline.dates import FAR_FUTURE, InvalidDate
from dateline.deadlines.reading_rules import RULES, cutoff
from dateline.formats.curated.checks import check_deadline
from dateline.formats.curated.counted_dues import counted_due
from dateline.formats.curated.occurrences import occurrences
from dateline.formats.curated.parties import PARTY, check_corrections, each_party
from dateline.formats.curated.retractions import with_retractions
from dateline.formats.curated.table_fields import Fields
from dateline.formats.curated.tables_to_records import CONFIDENCES, finished
from dateline.model import (
    Days,
    Deadline,
    DeadlineKind,
    Dependency,
    DueAssertion,
    DueKind,
    Force,
    Horizon,
    HorizonDate,
    Standing,
    StatusReport,
    Waiver,
)

_STANDINGS = get_args(Standing)
_OPEN = (FAR_FUTURE, FAR_FUTURE)


def read_horizon(fields: Fields) -> Horizon | None:
    """Return the horizon of a [[horizon]] table with the statements of its day."""
    identity, title = fields.identifier(), fields.text("title", required=True)
    horizon = Horizon(
        identity or "",
        title or "",
        description=fields.text("description"),
        actors=fields.participants(),
        dates=with_retractions(fields.tables("date"), _horizon_date)[1],
        citations=fields.citations(required=True),
    )
    return finished(fields, horizon, identity)


def _horizon_date(fields: Fields) -> HorizonDate | None:
    date = fields.date("when", required=True)
    statement = HorizonDate(
        (date.bounds.earliest, date.bounds.latest) if date else (0, 0),
        date,
        known=fields.days("known"),
        standing=fields.choice("standing", _STANDINGS, "confirmed"),
        note=fields.text("note"),
        citations=fields.citations(required=True),
    )
    return finished(fields, statement, date)


def read_deadlines(fields: Fields) -> list[Deadline]:
    """Return the deadline of a [[deadline]] table with its records; those of its occurrences and of its parties."""
    identity, title = fields.identifier(), fields.text("title", required=True)
    programme = fields.identifier("programme")
    parts = {part: fields.tables(part) for part in ("due", "status", "waiver", "depends")}
    parts["status"], status = with_retractions(parts["status"], _report)
    parts["waiver"], waivers = with_retractions(parts["waiver"], _waiver)
    parts["depends"], depends = with_retractions(parts["depends"], _dependency)
    deadline = Deadline(
        identity or "",
        programme or "",
        title or "",
        force=fields.choice("force", get_args(Force)),
        kind=fields.choice("kind", get_args(DeadlineKind), "one_off"),
        item=fields.text("item"),
        actors=fields.participants(),
        themes=fields.texts("themes"),
        confidence=fields.choice("confidence", CONFIDENCES),
        note=fields.text("note"),
        due=tuple(due for item in parts["due"] if (due := _due(item, recurs="recurs" in fields))),
        status=status,
        waivers=waivers,
        depends=depends,
        lead=_lead(fields),
    )
    check_deadline(fields, deadline)
    found = each_party(fields, occurrences(fields, deadline, parts), deadline, parts)
    check_corrections(fields, deadline, found)
    fields.finish()
    return found if identity else []


def _note_names(fields: Fields) -> None:
    """Take note of the keys that say of which occurrence and of which parties a record is."""
    fields.note_known("occurrence")
    fields.note_known("party")


def _lead(fields: Fields) -> tuple[int, int]:
    faults = len(fields.faults)
    lead = fields.span("lead")
    if lead == (0, 0) and "lead" in fields and len(fields.faults) == faults:
        fields.fault("lead", "a lead of 0 days says nothing", "omit lead if nobody says how long it takes")
    return lead


def _due(fields: Fields, *, recurs: bool) -> DueAssertion | None:
    kind, known = fields.choice("kind", get_args(DueKind)), fields.days("known")
    # Nobody is bound before anybody knows. A correction is another matter: it takes the place of what it corrects.
    effective = fields.days("effective") or (None if kind == "correction" else known)
    due = DueAssertion(
        kind=kind,
        cutoff=_OPEN,
        due=fields.date("due"),
        text=fields.text("text"),
        rule=fields.choice("rule", RULES, "") or None,
        effective=effective,
        known=known,
        standing=fields.choice("standing", _STANDINGS[:2], "confirmed"),
        reinstates=fields.flag("reinstates"),
        note=fields.text("note"),
        citations=fields.citations(required=True),
    )
    _note_names(fields)
    recurs = recurs and kind == "original"
    return finished(fields, counted_due(fields, due, lambda: _cutoff(fields, due), recurs=recurs), True)


def _cutoff(fields: Fields, due: DueAssertion) -> Days:
    """Return the cutoff as written, or as the rule reads the due date; open-ended without both."""
    written = fields.interval("cutoff")
    if due.rule and due.due is None and not written and "due" not in fields:
        fields.fault("rule", f"rule {due.rule!r} reads a due date, and there is none", "add due, or omit rule")
    if written or due.due is None:
        return written or _OPEN
    if not due.rule:
        if "rule" not in fields:
            fields.fault("due", "due needs a rule or a cutoff", f"rule must be one of {', '.join(RULES)}")
        return _OPEN
    try:
        return cutoff(due.due, due.rule)
    except InvalidDate as error:
        fields.fault("due", error.message, error.hint)
        return _OPEN


def _report(fields: Fields) -> StatusReport | None:
    date = fields.date("when", required=True)
    report = StatusReport(
        level=fields.levels("level"),
        when=(date.bounds.earliest, date.bounds.latest) if date else (0, 0),
        date=date,
        known=fields.days("known"),
        standing=fields.choice("standing", _STANDINGS, "confirmed"),
        event=fields.identifier("event", of_import=True) if "event" in fields else None,
        note=fields.text("note"),
        citations=fields.citations(required=True),
    )
    _note_names(fields)
    return finished(fields, report, True)


def _waiver(fields: Fields) -> Waiver | None:
    effective = fields.days("effective", required=True)
    waiver = Waiver(
        effective or (0, 0),
        known=fields.days("known"),
        standing=fields.choice("standing", _STANDINGS, "confirmed"),
        basis=fields.text("basis"),
        note=fields.text("note"),
        citations=fields.citations(required=True),
    )
    _note_names(fields)
    return finished(fields, waiver, True)


def _dependency(fields: Fields) -> Dependency | None:
    templated = PARTY in str(fields.given.get("on"))
    on = fields.text("on", required=True) if templated else fields.identifier("on")
    dependency = Dependency(
        on or "",
        lag=fields.span("lag"),
        known=fields.days("known"),
        standing=fields.choice("standing", _STANDINGS, "confirmed"),
        note=fields.text("note"),
        citations=fields.citations(required=True),
    )
    fields.note_known("party")
    return finished(fields, dependency, on)
