"""Questions about many deadlines: what changed, slipped, waits, is outstanding or unknown, as records on the wire."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dateline.dates import day_text
from dateline.deadlines import questions as wire
from dateline.deadlines.clocks import Clocks
from dateline.errors import InvalidQuery
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.deadline_values import chosen_deadlines
from dateline.storage.reading.lists import Catalogue
from dateline.wire_fields import Record

if TYPE_CHECKING:
    from dateline.deadlines.kept.groups import By
    from dateline.model import Deadline

Answer = TypeVar("Answer")


class Filters(NamedTuple):
    """Which deadlines a question is about: names of programmes, actors and themes, and forces beside binding ones."""

    programmes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    forecasts: bool = False
    proposals: bool = False


_ALL = Filters(forecasts=True, proposals=True)


class Slippage(NamedTuple):
    """The amendments as records, and of how many deadlines they are."""

    records: list[Record]
    deadlines: int


class Changed(NamedTuple):
    """What changed: the keys of the records, these, how many deadlines changed, and the kinds of change there are."""

    fields: tuple[str, ...]
    records: list[Record]
    number: int
    kinds: tuple[str, ...]


def changed(connection: Connection, filters: Filters, before: Clocks, after: Clocks, by: By | None = None) -> Changed:
    """Return what changed between two days, or how often for each group.

    Raises:
        InvalidQuery: the first day comes after the second.
        NotFound, Ambiguous: a name in the filters stands for none or for several.
    """
    from dateline.deadlines.changes import KINDS, changes
    from dateline.deadlines.kept.groups import grouped

    if before.as_of > after.as_of:
        days = f"{day_text(before.as_of)} comes after {day_text(after.as_of)}"
        raise InvalidQuery(f"the days run backwards: {days}", "exchange the two days")
    listed, observed = _read(connection, filters, before.as_of, after.as_of), Catalogue(connection).monitored()
    found = changes(listed, before, after, after.silence, observed, threshold=after.threshold)
    if by is None:
        return Changed(wire.CHANGE_FIELDS, [wire.change_record(change) for change in found], len(found), KINDS)
    groups = grouped(found, by, lambda change: change.deadline)
    rows = [wire.changes_record(group, by, of) for group, of in groups.items()]
    return Changed((by, *(("name",) if by == "party" else ()), *KINDS), rows, len(found), KINDS)


def slipped(connection: Connection, filters: Filters, clocks: Clocks) -> Slippage:
    """Return how many days each amendment added, and whether it came before or after the date that it replaced."""
    from dateline.deadlines.slippage import slippage

    observed = Catalogue(connection).monitored()
    found = slippage(_read(connection, filters, clocks.as_of), clocks.as_of, clocks.known_at, clocks.silence, observed)
    return Slippage([record for ledger in found for record in wire.slippage_records(ledger)], len(found))


def held_up(connection: Connection, filters: Filters, clocks: Clocks) -> list[Record]:
    """Return which unmet deadlines can still be met in time, and which deadline holds up each of the others.

    What they wait for may lie outside of the filters. What no due date binds on that day has nothing to be late for.
    """
    from dateline.deadlines.cascade import cascade

    found = _judged(cascade, connection, _read(connection, _ALL, clocks.as_of), clocks)
    wanted = _wanted(connection, filters, clocks)
    return [wire.outlook_record(each) for each in found if each.cutoff and wanted(each.deadline)]


def _wanted(connection: Connection, filters: Filters, clocks: Clocks) -> Callable[[Deadline], bool]:
    """Return what tells the deadlines that the filters leave; only names need another look at the database."""
    if filters.programmes or filters.actors or filters.themes:
        ids = {each.id for each in _read(connection, filters, clocks.as_of)}
        return lambda deadline: deadline.id in ids
    forces = {"binding", "forecast" if filters.forecasts else "", "proposal" if filters.proposals else ""}
    return lambda deadline: deadline.force in forces


def outstanding(connection: Connection, filters: Filters, clocks: Clocks) -> list[Record]:
    """Return whose deadlines are overdue: their own, or waiting for somebody else's."""
    from dateline.deadlines.responsibility import responsibility

    found = _judged(responsibility, connection, _read(connection, filters, clocks.as_of), clocks)
    return [wire.outstanding_record(row) for row in found]


def would_help(connection: Connection, filters: Filters, clocks: Clocks) -> list[Record]:
    """Return which single missing dates would settle most deadlines, the most useful first."""
    from dateline.deadlines.unknowns import unknowns

    horizons = {horizon.id: horizon.title for horizon in Catalogue(connection).horizons()}
    found = _judged(unknowns, connection, _read(connection, filters, clocks.as_of), clocks, horizons=horizons)
    return [wire.unknown_record(row) for row in found]


def _read(connection: Connection, filters: Filters, *days: int) -> list[Deadline]:
    """Return the deadlines that the filters leave; those that recur without an end, up to the last of the days."""
    return list(chosen_deadlines(connection, *filters, until=max(days)))


def _judged(
    question: Callable[..., list[Answer]], connection: Connection, listed: list[Deadline], clocks: Clocks, **more: Any
) -> list[Answer]:
    """Return the answer to a question about deadlines for the days judged."""
    observed = Catalogue(connection).monitored()
    return question(listed, clocks.as_of, clocks.known_at, clocks.silence, observed, threshold=clocks.threshold, **more)
