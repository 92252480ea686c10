"""Columns of Arrow through COPY in binary form leave what rows leave: numbers, texts, and words with their places."""

from __future__ import annotations

from collections import Counter
from unittest import mock

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from dateline.storage.engines import postgresql
from dateline.storage.engines.writing import append, append_columns, writing_engine
from dateline.storage.writing.columns.known_ids import KnownIds

pyarrow = pytest.importorskip("pyarrow")

_WORDS = {
    "none": [""], "one": ["a"], "again and again": ["b a b a b"], "blanks": ["", " a  b ", "  "],
    "other letters": ["ж é 漢字 a", "é"], "bytes, not letters, are sorted": ["\U00010400 \uffee z"],
    "a long word": ["x" * 501 + " y", "é" * 300], "a word of many places": ["of " * 300, "a"],
    "a long text": [" ".join(f"w{n}" for n in range(17_000))],
}  # fmt: skip


def _vectors(connection, table):
    return connection.execute(
        sa.text(f"SELECT event, words::text, place_words::text FROM {table} ORDER BY event")
    ).all()


@pytest.mark.parametrize("words", _WORDS.values(), ids=_WORDS)
def test_words_by_columns_are_those_of_the_server(postgres, cli, words):
    url = postgres.create()
    cli("db", "upgrade", url=url)
    found, last = [], list(reversed(words))
    with writing_engine(url).begin() as connection:
        for by_columns in (True, False):
            numbers = range(1, len(words) + 1)
            if by_columns:
                texts = {"words": pyarrow.array(words), "place_words": pyarrow.array(last)}
                append_columns(connection, {"event_text": {"event": pyarrow.array(numbers), **texts}})
            else:
                rows = zip(numbers, map(postgresql._vector, words), map(postgresql._vector, last), strict=True)
                append(connection, "event_text", ("event", "words", "place_words"), list(rows))
            found.append(_vectors(connection, "event_text"))
            connection.execute(sa.text("DELETE FROM event_text"))
    postgres.drop(url)
    assert found[0] == found[1]
    assert len(found[0]) == len(words)


_EVENT = {
    "num": [1, 2, 3], "id": ["a", "", "ж"], "collection": ["c"] * 3, "fingerprint": ["f"] * 3, "title": ['"', "\t\\N", "–"],
    "date": ["1999"] * 3, "start_earliest": [-(2**62), 0, 2**62], "start_latest": [1, -1, 0], "end_earliest": [0] * 3,
    "end_latest": [0] * 3, "length_class": [0, -1, 4], "description": [None, "", "x\ny"], "latitude": [None, 0.1, -1e300],
    "longitude": [5e-324, -0.0, None], "version": [None, None, None], "theme_set": [7, None, 2**40],
}  # fmt: skip


def test_numbers_and_texts_come_back(postgres, cli):
    url = postgres.create()
    cli("db", "upgrade", url=url)
    empty = {"version": pyarrow.int64()}
    with writing_engine(url).begin() as connection:
        columns = {name: pyarrow.array(values, empty.get(name)) for name, values in _EVENT.items()}
        append_columns(connection, {"event": columns})
        sql = f"SELECT {', '.join(_EVENT)} FROM event ORDER BY num"
        found = connection.execute(sa.text(sql)).all()
        append_columns(connection, {"event": {name: column.slice(0, 0) for name, column in columns.items()}})
        number = connection.execute(sa.text("SELECT count(*) FROM event")).scalar()
    postgres.drop(url)
    assert list(map(tuple, found)) == list(zip(*_EVENT.values(), strict=True))
    assert number == 3


@given(st.lists(st.lists(st.text("ab", max_size=3), min_size=1, max_size=5), max_size=12))
def test_ids_are_apart_as_those_of_a_set_are(batches):
    known, before = KnownIds(), set[str]()
    for ids in batches:
        apart = max(Counter(ids).values()) == 1 and before.isdisjoint(ids)
        before.update(ids)
        assert known.add(pyarrow.array(ids)) is apart


def test_of_too_many_ids_nothing_is_told():
    with mock.patch("dateline.storage.writing.columns.known_ids._MOST", 3):
        known = KnownIds()
        assert [known.add(pyarrow.array(ids)) for ids in (["a", "b"], ["c", "d"], ["e"])] == [True, False, False]
