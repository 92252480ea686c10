"""Deadlines with their states: many of them, or one with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.deadlines.clocks import Clocks
from dateline.deadlines.horizons import Placement, place
from dateline.deadlines.states import Certainty, WorldState
from dateline.errors import NotFound
from dateline.names import did_you_mean
from dateline.storage.engines.connection import Connection
from dateline.wire_fields import DERIVATION_FIELDS, Record

if TYPE_CHECKING:
    from dateline.deadlines.counting.periods import Period
    from dateline.deadlines.kept.progress import Progress
    from dateline.model import StatusReport
    from dateline.storage.reading.deadline_lists import Beside, Question
    from dateline.storage.reading.deadline_values import Judged
    from dateline.storage.reading.horizon_lookup import Horizon
    from dateline.storage.reading.listed_deadline import Listed


class Found:
    """The deadlines of a question by last day, counted as they pass; with a horizon those perhaps beyond it.

    Without `unrecorded` those that nobody had promised yet, as known then, are counted in `left_out` only. With
    `derived`, the days of judgement, records have DERIVATION_FIELDS.
    """

    def __init__(
        self,
        connection: Connection,
        question: Question,
        horizon: Horizon | None = None,
        *,
        unrecorded: bool = True,
        beside: Beside | None = None,
        derived: Clocks | None = None,
    ) -> None:
        """Resolve the names in the question, and begin to read."""
        from dateline.storage.reading.deadline_lists import Judgements

        self._listed, self.horizon = Judgements(connection).listed(question, beside), horizon
        self._wider = horizon is not None or beside is not None or derived is not None
        self._connection, self._derived = connection, derived
        self.number, self.degrees = 0, Counter[Certainty]()
        self.left_out, self._unrecorded = 0, unrecorded

    def __iter__(self) -> Iterator[Listed]:
        for each in self._listed:
            if each.state == "not_recorded" and not self._unrecorded:
                self.left_out += 1
            elif self.horizon is None or placed(each, self.horizon) not in (None, "within"):
                self.number += 1
                self.degrees[each.overdue] += 1
                yield each

    def records(self) -> Iterator[Record]:
        """Return the records on the wire, with `horizon`, where the last day lies, the progress and the derivation, if
        asked for."""
        found = map(self.record, self)
        return found if self._derived is None else with_derivation(self._connection, found, self._derived)

    def record(self, each: Listed) -> Record:
        """Return the record of one of them on the wire."""
        record = each.record | ({"horizon": placed(each, self.horizon)} if self.horizon else {})
        if each.progress is None:
            return record
        from dateline.deadlines.kept.progress import progress_record

        return record | progress_record(each.progress)

    def lines(self) -> Iterator[str]:
        """Yield the records as JSON."""
        if not self._wider:
            return (each.line for each in self)
        import json

        return (json.dumps(record, ensure_ascii=False) for record in self.records())


def placed(listed: Listed, horizon: Horizon) -> Placement | None:
    """Return where the cutoff of a deadline lies; nothing in force lies nowhere."""
    return place(listed.cutoff, horizon.days) if listed.cutoff else None


def with_citations(connection: Connection, records: Iterable[Record]) -> Iterator[Record]:
    """Yield the records of deadlines with `citations` as events have them."""
    from dateline.storage.reading.lists import Catalogue

    cited = Catalogue(connection).deadline_citations()
    return (record | {"citations": cited.get(record["id"], [])} for record in records)


def with_derivation(connection: Connection, records: Iterable[Record], clocks: Clocks) -> Iterator[Record]:
    """Yield the records of deadlines with DERIVATION_FIELDS: how the due date that each shows was read and counted.

    `steps` says it in sentences, one for each step, and for each alternative where there are several.
    """
    from dateline.counting import plain_counting
    from dateline.deadlines.conditions import due_in_force
    from dateline.deadlines.counting.told import told
    from dateline.storage.reading.lists import Catalogue

    dues = {
        deadline.id: due_in_force(deadline, clocks.as_of, clocks.known_at)
        for deadline in Catalogue(connection).deadlines(clocks.as_of)
    }
    for record in records:
        due = dues.get(record["id"])
        how = due and (due.counting or (plain_counting(due.awaits, due.of) if due.awaits else None))
        counting = how.record if how else {}
        said = {"rule": due.rule if due else None, "steps": told(due) if due else []}
        yield record | {name: said[name] if name in said else counting.get(name) for name in DERIVATION_FIELDS}


def beside_states(clocks: Clocks, stalled_after: Period | None = None) -> Beside:
    """Return what makes what stands beside a state: the level, and the scales of trackers."""
    from dateline.deadlines.kept.progress import progress

    def beside(reports: tuple[StatusReport, ...], possible: tuple[WorldState, ...], quiet_until: int) -> Progress:
        return progress(reports, possible, clocks.as_of, clocks.known_at, quiet_until, stalled_after)

    return beside


def judged(connection: Connection, identity: str, clocks: Clocks) -> Judged:
    """Return one deadline with all that was recorded of it, and what can be said of it."""
    from dateline.storage.reading.deadline_values import judge
    from dateline.storage.reading.gone import not_there
    from dateline.storage.reading.naming import named
    from dateline.storage.reading.single_deadline import deadline_with, judged_alone

    deadline = deadline_with(connection, identity)
    if deadline is None and (key := named(connection, identity, ("deadline",))):
        deadline = deadline_with(connection, key[1])
    if deadline is None:
        hint = did_you_mean(identity, (row[0] for row in connection.rows("deadlines")))
        unknown = NotFound(f"there is no deadline {identity!r}", hint or "dateline deadlines --forecasts --proposals")
        raise not_there(connection, identity, ("deadline",), unknown)
    monitored = {row[0]: row[4] for row in connection.rows("programmes")}
    return next(judge([judged_alone(deadline, clocks.as_of)], clocks, monitored))


def would_settle(connection: Connection, judged: Judged, clocks: Clocks) -> list[str]:
    """Return which single facts would settle a state that is only possible, the most useful first."""
    if "possibly" not in judged.assessment.state:
        return []
    from dateline.deadlines.unknowns import unknowns

    monitored = {row[0]: row[4] for row in connection.rows("programmes")}
    horizons = {row[0]: row[1] for row in connection.rows("horizons")}
    found = unknowns([judged.deadline], *clocks[:3], monitored, threshold=clocks.threshold, horizons=horizons)
    return [each.text for each in found]


def explained(judged: Judged, clocks: Clocks) -> Record:
    """Return the record of a judged deadline with everything behind it: due dates, reports, waivers, dependencies.

    `known_then` of each of these tells whether it was known on the known-at day: "yes", "maybe" or "no". `steps`
    of a due date say how its last compliant day was counted.
    """
    from dateline.deadlines.counting.told import told
    from dateline.deadlines.knowledge import known_by
    from dateline.storage.reading.deadline_values import deadline_record
    from dateline.wire import deadline_history

    records = deadline_history(judged.deadline)
    behind = ("force", "due", "status", "waivers", "depends", "lead")
    deadline = judged.deadline
    for name in ("due", "status", "waivers", "depends"):
        for record, each in zip(records[name], getattr(deadline, name), strict=True):
            record["known_then"] = known_by(each.known, clocks.known_at)
    for record, due in zip(records["due"], deadline.due, strict=True):
        record["steps"] = told(due)
    return deadline_record(judged, clocks) | {name: records[name] for name in behind}
