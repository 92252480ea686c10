"""From the fields of a TOML table to a record, one function a kind of record."""

from __future__ import annotations

from typing import TypeVar, get_args

from dateline.dates import FAR_FUTURE, InvalidDate, parse
from dateline.deadlines.reading import RULES, cutoff
from dateline.formats.curated.fields import Fields
from dateline.model import (
    Actor,
    ActorKind,
    Collection,
    Confidence,
    Days,
    Deadline,
    DeadlineKind,
    DueAssertion,
    DueKind,
    Event,
    Force,
    Membership,
    Programme,
    Source,
    Standing,
    StatusReport,
    Theme,
    Waiver,
)

_CONFIDENCES = get_args(Confidence)
_ROLES = ("obligor", "co-obligor", "verifier", "beneficiary")


def read_collection(fields: Fields) -> Collection | None:
    """Return the collection that a table names."""
    identity, title = fields.identifier(), fields.text("title", required=True)
    description = fields.text("description")
    fields.finish()
    return Collection(identity, title, description) if identity and title else None


def read_source(fields: Fields) -> Source | None:
    """Return the source of a [[source]] table."""
    identity, title = fields.identifier(), fields.text("title", required=True)
    source = Source(
        identity or "",
        title or "",
        author=fields.text("author"),
        publisher=fields.text("publisher"),
        date=fields.date("date"),
        url=fields.text("url"),
        language=fields.text("language"),
        note=fields.text("note"),
    )
    return _finished(fields, source, identity)


def read_actor(fields: Fields) -> Actor | None:
    """Return the actor of an [[actor]] table with its memberships."""
    identity, name = fields.identifier(), fields.text("name", required=True)
    memberships = [read for item in fields.tables("member_of") if (read := _membership(item))]
    actor = Actor(
        identity or "",
        name or "",
        kind=fields.choice("kind", get_args(ActorKind)),
        aliases=fields.texts("aliases"),
        description=fields.text("description"),
        date=fields.date("date"),
        member_of=tuple(memberships),
        citations=fields.citations(),
    )
    return _finished(fields, actor, identity)


def _membership(fields: Fields) -> Membership | None:
    whole = fields.identifier("actor")
    membership = Membership(whole or "", fields.text("role"), fields.date("date"), fields.citations())
    return _finished(fields, membership, whole)


def read_theme(fields: Fields) -> Theme | None:
    """Return the theme of a [[theme]] table."""
    identity, title = fields.identifier(), fields.text("title", required=True)
    theme = Theme(
        identity or "",
        title or "",
        aliases=fields.texts("aliases"),
        description=fields.text("description"),
        above=fields.identifier("parent") if "parent" in fields else None,
    )
    return _finished(fields, theme, identity)


def read_event(fields: Fields) -> Event | None:
    """Return the event of an [[event]] table; it must have a citation and a confidence."""
    identity, title = fields.identifier(), fields.text("title", required=True)
    date = fields.date("date", required=True)
    event = Event(
        identity or "",
        title or "",
        date or parse("0000"),
        date_text=fields.text("date_text"),
        description=fields.text("description"),
        kind=fields.text("kind"),
        place=fields.text("place"),
        latitude=fields.degrees("latitude", 90),
        longitude=fields.degrees("longitude", 180),
        actors=fields.participants(),
        themes=fields.texts("themes"),
        citations=fields.citations(required=True),
        confidence=fields.choice("confidence", _CONFIDENCES),
    )
    return _finished(fields, event, identity)


def read_programme(fields: Fields) -> Programme | None:
    """Return the programme of a [[programme]] table."""
    identity, title = fields.identifier(), fields.text("title", required=True)
    programme = Programme(
        identity or "",
        title or "",
        date=fields.date("date"),
        description=fields.text("description"),
        observed_through=fields.day("observed_through"),
        actors=fields.participants(),
        citations=fields.citations(required=True),
    )
    return _finished(fields, programme, identity)


def read_deadline(fields: Fields) -> Deadline | None:
    """Return the deadline of a [[deadline]] table with its due assertions, reports and waivers."""
    identity, title = fields.identifier(), fields.text("title", required=True)
    programme = fields.identifier("programme")
    deadline = Deadline(
        identity or "",
        programme or "",
        title or "",
        force=fields.choice("force", get_args(Force)),
        kind=fields.choice("kind", get_args(DeadlineKind), "one_off"),
        item=fields.text("item"),
        actors=fields.participants(),
        themes=fields.texts("themes"),
        confidence=fields.choice("confidence", _CONFIDENCES),
        note=fields.text("note"),
        due=tuple(due for item in fields.tables("due") if (due := _due(item))),
        status=tuple(report for item in fields.tables("status") if (report := _report(item))),
        waivers=tuple(waiver for item in fields.tables("waiver") if (waiver := _waiver(item))),
    )
    _check_deadline(fields, deadline)
    return _finished(fields, deadline, identity)


def _check_deadline(fields: Fields, deadline: Deadline) -> None:
    for participant in deadline.actors:
        if participant.role is not None and participant.role not in _ROLES:
            fields.fault("actors", f"role {participant.role!r} is not one of {', '.join(_ROLES)}")
    kinds = [due.kind for due in deadline.due]
    if all(kinds) and kinds.count("original") != 1:
        fields.fault(None, "a deadline needs exactly one [[deadline.due]] of kind original")


def _due(fields: Fields) -> DueAssertion | None:
    kind, known = fields.choice("kind", get_args(DueKind)), fields.days("known")
    # Nobody is bound before anybody knows. A correction is another matter: it takes the place of what it corrects.
    effective = fields.days("effective") or (None if kind == "correction" else known)
    due = DueAssertion(
        kind=kind,
        cutoff=_cutoff(fields),
        due=fields.date("due"),
        text=fields.text("text"),
        rule=fields.choice("rule", RULES, "") or None,
        effective=effective,
        known=known,
        standing=fields.choice("standing", get_args(Standing)[:2], "confirmed"),
        reinstates=fields.flag("reinstates"),
        note=fields.text("note"),
        citations=fields.citations(required=True),
    )
    return _finished(fields, due, True)


def _cutoff(fields: Fields) -> Days:
    """Return the cutoff as written, or as the rule reads the due date; open-ended without both."""
    written = fields.interval("cutoff")
    known_faults = len(fields.faults)
    due = fields.date("due")
    rule = fields.choice("rule", RULES, "")
    del fields.faults[known_faults:]  # the caller reads the same keys and notes their faults
    if written or due is None:
        return written or (FAR_FUTURE, FAR_FUTURE)
    if not rule:
        fields.fault("due", "due needs a rule or a cutoff", f"rule is one of {', '.join(RULES)}")
        return FAR_FUTURE, FAR_FUTURE
    try:
        return cutoff(due, rule)
    except InvalidDate as error:
        fields.fault("due", error.message, error.hint)
        return FAR_FUTURE, FAR_FUTURE


def _report(fields: Fields) -> StatusReport | None:
    date = fields.date("when", required=True)
    report = StatusReport(
        level=fields.levels("level"),
        when=(date.earliest, date.latest) if date else (0, 0),
        date=date,
        known=fields.days("known"),
        standing=fields.choice("standing", get_args(Standing), "confirmed"),
        event=fields.identifier("event") if "event" in fields else None,
        note=fields.text("note"),
        citations=fields.citations(required=True),
    )
    return _finished(fields, report, True)


def _waiver(fields: Fields) -> Waiver | None:
    effective = fields.days("effective", required=True)
    waiver = Waiver(
        effective or (0, 0),
        known=fields.days("known"),
        basis=fields.text("basis"),
        citations=fields.citations(required=True),
    )
    return _finished(fields, waiver, True)


_Record = TypeVar("_Record")


def _finished(fields: Fields, record: _Record, whole: object) -> _Record | None:
    """Note unknown keys; return the record if it has `whole`, the name by which others know it.

    A record with other faults is kept, so that what it names is checked too; with a fault nothing is written.
    """
    fields.finish()
    return record if whole else None
