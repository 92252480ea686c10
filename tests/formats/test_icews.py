"""ICEWS rows, what is missing in them, and what is refused. All rows are made up."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import IO

import pytest

from dateline.errors import InvalidRecords
from dateline.formats.datasets import icews
from dateline.formats.incoming import Belonging, Incoming, Item, Rejected
from dateline.model import Citation, Event, Participant

ROW = {
    "Event ID": "9001", "Event Date": "2016-03-02", "Source Name": "Police (Belarus)",
    "Source Sectors": "Police,Government", "Source Country": "Belarus", "Event Text": "Make a visit",
    "CAMEO Code": "042", "Intensity": "1.9", "Target Name": "Jānis Bērziņš", "Target Sectors": "NULL",
    "Target Country": "Latvia", "Story ID": "55", "Sentence Number": "3", "Publisher": "Example Wire", "City": "Pinsk",
    "District": "NA", "Province": "Brest", "Country": "Belarus", "Latitude": "52.1", "Longitude": "26.1",
}  # fmt: skip
HEADER = "\t".join(icews.COLUMNS) + "\n"


def line(**cells: str) -> str:
    named = {name.replace("_", " "): cell for name, cell in cells.items()}
    return "\t".join((ROW | named)[name] for name in icews.COLUMNS) + "\n"


def items(stream: IO[str]) -> list[Item]:
    """Return what the rows say, without the countries of actors."""
    return [item for item in icews.events(stream) if not isinstance(item, Belonging)]


def read(*lines: str) -> list[Item]:
    return items(io.StringIO("".join((HEADER, *lines))))


def event(**cells: str) -> Event:
    (item,) = read(line(**cells))
    assert isinstance(item, Incoming), item
    return item.event


def test_a_row_becomes_an_event() -> None:
    found = event()
    assert (found.id, str(found.date)) == ("icews:9001:2016-03-02", "2016-03-02")
    assert found.title == "Police (Belarus) – Make a visit – Jānis Bērziņš"
    assert (found.kind, found.themes) == ("cameo:042", ("cameo/verbal-cooperation/04/042",))
    assert (found.place, found.latitude, found.longitude) == ("Pinsk, Brest, Belarus", 52.1, 26.1)
    assert found.description == "Source: Belarus; Government, Police. Target: Latvia. Intensity 1.9."
    assert [(one.actor, one.role, one.name) for one in found.actors] == [
        ("icews:police-belarus", "source", "Police (Belarus)"),
        ("icews:janis-berzins", "target", "Jānis Bērziņš"),
    ]
    assert found.citations == (Citation("icews", "Example Wire, story 55, sentence 3"),)


# Cells that make an event other than usual, and what it then has.
ODD = {
    "no code": ({"CAMEO Code": "NULL"}, "themes", ()),
    "no code, no kind": ({"CAMEO Code": "NULL"}, "kind", None),
    "a code with a letter": ({"CAMEO Code": "13y"}, "themes", ("cameo/verbal-conflict/13/13y",)),
    "sectors in another order": (
        {"Source Sectors": '"Government, Police"'},
        "description",
        "Source: Belarus; Government, Police. Target: Latvia. Intensity 1.9.",
    ),
    "a quote in a name": ({"Source Name": 'The "Group'}, "title", 'The "Group – Make a visit – Jānis Bērziņš'),
    "no label": ({"Event Text": "NA"}, "title", "Police (Belarus) – Make a visit – Jānis Bērziņš"),
    "a label in lower case": ({"Event Text": "fight"}, "title", "Police (Belarus) – Fight – Jānis Bērziņš"),
    "nobody": ({"Source Name": "NA", "Target Name": "NULL"}, "actors", ()),
    "an unspecified actor": (
        {"Source Name": "Unspecified Actor"},
        "title",
        "Unnamed – Make a visit – Jānis Bērziņš",
    ),
    "no place": ({"City": "NA", "Province": "NA", "Country": "NULL"}, "place", None),
    "no degrees": ({"Latitude": "NA", "Longitude": "NA"}, "latitude", None),
    "a city like its province": ({"City": "Minsk", "Province": "Minsk"}, "place", "Minsk, Belarus"),
    "no story": ({"Publisher": "NA", "Story ID": "", "Sentence Number": ""}, "citations", (Citation("icews"),)),
}


@pytest.mark.parametrize(("cells", "field", "value"), ODD.values(), ids=ODD.keys())
def test_odd_cells(cells: dict[str, str], field: str, value: object) -> None:
    assert getattr(event(**cells), field) == value


# Lines that are refused, and the words of the reason.
BAD = {
    "too few cells": ("1\t2016-03-02\n", "has 2 cells"),
    "no id": (line(Event_ID=""), "no Event ID"),
    "a date of zeros": (line(Event_Date="0000-00-00"), "Event Date '0000-00-00' is not a day"),
    "no date": (line(Event_Date=""), "no Event Date"),
    "the far future": (line(Event_Date="2699-01-01"), "not in a year that this data set can be about"),
    "a latitude in words": (line(Latitude="north"), "is not a number"),
    "a longitude beyond the world": (line(Longitude="200"), "beyond 180"),
    "bad bytes": (line(City="\udce9"), "UTF-8"),
}


@pytest.mark.parametrize(("text", "reason"), BAD.values(), ids=BAD.keys())
def test_bad_rows_are_named_and_the_file_goes_on(text: str, reason: str) -> None:
    bad, last = read(text, line())
    assert isinstance(bad, Rejected)
    assert bad.line == 2
    assert reason in bad.reason
    assert isinstance(last, Incoming)
    assert last.line == 3


def test_a_row_twice_is_the_same_event_and_a_number_on_two_days_is_two() -> None:
    first, second, other = [
        item.event for item in read(line(), line(), line(Event_Date="2016-03-03")) if isinstance(item, Incoming)
    ]
    assert first == second
    assert other.id == "icews:9001:2016-03-03"


@pytest.mark.parametrize("text", ["", "a\tb\n1\t2\n", HEADER.replace("Source Name", "Name"), "id,date,name\n"])
def test_a_text_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(InvalidRecords):
        list(icews.events(io.StringIO(text)))


def test_a_state_is_the_actor_of_all_data_sets() -> None:
    found = event(Source_Name="russian federation", Target_Name="Belarus").actors
    assert [one.actor for one in found] == ["cameo:RUS", "cameo:BLR"]
    made = icews.actor(found[0])
    assert (made.name, made.kind, str(made.date)) == ("Russia", "state", "..1816-01-01/..")
    assert {"iso3:RUS", "fips:RS", "cow:365"} <= set(made.aliases)


# Names, and the kind, description and date of the actor.
ACTORS = {
    "Police (Belarus)": ("body", "Country: Belarus", None),
    "Jānis Bērziņš": ("unknown", None, None),
    "Front (Left)": ("unknown", None, None),
}


@pytest.mark.parametrize("name", ACTORS)
def test_actors(name: str) -> None:
    found = icews.actor(Participant("icews:x", "source", name))
    date = str(found.date) if found.date else None
    assert (found.name, found.aliases) == (name, ())
    assert (found.kind, found.description, date) == ACTORS[name]


def test_themes_and_sources() -> None:
    assert icews.theme("cameo/verbal-cooperation/04/042").title == "Make a visit"
    assert any(theme.id == "cameo/verbal-cooperation/04/042" for theme in icews.themes())
    assert "Dataverse" in (icews.source("icews").note or "")
    assert icews.source("other").title == "other"


def test_samples() -> None:
    folder = os.environ.get("DATELINE_IMPORT_SAMPLES")
    if not folder:
        pytest.skip("DATELINE_IMPORT_SAMPLES names no folder with samples")
    for path in Path(folder).glob("icews*.tab"):
        with path.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
            items = list(icews.events(stream))
        assert len(items) > 1000
        assert [item for item in items if isinstance(item, Rejected)] == []


# Headers and cells of other programs. What a row then has instead, and the id and day of the event.
DAYS = {
    "20160302": "2016-03-02", '"2016-03-02"': "2016-03-02", "2016-03-02 00:00:00": "2016-03-02",
    "2016-03-02T00:00:00Z": "2016-03-02", "1/1/2016": "2016-01-01", "3/3/2016": "2016-03-03",
    "13/3/2016": "2016-03-13", "3/13/2016": "2016-03-13", "03/13/2016": "2016-03-13",
}  # fmt: skip


@pytest.mark.parametrize(("written", "day"), DAYS.items())
def test_days_of_other_programs(written: str, day: str) -> None:
    found = event(Event_Date=written)
    assert (found.id, str(found.date)) == (f"icews:9001:{day}", day)


def test_a_day_of_two_meanings_asks_unless_a_column_decides() -> None:
    (item,) = read(line(Event_Date="3/4/2016"))
    assert isinstance(item, Rejected)
    assert "2016-03-04 or 2016-04-03" in item.reason
    assert item.hint == "write days as 2017-03-04"
    for month, day in (("201603", "2016-03-04"), ("201604", "2016-04-03")):
        assert str(r_event("\t", Event_Date="3/4/2016", year="2016", yearmonth=month).date) == day


R_NAMES = (*(name.lower().replace(" ", "_") for name in icews.COLUMNS), "year", "yearmonth", "source_file")


def r_text(separator: str, **cells: str) -> io.StringIO:
    """Return a text as the R package writes it."""
    named = {name.lower().replace(" ", "_"): cell for name, cell in (ROW | cells).items()}
    named = {name: named.get(name, "") for name in R_NAMES} | {"source_file": "f.tab"}
    named |= {name.lower().replace(" ", "_"): cell for name, cell in cells.items()}
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_MINIMAL if separator == "," else csv.QUOTE_NONE)
    writer.writerows([named.keys(), named.values()])
    return io.StringIO(stream.getvalue(), newline="")


def r_event(separator: str, **cells: str) -> Event:
    (item,) = items(r_text(separator, **cells))
    assert isinstance(item, Incoming), item
    return item.event


@pytest.mark.parametrize("separator", ["\t", ","])
def test_the_r_package_gives_the_same_events(separator: str) -> None:
    assert r_event(separator, year="2016", yearmonth="201603") == event()


@pytest.mark.parametrize("cells", [{"year": "2015"}, {"yearmonth": "201604"}, {"year": "2016", "yearmonth": "201503"}])
def test_columns_that_repeat_the_day_must_agree(cells: dict[str, str]) -> None:
    (item,) = items(r_text("\t", **cells))
    assert isinstance(item, Rejected)
    assert "of its row" in item.reason


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('"Conduct suicide, car, or other non-military bombing"', "183"), ("Make a visit", "042"), ("Consult", "040"),
        ("Criticize or denounce", "111"), ("Dance on the table", None),
    ],
)  # fmt: skip
def test_the_text_names_the_code_where_no_column_does(text: str, code: str | None) -> None:
    names = [name for name in icews.COLUMNS if name != "CAMEO Code"]
    row = ROW | {"Event Text": text}
    rows = "\t".join(names) + "\n" + "\t".join(row[name] for name in names) + "\n"
    (item,) = items(io.StringIO(rows))
    assert isinstance(item, Incoming)
    assert item.event.kind == (code and f"cameo:{code}")
    assert text.strip('"') in item.event.title


def test_quotes_do_not_stay() -> None:
    quoted = {name: f'"{cell}"' for name, cell in ROW.items()}
    assert event(**{name.replace(" ", "_"): cell for name, cell in quoted.items()}) == event()


def test_the_intensity_is_a_measure() -> None:
    assert [(each.name, each.value) for each in event().measures] == [("intensity", 1.9)]
    assert event(Intensity="NULL").measures == ()
