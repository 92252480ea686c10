"""Rows of an import whose events were corrected, removed or merged by hand: the events stay so, and it is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.counted import counted
from dateline.event_fields import CLAIMED, NAMES
from dateline.formats.incoming import Told
from dateline.measures import measure_record, measure_text
from dateline.model import Event, Measure
from dateline.prepared_events import COLUMNS, ID, VERSION, Entry, entry_of
from dateline.storage.engines.kept_json import kept_event
from dateline.storage.history.batches import History
from dateline.storage.schema import tables as t
from dateline.storage.writing.by_hand import CHANGED, MERGED, REMOVED, end_outlived, note_mark
from dateline.storage.writing.report import Report
from dateline.wire import event_from_record
from dateline.wire_fields import Record

_TOLD = 20
"""So many events of a file are named."""
_FIELDS = ("title", "date", *NAMES)
_PLACES = {name: COLUMNS.index(name) for name in _FIELDS}
_STAYS = {CHANGED: "keeps its correction", REMOVED: "stays removed", MERGED: "stays merged"}


class Mark(NamedTuple):
    """What was done to an event by hand; see the table `by_hand`."""

    id: str
    collection: str
    fate: str
    base: str
    said: str | None
    version: int | None


class Corrections:
    """Counts rows whose events were changed by hand, and tells how a row differs from what was known of it then.

    `merged` gives an entry the actors of the database; `there` says whether any event was changed by hand, `led`
    are the ids of events that were merged into others.
    """

    def __init__(
        self, connection: sa.Connection, tell: Callable[[Told], None], merged: Callable[[Entry], Entry]
    ) -> None:
        self._connection, self._tell, self._merged = connection, tell, merged
        chosen = sa.select(t.by_hand.c.id).where(t.by_hand.c.kind == "event").limit(1)
        self.there = connection.execute(chosen).first() is not None
        led = sa.select(t.redirect.c.id).where(t.redirect.c.kind == "event")
        self.led = set(connection.execute(led).scalars())
        self._told = self._untold = self._line = 0
        self._before: dict[str, Mark] = {}
        self._after: dict[str, Mark] = {}

    def keep(self, entry: Entry, mark: Mark, report: Report, *, same: bool, kept: Callable[[], Record | None]) -> Mark:
        """Leave an event as it is though a row says otherwise; return its mark.

        `same` says that the row says what is stored; else `kept` gives what is, on the wire.
        """
        self.count(mark, report)
        version = entry.row[VERSION]
        if same or (version is not None and mark.version is not None and version < mark.version):
            return mark
        base, row = (_said(self._merged(each)) for each in (entry_of(_base(mark)), entry))
        differing = [name for name in row if row[name] != base[name]]
        said = json.dumps(_record(entry), ensure_ascii=False) if differing else None
        if differing:
            self._differs(entry, mark, _differences(differing, base, row, kept() if mark.fate == CHANGED else None))
        return self._noted(mark, said, version)

    def count(self, mark: Mark, report: Report) -> None:
        """Count a row by what was done to its event."""
        report.corrected_by_hand += mark.fate == CHANGED
        report.removed_by_hand += mark.fate == REMOVED
        report.merged_by_hand += mark.fate == MERGED

    def led_away(self, identity: str, report: Report) -> bool:
        """Count a row whose event no import had brought before it was merged into another; return whether it was."""
        report.merged_by_hand += identity in self.led
        return identity in self.led

    def withdrawn(self, line: int, mark: Mark, report: Report) -> None:
        """Keep a corrected event that the data set took back."""
        self.count(mark, report)
        self._tell(Told(line, f"{mark.id!r} was withdrawn by the data set, but stays: it was corrected by hand"))

    def finish(self, history: History) -> None:
        """Tell how many more there are than were named, and let the batch keep the marks as they were."""
        for mark in self._before.values():
            after = self._after[mark.id]
            note_mark(history, {"kind": "event", **mark._asdict()}, {"said": after.said, "version": after.version})
        end_outlived(self._connection, history)
        if self._untold:
            self._tell(
                Told(self._line, f"{counted(self._untold, 'more row', 'differ')} from what was corrected by hand")
            )

    def _differs(self, entry: Entry, mark: Mark, differences: str) -> None:
        if self._told < _TOLD:
            self._told += 1
            self._tell(Told(entry.line, f"{mark.id!r} {_STAYS[mark.fate]}, but its row has changed: {differences}"))
        else:
            self._line = self._line or entry.line
            self._untold += 1

    def _noted(self, mark: Mark, said: str | None, version: int | None) -> Mark:
        """Keep what the row says for whoever edits the event next."""
        noted = mark._replace(said=said, version=mark.version if version is None else version)
        if noted != mark:
            self._before.setdefault(mark.id, mark)
            self._after[mark.id] = noted
            of = t.by_hand.c
            here = sa.and_(of.kind == "event", of.id == mark.id)
            values = {"said": noted.said, "version": noted.version}
            self._connection.execute(sa.update(t.by_hand).where(here).values(values))
        return noted


def _base(mark: Mark) -> Event:
    return kept_event(mark.base, "by_hand.base", f"the event {mark.id!r}")


def _said(entry: Entry) -> Mapping[str, Any]:
    """Return what an event says, by field, in a form that can be compared and shown."""
    found: dict[str, Any] = {name: entry.row[place] for name, place in _PLACES.items()}
    found["actors"] = tuple(f"{actor} ({role})" if role else actor for actor, role, _ in entry.actors)
    found["themes"] = tuple(sorted(set(entry.themes)))
    found["citations"] = tuple(" ".join(filter(None, each)) for each in entry.citations)
    found["measures"] = tuple(measure_text(measure_record(Measure(*each))) for each in entry.measures)
    return found | dict(zip(CLAIMED, entry.claimed, strict=True))


def _record(entry: Entry) -> Record:
    """Return an entry on the wire."""
    found: Record = {"id": entry.row[ID]} | {name: entry.row[place] for name, place in _PLACES.items()}
    found["actors"] = [{"id": actor, "role": role} for actor, role, _ in entry.actors]
    found["themes"] = list(entry.themes)
    names = ("source", "locator", "quote")
    found["citations"] = [dict(zip(names, each, strict=True)) for each in entry.citations]
    found["measures"] = [measure_record(Measure(*each)) for each in entry.measures]
    return found | {name: said for name, said in zip(CLAIMED, entry.claimed, strict=True) if said}


def _differences(names: Iterable[str], base: Mapping[str, Any], row: Mapping[str, Any], kept: Record | None) -> str:
    """Return in words what the row said, says, and what is kept."""
    ours = _said(entry_of(event_from_record(kept))) if kept else None
    told = (
        f"{name} {_shown(base[name])} is now {_shown(row[name])}" + (f" (kept: {_shown(ours[name])})" if ours else "")
        for name in names
    )
    return "; ".join(told)


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "nothing"
    return "nothing" if value is None else repr(value) if isinstance(value, str) else str(value)
