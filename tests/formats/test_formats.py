"""What every format promises, and that what can be read gives back what was written, whatever the texts."""

from __future__ import annotations

import csv
import inspect
import io
import json
import types

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline import formats
from dateline.errors import DatelineError, InvalidRecords, NotFound
from dateline.event_columns import Frame
from dateline.formats import registry
from dateline.formats.incoming import Incoming
from dateline.prepared_events import COLUMNS, entry_of
from dateline.wire import (
    citation_from_text,
    citation_record,
    citation_text,
    escaped,
    event_from_record,
    event_record,
    participant_from_text,
    participant_record,
    participant_text,
    split_list,
    unescaped,
)
from dateline.wire_fields import DATE_FIELDS, DEADLINE_FIELDS, EVENT_FIELDS

NAMES = formats.names()
READABLE = [name for name in NAMES if formats.format_named(name).reads]
TEXT = [name for name in NAMES if not formats.format_named(name).can("binary")]

# Lists are trimmed at ";", so texts that begin or end with a blank are not told from those that do not.
_characters = st.characters(codec="utf-8", exclude_characters="\0\r")
nasty = st.text(st.sampled_from(";,\"()\\|\t\n'=a Ж")) | st.text(_characters, max_size=20)
texts = nasty.map(str.strip).filter(bool)
maybe = st.none() | texts
participants = st.fixed_dictionaries({"id": texts, "name": st.none(), "role": maybe})
citations = st.fixed_dictionaries({"source": texts, "locator": maybe, "quote": maybe})
numbers = st.none() | st.floats(-90, 90)
DATES = (
    "1999",
    "1999-09",
    "1999-09-01?",
    "1994/..",
    "/1995-05",
    "[1994,1996]",
    "{1999-01..}",
    "-0043",
    "Y17E7",
    "199X",
)
events = st.fixed_dictionaries(
    {
        "id": texts,
        "date": st.sampled_from(DATES),
        "date_text": maybe,
        "title": texts,
        "description": maybe,
        "kind": maybe,
        "place": maybe,
        "latitude": numbers,
        "longitude": numbers,
        "actors": st.lists(participants, max_size=3),
        "themes": st.lists(texts, max_size=3),
        "citations": st.lists(citations, max_size=3),
        "confidence": st.sampled_from([None, "high", "medium", "low"]),
    }
).map(lambda record: event_record(event_from_record(record), "certain"))


@given(st.lists(texts, max_size=4))
@example(["\\", "a\\"])
@example([";", "\\;", ";;"])
def test_lists_survive_their_text(items):
    assert [unescaped(item) for item in split_list("; ".join(map(escaped, items)))] == items


@given(st.lists(participants, max_size=4))
@example([{"id": "a (b)", "name": None, "role": "c; (d)"}])
@example([{"id": "a", "name": None, "role": "("}, {"id": ")", "name": None, "role": ")"}])
def test_participants_survive_their_text(items):
    text = "; ".join(map(participant_text, items))
    assert [participant_record(participant_from_text(item)) for item in split_list(text)] == items


@given(st.lists(citations, max_size=4))
@example([{"source": "a", "locator": '"', "quote": "("}])
@example([{"source": "a (b)", "locator": None, "quote": 'said "so"; and'}])
def test_citations_survive_their_text(items):
    text = "; ".join(map(citation_text, items))
    assert [citation_record(citation_from_text(item)) for item in split_list(text)] == items


@pytest.mark.parametrize(
    ("text", "actor", "role"),
    [
        ("russia", "russia", None),
        ("russia (host)", "russia", "host"),
        (" russia(host) ", "russia", "host"),
        ("russia (of (some) kind)", "russia", "of (some) kind"),
        ("russia ()", "russia", None),
    ],
)
def test_participants_as_people_write_them(text, actor, role):
    found = participant_from_text(text)
    assert (found.actor, found.role) == (actor, role)


@pytest.mark.parametrize("text", ["", '"quote alone"', "(p. 1)", "source (p. 1", 'source "open'])
def test_citations_that_are_none(text):
    with pytest.raises(ValueError, match="citation"):
        citation_from_text(text)


def bytes_written(name, records, **options):
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
    formats.format_named(name).write(EVENT_FIELDS, records, stream, **options)
    stream.flush()
    return stream.buffer.getvalue()


def written(name, records, **options):
    return bytes_written(name, records, **options).decode()


def read(name, content):
    content = content.encode() if isinstance(content, str) else content
    return list(formats.format_named(name).read(io.TextIOWrapper(io.BytesIO(content), "utf-8", newline="")))


@pytest.mark.parametrize("name", READABLE)
@settings(deadline=None)
@given(records=st.lists(events, max_size=4))
def test_events_survive_every_format_that_can_be_read(name, records):
    back = [record for _, record in read(name, bytes_written(name, records))]
    assert [event_record(event_from_record(record), "certain") for record in back] == records
    assert [said(entry) for entry in imported(name, records)] == [
        said(entry_of(event_from_record(record))) for record in records
    ]


def said(entry):
    """Return what an entry says, whatever its line and the blanks between the words of its text."""
    return entry._replace(line=0, words=entry.words.split(), place_words=entry.place_words.split())


def imported(name, records):
    """Return the entries of what the reader in bulk, which `import` takes, finds in records that were written."""
    content = io.TextIOWrapper(io.BytesIO(bytes_written(name, records)), "utf-8", newline="")
    for item in registry.data_set(name).events(content):
        if isinstance(item, Incoming):
            yield entry_of(item.event, item.line, item.version)
        elif isinstance(item, Frame):
            yield from item.entries()
        else:
            yield item


@pytest.mark.parametrize(("name", "separator", "other"), [("csv", ",", "\t"), ("tsv", "\t", ",")])
def test_one_separator_divides_the_cells_and_the_other_is_text(name, separator, other):
    """People write commas into the cells of TSV without quotes, as that format lets them."""
    title, place = f"Minsk{other} Brest", f"one{other}two"
    rows = [("id", "date", "title", "place"), ("e1", "1999", title, place), ("e2", "2000", "plain", "Minsk")]
    text = "".join(separator.join(row) + "\n" for row in rows)
    (_, first), (_, second) = read(name, text)
    assert (first["title"], first["place"], second["place"]) == (title, place, "Minsk")
    found = registry.data_set(name).events(io.StringIO(text, newline=""))
    entries = [entry for item in found for entry in (item.entries() if isinstance(item, Frame) else [item])]
    ids, titles, places = (COLUMNS.index(column) for column in ("id", "title", "place"))
    assert [(entry.row[ids], entry.row[titles], entry.row[places]) for entry in entries] == [
        ("e1", title, place), ("e2", "plain", "Minsk"),
    ]  # fmt: skip


RECORD = event_record(
    event_from_record(
        {
            "id": "e", "date": "1999-09", "title": 'A | "title"; <b>', "description": "one\ntwo", "latitude": 53.9,
            "actors": [{"id": "a", "name": "Ann", "role": "guest"}], "themes": ["x/y", "z"],
            "citations": [{"source": "s", "locator": "p. 1", "quote": "so"}],
        }
    ),
    "possible",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
class TestContract:
    """What a module of a format must offer."""

    def test_members(self, name):
        found = formats.format_named(name)
        assert found.extensions
        assert all(ending.startswith(".") for ending in found.extensions)
        assert all(formats.format_of_file(f"timeline{ending}") is found for ending in found.extensions)
        assert hasattr(found.implementation, "read") == found.reads
        assert hasattr(found.implementation, "events") <= found.imports
        assert set(found.abilities) <= set(registry.ABILITIES)
        assert found.implementation.__doc__

    def test_what_write_takes(self, name):
        """The abilities are those that the module has."""
        found = formats.format_named(name)
        taken = set(inspect.signature(found.implementation.write).parameters)
        asked = {"look": "drawn", "sources": "sources", "stamp": "stamp", "alarm": "alarm", "safe": "separated"}
        assert {asked[each] for each in taken if each in asked} == set(found.abilities) & set(asked.values())

    def test_nothing(self, name):
        content = bytes_written(name, [])
        assert b"1999" not in content
        if formats.format_named(name).reads:
            assert read(name, content) == []

    def test_endings_belong_to_one_format(self, name):
        others = [e for other in NAMES if other != name for e in formats.format_named(other).extensions]
        assert not set(formats.format_named(name).extensions) & set(others)


MARKS = {
    "bibtex": "@misc", "csl": '"id": ', "chronology": "eptember 1999", "svg": "<a ", "html": "eptember 1999",
}  # fmt: skip
"""What an entry of a format has where it is not the date."""


def citing(identity):
    return RECORD | {"id": identity, "citations": [{"source": identity, "locator": None, "quote": None}]}


@pytest.mark.parametrize("name", TEXT)
class TestText:
    """What a format that is text does besides."""

    def test_writes_texts_line_by_line(self, name):
        text, mark = written(name, [citing("a"), citing("b")]), MARKS.get(name, "1999-09")
        assert text.endswith("\n")
        assert text.index(mark) < text.rindex(mark)
        assert ("\r" in text) == (name == "ics"), "RFC 5545 asks for CRLF"

    def test_streams(self, name):
        """A million events must not stand in memory: the first is written before the third is fetched."""
        if name in ("chronology", "svg", "html"):
            return  # whose headings or places depend on how many events there are
        stream, seen = io.StringIO(newline=""), []

        def records():
            for number in range(3):
                seen.append(stream.tell())
                yield citing(str(number))

        formats.format_named(name).write(EVENT_FIELDS, records(), stream)
        assert seen[2] > seen[1] >= seen[0]


@pytest.mark.parametrize("name", READABLE)
def test_lines_are_told(name):
    lines = [line for line, _ in read(name, bytes_written(name, [RECORD, RECORD | {"description": None}]))]
    assert lines == ([1, 2] if name in ("jsonl", "parquet") else [3, 4])


def test_cells():
    (row,) = csv.DictReader(io.StringIO(written("csv", [RECORD]), newline=""))
    assert row["actors"] == "a (guest)"
    assert row["themes"] == "x/y; z"
    assert row["citations"] == 's (p. 1) "so"'
    assert row["latitude"] == "53.9"
    assert row["longitude"] == ""
    assert row["match"] == "possible"


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_safe_cells(name):
    for start in "=+-@\t":
        record = RECORD | {"title": start + "1", "description": "1" + start}
        (row,) = csv.DictReader(
            io.StringIO(written(name, [record], safe=True), newline=""), delimiter=",\t"[name == "tsv"]
        )
        assert row["title"] == f"'{start}1"
        assert row["description"] == "1" + start


def test_json_is_one_array():
    assert json.loads(written("json", [RECORD, RECORD])) == [RECORD, RECORD]
    assert json.loads(written("json", [])) == []


@pytest.mark.parametrize("name", ["csv", "tsv"])
@pytest.mark.parametrize("text", ["", "a,b\n", "id,date\n", "id\tdate\n"])
def test_no_header(name, text):
    with pytest.raises(InvalidRecords) as caught:
        read(name, text)
    assert caught.value.faults[0].line == 1


@pytest.mark.parametrize("text", ['id,date,title\n"a', 'id,date,title\n"a"b,1999,A\n'])
def test_broken_quotes_are_a_fault_of_a_line(text):
    ((line, record),) = read("csv", text)
    assert line == 2
    assert list(record) == ["error"]


UNFIT = {
    "atom": (DEADLINE_FIELDS, DATE_FIELDS), "timelinejs": (DEADLINE_FIELDS, DATE_FIELDS),
    **dict.fromkeys(("geojson", "graphml", "jsonld", "quickstatements"), (DEADLINE_FIELDS, DATE_FIELDS)),
    "chronology": (DATE_FIELDS, ("what", "value")), "ics": (DATE_FIELDS, ("id", "name", "kind")),
    "parquet": (("year", "certain", "possible"), ("id", "name", "kind")), "svg": (DATE_FIELDS, ("what", "value")),
    "bibtex": (DATE_FIELDS, DEADLINE_FIELDS), "csl": (DATE_FIELDS, DEADLINE_FIELDS),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_records_that_a_format_cannot_hold_are_refused_before_anything_is_written(name):
    found, stream = formats.format_named(name), io.StringIO()
    assert (name in UNFIT) == bool(found.holds) or found.can("drawn")
    for fields in UNFIT.get(name, ()):
        with pytest.raises(DatelineError, match="is not available here: it holds only") as refused:
            found.write(fields, [], stream)
        assert "csv, tsv, json, jsonl, md" in str(refused.value.hint)
        assert stream.getvalue() == ""


def test_an_unknown_format():
    with pytest.raises(NotFound) as caught:
        formats.format_named("xls")
    assert "csv, tsv, json, jsonl, geojson, md" in str(caught.value.hint)


def test_a_format_of_an_extension(monkeypatch):
    def write(fields, records, stream):
        stream.writelines(f"{record['id']}\n" for record in records)

    module = types.SimpleNamespace(__doc__=None, EXTENSIONS=(".other",), READS=False, write=write)

    class Entry:
        name = "other"

        def load(self):
            return module

    monkeypatch.setattr(registry, "_extensions", lambda: [Entry()])
    assert formats.names()[-1] == "other"
    assert formats.format_named("other").implementation is module
    assert formats.format_of_file("x.other").name == "other"
    assert formats.readable() == [each.name for each in formats.FORMATS if each.imports]
