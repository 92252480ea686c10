"""The values of JSON objects that make up a case, checked as those of curated records are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal, TypeVar

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, InvalidDate, parse, parse_day
from dateline.deadlines.evidence import Silence
from dateline.errors import InvalidQuery
from dateline.model import Days, HorizonDate, Standing, StatusReport, Waiver
from dateline.names import nearest

Json = Mapping[str, Any]
Choice = TypeVar("Choice", bound=str)
Value = TypeVar("Value")
Record = TypeVar("Record", StatusReport, Waiver, HorizonDate)

COUNTED = (
    "within", "after", "before", "of", "counting", "roll", "holidays", "free", "grace", "whichever", "alternatives",
)  # fmt: skip
"""The keys of a due date that say how it is counted, as in curated records."""
_KEYS = {
    "the case": (
        "id", "programme", "title", "due", "fulfilled", "status", "waived", "amendments", "unmet_as_of", "as_of",
        "known_at", "silence", "threshold", "observed_through", "horizon", "why", "note", "tz", "events", "horizons",
    ),
    "due": ("cutoff", "due", "rule", "text", "known", "in_force", "standing", *COUNTED),
    "fulfilled": ("when", "known", "standing", "retracted"),
    "status": ("level", "when", "known", "standing", "retracted"),
    "waived": ("effective", "known", "standing", "retracted", "basis"),
    "horizons": ("when", "known", "standing", "retracted"),
    "amendments": ("due", "rule", "text", "effective", "known", "kind", "standing", "reinstates", *COUNTED),
}  # fmt: skip
"""The keys of each part of a case; those that begin with "expected_" say what somebody expects, and are left alone."""
STANDINGS: tuple[Standing, ...] = ("confirmed", "claimed", "retracted")
SILENCES: tuple[Silence, ...] = ("unmet", "unknown")
CHANGES: tuple[Literal["amendment", "correction"], ...] = ("amendment", "correction")


def check_keys(part: Json, name: str) -> None:
    """Refuse a key that a part of a case does not have."""
    for key in part:
        if key not in _KEYS[name] and not key.startswith("expected_"):
            near = nearest(key, _KEYS[name], 1)
            raise InvalidQuery(
                f"unknown key {key!r} in {name}",
                hint=f"did you mean {near[0]!r}?" if near else f"write {', '.join(_KEYS[name])}",
            )


def part_of(case: Json, key: str) -> Json | None:
    """Return a part of a case, None if it has none."""
    part = case.get(key)
    if part is not None and not isinstance(part, Mapping):
        raise InvalidQuery(f"{key} must be a JSON object or null, not {part!r}")
    if part:
        check_keys(part, key)
    return part


def parts_of(case: Json, key: str) -> list[Json]:
    """Return the parts of a list in a case."""
    parts = case.get(key) or []
    if not isinstance(parts, list) or not all(isinstance(part, Mapping) for part in parts):
        raise InvalidQuery(f"{key} must be a list of JSON objects, not {parts!r}")
    for part in parts:
        check_keys(part, key)
    return parts


def flag_of(part: Json, key: str) -> bool:
    """Return a value that is true or false, false by default."""
    value = part.get(key, False)
    if not isinstance(value, bool):
        raise InvalidQuery(f"{key} must be true or false, not {value!r}")
    return value


def interval_of(value: object, key: str) -> Days:
    """Return the days of a date or of [first, last]."""
    if isinstance(value, str):
        bounds = date_of(value, key).bounds
        return bounds.earliest, bounds.latest
    ends = value
    if not isinstance(ends, list) or len(ends) != 2 or not all(_is_end(end) for end in ends):
        raise InvalidQuery(f"{key} must be a day or [first, last], not {value!r}", hint='as ["2000-01-01", null]')
    first = FAR_PAST if ends[0] is None else _read(parse_day, ends[0], key)
    last = FAR_FUTURE if ends[1] is None else _read(parse_day, ends[1], key)
    if first > last:
        raise InvalidQuery(f"{key} ends before it starts: {value!r}", hint="write the earlier day first")
    return first, last


def date_of(text: str, key: str) -> Date:
    """Return the date of a text; only an event can be undated."""
    date = _read(parse, text, key)
    if date.kind == "undated":
        raise InvalidQuery(f"{key} cannot be undated: only an event can", hint="give its earliest and latest days")
    return date


def _read(reader: Callable[[str], Value], text: str, key: str) -> Value:
    try:
        return reader(text)
    except InvalidDate as error:
        from dateline.dates.prose.refusals import hint_for, refusal_of

        raise InvalidDate(text, refusal_of(key, error), hint=hint_for(error)) from None


def name_of(case: Json) -> str:
    """Return the id of a case, which it may lack."""
    name = case.get("id")
    if name is not None and (isinstance(name, bool) or not isinstance(name, str | int)):
        raise InvalidQuery(f"id must be a text or a whole number, not {name!r}")
    return "case" if name in (None, "") else str(name)


def _is_end(value: object) -> bool:
    return value is None or isinstance(value, str)


def day_of(case: Json, key: str) -> int:
    """Return a day that a case must have."""
    value = case.get(key)
    if not isinstance(value, str):
        raise InvalidQuery(f"a case needs the day {key!r}", hint=f'for example "{key}": "2000-10-15"')
    return _read(parse_day, value, key)


def days_of(part: Json, key: str) -> Days | None:
    """Return days as `interval_of` does, None where there are none."""
    return None if part.get(key) is None else interval_of(part[key], key)


def standing_of(part: Json, among: tuple[Standing, ...] = STANDINGS) -> Standing:
    """Return how a record stands."""
    return one_of(among, part.get("standing") or "confirmed", "standing")


def one_of(choices: tuple[Choice, ...], value: object, key: str) -> Choice:
    """Return one of the choices."""
    for choice in choices:
        if choice == value:
            return choice
    raise InvalidQuery(f"{key} cannot be {value!r}", hint=f"write one of {', '.join(choices)}")


def with_retraction(record: Record, part: Json) -> Iterator[Record]:
    """Yield a record, and behind it its retraction if it was taken back."""
    day = days_of(part, "retracted")
    if day is None:
        if record.standing == "retracted":
            hint = "write retracted = the day on which the retraction became known"
            raise InvalidQuery("a retraction needs its day", hint=hint)
        yield record
        return
    if record.known is not None and day[1] < record.known[0]:
        raise InvalidQuery("retracted before it was known", hint="correct one of the two days")
    yield replace(record, standing="confirmed") if record.standing == "retracted" else record
    yield replace(record, standing="retracted", known=day)
