"""Whole statements in one calendar: a date, a doubt, a bound on one side, or a span from one date to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, day_text
from dateline.dates.calendars.faults import ImpossibleError
from dateline.dates.calendars.spellings import with_numbers
from dateline.dates.calendars.systems import system_named
from dateline.dates.calendars.terms import Term, terms
from dateline.dates.calendars.writing import MEANT, SHAPE, Reading, Side, some_day, stretch
from dateline.dates.shifting import unit_days

_NOISE = re.compile(
    r"^(?:(?:dated|copied|composed|completed|finished|written|made|signed|born|died|built|printed|published|int)"
    r"(?: (?:in|on))?|"
    r"in|on|during|dating from) (?:the )?(?=\S)"
)
_ABOUT = re.compile(r"^(?:circa|ca?|about|around|approx(?:imately)?|abt|est|cal|near(?:ly)?) ?(?=\S)")
_PERHAPS = re.compile(r"^(?:probably|possibly|perhaps|maybe|prob|poss|apparently|\?) ?(?=\S)")
_BEFORE = r"(?:before|prior to|earlier than|ante|pre)"
_AFTER = r"(?:after|later than|post)"
# GEDCOM 7, section 2.4: BEF and AFT include the date.
_UP_TO = r"(?:by|no[t]? later than|not after|on or before|bef)"
_FROM_ON = r"(?:no[t]? earlier than|not before|on or after|aft)"
_BOUNDS: tuple[tuple[str, str], ...] = (
    (rf"{_BEFORE} (.+)", "before"),
    (rf"{_AFTER} (.+)", "after"),
    (rf"{_UP_TO} (.+)|(.+) or (?:earlier|before)|(.+) at the latest", "by"),
    (rf"{_FROM_ON} (.+)|(.+) or (?:later|after)|(.+) at the earliest", "from"),
    (r"(?:until|till|up to) (.+)", "until"),
    (r"(?:since|as of) (.+)|from (?!.* to )(.+)|(.+) onwards?", "since"),
)
_SPANS: tuple[tuple[str, bool], ...] = (
    (r"(?:some ?time )?(?:between|bet) (.+?) (?:and|&) (.+)", True),
    (r"from (.+?) (?:to|until|till) (.+)", False),
)
_SEPARATORS = (r" (?:to|until|through) ", r" - ", r" ?-- ?", r"-", r" ?/ ?", r" or ")
_NOTATION = re.compile(r"\d{4}[-\d?~%]*/\d{4}[-\d?~%]*")
"""An interval as EDTF writes it, which is a stretch."""
_UNITS = ("day", "month", "year", "long").index
_MOST_WORDS = 16
_MOST_SPLITS = 6
_LONGEST_TAIL = 4  # words that the start of a span may leave out: "of the 12th century"


def statements(text: str, name: str, *, numeric: bool = False) -> list[Reading]:
    """Return what a folded text without marks of its calendar says in the calendar `name`, likeliest first.

    `numeric` allows EDTF's own notation for single dates and intervals, as in 1700-02-29/1700-03.

    Raises:
        ImpossibleError: a date in it cannot be, and nothing else can be meant.
    """
    if len(re.findall(r"[^\s,/-]+", text)) > _MOST_WORDS:
        return []
    text = with_numbers(_NOISE.sub("", text.strip(" .,;:")), name)
    mark, text = _doubt(text)
    return list(dict.fromkeys(_statements(text, name, mark, numeric=numeric)))


def _statements(text: str, name: str, mark: str, *, numeric: bool) -> list[Reading]:
    title = system_named(name).title
    impossible: ImpossibleError | None = None
    for production in (_alone, _bounded, _spanned):
        try:
            found = list(production(text, name, mark, numeric))
        except ImpossibleError as error:
            impossible = impossible or error
            continue
        if found:
            return [each._replace(rule=f"{title}, {each.rule}") for each in found]
    if impossible:
        raise impossible
    return []


def _doubt(text: str) -> tuple[str, str]:
    """Take the words and signs of doubt out of a text, and return them as a sign."""
    text, about = _ABOUT.subn("", text)
    text, perhaps = _PERHAPS.subn("", text)
    text, later = _ABOUT.subn("", text)
    if found := re.search(r" ?\(?([?~%])\)?$", text):
        text = text[: found.start()]
        perhaps += found[1] in "?%"
        about += found[1] in "~%"
    mark = "%" if perhaps and (about or later) else "?" if perhaps else "~" if about or later else ""
    return mark, text.strip(" ,")


def _sides(text: str, name: str, mark: str = "", *, numeric: bool = False) -> list[Side]:
    own, text = _doubt(text)
    slack = system_named(name).slack
    found: list[Term] = terms(text, name, numeric=numeric)
    sides = [(each, 0 if each.sure else slack) for each in found]
    return [Side(each.first - by, each.last + by, each.unit, each.words, own or mark) for each, by in sides]


def _one(side: Side) -> Reading:
    unit = _known_unit(side.unit)
    doubt = {"": "", "?": ", possibly", "~": ", about", "%": ", possibly about"}[side.mark]
    return Reading(some_day(side.first, side.last, unit, side.mark), side.words + doubt, MEANT, side.first, side.last)


def _alone(text: str, name: str, mark: str, numeric: bool) -> Iterator[Reading]:
    for side in _sides(text, name, mark, numeric=numeric):
        yield _one(side)


def _bounded(text: str, name: str, mark: str, numeric: bool) -> Iterator[Reading]:
    for pattern, relation in _BOUNDS:
        if found := re.fullmatch(pattern, text):
            inner = next(filter(None, found.groups()))
            for side in _sides(inner, name, mark, numeric=numeric):
                yield _bound(relation, side, 2 * system_named(name).slack)
            return


def _bound(relation: str, side: Side, wide: int) -> Reading:
    """Return some day before, after, up to or from a date, or the stretch until or since it.

    Where the calendar may differ by a day, the day before the date may be as late as the latest that it begins on.
    """
    mark = side.mark
    if relation in ("before", "by"):
        last = side.last if relation == "by" else side.first - 1 + wide
        return Reading(f"[..{day_text(last)}{mark}]", f"{relation} {side.words}", MEANT, FAR_PAST, last)
    if relation in ("after", "from"):
        first = side.first if relation == "from" else side.last + 1 - wide
        return Reading(f"[{day_text(first)}{mark}..]", f"{relation} {side.words}", MEANT, first, FAR_FUTURE)
    if relation == "until":
        return Reading(stretch(None, side), f"until {side.words}", MEANT, FAR_PAST, side.last)
    return Reading(stretch(side, None), f"since {side.words}", MEANT, side.first, FAR_FUTURE)


def _spanned(text: str, name: str, mark: str, numeric: bool) -> Iterator[Reading]:
    for pattern, one_of in _SPANS:
        if found := re.fullmatch(pattern, text):
            yield from _span(found[1], found[2], name, mark, whole=not one_of)
            return
    splits = 0
    for separator in _SEPARATORS:
        for found in re.finditer(separator, text):
            splits += 1
            whole = True if numeric and _NOTATION.fullmatch(text) else None
            made = list(_span(text[: found.start()], text[found.end() :], name, mark, whole=whole, numeric=numeric))
            if "or" in separator and made:
                made = list(_either(text[: found.start()], text[found.end() :], name, mark, numeric))
            if made or splits > _MOST_SPLITS:
                yield from made
                return


def _span(
    left: str, right: str, name: str, mark: str, *, whole: bool | None, numeric: bool = False
) -> Iterator[Reading]:
    """Yield the readings of a span: some day in it, and the whole of it.

    `whole` tells which the words mean; None leaves it to the dates: single days are the ends of a stretch, but a span
    of years, as catalogues write it, is when something happened.
    """
    starts, ends = _completed(left, right, name, mark, numeric), _completed_end(left, right, name, mark, numeric)
    for start, end in product(starts, ends):
        if start.first > end.last or start.last > end.last:
            continue
        words = f"{start.words} to {end.words}"
        unit = _known_unit(max(start.unit, end.unit, key=_UNITS))
        some = some_day(start.first, end.last, unit, start.mark or end.mark)
        throughout = stretch(_narrow(start, start.first), _narrow(end, end.last))
        readings = [
            Reading(some, f"some day from {words}", MEANT, start.first, end.last),
            Reading(throughout, f"from {words}", MEANT, start.first, end.last),
        ]
        if whole or (whole is None and start.exact and end.exact):
            readings.reverse()
        yield readings[0]
        yield readings[1]._replace(rank=SHAPE)


def _either(left: str, right: str, name: str, mark: str, numeric: bool) -> Iterator[Reading]:
    """Yield one of two dates, which are a range when no day lies between them."""
    starts, ends = _completed(left, right, name, mark, numeric), _completed_end(left, right, name, mark, numeric)
    for start, end in product(starts, ends):
        if start.first > end.last or start.last > end.last:
            continue
        words = f"{start.words} or {end.words}"
        both = [some_day(side.first, side.last, _known_unit(side.unit), side.mark) for side in (start, end)]
        apart = start.last + 1 < end.first or (start.exact and end.exact)
        whole = some_day(
            start.first, end.last, _known_unit(max(start.unit, end.unit, key=_UNITS)), start.mark or end.mark
        )
        edtf = f"[{','.join(each.strip('[]') for each in both)}]" if apart else whole
        yield Reading(edtf, words, MEANT, start.first, end.last)


def _known_unit(unit: str) -> str:
    return "year" if unit == "long" else unit


def _narrow(side: Side, day: int) -> Side:
    """Return a side of a stretch; that of a century is the year in which its first or last day lies."""
    if side.unit != "long":
        return side
    first, last = unit_days(day, "year")
    return side._replace(first=first, last=last, unit="year", mark=side.mark or "~")


def _completed(left: str, right: str, name: str, mark: str, numeric: bool) -> list[Side]:
    """Return the start of a span, with what it leaves out taken from the end: 3-5 October 1793."""
    words = right.split()
    for start in range(max(1, len(words) - _LONGEST_TAIL), len(words)):
        tail = " ".join(words[start:])
        try:
            if found := _sides(f"{left} {tail}", name, mark):
                return found
        except ImpossibleError:
            continue
    return [] if re.fullmatch(r"\d{1,2}", left) else _sides(left, name, mark, numeric=numeric)


def _completed_end(left: str, right: str, name: str, mark: str, numeric: bool) -> list[Side]:
    """Return the end of a span; 63 in 1262-63 is 1263, and the month of "Rajab 3-5, 1229" is that of the start."""
    year, short = re.search(r"(\d{3,4})[?~]?$", left), re.fullmatch(r"(\d{1,2})([?~]?)", right)
    if year and short:
        full = year[1][: -len(short[1])] + short[1]
        return _sides(full + short[2], name, mark) if int(full) > int(year[1]) else []
    month = re.match(r"(#\d+) \d{1,2}$", left)
    if month and re.match(r"\d{1,2},? \d{3,4}$", right):
        return _sides(f"{month[1]} {right}", name, mark)
    return _sides(right, name, mark, numeric=numeric)
