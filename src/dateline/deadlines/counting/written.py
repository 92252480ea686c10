"""What a due date says about counting, as values of TOML or JSON: one reader for all doors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.counting import Counting
from dateline.dates import Date, InvalidDate, parse, parse_day
from dateline.deadlines.counting.free_days import NoHolidays, free_days
from dateline.deadlines.counting.periods import period
from dateline.deadlines.counting.phrases import phrase
from dateline.deadlines.counting.reckoning import phrase_of, rule_of
from dateline.deadlines.counting.rules import RULES
from dateline.deadlines.reading_rules import RULES as READING_RULES
from dateline.deadlines.reading_rules import cutoff
from dateline.errors import DatelineError
from dateline.light_classes import replace
from dateline.names import nearest

KEYS = (
    "within", "after", "before", "of", "start", "counting", "roll", "holidays", "free", "grace", "tz", "whichever",
    "alternatives",
)  # fmt: skip
"""The keys of a due date that say how it is counted."""
_OF_ALTERNATIVES = (*(key for key in KEYS if key not in ("whichever", "alternatives")), "due", "rule")
_ROLLS = ("following", "preceding")
_WHICHEVER = ("earlier", "later")
Table = Mapping[str, Any]


class Uncountable(DatelineError):
    """A due date that says something about counting that cannot be meant; `key` is the key with the fault."""

    def __init__(self, key: str, message: str, hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.key = key


def counting_of(table: Table, *, frozen: bool = False) -> Counting | None:
    """Return how a due date is counted, None if it says nothing about that.

    What is `frozen` was counted before, so nobody asks for the holidays that it needs.

    Raises:
        Uncountable: what it says cannot be meant.
    """
    if not any(key in table for key in KEYS):
        return None
    found = Counting(
        within=_text(table, "within"),
        after=_date(table, "after"),
        before=_date(table, "before"),
        of=_text(table, "of"),
        start=_date(table, "start"),
        counting=_choice(table, "counting", tuple(RULES)),
        roll=_choice(table, "roll", _ROLLS),
        holidays=_text(table, "holidays"),
        free=_free(table),
        grace=_text(table, "grace"),
        tz=_zone(table),
        whichever=_choice(table, "whichever", _WHICHEVER),
    )
    if found.whichever or "alternatives" in table:
        found = replace(found, alternatives=_alternatives(table, found, frozen=frozen))
    else:
        _check_anchor(found)
    _check_periods(found)
    if not frozen:
        _check_holidays(found)
    return found


def _text(table: Table, key: str) -> str | None:
    value = table.get(key)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise Uncountable(key, f'{key} must be a text in "..."')
    return value.strip() if value else None


def _choice(table: Table, key: str, among: tuple[str, ...]) -> str | None:
    found = _text(table, key)
    if found is not None and found not in among:
        near = nearest(found, among, 1)
        hint = f"did you mean {near[0]!r}?" if near else None
        raise Uncountable(key, f"{key} {found!r} is not one of {', '.join(among)}", hint)
    return found


def _date(table: Table, key: str) -> Date | None:
    text = _text(table, key)
    if text is None:
        return None
    try:
        found = parse(text)
    except InvalidDate as error:
        from dateline.dates.prose.refusals import hint_for, refusal_of

        raise Uncountable(key, refusal_of(key, error), hint_for(error)) from None
    if found.kind == "undated":
        raise Uncountable(
            key, f"{key} cannot be undated: nothing can be counted from it", "give its first and last days"
        )
    return found


def _free(table: Table) -> tuple[int, ...]:
    value = table.get("free", [])
    if not isinstance(value, list) or not all(isinstance(day, str) for day in value):
        raise Uncountable("free", 'free must be a list of days, such as ["2001-01-02"]')
    try:
        return tuple(sorted({parse_day(day) for day in value}))
    except InvalidDate as error:
        raise Uncountable("free", f"free must be a list of days: {error.message}", error.hint) from None


def _zone(table: Table) -> str | None:
    name = _text(table, "tz")
    return name if name is None else checked_zone(name)


def checked_zone(name: str) -> str:
    """Return the name of a time zone.

    Raises:
        Uncountable: there is no such time zone.
    """
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        raise Uncountable("tz", f"there is no time zone {name!r}", "write one such as Europe/Minsk") from None
    return name


def _alternatives(table: Table, found: Counting, *, frozen: bool) -> tuple[Counting, ...]:
    """Return what a due date is the earlier or later of; each may be counted, or a date with its rule."""
    given = table.get("alternatives")
    if not found.whichever or not isinstance(given, list) or len(given) < 2:
        hint = 'alternatives = [{ within = "90 days", after = "..." }, { due = "...", rule = "..." }]'
        needs = "whichever needs two alternatives or more, and alternatives need whichever"
        raise Uncountable("alternatives", needs, hint)
    if any(getattr(found, key) for key in ("within", "after", "before", "of", "counting", "roll", "grace")):
        raise Uncountable("alternatives", "what is counted belongs into the alternatives", "write it in each of them")
    parts = tuple(_alternative(each, frozen=frozen) for each in given)
    if len({each.of for each in parts if each.of}) > 1:
        hint = "make a horizon of it: its dates say when the first, or the last, of them has come"
        raise Uncountable("alternatives", "alternatives count from one horizon at most", hint)
    return parts


def _alternative(table: Any, *, frozen: bool) -> Counting:
    if not isinstance(table, Mapping):
        raise Uncountable("alternatives", "each of the alternatives must be a table")
    for key in table:
        if key not in _OF_ALTERNATIVES:
            near = nearest(key, _OF_ALTERNATIVES, 1)
            hint = f"did you mean {near[0]!r}?" if near else None
            raise Uncountable("alternatives", f"unknown key {key!r} in an alternative", hint)
    try:
        found = counting_of(table, frozen=frozen) or Counting()
        due, rule = _date(table, "due"), _choice(table, "rule", READING_RULES)
    except Uncountable as error:
        raise Uncountable("alternatives", error.message, error.hint) from None
    if (due is None) == (found.within is None):
        raise Uncountable("alternatives", "an alternative has either a period within, or a date due with its rule")
    if due is not None:
        try:
            cutoff(due, rule or "")
        except InvalidDate as error:
            raise Uncountable("alternatives", error.message, error.hint) from None
    return replace(found, due=due, rule=rule)


def _check_anchor(found: Counting) -> None:
    anchors = [key for key in ("after", "before", "of") if getattr(found, key) is not None]
    if found.within is None:
        for key in (*anchors, "counting", "start"):
            if getattr(found, key) is not None:
                raise Uncountable(key, f"{key} needs a period", 'add within = "3 months"')
    elif len(anchors) > 1:
        raise Uncountable(
            anchors[1], f"a period counts from one day, and {' and '.join(anchors)} give several", f"omit {anchors[1]}"
        )
    elif not anchors:
        raise Uncountable(
            "within",
            "the rule within counts from a horizon or event (of) or from a date (after, before)",
            'add of = "...", after = "..." or before = "..."',
        )


def _check_periods(found: Counting) -> None:
    for key, read in (("within", phrase), ("grace", period)):
        text = getattr(found, key)
        try:
            if text is not None:
                read(text)
                if key == "within":
                    _check_halves(found)
        except InvalidDate as error:
            raise Uncountable(key, error.message, error.hint) from None
    if found.grace and not period(found.grace)._replace(working=False).whole:
        raise Uncountable("grace", "a grace period has whole days", "write it in days, weeks or months")


def _check_halves(found: Counting) -> None:
    said = phrase_of(found)
    if (said.period.halves or (said.opens and said.opens.halves)) and rule_of(found).half_month is None:
        hint = 'write the days, or name a rule that says it: counting = "eu-1182-71" (15 days)'
        raise Uncountable("within", "nobody says how many days half a month has", hint)


def _check_holidays(found: Counting) -> None:
    """Refuse holidays that nothing asks for, and a rule that needs them without any."""
    rule = rule_of(found)
    if rule.needs_holidays and not (found.holidays or rule.holidays):
        hint = 'add holidays = "BE": the rule needs the public holidays of a country'
        raise Uncountable("counting", f"{rule.source} moves the last day off public holidays, and none are said", hint)
    working = found.within is not None and phrase(found.within).period.working
    for key in ("holidays", "free"):
        if getattr(found, key) and not (found.roll or rule.rolls or working or _in_working_days(found.grace)):
            raise Uncountable(key, f"{key} changes nothing here", "add roll, working days, or the name of a rule")
    try:
        free_days(found.holidays or rule.holidays)
    except NoHolidays as error:
        raise Uncountable("holidays", error.message, error.hint) from None


def _in_working_days(grace: str | None) -> bool:
    return grace is not None and period(grace).working
