"""All rows of records that are not events, compared with what writing the records into an empty database makes of them.

So every column that is derived from others is worked out anew, by the code that wrote it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from dateline.counted import sentence
from dateline.errors import DatelineError
from dateline.model import Collection
from dateline.storage.checks.recorded import Recorded
from dateline.storage.derived.belongings import derive_belongings
from dateline.storage.derived.theme_tree import number_themes
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.ddl import in_memory
from dateline.storage.engines.kept_json import Damaged
from dateline.storage.reading.curated_records import Stored
from dateline.storage.schema import tables as t
from dateline.storage.schema.tables import metadata
from dateline.storage.writing.fingerprints import fingerprint
from dateline.storage.writing.new_records import append_actors, append_sources, append_themes
from dateline.storage.writing.writer import Writer

_ORDER = ("source", "actor", "theme", "programme", "horizon", "deadline", "link")
_FROM_HISTORY = frozenset(("programme", "horizon", "deadline"))
"""Kinds of which the columns hold days that their texts would give: the texts are read from the history."""
_WHOLE = (
    "source", "theme", "theme_name", "citation", "programme", "deadline", "deadline_theme", "due_assertion",
    "status_report", "waiver", "dependency", "horizon", "horizon_date", "link",
)  # fmt: skip
"""Tables that name nothing by a number which an empty database would give otherwise."""
_BOUNDS = "x.start_earliest, x.start_latest, x.end_earliest, x.end_latest"
_NUMBERED = {
    "actor": "SELECT id, collection, fingerprint, name, kind, description, date FROM actor",
    "actor_name": "SELECT a.id, x.folded, x.seq, x.name FROM actor_name x LEFT JOIN actor a ON a.num = x.actor",
    "membership": f"SELECT a.id, x.seq, w.id, x.role, x.date, {_BOUNDS} FROM membership x "
    "LEFT JOIN actor a ON a.num = x.member LEFT JOIN actor w ON w.num = x.whole",
    "belonging": f"SELECT a.id, w.id, {_BOUNDS} FROM belonging x "
    "LEFT JOIN actor a ON a.num = x.member LEFT JOIN actor w ON w.num = x.whole",
    "party": "SELECT x.part, x.owner, x.seq, a.id, x.role FROM party x LEFT JOIN actor a ON a.num = x.actor",
}


def differing(connection: Connection, recorded: Recorded) -> Iterator[str]:
    """Yield a sentence for each table with rows that are not what their records say."""
    engine = in_memory()
    with engine.connect() as scratch:
        try:
            _write(connection, scratch, recorded)
        except Damaged:
            raise
        except (DatelineError, KeyError, sa.exc.SQLAlchemyError, ValueError) as error:
            yield f"the records cannot be written anew: {error}"
            return
        for table, sql in _questions():
            there = Counter(map(tuple, connection.run(sql)))
            wanted = Counter(map(tuple, scratch.execute(sa.text(sql)).all()))
            if number := max((there - wanted).total(), (wanted - there).total()):
                yield sentence(number, f"rows of {table} are not what their records say")
    engine.dispose()


def _questions() -> Iterator[tuple[str, str]]:
    for name in _WHOLE:
        columns = ", ".join(f'x."{column.name}"' for column in metadata.tables[name].c)
        yield name, f"SELECT {columns} FROM {name} x"
    yield from _NUMBERED.items()


def _write(connection: Connection, scratch: sa.Connection, recorded: Recorded) -> None:
    found = connection.run("SELECT id, title, description, circa, curated FROM collection")
    curated = {identity: bool(is_curated) for identity, *_, is_curated in found}
    circa = {}
    for *said, is_curated in found:
        record = Collection(*said)
        circa[record.id] = record if record.circa else None
        row = {"id": record.id, "title": record.title, "circa": record.circa, "curated": is_curated}
        scratch.execute(sa.insert(t.collection), row)
    writers = Writers(scratch, curated)
    stored = Stored(connection)
    for kind in _ORDER:
        rows = connection.run(f"SELECT id, collection, fingerprint FROM {kind}")
        owned = {identity: (collection, print_) for identity, collection, print_ in rows}
        by_owner: dict[str, list[Any]] = {}
        for record in stored.records(kind):
            owner, print_ = owned[record.id]
            from_history = kind in _FROM_HISTORY or fingerprint(record) != print_
            told = recorded.record(kind, record.id, circa.get(owner)) if from_history else None
            by_owner.setdefault(owner, []).append(told or record)
        writers.write(kind, by_owner)


class Writers:
    """Write records of all collections into an empty database."""

    def __init__(self, scratch: sa.Connection, curated: dict[str, bool]) -> None:
        self._scratch, self._curated = scratch, curated

    def write(self, kind: str, by_owner: dict[str, list[Any]]) -> None:
        """Write the records of a kind, given by collection; they may name one another."""
        if kind == "actor":
            self._name(by_owner)
        first = 1
        for owner, records in by_owner.items():
            if kind == "source":
                append_sources(self._scratch, owner, records)
            elif kind == "theme":
                append_themes(self._scratch, owner, records, first)
                first += len(records)
            else:
                getattr(Writer(self._scratch, owner), f"{kind}s")(records)
        if kind == "theme":
            number_themes(self._scratch)

    def _name(self, by_owner: dict[str, list[Any]]) -> None:
        """Give all actors numbers, by which others name them; those of imports are written whole."""
        numbers = {actor.id: num for num, actor in enumerate((each for some in by_owner.values() for each in some), 1)}
        for owner in list(by_owner):
            imported = not self._curated.get(owner, True)
            append_actors(self._scratch, owner, by_owner[owner], numbers, whole=imported)
            if imported:
                del by_owner[owner]
        if not by_owner:
            derive_belongings(self._scratch)
