"""Dates that are given in two calendars: 1027 AH (1617 CE), AM 5563 (=1802/1803CE), 12th/18th century."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, day_of
from dateline.dates.calendars.expressions import statements
from dateline.dates.calendars.faults import ImpossibleError
from dateline.dates.calendars.naming import common_era, named
from dateline.dates.calendars.terms import ordinal
from dateline.dates.calendars.writing import MEANT, SHAPE, Reading, some_day
from dateline.dates.faults import UnreadableError
from dateline.dates.strict import read_date

Plain = Callable[[str], list[tuple[str, str, int]]]
"""A reader of words without calendars: (EDTF, rule, rank) for each reading."""

_YEARS = re.compile(r"(?P<first>\d{3,4})(?: ?(?:[-/]|or) ?(?P<last>\d{1,4}))?(?P<doubt> ?\(?[?~]\)?)?")
_CENTURIES = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?(?: ?(?:century|cent|c))?(?: a ?h)? ?/ ?"
    r"(early |mid[ -]?|late |(?:first|second) half of the )?(\d{1,2})(?:st|nd|rd|th)\b"
)
_NUMBERS = r"(\d{1,2})(?:st|nd|rd|th)?( ?- ?| or | to | and )(\d{1,2})(?:st|nd|rd|th)"
_TWO_EACH = re.compile(rf"\b{_NUMBERS}(?: (?:century|centuries|cent|c))?(?: a ?h)? ?/ ?{_NUMBERS}")
"""12th-13th/18th-19th century: each of two centuries beside its own."""
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")
_RELATION = re.compile(r"(?:before|after|by|until|since|from|ante|post|no[t]? later than|no[t]? earlier than) (?=\S)")
_DOUBT_BEHIND = re.compile(r"(?<=[)\]]) ?\(?\?\)?$")
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ?(?:century|cent|c)")
_HEBREW = re.compile(r"\D*(5[0-9]{3})\D*")
_CUTS = (
    re.compile(r" ?[(\[] ?=? ?(?:i e |ie |corresponding to |corr to )?(?P<inner>[^()\[\]]+)[)\]]"),
    re.compile(r" ?= ?|,? (?:i e|ie|corresponding to|corr to) "),
    re.compile(r" ?/ ?"),
    re.compile(r"[;,] "),
)
_CENTURIES_AHEAD = range(4, 8)
"""How many more centuries the common era counts, from the first of the Hijra to this one."""
_MOST_YEARS = 110
_DAYS_OF_A_DAY, _DAYS_OF_A_MONTH = 3, 32  # with the days by which the Islamic calendar may differ
_LEAST_SHARE = 4
"""A year that shares less than a quarter of the other is the one in which that begins, not a part of it."""


class Cut(NamedTuple):
    """The two sides of a text."""

    left: str
    right: str


def century_pair(text: str, plain: Plain) -> list[Reading] | None:
    """Return what 12th/18th century says: the century of the common era, None unless the two are the same time.

    >>> century_pair("15th/16th century", lambda text: []) is None
    True
    """
    text = _TWO_EACH.sub(r"\1th/\4th\2\3th/\6th", text)
    pairs = [(int(found[1]), int(found[3])) for found in _CENTURIES.finditer(text)]
    if not pairs or len(_ORDINAL.findall(text)) != 2 * len(pairs) or not all(_same_time(*pair) for pair in pairs):
        return None
    common = common_era(_CENTURIES.sub(lambda found: f"{found[2] or ''}{found[3]}th", text))[1]
    titles = " and ".join(f"the {ordinal(hijri)} century AH is the {ordinal(own)}" for hijri, own in pairs)
    readings = _common(common, plain)
    return [each._replace(rule=f"Islamic and Gregorian calendar, {titles}") for each in readings] or None


def _same_time(hijri: int, common: int) -> bool:
    usual = common - hijri in _CENTURIES_AHEAD and hijri > 0
    return usual and _overlap(_hijri(hijri), _hundreds(common))


def _by_hundreds(hijri: int, common: int) -> Reading:
    rule = f"Islamic calendar, the {ordinal(hijri)} century, which is the {ordinal(common)} by its hundreds"
    return Reading(f"{common - 1:02d}XX", rule, MEANT, *_hundreds(common))


def _hijri(number: int) -> tuple[int, int]:
    whole = statements(f"{number}th century", "islamic")[0]
    return whole.first, whole.last


def _hundreds(number: int) -> tuple[int, int]:
    return day_of(100 * number - 100, 1, 1), day_of(100 * number - 1, 12, 31)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def paired(text: str, plain: Plain, assumed: str | None = None) -> list[Reading] | None:
    """Return the days that both sides of a folded text allow, or both readings if they contradict each other.

    `assumed` is the calendar of a side that names none. None means that the text is not such a pair.
    """
    sure, doubts = _DOUBT_BEHIND.subn("", text)
    if doubts:
        found = paired(sure, plain, assumed)
        return found and [_doubted(each) for each in found]
    for cut in _cuts(text):
        for left, right in (cut, Cut(cut.right, cut.left)):
            found = _both(left, right, plain, assumed)
            if found is not None:
                return found
    return None


def _doubted(reading: Reading) -> Reading:
    """Return a reading with a question mark behind all of it."""
    if FAR_PAST in (reading.first, reading.last) or FAR_FUTURE in (reading.first, reading.last) or "/" in reading.edtf:
        return reading
    unit = "year" if reading.last - reading.first > _DAYS_OF_A_MONTH else "day"
    edtf = some_day(reading.first, reading.last, unit, "?")
    return reading._replace(edtf=edtf, rule=f"{reading.rule}, possibly")


def _cuts(text: str) -> Iterator[Cut]:
    for pattern in _CUTS:
        for found in list(pattern.finditer(text))[:3]:
            rest = text[found.end() :].strip(" ,")
            if "inner" in pattern.groupindex:
                if not rest or common_era(rest) == (True, ""):
                    yield Cut(text[: found.start()].strip(" ,"), f"{found['inner']} {rest}".strip())
            elif rest and found.start():
                yield Cut(text[: found.start()].strip(" ,"), rest)


def _both(left: str, right: str, plain: Plain, assumed: str | None) -> list[Reading] | None:
    """Return the readings of a pair with another calendar on the left and the common era on the right."""
    said, (era, rest) = named(left), common_era(right)
    if said is None or named(right) or common_era(left)[0]:
        said = _unsaid(left, right, assumed)
        if said is None:
            return None
    name, own = said
    try:
        ours = statements(own, name)
    except ImpossibleError:
        return None
    theirs = _common(rest, plain) if ours else []
    if not theirs:
        return None
    if any(_meets(each, other) for each in ours for other in theirs):
        return _agreed(ours, theirs, (own, rest))
    bare = _RELATION.sub("", own)
    if bare != own and any(_meets(each, other) for each in statements(bare, name) for other in theirs):
        return ours
    # Two years that are near each other are a span, and without any era no pair unless they fit together.
    return [*ours, *theirs] if named(left) and (era or not _near(own, rest)) else None


def _near(left: str, right: str) -> bool:
    """Tells whether the years of two texts may be those of one span in one calendar."""
    numbers = [re.search(r"\d{3,4}|\d+$", each) for each in (left, right)]
    if numbers[0] is None or numbers[1] is None:
        return False
    one, other = int(numbers[0][0]), int(numbers[1][0])
    return min(one, other) < 100 or abs(one - other) < _MOST_YEARS


def _unsaid(left: str, right: str, assumed: str | None) -> tuple[str, str] | None:
    """Return the calendar of a side that names none: a Hebrew year beside Gregorian ones, or the assumed."""
    if named(left) or named(right) or common_era(left)[0]:
        return None
    if _HEBREW.fullmatch(left) and assumed in (None, "hebrew"):
        return "hebrew", left
    return (assumed, left) if assumed and assumed != "julian" else None


def _common(text: str, plain: Plain) -> list[Reading]:
    """Return what the Gregorian side of a pair says: 1617/18, 1854-55, or words of any kind."""
    if found := _YEARS.fullmatch(text):
        first = int(found["first"])
        last = int(found["first"][: -len(found["last"])] + found["last"]) if found["last"] else first
        if first <= last <= first + 99:
            mark = (found["doubt"] or "").strip(" ()")
            days = day_of(first, 1, 1), day_of(last, 12, 31)
            return [Reading(some_day(*days, "year", mark), "Gregorian calendar, the other side", MEANT, *days)]
    readings = []
    for edtf, rule, rank in plain(text):
        try:
            date = read_date(edtf)
        except UnreadableError:
            continue
        readings.append(Reading(edtf, f"Gregorian calendar, {rule}", rank, date.earliest, date.latest))
    return readings


def _meets(one: Reading, other: Reading) -> bool:
    return _overlap((one.first, one.last), (other.first, other.last))


def _agreed(ours: list[Reading], theirs: list[Reading], sides: tuple[str, str]) -> list[Reading]:
    centuries = _CENTURY.fullmatch(sides[0]), _CENTURY.fullmatch(sides[1])
    if centuries[0] and centuries[1]:
        return [_by_hundreds(int(centuries[0][1]), int(centuries[1][1]))]
    main = [(each, other) for each in ours for other in theirs if SHAPE not in (each.rank, other.rank)]
    return list(dict.fromkeys(_common_days(each, other) for each, other in main if _meets(each, other)))


def _common_days(ours: Reading, theirs: Reading) -> Reading:
    """Return the days that two readings share; a side that is no plain set of days keeps its own text."""
    first, last = max(ours.first, theirs.first), min(ours.last, theirs.last)
    share = _LEAST_SHARE * (last - first + 1) >= ours.last - ours.first + 1
    barely = not share and theirs.last - theirs.first < 366
    kept = "/" in ours.edtf or FAR_PAST in (ours.first, first) or FAR_FUTURE in (ours.last, last)
    if kept or barely:
        few = barely and not kept
        return ours._replace(rule=f"{ours.rule}, which shares few days with the other side" if few else ours.rule)
    mark = next((sign for sign in "%~?" if sign in ours.edtf or sign in theirs.edtf), "")
    length = last - first
    unit = "year" if length > _DAYS_OF_A_MONTH else "month" if length > _DAYS_OF_A_DAY else "day"
    edtf = some_day(first, last, unit, mark)
    return Reading(edtf, f"{ours.rule}; with the days of the other side", MEANT, first, last)
