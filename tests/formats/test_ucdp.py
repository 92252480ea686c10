"""UCDP GED: what a span means by its clarity, sides, conflicts, versions of the columns, rows that are unfit."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

from dateline.errors import InvalidRecords
from dateline.formats.datasets import ucdp
from dateline.formats.incoming import Incoming, Rejected
from dateline.model import Citation, Participant

SAMPLES = os.environ.get("DATELINE_IMPORT_SAMPLES")
HEADER = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
)
COLUMNS = HEADER.split()
OLDER = [name for name in COLUMNS if not name.endswith("_dset_id") and name != "code_status"]
ROW = {
    "id": "77.0", "type_of_violence": "1.0", "conflict_name": "Xland: Government",
    "dyad_name": "Government of Xland - Rebels", "side_a_new_id": "11.0", "side_a": "Government of Xland",
    "side_b_new_id": "22.0", "side_b": "Rebels", "source_article": '"Paper,2013-01-04,A fight"', "where_prec": "1.0",
    "where_coordinates": "Aville", "where_description": "at the mill", "adm_1": "North", "adm_2": "Upper",
    "latitude": "1.5", "longitude": "2.5", "country": "Xland", "country_id": "999.0", "event_clarity": "1",
    "date_prec": "1", "date_start": "2013-01-03", "date_end": "2013-01-03", "best": "4.0", "high": "4", "low": "4",
}  # fmt: skip


def text(*rows, columns=COLUMNS):
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    return io.StringIO(stream.getvalue(), newline="")


def read(**changes):
    (item,) = ucdp.events(text(ROW | changes))
    return item


@pytest.mark.parametrize("columns", [COLUMNS, OLDER])
def test_a_row(columns):
    (item,) = ucdp.events(text(ROW, columns=columns))
    event = item.event
    assert (item.line, item.version, event.id) == (2, None, "ucdp:77")
    assert event.title == "State-based violence: Government of Xland - Rebels, Aville"
    assert event.description == "at the mill. Deaths: 4. Country: Xland (gw:999)."
    assert (event.kind, event.place) == ("state-based", "Aville, Upper, North, Xland")
    assert event.actors == (
        Participant("ucdp:11", "side_a", "Government of Xland"),
        Participant("ucdp:22", "side_b", "Rebels"),
    )
    assert event.themes == ("ucdp/state-based/xland-government",)
    assert [(each.source, each.locator) for each in event.citations] == [("ucdp-ged", "Paper,2013-01-04,A fight")]


@pytest.mark.parametrize(
    ("start", "end", "clarity", "edtf"),
    [
        ("2013-01-03", "2013-01-03", "1", "2013-01-03"),
        ("2013-01-03", "2013-01-03", "2.0", "2013-01-03"),
        ("2013-01-03 00:00:00.000", "2013-01-03 00:00:00.000", "1", "2013-01-03"),
        ("2013-01-03", "2013-01-09", "1", "[2013-01-03..2013-01-09]"),
        ("2013-01-03", "2013-01-09", "2", "2013-01-03/2013-01-09"),
        ("2013-01-01", "2013-01-31", "1", "2013-01"),
        ("2013-01-01", "2013-01-31", "2", "2013-01-01/2013-01-31"),
        ("2012-02-01", "2012-02-29", "1", "2012-02"),
        ("2012-02-01", "2012-02-28", "1", "[2012-02-01..2012-02-28]"),
        ("2013-01-01", "2013-12-31", "1", "2013"),
        ("2013-01-01", "2013-12-31", "2", "2013-01-01/2013-12-31"),
        ("2013-01-01", "2013-03-31", "1", "[2013-01-01..2013-03-31]"),
    ],
)
def test_dates(start, end, clarity, edtf):
    assert read(date_start=start, date_end=end, event_clarity=clarity).event.date.edtf == edtf


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"best": "4", "low": "2", "high": "9"}, "description", "at the mill. Deaths: 4 (2–9). Country: Xland (gw:999)."),
        ({"best": "", "country_id": ""}, "description", "at the mill."),
        ({"where_prec": "6", "where_description": ""}, "description", "Deaths: 4. Country: Xland (gw:999). Place: a country."),
        ({"where_prec": "2"}, "description", "at the mill. Deaths: 4. Country: Xland (gw:999). Place: near a point."),
        ({"source_article": '"Paper,2013-01-04,A fight; a fire";"Radio,2013-01-05,.";"Radio,2013-01-05,."'}, "citations",
            (Citation("ucdp-ged", "Paper,2013-01-04,A fight; a fire"), Citation("ucdp-ged", "Radio,2013-01-05,."))),
        ({"source_article": 'Paper 1989-01-14 "FIGHT; FIRE"'}, "citations", (Citation("ucdp-ged", 'Paper 1989-01-14 "FIGHT; FIRE"'),)),
        ({"source_article": ""}, "citations", (Citation("ucdp-ged"),)),
        ({"where_coordinates": ""}, "title", "State-based violence: Government of Xland - Rebels, Upper"),
        ({"dyad_name": ""}, "title", "State-based violence: Government of Xland - Rebels, Aville"),
        ({"type_of_violence": "2"}, "themes", ("ucdp/non-state/xland-government",)),
        ({"type_of_violence": "3", "conflict_name": "", "dyad_name": ""}, "themes", ("ucdp/one-sided",)),
        ({"side_b_new_id": ""}, "actors", (Participant("ucdp:11", "side_a", "Government of Xland"), Participant("ucdp:rebels", "side_b", "Rebels"))),
        ({"side_b_new_id": "", "side_b": ""}, "actors", (Participant("ucdp:11", "side_a", "Government of Xland"),)),
    ],
)  # fmt: skip
def test_fields(changes, field, value):
    assert getattr(read(**changes).event, field) == value


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": ""}, "id is missing"),
        ({"id": "x"}, "id 'x' is not a whole number"),
        ({"type_of_violence": "4"}, "type_of_violence '4' is not 1, 2 or 3"),
        ({"event_clarity": ""}, "event_clarity '' is not 1 or 2"),
        ({"date_start": "2013-01-04"}, "date_start 2013-01-04 is after date_end 2013-01-03"),
        ({"date_start": "0000-00-00"}, "date '0000-00-00'"),
        ({"date_end": "2013-02-30"}, "date '2013-02-30'"),
        ({"date_end": ""}, "date_end is missing"),
        ({"date_end": "2013-01-03 12:00:00"}, "is not a day"),
        ({"latitude": "x"}, "latitude 'x' is not a number"),
        ({"longitude": "200"}, "beyond 180 degrees"),
    ],
)
def test_unfit_rows(changes, reason):
    first, second = ucdp.events(text(ROW | changes, ROW))
    assert isinstance(first, Rejected)
    assert reason in first.reason
    assert first.record["side_a"] == "Government of Xland"
    assert isinstance(second, Incoming), "the file goes on"


def test_another_file():
    with pytest.raises(InvalidRecords, match="1 fault"):
        list(ucdp.events(io.StringIO("id,date\n1,2000\n")))


def test_records_of_what_is_named():
    assert [theme.id for theme in ucdp.themes()] == ["ucdp", "ucdp/state-based", "ucdp/non-state", "ucdp/one-sided"]
    assert ucdp.theme("ucdp/state-based/xland-government").title == "Xland government"
    kinds = [ucdp.actor(Participant("ucdp:1", None, name)).kind for name in ("Government of Xland", "Rebels")]
    assert kinds == ["state", "unknown"]
    assert ucdp.source("ucdp-ged").publisher
    assert "Cite as" in (ucdp.source("ucdp-ged").note or "")


@pytest.mark.skipif(not SAMPLES, reason="DATELINE_IMPORT_SAMPLES names no folder with samples")
def test_samples():
    for file in Path(SAMPLES or "").glob("ucdp-*.csv"):
        with file.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
            items = list(ucdp.events(stream))
        assert items
        assert all(isinstance(item, Incoming) for item in items)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [("deaths", 4, 4, 4)]),
        (
            {"low": "2", "high": "9.0", "deaths_civilians": "3"},
            [("deaths", 4, 2, 9), ("deaths_civilians", 3, None, None)],
        ),
        ({"best": "", "low": "", "high": ""}, []),
    ],
)
def test_measures(changes, expected):
    (item,) = ucdp.events(text(ROW | changes))
    assert [(each.name, each.value, each.low, each.high) for each in item.event.measures] == expected
    assert {each.unit for each in item.event.measures} <= {"people"}


def test_a_best_estimate_outside_of_its_bounds_is_kept_and_told():
    """A row in eighty is so in GED."""
    item, told = ucdp.events(text(ROW | {"best": "2", "low": "3", "high": "5"}))
    (deaths,) = item.event.measures
    assert (deaths.value, deaths.low, deaths.high) == (2, 2, 5)
    assert told.line == 2
    assert "best lies outside" in told.what
