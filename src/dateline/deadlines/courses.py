"""From due assertions and waivers to the courses a deadline may have taken (deadline semantics, §1 and §2).

An amendment changes the obligation from its effective day on. A correction mends the record of an earlier
entry for every day: it takes the place of the latest earlier entry with the same effective day, else of the
latest whose effective days overlap its own, or of the original if it names none.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from dateline.dates import FAR_PAST
from dateline.deadlines.knowledge import selections, weigh, weigh_all
from dateline.light_classes import dataclass
from dateline.model import Days, Deadline, DueAssertion

ALWAYS = (FAR_PAST, FAR_PAST)


@dataclass(frozen=True, slots=True)
class Term:
    """A due date as it counts: `entry` is the assertion it was read from, `effective` never None."""

    entry: DueAssertion
    effective: Days
    reinstates: bool

    @property
    def cutoff(self) -> Days:
        """Return the interval of the possible last compliant day."""
        return self.entry.cutoff


@dataclass(frozen=True, slots=True)
class Course:
    """One choice of the records that count: terms in order of entry, and the effective days of waivers."""

    terms: tuple[Term, ...]
    waivers: tuple[Days, ...]


def courses(deadline: Deadline, known_at: int, *, amended: bool = True) -> Iterator[Course]:
    """Yield every course that the records known by the end of `known_at` allow.

    With `amended` False amendments and their corrections are left out. The number of courses is 2**n for n
    doubtful assertions and waivers (claimed, or known on an imprecise day that may lie after `known_at`).
    """
    roots = corrected_entries(deadline.due)
    weights = [weigh(entry.known, entry.standing, known_at, in_doubt=entry.in_doubt) for entry in deadline.due]
    if not amended:
        weights = [
            "none" if deadline.due[root].kind == "amendment" else weight
            for root, weight in zip(roots, weights, strict=True)
        ]
    set_aside = weigh_all(deadline.waivers, known_at)
    for entries, waivers in product(selections(weights), tuple(selections(set_aside))):
        yield Course(
            _terms(deadline.due, roots, entries),
            tuple(deadline.waivers[position].effective for position in waivers),
        )


def corrected_entries(due: tuple[DueAssertion, ...]) -> list[int]:
    """Return, per entry, the position of the entry that it corrects in the end (its own if none)."""
    roots: list[int] = []
    for position, entry in enumerate(due):
        found = _corrected(due, position) if entry.kind == "correction" else None
        roots.append(position if found is None else roots[found])
    return roots


def _corrected(due: tuple[DueAssertion, ...], position: int) -> int | None:
    effective = due[position].effective
    earlier = range(position - 1, -1, -1)
    same = (other for other in earlier if due[other].effective == effective)
    meets = (other for other in earlier if effective and _overlap(due[other].effective or ALWAYS, effective))
    original = (other for other in earlier if effective is None and due[other].kind == "original")
    return next(same, next(meets, next(original, None)))


def _overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def uncorrecting(due: tuple[DueAssertion, ...]) -> list[int]:
    """Return the positions of the corrections that correct nothing: no earlier entry takes effect on such a day."""
    return [place for place, entry in enumerate(due) if entry.kind == "correction" and _corrected(due, place) is None]


def _terms(due: tuple[DueAssertion, ...], roots: list[int], entries: tuple[int, ...]) -> tuple[Term, ...]:
    counted = {roots[position]: due[position] for position in entries}
    return tuple(_term(due[root], counted[root]) for root in sorted(counted))


def _term(root: DueAssertion, entry: DueAssertion) -> Term:
    return Term(entry, entry.effective or root.effective or ALWAYS, entry.reinstates or root.reinstates)
