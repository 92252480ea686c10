"""Every field of an event comes through every door: what is written out for speed is held against the table here.

A field that is new in `dateline.event_fields` is tested without a change: its value goes into the database, by the
command line, CSV, JSON Lines, Parquet, TOML, an edit and a lake, and comes back.
"""

from __future__ import annotations

import dataclasses
import io
import json
import re
from typing import Any

import pytest

from dateline.cli.commands.write.record_templates import TEMPLATES
from dateline.dates import parse
from dateline.event_fields import FIELDS, NAMES, NUMBERS, PLAIN, WIRE, Field
from dateline.formats import data_set, format_named
from dateline.formats.curated.folder import read_text
from dateline.formats.curated.writing import text_of
from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.incoming import Incoming, Rejected
from dateline.measures import measure
from dateline.model import Citation, Event, Participant
from dateline.prepared_events import COLUMNS, FINGERPRINT, entry_of
from dateline.wire import event_from_record, event_record
from dateline.wire_fields import EVENT_FIELDS


def value(field: Field, number: int) -> Any:
    """Return a value of the field that no other field has."""
    if field.choices:
        return field.choices[0]
    values = {"number": 10.5 + number, "whole": 10 + number, "date": f"19{10 + number}~"}
    return values.get(field.kind, f"the {field.name}")


VALUES: dict[str, Any] = {field.name: value(field, number) for number, field in enumerate(FIELDS)}
FULL = Event(
    "a-1", "Talks", parse("1999-08?"), actors=(Participant("belarus", "host"), Participant("russia")),
    themes=("economy", "energy/gas"), citations=(Citation("memo", "p. 4", "quote"),),
    measures=(measure("deaths", 25, 20, 40, "people"), measure("tone", -3.5)), **VALUES,
)  # fmt: skip


def test_the_wire_keeps_its_keys_in_their_order():
    """Scripts rely on them: new ones come last."""
    first = "id date date_text earliest latest match title description kind place latitude longitude actors themes"
    assert EVENT_FIELDS[:16] == (*first.split(), "citations", "confidence")
    assert set(NAMES) < set(WIRE)
    assert {field.name for field in dataclasses.fields(Event)} == {*WIRE, "verdict"} - {"earliest", "latest", "match"}


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
    return {name: record[name] for name in (*NAMES, "measures")}


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
    assert all(str(found) in cells for found in wanted.values() if not isinstance(found, list))
    assert "deaths [people] = 25 (20..40); tone = -3.5" in cells


def test_the_engine_of_a_lake_reads_each_field_by_itself(filled, cli, tmp_path):
    pytest.importorskip("duckdb", reason="no lake: duckdb is missing")
    from dateline.storage.engines.lakes.duck import opened
    from dateline.storage.lake import own_csv
    from dateline.storage.lake.dimensions import Dimensions

    file, draft = tmp_path / "all.csv", tmp_path / "draft.parquet"
    assert cli("export", "-o", file, url=filled).code == 0
    text = file.read_text("utf-8")
    file.write_text(text.replace("deaths [people] = 25 (20..40); tone = -3.5", ""), "utf-8")  # those come row by row
    duck = opened()
    own_csv.prepare(duck)
    assert own_csv.take(duck, str(file), str(draft), 0, Dimensions(lambda _: [], data_set("csv"), "imported")) == 1
    found = duck.execute(f"SELECT {', '.join(NAMES)} FROM ({own_csv.select(str(draft), 0)})").fetchone()
    assert dict(zip(NAMES, found, strict=True)) == {name: getattr(FULL, name) for name in NAMES}


def test_a_mapping_takes_each_field_from_a_column():
    columns = "".join(f'{name} = "{name}"\n' for name in ("id", "title", *NAMES))
    mapping = f'[columns]\n{columns}[date]\ncolumn = "date"\n'
    cells = {"id": "a-1", "title": "Talks", "date": "1999"} | {name: str(getattr(FULL, name)) for name in NAMES}
    text = f"{','.join(cells)}\n{','.join(cells.values())}\n"
    (item,) = read_mapping(mapping).events(io.StringIO(text, newline=""))
    assert isinstance(item, Incoming)
    assert {name: getattr(item.event, name) for name in NAMES} == {name: getattr(FULL, name) for name in NAMES}


WRONG = {"number": ["x", "1e999", "nan"], "whole": ["x", "1.5", "9" * 19], "date": ["1999-13"], "choice": ["other"]}
REFUSED = [(field, text) for field in FIELDS for text in WRONG.get(field.kind, [])]


@pytest.mark.parametrize(("field", "text"), REFUSED, ids=[f"{field.name}-{text}" for field, text in REFUSED])
def test_what_a_field_cannot_be_is_refused_everywhere(field, text):
    """Cells, records and TOML refuse the same, and name the field."""
    cells = {"id": "a-1", "title": "Talks", "date": "1999", field.name: text}
    (item,) = data_set("csv").events(io.StringIO(f"{','.join(cells)}\n{','.join(cells.values())}\n", newline=""))
    assert isinstance(item, Rejected)
    assert item.reason.startswith(f"{field.name} ")
    with pytest.raises(ValueError, match=f"^{field.name} "):
        event_from_record(cells)
    said = text if field.name in NUMBERS and text != "x" else f'"{text}"'
    toml = re.sub(f"^{field.name} = .*$", f"{field.name} = {said}", text_of(FULL), flags=re.MULTILINE)
    faults = [fault for fault in read_text("a.toml", toml).faults if fault.message.startswith(f"{field.name} ")]
    assert faults


def test_the_page_and_the_form_of_an_event_have_each_field(filled):
    pytest.importorskip("starlette", reason="no server: starlette is missing")
    from starlette.testclient import TestClient

    from dateline.web.app import application

    page = (
        TestClient(application(filled, today=lambda: "2001-01-01"), base_url="http://localhost").get("/event/a-1").text
    )
    for field in FIELDS:
        assert f"{getattr(FULL, field.name)}" in page, field.name
        assert f"{field.name} = " in TEMPLATES["event"] or field.limit or field.choices
