"""Why a deadline has its state, in one sentence that blames nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.dates import FAR_FUTURE, FAR_PAST, day_text
from dateline.deadlines.evidence import Evidence, signs_of
from dateline.deadlines.knowledge import weigh, weigh_all
from dateline.deadlines.states import STATES, State
from dateline.deadlines.worlds import Ending, hull
from dateline.model import Days, Deadline, DueAssertion, StatusReport, Waiver

_SHOWN = 3
Record = DueAssertion | StatusReport | Waiver


def explain(
    state: State, found: Iterable[Ending], evidence: Evidence, as_of: int, known_at: int, doubt: str = ""
) -> str:
    """Return one sentence: the state on `as_of`, the cutoff with its reading rule, the evidence, and the doubt."""
    endings = tuple(found)
    if state == "not_recorded":
        return f"Not recorded on {_day(as_of)}: no due date was known by {_day(known_at)}."
    parts = [_due(endings), *_waiver(endings), _fulfilment(evidence, known_at), *([doubt] if doubt else [])]
    return f"{STATES[state].lead} on {_day(as_of)}: {'; '.join(parts)}."


def _due(endings: tuple[Ending, ...]) -> str:
    """Name the last compliant day, and how it was read if one entry decides."""
    entries = {ending.term.entry for ending in endings if ending.term}
    cutoff = hull(entry.cutoff for entry in entries)
    if cutoff is None:
        early = any(ending.state == "met_on_time" for ending in endings)
        return "it was done before a due date took effect" if early else "no due date has taken effect"
    if len(entries) > 1:
        return f"{len(entries)} due dates may apply and the last compliant day is {_span(cutoff)}"
    (entry,) = entries
    words = f"“{entry.text}”" if entry.text else "the due date"
    if cutoff[0] >= FAR_FUTURE:
        return f"{words} sets no last compliant day"
    rule = f", under the reading rule {entry.rule}," if entry.rule else ""
    signs = signs_of(entry.due) if entry.rule and entry.due else ()
    return f"the last compliant day of {words}{rule} is {_span(cutoff)}{marked(signs)}"


def marked(signs: Sequence[str]) -> str:
    """Return what is to be said of days that are approximate or uncertain, with a leading blank, or nothing."""
    return f" (the date is {' and '.join(signs)})" if signs else ""


def _waiver(endings: tuple[Ending, ...]) -> list[str]:
    worlds = {ending.state for ending in endings}
    told = {"abandoned": ("it was given up", "it may have been given up"),
            "waived": ("a waiver is in effect", "a waiver may be in effect")}  # fmt: skip
    return [words[len(worlds) > 1] for state, words in told.items() if state in worlds]


def _fulfilment(evidence: Evidence, known_at: int) -> str:
    reported = evidence.reported()
    if reported:
        return f"fulfilment is reported {_either(reported)}{marked(evidence.signs)}{_otherwise(evidence, reported)}"
    claims = [window.days for window in evidence.doubtful if window.done]
    if claims:
        return f"fulfilment {_either(claims)} is reported but not certain{marked(evidence.signs)}"
    return _silence(evidence, known_at)


def _otherwise(evidence: Evidence, reported: tuple[Days, ...]) -> str:
    """Say which reports contradict those of the fulfilment, or may."""
    outstanding = evidence.outstanding()
    if outstanding is not None and any(last <= outstanding for _, last in reported):
        return f", and a report has it outstanding on {_day(outstanding)}"
    inside = all(any(a <= c and d <= b for a, b in reported) for c, d in evidence.fulfilments())
    return "" if inside else ", and a report that is not certain says otherwise"


def _silence(evidence: Evidence, known_at: int) -> str:
    """Say what is known of a deadline that no report calls done."""
    reported = max((window.days[0] - 1 for window in evidence.sure), default=FAR_PAST)
    seen = reported > FAR_PAST
    if evidence.quiet_until > reported:
        before = f"a report has it outstanding on {_day(reported)} and " if seen else ""
        return f"{before}no fulfilment is reported up to {_day(evidence.quiet_until)}"
    if seen:
        return f"a report has it outstanding on {_day(reported)} and silence after that day is not counted"
    return f"no report is known by {_day(known_at)} and silence is not counted"


def _either(intervals: Iterable[Days]) -> str:
    return " or ".join(_when(days) for days in sorted(set(intervals)))


def _when(days: Days) -> str:
    first, last = days
    if first <= FAR_PAST and last >= FAR_FUTURE:
        return "on an unknown day"
    if first <= FAR_PAST:
        return f"on or before {_day(last)}"
    if last >= FAR_FUTURE:
        return f"not before {_day(first)}"
    return f"on {_day(first)}" if first == last else f"between {_day(first)} and {_day(last)}"


def _span(cutoff: Days) -> str:
    """Write the interval of the last compliant day."""
    first, last = cutoff
    if first <= FAR_PAST:
        return "unknown" if last >= FAR_FUTURE else f"{_day(last)} or earlier"
    if last >= FAR_FUTURE:
        return f"{_day(first)} or later"
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _day(day: int) -> str:
    return day_text(day) or "an unknown day"


def in_doubt(deadline: Deadline, known_at: int) -> str:
    """Return the doubtful records as known at the end of `known_at`, as the end of a sentence; "" if there is none."""
    found = list(_doubtful(deadline, known_at))
    if not found:
        return ""
    rest = len(found) - _SHOWN
    more = [f"{rest} more record{'s' if rest > 1 else ''}"] if rest > 0 else []
    *first, last = [_named(record, known_at) for record in found[:_SHOWN]] + more
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


def _named(record: Record, known_at: int) -> str:
    claimed = "claimed " if record.standing == "claimed" else ""
    words = f"the {claimed}{_name(record)}"
    if record.known is not None and record.known[0] <= known_at < record.known[1]:
        return f"whether {words} was known by {day_text(known_at)}"
    return words if claimed else f"the date of {words}"


def _name(record: Record) -> str:
    if isinstance(record, DueAssertion):
        kind = "due date" if record.kind == "original" else record.kind
        return kind + (f" “{record.text}”" if record.text else _dated(record.effective))
    if isinstance(record, StatusReport):
        return "report" + _dated(record.when)
    return ("abandonment" if record.gives_up else "waiver") + _dated(record.effective)


def _dated(days: Days | None) -> str:
    if days is None or days[0] <= FAR_PAST or days[1] >= FAR_FUTURE:
        return ""
    first, last = day_text(days[0]), day_text(days[1])
    return f" of {first}" if first == last else f" of {first} to {last}"
