"""Events staged for a lake: written to a temporary file as they come, then judged and sorted together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from dateline.dates import Bounds
from dateline.event_columns import Frame
from dateline.event_fields import CLAIMED, FIELDS
from dateline.formats.incoming import Belonging, Rejected, Withdrawn
from dateline.prepared_events import COLUMNS, DATE, ID, UNCLAIMED, Claimed, Entry, spread_columns
from dateline.storage.lake.dimensions import Dimensions
from dateline.storage.writing.event_limits import entry_fault, frame_fault
from dateline.storage.writing.intake import Ready

_GROUP = 60_000
"""So many events are a row group, and held until it is written."""
_PLAIN = ("id", "title", "date")
_FINGERPRINT = 1
"""The place among the columns of a frame of what the lake works out itself."""


class Gone(NamedTuple):
    """That the data set took an event back."""

    seq: int
    line: int
    id: str
    version: int | None


class Stage:
    """Takes the items of files, and gives each a place in the order of all of them, from 0."""

    def __init__(self, folder: str, dimensions: Dimensions, circa: str | None = None) -> None:
        import pyarrow

        self._circa = circa
        self._arrow, self._dimensions = pyarrow, dimensions
        self._schema = _schema(pyarrow)
        self.path = os.path.join(folder, "events.parquet")
        self._writer: Any = None
        self._waiting: list[Any] = []
        self._held = 0
        self.number = 0
        self.file = -1
        self.names: list[str] = []
        self.gone: list[Gone] = []
        self.claimed = False
        """Whether an event has a verdict or claims."""

    @property
    def columns(self) -> list[str]:
        """Return the names of the columns of staged events."""
        return list(self._schema.names)

    def begin(self, name: str) -> None:
        """Say that what comes now is of another file."""
        self.file += 1
        self.names.append(name)

    def pass_over(self, number: int) -> int:
        """Leave so many places to events that are staged elsewhere; return the first."""
        first = self.number
        self.number += number
        return first

    def take(self, items: Sequence[Ready] | Frame) -> Iterator[Rejected]:
        """Write items, and yield those that are no events or cannot be taken."""
        if isinstance(items, Frame) and frame_fault(items) is None:
            self._put(items)
            return
        entries: list[Entry] = []
        for each in items.entries() if isinstance(items, Frame) else items:
            if isinstance(each, Rejected):
                yield each
            elif isinstance(each, Belonging):
                continue  # lakes have no memberships
            elif isinstance(each, Withdrawn):
                self._put_entries(entries)
                entries = []
                self.gone.append(Gone(self.number, each.line, each.id, each.version))
                self.number += 1
            elif fault := entry_fault(each):
                yield Rejected(each.line, fault, {"id": each.row[ID]})
            else:
                entries.append(each)
        self._put_entries(entries)

    def close(self) -> None:
        """Write what is waiting."""
        self._flush()
        if self._writer is None:
            self._write(self._schema.empty_table())
        self._writer.close()

    def _put(self, frame: Frame) -> None:
        number = len(frame.lines)
        for identity, name in frame.actors:
            self._dimensions.actor(identity, name)
        sets = [self._dimensions.theme_set(themes) for themes in frame.sets]
        self._dimensions.cite(frame.citing.values[0])
        taken, roles = frame.taking.values
        lists = (
            self._lists(number, "actors", frame.taking.events, ([frame.actors[each][0] for each in taken], roles)),
            self._lists(number, "citations", frame.citing.events, frame.citing.values),
            self._measures(number, frame.measuring.events, frame.measuring.values),
        )
        self._add(
            frame.lines, frame.columns, [sets[each] for each in frame.themes], lists, frame.words, frame.place_words,
            [UNCLAIMED] * number,
        )  # fmt: skip

    def _put_entries(self, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        number, made = len(entries), self._dimensions
        taking = [(i, identity, role) for i, e in enumerate(entries) for identity, role, _ in e.actors]
        for entry in entries:
            for identity, _, name in entry.actors:
                made.actor(identity, name)
        citing = [(i, *cited) for i, e in enumerate(entries) for cited in e.citations]
        made.cite(cited[1] for cited in citing)
        events, actors, roles = _turned(taking, 3)
        cited, *values = _turned(citing, 4)
        measured, *said = _turned([(i, *each) for i, e in enumerate(entries) for each in e.measures], 6)
        lists = (
            self._lists(number, "actors", events, (actors, roles)),
            self._lists(number, "citations", cited, values),
            self._measures(number, measured, said),
        )
        columns = _turned([entry.row[ID:] for entry in entries], len(COLUMNS) - ID)
        sets = [made.theme_set(entry.themes) for entry in entries]
        words, places = [entry.words for entry in entries], [entry.place_words for entry in entries]
        claimed = [entry.claimed for entry in entries]
        self._name_claimed(claimed)
        self._add([entry.line for entry in entries], columns, sets, lists, words, places, claimed)

    def _name_claimed(self, claimed: Sequence[Claimed]) -> None:
        """Make the actors that claims name."""
        if texts := [text for verdict, text in claimed if verdict or text]:
            from dateline.claims.forms import actors_in

            self.claimed = True
            for actor in (actor for text in texts for actor in actors_in(text)):
                self._dimensions.actor(actor, None)

    def _measures(self, number: int, events: Sequence[int], values: Sequence[Sequence[Any]]) -> Any:
        names, *numbers, units = values
        known = list(map(self._dimensions.measure, names, units))
        return self._lists(number, "measures", events, (known, *numbers))

    def _lists(self, number: int, name: str, events: Sequence[int], columns: Sequence[Sequence[Any]]) -> Any:
        """Return the lists of structs of all events in a column, as Arrow has them."""
        arrow = self._arrow
        types = {field.name: field.type for field in self._schema.field(name).type.value_type}
        counts = [0] * number
        for event in events:
            counts[event] += 1
        offsets = arrow.array([0, *accumulate(counts)], arrow.int32())
        arrays = [arrow.array(values, kind) for values, kind in zip(columns, types.values(), strict=True)]
        return arrow.ListArray.from_arrays(
            offsets, arrow.StructArray.from_arrays(arrays, fields=list(_fields(arrow, types)))
        )

    def _add(
        self, lines: Sequence[int], columns: Sequence[Sequence[Any]], sets: Sequence[int | None],
        lists: Sequence[Any], words: Sequence[str], places: Sequence[str], claimed: Sequence[Claimed],
    ) -> None:  # fmt: skip
        number = len(lines)
        columns = spread_columns(columns, DATE - ID, self._circa)
        seqs = range(self.number, self.number + number)
        said = [*columns[:_FINGERPRINT], *columns[_FINGERPRINT + 1 :]]
        values = [seqs, [self.file] * number, lines, *said, sets, words, places, *zip(*claimed, strict=True)]
        types = (field.type for field in self._schema)
        arrays = [self._arrow.array(each, kind) for each, kind in zip(values, types, strict=False)]
        self._waiting.append(self._arrow.RecordBatch.from_arrays([*arrays, *lists], schema=self._schema))
        self.number += number
        self._held += number
        if self._held >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._write(self._arrow.Table.from_batches(self._waiting))
        self._waiting, self._held = [], 0

    def _write(self, table: Any) -> None:
        if self._writer is None:
            import pyarrow.parquet as files

            self._writer = files.ParquetWriter(self.path, self._schema, compression="lz4", use_dictionary=False)
        self._writer.write_table(table)


_CITED = ("source", "locator", "quote")


def _turned(rows: Iterable[Sequence[Any]], width: int) -> list[Sequence[Any]]:
    """Return rows as columns."""
    return list(zip(*rows, strict=True)) or [()] * width


def _fields(arrow: Any, types: dict[str, Any]) -> Iterator[Any]:
    return (arrow.field(name, kind) for name, kind in types.items())


def _schema(arrow: Any) -> Any:
    text, number, small = arrow.string(), arrow.int64(), arrow.int16()
    types = {"seq": number, "file": arrow.int32(), "line": number, **dict.fromkeys(_PLAIN, text)}
    types |= dict.fromkeys(Bounds._fields, number) | {"length_class": small}
    types |= {field.name: {"number": arrow.float64(), "whole": number}.get(field.kind, text) for field in FIELDS}
    types |= {"version": number, "theme_set": number}
    types |= {"words": text, "place_words": text} | dict.fromkeys(CLAIMED, text)
    actor = arrow.struct(list(_fields(arrow, {"actor": text, "role": text})))
    cited = arrow.struct(list(_fields(arrow, dict.fromkeys(_CITED, text))))
    measured = {"measure": number} | dict.fromkeys(("value", "low", "high"), arrow.float64())
    types |= {"actors": arrow.list_(actor), "citations": arrow.list_(cited)}
    types |= {"measures": arrow.list_(arrow.struct(list(_fields(arrow, measured))))}
    return arrow.schema(list(_fields(arrow, types)))
