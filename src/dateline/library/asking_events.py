"""The questions about events, actors, themes and sources of an open database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dateline.errors import InvalidQuery
from dateline.library.found_events import Events, Said
from dateline.library.opened import Day, Names, Opened, checked, names, whole
from dateline.library.records import Records

if TYPE_CHECKING:
    from dateline.library.found_events import FoundEvent
    from dateline.operations.records import Listing
    from dateline.query import MatchMode, Query, Sort
    from dateline.wire_fields import Record


class AsksEvents(Opened):
    """Answers about events and what they name."""

    def events(
        self,
        *words: str,
        from_: Day | None = None,
        to: Day | None = None,
        on: Day | None = None,
        around: str | None = None,
        span: str | None = None,
        match: MatchMode = "possible",
        undated: bool = False,
        actor: Names | None = None,
        members: bool = False,
        theme: Names | None = None,
        not_actor: Names | None = None,
        not_theme: Names | None = None,
        kind: Names | None = None,
        confidence: Names | None = None,
        place: Names | None = None,
        bbox: str | None = None,
        near: str | None = None,
        km: float | str | None = None,
        source: Names | None = None,
        text: Names | None = None,
        where: Names | None = None,
        all_: bool = False,
        any_: bool = False,
        stems: bool = False,
        sort: Sort = "date",
        limit: int | None = None,
        claims: bool = False,
        by_source: str | None = None,
        claimed: bool = False,
        linked_to: str | None = None,
    ) -> Events:
        """Return the events that the options of `dateline query` would list; they are read when they are asked for.

        Options that can be repeated take one name or several. Each word must be in the title or the description.

        Raises:
            InvalidQuery: options contradict each other, or one is of the wrong type.
            InvalidDate, Ambiguous: a date is none, or has several meanings.
        """
        from dateline.question_options import query_of, span_of

        checked("match", match, ("possible", "certain", "within"))
        checked("sort", sort, ("date", "-date"))
        for each in names(confidence, "confidence"):
            checked("confidence", each, ("high", "medium", "low"))
        query = query_of(
            self._maybe(from_, "from_"),
            self._maybe(to, "to"),
            self._maybe(on, "on"),
            names(actor, "actor"),
            around=around,
            span=None if span is None else span_of(span),
            wheres=names(where, "where"),
            bbox=bbox,
            near=near,
            km=None if km is None else str(km),
            match=match,
            undated=undated,
            members=members,
            themes=names(theme, "theme"),
            not_actors=names(not_actor, "not_actor"),
            not_themes=names(not_theme, "not_theme"),
            kinds=names(kind, "kind"),
            confidences=names(confidence, "confidence"),
            places=names(place, "place"),
            sources=names(source, "source"),
            texts=names(text, "text"),
            sought=names(words, "a word"),
            every=all_,
            either=any_,
            stems=stems,
            sort=sort,
            limit=whole("limit", limit),
        )
        said = Said(claims, by_source, claimed, linked_to)
        _check_said(query, said)
        return Events(self, query, said)

    def event(self, identity: str) -> FoundEvent:
        """Return the event with an id; one that was merged leads to the other.

        Raises:
            NotFound: there is none; the hint names the nearest.
        """
        from dateline.library.found_events import found_event

        return found_event(self.record(identity, kind="event"))

    def record(self, identity: str, *, kind: str | None = None) -> Record:
        """Return the one record with an id, else with that name, as `dateline show -f json --claims` does.

        Raises:
            NotFound: there is none; the hint names the nearest.
            Ambiguous, InvalidQuery: several kinds have it, or there is no such kind.
        """
        from dateline.operations.records import KINDS, record

        if kind is not None:
            checked("kind", kind, KINDS)
        with self.reading() as connection:
            return record(connection, identity, kind).record

    def actors(self, text: str | None = None, *, kind: str | None = None) -> Records:
        """Return the actors in whose names a text occurs, in any spelling, of one kind or of all."""
        from dateline.storage.reading.lists import ACTOR_FIELDS

        return self._listed("actors", ACTOR_FIELDS, text, kind)

    def themes(self, text: str | None = None) -> Records:
        """Return the tree of themes, or those in whose titles a text occurs."""
        from dateline.storage.reading.lists import THEME_FIELDS

        return self._listed("themes", THEME_FIELDS, text)

    def sources(self, text: str | None = None) -> Records:
        """Return the sources in whose titles, authors or publishers a text occurs."""
        from dateline.storage.reading.lists import SOURCE_FIELDS

        return self._listed("sources", SOURCE_FIELDS, text)

    def programmes(self, text: str | None = None) -> Records:
        """Return the programmes in whose titles a text occurs."""
        from dateline.storage.reading.lists import PROGRAMME_FIELDS

        return self._listed("programmes", PROGRAMME_FIELDS, text)

    def _listed(self, what: Listing, fields: tuple[str, ...], text: str | None, kind: str | None = None) -> Records:
        from dateline.operations.records import listed

        with self.reading() as connection:
            return Records(fields, listed(connection, what, text, kind))

    def stats(self) -> dict[str, object]:
        """Return what the database holds: collections, numbers of records, first and last day."""
        from dateline.operations.records import statistics

        with self.reading() as connection:
            return statistics(connection)

    def info(self) -> Record:
        """Return where the database is, its engine, schema, size, and the last batch of its history."""
        from dateline.operations.databases import info

        with self.reading() as connection:
            return info(connection)

    def faults(self, *, seal: str | None = None, full: bool = False) -> list[str]:
        """Return what is wrong with the database, as `dateline db check` tells; nothing where all is sound."""
        from dateline.operations.databases import faults

        return faults(self.url, seal, full=full)

    def conflicts(
        self, *events: str, by: Names | None = None, match: Literal["certain", "possible", "none"] = "possible",
        source: str | None = None,
    ) -> Records:  # fmt: skip
        """Return where the sources of events disagree, certainly or possibly; with "none" all pairs.

        Raises:
            NotFound: there is no such event or source.
        """
        from dateline.claims.agreement import Conflict
        from dateline.claims.conflicts import ASPECTS
        from dateline.operations.conflicts import CONFLICT_FIELDS, conflicts, found, source_named

        degrees = {"certain": (Conflict.CERTAIN,), "possible": (Conflict.CERTAIN, Conflict.POSSIBLE)}
        checked("match", match, ("certain", "possible", "none"))
        aspects = names(by, "by") or tuple(ASPECTS)
        for each in aspects:
            checked("by", each, ASPECTS)
        with self.reading() as connection:
            every, named = found(connection, events), source_named(connection, source)
        return Records(CONFLICT_FIELDS, conflicts(every, aspects, degrees.get(match, tuple(Conflict)), named))

    def conflicts_by_source(self, *, by: Names | None = None) -> Records:
        """Return how often each source stands against the others."""
        from dateline.claims.conflicts import ASPECTS
        from dateline.operations.conflicts import SOURCE_FIELDS, by_source, found

        with self.reading() as connection:
            return Records(SOURCE_FIELDS, by_source(found(connection), names(by, "by") or tuple(ASPECTS)))

    def verify(self, *, checks: Names | None = None, source: str | None = None) -> Records:
        """Return every citation with what checking it against the kept text of its source gave.

        Raises:
            NotFound: there is no such source.
        """
        from dateline.storage.checks.quotes import CHECKS, FIELDS, Verifier

        chosen = names(checks, "checks") or CHECKS
        for each in chosen:
            checked("checks", each, CHECKS)
        with self.reading() as connection:
            return Records(FIELDS, Verifier(connection).records(frozenset(chosen), source))

    def source_text(self, source: str) -> str:
        """Return the kept text of a source.

        Raises:
            NotFound: none is kept.
        """
        from dateline.operations.sources import text_of

        with self.reading() as connection:
            return text_of(connection, source)

    def history(self, identity: str | None = None, *, kind: str | None = None, limit: int | None = None) -> Records:
        """Return the batches of the history, or what became of one record; the newest first.

        Raises:
            NotFound: there is no such record.
        """
        from dateline.operations.history import of_record
        from dateline.storage.history.log import BATCH_FIELDS, REVISION_FIELDS, batches

        with self.reading() as connection:
            if identity is None:
                return Records(BATCH_FIELDS, batches(connection, limit=whole("limit", limit)))
            return Records(REVISION_FIELDS, of_record(connection, identity, kind)[:limit])

    def batch(self, number: int) -> Records:
        """Return all that a batch changed.

        Raises:
            NotFound: there is no such batch.
        """
        from dateline.operations.history import of_batch
        from dateline.storage.history.log import REVISION_FIELDS

        with self.reading() as connection:
            return Records(REVISION_FIELDS, of_batch(connection, number))


def _check_said(query: Query, said: Said) -> None:
    """Refuse what cannot be asked by the dates of sources; raises InvalidQuery."""
    if said.by_source is None and not said.claimed:
        return
    name = "claimed" if said.by_source is None else "by_source"
    wrong = {
        "by_source uses the dates of one source: omit claimed": bool(said.by_source and said.claimed),
        "by_source lists only events that cite the source: omit source": bool(said.by_source and query.sources),
        f"{name} asks for dates: omit undated": query.undated,
        f"members asks who belonged on the event's own date: omit it with {name}": query.members,
    }
    for message in (message for message, applies in wrong.items() if applies):
        raise InvalidQuery(message)
