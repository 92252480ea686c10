"""References between records: each must exist, a name must be unique, and a tree must have no circle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from dateline.dates import Date
from dateline.errors import DatelineError
from dateline.formats.curated.folder import Curated
from dateline.formats.curated.lines import Path
from dateline.formats.curated.relations import NO_CIRCLE, late, steps
from dateline.model import Actor, Citation, Deadline, Dependency, DueAssertion, Link, StatusReport, Theme, Waiver
from dateline.names import fold, nearest

Known = Mapping[str, frozenset[str]]
"""The ids by kind that exist outside of what is read: those of the database."""


class Reference(NamedTuple):
    """That the record `owner` of `kind` names `wanted` of kind `to`, at the path `key` below it."""

    kind: str
    owner: str
    key: Path
    to: str
    wanted: str


def check_links(
    found: Curated,
    known: Known | None = None,
    waiting: Mapping[str, list[str]] | None = None,
    linked: Iterable[Link] = (),
    dated: Callable[[str], Date | None] = lambda identity: None,
) -> None:
    """Note every fault between the records of `found`, where the ids in `known` exist besides.

    `waiting` says of the deadlines in the database for which others each of them waits, `linked` are its links,
    and `dated` gives the date of an event there.
    """
    ids = {kind: set(found.records[kind]) | set((known or {}).get(kind, ())) for kind in found.records}
    for reference in references(found):
        if reference.wanted and reference.wanted not in ids[reference.to]:
            if reference.to == "horizon" and reference.wanted in ids["event"]:
                _note_undated(found, reference)
            elif (
                reference.to == reference.kind == "deadline" and reference.wanted.rpartition("@")[0] in ids["deadline"]
            ):
                _check_occurrence(found, reference, waiting or {})
            else:
                _note_missing(found, reference, ids[reference.to])
        elif reference.to == reference.kind == "deadline" and reference.wanted in found.deadlines:
            _note_endless(found, reference)
    _check_awaited(found, ids, waiting or {})
    _check_circles(found, "theme", {t.id: [t.parent] for t in found.themes.values() if t.parent})
    _check_circles(found, "actor", {a.id: [m.actor for m in a.member_of] for a in found.actors.values()})
    waits = {each.id: [other.on for other in each.depends if other.on != each.id] for each in found.deadlines.values()}
    waits |= {identity: others for identity, others in (waiting or {}).items() if identity not in waits}
    for identity in [each for others in waits.values() for each in others if each not in ids["deadline"]]:
        # An occurrence waits for what each of them waits for.
        waits[identity] = waits.get(identity.rpartition("@")[0], [])
    _check_circles(found, "deadline", waits)
    _check_relations(found, [each for each in linked if each.id not in found.links], dated)
    _check_names(found)
    found.faults.sort(key=lambda fault: (fault.file, fault.line or 0))


def _check_relations(found: Curated, linked: Sequence[Link], dated: Callable[[str], Date | None]) -> None:
    """Note links that the dates of their events certainly contradict, and circles of those that lead nowhere else."""

    def date_of(identity: str) -> Date | None:
        event = found.events.get(identity)
        return dated(identity) if event is None else event.date

    for link in found.links.values():
        if reason := late(link, date_of):
            found.places["link", link.id].fault("type", reason)
    for link in linked:
        read = next((each for each in (link.origin, link.target) if each in found.events), None)
        if read is not None and (reason := late(link, date_of)):
            found.places["event", read].fault("date", f"{reason}, by the link {link.id!r}")
    every = [each for each in (*found.links.values(), *linked) if each.origin and each.target]  # others are at fault
    for kind, (type_, words) in product(("event", "deadline"), NO_CIRCLE.items()):
        own = (link for link in found.links.values() if link.origin_kind == kind and link.type == type_)
        owners = {link.origin: link.id for link in own}
        circle = _circle_of(steps(every, kind, type_))
        if here := next((owners[each] for each in circle if each in owners), None):
            path = " > ".join([*circle, circle[0]])
            found.places["link", here].fault("type", f"{kind}s {words} form a circle: {path}")


def _circle_of(above: Mapping[str, list[str]]) -> list[str]:
    done: set[str] = set()
    return next((circle for start in above if (circle := _circle(start, above, done))), [])


def _note_missing(found: Curated, reference: Reference, ids: set[str]) -> None:
    near = nearest(reference.wanted, ids, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"define it with [[{reference.to}]]"
    message = f"{reference.kind} {reference.owner!r} refers to the unknown {reference.to} {reference.wanted!r}"
    found.places[reference.kind, reference.owner].fault(reference.key, message, hint)


def _note_endless(found: Curated, reference: Reference) -> None:
    """Note that a deadline waits for all occurrences of one that has no end."""
    if found.deadlines[str(reference.wanted)].recurs is not None:
        message = f"deadline {reference.owner!r} waits for {reference.wanted!r}, which recurs without end"
        hint = f"write the id of an occurrence, such as {reference.wanted}@2001-12-31"
        found.places["deadline", reference.owner].fault(reference.key, message, hint)


def _check_occurrence(found: Curated, reference: Reference, waiting: Mapping[str, list[str]]) -> None:
    """Note that what a deadline waits for is no occurrence of the deadline after which it is called."""
    base = reference.wanted.rpartition("@")[0]
    if base in found.deadlines:
        fault = _never_due(found, reference.owner, reference.wanted)
    elif reference.wanted in waiting.get(reference.owner, ()):
        return  # it was checked when it was written, and whenever the other was written since
    else:
        message = f"deadline {reference.owner!r} waits for {reference.wanted!r}, of which nothing is recorded"
        fault = message, f"read the file of {base!r} with this one, or record something of the occurrence"
    if fault:
        found.places["deadline", reference.owner].fault(reference.key, *fault)


def _never_due(found: Curated, owner: str, wanted: str) -> tuple[str, str] | None:
    """Return why what a deadline waits for is no occurrence of one that was read, with a hint."""
    from dateline.deadlines.recurring.occurring import named_occurrence

    base, _, day = wanted.rpartition("@")
    try:
        if named_occurrence(wanted, found.deadlines):
            return None
    except DatelineError as error:
        return error.message, error.hint or ""
    reason = f"is not due on {day}" if found.deadlines[base].recurs else "does not recur without end"
    message = f"deadline {owner!r} waits for {wanted!r}, and {base!r} {reason}"
    return message, "an id ends with the last possible day of an occurrence"


def _check_awaited(found: Curated, ids: Mapping[str, set[str]], waiting: Mapping[str, list[str]]) -> None:
    """Note that a deadline of the database waits for an occurrence of one that was read, which is not due then now."""
    for owner, wanted in ((owner, each) for owner, others in waiting.items() for each in others):
        base = wanted.rpartition("@")[0]
        if owner in found.deadlines or wanted in ids["deadline"] or base not in found.deadlines:
            continue
        if fault := _never_due(found, owner, wanted):
            found.places["deadline", base].fault(None, *fault)


def _note_undated(found: Curated, reference: Reference) -> None:
    message = f"deadline {reference.owner!r} counts from the event {reference.wanted!r}, which has no date"
    hint = "give its earliest and latest days, or make a horizon of it"
    found.places[reference.kind, reference.owner].fault(reference.key, message, hint)


def references(found: Curated) -> Iterator[Reference]:
    """Yield every reference from one record to another."""
    for actor in found.actors.values():
        yield from _cited("actor", actor.id, ("citations",), actor.citations)
        for i, membership in enumerate(actor.member_of):
            yield Reference("actor", actor.id, ("member_of", i, "actor"), "actor", membership.actor)
            yield from _cited("actor", actor.id, ("member_of", i, "citations"), membership.citations)
    for theme in found.themes.values():
        if theme.parent:
            yield Reference("theme", theme.id, ("parent" if theme.above else "id",), "theme", theme.parent)
    for kind in ("event", "programme", "horizon", "deadline"):
        for record in found.records[kind].values():
            yield from (Reference(kind, record.id, ("actors",), "actor", p.actor) for p in record.actors)
            yield from (Reference(kind, record.id, ("themes",), "theme", t) for t in getattr(record, "themes", ()))
            yield from _cited(kind, record.id, ("citations",), getattr(record, "citations", ()))
    for horizon in found.horizons.values():
        for i, date in enumerate(horizon.dates):
            yield from _cited("horizon", horizon.id, ("date", i, "citations"), date.citations)
    for deadline in found.deadlines.values():
        yield from _of_deadline(deadline)
    yield from _of_relations(found)


def _of_relations(found: Curated) -> Iterator[Reference]:
    """Yield the references of links, and of what sources say of events."""
    for link in found.links.values():
        for name, kind, wanted in (("from", link.origin_kind, link.origin), ("to", link.target_kind, link.target)):
            yield Reference("link", link.id, (name if kind == "event" else f"{name}_deadline",), kind, wanted)
        yield from _cited("link", link.id, ("citations",), link.citations)
    for event in found.events.values():
        for i, each in enumerate(event.citations):
            said = each.claim.actors if each.claim else ()
            yield from (Reference("event", event.id, ("citations", i, "actors"), "actor", p.actor) for p in said)


def _of_deadline(deadline: Deadline) -> Iterator[Reference]:
    yield Reference("deadline", deadline.id, ("programme",), "programme", deadline.programme)
    parts: tuple[tuple[str, Sequence[DueAssertion | StatusReport | Waiver | Dependency]], ...] = (
        ("due", deadline.due),
        ("status", deadline.status),
        ("waiver", deadline.waivers),
        ("depends", deadline.depends),
    )
    for part, records in parts:
        for i, record in enumerate(records):
            yield from _cited("deadline", deadline.id, (part, i, "citations"), record.citations)
    for i, due in enumerate(deadline.due):
        if due.of:
            # What is counted already is counted from an event; what is not awaits a horizon.
            to = "horizon" if due.awaits is not None else "event"
            yield Reference("deadline", deadline.id, ("due", i, "of"), to, due.of)
    for i, dependency in enumerate(deadline.depends):
        yield Reference("deadline", deadline.id, ("depends", i, "on"), "deadline", dependency.on)
    for i, report in enumerate(deadline.status):
        if report.event:
            yield Reference("deadline", deadline.id, ("status", i, "event"), "event", report.event)


def _cited(kind: str, owner: str, key: Path, citations: Iterable[Citation]) -> Iterator[Reference]:
    return (Reference(kind, owner, key, "source", citation.source) for citation in citations)


def _check_circles(found: Curated, kind: str, above: Mapping[str, list[str]]) -> None:
    """Note each circle of `above` once, at its first member in the order of the files."""
    done: set[str] = set()
    for start in above:
        circle = _circle(start, above, done)
        # One in the database alone was let in by another program: there is no file to point at.
        read = [[each for each in (own, own.rpartition("@")[0]) if (kind, each) in found.places] for own in circle]
        first = next((place for place, names in enumerate(read) if names), None)
        done.update(circle)
        if first is not None:
            path = " > ".join([*circle[first:], *circle[:first], circle[first]])
            found.places[kind, read[first][0]].fault(None, f"{kind}s form a circle: {path}")


def _circle(start: str, above: Mapping[str, list[str]], done: set[str]) -> list[str]:
    """Return a circle that can be reached from `start`, empty if there is none; adds what it saw to `done`."""
    path: dict[str, None] = {}
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        current, leaving = stack.pop()
        if leaving:
            path.popitem()
            done.add(current)
        elif current in path:
            circle = list(path)
            return circle[circle.index(current) :]
        elif current not in done:
            path[current] = None
            stack.append((current, True))
            stack.extend((parent, False) for parent in above.get(current, ()))
    return []


def _name(record: Actor | Theme) -> str:
    return record.name if isinstance(record, Actor) else record.title


def _check_names(found: Curated) -> None:
    """Note every alias that another actor (or theme) bears too, for a filter could not tell them apart."""
    for kind in ("actor", "theme"):
        bearers: dict[str, str] = {}
        for record in found.records[kind].values():
            names = (record.id, _name(record), *record.aliases)
            for folded in dict.fromkeys(fold(name) for name in names):
                other = bearers.setdefault(folded, record.id)
                if other != record.id:
                    place = found.places[kind, record.id]
                    place.fault("aliases", f"{kind} {record.id!r} and {other!r} share the name {folded!r}")
