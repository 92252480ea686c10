"""Whether a text is news, whose words count from the day that it was written, or a narrative."""

from __future__ import annotations

import re

from dateline.documents.finding.values import When

_POINTING = re.compile("W|[vz]U|U?g")
_WEIGHT = 2
"""So many years far from the day of the document weigh as much as one word that points to it."""
_DAYS = frozenset(("today", "yesterday", "tomorrow", "tonight", "Today", "Yesterday"))


def is_news(words: list[str], letters: str, written: When | None) -> bool:
    """Tell whether a text points to the day of the document rather than names years far from it."""
    if written is None:
        return False
    pointing = sum(1 for _ in _POINTING.finditer(letters)) + sum(word in _DAYS for word in words)
    far = sum(letter == "Y" and abs(int(word) - written.year) > 1 for word, letter in zip(words, letters, strict=True))
    far += letters.count("K")
    return not far or _WEIGHT * pointing > far
