"""GDELT rows of three shapes, what their dates mean, and what is refused. All rows are made up."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InvalidRecords
from dateline.formats.datasets import gdelt
from dateline.formats.incoming import Incoming, Item, Rejected
from dateline.model import Actor, Citation, Event, Participant

ROW = {
    "GLOBALEVENTID": "77", "SQLDATE": "20191024", "Actor1Code": "BLRGOV", "Actor1Name": "MINSK", "Actor2Code": "RUS",
    "Actor2Name": "RUSSIA", "EventCode": "040", "NumMentions": "4", "NumSources": "1", "NumArticles": "2",
    "ActionGeo_Type": "4", "ActionGeo_FullName": "Brest, Brestskaya, Belarus", "ActionGeo_CountryCode": "BO",
    "ActionGeo_Lat": "52.1", "ActionGeo_Long": "23.7", "DATEADDED": "20191024143000", "SOURCEURL": "https://example.org/a",
}  # fmt: skip


def line(width: int = 61, **cells: str) -> str:
    return "\t".join((ROW | cells).get(name, "") for name in gdelt.SHAPES[width]) + "\n"


def read(*lines: str) -> list[Item]:
    return list(gdelt.events(io.StringIO("".join(lines))))


def event(width: int = 61, **cells: str) -> Event:
    (item,) = read(line(width, **cells))
    assert isinstance(item, Incoming), item
    return item.event


def test_a_row_becomes_an_event() -> None:
    found = event()
    assert (found.id, found.title, str(found.date)) == (
        "gdelt:77",
        "Belarus: government – Consult – Russia",
        "2019-10-24",
    )
    assert (found.kind, found.themes, found.confidence) == ("cameo:040", ("cameo/verbal-cooperation/04/040",), None)
    assert (found.place, found.latitude, found.longitude) == ("Brest, Brestskaya, Belarus", 52.1, 23.7)
    assert found.description == "Named: MINSK, RUSSIA. 4 mentions in 2 articles of 1 source. Place: a city, fips:BO."
    assert [(one.actor, one.role, one.name) for one in found.actors] == [
        ("cameo:BLRGOV", "source", "MINSK"),
        ("cameo:RUS", "target", "RUSSIA"),
    ]
    assert [(one.source, one.locator) for one in found.citations] == [("gdelt", "https://example.org/a")]


def test_shapes_are_told_line_by_line() -> None:
    found = read(line(61), line(58, DATEADDED="20191024"), line(57, DATEADDED="20191024"))
    events = [item.event for item in found if isinstance(item, Incoming)]
    assert [one.place for one in events] == ["Brest, Brestskaya, Belarus"] * 3
    assert [one.citations[0].locator for one in events] == ["https://example.org/a", "https://example.org/a", None]


# SQLDATE and DATEADDED, and the date that was meant.
MEANT = {
    "the same day": ("20191024", "20191024", "2019-10-24"),
    "yesterday": ("20191023", "20191024", "2019-10-23"),
    "tomorrow, across time zones": ("20191025", "20191024", "2019-10-25"),
    "an odd distance": ("20191020", "20191024", "2019-10-20"),
    "last week, on a Thursday": ("20191017", "20191024", "[2019-10-14~..2019-10-20~]"),
    "last week, on a Monday": ("20191014", "20191021", "[2019-10-14~..2019-10-20~]"),
    "last week, on a Sunday": ("20191020", "20191027", "[2019-10-14~..2019-10-20~]"),
    "last month": ("20190924", "20191024", "2019-09~"),
    "last month, on the 31st": ("20191001", "20191031", "[2019-09~..2019-10~]"),
    "last month, in March": ("20190130", "20190301", "[2019-01~..2019-02~]"),
    "last month, in January": ("20181210", "20190109", "2018-12~"),
    "last year": ("20181024", "20191024", "2018~"),
    "last year, after a leap day": ("20191024", "20201024", "2019~"),
    "365 days after a leap day": ("20190703", "20200702", "2019~"),
    "last year, on the last day of a leap year": ("20200101", "20201231", "[2019~..2020~]"),
    "366 days without a leap day": ("20181023", "20191024", "2018-10-23"),
    "ten years ago": ("20091026", "20191024", "200X~"),
    "ten years ago, at the end of a decade": ("20100101", "20191230", "201X~"),
}


@pytest.mark.parametrize(("day", "added", "meant"), MEANT.values(), ids=MEANT.keys())
def test_dates(day: str, added: str, meant: str) -> None:
    found = event(SQLDATE=day, DATEADDED=f"{added}143000")
    written = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    assert str(found.date) == meant
    assert found.date_text == (None if meant == written else written)


@given(report=st.dates(date(1990, 1, 1), date(2090, 1, 1)), distance=st.sampled_from([0, 1, 7, 30, 365, 366, 3650]))
def test_the_date_holds_the_day_that_is_written(report: date, distance: int) -> None:
    day = report - timedelta(days=distance)
    found = event(SQLDATE=f"{day:%Y%m%d}", DATEADDED=f"{report:%Y%m%d}000000").date
    assert found.earliest <= day.toordinal() <= found.latest
    if distance != 366:
        assert (found.earliest == found.latest) == (distance < 2)


def test_rows_added_in_one_go_say_nothing_by_the_distance() -> None:
    assert str(event(57, SQLDATE="20120204", DATEADDED="20130203").date) == "2012-02-04"


# Cells that make an event other than usual, and what it then has.
ODD = {
    "no actors": ({"Actor1Code": "", "Actor2Code": "", "Actor1Name": "", "Actor2Name": ""}, "title", "Consult"),
    "no source": ({"Actor1Code": "", "Actor1Name": ""}, "title", "Unnamed – Consult – Russia"),
    "no target": ({"Actor2Code": "", "Actor2Name": ""}, "title", "Belarus: government – Consult"),
    "a group": ({"Actor1Code": "kur", "Actor1Name": "KURD"}, "title", "Kurd – Consult – Russia"),
    "a part of a group": ({"Actor1Code": "catSEP", "Actor1Name": "CATALAN"}, "title", "Catalan: separatists – Consult – Russia"),
    "a blank before a code": ({"Actor1Code": " BLR"}, "title", "Belarus – Consult – Russia"),
    "an unknown code": ({"EventCode": "0499"}, "title", "Belarus: government – 0499 – Russia"),
    "the theme of an unknown code": ({"EventCode": "0499"}, "themes", ("cameo/verbal-cooperation/04/049/0499",)),
    "a code of four figures": ({"EventCode": "0231"}, "themes", ("cameo/verbal-cooperation/02/023/0231",)),
    "no code": ({"EventCode": "---"}, "themes", ()),
    "an empty code": ({"EventCode": ""}, "kind", None),
    "no degrees": ({"ActionGeo_Lat": "", "ActionGeo_Long": ""}, "latitude", None),
    "half a place": ({"ActionGeo_Long": ""}, "latitude", None),
    "nowhere": ({"ActionGeo_FullName": "", "ActionGeo_Lat": "0", "ActionGeo_Long": "0"}, "longitude", None),
    "no address": ({"SOURCEURL": ""}, "citations", (Citation("gdelt"),)),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "field", "value"), ODD.values(), ids=ODD.keys())
def test_odd_cells(cells: dict[str, str], field: str, value: object) -> None:
    assert getattr(event(61, **cells), field) == value


# Lines that are refused, and the words of the reason.
BAD = {
    "too few cells": ("1\t20191024\n", "has 2 cells"),
    "separated by commas": (line().replace("\t", ","), "has 1 cell"),
    "no id": (line(GLOBALEVENTID=""), "GLOBALEVENTID '' is not a number"),
    "an id in words": (line(GLOBALEVENTID="x1"), "GLOBALEVENTID 'x1'"),
    "no date": (line(SQLDATE=""), "no SQLDATE"),
    "a date of zeros": (line(SQLDATE="00000000"), "SQLDATE '0000-00-00' is not a day"),
    "a day that is none": (line(SQLDATE="20190230"), "is not a day"),
    "the far future": (line(SQLDATE="26990101"), "not in a year that this data set can be about"),
    "after the report": (line(SQLDATE="20200624"), "more than 31 days after 2019-10-24"),
    "no day of the report": (line(DATEADDED=""), "no DATEADDED"),
    "a latitude in words": (line(ActionGeo_Lat="52.1#"), "latitude '52.1#' is not a number"),
    "a latitude beyond the pole": (line(ActionGeo_Lat="91"), "beyond 90"),
    "a longitude beyond the world": (line(ActionGeo_Long="-180.5"), "beyond 180"),
    "not a number": (line(ActionGeo_Lat="inf"), "is not a number"),
    "a NUL byte": (line(Actor1Name="A\0B"), "NUL"),
    "bad bytes": (line(Actor1Name="A\udcffB"), "UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), BAD.values(), ids=BAD.keys())
def test_bad_rows_are_named_and_the_file_goes_on(text: str, reason: str) -> None:
    first, bad, last = read(line(), text, line(GLOBALEVENTID="78"))
    assert isinstance(bad, Rejected)
    assert bad.line == 2
    assert reason in bad.reason
    assert isinstance(first, Incoming)
    assert isinstance(last, Incoming)
    assert (last.line, last.event.id) == (3, "gdelt:78")


def test_a_rejected_row_keeps_its_cells() -> None:
    (bad,) = read(line(58, SQLDATE="00000000"))
    assert isinstance(bad, Rejected)
    assert (bad.record["GLOBALEVENTID"], bad.record["SOURCEURL"]) == ("77", "https://example.org/a")


def test_a_header_is_passed_over() -> None:
    assert len(read("\t".join(gdelt.COLUMNS) + "\n", line())) == 1


def test_an_empty_file_has_no_events() -> None:
    assert read() == []


# Actor codes, with the name of a row, and what they become.
ACTORS = {
    "BLR": ("MINSK", "state", "Belarus", ("Byelorussia", "BLR", "iso3:BLR", "fips:BO", "cow:370"), "1991-12-26/.."),
    "BLRGOV": ("MINSK", "body", "Belarus: government", ("BLRGOV",), None),
    "IGOUNO": ("UNITED NATIONS", "organisation", "International organisation: United Nations", ("IGOUNO",), None),
    "MNCUSA": ("AN OIL GIANT", "company", "Multinational company: United States", ("MNCUSA",), None),
    "COP": ("POLICE", "body", "Police", ("COP",), None),
    "AFR": ("AFRICA", "unknown", "Africa", ("AFR",), None),
    "kur": ("KURD", "unknown", "Kurd", ("kur",), None),
    "zzzREB": ("A TRIBE", "unknown", "A Tribe: rebels", ("zzzREB",), None),
    "QQ": (None, "unknown", "QQ", (), None),
}


@pytest.mark.parametrize("code", ACTORS)
def test_actors(code: str) -> None:
    given, kind, name, aliases, date = ACTORS[code]
    found: Actor = gdelt.actor(Participant(f"cameo:{code}", "source", given))
    assert (found.id, found.kind, found.name, found.aliases) == (f"cameo:{code}", kind, name, aliases)
    assert (str(found.date) if found.date else None) == date


def test_the_tree_of_themes_is_whole() -> None:
    found = {theme.id: theme for theme in gdelt.themes()}
    assert {theme.parent for theme in found.values()} - {None} <= set(found)
    assert len([name for name in found if name.count("/") == 1]) == 4
    assert len([name for name in found if name.count("/") == 2]) == 20
    assert len(found) > 300
    assert found["cameo/verbal-cooperation"].description == "A quad class"
    assert found["cameo/verbal-cooperation/04"].aliases == ("cameo:04",)
    assert found["cameo/verbal-cooperation/04/040"].title == "Consult, not specified"
    assert gdelt.theme("cameo/verbal-conflict/13/13y").title == "13y"


def test_the_source_tells_its_terms() -> None:
    found = gdelt.source("gdelt")
    assert (found.publisher, "citation" in (found.note or "")) == ("The GDELT Project", True)
    assert gdelt.source("other").title == "other"


def samples() -> Iterator[Path]:
    folder = os.environ.get("DATELINE_IMPORT_SAMPLES")
    if not folder:
        pytest.skip("DATELINE_IMPORT_SAMPLES names no folder with samples")
    return Path(folder).glob("gdelt*.[cC][sS][vV]")


def test_samples() -> None:
    for path in samples():
        with path.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
            items = list(gdelt.events(stream))
        assert len(items) >= 100
        assert [item for item in items if isinstance(item, Rejected)] == []


def table(names: Sequence[str], separator: str, **cells: str) -> io.StringIO:
    """Return a table with a header, as a program other than GDELT's writes it."""
    row = ROW | cells
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator)
    writer.writerows([names, [row.get(name.replace("_", ""), row.get(name, "")) for name in names]])
    return io.StringIO(stream.getvalue(), newline="")


_PYTHON = ("", *gdelt.COLUMNS[:27], "CAMEOCodeDescription", *gdelt.COLUMNS[27:])
# What programs write: the names of the columns and the separator.
TABLES = {
    "BigQuery": (gdelt.COLUMNS, ","), "gdeltPyR": (_PYTHON, ","), "tabs": (gdelt.COLUMNS, "\t"),
    "semicolons": (gdelt.COLUMNS, ";"), "another order": (tuple(reversed(gdelt.COLUMNS)), ","),
    "few columns": (tuple(ROW), ","),
}  # fmt: skip


@pytest.mark.parametrize(("names", "separator"), TABLES.values(), ids=TABLES.keys())
def test_tables_with_a_header_give_the_same_event(names: Sequence[str], separator: str) -> None:
    (item,) = gdelt.events(table(names, separator))
    assert isinstance(item, Incoming), item
    assert item.event == event()


def test_a_row_without_an_address_is_of_the_day_that_is_written() -> None:
    (item,) = gdelt.events(table(gdelt.COLUMNS, ",", SQLDATE="20191017", SOURCEURL=""))
    assert isinstance(item, Incoming)
    assert str(item.event.date) == "2019-10-17"


@pytest.mark.parametrize("code", ["42", "4", "10", "231", "311"])
def test_a_code_without_its_zero_is_refused(code: str) -> None:
    (item,) = gdelt.events(table(gdelt.COLUMNS, ",", EventCode=code))
    assert isinstance(item, Rejected)
    assert "leading zero" in item.reason


def test_a_table_without_a_needed_column_is_refused() -> None:
    with pytest.raises(InvalidRecords) as caught:
        list(gdelt.events(table([name for name in gdelt.COLUMNS if name != "DATEADDED"], ",")))
    assert "DATEADDED" in caught.value.faults[0].message


def test_quoted_cells_without_a_header() -> None:
    text = "\t".join(f'"{cell}"' for cell in line().rstrip("\n").split("\t")) + "\n"
    (item,) = read(text)
    assert isinstance(item, Incoming)
    assert item.event == event()


def test_the_numbers_of_a_row_are_measures() -> None:
    found = event(GoldsteinScale="-2.0", AvgTone="-3.255", NumMentions="4", NumSources="1", NumArticles="")
    assert {each.name: each.value for each in found.measures} == {
        "goldstein": -2, "tone": -3.255, "mentions": 4, "sources": 1,
    }  # fmt: skip
    (item,) = read(line(AvgTone="x"))
    assert isinstance(item, Rejected)
    assert item.reason == "measure tone: 'x' is not a number"
