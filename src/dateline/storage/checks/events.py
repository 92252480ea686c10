"""Events worked out anew from what they say: fingerprints, days, classes, words, and the digests of their batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import islice, product
from random import randrange
from typing import Any

from dateline.counted import sentence
from dateline.dates import InvalidDate, parse
from dateline.event_fields import NAMES
from dateline.formats.datasets.states import identity_of
from dateline.measures import in_order
from dateline.model import Citation, Measure
from dateline.prepared_events import (
    DESCRIPTION,
    FINGERPRINT,
    NO_MEASURES,
    PLACE,
    UNCLAIMED,
    Claimed,
    Part,
    dated,
    entry_of,
    fingerprint_by_parts,
    measures_part,
    spread_anew,
    words_of,
)
from dateline.prepared_events import themes_part as part_of_themes
from dateline.storage.checks.digests import Change, Changes, Digests
from dateline.storage.checks.full_text import TOGETHER, Text, unlike
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.kept_json import Damaged, had_of, kept, kept_event, kept_object
from dateline.storage.history.digests import Said

_TOGETHER = 5_000
_SAMPLE = 1_000
"""So many events have their words compared, unless all are."""
_EVENTS = f"""
SELECT e.num, e.id, e.title, e.date, e.start_earliest, e.start_latest, e.end_earliest, e.end_latest, e.length_class,
e.collection, e.fingerprint, e.version, e.theme_set, c.circa, c.curated, {", ".join(f"e.{name}" for name in NAMES)}
FROM event e LEFT JOIN collection c ON c.id = e.collection WHERE e.num > :after ORDER BY e.num LIMIT {_TOGETHER}
"""
_ACTORS = """
SELECT p.event, a.id, p.role FROM participant p LEFT JOIN actor a ON a.num = p.actor
WHERE p.event BETWEEN :first AND :last ORDER BY p.event, p.seq
"""
_CITATIONS = """
SELECT event, source, locator, quote FROM event_citation WHERE event BETWEEN :first AND :last ORDER BY event, seq
"""
_MEASURES = """
SELECT e.event, m.name, e.value, e.low, e.high, m.unit FROM event_measure e JOIN measure m ON m.num = e.measure
WHERE e.event BETWEEN :first AND :last
"""
_CLAIMS = "SELECT event, verdict, claims FROM event_claims WHERE event BETWEEN :first AND :last"
_CLAIMED = """
SELECT c.event, a.id FROM claimed_actor c LEFT JOIN actor a ON a.num = c.actor WHERE c.event BETWEEN :first AND :last
"""
_SETS = "SELECT m.theme_set, t.id FROM theme_set_member m LEFT JOIN theme t ON t.num = m.theme"
_LATER = """
SELECT batch, id, action, had_event, had, had_collection, had_version, CASE WHEN content IS NULL THEN 0 ELSE 1 END
FROM revision WHERE kind = 'event' ORDER BY batch, seq
"""
_NAMES = """
SELECT a.id, n.name FROM actor a JOIN actor_name n ON n.actor = a.num
UNION SELECT target, id FROM redirect WHERE kind = 'actor'
"""
_MOST_NAMINGS = 5_000


_Claiming = tuple[str, list[tuple[Any, ...]], Claimed]
"""The id of an event, its citations, and what its sources say."""


class Events:
    """All events of a database, read once; `found` counts what is wrong by the sentence that says so."""

    def __init__(self, connection: Connection, *, full: bool) -> None:
        self._connection, self._full = connection, full
        self.found: dict[str, int] = defaultdict(int)
        self.damaged: list[str] = []
        self._changes = Changes()
        self._said: list[tuple[int, str, Said]] = []
        """What the events that were just read say."""
        self._texts: list[Text] = []

    def faults(self) -> Iterator[str]:
        """Yield a sentence for each kind of fault."""
        self._read_history()
        self._digests = Digests(self._connection, self._changes)
        sets: dict[int, list[str]] = defaultdict(list)
        for number, theme in self._connection.run(_SETS):
            sets[number].append(theme or "")
        parts = {number: part_of_themes(tuple(themes)) for number, themes in sets.items()}
        ((count,),) = self._connection.run("SELECT count(*) FROM event")
        step = 1 if self._full else max(1, count // _SAMPLE)
        after, start = 0, randrange(step)
        while rows := self._connection.run(_EVENTS, {"after": after}):
            self._take(rows, parts, start, step)
            after, start = rows[-1][0], (start - len(rows)) % step
        self._compare_words()
        yield from self.damaged
        yield from (sentence(number, said) for said, number in self.found.items())
        yield from (
            f"events of batch {batch} are not what it wrote: its digest is another" for batch in self._digests.wrong()
        )

    def _take(self, rows: list[Any], sets: dict[int, Part], start: int, step: int) -> None:
        within = {"first": rows[0][0], "last": rows[-1][0]}
        actors, citations = defaultdict(list), defaultdict(list)
        for event, *taking in self._connection.run(_ACTORS, within):
            actors[event].append(taking)
        for event, *cited in self._connection.run(_CITATIONS, within):
            citations[event].append(tuple(cited))
        measures = defaultdict(list)
        for event, *measured, unit in self._connection.run(_MEASURES, within):
            name, value, low, high = measured
            measures[event].append(Measure(name, value, low, high, unit or None))
        claims: dict[int, Claimed] = {num: (v, said) for num, v, said in self._connection.run(_CLAIMS, within)}
        said = {row[0]: (row[1], citations.get(row[0], []), claims[row[0]]) for row in rows if row[0] in claims}
        self._check_claimed(said, self._connection.run(_CLAIMED, within))
        for place, row in enumerate(rows):
            num, theme_set = row[0], row[12]
            parts = sets.get(theme_set, _NONE), _quoted(citations.get(num, [])), _measured(measures.get(num, []))
            readable = self._checked(row, actors.get(num, []), parts, claims.get(num, UNCLAIMED))
            if readable and (place - start) % step == 0:
                title, values = row[2], row[15:]
                self._texts.append((num, *words_of(title, values[DESCRIPTION], values[PLACE])))
        self._digests.take(self._said)
        self._said.clear()
        if len(self._texts) >= TOGETHER:
            self._compare_words()

    def _compare_words(self) -> None:
        if number := sum(1 for _ in unlike(self._connection, self._texts)):
            self.found["events have other words in the full text than in their title, description and place"] += number
        self._texts.clear()

    def _check_claimed(self, claims: Mapping[int, _Claiming], rows: Iterable[Any]) -> None:
        """Count the events of which other actors are noted as named in claims than are."""
        noted = {(event, actor) for event, actor in rows}
        named: set[tuple[int, str]] = set()
        for event, (identity, cited, (verdict, text)) in claims.items():
            from dateline.claims.forms import actors_in, verdict_of, with_claims

            try:
                with kept("event_claims.claims", f"the event {identity!r}"):
                    with_claims(tuple(Citation(*each) for each in cited), text)
                    named |= {(event, actor) for actor in actors_in(text)}
                with kept("event_claims.verdict", f"the event {identity!r}"):
                    verdict_of(verdict)
            except Damaged as error:
                self.damaged.append(error.message)
        if number := len({event for event, _ in noted ^ named}):
            self.found["events have claims that name other actors than are noted"] += number

    def _checked(self, row: Any, actors: list[Any], parts: tuple[Part, Part, Part], claimed: Claimed) -> bool:
        num, identity, title, date, *days, collection, print_, version, _, circa, curated = row[:15]
        try:
            when = _dated(date, circa)
        except InvalidDate:
            self.found["events have a date that cannot be read"] += 1
            return False
        if list(when[1:]) != days:
            self.found["events have other days than their dates say"] += 1
        made = ""
        for named in self._namings(actors, imported=curated == 0):
            made = fingerprint_by_parts(identity, title, date, row[15:], (_taking(named), *parts), claimed)
            if made == print_:
                break
        else:
            self.found["events have another fingerprint than what they say"] += 1
        changes = self._changes.by_id.get(identity, _UNCHANGED)
        by_hand = curated != 0 or changes[-1].has_content
        if by_hand and version is not None:
            self.found["events written by hand have a version, as only those of an import do"] += 1
        known = changes is not _UNCHANGED and changes[-1].action != "removed"
        if not known and (num not in self._digests.numbers or num in self._changes.by_number):
            self.found["events are in no import and have no revision in the history"] += 1
        self._said.append((num, identity, (made, collection, version)))
        return True

    def _namings(self, actors: list[Any], *, imported: bool) -> Iterator[list[Any]]:
        """Yield the participants as they are, and then by all ids by which a file may have named them."""
        yield actors
        if imported and actors:
            every = ([(name, role) for name in self._names.get(actor, {actor})] for actor, role in actors)
            yield from islice(map(list, product(*every)), _MOST_NAMINGS)

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for actor, name in self._connection.run(_NAMES):
            found[actor].update((actor, name))
            if ":" in name and (state := identity_of(name)):  # an import finds a state by any of its codes
                found[actor].add(state)
        return found

    def _read_history(self) -> None:
        for batch, identity, action, number, had, collection, version, content in self._connection.run(_LATER):
            said = None
            try:
                if had is not None:
                    said = (_print(had, *had_of("event", identity, batch)), collection, version)
            except Damaged as error:
                self.damaged.append(error.message)
            self._changes.add(identity, number, Change(batch, action, said, bool(content)))


_NONE = part_of_themes(())
_UNCHANGED = [Change(0, "", None, has_content=False)]


def _taking(actors: list[list[Any]]) -> Part:
    said = (f"{actor}\0{role or ''}" for actor, role in actors)
    return Part((), "\0".join((str(len(actors)), *said)))


def _quoted(cited: list[tuple[Any, ...]]) -> Part:
    return Part(tuple(cited), "".join(f"\0{source}\0{loc or ''}\0{quote or ''}" for source, loc, quote in cited))


def _measured(measures: list[Measure]) -> Part:
    return measures_part(in_order(measures)) if measures else NO_MEASURES


@lru_cache(65_536)
def _dated(text: str, circa: str | None) -> tuple[Any, ...]:
    return dated(spread_anew(parse(text), circa))


def _print(had: str, column: str, whose: str) -> str:
    event = kept_event(had, column, whose)
    told = kept_object(had, column, whose).get("fingerprint") if '"fingerprint"' in had else None
    return str(told or entry_of(event).row[FINGERPRINT])
