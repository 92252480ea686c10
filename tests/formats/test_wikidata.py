"""Results of Wikidata's query service: what a time with its precision and calendar means, in CSV, TSV and JSON."""

from __future__ import annotations

import csv
import io
import json

import pytest

from dateline.errors import InvalidRecords
from dateline.formats.datasets import wikidata, wikidata_times
from dateline.formats.delimited.cell_values import UnfitError
from dateline.formats.incoming import Incoming, Item, Rejected

JULIAN = "http://www.wikidata.org/entity/Q1985786"
GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
# A time, its precision and its calendar, and what they mean. Worked out by hand.
TIMES = (
    ("1883-01-01T00:00:00Z", "9", "", "1883"), ("1883-05-01T00:00:00Z", "10", "", "1883-05"),
    ("1883-01-01T00:00:00Z", "11", "", "1883-01-01"), ("1883-05-17T00:00:00Z", "", "", "1883-05-17"),
    ("1883-05-17T00:00:00Z", "14", "", "1883-05-17"), ("1880-01-01T00:00:00Z", "8", "", "188X"),
    ("1883-01-01T00:00:00Z", "8", "", "188X"), ("1900-01-01T00:00:00Z", "7", "", "18XX"),
    ("1801-01-01T00:00:00Z", "7", "", "18XX"), ("1901-01-01T00:00:00Z", "7", "", "19XX"),
    ("2000-01-01T00:00:00Z", "6", "", "1XXX"), ("+1883-00-00T00:00:00Z", "", "", "1883"),
    ("+1883-05-00T00:00:00Z", "", "", "1883-05"), ("+1883-00-00T00:00:00Z", "11", "", "1883"),
    ("-0043-03-15T00:00:00Z", "11", JULIAN, "-0043-03-15"), ("-0043-01-01T00:00:00Z", "9", "", "-0043"),
    ("1066-10-20T00:00:00Z", "11", JULIAN, "1066-10-20"), ("+1066-10-14T00:00:00Z", "11", JULIAN, "1066-10-20"),
    ("+1917-10-25T00:00:00Z", "11", "Q1985786", "1917-11-07"), ("+1917-11-07T00:00:00Z", "11", GREGORIAN, "1917-11-07"),
    ("1066-10-01T00:00:00Z", "10", JULIAN, "[1066-10-07..1066-11-06]"), ("0000-01-01T00:00:00Z", "9", "", "0000"),
    ("-0044-00-00T00:00:00Z", "", "", "-0043"), ("-0099-01-01T00:00:00Z", "7", "", "[-0099..0000]"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "precision", "model", "edtf"), TIMES)
def test_times(text: str, precision: str, model: str, edtf: str) -> None:
    assert wikidata_times.time(text, precision, model).edtf == edtf


@pytest.mark.parametrize(
    ("text", "precision", "reason"),
    [
        ("1883-01-01T00:00:00Z", "", "may be a day"), ("1883-05-01T00:00:00Z", "", "may be a day"),
        ("http://www.wikidata.org/.well-known/genid/abc", "", "unknown value"), ("t123", "", "unknown value"),
        ("1883", "", "not a time"), ("1883-01-01T00:00:00Z", "3", "timePrecision 3"),
        ("1883-01-01T00:00:00Z", "x", "not a whole number"), ("1883-02-30T00:00:00Z", "11", "1883-02-30"),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, precision: str, reason: str) -> None:
    with pytest.raises(UnfitError) as caught:
        wikidata_times.time(text, precision)
    assert reason in caught.value.reason


ROW = {
    "item": "http://www.wikidata.org/entity/Q1", "itemLabel": "Treaty A", "date": "1994-07-01T00:00:00Z",
    "timePrecision": "10", "placeLabel": "Minsk", "coord": "Point(27.5 53.9)", "itemDescription": "a treaty",
}  # fmt: skip


def texts() -> dict[str, str]:
    stream = io.StringIO()
    csv.writer(stream).writerows([ROW.keys(), ROW.values()])
    typed = [f'"{value}"@en' if name.endswith("Label") else value for name, value in ROW.items()]
    typed[0] = f"<{typed[0]}>"
    typed[2] = f'"{typed[2]}"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    bindings = [{name: {"type": "literal", "value": value} for name, value in ROW.items()}]
    return {
        "csv": stream.getvalue(),
        "tsv": "\t".join("?" + name for name in ROW) + "\n" + "\t".join(typed) + "\n",
        "json": json.dumps([ROW]),
        "bindings": json.dumps({"head": {"vars": list(ROW)}, "results": {"bindings": bindings}}, indent=2),
    }


def read(text: str) -> list[Item]:
    return list(wikidata.events(io.StringIO(text, newline="")))


@pytest.mark.parametrize("form", texts())
def test_each_form_gives_the_same_event(form: str) -> None:
    (item,) = read(texts()[form])
    assert isinstance(item, Incoming), item
    found = item.event
    assert (found.id, found.title, found.date.edtf, found.place) == ("wikidata:Q1", "Treaty A", "1994-07", "Minsk")
    assert (found.latitude, found.longitude, found.description) == (53.9, 27.5, "a treaty")
    assert [(each.source, each.locator) for each in found.citations] == [("wikidata", "Q1")]


@pytest.mark.parametrize(
    ("end", "precision", "edtf"),
    [("1995-01-01T00:00:00Z", "9", "1994-07/1995"), ("1994-07-01T00:00:00Z", "10", "1994-07"),
     ("1990-01-01T00:00:00Z", "9", None)],
)  # fmt: skip
def test_an_end(end: str, precision: str, edtf: str | None) -> None:
    (item,) = read(json.dumps([ROW | {"end": end, "endPrecision": precision}]))
    assert (item.event.date.edtf if isinstance(item, Incoming) else None) == edtf


UNKNOWN = "http://www.wikidata.org/.well-known/genid/abc"
CIRCA, PRESUMABLY = (f"http://www.wikidata.org/entity/{item}" for item in ("Q5727902", "Q18122778"))


def day(text, precision, name="date"):
    return {name: f"{text}T00:00:00Z", "timePrecision" if name == "date" else f"{name}Precision": precision}


@pytest.mark.parametrize(
    ("cells", "edtf"),
    [
        (day("1994-01-01", 9) | {"circumstances": CIRCA}, "1994~"),
        (day("1994-01-01", 9) | {"circa": "presumably"}, "1994?"),
        (day("1990-01-01", 8) | {"circumstances": f"{CIRCA}, {PRESUMABLY}"}, "199X%"),
        (day("1994-01-01", 9) | {"circumstances": "http://www.wikidata.org/entity/Q1"}, "are not known"),
        ({"date": UNKNOWN}, "unknown value"),
        ({"date": UNKNOWN} | day("1990-01-01", 9, "earliest") | day("1994-07-01", 10, "latest"), "[1990-01-01..1994-07-31]"),
        ({"date": UNKNOWN} | day("1994-01-01", 9, "latest"), "[..1994]"),
        ({"date": ""} | day("1994-01-01", 9, "earliest"), "[1994..]"),
        (day("1450-01-01", 9) | day("1440-01-01", 9, "earliest") | day("1460-01-01", 9, "latest"), "[1440..1460]"),
        (day("1450-01-01", 9) | day("1460-01-01", 9, "latest"), "[1450..1460]"),
        (day("1450-01-01", 9) | day("1440-01-01", 9, "latest"), "is after the latest"),
        (day("1450-01-01", 9) | day("1451-01-01", 9, "earliest") | day("1460-01-01", 9, "latest"), "is not between"),
        ({"date": UNKNOWN, "circa": CIRCA} | day("1990-01-01", 8, "earliest") | day("1994-01-01", 9, "latest"),
         "[1990-01-01~..1994-12-31~]"),
        (day("1450-01-01", 9) | day("1440-01-01", 9, "earliest") | day("1460-01-01", 9, "end"), "either an end or"),
    ],
)  # fmt: skip
def test_what_is_said_beside_a_date(cells: dict[str, object], edtf: str) -> None:
    (item,) = read(json.dumps([{"item": ROW["item"]} | cells]))
    if isinstance(item, Rejected):
        assert edtf in item.reason
    else:
        assert isinstance(item, Incoming)
        assert item.event.date.edtf == edtf


@pytest.mark.parametrize(
    ("start", "end", "edtf"),
    [("1994-05-17", "1995-06-17", "1994-05-17/1995-06-17"), ("1994-05-17", "", "1994-05-17/"), ("", "1995-06-17", "/1995-06-17"),
     ("1994-05-17", UNKNOWN, "1994-05-17/"), (UNKNOWN, "1995-06-17", "/1995-06-17"), (UNKNOWN, UNKNOWN, None),
     ("", "", None), (UNKNOWN, "", None)],
)  # fmt: skip
def test_a_start_without_an_end_is_no_day(start: str, end: str, edtf: str | None) -> None:
    (item,) = read(f"item,start,end\nQ1,{start},{end}\n")
    assert (item.event.date.edtf if isinstance(item, Incoming) else None) == edtf
    (item,) = read(f"item,start\nQ1,{start}\n")
    assert (item.event.date.edtf if isinstance(item, Incoming) else None) == (start if start[:1] == "1" else None)


def test_a_bad_row_is_rejected_and_the_rest_goes_on() -> None:
    rows = [ROW, ROW | {"item": "x"}, 5, ROW | {"item": ROW["item"] + "7", "timePrecision": ""}]
    found = read(json.dumps(rows))
    assert [isinstance(item, Rejected) for item in found] == [False, True, True, True]
    assert "timePrecision" in (found[3].hint or "")


@pytest.mark.parametrize("text", ["{", "[", '{"a": 1}', "a,b\n1,2\n", "item,x\n1,2\n", ""])
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(InvalidRecords):
        read(text)


def test_a_span_may_begin_within_the_time_that_its_end_is_known_to() -> None:
    """An end of a year is some day of it: one that begins in May of that year does not begin behind it."""
    times = ("1999-05-03T00:00:00Z", "11", "", "1999-01-01T00:00:00Z", "9")
    found = wikidata_times.date_of(*times, "", "", "", "", "", "", begins=True)
    assert found.edtf == "1999-05-03/1999"
