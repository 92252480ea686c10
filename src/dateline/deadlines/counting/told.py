"""How a last compliant day was counted, a sentence for each step."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.counting import Counting
from dateline.dates import FAR_FUTURE, FAR_PAST, InvalidDate, day_text, parse, to_prose
from dateline.deadlines.counting.free_days import NoHolidays, weekend_days
from dateline.deadlines.counting.phrases import directed, phrase
from dateline.deadlines.counting.reckoning import COUNTED, OFF_FREE_DAYS, OPENS, READ, Step, origin_days, rule_of, steps
from dateline.model import Days, DueAssertion

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def told(due: DueAssertion) -> list[str]:
    """Return how the last compliant day of a due date was counted, a sentence for each step; empty if it was not.

    What cannot be counted any more, or comes out otherwise than it was kept, is said.
    """
    counting = due.counting
    if counting is None:
        return []
    try:
        if due.awaits is not None:
            return [_awaiting(counting)]
        found = list(_sentences(counting))
        days = list(steps(counting))[-1].after
    except (InvalidDate, NoHolidays) as error:
        return [f"counted before, and cannot be counted here: {error.message}"]
    if days != due.cutoff:
        found.append(f"counted anew it is {days_words(days)}, not {days_words(due.cutoff)}: dateline deadlines recount")
    return found


def _awaiting(counting: Counting) -> str:
    parts = counting.alternatives or (counting,)
    words = "; ".join(map(_plan, parts))
    return f"whichever is {counting.whichever}: {words}" if counting.whichever else words


def _plan(counting: Counting) -> str:
    """Return what will be counted."""
    if counting.within is None:
        return f"{counting.due} by the rule {counting.rule}"
    return _counted_words(counting, origin_days(counting) if counting.origin is not None else None)


def _sentences(counting: Counting) -> Iterator[str]:
    for place, each in enumerate(counting.alternatives, 1):
        for sentence in _sentences(each):
            yield f"({place}) {sentence}"
    for step in steps(counting):
        if step.words == COUNTED:
            yield f"{_counted_words(counting, step.before)} = {days_words(step.after)}"
        elif step.words == OPENS:
            yield f"the window opens {days_words(step.after)}: nobody judges what was done before that day"
        elif step.words.startswith(OFF_FREE_DAYS):
            yield _moved_words(step, counting)
        elif step.words == READ:
            if counting.due is not None:
                yield f"{counting.due} by the rule {counting.rule} = {days_words(step.after)}"
        else:
            yield f"{step.words} = {days_words(step.after)}"
    if (rule := rule_of(counting)).name and not any(rule.source in step.words for step in steps(counting)):
        yield f"counted by: {rule.source}"


def _counted_words(counting: Counting, begin: Days | None) -> str:
    """Return what is counted from what: "8 weeks after 3 March 2000"."""
    said = directed(phrase(counting.within or ""), backwards=counting.before is not None)
    way = "before" if said.backwards else "after"
    text = (counting.within or "").removesuffix(" before").removesuffix(" after")
    name = counting.of or ""
    if begin is None:
        return f"{text} {way} {name}"
    origin = counting.origin
    days = days_words(begin)
    if origin is not None and origin.kind == "datetime":
        days = f"{origin.edtf} ({days}{f' in {counting.tz}' if counting.tz else ''})"
    return f"{text} {way} {name} ({days})" if name else f"{text} {way} {days}"


def _moved_words(step: Step, counting: Counting) -> str:
    says = step.words.removeprefix(OFF_FREE_DAYS)
    if step.before[0] != step.before[1]:
        return f"moved off free days to {days_words(step.after)}{says}"
    day, to = step.before[0], step.after[0]
    weekend = weekend_days(counting.holidays or rule_of(counting).holidays)
    free = f"a {_weekday(day)}" if (day - 1) % 7 in weekend else "a holiday"
    return f"moved from {free} to {_weekday(to)} {days_words(step.after)}{says}"


def _weekday(day: int) -> str:
    return _WEEKDAYS[(day - 1) % 7]


def days_words(days: Days) -> str:
    """Return days in words: 28 April 2000, or both ends."""
    first, last = (None if not FAR_PAST < day < FAR_FUTURE else _day_words(day) for day in days)
    if first and last:
        return first if first == last else f"{first} to {last}"
    if first:
        return f"{first} or later"
    return f"{last} or earlier" if last else "an unknown day"


def _day_words(day: int) -> str:
    return to_prose(parse(str(day_text(day))))
