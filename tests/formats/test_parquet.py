"""Parquet: the types that analysts expect, row groups as they come, and files that others made or that are broken."""

from __future__ import annotations

import datetime
import io
import sys
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet as files

from dateline.errors import DatelineError, InvalidRecords
from dateline.formats import incoming
from dateline.formats.documents import parquet
from dateline.wire import event_from_record, event_record
from dateline.wire_fields import DEADLINE_FIELDS, EVENT_FIELDS

TEXT = "string"
ACTORS = "list<element: struct<id: string, name: string, role: string>>"
CITATIONS = "list<element: struct<source: string, locator: string, quote: string>>"


def event(identity="e", date="1999-09", **more):
    return event_record(event_from_record({"id": identity, "title": "A", "date": date, **more}), "certain")


def stream(content=b""):
    return io.TextIOWrapper(io.BytesIO(content), "utf-8")


def written(records, fields=EVENT_FIELDS):
    to = stream()
    parquet.write(fields, records, to)
    return to.buffer.getvalue()


def table(columns):
    to = io.BytesIO()
    files.write_table(pyarrow.table(columns), to)
    return to.getvalue()


def read(content):
    return [record for _, record in parquet.read(stream(content))]


def test_the_types_of_events():
    schema = files.read_schema(io.BytesIO(written([event()])))
    types = {"earliest": "date32[day]", "latest": "date32[day]", "latitude": "double", "longitude": "double"}
    types |= {"actors": ACTORS, "themes": "list<element: string>", "citations": CITATIONS}
    types["measures"] = "list<element: struct<name: string, value: double, low: double, high: double, unit: string>>"
    assert {name: str(schema.field(name).type) for name in schema.names} == {
        name: types.get(name, TEXT) for name in EVENT_FIELDS
    }
    assert tuple(schema.names) == EVENT_FIELDS


DAYS = {
    "1999-09": (datetime.date(1999, 9, 1), datetime.date(1999, 9, 30)),
    "1994/..": (datetime.date(1994, 1, 1), None),
    "-0043": (None, None),
    "0000/0001-02": (None, datetime.date(1, 2, 28)),
    "Y17E7": (None, None),
    "9999-12-31/Y10000": (datetime.date(9999, 12, 31), None),
}


@pytest.mark.parametrize("date", DAYS)
def test_days_beyond_what_readers_know_are_null(date):
    (row,) = files.read_table(io.BytesIO(written([event(date=date)]))).to_pylist()
    assert (row["earliest"], row["latest"]) == DAYS[date]
    assert row["date"] == date


def test_deadlines_are_written():
    values = dict.fromkeys(DEADLINE_FIELDS) | {
        "id": "d", "cutoff_to": "2000-12-31", "possible": ["met"], "days_overdue": [1, None], "hindsight": True,
        "actors": [{"id": "a", "name": "A", "role": None}], "themes": ["x"],
    }  # fmt: skip
    (row,) = files.read_table(io.BytesIO(written([values], DEADLINE_FIELDS))).to_pylist()
    assert row == values | {"cutoff_to": datetime.date(2000, 12, 31)}


def test_groups_are_written_as_they_come(monkeypatch):
    monkeypatch.setattr(parquet, "_BATCH", 2)
    monkeypatch.setattr(parquet, "_BATCHES_OF_A_GROUP", 3)
    to, seen = stream(), []

    def records():
        for number in range(14):
            seen.append(to.buffer.tell())
            yield event(str(number))

    parquet.write(EVENT_FIELDS, records(), to)
    content = to.buffer.getvalue()
    assert seen[0] == seen[5] < seen[6] == seen[11] < seen[12]
    assert files.ParquetFile(io.BytesIO(content)).metadata.num_row_groups == 3
    assert list(parquet.read(stream(content))) == [
        (
            number,
            {
                name: value
                for name, value in event(str(number - 1)).items()
                if name not in ("earliest", "latest", "match")
            },
        )
        for number in range(1, 15)
    ]


def test_what_cannot_be_gone_about_in_is_copied():
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    assert len(list(parquet.read(io.TextIOWrapper(Pipe(written([event(), event("f")])))))) == 2


GOOD = {"id": ["a"], "date": ["1999"], "title": ["A"]}
FOREIGN: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "no other column": ({}, {}),
    "numbers for ids": ({"id": [7]}, {"id": "7"}),
    "days": ({"date": [datetime.date(1999, 9, 1)]}, dict.fromkeys(("date", "earliest", "latest"), "1999-09-01")),
    "large texts": ({"title": pyarrow.array(["A"], pyarrow.large_string())}, {}),
    "views of texts": ({"title": pyarrow.array(["A"], pyarrow.string_view())}, {}),
    "categories": ({"kind": pyarrow.array(["x"]).dictionary_encode()}, {"kind": "x"}),
    "a column of nulls": ({"kind": pyarrow.nulls(1)}, {"kind": None}),
    "whole degrees": ({"latitude": [53]}, {"latitude": 53.0}),
    "participants without roles": (
        {"actors": [[{"id": "b"}]]}, {"actors": [{"id": "b", "name": None, "role": None}]},
    ),
    "a column of another program": ({"a.b": [b"1"]}, {}),
}  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_files_of_others(name):
    columns, wanted = FOREIGN[name]
    (item,) = incoming.from_records(parquet.read(stream(table(GOOD | columns))))
    assert event_record(item.event, "certain") == event("a", "1999") | wanted


def test_versions_and_withdrawn_rows():
    columns = {
        "id": ["a", "b"],
        "date": ["1999", None],
        "title": ["A", None],
        "version": [3, 4],
        "withdrawn": [None, True],
    }
    event_, withdrawn = incoming.from_records(parquet.read(stream(table(columns))))
    assert event_.version == 3
    assert withdrawn == incoming.Withdrawn(2, "b", 4)


def _cut(content):
    return {
        "empty": b"",
        "text": b"id,date,title\na,1999,A\n",
        "its end cut off": content[: len(content) // 2],
        "its beginning cut off": content[len(content) // 2 :],
        "its middle overwritten": content[:4] + b"\0" * 300 + content[304:],
    }


BROKEN = {
    "no date": (table({"id": ["a"], "title": ["A"]}), "no column date"),
    "nothing of it": (table({"x": [1]}), "no column id, date, title"),
    "moments": (table(GOOD | {"date": [datetime.datetime(1999, 9, 1)]}), "column date is timestamp"),
    "bytes": (table(GOOD | {"title": [b"A"]}), "column title is binary, not text"),
    "a list of titles": (table(GOOD | {"title": [["A"]]}), "column title is list"),
    "no UTF-8": (table(GOOD | {"title": pyarrow.array([b"\xff\xfe"]).view(pyarrow.string())}), "damaged"),
} | {
    name: (content, "not a Parquet file, or is truncated or damaged")
    for name, content in _cut(written([event()] * 9)).items()
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files(name):
    content, reason = BROKEN[name]
    with pytest.raises(InvalidRecords) as caught:
        read(content)
    (fault,) = caught.value.faults
    assert reason in fault.message
    assert "\n" not in fault.message


def test_without_pyarrow(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for use in (lambda: written([event()]), lambda: read(b"")):
        with pytest.raises(DatelineError) as caught:
            use()
        assert caught.value.exit_code == 2
        assert caught.value.hint == "pip install 'dateline[parquet]'"
