"""Statements with one side: before 1900, by 1900, until 1900, after June 1967, since 1967, 1900 or earlier.

A happening is no state: "before 1900" is some day, and the year named is excluded; "by 1900" and "1900 or earlier"
include it; "until 1900" and "since 1900" are stretches of time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from dateline.dates.calendar import day_of, day_text, from_day, month_length, year_text
from dateline.dates.conventions import Conventions
from dateline.dates.prose.candidate import MARKS, Found, Term, outermost, valid_date
from dateline.dates.prose.double_years import double_years
from dateline.dates.prose.edges import edge_days
from dateline.dates.prose.spans import short_span, span
from dateline.dates.prose.terms import sides
from dateline.dates.prose.vocabulary import Pattern
from dateline.dates.strict import read_date

_NOT_LATER = r"(?:by|no[t]? later than|not after|on or before|in or before|at or before)"
_NOT_EARLIER = r"(?:no[t]? earlier than|not before|in or after|on or after|at or after)"
_UNKNOWN = r"(?:(?:an )?unknown(?: date| start| end)?|[([]?\?+[)\]]?)"
_BOUNDS: tuple[tuple[Pattern, str, str], ...] = tuple(
    (Pattern(pattern), template, rule)
    for pattern, template, rule in (
        (
            rf"{_NOT_LATER} (.+)|(.+?),? at the latest|(.+?),? (?:or|and) (?:earlier|before)",
            "[..{end}]",
            "some day up to it",
        ),
        (rf"{_NOT_EARLIER} (.+)|(.+?),? at the earliest", "[{start}..]", "some day from it on"),
        (r"(?:from )?(.+?),? (?:or|and) (?:later|after)(?:wards)?", "[{start}..]", "some day from it on"),
        (r"(?:some ?time |any ?time )?(?:before|prior to|earlier than) (.+)", "[..{before}]", "some day before it"),
        (r"(?:some ?time |any ?time )?(?:after|later than) (.+)", "[{after}..]", "some day after it"),
        (r"(?:until|till|up to|to|through) (.+)", "../{end}", "any time up to it"),
        (
            r"(?:from )?(.+?)(?: to (?:the present|present|date|today|now)| ?- ?(?:present|today|now))",
            "{start}/..",
            "on",
        ),
        (r"(?:from )?(.+?)(?:,? (?:onwards?|on))", "{start}/..", "from it on"),
        (r"(?:since|from|as of|starting|beginning|commencing)(?: from| on| in)? (.+)", "{start}/..", "from it on"),
        (r"all of (.+) and (?:all )?later", "{{{start}..}}", "all from it on"),
        (r"all of (.+) and (?:all )?earlier", "{{..{end}}}", "all up to it"),
    )
)
"""Patterns, the EDTF that each stands for, and its rule."""
_NOT_KNOWN: tuple[tuple[Pattern, str, str], ...] = tuple(
    (Pattern(pattern), template, rule)
    for pattern, template, rule in (
        (rf"(?:(?:from )?{_UNKNOWN} (?:to|until) |{_UNKNOWN} ?- ?)(.*\d.*)", "/{end}", "unknown start"),
        (rf"(?:from )?(?!\W?\d{{1,3}} ?-)(.*\d.*?)(?: to {_UNKNOWN}| ?- ?{_UNKNOWN})", "{start}/", "unknown end"),
    )
)
"""Patterns of spans with an end that is not known, which say so with a word or a question mark."""


def one_sided(text: str, conventions: Conventions) -> Iterator[Found]:
    """Return what a normal text with one side may say, whether valid EDTF or not."""
    yield from _half_known_span(text, conventions)
    for pattern, template, rule in (*_NOT_KNOWN, *_BOUNDS) if "?" in text or "unknown" in text else _BOUNDS:
        found = pattern.fullmatch(text)
        inner = next(filter(None, found.groups()), "") if found else ""
        for term in _inner(inner, conventions, spans=template in ("[{start}..]", "[..{end}]")) if inner else []:
            # A bound in any year says nothing, and one at an impossible day neither.
            if not term.start.startswith("XXXX") and valid_date(term.edtf, conventions):
                yield Found(_filled(template, term, conventions), f"{rule}; {term.rule}", term.rank)


def _inner(text: str, conventions: Conventions, *, spans: bool) -> Sequence[Term]:
    """Return the date that a bound names, which may be a span: 170-175 or later."""
    found = edge_days(text, conventions) or sides(text, conventions)
    if not found and "/" in text:
        found = list(double_years(text, conventions))
    if found or not spans or not re.search(r"\d.*\d", text):
        return found
    whole = (each for each in (*short_span(text), *span(text, conventions)) if each.edtf.count("/") == 1)
    parted = ((each, each.edtf.split("/")) for each in whole)
    return [Term(ends[0], ends[1], each.rule, each.rank) for each, ends in parted]


def _filled(template: str, term: Term, conventions: Conventions) -> str:
    if "{before}" in template:
        return template.format(before=_neighbour(term.start, conventions, -1))
    if "{after}" in template:
        return template.format(after=_neighbour(term.end, conventions, 1))
    return template.format(start=outer_start(term), end=outer_end(term))


def _neighbour(edtf: str, conventions: Conventions, step: int) -> str:
    """Return the day, month or year before or behind a written date, by its precision, with its qualifier."""
    mark = edtf[-1] if edtf[-1] in MARKS else ""
    date = read_date(edtf, conventions)
    # Not those of judgement, which a qualifier may widen.
    year, month, day = from_day((date.earliest if step < 0 else date.latest) + step)
    if date.precision == "day":
        return f"{year_text(year)}-{month:02d}-{day:02d}{mark}"
    if date.precision in ("month", "quarter", "quadrimester", "half", "season"):
        return _month_or_day(year, month, day, step) + mark
    return year_text(year) + mark


def _month_or_day(year: int, month: int, day: int, step: int) -> str:
    whole = day == (month_length(year, month) if step < 0 else 1)
    return f"{year_text(year)}-{month:02d}" if whole else str(day_text(day_of(year, month, day)))


def outer_start(term: Term) -> str:
    """Return the text of the first date that a span begins with."""
    return outermost(term.start, "0") if term.spans else term.start


def outer_end(term: Term) -> str:
    """Return the text of the last date that a span ends with."""
    return outermost(term.end, "9") if term.spans else term.end


def _half_known_span(text: str, conventions: Conventions) -> Iterator[Found]:
    """Read "from 1985 or earlier to 1990" and "from 1985 to 1990 or later"."""
    if found := re.fullmatch(r"(?:from )?(.+?)( or earlier)? to (.+?)( or later)?", text):
        if not (found[2] or found[4]):
            return
        for a, b in product(sides(found[1], conventions), sides(found[3], conventions)):
            start, end = ".." * bool(found[2]) + a.start, b.end + ".." * bool(found[4])
            yield Found(f"{start}/{end}", "a span with an end left open", max(a.rank, b.rank))
