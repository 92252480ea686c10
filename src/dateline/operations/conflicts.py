"""Where the sources of events disagree: pair by pair, and source by source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from dateline.claims.agreement import Conflict
from dateline.claims.conflicts import Disagreement, Findings, Statement, findings
from dateline.claims.shared_days import as_edtf
from dateline.model import Event
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.storage.reading.gone import no_record
from dateline.storage.reading.lookup import Lookup
from dateline.storage.reading.said.claimed_events import claimed_events, interchangeable
from dateline.wire_fields import Record

CONFLICT_FIELDS = (
    "event", "date", "title", "by", "conflict", "one", "one_says", "other", "other_says", "shared", "doubted",
)  # fmt: skip
"""`one` and `other` are sources with the place in them, `other` None for the event itself."""
SOURCE_FIELDS = ("source", "events", "certain", "possible", "none", "verdict", "doubted")


def found(connection: Connection, events: Collection[str] = ()) -> list[Findings]:
    """Return what the sources say together of each event with claims, or of those with some ids.

    Raises:
        NotFound: there is no event with such an id.
    """
    reader = Reader(connection, claims=True)
    wanted = {identity: _current(reader, connection, identity) for identity in events}
    chosen: list[Event] = [
        event
        for _, _, event in claimed_events(reader, connection)
        if any(each.claim for each in event.citations) and (not events or event.id in wanted.values())
    ]
    same = interchangeable(connection, chosen)
    return [findings(event, same) for event in chosen]


def _current(reader: Reader, connection: Connection, identity: str) -> str:
    """Return the id of an event, which may have been merged into another."""
    record = reader.event(identity)
    if record is None:
        raise no_record(connection, identity, ("event",))
    return str(record["id"])


def conflicts(
    every: Iterable[Findings], aspects: Collection[str], answers: Collection[Conflict], source: str | None = None
) -> Iterator[Record]:
    """Yield with CONFLICT_FIELDS the pairs that some aspects and answers choose, those of a source alone."""
    for each in every:
        doubted = [" + ".join(out) for out in each.doubted if out]
        for pair in each.pairs:
            if pair.by in aspects and pair.conflict in answers and source in (None, *_sources(pair)):
                values = (
                    each.event.id, each.event.date.edtf, each.event.title, pair.by, str(pair.conflict),
                    _name(pair.one), pair.says[0], _name(pair.other), pair.says[1],
                    as_edtf(each.shared) if pair.by == "day" and each.shared else None, doubted,
                )  # fmt: skip
                yield dict(zip(CONFLICT_FIELDS, values, strict=True))


def _sources(pair: Disagreement) -> tuple[str | None, str | None]:
    return pair.one.source, pair.other.source


def _name(statement: Statement) -> str | None:
    return f"{statement.source}, {statement.locator}" if statement.locator else statement.source


def by_source(every: Sequence[Findings], aspects: Collection[str]) -> list[Record]:
    """Return with SOURCE_FIELDS how each source stands to the others, those most often against them first.

    `certain`, `possible` and `none` count pairs of its statements with those of other sources, `verdict` the events
    that it certainly contradicts, `doubted` those of which every smallest set of doubted sources has it.
    """
    rows: dict[str, Record] = {}
    for each in every:
        for source in dict.fromkeys(c.source for c in each.event.citations if c.claim):
            row = rows.setdefault(source, dict.fromkeys(SOURCE_FIELDS, 0) | {"source": source})
            row["events"] += 1
            row["doubted"] += bool(each.doubted) and all(source in out for out in each.doubted)
            own = [pair for pair in each.pairs if pair.by in aspects and source in _sources(pair)]
            against = [pair for pair in own if pair.other.source is None and pair.conflict is Conflict.CERTAIN]
            row["verdict"] += bool(against)
            for pair in own:
                if pair.other.source is not None and pair.one.source != pair.other.source:
                    row[str(pair.conflict)] += 1
    return sorted(rows.values(), key=lambda row: (-row["certain"], -row["possible"], row["source"]))


def source_named(connection: Connection, name: str | None) -> str | None:
    """Return the id of a source; raises NotFound."""
    return None if name is None else Lookup(connection).source(name)
