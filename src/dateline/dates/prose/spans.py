"""Spans from one date to another: 1914 to 1918, May-June 1999, 1806-8, 1860s-70s, between 1914 and 1918."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product

from dateline.dates.calendar import day_text
from dateline.dates.conventions import Conventions
from dateline.dates.faults import UnreadableError
from dateline.dates.prose.candidate import Found, Rank, Term, outermost, valid_date
from dateline.dates.prose.edges import edge_days
from dateline.dates.prose.terms import sides
from dateline.dates.prose.vocabulary import MONTH_NUMBERS, SEASON_NUMBERS
from dateline.dates.strict import read_date

_WORD_SEPARATOR = re.compile(r" (?:to|through|thru|until|till|up to) ")
_SEPARATORS = (_WORD_SEPARATOR, re.compile(" - | ?-- ?"), re.compile("-"), re.compile(" ?/ ?"))
_BARE = re.compile(r"\d{1,2}")
_NAMED_YEAR = re.compile(rf"(?:{'|'.join(SEASON_NUMBERS)}|[0-9]+ [a-z]+)\b.*\d$")
_MONTHS = re.compile(rf"(?:(?:early|mid|late)[ -])?(?:{'|'.join((*MONTH_NUMBERS, *SEASON_NUMBERS))})\b")
"""What a slash may part before a year that is told once: May/June 1998, late May/early June 1998."""
_SHORT = re.compile(
    r"(?:the )?(?P<doubt>(?:\?|~|ca? ?|circa |possibly )*(?:(?:early|mid|late)[- ])?)'?(?P<digits>\d{1,2})(?P<s>s?)"
    r"(?P<mark> ?[?~]?|,? (?:probably|possibly|perhaps|maybe|circa|ca|approx|approximately))(?P<bc> bce?)?"
)
_FULL = re.compile(r"(?<!\d)(\d{3,4})(s?)(?: ?[?~])?$")
_YEAR_AND_TWO_DIGITS = re.compile(r"\d{4}-\d\d")
_DAY_OF_A_YEAR = re.compile(r"-?\d{4}-\d{3}")
_MOST_READINGS = 3
CLASHES = ({"month first", "day first"}, {"decade", "the hundreds as a century"})
"""Rules that nobody follows on two sides of one span."""
_LONGEST_SHORT_SPAN = 50
"""Years: 1999-03 is 1999 to 2003, 1960-59 is a slip."""
_HALF_A_YEAR = 184
_DAY_FIRST = re.compile(r"\d{1,2}(?:st|nd|rd|th)?,? (?!c)")
_DIGIT = re.compile(r"\d")
_LONGEST_WITHOUT_NUMBER = 60
"""Characters: from mid-to-late sixties to early-to-mid seventies."""


def span(text: str, conventions: Conventions) -> Sequence[Found]:
    """Read a span from one date to another, by the first separator that makes sense of both sides."""
    return _span(text, conventions) if _DIGIT.search(text) or len(text) <= _LONGEST_WITHOUT_NUMBER else ()


@lru_cache(512)
def _span(text: str, conventions: Conventions) -> Sequence[Found]:
    # Kept, because lists and remarks ask for the same spans again.
    for left, right, one_of in _splits(text):
        found = list(_joined(left, right, conventions, bounds=text.startswith("from ") or one_of is not None))
        valid = [each for each in found if valid_date(each.edtf, conventions)][:_MOST_READINGS]
        if valid:
            best = min(each.rank for each in valid)
            valid = [each._replace(rank=Rank.MEANT) if each.rank is best else each for each in valid]
            return valid if one_of is None else [each for found in valid for each in _between(found, one_of)]
    return ()


def short_span(text: str) -> Iterator[Found]:
    """Read 1851-52 and 1863-4, whose second year leaves out what it shares with the first."""
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})([?~]?)", text):
        end = found[1][: -len(found[2])] + found[2]
        if end > found[1]:
            yield Found(f"{found[1]}/{end}{found[3]}", "two years, the second cut short")
        if len(found[2]) == 1:
            yield Found(f"{found[1]}-0{found[2]}", "year and month")


def _between(found: Found, one_of: bool) -> list[Found]:
    """Return both shapes of "between": the whole span, and some day in it, which "some time between" means."""
    start, end = found.edtf.split("/")
    days = f"[{outermost(start, '0')}..{outermost(end, '9')}]"
    if not valid_date(days) and (whole := valid_date(found.edtf)):  # EDTF has no range from a year to a month
        days = f"[{day_text(whole.earliest)}..{day_text(whole.latest)}]"
    day = Found(days, f"some day between: {found.rule}", found.rank)
    pair = [day, found] if one_of else [found, day]
    return [pair[0], pair[1]._replace(rank=Rank.SHAPE)]


def _splits(text: str) -> Iterator[tuple[str, str, bool | None]]:
    """Yield the two sides of a span, and of one with "between" whether some day in it is meant, else None."""
    if found := re.fullmatch(r"(some ?(?:time|day|where) )?between (.+?) and (.+)", text):
        yield found[2], found[3], bool(found[1])
    if _YEAR_AND_TWO_DIGITS.fullmatch(text) or _DAY_OF_A_YEAR.fullmatch(text):
        return  # 1999-13 is rather a slip than 1999 to 2013; 1914-18 is read elsewhere
    text = re.sub(r"^from ", "", text)
    for separator in _SEPARATORS:
        for found in separator.finditer(text):
            left, right = text[: found.start()].strip(), text[found.end() :].strip()
            if left and right and (separator is not _SEPARATORS[3] or _slashed(left, right)):
                yield left, right, None


def _slashed(left: str, right: str) -> bool:
    """Tells whether a slash parts two whole dates, or years of which the second is short."""
    if re.search(r"\d-\d", right) or (_NAMED_YEAR.match(left) and re.fullmatch(r"\d{1,3}(?: bce?)?", right)):
        return False  # 1743/4-1745, summer 44/43 BC: a double year beside something else
    if re.search(r"\d{4}", left):
        return bool(re.search(r"\d{4}|^\d\d( bce?)?$|\d0s$", right)) or (
            bool(re.search("[a-z]", right)) and bool(re.search(r"\d{3}", right))
        )
    if _MONTHS.fullmatch(left):
        return bool(_MONTHS.match(right) and re.search(r"\d{3}", right))
    if found := re.match(r"(\d{1,2})(?:st|nd|rd|th) centur", right):
        # 12th/18th century is one century under two counts: see `dateline.dates.calendars`.
        before = re.search(r"(\d{1,2})(?:st|nd|rd|th)?(?: century)?$", left)
        step = -1 if re.search(r" bce?\b", right) else 1
        return bool(before and int(before[1]) + step == int(found[1]))
    whole = (
        re.search(r"\d{4}", side) or (re.search(r"[a-z]", side) and re.search(r"\d", side)) for side in (left, right)
    )
    return all(whole) and bool(re.search(r"[a-z]", left + right))


def _joined(left: str, right: str, conventions: Conventions, *, bounds: bool) -> Iterator[Found]:
    """Yield the spans that two sides may make, with what one leaves out taken from the other."""
    starts = _first_terms(_left_texts(left, right), conventions, bounds=bounds)
    ends = _first_terms(_right_texts(left, right), conventions, bounds=bounds)
    for a, b in product(starts, ends):
        if {a.rule, b.rule} in CLASHES:
            continue
        first, last = a.start, b.end
        if a.spans or b.spans:
            first, last = outermost(first, "0"), outermost(last, "9")
        if first.startswith("XXXX") == last.startswith("XXXX"):
            yield Found(
                "/".join(over_new_year(first, last, forward=_has_year(left) and not _has_year(right))),
                f"from {a.rule} to {b.rule}",
                max(a.rank, b.rank),
            )


def _first_terms(texts: Iterable[str], conventions: Conventions, *, bounds: bool) -> Sequence[Term]:
    def found(text: str) -> Sequence[Term]:
        return (edge_days(text, conventions) if bounds else []) or sides(text, conventions)

    return next((terms for text in texts if (terms := found(text))), ())


def _left_texts(left: str, right: str) -> Iterator[str]:
    yield from (f"{left} {tail}" for tail in tails(right) if not is_day_of(left, tail))
    if _BARE.fullmatch(left) and not _BARE.fullmatch(right):
        return  # "17-1900s": a bare number beside a full date says nothing
    if not re.search(r"\d|[a-z]", left):
        return
    yield left


def _right_texts(left: str, right: str) -> Iterator[str]:
    if whole := completed_digits(left, right):
        yield whole
        return
    if re.match(r"\d{1,2}\b", right):
        yield from (f"{head} {right}" for head in heads(left))
    shared = (tail for tail in tails(left) if re.search(r"\d{3}", tail) or tail.startswith("cent"))
    yield from (f"{right} {tail}" for tail in shared if not is_day_of(right, tail))
    # "500 BC to 18" may mean either era.
    unsettled = re.search(r"\bbce?\b", left) and re.fullmatch(r"\d{1,3}", right)
    if not unsettled and not (_BARE.fullmatch(right) and not _BARE.fullmatch(left)):
        yield right


def completed_digits(left: str, right: str) -> str | None:
    """Return a short year or decade with the digits that it leaves out, which the year before it tells; else None.

    >>> completed_digits("1860", "63"), completed_digits("1806", "8"), completed_digits("1860s", "70s")
    ('1863', '1808', '1870s')
    >>> completed_digits("1999", "03"), completed_digits("1960", "05?"), completed_digits("may 1999", "12 june")
    ('2003', '2005?', None)
    """
    full, short = _FULL.search(left), _SHORT.fullmatch(right)
    if not full or not short or (full[2] and not short["s"]) or re.search(r"\bbce?\b", left):
        return None
    digits = short["digits"]
    unit = int(10 ** len(digits))
    if short["bc"]:
        # 238-7 BC goes down by one digit; 332-30 BC may go down to 30.
        year = int(full[1]) - (int(full[1]) - int(digits)) % unit
        return (
            f"{short['doubt']}{year} bc"
            if len(digits) == 1 or (len(full[1]) - len(digits) == 2 and len(full[1]) == 4)
            else None
        )
    year = int(full[1]) // unit * unit + int(digits)
    if year <= int(full[1]):
        if len(digits) == 1:
            return None  # 1776, 4 is no year before 1776, and none behind it
        if year + unit - int(full[1]) <= _LONGEST_SHORT_SPAN:
            year += unit
    return f"{short['doubt']}{year}{short['s']}{short['mark'].strip()}"


def tails(text: str) -> Iterator[str]:
    """Yield the last words of a text, more of them first; a lone day of a month is no tail."""
    words = text.split()
    last = len(words) - 1
    yield from (" ".join(words[start:]) for start in range(1, last))
    if last > 0 and not _BARE.fullmatch(words[last]):
        yield words[last]


def is_day_of(text: str, tail: str) -> bool:
    """Tells whether a tail begins with a day that a text without numbers does not share: May to 4 in "June 4, 1999"."""
    return _DAY_FIRST.match(tail) is not None and not _DIGIT.search(text)


def heads(text: str) -> Iterator[str]:
    """Yield the month of a text, or its AD: the only first words that a second date leaves out (May 5-8)."""
    return (word for word in text.split()[:-1] if word in MONTH_NUMBERS or word == "ad")


def _has_year(text: str) -> bool:
    return re.search(r"\d{4}", text) is not None


def over_new_year(first: str, last: str, *, forward: bool) -> tuple[str, str]:
    """Put the start into the year before when it lies behind the end: December to January 2024.

    If the year is written at the start, the end is put into the next one: December 1999 to January.
    """
    start, end = re.match(r"(\d{4})-(\d\d)", first), re.match(r"(\d{4})-(\d\d)", last)
    if not (start and end and start[1] == end[1]):
        return first, last
    try:
        days = read_date(last).earliest - read_date(first).earliest
    except UnreadableError:
        return first, last
    if days < 0 and days % 365 <= _HALF_A_YEAR and start[2] != end[2]:
        if forward:
            return first, f"{int(end[1]) + 1:04d}{last[4:]}"
        return f"{int(start[1]) - 1:04d}{first[4:]}", last
    return first, last
