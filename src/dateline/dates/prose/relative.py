"""Words that count from another date: today, -30d, 3 months ago, eight months earlier, start of last year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, day_text, from_day, year_text
from dateline.dates.conventions import Conventions
from dateline.dates.prose.candidate import Found, Rank, valid_date
from dateline.dates.prose.sentences import statements
from dateline.dates.prose.vocabulary import CARDINALS, MONTH_NUMBERS, SEASON_NUMBERS, WEEKDAYS
from dateline.dates.seasons import subyear_days
from dateline.dates.shifting import shift, unit_days, whole_text
from dateline.dates.values import Date

_UNIT = r"(day|week|fortnight|month|quarter|year|decade|century|millennium)"
_UNITS = r"(day|week|fortnight|month|quarter|year|decade|centurie|century|millennia|millennium)s?"
_COUNT = r"(\d{1,5}|" + "|".join(CARDINALS) + r"|(?:a )?couple of|a few|half a)"
_LETTERS = {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_ROUND = 1200
"""Months: from a hundred years on a count is round."""
_STEP = {"last": -1, "previous": -1, "past": -1, "preceding": -1, "this": 0, "current": 0, "same": 0, "that": 0,
         "next": 1, "following": 1, "coming": 1}  # fmt: skip
_WHICH = "(" + "|".join(_STEP) + ")"

Days = tuple[int, int]


def relative(text: str, anchor: Date | None, conventions: Conventions) -> Iterator[Found]:
    """Return what a normal text means counted from `anchor`, or from a date that it names; else nothing."""
    if found := re.fullmatch(rf"{_COUNT} {_UNITS} (before|after|from) (.+)", text):
        yield from _from_named(found, anchor, conventions)
    if anchor is None or anchor.earliest <= FAR_PAST or anchor.latest >= FAR_FUTURE:
        return
    days = anchor.earliest, anchor.latest
    for pattern, build in _RULES:
        if match := re.fullmatch(pattern, text):
            yield from build(match, days, conventions)
            return


def _from_named(found: re.Match[str], anchor: Date | None, conventions: Conventions) -> Iterator[Found]:
    """Read "30 days after 8 December 1999"; the date named may be relative itself."""
    sign = -1 if found[3] == "before" else 1
    named = statements(found[4], conventions) or list(relative(found[4], anchor, conventions))
    for each in named:
        date = valid_date(each.edtf, conventions)
        if date and date.earliest > FAR_PAST and date.latest < FAR_FUTURE:
            moved = _moved((date.earliest, date.latest), sign * number(found[1]), found[2])
            yield Found(_text(moved), f"counted from {each.edtf}", each.rank)


def number(words: str) -> int:
    """Return the number that a count says.

    >>> number("eight"), number("a couple of"), number("30")
    (8, 2, 30)
    """
    if words.endswith("couple of"):
        return 2
    if words == "a few":
        return 3
    return int(words) if words.isdigit() else CARDINALS.get(words, 1)


def _singular(unit: str) -> str:
    return {"centurie": "century", "millennia": "millennium"}.get(unit, unit)


def _moved(days: Days, count: int, unit: str) -> Days:
    unit = _singular(unit)
    if unit in _DAYS_IN:
        return days[0] + count * _DAYS_IN[unit], days[1] + count * _DAYS_IN[unit]
    months = count * _MONTHS_IN[unit]
    return shift(days[0], months=months), shift(days[1], months=months)


def _text(days: Days) -> str:
    """Write some day in a stretch of days."""
    first, last = whole_text(*days)
    return first if first == last else f"[{first}..{last}]"


def _stretch(days: Days, unit: str, rule: str) -> Iterator[Found]:
    """Yield a stretch of one unit, or some day in a longer one: an anchor coarser than the unit does not tell which."""
    first, last = whole_text(*days)
    if first == last:
        yield Found(first, rule)
    elif _around((days[0], days[0]), unit) != _around((days[1], days[1]), unit):
        yield Found(f"[{first}..{last}]", f"{rule}, which is coarser")
    else:
        yield Found(f"{first}/{last}", rule)
        yield Found(f"[{first}..{last}]", f"{rule}; some day in it", Rank.SHAPE)


def _about(days: Days) -> str:
    """Write about when some day in a stretch of whole years was."""
    text = _text(days)
    if not text.startswith("["):
        return f"{text}~"
    first, last = (year_text(from_day(day)[0]) for day in days)
    return f"[{first}~..{last}~]"


def _around(days: Days, unit: str) -> Days:
    """Widens days to the whole units that they touch."""
    unit = "week" if unit == "fortnight" else _singular(unit)
    return unit_days(days[0], unit)[0], unit_days(days[1], unit)[1]


def _today(found: re.Match[str], days: Days, conventions: Conventions) -> Iterator[Found]:
    step = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    count = step.get(found[0], 0)
    yield Found(_text((days[0] + count, days[1] + count)), "counted from the day given")


def _compact(found: re.Match[str], days: Days, conventions: Conventions) -> Iterator[Found]:
    yield Found(_text(_moved(days, int(found[1]), _LETTERS[found[2]])), "counted from the day given")


def _ago(found: re.Match[str], days: Days, conventions: Conventions) -> Iterator[Found]:
    yield from _counted(days, -number(found[1]), found[2], exact=True)


def _about_ago(found: re.Match[str], days: Days, conventions: Conventions) -> Iterator[Found]:
    if _MONTHS_IN.get(_singular(found[2]), 0) >= _MONTHS_IN["year"]:
        moved = _around(_moved(days, -number(found[1]), found[2]), found[2])
        yield Found(_about(moved), f"counted in {found[2]}s, which is approximate")


def _hence(found: re.Match[str], days: Days, conventions: Conventions) -> Iterator[Found]:
    yield from _counted(days, number(found[1] or found[3]), found[2] or found[4], exact=True)


def _earlier(found: re.Match[str], days: Days, conventions: Conventions) -> Iterator[Found]:
    sign = -1 if found[3] in ("earlier", "before", "previously", "prior") else 1
    yield from _counted(days, sign * number(found[1]), found[2], exact=False)


def _counted(days: Days, count: int, unit: str, *, exact: bool) -> Iterator[Found]:
    """Return both precisions: the day itself, and the unit that was counted in; a teller means the unit."""
    moved = _moved(days, count, unit)
    if abs(count) * _MONTHS_IN.get(_singular(unit), 0) >= _ROUND:
        # Nobody counts so far back to the day: the number is round.
        yield Found(_about(_around(moved, unit)), f"counted in {unit}s, which is approximate")
        return
    precise = Found(_text(moved), "counted to the day", Rank.MEANT if exact else Rank.SHAPE)
    coarse = Found(_text(_around(moved, unit)), f"counted in {unit}s", Rank.SHAPE if exact else Rank.MEANT)
    yield from (precise, coarse) if exact else (coarse, precise)


def _unit(found: re.Match[str], days: Days, conventions: Conventions) -> Iterator[Found]:
    """Read last month, this year, the following week."""
    rule = f"the {found[2]} counted from the date given"
    yield from _stretch(_unit_stretch(found[1], found[2], days), found[2], rule)


def _unit_stretch(which: str, unit: str, days: Days) -> Days:
    moved = _moved(days, _STEP[which], unit)
    return _around(moved, unit)


def _edge(found: re.Match[str], days: Days, conventions: Conventions) -> Iterator[Found]:
    """Read start of year, end of last month, as the first or last day."""
    if _around((days[0], days[0]), found[3]) != _around((days[1], days[1]), found[3]):
        return  # an anchor coarser than the unit does not tell of which unit
    stretch = _unit_stretch(found[2] or "this", found[3], days)
    last = found[1] == "end"
    yield Found(str(day_text(stretch[last])), f"{'last' if last else 'first'} day of it")


def _weekday(found: re.Match[str], days: Days, conventions: Conventions) -> Iterator[Found]:
    """Read last Friday: the nearest one before the day; next Friday: the nearest after."""
    place = next(number for number, name in enumerate(WEEKDAYS) if name.startswith(found[2][:3]))
    ends = [_nearest_weekday(place, _STEP[found[1]], day) for day in days]
    yield Found(_text((ends[0], ends[1])), "weekday counted from the date given")


def _nearest_weekday(place: int, step: int, day: int) -> int:
    if step < 0:
        return day - 1 - (day - 2 - place) % 7
    return day + 1 + (place - day) % 7 if step > 0 else unit_days(day, "week")[0] + place


def _named(found: re.Match[str], days: Days, conventions: Conventions) -> Iterator[Found]:
    """Read last May, next summer, this autumn: the nearest whole one before or after, or that of the year."""
    ends = [_nearest_named(found[2], _STEP[found[1]], day, conventions) for day in days]
    if all(ends):
        edtf = str(ends[0]) if ends[0] == ends[1] else f"[{ends[0]},{ends[1]}]"
        yield Found(edtf, "counted from the date given")


def _nearest_named(name: str, step: int, day: int, conventions: Conventions) -> str | None:
    year = from_day(day)[0]
    years = {-1: range(year + 1, year - 3, -1), 0: range(year, year + 1), 1: range(year - 1, year + 3)}[step]
    code = MONTH_NUMBERS.get(name) or 21 + SEASON_NUMBERS[name]
    for candidate in years:
        first, last = subyear_days(candidate, code, conventions.seasons) if code > 12 else _month(candidate, code)
        if step == 0 or (last < day if step < 0 else first > day):
            return f"{year_text(candidate)}-{code:02d}"
    return None


def _month(year: int, month: int) -> Days:
    from dateline.dates.calendar import day_of

    return unit_days(day_of(year, month, 1), "month")


_WEEKDAY = "(" + "|".join(f"{day}|{day[:3]}" for day in WEEKDAYS) + ")"
_NAME = "(" + "|".join((*MONTH_NUMBERS, *SEASON_NUMBERS)) + ")"
_RULES: tuple[tuple[str, Callable[[re.Match[str], Days, Conventions], Iterable[Found]]], ...] = (
    (r"today|now|yesterday|tomorrow|the day (?:before yesterday|after tomorrow)", _today),
    (r"([-+]\d{1,5}) ?([dwmqy])(?:ays?|eeks?|onths?|uarters?|ears?)?", _compact),
    (rf"{_COUNT} {_UNITS} ago", _ago),
    (rf"(?:about|around|ca?|circa|some|roughly|approximately) {_COUNT} {_UNITS} ago", _about_ago),
    (rf"in {_COUNT} {_UNITS}|{_COUNT} {_UNITS} (?:from now|hence)", _hence),
    (rf"{_COUNT} {_UNITS} (earlier|before|previously|prior|later|after|afterwards?|thereafter)", _earlier),
    (rf"(?:in |during )?(?:the )?{_WHICH} {_UNIT}", _unit),
    (rf"(?:at |by )?(?:the )?(start|beginning|end) of (?:the )?(?:{_WHICH} )?{_UNIT}", _edge),
    (rf"(?:on )?{_WHICH} {_WEEKDAY}", _weekday),
    (rf"(?:in )?{_WHICH} {_NAME}", _named),
)
"""Patterns of whole texts, and how each counts."""
