"""Which single missing date would settle most deadlines: what to research first.

Source: deadline semantics, §4 many worlds; the rules stand in docs/semantics/deadline-questions.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from dateline.counting import undoubted
from dateline.dates import FAR_FUTURE, FAR_PAST, day_text
from dateline.deadlines.conditions import awaited
from dateline.deadlines.counting.awaited import last_days
from dateline.deadlines.courses import corrected_entries
from dateline.deadlines.evaluation import possible_states, summarise
from dateline.deadlines.evidence import DONE, Silence, gather
from dateline.deadlines.knowledge import from_known, takes_effect, weigh
from dateline.deadlines.worlds import hull
from dateline.model import Days, Deadline, DueAssertion, StatusReport, Waiver

Datum = Literal["fulfilment", "cutoff", "effective", "known", "date", "claim", "horizon"]
Record = DueAssertion | StatusReport | Waiver


@dataclass(frozen=True, slots=True)
class Unknown:
    """A datum that would settle deadlines whose state is only possible now.

    `days` is where it lies by the records, None for the truth of a claim. `always` counts the deadlines that it
    settles whatever it turns out to be, `sometimes` those that it settles for some value, the former among them;
    `deadlines` are the ids of the latter. `text` says what to look for.
    """

    datum: Datum
    text: str
    days: Days | None
    always: int
    sometimes: int
    deadlines: tuple[str, ...]


class _Missing(NamedTuple):
    """A datum of one deadline, with the deadline as it would be for each value that makes a difference."""

    datum: Datum
    text: str
    days: Days | None
    variants: tuple[Deadline, ...]


class _Doubt(NamedTuple):
    """A datum of one record, with the record as it would be for each value, None where there would be none."""

    datum: Datum
    text: str
    days: Days | None
    variants: tuple[Record | None, ...]


@dataclass(frozen=True, slots=True)
class _Judge:
    """How the deadlines of one programme are judged; `watched` is its last day of complete monitoring."""

    as_of: int
    known_at: int
    silence: Silence
    threshold: int
    watched: int | None

    def is_open(self, deadline: Deadline) -> bool:
        """Tell whether the state of a deadline is only possible."""
        worlds = possible_states(
            deadline,
            self.as_of,
            self.known_at,
            silence=self.silence,
            threshold=self.threshold,
            observed_through=self.watched,
        )
        return "possibly" in summarise(worlds)

    def fulfilments(self, deadline: Deadline) -> tuple[Days, ...]:
        """Return the intervals of the possible days of fulfilment."""
        evidence = gather(
            deadline.status,
            self.known_at,
            silence=self.silence,
            threshold=self.threshold,
            observed_through=self.watched,
        )
        return evidence.fulfilments()

    def with_cutoffs(self, deadline: Deadline) -> Deadline:
        """Return the deadline with the cutoffs of what it awaits."""
        quiet_until = self.known_at if self.watched is None else min(self.known_at, self.watched)
        return awaited(deadline, quiet_until) if self.silence == "unmet" else deadline

    def values(self, days: Days, deadline: Deadline) -> list[int]:
        """Return the days of an interval that stand for all others.

        They are those around each day on which a comparison with the records of the deadline can change; with the
        number of imprecise days that may fall in between the neighbourhood grows.
        """
        effective = [due.effective for due in deadline.due if due.effective]
        dates = [*effective, *(waiver.effective for waiver in deadline.waivers)]
        cutoffs = [due.cutoff for due in deadline.due]
        ends = {self.as_of, *(end for span in (*dates, *cutoffs, *self.fulfilments(deadline)) for end in span)}
        reach = 1 + sum(first < last for first, last in dates)
        bounded = (end for end in ends if FAR_PAST < end < FAR_FUTURE)
        near = {end + step for end in bounded for step in range(-reach, reach + 1)}
        return sorted({*days, *(day for day in near if days[0] <= day <= days[1])})


def unknowns(
    deadlines: Iterable[Deadline],
    as_of: int,
    known_at: int,
    silence: Silence = "unmet",
    observed: Mapping[str, int | None] | None = None,
    *,
    threshold: int = DONE,
    horizons: Mapping[str, str] | None = None,
) -> list[Unknown]:
    """Return what would settle deadlines that are now only possibly this or that, the most useful first.

    A deadline is settled when its state holds the word "possibly" no longer. Each datum is tried alone, on every day on
    which a comparison can change and its neighbours, everything else staying as it is; what settles nothing for any
    value is left out. The day of a horizon settles all that await it; `horizons` holds the titles by id.
    """
    found: list[Unknown] = []
    shared: dict[str, list[Unknown]] = {}
    for deadline in deadlines:
        judge = _Judge(as_of, known_at, silence, threshold, (observed or {}).get(deadline.programme))
        if not judge.is_open(deadline):
            continue
        read = judge.with_cutoffs(deadline)
        for horizon in dict.fromkeys(due.of for due in deadline.due if due.of and due.awaits):
            title = (horizons or {}).get(horizon, horizon)
            shared.setdefault(horizon, []).extend(_useful([_horizon(horizon, title, read, judge)], deadline, judge))
        found += _useful(_missing(read, judge), deadline, judge)
    found += [_joined(parts) for parts in shared.values() if parts]
    return sorted(found, key=lambda row: (-row.always, -row.sometimes, row.text))


def _useful(missing: Iterable[_Missing], deadline: Deadline, judge: _Judge) -> Iterator[Unknown]:
    """Yield what each datum does for its deadline, unless it never settles it."""
    for datum, text, days, variants in missing:
        settles: set[bool] = set()
        for variant in variants:
            settles.add(not judge.is_open(variant))
            if len(settles) == 2:
                break
        if True in settles:
            yield Unknown(datum, text, days, int(settles == {True}), 1, (deadline.id,))


def _joined(parts: list[Unknown]) -> Unknown:
    """Return one row for the day of a horizon that several deadlines await."""
    days = hull(part.days for part in parts if part.days) or (FAR_PAST, FAR_FUTURE)
    ids = tuple(sorted(part.deadlines[0] for part in parts))
    always = sum(part.always for part in parts)
    return Unknown("horizon", f"{parts[0].text}, {_span(days)}", days, always, len(parts), ids)


def _missing(deadline: Deadline, judge: _Judge) -> Iterator[_Missing]:
    """Yield what is imprecise, absent or only claimed of a deadline, but for the days of horizons."""
    yield from _fulfilment(deadline, judge)
    yield from _cutoffs(deadline, judge)
    yield from _effective(deadline, judge)
    for field in ("due", "status", "waivers"):
        for place, record in enumerate(getattr(deadline, field)):
            for datum, text, days, variants in _doubts(record, _words(record, deadline), judge.known_at):
                yield _Missing(datum, text, days, tuple(_with(deadline, field, {place: new}) for new in variants))


def _fulfilment(deadline: Deadline, judge: _Judge) -> Iterator[_Missing]:
    windows = judge.fulfilments(deadline)
    days = hull(windows)
    if days is None or days[0] == days[1]:
        return
    values = [day for day in judge.values(days, deadline) if any(first <= day <= last for first, last in windows)]
    variants = tuple(replace(deadline, status=(StatusReport((DONE, DONE), (day, day)),)) for day in values)
    yield _Missing("fulfilment", f"the day of fulfilment of {deadline.id}, {_span(days)}", days, variants)


def _cutoffs(deadline: Deadline, judge: _Judge) -> Iterator[_Missing]:
    for place, due in enumerate(deadline.due):
        if due.cutoff[0] < due.cutoff[1] and not (due.of and due.awaits):
            text = f"the last compliant day of {_words(due, deadline)}, {_span(due.cutoff)}"
            variants = (replace(due, cutoff=(day, day), awaits=None) for day in judge.values(due.cutoff, deadline))
            yield _Missing("cutoff", text, due.cutoff, tuple(_with(deadline, "due", {place: new}) for new in variants))


def _effective(deadline: Deadline, judge: _Judge) -> Iterator[_Missing]:
    roots = corrected_entries(deadline.due)
    for place, due in enumerate(deadline.due):
        if due.effective is not None and roots[place] == place:
            # What corrects it is found by the effective day, so that day changes in all of them.
            same = [other for other, root in enumerate(roots) if root == place and deadline.due[other].effective]
            yield from _taking_effect("due", same, due.effective, deadline, judge)
    for place, waiver in enumerate(deadline.waivers):
        yield from _taking_effect("waivers", [place], waiver.effective, deadline, judge)


def _taking_effect(field: str, places: list[int], days: Days, deadline: Deadline, judge: _Judge) -> Iterator[_Missing]:
    records = getattr(deadline, field)
    if days[0] < days[1]:
        text = f"the day on which {_words(records[places[0]], deadline)} takes effect, {_span(days)}"
        variants = (
            _with(deadline, field, {place: _effective_on(records[place], day) for place in places})
            for day in judge.values(days, deadline)
        )
        yield _Missing("effective", text, days, tuple(variants))


def _effective_on(record: Any, day: int) -> Any:
    tied = isinstance(record, DueAssertion) and from_known(record)
    return replace(record, effective=(day, day), **({"known": (day, day)} if tied else {}))


def _known_on(record: Record, day: int) -> Record:
    """Return a record that became known on a day; if it takes effect then, it does so by that day."""
    if isinstance(record, DueAssertion):
        return replace(record, known=(day, day), effective=takes_effect(record, day))
    return replace(record, known=(day, day))


def _doubts(record: Record, words: str, known_at: int) -> Iterator[_Doubt]:
    """Yield whether a doubtful record was known in time, and whether a claimed one is true."""
    doubted = record if isinstance(record, (DueAssertion, StatusReport)) and record.in_doubt else None
    if weigh(record.known, record.standing, known_at, in_doubt=doubted is not None) != "doubtful":
        return
    if record.known is not None and record.known[1] > known_at:
        variants = tuple(_known_on(record, day) for day in (known_at, known_at + 1))
        yield _Doubt("known", f"the day on which {words} became known, {_span(record.known)}", record.known, variants)
    if doubted:
        yield _Doubt("date", f"whether the date of {words} is right", None, _with_and_without(doubted))
    if record.standing == "claimed":
        yield _Doubt(
            "claim",
            f"whether {words} is true",
            None,
            (replace(record, standing="confirmed"), None),
        )


def _with_and_without(record: DueAssertion | StatusReport) -> tuple[Record | None, ...]:
    """Return a record with its uncertain date as if it were sure, and without the record."""
    if isinstance(record, DueAssertion):
        counting = record.counting and undoubted(record.counting)
        return replace(record, due=record.due and record.due.undoubted, counting=counting), None
    return replace(record, date=record.date and record.date.undoubted), None


def _horizon(horizon: str, title: str, deadline: Deadline, judge: _Judge) -> _Missing:
    """Return the day of a horizon, with all due dates that await it."""
    places = [place for place, due in enumerate(deadline.due) if due.awaits and due.of == horizon]
    days = {
        _origin(day, due) for due in map(deadline.due.__getitem__, places) for day in judge.values(due.cutoff, deadline)
    }
    variants = (
        _with(deadline, "due", {place: _come(deadline.due[place], day) for place in places}) for day in sorted(days)
    )
    first = min(days, default=FAR_PAST)
    return _Missing("horizon", f"the day of “{title}”", (first, FAR_FUTURE), tuple(variants))


def _come(due: DueAssertion, day: int) -> DueAssertion:
    """Return a due date once what it awaits has come on `day`; FAR_FUTURE is never."""
    if due.awaits is None:
        return due
    return replace(due, cutoff=last_days(due, (day, day)), awaits=None)


def _origin(cutoff: int, due: DueAssertion) -> int:
    """Return the first day that puts a cutoff on `cutoff` or later: months differ in length, so it is searched.

    The cutoff never goes back while the day goes on, so it is found by halves; FAR_FUTURE if no day puts it there.
    """
    if cutoff <= FAR_PAST or cutoff >= FAR_FUTURE:
        return cutoff
    if last_days(due, (FAR_PAST, FAR_PAST))[0] >= cutoff:  # a fixed date is later, whenever the horizon comes
        return FAR_PAST
    low, high = FAR_PAST, FAR_FUTURE
    reach = 2
    while reach < FAR_FUTURE and last_days(due, (cutoff - reach,) * 2)[0] >= cutoff:
        reach *= 2
    low = max(low, cutoff - reach)
    reach = 2
    while reach < FAR_FUTURE and last_days(due, (cutoff + reach,) * 2)[0] < cutoff:
        reach *= 2
    high = min(high, cutoff + reach)
    while low + 1 < high:
        middle = (low + high) // 2
        if last_days(due, (middle, middle))[0] >= cutoff:
            high = middle
        else:
            low = middle
    return high


def _with(deadline: Deadline, field: str, records: Mapping[int, Any]) -> Deadline:
    """Return the deadline with other records, or none, at some places of a field."""
    held = getattr(deadline, field)
    changed = (records.get(place, record) for place, record in enumerate(held))
    changes: dict[str, Any] = {field: tuple(record for record in changed if record is not None)}
    return replace(deadline, **changes)


def _words(record: Record, deadline: Deadline) -> str:
    """Name a record so that a reader can find it."""
    if isinstance(record, StatusReport):
        claim = "claimed report" if record.standing == "claimed" else "report"
        return f"the {claim} on {deadline.id} of {_span(record.when)}"
    claimed = "claimed " if record.standing == "claimed" else ""
    if isinstance(record, Waiver):
        kind = "abandonment" if record.gives_up else "waiver"
        return f"the {claimed}{kind} of {deadline.id} from {_span(record.effective)}"
    kind = "due date" if record.kind == "original" else record.kind
    return f"the {claimed}{kind} of {deadline.id}" + (f" (“{record.text}”)" if record.text else "")


def _span(days: Days) -> str:
    first, last = (day_text(day) for day in days)
    if first and last:
        return first if first == last else f"between {first} and {last}"
    if first:
        return f"{first} or later, if ever"
    return f"{last} or earlier" if last else "on any day or never"
