"""What is said of one event, and where it disagrees: pairs of claims, and claims against the event itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import Any, NamedTuple

from dateline.claims.agreement import Conflict, by_day, by_measure, by_party, by_place
from dateline.claims.shared_days import Runs, shared_days
from dateline.dates import Date
from dateline.measures import measure_record, measure_text
from dateline.model import Claim, Event, Measure

ASPECTS = ("day", "place", "party", "measure")
"""By what statements are compared."""
_MOST_SETS = 20_000
"""So many sets of sources are tried; where more are needed nothing is told of them."""
Same = Mapping[str, Collection[str]]
"""For an actor the others that it may stand for."""


class Statement(NamedTuple):
    """What is said of an event by the citation at a place, or (None) by the event itself, the verdict."""

    citation: int | None
    source: str | None
    locator: str | None
    claim: Claim


class Disagreement(NamedTuple):
    """Two statements compared by one aspect, of which each says something; `measure` is the name of one."""

    by: str
    conflict: Conflict
    one: Statement
    other: Statement
    says: tuple[str, str]
    measure: str | None = None


class Findings(NamedTuple):
    """What the sources of an event say together.

    `pairs` are all that can be compared, whatever the answer. `shared` are the days that all sources allow, None if
    none gives a date. `doubted` are the smallest sets of sources without which nothing is certainly against each other
    and all days given have one in common; empty if they are not known, an empty set if nobody need be doubted.
    """

    event: Event
    pairs: tuple[Disagreement, ...]
    shared: Runs | None
    doubted: tuple[tuple[str, ...], ...]


def statements(event: Event) -> list[Statement]:
    """Return the claims of an event in order of its citations, and behind them what it says itself."""
    found = [
        Statement(place, each.source, each.locator, each.claim)
        for place, each in enumerate(event.citations)
        if each.claim
    ]
    date = None if event.date.kind == "undated" else event.date
    own = Claim(date, event.date_text, event.calendar, None, event.place, event.actors, event.measures)
    return [*found, Statement(None, None, None, own)]


def findings(event: Event, same: Same | None = None) -> Findings:
    """Return what the sources of an event say together."""
    found = statements(event)
    pairs = tuple(each for one, other in combinations(found, 2) for each in compared(one, other, same or {}))
    claims = found[:-1]
    dates = [each.claim.date for each in claims if each.claim.date]
    return Findings(event, pairs, shared_days(dates) if dates else None, _doubted(claims, pairs))


def compared(one: Statement, other: Statement, same: Same) -> Iterator[Disagreement]:
    """Yield two statements compared by every aspect of which both say something."""
    a, b = one.claim, other.claim
    if a.date and b.date:
        yield Disagreement("day", by_day(a.date, b.date), one, other, (a.date.edtf, b.date.edtf))
    if a.place and b.place:
        yield Disagreement("place", by_place(a.place, b.place), one, other, (a.place, b.place))
    if a.actors and b.actors:
        yield Disagreement("party", by_party(a.actors, b.actors, same), one, other, (_parties(a), _parties(b)))
    others = {each.name: each for each in b.measures}
    for each in a.measures:
        if (known := others.get(each.name)) is not None:
            says = _measured(each), _measured(known)
            yield Disagreement("measure", by_measure(each, known), one, other, says, each.name)


def _parties(claim: Claim) -> str:
    return "; ".join(f"{each.actor} ({each.role})" if each.role else each.actor for each in claim.actors)


def _measured(measure: Measure) -> str:
    return measure_text(measure_record(measure))


def _doubted(claims: Sequence[Statement], pairs: Iterable[Disagreement]) -> tuple[tuple[str, ...], ...]:
    """Return the smallest sets of sources whose doubt leaves no certain conflict among the claims of the others."""
    sources = list(dict.fromkeys(str(each.source) for each in claims))
    against = [
        {str(each.one.source), str(each.other.source)}
        for each in pairs
        if each.conflict is Conflict.CERTAIN and each.other.citation is not None
    ]
    dated = [(str(each.source), each.claim.date) for each in claims if each.claim.date]
    if not against and _agree(dated, ()):
        return ((),)
    return _smallest(sources, lambda out: _explains(out, against, dated))


def _explains(out: Collection[str], against: Sequence[set[str]], dated: Sequence[tuple[str, Date]]) -> bool:
    return all(not pair.isdisjoint(out) for pair in against) and _agree(dated, out)


def _agree(dated: Sequence[tuple[str, Date]], without: Collection[str]) -> bool:
    """Tell whether all certain dates of the other sources have a day in common."""
    dates = [date for source, date in dated if source not in without and not date.uncertain]
    return not dates or bool(shared_days(dates))


def _smallest(sources: Sequence[str], explains: Callable[[Collection[str]], Any]) -> tuple[tuple[str, ...], ...]:
    tried = 0
    for size in range(1, len(sources) + 1):
        found = []
        for out in islice(combinations(sources, size), _MOST_SETS - tried):
            tried += 1
            if explains(out):
                found.append(out)
        if tried >= _MOST_SETS:
            return ()
        if found:
            return tuple(found)
    return ()
