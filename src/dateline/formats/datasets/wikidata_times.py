"""Times of Wikidata as dates: their precision, and what the statement says beside of where and how surely they lie."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.dates import Date, day_text, from_prose, settled
from dateline.dates.calendar import year_text
from dateline.dates.conventions import USUAL
from dateline.formats.delimited.cell_values import UnfitError, edtf, whole

_ASK = "add to the query: ?item p:P585/psv:P585 [wikibase:timeValue ?date; wikibase:timePrecision ?timePrecision]"
_TIME = re.compile(r"(?P<sign>[+-]?)(?P<year>\d{4,16})-(?P<month>\d\d)-(?P<day>\d\d)(?:T00:00:00(?:\.0+)?Z?)?")
_UNKNOWN = re.compile(r".*genid.*|_?:?t\d+")
_MODELS = {"": False, "q1985727": False, "gregorian": False, "q1985786": True, "julian": True}
"""Calendar models in lower case, and whether they are the Julian one."""
_DAY, _MONTH, _YEAR, _DECADE, _CENTURY, _MILLENNIUM = 11, 10, 9, 8, 7, 6
_CIRCA, _PRESUMABLY = "Q5727902", "Q18122778"
_MARKS = {_CIRCA: "~", "circa": "~", _PRESUMABLY: "?", "presumably": "?"}
_ITEM = re.compile(r"<?https?://www\.wikidata\.org/entity/")
_PLAIN = re.compile(r"-?\d{4}(?:-\d\d){0,2}|Y-?\d+")


@lru_cache(65_536)
def date_of(
    date: str, precision: str, model: str, end: str, end_precision: str, doubts: str, end_doubts: str,
    least: str, least_precision: str, most: str, most_precision: str, *, begins: bool,
) -> Date:  # fmt: skip
    """Return what the cells of a row say of the date of an event, which is no more precise than they are.

    With `begins` the date is that of a beginning: where there is no end, or no beginning, it is not known.

    Raises:
        UnfitError: they say nothing, or what contradicts itself.
    """
    bounded = least or most
    if bounded and (end or end_doubts):
        raise UnfitError("an event has either an end or an earliest and a latest date")
    if bounded:
        known = None if not date or _UNKNOWN.fullmatch(date) else time(date, precision, model)
        edges = (
            time(least, least_precision, model) if least else None,
            time(most, most_precision, model) if most else None,
        )
        return _some_day(known, *edges, _mark(doubts))
    if not end and not (begins and date):
        if not date:
            raise UnfitError("the date is missing")
        return _marked(time(date, precision, model), _mark(doubts))
    return _span(_side(date, precision, model, doubts), _side(end, end_precision, model, end_doubts))


def _side(text: str, precision: str, model: str, doubts: str) -> Date | None:
    """Return one side of a span, None where it is not known."""
    unknown = not text or _UNKNOWN.fullmatch(text)
    return None if unknown else _marked(time(text, precision, model), _mark(doubts))


def _span(first: Date | None, last: Date | None) -> Date:
    if first is None and last is None:
        raise UnfitError("the date is an unknown value of Wikidata")
    if first == last and first is not None:
        return first
    if first and last and first.earliest > last.latest:
        raise UnfitError(f"the date {first.edtf} is after the end {last.edtf}")
    if any(side.kind != "date" or side.members for side in (first, last) if side):
        raise UnfitError(f"there is no span from {first and first.edtf} to {last and last.edtf}")
    return edtf(f"{first.edtf if first else ''}/{last.edtf if last else ''}")


def _some_day(known: Date | None, least: Date | None, most: Date | None, mark: str) -> Date:
    """Return some day from the earliest to the latest one; where one is missing, from or to what is known."""
    first, last = least or known, most or known
    if first and last and first.earliest > last.latest:
        raise UnfitError(f"the earliest date {first.edtf} is after the latest {last.edtf}")
    if known and first and last and not first.earliest <= known.earliest <= known.latest <= last.latest:
        raise UnfitError(f"the date {known.edtf} is not between {first.edtf} and {last.edtf}")
    return _marked(edtf(f"[{'..'.join(_edges(first, last))}]"), mark)


def _edges(first: Date | None, last: Date | None) -> tuple[str, str]:
    """Return both ends as they are, or as days where they are not of one precision, which a range must have."""
    shapes = {_shape(date.edtf) for date in (first, last) if date}
    if len(shapes) == 1 and None not in shapes:
        return first.edtf if first else "", last.edtf if last else ""
    return (day_text(first.earliest) or "") if first else "", (day_text(last.latest) or "") if last else ""


def _shape(text: str) -> int | None:
    """Return how many parts a year, month or day is made of, None for what is something else."""
    return text.lstrip("Y-").count("-") if _PLAIN.fullmatch(text) else None


def _mark(doubts: str) -> str:
    """Return the mark of EDTF for circumstances of a statement (P1480): names or items, several with commas."""
    marks = set()
    for each in filter(None, (part.strip() for part in re.split("[,;|]", doubts))):
        found = _MARKS.get(_ITEM.sub("", each).rstrip(">"))
        if found is None:
            raise UnfitError(f"the circumstances {each!r} are not known", f"known are {', '.join(_MARKS)}")
        marks.add(found)
    return "%" if len(marks) > 1 else "".join(marks)


def _marked(date: Date, mark: str) -> Date:
    """Return a date with a mark, on both ends of a range."""
    if not mark:
        return date
    least, dots, most = date.edtf.strip("[]").partition("..")
    if not dots:
        return edtf(f"{date.edtf}{mark}")
    return edtf(f"[{least and least + mark}..{most and most + mark}]")


def time(text: str, precision: str = "", model: str = "") -> Date:
    """Return the date of a time of Wikidata, as wide as its precision says.

    Raises:
        UnfitError: it is no time, or a precision is missing or wider than a millennium.
    """
    found = _TIME.fullmatch(text)
    if found is None:
        unknown = _UNKNOWN.fullmatch(text)
        raise UnfitError(f"the date {text!r} is " + ("an unknown value of Wikidata" if unknown else "not a time"))
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    own = found["sign"] == "+" or 0 in (month, day)
    if found["sign"] == "-":
        year = 1 - year if own else -year
    wide = _width(text, month, day, whole(precision, "timePrecision"))
    if wide <= _DECADE:
        return _wide(year, wide)
    written = "-".join((year_text(year), *(f"{part:02d}" for part in (month, day)[: wide - _YEAR])))
    if not _is_julian(model) or (wide == _DAY and not own):
        return edtf(written)
    meant = settled(from_prose(written, None, USUAL._replace(calendar="julian")))
    if meant is None:
        raise UnfitError(f"the date {text!r} is no date of the Julian calendar")
    return meant.date


def _is_julian(model: str) -> bool:
    """Tell whether a calendar model, an item or its label, is the Julian one; raises UnfitError for one not known."""
    name = _ITEM.sub("", model.strip()).rstrip(">").lower().removeprefix("proleptic ").removesuffix(" calendar")
    if name not in _MODELS:
        raise UnfitError(f"timeCalendarModel {model!r} is not one of {', '.join(filter(None, _MODELS))}")
    return _MODELS[name]


def _width(text: str, month: int, day: int, precision: int | None) -> int:
    """Return the precision, at most that of a day and at most what the numbers are."""
    known = _YEAR if month == 0 else _MONTH if day == 0 else _DAY
    if precision is None:
        if known == _DAY and day == 1:
            raise UnfitError(f"the date {text!r} may be a day, a month, a year or more", _ASK)
        return known
    if not _MILLENNIUM <= precision <= 14:
        raise UnfitError(f"timePrecision {precision} is not one of {_MILLENNIUM}, a millennium, to {_DAY}, a day")
    return min(precision, known)


def _wide(year: int, precision: int) -> Date:
    """Return a decade, century or millennium: 8 is 188X, 7 the century that ends in 00, as historians count."""
    if precision == _DECADE:
        if year < 0:
            raise UnfitError("a decade before the common era has no date")
        return edtf(f"{year // 10:03d}X")
    if year <= 0:
        # The service counts a year 0, which is 1 BCE, so that -99 to 0 are the first century.
        number, era = (-year // 100 + 1, " BC") if precision == _CENTURY else (-year // 1000 + 1, " BC")
    else:
        number, era = (-(-year // 100), "") if precision == _CENTURY else (-(-year // 1000), "")
    unit = "century" if precision == _CENTURY else "millennium"
    meant = settled(from_prose(f"{number}{_ordinal(number)} {unit}{era}"))
    if meant is None:
        raise UnfitError(f"the {unit} of the year {year} has no date")
    return meant.date


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
