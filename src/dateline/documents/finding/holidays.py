"""Days with a name, such as Christmas, Good Friday and Labor Day, and weekdays counted in a month."""

from __future__ import annotations

from dateline.dates.calendar import day_of, month_length
from dateline.dates.prose.feasts import with_feasts_as_days
from dateline.dates.prose.vocabulary import WEEKDAYS
from dateline.documents.finding.context import Context
from dateline.documents.finding.letters import MONTH_WORDS
from dateline.documents.finding.meaning import Meaning, day_meaning
from dateline.documents.finding.parts import Parts
from dateline.documents.finding.surroundings import Surroundings
from dateline.documents.finding.values import When, day_of_when, of_day

_COUNTED = {
    "labor day": (9, 1, "monday"), "memorial day": (5, -1, "monday"), "thanksgiving": (11, 4, "thursday"),
    "thanksgiving day": (11, 4, "thursday"), "columbus day": (10, 2, "monday"),
}  # fmt: skip
"""Holidays of the United States: month, which one in it, and weekday."""
_FIXED = {"veterans day": (11, 11), "bastille day": (7, 14)}
_STEPS = (0, -1, 1)


def holiday(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read Christmas as that of the year of the text, in news the nearest, the last or the next one."""
    if around.letter_before == "." and parts.letters[0] not in "nvz":
        return None
    name, more = _name(parts, around)
    day = _in_year(name, parts, context, around)
    if day is None:
        return None
    rule = "holiday of the United States" if name in _COUNTED else "holiday"
    last = None if not more else len(parts.words) + 1
    return Meaning(day, rule, around.main(day.year, context.year), last=last)


def _name(parts: Parts, around: Surroundings) -> tuple[str, bool]:
    """Return the words of a name, and whether they go on behind the expression: the Eve of "Christmas Eve"."""
    kept = [word for word, letter in zip(parts.words, parts.letters, strict=True) if letter in "HdQUW" or letter == "'"]
    more = around.behind.lower() == "eve" and not parts.years
    return "".join(f" {word}" if word.isalpha() and word != "s" else word for word in kept).strip() + (
        " eve" if more else ""
    ), more


def _in_year(name: str, parts: Parts, context: Context, around: Surroundings) -> When | None:
    if parts.years:
        return _day_of(name, parts.years[-1])
    anchor = context.now
    if anchor is None:
        return None
    if not context.news or anchor.day is None:
        return _day_of(name, anchor.year if context.year is None else context.year)
    here = day_of_when(anchor)
    days = [day for step in _STEPS if (day := _day_of(name, anchor.year + step)) is not None]
    if parts.step:
        days = [day for day in days if (day_of_when(day) - here) * parts.step > 0]
    return min(days, key=lambda day: abs(day_of_when(day) - here), default=None)


def _day_of(name: str, year: int) -> When | None:
    if name in _FIXED:
        return When(year, *_FIXED[name], "day")
    if name in _COUNTED:
        month, number, weekday = _COUNTED[name]
        return weekday_in(year, month, number, WEEKDAYS.index(weekday))
    words = with_feasts_as_days(f"{name} {year}").split()
    return When(year, MONTH_WORDS[words[1]], int(words[0]), "day") if len(words) == 3 and words[0].isdigit() else None


def weekday_in(year: int, month: int, number: int, weekday: int) -> When | None:
    """Return a weekday (0: Monday) of a month by its number, -1 for the last one; None where there are fewer.

    >>> weekday_in(1989, 9, 1, 0).edtf
    '1989-09-04'
    """
    first = day_of(year, month, 1)
    start = first + (weekday - (first - 1) % 7) % 7
    end = first + month_length(year, month) - 1
    day = start + (end - start) // 7 * 7 if number < 0 else start + 7 * (number - 1)
    return of_day(day) if day <= end else None


def counted_weekday(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "the first Saturday in October"."""
    month = parts.months[0]
    year = parts.years[0] if parts.years else context.now.year if context.now is not None else None
    if year is None:
        return None
    number = parts.ordinals[0] if parts.ordinals else -1
    weekday = next(word for word, letter in zip(parts.words, parts.letters, strict=True) if letter == "W")
    day = weekday_in(year, month, number, WEEKDAYS.index(weekday))
    return None if day is None else Meaning(day, "weekday counted in its month", around.main(year, context.year))


def new_year(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read New Year's Day and Eve: those of the year of the text, or in news the nearest."""
    last = around.behind.lower() if parts.letters[-1] != "U" else parts.words[-1]
    if around.before != "new" or last not in ("day", "eve"):
        return None
    anchor = context.now
    if anchor is None:
        return None
    month, number = (1, 1) if last == "day" else (12, 31)
    year = anchor.year
    if context.news and anchor.day is not None:
        years = (year - 1, year, year + 1)
        year = min(years, key=lambda each: abs(day_of_when(When(each, month, number)) - day_of_when(anchor)))
    found = day_meaning(year, month, number, "holiday", main=False)
    return None if found is None else found._replace(first=-1, last=len(parts.words) + (parts.letters[-1] != "U"))


READERS = {"holiday": holiday, "new_year": new_year, "counted_weekday": counted_weekday}
"""The readers of shapes that are days with a name."""
