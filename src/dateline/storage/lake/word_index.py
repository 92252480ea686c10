"""The index of words: files that are sorted by words, then by events.

Events that came one after the other are a run, and of a great run each file has words of its own. So a question reads
few files for a word, and a changed event lets only the files of its run be written anew.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from dateline.storage.engines.lakes.duck import quoted
from dateline.storage.engines.lakes.layout import TEXT
from dateline.storage.engines.lakes.manifest import DataFile
from dateline.storage.lake.data_files import FileWriter

_BLOCK = 1 << 10
"""So many events that came one after the other are never in two runs."""
_RUN = 40_000_000
"""So many bytes of texts are a run."""
_TOGETHER = 10_000_000
"""So many bytes of texts are sorted together, which takes some 200 MB of memory."""
_SAMPLES, _SAMPLED = 4, 5_000
"""So many times the words of so many events are looked at, to part those of all evenly."""
_HELD = 40_000
"""So many words are held for each part before they are written; the engine's own 500,000 take 300 MB."""

_SIZES = f"""SELECT seq // {_BLOCK}, sum(strlen(title) + coalesce(strlen(description), 0) + coalesce(strlen(place), 0)),
    min(seq), max(seq) FROM coming GROUP BY 1 ORDER BY 1"""
_SAID = """SELECT num AS event, '{field}' AS field,
    list_filter(string_split({field}, ' '), lambda word: word <> '') AS said FROM coming
    WHERE seq BETWEEN {first} AND {last}"""
_WORDS = "SELECT field, event, unnest(said) AS word, unnest(range(len(said))) AS nth FROM ({said})"
# To sort numbers within words takes two thirds of the time of sorting all rows. No text has 2^24 words.
_SORTED = """SELECT field, word, spot >> 24 AS event, spot & 16777215 AS nth FROM (
    SELECT field, word, unnest(list_sort(spots)) AS spot FROM (
    SELECT field, word, list((event << 24) | nth) AS spots FROM ({words}) GROUP BY field, word ORDER BY field, word))"""


class _Run(NamedTuple):
    """Events that came one after the other: the bytes of their texts, and the places of the first and the last."""

    size: int
    first: int
    last: int


def write_words(duck: Any, writer: FileWriter, drafts: str) -> Iterator[DataFile]:
    """Write the words of the events in the engine's view `coming`; `drafts` is a folder for what is not yet sorted."""
    for run in _runs(duck.execute(_SIZES).fetchall()):
        if run.size <= _TOGETHER:
            yield writer.write(TEXT, _SORTED.format(words=_words(run.first, run.last)))
        else:
            yield from _in_parts(duck, writer, os.path.join(drafts, "words"), run)


def _runs(blocks: Iterable[tuple[int, int, int, int]]) -> Iterator[_Run]:
    run: _Run | None = None
    for _, size, first, last in blocks:
        if run and run.size + size > _RUN:
            yield run
            run = None
        run = _Run(run.size + int(size), run.first, last) if run else _Run(int(size), first, last)
    if run:
        yield run


def _in_parts(duck: Any, writer: FileWriter, folder: str, run: _Run) -> Iterator[DataFile]:
    """Write the words of a run, those of each part sorted by themselves."""
    how = "(FORMAT parquet, COMPRESSION lz4, PARTITION_BY (part))"
    duck.execute(f"SET partitioned_write_flush_threshold = {_HELD}")
    parted = f"SELECT *, {_part_of(_bounds(duck, run))} AS part FROM ({_words(run.first, run.last)})"
    duck.execute(f"COPY ({parted}) TO {quoted(folder)} {how}")
    duck.execute("RESET partitioned_write_flush_threshold")
    for name in sorted(os.listdir(folder)):
        part = os.path.join(folder, name)
        files = f"read_parquet({quoted(os.path.join(part, '*.parquet'))}, hive_partitioning = false)"
        yield writer.write(TEXT, _SORTED.format(words=f"SELECT * FROM {files}"))
        shutil.rmtree(part)
    shutil.rmtree(folder)


def _words(first: int, last: int) -> str:
    """Return the SQL of the words of the events from one place to another."""
    fields = ("words", "place_words")
    said = " UNION ALL ".join(_SAID.format(field=field, first=first, last=last) for field in fields)
    return _WORDS.format(said=said)


def _bounds(duck: Any, run: _Run) -> list[str]:
    """Return the words at which parts of about the same size begin, but for the first part, by some of the events."""
    begin = range(run.first, run.last + 1, max(_SAMPLED, (run.last - run.first) // _SAMPLES))
    some = " UNION ALL ".join(f"({_words(at, at + _SAMPLED - 1)})" for at in begin)
    parts = -(-run.size // _TOGETHER)
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
