"""What files cannot say is told: over all formats, by a table, and by a count that is independent of the writer."""

from __future__ import annotations

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.formats.losses import FIELDS, LEFT_OUT
from dateline.formats.registry import FORMATS, format_named
from dateline.wire import event_from_record, event_record
from dateline.wire_fields import EVENT_FIELDS

SOURCES = {
    name: {"id": name, "title": f"Title of {name}", "url": url, **dict.fromkeys(("author", "publisher", "date", "language", "note"))}
    for name, url in (("a", "https://example.org/a"), ("b", None))
}  # fmt: skip
FULL = {
    "date_text": "in 1999", "description": "D", "kind": "visit", "place": "P", "latitude": 1.0, "longitude": 2.0,
    "actors": [{"id": "x", "name": "X", "role": "host"}], "themes": ["t/u", "v"], "confidence": "medium",
    "citations": [{"source": "a", "locator": "p. 1", "quote": "so"}, {"source": "b", "locator": None, "quote": None}],
}  # fmt: skip


def wire(number=0, **record):
    record = {"id": f"e{number}", "title": f"Title {number}", "date": "1999", **record}
    return event_record(event_from_record(record), "certain")


def written(name, records):
    """Return the bytes of a file, and what its writer says that they lack."""
    found = format_named(name)
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
    options = {"sources": SOURCES} if found.can("sources") else {}
    losses = found.write(EVENT_FIELDS, records, stream, **options)
    stream.flush()
    return stream.buffer.getvalue(), losses


def lines(name, *records):
    losses = written(name, list(records))[1]
    return losses.lines(name, whole=True) if losses else []


LOST = {
    "ics": "actors, confidence, kinds, the words of dates, quotes",
    "timelinejs": "actors, confidence, kinds, themes but the first, quotes",
    "chronology": "themes, kinds, coordinates, medium confidence, quotes",
    "atom": "actors, confidence, kinds, places, coordinates, quotes",
    "graphml": "actors, descriptions, themes, kinds, coordinates, the words of dates, quotes",
    "jsonld": "themes, kinds, coordinates, confidence, the words of dates, quotes",
    "quickstatements": "actors, themes, descriptions, kinds, places, coordinates, confidence, the words of dates, quotes",
    "bibtex": "places in sources, quotes",
    "csl": "places in sources, quotes",
}
WRITTEN = [each.name for each in FORMATS if not each.is_data_set]


@pytest.mark.parametrize("name", WRITTEN)
def test_an_event_with_every_field(name):
    found = [f"{what} (of 1 event)" for what in LOST.get(name, "").split(", ") if what]
    assert lines(name, wire(**FULL)) == ([f"{name} has no place for: {', '.join(found)}"] if found else [])


@pytest.mark.parametrize("name", WRITTEN)
def test_an_event_that_every_format_can_hold(name):
    cited = [{"source": "a", "locator": None, "quote": None}]
    assert lines(name, wire(date="1999-09-01", confidence="high", citations=cited)) == []


@pytest.mark.parametrize("name", WRITTEN)
def test_numbers_and_the_calendar_of_an_event(name):
    more = {"calendar": "julian", "measures": [{"name": "deaths", "value": 3, "low": None, "high": None, "unit": None}]}
    cited = [{"source": "a", "locator": None, "quote": None}]
    found = "".join(lines(name, wire(date="1917-11-07", citations=cited, **more)))
    keeps_both = (
        "csv",
        "tsv",
        "json",
        "jsonl",
        "md",
        "parquet",
        "geojson",
        "svg",
        "html",
        "png",
        "pdf",
        "bibtex",
        "csl",
    )
    assert ("measures" in found) == (name not in keeps_both)
    assert ("calendars of dates" in found) == (name not in (*keeps_both, "chronology"))


DATES = {
    "open": ("1999/..", {"ics": "1 event left out: 1 with an open end"}),
    "of an unknown beginning": ("/1999", {"ics": "1 event left out: 1 with an open end"}),
    "undated": (
        "undated",
        {**dict.fromkeys(("ics", "timelinejs", "svg", "html", "png", "pdf"), "1 event left out: 1 with no day"), "atom": "time"},
    ),
    "before the common era": ("-0043-03-15", {"ics": "days outside of", "parquet": "days outside of", "atom": "time"}),
    "of the year 0": ("0000", {"ics": "days outside of", "parquet": "days outside of"}),
    "far": ("Y170000002", {"ics": "days outside of", "parquet": "days outside of", "atom": "time"}),
    "at the end of days": ("1990/9999-12-31", {"ics": "1 event left out: 1 with days outside of 0001-01-01 to 9999-12-30"}),
    "long": ("0001/1999", {}),
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("kind", DATES)
def test_dates(kind, name):
    date, told = DATES[kind]
    cited = [{"source": "a", "locator": None, "quote": None}]
    found = lines(name, wire(date=date, citations=cited))
    assert len(found) == (name in told), found
    assert told.get(name, "") in "".join(found)


@pytest.mark.parametrize("name", ["bibtex", "csl"])
def test_what_cites_nothing(name):
    assert lines(name, wire(0), wire(1, **FULL), wire(2))[0] == "2 events left out: 2 with no source"


def test_the_tables_name_formats_that_say_that_they_lose_something():
    lossy = {each.name for each in FORMATS if each.can("lossy")}
    assert {*FIELDS, *LEFT_OUT} == lossy


# How many events a file holds, as a reader of the format counts them.

COUNTS = {
    "ics": lambda text: text.count("BEGIN:VEVENT"),
    "timelinejs": lambda text: sum(len(json.loads(text).get(key, ())) for key in ("events", "eras")),
    "atom": lambda text: text.count("<entry>"),
    "chronology": lambda text: len(re.findall(r"\*\*Title \d+\.?\*\*", text)),
    "md": lambda text: text.count("\n") - 2,
    "csv": lambda text: text.count("\n") - 1,
    "tsv": lambda text: text.count("\n") - 1,
    "json": lambda text: len(json.loads(text)),
    "jsonl": lambda text: text.count("\n"),
    "svg": lambda text: len(set(re.findall(r"<title>[^<]*Title (\d+)[^<\d]*</title>", re.sub(r'(?s)class="note.*?</text>', "", text)))),
}  # fmt: skip
dates = st.sampled_from([date for date, _ in DATES.values()] + ["1999", "1999-09?", "[1994,1996]", "199X"])


@pytest.mark.parametrize("name", COUNTS)
@given(chosen=st.lists(dates, max_size=6))
def test_every_event_is_in_the_file_or_told(name, chosen):
    records = [wire(number, date=date) for number, date in enumerate(chosen)]
    content, losses = written(name, records)
    assert COUNTS[name](content.decode()) + sum(losses.left_out.values() if losses else ()) == len(records)


# Sources.


def test_a_calendar_has_the_sources():
    text = written("ics", [wire(**FULL)])[0].decode().replace("\r\n ", "")
    assert "URL:https://example.org/a\r\n" in text
    assert "DESCRIPTION:D\\n\\nSource: Title of a\\, p. 1\\, https://example.org/a\\nSource: Title of b\r\n" in text


def test_a_timeline_has_the_sources():
    (slide,) = json.loads(written("timelinejs", [wire(**FULL)])[0])["events"]
    assert slide["media"] == {"url": "https://example.org/a", "caption": "p. 1"}
    sources = "Source: Title of a, p. 1, https://example.org/a<br>Source: Title of b"
    assert slide["text"]["text"] == f'D<p class="dateline-sources">{sources}</p>'


@pytest.mark.parametrize("name", ["ics", "timelinejs"])
@pytest.mark.parametrize("description", [None, "D", "Source: mine", "two\n\nparts"])
def test_the_sources_are_no_part_of_the_description(name, description):
    content = written(name, [wire(**{**FULL, "description": description})])[0].decode()
    (item,) = format_named(name).implementation.events(io.StringIO(content))
    assert item.event.description == description
    assert [each.source for each in item.event.citations] == ["https://example.org/a"]
