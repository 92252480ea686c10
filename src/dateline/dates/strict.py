"""The parser of strict EDTF, levels 0 to 2: single dates, datetimes, intervals and sets."""

from __future__ import annotations

from dateline.dates.bounds import Bounds
from dateline.dates.calendar import FAR_FUTURE, FAR_PAST
from dateline.dates.clock import check_time
from dateline.dates.conventions import USUAL, Conventions
from dateline.dates.elements import Element, plain_days, read_element
from dateline.dates.faults import UnreadableError
from dateline.dates.interval_ends import end_earliest, start_latest
from dateline.dates.masks import Days, Run
from dateline.dates.values import PRECISIONS, Date, Member, Qualifier

LONGEST = 600
"""The most characters of a date, so that every text is read or refused within 10 ms, also on a busy machine: the
slowest sets, of leap days such as `XX00-02-29`, take 4 to 14 µs a character. It is room for a set of 100 years, or of
a day in each week of a year."""

_CLOSING = {"[": "]", "{": "}"}


def read_date(text: str, conventions: Conventions = USUAL) -> Date:
    """Do what `parse` does, but raises UnreadableError and looks for no hint."""
    plain = plain_days(text, 0, len(text))
    if plain is not None:
        first, last, precision = plain
        return Date(text, Bounds(first, last, first, last), 0, "date", precision)
    if not text:
        raise UnreadableError(0, "the date is empty")
    if len(text) > LONGEST:
        raise UnreadableError(LONGEST, f"a date has at most {LONGEST:,} characters, not {len(text):,}")
    if text[0] in _CLOSING:
        return _read_set(text, conventions)
    if "/" in text:
        return _read_interval(text, conventions)
    if "T" in text:
        return _read_datetime(text, conventions)
    if text == "undated":
        from dateline.dates.undated import undated

        return undated()
    return _single(text, read_element(text, 0, len(text), conventions.seasons), conventions)


# What marks do is imported late: most dates have none.


def _single(text: str, element: Element, conventions: Conventions) -> Date:
    bounds, days = _same_day(element), element.days
    if element.marks:
        from dateline.dates.doubt import judged

        found = judged(element, conventions.circa)
        bounds, days = found.same_day(), found.days
    return Date(
        text,
        bounds,
        element.level,
        "season" if element.seasonal else "date",
        element.precision,
        qualifiers=_qualifiers([element]) if element.marks else (),
        seasons=conventions.seasons.name if element.conventional else None,
        estimate=element.estimate,
        members=() if isinstance(days, Run) else (Member(days, bounds),),
        circa=conventions.circa,
        reader=read_date if element.marks else None,
    )


def _same_day(element: Element) -> Bounds:
    """Return the bounds of a single happening, whose start and end are the same day of the element."""
    return Bounds(element.first, element.last, element.first, element.last)


def _read_datetime(text: str, conventions: Conventions) -> Date:
    middle = text.index("T")
    element = read_element(text, 0, middle, conventions.seasons)
    if element.precision != "day" or element.masked or element.marks:
        raise UnreadableError(middle, "only a whole day without qualifiers has a time")
    check_time(text, middle + 1)
    return Date(text, _same_day(element), element.level, "datetime", "day")


def _read_interval(text: str, conventions: Conventions) -> Date:
    slash = text.index("/")
    _refuse_foreign(text, slash)
    start, start_kind = _read_end(text, 0, slash, conventions, leading=True)
    end, end_kind = _read_end(text, slash + 1, len(text), conventions, leading=False)
    if start is None and end is None:
        raise UnreadableError(slash, "an interval needs a date on at least one side")
    if start and end and start.first > end.last and start_kind == end_kind == "known":
        raise UnreadableError(slash + 1, "the interval ends before it starts")
    elements = [element for element in (start, end) if element]
    plain = start_kind == end_kind == "known"
    bounds, sides = _bounds_and_sides(start, start_kind, end, end_kind, conventions)
    return Date(
        text,
        bounds,
        max(_interval_level(elements), 0 if plain else 2 if "bounded" in (start_kind, end_kind) else 1),
        "interval",
        _coarsest(elements),
        qualifiers=_qualifiers(elements, first_place=0 if start else 1),
        start_kind=start_kind,
        end_kind=end_kind,
        seasons=_convention(elements, conventions),
        sides=sides,
        circa=conventions.circa,
        reader=read_date if any(element.marks for element in elements) else None,
    )


def _bounds_and_sides(
    start: Element | None, start_kind: str, end: Element | None, end_kind: str, conventions: Conventions
) -> tuple[Bounds, tuple[Days, Days] | None]:
    """Return the bounds of an interval or range, and what `_sides` gives."""
    starts, ends = start.days if start else None, end.days if end else None
    if (start and start.marks) or (end and end.marks):
        from dateline.dates.doubt import interval_bounds, judged

        one, other = (judged(side, conventions.circa) if side else None for side in (start, end))
        bounds = interval_bounds(one, start_kind, other, end_kind)
        starts, ends = one.days if one else None, other.days if other else None
    else:
        bounds = _interval_bounds(start, start_kind, end, end_kind)
    return bounds, _sides(starts if start_kind == "known" else None, ends if end_kind == "known" else None, bounds)


def _sides(start: Days | None, end: Days | None, bounds: Bounds) -> tuple[Days, Days] | None:
    """Return the days of both sides when one of them is known and has gaps, which bounds cannot tell, else None."""
    starts: Days = Run(bounds.start_earliest, bounds.start_latest)
    ends: Days = Run(bounds.end_earliest, bounds.end_latest)
    if start and not isinstance(start, Run):
        starts = start
    if end and not isinstance(end, Run):
        ends = end
    return None if isinstance(starts, Run) and isinstance(ends, Run) else (starts, ends)


def _refuse_foreign(text: str, slash: int) -> None:
    """Raise UnreadableError for a second slash and for what no side of an interval may hold."""
    second = text.find("/", slash + 1)
    if second >= 0 and slash <= 2 and text[:slash].isdigit():
        raise UnreadableError(slash, "year, month and day are joined by hyphens, year first")
    if second >= 0:
        raise UnreadableError(second, "an interval has two sides, parted by one slash")
    for letter, meaning in (("T", "a time of day"), ("[", "a set"), ("{", "a set")):
        position = text.find(letter)
        if position >= 0:
            raise UnreadableError(position, f"a side of an interval cannot hold {meaning}")


def _read_end(
    text: str, start: int, end: int, conventions: Conventions, *, leading: bool
) -> tuple[Element | None, str]:
    """Return one side of an interval and its kind: known, open, unknown or bounded (see `Date.start_kind`)."""
    if start == end:
        return None, "unknown"
    side = text[start:end]
    if side.isalpha() and side.strip("XY"):
        raise UnreadableError(start, f"{side!r} is no date: an open side is written .., an unknown one left blank")
    dotted = text.startswith("..", start, end) if leading else text.endswith("..", start, end)
    if not dotted:
        return read_element(text, start, end, conventions.seasons), "known"
    if end - start == 2:
        return None, "open"
    start, end = (start + 2, end) if leading else (start, end - 2)
    return read_element(text, start, end, conventions.seasons), "bounded"


def _interval_bounds(start: Element | None, start_kind: str, end: Element | None, end_kind: str) -> Bounds:
    """Return the bounds of start and end, knowing that an interval ends no earlier than it starts.

    An open side is certain to reach infinity, an unknown one possible to. A bounded side lies anywhere
    beyond its date: `..1985/` starts on some day up to the end of 1985.
    """
    first = start.first if start and start_kind == "known" else FAR_PAST
    last = end.last if end and end_kind == "known" else FAR_FUTURE
    latest = start_latest(start_kind, start.days if start else None, start.last if start else last, last)
    earliest = end_earliest(end_kind, end.days if end else None, end.first if end else first, first)
    return Bounds(first, latest, earliest, last)


def _interval_level(elements: list[Element]) -> int:
    """Return the level of the sides; X in an interval is always level 2 (EDTF level 2, "Interval")."""
    return 2 if any(element.masked for element in elements) else max(element.level for element in elements)


def _read_set(text: str, conventions: Conventions) -> Date:
    closing = _CLOSING[text[0]]
    if text[-1] != closing:
        raise UnreadableError(len(text) - 1, f"a set that opens with {text[0]} closes with {closing}")
    members: list[Member] = []
    elements: list[Element] = []
    start = 1
    while start < len(text):
        comma = text.find(",", start)
        end = len(text) - 1 if comma < 0 else comma
        members.append(_read_member(text, start, end, conventions, elements))
        start = end + 1
    return _set_of(text, members, elements, conventions)


def _read_member(text: str, start: int, end: int, conventions: Conventions, elements: list[Element]) -> Member:
    """Read a date or a range of a set, and add the dates in it to `elements`."""
    dots = text.find("..", start, end)
    if dots < 0:
        element = read_element(text, start, end, conventions.seasons)
        elements.append(element)
        if not element.marks:
            return Member(element.days, _same_day(element))
        from dateline.dates.doubt import judged

        found = judged(element, conventions.circa)
        return Member(found.days, found.same_day())
    if end - start == 2:
        raise UnreadableError(dots, "a range of a set needs a date on at least one side")
    lower = read_element(text, start, dots, conventions.seasons) if dots > start else None
    upper = read_element(text, dots + 2, end, conventions.seasons) if dots + 2 < end else None
    if lower and upper:
        _check_range(lower, upper, dots)
    elements.extend(element for element in (lower, upper) if element)
    kinds = ("known" if lower else "open", "known" if upper else "open")
    bounds, _ = _bounds_and_sides(lower, kinds[0], upper, kinds[1], conventions)
    return Member(Run(bounds.earliest, bounds.latest), bounds)


def _check_range(lower: Element, upper: Element, dots: int) -> None:
    if lower.precision != upper.precision:
        raise UnreadableError(dots + 2, f"a range cannot go from a {lower.precision} to a {upper.precision}")
    if lower.first > upper.last:
        raise UnreadableError(dots + 2, "the range ends before it starts")


def _set_of(text: str, members: list[Member], elements: list[Element], conventions: Conventions) -> Date:
    one_of = text[0] == "["
    first, last = min(m.bounds.earliest for m in members), max(m.bounds.latest for m in members)
    if one_of:
        bounds = Bounds(first, last, first, last)
    else:
        # The first thing happens no later than any of them must have, the last no earlier.
        least, most = min(m.bounds.start_latest for m in members), max(m.bounds.end_earliest for m in members)
        bounds = Bounds(first, least, most, last)
    marked = any(element.marks for element in elements)
    if marked:
        from dateline.dates.doubt import set_bounds

        ranged = ".." in text and any(mark in "?%" for element in elements for _, mark in element.marks)
        judged = [member.bounds for member in members]
        bounds = set_bounds(bounds, judged, one_of=one_of, doubtful=one_of and ranged, gapless=bool(conventions.circa))
    return Date(
        text,
        bounds,
        2,
        "one_of" if one_of else "all_of",
        _coarsest(elements),
        qualifiers=_qualifiers(elements),
        start_kind="open" if first == FAR_PAST else "known",
        end_kind="open" if last == FAR_FUTURE else "known",
        seasons=_convention(elements, conventions),
        members=() if len(members) == 1 and isinstance(members[0].days, Run) else tuple(members),
        circa=conventions.circa,
        reader=read_date if marked else None,
    )


def _coarsest(elements: list[Element]) -> str:
    return max((element.precision for element in elements), key=PRECISIONS.index)


def _convention(elements: list[Element], conventions: Conventions) -> str | None:
    return conventions.seasons.name if any(element.conventional for element in elements) else None


def _qualifiers(elements: list[Element], first_place: int = 0) -> tuple[Qualifier, ...]:
    return tuple(
        Qualifier(place, part, mark)
        for place, element in enumerate(elements, first_place)
        for part, mark in element.marks
    )
