"""The server over a real socket, and over a lake."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lake.conftest import held as in_a_lake
from processes import running

TOLD = re.compile(r"at (http://127\.0\.0\.1:\d+/mcp) .*\n.*Authorization: Bearer (\S+)", re.DOTALL)
held = in_a_lake


@pytest.fixture
def listening(loaded_url, folders) -> Iterator[tuple[str, str]]:
    """Yield the address and the token of the command over HTTP, as it tells them."""
    command = [str(Path(sys.executable).with_name("dateline")), "--db", loaded_url, "mcp", "--http", "--port", "0"]
    with running(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **folders}) as process:
        assert process.stderr
        said = ""
        try:
            while not (found := TOLD.search(said)):
                line = process.stderr.readline()
                assert line, said
                said += line
            yield found[1], found[2]
        finally:
            process.terminate()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_over_a_socket_only_with_the_token(listening):
    import anyio
    import httpx2
    from mcp import Client
    from mcp.client.streamable_http import streamable_http_client

    address, token = listening

    async def asked(headers: dict[str, str]) -> object:
        async with (
            httpx2.AsyncClient(headers=headers) as http,
            Client(streamable_http_client(address, http_client=http)) as client,
        ):
            return (await client.call_tool("query", {"from": "1999-12-08", "limit": 1})).structured_content

    found = anyio.run(asked, {"Authorization": f"Bearer {token}"})
    assert isinstance(found, dict)
    assert (len(found["records"]), found["total"] > 50) == (1, True)
    where = urlsplit(address)
    for wrong in ({}, {"Authorization": "Bearer wrong"}):
        with pytest.raises(Exception, match=r"."):
            anyio.run(asked, wrong)
        plain = HTTPConnection(str(where.hostname), where.port)
        plain.request("POST", "/mcp", b"{}", {"content-type": "application/json"} | wrong)
        answer = plain.getresponse()
        assert (answer.status, b"requires a token" in answer.read()) == (401, True)
        plain.close()


def test_a_lake_answers_as_a_database_does(model_of, held):
    lake, database = model_of(f"lake:{held[0]}"), model_of(held[1])
    calls = [
        ("query", {"from": "1999", "to": "2000"}), ("query", {"actor": "actor-1", "match": "certain"}),
        ("query", {"theme": "energy", "limit": 3, "offset": 2}), ("query", {"text": "talks", "sort": "-date"}),
        ("query", {"undated": True}), ("query", {"actor": "nobody"}), ("show", {"id": "e;001"}),
        ("show", {"id": "nothing"}), ("conflicts", {}), ("deadlines", {}), ("explain", {"id": "x"}),
        ("describe", {"list": "actors"}), ("describe", {"list": "themes"}), ("date", {"text": ["fall 1999"]}),
        ("verify_quote", {"source": "source-1", "quote": "he said"}),
    ]  # fmt: skip
    for call, one, other in zip(calls, lake.several(calls), database.several(calls), strict=True):
        assert one == other, call
    assert lake.call("describe").keys() == database.call("describe").keys()
