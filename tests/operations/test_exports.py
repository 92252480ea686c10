"""Events as text, and the reader that gives them as records."""

from __future__ import annotations

import io

import pytest

from dateline.operations.exports import write_events
from dateline.query import Query
from dateline.storage.reading.events import Reader


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl"])
@pytest.mark.parametrize("query", [Query(), Query(actors=("belarus",), sort="-date", limit=7)])
def test_text(cli, connection, loaded_url, form, query):
    stream = io.StringIO(newline="")
    write_events(connection, query, form, stream, safe=False)
    words = ("--actor", "belarus", "--sort", "-date", "--limit", "7") if query.actors else ()
    assert stream.getvalue() == cli("export", "-f", form, *words, url=loaded_url).out


def test_records(cli, connection, loaded_url):
    assert list(Reader(connection).events(Query())) == cli("query", "-f", "jsonl", url=loaded_url).records
