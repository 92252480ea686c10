"""What the server refuses, and the headers of every answer."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

import pytest
from starlette.testclient import TestClient

from dateline.web.assets import style_for_arrivals

STYLE = b64encode(sha256(style_for_arrivals().encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self' 'sha256-{STYLE}'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
TOKEN = "an open secret"


def guarded(response) -> bool:
    """Tell whether an answer has the headers that every one must have."""
    headers = response.headers
    return (
        headers["content-security-policy"] == POLICY
        and headers["x-content-type-options"] == "nosniff"
        and headers["referrer-policy"] == "no-referrer"
        and headers["cross-origin-resource-policy"] == "same-origin"
    )


@pytest.mark.parametrize("path", ["/about", "/static/site.css", "/nowhere", "/api/nowhere", "/static/../app.py"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_every_answer_has_the_headers(client: TestClient, path: str, method: str) -> None:
    assert guarded(client.request(method, path))


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8765", 200),
        ("127.0.0.1", 200),
        ("127.0.0.1:1", 200),
        ("[::1]", 200),
        ("[::1]:8765", 200),
        ("evil.example", 400),
        ("localhost.evil.example", 400),
        ("evil.example:8765", 400),
        ("127.0.0.1.nip.io", 400),
        ("127.0.0.2", 400),
        ("localhost:8765@evil.example", 400),
        ("localhost:", 400),
        ("localhost:99999999", 400),
        ("localhost evil", 400),
        ("", 400),
    ],
)
def test_the_host_must_be_ours(client: TestClient, host: str, status: int) -> None:
    response = client.get("/about", headers={"host": host})
    assert (response.status_code, guarded(response)) == (status, True)


def test_a_second_host_is_refused(client: TestClient) -> None:
    assert client.get("/about", headers=[("host", "localhost"), ("host", "evil.example")]).status_code == 400


@pytest.mark.parametrize(
    ("host", "status"), [("192.0.2.7:80", 200), ("[2001:db8::1]", 200), ("machine", 200), ("evil.example", 400)]
)
def test_a_server_on_all_addresses_is_known_by_each(
    client_of: Callable[..., TestClient], loaded_url: str, host: str, status: int
) -> None:
    client = client_of(loaded_url, hosts=("0.0.0.0", "machine"))
    assert client.get("/about", headers={"host": host}).status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/about", "/nowhere", "/static/site.css"])
def test_only_reading_is_allowed(client: TestClient, method: str, path: str) -> None:
    response = client.request(method, path)
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")


def test_head_has_no_body(client: TestClient) -> None:
    response = client.head("/about")
    assert (response.status_code, response.content) == (200, b"")
    assert int(response.headers["content-length"]) > 0


@pytest.mark.parametrize(
    ("query", "status"), [("a=" + "x" * 5_000, 414), ("&".join(f"a={i}" for i in range(65)), 400), ("a=1", 200)]
)
def test_long_addresses_are_refused(client: TestClient, query: str, status: int) -> None:
    assert client.get(f"/static/site.css?{query}").status_code == status


def test_errors_of_the_api_are_json(client: TestClient) -> None:
    assert client.get("/api/nowhere").json() == {
        "error": "there is nothing at this address",
        "hint": "see /api/openapi.json for all addresses",
    }
    assert set(client.post("/api/events").json()) == {"error", "hint"}


def test_a_fault_is_told_without_a_traceback(client_of: Callable[..., TestClient], tmp_path) -> None:
    response = client_of(f"sqlite:///{tmp_path}/none.db").get("/about")
    assert (response.status_code, guarded(response)) == (500, True)
    assert "No database at" in response.text
    assert "Traceback" not in response.text


# The token.


@pytest.fixture
def closed(client_of: Callable[..., TestClient], loaded_url: str) -> TestClient:
    return client_of(loaded_url, token=TOKEN)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"authorization": f"Bearer {TOKEN}"}, 200),
        ({"authorization": f"bearer {TOKEN}"}, 200),
        ({"authorization": "Bearer another"}, 401),
        ({"authorization": "Bearer "}, 401),
        ({"authorization": f"Basic {TOKEN}"}, 401),
        ({"authorization": "Bearer ключ".encode()}, 401),
        ({"cookie": "dateline_token="}, 401),
        ({"cookie": f"dateline_token={TOKEN}"}, 401),
        ({"cookie": "dateline_token=\xe9".encode("latin-1")}, 401),
    ],
)
def test_a_closed_server_wants_its_token(closed: TestClient, headers: dict, status: int) -> None:
    response = closed.get("/about", headers=headers)
    assert (response.status_code, guarded(response)) == (status, True)
    assert ("www-authenticate" in response.headers) is (status == 401)


def test_a_token_in_the_address_is_kept_once(closed: TestClient) -> None:
    assert closed.get("/about?token=wrong").status_code == 401
    assert closed.get("/about").status_code == 401
    response = closed.get("/about", params={"token": TOKEN, "a": "b c&d"})
    assert (response.status_code, response.headers["location"]) == (303, "/about?a=b+c%26d")
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN.replace(" ", "%20") not in cookie
    assert closed.get("/about").status_code == 200


def test_a_redirect_stays_here(closed: TestClient) -> None:
    response = closed.get(f"//evil.example/about?token={TOKEN.replace(' ', '+')}")
    assert not response.headers.get("location", "/").startswith(("//", "http"))


def test_the_looks_are_open(closed: TestClient) -> None:
    assert closed.get("/static/site.css").status_code == 200
