"""Contradictions between the records of one deadline; only what is certainly impossible is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.deadlines.courses import uncorrecting
from dateline.model import Days, Deadline

DONE = 3


class Contradiction(NamedTuple):
    """What cannot be, with a hint; `key` leads to the value below the deadline: its records, the place, the name."""

    key: tuple[str | int, ...]
    message: str
    hint: str


def contradictions(deadline: Deadline) -> Iterator[Contradiction]:
    """Yield what the records of a deadline with one original due date contradict each other in."""
    yield from _of_changes(deadline)
    for place, report in enumerate(deadline.status):
        if report.level[0] == DONE and report.standing != "retracted" and _before(report.known, report.when):
            hint = "an announcement is not a fulfilment: report it with standing claimed or a lower level"
            yield Contradiction(("status", place, "known"), "known before it was done", hint)


def _of_changes(deadline: Deadline) -> Iterator[Contradiction]:
    """Yield amendments and corrections from before there was anything to amend."""
    original = next((due for due in deadline.due if due.kind == "original"), None)
    lost = uncorrecting(deadline.due)
    for place, due in enumerate(deadline.due):
        if due is original:
            continue
        if original and _before(due.known, original.known):
            hint = "a change cannot be known before what it changes"
            yield Contradiction(("due", place, "known"), f"{due.kind} known before the original", hint)
        elif place in lost:
            hint = "give the effective day of what it corrects; without one it corrects the original"
            yield Contradiction(("due", place, "effective"), "a correction that corrects nothing", hint)
        elif original and due.kind == "amendment" and _before(due.effective, original.effective):
            hint = "write a correction if the original was never true"
            yield Contradiction(("due", place, "effective"), "amendment in force before the original", hint)


def _before(days: Days | None, other: Days | None) -> bool:
    """Tell whether all of `days` lie before all of `other`."""
    return days is not None and other is not None and days[1] < other[0]
