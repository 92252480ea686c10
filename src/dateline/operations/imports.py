"""Events in bulk from files into a database; what a lake takes too is shared with `dateline.operations.lakes`."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from dateline.dates.undated import UNDATED
from dateline.errors import Fault, InvalidRecords
from dateline.formats.incoming import Told
from dateline.input.batches import Text, data_set, texts
from dateline.operations.remarks import Remarks
from dateline.prepared_events import COLUMNS, ID, Entry
from dateline.storage.writing.columns.offered import Offered
from dateline.storage.writing.columns.staged import Staged

if TYPE_CHECKING:
    from dateline.event_columns import Frame
    from dateline.formats.incoming import DataSet, Rejected
    from dateline.operations.previews import Preview
    from dateline.storage.history.occasion import Occasion
    from dateline.storage.writing.imports import Origin
    from dateline.storage.writing.intake import Ready
    from dateline.storage.writing.report import Report

    Batches = Iterator[list[Ready] | Frame | Staged | Offered]
    Unsifted = Iterator[list[Ready | Told] | Frame | Staged | Offered]
    """With what is only to be told."""

_DATE = COLUMNS.index("date")
_DATES = _DATE - ID
"""The places of the date in an entry's row, and in the columns of a frame."""
_MOST_FAULTS = 10_000
"""Without a stream for them no more rows than this are named."""
FATES = ("read", "inserted", "updated", "unchanged", "repeated", "withdrawn", "rejected")
"""What becomes of rows; repeated are those that equal an earlier one of their file."""
RARE = ("corrected_by_hand", "removed_by_hand", "merged_by_hand", "withdrawn_unseen")
"""Fates that are counted only where there are such rows: their event stays as it is by hand, or never was there."""
File = str | IO[bytes]
"""A path, or a stream of bytes, which the history knows as `-`."""


class Outcome:
    """What became of rows: how many had each fate, which were not taken, and the texts of which nothing was written.

    `notes` say what else there is to know of a text.

    Rows that are not taken are written to a stream as JSON Lines as they come, or else kept as faults.
    """

    def __init__(self, stream: IO[str] | None = None) -> None:
        self._stream, self.sets_aside = stream, stream is not None
        self.counts = dict.fromkeys(FATES, 0)
        self.faults: list[Fault] = []
        self.left_out: list[str] = []
        self.remarks = Remarks()
        self.notes: list[str] = []
        self.written = False
        self.texts: list[str] = []
        self._rejected = self._not_kept = 0

    def watched(self, batches: Unsifted, file: str) -> Batches:
        """Yield batches of a file without what is only to be told, which is kept, as are the counts of `undated`."""
        for unsifted in batches:
            items = self._sifted(unsifted, file)
            if number := _undated(items):
                self.counts["undated"] = self.counts.get("undated", 0) + number
            yield items

    def _sifted(
        self, items: list[Ready | Told] | Frame | Staged | Offered, file: str
    ) -> list[Ready] | Frame | Staged | Offered:
        if not isinstance(items, list):
            return items
        kept = []
        for item in items:
            if isinstance(item, Told):
                self.remarks.take(file, item)
            else:
                kept.append(item)
        return kept

    def reject(self, file: str, row: Rejected) -> None:
        """Note a row of `file` that is not taken."""
        self._rejected += 1
        if self._stream is not None:
            record = {"file": file, "line": row.line, "reason": row.reason, "record": row.record}
            record["hint"] = row.hint
            self._stream.write(_line(record) + "\n")
        elif len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(file, row.line, row.reason, row.hint))
        else:
            self._not_kept += 1

    def add(self, report: Report | None) -> None:
        """Count what was read since the last report; None when nothing of it was written."""
        if report:
            self.written = True
            found = (report.inserted, report.updated, report.unchanged, report.repeated, report.removed)
            for name, number in zip(FATES[1:-1], found, strict=True):
                self.counts[name] += number
            for name in RARE:
                if number := getattr(report, name):
                    self.counts[name] = self.counts.get(name, 0) + number
            self.counts["read"] += sum(found) + sum(getattr(report, name) for name in RARE) + self._rejected
        self.counts["rejected"] += self._rejected
        self._rejected = 0

    def note(self, text: Text) -> None:
        """Keep what there is to know of a text that was read."""
        self.notes += (f"{text.name}: {note}" for note in text.notes)

    def fail(self, file: str, error: InvalidRecords) -> None:
        """Note a file that is not of its format at all, or in which that is so behind texts that were written."""
        self.faults += error.faults
        self.left_out.append(" but ".join([file, ", ".join(self.texts)]) if self.texts else file)
        self._rejected = 0

    def check(self, *, several: bool = False) -> None:
        """Raise InvalidRecords if there are faults; of `several` files it names those of which nothing was written."""
        if self.faults:
            rest = f", {self._not_kept} more not shown" if self._not_kept else ""
            which = f" of {', '.join(self.left_out)}" if self.left_out and (self.written or several) else ""
            raise InvalidRecords(self.faults, f"{rest}; nothing{which} was written")


def _undated(items: list[Ready] | Frame | Staged | Offered) -> int:
    """Return how many of the events are undated."""
    if isinstance(items, Offered):
        return 0
    if isinstance(items, Staged):
        return items.undated
    if isinstance(items, list):
        return sum(item.row[_DATE] == UNDATED for item in items if isinstance(item, Entry))
    return items.columns[_DATES].count(UNDATED)


def _line(record: dict[str, Any]) -> str:
    """Return a record as JSON; bytes that are no UTF-8 are kept as escapes, which nothing else could hold."""
    line = json.dumps(record, ensure_ascii=False, default=str)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(record, default=str)
    return line


def unwatched(text: Text) -> Unsifted:
    """Return the items of a text."""
    return (batch.items for batch in text.batches)


class Files(NamedTuple):
    """Files of a format, with the file that says what their columns mean; `watch` gives the items of each text.

    `circa` is how far approximate dates spread, such as "10 years". Of workbooks, `sheet` is the one to read.
    """

    form: str
    files: Sequence[File]
    mapping: str | None = None
    watch: Callable[[Text], Unsifted] = unwatched
    circa: str | None = None
    sheet: str | None = None

    def spread(self, dataset: DataSet) -> str | None:
        """Return the spread of approximate dates: that of the mapping, or else the one that was asked for."""
        return getattr(dataset, "circa", None) or self.circa


@dataclass
class Import:
    """An import of files into a database, each whole or not at all; a text is a batch of the history.

    `occasion` gives that of a text by its name. `tell` is told which files are in already. With a `preview`, which sees
    the first events, nothing is written: each file is compared with the database as it is.
    """

    url: str
    given: Files
    collection: str
    outcome: Outcome
    occasion: Callable[[str], Occasion]
    tell: Callable[[str], None] = lambda _: None
    preview: Preview | None = None

    def run(self) -> None:
        """Import all files; several that were interrupted go on where they ended."""
        dataset = data_set(self.given.form, self.given.mapping)
        for file in self.given.files:
            try:
                self._take(file, dataset)
            except InvalidRecords as error:  # the other files are none the worse for it
                self.outcome.fail(file if isinstance(file, str) else "-", error)
            finally:
                self.outcome.texts.clear()
        if self._are_several and not self.outcome.left_out and not self.preview:
            from dateline.storage.writing.imports import forget_finished

            forget_finished(self.url, self.collection)

    def check(self) -> None:
        """Raise InvalidRecords with the faults of what was left out, if anything was."""
        self.outcome.check(several=self._are_several)

    @property
    def _are_several(self) -> bool:
        return len(self.given.files) > 1

    def _take(self, file: File, dataset: DataSet) -> None:
        from dateline.storage.engines import store_of
        from dateline.storage.writing.migrating import is_new

        behind = self._behind()
        if isinstance(file, str) and self._origin(file, file) in behind:
            self.tell(f"{file} was already imported before the interruption")
            return
        store, given = store_of(self.url), self.given
        staged = self.preview is None and (store.takes_files or store.append_columns is not None)
        alone = staged and given.spread(dataset) is None and is_new(self.url)
        derived = self.collection if alone else None
        with texts(
            given.form, given.mapping, file, given.sheet, staged=staged, as_files=store.takes_files, derived=derived
        ) as found:
            for text in found:
                origin = self._origin(file, text.name)
                if origin in behind:
                    self.tell(f"{text.name} was already imported before the interruption")
                    deque(text.batches, 0)
                else:
                    self._write(text, dataset, origin)

    def _behind(self) -> set[Origin]:
        """Return what an interrupted import of these files has behind it.

        A single file is begun at once: what reads it starts while this process imports what writes.
        """
        if not self._are_several:
            return set()
        from dateline.storage.writing.imports import finished

        return finished(self.url, self.collection)

    def _write(self, text: Text, dataset: DataSet, origin: Origin | None) -> None:
        from dateline.storage.writing.imports import import_file

        batches = self.outcome.watched(self.given.watch(text), text.name)
        if self.preview:
            batches = self.preview.of(batches)
        begun = chain(list(islice(batches, 1)), batches)  # no database is made for a file that cannot be read
        report = import_file(
            self.url, dataset, begun, self.collection,
            reject=partial(self.outcome.reject, text.name), partly=self.outcome.sets_aside or bool(self.preview),
            origin=origin, occasion=self.occasion(text.name), circa=self.given.spread(dataset),
            dry_run=bool(self.preview), tell=partial(self.outcome.remarks.take, text.name),
        )  # fmt: skip
        self.outcome.add(report)
        self.outcome.note(text)
        (self.outcome.left_out if report is None else self.outcome.texts).append(text.name)

    def _origin(self, file: File, text: str) -> Origin | None:
        """Return how the store remembers a text of one of several files; None for a stream, and what is not there."""
        from dateline.storage.writing.imports import Origin

        if not self._are_several or not isinstance(file, str) or not os.path.exists(file):
            return None
        state = os.stat(file)
        return Origin(os.path.abspath(text), state.st_size, state.st_mtime_ns)
