"""Phrases that count from a day: "within 3 months", "at least 6 months before", "between 45 and 15 days before"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.dates import InvalidDate
from dateline.deadlines.counting.periods import Period, period

_BEFORE = r" (?:before(?:hand)?|prior(?: to)?|ahead(?: of)?|in advance(?: of)?|preceding)$"
_AFTER = r" (?:after|from|of|following|later|thereafter|as of|since)$"
_LEAST = r"^(?:at least|not less than|no less than|a minimum of|not fewer than|no fewer than) "
_NOT_LATER = r"^(?:not later than|no later than|at the latest|by) "
_MOST = r"^(?:within|in|not more than|no more than|at most|up to|a maximum of) (?:a period of |the )?"
_NOT_EARLIER = r"^(?:not earlier than|no earlier than|not sooner than|not before) "
_WINDOW = re.compile(
    r"^(?:between|from|not earlier than|no earlier than) (?P<one>.+?)"
    r"(?: before| after| prior to)?,? (?:and|to|but)(?: (?:not|no) later than)? (?P<other>.+)$"
)
_ANCHORED = re.compile(r"(.+? (?:before|prior to|after|of|from|following)) .+", re.IGNORECASE)
_UNIT = re.compile(r"(?:(?:working|business|calendar|consecutive|clear) )?[a-z]+$")


class Phrase(NamedTuple):
    """A period that is counted `backwards` or not (None where the phrase does not say), to the last compliant day.

    Of a window `opens` is the period to its first day.
    """

    period: Period
    backwards: bool | None = None
    opens: Period | None = None


@lru_cache(256)
def phrase(text: str) -> Phrase:
    """Read a phrase.

    Raises:
        InvalidDate: it is none, or it names a first day and no last one, or it has two meanings; the hint says which.

    >>> phrase("at least 6 months before").backwards, phrase("between 45 and 15 days before").opens.days
    (True, 45)
    """
    words = " ".join(text.lower().split())
    backwards = True if re.search(_BEFORE, words) else False if re.search(_AFTER, words) else None
    words = re.sub(_AFTER, "", re.sub(_BEFORE, "", words))
    if window := _WINDOW.match(words):
        return _window(window, text, backwards)
    if re.search(_NOT_EARLIER, words):
        raise _no_last_day(text)
    if re.search(_MOST, words) and backwards:
        hint = "write 'at least {0} before' for the last day, or 'between {0} and 0 days before' for a window"
        rest = re.sub(_MOST, "", words)
        raise InvalidDate(text, f"{text!r} has two meanings", hint=hint.format(rest))
    if re.search(_LEAST, words):
        if backwards is False:
            raise _no_last_day(text)
        backwards = True
    bare = re.sub(f"{_LEAST}|{_NOT_LATER}|{_MOST}", "", words)
    return Phrase(_period(bare, text), backwards)


def _no_last_day(text: str) -> InvalidDate:
    return InvalidDate(text, f"{text!r} says the first day, and no last one", hint="omit it, and say so in text")


def _period(words: str, text: str) -> Period:
    try:
        return period(words)
    except InvalidDate as error:
        message = error.message if "different numbers" in error.message else f"{text!r} is not a period"
        anchored = _ANCHORED.match(text.strip())
        hint = error.hint
        if anchored and _is_phrase(anchored[1]):
            hint = f"write {anchored[1]!r}, and what it counts from in after, before or of"
        raise InvalidDate(text, message, hint=hint) from None


def _is_phrase(text: str) -> bool:
    try:
        phrase(text)
    except InvalidDate:
        return False
    return True


def _window(found: re.Match[str], text: str, backwards: bool | None) -> Phrase:
    """Return a window; its earlier day opens it, whichever is written first."""
    other = _period(found["other"], text)
    try:
        first = period(found["one"])
    except InvalidDate:  # "between 45 and 15 days": the unit of both is written once
        unit = _UNIT.search(found["other"])
        first = _period(f"{found['one']} {unit[0] if unit else ''}", text)
    near, far = sorted((first, other), key=lambda each: each.roughly)
    if near.roughly == far.roughly:
        raise InvalidDate(text, f"{text!r} is a window of no length", hint="write one period")
    return Phrase(near, True, far) if backwards else Phrase(far, backwards, near)


def directed(found: Phrase, *, backwards: bool) -> Phrase:
    """Return a phrase counted in the direction that it leaves open.

    >>> directed(phrase("between 15 and 45 days"), backwards=True).period.days
    15
    """
    if found.backwards is not None:
        return found
    if backwards and found.opens is not None:
        return Phrase(found.opens, True, found.period)
    return found._replace(backwards=backwards)
