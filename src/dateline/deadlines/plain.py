"""The assessment of a plain deadline by the closed form, without a walk through its worlds.

A deadline is plain for two days when the records that count leave nothing open but days: its one due date is an
original, confirmed and known, with an exact effective day, it is waived in no world, and its reports are confirmed,
known, of one level each and agree: all done, all outstanding, or first outstanding and then done. Source: deadline
semantics, §4 closed form (docs/semantics/deadlines.md). The answer is that of `dateline.deadlines.evaluate` but for
`days_late`, which no list has; a property test holds the two together.
"""

from __future__ import annotations

from functools import lru_cache

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.deadlines.evaluation import Assessment
from dateline.deadlines.evidence import DONE, Evidence, Silence, Window, several_ends
from dateline.deadlines.knowledge import Weight, weigh, weigh_all
from dateline.deadlines.states import STATES, Certainty, State, WorldState, closed_form, possible_worlds
from dateline.deadlines.wording import Open, _day, _silence, _span, _when, marked, names_doubt, only_if
from dateline.deadlines.worlds import lateness
from dateline.light_classes import NamedTuple
from dateline.model import Days, Deadline, DueAssertion, StatusReport

# In a list the same days come again and again, and their text takes longer than all the rest.
_KEPT = 4096
_day_text = lru_cache(_KEPT)(_day)


class Plain(NamedTuple):
    """What decides a plain deadline: the words of its due date, and days.

    The cutoff is [a, b]; `effective` is FAR_PAST for a due date in force from the beginning. The reports leave the
    days from `since` on for the fulfilment (FAR_PAST: all), up to `done_by` if one says that there was one. Silence
    means that nothing was done up to `quiet_until`. `about` says that the due date is approximate.
    """

    text: str | None
    rule: str | None
    a: int
    b: int
    effective: int
    since: int
    done_by: int | None
    quiet_until: int
    about: bool = False


class Reasons(NamedTuple):
    """What there is to say of a plain deadline beyond its state: the members of an Assessment of the same names."""

    possible: tuple[WorldState, ...]
    ever_overdue: Certainty
    why: str


def plain_assessment(
    deadline: Deadline,
    as_of: int,
    known_at: int,
    silence: Silence = "unmet",
    threshold: int = DONE,
    observed_through: int | None = None,
) -> Assessment | None:
    """Judge a plain deadline as `evaluate` does; return None for any other."""
    dues = [due for due in deadline.due if weigh(due.known, due.standing, known_at) != "none"]
    hindsight, forecast = known_at > as_of, as_of > known_at
    if not dues:
        possible, ever_overdue, why = unrecorded(as_of, known_at)
        unknown: State = "not_recorded"
        return Assessment(
            unknown, possible, "no", None, ever_overdue, unknown, hindsight, forecast, cutoff=None, why=why
        )
    effective = _effective(dues, known_at)
    reported = reported_days(deadline.status, known_at, threshold)
    waived = any(weight != "none" for weight in weigh_all(deadline.waivers, known_at))
    if effective is None or reported is None or waived:
        return None
    (due,) = dues
    plain = Plain(
        due.text, due.rule, *due.cutoff, effective, *reported, quiet(known_at, silence, observed_through), _about(due)
    )
    state = _state(plain, as_of)
    overdue = STATES[state].overdue
    late = None if overdue == "no" else lateness((plain.a, plain.b), as_of)
    cutoff = due.cutoff if effective <= as_of else None
    possible, ever_overdue, why = reasons(plain, state, as_of, known_at)
    return Assessment(state, possible, overdue, late, ever_overdue, state, hindsight, forecast, cutoff, why)


def _about(due: DueAssertion) -> bool:
    return due.rule is not None and due.due is not None and due.due.approximate


def quiet(known_at: int, silence: Silence, observed_through: int | None) -> int:
    """Return the last day up to which silence means that nothing was done."""
    if silence == "unknown":
        return FAR_PAST - 1
    return known_at if observed_through is None else min(known_at, observed_through)


def _effective(dues: list[DueAssertion], known_at: int) -> int | None:
    """Return the effective day of the one due date that counts, None if there is more to it."""
    due = dues[0]
    first, last = due.effective or (FAR_PAST, FAR_PAST)
    weight = weigh(due.known, due.standing, known_at, in_doubt=due.in_doubt)
    simple = due.kind == "original" and due.awaits is None and weight == "sure"
    return first if len(dues) == 1 and simple and first == last else None


def reported_days(reports: tuple[StatusReport, ...], known_at: int, threshold: int) -> tuple[int, int | None] | None:
    """Return what the reports leave for the fulfilment (`Plain.since`, `Plain.done_by`), None if not plain."""
    if not reports:
        return FAR_PAST, None
    since, done_by = FAR_PAST, FAR_FUTURE + 1
    said: set[bool] = set()
    weights = weigh_all(reports, known_at, in_doubt=True)
    for report, weight in zip(reports, weights, strict=True):
        if weight == "none":
            continue
        (low, high), (first, last) = report.level, report.when
        about = low >= threshold and report.date is not None and report.date.approximate
        if weight == "doubtful" or low < threshold <= high or about or (high < threshold and several_ends(report.date)):
            return None
        said.add(high < threshold)
        if high < threshold:
            since = max(since, min(last, known_at) + 1)
        else:
            # Below level 3 the level was reached by the day spoken of, nobody says since when.
            since = max(since, first if low >= DONE else FAR_PAST)
            done_by = min(done_by, last)
    if len(said) == 2:
        return _history_days(reports, weights, known_at, threshold)
    if since > done_by:
        return None
    return since, None if done_by > FAR_FUTURE else done_by


def _history_days(
    reports: tuple[StatusReport, ...], weights: list[Weight], known_at: int, threshold: int
) -> Days | None:
    """Return the days that a plain history leaves: first not done, then done, on which the deed lies in between.

    None where it is no such history; it is that of `dateline.deadlines.evidence`, without its cost.
    """
    since, begun, done_by = FAR_PAST, FAR_FUTURE, FAR_FUTURE
    for report, weight in zip(reports, weights, strict=True):
        low, (first, last) = report.level[0], report.when
        if weight == "none":
            continue
        if report.level[1] < threshold and weight == "sure" and last <= known_at:
            since = max(since, last + 1)
        elif low >= DONE and weight == "sure" and not report.names_the_day:
            begun, done_by = min(begun, first), min(done_by, last)
        else:
            return None
    return (since, done_by) if FAR_PAST < since <= begun and done_by < FAR_FUTURE else None


def unrecorded(as_of: int, known_at: int) -> Reasons:
    """Give the reasons for the state `not_recorded`."""
    why = f"Not recorded on {_day_text(as_of)}: no due date was known by {_day_text(known_at)}."
    return Reasons(("not_recorded",), "no", why)


def _state(plain: Plain, as_of: int) -> State:
    _, _, a, b, effective, c, done_by, quiet_until, _ = plain
    c, d = (max(c, quiet_until + 1), FAR_FUTURE) if done_by is None else (c, done_by)
    # What is done before entry into force is on time: as if the cutoff came no earlier than on its eve.
    return closed_form(max(a, effective - 1), max(b, effective - 1), c, d, as_of, effective)


def reasons(plain: Plain, state: State, as_of: int, known_at: int) -> Reasons:
    """Give the reasons for any other state of a plain deadline at the end of day `as_of`."""
    text, rule, a, b, effective, c, done_by, quiet_until, about = plain
    since = c
    if done_by is None:
        done = _unreported(c, quiet_until, known_at)
        c, d = max(c, quiet_until + 1), FAR_FUTURE
    else:
        done, d = f"fulfilment is reported {_when_text(c, done_by)}", done_by
    if effective <= as_of and effective <= d:
        due = _due_text(a, b, text, rule, about)
    else:
        due = "it was done before a due date took effect" if c <= as_of else "no due date has taken effect"
    eve = effective - 1
    cutoff = a, b
    a, b = (a, b) if eve <= a else (eve, max(b, eve))
    possible = STATES[state].worlds or possible_worlds(a, b, c, d, as_of, effective)
    doubt = ""
    if names_doubt(state):
        quiet_until = max(since - 1, quiet_until)
        days = Open(as_of, (cutoff,), ((c, d),), done_by is not None, quiet_until)
        doubt = "; " + only_if(state, days)
    return Reasons(
        possible, _ever_overdue(a, b, c, d, as_of), f"{STATES[state].lead} on {_day_text(as_of)}: {due}; {done}{doubt}."
    )


def _ever_overdue(a: int, b: int, c: int, d: int, as_of: int) -> Certainty:
    """Tell whether the end of a day up to `as_of` before the fulfilment lay after the cutoff."""
    if as_of <= a or d <= a + 1:
        return "no"
    return "yes" if as_of > b and c > b + 1 else "maybe"


def _due_text(a: int, b: int, text: str | None, rule: str | None, about: bool) -> str:
    words = f"“{text}”" if text else "the due date"
    if a >= FAR_FUTURE:
        return f"{words} sets no last compliant day"
    under = f", under the reading rule {rule}," if rule else ""
    signs = marked(("approximate",)) if about else ""
    return f"the last compliant day of {words}{under} is {_span_text(a, b)}{signs}"


@lru_cache(_KEPT)
def _unreported(since: int, quiet_until: int, known_at: int) -> str:
    windows = (Window((since, FAR_FUTURE), done=False),) if since > FAR_PAST else ()
    return _silence(Evidence(windows, (), quiet_until), known_at)


def _span_text(first: int, last: int) -> str:
    if first <= FAR_PAST or last >= FAR_FUTURE:
        return _span((first, last))
    return _day_text(first) if first == last else f"{_day_text(first)} to {_day_text(last)}"


def _when_text(first: int, last: int) -> str:
    if first <= FAR_PAST or last >= FAR_FUTURE:
        return _when((first, last))
    return f"on {_day_text(first)}" if first == last else f"between {_day_text(first)} and {_day_text(last)}"
