"""The words in the full text, compared with those of the events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.storage.engines import store_of
from dateline.storage.engines.connection import Connection

Text = tuple[int, str, str]
"""The number of an event, its folded words, and those of its place."""
TOGETHER = 20_000
"""So many texts are best compared at a time: SQLite walks its whole index for them, however few they are."""
_COLUMNS = ("words", "place_words")


def unlike(connection: Connection, texts: Sequence[Text]) -> Iterator[int]:
    """Yield the numbers of the events that have other words in the full text than these."""
    if not texts:
        return
    full_text = store_of(connection.url).full_text
    if written := full_text.written:
        values: dict[str, object] = {
            "nums": [num for num, _, _ in texts],
            "words": [written(each) for _, each, _ in texts],
            "places": [written(each) for _, _, each in texts],
        }
        yield from (num for (num,) in connection.run(full_text.differing, values))
        return
    if full_text.spelled:
        full_text.spelled(connection.run)
    nums = {"first": texts[0][0], "last": texts[-1][0], "ids": connection.bound([num for num, _, _ in texts])}
    there = _there(connection.run(full_text.differing, nums))
    sizes = {num: _sizes(blob) for num, blob in connection.run(full_text.sizes, nums)}
    for num, words, place in texts:
        wanted = [words.split(), place.split()]
        found = [there.get((num, column), {}) for column in _COLUMNS]
        if found != [dict(enumerate(each)) for each in wanted] or sizes.get(num) != tuple(map(len, wanted)):
            yield num


def _there(rows: list[tuple[int, str, int, str]]) -> dict[tuple[int, str], dict[int, str]]:
    """Return the words of each event in each column by their places."""
    found: dict[tuple[int, str], dict[int, str]] = defaultdict(dict)
    for num, column, place, word in rows:
        found[num, column][place] = word
    return found


def _sizes(blob: bytes) -> tuple[int, ...]:
    """Return the numbers of words in the columns of a row, as FTS5 writes them: seven bits in each byte."""
    sizes, size = [], 0
    for byte in blob:
        size = size << 7 | byte & 0x7F
        if byte < 0x80:
            sizes.append(size)
            size = 0
    return tuple(sizes)
