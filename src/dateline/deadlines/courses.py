"""From due assertions and waivers to what may count of them (deadline semantics, §1 and §2).

An amendment changes the obligation from its effective day on. A correction mends the record of an earlier
entry for every day: it takes the place of the latest earlier entry with the same effective day, else of the
latest whose effective days overlap its own, or of the original if it names none.
"""

from __future__ import annotations

from dateline.dates import FAR_PAST
from dateline.deadlines.knowledge import Weight, takes_effect, weigh, weigh_all
from dateline.deadlines.states import WorldState
from dateline.light_classes import NamedTuple, dataclass
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
class Slot:
    """A due date with its corrections: one of the `versions` counts, or none if it is `optional`.

    `place` is the position of the due date that they correct.
    """

    place: int
    versions: tuple[Term, ...]
    optional: bool


class Aside(NamedTuple):
    """A waiver as it counts: `state` is what it sets the deadline aside as, `optional` says that it may be absent."""

    effective: Days
    optional: bool
    state: WorldState


@dataclass(frozen=True, slots=True)
class Setting:
    """The records that may count, in order of entry: due dates and waivers."""

    slots: tuple[Slot, ...]
    waivers: tuple[Aside, ...]

    def terms(self) -> list[Term]:
        """Return the versions of all due dates, in order."""
        return [term for slot in self.slots for term in slot.versions]

    def intervals(self) -> list[Days]:
        """Return the days on which due dates and waivers take effect."""
        return [*(term.effective for term in self.terms()), *(waiver.effective for waiver in self.waivers)]


def setting_of(deadline: Deadline, known_at: int, *, amended: bool = True) -> Setting:
    """Return what the records known by the end of `known_at` allow; with `amended` False, no amendment.

    A claimed record, and one whose day of knowledge may lie after `known_at`, is there in some worlds.
    """
    roots = corrected_entries(deadline.due)
    chains: dict[int, list[int]] = {}
    weights = [weigh(entry.known, entry.standing, known_at, in_doubt=entry.in_doubt) for entry in deadline.due]
    for position, root in enumerate(roots):
        if weights[position] != "none" and (amended or deadline.due[root].kind != "amendment"):
            chains.setdefault(root, []).append(position)
    set_aside = zip(deadline.waivers, weigh_all(deadline.waivers, known_at), strict=True)
    return Setting(
        tuple(_slot(deadline.due, root, chain, weights, known_at) for root, chain in sorted(chains.items())),
        tuple(
            Aside(waiver.effective, weight == "doubtful", "abandoned" if waiver.gives_up else "waived")
            for waiver, weight in set_aside
            if weight != "none"
        ),
    )


def _slot(due: tuple[DueAssertion, ...], root: int, chain: list[int], weights: list[Weight], known_at: int) -> Slot:
    """Return the versions of a due date that may be the last to count: none before one that surely counts."""
    surely = max((place for place, position in enumerate(chain) if weights[position] == "sure"), default=None)
    counting = chain if surely is None else chain[surely:]
    return Slot(root, tuple(_term(due[root], due[position], known_at) for position in counting), surely is None)


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


def _term(root: DueAssertion, entry: DueAssertion, known_at: int) -> Term:
    effective = takes_effect(entry, known_at) or root.effective or ALWAYS
    return Term(entry, effective, entry.reinstates or root.reinstates)
