"""No address holds the server for long, and nothing is written."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from dateline.errors import DatabaseError, TookTooLong
from dateline.storage.engines.connection import Connection
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader
from dateline.web import streams
from dateline.web.app import application

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
    "postgresql": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
}


@pytest.fixture
def endless(monkeypatch):
    """Let every count be a statement that never ends."""

    def never(self, query):
        self._connection.run(ENDLESS[self._connection.engine.name])

    monkeypatch.setattr(Reader, "count", never)


def test_a_statement_ends_in_time(loaded_url):
    with reading(loaded_url) as connection:
        connection.hurry(0.05)
        with pytest.raises(TookTooLong):
            connection.run(ENDLESS[connection.engine.name])
        connection.recover()
        connection.hurry(60)
        assert connection.run("SELECT 1") == [(1,)]


def test_rows_end_in_time(loaded_url):
    with reading(loaded_url) as connection:
        connection.hurry(60)
        rows = connection.rows("event_ids")
        next(rows)
        connection._until = time.monotonic() - 1
        with pytest.raises(TookTooLong):
            list(rows)


def test_a_part_of_the_time_leaves_the_rest(loaded_url):
    with reading(loaded_url) as connection:
        connection.hurry(60)
        with connection.hurrying(0.001):
            with pytest.raises(TookTooLong):
                connection.run(ENDLESS[connection.engine.name])
            connection.recover()
        assert connection.run("SELECT 1") == [(1,)]


@pytest.mark.parametrize("path", ["/api/counts", "/actor/russia", "/theme/economy"])
def test_an_answer_that_takes_too_long(client_of, loaded_url, endless, path):
    answer = client_of(loaded_url, patience=0.1).get(path)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert "takes too long" in answer.text
    assert "shorter range" in answer.text
    assert "content-security-policy" in answer.headers


def test_work_without_the_database_is_given_up_too(client_of, loaded_url, monkeypatch):
    free = threading.Event()
    monkeypatch.setattr(Reader, "count", lambda self, query: free.wait(60))
    try:
        assert client_of(loaded_url, patience=0.1).get("/api/counts").status_code == 503
    finally:
        free.set()


def test_the_database_is_opened_for_reading(loaded_url):
    with reading(loaded_url) as connection, pytest.raises(DatabaseError, match="read"):
        connection.run("DELETE FROM event")


# Whoever leaves.


@pytest.mark.parametrize("path", ["/api/counts", "/export.csv"])
def test_a_question_ends_when_its_asker_leaves(loaded_url, monkeypatch, path):
    begun, ended = threading.Event(), threading.Event()

    def endless(self, query):
        begun.set()
        try:
            self._connection.run(ENDLESS[self._connection.engine.name])
        finally:
            ended.set()

    monkeypatch.setattr(Reader, "count", endless)
    monkeypatch.setattr(Reader, "events", endless)
    asyncio.run(left(application(loaded_url, today=lambda: "2001-01-01", patience=600), path, begun))
    assert ended.wait(20)
    assert all_free()


def test_a_question_that_begins_as_its_asker_leaves_ends_too(loaded_url, monkeypatch):
    """An engine breaks off nothing between two statements; the first word to it may come too early."""
    stop, begun, stops = Connection.stop, threading.Event(), []

    def too_early(connection):
        stops.append(1)
        if len(stops) > 1:
            stop(connection)

    def endless(self, query):
        begun.set()
        self._connection.run(ENDLESS[self._connection.engine.name])

    monkeypatch.setattr(Connection, "stop", too_early)
    monkeypatch.setattr(Reader, "events", endless)
    asyncio.run(left(application(loaded_url, today=lambda: "2001-01-01", patience=600), "/export.csv", begun))
    assert all_free()
    assert len(stops) > 1


async def left(app, path, begun):
    """Ask, and leave as soon as the work has begun."""

    async def receive():
        while not begun.is_set():
            await asyncio.sleep(0)
        return {"type": "http.disconnect"}

    async def send(message):
        raise AssertionError("nobody is there")

    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": [(b"host", b"localhost")],
        "root_path": "", "scheme": "http",
    }  # fmt: skip
    await app(scope, receive, send)


# Streams.


def write_of(monkeypatch, function):
    monkeypatch.setattr("dateline.formats.documents.jsonl.write", lambda fields, records, stream: function(stream))


def all_free() -> bool:
    """Tell whether every writer has ended, with some patience."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if streams._free._value == streams._MOST:
            return True
        threading.Event().wait(0.01)
    return False


def test_an_error_before_the_first_chunk_has_its_status(client_of, loaded_url, monkeypatch):
    def fail(stream):
        stream.write("half a chunk")
        raise DatabaseError("the disk is gone")

    write_of(monkeypatch, fail)
    answer = client_of(loaded_url).get("/export.jsonl")
    assert answer.status_code == 500
    assert "The disk is gone" in answer.text
    assert "half a chunk" not in answer.text
    assert all_free()


def test_an_error_behind_the_first_chunk_breaks_off(client_of, loaded_url, monkeypatch):
    def fail(stream):
        stream.write("x" * 200_000)
        raise DatabaseError("the disk is gone")

    write_of(monkeypatch, fail)
    client = client_of(loaded_url)
    answer = client.get("/export.jsonl")
    assert len(answer.content) < 200_001
    assert all_free()


def test_a_first_chunk_that_does_not_come(client_of, loaded_url, monkeypatch):
    monkeypatch.setattr(
        Reader, "events", lambda self, query: self._connection.run(ENDLESS[self._connection.engine.name])
    )
    assert client_of(loaded_url, patience=0.1).get("/export.csv").status_code == 503
    assert all_free()


def test_time_counts_for_each_chunk(client_of, loaded_url, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "dateline.storage.engines.connection.Connection.hurry", lambda self, seconds: seen.append(seconds)
    )
    write_of(monkeypatch, lambda stream: [stream.write("x" * 70_000) for _ in range(5)])
    assert len(client_of(loaded_url).get("/export.jsonl").content) == 350_000
    assert len(seen) > 4
    assert all_free()


def test_too_many_streams(client_of, loaded_url, monkeypatch):
    monkeypatch.setattr(streams, "_free", threading.BoundedSemaphore(1))
    with streams._free:
        assert client_of(loaded_url).get("/export.csv").status_code == 503
    assert client_of(loaded_url).get("/export.csv").status_code == 200


def test_a_reader_who_leaves_ends_the_writer():
    done = threading.Event()

    def write(pipe):
        try:
            while True:
                pipe.put(b"x")
        except streams._Gone:
            done.set()

    async def read():
        pipe = streams._Pipe()
        threading.Thread(target=write, args=(pipe,), daemon=True).start()
        assert await pipe.take(10) == b"x"
        pipe.leave()
        return pipe

    pipe = asyncio.run(read())
    assert done.wait(10)
    assert pipe.write(b"more") == 4
