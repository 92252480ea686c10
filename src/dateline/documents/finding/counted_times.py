"""Times that count from another: two days later, the next year, that month, today, Friday."""

from __future__ import annotations

from dateline.dates.prose.vocabulary import WEEKDAYS
from dateline.documents.finding.context import Context
from dateline.documents.finding.letters import REFERENCES
from dateline.documents.finding.meaning import Meaning, day_meaning, pointing
from dateline.documents.finding.parts import Parts
from dateline.documents.finding.surroundings import Surroundings
from dateline.documents.finding.values import When, day_of_when, moved, of_day, when_of, within


def counted(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "two years later", "a year earlier", "three months ago"."""
    word, later = parts.words[-1], parts.letters[-1] == "f"
    if word in ("after", "before") and around.letter_behind not in ("c", "!", ")", "P", "z"):
        return None  # what follows is what it counts from
    ago = parts.letters[-1] == "g"
    anchor = context.now if ago else context.last or context.written
    if not later and context.news and context.is_to_come(anchor):
        anchor = context.written
    if anchor is None or parts.unit is None:
        return None
    if parts.vague:
        return pointing("future" if later else "past", "counts nothing exactly")
    count = parts.numbers[0] if parts.numbers else 1
    when = moved(anchor, count if later else -count, parts.unit)
    around_week = ago or around.letter_behind == "z"
    if when is not None and around_week and context.news and parts.unit == "week":
        when = within(when, "week")
    if when is None:
        return pointing("none", "counts in a unit finer than what is known")
    return Meaning(when, "counted", later, anchor=anchor)


def from_now(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "two years from now", and "a week from Friday" as no time of its own."""
    if parts.words[-2] != "from" or parts.words[-1] not in ("now", "today") or parts.unit is None:
        return None
    if parts.vague or context.written is None or not context.news:
        return pointing("future", "counts from the day of the reader")
    when = moved(context.written, parts.numbers[0] if parts.numbers else 1, parts.unit)
    return None if when is None else Meaning(when, "counted", main=False, anchor=context.written)


def next_alone(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read the next of "this month and next"."""
    unit, anchor = around.unit_before(), context.near
    when = moved(anchor, 1, unit) if anchor is not None and anchor.unit == unit and parts.words == ["next"] else None
    return None if when is None else Meaning(when, "counted from what was told", main=False, anchor=anchor)


def count_from_right(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read the ten of "ten, fifteen and twenty years earlier"."""
    right = around.counted_right()
    return (
        None if right is None else counted(Parts((*parts.words, *right[0]), parts.letters + right[1]), context, around)
    )


def uncounted(parts: Parts, context: Context, around: Surroundings) -> Meaning:
    """Read "weeks later", which does not say how many."""
    return pointing("past" if parts.letters[-1] == "b" else "future", "does not say how many")


def from_event(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "two days after the treaty", when the event has a name that the database or the text has a time for."""
    of_told = around.behind in ("that", "this") and around.is_alone()
    if of_told or parts.words[-1] not in ("after", "before"):
        return counted(parts, context, around)
    if parts.unit is None or parts.vague:
        return None
    phrase = around.phrase()
    named = context.named(phrase) if context.named else None
    anchor = when_of(named) if named else None
    if named and anchor is None:
        return pointing("anchored", "counted from a named event")._replace(named=named)
    names = [word for word in phrase if word[0].isupper()]
    if anchor is None and names:
        anchor = around.told_with(names, context.history)
    if anchor is None:
        return None
    count = parts.numbers[0] if parts.numbers else 1
    when = moved(anchor, count if parts.words[-1] == "after" else -count, parts.unit)
    if when is None and named:
        return pointing("anchored", "counted from a named event")._replace(named=named)
    return None if when is None else Meaning(when, "counted from a named event", main=False, anchor=anchor)


def same(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "that year", "the same day", "later this month"."""
    if parts.words[-1].endswith("s"):
        return pointing("present" if "these" in parts.words else "none")
    if "this" in parts.words and parts.unit == "day" and not context.news and context.last is not None:
        return end_of(parts, context, around)
    anchor = context.written if context.news and "this" in parts.words else context.near or context.written
    if anchor is None or parts.unit is None:
        return None
    others = (context.last, context.written if context.news else context.main_month)
    for each in (anchor, *others):
        when = within(each, parts.unit) if each is not None else None
        if when is not None:
            return Meaning(when, "the same time", anchor=each)
    return None


def following(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "the next day", "last year", "the year before"."""
    step = parts.step or (1 if parts.letters[-1] == "f" else -1)
    told = (
        ("t" in parts.letters and parts.unit == "day")
        or {"following", "subsequent", "previous", "preceding"} & set(parts.words)
        or parts.letters[-1] in "bf"
    )
    anchor = context.last if told and context.last is not None else context.now
    if context.news and context.is_to_come(anchor):
        anchor = context.written  # what was told last is still to come
    if anchor is None or parts.unit is None:
        return None
    if "past" in parts.words or parts.words[-1] in ("weeks", "months", "years", "decades", "centuries", "days"):
        return pointing("future" if step > 0 else "past", "a period around the time told")
    if parts.unit == "weekend" or (context.news and parts.unit == "week"):
        return _next_week(anchor, step, parts.unit)
    when = moved(anchor, step, parts.unit)
    if when is None and told and context.near is not None:
        anchor = context.near
        when = moved(anchor, step, parts.unit)
    return None if when is None else Meaning(when, "counted from what was told", step > 0, anchor=anchor)


def _next_week(anchor: When, step: int, unit: str) -> Meaning | None:
    here = within(anchor, unit)
    when = moved(here, step, unit) if here is not None else None
    if when is None:
        return None
    return Meaning(when._replace(unit=unit), "counted from what was told", step > 0, anchor=here)


def end_of(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "the end of the month", "later in the year", "month's end"."""
    anchor = context.now
    if "turn" in parts.words:
        return pointing("ambiguous", "the turn of a century that is not named")
    if anchor is None or parts.unit is None or (parts.letters[-2:] == "Ux" and parts.words[-1] not in ("end", "start")):
        return None
    when = within(anchor, parts.unit)
    if when is not None and parts.step:
        when = moved(when, parts.step, parts.unit)
        when = when and when._replace(unit=parts.unit)
    return None if when is None else Meaning(when, "part of the time told", anchor=anchor)


def unit_alone(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "the year" and "the month" as those of the text, and "the weekend" as the last one or the next."""
    if parts.unit == "weekend" and context.now is not None:
        return _next_week(context.now, 0 if around.looks_ahead() else -1, "weekend")
    return end_of(parts, context, around) if parts.unit in ("month", "year") else None


def day_alone(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "the 20th" as a day of the month of the text."""
    if context.year is None or context.month is None:
        return None
    if around.letter_behind == "." and (around.before != "on" or not parts.words[-1][0].isdigit()):
        return None
    return day_meaning(context.year, context.month, parts.ordinals[0], "day in the month of the text")


def weekday(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "Friday": in news the last one, or the next where the sentence looks ahead; else the nearest."""
    anchor = context.written if context.news else context.last
    if anchor is None or anchor.day is None:
        return None
    if around.weekday_before() and context.near is not None and context.near.day is not None:
        anchor = context.near
        start = day_of_when(anchor)
        return Meaning(of_day(start + _days_ahead(parts, start)), "weekday", main=False, anchor=anchor)
    start = day_of_when(anchor)
    ahead = _days_ahead(parts, start)
    if context.news:
        coming = "n" in parts.letters or ("v" not in parts.letters and around.looks_ahead())
        step = ahead if coming or not ahead else ahead - 7
        step += (7 if coming else -7) if not ahead and set(parts.letters) & {"n", "v"} else 0
    else:
        step = ahead - 7 if ahead > 3 else ahead
    return Meaning(of_day(start + step), "weekday", main=False, anchor=anchor)


def _days_ahead(parts: Parts, start: int) -> int:
    return (WEEKDAYS.index(parts.words[-1]) - (start - 1) % 7) % 7


def time(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "at this time" and "that period", which name no time, and "this date"."""
    if parts.letters == "T":
        return pointing("present") if (around.before, parts.words) == ("to", ["date"]) else None
    if parts.words[-1] == "date" and "z" in parts.letters and context.last is not None:
        return _that_day(context.last)
    if parts.words[-1] == "time" and around.behind == "being":
        return pointing("present")._replace(last=len(parts.words) + 1)
    now = parts.words == ["the", "moment"] and around.before == "at" and around.behind.lower() != "of"
    if parts.words[-1] in ("time", "date") and around.letter_before != "i":
        return None
    return pointing("present" if now or parts.words[-2:] == ["this", "time"] else "none")


def _that_day(last: When) -> Meaning | None:
    when = within(last, "day")
    return None if when is None else Meaning(when, "the same time", anchor=last)


def yearly(parts: Parts, context: Context, around: Surroundings) -> Meaning:
    """Read "31 March of each year", which is no single day."""
    return pointing("none", "comes back each year")


def reference(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read now, today, former, the future."""
    if "v" in parts.letters:
        alone = around.letter_behind != "." or around.before == "in"
        return pointing("past") if "past" in parts.words and alone else None
    if parts.words[0] == "current" and context.news and context.written is not None and parts.letters != "R":
        return _current(parts, context.written)
    what = REFERENCES[parts.words[0]]
    if what in ("modern", "present_time"):
        now = "U" in parts.letters or (what == "present_time" and around.before == "at")
        return pointing("present") if now else None
    if what in ("today", "yesterday", "tomorrow"):
        return _day_around(what, context)
    former = context.news and parts.words[0] in ("former", "formerly")
    aside = around.before == "as" and around.behind == "as"  # as recently as July
    return None if former or aside else pointing(what)


def _current(parts: Parts, written: When) -> Meaning:
    """Read "the current year" and "the current quarter" as those of the document."""
    when = within(written, parts.unit) if parts.unit else None
    if "q" in parts.letters and written.month is not None:
        when = When(written.year, 33 + (written.month - 1) // 3, None, "month")
    return pointing("present") if when is None else Meaning(when, "the same time", main=False, anchor=written)


def beside_day(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "the day before yesterday" and "the day after tomorrow"."""
    near = _day_around(REFERENCES[parts.words[-1]], context) if parts.unit == "day" else None
    if near is None or near.when is None:
        return None
    return near._replace(when=moved(near.when, 1 if parts.words[-2] == "after" else -1, "day"))


def _day_around(what: str, context: Context) -> Meaning | None:
    written = context.written
    if not context.news or written is None or written.day is None:
        return pointing("present") if what == "today" else None
    when = of_day(day_of_when(written) + {"today": 0, "yesterday": -1, "tomorrow": 1}[what])
    return Meaning(when, "counted from the day of the document", main=False, anchor=written)


READERS = {
    "counted": counted, "from_event": from_event, "bare": uncounted, "same": same, "next": following, "end": end_of,
    "unit": unit_alone, "day_alone": day_alone, "weekday": weekday, "time": time, "count_left": count_from_right,
    "reference": reference, "beside_day": beside_day, "from_now": from_now, "next_alone": next_alone, "yearly": yearly,
}  # fmt: skip
"""The readers of shapes that count from another time."""
