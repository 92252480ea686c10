"""The questions about events, actors, themes and sources of an open database."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypedDict, Unpack

from dateline.errors import InvalidQuery
from dateline.library.found_events import Events, Said
from dateline.library.opened import Day, Names, Opened, check_names, checked, names, whole
from dateline.library.records import Records

if TYPE_CHECKING:
    from dateline.library.found_events import FoundEvent
    from dateline.operations.records import Listing
    from dateline.query import MatchMode, Query, Sort
    from dateline.wire_fields import Record


class EventFilters(TypedDict, total=False):
    """The options of `dateline query`, by their names: what can be repeated there takes one name or several here.

    `--from`, `--all` and `--any` are `from_`, `all_` and `any_`.
    """

    from_: Day | None
    to: Day | None
    on: Day | None
    around: str | None
    span: str | None
    match: MatchMode
    undated: bool
    actor: Names | None
    members: bool
    theme: Names | None
    not_actor: Names | None
    not_theme: Names | None
    kind: Names | None
    confidence: Names | None
    place: Names | None
    bbox: str | None
    near: str | None
    km: float | str | None
    source: Names | None
    text: Names | None
    where: Names | None
    all_: bool
    any_: bool
    stems: bool
    sort: Sort
    limit: int | None
    claims: bool
    by_source: str | None
    claimed: bool
    linked_to: str | None


_CHOICES: dict[str, tuple[Any, ...]] = {"match": ("possible", "certain", "within"), "sort": ("date", "-date")}
_SEVERAL = {
    "themes": "theme", "not_actors": "not_actor", "not_themes": "not_theme", "kinds": "kind",
    "confidences": "confidence", "places": "place", "sources": "source", "texts": "text",
}  # fmt: skip
"""The names of a query that stand for several, by what the argument is called."""
_MOST_KNOWN = 256
"""So many queries are kept by the arguments that they were made of."""


class Pairs(NamedTuple):
    """Pairs of events that may be one, the best first, and how many pairs are left out.

    `apart` are known to be two events, `same` have one id, of `shared` one event fits several that differ. `crowded`
    counts groups of too many events that are alike, which were not compared.
    """

    records: Records
    apart: int
    same: int
    shared: int
    crowded: int


class AsksEvents(Opened):
    """Answers about events and what they name."""

    def __init__(self, url: str, **opening: Any) -> None:
        super().__init__(url, **opening)
        self._known: dict[tuple[object, ...], tuple[Query, Said]] = {}

    def events(self, *words: str, **asked: Unpack[EventFilters]) -> Events:
        """Return the events that the options of `dateline query` would list; they are read when they are asked for.

        Each word must be in the title or the description.

        Raises:
            InvalidQuery: options contradict each other, or one is of the wrong type.
            InvalidDate, Ambiguous: a date is none, or has several meanings.
            TypeError: there is no such argument.
        """
        try:  # a program asks the same again and again
            key = (self.today, words, *asked.items(), *map(type, (*words, *asked.values())))
            known = self._known.get(key)
        except TypeError:  # a list, for example
            return Events(self, *self._query(words, dict(asked)))
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = self._query(words, dict(asked))
        return Events(self, *known)

    def _query(self, words: tuple[str, ...], given: dict[str, Any]) -> tuple[Query, Said]:
        """Return what arguments ask for; raises as `events` does."""
        from dateline.question_options import query_of, span_of

        check_names(given, EventFilters)
        for name, choices in _CHOICES.items():
            checked(name, given.get(name, choices[0]), choices)
        for each in names(given.get("confidence"), "confidence"):
            checked("confidence", each, ("high", "medium", "low"))
        span, km = given.get("span"), given.get("km")
        options: dict[str, Any] = {name: given.get(name, choices[0]) for name, choices in _CHOICES.items()}
        options |= {name: given.get(name, False) for name in ("undated", "members", "stems")}
        options |= {name: names(given.get(option), option) for name, option in _SEVERAL.items()}
        options |= {name: given.get(name) for name in ("around", "bbox", "near")}
        query = query_of(
            self._maybe(given.get("from_"), "from_"),
            self._maybe(given.get("to"), "to"),
            self._maybe(given.get("on"), "on"),
            names(given.get("actor"), "actor"),
            span=None if span is None else span_of(span),
            wheres=names(given.get("where"), "where"),
            km=None if km is None else str(km),
            sought=names(words, "a word"),
            every=given.get("all_", False),
            either=given.get("any_", False),
            limit=whole("limit", given.get("limit")),
            **options,
        )
        said = Said(**{name: given[name] for name in Said._fields if name in given})
        _check_said(query, said)
        return query, said

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

    def members(self, actor: str) -> Records:
        """Return who belonged to an actor, with role and time, as `dateline actors members` does.

        Raises:
            NotFound, Ambiguous: the name stands for none or for several.
        """
        from dateline.operations.actors import MEMBER_FIELDS, members_of

        with self.reading() as connection:
            return Records(MEMBER_FIELDS, members_of(connection, actor).records)

    def together(self, *words: str, **asked: Unpack[EventFilters]) -> Records:
        """Return which two actors take part in the same events of those that are asked for, as in `events`.

        Raises:
            DatelineError: as for `events`.
        """
        from dateline.operations.actors import TOGETHER_FIELDS, together

        query, _ = self._query(words, dict(asked))
        with self.reading() as connection:
            return Records(TOGETHER_FIELDS, together(connection, query).records())

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
        """Return what is wrong with the database, as `dateline db check` tells; nothing where all is sound.

        Raises:
            InvalidQuery: the past is open.
        """
        from dateline.operations.databases import faults

        self.check_present("the check")
        return faults(self.url, seal, full=full)

    def warnings(self) -> list[str]:
        """Return what is sound and may be meant otherwise, as `dateline db check` tells; a sentence each.

        Raises:
            InvalidQuery: the past is open.
        """
        from dateline.operations.databases import warnings

        self.check_present("the check")
        with self.reading() as connection:
            return warnings(connection)

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

    def duplicates(
        self, events: Events | None = None, *, beside: str | None = None, between: str | None = None,
        threshold: float | None = None, days: int = 0,
    ) -> Pairs:  # fmt: skip
        """Return pairs of events that may be one, the best first, with the reasons: of all events, or of some.

        They are of this database, or one of them of that at the URL `beside`, or of a collection or source `between`
        which and the rest they are looked for. Their days overlap, or lie at most `days` apart.

        Raises:
            NotFound, Ambiguous: a name stands for none or for several.
            DatabaseError: a package is not installed.
        """
        from dateline.duplicates.finding import THRESHOLD
        from dateline.operations.duplicates import DUPLICATE_FIELDS, MOST_APART, Search, duplicates
        from dateline.query import Query
        from dateline.storage.engines.urls import normal_url
        from dateline.storage.opening import reading

        if beside is not None and between is not None:
            raise InvalidQuery("beside compares two databases, between two parts of one", "omit one of the two")
        least = THRESHOLD if threshold is None else threshold
        if not 0 <= least <= 1:
            raise InvalidQuery(f"threshold is {threshold!r}", "it can be a number from 0 to 1")
        if not 0 <= days <= MOST_APART:
            raise InvalidQuery(f"days is {days!r}", f"it can be a whole number from 0 to {MOST_APART:,}")
        search = Search(Query() if events is None else events.query, least, days, between)
        with self.reading() as connection, ExitStack() as stack:
            other = None if beside is None else stack.enter_context(reading(normal_url(beside)))
            found = duplicates(connection, search, other)
        return Pairs(Records(DUPLICATE_FIELDS, found.records), found.apart, found.same, found.shared, found.crowded)

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
    from dateline.claims.asking import asked_with, refusal

    own = {"by_source": said.by_source is not None, "claimed": said.claimed}
    of = asked_with(**own, source=query.sources, undated=query.undated, members=query.members)
    if message := refusal(of, str):
        raise InvalidQuery(message)
