"""Style sheets and scripts come from the server as files of their own, which browsers keep."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from dateline.render.picture.page import timeline_script
from dateline.render.picture.style import stylesheet
from dateline.web.assets import asset

PAGES = ("/", "/deadlines", "/charts", "/about", "/event/nothing")


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("picture.css", "text/css", stylesheet("auto")),
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
