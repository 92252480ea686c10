"""Cases that stand for several deadlines: for each party one, and for each occurrence of what recurs.

The keys besides those of one case are `parties` and `recurs` of the case, `party` and `occurrence` of its records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dateline.dates import InvalidDate, day_text, parse_day
from dateline.deadlines.cases.reading import Case, read_case
from dateline.deadlines.cases.values import Json
from dateline.deadlines.counting.free_days import NoHolidays
from dateline.deadlines.recurring.occurring import called, come_up, occurring
from dateline.deadlines.recurring.rules import has_end
from dateline.errors import InvalidQuery
from dateline.model import DueAssertion
from dateline.names import nearest

_LISTS = ("amendments", "status", "waived")
_OF_ONE = ("fulfilled", "unmet_as_of")
"""What a case says of one deadline alone: it cannot say of which."""
_ROLE = re.compile(r" \([^()]*\)$")


def read_cases(case: Json) -> list[Case]:
    """Read a case: one for each of its parties, and for each occurrence up to the day judged of what recurs.

    Raises InvalidDate and InvalidQuery as `read_case` does.
    """
    return [each for own in _of_parties(case) for each in _of_occurrences(own)]


def _of_parties(case: Json) -> Iterator[Json]:
    """Yield the case of each party, whose id ends with it."""
    parties = case.get("parties") if isinstance(case, dict) else None
    if parties is None:
        _refuse(case, "party", "parties")
        yield case
        return
    if not isinstance(parties, list) or not parties or not all(isinstance(each, str) for each in parties):
        raise InvalidQuery(f"parties must be a list of names, not {parties!r}", hint='as ["belgium", "malta"]')
    names = [_ROLE.sub("", party) for party in parties]
    if len(set(names)) < len(names):
        raise InvalidQuery("a party is there twice", hint="omit one of them")
    _refuse_alone(case, "parties")
    for record in _records(case, "status"):
        if "party" not in record:
            raise InvalidQuery("party is missing", hint='a report is that of one party, or of several: ["a", "b"]')
    wanted = [(record, _named(record, names)) for key in _LISTS for record in _records(case, key)]
    for name in names:
        own = [id(record) for record, of in wanted if name in of]
        yield {
            **{key: value for key, value in case.items() if key != "parties"},
            "id": f"{case.get('id') or 'case'}/{name}",
            **{
                key: [_without(record, "party") for record in _records(case, key) if id(record) in own]
                for key in _LISTS
            },
        }


def _named(record: Json, names: list[str]) -> list[str]:
    """Return the parties that a record names, all if it names none."""
    value = record.get("party", names)
    for name in value if isinstance(value, list) else [value]:
        if name not in names:
            near = nearest(str(name), names, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(names)}"
            raise InvalidQuery(f"{name!r} is not one of the parties", hint)
    return value if isinstance(value, list) else [value]


def _of_occurrences(case: Json) -> Iterator[Case]:
    """Yield the cases of the occurrences of what recurs; any other case is its own."""
    rule = case.get("recurs") if isinstance(case, dict) else None
    if rule is None:
        _refuse(case, "occurrence", "recurs")
        yield read_case(case)
        return
    if not isinstance(rule, str):
        raise InvalidQuery(f"recurs must be a rule, not {rule!r}", hint='such as "FREQ=YEARLY"')
    _refuse_alone(case, "recurs")
    plain = {key: value for key, value in case.items() if key != "recurs"}
    days = {id(record): _day(record, key) for key in _LISTS for record in _records(case, key)}
    whole = read_case({**plain, **{key: [] for key in _LISTS}})
    if not whole.deadline.due:
        raise InvalidQuery("what recurs needs a due date", hint='add "due"')
    named = [day for day in days.values() if day is not None]
    found = _dues(whole.deadline.id, whole.deadline.due[0], rule, whole.as_of, named)
    for day, due in found.items():
        own = {
            key: [_without(r, "occurrence") for r in _records(case, key) if days[id(r)] in (None, day)]
            for key in _LISTS
        }
        yield _occurrence(read_case({**plain, **own}), due)


def _day(record: Json, key: str) -> int | None:
    """Return the occurrence that a record names; a waiver may stand for all of them."""
    value = record.get("occurrence")
    if value is None and key == "waived":
        return None
    if not isinstance(value, str):
        raise InvalidQuery("occurrence must be one of the days on which it recurs", hint='such as "2001-12-31"')
    return parse_day(value)


def _dues(identity: str, due: DueAssertion, rule: str, as_of: int, named: Sequence[int]) -> dict[int, DueAssertion]:
    """Return the due dates of the occurrences by their last days: all, or without end those of interest."""
    try:
        found = occurring(due, rule) if has_end(rule) else come_up(identity, due, rule, as_of, named)
        days = {each.cutoff[1]: each for each in found}
    except (InvalidDate, NoHolidays) as error:
        raise InvalidQuery(error.message, error.hint) from None
    for day in named:
        if day not in days:
            near = ", ".join(str(day_text(each)) for each in list(days)[:3])
            raise InvalidQuery("occurrence must be one of the days on which it recurs", hint=near)
    return days


def _occurrence(case: Case, due: DueAssertion) -> Case:
    first, *others = case.deadline.due
    if others:
        # What changes it may have come before its turn, so it stands from the beginning.
        due = replace(due, effective=first.effective)
    deadline = replace(case.deadline, id=called(case.deadline.id, due), due=(due, *others))
    return replace(case, deadline=deadline)


def _records(case: Json, key: str) -> list[Any]:
    found = case.get(key) or []
    return [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, dict)]


def _without(record: Json, key: str) -> Json:
    return {name: value for name, value in record.items() if name != key}


def _refuse(case: Json, key: str, needed: str) -> None:
    if isinstance(case, dict) and any(key in record for name in _LISTS for record in _records(case, name)):
        raise InvalidQuery(f"{key} needs {needed}", hint=f"add {needed} to the case, or omit {key}")


def _refuse_alone(case: Json, key: str) -> None:
    for name in _OF_ONE:
        if case.get(name) is not None:
            hint = "write it as a report in status, which names its party and its occurrence"
            raise InvalidQuery(f"{name} does not say of which of several deadlines it is, as {key} makes them", hint)
