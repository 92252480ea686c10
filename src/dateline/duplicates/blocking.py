"""Which pairs of events are compared at all: those with days in common and two rare tokens, or a very rare one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    from dateline.duplicates.corpus import Corpus

_RAREST = 6
"""So many tokens of an event, the rarest that another has too, are keys by twos."""
_ALONE = 40
"""A token that no more events have is a key by itself."""
_KEYS_TOGETHER, _EVENTS_TOGETHER = 3_000_000, 100_000
MOST_TOGETHER = 40_000_000
"""A key that would compare more pairs is left out, and counted."""
_NO_TOKEN = 2**64 - 1
_JOIN = """
SELECT DISTINCT a.event AS one, b.event AS other FROM {ones} a JOIN {others} b ON a.key = b.key
WHERE {apart} AND a.first <= b.last + {days} AND b.first <= a.last + {days}
AND a.key NOT IN (SELECT key FROM crowded)
"""
_CROWDED = """
CREATE OR REPLACE TEMP TABLE crowded AS
SELECT key FROM keys GROUP BY key HAVING {pairs} > {most}
"""


class Candidates(NamedTuple):
    """Numbers of events to be compared, the same place of both for a pair, and how many keys were left out."""

    ones: np.ndarray[Any, Any]
    others: np.ndarray[Any, Any]
    crowded: int


def candidates(corpus: Corpus, engine: Any, days: int = 0) -> Iterator[Candidates]:
    """Yield pairs whose possible days overlap, or lie at most so many days apart; a pair may come several times.

    `engine` is an open connection to DuckDB.
    """
    import numpy as np

    tokens = _rarest(corpus)
    combined = [*combinations(range(_RAREST), 2), *((place, place) for place in range(_RAREST))]
    turns = max(1, len(corpus) * len(combined) // _KEYS_TOGETHER)
    first, last = (np.frombuffer(each, dtype=np.int64) for each in (corpus.first, corpus.last))
    for turn in range(turns):
        engine.execute("CREATE OR REPLACE TEMP TABLE keys (key UBIGINT, event INTEGER, first BIGINT, last BIGINT)")
        for one, other in combined:
            keys, events = _keys(tokens, one, other)
            chosen = (keys * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(40)) % np.uint64(turns) == turn
            block = {"key": keys[chosen], "event": events[chosen]}
            block |= {"first": first[block["event"]], "last": last[block["event"]]}
            engine.register("block", _table(block))
            engine.execute("INSERT INTO keys SELECT * FROM block")
        yield _joined(corpus, engine, days)


def _table(columns: dict[str, Any]) -> Any:
    import pyarrow as pa

    return pa.table(columns)


def _joined(corpus: Corpus, engine: Any, days: int) -> Candidates:
    split, ends = corpus.split, {"ones": "keys", "others": "keys"}
    apart = "a.event < b.event" if split is None else f"a.event < {split} AND b.event >= {split}"
    pairs = "count(*) * count(*)"
    if split is not None:
        pairs = f"count(*) FILTER (event < {split}) * count(*) FILTER (event >= {split})"
    engine.execute(_CROWDED.format(pairs=pairs, most=MOST_TOGETHER))
    crowded = engine.execute("SELECT count(*) FROM crowded").fetchone()[0]
    found = engine.execute(_JOIN.format(apart=apart, days=int(days), **ends)).fetchnumpy()
    return Candidates(found["one"], found["other"], crowded)


def _rarest(corpus: Corpus) -> Any:
    """Return for each event its rarest tokens that others have, as frequency and number in one, rarest first."""
    import numpy as np

    tokens, starts = np.frombuffer(corpus.tokens, dtype=np.uint32), np.frombuffer(corpus.starts, dtype=np.uint64)
    frequency = np.bincount(tokens, minlength=1).astype(np.uint64)
    usable = frequency > 1
    if corpus.split is not None:
        here = np.bincount(tokens[: starts[corpus.split]], minlength=len(frequency)).astype(np.uint64)
        usable = (here > 0) & (here < frequency)
    ranks = np.where(
        usable, frequency << np.uint64(32) | np.arange(len(frequency), dtype=np.uint64), np.uint64(_NO_TOKEN)
    )
    found = np.full((len(corpus), _RAREST), _NO_TOKEN, dtype=np.uint64)
    for first in range(0, len(corpus), _EVENTS_TOGETHER):
        some = starts[first : first + _EVENTS_TOGETHER + 1].astype(np.int64)
        _rank(found[first : first + _EVENTS_TOGETHER], ranks[tokens[some[0] : some[-1]]], np.diff(some))
    return found


def _rank(found: Any, ranked: Any, lengths: Any) -> None:
    """Put the lowest ranks of each event into its row, where `ranked` has those of all, event after event."""
    import numpy as np

    owner = np.repeat(np.arange(len(lengths)), lengths)
    order = np.lexsort((ranked, owner))
    place = np.arange(len(ranked)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    few = place < _RAREST
    found[owner[few], place[few]] = ranked[order][few]


def _keys(tokens: Any, one: int, other: int) -> tuple[Any, Any]:
    """Return the keys of two places among the rarest tokens, and the events that have them."""
    import numpy as np

    a, b = tokens[:, one], tokens[:, other]
    there = (a != _NO_TOKEN) & (b != _NO_TOKEN)
    if one == other:
        there &= (a >> np.uint64(32)) <= _ALONE
    low = np.uint64(2**32 - 1)
    return ((a & low) << np.uint64(32) | (b & low))[there], np.flatnonzero(there).astype(np.int32)
