"""Expressions of dates in running text: core and modifier apart, and what is left out taken from an anchor."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.dates.calendar import day_text
from dateline.dates.conventions import USUAL, Conventions
from dateline.dates.prose.candidate import Candidate
from dateline.dates.prose.interpretation import from_prose
from dateline.dates.prose.vocabulary import normal, numbered
from dateline.dates.values import Date

_MODIFIERS = tuple(
    (re.compile(rf"(?:the )?(?:{words})[ -](?:of )?(?:the )?(?=\S)"), name)
    for words, name in (
        ("no later than|not later than|on or before|by", "on or before"),
        ("no earlier than|not earlier than|on or after", "on or after"),
        ("before|prior to|earlier than|pre", "before"),
        ("after|later than|following|post", "after"),
        ("until|till|up to", "until"),
        ("since|from|as of", "since"),
        ("(?:very )?(?:early|beginning|start)(?: in)?", "early"),
        ("mid|middle", "mid"),
        ("(?:very )?(?:late|end|close)(?: in)?", "late"),
        ("1st half|2nd half|(?:1st|2nd|3rd|4th|last) (?:quarter|third)", "part"),
        ("circa|ca?|about|around|approximately|roughly", "about"),
        ("possibly|perhaps|probably|maybe", "perhaps"),
    )
)
"""Words in front of a core, and what they are called; the order decides."""


class Expression(NamedTuple):
    """An expression of a date in parts.

    `core` is the period or day that it names, as written but in lower case, and `modifier` what is said of it (before,
    after, on or before, on or after, until, since, early, mid, late, part, about, perhaps) or None. `candidates` are
    the readings of the whole, `of_core` those of the core alone, both likeliest first and each with its rule.
    """

    core: str
    modifier: str | None
    candidates: tuple[Candidate, ...]
    of_core: tuple[Candidate, ...]


def dissect(text: str, anchor: Date | None = None, conventions: Conventions = USUAL) -> Expression | None:
    """Return the parts of an expression, or None when it has no reading.

    `anchor` is the date that the text around speaks of: relative words count from it, and a year that is left out is
    the anchor's, if that lies in one year. A unit finer than the anchor gives all that it may be: "the next day" after
    May 1999 is `[1999-05-02..1999-06-01]`.

    >>> found = dissect("early May 1999")
    >>> found.core, found.modifier, found.of_core[0].edtf, found.candidates[0].edtf
    ('may 1999', 'early', '1999-05', '1999-05-01/1999-05-10')
    >>> from dateline.dates import parse
    >>> [dissect(text, parse("1999-10")).candidates[0].edtf for text in ("8 December", "the next day")]
    ['1999-12-08', '[1999-10-02..1999-11-01]']
    """
    candidates = _anchored(text, anchor, conventions)
    if not candidates:
        return None
    plain = numbered(normal(text))
    for pattern, name in _MODIFIERS:
        if found := pattern.match(plain):
            core = plain[found.end() :]
            if of_core := _anchored(core, anchor, conventions):
                return Expression(core, name, candidates, of_core)
    return Expression(plain, None, candidates, candidates)


def _anchored(text: str, anchor: Date | None, conventions: Conventions) -> tuple[Candidate, ...]:
    candidates = from_prose(text, anchor, conventions)
    year = _only_year(anchor)
    if year is None or (candidates and not any("XXXX" in each.edtf for each in candidates)):
        return candidates
    dated = from_prose(f"{text} {year}", anchor, conventions)
    return tuple(each._replace(rule=f"{each.rule}; the year of the anchor") for each in dated) or candidates


def _only_year(anchor: Date | None) -> str | None:
    """Return the year that an anchor lies in, or None when it may lie in several."""
    if anchor is None:
        return None
    years = {year for day in (anchor.earliest, anchor.latest) if (year := _year_of(day))}
    return years.pop() if len(years) == 1 else None


def _year_of(day: int) -> str | None:
    text = day_text(day)
    return text[:-6] if text and not text.startswith("Y") else None
