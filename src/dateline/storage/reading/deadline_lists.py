"""Deadlines with their state: filtered and judged in the database, streamed in order of their last day.

Most deadlines are plain: the engine knows their state, and the record on the wire is built straight from the row. The
others are only filtered by what they are about; they are read whole and judged by `evaluate`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from heapq import heappop, heappush

from dateline.dates import FAR_FUTURE, FAR_PAST, day_text
from dateline.deadlines.clocks import Clocks
from dateline.deadlines.conditions import due_in_force, resolved
from dateline.deadlines.evaluation import evaluate
from dateline.deadlines.evidence import DONE, Silence
from dateline.deadlines.plain import Plain, reasons, unrecorded
from dateline.deadlines.states import OVERDUE, State, WorldState
from dateline.light_classes import NamedTuple
from dateline.model import Deadline, Force, Horizon, StatusReport
from dateline.storage.engines.connection import Connection, Row
from dateline.storage.reading.deadline_rows import due_of, horizon_date_of, report_of, waiver_of
from dateline.storage.reading.listed_deadline import Listed, Party
from dateline.storage.reading.lookup import Lookup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dateline.deadlines.kept.progress import Progress

_BATCH = 256
"""So many deadlines are fetched at a time, with their parts."""
_FORCES = 3
_PLACE, _ID, _NAMES, _WORDS, _PLAIN, _FACTS, _QUIET_UNTIL, _FOUND = (
    slice(0, 3), 2, slice(2, 5), slice(2, 6), 6, slice(7, 15), 14, slice(15, 19)
)  # fmt: skip
_day_text = lru_cache(4096)(day_text)

Place = tuple[int, int, str]
"""Where a deadline stands in the order: its cutoff, then its id."""
Parts = tuple[tuple[Party, ...], tuple[str, ...]]
"""The parties and the themes of a deadline."""
Beside = Callable[[tuple[StatusReport, ...], tuple[WorldState, ...], int], "Progress"]
"""What makes of reports, possible states and the last quiet day what stands beside a state."""


class Question(NamedTuple):
    """Which deadlines are asked for, and for which days they are judged; an empty filter keeps all."""

    as_of: int
    known_at: int
    silence: Silence = "unmet"
    programmes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    forces: tuple[Force, ...] = ("binding",)
    states: tuple[State, ...] = ()
    overdue: bool = False
    threshold: int = DONE


def question_of(
    clocks: Clocks,
    *,
    states: tuple[State, ...] = (),
    overdue: bool = False,
    programmes: tuple[str, ...] = (),
    actors: tuple[str, ...] = (),
    themes: tuple[str, ...] = (),
    forecasts: bool = False,
    proposals: bool = False,
) -> Question:
    """Return the question that options ask: binding deadlines, and on request forecasts and proposals."""
    forces: list[Force] = ["binding"]
    forces += ["forecast"] if forecasts else []
    forces += ["proposal"] if proposals else []
    return Question(*clocks[:3], programmes, actors, themes, tuple(forces), states, overdue, clocks.threshold)


class Judgements:
    """Answers questions about many deadlines over one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lookup = Lookup(connection)

    def listed(self, question: Question, beside: Beside | None = None) -> Iterator[Listed]:
        """Return the deadlines of a question by last day, then id; names are resolved before the first is asked for.

        `beside` makes what stands beside the state of the reports, the possible states, and the last quiet day.

        Raises:
            NotFound, Ambiguous: a name in the question stands for none or for several.
            DatabaseError: the engine fails.
        """
        states, values = _states(question), self._values(question)
        if question.overdue and not states:
            return iter(())
        values |= {f"state{i}": state for i, state in enumerate(states)}
        shape = (len(question.programmes), len(question.actors), len(question.themes), len(states))
        rows = self._connection.batches("judgements", shape, values, _BATCH, many=False)
        return self._in_order(rows, question, states, beside)

    def _values(self, question: Question) -> dict[str, object]:
        watched = question.known_at if question.silence == "unmet" else FAR_PAST - 1
        values: dict[str, object] = {"as_of": question.as_of, "known_at": question.known_at, "watched": watched}
        values["threshold"] = question.threshold
        values |= {f"force{i}": force for i, force in enumerate((question.forces * _FORCES)[:_FORCES])}
        for i, name in enumerate(question.programmes):
            values[f"programme{i}"] = self._lookup.programme(name)
        for i, name in enumerate(question.actors):
            values[f"actor{i}"] = self._lookup.actor(name).num
        for i, name in enumerate(question.themes):
            found = self._lookup.theme(name)
            values |= {f"theme{i}_first": found.num, f"theme{i}_last": found.last}
        return values

    def _in_order(
        self, batches: Iterator[list[Row]], question: Question, states: tuple[State, ...], beside: Beside | None
    ) -> Iterator[Listed]:
        """Yield what the rows stand for; what is not plain comes early, and waits until its own place is reached."""
        waiting: list[tuple[Place, Listed]] = []
        for batch in batches:
            parties, themes = self._grouped("parties_of", batch), self._grouped("deadline_themes_of", batch)
            others = self._deadlines([row for row in batch if not row[_PLAIN]])
            add = self._beside(batch, beside) if beside else _unchanged
            for row in batch:
                while waiting and waiting[0][0] < row[_PLACE]:
                    yield heappop(waiting)[1]
                identity = row[_ID]
                actors = tuple([party[1:] for party in parties.get(identity, ())])
                parts = actors, tuple([theme for _, theme in themes.get(identity, ())])
                if row[_PLAIN]:
                    yield add(_plain(row, question, parts), row)
                    continue
                for each in self._occurring(others[identity], question.as_of):
                    place, listed = _other(row, question, each, parts)
                    if not states or listed.state in states:
                        heappush(waiting, (place, add(listed, row)))
        while waiting:
            yield heappop(waiting)[1]

    def _beside(self, batch: list[Row], beside: Beside) -> Callable[[Listed, Row], Listed]:
        """Return what adds to a deadline of a batch what stands beside its state."""
        reports = self._grouped("reports_of", batch)

        def added(listed: Listed, row: Row) -> Listed:
            status = tuple(report_of(each, ()) for each in reports.get(listed.id, ()))
            return listed._replace(progress=beside(status, listed.possible, row[_QUIET_UNTIL]))

        return added

    def _deadlines(self, rows: list[Row]) -> dict[str, Deadline]:
        """Return the deadlines of `rows` with what they are judged by: citations, parties and themes are left out."""
        if not rows:
            return {}
        dues, reports, waivers = (self._grouped(name, rows) for name in ("dues_of", "reports_of", "waivers_of"))
        written = (
            Deadline(
                identity,
                programme,
                title,
                due=tuple(due_of(row, ()) for row in dues.get(identity, ())),
                status=tuple(report_of(row, ()) for row in reports.get(identity, ())),
                waivers=tuple(waiver_of(row, ()) for row in waivers.get(identity, ())),
            )
            for identity, programme, title in (row[_NAMES] for row in rows)
        )
        return {deadline.id: resolved(deadline, self._horizons) for deadline in written}

    def _occurring(self, deadline: Deadline, until: int) -> Iterable[Deadline]:
        """Return a deadline; of one that recurs without end the occurrences in force by a day."""
        if deadline.recurs is None:
            return (deadline,)
        from dateline.deadlines.recurring.occurring import all_occurring

        return all_occurring((deadline,), until, self._occurrences)

    @cached_property
    def _occurrences(self) -> frozenset[str]:
        """The ids of the occurrences of which something is recorded."""
        found = self._connection.run("SELECT id FROM deadline WHERE kind = 'occurrence'")
        return frozenset(identity for (identity,) in found)

    @cached_property
    def _horizons(self) -> dict[str, Horizon]:
        """The horizons by id with their days; they are few."""
        dates: dict[str, list[Row]] = {}
        for row in self._connection.rows("horizon_dates"):
            dates.setdefault(row[0], []).append(row)
        return {
            identity: Horizon(identity, title, dates=tuple(horizon_date_of(row, ()) for row in dates.get(identity, [])))
            for identity, title, _ in self._connection.rows("horizons")
        }

    def _grouped(self, statement: str, rows: list[Row]) -> dict[str, list[Row]]:
        """Return what `statement` selects for `rows` by deadline."""
        groups: dict[str, list[Row]] = {}
        ids = self._connection.bound([row[_ID] for row in rows])
        for row in self._connection.fetched(statement, (), {"deadlines": ids}):
            if row[0] in groups:
                groups[row[0]].append(row)
            else:
                groups[row[0]] = [row]
        return groups


def _unchanged(listed: Listed, _: Row) -> Listed:
    return listed


def _states(question: Question) -> tuple[State, ...]:
    """Return the states asked for; all when there is none."""
    if not question.overdue:
        return question.states
    return tuple(state for state in question.states or OVERDUE if state in OVERDUE)


def _plain(row: Row, question: Question, parts: Parts) -> Listed:
    """Return a plain deadline; the columns are those of `dateline.storage.statements.deadline_states.judgements`."""
    as_of, known_at = question[:2]
    identity, programme, title, due = row[_WORDS]
    facts, (state, overdue, fewest, most) = Plain(*row[_FACTS]), row[_FOUND]
    if due and facts.rule and "~" in due:
        facts = facts._replace(about=True)
    unknown = state == "not_recorded"
    possible, ever_overdue, why = unrecorded(as_of, known_at) if unknown else reasons(facts, state, as_of, known_at)
    return Listed(
        identity,
        programme,
        title,
        due,
        facts.text,
        None if facts.a is None else _day_text(facts.a),
        None if facts.b is None else _day_text(facts.b),
        state,
        overdue,
        possible,
        None if fewest is None else (fewest, most),
        ever_overdue,
        state,
        known_at > as_of,
        as_of > known_at,
        *parts,
        why,
        None if unknown or facts.effective > as_of else (facts.a, facts.b),
    )


def _other(row: Row, question: Question, deadline: Deadline, parts: Parts) -> tuple[Place, Listed]:
    """Return a deadline that is not plain, and its place."""
    as_of, known_at, silence = question[:3]
    found = evaluate(
        deadline,
        as_of,
        known_at,
        silence=silence,
        threshold=question.threshold,
        observed_through=row[_QUIET_UNTIL],
    )
    due = due_in_force(deadline, as_of, known_at)
    first, last = cutoff = found.cutoff or (due.cutoff if due else (FAR_FUTURE, FAR_FUTURE))
    listed = Listed(
        deadline.id,
        deadline.programme,
        deadline.title,
        due.due.edtf if due and due.due else None,
        due.text if due else None,
        day_text(first),
        day_text(last),
        found.state,
        found.overdue,
        found.possible,
        found.days_overdue,
        found.ever_overdue,
        found.vs_original,
        found.hindsight,
        found.forecast,
        *parts,
        found.why,
        found.cutoff,
    )
    return (*cutoff, deadline.id), listed
