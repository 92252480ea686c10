"""What stands beside a date: remarks that are left out and told, and narrower dates in brackets, which are taken.

A remark that holds words of dates is never left out: the text is then not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, day_of, from_day, year_text
from dateline.dates.conventions import Conventions
from dateline.dates.languages import speaks_of_dates
from dateline.dates.prose.candidate import Found, Rank
from dateline.dates.prose.rephrasing import is_part, period_in
from dateline.dates.prose.vocabulary import ACTIVITY, DECADES, DEEDS, MONTH_NUMBERS, SEASON_NUMBERS, WEEKDAYS
from dateline.dates.shifting import whole_text
from dateline.dates.strict import read_date

_Read = Callable[[str], list[Found]]
_SHORT_WEEKDAYS = (*(name[:3] for name in WEEKDAYS), "tues", "thur", "thurs")
_WORDS_OF_DATES = re.compile(
    r"\d|\b(?:early|earlier|mid|middle|late|later|latest|earliest|end|beginning|start|half|third|quarters?|years?|"
    r"centur(?:y|ies)|decades?|millenni(?:um|a)|months?|days?|weeks?|before|after|until|till|since|between|"
    r"circa|ca|c|approx(?:imate|imately)?|est(?:imated)?|roughly|feasts?|vigil|octave|eve|thereabouts|about|around|perhaps|maybe|possibly|"
    r"probably|uncertain|bce?|ce|ad|ah|am|pm|os|ns|old style|new style|ago|onwards?|"
    + "|".join(
        (
            *MONTH_NUMBERS,
            *SEASON_NUMBERS,
            *WEEKDAYS,
            *DECADES,
            *(name[:3] for name in WEEKDAYS),
            "tues",
            "thur",
            "thurs",
        )
    )
    + r")\b|"
    # What takes a date back, or makes it a bound, is no remark beside it.
    r"\b(?:false(?:ly)?|wrong(?:ly)?|forged|forgery|spurious|fictitious|erroneous(?:ly)?|error|incorrect|crossed out|"
    r"deleted|cancelled|illegible|unlikely|never|not (?:dated|certain|exact|sure|secure|known)|legendary|minimum|"
    r"maximum|terminus|tpq|taq|following|ff|sqq?|seq|doubt(?:ful(?:ly)?)?|disputed|rejected|dubious|questionable|"
    r"conjectur(?:e|al|ed|ally)|supposed(?:ly)?|presum(?:ed|ably)|tentative(?:ly)?|unverified|unconfirmed|guess(?:ed)?|"
    r"alleged(?:ly)?|seemingly|apparently|suggested|proposed|likely|nearly|almost|rounded|more or less|give or take)\b"
)
_TIMES = "|".join(
    (*MONTH_NUMBERS, *SEASON_NUMBERS, "early", "mid", "late", "end", "beginning", "start", "about", "circa")
)
_ACTIVE = re.compile(
    r"^(?:dynasty \d{1,2}|(?:(?:early|mid|late) )?\d{1,2}(?:st|nd|rd|th) dynasty)\b|"
    r"^(?:with|and later|in part|partly|mostly|at least|colophon|according to|except|copy of|"
    rf"from (?=[a-z]{{4}})(?!(?:the )?(?:{_TIMES})))\b|"
    r"^(?:and )?(?:(?:in|1st|first|later|this|new|enlarged|revised|second|largely|some|main|original) )*"
    rf"(?:{ACTIVITY}|parts?|version|edition|edn|additions?|added|replica|copy|copies|main manuscript|see|cf|pp?|fols?|"
    r"fos?|ff(?= ?\d)|vols?|leaf|leaves|lower|upper|underlying|borders?|palimpsest|grant|items?|"
    r"watermarks?|reference|text|script|hand|dating|fragments?|bulk)\b|^nos? ?\d|"
    r"^aged? \d{1,3}$|^\d{1,3} (?:years?|months?|weeks?|days?)(?:(?:,| and|, and) \d{1,3} (?:months?|weeks?|days?))*$|"
    r"^(?:\d{1,2}(?:st|nd|rd|th) )(?:ed|edn|edition|printing|impression|state|version|issue)$"
)
_DEED = re.compile(
    rf"^(?:(?:and|but|in|1st|first|later|largely|mostly|probably|was) )*"
    rf"{DEEDS}\b[,:]?(?: (?:in|on|from|of|by))? ?(?=.*\d)"
)
_REFERENCE = re.compile(
    r"(?!.*\b(?:or|and|to|from|in|on|at|by)\b)[a-z]{4,}(?: [a-z]{3,})* ((?:18|19|20)\d\d)[a-z]?(?:[,:] .*)?$"
)
"""A work that is cited for the date: Bischoff 2004, p. 12."""
_OTHER_COUNT = re.compile(
    r"\b(?:seleucid|saka|shaka|samvat|vikram|shamsi|cal bp|bp|before present|urbe condita|auc|a u c|anno mundi|"
    r"martyrum|creation of the world|fiscal|regnal|indiction|olympiad|heisei|reiwa|showa|st v)\b|"
    r"\b(?:old|solar|lunar|[a-z]+(?:an|ese|ish|ic|ew|ist)) calendar\b|\((?:solar|lunar)\)|"
    r"\b(?:buddhist|byzantine|armenian|coptic|persian|jewish|hebrew|spanish|chinese) era\b|"
    r"^(?:[3-5]\d{3}(?:, | \())(?:hebrew|jewish)\b"
)
"""Words of eras, calendars and years that are not ours: a year beside them is no remark away from being one of ours."""
_NUMBER_ALONE = re.compile(r"\byear \d{1,3}(?![\d-])(?! ?(?:bce?|ad|ce)\b)|^\d{1,2}(?=,| \()(?! ?\d)|, \d{1,2}$")
"""Nero, year 5; Heisei, 12: rather a year of a reign than one of ours."""
_BRACKETS = re.compile(r" ?\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_PARTED = re.compile(r"[,;:] |(?<=[a-z)])\. ")
_MOST_PARTS = 3


def without_remarks(text: str, conventions: Conventions, read: _Read) -> list[Found]:
    """Read a normal text in parts: brackets that narrow a date or say nothing of it, remarks before and behind it."""
    text = _balanced(text)
    if _OTHER_COUNT.search(text) or _NUMBER_ALONE.search(text):
        return []
    if _BRACKETS.search(text):
        return _with_brackets(text, conventions, read)
    for date, remark in _parted(text):
        if is_remark(remark) and (found := read(date)):
            return _beside(found, [remark], conventions, read)
        if not is_remark(remark) and (narrow := read(remark)) and (wide := read(date)):
            return _narrowed(wide, narrow, conventions)
    return []


def _balanced(text: str) -> str:
    """Return a text with as many brackets that close as open, which catalogues often have not."""
    opened, closed = text.count("("), text.count(")")
    if closed > opened and text.endswith(")" * (closed - opened)):
        return text[: opened - closed]
    return text + ")" * (opened - closed) if opened > closed else text


def is_remark(text: str) -> bool:
    """Tells whether a text says nothing of a date: "printed 2011" tells of something else.

    >>> is_remark("moscow"), is_remark("printed 2011"), is_remark("second half"), is_remark("or later")
    (True, True, False, False)
    """
    return bool(_ACTIVE.match(text)) or not (_WORDS_OF_DATES.search(text) or speaks_of_dates(text))


def _beside(found: list[Found], remarks: list[str], conventions: Conventions, read: _Read) -> list[Found]:
    """Return what a date means without its remarks, and beside it the date that a remark gives to another deed.

    "Designed 1928, made 1930s" asks; what was printed, cast or published later has its first date.
    """
    dated = [(remark, remark[deed.end() :]) for remark in remarks if (deed := _DEED.match(remark))]
    others = [(remark, read(text) or without_remarks(text, conventions, read)) for remark, text in dated]
    if any(not each for _, each in others):
        return []
    if (
        len(others) == 1
        and others[0][0].startswith("dated")
        and (narrow := _narrowed(found, others[0][1], conventions))
    ):
        return narrow
    told = [_told(each, "; ".join(remarks)) for each in found]
    return told + [each._replace(rule=f"{each.rule}; of {remark!r}") for remark, dates in others for each in dates]


def _told(found: Found, remark: str) -> Found:
    return found._replace(rule=f"{found.rule}; without the remark {remark!r}") if remark.strip() else found


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text parted into a date and what stands behind it, the longest date first, and then before it."""
    places = list(_PARTED.finditer(text))[:_MOST_PARTS]
    yield from ((text[: place.start()], text[place.end() :]) for place in reversed(places))
    yield from ((text[place.end() :], text[: place.start()]) for place in places)


def _with_brackets(text: str, conventions: Conventions, read: _Read) -> list[Found]:
    inner = [found[1].strip() for found in _BRACKETS.finditer(text)]
    outer = " ".join(_BRACKETS.sub(" ", text).split()).replace(" ,", ",").strip(" ,;:.")
    left_out = [each for each in inner if is_remark(each)]
    dates = [each for each in inner if each not in left_out]
    if len(dates) > 1:
        return []
    narrow = _inner(dates[0], outer, conventions, read) if dates else []
    wide = (read(outer) or without_remarks(outer, conventions, read)) if outer else []
    if dates and not narrow:
        if not _is_reference(dates[0], wide, conventions):
            return []
        left_out = [*left_out, dates[0]]
    if not wide and narrow and is_remark(outer):
        wide, narrow, left_out = narrow, [], [outer, *left_out]
    if narrow:
        wide = _narrowed(wide, narrow, conventions)
    return _beside(wide, left_out, conventions, read)


def _is_reference(text: str, dated: list[Found], conventions: Conventions) -> bool:
    """Tells whether a text cites a work that is younger than all that it was cited for."""
    found = _REFERENCE.match(text)
    if not found or not dated:
        return False
    return all(read_date(each.edtf, conventions).latest < day_of(int(found[1]), 1, 1) for each in dated)


def _inner(text: str, outer: str, conventions: Conventions, read: _Read) -> list[Found]:
    """Read what stands in brackets: a date, one with remarks, or a part of the period before them (second quarter?)."""
    found = read(text) or without_remarks(text, conventions, read)
    if found or not is_part(text):
        return found
    return read(f"{text.rstrip('? ')} of the {period_in(outer)}{'?' * text.endswith('?')}") if outer else []


def _narrowed(wide: list[Found], narrow: list[Found], conventions: Conventions) -> list[Found]:
    """Return the dates in brackets as far as they lie in those before them; nothing when none does."""
    # The first reading of each is the likeliest; several equally likely ones ask.
    meant = [[each for each in found if each.rank is not Rank.SHAPE] for found in (wide, narrow)]
    if any(len(each) != 1 or "XXXX" in each[0].edtf for each in meant):
        return []
    (outer,), (inner,) = meant
    first, second = read_date(outer.edtf, conventions), read_date(inner.edtf, conventions)
    start, end = max(first.earliest, second.earliest), min(first.latest, second.latest)
    if start > end or FAR_PAST in (start, end) or FAR_FUTURE in (start, end):
        return []
    rule = f"{inner.rule}, within {outer.rule}"
    if (start, end) == (second.earliest, second.latest):
        return [inner._replace(rule=rule)]
    if (start, end) == (first.earliest, first.latest):
        return [outer._replace(rule=f"{outer.rule}; {inner.rule} says no more")]
    mark = "?" if second.uncertain else ""
    first_text, last_text = _whole_years(start, end)
    found = _both_shapes(first_text + mark, last_text + mark, rule)
    # "before 2005, after June 1967" is some day of each, and so of both; "1743, before June" some day of 1743.
    some_day = inner.edtf.startswith("[") and (outer.edtf.startswith("[") or "/" not in outer.edtf)
    if not some_day or len(found) == 1:
        return found
    stretch, within = found
    return [within._replace(rank=stretch.rank), stretch._replace(rank=within.rank)]


def _whole_years(start: int, end: int) -> tuple[str, str]:
    """Return the texts of two days, as years or months where these are whole."""
    (first, month, day), (last, end_month, end_day) = from_day(start), from_day(end)
    if (month, day, end_month, end_day) == (1, 1, 12, 31):
        return year_text(first), year_text(last)
    return whole_text(start, end)


def _both_shapes(start: str, end: str, rule: str) -> list[Found]:
    if start == end:
        return [Found(start, rule)]
    return [Found(f"{start}/{end}", rule), Found(f"[{start}..{end}]", f"{rule}; some day in it", Rank.SHAPE)]
