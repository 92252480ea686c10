"""The due dates of a case, read and counted as those of curated records are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from dateline.counting import Counting
from dateline.dates import FAR_FUTURE, FAR_PAST, Date
from dateline.dates.undated import UNDATED
from dateline.deadlines.cases.values import (
    CHANGES,
    COUNTED,
    STANDINGS,
    Json,
    check_keys,
    date_of,
    days_of,
    flag_of,
    interval_of,
    one_of,
    standing_of,
    with_retraction,
)
from dateline.deadlines.reading_rules import RULES, cutoff
from dateline.errors import InvalidQuery
from dateline.model import Days, DueAssertion, DueKind, Horizon, HorizonDate

_OPEN_ENDED = (FAR_FUTURE, FAR_FUTURE)


@dataclass(frozen=True, slots=True)
class Around:
    """What a case has to count from: its time zone, the dates of its events, and its horizons."""

    zone: str | None = None
    events: Mapping[str, Date] = field(default_factory=dict)
    horizons: Mapping[str, Horizon] = field(default_factory=dict)


def around_of(case: Json) -> Around:
    """Return what a case has to count from."""
    zone = case.get("tz")
    if zone is not None and not isinstance(zone, str):
        raise InvalidQuery(f"tz must be the name of a time zone, not {zone!r}", hint='such as "Europe/Minsk"')
    events = {name: _event(name, value) for name, value in _mapping(case, "events").items()}
    horizons = {name: _horizon(name, value) for name, value in _mapping(case, "horizons").items()}
    for name in events.keys() & horizons.keys():
        hint = "keep it in events if it has a date, and in horizons if it may still come"
        raise InvalidQuery(f"{name!r} is an event and a horizon too", hint=hint)
    return Around(zone, events, horizons)


def _mapping(case: Json, key: str) -> Json:
    value = case.get(key) or {}
    if not isinstance(value, Mapping):
        raise InvalidQuery(f"{key} must be a JSON object of names, not {value!r}")
    return value


def _event(name: str, value: object) -> Date:
    date = date_of(value, f"the event {name!r}:") if isinstance(value, str) and value != UNDATED else None
    if date is None:
        raise InvalidQuery(f"the event {name!r} has no date", hint=f'write "events": {{"{name}": "2000-03-05"}}')
    return date


def _horizon(name: str, value: object) -> Horizon:
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        hint = f'write "horizons": {{"{name}": [{{"when": "2000-03-05", "known": "2000-04-01"}}]}}'
        raise InvalidQuery(f"the horizon {name!r} must be a list of statements of its day", hint=hint)
    return Horizon(name, name, dates=tuple(stated for each in value for stated in with_retraction(_stated(each), each)))


def _stated(statement: Json) -> HorizonDate:
    check_keys(statement, "horizons")
    value = statement.get("when")
    date = date_of(value, "when") if isinstance(value, str) else None
    when = interval_of(value, "when")
    return HorizonDate(when, date, known=days_of(statement, "known"), standing=standing_of(statement))


def original(due: Json, around: Around) -> DueAssertion:
    """Return the due date of a case."""
    known = days_of(due, "known")
    effective = days_of(due, "in_force") or known
    return _due("original", due, around, _last_days, effective)


def change(changed: Json, around: Around) -> DueAssertion:
    """Return an amendment, or a correction, of the due date of a case."""
    kind, known = one_of(CHANGES, changed.get("kind") or "amendment", "kind"), days_of(changed, "known")
    # As in curated records: nobody is bound before anybody knows, and a correction takes the place of another.
    effective = days_of(changed, "effective") or (None if kind == "correction" else known)
    return _due(kind, changed, around, _read_due, effective)


def _due(
    kind: DueKind,
    due: Json,
    around: Around,
    read: Callable[[Json], tuple[Days, Date | None]],
    effective: Days | None,
) -> DueAssertion:
    found = DueAssertion(
        kind=kind,
        cutoff=_OPEN_ENDED,
        text=due.get("text"),
        effective=effective,
        known=days_of(due, "known"),
        standing=standing_of(due, STANDINGS[:2]),
        reinstates=flag_of(due, "reinstates"),
    )
    if any(key in due for key in COUNTED):
        return _counted(found, _zoned(due, around.zone), around, read)
    days, date = read(due)
    return replace(found, cutoff=days, due=date, rule=due.get("rule"))


def _zoned(due: Json, zone: str | None) -> Json:
    """Return a due date in the time zone of the case, where it is counted from a time of day."""
    if zone is None:
        return due
    parts = due.get("alternatives")
    if isinstance(parts, list):
        parts = [_zoned(each, zone) if isinstance(each, Mapping) else each for each in parts]
        due = {**due, "alternatives": parts}
    return {**due, "tz": zone} if "within" in due else due


def _counted(
    found: DueAssertion, due: Json, around: Around, read: Callable[[Json], tuple[Days, Date | None]]
) -> DueAssertion:
    """Return a due date as it is counted, from dates, from an event, or from a horizon that may still come."""
    from dateline.deadlines.counting.anew import awaiting, horizon_of, recounted, related
    from dateline.deadlines.counting.written import Uncountable, counting_of

    try:
        counting = counting_of(due)
        assert counting is not None
        if counting.within is None and not counting.whichever:
            days, date = read(due)
            _check_bounded(counting, days)
            moved = replace(counting, cutoff=days)
            return recounted(replace(found, due=date, rule=due.get("rule"), counting=moved))
        _check_used(due)
        of = horizon_of(counting)
        found = replace(found, rule="within", counting=counting, of=of)
        if of is None:
            return recounted(found)
        if of in around.horizons:
            return recounted(awaiting(found))
        if of not in around.events:
            hint = f'add "events": {{"{of}": "2000-03-05"}}, or "horizons" if it may still come'
            raise InvalidQuery(f"the case has no event and no horizon {of!r}", hint=hint)
        return recounted(related(found, around.events[of], around.zone))
    except Uncountable as error:
        raise InvalidQuery(error.message, error.hint) from None


def _check_used(due: Json) -> None:
    if "cutoff" in due:
        raise InvalidQuery("a due date that is counted has no cutoff of its own", hint="omit cutoff, or within")
    for key in ("due", "rule"):
        if key in due:
            raise InvalidQuery(f"a due date that is counted is not read from {key}", hint=f"omit {key}, or within")


def _check_bounded(counting: Counting, days: Days) -> None:
    if days[0] <= FAR_PAST or days[1] >= FAR_FUTURE:
        key, wanted = ("roll", "roll") if counting.roll else ("grace", "add grace to")
        raise InvalidQuery(f"an open due date has no day to {wanted}", hint=f"omit {key}")


def _last_days(due: Json) -> tuple[Days, Date | None]:
    if "cutoff" in due:
        return _cutoff(due["cutoff"]), date_of(due["due"], "due") if isinstance(due.get("due"), str) else None
    if "due" in due:
        return _read_due(due)
    if due.get("rule"):
        raise InvalidQuery(f"rule {due['rule']!r} reads a due date, and there is none", hint="add due, or omit rule")
    return _OPEN_ENDED, None


def _read_due(due: Json) -> tuple[Days, Date | None]:
    """Return the cutoff of the key `due`: a last compliant day, an interval of them, or a date read by a rule."""
    value, rule = due.get("due"), due.get("rule")
    if not isinstance(value, str) or (rule is None and _is_day(value)):
        return _cutoff(value), None
    date = date_of(value, "due")
    if rule is None:
        raise InvalidQuery("due needs a rule or a cutoff", hint=f"rule must be one of {', '.join(RULES)}")
    return cutoff(date, str(rule)), date


def _is_day(text: str) -> bool:
    date = date_of(text, "due")
    return date.precision == "day" and date.bounds.earliest == date.bounds.latest


def _cutoff(value: object) -> Days:
    """Read a cutoff; null is open-ended, and so is a null last day."""
    return _OPEN_ENDED if value is None else interval_of(value, "cutoff")
