"""Style sheets and scripts come from the server as files of their own, which browsers keep."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from dateline.render.picture.page import timeline_script
from dateline.web.assets import asset

PAGES = ("/", "/deadlines", "/charts", "/about", "/event/nothing")


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("sort.js", "text/javascript", None),
        ("timeline.js", "text/javascript", timeline_script()),
        ("icon.svg", "image/svg+xml", None),
    ],
)
def test_a_file_is_kept_under_the_address_of_its_content(
    client: TestClient, name: str, kind: str, text: str | None
) -> None:
    answer = client.get(asset(name))
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
    assert answer.headers["content-type"].startswith(kind)
    assert text is None or answer.text == text
    for other in (f"/static/{name}", f"/static/{name}?v=old", f"{asset(name)}&v=2"):
        assert client.get(other).headers["cache-control"] == "no-cache"
        assert client.get(other).content == answer.content


def test_pages_name_their_files_by_these_addresses(client: TestClient) -> None:
    for page in PAGES:
        found = re.findall(r'(?:href|src)="(/static/[^"]*)"', client.get(page).text)
        assert found
        assert found == [asset(each.partition("?")[0].removeprefix("/static/")) for each in found]


@pytest.mark.parametrize("name", ["nothing.css", "..%2fapp.py", "%2e%2e", "site.css%00", "a/b"])
def test_there_is_no_other_file(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_the_style_sheet_names_the_font_by_addresses_that_are_kept_for_good(client: TestClient) -> None:
    fonts = re.findall(r'url\("([^"]+)"\)', client.get(asset("site.css")).text)
    assert len(fonts) == 3
    for font in fonts:
        answer = client.get(f"/static/{font}")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert (answer.headers["content-type"], answer.content[:4]) == ("font/woff2", b"wOF2")
    assert "font-src 'self'" in client.get("/").headers["content-security-policy"]


def weight(client: TestClient, path: str, accepted: str) -> int:
    """Return the bytes of an answer on the way, with its headers."""
    with client.stream("GET", path, headers={"accept-encoding": accepted}) as answer:
        head = sum(len(name) + len(value) + 4 for name, value in answer.headers.raw)
        assert answer.status_code == 200
        return head + len(b"".join(answer.iter_raw()))


@pytest.mark.parametrize(("accepted", "most"), [("gzip, br", 60_000), ("gzip", 70_000)])
@pytest.mark.parametrize(("origin", "files"), [("none", 3), ("cross-site", 3), ("same-origin", 4)])
def test_all_that_a_first_visit_loads_is_light(
    client: TestClient, accepted: str, most: int, origin: str, files: int
) -> None:
    client.headers["sec-fetch-site"] = origin
    files_ = re.findall(r'(?:href|src)="(/static/[^"]*)"', client.get("/").text)
    assert len(files_) == files
    assert sum(weight(client, each, accepted) for each in ("/", *files_, asset("roboto-basic.woff2"))) < most


@pytest.mark.parametrize("path", PAGES)
def test_only_a_page_for_an_arrival_has_the_style_within(client: TestClient, path: str) -> None:
    linked = client.get(path).text
    assert f'<link rel="stylesheet" href="{asset("site.css")}">' in linked
    assert "<style>" not in linked
    assert client.get(path, headers={"sec-fetch-site": "same-origin"}).text == linked
    for origin in ("none", "cross-site", "same-site"):
        within = client.get(path, headers={"sec-fetch-site": origin}).text
        found = re.search(r"<style>(.*?)</style>", within, re.DOTALL)
        assert found
        assert asset("site.css") not in within
        beside = client.get(asset("site.css")).text.replace('url("roboto', 'url("/static/roboto')
        assert found[1] == beside
        assert "/*" not in found[1]
        assert not any(set(quoted) & set("{};,") for quoted in re.findall(r'"([^"]*)"', found[1])), "blanks may be lost"
