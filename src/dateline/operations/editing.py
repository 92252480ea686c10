"""Single records added and changed as TOML; `remove` and `merge` are those of `dateline.storage.writing.editing`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from dateline.errors import DatelineError, InvalidRecords, NotFound
from dateline.formats.curated.folder import Curated, read_text
from dateline.names import did_you_mean
from dateline.operations.history import KINDS
from dateline.operations.records import only
from dateline.storage.opening import reading

if TYPE_CHECKING:
    from dateline.storage.history.occasion import Occasion
    from dateline.storage.writing.editing import Held
    from dateline.storage.writing.references import Key

_VERSION = re.compile(r"^# dateline: version ([0-9a-f]{16})$", re.MULTILINE)


class Added(NamedTuple):
    """The records that were added, as (kind, id), and the batch."""

    keys: list[Key]
    batch: int | None


def key_of(url: str, identity: str, kind: str | None = None, among: Sequence[str] = KINDS) -> Key:
    """Return the kind and id of the one record that is meant.

    Raises:
        NotFound, Ambiguous: there is none, or several of different kinds have the id.
    """
    with reading(url) as connection:
        kinds = [
            name
            for name in ((kind,) if kind else among)
            if connection.run(f"SELECT 1 FROM {name} WHERE id = :id", {"id": identity})
        ]
        if not kinds:
            names = (row[0] for name in among for row in connection.run(f"SELECT id FROM {name} LIMIT 100000"))
            raise NotFound(f"no {kind or 'record'} has the id {identity!r}", did_you_mean(identity, names))
    return only(kinds, identity), identity


def held(url: str, identity: str, kind: str | None = None) -> Held:
    """Return a record as it stands: its key, its TOML and its collection.

    Raises:
        NotFound, Ambiguous: as `key_of` does.
    """
    from dateline.storage.writing.editing import opened

    key = key_of(url, identity, kind)
    found = opened(url, key)
    if found is None:
        raise NotFound(f"no {key[0]} has the id {identity!r}")
    return found


def version_line(held: Held) -> str:
    """Return the comment by which `edit` sees that a text was made of what still stands."""
    return f"# dateline: version {_version(held.text)}"


def add(url: str, name: str, text: str, collection: str, occasion: Occasion) -> Added:
    """Add the records of a text to a collection; faults call it `name`.

    Raises:
        InvalidQuery: one of them is there already.
        InvalidRecords, DatelineError: the text has faults, or no record.
        DatabaseError: the engine fails.
    """
    from dateline.storage.writing.editing import save

    found = _parsed(name, text)
    expected = dict.fromkeys(found.places)
    return Added(list(expected), save(url, found, collection, occasion, dict(expected)))


def edit(url: str, held: Held, name: str, text: str, occasion: Occasion) -> int | None:
    """Write the new text of a record; return the batch, None when nothing differs. Faults call the text `name`.

    Raises:
        DatelineError: the text was made of an older version, or holds another record.
        ChangedMeanwhile: the record is not `held` any more.
        InvalidRecords: the text has faults.
        DatabaseError: the engine fails.
    """
    from dateline.storage.writing.editing import save

    kind, identity = held.key
    version = _VERSION.search(text)
    if version and version[1] != _version(held.text):
        raise DatelineError(
            f"{identity!r} was changed since this text was made", f"compare: dateline history {identity}"
        )
    found = _parsed(name, text)
    if set(found.places) != {held.key}:
        raise DatelineError(f"the text must hold the {kind} {identity!r} and nothing else", "an id stays what it is")
    return save(url, found, held.collection, occasion, {held.key: held.text})


def _parsed(name: str, text: str) -> Curated:
    found = read_text(name, text)
    if found.faults:
        raise InvalidRecords(found.faults)
    if not found.places:
        raise DatelineError(f"{name} holds no record", "begin one with a line such as [[event]]")
    return found


def _version(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
