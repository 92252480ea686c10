"""Export of lines: as the records say, on every engine, whole or in parts by several processes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from dateline import worker
from dateline.errors import DatabaseError
from dateline.formats import format_named
from dateline.operations import exports
from dateline.query import Query
from dateline.storage.engines import connection
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader
from dateline.wire_fields import EVENT_FIELDS

AWKWARD = [
    {"id": "e1", "title": "Quotes", "date": "1999-12-08",
     "actors": [{"id": "a;b", "name": "A", "role": "host; (guest)"}, {"id": 'c"d\\e', "name": "C", "role": None}],
     "themes": ["x;y", "x"], "citations": [
         {"source": "s(1)", "locator": 'p. 1; "2"', "quote": 'said "so"; (twice) \\'},
         {"source": "t", "locator": None, "quote": None}]},
    {"id": "e2", "title": "Nothing", "date": "[1994,1996]", "actors": [], "themes": [], "citations": []},
    {"id": "e3", "title": "Long ago", "date": "-0043-03-15~", "latitude": -0.5, "longitude": 1e-05},
    {"id": "e4", "title": "Long", "date": "1990/2010", "place": "two\rlines", "kind": "and\nmore"},
    {"id": "e5", "title": "Open, with\ttab", "date": "1996/..", "latitude": 0, "longitude": -180,
     "actors": [{"id": "a;b", "name": "A", "role": None}, {"id": "plain", "name": "P", "role": "a, b"}]},
    {"id": "e6", "title": "=1+1", "date": "1996", "actors": [{"id": "plain", "name": "P", "role": None}]},
    {"id": "e7", "title": 'a "word"', "date": "1996", "themes": ["x"]},
]  # fmt: skip


@pytest.fixture
def filled(url: str, cli: Callable[..., Any]) -> str:
    lines = "".join(json.dumps(record) + "\n" for record in AWKWARD)
    assert cli("import", "jsonl", "-", url=url, stdin=lines.encode()).code == 0
    return url


def _by_records(url: str, query: Query, form: str, **options: bool) -> str:
    text = io.StringIO(newline="")
    with reading(url) as connection:
        chosen: Any = format_named(form).implementation
        chosen.write(EVENT_FIELDS, Reader(connection).events(query), text, **options)
    return text.getvalue()


def _exported(url: str, query: Query, form: str, *, safe: bool = False) -> str:
    text = io.StringIO(newline="")
    with reading(url) as connection:
        exports.write_events(connection, query, form, text, safe=safe)
    return text.getvalue()


QUERIES = [
    Query(), Query(sort="-date"), Query(limit=2), Query(limit=3, sort="-date"), Query(limit=100),
    Query(728000, 728999), Query(728000, 728999, match="certain"),
    Query(texts=("long",)), Query(themes=("x",)), Query(728294, 728294, sort="-date"),
]  # fmt: skip


@pytest.mark.in_part(2)
@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl"])
@pytest.mark.parametrize("query", QUERIES)
def test_what_is_exported_is_what_the_records_say(filled: str, query: Query, form: str) -> None:
    assert _exported(filled, query, form) == _by_records(filled, query, form)


@pytest.mark.in_part(2)
@pytest.mark.parametrize("rows", [1, 2, 4])
@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_few_rows_at_a_time(filled: str, form: str, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.Connection, "lines_together", rows)
    for query in QUERIES:
        assert _exported(filled, query, form, safe=True) == _by_records(filled, query, form, safe=True)


@pytest.mark.in_part(2)
@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize("query", QUERIES)
def test_parts_are_the_whole(filled: str, query: Query, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "_FEW", 1)
    monkeypatch.setattr(exports, "_PART", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert _exported(filled, query, form) == _by_records(filled, query, form)


def _counting(until: int) -> Any:
    yield from range(until)


def _failing() -> Any:
    yield 1
    with reading("sqlite:///nowhere/at/all.db"):
        pass


def test_elsewhere_yields_and_ends() -> None:
    with worker.elsewhere(_counting, 3) as found:
        assert list(found) == [0, 1, 2]


def test_elsewhere_raises_what_is_raised() -> None:
    with worker.elsewhere(_failing) as found:
        assert next(found) == 1
        with pytest.raises(DatabaseError, match="no database at nowhere") as caught:
            next(found)
    assert caught.value.hint == "create one with: dateline load union-state"
