"""What there is to say of each state of a deadline: one table, from which everything else is made.

The words on the wire, their order and their marks, the closed form in Python and in SQL, the sentences and the choices
of options follow from the rows here. Source: deadline semantics, §3 and §4 (docs/semantics/deadlines.md). Nothing
heavy is imported, for the table lies on the way of every list of deadlines.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from operator import le, lt
from typing import Any, Literal

from dateline.dates import FAR_FUTURE, FAR_PAST

State = Literal[
    "abandoned",
    "certainly_overdue",
    "met_late",
    "met_on_time",
    "met_possibly_late",
    "not_in_force",
    "not_overdue",
    "not_recorded",
    "open_ended",
    "pending",
    "possibly_abandoned",
    "possibly_met",
    "possibly_overdue",
    "possibly_recorded",
    "possibly_waived",
    "waived",
]
"""The state of a deadline, for the type checker; the rows of `STATES` have the same words."""
WorldState = Literal[
    "abandoned",
    "met_late",
    "met_on_time",
    "not_in_force",
    "not_recorded",
    "open_ended",
    "overdue",
    "pending",
    "waived",
]
"""The state in one world, for the type checker; the rows of `WORLDS` have the same words."""
Certainty = Literal["yes", "maybe", "no"]


class World(namedtuple("World", "binds after on_time")):
    """What a state in one world means for questions about many deadlines.

    `binds` says whether the deadline counts in a score, `after` what those find that wait for it: it is "met", "free"
    (it holds nobody up), "unmet" or "gone" (given up: what waits for it may wait for ever, or no longer need it).
    `on_time` is what it adds to the numerator and the denominator of the share met on time.
    """

    __slots__ = ()
    binds: bool
    after: str
    on_time: tuple[int, int]


WORLDS: dict[WorldState, World] = {
    "abandoned": World(True, "gone", (0, 1)),
    "met_late": World(True, "met", (0, 1)),
    "met_on_time": World(True, "met", (1, 1)),
    "not_in_force": World(False, "unmet", (0, 0)),
    "not_recorded": World(False, "free", (0, 0)),
    "open_ended": World(True, "unmet", (0, 0)),
    "overdue": World(True, "unmet", (0, 1)),
    "pending": World(True, "unmet", (0, 0)),
    "waived": World(False, "free", (0, 0)),
}
MET = frozenset(word for word, world in WORLDS.items() if world.after == "met")
FREE = frozenset(word for word, world in WORLDS.items() if world.after == "free")
GONE = frozenset(word for word, world in WORLDS.items() if world.after == "gone")
NOT_BINDING = frozenset(word for word, world in WORLDS.items() if not world.binds)


class Kind(namedtuple("Kind", "words overdue settled")):
    """What states of one colour have in common: the words of a legend, whether they are overdue, whether for good."""

    __slots__ = ()
    words: str
    overdue: Certainty
    settled: bool


KINDS = {
    "overdue": Kind("certainly overdue", "yes", False),
    "maybe": Kind("possibly overdue", "maybe", False),
    "met": Kind("met", "no", True),
    "pending": Kind("pending", "no", False),
    "abandoned": Kind("abandoned", "no", True),
    "waived": Kind("waived", "no", True),
    "unknown": Kind("not in force or not recorded", "no", False),
}
"""The kinds of states, the most urgent first."""


class Facts(namedtuple("Facts", "kind sign words lead worlds closed")):
    """A kind (of `KINDS`), the shape of the mark, the state in words, and the opening of a sentence about it.

    `worlds` are the states of single worlds that it stands for, in alphabetical order; none where that depends on the
    days. `closed` is its line of the closed form: days compared with days, "" where no other line fits, None where the
    closed form never gives it.
    """

    __slots__ = ()
    kind: str
    sign: str
    words: str
    lead: str
    worlds: tuple[WorldState, ...]
    closed: str | None

    @property
    def overdue(self) -> Certainty:
        """Whether a deadline in this state is overdue."""
        return KINDS[self.kind].overdue

    @property
    def settled(self) -> bool:
        """Whether it is over, met, abandoned or waived in every world."""
        return KINDS[self.kind].settled


STATES: dict[State, Facts] = {
    "certainly_overdue": Facts(
        "overdue", "square", "certainly overdue", "Overdue", ("overdue",), "b < as_of < c"
    ),
    "possibly_overdue": Facts(
        "maybe", "diamond", "possibly overdue", "Possibly overdue", (), "a < as_of < d"
    ),
    "met_on_time": Facts(
        "met", "check", "met on time", "Met on time", ("met_on_time",), "d <= as_of, d <= a"
    ),
    "met_late": Facts(
        "met", "check", "met late", "Met late", ("met_late",), "b < c <= d <= as_of"
    ),
    "met_possibly_late": Facts(
        "met", "check", "met, possibly late", "Met, possibly late", ("met_late", "met_on_time"), "d <= as_of"
    ),
    "possibly_met": Facts(
        "pending", "dotted check", "possibly met", "Possibly met, in no case overdue", (), "c <= as_of"
    ),
    "pending": Facts(
        "pending", "ring", "pending", "Pending", ("pending",), "effective <= as_of <= a < never"
    ),
    "open_ended": Facts(
        "pending", "ring", "open-ended", "Open-ended", ("open_ended",), "effective <= as_of"
    ),
    "not_overdue": Facts("pending", "ring", "not overdue", "Not overdue", (), None),
    "abandoned": Facts("abandoned", "cross", "abandoned", "Abandoned", ("abandoned",), None),
    "possibly_abandoned": Facts("pending", "dotted cross", "possibly abandoned", "Possibly abandoned", (), None),
    "waived": Facts("waived", "dash", "waived", "Waived", ("waived",), None),
    "possibly_waived": Facts("pending", "dotted dash", "possibly waived", "Possibly waived", (), None),
    "not_in_force": Facts("unknown", "dots", "not in force", "Not in force", ("not_in_force",), ""),
    "not_recorded": Facts("unknown", "dots", "not recorded", "Not recorded", ("not_recorded",), None),
    "possibly_recorded": Facts("unknown", "dots", "possibly recorded", "Possibly recorded", (), None),
}  # fmt: skip
"""The states by their words on the wire, the most urgent first; the closed form gives the first whose line fits.

What is possibly met, abandoned or waived is in no case overdue, and perhaps still pending: it has the colour of the
pending.
"""
MEANINGS: dict[State, str] = {
    "certainly_overdue": "not done, and every possible last day has passed",
    "possibly_overdue": "overdue or not: a date, a claim or silence leaves it open",
    "met_on_time": "done by the last day",
    "met_late": "done after the last day",
    "met_possibly_late": "done; whether in time is open",
    "possibly_met": "done or still pending, in no case overdue",
    "pending": "not done, and the last day is still to come",
    "open_ended": "not done, and no last day can pass",
    "not_overdue": "several things are possible, none of them overdue",
    "abandoned": "given up: it binds no longer, and was not kept",
    "possibly_abandoned": "given up or not, in no case overdue",
    "waived": "set aside by a waiver: it neither was kept nor broken",
    "possibly_waived": "set aside or not, in no case overdue",
    "not_in_force": "promised, but the promise has not taken effect",
    "not_recorded": "no due date was known yet",
    "possibly_recorded": "perhaps no due date was known yet",
}
"""What each state says, for help and legends."""
CHOICES = tuple(sorted(STATES))
"""The words of the states as options and descriptions list them."""
OVERDUE = tuple(state for state in CHOICES if STATES[state].overdue != "no")
_SIGNS = {"<": lt, "<=": le}


def _comparisons(line: str) -> Iterator[tuple[Any, str, str]]:
    for chain in filter(None, line.split(", ")):
        words = chain.split()
        for place in range(0, len(words) - 2, 2):
            left, sign, right = words[place : place + 3]
            yield _SIGNS[sign], left, right


_LINES = [(state, [*_comparisons(of.closed)]) for state, of in STATES.items() if of.closed is not None]


def closed_lines(**days: Any) -> Iterator[tuple[State, list[Any]]]:
    """Yield the lines of the closed form, each a state with the conditions that must all hold; the first decides.

    `days` are those of `closed_form` and `never`: numbers, or anything that can be compared, such as columns of SQL.
    """
    for state, comparisons in _LINES:
        yield state, [compare(days[left], days[right]) for compare, left, right in comparisons]


def closed_form(a: int, b: int, c: int, d: int, as_of: int, effective: int = FAR_PAST) -> State:
    """Return the state of a deadline without amendments, waivers or claims at the end of day `as_of`.

    `a` and `b` are the first and last possible last compliant day, `c` and `d` the first and last possible
    day of fulfilment. With no record of fulfilment `c` is the day after the last day on which non-fulfilment
    is certain and `d` is FAR_FUTURE. Needs a <= b, c <= d and, where the due date takes effect on a day `effective`,
    effective - 1 <= a.
    """
    days = {"a": a, "b": b, "c": c, "d": d, "as_of": as_of, "effective": effective, "never": FAR_FUTURE}
    return next(
        state
        for state, comparisons in _LINES
        if all(compare(days[left], days[right]) for compare, left, right in comparisons)
    )


def possible_worlds(a: int, b: int, c: int, d: int, as_of: int, effective: int) -> tuple[WorldState, ...]:
    """Return the states of single worlds for the days of `closed_form`, in alphabetical order."""
    # Each line holds on days in a row: so all worlds are alike one in which every day is an end, or the day judged.
    # With a first last day an endless cutoff sets some day, whenever that may be.
    cutoffs = {a, b if a >= FAR_FUTURE else min(b, FAR_FUTURE - 1)}
    fulfilments = {c, max(c, min(d, as_of)), d}
    corners = {closed_form(day, day, done, done, as_of, effective) for day in cutoffs for done in fulfilments}
    return tuple(sorted(world for state in corners for world in STATES[state].worlds))
