"""Creating a lake and adding events: a new state with new files, of which readers see all or nothing."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from tempfile import mkdtemp
from typing import Any, NamedTuple

from dateline.counted import counted
from dateline.errors import DatabaseError
from dateline.event_columns import Frame
from dateline.formats.incoming import DataSet, Rejected
from dateline.storage.engines.connection import errors_of
from dateline.storage.engines.lakes import manifest as manifests
from dateline.storage.engines.lakes.duck import opened, quoted, scan
from dateline.storage.engines.lakes.layout import GREAT, KEPT_IN_ORDER, LONG, TEXT, Partition, types
from dateline.storage.engines.lakes.manifest import DataFile, Manifest
from dateline.storage.history.occasion import UNTOLD, Occasion
from dateline.storage.lake import own_csv
from dateline.storage.lake.contents import DAYS, FINGERPRINT, SELECTS
from dateline.storage.lake.data_files import Extent, FileWriter, extent_of
from dateline.storage.lake.dimensions import Dimensions, Row
from dateline.storage.lake.parts import FEW, Part, together
from dateline.storage.lake.resolving import Verdicts, resolve
from dateline.storage.lake.staging import Stage
from dateline.storage.lake.word_index import write_words
from dateline.storage.writing.columns.offered import Offered
from dateline.storage.writing.columns.staged import Staged
from dateline.storage.writing.intake import Ready
from dateline.storage.writing.report import Report

MEMORY = "1200MB"
"""What DuckDB may take before it goes to the disk; the whole process takes less than 2 GB then."""
DRAFTS = "drafts-"
"""How the names of folders begin in which something is in the making."""


class Given(NamedTuple):
    """A text: its name, its items in batches, and where it is our own CSV the path of the file."""

    name: str
    batches: Iterable[Sequence[Ready] | Frame | Staged | Offered]
    own_csv: str | None = None


_FAR = 3_000_000
"""Days beyond are in no year: what begins then is one partition."""
_READ_AGAIN = 8
"""So often, at most, events are looked at while their partitions are written; else they are parted first."""


_PARTED = "SELECT * EXCLUDE (words, place_words) FROM coming"
"""What is written by partition: all but the words, which have an index of their own."""


class _Read(NamedTuple):
    """A file that the engine has read: its path, that of the draft, and the place of its first event."""

    path: str
    draft: str
    first: int


class _Refused(Exception):
    """Rows were rejected, and nothing is to be written."""


def create(folder: str, occasion: Occasion = UNTOLD) -> None:
    """Make an empty lake in a folder that is empty or not there.

    Raises:
        DatabaseError: there is something in the folder, or it cannot be written to.
    """
    if os.path.exists(os.path.join(folder, manifests.NAME)):
        raise DatabaseError(f"there is already a lake at {folder}", "add events with: dateline lake add")
    if os.path.exists(folder) and (not os.path.isdir(folder) or os.listdir(folder)):
        raise DatabaseError(f"{folder} is not empty", "choose a folder that is empty or does not exist")
    with on_disk(folder):
        os.makedirs(folder, exist_ok=True)
        with manifests.turn(folder), errors_of(f"lake:{folder}"):
            writer = FileWriter(folder, opened(), 0)
            empty = tuple(writer.write_empty(table) for table in types())
            manifests.save(folder, Manifest(0, empty, 1, (commit_of(0, "lake create", occasion, Report()),)))


def add(
    folder: str,
    dataset: DataSet,
    texts: Iterable[Given],
    collection: str,
    *,
    reject: Callable[[str, Rejected], None],
    partly: bool,
    occasion: Occasion = UNTOLD,
    tell: Callable[[str], None] = lambda _: None,
    circa: str | None = None,
) -> Report | None:
    """Add the items of texts to the lake, all of them or none; return what became of them, None if nothing was written.

    `reject` is called with the name of the text for each row that is not taken; without `partly` one is enough to write
    nothing. What events name and the lake lacks is made by `dataset`. `tell` is told what is being done.
    `circa` is how far approximate dates spread.

    Raises:
        InvalidRecords: a text is not of the format at all; nothing was written.
        DatabaseError: there is no sound lake, or the disk or the engine fails; nothing was written.
    """
    manifests.load(folder)
    with on_disk(folder), errors_of(f"lake:{folder}"), manifests.turn(folder), suppress(_Refused):
        addition = _Addition(folder, manifests.load(folder), collection, occasion, tell)
        addition.circa = circa
        return addition.run(dataset, texts, reject, partly)
    return None


@contextmanager
def on_disk(folder: str) -> Iterator[None]:
    """Turn errors of the system into those of a lake."""
    try:
        yield
    except OSError as error:
        raise DatabaseError(f"{folder}: {error.strerror or error}") from error


def commit_of(state: int, command: str, occasion: Occasion, report: Report) -> dict[str, Any]:
    """Return how a state came about, for the manifest."""
    told = {"state": state, "recorded": occasion.recorded, "author": occasion.author, "command": command}
    return told | {"reason": occasion.reason, "report": dataclasses.asdict(report)}


class _Addition:
    """One addition: what comes is staged, judged, sorted into new files, and becomes part of the lake at the end."""

    def __init__(
        self, folder: str, before: Manifest, collection: str, occasion: Occasion, tell: Callable[[str], None]
    ) -> None:
        self._folder, self._before, self._collection = folder, before, collection
        self._occasion, self._tell = occasion, tell
        self.circa: str | None = None
        self._drafts = mkdtemp(prefix=DRAFTS, dir=folder)
        self._duck = opened(memory_limit=MEMORY, temp_directory=os.path.join(self._drafts, "spilled"))
        self._writer = FileWriter(folder, self._duck, before.state + 1)
        self._pool = ThreadPoolExecutor(os.cpu_count())
        self._read: dict[int, _Read] = {}
        self._kept: dict[str, list[DataFile]] = {table: before.of(table) for table in types()}

    def run(
        self, dataset: DataSet, texts: Iterable[Given], reject: Callable[[str, Rejected], None], partly: bool
    ) -> Report:
        """Do all of it."""
        try:
            stage, clean = self._stage(dataset, texts, reject)
            verdicts = self._judged(stage)
            for file, place, row in verdicts.rejected:
                reject(stage.names[file], row if row.line else row._replace(line=self._line(file, place)))
            if not partly and (verdicts.rejected or not clean):
                raise _Refused
            report = verdicts.report
            if report.inserted or report.updated or report.removed or verdicts.buried:
                self._write(stage, verdicts)
                self._save(stage.number, report)
            return report
        except BaseException:
            self._writer.give_up()
            raise
        finally:
            self._pool.shutdown()
            self._duck.close()
            shutil.rmtree(self._drafts, ignore_errors=True)

    def _stage(
        self, dataset: DataSet, texts: Iterable[Given], reject: Callable[[str, Rejected], None]
    ) -> tuple[Stage, bool]:
        for table, files in self._kept.items():
            manifests.check_there(self._folder, files)
            self._duck.execute(f"CREATE VIEW {table} AS SELECT * FROM {scan(self._folder, files)}")
        self._dimensions = Dimensions(lambda sql: self._duck.execute(sql).fetchall(), dataset, self._collection)
        own_csv.prepare(self._duck)
        stage, clean = Stage(self._drafts, self._dimensions, self.circa), True
        for given in texts:
            stage.begin(given.name)
            if given.own_csv and self._took(stage, given.own_csv):
                continue
            for batch in given.batches:
                assert not isinstance(batch, Staged | Offered)  # nobody asks for files
                for row in stage.take(batch):
                    clean = False
                    reject(given.name, row)
        stage.close()
        return stage, clean

    def _took(self, stage: Stage, file: str) -> bool:
        """Let the engine read a file of our own, if it can."""
        self._tell(f"reading {file}")
        draft = os.path.join(self._drafts, f"csv-{stage.file}.parquet")
        number = own_csv.take(self._duck, file, draft, stage.number, self._dimensions)
        if number is None:
            return False
        self._read[stage.file] = _Read(file, draft, stage.pass_over(number))
        return True

    def _line(self, file: int, place: int) -> int:
        found = self._read[file]
        return own_csv.line_of(found.path, place - found.first)

    def _judged(self, stage: Stage) -> Verdicts:
        names = ", ".join(stage.columns)
        parts = [f"SELECT {names} FROM read_parquet({quoted(stage.path)})"]
        parts += [f"SELECT {names} FROM ({own_csv.select(each.draft, file)})" for file, each in self._read.items()]
        every = " UNION ALL ".join(parts)
        self._duck.execute(f"CREATE VIEW staged AS SELECT *, {FINGERPRINT} AS fingerprint FROM ({every})")
        self._tell("finding what is new")
        return resolve(self._duck, stage.number, stage.gone, self._collection, self._before.next_event)

    def _write(self, stage: Stage, verdicts: Verdicts) -> None:
        self._claimed = stage.claimed
        self._write_dimensions(verdicts)
        touched = self._without(verdicts.gone)
        self._prepare(verdicts)
        self._tell("writing the index of words")
        self._kept[TEXT] += write_words(self._duck, self._writer, self._drafts)
        parts, done = self._partitions(), 0
        for run in together(parts):
            source = self._looked_at_once(run)
            for part in run:
                done += 1
                self._tell(f"writing {part.partition.folder}, {counted(part.rows, 'event')}, {done} of {len(parts)}")
                self._write_part(part, source)
        self._count_days(touched | {part.partition for part in parts})

    def _write_dimensions(self, verdicts: Verdicts) -> None:
        if verdicts.unsaid:
            self._dimensions.keep(*self._named_by_the_rest(verdicts.unsaid))
        grown = self._dimensions.grown()
        grown["tombstone"] = (
            ("id", "collection", "version"),
            [(identity, self._collection, version) for identity, version in verdicts.buried.items()],
        )
        for table, (columns, rows) in grown.items():
            if rows:
                self._kept[table].append(self._writer.write_rows(table, columns, rows))
        for table, (columns, rows) in self._dimensions.whole().items():
            self._kept[table] = [self._writer.write_rows(table, columns, rows)]
        self._table("actor_number", ("id", "num"), self._dimensions.actors.known.items())
        self._table("under", ("theme", "above", "depth"), self._dimensions.above())
        sets = scan(self._folder, self._kept["theme_set_member"])
        self._duck.execute(f"CREATE TABLE bearing AS SELECT * FROM {sets}")

    def _named_by_the_rest(self, unsaid: Iterable[int]) -> tuple[set[Any], set[Any], set[Any]]:
        """Return the actors, the numbers of the sets of themes, and the sources, that events name which count."""
        self._table("unsaid", ("seq",), [(seq,) for seq in unsaid])
        columns = ("unnest(actors).actor", "theme_set", "unnest(citations).source")
        sql = "SELECT DISTINCT {} FROM staged ANTI JOIN unsaid USING (seq)"
        actors, sets, sources = ({row[0] for row in self._duck.execute(sql.format(c)).fetchall()} for c in columns)
        if self._claimed:
            from dateline.claims.forms import actors_in

            actors.update(*(actors_in(text) for (text,) in self._duck.execute(sql.format("claims")).fetchall()))
        return actors, sets, sources

    def _table(self, name: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Make a table of the engine, of whole numbers but for ids."""
        import pyarrow

        held: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(columns)
        arrays = [
            pyarrow.array(each, "string" if of == "id" else "int64") for of, each in zip(columns, held, strict=True)
        ]
        self._duck.register("given", pyarrow.table(arrays, names=list(columns)))
        self._duck.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        self._duck.unregister("given")

    def _without(self, gone: Iterable[int]) -> set[Partition]:
        """Write the files anew in which events stand that are gone; return their partitions."""
        numbers = sorted(gone)
        self._table("gone", ("num",), [(number,) for number in numbers])
        touched: set[Partition] = set()
        if not numbers:
            return touched
        for table, great in KEPT_IN_ORDER.items():
            if great.event is None:
                continue
            named = f"read_parquet({self._paths(table)}, filename = true)"
            sql = f"SELECT DISTINCT filename FROM {named} WHERE {great.event} IN (SELECT num FROM gone)"
            stale = {
                os.path.relpath(path, os.path.abspath(self._folder)) for (path,) in self._duck.execute(sql).fetchall()
            }
            touched |= {file.partition for file in self._kept[table] if table in GREAT and file.path in stale}
            self._kept[table] = [
                self._writer.without(file, "gone") if file.path in stale else file for file in self._kept[table]
            ]
        return touched

    def _paths(self, table: str) -> str:
        folder = os.path.abspath(self._folder)
        return f"[{', '.join(quoted(os.path.join(folder, file.path)) for file in self._kept[table])}]"

    def _prepare(self, verdicts: Verdicts) -> None:
        """Let the view `coming` have the staged events that count, with their numbers and years."""
        self._table("dropped", ("seq",), [(seq,) for seq in verdicts.dropped])
        self._table("renumbered", ("seq", "num"), verdicts.numbers.items())
        long = ", ".join(map(str, LONG))
        year = "year(DATE '1970-01-01' + CAST(start_earliest - 719163 AS INT))"
        joins = "LEFT JOIN renumbered r USING (seq) ANTI JOIN dropped USING (seq)"
        plain = not (verdicts.dropped or verdicts.numbers)
        num = f"{self._before.next_event} + seq" if plain else f"coalesce(r.num, {self._before.next_event} + seq)"
        self._duck.execute(f"""
            CREATE VIEW coming AS SELECT staged.*, {num} AS num, {quoted(self._collection)} AS collection,
            CASE WHEN length_class NOT IN ({long}) AND start_earliest BETWEEN {-_FAR} AND {_FAR} THEN {year} END AS year
            FROM staged {"" if plain else joins}""")

    def _partitions(self) -> list[Part]:
        sql = (
            "SELECT length_class, year, count(*), min(seq), max(seq) FROM coming GROUP BY ALL ORDER BY ALL NULLS FIRST"
        )
        found = [Part(Partition(row[0], row[1]), *row[2:]) for row in self._duck.execute(sql).fetchall()]
        rows = sum(part.rows for part in found)
        if rows <= FEW:
            self._duck.execute(f"CREATE TABLE parted AS {_PARTED}")
        elif sum(part.last - part.first + 1 for part in found) <= rows * _READ_AGAIN:
            self._duck.execute(f"CREATE VIEW parted AS {_PARTED}")
        else:
            self._part()
        return found

    def _part(self) -> None:
        """Part by partition what came in no order of date: to find the events of each among all takes longer."""
        self._tell("parting what came by year")
        parted = os.path.join(self._drafts, "parted")
        how = "(FORMAT parquet, COMPRESSION lz4, PARTITION_BY (length_class, year), WRITE_PARTITION_COLUMNS true)"
        self._duck.execute(f"COPY ({_PARTED}) TO {quoted(parted)} {how}")
        self._duck.execute(
            "CREATE VIEW parted AS SELECT * FROM "
            f"read_parquet({quoted(os.path.join(parted, '**', '*.parquet'))}, hive_partitioning = true)"
        )

    def _looked_at_once(self, parts: Sequence[Part]) -> str:
        """Return the table that has the events of several partitions; to look for those of each takes as long again."""
        if len(parts) == 1:
            return "parted"
        first, last = min(part.first for part in parts), max(part.last for part in parts)
        self._duck.execute(
            f"CREATE OR REPLACE TABLE looked_at AS SELECT * FROM parted WHERE seq BETWEEN {first} AND {last}"
        )
        return "looked_at"

    def _write_part(self, part: Part, source: str) -> None:
        """Write the events of a partition, and all that hangs on them, from one reading."""
        duck, partition = self._duck, part.partition
        year = "year IS NULL" if partition.year is None else f"year = {partition.year}"
        duck.execute(
            f"CREATE OR REPLACE TABLE part AS SELECT * FROM {source} WHERE length_class = {partition.length_class} "
            f"AND seq BETWEEN {part.first} AND {part.last} AND {year} ORDER BY start_earliest, num"
        )
        days = "min(start_earliest), max(start_earliest), min(num), max(num)"
        *ends, measured = duck.execute(f"SELECT {days}, bool_or(len(measures) > 0) FROM part").fetchone()
        extent, empty = Extent(*ends), {"event_claims": not self._claimed, "event_measure": not measured}
        tables = [table for table in SELECTS if not empty.get(table)]
        written = self._pool.map(lambda table: self._writer.write(table, SELECTS[table], partition, extent), tables)
        for file in written:
            self._kept[file.table].append(file)

    def _count_days(self, touched: Iterable[Partition]) -> None:
        """Count the single days of every theme anew, in the partitions that were touched."""
        for partition in sorted((each for each in touched if each.length_class == 0), key=str):
            links = [file for file in self._kept["event_theme"] if file.partition == partition and file.rows]
            kept = [file for file in self._kept["day_count"] if file.partition != partition or not file.rows]
            if links:
                select = DAYS.format(links=scan(self._folder, links))
                kept.append(self._writer.write("day_count", select, partition, extent_of(links)))
            self._kept["day_count"] = kept

    def _save(self, number: int, report: Report) -> None:
        before = self._before
        files = tuple(file for files in self._kept.values() for file in files)
        commit = commit_of(before.state + 1, self._occasion.command, self._occasion, report)
        paths = tuple(file.path for file in before.files)
        replaced = tuple(sorted(set(paths) - {file.path for file in files}))
        state = Manifest(before.state + 1, files, before.next_event + number, (*before.commits, commit), replaced)
        manifests.save(self._folder, state)
