"""The command over the standard input and over HTTP: who may ask, and that the protocol is all that is printed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a test", "version": "1"}},
}
CALL = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "date", "arguments": {"text": ["1999"]}}}
HEADERS = {"accept": "application/json, text/event-stream", "authorization": "Bearer secret"}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_program_starts_the_command_and_asks(loaded_url, folders):
    import anyio
    from mcp import Client, StdioServerParameters

    command = str(Path(sys.executable).with_name("dateline"))
    started = StdioServerParameters(command=command, args=["--db", loaded_url, "mcp"], env={**os.environ, **folders})

    async def main():
        async with Client(started) as client:
            found = await client.call_tool("query", {"from": "1999-12-08", "limit": 1})
            return client.instructions, found.structured_content

    instructions, found = anyio.run(main)
    assert "never from memory" in instructions
    assert found["total"] > 50


@pytest.fixture
def served(model):
    """Yield a client of the server over HTTP, behind its guard."""
    from starlette.testclient import TestClient

    from dateline.assistants.server import application
    from dateline.web.guard import LOOPBACK, Guard

    with TestClient(
        Guard(application(model.db), LOOPBACK, "secret", asks=True), base_url="http://127.0.0.1:8766"
    ) as client:
        yield client


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_over_http_only_who_has_the_token_may_ask(served):
    def post(body=INITIALIZE, path="/mcp", **headers):
        return served.post(path, json=body, headers={**HEADERS, **headers})

    assert post().json()["result"]["serverInfo"]["name"] == "dateline"
    assert post(CALL).json()["result"]["structuredContent"]["records"][0]["edtf"] == "1999"
    for token in ("", "Bearer", "Bearer wrong", "Basic secret"):
        refused = post(authorization=token)
        assert (refused.status_code, refused.json()["error"]) == (401, "this server requires a token")
    assert post(host="evil.example").status_code == 400
    assert post(origin="https://evil.example").status_code == 403
    assert post(origin="http://127.0.0.1:8766").status_code == 200
    assert post(path="/").status_code == 404
    assert served.put("/mcp", json=CALL, headers=HEADERS).status_code == 405


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_over_http_what_is_no_question_is_refused(served):
    for body in (b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"jsonrpc": "2.0"}'):
        answer = served.post("/mcp", content=body, headers={**HEADERS, "content-type": "application/json"})
        assert 400 <= answer.status_code < 500, body


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["mcp", "--port", "9"], "--port, --token and --token-file need --http"),
        (["mcp", "--token", "x"], "need --http"),
        (["mcp", "--http", "--token", "two words"], "--token must be printable ASCII"),
        (["mcp", "--http", "--token", "x", "--token-file", __file__], "exclude each other"),
        (["mcp", "extra"], "extra"),
    ],
)
def test_what_the_command_refuses(cli, loaded_url, words, error):
    done = cli(*words, url=loaded_url)
    assert (done.code, done.out) == (2, "")
    assert error in done.err


def test_a_database_that_is_missing_is_told_before_anybody_asks(cli, tmp_path):
    done = cli("mcp", url=f"sqlite:///{tmp_path}/none.db")
    assert (done.code, done.out) == (5, "")
    assert "no database at" in done.err


def test_without_the_sdk_the_command_says_how_to_install_it(cli, loaded_url, monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp", None)
    done = cli("mcp", url=loaded_url)
    assert (done.code, done.out) == (2, "")
    assert "pip install 'dateline[mcp]'" in done.err
