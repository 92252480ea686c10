"""Words for one side of a statement: a period or a part of one (early, mid-, late, first half), and qualifiers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from dateline.dates.calendar import day_of, day_text, from_day, month_length, year_text
from dateline.dates.conventions import Conventions
from dateline.dates.prose.candidate import Term, single, valid_date
from dateline.dates.prose.numeric import numeric_terms
from dateline.dates.prose.periods import Period, periods
from dateline.dates.prose.vocabulary import CARDINALS, MONTH_NUMBERS, Pattern
from dateline.dates.prose.weekdays import without_weekday
from dateline.dates.seasons import subyear_days
from dateline.dates.shifting import whole_text

_CIRCA = r"(?:circa|ca|approx|approximately|about|around|roughly|estimated|est|some ?time around)"
_MAYBE = (
    r"(?:maybe|possibly|perhaps|probably|presumably|likely|uncertain|apparently|seemingly|supposedly|allegedly|"
    r"reputedly|tentatively|conjecturally):?"
)
_LEADING = (
    (re.compile(rf"^(?:{_MAYBE} |\?+ ?(?=[\w(]))"), "?"),
    (re.compile(rf"^(?:(?:in )?{_CIRCA} (?:the )?|ca?(?= ?'?\d) ?|c (?=[a-z])|~ ?)(?=.)"), "~"),
)
_TRAILING = (
    (re.compile(rf" ?\?$| {_MAYBE}$"), "?"),
    (re.compile(rf"[ -]?ish$| {_CIRCA}$| ?~$"), "~"),
    (re.compile(r" ?%$"), "%"),
)
_NAMED_DOUBTS = re.compile(r"^(.*\S) ?\(([a-z ,/]+)\)$")
_MARK_OF = {"uncertain": "?", "approximate": "~"}

_LONGEST_TERM = 70
"""Characters: 25 December of some year in the 1560s (year uncertain, month approximate)."""
_NO_TERM = re.compile(r"[&;=@#]|(?:\d+\D+){3}\d")
"""Signs that no term has, and more numbers than year, month and day."""
_AS_EDTF = re.compile(r"[-\dxyes][-\dxyes?~%]*")
_SEASON = re.compile(r"\d{4}-(?:2[1-9]|3\d|4[01])$")
"""Rather two years, in the middle of a text."""

_MODIFIER = r"(early|mid|middle|late)"
_THIRDS = {"early": 0, "mid": 1, "middle": 1, "late": 2}
_THIRDS_OF = {
    "month": ((1, 10), (11, 20), (21, 31)),
    "year": ((1, 4), (5, 8), (9, 12)),
    "decade": ((0, 3), (4, 6), (7, 9)),
    "century": ((0, 32), (33, 65), (66, 99)),
    "millennium": ((0, 332), (333, 665), (666, 999)),
}
"""The first and last day, month or year of early, mid and late, as docs/semantics/dates.md states them."""


def sides(text: str, conventions: Conventions) -> Sequence[Term]:
    """Return the terms of a text, which may also be a date in EDTF; none of a text longer than any date."""
    if len(text) > _LONGEST_TERM or (":" not in text and _NO_TERM.search(text)):
        return ()
    return _sides(text, conventions)


@lru_cache(1024)
def _sides(text: str, conventions: Conventions) -> tuple[Term, ...]:
    # Kept, because every way to part a text asks for the same sides again.
    if _AS_EDTF.fullmatch(text) and not _SEASON.search(text) and valid_date(text.upper(), conventions):
        return (single(text.upper(), "year" if text.isdigit() else "EDTF"),)
    return tuple(terms(text, conventions))


def terms(text: str, conventions: Conventions) -> list[Term]:
    """Return what a normal text may say as one date or span with its doubts; empty when it is none."""
    if named := _with_named_doubts(text, conventions):
        return named
    text, mark = _without_doubts(text)
    numeric = numeric_terms(text, conventions) if text[-1:].isdigit() and text[:1].isdigit() else ()
    found = [*numeric, *_plain(text, conventions)]
    return [term.marked(mark) for term in found]


def _without_doubts(text: str) -> tuple[str, str]:
    """Take the words of doubt from both ends of a text, and return their qualifier or nothing."""
    if text.isdigit():
        return text, ""
    text, marks = _stripped(text, (*_LEADING, *_TRAILING))
    return text, "%" if len(marks) > 1 else "".join(marks)


def _stripped(text: str, patterns: Iterable[tuple[re.Pattern[str], str]]) -> tuple[str, set[str]]:
    marks: set[str] = set()
    before = ""
    while text != before:
        before = text
        for pattern, mark in patterns:
            shorter = pattern.sub("", text, count=1)
            if shorter != text:
                text = shorter.strip()
                marks.add(mark)
    return text, marks


def doubt_around(text: str) -> tuple[str, str]:
    """Return the qualifiers that the words of doubt in front of a text and behind it stand for, or nothing.

    >>> doubt_around("probably 1850-60"), doubt_around("c 1850-60?"), doubt_around("1850-60")
    (('?', ''), ('~', '?'), ('', ''))
    """
    found = []
    for patterns in (_LEADING, _TRAILING):
        _, marks = _stripped(text, patterns)
        found.append("%" if len(marks) > 1 else "".join(marks))
    return found[0], found[1]


def _with_named_doubts(text: str, conventions: Conventions) -> list[Term]:
    """Read "June 2004 (year uncertain, month approximate)", which marks single parts of a date."""
    found = _NAMED_DOUBTS.match(text)
    marks = _named_marks(found[2]) if found else None
    if not found or not marks:
        return []
    whole = marks.pop("", "")
    return [term for each in terms(found[1], conventions) if (term := _mark_parts(each, marks, whole))]


def _named_marks(words: str) -> dict[str, str] | None:
    """Return part to qualifier of the words in brackets, "" for the whole date; None when they are others."""
    marks: dict[str, str] = {}
    parts: list[str] = []
    for word in re.findall(r"[a-z]+", words):
        if word in ("year", "month", "day"):
            parts.append(word)
        elif word in _MARK_OF:
            for part in parts or list(marks) or [""]:
                marks[part] = _joined(marks.get(part, ""), _MARK_OF[word])
            parts = []
        elif word not in ("and", "date", "is"):
            return None
    return None if parts else marks


def _joined(old: str, mark: str) -> str:
    return mark if old in ("", mark) else "%"


def _mark_parts(term: Term, marks: dict[str, str], whole: str) -> Term | None:
    if term.spans or any(sign in term.start for sign in "?~%"):
        return None
    if not marks:
        return term.marked(whole)
    names = ("year", "month", "day")
    sign, parts = ("-", term.start[1:].split("-")) if term.start[0] == "-" else ("", term.start.split("-"))
    if not set(marks) <= set(names[: len(parts)]):
        return None
    if len(marks) == len(parts) and len(set(marks.values())) == 1:
        return term.marked(marks["year"])
    parts[0] = sign + parts[0]
    marked = "-".join(marks.get(name, "") + part for name, part in zip(names, parts, strict=False))
    return single(marked, term.rule, term.rank)


def _plain(text: str, conventions: Conventions) -> list[Term]:
    """Read a text without words of doubt, by the first rule that gives anything."""
    for pattern, build in _COMPILED:
        found = pattern.fullmatch(text)
        if found and (built := list(build(found, conventions))):
            return built
    whole = [_whole(period) for period in periods(text, conventions)]
    return whole or _with_weekday(text, conventions)


def _with_weekday(text: str, conventions: Conventions) -> list[Term]:
    """Read a day whose weekday stands beside it, in the middle of a text: before Monday 3 May 1999."""
    rest, fits = without_weekday(text)
    return [term for term in terms(rest, conventions) if fits(term.edtf)] if rest != text else []


def _whole(period: Period) -> Term:
    return Term(period.edtf, period.end or period.edtf, period.rule, period.rank, one_of=bool(period.end))


def _third(found: re.Match[str], conventions: Conventions) -> Iterable[Term]:
    first, last = _THIRDS[found[1]], _THIRDS[found[2] or found[1]]
    for period in periods(found[3], conventions):
        name = found[1] if first == last else f"{found[1]} to {found[2]}"
        if period.unit in _THIRDS_OF and period.year is not None and first <= last:
            thirds = _THIRDS_OF[period.unit]
            yield _piece(period, thirds[first][0], thirds[last][1], f"{name}, by thirds of the {period.unit}")
        elif period.unit in ("season", "part") and period.year is not None and first <= last:
            yield _piece_by_months(period, first, last, name, conventions)


def _piece(period: Period, first: int, last: int, rule: str) -> Term:
    """Return the days of a month, months of a year or years of a longer period from `first` to `last`."""
    year = period.year or 0
    if period.unit == "month":
        last = min(last, month_length(year, period.month))
        return Term(f"{period.edtf}-{first:02d}", f"{period.edtf}-{last:02d}", rule, period.rank)
    if period.unit == "year":
        return Term(f"{period.edtf}-{first:02d}", f"{period.edtf}-{last:02d}", rule, period.rank)
    return Term(year_text(year + first), year_text(year + last), rule, period.rank)


def _piece_by_months(period: Period, first: int, last: int, name: str, conventions: Conventions) -> Term:
    """Return a third of a season or part of a year, in whole months where it can be; four months are 1, 2 and 1."""
    start, end = subyear_days(period.year or 0, period.month, conventions.seasons)
    year, month, day = from_day(start)
    months = round((end - start + 1) / 30.4)
    edges = [_month_later(year, month, day, round(months * count / 3)) for count in range(3)] + [end + 1]
    text = whole_text(edges[first], edges[last + 1] - 1)
    return Term(*text, f"{name}, by months of the {'season' if period.unit == 'season' else 'part'}", period.rank)


def _month_later(year: int, month: int, day: int, count: int) -> int:
    return day_of(year + (month + count - 1) // 12, (month + count - 1) % 12 + 1, day)


def _fraction(found: re.Match[str], conventions: Conventions) -> Iterable[Term]:
    """Read the first half of the 19th century, the last quarter of the 1890s, the second half of March 1999."""
    unit = {"half": 2, "third": 3, "3rd": 3, "quarter": 4}[found["unit"]]
    number = int(found["number"]) if found["number"].isdigit() else unit
    if not 1 <= number <= unit:
        return
    for period in periods(found["rest"], conventions):
        rule = f"{('half', 'third', 'quarter')[unit - 2]} of a {period.unit}"
        if unit == 3:
            yield from _third_of(period, number - 1, rule)
        elif period.unit == "month" and unit == 2 and period.year is not None:
            yield _piece(period, *((1, 15), (16, 31))[number - 1], rule)
        elif period.year is not None and period.years > 1 and period.years % unit == 0:
            length = period.years // unit
            yield _piece(period, length * (number - 1), length * number - 1, rule)


def _third_of(period: Period, place: int, rule: str) -> Iterable[Term]:
    if period.unit in ("century", "millennium", "month") and period.year is not None:
        yield _piece(period, *_THIRDS_OF[period.unit][place], rule)


def _edge(found: re.Match[str], conventions: Conventions) -> Iterable[Term]:
    """Read the beginning or end of a period as its first or last part; as a bound it is a day, see `one_sided`."""
    return terms(f"{'late' if found[1] in ('end', 'close') else 'early'} {found[2]}", conventions)


def _turn(found: re.Match[str], conventions: Conventions) -> Iterable[Term]:
    """Read the turn of a century as the years on both sides of its first; without a number it may be either of two."""
    if found["later"] and int(found["later"]) != int(found["number"]) + 1:
        return
    number = int(found["later"] or found["number"] or 0)
    for hundreds in [number - 1] if number else [19] if "mil" in found["unit"] else [18, 19]:
        year = 100 * (hundreds if number else hundreds + 1)
        yield Term(year_text(year - 1), year_text(year + 1), f"the years around {year}")


def _week_of_month(found: re.Match[str], conventions: Conventions) -> Iterable[Term]:
    for period in periods(found[2], conventions):
        if period.unit != "month" or period.year is None:
            continue
        length = month_length(period.year, period.month)
        last = min(7 * int(found[1]), length) if found[1].isdigit() else length
        first = 7 * int(found[1]) - 6 if found[1].isdigit() else length - 6
        if first <= last:
            yield _piece(period, first, last, "week of a month, counted in sevens")


def _week_of_day(found: re.Match[str], conventions: Conventions) -> Iterable[Term]:
    """Read the week of a day, which runs from Monday, or the seven days that end or begin with it."""
    kind = found["kind"]
    day, fits = without_weekday(found["day"])
    for term in terms(day, conventions):
        if not fits(term.edtf):
            continue
        date = valid_date(term.edtf, conventions)
        if date and date.precision == "day" and date.earliest == date.latest:
            first = date.earliest - (date.earliest - 1) % 7 if kind == "week of" else date.earliest
            ending = kind.endswith(("ending", "end", "/e", " e"))
            first -= 6 * ending
            rule = "the week from Monday" if kind == "week of" else f"the seven days {'to' if ending else 'from'} it"
            yield Term(str(day_text(first)), str(day_text(first + 6)), rule, term.rank)


def _decades(found: re.Match[str], conventions: Conventions) -> Iterable[Term]:
    """Read the first decade of the 20th century, the last two decades of the 19th century."""
    count = int(found["count"]) if (found["count"] or "").isdigit() else CARDINALS.get(found["count"] or "", 1)
    place = int(found["place"] or 11 - count)
    for period in periods(found["rest"], conventions):
        if (
            period.unit == "century"
            and "hundreds as" not in period.rule
            and period.year is not None
            and 1 <= place <= 11 - count
        ):
            yield _piece(period, 10 * (place - 1), 10 * (place - 1 + count) - 1, "decades of a century, by its years")


def _iso_week(found: re.Match[str], conventions: Conventions) -> Iterable[Term]:
    """Read a week of ISO 8601, the first of which holds 4 January, or a day of it."""
    year, week = int(found["year"]), int(found["week"])
    monday, following = (_first_monday(each) for each in (year, year + 1))
    monday += 7 * (week - 1)
    if week >= 1 and monday < following:
        first, last = (monday + int(found["day"]) - 1,) * 2 if found["day"] else (monday, monday + 6)
        yield Term(
            str(day_text(first)), str(day_text(last)), f"{'day of ' * bool(found['day'])}week {week} of the year"
        )


def _first_monday(year: int) -> int:
    fourth = day_of(year, 1, 4)
    return fourth - (fourth - 1) % 7


def _some(found: re.Match[str], conventions: Conventions) -> Iterable[Term]:
    """Read some day in January 1872, a month in 1999, a year in the 1860s."""
    wanted = {"time": "day"}.get(found[1], found[1])
    for period in periods(found[2], conventions):
        holes = _holes(wanted, period)
        if holes is not None and not period.end:
            yield single(period.edtf + holes, f"some {wanted} of it", period.rank)


def _holes(wanted: str, period: Period) -> str | None:
    """Return the unspecified parts that turn a period into some day, month or year of it."""
    if wanted == "day" and period.unit == "month":
        return "-XX"
    if period.unit in ("year", "decade", "century", "millennium"):
        return {"day": "-XX-XX", "month": "-XX", "year": "" if period.unit != "year" else None}[wanted]
    return "" if wanted == "day" and period.unit in ("season", "part") else None


def _some_year(found: re.Match[str], conventions: Conventions) -> Iterable[Term]:
    """Read 25 December of some year in the 1560s, and some month of some year."""
    head = {"some day": "-XX-XX", "some month": "-XX", "": ""}.get((found["head"] or "").strip())
    if head is None:
        inner = [period.edtf[4:] for period in periods(found["head"], conventions) if period.year is None]
        head = inner[0] if inner else None
    years = [period.edtf for period in periods(found["rest"], conventions)] if found["rest"] else ["XXXX"]
    for year in years if head is not None else []:
        if "X" in year and "-" not in year[1:]:
            yield single(f"{year}{head}", "some year of it")


def _some_month(found: re.Match[str], conventions: Conventions) -> Iterable[Term]:
    for period in periods(found[2], conventions):
        if period.unit in ("year", "decade", "century"):
            yield single(f"{period.edtf}-XX-{int(found[1]):02d}", "day of some month")


def _with_time(found: re.Match[str], conventions: Conventions) -> Iterable[Term]:
    zone = found["zone"] or ""
    zone = {"utc": "Z", "z": "Z", "": ""}.get(zone, zone.removeprefix("utc"))
    for period in periods(found["date"], conventions):
        if period.unit == "day" and period.year is not None:
            yield single(f"{period.edtf}T{found['time']}{found['seconds'] or ':00'}{zone}", "day with a time")


_MONTH_NAMES = "|".join(MONTH_NUMBERS)
_SOME = r"(?:a|an|some|one|any)"
_NUMBERS = "|".join(word for word in CARDINALS if word not in ("a", "an"))
_RULES: tuple[tuple[str, Callable[[re.Match[str], Conventions], Iterable[Term]]], ...] = (
    (rf"(?:in )?(?:the )?{_MODIFIER}(?:(?:[- ]to[- ]|[- /]){_MODIFIER})?(?:[- ]| in |, )(?!to )(.+)", _third),
    (r"(?:in )?(?:the )?(?P<number>\d|last)(?:st|nd|rd|th)? (?P<unit>half|third|3rd|quarter) (?P<rest>.+)", _fraction),
    (r"(?:in )?(?:the )?(\d|last)(?:st|nd|rd|th)? week (?:of |in )?(.+)", _week_of_month),
    (r"(?:at |in |towards? )?(?:the )?(?:very )?(start|beginning|end|close) of (.+)", _edge),
    (rf"(?:at |in )?(?:the )?(start|beginning|end) ((?:{_MONTH_NAMES})\b.*)", _edge),
    (r"(?:at |in )?(?:the )?(end) (\d{4})", _edge),
    (
        r"(?:at |around )?(?:the )?turn of (?:the )?"
        r"(?:(?P<number>\d{1,2})(?:st|nd|rd|th)?(?: ?(?:and|to|/|-) ?(?P<later>\d{1,2})(?:st|nd|rd|th)?)? )?"
        r"(?P<unit>centur(?:y|ies)|millennium)",
        _turn,
    ),
    (
        r"(?:in |for )?(?:the )?(?P<kind>week of|(?:week|wk|w)[ /]?"
        r"(?:ending|beginning|commencing|starting|end|e|c)) (?P<day>.+)",
        _week_of_day,
    ),
    (
        r"(?:in )?(?:the )?(?:(?P<place>\d{1,2})(?:st|nd|rd|th)|(?P<edge>last|final)) "
        rf"(?:(?P<count>\d|{_NUMBERS}) )?decades? of (?P<rest>.+)",
        _decades,
    ),
    (r"(?:in )?(?:iso )?(?:week|wk|kw|w) ?(?P<week>\d{1,2})(?: of|,| ?/)? ?(?P<year>\d{4})(?P<day>)", _iso_week),
    (r"(?P<year>\d{4})(?:,? week |[- ]?w)(?P<week>\d{1,2})(?:-?(?P<day>[1-7]))?", _iso_week),
    (rf"(?:at |on |in )?(?:(?P<head>.+?) )?(?:of |in )?{_SOME} year(?: (?:of|in) (?P<rest>.+))?", _some_year),
    (rf"(?:the )?(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_SOME} month (?:of|in) (.+)", _some_month),
    (rf"(?:at |on |in )?(?:{_SOME} ?)?(day|month|year|time) (?:of|in) (?:about )?(.+)", _some),
    (
        r"(?P<date>.+?),? (?:at )?(?P<time>[0-2]\d:[0-5]\d)(?P<seconds>:[0-5]\d)?"
        r"(?: ?(?P<zone>utc[+-]\d\d(?::\d\d)?|utc|z|\+\d\d(?::\d\d)?))?",
        _with_time,
    ),
)
"""Patterns of whole texts, and what each says; whatever fits none is a plain period."""
_COMPILED = tuple((Pattern(pattern), build) for pattern, build in _RULES)
