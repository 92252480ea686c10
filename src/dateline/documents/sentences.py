"""Sentences and clauses of a text, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.documents.finding.letters import word_set

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[\dA-Z\u00c0-\u00de\u0400-\u042f])|[!?…。]+(?=\s|$)")
_ABBREVIATED = word_set(
    "mr mrs ms dr prof sen rep gov gen col capt lt maj sgt rev hon st no nos vol p pp art arts sec par para fig ed eds "
    "vs etc e.g i.e cf al jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp u.s u.k u.n approx ca c"
)
_LAST_WORD = re.compile(r"[\w.'\u2019]+$")
_CLAUSE = re.compile(r";\s+|,\s+(?:and|but|while|whereas|although|though|yet)\s+|:\s+|\s[–—-]{1,2}\s|--")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each sentence of a paragraph in order, without the spaces around it.

    >>> text = "Mr. Putin came in April. He left."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Mr. Putin came in April.', 'He left.']
    """
    end = len(text) if end is None else end
    begin = start
    for found in _END.finditer(text, start, end):
        if not _is_abbreviation(text, begin, found):
            yield from _trimmed(text, begin, found.end())
            begin = found.end()
    yield from _trimmed(text, begin, end)


def _is_abbreviation(text: str, begin: int, found: re.Match[str]) -> bool:
    if found[0] != ".":
        return False
    word = _LAST_WORD.search(text, begin, found.start())
    if word is None:
        return False
    last = word[0].lower()
    return (
        last in _ABBREVIATED
        or (len(last) == 1 and last.isalpha() and last != "i")
        or re.fullmatch(r"(?:\w\.)+\w", last) is not None
    )


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def clause_at(text: str, sentence: tuple[int, int], place: int) -> tuple[int, int]:
    """Return the clause of a sentence in which a place is: what stands between its semicolons, colons and dashes."""
    start, end = sentence
    for found in _CLAUSE.finditer(text, start, end):
        if found.end() <= place:
            start = found.end()
        elif found.start() > place:
            return start, found.start()
    return start, end
