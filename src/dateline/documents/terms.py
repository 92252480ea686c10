"""What a period such as "within 3 months of entry into force" counts from: a date, or what the document says of it."""

from __future__ import annotations

import re
from bisect import bisect_left

from dateline.dates.prose.interpretation import from_prose, settled
from dateline.documents.dating import Dated
from dateline.documents.finding.finder import Found
from dateline.documents.promises import Within, due_after

_HAPPENINGS = (
    ("force", re.compile(r"\b(?:enter(?:s|ed)?|entry|come[s]?|came) into (?:force|effect)\b", re.IGNORECASE)),
    ("signature", re.compile(r"\b(?:signed|sign|signature|signing|done at|concluded)\b", re.IGNORECASE)),
    ("ratification", re.compile(r"\bratif(?:ied|ies|y|ication)\b", re.IGNORECASE)),
    ("adoption", re.compile(r"\b(?:adopted|adoption)\b", re.IGNORECASE)),
)
_REACH = 90
"""Characters between the words for a happening and its day."""


_STOP = re.compile(r"[.;]\s|\n\n")
"""Where a happening and its day are parted."""


class Happenings:
    """The days that a document gives for its own signature, entry into force and the like."""

    def __init__(self, text: str, found: list[Found]) -> None:
        self._days: dict[str, set[str]] = {}
        starts = [each.start for each in found]
        for name, pattern in _HAPPENINGS:
            for match in pattern.finditer(text):
                self._days.setdefault(name, set()).update(_near(text, match, found, starts))

    def day_of(self, words: str) -> str | None:
        """Return the one day of the happening that words name, None where the document gives none or several."""
        for name, pattern in _HAPPENINGS:
            if pattern.search(words):
                days = self._days.get(name, set())
                return next(iter(days)) if len(days) == 1 else None
        return None


def _near(text: str, match: re.Match[str], found: list[Found], starts: list[int]) -> set[str]:
    """Return the day that follows a happening in its sentence, written with its year."""
    end = _STOP.search(text, match.end(), match.end() + _REACH)
    limit = end.start() if end else match.end() + _REACH
    there = found[bisect_left(starts, match.end()) : bisect_left(starts, limit)]
    days = [each for each in there if each.unit == "day" and each.core]
    return {days[0].core or ""} if days and re.search(r"\bon\b", text[match.end() : days[0].start]) else set()


def awaited(term: Within, happenings: Happenings) -> tuple[Dated, str | None]:
    """Return when a term ends, and the date that it counts from, as far as the words or the document give one."""
    best = settled(from_prose(term.event)) if term.event else None
    anchor = best.edtf if best else happenings.day_of(term.event)
    due = due_after(term.period, anchor) if anchor else None
    if due is None:
        from_what = f"of {term.event}: its day is not known" if term.event else "of what the sentence leaves open"
        return Dated(None, (), f"{term.period} {from_what}"), None
    return Dated(due, (), f"{term.period} counted from {anchor}"), anchor
