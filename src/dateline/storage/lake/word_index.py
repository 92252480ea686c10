"""The index of words: files that are sorted by words, then by events; of many events each has words of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.storage.engines.lakes.duck import quoted
from dateline.storage.engines.lakes.layout import TEXT
from dateline.storage.engines.lakes.manifest import DataFile
from dateline.storage.lake.data_files import FileWriter

_TOGETHER = 10_000_000
"""So many bytes of texts are sorted together, which takes some 200 MB of memory."""
_SAMPLES, _SAMPLED = 4, 5_000
"""So many times the words of so many events are looked at, to part those of all evenly."""
_HELD = 40_000
"""So many words are held for each part before they are written; the engine's own 500,000 take 300 MB."""

_SIZE = """SELECT coalesce(sum(strlen(title) + coalesce(strlen(description), 0) + coalesce(strlen(place), 0)), 0),
    min(seq), max(seq) FROM coming"""
_SAID = """SELECT num AS event, '{field}' AS field,
    list_filter(string_split({field}, ' '), lambda word: word <> '') AS said FROM coming WHERE {which}"""
_WORDS = "SELECT field, event, unnest(said) AS word, unnest(range(len(said))) AS nth FROM ({said})"
# To sort numbers within words takes two thirds of the time of sorting all rows. No text has 2^24 words.
_SORTED = """SELECT field, word, spot >> 24 AS event, spot & 16777215 AS nth FROM (
    SELECT field, word, unnest(list_sort(spots)) AS spot FROM (
    SELECT field, word, list((event << 24) | nth) AS spots FROM ({words}) GROUP BY field, word ORDER BY field, word))"""


def write_words(duck: Any, writer: FileWriter, drafts: str) -> Iterator[DataFile]:
    """Write the words of the events in the engine's view `coming`; `drafts` is a folder for what is not yet sorted."""
    size, first, last = duck.execute(_SIZE).fetchone()
    parts = -(-int(size) // _TOGETHER)
    if parts <= 1:
        if first is not None:
            yield writer.write(TEXT, _SORTED.format(words=_words()))
        return
    folder = os.path.join(drafts, "words")
    how = "(FORMAT parquet, COMPRESSION lz4, PARTITION_BY (part))"
    duck.execute(f"SET partitioned_write_flush_threshold = {_HELD}")
    parted = f"SELECT *, {_part_of(_bounds(duck, parts, first, last))} AS part FROM ({_words()})"
    duck.execute(f"COPY ({parted}) TO {quoted(folder)} {how}")
    duck.execute("RESET partitioned_write_flush_threshold")
    for name in sorted(os.listdir(folder)):
        part = os.path.join(folder, name)
        files = f"read_parquet({quoted(os.path.join(part, '*.parquet'))}, hive_partitioning = false)"
        yield writer.write(TEXT, _SORTED.format(words=f"SELECT * FROM {files}"))
        shutil.rmtree(part)


def _words(which: str = "true") -> str:
    """Return the SQL of the words of the events that are meant."""
    said = " UNION ALL ".join(_SAID.format(field=field, which=which) for field in ("words", "place_words"))
    return _WORDS.format(said=said)


def _bounds(duck: Any, parts: int, first: int, last: int) -> list[str]:
    """Return the words at which parts of about the same size begin, but for the first part, by some of the events."""
    begin = range(first, last + 1, max(_SAMPLED, (last - first) // _SAMPLES))
    some = " UNION ALL ".join(f"({_words(f'seq BETWEEN {at} AND {at + _SAMPLED - 1}')})" for at in begin)
    shares = [part / parts for part in range(1, parts)]
    (found,) = duck.execute(f"SELECT quantile_disc(word, {shares}) FROM ({some})").fetchone()
    return sorted(set(found or ()))


def _part_of(bounds: Sequence[str], first: int = 0) -> str:
    """Return the SQL that finds the part of a word among those from `first` on, in few comparisons."""
    if not bounds:
        return str(first)
    half = len(bounds) // 2
    below, above = _part_of(bounds[:half], first), _part_of(bounds[half + 1 :], first + half + 1)
    return f"CASE WHEN word < {quoted(bounds[half])} THEN {below} ELSE {above} END"
