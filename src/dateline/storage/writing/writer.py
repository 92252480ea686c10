"""Writing curated records: what differs from the database is written, in one transaction."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from dateline.belonging import ALWAYS
from dateline.errors import Fault
from dateline.formats.curated.writing import text_of
from dateline.model import Actor, Citation, Collection, Deadline, Event, Horizon, Link, Programme, Source, Theme
from dateline.prepared_events import FINGERPRINT, entry_of, spread_anew
from dateline.storage.derived import junctions
from dateline.storage.derived.belongings import derive_belongings
from dateline.storage.derived.marked_dates import circa_of, restate, restate_deadlines, spread_deadlines
from dateline.storage.derived.theme_sets import forget_sets_with, share_anew
from dateline.storage.derived.theme_tree import number_themes
from dateline.storage.history.batches import Before, History, next_event
from dateline.storage.history.noted import Had
from dateline.storage.schema import tables as t
from dateline.storage.writing.deadline_rows import Row, flat, parts_of
from dateline.storage.writing.event_rows import EventRows
from dateline.storage.writing.fingerprints import fingerprint
from dateline.storage.writing.new_actors import names_of
from dateline.storage.writing.new_records import (
    LINK,
    SOURCE,
    append_sources,
    append_themes,
    citation_rows,
    next_number,
    number_of,
)
from dateline.storage.writing.references import still_named
from dateline.storage.writing.report import Report

_PARTS = ("member_of", "due", "status", "waiver", "depends", "date")  # of records, with citations of their own
_NO_PARENT = "SELECT min(above) FROM theme WHERE above NOT IN (SELECT id FROM theme)"


class Writer:
    """Writes records of one collection through an open connection; the caller commits or rolls back.

    Kinds must be written in the order source, actor, theme, event, programme, deadline, link, and `finish` comes last.
    """

    def __init__(
        self,
        connection: sa.Connection,
        collection: str,
        *,
        curated: bool = True,
        history: History | None = None,
        before: Before | None = None,
        action: str = "added",
    ) -> None:
        self._connection = connection
        self._history, self._before, self._action = history, before, action
        self._collection = collection
        of = t.collection.c
        self._weaker = set(connection.execute(sa.select(of.id).where(of.curated == 0)).scalars()) if curated else set()
        self._curated = curated
        self.faults: list[Fault] = []
        self._redirects = {(kind, old): into for kind, old, into in connection.execute(sa.select(t.redirect))}
        self._actors = dict(connection.execute(sa.select(t.actor.c.id, t.actor.c.num)).all())
        self.report = Report()

    def keep(self, record: Collection) -> None:
        """Write the collection's own row; if its dates spread otherwise than before, those written already follow."""
        of, name = t.collection.c, record.id
        row = dataclasses.asdict(record) | {"curated": int(self._curated)}
        had = self._connection.execute(sa.select(t.collection).where(of.id == name)).mappings().first()
        if had is not None and dict(had) == row:
            return
        if self._history:
            action = "changed" if had else self._action
            owner = name if self._curated else None  # that of an import has none
            self._history.note("collection", name, action, collection=owner, content=text_of(record))
        if had:
            self._connection.execute(sa.update(t.collection).where(of.id == name).values(row))
        else:
            self._connection.execute(sa.insert(t.collection), row)
        if had and had["circa"] != record.circa:
            restate(self._connection)
            restate_deadlines(self._connection, name, had["circa"])

    def forget(self) -> None:
        """Remove the collection's own row."""
        of = t.collection.c
        had = self._connection.execute(sa.select(t.collection).where(of.id == self._collection)).mappings().first()
        if had and self._history:
            content = text_of(Collection(had["id"], had["title"], had["description"], had["circa"]))
            owner = self._collection if had["curated"] else None  # that of an import has none
            self._history.note("collection", self._collection, "removed", had=Had(content, owner))
        self._connection.execute(sa.delete(t.collection).where(of.id == self._collection))

    def sources(self, records: Iterable[Source]) -> None:
        """Write sources."""
        for source, _ in self._changed(t.source, records):
            row = {name: getattr(source, name) for name in SOURCE}
            self._put(t.source, source, row | {"date": source.date and source.date.edtf})

    def append_sources(self, records: Iterable[Source]) -> None:
        """Write sources of which it is known that none is there, all together."""
        for source in (new := list(records)):
            self._note("source", source, None)
        append_sources(self._connection, self._collection, new)

    def actors(self, records: Iterable[Actor]) -> None:
        """Write actors with their names, then their memberships, for these may name actors that come later."""
        self.join_actors(self.bare_actors(records))

    def bare_actors(self, records: Iterable[Actor]) -> list[Actor]:
        """Write actors with their names alone; return those that differ from what is there."""
        changed = [actor for actor, _ in self._changed(t.actor, records)]
        following = next_number(self._connection, t.actor)
        for actor in changed:
            if actor.id not in self._actors:
                self._actors[actor.id] = following
                following += 1
            self._put_actor(actor, self._actors[actor.id])
        return changed

    def join_actors(self, changed: list[Actor]) -> None:
        """Write the memberships of actors; those to whom they belong must be there, unless there are faults."""
        if changed and not self.faults:
            self._actors = dict(self._connection.execute(sa.select(t.actor.c.id, t.actor.c.num)).all())
            for actor in changed:
                self._put_memberships(actor, self._actors[actor.id])
            self.derive_belonging()

    def _put_actor(self, actor: Actor, num: int) -> None:
        row = {"num": num, "id": actor.id, "name": actor.name, "kind": actor.kind}
        self._put(t.actor, actor, row | {"description": actor.description, "date": actor.date and actor.date.edtf})
        self._replace_names(t.actor_name, "actor", num, (actor.id, actor.name, *actor.aliases))
        self._replace_citations("actor", actor.id, [actor.citations])

    def _replace_names(self, table: sa.Table, column: str, owner: int | str, names: Iterable[str]) -> None:
        self._connection.execute(sa.delete(table).where(table.c[column] == owner))
        columns = ("folded", column, "seq", "name")
        self._insert(table, (dict(zip(columns, row, strict=True)) for row in names_of(owner, *names)))

    def _put_memberships(self, actor: Actor, num: int) -> None:
        self._connection.execute(sa.delete(t.membership).where(t.membership.c.member == num))
        rows, circa = [], circa_of(self._connection, self._collection)
        for seq, membership in enumerate(actor.member_of):
            bounds = spread_anew(membership.date, circa).bounds if membership.date else ALWAYS
            whole = self._actors[membership.actor]
            row: Row = {"member": num, "seq": seq, "whole": whole, "role": membership.role}
            rows.append(row | {"date": membership.date and membership.date.edtf} | bounds._asdict())
        self._insert(t.membership, rows)
        self._replace_citations("actor/member_of", actor.id, [m.citations for m in actor.member_of])

    def derive_belonging(self) -> None:
        """Work out anew who belonged to whom, through any number of steps."""
        derive_belongings(self._connection)

    def themes(self, records: Iterable[Theme]) -> None:
        """Write themes; the whole tree is numbered anew, and the junction follows."""
        if changed := [theme for theme, _ in self._changed(t.theme, records)]:
            self._put_themes(changed)

    def _put_themes(self, changed: list[Theme]) -> None:
        following = next_number(self._connection, t.theme)
        known = set(self._connection.execute(sa.select(t.theme.c.id)).scalars())
        new = [theme for theme in changed if theme.id not in known]
        append_themes(self._connection, self._collection, new, following)
        for theme in (theme for theme in changed if theme.id in known):
            row: Row = {"id": theme.id, "title": theme.title, "above": theme.parent, "description": theme.description}
            self._put(t.theme, theme, row)
            self._replace_names(t.theme_name, "theme", theme.id, (theme.id, theme.title, *theme.aliases))
        self._number_themes()

    def _number_themes(self) -> None:
        """Give the tree of themes its numbers; what hangs on its form follows when that has changed."""
        if number_themes(self._connection):
            share_anew(self._connection)
            junctions.make_anew(self._connection)

    def events(self, records: Iterable[Event]) -> None:
        """Write events with their participants, themes and citations; new ones are numbered in order of date."""
        changed = list(self._changed(t.event, records, lambda event: str(entry_of(event).row[FINGERPRINT])))
        numbers = {event.id: num for event, num in changed if num is not None}
        first = following = next_event(self._connection)
        new = (event for event, num in changed if num is None)
        for event in sorted(new, key=lambda e: (e.date.bounds.earliest, e.date.bounds.latest, e.id)):
            numbers[event.id] = following
            following += 1
        junctions.forget_all(self._connection, (num for _, num in changed if num is not None))
        if not changed:
            return
        rows = EventRows(self._connection, self._collection, self._actors, self._missing)
        for event, _ in changed:
            rows.add(numbers[event.id], entry_of(event))
        rows.flush()
        rows.sets.write()
        junctions.fill(self._connection, first, [num for _, num in changed if num is not None])

    def _missing(self, actor: str, _: str | None) -> int:
        raise KeyError(actor)  # links are checked before anything is written

    def _parties(self, participants: Iterable[Any]) -> list[Row]:
        return [{"seq": seq, "actor": self._actors[p.actor], "role": p.role} for seq, p in enumerate(participants)]

    def programmes(self, records: Iterable[Programme]) -> None:
        """Write programmes."""
        for programme, _ in self._changed(t.programme, records):
            row = {"id": programme.id, "title": programme.title, "description": programme.description}
            row |= {
                "date": programme.date and programme.date.edtf,
                "observed_through": programme.observed_through,
                "tz": programme.tz,
            }
            self._put(t.programme, programme, row)
            self._replace_parties("programme", programme.id, programme.actors)
            self._replace_citations("programme", programme.id, [programme.citations])

    def horizons(self, records: Iterable[Horizon]) -> None:
        """Write horizons with the statements of their day."""
        for horizon, _ in self._changed(t.horizon, records):
            row = {"id": horizon.id, "title": horizon.title, "description": horizon.description}
            self._put(t.horizon, horizon, row)
            self._connection.execute(sa.delete(t.horizon_date).where(t.horizon_date.c.horizon == horizon.id))
            rows = [{"horizon": horizon.id, "seq": seq} | flat(date) for seq, date in enumerate(horizon.dates)]
            self._insert(t.horizon_date, rows)
            self._replace_parties("horizon", horizon.id, horizon.actors)
            self._replace_citations("horizon", horizon.id, [horizon.citations])
            self._replace_citations("horizon/date", horizon.id, [date.citations for date in horizon.dates])
        spread_deadlines(self._connection, self._collection)

    def deadlines(self, records: Iterable[Deadline]) -> None:
        """Write deadlines with everything recorded of them."""
        for deadline, _ in self._changed(t.deadline, records):
            names = ("id", "programme", "title", "force", "kind", "item", "confidence", "note")
            row = {name: getattr(deadline, name) for name in names}
            row["lead_from"], row["lead_to"] = deadline.lead
            self._put(t.deadline, deadline, row)
            self._forget_deadline_parts(deadline.id)
            self._insert(
                t.deadline_theme,
                [{"deadline": deadline.id, "seq": i, "theme": name} for i, name in enumerate(deadline.themes)],
            )
            self._replace_parties("deadline", deadline.id, deadline.actors)
            self._put_deadline_records(deadline)
        spread_deadlines(self._connection, self._collection)

    def links(self, records: Iterable[Link]) -> None:
        """Write links between events and promises."""
        for link, _ in self._changed(t.link, records):
            self._put(t.link, link, {name: getattr(link, name) for name in LINK})
            self._replace_citations("link", link.id, [link.citations])

    def _put_deadline_records(self, deadline: Deadline) -> None:
        for table, part, records in parts_of(deadline):
            rows = [{"deadline": deadline.id, "seq": seq} | flat(record) for seq, record in enumerate(records)]
            self._insert(table, rows)
            self._replace_citations(f"deadline/{part}", deadline.id, [record.citations for record in records])

    def _forget_deadline_parts(self, identity: str) -> None:
        for table in (t.deadline_theme, t.due_assertion, t.status_report, t.waiver, t.dependency):
            self._connection.execute(sa.delete(table).filter_by(deadline=identity))

    def prune(self, kept: Mapping[str, Iterable[str]]) -> None:
        """Remove this collection's records whose ids are not in `kept`, by kind.

        Raises:
            InvalidRecords: another collection still names one of them.
        """
        for kind in ("link", "deadline", "horizon", "programme", "event", "theme", "actor", "source"):
            table = t.metadata.tables[kind]
            chosen = sa.select(table.c.id).where(table.c.collection == self._collection)
            gone = sorted(set(self._connection.execute(chosen).scalars()) - set(kept[kind]))
            self.remove(kind, gone)
        self.follow()

    def follow(self) -> None:
        """Work out anew what hangs on records that were removed.

        Raises:
            InvalidRecords: a theme of another collection stands below one that was removed.
        """
        self.derive_belonging()
        if above := self._connection.execute(sa.text(_NO_PARENT)).scalar():
            raise still_named("theme", above)
        self._number_themes()

    def remove(self, kind: str, identities: Iterable[str]) -> None:
        """Remove records of this collection, which may name one another; `follow` comes behind the last.

        Raises:
            InvalidRecords: another record still names one of them.
        """
        leaving = list(identities)
        for identity in leaving:
            if self._history is not None:
                had = self._before.of(kind, identity, self._collection) if self._before else None
                self._history.note(kind, identity, "removed", had=had)
            if kind == "actor":
                self._connection.execute(sa.delete(t.membership).filter_by(member=self._actors[identity]))
        for identity in leaving:
            self._remove(kind, identity)
        self.report.removed += len(leaving)

    def _remove(self, kind: str, identity: str) -> None:
        if kind == "event":
            junctions.forget(self._connection, number_of(self._connection, t.event, identity))
        elif kind == "deadline":
            self._forget_deadline_parts(identity)
        elif kind == "horizon":
            self._connection.execute(sa.delete(t.horizon_date).where(t.horizon_date.c.horizon == identity))
        elif kind == "actor":
            num = self._actors[identity]
            self._connection.execute(sa.delete(t.actor_name).where(t.actor_name.c.actor == num))
        elif kind == "theme":
            self._check_unused(identity)
            forget_sets_with(self._connection, identity)
            self._connection.execute(sa.delete(t.theme_name).where(t.theme_name.c.theme == identity))
        for part in (kind, *(f"{kind}/{part}" for part in _PARTS)):
            of = t.citation.c
            self._connection.execute(sa.delete(t.citation).where(of.part == part, of.owner == identity))
        self._connection.execute(sa.delete(t.party).where(t.party.c.part == kind, t.party.c.owner == identity))
        table = t.metadata.tables[kind]
        try:
            with self._connection.begin_nested():
                self._connection.execute(sa.delete(table).where(table.c.id == identity))
        except sa.exc.IntegrityError:
            raise still_named(kind, identity) from None

    def _check_unused(self, theme: str) -> None:
        of = t.event_theme.c
        bearing = sa.select(of.event).where(of.theme == number_of(self._connection, t.theme, theme)).limit(1)
        if self._connection.execute(bearing).first():
            raise still_named("theme", theme)

    def _changed(
        self, table: sa.Table, records: Iterable[Any], print_of: Callable[[Any], str] = fingerprint
    ) -> Iterator[tuple[Any, int | None]]:
        """Yield each record that is new or differs, with its number if it had one, and count them all.

        What an import brought gives way to a curated record of the same id. A record that another curated
        collection has otherwise is a fault.
        """
        number = table.c.num if "num" in table.c else sa.null()
        chosen = sa.select(table.c.id, table.c.collection, table.c.fingerprint, number)
        known = {row[0]: row[1:] for row in self._connection.execute(chosen)}
        for record in records:
            self.report.read += 1
            owner, print_, num = known.get(record.id, (self._collection, None, None))
            if print_ == print_of(record) and (owner == self._collection or owner not in self._weaker):
                self.report.unchanged += 1
                continue
            if owner != self._collection and owner not in self._weaker:
                message = f"the {table.name} {record.id!r} belongs to the collection {owner!r}, where it differs"
                self.faults.append(Fault(self._collection, None, message, "choose another id"))
                continue
            if print_ is None and (target := self._redirects.get((table.name, record.id))):
                message = f"the {table.name} {record.id!r} was merged into {target!r}"
                hint = f"remove it from the file, or run: dateline restore {record.id} --at DATE"
                self.faults.append(Fault(self._collection, None, message, hint))
                continue
            self.report.updated += print_ is not None
            self.report.inserted += print_ is None
            self._note(table.name, record, owner if print_ is not None else None)
            yield record, num

    def _note(self, kind: str, record: Any, owner: str | None) -> None:
        """Note that a record is about to be written, in the place of one that `owner` had if there was one."""
        if self._history is None:
            return
        had = self._before.of(kind, record.id, owner) if self._before and owner is not None else None
        action = self._action if owner is None else "changed"
        self._history.note(kind, record.id, action, collection=self._collection, content=text_of(record), had=had)

    def _put(self, table: sa.Table, record: Any, row: Row) -> None:
        """Insert the row of a record, or update the one that has its id."""
        row = row | {"collection": self._collection, "fingerprint": fingerprint(record)}
        updated = self._connection.execute(sa.update(table).where(table.c.id == record.id).values(row))
        if updated.rowcount == 0:
            self._connection.execute(sa.insert(table).values(row))

    def _insert(self, table: sa.Table, rows: Iterable[Row]) -> None:
        if rows := list(rows):
            self._connection.execute(sa.insert(table), rows)

    def _replace_citations(self, part: str, owner: str, items: Iterable[tuple[Citation, ...]]) -> None:
        place = {"part": part, "owner": owner}
        self._connection.execute(sa.delete(t.citation).filter_by(**place))
        rows = (place | {"item": i} | row for i, cited in enumerate(items) for row in citation_rows(cited))
        self._insert(t.citation, rows)

    def _replace_parties(self, part: str, owner: str, participants: tuple[Any, ...]) -> None:
        place = {"part": part, "owner": owner}
        self._connection.execute(sa.delete(t.party).filter_by(**place))
        self._insert(t.party, (place | row for row in self._parties(participants)))
