"""Single records added and changed as TOML; `remove` and `merge` are those of `dateline.storage.writing.editing`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from dateline.errors import DatabaseError, DatelineError, InvalidQuery, InvalidRecords, NotFound
from dateline.formats.curated.folder import Curated, read_text
from dateline.formats.curated.writing import text_of
from dateline.model import Citation
from dateline.names import did_you_mean, only_kind
from dateline.operations.history import KINDS
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.kept_json import kept_event
from dateline.storage.reading.curated_records import Stored
from dateline.storage.reading.gone import no_record, not_there
from dateline.storage.reading.naming import named

if TYPE_CHECKING:
    from dateline.storage.history.occasion import Occasion
    from dateline.storage.writing.editing import Held
    from dateline.storage.writing.references import Key

_VERSION = re.compile(r"^# dateline: version ([0-9a-f]{16})$", re.MULTILINE)


def key_of(connection: Connection, identity: str, kind: str | None = None, among: Sequence[str] = KINDS) -> Key:
    """Return the kind and id of the one record that is meant by its id, else by its name."""
    kinds = [name for name in ((kind,) if kind else among) if _owner(connection, (name, identity)) is not None]
    if not kinds and (key := named(connection, identity, (kind,) if kind else among)):
        return key
    if not kinds and kind:
        raise no_record(connection, identity, (kind,))
    if not kinds:
        near = did_you_mean(identity, _ids(connection, among))
        unknown = NotFound(f"there is no record with the id {identity!r}", near)
        raise not_there(connection, identity, among, unknown)
    return only_kind(kinds, identity), identity


def _ids(connection: Connection, kinds: Sequence[str]) -> Iterator[str]:
    for kind in kinds:
        yield from (row[0] for row in connection.run(f"SELECT id FROM {kind} LIMIT 100000"))


def check_writable(url: str) -> None:
    """Make sure that records can be changed, before anybody writes a text in vain.

    Raises:
        InvalidQuery: it is a lake.
        DatabaseError: it may only be read.
    """
    from dateline.storage.engines import store_of
    from dateline.storage.engines.writing import writing

    try:
        store_of(url)
    except DatabaseError as error:
        raise InvalidQuery(error.message, error.hint) from None
    with writing(url):
        pass


def said_since(connection: Connection, key: Key) -> list[str]:
    """Return the lines of TOML in which the import has an event otherwise since it was corrected."""
    rows = connection.run(
        "SELECT base, said FROM by_hand WHERE kind = :kind AND id = :id AND said IS NOT NULL",
        {"kind": key[0], "id": key[1]},
    )
    return [
        line
        for base, said in rows
        for line in text_of(kept_event(said, "by_hand.said", f"the event {key[1]!r}")).splitlines()
        if line not in text_of(kept_event(base, "by_hand.base", f"the event {key[1]!r}")).splitlines()
    ]


def named_as(connection: Connection, kind: str, name: str) -> str:
    """Return the id of the record of a kind with this id, else with this name.

    Raises:
        NotFound: there is none.
    """
    if _owner(connection, (kind, name)) is not None:
        return name
    if found := named(connection, name, (kind,)):
        return found[1]
    raise no_record(connection, name, (kind,))


def _owner(connection: Connection, key: Key) -> str | None:
    rows = connection.run(f"SELECT collection FROM {key[0]} WHERE id = :id", {"id": key[1]})
    return str(rows[0][0]) if rows else None


def held(connection: Connection, identity: str, kind: str | None = None) -> Held:
    """Return a record as it stands: its key, its TOML and its collection."""
    from dateline.storage.writing.editing import Held

    key = key_of(connection, identity, kind)
    owner = _owner(connection, key) or ""
    imported = connection.run("SELECT curated FROM collection WHERE id = :id", {"id": owner}) == [(0,)]
    return Held(key, text_of(Stored(connection).record(*key)), owner, imported)


def version_of(text: str) -> str:
    """Return the version of a record's text; in a comment `# dateline: version ...`, `edit` makes sure of it."""
    return sha256(text.encode()).hexdigest()[:16]


def add(url: str, name: str, text: str, collection: str, occasion: Occasion) -> tuple[list[Key], int | None]:
    """Add the records of a text to a collection; return them and the batch. Faults call the text `name`."""
    from dateline.storage.writing.editing import save

    found = _parsed(name, text)
    expected = dict.fromkeys(found.places)
    return list(expected), save(url, found, collection, occasion, dict(expected))


def edit(url: str, held: Held, name: str, text: str, occasion: Occasion) -> int | None:
    """Write the new text of a record; return the batch, None when nothing differs. Faults call the text `name`.

    Raises:
        ChangedMeanwhile, DatelineError: the record is not `held` any more, or the text was made of an older one.
    """
    from dateline.storage.writing.editing import save

    kind, identity = held.key
    version = _VERSION.search(text)
    if version and version[1] != version_of(held.text):
        raise DatelineError(
            f"{identity!r} has changed since this text was written", f"compare: dateline history {identity}"
        )
    found = _parsed(name, text, imported=held.imported)
    if set(found.places) != {held.key}:
        raise DatelineError(
            f"the text must contain the {kind} {identity!r} and nothing else", "an id cannot be changed"
        )
    return save(url, found, held.collection, occasion, {held.key: held.text})


def doubted(connection: Connection, keys: Iterable[Key]) -> list[str]:
    """Return what is no fault of these records, but may be meant otherwise, in a sentence each."""
    from dateline.storage.checks.warnings import warnings_about

    return warnings_about(connection, keys)


def cite(url: str, held: Held, citation: Citation, occasion: Occasion) -> int | None:
    """Add a citation to an event; return the batch, None when the event has it already.

    Raises:
        InvalidRecords: the source does not exist.
    """
    from dateline.storage.writing.editing import save

    found = read_text(held.key[1], held.text, imported=held.imported, frozen=True)
    event = found.records["event"][held.key[1]]
    if citation in event.citations:
        return None
    text = text_of(replace(event, citations=(*event.citations, citation)))
    return save(
        url, _parsed(held.key[1], text, imported=held.imported), held.collection, occasion, {held.key: held.text}
    )


def _parsed(name: str, text: str, *, imported: bool = False) -> Curated:
    found = read_text(name, text, imported=imported)
    if found.faults:
        raise InvalidRecords(found.faults)
    if not found.places:
        raise DatelineError(f"{name} contains no record", "start a record with a line such as [[event]]")
    return found
