"""TimelineJS: dates there and back, HTML, ids, eras, and documents that are unfit."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InvalidRecords
from dateline.formats.documents import timelinejs
from dateline.formats.documents.timelinejs_slides import words
from dateline.formats.incoming import Incoming, Rejected
from dateline.wire import event_from_record, event_record
from dateline.wire_fields import EVENT_FIELDS

SAMPLES = os.environ.get("DATELINE_IMPORT_SAMPLES")


def read(*slides, **others):
    return list(timelinejs.events(io.StringIO(json.dumps({"events": slides, **others}))))


def slide(start, end=None, **others):
    parts = {"start_date": start, "text": {"headline": "A"}} | ({"end_date": end} if end else {})
    return parts | others


def written(*records):
    stream = io.StringIO()
    timelinejs.write(EVENT_FIELDS, records, stream)
    return stream.getvalue()


def wire(**record):
    return event_record(event_from_record({"id": "e", "title": "A", "date": "1999", **record}), "certain")


def back(*records):
    items = timelinejs.events(io.StringIO(written(*records)))
    return [event_record(item.event, "certain") for item in items]


@pytest.mark.parametrize(
    ("start", "end", "edtf"),
    [
        ({"year": "1999"}, None, "1999"),
        ({"year": 1999, "month": "", "day": None}, None, "1999"),
        ({"year": "1999", "month": "9"}, None, "1999-09"),
        ({"year": " 1999 ", "month": "09", "day": "1", "hour": "6"}, None, "1999-09-01"),
        ({"year": 1999.0, "month": 9, "day": 1}, {}, "1999-09-01"),
        ({"year": "1999"}, {"year": ""}, "1999"),
        ({"year": "1999"}, {"year": "1999"}, "1999"),
        ({"year": "1999"}, {"year": "2001", "month": "3"}, "1999/2001-03"),
        ({"year": "-44", "month": "3", "day": "15"}, None, "-0043-03-15"),
        ({"year": "-1"}, {"year": "1"}, "0000/0001"),
        ({"year": "0"}, None, "0000"),
        ({"year": "-9999"}, None, "-9998"),
        ({"year": "-10000", "month": "2"}, None, "-9999-02"),
        ({"year": "-13800000000", "month": "1"}, None, "Y-13799999999"),
    ],
)
def test_dates(start, end, edtf):
    item, *told = read(slide(start, end))
    assert item.event.date.edtf == edtf
    assert {each.what for each in told} <= {"clock time"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (slide({"month": 3}), "start_date has no year"),
        (slide({"year": "1999", "day": "3"}), "has a day, but no month"),
        (slide({"year": "MCM"}), "the year 'MCM' of start_date is not a whole number"),
        (slide({"year": 1999.5}), "not a whole number"),
        (slide({"year": True}), "not a whole number"),
        (slide({"year": "1999", "month": "13"}), "month 13"),
        (slide({"year": "0000", "month": "00", "day": "00"}), "date"),
        (slide({"year": "1999"}, {"year": "1998"}), "ends before it starts"),
        (slide({"year": "1999"}, "2000"), "end_date must be an object"),
        ({"text": {"headline": "A"}}, "start_date is missing"),
        ({"start_date": {"year": 1}}, "has neither headline nor text"),
        (slide({"year": 1}, location={"lat": "x"}), "latitude"),
        (slide({"year": 1}, text={"headline": "a\0b"}), "NUL"),
        ("slide", "is not an object"),
    ],
)
def test_unfit_slides(content, reason):
    first, second = read(content, slide({"year": 2000}))
    assert isinstance(first, Rejected)
    assert reason in first.reason
    assert isinstance(second, Incoming), "the file goes on"


def test_a_slide():
    item, *told = read(
        {
            "start_date": {"year": "1999"},
            "display_date": "<i>late</i> 1999",
            "text": {"headline": "Salt &amp;<br>light", "text": "<p>One <a href='x'>link</a>.</p><p>Two.</p>"},
            "group": "Press / News Media",
            "media": {"url": "//example.org/a.jpg", "caption": "A <b>mill</b>", "credit": "Ann"},
            "location": {"name": "Aville", "lat": 1.5, "lon": "2"},
        },
        title={"text": {"headline": "not an event"}},
    )
    event = item.event
    assert (event.id, event.title) == ("salt-light-1999", "Salt & light")
    assert (event.date_text, event.description) == ("late 1999", "One link.\n\nTwo.")
    assert (event.themes, event.place) == (("press/news-media",), "Aville")
    assert (event.latitude, event.longitude) == (1.5, 2.0)
    (citation,) = event.citations
    assert (citation.source, citation.locator) == ("https://example.org/a.jpg", "A mill")
    assert timelinejs.source(citation.source).url == citation.source
    assert [(each.what, each.left_out) for each in told] == [("title slide", True)]


def test_media_that_are_no_source():
    quote, image = read(
        slide({"year": 1}, media={"url": "<blockquote>So <cite>Ann</cite></blockquote>"}),
        slide({"year": 2}, media={"url": "/images/a.jpg"}),
    )
    assert (quote.event.description, quote.event.citations) == ("So Ann", ())
    assert (image.event.description, image.event.citations) == (None, ())


def test_titles_of_slides_without_headline():
    long, short = read(
        {"start_date": {"year": 1}, "text": {"text": "word " * 40}},
        {"start_date": {"year": 1}, "media": {"caption": "A mill", "url": ""}},
    )
    assert long.event.title.endswith("word…")
    assert len(long.event.title) <= 101
    assert short.event.title == "A mill"


def test_ids_are_made_unique_in_order():
    one = slide({"year": 1999})
    items = read(one, one, one | {"unique_id": "own"}, one | {"unique_id": "own"}, one | {"unique_id": "a-1999-3"}, one)
    assert [item.event.id for item in items] == ["a-1999", "a-1999-2", "own", "own-2", "a-1999-3", "a-1999-4"]


def test_eras_have_a_kind_and_lines_are_told():
    text = '{"eras": [\n{"start_date": {"year": 650},\n"end_date": {"year": 700}, "text": {"headline": "E"}}\n],\n"events": []}'
    (item,) = timelinejs.events(io.StringIO(text))
    assert (item.line, item.event.kind, item.event.date.edtf) == (3, "era", "0650/0700")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "not a JSON object"),
        ("[]", 1, "not a JSON object"),
        ("{}", 1, "it has no events"),
        ('{"timeline": {"date": []}}', 1, "it has no events"),
        ('{"events": {}}', 1, "events must be a list"),
        ('{"events": [\n{"a": }]}', 2, "is not JSON"),
        ('{"events": [] \n', 2, "is not JSON"),
        ('{"scale": ' + "1" * 5000 + "}", 1, "a number of too many digits"),
        ('{"events": [' + "[" * 100_000, 1, "nested too deeply"),
    ],
)
def test_other_documents(text, line, message):
    with pytest.raises(InvalidRecords) as caught:
        list(timelinejs.events(io.StringIO(text)))
    (fault,) = caught.value.faults
    assert (fault.line, message in fault.message) == (line, True)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain\n text", "plain text"),
        ("a<br/>b", "a\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("a<script>x()</script>b<style>y", "ab"),
        ("a &lt; b &nbsp; c < d", "a < b c < d"),
        ("a <![x b", "a <![x b"),
        (12, ""),
    ],
)
def test_words(html, text):
    assert words(html) == text


@given(st.text(st.sampled_from("<>!/[]&-;abp=\"' \n"), max_size=30))
def test_any_html_has_words(html):
    assert words(html) == words(html).strip()


years = st.integers(-9999, 9999).map(lambda year: f"{year:04d}" if year >= 0 else f"-{-year:04d}")
months = st.builds("{}-{:02d}".format, years, st.integers(1, 12))
days = st.builds("{}-{:02d}".format, months, st.integers(1, 28))
plain = st.one_of(years, months, days, st.integers(10_000, 10**10).map("Y{}".format))
OTHERS = (
    "1999?", "1999-09-01~", "1999-21", "199X", "1985/", "1985/..", "../1985", "[1994..1996]", "[1994,1996]", "Y17E7",
    "1999-01-01/1999-12-31", "2004-06~/2004-08", "Y-170000", "1999-12-08T10:00:00Z",
)  # fmt: skip


@given(plain)
def test_dates_survive_without_what_dateline_adds(date):
    document = json.loads(written(wire(date=date)))
    del document["events"][0]["edtf"]
    (item,) = timelinejs.events(io.StringIO(json.dumps(document)))
    assert item.event.date.edtf == date


@given(st.one_of(plain, st.sampled_from(OTHERS)))
def test_events_survive(date):
    record = wire(
        date=date, description="a < b\nc & d", themes=["x/y"], place="Aville", latitude=1.5,
        citations=[{"source": "https://example.org/a", "locator": "p. 1"}],
    )  # fmt: skip
    assert back(record) == [record]
    assert back(record | {"kind": "era"}) == [record | {"kind": "era"}]


def test_a_date_that_somebody_changed_counts():
    document = json.loads(written(wire(date="[1994..1996]")))
    document["events"][0]["end_date"]["year"] = 1998
    (item,) = timelinejs.events(io.StringIO(json.dumps(document)))
    assert item.event.date.edtf == "1994-01-01/1998-12-31"


def test_what_is_shown():
    document = json.loads(written(wire(date="-0043-03-15"), wire(date="199X"), wire(date="Y-300000")))
    ides, decade, old = document["events"]
    assert ides["start_date"] == {"year": -44, "month": 3, "day": 15}
    assert "display_date" not in ides
    assert (decade["start_date"]["year"], decade["end_date"]["year"]) == (1990, 1999)
    assert decade["display_date"] == "1990s"
    assert old["start_date"] == {"year": -300001}
    assert document["scale"] == "cosmological"


@pytest.mark.skipif(not SAMPLES, reason="DATELINE_IMPORT_SAMPLES names no folder with samples")
def test_samples():
    for file in Path(SAMPLES or "").glob("*.json"):
        with file.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
            items = list(timelinejs.events(stream))
        assert items
        assert all(isinstance(item, Incoming) for item in items)
