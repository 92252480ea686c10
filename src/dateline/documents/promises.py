"""Promises in a sentence: who shall do what by when, and the reading rule of the words."""

from __future__ import annotations

import re

from dateline.counted import counted
from dateline.counting import Counting
from dateline.dates import FAR_FUTURE, FAR_PAST, InvalidDate, day_text, parse
from dateline.dates.prose.vocabulary import CARDINALS
from dateline.deadlines.counting.reckoning import reckoned
from dateline.light_classes import NamedTuple

_OBLIGED = re.compile(
    r"\b(?:shall|must|undertakes?|undertook|undertaken|(?:is|are|was|were) (?:obliged |required |bound |due )?to|"
    r"(?:has|have|had) to|to be|(?:agree|commit|pledge|promise|oblige)(?:s|d|ted|ting)?"
    r"(?: (?:itself|themselves))? (?:to|that)|(?:provide|call)(?:s|d|ed)? (?:for|that)|stipulate[sd]?|"
    r"(?:has|have) until|deadlines?)\b|"
    r"\b(?:(?:request|demand|instruct)(?:s|ed)?|calls? (?:up)?on|called (?:up)?on)\b[^.;]{3,80}?\b(?:to|that)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|should)\b")
_GUESSED = re.compile(
    r"\b(?:probably|likely|perhaps|may|might|could|expect(?:s|ed)?|forecast|predict(?:s|ed)?|hopes?|seems?)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned)?|expect(?:s|ed)?|schedul(?:e|ed)|forecasts?|predict(?:s|ed)?|intend(?:s|ed)?|"
    r"aims?|hopes?|propos(?:es|ed)|(?:is|are) (?:due|likely|set) to|envisage[sd]?|target)\b",
    re.IGNORECASE,
)
_BEFORE_DATE = (
    (
        re.compile(
            r"\b(?:not|no) later than (?:(?:on|in|by|during) )?(?:the year )?$|\bat the latest (?:by|on|in) $|"
            r"\bnot after $",
            re.IGNORECASE,
        ),
        "by_end",
    ),
    (
        re.compile(
            r"\bby(?: the date of)? (?:the year )?$|\bon or (?:before|prior to) $|\b(?:has|have) until $|"
            r"\bdeadlines?\b[^.;]{0,60}\b(?:is|was|of|on|set (?:at|for|to)|:) $",
            re.IGNORECASE,
        ),
        "by",
    ),
    (re.compile(r"\b(?:before|prior to|ahead of) (?:the year )?$", re.IGNORECASE), "before"),
    (re.compile(r"\b(?:from|as of|as from|starting|beginning|with effect from|effective) $", re.IGNORECASE), "from"),
    (
        re.compile(
            r"\b(?:in|during|on|for|within|over|throughout|between|(?:course|beginning|end) of) (?:the year )?$",
            re.IGNORECASE,
        ),
        "in",
    ),
)
_HAPPENS = re.compile(r"\b(?:enters?|comes?) into (?:force|effect|operation) \w+(?: \w+){0,2} $", re.IGNORECASE)
"""What a text will do by itself, which nobody promises."""
_END = re.compile(r"^(?:the )?(?:end|close)\b", re.IGNORECASE)
_PART = re.compile(r"^(?:the )?(?:early|late|mid|middle|beginning|start)\b", re.IGNORECASE)
_NUMBER = "|".join((r"\d{1,3}", *sorted(CARDINALS, key=len, reverse=True)))
_PERIOD = (
    rf"({_NUMBER})(?:\s*\([\w-]+\))?[\s-]+((?:working |business |calendar )?(?:day|week|month|year))s?\b['\u2019]?"
)
_EVENT = r"(?:the )?(?:date |day )?(?:of |on which |that |when )?([^,.;:()]{3,80})"
_WITHIN = re.compile(
    rf"\b(?:within|(?:not|no) later than|in)\s+(?:a (?:period|term) of\s+)?{_PERIOD}\s+"
    rf"(?:of|after|from|following)\s+{_EVENT}",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"\b{_PERIOD}\s+(?:after|from|following)\s+{_EVENT}", re.IGNORECASE)
_UNTIED = re.compile(rf"\bwithin\s+(?:a (?:period|term) of\s+)?{_PERIOD}(?=\s*(?:[,.;:)]|$))", re.IGNORECASE)
"""A period whose beginning the sentence leaves open."""
_UPON = re.compile(
    r"\b(?:from|upon|as from|as of|on|starting (?:with|from))\s+(?:the )?(?:(?:date|day|moment) of )?"
    r"(?:its |the |their )?((?:entry into (?:force|effect)|ratification|signature|signing|adoption)\b[^,.;:()]{0,60})",
    re.IGNORECASE,
)
_COUNTING = re.compile(r"(?:day|week|month|year)s?\b|into (?:force|effect)\b|ratification|sign|adoption", re.IGNORECASE)
"""What a sentence has that any of these patterns can match."""
_MORE = re.compile(
    r"\s+(?:the (?:parties|states|governments?|council|commission|committee)|shall|must|"
    r"and|each|all|which|to|for|by|unless|if|is|are|was|were|will|whichever)\b.*$",
    re.IGNORECASE,
)


class Term(NamedTuple):
    """When a promise falls due: the reading rule, whether the words name its end, and where they begin."""

    rule: str
    start: int


class Within(NamedTuple):
    """A period allowed after something: "3 months", and the words for what it counts from, with their place.

    The words are empty where the sentence leaves open what it counts from.
    """

    period: str
    event: str
    start: int
    end: int


def obliges(sentence: str) -> bool:
    """Tell whether a sentence lays down what somebody is to do."""
    return bool(_OBLIGED.search(sentence)) or bool(_WILL.search(sentence) and not _GUESSED.search(sentence))


def looks_ahead(sentence: str) -> bool:
    """Tell whether a sentence speaks of what is planned or expected."""
    return _AHEAD.search(sentence) is not None


def term_of(sentence: str, place: int, words: str, *, soft: bool) -> Term | None:
    """Return by which rule a date at a place of a sentence is a due date; None when it is none.

    `soft` sentences (will, not shall) make a promise only of "by", "before" and "not later than".
    """
    before = sentence[:place]
    for pattern, rule in _BEFORE_DATE:
        if found := pattern.search(before):
            if rule in ("in", "from") and _HAPPENS.search(before):
                return None
            ends = rule in ("by", "before") and names_end(words)
            return None if soft and rule in ("in", "from") else Term("by_end" if ends else rule, found.start())
    return None


def names_end(words: str) -> bool:
    """Tell whether words name the end of a time."""
    return _END.match(words) is not None


def names_part(words: str) -> bool:
    """Tell whether words name a part of a time, such as its middle."""
    return _PART.match(words) is not None


def is_soft(sentence: str) -> bool:
    """Tell whether only "will" makes a sentence a promise."""
    return _OBLIGED.search(sentence) is None


def within(sentence: str) -> list[Within]:
    """Return the periods that a sentence allows after something."""
    found: list[Within] = []
    if _COUNTING.search(sentence) is None:
        return found
    for pattern in (_WITHIN, _AFTER, _UNTIED, _UPON):
        new = [_within(each, pattern) for each in pattern.finditer(sentence)]
        found += [each for each in new if not any(each.start < other.end and other.start < each.end for other in found)]
    return sorted(found, key=lambda each: each.start)


def _within(found: re.Match[str], pattern: re.Pattern[str]) -> Within:
    if pattern is _UPON:
        event = _MORE.sub("", found[1]).strip()
        return Within("0 days", event, found.start(), found.start(1) + len(event))
    count = found[1].lower()
    number = int(count) if count.isdigit() else CARDINALS[count]
    unit = found[2].lower().replace("business", "working").replace("calendar ", "")
    if pattern is _UNTIED:
        return Within(counted(number, unit), "", found.start(), found.end())
    event = _MORE.sub("", found[3]).strip()
    return Within(counted(number, unit), event, found.start(), found.start(3) + len(event))


def due_after(period: str, anchor: str) -> str | None:
    """Return the day, or the days of which it is one, on which a period after a date ends; None if it has no end.

    Working days are counted off weekends alone.

    >>> due_after("3 months", "1999-12-08"), due_after("10 working days", "2000-12-01")
    ('2000-03-08', '2000-12-15')
    """
    try:
        first, last = reckoned(Counting(within=period, after=parse(anchor)))
    except InvalidDate:
        return None
    if first <= FAR_PAST or last >= FAR_FUTURE:
        return None
    return day_text(first) if first == last else f"[{day_text(first)}..{day_text(last)}]"
