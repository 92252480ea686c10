"""POLECAT rows under headers of several years, and what is refused. All rows are made up."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from dateline.errors import InvalidRecords
from dateline.formats.datasets import polecat
from dateline.formats.datasets.news_reports import event_day
from dateline.formats.incoming import Belonging, Incoming, Item, Rejected
from dateline.model import Citation, Event, Participant

NAMES = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
ROW = {
    "Event ID": "EX-1", "Event Date": "2021-05-04", "Event Type": "ACCUSE", "Event Mode": "allege", "Intensity": "-2.0",
    "Contexts": "legal;human_rights", "Actor Name": "Jane Roe", "Actor Country": "LVA", "Primary Actor Sector": "LEG",
    "Actor Sectors": "LEG;PTY", "Actor Title": "deputy", "Actor Name Raw": "Roe", "Recipient Country": "BLR",
    "Primary Recipient Sector": "GOV", "Placename": "Riga", "Province": "Riga", "Country": "Latvia",
    "Latitude": "56.9", "Longitude": "24.1", "Feature Type": "PPLC", "Source": "Example Wire",
    "Publication Date": "2021-05-05",
}  # fmt: skip
HEADER = "\t".join(NAMES) + "\n"


def line(names: tuple[str, ...] = NAMES, /, **cells: str) -> str:
    named = {name.replace("_", " "): cell for name, cell in cells.items()}
    return "\t".join((ROW | named).get(name, "None") for name in names) + "\n"


def read(*lines: str) -> list[Item]:
    found = polecat.events(io.StringIO("".join(lines)))
    return [item for item in found if not isinstance(item, Belonging)]


def event(**cells: str) -> Event:
    (item,) = read(HEADER, line(**cells))
    assert isinstance(item, Incoming), item
    return item.event


def test_a_row_becomes_an_event() -> None:
    found = event()
    assert (found.id, str(found.date)) == ("polecat:EX-1", "2021-05-04")
    assert found.title == "Jane Roe – Accuse: allege – Belarus: government"
    assert found.kind == "plover:ACCUSE/allege"
    assert found.themes == (
        "plover/verbal-conflict/ACCUSE/allege",
        "plover/context/legal",
        "plover/context/human_rights",
    )
    assert (found.place, found.latitude, found.longitude) == ("Riga, Latvia", 56.9, 24.1)
    said = "Actor: Roe; LVA; LEG, PTY; deputy. Recipient: BLR; GOV. Intensity -2.0. Place: a town."
    assert found.description == said
    assert [(one.actor, one.role, one.name) for one in found.actors] == [
        ("polecat:jane-roe", "source", "Jane Roe"),
        ("cameo:BLRGOV", "target", "Belarus: government"),
    ]
    assert found.citations == (Citation("polecat", "Example Wire, 2021-05-05"),)


# Cells that make an event other than usual, and what it then has.
ODD = {
    "contexts by bars": ({"Contexts": "legal|crime"}, "themes", ("plover/verbal-conflict/ACCUSE/allege", "plover/context/legal", "plover/context/crime")),
    "no contexts": ({"Contexts": "None"}, "themes", ("plover/verbal-conflict/ACCUSE/allege",)),
    "no mode": ({"Event Mode": "None"}, "kind", "plover:ACCUSE"),
    "no type": ({"Event Type": "None", "Contexts": "None"}, "themes", ()),
    "several actors": ({"Actor Name": "A;B"}, "title", "A, B – Accuse: allege – Belarus: government"),
    "the name in the text": ({"Actor Name": "None"}, "title", "Roe – Accuse: allege – Belarus: government"),
    "nobody": ({"Actor Name": "None", "Actor Name Raw": "None", "Actor Country": "None", "Primary Actor Sector": "None"}, "title", "Unnamed – Accuse: allege – Belarus: government"),
    "codes of nobody": ({"Recipient Country": "Ruritania"}, "title", "Jane Roe – Accuse: allege – Ruritania: GOV"),
    "no degrees": ({"Latitude": "None", "Longitude": "None"}, "latitude", None),
    "a city": ({"Placename": "None", "City": "Jūrmala"}, "place", "Jūrmala, Riga, Latvia"),
    "no place": ({"Placename": "None", "Province": "None", "Country": "None"}, "place", None),
    "half a place": ({"Longitude": "None"}, "latitude", None),
    "a district": ({"District": "Riga District"}, "place", "Riga, Riga District, Latvia"),
    "blanks around": ({"Event Type": " ACCUSE ", "Event Mode": " None "}, "kind", "plover:ACCUSE"),
    "a time of day": ({"Event Date": "2021-05-04 00:00:00"}, "date", event_day("2021-05-04", "Event Date")),
    "no source": ({"Source": "None", "Publication Date": "None"}, "citations", (Citation("polecat"),)),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "field", "value"), ODD.values(), ids=ODD.keys())
def test_odd_cells(cells: dict[str, str], field: str, value: object) -> None:
    assert getattr(event(**cells), field) == value


# Cells of an actor, and the ids that they give.
ACTORS = {
    "a state by its name": ({"Actor Name": "Belarus"}, ["cameo:BLR"]),
    "a state by two names": ({"Actor Name": "Russia; Russian Federation"}, ["cameo:RUS"]),
    "a state by its code": ({"Actor Name": "None", "Actor Name Raw": "None", "Primary Actor Sector": "None"}, ["cameo:LVA"]),
    "a part of a state": ({"Actor Name": "None", "Actor Name Raw": "None"}, ["cameo:LVALEG"]),
    "a sector": ({"Actor Name": "None", "Actor Name Raw": "None", "Actor Country": "None"}, ["cameo:LEG"]),
    "an unknown sector": ({"Actor Name": "None", "Actor Name Raw": "None", "Primary Actor Sector": "XYZ"}, ["polecat:lva-xyz"]),
    "several": ({"Actor Name": "Jane Roe; Richard Roe"}, ["polecat:jane-roe", "polecat:richard-roe"]),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "ids"), ACTORS.values(), ids=ACTORS.keys())
def test_actors_by_what_is_known(cells: dict[str, str], ids: list[str]) -> None:
    assert [one.actor for one in event(**cells).actors if one.role == "source"] == ids


def test_headers_of_other_years() -> None:
    names = (*(name if name != "Intensity" else "Event Intensity" for name in NAMES), "Headline")
    renamed = "\t".join((*names, "", "")) + "\n"
    full = line(names, Event_Intensity="-3.0", Headline="Roe speaks").replace("\n", "\t\t\n")
    found = [
        item.event for item in read(renamed, full, line(names).replace("\tNone\n", "\n")) if isinstance(item, Incoming)
    ]
    assert [(one.description or "").partition(" Actor")[0] for one in found] == [
        "Roe speaks.",
        "Actor: Roe; LVA; LEG, PTY; deputy. Recipient: BLR; GOV. Place: a town.",
    ]
    assert "Intensity -3.0." in (found[0].description or "")


# Lines that are refused, and the words of the reason.
BAD = {
    "too few cells": ("1\t2021-05-04\n", "has 2 cells"),
    "too many cells": (line().replace("\n", "\tmore\n"), "has 41 cells"),
    "no id": (line(Event_ID="None"), "no Event ID"),
    "no date": (line(Event_Date="None"), "no Event Date"),
    "an empty date": (line(Event_Date=""), "no Event Date"),
    "a date of zeros": (line(Event_Date="0000-00-00"), "is not a day"),
    "the far future": (line(Event_Date="2699-01-01"), "not in a year that this data set can be about"),
    "after the report": (line(Event_Date="2022-05-04"), "more than 31 days after 2021-05-05"),
    "a latitude in words": (line(Latitude="x"), "is not a number"),
    "a longitude beyond the world": (line(Longitude="200"), "beyond 180"),
    "bad bytes": (line(City="\udce9"), "UTF-8"),
}


@pytest.mark.parametrize(("text", "reason"), BAD.values(), ids=BAD.keys())
def test_bad_rows_are_named_and_the_file_goes_on(text: str, reason: str) -> None:
    bad, last = read(HEADER, text, line())
    assert isinstance(bad, Rejected)
    assert bad.line == 2
    assert reason in bad.reason
    assert isinstance(last, Incoming)


@pytest.mark.parametrize("text", ["", "a\tb\n1\t2\n"])
def test_a_text_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(InvalidRecords) as raised:
        read(text)
    assert "not POLECAT" in raised.value.faults[0].message


def test_actors_themes_and_sources() -> None:
    assert polecat.actor(Participant("cameo:BLR", "source", "Belarus")).aliases[-2:] == ("fips:BO", "cow:370")
    assert polecat.actor(Participant("polecat:jane-roe", "source", "Jane Roe")).kind == "unknown"
    found = {theme.id: theme for theme in polecat.themes()}
    assert {theme.parent for theme in found.values()} - {None} <= set(found)
    assert len([name for name in found if name.count("/") == 1]) == 5
    assert len([name for name in found if name.count("/") == 2 and name.rpartition("/")[2].isupper()]) == 16
    assert found["plover/material-conflict/ASSAULT/suicide-attack"].aliases == ("plover:ASSAULT/suicide-attack",)
    assert polecat.theme("plover/NEW/odd").aliases == ()  # its id, folded, says that already
    assert polecat.theme("plover/context/human_rights").title == "Human rights"
    assert "Dataverse" in (polecat.source("polecat").note or "")
    assert polecat.source("other").title == "other"


def test_samples() -> None:
    folder = os.environ.get("DATELINE_IMPORT_SAMPLES")
    if not folder:
        pytest.skip("DATELINE_IMPORT_SAMPLES names no folder with samples")
    found = list(Path(folder).glob("ngec*.txt"))
    if not found:
        pytest.skip("there is no sample of POLECAT")
    for path in found:
        with path.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
            assert any(isinstance(item, Incoming) for item in polecat.events(stream))


def test_the_intensity_is_a_measure() -> None:
    assert [(each.name, each.value) for each in event().measures] == [("intensity", -2)]
    assert event(Intensity="None").measures == ()
