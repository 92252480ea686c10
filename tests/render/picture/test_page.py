"""The page: one file that needs nothing else, with a table that says all that the picture shows."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from drawing import HOSTILE, event

from dateline.render.picture import Look
from dateline.render.picture.listing import table, web_address
from dateline.render.picture.page import page

SOURCES = {
    "memo": {"title": "A memo <1>", "url": "https://example.org/memo?a=1&b=2"},
    "trap": {"title": "A trap", "url": "javascript:alert(1)"},
}


class Tags(HTMLParser):
    """Collects tags with their attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def made():
    cited = [{"source": name, "locator": "p. 3", "quote": None} for name in (*SOURCES, "unknown")]
    found = [
        event("1999~", HOSTILE, citations=cited, description=HOSTILE),
        event("2000-01-01", "Other", match="possible"),
    ]
    return page(found, [], Look(title=HOSTILE), SOURCES)


def test_nothing_is_asked_of_anybody(made):
    for tag, attributes in Tags(made).found:
        assert tag not in ("link", "img", "iframe", "object", "base", "embed")
        assert "src" not in attributes
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
    assert "url(http" not in made
    assert "@import" not in made


def test_the_policy_allows_its_own_script_and_style_alone(made):
    policy = next(attributes["content"] for tag, attributes in Tags(made).found if "http-equiv" in attributes)
    for name, text in (("script", made), ("style", made)):
        (inner,) = re.findall(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
        assert f"{name}-src 'sha256-{b64encode(sha256(inner.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")


def test_hostile_texts_stay_texts(made):
    assert sum(tag == "script" for tag, _ in Tags(made).found) == 1
    assert "<script>alert" not in made


def test_links_of_sources_lead_to_the_web_alone(made):
    links = [attributes for tag, attributes in Tags(made).found if tag == "a" and attributes.get("rel")]
    assert [link["href"] for link in links] == ["https://example.org/memo?a=1&b=2"]
    assert links[0]["rel"] == "external noreferrer"
    assert "A trap, p. 3" in made
    assert "unknown, p. 3" in made


@pytest.mark.parametrize("url", [None, "", "ftp://a", "data:text/html,x", "//x", "http://[", "JavaScript:x"])
def test_what_is_no_web_address(url):
    assert web_address(url) is None


def test_the_table_says_dates_in_words_and_keeps_those_of_the_source():
    text = table([event("1999~", date_text="late last century", match="possible")], [], Look(), {})
    assert '<td title="late last century">c. 1999 <b title=' in text
    assert "c. 1999" in text


def test_rows_and_marks_meet(made):
    ids = {attributes["id"] for tag, attributes in Tags(made).found if tag == "tr" and "id" in attributes}
    assert ids == {HOSTILE, "Other"}
