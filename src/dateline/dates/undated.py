"""The statement that nobody knows when: the word `undated`, which dateline has beside EDTF."""

from __future__ import annotations

import re
from functools import cache

from dateline.dates.bounds import Bounds
from dateline.dates.calendar import AFTER_ALL, BEFORE_ALL
from dateline.dates.values import Date

UNDATED = "undated"
"""The canonical text, and the `kind`, of a date that is not known at all."""
RULE = "no date is told"
NOWHERE = Bounds(AFTER_ALL, AFTER_ALL, BEFORE_ALL, BEFORE_ALL)
"""The bounds of an undated event: the formulas of `dateline.dates.compare` call it impossible in any days."""
_WORDS = (
    r"undated|not dated|unknown date|[ns]\. ?d\.?|sine dato|no (?:known )?date(?: (?:given|known|recorded))?|"
    r"(?:the )?date (?:is )?(?:unknown|not (?:known|given|recorded))"
)
_ALONE = rf"\s*(?:\[\s*(?:{_WORDS})\s*\]|\(\s*(?:{_WORDS})\s*\)|(?:{_WORDS}))\.?\s*"
_BEFORE_MORE = rf"\s*(?:{_WORDS})\s*(?:[,;:–—-]\s*|(?=[(\[]))(?P<rest>\S.*)"


def undated() -> Date:
    """Return the date of kind `undated`: precision none, and bounds that no day lies in.

    >>> undated(), undated().precision
    (<Date undated>, 'none')
    """
    return Date(UNDATED, NOWHERE, 0, UNDATED, "none")


def says_undated(text: str) -> bool:
    """Tells whether a text says that there is no date, and nothing else.

    >>> [says_undated(text) for text in ("[n.d.]", "Date not known", "undated, c. 1850", "")]
    [True, True, False, False]
    """
    return _pattern(_ALONE).fullmatch(text) is not None


def told_beside(text: str) -> str | None:
    """Return what a text says behind "undated", or None when it does not begin so or says no more.

    >>> told_beside("Undated, probably 18th century"), told_beside("n.d. [1850?]"), told_beside("undated")
    ('probably 18th century', '[1850?]', None)
    """
    found = _pattern(_BEFORE_MORE).fullmatch(text)
    return found["rest"].strip("()") if found else None


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first used: few commands meet such words."""
    return re.compile(pattern, re.IGNORECASE)
