"""ACLED: dates by their precision, actors without direction, the tree of types, deletions, rows that are unfit."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

from dateline.errors import InvalidRecords
from dateline.formats.datasets import acled
from dateline.formats.incoming import Incoming, Rejected, Withdrawn
from dateline.model import Participant

SAMPLES = os.environ.get("DATELINE_IMPORT_SAMPLES")
HEADER = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
COLUMNS = HEADER.split()
ROW = {
    "event_id_cnty": "XXA12", "event_date": "2022-12-28", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Army of Xland (2019-)", "assoc_actor_1": "Militia A; Militia B", "actor2": "Rebels",
    "country": "Xland", "admin1": "North", "location": "Aville", "latitude": "1.5", "longitude": "-2.25",
    "geo_precision": "1", "source": "Paper; Radio", "notes": "A clash was told of.", "fatalities": "3",
    "tags": "", "timestamp": "1672531200",
}  # fmt: skip


def text(*rows, columns=COLUMNS):
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    return io.StringIO(stream.getvalue(), newline="")


def read(**changes):
    (item,) = acled.events(text(ROW | changes))
    return item


def test_a_row():
    item = read()
    event = item.event
    assert (item.line, item.version) == (2, 1672531200)
    assert (event.id, event.title, event.date.edtf) == ("acled:XXA12", "Armed clash in Aville", "2022-12-28")
    assert event.description == "A clash was told of. Fatalities: 3."
    assert (event.kind, event.place) == ("battles", "Aville, North, Xland")
    assert (event.latitude, event.longitude) == (1.5, -2.25)
    assert event.actors == (
        Participant("acled:army-of-xland-2019", "actor1", "Army of Xland (2019-)"),
        Participant("acled:militia-a", "assoc_actor_1", "Militia A"),
        Participant("acled:militia-b", "assoc_actor_1", "Militia B"),
        Participant("acled:rebels", "actor2", "Rebels"),
    )
    assert event.themes == ("acled/political-violence/battles/armed-clash",)
    assert [(each.source, each.locator) for each in event.citations] == [("acled", "Paper; Radio")]


@pytest.mark.parametrize(
    ("date", "precision", "edtf", "day"),
    [
        ("2022-12-28", "1", "2022-12-28", "2022-12-28"),
        ("28 December 2022", "1", "2022-12-28", "2022-12-28"),
        ("28-December-2022", "1", "2022-12-28", "2022-12-28"),
        ("28-Dec-22", "1", "2022-12-28", "2022-12-28"),
        ("2022-12-28", "1.0", "2022-12-28", "2022-12-28"),
        ("2022-12-28", "2", "[2022-12-25..2022-12-31]", "2022-12-28"),
        ("01 January 2023", "2", "[2022-12-29..2023-01-04]", "2023-01-01"),
        ("2022-12-15", "3", "2022-12", "2022-12-15"),
        ("31 December 2022", "3", "2022-12", "2022-12-31"),
    ],
)
def test_dates(date, precision, edtf, day):
    year = "2023" if "2023" in date else "2022"
    event = read(event_date=date, time_precision=precision, year=year).event
    assert event.date.edtf == edtf
    assert event == read(event_date=day, time_precision=precision, year=day[:4]).event, (
        "whichever way the day is written"
    )
    assert event.date_text == (None if edtf == day else day)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"event_date": "28-Dec-22", "year": ""}, "is not a date"),
        ({"event_date": "28-Dec-22", "year": "2021"}, "is not in the year 2021 of its row"),
        ({"event_date": "2022-12-28", "year": "2021"}, "is not in the year 2021 of its row"),
    ],
)
def test_the_year_must_agree(changes, message):
    """Two digits take their century from the column of the year, and a date of another year is rejected."""
    item = read(**changes)
    assert isinstance(item, Rejected)
    assert message in str(item)


@pytest.mark.parametrize(
    ("changes", "themes"),
    [
        (
            {"disorder_type": "Political violence; Demonstrations", "event_type": "Protests", "sub_event_type": "Excessive force against protesters"},
            ("acled/political-violence-demonstrations/protests/excessive-force-against-protesters",),
        ),
        ({"disorder_type": "", "event_type": "Riots", "sub_event_type": "Mob violence"}, ("acled/political-violence/riots/mob-violence",)),
        ({"disorder_type": "", "event_type": "New", "sub_event_type": "Kind"}, ("acled/new/kind",)),
        (
            {"civilian_targeting": "Civilian targeting", "tags": "women targeted; crowd size=about 50"},
            ("acled/political-violence/battles/armed-clash", "acled/civilian-targeting", "acled/tag/women-targeted", "acled/tag/crowd-size"),
        ),
    ],
)  # fmt: skip
def test_themes(changes, themes):
    assert read(**changes).event.themes == themes


def test_what_the_row_says_besides():
    event = read(notes="", tags="crowd size=about 50", geo_precision="3", fatalities="", location="").event
    assert event.description == "Place: a region. Crowd size: about 50."
    assert (event.title, event.place) == ("Armed clash in Xland", "North, Xland")
    assert read(latitude="", longitude="").event.latitude is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"event_id_cnty": " "}, "event_id_cnty is missing"),
        ({"event_date": "0000-00-00"}, "date '0000-00-00'"),
        ({"event_date": "2022-12"}, "not a whole day"),
        ({"event_date": "10/7/2008"}, "is not a date"),
        ({"event_date": "soon"}, "is not a date"),
        ({"event_date": ""}, "is not a date"),
        ({"time_precision": "4"}, "time_precision '4' is not 1, 2 or 3"),
        ({"time_precision": ""}, "time_precision"),
        ({"latitude": "north"}, "latitude 'north' is not a number"),
        ({"latitude": "inf"}, "is not a number"),
        ({"latitude": "90.1"}, "beyond 90 degrees"),
        ({"longitude": "-181"}, "beyond 180 degrees"),
        ({"fatalities": "many"}, "fatalities 'many' is not a whole number"),
        ({"timestamp": "yesterday"}, "timestamp"),
        ({"event_type": "", "sub_event_type": ""}, "event_type is missing"),
    ],
)
def test_unfit_rows(changes, reason):
    items = list(acled.events(text(ROW | changes, ROW)))
    assert isinstance(items[0], Rejected)
    assert reason in items[0].reason
    assert items[0].line == 2
    assert items[0].record["country"] == "Xland"
    assert isinstance(items[1], Incoming), "the file goes on"


def test_rows_of_another_width():
    stream = io.StringIO(text(ROW).getvalue() + "a,b\n" + ",".join("x" * 32) + "\n", newline="")
    _, short, long = acled.events(stream)
    assert short.reason == "has 2 cells instead of 31"
    assert long.record["more"] == ["x"]


def test_older_columns():
    older = ["data_id", "iso3", "event_id_no_cnty", *(name for name in COLUMNS if name != "disorder_type")]
    stream = text(ROW, columns=older).getvalue()
    head, rest = stream.split("\n", 1)
    (item,) = acled.events(io.StringIO(head.upper() + "\n" + rest, newline=""))
    assert item.event.themes == ("acled/political-violence/battles/armed-clash",)


def test_deletions():
    stream = io.StringIO("event_id_cnty,deleted_timestamp\nXXA12,1700000000\n,5\nXXA13,\n", newline="")
    gone, nameless, untimed = acled.events(stream)
    assert gone == Withdrawn(2, "acled:XXA12", 1700000000)
    assert nameless.reason == "event_id_cnty is missing"
    assert untimed == Withdrawn(4, "acled:XXA13", None)


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "event_id_cnty,date\n"])
def test_another_file(content):
    with pytest.raises(InvalidRecords) as caught:
        list(acled.events(io.StringIO(content)))
    assert "this is not an export of ACLED" in caught.value.faults[0].message


def test_records_of_what_is_named():
    titles = {theme.id: theme.title for theme in acled.themes()}
    assert titles["acled/political-violence/explosions-remote-violence/air-drone-strike"] == "Air/drone strike"
    assert all(identity.rpartition("/")[0] in ("", *titles) for identity in titles)
    assert acled.theme("acled/tag/crowd-size").title == "Crowd size"
    assert acled.actor(Participant("acled:rebels", "actor2", "Rebels")).name == "Rebels"
    assert acled.source("acled").url
    assert "terms" in (acled.source("acled").note or "")


@pytest.mark.skipif(not SAMPLES, reason="DATELINE_IMPORT_SAMPLES names no folder with samples")
def test_samples():
    for file in Path(SAMPLES or "").glob("*acled*.csv"):
        with file.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
            items = list(acled.events(stream))
        assert sum(isinstance(item, Rejected) for item in items) * 100 <= len(items)


def test_fatalities_are_a_measure():
    assert [(each.name, each.value, each.unit) for each in read().event.measures] == [("deaths", 3, "people")]
    assert read(fatalities="").event.measures == ()
