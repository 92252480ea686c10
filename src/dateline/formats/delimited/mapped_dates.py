"""The dates of a mapped file: one column or several, with columns to fall back on, alone or as a span."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import lru_cache, partial

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, day_text, from_day
from dateline.dates.calendars.called import calendar_called
from dateline.dates.calendars.writing import Side, stretch
from dateline.dates.convention_settings import CALENDARS
from dateline.dates.conventions import Conventions
from dateline.dates.undated import says_undated, undated
from dateline.formats.delimited.cell_values import NoDateError, UnfitError, edtf
from dateline.formats.delimited.date_formats import cell_reader, is_unknown, parts_reader
from dateline.formats.delimited.date_rules import DateRule
from dateline.formats.delimited.mapped_numbers import whole_number
from dateline.formats.delimited.templates import Template
from dateline.formats.delimited.told_precision import WITHIN, as_told, words_of

_DAYS_OF_A_DAY, _DAYS_OF_A_MONTH = 5, 40  # with those by which the Islamic calendar may differ
OPEN_ENDS = ("..", "present", "ongoing", "open", "now", "today", "to date", "continuing")
"""What the cell of an end says when there is none."""


def date_reader(rule: DateRule) -> Callable[[tuple[str, ...]], Date]:
    """Return a function that reads the date from the cells of the columns of `rule.templates`, in their order.

    It raises UnfitError where there is no date, or none that can be read; equal cells are read once.
    """
    side_reader = lru_cache(partial(_side_reader, rule))

    @lru_cache(65_536)
    def date(cells: tuple[str, ...]) -> Date:
        given = _sections(rule, cells)
        read = _undated_or(side_reader(_conventions(rule, given.calendar)))
        begun = rule.parts or any(given.end)
        if not begun and (given.start[0].lower() in OPEN_ENDS or given.start[0] in rule.ongoing):
            raise NoDateError(f"the date is {given.start[0]!r}, which says that there is none yet")
        start = _hinted(read, given.start, _start_hint)
        if start is None:
            start = next((found for text in given.otherwise if (found := read([text]))), None)
        end = _end(read, given.end, rule.ongoing) if rule.end else None
        _check_undated(given, start, end)
        if start is None and end is None and rule.undated:
            return undated()
        if start is None:
            raise NoDateError("the date is missing") if end is None else UnfitError("the start of the date is missing")
        return _checked(_precise(rule, given, start, end), given.year)

    return date


def _precise(rule: DateRule, given: _Given, start: Date, end: Date | str | None) -> Date:
    """Return the date of both sides, each as wide and as sure as its column of precision says."""
    calendar = _conventions(rule, given.calendar).calendar
    other = None if calendar == "gregorian" else calendar
    first = words_of(given.precision, rule.precisions)
    last = words_of(given.end_precision, rule.end_precisions) if rule.end_precision else first
    sides = as_told(start, first, other), as_told(end, last, other) if isinstance(end, Date) else end
    return _whole(*sides, "some-day" if WITHIN in (*first, *last) else rule.meaning)


def date_words(rule: DateRule, cells: tuple[str, ...]) -> str | None:
    """Return what the cells say, as they say it."""
    given = _sections(rule, cells)
    sides = (*given.start, *given.end)
    return " – ".join(filter(None, sides)) or next(filter(None, given.otherwise), None)


def date_calendar(rule: DateRule, cells: tuple[str, ...]) -> str:
    """Return the name of the calendar that the cells of a row are read by; raises UnfitError when it is not known."""
    return _conventions(rule, _sections(rule, cells).calendar).calendar or "gregorian"


class _Given:
    """The texts of a row by what they are for."""

    __slots__ = ("calendar", "end", "end_precision", "otherwise", "precision", "start", "year")

    def __init__(self, rule: DateRule, texts: list[str]) -> None:
        rest = iter(texts)
        self.start = [next(rest) for _ in rule.start]
        self.end = [next(rest) for _ in rule.end]
        self.calendar = next(rest) if rule.calendar else ""
        self.otherwise = [next(rest) for _ in rule.otherwise]
        self.precision = next(rest) if rule.precision else ""
        self.year = next(rest) if rule.year else ""
        self.end_precision = next(rest) if rule.end_precision else ""


def _sections(rule: DateRule, cells: tuple[str, ...]) -> _Given:
    return _Given(rule, _filled(rule.templates, cells))


def _conventions(rule: DateRule, name: str) -> Conventions:
    """Return the conventions of a row, whose cell may name the calendar."""
    if not name:
        return rule.conventions
    found = calendar_called(name)
    if found is None:
        raise UnfitError(f"calendar {name!r} is not one that dateline reads", f"it reads {', '.join(CALENDARS)}")
    return rule.conventions._replace(calendar=found)


def _filled(templates: tuple[Template, ...], cells: tuple[str, ...]) -> list[str]:
    rest = iter(cells)
    return [template.fill(tuple(next(rest) for _ in template.columns)) for template in templates]


_Side = Callable[[list[str]], Date | None]


def _side_reader(rule: DateRule, conventions: Conventions) -> _Side:
    one = cell_reader(rule.forms, conventions, rule.order, rule.negative_years)

    def single(texts: list[str]) -> Date | None:
        return one(texts[0]) if texts[0] and not is_unknown(texts[0]) else None

    if not rule.parts:
        return single
    parts = parts_reader(cell_reader(("edtf",), conventions, rule.order, None), rule.negative_years)
    return lambda texts: parts(texts) if len(texts) == len(rule.start) else single(texts)


def _undated_or(read: Callable[[list[str]], Date | None]) -> Callable[[list[str]], Date | None]:
    """Return a function that reads what `read` does, and the words that say that there is no date."""
    return lambda texts: undated() if any(map(says_undated, texts)) else read(texts)


def _end(read: _Side, texts: list[str], ongoing: Set[str]) -> Date | str | None:
    """Return the end of a date, ".." when its cell says that there is none, and None when it is empty."""
    said = texts[0] if len(texts) == 1 else None
    return (
        ".." if said is not None and (said.lower() in OPEN_ENDS or said in ongoing) else _hinted(read, texts, _end_hint)
    )


def _check_undated(given: _Given, start: Date | None, end: Date | str | None) -> None:
    """Refuse a span of which one side says that there is no date: that has several meanings."""
    if not isinstance(end, Date) or start is None or (start.kind == "undated") == (end.kind == "undated"):
        return
    if end.kind == "undated":
        said = " ".join(filter(None, given.end))
        raise UnfitError(f"the end is {said!r}, which does not tell whether there is an end", _end_hint(said))
    said = " ".join(filter(None, given.start))
    hint = f'to take the end as the date, add "{said}" to values in [skip], and the column to otherwise in [date]'
    raise UnfitError("undated is not a single date and cannot be the end of a span", hint)


def _end_hint(said: str) -> str:
    """Return what settles an end that is no date."""
    return f'if the end is missing, add "{said}" to values in [skip]; if it goes on, to ongoing in [date]'


def _start_hint(said: str) -> str:
    return f'if the date is not known, add "{said}" to values in [skip], and missing = "undated" to [date] to keep it'


def _hinted(read: _Side, texts: list[str], hint: Callable[[str], str]) -> Date | None:
    """Read a side; a cell of mere words that is no date may be one for "missing"."""
    try:
        return read(texts)
    except NoDateError:
        raise
    except UnfitError as error:
        words = len(texts) == 1 and not error.hint and not any(map(str.isdigit, texts[0]))
        raise UnfitError(error.reason, hint(texts[0]) if words else error.hint) from None


def _whole(start: Date, end: Date | str | None, meaning: str | None) -> Date:
    if isinstance(end, str):
        return edtf(f"{start.edtf}/..")
    if end is None or end == start:
        return _alone(start, meaning)
    return _span(start, end, meaning)


def _checked(date: Date, year: str) -> Date:
    """Return the date if the column of the year, which says it once more, agrees."""
    number = whole_number(year, "year") if year else None
    bounds = [from_day(day)[0] for day in (date.earliest, date.latest) if FAR_PAST < day < FAR_FUTURE]
    if number is not None and bounds and not min(bounds) <= number <= max(bounds):
        raise UnfitError(f"the date {date.edtf} is not in the year {number} of its row")
    return date


def _alone(date: Date, meaning: str | None) -> Date:
    """Return a date without an end as it is meant: `1994/1996` on some day is `[1994..1996]`."""
    if meaning == "some-day" and date.kind == "interval":
        return edtf("[{}..{}]".format(*("" if side == ".." else side for side in date.edtf.split("/"))))
    bounded = FAR_PAST < date.earliest < date.latest < FAR_FUTURE
    if meaning == "during" and date.kind in ("date", "season") and bounded:
        if date.qualifiers:  # of a day a mark would say something else
            return edtf(f"{date.edtf}/{date.edtf}")
        return edtf(f"{day_text(date.earliest)}/{day_text(date.latest)}")
    return date


def _span(start: Date, end: Date, meaning: str | None) -> Date:
    for side in (start, end):
        if side.kind not in ("date", "season") and not _one_run(side):
            raise UnfitError(f"{side.edtf} is not a single date and cannot be the end of a span")
    if start.earliest > end.latest:
        raise UnfitError(f"the date ends, {end.edtf}, before it starts, {start.edtf}")
    runs = _one_run(start) or _one_run(end)
    if meaning != "some-day":
        return edtf(stretch(_side(start), _side(end)) if runs else f"{start.edtf}/{end.edtf}")
    if runs:
        return edtf(f"[{day_text(start.earliest)}..{day_text(end.latest)}]")
    if start.precision == end.precision:
        return edtf(f"[{start.edtf}..{end.edtf}]")
    # EDTF has no range from a month to a year, but it has that of their days.
    doubt = "?" if start.uncertain or end.uncertain else ""
    return edtf(f"[{day_text(start.bounds.earliest)}{doubt}..{day_text(end.bounds.latest)}{doubt}]")


def _one_run(date: Date) -> bool:
    """Tells whether a date is some day of a run without gaps, as the months and years of other calendars are."""
    bounds = date.bounds
    return date.kind == "one_of" and not date.members and FAR_PAST < bounds.earliest <= bounds.latest < FAR_FUTURE


def _side(date: Date) -> Side:
    """Return a date as an end of a stretch, with the unit that fits its length."""
    length = date.latest - date.earliest
    unit = "day" if length < _DAYS_OF_A_DAY else "month" if length < _DAYS_OF_A_MONTH else "year"
    mark = "~" if date.approximate else "?" if date.uncertain else ""
    return Side(date.earliest, date.latest, unit, "", mark)
