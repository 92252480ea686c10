"""Deadlines with their state: filtered and judged in the database, streamed in order of their last day.

Most deadlines are plain: the engine knows their state, and the record on the wire is built straight from the row. The
others are only filtered by what they are about; they are read whole and judged by `evaluate`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from heapq import heappop, heappush
from itertools import islice
from typing import NamedTuple

from dateline.dates import FAR_FUTURE, FAR_PAST, day_text
from dateline.deadlines.evaluate import Assessment, Certainty, State, evaluate
from dateline.deadlines.evidence import Silence
from dateline.deadlines.plain import Plain, reasons, unrecorded
from dateline.deadlines.timeline import WorldState
from dateline.fields import Record
from dateline.model import Days, Deadline, DueAssertion, Force
from dateline.storage.catalogue import _due, _grouped, _report, _waiver
from dateline.storage.connection import Connection, Row
from dateline.storage.lookup import Lookup

_BATCHES = (16, 256)
"""Sizes in which the parts of deadlines are fetched; a few fixed sizes keep the number of plans small."""
_FORCES = 3
_LATE: tuple[State, ...] = ("certainly_overdue", "possibly_overdue")
_PLACE, _PLAIN, _QUIET_UNTIL, _FACTS, _FOUND = slice(0, 3), 3, 14, slice(7, 15), slice(15, 19)
_ID, _PROGRAMME, _TITLE, _DUE = 2, 4, 5, 6
_day_text = lru_cache(4096)(day_text)

Place = tuple[int, int, str]
"""Where a deadline stands in the order: its cutoff, then its id."""
Parts = tuple[list[Record], list[str]]
"""The actors and the themes of a deadline, on the wire."""


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


class Listed(NamedTuple):
    """A deadline on the wire, and the cutoff in force on the day judged (None: nothing is in force)."""

    record: Record
    cutoff: Days | None


class Found(NamedTuple):
    """What was found of a plain deadline: those members of an Assessment that the wire has."""

    state: State
    possible: tuple[WorldState, ...]
    overdue: Certainty
    days_overdue: Days | None
    ever_overdue: Certainty
    vs_original: State
    why: str


class Judgements:
    """Answers questions about many deadlines over one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lookup = Lookup(connection)

    def listed(self, question: Question) -> Iterator[Listed]:
        """Return the deadlines of a question by last day, then id; names are resolved before the first is asked for.

        Raises:
            NotFound, Ambiguous: a name in the question stands for none or for several.
            DatabaseError: the engine fails.
        """
        states, values = _states(question), self._values(question)
        if question.overdue and not states:
            return iter(())
        values |= {f"state{i}": state for i, state in enumerate(states)}
        shape = (len(question.programmes), len(question.actors), len(question.themes), len(states))
        return self._in_order(self._connection.rows("judgements", shape, values), question, states)

    def _values(self, question: Question) -> dict[str, object]:
        watched = question.known_at if question.silence == "unmet" else FAR_PAST - 1
        values: dict[str, object] = {"as_of": question.as_of, "known_at": question.known_at, "watched": watched}
        values |= {f"force{i}": force for i, force in enumerate((question.forces * _FORCES)[:_FORCES])}
        for i, name in enumerate(question.programmes):
            values[f"programme{i}"] = self._lookup.programme(name)
        for i, name in enumerate(question.actors):
            values[f"actor{i}"] = self._lookup.actor(name).num
        for i, name in enumerate(question.themes):
            found = self._lookup.theme(name)
            values |= {f"theme{i}_first": found.num, f"theme{i}_last": found.last}
        return values

    def _in_order(self, rows: Iterator[Row], question: Question, states: tuple[State, ...]) -> Iterator[Listed]:
        """Yield what the rows stand for; what is not plain comes early, and waits until its own place is reached."""
        waiting: list[tuple[Place, Listed]] = []
        while batch := list(islice(rows, _BATCHES[-1])):
            actors, themes = self._actors(batch), self._themes(batch)
            others = self._deadlines([row for row in batch if not row[_PLAIN]])
            for row in batch:
                while waiting and waiting[0][0] < row[_PLACE]:
                    yield heappop(waiting)[1]
                parts = actors.get(row[_ID], []), themes.get(row[_ID], [])
                if row[_PLAIN]:
                    yield _plain(row, question, parts)
                    continue
                place, listed = _other(row, question, others[row[_ID]], parts)
                if not states or listed.record["state"] in states:
                    heappush(waiting, (place, listed))
        while waiting:
            yield heappop(waiting)[1]

    def _actors(self, rows: list[Row]) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for deadline, actor, name, role in self._parts("parties_of", rows):
            found.setdefault(deadline, []).append({"id": actor, "name": name, "role": role})
        return found

    def _themes(self, rows: list[Row]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for deadline, theme in self._parts("deadline_themes_of", rows):
            found.setdefault(deadline, []).append(theme)
        return found

    def _deadlines(self, rows: list[Row]) -> dict[str, Deadline]:
        """Return the deadlines of `rows` with what they are judged by: citations, parties and themes are left out."""
        if not rows:
            return {}
        names = ("dues_of", "reports_of", "waivers_of")
        dues, reports, waivers = (_grouped(self._parts(name, rows), lambda part: part[0]) for name in names)
        return {
            identity: Deadline(
                identity,
                programme,
                title,
                due=tuple(_due(part, ()) for part in dues.get(identity, [])),
                status=tuple(_report(part, ()) for part in reports.get(identity, [])),
                waivers=tuple(_waiver(part, ()) for part in waivers.get(identity, [])),
            )
            for identity, programme, title in ((row[_ID], row[_PROGRAMME], row[_TITLE]) for row in rows)
        }

    def _parts(self, statement: str, rows: list[Row]) -> Iterator[Row]:
        """Return what `statement` selects for `rows`; the batch is filled up with an id that no deadline has."""
        size = next(size for size in _BATCHES if len(rows) <= size)
        values = {f"deadline{i}": "" for i in range(len(rows), size)}
        values |= {f"deadline{i}": row[_ID] for i, row in enumerate(rows)}
        return self._connection.rows(statement, (size,), values)


def _states(question: Question) -> tuple[State, ...]:
    """Return the states asked for; all when there is none."""
    if not question.overdue:
        return question.states
    return tuple(state for state in question.states or _LATE if state in _LATE)


def _plain(row: Row, question: Question, parts: Parts) -> Listed:
    """Return a plain deadline; the columns are those of `dateline.storage.states.judgements`."""
    as_of, known_at = question[:2]
    facts, (state, overdue, fewest, most) = Plain._make(row[_FACTS]), row[_FOUND]
    cutoff = None if facts.a is None else (facts.a, facts.b)
    if state == "not_recorded":
        possible, ever_overdue, why = unrecorded(as_of, known_at)
    else:
        possible, ever_overdue, why = reasons(facts, state, as_of, known_at)
    days = None if most is None else (fewest, most)
    found = Found(state, possible, overdue, days, ever_overdue, state, why)
    in_force = state != "not_recorded" and facts.effective <= as_of
    return Listed(_record(row, question, (row[_DUE], facts.text, cutoff), found, parts), cutoff if in_force else None)


def _other(row: Row, question: Question, deadline: Deadline, parts: Parts) -> tuple[Place, Listed]:
    """Return a deadline that is not plain, and its place."""
    as_of, known_at, silence = question[:3]
    found = evaluate(deadline, as_of, known_at, silence=silence, observed_through=row[_QUIET_UNTIL])
    due = due_in_force(deadline, as_of, known_at)
    cutoff = found.cutoff or (due.cutoff if due else None)
    date = due.due.edtf if due and due.due else None
    record = _record(row, question, (date, due.text if due else None, cutoff), found, parts)
    return (*(cutoff or (FAR_FUTURE, FAR_FUTURE)), deadline.id), Listed(record, found.cutoff)


def due_in_force(deadline: Deadline, as_of: int, known_at: int) -> DueAssertion | None:
    """Return the due assertion to name: the last that had surely taken effect and was known, else the first."""
    standing = [
        due
        for due in deadline.due
        if (due.effective is None or due.effective[1] <= as_of or due.kind == "original")
        and (due.known is None or due.known[1] <= known_at or due.kind == "original")
    ]
    return standing[-1] if standing else None


def _record(
    row: Row,
    question: Question,
    due: tuple[str | None, str | None, Days | None],
    found: Found | Assessment,
    parts: Parts,
) -> Record:
    """Return a judged deadline on the wire; `due` is the date, the text and the cutoff to show."""
    (as_of, known_at), (date, text, cutoff), (actors, themes) = question[:2], due, parts
    return {
        "id": row[_ID],
        "programme": row[_PROGRAMME],
        "title": row[_TITLE],
        "due": date,
        "due_text": text,
        "cutoff_from": _day_text(cutoff[0]) if cutoff else None,
        "cutoff_to": _day_text(cutoff[1]) if cutoff else None,
        "state": found.state,
        "overdue": found.overdue,
        "possible": list(found.possible),
        "days_overdue": list(found.days_overdue) if found.days_overdue else None,
        "ever_overdue": found.ever_overdue,
        "vs_original": found.vs_original,
        "hindsight": known_at > as_of,
        "forecast": as_of > known_at,
        "actors": actors,
        "themes": themes,
        "why": found.why,
    }
