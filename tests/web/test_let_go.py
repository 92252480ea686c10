"""What a question held is free when it is broken off, without waiting for a collector of garbage."""

from __future__ import annotations

import gc
import os
import socket
import sqlite3
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import uvicorn

from dateline.cli.commands.share.connections import Bounds, bounded
from dateline.errors import DatabaseError, TookTooLong
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader

COUNTING = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
ENDLESS = f"{COUNTING} SELECT max(i) FROM n"
WAYS = ("run", "rows", "left", "batches", "explain", "error")


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


@pytest.fixture
def _no_collector():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def break_off(connection, way: str) -> list[object]:
    """Break a question off in one of the ways there are, and return what is left of it."""
    left: list[object] = []
    try:
        if way == "run":
            connection.run(ENDLESS)
        elif way == "left":
            left.append(connection.rows("event_ids"))
            next(left[0])  # type: ignore[call-overload]
        elif way == "batches":
            left.append(connection.batches("event_ids", (), {}, 1))
            next(left[0])  # type: ignore[call-overload]
        elif way == "explain":
            connection.explain("event_ids", (), {})
        elif way == "error":
            connection.run("SELECT nothing FROM nowhere")
        else:
            rows = connection.rows("event_ids")
            next(rows)
            connection._until = time.monotonic() - 1
            left.append(rows)
            next(rows)
    except (DatabaseError, TookTooLong) as error:
        left.append(error)  # with its trace, as whoever answers has it
    return left


@pytest.mark.skipif(sys.platform != "linux", reason="counts descriptors in /proc")
@pytest.mark.usefixtures("_no_collector")
@pytest.mark.parametrize("way", WAYS)
def test_a_connection_is_closed_on_every_way_out(loaded_url, way):
    left, before = [], descriptors()
    for _ in range(20):
        with reading(loaded_url) as connection:
            connection.hurry(0.005)
            left.append(break_off(connection, way))
    assert descriptors() == before
    assert left


@pytest.mark.in_part(3)
@pytest.mark.usefixtures("_no_collector")
@pytest.mark.parametrize("way", WAYS)
def test_the_log_of_writes_can_end(cli, tmp_path, way):
    """As long as a reader is left over, no checkpoint moves the log of SQLite, which then grows with each write."""
    place = tmp_path / "some.db"
    assert cli("load", "union-state", url=f"sqlite:///{place}").code == 0
    with reading(f"sqlite:///{place}") as connection:
        connection.hurry(0.005)
        left = break_off(connection, way)
    with closing(sqlite3.connect(place)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("UPDATE event SET title = title")
        writer.commit()
        assert writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() == (0, 0, 0)
    del left


@pytest.mark.skipif(sys.platform != "linux", reason="counts descriptors in /proc")
def test_broken_off_answers_leave_nothing(client_of, loaded_url, monkeypatch):
    monkeypatch.setattr(Reader, "count", lambda self, query: self._connection.run(ENDLESS))
    client = client_of(loaded_url, patience=0.02)
    statuses, counts = [], []
    for _ in range(12):
        statuses.append(client.get("/api/counts").status_code)
        counts.append(descriptors())
    assert set(statuses) == {503}
    assert counts[-1] <= counts[1]


# Connections of clients.


@contextmanager
def serving(bounds: Bounds):
    """Serve an answer within `bounds`, and give its address."""

    async def answer(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        if scope["path"] == "/much":
            return
        await send({"type": "http.response.body", "body": b"ok"})

    async def much(scope, receive, send):
        if scope["path"] != "/much":
            await answer(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(10_000):
            await send({"type": "http.response.body", "body": b"x" * 65_536, "more_body": True})

    config = uvicorn.Config(much, http=bounded(bounds), log_level="critical", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield listener.getsockname()
    finally:
        server.should_exit = server.force_exit = True
        thread.join()
        listener.close()


def received(client: socket.socket) -> bytes:
    """Return what comes until the server closes the connection."""
    found = b""
    try:
        while part := client.recv(65_536):
            found += part
    except ConnectionResetError:
        pass
    return found


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET / HTTP/1.1\r\nHost: a", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET"],
    ids=["nothing", "half", "idle", "half again"],
)
def test_whoever_sends_nothing_is_left(sent):
    with serving(Bounds(sending=0.2)) as place, socket.create_connection(place, timeout=20) as client:
        client.sendall(sent)
        assert received(client).startswith(b"HTTP/1.1 200" if b"\r\n\r\n" in sent else b"")


def test_whoever_reads_nothing_is_left():
    with serving(Bounds(reading=0.2)) as place, socket.create_connection(place, timeout=20) as client:
        client.sendall(b"GET /much HTTP/1.1\r\nHost: a\r\n\r\n")
        threading.Event().wait(1)
        assert len(received(client)) < 10_000 * 65_536


def test_silence_keeps_nobody_out():
    with serving(Bounds(connections=3, sending=60)) as place:
        silent = [socket.create_connection(place, timeout=20) for _ in range(10)]
        with socket.create_connection(place, timeout=20) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            assert received(client).startswith(b"HTTP/1.1 200")
        assert [received(each) for each in silent[:7]] == [b""] * 7
        for each in silent:
            each.close()


# Tokens.


@pytest.fixture
def served(cli, tmp_path, monkeypatch):
    """Return a function that returns the token that `serve` takes, or what it says against it."""
    url = f"sqlite:///{tmp_path}/some.db"
    assert cli("load", "union-state", url=url).code == 0
    found: list[str | None] = []
    monkeypatch.setattr("dateline.cli.commands.share.serve.run", lambda *_, **__: None)

    def application(url: str, *, token: str | None, **_: object) -> None:
        found.append(token)

    monkeypatch.setattr("dateline.web.app.application", application)

    def call(*options: object, env: dict[str, str] | None = None) -> str | None:
        done = cli("serve", "--port", "0", *options, url=url, env=env)
        return found.pop() if done.code == 0 else done.err

    return call


def test_where_a_token_comes_from(served, tmp_path):
    file = Path(tmp_path / "token")
    for end in ("", "\n", "\r\n"):
        file.write_text(f"of-the-file{end}", newline="")
        assert served("--token-file", file) == "of-the-file"
    variable = {"DATELINE_TOKEN": "of-the-variable"}
    assert served(env=variable) == "of-the-variable"
    assert served("--token-file", file, env=variable) == "of-the-file"
    assert served("--token", "of-the-option", env=variable) == "of-the-option"
    assert served() is None
    assert served(env={"DATELINE_TOKEN": ""}) is None


@pytest.mark.parametrize("text", ["", "two\nlines", "a b", "ключ", "\0"])
def test_a_file_without_a_token(served, tmp_path, text):
    (tmp_path / "token").write_text(text)
    assert "must be printable ASCII" in str(served("--token-file", tmp_path / "token"))


def test_two_tokens(served, tmp_path):
    (tmp_path / "token").write_text("x")
    assert "exclude each other" in str(served("--token", "x", "--token-file", tmp_path / "token"))
