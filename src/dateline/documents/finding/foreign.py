"""Dates of other languages: words around a year that `dateline.dates` reads whole in that language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.dates.conventions import USUAL, Conventions
from dateline.dates.prose.candidate import Candidate
from dateline.dates.prose.interpretation import from_prose, settled
from dateline.documents.finding.finder import Found

_TOKEN = re.compile(r"\d+[.\w-]*|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*\.?|[-\u2013/]")
_YEAR = re.compile(r"(?:1\d|20)\d\d(?!\d)")
_LONE = range(1800, 2050)
"""A number alone is taken for a year of these; others rather count something."""
_LEFT, _RIGHT = 6, 2
"""Words before and behind a year that may belong to its date."""


def find_foreign_dates(text: str, language: str) -> Iterator[Found]:
    """Yield the dates with a year of a text in a language that has a table of words, in order."""
    conventions = USUAL._replace(language=language)
    begin = 0
    for paragraph in text.split("\n\n"):
        tokens = [(found[0], *found.span()) for found in _TOKEN.finditer(paragraph)]
        reached = 0
        for place, (word, *_) in enumerate(tokens):
            if place < reached or not _YEAR.match(word):
                continue
            for first in range(max(reached, place - _LEFT), place + 1):
                starts = tokens[first][1]
                ends = [tokens[last][2] for last in range(place, min(len(tokens), place + 1 + _RIGHT))]
                if (found := _read([paragraph[starts:end].rstrip(".") for end in ends], conventions)) is not None:
                    words, best = found
                    if not words.isdigit() or int(words) in _LONE:
                        yield Found(begin + starts, begin + starts + len(words), words, best.edtf, best.rule)
                    reached = place + 1
                    break
        begin += len(paragraph) + 2


def _read(texts: list[str], conventions: Conventions) -> tuple[str, Candidate] | None:
    """Return what the longest of texts that is a date means, and the shortest that means the same."""
    read = [settled(from_prose(text, None, conventions)) for text in texts]
    longest = next((each for each in reversed(read) if each is not None), None)
    if longest is None:
        return None
    return next((text, each) for text, each in zip(texts, read, strict=True) if each and each.edtf == longest.edtf)
