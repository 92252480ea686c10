"""Why a deadline has its state, in one sentence that blames nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from dateline.counted import counted
from dateline.dates import FAR_FUTURE, FAR_PAST, day_text
from dateline.deadlines.evidence import Evidence, signs_of
from dateline.deadlines.knowledge import known_by, takes_effect, weigh, weigh_all
from dateline.deadlines.states import GONE, MET, STATES, WORLDS, State, WorldState
from dateline.deadlines.worlds import Ending, hull
from dateline.light_classes import NamedTuple, replace
from dateline.model import Days, Deadline, DueAssertion, StatusReport, Waiver

_SHOWN = 3
_MOST_TRIED = 6
"""So many records in doubt are tried one by one; of more, the first are only named."""
Record = DueAssertion | StatusReport | Waiver
States = Callable[[Deadline], frozenset[WorldState]]
_ASKED: dict[State, tuple[str, frozenset[WorldState]]] = {
    "possibly_overdue": ("overdue", frozenset({"overdue"})),
    "met_possibly_late": ("late", frozenset({"met_late"})),
    "possibly_met": ("met", MET),
    "possibly_abandoned": ("abandoned", GONE),
    "possibly_waived": ("waived", frozenset({"waived"})),
    "possibly_recorded": ("recorded", frozenset(WORLDS) - {"not_recorded"}),
}
"""What is in doubt of a state that is only possible: a word for it, and the worlds in which it is so."""


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


def names_doubt(state: State) -> bool:
    """Tell whether a state is only possible, so that something is in doubt."""
    return state in _ASKED


class Open(NamedTuple):
    """The days that leave a state open: the cutoffs of the worlds in question, and what is left for the fulfilment.

    `reported` says that a report tells of a fulfilment. Silence or a report has it outstanding up to `quiet_until`.
    """

    as_of: int
    cutoffs: tuple[Days, ...]
    fulfilments: tuple[Days, ...]
    reported: bool
    quiet_until: int


def open_days(state: State, found: Iterable[Ending], evidence: Evidence, as_of: int) -> Open:
    """Return the days that leave a state open, by the endings of its worlds and the reports."""
    _, asked = _ASKED[state]
    cutoffs = {ending.term.cutoff for ending in found if ending.term and ending.state in asked}
    reported = any(window.done for window in (*evidence.sure, *evidence.doubtful)) or bool(evidence.either)
    outstanding = max((window.days[0] - 1 for window in evidence.sure), default=FAR_PAST)
    quiet_until = max(evidence.quiet_until, outstanding)
    return Open(as_of, tuple(sorted(cutoffs)), evidence.fulfilments(), reported, quiet_until)


class Condition(NamedTuple):
    """What must hold of a record in words, and the field of the deadline in which the record is."""

    words: str
    field: str


def only_if(state: State, days: Open, records: Sequence[Condition] = ()) -> str:
    """Return on what a state that is only possible depends: "overdue only if ..."; "" where nothing single decides."""
    told = {record.field for record in records}
    conditions = [record.words for record in records]
    conditions += [each.words for each in _on_days(state, days) if each.field not in told]
    rest = len(conditions) - _SHOWN
    shown = conditions[:_SHOWN] + ([f"{rest} more"] if rest > 0 else [])
    return f"{_ASKED[state][0]} only if {' and '.join(shown)}" if conditions else ""


def _on_days(state: State, days: Open) -> Iterator[Condition]:
    as_of, cutoffs = days.as_of, days.cutoffs
    maybe_done = any(first <= as_of for first, _ in days.fulfilments)
    if state == "possibly_overdue":
        if cutoffs and all(last >= as_of for _, last in cutoffs):
            yield Condition(f"its last day was before {_day(as_of)}", "due")
        if maybe_done:
            yield Condition(_deed("it was not done", days), "status")
    elif state == "met_possibly_late":
        yield Condition(_late(days), "status")
    elif state == "possibly_met" and any(last > as_of for _, last in days.fulfilments):
        yield Condition(_deed("it was done", days), "status")
    elif state in ("possibly_waived", "possibly_abandoned") and maybe_done:
        yield Condition(_deed("it was not done", days), "status")


def _deed(words: str, days: Open) -> str:
    if days.reported or days.quiet_until <= FAR_PAST:
        return f"{words} by {_day(days.as_of)}"
    return f"{words} after {_day(days.quiet_until)}, of which there is no report"


def _late(days: Open) -> str:
    """Say what would make a fulfilment late: the day that is exact decides about the other."""
    done = {end for first, last in days.fulfilments if first <= days.as_of for end in (first, min(last, days.as_of))}
    ends = {end for cutoff in days.cutoffs for end in cutoff}
    if len(ends) == 1:
        return f"it was done after {_day(*ends)}"
    return f"its last day was before {_day(*done)}" if len(done) == 1 else "it was done after its last day"


def on_records(
    deadline: Deadline, state: State, as_of: int, known_at: int, threshold: int, states: States
) -> list[Condition]:
    """Return which single records in doubt decide whether a state that is only possible is so, as conditions.

    `states` gives the possible states of a deadline that has other records. Of many records none is tried.
    """
    _, asked = _ASKED[state]
    tried = list(_choices(deadline, as_of, known_at, threshold))
    if len(tried) > _MOST_TRIED:
        return []
    found = []
    for field, yes, no in tried:
        if asked.isdisjoint(states(no.deadline)):
            found.append(Condition(yes.words, field))
        elif asked.isdisjoint(states(yes.deadline)):
            found.append(Condition(no.words, field))
    return found


class _Choice(NamedTuple):
    """One side of a doubt in words, and the deadline if that side is right."""

    words: str
    deadline: Deadline


def _choices(deadline: Deadline, as_of: int, known_at: int, threshold: int) -> Iterator[tuple[str, _Choice, _Choice]]:
    """Yield both sides of every doubt about a record, behind the field in which it is."""
    for field, place, record in _doubted(deadline, known_at):
        yes, no = _sides(record, _retraction(getattr(deadline, field), place), known_at)
        yield (
            field,
            _Choice(yes, _with(deadline, field, place, _sure(record, known_at))),
            _Choice(no, _with(deadline, field, place, None)),
        )
    for place, report in enumerate(deadline.status):
        low, high = report.level
        if low < threshold <= high and report.standing != "retracted":
            name = f"the {_name(report)}"
            yield (
                "status",
                _Choice(f"{name} means done", _with(deadline, "status", place, replace(report, level=(high, high)))),
                _Choice(f"{name} means not done", _with(deadline, "status", place, replace(report, level=(low, low)))),
            )
    for field in ("due", "waivers"):
        for place, record in enumerate(getattr(deadline, field)):
            days = takes_effect(record, known_at) if isinstance(record, DueAssertion) else record.effective
            if days and days[0] <= as_of < days[1] and record.standing != "retracted":
                early, late = (replace(record, effective=each) for each in ((days[0], as_of), (as_of + 1, days[1])))
                words = f"the {_name(record)} had {{}}taken effect by {_day(as_of)}"
                yield (
                    field,
                    _Choice(words.format(""), _with(deadline, field, place, early)),
                    _Choice(words.format("not "), _with(deadline, field, place, late)),
                )


def _sides(record: Record, retraction: Record | None, known_at: int) -> tuple[str, str]:
    """Return in words that a record in doubt counts, and that it does not: it counts if nothing speaks against it."""
    claimed, day = record.standing == "claimed", _day(known_at)
    sides = [("is true", "is void")] if claimed else []
    if record.known is not None and known_by(record.known, known_at) == "maybe":
        sides.append((f"was known by {day}", f"was not known by {day}"))
    if retraction is not None and known_by(retraction.known, known_at) == "maybe":
        sides.append((f"was not retracted by {day}", f"was retracted by {day}"))
    words = f"the {'claimed ' if claimed else ''}{_name(record)}"
    if isinstance(record, (DueAssertion, StatusReport)) and record.in_doubt:
        if not sides:
            return f"the date of {words} is right", f"the date of {words} is wrong"
        sides.append(("has the right date", "has the wrong date"))
    yes, no = zip(*sides, strict=True)
    if len(sides) == 1:
        named = isinstance(record, StatusReport) or record.effective != record.known
        when = f" (known {_when(record.known)})" if named and record.known and "known" in yes[0] else ""
        return f"{words} {yes[0]}{when}", f"{words} {no[0]}{when}"
    return f"{words} {' and '.join(yes)}", f"{words} does not count (it {' or '.join(no)})"


def _retraction(records: Sequence[Record], place: int) -> Record | None:
    """Return the record that takes back the one at a place, if there is one."""
    following = records[place + 1] if place + 1 < len(records) else None
    if following is None or isinstance(following, DueAssertion) or following.standing != "retracted":
        return None
    return following if following.said == getattr(records[place], "said", None) else None


def _sure(record: Record, known_at: int) -> Record:
    """Return a record as it is if nothing of it is in doubt."""
    if isinstance(record, Waiver):
        return replace(record, known=None, standing="confirmed")
    if isinstance(record, StatusReport):
        return replace(record, known=None, standing="confirmed", date=record.date and record.date.undoubted)
    effective, due = takes_effect(record, known_at), record.due and record.due.undoubted
    return replace(record, known=None, standing="confirmed", effective=effective, due=due)


def _with(deadline: Deadline, field: str, place: int, record: Record | None) -> Deadline:
    """Return the deadline with another record at a place, or none; its retraction goes too."""
    records = list(getattr(deadline, field))
    retracted = _retraction(records, place) is not None
    records[place : place + 1 + retracted] = [] if record is None else [record]
    changes: dict[str, Any] = {field: tuple(records)}
    return replace(deadline, **changes)


def in_doubt(deadline: Deadline, known_at: int) -> str:
    """Return the doubtful records as known at the end of `known_at`, as the end of a sentence; "" if there is none."""
    found = [record for _, _, record in _doubted(deadline, known_at)]
    if not found:
        return ""
    rest = len(found) - _SHOWN
    more = [counted(rest, "more record")] if rest > 0 else []
    *first, last = [_named(record, known_at) for record in found[:_SHOWN]] + more
    return f"in doubt: {', '.join(first)} and {last}" if first else f"in doubt: {last}"


def _doubted(deadline: Deadline, known_at: int) -> Iterator[tuple[str, int, Record]]:
    """Yield the records that count in some worlds alone, each behind its field and its place in it."""
    dues = [weigh(due.known, due.standing, known_at, in_doubt=due.in_doubt) for due in deadline.due]
    weights = {
        "due": dues,
        "status": weigh_all(deadline.status, known_at, in_doubt=True),
        "waivers": weigh_all(deadline.waivers, known_at),
    }
    for field, weighed in weights.items():
        for place, weight in enumerate(weighed):
            if weight == "doubtful":
                yield field, place, getattr(deadline, field)[place]


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
