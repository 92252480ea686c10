"""Which records are known on a day (deadline semantics, §2 two clocks)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dateline.deadlines.states import Certainty
from dateline.model import Days, Dependency, DueAssertion, HorizonDate, Standing, StatusReport, Waiver

Weight = Literal["sure", "doubtful", "none"]
Retractable = StatusReport | Waiver | Dependency | HorizonDate


def weigh(known: Days | None, standing: Standing, known_at: int, *, in_doubt: bool = False) -> Weight:
    """Say how a record counts at the end of day `known_at`.

    "sure" counts in every world, "doubtful" in some: it is only claimed, its date is `in_doubt` (`2000?`), or it
    became known on one of several days that lie on both sides of `known_at`. "none" is retracted or not yet known.
    `known` None means always known.
    """
    first, last = (known_at, known_at) if known is None else known
    if standing == "retracted" or first > known_at:
        return "none"
    return "sure" if standing == "confirmed" and last <= known_at and not in_doubt else "doubtful"


def known_by(known: Days | None, known_at: int) -> Certainty:
    """Say whether a record was known at the end of day `known_at`, whatever its standing; None means always known."""
    first, last = known or (known_at, known_at)
    return "no" if first > known_at else "yes" if last <= known_at else "maybe"


def from_known(due: DueAssertion) -> bool:
    """Tell whether a due date takes effect on the day on which it became known: both are one day, and not two.

    What a correction has as `effective` says which due date it corrects.
    """
    return due.kind != "correction" and due.effective is not None and due.effective == due.known


def takes_effect(due: DueAssertion, known_at: int) -> Days | None:
    """Return the days on which a due date may take effect where it is known by the end of `known_at`.

    What takes effect when it becomes known has then done so by that day.
    """
    if due.effective is None or not from_known(due):
        return due.effective
    first, last = due.effective
    return first, max(first, min(last, known_at))


def weigh_all(records: Sequence[Retractable], known_at: int, *, in_doubt: bool = False) -> list[Weight]:
    """Say how each of the records counts at the end of day `known_at`, as `weigh` does.

    A retracted record right after one that says the same is its retraction: it takes it back from the day on which the
    retraction is known, and not before. A retracted record that stands alone never counts. `in_doubt` asks the records
    whether their dates are uncertain.
    """
    if not records:
        return []
    found: list[Weight] = []
    for place, record in enumerate(records):
        known = record.known
        if record.standing == "confirmed" and (known is None or known[1] <= known_at):
            # Most are so, and there may be very many.
            found.append("doubtful" if in_doubt and getattr(record, "in_doubt", False) else "sure")
            continue
        if place and _takes_back(record, records[place - 1]):
            first, last = record.known or (known_at, known_at)
            if first <= known_at and found[-1] != "none":
                found[-1] = "none" if last <= known_at else "doubtful"
        doubted = in_doubt and getattr(record, "in_doubt", False)
        found.append(weigh(record.known, record.standing, known_at, in_doubt=doubted))
    return found


def _takes_back(retraction: Retractable, record: Retractable) -> bool:
    return retraction.standing == "retracted" != record.standing and record.said == retraction.said
