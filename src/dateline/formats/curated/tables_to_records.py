"""The fields of a TOML table to a record: one function for each kind of record."""

from __future__ import annotations

from typing import TypeVar, get_args

from dateline.claims.forms import fault_of
from dateline.dates import parse
from dateline.dates.calendar import CALENDARS
from dateline.event_fields import FIELDS, VERDICTS
from dateline.formats.curated.table_fields import Fields
from dateline.measures import in_order, measure
from dateline.model import (
    Actor,
    ActorKind,
    Claim,
    Collection,
    Confidence,
    Event,
    Measure,
    Membership,
    Programme,
    Source,
    Theme,
)
from dateline.names import distinct_aliases

CONFIDENCES = get_args(Confidence)


def read_collection(fields: Fields) -> Collection | None:
    """Return the collection that a table names; that of an import may have the id of a data set."""
    identity, title = fields.identifier(), fields.text("title", required=True)
    description, circa = fields.text("description"), fields.spread("circa")
    fields.flag("corrects_import")
    fields.finish()
    return Collection(identity, title, description, circa) if identity and title else None


def read_source(fields: Fields) -> Source | None:
    """Return the source of a [[source]] table."""
    identity, title = fields.identifier(of_import=True), fields.text("title", required=True)
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
    return finished(fields, source, identity)


def read_actor(fields: Fields) -> Actor | None:
    """Return the actor of an [[actor]] table with its memberships."""
    identity, name = fields.identifier(of_import=True), fields.text("name", required=True)
    memberships = [read for item in fields.tables("member_of") if (read := _membership(item))]
    actor = Actor(
        identity or "",
        name or "",
        kind=fields.choice("kind", get_args(ActorKind)),
        aliases=distinct_aliases(identity, name, fields.texts("aliases")),
        description=fields.text("description"),
        date=fields.date("date"),
        member_of=tuple(memberships),
        citations=fields.citations(),
    )
    return finished(fields, actor, identity)


def _membership(fields: Fields) -> Membership | None:
    whole = fields.identifier("actor", of_import=True)
    membership = Membership(whole or "", fields.text("role"), fields.date("date"), fields.citations())
    return finished(fields, membership, whole)


def read_theme(fields: Fields) -> Theme | None:
    """Return the theme of a [[theme]] table."""
    identity, title = fields.identifier(of_import=True), fields.text("title", required=True)
    above = fields.identifier("parent", of_import=True) if "parent" in fields else None
    theme = Theme(
        identity or "",
        title or "",
        aliases=distinct_aliases(identity, title, fields.texts("aliases")),
        description=fields.text("description"),
        above=None if identity and above == identity.rpartition("/")[0] else above,
    )
    return finished(fields, theme, identity)


def read_event(fields: Fields) -> Event | None:
    """Return the event of an [[event]] table; one that is not of an import must have a citation and a confidence."""
    identity, title = fields.identifier(of_import=True), fields.text("title", required=True)
    date = fields.date("date", required=True, undated=True)
    event = Event(
        identity or "",
        title or "",
        date or parse("0000"),
        actors=fields.participants(),
        themes=fields.texts("themes"),
        citations=fields.citations(required=True, claim=_claim),
        measures=_measures(fields),
        verdict=_verdict(fields),
        **{field.name: fields.plain(field) for field in FIELDS},
    )
    return finished(fields, event, identity)


def _verdict(fields: Fields) -> str | None:
    """Return why the event has its date; a claim that stands outside of a citation is a fault."""
    if "claims" in fields:
        hint = "write date, place, actors or measures into the citation of the source that says so"
        fields.fault("claims", "a claim has no citation here", hint)
    found: str | None = fields.choice("verdict", VERDICTS) if "verdict" in fields else None
    return found


def _claim(fields: Fields) -> Claim | None:
    """Return what a citation says that its source says, None if nothing."""
    claim = Claim(
        date=fields.date("date", undated=True),
        date_text=fields.text("date_text"),
        calendar=fields.choice("calendar", CALENDARS) if "calendar" in fields else None,
        language=fields.text("language"),
        place=fields.text("place"),
        actors=fields.participants(),
        measures=_measures(fields),
    )
    if claim == Claim():
        return None
    if wrong := fault_of(claim):
        fields.fault(None, f"the claim {wrong}")
    return claim


def _measures(fields: Fields) -> tuple[Measure, ...]:
    """Return the measures of an event, each a table of its own."""
    found: dict[str, Measure] = {}
    for each in fields.tables("measures"):
        name, unit = each.text("name", required=True), each.text("unit")
        value, low, high = (each.number(key, None) for key in ("value", "low", "high"))
        each.finish()
        try:
            read = measure(name, value, low, high, unit) if name else None
        except ValueError as error:
            each.fault("name", str(error))
            continue
        if read and read.name in found:
            each.fault("name", f"measure {read.name} comes twice")
        if read:
            found[read.name] = read
    return in_order(found.values())


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
        tz=_zone(fields),
    )
    return finished(fields, programme, identity)


def _zone(fields: Fields) -> str | None:
    from dateline.deadlines.counting.written import Uncountable, checked_zone

    name = fields.text("tz")
    try:
        return name and checked_zone(name)
    except Uncountable as error:
        fields.fault("tz", error.message, error.hint)
        return None


_Record = TypeVar("_Record")


def finished(fields: Fields, record: _Record, whole: object) -> _Record | None:
    """Note unknown keys; return the record if it has `whole`, the name by which others know it.

    A record with other faults is kept, so that what it names is checked too; with a fault nothing is written.
    """
    fields.finish()
    return record if whole else None
