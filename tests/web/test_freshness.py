"""Answers that a client has already, compressed answers, and answers for pages of other origins."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

PATHS = (
    "/",
    "/timeline?actor=belarus",
    "/deadlines",
    "/charts",
    "/actors",
    "/actor/belarus",
    "/about",
    "/api/events",
    "/api/deadlines",
    "/api/counts?by=year",
    "/export.csv",
    "/export.svg",
    "/export.jsonl?theme=energy",
    "/feed.atom",
    "/feed.ics",
    "/api/events?format=jsonl",
)
ANSWERS = [path for path in PATHS if path != "/about"]
ORIGIN = "https://notebook.example"


@pytest.mark.in_part(2)
@pytest.mark.parametrize("path", ANSWERS)
def test_what_a_client_has_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    assert (first.status_code, first.headers["cache-control"]) == (200, "private, no-cache")
    for held in (tag, tag.removeprefix("W/"), f'"other", {tag}'):
        again = client.get(path, headers={"if-none-match": held})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    for other in ('"other"', "*", tag[:-2]):
        assert client.get(path, headers={"if-none-match": other}).status_code == 200


@pytest.fixture(scope="module")
def tags(client: TestClient) -> dict[str, str]:
    """Return the tag of each address, asked for without its content."""
    return {path: client.head(path).headers["etag"] for path in ANSWERS}


@pytest.mark.parametrize("path", ANSWERS)
def test_each_address_has_a_tag_of_its_own(client: TestClient, tags: dict[str, str], path: str) -> None:
    assert tags[path] not in [tag for other, tag in tags.items() if other != path]
    assert client.get(path).headers["etag"] == tags[path]


@pytest.mark.parametrize(
    "path", ["/timeline?from=sometime", "/event/nothing", "/api/events?limit=0", "/export.nothing"]
)
def test_a_refusal_has_no_tag(client: TestClient, path: str) -> None:
    assert "etag" not in client.get(path, headers={"if-none-match": '"any"'}).headers


def test_a_change_ends_what_a_client_has(
    client_of: Callable[..., TestClient], own_url: str, cli: Callable[..., Any], tmp_path: Path
) -> None:
    client = client_of(own_url)
    tags = {path: client.head(path).headers["etag"] for path in ANSWERS}
    extra = tmp_path / "one.csv"
    extra.write_text("id,date,title\nx:1,1995-05-05,One more\n")
    cli("--db", own_url, "import", "csv", str(extra))
    for path, tag in tags.items():
        assert client.get(path, headers={"if-none-match": tag}).status_code == 200, path


def test_another_day_ends_what_a_client_has(loaded_url: str) -> None:
    from dateline.web.app import application

    days = iter(["2001-01-01"] * 2 + ["2001-01-02"] * 40)
    client = TestClient(application(loaded_url, today=lambda: next(days)), base_url="http://localhost")
    tag = client.get("/api/events").headers["etag"]
    assert client.get("/api/events", headers={"if-none-match": tag}).status_code == 304
    assert client.get("/api/events", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.in_part(2)
@pytest.mark.parametrize("path", PATHS)
def test_long_texts_are_compressed_for_those_who_can_read_it(client: TestClient, path: str) -> None:
    with client.stream("GET", path, headers={"accept-encoding": "gzip"}) as answer:
        sent = b"".join(answer.iter_raw())
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert plain.headers.get("content-encoding") is None
    if answer.headers.get("content-encoding") != "gzip":
        assert len(plain.content) < 500
        return
    assert "Accept-Encoding" in answer.headers["vary"]
    if "ics" not in path:
        assert gzip.decompress(sent) == plain.content
    assert len(sent) < len(plain.content)


def test_nothing_is_shared_with_other_origins_unasked(client: TestClient) -> None:
    answer = client.get("/api/events", headers={"origin": ORIGIN})
    assert "access-control-allow-origin" not in answer.headers
    assert client.options("/api/events", headers={"origin": ORIGIN}).status_code == 405


@pytest.mark.parametrize(
    ("origins", "allowed"), [((ORIGIN,), ORIGIN), (("*",), "*"), (("https://other.example",), None)]
)
def test_an_origin_that_was_named_may_read(
    client_of: Callable[..., TestClient], loaded_url: str, origins: tuple[str, ...], allowed: str | None
) -> None:
    client = client_of(loaded_url, origins=origins)
    answer = client.get("/api/events", headers={"origin": ORIGIN})
    assert answer.headers.get("access-control-allow-origin") == allowed
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    asks = {"origin": ORIGIN, "access-control-request-method": "GET", "access-control-request-headers": "authorization"}
    assert client.options("/api/events", headers=asks).status_code == (200 if allowed else 400)
    assert client.post("/api/events", headers={"origin": ORIGIN}).status_code == 405


def test_a_token_is_asked_for_from_every_origin(client_of: Callable[..., TestClient], loaded_url: str) -> None:
    client = client_of(loaded_url, origins=("*",), token="secret")
    asks = {"origin": ORIGIN, "access-control-request-method": "GET", "access-control-request-headers": "authorization"}
    assert client.options("/api/events", headers=asks).status_code == 200
    assert client.get("/api/events", headers={"origin": ORIGIN}).status_code == 401
    known = client.get("/api/events", headers={"origin": ORIGIN, "authorization": "Bearer secret"})
    assert (known.status_code, known.headers["access-control-allow-origin"]) == (200, "*")
    assert client.get("/api/events", headers={"if-none-match": "*"}).status_code == 401


@pytest.mark.parametrize("text", ["example.org", "ftp://example.org", "https://example.org/path", "", "**", "https://"])
def test_what_is_no_origin_is_refused(cli: Callable[..., Any], loaded_url: str, text: str) -> None:
    answer = cli("--db", loaded_url, "serve", "--cors", text)
    assert answer.code == 2
    assert "is not an origin" in answer.err
