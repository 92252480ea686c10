"""Full text and junctions that the process that reads has made, into the tables of a database that has no events."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from dateline.storage.derived import day_counts, text_index
from dateline.storage.derived.junctions import fill
from dateline.storage.engines import store_behind
from dateline.storage.writing.columns.offered import JUNCTIONS, Numbers, Offered

_SHADOWS = ("event_text_data", "event_text_idx", "event_text_docsize")
"""The tables in which FTS5 keeps its index; its settings, which stay, are in another."""
_MEMBERS = "SELECT theme_set, theme, shared FROM theme_set_member"
_DEFINITION = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"


class Copying:
    """Knows whose words are not indexed yet, and which junctions are there; `first` is the number of the next event."""

    def __init__(self, connection: sa.Connection, first: int) -> None:
        self._connection = connection
        self._alone = first == 1
        self._waiting: tuple[int, int] | None = None
        self._indexed = False
        self._filled = False
        self.digest: str | None = None
        """The digest of all events, which the process that reads has worked out; None if it is not known."""

    def wait(self, first: int, number: int, *, indexed: bool) -> None:
        """Wait for an offer for so many events, whose words are `indexed` already or wait too."""
        if not self._alone:
            self._index((first, first + number - 1), indexed)
            return
        begin = self._waiting[0] if self._waiting else first
        self._waiting, self._indexed = (begin, first + number - 1), indexed

    def _index(self, events: tuple[int, int], indexed: bool) -> None:
        if not indexed:
            text_index.index(self._connection, *events)

    def give_up(self) -> None:
        """Index the words that wait: other events come, of which no offer knows."""
        self._alone = False
        if self._waiting:
            self._index(self._waiting, self._indexed)
            self._waiting = None

    def fits(self, offered: Offered) -> bool:
        """Tell whether an offer is of all events of the database."""
        return self._alone and self._waiting == (1, offered.number)

    def numbers(self, actors: Sequence[int], sets: Sequence[int]) -> Numbers:
        """Return the numbers of actors and of sets of themes with all that is needed for the junctions."""
        of: dict[int, list[tuple[int, int]]] = {}
        for number, theme, shared in self._connection.exec_driver_sql(_MEMBERS):
            of.setdefault(number, []).append((theme, shared))
        return Numbers(list(actors), list(sets), [of.get(number, []) for number in sets], self._definitions())

    def _definitions(self) -> list[str]:
        if not store_behind(self._connection).takes_files:
            return []
        return [self._connection.exec_driver_sql(_DEFINITION, (name,)).scalar_one() for name in JUNCTIONS]

    def words(self, offered: Offered) -> None:
        """Copy the full text of all events, unless there is no file with it, since it is there."""
        self._waiting, waiting = None, self._waiting
        self.digest = offered.digest
        if not offered.words:
            return
        self._connection.exec_driver_sql("ATTACH ? AS offered_words", (offered.words,))
        try:
            for name in _SHADOWS:
                self._connection.exec_driver_sql(f"DELETE FROM {name}")
        except sa.exc.DBAPIError:  # where SQLite defends the tables of FTS5 it lets nobody but FTS5 write to them
            text_index.index(self._connection, *(waiting or (1, 0)))
            return
        for name in _SHADOWS:
            self._connection.exec_driver_sql(f"INSERT INTO main.{name} SELECT * FROM offered_words.{name}")

    def junctions(self, files: Sequence[str]) -> None:
        """Copy the junctions."""
        copy = self._attached if store_behind(self._connection).takes_files else self._appended
        for table, file in zip(JUNCTIONS, files, strict=False):
            copy(table, file)
        self._filled = bool(files)

    def _attached(self, table: str, file: str) -> None:
        """Let SQLite copy rows as they are into an empty table of the same definition."""
        self._connection.exec_driver_sql(f"ATTACH ? AS offered_{table}", (file,))
        self._connection.exec_driver_sql(f"INSERT INTO main.{table} SELECT * FROM offered_{table}.{table}")

    def _appended(self, table: str, file: str) -> None:
        from dateline.storage.writing.columns.tables import append_file

        append_file(self._connection, table, file)

    def fill(self, first: int, changed: Sequence[int], *, keyed: bool) -> None:
        """Write the junctions of the events from `first` on and of those changed, unless they are there.

        Without `keyed` the keys of the junctions are yet to be made.
        """
        self.give_up()
        if not self._filled:
            fill(self._connection, first, changed, keyed=keyed)
            return
        day_counts.add(self._connection, "e.num >= :num", {"num": first})
