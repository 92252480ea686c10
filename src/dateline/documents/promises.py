"""Promises in a sentence: who shall do what by when, and the reading rule of the words."""

from __future__ import annotations

import re

from dateline.counted import counted
from dateline.dates import Date, parse
from dateline.dates.prose.interpretation import from_prose, settled
from dateline.dates.prose.vocabulary import CARDINALS
from dateline.light_classes import NamedTuple

_OBLIGED = re.compile(
    r"\b(?:shall|must|undertakes?|undertook|undertaken|(?:is|are|was|were) (?:obliged |required |bound |due )?to|"
    r"(?:has|have|had) to|(?:agree|commit|pledge|promise|oblige)(?:s|d|ted|ting)?(?: (?:itself|themselves))? to|"
    r"deadlines?)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\bwill\b")
_GUESSED = re.compile(
    r"\b(?:probably|likely|perhaps|may|might|could|expect(?:s|ed)?|forecast|predict(?:s|ed)?|hopes?|seems?)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned)?|expect(?:s|ed)?|schedul(?:e|ed)|forecasts?|predict(?:s|ed)?|intend(?:s|ed)?|"
    r"aims?|hopes?|propos(?:es|ed)|(?:is|are) (?:due|likely|set) to|envisage[sd]?|target)\b",
    re.IGNORECASE,
)
_BEFORE_DATE = (
    (re.compile(r"\b(?:not|no) later than (?:on )?$|\bat the latest (?:by|on|in) $", re.IGNORECASE), "by_end"),
    (re.compile(r"\bby(?: the date of)? $", re.IGNORECASE), "by"),
    (re.compile(r"\b(?:before|prior to|ahead of) $", re.IGNORECASE), "before"),
    (re.compile(r"\b(?:from|as of|as from|starting|beginning|with effect from|effective) $", re.IGNORECASE), "from"),
    (re.compile(r"\b(?:in|during|on|for|within|over|throughout) $", re.IGNORECASE), "in"),
)
_END = re.compile(r"^(?:the )?(?:end|close)\b", re.IGNORECASE)
_NUMBER = "|".join((r"\d{1,3}", *sorted(CARDINALS, key=len, reverse=True)))
_WITHIN = re.compile(
    rf"\b(?:within|(?:not|no) later than|in)\s+(?:a period of\s+)?({_NUMBER})(?:\s*\([\w-]+\))?[\s-]+"
    r"((?:working |business |calendar )?(?:day|week|month|year))s?['\u2019]?\s+"
    r"(?:of|after|from|following)\s+((?:the )?(?:date of )?[^,.;:()]{3,80})",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\s+(?:the (?:parties|states|governments?|council|commission)|shall|must|and|each|all|which|to)\b.*$"
)


class Term(NamedTuple):
    """When a promise falls due: the reading rule, whether the words name its end, and where they begin."""

    rule: str
    start: int


class Within(NamedTuple):
    """A period allowed after something: "3 months", and the words for what it counts from, with their place."""

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
            ends = rule == "by" and _END.match(words)
            return None if soft and rule in ("in", "from") else Term("by_end" if ends else rule, found.start())
    return None


def is_soft(sentence: str) -> bool:
    """Tell whether only "will" makes a sentence a promise."""
    return _OBLIGED.search(sentence) is None


def within(sentence: str) -> list[Within]:
    """Return the periods that a sentence allows after something."""
    return [_within(found) for found in _WITHIN.finditer(sentence)]


def _within(found: re.Match[str]) -> Within:
    count = found[1].lower()
    number = int(count) if count.isdigit() else CARDINALS[count]
    unit = found[2].lower().replace("business", "working").replace("calendar ", "")
    event = _MORE.sub("", found[3]).strip()
    return Within(counted(number, unit), event, found.start(), found.start(3) + len(event))


def due_after(period: str, anchor: str) -> Date | None:
    """Return the day on which a period after a date ends; None for working days, which need a calendar.

    >>> due_after("3 months", "1999-12-08").edtf
    '2000-03-08'
    """
    if "working" in period:
        return None
    best = settled(from_prose(f"{period} after {anchor}"))
    if best is None or "-" not in best.edtf[1:]:
        return None
    return parse(best.edtf)
