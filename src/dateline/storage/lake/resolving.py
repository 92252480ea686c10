"""Which staged events to take: what is new, changed, given twice, or withdrawn.

The rules are those of an import into a database (`dateline.storage.writing.intake`). Nearly all events are new and come
once, and the engine finds the others by their ids; only these are judged one by one, in the order of their coming.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from dateline.formats.incoming import Rejected
from dateline.storage.history.burials import newer, replaces
from dateline.storage.lake.staging import Gone
from dateline.storage.writing.report import Report

_Row = tuple[Any, ...]
_FETCHED = 10_000

_SUSPECTS = """
CREATE TABLE suspected AS SELECT seq FROM staged
WHERE hash(id) IN (SELECT h FROM (SELECT hash(id) AS h FROM staged UNION ALL SELECT hash(id) FROM taken_back)
                   GROUP BY h HAVING count(*) > 1)
   OR id IN (SELECT id FROM event) OR id IN (SELECT id FROM tombstone)
"""
# All that an event says is looked at only where it must be.
_SUSPECT = """
CREATE TABLE suspect AS SELECT seq, id, fingerprint, version, file, line FROM staged
WHERE seq IN (SELECT seq FROM suspected) AND seq BETWEEN $least AND $greatest
"""
# What is there already, and comes once more as it was, needs no judge.
_SAME = """
CREATE TABLE same AS SELECT s.seq FROM suspect s JOIN event e ON e.id = s.id AND e.fingerprint = s.fingerprint
AND (s.version IS NULL OR s.version <= e.version)
WHERE s.id IN (SELECT id FROM suspect GROUP BY id HAVING count(*) = 1) AND s.id NOT IN (SELECT id FROM taken_back)
"""


class _Known(NamedTuple):
    """What stands of an event, in the lake or by what came before: `seq` of what came, None in the lake."""

    num: int
    collection: str
    fingerprint: str
    version: int | None
    file: int | None
    seq: int | None


class Verdicts:
    """What becomes of staged events: places that are `dropped`, `numbers` that are not new, and those that are `gone`.

    `unsaid` are those of the dropped that never counted, even for later ones of the same id. `rejected` are (file,
    place, row), line 0 where it is not known. `numbers` are by place, `buried` the versions of what was taken back, by
    id.
    """

    def __init__(self) -> None:
        self.dropped: list[int] = []
        self.unsaid: list[int] = []
        self.numbers: dict[int, int] = {}
        self.gone: set[int] = set()
        self.buried: dict[str, int | None] = {}
        self.rejected: list[tuple[int, int, Rejected]] = []
        self.report = Report()


def resolve(duck: Any, number: int, gone: Sequence[Gone], collection: str, first: int) -> Verdicts:
    """Judge the `number` staged events and what was taken back; new events are numbered from `first` by their place.

    The engine has the views staged, event and tombstone, and gets the tables suspect, same and taken_back.
    """
    duck.execute("CREATE TABLE taken_back (seq BIGINT, id VARCHAR, version BIGINT)")
    if gone:
        duck.executemany(
            "INSERT INTO taken_back VALUES (?, ?, ?)", [(each.seq, each.id, each.version) for each in gone]
        )
    duck.execute(_SUSPECTS)
    least, greatest = duck.execute("SELECT coalesce(min(seq), 0), coalesce(max(seq), -1) FROM suspected").fetchone()
    duck.execute(_SUSPECT, {"least": least, "greatest": greatest})
    duck.execute(_SAME)
    found = Verdicts()
    same = [seq for (seq,) in _rows(duck, "SELECT seq FROM same")]
    found.dropped += same
    found.unsaid += same
    judge = _Judge(duck, found, collection, first)
    judged = _rows(
        duck, "SELECT seq, id, fingerprint, version, file, line FROM suspect ANTI JOIN same USING (seq) ORDER BY seq"
    )
    withdrawn = iter(gone)
    waiting = next(withdrawn, None)
    for row in judged:
        while waiting and waiting.seq < row[0]:
            judge.withdraw(waiting)
            waiting = next(withdrawn, None)
        judge.take(*row)
    while waiting:
        judge.withdraw(waiting)
        waiting = next(withdrawn, None)
    report = found.report
    report.unchanged += len(same)
    report.read = number
    report.inserted += number - len(gone) - len(same) - judge.seen
    return found


def _rows(duck: Any, sql: str) -> Iterator[_Row]:
    cursor = duck.cursor()
    cursor.execute(sql)
    while batch := cursor.fetchmany(_FETCHED):
        yield from batch


class _Judge:
    def __init__(self, duck: Any, found: Verdicts, collection: str, first: int) -> None:
        self._found, self._collection, self._first = found, collection, first
        self.seen = 0
        rows: Iterable[_Row] = _rows(
            duck,
            "SELECT id, num, collection, fingerprint, version FROM event WHERE id IN (SELECT id FROM suspect "
            "ANTI JOIN same USING (seq)) OR id IN (SELECT id FROM taken_back)",
        )
        self._known = {row[0]: _Known(row[1], row[2], row[3], row[4], None, None) for row in rows}
        self._buried: dict[str, int | None] = dict(_rows(duck, "SELECT id, max(version) FROM tombstone GROUP BY id"))

    def take(self, seq: int, identity: str, fingerprint: str, version: int | None, file: int, line: int | None) -> None:
        """Judge one event that came."""
        self.seen += 1
        report, had = self._found.report, self._known.get(identity)
        num = had.num if had else self._first + seq
        if had is None:
            if identity in self._buried and not newer(version, self._buried[identity]):
                self._refuse(seq)
                report.unchanged += 1
                return
            report.inserted += 1
        elif self._is_no_news(had, fingerprint, version):
            self._refuse(seq)
            again = had.fingerprint == fingerprint and had.file == file
            report.repeated += again
            report.unchanged += not again
            self._known[identity] = had._replace(file=file)
            return
        elif refused := self._refused(had, identity, version, file):
            self._refuse(seq)
            report.read -= 1
            self._found.rejected.append((file, seq, Rejected(line or 0, refused, {"id": identity})))
            return
        else:
            self._replace(had)
            report.updated += 1
        self._known[identity] = _Known(num, self._collection, fingerprint, version, file, seq)
        if num != self._first + seq:
            self._found.numbers[seq] = num

    def _is_no_news(self, had: _Known, fingerprint: str, version: int | None) -> bool:
        """Tell whether an event stays as it is, as for a database."""
        same = had.fingerprint == fingerprint
        return not replaces(version, had.version, same=same) if had.collection == self._collection else same

    def _refused(self, had: _Known, identity: str, version: int | None, file: int) -> str | None:
        if had.collection != self._collection:
            return f"the id belongs to the collection {had.collection!r}, where the record differs"
        if had.file == file and not newer(version, had.version):
            return f"duplicate id {identity!r}: an earlier row of this file differs"
        return None

    def withdraw(self, gone: Gone) -> None:
        """Judge that an event was taken back."""
        had, report = self._known.get(gone.id), self._found.report
        if had and (had.collection != self._collection or newer(had.version, gone.version)):
            report.unchanged += 1
            return
        if had:
            self._replace(had)
            del self._known[gone.id]
        report.removed += had is not None
        report.unchanged += had is None and gone.id in self._buried
        report.withdrawn_unseen += had is None and gone.id not in self._buried
        # One without a version takes nothing back of what was withdrawn with one.
        before = self._buried.get(gone.id)
        version = before if before is not None and not newer(gone.version, before) else gone.version
        self._buried[gone.id] = self._found.buried[gone.id] = version

    def _replace(self, had: _Known) -> None:
        if had.seq is None:
            self._found.gone.add(had.num)
        else:
            self._drop(had.seq)

    def _refuse(self, seq: int) -> None:
        self._found.unsaid.append(seq)
        self._drop(seq)

    def _drop(self, seq: int) -> None:
        self._found.dropped.append(seq)
        self._found.numbers.pop(seq, None)
