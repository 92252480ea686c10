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

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, day_text, parse
from dateline.deadlines.cases.dues import around_of, change, original
from dateline.deadlines.cases.values import (
    SILENCES,
    Json,
    check_keys,
    date_of,
    day_of,
    days_of,
    interval_of,
    name_of,
    one_of,
    part_of,
    parts_of,
    standing_of,
    with_retraction,
)
from dateline.deadlines.conditions import resolved
from dateline.deadlines.contradictions import contradictions
from dateline.deadlines.evidence import DONE, Silence
from dateline.errors import InvalidQuery
from dateline.model import Days, Deadline, StatusReport, Waiver

_EVER = (FAR_PAST, FAR_FUTURE)


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
    kind, and records that contradict each other.
    """
    if not isinstance(case, Mapping):
        raise InvalidQuery("a case must be a JSON object", hint='for example {"as_of": "2000-10-15", ...}')
    check_keys(case, "the case")
    horizon, watched = case.get("horizon"), case.get("observed_through")
    return Case(
        deadline=_deadline(case),
        as_of=day_of(case, "as_of"),
        known_at=day_of(case, "known_at"),
        silence=one_of(SILENCES, case.get("silence") or "unmet", "silence"),
        horizon=None if horizon is None else interval_of(horizon, "horizon"),
        threshold=_threshold(case.get("threshold", DONE)),
        observed_through=None if watched is None else day_of(case, "observed_through"),
    )


def _threshold(value: object) -> int:
    if type(value) is not int or not 1 <= value <= DONE:
        raise InvalidQuery(f"threshold must be 1, 2 or 3, not {value!r}")
    return value


def _deadline(case: Json) -> Deadline:
    around, due = around_of(case), part_of(case, "due")
    name = name_of(case)
    text = due.get("text") if due else None
    dues = (
        *([original(due, around)] if due else []),
        *(change(each, around) for each in parts_of(case, "amendments")),
    )
    deadline = Deadline(
        id=name,
        programme=str(case.get("programme") or "cases"),
        title=str(case.get("title") or text or name),
        due=dues,
        status=tuple(_reports(case)),
        waivers=tuple(each for waived in waived_of(case) for each in with_retraction(_waiver(waived), waived)),
    )
    for each in contradictions(deadline):
        raise InvalidQuery(each.message, each.hint)
    return resolved(deadline, around.horizons)


def waived_of(case: Json) -> list[Json]:
    """Return the waivers of a case, of which there may be one without a list."""
    waived = [case["waived"]] if isinstance(case.get("waived"), Mapping) else parts_of(case, "waived")
    for waiver in waived:
        check_keys(waiver, "waived")
    return waived


def _reports(case: Json) -> Iterator[StatusReport]:
    fulfilled = part_of(case, "fulfilled")
    if fulfilled:
        yield from _report(fulfilled, (DONE, DONE), deed=True)
    for report in parts_of(case, "status"):
        yield from _report(report, _levels(report.get("level")), deed=False)
    if case.get("unmet_as_of") is not None:
        day = day_of(case, "unmet_as_of")
        yield StatusReport((0, 0), (day, day))


def _report(part: Json, level: tuple[int, int], *, deed: bool) -> Iterator[StatusReport]:
    value = part.get("when")
    when = interval_of(value, "when")
    date = date_of(value, "when") if isinstance(value, str) else _written(when)
    if deed and not date.uncertain and not date.approximate:
        date = _written(when)
    report = StatusReport(level, when, date, known=days_of(part, "known"), standing=standing_of(part))
    yield from with_retraction(report, part)


def _written(days: Days) -> Date:
    """Return days as an interval that names both its ends."""
    return parse("/".join(day_text(day) or ".." for day in days)) if days != _EVER else parse("../9999-12-31")


def _levels(value: object) -> tuple[int, int]:
    pair: list[Any] = value if isinstance(value, list) else [value, value]
    if len(pair) != 2 or not all(type(n) is int and 0 <= n <= DONE for n in pair) or pair[0] > pair[1]:
        raise InvalidQuery("level must be 0 to 3, or a list [lowest, highest]")
    return pair[0], pair[1]


def _waiver(waived: Json) -> Waiver:
    effective, known = interval_of(waived.get("effective"), "effective"), days_of(waived, "known")
    return Waiver(effective, known=known, standing=standing_of(waived), basis=waived.get("basis"))
