"""The index of words: a file for the words of many events, sorted by words, then by events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.storage.engines.lakes.layout import TEXT
from dateline.storage.engines.lakes.manifest import DataFile
from dateline.storage.lake.data_files import FileWriter

_BLOCK = 1 << 10
"""So many events that came one after the other are never parted."""
_TOGETHER = 40_000_000
"""So many bytes of texts are sorted together, which takes a few hundred MB of memory."""

_SIZES = f"""SELECT seq // {_BLOCK}, sum(strlen(title) + coalesce(strlen(description), 0) + coalesce(strlen(place), 0))
    FROM coming GROUP BY 1 ORDER BY 1"""
_WORDS = """SELECT num AS event, '{field}' AS field,
    list_filter(string_split({field}, ' '), lambda word: word <> '') AS said
    FROM coming WHERE seq BETWEEN {first} AND {last}"""
# To sort numbers within words takes two thirds of the time of sorting all rows. No text has 2^24 words.
_SORTED = """SELECT field, word, spot >> 24 AS event, spot & 16777215 AS nth FROM (
    SELECT field, word, unnest(list_sort(spots)) AS spot FROM (
    SELECT field, word, list((event << 24) | nth) AS spots FROM (
    SELECT field, event, unnest(said) AS word, unnest(range(len(said))) AS nth FROM ({words}))
    GROUP BY field, word ORDER BY field, word))"""


def write_words(duck: Any, writer: FileWriter) -> Iterator[DataFile]:
    """Write the words of the events in the engine's view `coming`."""
    for first, last in _runs(duck.execute(_SIZES).fetchall()):
        words = " UNION ALL ".join(
            _WORDS.format(field=field, first=first, last=last) for field in ("words", "place_words")
        )
        yield writer.write(TEXT, _SORTED.format(words=words))


def _runs(sizes: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of the events that are sorted together."""
    first, total = 0, 0
    for block, size in sizes:
        if total and total + size > _TOGETHER:
            yield first, block * _BLOCK - 1
            first, total = block * _BLOCK, 0
        total += size
    if sizes:
        yield first, (sizes[-1][0] + 1) * _BLOCK - 1
