"""A deadline written as one JSON object, with the two days on which to judge it.

One object a line is the input of `dateline deadlines --input FILE.jsonl`:

- `due`: {cutoff, known, in_force, text}; absent or null if no due date was ever recorded
- `fulfilled`: null or {when, known, standing}
- `waived`: null or {effective, known, standing}
- `amendments`: any number of {due, effective, known, kind, standing, reinstates}
- `unmet_as_of`: optional day on which a source has the commitment outstanding
- `as_of`, `known_at`: the day judged and the last day of knowledge
- `silence`: "unmet" (default) or "unknown"
- `horizon`: optional day of an expected event

A day is "YYYY-MM-DD"; an interval is [first, last] with null for no bound, and one day alone may stand for
it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from dateline.dates import FAR_FUTURE, FAR_PAST, parse_day
from dateline.deadlines.evidence import Silence
from dateline.errors import InvalidQuery
from dateline.model import Days, Deadline, DueAssertion, Standing, StatusReport, Waiver

Json = Mapping[str, Any]
Choice = TypeVar("Choice", bound=str)

STANDINGS: tuple[Standing, ...] = ("confirmed", "claimed", "retracted")
SILENCES: tuple[Silence, ...] = ("unmet", "unknown")
CHANGES: tuple[Literal["amendment", "correction"], ...] = ("amendment", "correction")
OPEN_ENDED = (FAR_FUTURE, FAR_FUTURE)


@dataclass(frozen=True, slots=True)
class Case:
    """A deadline with the arguments to judge it by; `horizon` is None if none was asked for."""

    deadline: Deadline
    as_of: int
    known_at: int
    silence: Silence = "unmet"
    horizon: Days | None = None


def read_case(case: Json) -> Case:
    """Read one case.

    Raises InvalidDate for a day that is none, and InvalidQuery for a missing key or a value of the wrong
    kind.
    """
    if not isinstance(case, Mapping):
        raise InvalidQuery("a case must be a JSON object", hint='for example {"as_of": "2000-10-15", ...}')
    horizon = case.get("horizon")
    return Case(
        deadline=_deadline(case),
        as_of=_day(case, "as_of"),
        known_at=_day(case, "known_at"),
        silence=_one_of(SILENCES, case.get("silence") or "unmet", "silence"),
        horizon=None if horizon is None else _interval(horizon, "horizon"),
    )


def _deadline(case: Json) -> Deadline:
    due, waived = _part(case, "due"), _part(case, "waived")
    name = str(case.get("id") or "case")
    text = due.get("text") if due else None
    return Deadline(
        id=name,
        programme=str(case.get("programme") or "cases"),
        title=str(case.get("title") or text or name),
        due=(*([_original(due)] if due else []), *map(_change, _changes(case))),
        status=tuple(_reports(case)),
        waivers=(_waiver(waived),) if waived else (),
    )


def _original(due: Json) -> DueAssertion:
    return DueAssertion(
        kind="original",
        cutoff=_cutoff(due.get("cutoff")),
        text=due.get("text"),
        rule=due.get("rule"),
        effective=_optional(due, "in_force"),
        known=_optional(due, "known"),
        standing=_standing(due),
    )


def _change(change: Json) -> DueAssertion:
    return DueAssertion(
        kind=_one_of(CHANGES, change.get("kind") or "amendment", "kind"),
        cutoff=_cutoff(change.get("due")),
        text=change.get("text"),
        rule=change.get("rule"),
        effective=_optional(change, "effective"),
        known=_optional(change, "known"),
        standing=_standing(change),
        reinstates=_flag(change, "reinstates"),
    )


def _changes(case: Json) -> list[Json]:
    changes = case.get("amendments") or []
    if not isinstance(changes, list) or not all(isinstance(change, Mapping) for change in changes):
        raise InvalidQuery(f"amendments must be a list of JSON objects, not {changes!r}")
    return changes


def _flag(part: Json, key: str) -> bool:
    value = part.get(key, False)
    if not isinstance(value, bool):
        raise InvalidQuery(f"{key} must be true or false, not {value!r}")
    return value


def _reports(case: Json) -> list[StatusReport]:
    reports = []
    fulfilled = _part(case, "fulfilled")
    if fulfilled:
        when, known = _interval(fulfilled.get("when"), "when"), _optional(fulfilled, "known")
        reports.append(StatusReport((3, 3), when, known=known, standing=_standing(fulfilled)))
    if case.get("unmet_as_of") is not None:
        day = _day(case, "unmet_as_of")
        reports.append(StatusReport((0, 0), (day, day)))
    return reports


def _waiver(waived: Json) -> Waiver:
    effective, known = _interval(waived.get("effective"), "effective"), _optional(waived, "known")
    return Waiver(effective, known=known, standing=_standing(waived), basis=waived.get("basis"))


def _part(case: Json, key: str) -> Json | None:
    part = case.get(key)
    if part is not None and not isinstance(part, Mapping):
        raise InvalidQuery(f"{key} must be a JSON object or null, not {part!r}")
    return part


def _cutoff(value: object) -> Days:
    """Read a cutoff; null is open-ended, and so is a null last day."""
    return OPEN_ENDED if value is None else _interval(value, "cutoff")


def _optional(part: Json, key: str) -> Days | None:
    return None if part.get(key) is None else _interval(part[key], key)


def _interval(value: object, key: str) -> Days:
    ends = [value, value] if isinstance(value, str) else value
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


def _standing(part: Json) -> Standing:
    return _one_of(STANDINGS, part.get("standing") or "confirmed", "standing")


def _one_of(choices: tuple[Choice, ...], value: object, key: str) -> Choice:
    for choice in choices:
        if choice == value:
            return choice
    raise InvalidQuery(f"{key} cannot be {value!r}", hint=f"write one of {', '.join(choices)}")
