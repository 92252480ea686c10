"""How many days amendments added to deadlines, and whether they came before or after the cutoff they replaced.

Source: deadline semantics, §1 and §3; the rules stand in docs/semantics/deadline-questions.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.deadlines.conditions import awaited
from dateline.deadlines.courses import Course, Term, corrected_entries, courses
from dateline.deadlines.evidence import Silence
from dateline.deadlines.knowledge import weigh
from dateline.deadlines.responsibility import bound
from dateline.deadlines.states import Certainty
from dateline.deadlines.worlds import hull
from dateline.model import Citation, Days, Deadline, DueAssertion

Span = tuple[int | None, int | None]
"""The fewest and most days, negative when earlier; None for no bound."""
Direction = Literal["later", "earlier", "same", "unsure"]
Terms = Mapping[int, Term]
"""The due dates that took effect in some worlds, by their place among the due assertions of the deadline."""

_ENDLESS = FAR_FUTURE // 2


@dataclass(frozen=True, slots=True)
class Amendment:
    """One amendment against the due date in force just before.

    `due` is the amendment as it was entered, `citations` are its own and those of its corrections. `counts` is "yes"
    if it is true and has taken effect in every world. `days_added` and `cumulative` compare its cutoff with the one
    just before and with the first, over the worlds that have one; they are None if no world has. `after_expiry` says
    whether the cutoff just before had passed when it took effect; a `rescue` set a later one then.
    """

    due: DueAssertion
    citations: tuple[Citation, ...]
    counts: Certainty
    effective: Days
    days_added: Span | None
    cumulative: Span | None
    direction: Direction | None
    after_expiry: Certainty | None
    rescue: Certainty


@dataclass(frozen=True, slots=True)
class Slippage:
    """The amendments of one deadline in the order in which they took effect.

    `bound` are the ids of the actors whom the deadline binds. `total` compares the cutoff in force on the day judged
    with the first one. `rescues` counts the amendments that certainly and possibly came to the rescue.
    """

    deadline: Deadline
    bound: tuple[str, ...]
    amendments: tuple[Amendment, ...]
    total: Span
    rescues: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Step:
    """That the amendment may follow directly on the due date `last`, taking effect within `days`."""

    term: Term
    last: Term
    days: Days

    @property
    def added(self) -> Days:
        return _difference(self.term, self.last)

    @property
    def after_expiry(self) -> set[bool]:
        return {self.days[0] > self.last.cutoff[1], self.days[1] > self.last.cutoff[0]}

    @property
    def rescue(self) -> set[bool]:
        certain = self.days[0] > self.last.cutoff[1] and self.added[0] > 0
        return {certain, self.days[1] > self.last.cutoff[0] and self.added[1] > 0}


def slippage(
    deadlines: Iterable[Deadline],
    as_of: int,
    known_at: int,
    silence: Silence = "unmet",
    observed: Mapping[str, int | None] | None = None,
) -> list[Slippage]:
    """Return the amendments of each deadline that has any by the end of `as_of`, as known at the end of `known_at`.

    In each world amendments follow each other by their effective days, of two on the same day in order of entry.
    Corrections mend what they correct and are no slippage of their own. Fulfilments and waivers play no part.
    `silence` and `observed` tell what a due date that awaits a happening may still be. Every span is the exact
    minimum and maximum over the worlds; the cost doubles with each doubtful due assertion.
    """
    found = []
    for deadline in deadlines:
        watched = (observed or {}).get(deadline.programme)
        quiet_until = known_at if watched is None else min(known_at, watched)
        ledger = _ledger(awaited(deadline, quiet_until) if silence == "unmet" else deadline, as_of, known_at)
        if ledger is not None:
            found.append(ledger)
    return found


def _ledger(deadline: Deadline, as_of: int, known_at: int) -> Slippage | None:
    # Each assertion becomes an object of its own, so that a term can be traced to its place.
    bare = replace(deadline, due=tuple(replace(due) for due in deadline.due), waivers=())
    roots = corrected_entries(bare.due)
    worlds = [terms for course in courses(bare, known_at) for terms in _effective(_placed(course, bare, roots), as_of)]
    places = {place for terms in worlds for place in terms if bare.due[place].kind == "amendment"}
    effective = {place: _effective_days(place, worlds) for place in places}
    amendments = tuple(
        _amendment(place, worlds, bare.due[place], _citations(bare, roots, place, known_at), effective[place])
        for place in sorted(places, key=lambda place: (effective[place], place))
    )
    total = hull(days for terms in worlds for days in _totals(terms))
    if not amendments or total is None:
        return None
    rescues = [amendment.rescue for amendment in amendments]
    return Slippage(
        deadline,
        tuple(participant.actor for participant in bound(deadline)),
        amendments,
        _span(total),
        (rescues.count("yes"), len(rescues) - rescues.count("no")),
    )


def _placed(course: Course, deadline: Deadline, roots: list[int]) -> Terms:
    places = {id(due): root for due, root in zip(deadline.due, roots, strict=True)}
    return {places[id(term.entry)]: term for term in course.terms}


def _effective(terms: Terms, as_of: int) -> Iterator[Terms]:
    """Yield each choice of the terms that have taken effect by the end of `as_of`."""
    choices: list[tuple[Term | None, ...]] = []
    for term in terms.values():
        first, last = term.effective
        taken = replace(term, effective=(first, min(last, as_of)))
        choices.append((None,) if first > as_of else (taken,) if last <= as_of else (taken, None))
    for chosen in product(*choices):
        yield {place: term for place, term in zip(terms, chosen, strict=True) if term is not None}


def _effective_days(place: int, worlds: Iterable[Terms]) -> Days:
    return hull(terms[place].effective for terms in worlds if place in terms) or (FAR_PAST, FAR_FUTURE)


def _amendment(
    place: int, worlds: list[Terms], due: DueAssertion, citations: tuple[Citation, ...], effective: Days
) -> Amendment:
    having = [terms for terms in worlds if place in terms]
    steps = [step for terms in having for step in _steps(place, terms)]
    added = hull(step.added for step in steps)
    cumulative = hull(
        _difference(terms[place], terms[first])
        for terms in having
        for first in terms
        if first != place and _may_be_first(first, terms)
    )
    expired = {answer for step in steps for answer in step.after_expiry}
    rescued = {answer for step in steps for answer in step.rescue}
    if len(having) < len(worlds) or any(_may_be_first(place, terms) for terms in having):
        rescued.add(False)
    return Amendment(
        due=due,
        citations=citations,
        counts="yes" if len(having) == len(worlds) else "maybe",
        effective=effective,
        days_added=_span(added) if added else None,
        cumulative=_span(cumulative) if cumulative else None,
        direction=_direction(added) if added else None,
        after_expiry=_certainty(expired) if expired else None,
        rescue=_certainty(rescued),
    )


def _citations(deadline: Deadline, roots: list[int], place: int, known_at: int) -> tuple[Citation, ...]:
    counted = (
        due
        for due, root in zip(deadline.due, roots, strict=True)
        if root == place and weigh(due.known, due.standing, known_at) != "none"
    )
    return tuple(dict.fromkeys(citation for due in counted for citation in due.citations))


def _steps(place: int, terms: Terms) -> Iterator[_Step]:
    """Yield each due date that the one at `place` may follow directly, with the days on which it then takes effect."""
    ends = {end + after for term in terms.values() for end in term.effective for after in (-1, 0, 1, 2)}
    first, last = terms[place].effective
    for before in terms:
        days = [day for day in ends if first <= day <= last and before != place and _follows(day, place, before, terms)]
        if days:
            yield _Step(terms[place], terms[before], (min(days), max(days)))


def _follows(day: int, place: int, before: int, terms: Terms) -> bool:
    """Tell whether the term at `place`, taking effect on `day`, may come directly after the one at `before`."""
    # The one before does best to take effect as late as it can: that leaves the least room for others in between.
    latest = min(terms[before].effective[1], day if before < place else day - 1)
    return latest >= terms[before].effective[0] and all(
        (term.effective[0], other) < (latest, before) or (term.effective[1], other) > (day, place)
        for other, term in terms.items()
        if other not in (place, before)
    )


def _may_be_first(place: int, terms: Terms) -> bool:
    start = terms[place].effective[0], place
    return all((term.effective[1], other) > start for other, term in terms.items() if other != place)


def _totals(terms: Terms) -> Iterator[Days]:
    """Yield the differences between the last and the first term, over the pairs that may be last and first."""
    if len(terms) == 1:
        yield 0, 0
    for first, last in product(terms, terms):
        if first != last and _enclose(first, last, terms):
            yield _difference(terms[last], terms[first])


def _enclose(first: int, last: int, terms: Terms) -> bool:
    """Tell whether one term may come before all others and another after them."""
    start, end = terms[first].effective[0], terms[last].effective[1]
    return (start, first) < (end, last) and all(
        max(term.effective[0], start + (other < first)) <= min(term.effective[1], end - (other > last))
        for other, term in terms.items()
        if other not in (first, last)
    )


def _difference(later: Term, earlier: Term) -> Days:
    return later.cutoff[0] - earlier.cutoff[1], later.cutoff[1] - earlier.cutoff[0]


def _span(days: Days) -> Span:
    first, last = (None if abs(day) > _ENDLESS else day for day in days)
    return first, last


def _direction(days: Days) -> Direction:
    if days == (0, 0):
        return "same"
    return "later" if days[0] > 0 else "earlier" if days[1] < 0 else "unsure"


def _certainty(answers: set[bool]) -> Certainty:
    return "maybe" if len(answers) == 2 else "yes" if True in answers else "no"
