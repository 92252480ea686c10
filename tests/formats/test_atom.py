"""Atom feeds are well-formed and have what RFC 4287 wants, whatever the texts."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.formats.documents import atom
from dateline.wire_fields import EVENT_FIELDS

NS = "{http://www.w3.org/2005/Atom}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")


def event(**fields):
    base = dict.fromkeys(EVENT_FIELDS)
    return {
        **base,
        "id": "e",
        "date": "1999-12-08",
        "earliest": "1999-12-08",
        "latest": "1999-12-08",
        "title": "Treaty",
        "actors": [],
        "themes": [],
        "citations": [],
        **fields,
    }


def feed(records, **options):
    stream = io.StringIO()
    atom.write(EVENT_FIELDS, records, stream, **options)
    return ET.fromstring(stream.getvalue())


def test_an_entry():
    cited = [{"source": "s", "locator": "p. 3", "quote": None}, {"source": "t", "locator": None, "quote": None}]
    record = event(id="a b/ü", description="Signed.", themes=["law", "energy/gas"], citations=cited)
    sources = {"s": {"title": "Gazette", "url": "https://example.org/?a=1&b"}, "t": {"title": "T", "url": "ftp://x"}}
    found = feed([record], base="http://localhost:1/", address="/feed.atom?x=1&y=2", title="A & B", sources=sources)
    entry = found.find(f"{NS}entry")
    links = {(link.get("rel"), link.get("href")) for link in entry.findall(f"{NS}link")}
    assert found.findtext(f"{NS}title") == "A & B"
    assert found.find(f"{NS}link[@rel='self']").get("href") == "http://localhost:1/feed.atom?x=1&y=2"
    assert entry.findtext(f"{NS}updated") == "1999-12-08T00:00:00Z"
    assert links == {
        ("alternate", "http://localhost:1/event/a%20b%2F%C3%BC"),
        ("via", "https://example.org/?a=1&b"),
    }
    assert [each.get("term") for each in entry.findall(f"{NS}category")] == ["law", "energy/gas"]
    assert entry.findtext(f"{NS}content").splitlines() == [
        "8 December 1999.", "Signed.", "Source: Gazette, p. 3", "Source: T",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "time"),
    [
        (("1999-01-01", "1999-12-31"), "1999-12-31"),
        (("1999-01-01", None), "1999-01-01"),
        ((None, "1999-12-31"), "1999-12-31"),
        ((None, None), "0001-01-01"),
        (("-0043-03-15", "-0043-03-15"), "0001-01-01"),
        (("1999-01-01", "Y12345"), "1999-01-01"),
    ],
)
def test_the_time_of_an_entry(days, time):
    found = feed([event(earliest=days[0], latest=days[1])])
    assert found.find(f"{NS}entry").findtext(f"{NS}updated") == f"{time}T00:00:00Z"
    assert found.findtext(f"{NS}updated") == f"{time}T00:00:00Z"


def test_the_time_of_a_feed_is_that_of_the_latest():
    found = feed([event(id="b", latest="2001-01-01"), event(id="a", latest="2003-01-01")])
    assert found.findtext(f"{NS}updated").startswith("2003")


def test_ids_hang_on_the_event_alone():
    ids = [
        feed([event()], base=base).find(f"{NS}entry").findtext(f"{NS}id") for base in (None, "http://a/", "http://b/")
    ]
    assert len(set(ids)) == 1
    assert urlsplit(ids[0]).scheme == "urn"
    assert feed([event(id="other")]).find(f"{NS}entry").findtext(f"{NS}id") != ids[0]


@settings(deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"title": st.text(), "description": st.none() | st.text(), "themes": st.lists(st.text(), max_size=2)}
        ),
        max_size=3,
    ),
    st.text(),
)
def test_any_text_makes_a_feed(events, title):
    found = feed([event(id=str(number), **each) for number, each in enumerate(events)], title=title, base="http://a/")
    assert len(found.findall(f"{NS}entry")) == len(events)
    for part in (found, *found.findall(f"{NS}entry")):
        assert TIME.fullmatch(part.findtext(f"{NS}updated"))
        assert part.findtext(f"{NS}id")
        assert part.find(f"{NS}title") is not None
