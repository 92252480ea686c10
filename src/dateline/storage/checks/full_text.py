"""The words in the full text, compared with those of the events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.storage.engines import store_of
from dateline.storage.engines.connection import Connection

Text = tuple[int, str, str]
"""The number of an event, its folded words, and those of its place."""
_TOGETHER = 100
"""So many words are looked for as one phrase."""


def unlike(connection: Connection, texts: Sequence[Text]) -> Iterator[int]:
    """Yield the numbers of the events that have other words in the full text than these."""
    full_text = store_of(connection.url).full_text
    if not texts:
        return
    if full_text.written:
        written = full_text.written
        values = {
            "nums": [num for num, _, _ in texts],
            "words": [written(words) for _, words, _ in texts],
            "places": [written(place) for _, _, place in texts],
        }
        yield from (num for (num,) in connection.run(full_text.differing, values))
        return
    for num, words, place in texts:
        found = connection.run(full_text.differing, {"num": num, "pattern": _pattern(words, place)})
        if not found or _sizes(found[0][0]) != (len(words.split()), len(place.split())):
            yield num


def _pattern(words: str, place: str) -> str:
    """Return what finds all of both, in phrases; what is in every row where there are none."""
    phrases = [
        f'{column} : "{each}"' for column, text in (("words", words), ("place_words", place)) for each in _parts(text)
    ]
    return " AND ".join(phrases)


def _parts(text: str) -> Iterator[str]:
    words = text.split()
    for start in range(0, len(words), _TOGETHER):
        yield " ".join(words[start : start + _TOGETHER])


def _sizes(blob: bytes) -> tuple[int, ...]:
    """Return the numbers of words in the columns of a row, as FTS5 writes them: seven bits in each byte."""
    sizes, size = [], 0
    for byte in blob:
        size = size << 7 | byte & 0x7F
        if byte < 0x80:
            sizes.append(size)
            size = 0
    return tuple(sizes)
