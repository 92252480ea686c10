"""Records whose id or name begins with a text, found by the indexes, for completion in shells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dateline.names import fold
from dateline.storage.engines.connection import Connection

_NAMED = ("actor", "theme")
"""The kinds of records that have names to be looked up by."""
_VALUES = {"kind": ("event_kinds", 0), "measure": ("measure_names", 1)}
"""What has no record of its own: the statement that lists it, and the place of its name in a row."""


def beginning(connection: Connection, kind: str, text: str, most: int) -> Iterator[tuple[str, str]]:
    """Yield up to `most` (id, title) and as many (name, id) of records of `kind`, ids first, each record once.

    Ids begin with `text`; names do so without regard to case and accents. A name that several bear gives way to the
    ids.

    Raises:
        DatabaseError: the engine fails.
    """
    if kind in _VALUES:
        yield from _values(connection, kind, text)
        return
    shape = (kind, connection.engine.collation)
    seen = set()
    for identity, title in connection.rows("ids_beginning", shape, _range(text, most)):
        seen.add(identity)
        yield identity, title
    folded = fold(text) + " " * text.endswith(" ")
    if kind not in _NAMED or not folded.strip() or text.endswith("/"):  # "energy/" is no beginning of "energy"
        return
    rows = list(connection.rows("names_beginning", shape, _range(folded, most)))
    bearers = Counter(row[0] for row in rows)
    for words, name, identity in rows:
        if identity not in seen:
            seen.add(identity)
            yield (name, identity) if bearers[words] == 1 else (identity, name)


def _values(connection: Connection, kind: str, text: str) -> Iterator[tuple[str, str]]:
    statement, place = _VALUES[kind]
    names = sorted({str(row[place]) for row in connection.rows(statement)})
    yield from ((name, name) for name in names if name.startswith(text))


def _range(text: str, most: int) -> dict[str, object]:
    return {"first": text, "beyond": f"{text}\U0010ffff", "limit": most}
