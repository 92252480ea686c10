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
from dateline.deadlines.courses import Slot, Term, corrected_entries, setting_of
from dateline.deadlines.evidence import Silence
from dateline.deadlines.knowledge import weigh
from dateline.deadlines.responsibility import bound
from dateline.deadlines.states import Certainty
from dateline.deadlines.worlds import hull
from dateline.model import Citation, Days, Deadline, DueAssertion

Span = tuple[int | None, int | None]
"""The fewest and most days, negative when earlier; None for no bound."""
Direction = Literal["later", "earlier", "same", "unsure"]

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
class _Choice:
    """A due date by the day judged: one of the `versions` took effect, or none if it may be `absent`."""

    versions: tuple[Term, ...]
    absent: bool


Choices = Mapping[int, _Choice]
"""The due dates that may have taken effect, by their place among the due assertions of the deadline."""


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
    minimum and maximum over the worlds; the cost grows with a power of the number of due assertions.
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
    choices = {slot.place: _choice(slot, as_of) for slot in setting_of(deadline, known_at).slots}
    choices = {place: choice for place, choice in choices.items() if choice.versions}
    places = [place for place in choices if deadline.due[place].kind == "amendment"]
    effective = {place: _effective_days(choices[place]) for place in places}
    roots = corrected_entries(deadline.due)
    amendments = tuple(
        _amendment(place, choices, deadline.due[place], _citations(deadline, roots, place, known_at), effective[place])
        for place in sorted(places, key=lambda place: (effective[place], place))
    )
    total = hull(_totals(choices))
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


def _choice(slot: Slot, as_of: int) -> _Choice:
    taken = [term for term in slot.versions if term.effective[0] <= as_of]
    clipped = (replace(term, effective=(term.effective[0], min(term.effective[1], as_of))) for term in taken)
    return _Choice(tuple(clipped), slot.optional or any(term.effective[1] > as_of for term in slot.versions))


def _effective_days(choice: _Choice) -> Days:
    return hull(term.effective for term in choice.versions) or (FAR_PAST, FAR_FUTURE)


def _amendment(
    place: int, choices: Choices, due: DueAssertion, citations: tuple[Citation, ...], effective: Days
) -> Amendment:
    steps = [step for term in choices[place].versions for step in _steps(place, term, choices)]
    added = hull(step.added for step in steps)
    cumulative = hull(
        _difference(term, earlier)
        for term in choices[place].versions
        for first, choice in choices.items()
        if first != place
        for earlier in choice.versions
        if _may_be_first(first, earlier, choices, place, term)
    )
    expired = {answer for step in steps for answer in step.after_expiry}
    rescued = {answer for step in steps for answer in step.rescue}
    if choices[place].absent or any(_may_be_first(place, term, choices) for term in choices[place].versions):
        rescued.add(False)
    return Amendment(
        due=due,
        citations=citations,
        counts="maybe" if choices[place].absent else "yes",
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


def _steps(place: int, term: Term, choices: Choices) -> Iterator[_Step]:
    """Yield each due date that the one at `place` may follow directly, with the days on which it then takes effect."""
    every = (each for choice in choices.values() for each in choice.versions)
    ends = {end + after for each in every for end in each.effective for after in (-1, 0, 1, 2)}
    near = [day for day in ends if term.effective[0] <= day <= term.effective[1]]
    for before, choice in choices.items():
        for last in choice.versions if before != place else ():
            days = [day for day in near if _follows(day, place, before, last, choices)]
            if days:
                yield _Step(term, last, (min(days), max(days)))


def _follows(day: int, place: int, before: int, last: Term, choices: Choices) -> bool:
    """Tell whether the due date at `place`, taking effect on `day`, may come directly after the one at `before`."""
    # The one before does best to take effect as late as it can: that leaves the least room for others in between.
    latest = min(last.effective[1], day if before < place else day - 1)
    return latest >= last.effective[0] and all(
        choice.absent
        or any(
            (term.effective[0], other) < (latest, before) or (term.effective[1], other) > (day, place)
            for term in choice.versions
        )
        for other, choice in choices.items()
        if other not in (place, before)
    )


def _may_be_first(
    place: int, term: Term, choices: Choices, beside: int | None = None, fixed: Term | None = None
) -> bool:
    """Tell whether a due date may be the first of all, with the due date `fixed` at `beside` there too if given."""
    start = term.effective[0], place
    for other, choice in choices.items():
        if other == place:
            continue
        versions = (fixed,) if fixed and other == beside else choice.versions
        free = choice.absent and other != beside
        if not free and not any((each.effective[1], other) > start for each in versions):
            return False
    return True


def _totals(choices: Choices) -> Iterator[Days]:
    """Yield the differences between the last and the first term, over the pairs that may be last and first."""
    held = [place for place, choice in choices.items() if not choice.absent]
    if len(held) <= 1:
        yield 0, 0
    for first, last in product(choices, choices):
        if first != last:
            for one, other in product(choices[first].versions, choices[last].versions):
                if _enclose((first, one), (last, other), choices):
                    yield _difference(other, one)


def _enclose(one: tuple[int, Term], other: tuple[int, Term], choices: Choices) -> bool:
    """Tell whether one due date may come before all others and another after them."""
    (first, before), (last, after) = one, other
    start, end = before.effective[0], after.effective[1]
    return (start, first) < (end, last) and all(
        choice.absent
        or any(
            max(term.effective[0], start + (between < first)) <= min(term.effective[1], end - (between > last))
            for term in choice.versions
        )
        for between, choice in choices.items()
        if between not in (first, last)
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
