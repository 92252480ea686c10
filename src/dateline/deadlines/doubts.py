"""What is in doubt of the records of a deadline, in words, so that no "possibly" stands without its reason."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.dates import FAR_FUTURE, FAR_PAST, day_text
from dateline.deadlines.knowledge import weigh, weigh_all
from dateline.model import Days, Deadline, DueAssertion, StatusReport, Waiver

_SHOWN = 3
Record = DueAssertion | StatusReport | Waiver


def in_doubt(deadline: Deadline, known_at: int) -> str:
    """Return the doubtful records as known at the end of `known_at`, as the end of a sentence; "" if there is none."""
    found = list(_doubtful(deadline, known_at))
    if not found:
        return ""
    rest = len(found) - _SHOWN
    more = [f"{rest} more record{'s' if rest > 1 else ''}"] if rest > 0 else []
    *first, last = [_words(record, known_at) for record in found[:_SHOWN]] + more
    return f"in doubt: {', '.join(first)} and {last}" if first else f"in doubt: {last}"


def _doubtful(deadline: Deadline, known_at: int) -> Iterator[Record]:
    """Yield the records that count in some worlds alone, and unsure reports."""
    for due in deadline.due:
        if weigh(due.known, due.standing, known_at, in_doubt=due.in_doubt) == "doubtful":
            yield due
    for report, weight in zip(deadline.status, weigh_all(deadline.status, known_at, in_doubt=True), strict=True):
        if weight == "doubtful":
            yield report
    for waiver, weight in zip(deadline.waivers, weigh_all(deadline.waivers, known_at), strict=True):
        if weight == "doubtful":
            yield waiver


def _words(record: Record, known_at: int) -> str:
    claimed = "claimed " if record.standing == "claimed" else ""
    words = f"the {claimed}{_name(record)}"
    if record.known is not None and record.known[0] <= known_at < record.known[1]:
        return f"whether {words} was known by {day_text(known_at)}"
    return words if claimed else f"the date of {words}"


def _name(record: Record) -> str:
    if isinstance(record, DueAssertion):
        kind = "due date" if record.kind == "original" else record.kind
        return kind + (f" “{record.text}”" if record.text else _of(record.effective))
    if isinstance(record, StatusReport):
        return "report" + _of(record.when)
    return "waiver" + _of(record.effective)


def _of(days: Days | None) -> str:
    if days is None or days[0] <= FAR_PAST or days[1] >= FAR_FUTURE:
        return ""
    first, last = day_text(days[0]), day_text(days[1])
    return f" of {first}" if first == last else f" of {first} to {last}"
