"""Every field of an event comes through every door: what is written out for speed is held against the table here.

A field that is new in `dateline.event_fields` is tested without a change: its value goes into the database, by the
command line, CSV, JSON Lines, Parquet, TOML, an edit and a lake, and comes back.
"""

from __future__ import annotations

import dataclasses
import io
import json
from typing import Any

import pytest

from dateline.dates import parse
from dateline.event_fields import FIELDS, NAMES, PLAIN, WIRE, Field
from dateline.formats import format_named
from dateline.formats.curated.folder import read_text
from dateline.formats.curated.writing import text_of
from dateline.model import Citation, Event, Participant
from dateline.prepared_events import COLUMNS, FINGERPRINT, entry_of
from dateline.wire import event_from_record, event_record
from dateline.wire_fields import EVENT_FIELDS


def value(field: Field, number: int) -> Any:
    """Return a value of the field that no other field has."""
    if field.choices:
        return field.choices[0]
    return 10.5 + number if field.kind == "number" else f"the {field.name}"


VALUES: dict[str, Any] = {field.name: value(field, number) for number, field in enumerate(FIELDS)}
FULL = Event(
    "a-1", "Talks", parse("1999-08?"), actors=(Participant("belarus", "host"), Participant("russia")),
    themes=("economy", "energy/gas"), citations=(Citation("memo", "p. 4", "quote"),),
    **VALUES,
)  # fmt: skip


def test_the_wire_keeps_its_keys_in_their_order():
    """Scripts rely on them: new ones come last."""
    first = "id date date_text earliest latest match title description kind place latitude longitude actors themes"
    assert EVENT_FIELDS[:16] == (*first.split(), "citations", "confidence")
    assert set(NAMES) < set(WIRE)
    assert {field.name for field in dataclasses.fields(Event)} == set(WIRE) - {"earliest", "latest", "match"}


def test_fingerprints_are_those_that_databases_have():
    old = Event(
        "a-1", "Talks", parse("1999-08?"), "August", "Text", "meeting", "Minsk", 53.9, 27.5667,
        (Participant("belarus", "host"), Participant("russia")), ("economy", "energy/gas"),
        (Citation("memo", "p. 4", "quote"),), "high",
    )  # fmt: skip
    assert entry_of(old).row[FINGERPRINT] == "e0bf2f9b69a9dea660b01762c494e458"
    assert entry_of(Event("a-2", "T", parse("1999"))).row[FINGERPRINT] == "26a913a8c41901a188dee27e0b58cdee"


@pytest.mark.parametrize("field", FIELDS, ids=NAMES)
def test_each_field_has_its_column_and_its_part_of_the_fingerprint(field):
    row = entry_of(FULL).row
    assert row[COLUMNS.index(field.name)] == getattr(FULL, field.name)
    lacking: dict[str, Any] = {field.name: None}
    without = entry_of(dataclasses.replace(FULL, **lacking)).row
    assert without[FINGERPRINT] != row[FINGERPRINT]
    assert without[COLUMNS.index(field.name)] is None


def test_plain_fields_are_covered_in_the_order_of_old_fingerprints():
    names = "date_text description kind place latitude longitude confidence"
    assert [field.name for field in PLAIN] == names.split()


def test_records_and_toml():
    assert event_from_record(event_record(FULL, "certain")) == FULL
    found = read_text("all.toml", text_of(FULL))
    assert found.records["event"]["a-1"] == FULL


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "parquet"])
def test_files(form):
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
    format_named(form).write(EVENT_FIELDS, [event_record(FULL, "certain")], stream)
    stream.flush()
    content = stream.buffer.getvalue()
    ((_, record),) = format_named(form).read(io.TextIOWrapper(io.BytesIO(content), "utf-8", newline=""))
    assert event_from_record(record) == FULL


ONE = (
    '[collection]\nid = "mine"\ntitle = "Mine"\n\n[[source]]\nid = "memo"\ntitle = "Memo"\n\n'
    '[[actor]]\nid = "belarus"\nname = "Belarus"\nkind = "state"\n\n[[actor]]\nid = "russia"\nname = "Russia"\n'
    'kind = "state"\n\n[[theme]]\nid = "economy"\ntitle = "Economy"\n\n[[theme]]\nid = "energy"\ntitle = "Energy"\n\n'
    '[[theme]]\nid = "energy/gas"\ntitle = "Gas"\n\n' + text_of(FULL)
)


@pytest.fixture
def filled(cli, url, folder):
    assert cli("load", folder(all=ONE), url=url).code == 0
    return url


def values_of(record: dict[str, Any]) -> dict[str, Any]:
    return {name: record[name] for name in NAMES}


def test_every_door_of_the_command_line(cli, filled, new_url, tmp_path):
    wanted = values_of(event_record(FULL, "certain"))
    (record,) = cli("query", "-f", "jsonl", url=filled).records
    assert values_of(record) == wanted
    assert tuple(record) == EVENT_FIELDS
    assert values_of(json.loads(cli("show", "a-1", "-f", "json", url=filled).out)) == wanted
    for form in ("csv", "jsonl", "parquet"):
        file, other = tmp_path / f"all.{form}", new_url()
        assert cli("export", "-o", file, url=filled).code == 0
        assert cli("import", form, file, url=other).code == 0
        (again,) = cli("query", "-f", "jsonl", url=other).records
        assert values_of(again) == wanted, form
    assert cli("dump", tmp_path / "dumped", url=filled).code == 0
    assert "0 updated" in cli("load", tmp_path / "dumped", url=filled).err


def test_a_lake(cli, filled, tmp_path):
    pytest.importorskip("duckdb", reason="no lake: duckdb is missing")
    lake, wanted = tmp_path / "lake", values_of(event_record(FULL, "certain"))
    assert cli("lake", "create", lake).code == 0
    for form in ("csv", "jsonl"):  # the engine reads CSV by itself, rows come by the reader
        file = tmp_path / f"all.{form}"
        assert cli("export", "-o", file, url=filled).code == 0
        assert cli("lake", "add", lake, form, file).code == 0
    (record,) = cli("query", "-f", "jsonl", url=f"lake:{lake}").records
    assert values_of(record) == wanted
    (cells,) = cli("export", "-f", "csv", url=f"lake:{lake}").out.splitlines()[1:]
    assert all(str(found) in cells for found in wanted.values())
