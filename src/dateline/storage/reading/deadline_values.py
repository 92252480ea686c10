"""Deadlines as values, selected by names and judged one by one, for questions that need every record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dateline.dates import day_text
from dateline.deadlines.clocks import Clocks
from dateline.deadlines.conditions import due_in_force
from dateline.deadlines.evaluation import Assessment, evaluate
from dateline.model import Days, Deadline
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.lists import Catalogue
from dateline.storage.reading.lookup import Lookup
from dateline.wire import participant_record
from dateline.wire_fields import Record


class Judged(NamedTuple):
    """A deadline with what can be said of it."""

    deadline: Deadline
    assessment: Assessment


def judge(deadlines: Iterable[Deadline], clocks: Clocks, monitored: Mapping[str, int | None]) -> Iterator[Judged]:
    """Yield deadlines with what can be said of each; `monitored` is the last day of monitoring by programme."""
    for deadline in deadlines:
        found = evaluate(
            deadline,
            clocks.as_of,
            clocks.known_at,
            silence=clocks.silence,
            threshold=clocks.threshold,
            observed_through=monitored[deadline.programme],
        )
        yield Judged(deadline, found)


def chosen_deadlines(
    connection: Connection,
    programmes: tuple[str, ...],
    actors: tuple[str, ...],
    themes: tuple[str, ...],
    forecasts: bool,
    proposals: bool,
    *,
    until: int,
) -> Iterator[Deadline]:
    """Yield the deadlines that the filters leave, by id; of one that recurs without end the occurrences up to `until`.

    Raises:
        NotFound, Ambiguous: a name that nothing or several records bear.
        InvalidQuery: one recurs too often up to that day.
    """
    lookup, catalogue = Lookup(connection), Catalogue(connection)
    of_programmes = {lookup.programme(name) for name in programmes}
    of_actors = {lookup.actor(name).id for name in actors}
    of_themes = _subtrees(catalogue, lookup, themes)
    forces = {"binding", "forecast" if forecasts else "", "proposal" if proposals else ""}
    for deadline in catalogue.deadlines(until):
        if (
            deadline.force in forces
            and (not programmes or deadline.programme in of_programmes)
            and (not actors or not of_actors.isdisjoint(p.actor for p in deadline.actors))
            and (not themes or not of_themes.isdisjoint(deadline.themes))
        ):
            yield deadline


def _subtrees(catalogue: Catalogue, lookup: Lookup, names: Iterable[str]) -> set[str]:
    """Return the ids of the themes called `names` and of all below them."""
    ids = [record["id"] for record in catalogue.themes()]  # in pre-order, numbered from 1
    found = [lookup.theme(name) for name in names]
    return {identity for theme in found for identity in ids[theme.num - 1 : theme.last]}


def deadline_record(judged: Judged, clocks: Clocks) -> Record:
    """Return the wire form of a judged deadline, with the due date that stands on the day judged."""
    deadline, found = judged
    due, cutoff = due_in_force(deadline, clocks.as_of, clocks.known_at), shown_cutoff(judged, clocks)
    return {
        "id": deadline.id,
        "programme": deadline.programme,
        "title": deadline.title,
        "due": due.due.edtf if due and due.due else None,
        "due_text": due.text if due else None,
        "cutoff_from": day_text(cutoff[0]) if cutoff else None,
        "cutoff_to": day_text(cutoff[1]) if cutoff else None,
        "state": found.state,
        "overdue": found.overdue,
        "possible": list(found.possible),
        "days_overdue": list(found.days_overdue) if found.days_overdue else None,
        "ever_overdue": found.ever_overdue,
        "vs_original": found.vs_original,
        "hindsight": found.hindsight,
        "forecast": found.forecast,
        "actors": [participant_record(p) for p in deadline.actors],
        "themes": list(deadline.themes),
        "why": found.why,
    }


def shown_cutoff(judged: Judged, clocks: Clocks) -> Days | None:
    """Return the cutoff in force on the day judged, else that of the due assertion to name."""
    due = due_in_force(judged.deadline, clocks.as_of, clocks.known_at)
    return judged.assessment.cutoff or (due.cutoff if due else None)
