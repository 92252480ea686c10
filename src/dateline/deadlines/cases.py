"""Deadlines as JSON objects, one self-contained case each; no database is needed.

The keys of a case:

- `id`: optional name, repeated in the answer
- `due`: null or {cutoff, or due and rule, or what curated records say of counting (`within`, `after` ...); text, known,
  in_force, standing}
- `fulfilled`: null or {when, known, standing, retracted}: `when` is that of the deed itself
- `status`: any number of {level, when, known, standing, retracted}
- `waived`: null, or one or a list of {effective, known, standing, retracted, basis}
- `amendments`: any number of {due, rule, effective, known, kind, standing, reinstates, text}
- `unmet_as_of`: optional day on which a source has the commitment outstanding
- `as_of`, `known_at`: the day judged and the last day of knowledge
- `silence`: "unmet" (default) or "unknown"; `threshold` (3): the level that counts as done; `observed_through`
- `horizon`: optional day of an expected event; `tz`: the time zone of times of day from which it counts

A date is EDTF; an interval is [first, last] with null for no bound. Values, defaults and faults are those of curated
records: an amendment takes effect when it is known, a correction corrects an earlier entry, a retraction has its day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from dateline.counting import Counting
from dateline.dates import FAR_FUTURE, FAR_PAST, Date, day_text, parse, parse_day
from dateline.deadlines.courses import uncorrecting
from dateline.deadlines.evidence import DONE, Silence
from dateline.deadlines.reading_rules import RULES, cutoff
from dateline.errors import InvalidQuery
from dateline.model import Days, Deadline, DueAssertion, Standing, StatusReport, Waiver
from dateline.names import nearest

Json = Mapping[str, Any]
Choice = TypeVar("Choice", bound=str)

COUNTED = (
    "within", "after", "before", "of", "counting", "roll", "holidays", "free", "grace", "whichever", "alternatives",
)  # fmt: skip
"""The keys of a due date that say how it is counted, as in curated records."""
_KEYS = {
    "the case": (
        "id", "programme", "title", "due", "fulfilled", "status", "waived", "amendments", "unmet_as_of", "as_of",
        "known_at", "silence", "threshold", "observed_through", "horizon", "why", "note", "tz",
    ),
    "due": ("cutoff", "due", "rule", "text", "known", "in_force", "standing", *COUNTED),
    "fulfilled": ("when", "known", "standing", "retracted"),
    "status": ("level", "when", "known", "standing", "retracted"),
    "waived": ("effective", "known", "standing", "retracted", "basis"),
    "amendments": ("due", "rule", "text", "effective", "known", "kind", "standing", "reinstates", *COUNTED),
}  # fmt: skip
"""The keys of each part of a case; those that begin with "expected_" say what somebody expects, and are left alone."""
STANDINGS: tuple[Standing, ...] = ("confirmed", "claimed", "retracted")
SILENCES: tuple[Silence, ...] = ("unmet", "unknown")
CHANGES: tuple[Literal["amendment", "correction"], ...] = ("amendment", "correction")
OPEN_ENDED = (FAR_FUTURE, FAR_FUTURE)
_EVER = (FAR_PAST, FAR_FUTURE)
Record = TypeVar("Record", StatusReport, Waiver)


@dataclass(frozen=True, slots=True)
class Case:
    """A deadline with the arguments to judge it by; `horizon` is None if none was asked for."""

    deadline: Deadline
    as_of: int
    known_at: int
    silence: Silence = "unmet"
    horizon: Days | None = None
    threshold: int = DONE
    observed_through: int | None = None


def read_case(case: Json) -> Case:
    """Read one case.

    Raises InvalidDate for a day that is none, and InvalidQuery for a missing or unknown key, a value of the wrong
    kind, and a correction that corrects nothing.
    """
    if not isinstance(case, Mapping):
        raise InvalidQuery("a case must be a JSON object", hint='for example {"as_of": "2000-10-15", ...}')
    _check_keys(case, "the case")
    horizon, watched = case.get("horizon"), case.get("observed_through")
    return Case(
        deadline=_deadline(case),
        as_of=_day(case, "as_of"),
        known_at=_day(case, "known_at"),
        silence=_one_of(SILENCES, case.get("silence") or "unmet", "silence"),
        horizon=None if horizon is None else _interval(horizon, "horizon"),
        threshold=_threshold(case.get("threshold", DONE)),
        observed_through=None if watched is None else _day(case, "observed_through"),
    )


def _check_keys(part: Json, name: str) -> None:
    for key in part:
        if key not in _KEYS[name] and not key.startswith("expected_"):
            near = nearest(key, _KEYS[name], 1)
            raise InvalidQuery(
                f"unknown key {key!r} in {name}",
                hint=f"did you mean {near[0]!r}?" if near else f"write {', '.join(_KEYS[name])}",
            )


def _threshold(value: object) -> int:
    if type(value) is not int or not 1 <= value <= DONE:
        raise InvalidQuery(f"threshold must be 1, 2 or 3, not {value!r}")
    return value


def _deadline(case: Json) -> Deadline:
    due = _zoned(case, _part(case, "due"))
    name = str(case.get("id") or "case")
    text = due.get("text") if due else None
    dues = (
        *([_original(due)] if due else []),
        *(_change(_zoned(case, each) or each) for each in _parts(case, "amendments")),
    )
    if uncorrecting(dues):
        hint = "give the effective day of what it corrects; without one it corrects the original"
        raise InvalidQuery("a correction that corrects nothing", hint=hint)
    waived = [case["waived"]] if isinstance(case.get("waived"), Mapping) else _parts(case, "waived")
    for waiver in waived:
        _check_keys(waiver, "waived")
    return Deadline(
        id=name,
        programme=str(case.get("programme") or "cases"),
        title=str(case.get("title") or text or name),
        due=dues,
        status=tuple(_reports(case)),
        waivers=tuple(each for waiver in waived for each in _with_retraction(_waiver(waiver), waiver)),
    )


def _original(due: Json) -> DueAssertion:
    known = _optional(due, "known")
    days, date, counting = _counted(due, _last_days)
    return DueAssertion(
        kind="original",
        cutoff=days,
        due=date,
        text=due.get("text"),
        rule="within" if counting and counting.cutoff is None else due.get("rule"),
        counting=counting,
        effective=_optional(due, "in_force") or known,
        known=known,
        standing=_standing(due, STANDINGS[:2]),
    )


def _last_days(due: Json) -> tuple[Days, Date | None]:
    if "cutoff" in due or "due" not in due:
        return _cutoff(due.get("cutoff")), None
    return _read_due(due)


def _zoned(case: Json, due: Json | None) -> Json | None:
    """Return a due date in the time zone of the case, where it is counted from a time of day."""
    zone = case.get("tz")
    if not due or zone is None:
        return due
    parts = due.get("alternatives")
    if isinstance(parts, list):
        due = {**due, "alternatives": [_zoned(case, each) if isinstance(each, Mapping) else each for each in parts]}
    return {**due, "tz": zone} if "within" in due else due


def _counted(due: Json, read: Callable[[Json], tuple[Days, Date | None]]) -> tuple[Days, Date | None, Counting | None]:
    """Return the last compliant days of a due date, its date, and how it is counted if it is."""
    if not any(key in due for key in COUNTED):
        return *read(due), None
    from dateline.deadlines.counting.free_days import NoHolidays
    from dateline.deadlines.counting.reckoning import reckoned
    from dateline.deadlines.counting.written import Uncountable, counting_of

    try:
        counting = counting_of(due)
        assert counting is not None
        if any(each.of for each in (counting, *counting.alternatives)):
            hint = "write the date from which it counts: after or before"
            raise InvalidQuery("a case has no horizons and no events (of)", hint=hint)
        if counting.within is None and not counting.whichever:
            days, date = read(due)
            counting = replace(counting, cutoff=days)
            _check_bounded(counting, days)
        elif "cutoff" in due:
            raise InvalidQuery("a due date that is counted has no cutoff of its own", hint="omit cutoff, or within")
        else:
            date = parse(due["due"]) if isinstance(due.get("due"), str) else None
        return reckoned(counting), date, counting
    except (Uncountable, NoHolidays) as error:
        raise InvalidQuery(error.message, error.hint) from None


def _check_bounded(counting: Counting, days: Days) -> None:
    if days[0] <= FAR_PAST or days[1] >= FAR_FUTURE:
        key, wanted = ("roll", "roll") if counting.roll else ("grace", "add grace to")
        raise InvalidQuery(f"an open due date has no day to {wanted}", hint=f"omit {key}")


def _read_due(due: Json) -> tuple[Days, Date | None]:
    """Return the cutoff of the key `due`: a last compliant day, an interval of them, or a date read by a rule."""
    value, rule = due.get("due"), due.get("rule")
    if not isinstance(value, str) or (rule is None and _is_day(value)):
        return _cutoff(value), None
    date = parse(value)
    if rule is None:
        raise InvalidQuery("due needs a rule or a cutoff", hint=f"rule must be one of {', '.join(RULES)}")
    return cutoff(date, str(rule)), date


def _is_day(text: str) -> bool:
    date = parse(text)
    return date.precision == "day" and date.bounds.earliest == date.bounds.latest


def _change(change: Json) -> DueAssertion:
    kind, known = _one_of(CHANGES, change.get("kind") or "amendment", "kind"), _optional(change, "known")
    days, date, counting = _counted(change, _read_due)
    return DueAssertion(
        kind=kind,
        cutoff=days,
        due=date,
        text=change.get("text"),
        rule="within" if counting and counting.cutoff is None else change.get("rule"),
        counting=counting,
        # As in curated records: nobody is bound before anybody knows, and a correction takes the place of another.
        effective=_optional(change, "effective") or (None if kind == "correction" else known),
        known=known,
        standing=_standing(change, STANDINGS[:2]),
        reinstates=_flag(change, "reinstates"),
    )


def _parts(case: Json, key: str) -> list[Json]:
    parts = case.get(key) or []
    if not isinstance(parts, list) or not all(isinstance(part, Mapping) for part in parts):
        raise InvalidQuery(f"{key} must be a list of JSON objects, not {parts!r}")
    for part in parts:
        _check_keys(part, key)
    return parts


def _flag(part: Json, key: str) -> bool:
    value = part.get(key, False)
    if not isinstance(value, bool):
        raise InvalidQuery(f"{key} must be true or false, not {value!r}")
    return value


def _reports(case: Json) -> Iterator[StatusReport]:
    fulfilled = _part(case, "fulfilled")
    if fulfilled:
        yield from _report(fulfilled, (DONE, DONE), deed=True)
    for report in _parts(case, "status"):
        yield from _report(report, _levels(report.get("level")), deed=False)
    if case.get("unmet_as_of") is not None:
        day = _day(case, "unmet_as_of")
        yield StatusReport((0, 0), (day, day))


def _report(part: Json, level: tuple[int, int], *, deed: bool) -> Iterator[StatusReport]:
    value = part.get("when")
    when = _interval(value, "when")
    date = parse(value) if isinstance(value, str) else _written(when)
    if deed and not date.uncertain and not date.approximate:
        date = _written(when)
    report = StatusReport(level, when, date, known=_optional(part, "known"), standing=_standing(part))
    yield from _with_retraction(report, part)


def _written(days: Days) -> Date:
    """Return days as an interval that names both its ends."""
    return parse("/".join(day_text(day) or ".." for day in days)) if days != _EVER else parse("../9999-12-31")


def _levels(value: object) -> tuple[int, int]:
    pair: list[Any] = value if isinstance(value, list) else [value, value]
    if len(pair) != 2 or not all(type(n) is int and 0 <= n <= DONE for n in pair) or pair[0] > pair[1]:
        raise InvalidQuery("level must be 0 to 3, or a list [lowest, highest]")
    return pair[0], pair[1]


def _waiver(waived: Json) -> Waiver:
    effective, known = _interval(waived.get("effective"), "effective"), _optional(waived, "known")
    return Waiver(effective, known=known, standing=_standing(waived), basis=waived.get("basis"))


def _with_retraction(record: Record, part: Json) -> Iterator[Record]:
    """Yield a record, and behind it its retraction if it was taken back."""
    day = _optional(part, "retracted")
    if day is None:
        if record.standing == "retracted":
            hint = "write retracted = the day on which the retraction became known"
            raise InvalidQuery("a retraction needs its day", hint=hint)
        yield record
        return
    yield replace(record, standing="confirmed") if record.standing == "retracted" else record
    yield replace(record, standing="retracted", known=day)


def _part(case: Json, key: str) -> Json | None:
    part = case.get(key)
    if part is not None and not isinstance(part, Mapping):
        raise InvalidQuery(f"{key} must be a JSON object or null, not {part!r}")
    if part:
        _check_keys(part, key)
    return part


def _cutoff(value: object) -> Days:
    """Read a cutoff; null is open-ended, and so is a null last day."""
    return OPEN_ENDED if value is None else _interval(value, "cutoff")


def _optional(part: Json, key: str) -> Days | None:
    return None if part.get(key) is None else _interval(part[key], key)


def _interval(value: object, key: str) -> Days:
    if isinstance(value, str):
        bounds = parse(value).bounds
        return bounds.earliest, bounds.latest
    ends = value
    if not isinstance(ends, list) or len(ends) != 2 or not all(_is_end(end) for end in ends):
        raise InvalidQuery(f"{key} must be a day or [first, last], not {value!r}", hint='as ["2000-01-01", null]')
    first = FAR_PAST if ends[0] is None else parse_day(ends[0])
    last = FAR_FUTURE if ends[1] is None else parse_day(ends[1])
    if first > last:
        raise InvalidQuery(f"{key} ends before it starts: {value!r}", hint="write the earlier day first")
    return first, last


def _is_end(value: object) -> bool:
    return value is None or isinstance(value, str)


def _day(case: Json, key: str) -> int:
    value = case.get(key)
    if not isinstance(value, str):
        raise InvalidQuery(f"a case needs the day {key!r}", hint=f'for example "{key}": "2000-10-15"')
    return parse_day(value)


def _standing(part: Json, among: tuple[Standing, ...] = STANDINGS) -> Standing:
    return _one_of(among, part.get("standing") or "confirmed", "standing")


def _one_of(choices: tuple[Choice, ...], value: object, key: str) -> Choice:
    for choice in choices:
        if choice == value:
            return choice
    raise InvalidQuery(f"{key} cannot be {value!r}", hint=f"write one of {', '.join(choices)}")
