"""COW MID, PA-X, the TimelineJS sheet and Timesketch: rows of their shape and with their faults. All are made up."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from dateline.errors import InvalidRecords
from dateline.formats.datasets import cow_mid, pa_x, timesketch
from dateline.formats.documents import timelinejs_sheet
from dateline.formats.incoming import Incoming, Item, Rejected, Told
from dateline.formats.missing import MISSING
from dateline.model import Event, Participant

MID_A = {
    "dispnum": "2", "stday": "-9", "stmon": "7", "styear": "1902", "endday": "24", "endmon": "1", "endyear": "1903",
    "outcome": "6", "settle": "3", "fatality": "0", "fatalpre": "-9", "maxdur": "205", "mindur": "177", "hiact": "7",
    "hostlev": "3", "recip": "0", "numa": "1", "numb": "1", "ongo2014": "0", "version": "5",
}  # fmt: skip
MID_B = MID_A | {"stabb": "USA", "ccode": "2", "sidea": "1", "revstate": "1", "orig": "1"}
PA_X = {
    "Con": "Xland/Yland", "PPName": "Xland peace process", "Reg": "Europe", "AgtId": "12", "Agt": "Agreement on A",
    "Dat": "1995-11-21", "Status": "Multiparty signed", "Agtp": "InterIntra", "Stage": "SubComp", "Part": "A; B",
    "ThrdPart": "-",
}  # fmt: skip
SHEET = {
    "Year": "-44", "Month": "3", "Day": "15", "Time": "", "End Year": "", "End Month": "", "End Day": "", "End Time": "",
    "Display Date": "Ides of March", "Headline": "Caesar is killed", "Text": "<p>By many</p>",
    "Media": "http://example.org/a.jpg", "Media Credit": "Somebody", "Media Caption": "A picture",
    "Media Thumbnail": "", "Type": "", "Group": "Rome", "Background": "",
}  # fmt: skip
TRACE = {
    "message": "Login  of x", "timestamp": "1331698658276340", "datetime": "2015-07-24T19:01:01+00:00",
    "timestamp_desc": "Write Time", "extra": "foo", "tag": "bad;worse",
}  # fmt: skip


def text(*rows: Mapping[str, str], separator: str = ",") -> io.StringIO:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return io.StringIO(stream.getvalue(), newline="")


def one(module: Any, row: Mapping[str, str], **changes: str) -> Item:
    (item,) = module.events(text({**row, **changes}))
    return item


def event(module: Any, row: Mapping[str, str], **changes: str) -> Event:
    item = one(module, row, **changes)
    assert isinstance(item, Incoming), item
    return item.event


# The start and the end of a dispute, each day, month, year, and its date.
SPANS = (
    (("-9", "7", "1902"), ("24", "1", "1903"), "1902-07/1903-01-24"), (("1", "7", "1902"), ("1", "7", "1902"), "1902-07-01"),
    (("-9", "-9", "1902"), ("-9", "-9", "1903"), "1902/1903"), (("-9", "7", "1902"), ("-9", "7", "1902"), "1902-07"),
    (("5", "-9", "1902"), ("5", "3", "1903"), "1902/1903-03-05"), (("5", "3", "1902"), ("-9", "-9", "-9"), "1902-03-05"),
)  # fmt: skip


@pytest.mark.parametrize(("start", "end", "edtf"), SPANS)
def test_the_days_of_a_dispute(start: Sequence[str], end: Sequence[str], edtf: str) -> None:
    cells = dict(zip(("stday", "stmon", "styear", "endday", "endmon", "endyear"), (*start, *end), strict=True))
    assert event(cow_mid, MID_A, **cells).date.edtf == edtf


def test_a_dispute_and_a_party_of_it() -> None:
    dispute = event(cow_mid, MID_A)
    assert (dispute.id, dispute.title, dispute.kind) == ("cow-mid:2", "Militarized dispute 2", "dispute")
    assert dispute.description == "Deaths: none. Hostility level 3, display of force."
    assert dispute.themes == ("cow-mid/3-display-of-force",)
    party = event(cow_mid, MID_B)
    assert (party.id, party.actors) == ("cow-mid:2:2:1902-07", (Participant("cameo:USA", "side_a", "United States"),))
    assert cow_mid.actor(party.actors[0]).aliases
    assert event(cow_mid, MID_B, ccode="99999", stabb="XXX").actors == (Participant("cow:99999", "side_a", "XXX"),)
    older = {("DispNum3" if name == "dispnum" else name.upper()): cell for name, cell in MID_A.items()}
    assert event(cow_mid, older) == dispute


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"dispnum": "-9"}, "dispnum is missing"), ({"styear": "-9"}, "styear is missing"),
        ({"styear": "1702"}, "styear 1702"), ({"endyear": "1901"}, "after the end"), ({"stmon": "13"}, "1902-13"),
        ({"stday": "x"}, "not a whole number"),
    ],
)  # fmt: skip
def test_a_dispute_that_cannot_be(changes: dict[str, str], reason: str) -> None:
    item = one(cow_mid, MID_A, **changes)
    assert isinstance(item, Rejected)
    assert reason in item.reason


@pytest.mark.parametrize("dat", ["1995-11-21", "21/11/1995", "1995-11-21 00:00:00", "19951121", "11/21/1995"])
def test_an_agreement(dat: str) -> None:
    found = event(pa_x, PA_X, Dat=dat)
    assert (found.id, found.title, found.date.edtf) == ("pa-x:12", "Agreement on A", "1995-11-21")
    assert (found.place, found.themes) == (
        "Xland, Yland",
        ("pa-x/stage/subcomp", "pa-x/process/xland-peace-process"),
    )
    assert found.description == (
        "Parties: A; B. Status: Multiparty signed. Kind: between states, on a conflict within. Region: Europe."
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Dat": "3/4/1995"}, "1995-03-04 or 1995-04-03"), ({"Dat": ""}, "no Dat"), ({"Dat": "1895-03-04"}, "1895"),
        ({"AgtId": "NA"}, "AgtId is missing"), ({"Agt": " "}, "Agt is missing"),
    ],
)  # fmt: skip
def test_an_agreement_that_cannot_be(changes: dict[str, str], reason: str) -> None:
    item = one(pa_x, PA_X, **changes)
    assert isinstance(item, Rejected)
    assert reason in item.reason


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_sheet(separator: str) -> None:
    title = dict.fromkeys(SHEET, "") | {"Headline": "My timeline", "Type": "title"}
    blank = dict.fromkeys(SHEET, "")
    era = blank | {"Year": "1914", "End Year": "1918", "Headline": "The war", "Type": "era"}
    rows = (title, SHEET, blank, era, SHEET, blank | {"Headline": "No date"}, SHEET | {"Month": "x"})
    left_out, *found = list(timelinejs_sheet.events(text(*rows, separator=separator)))
    assert left_out == Told(2, "title slide", left_out=True)
    assert [item.event.date.edtf if isinstance(item, Incoming) else item.reason for item in found] == [
        "-0043-03-15", "1914/1918", "-0043-03-15", "the date is missing", "the month 'x' of the date is not a whole number",
    ]  # fmt: skip
    first, second, third = (item.event for item in found if isinstance(item, Incoming))
    assert (first.title, first.description, first.date_text) == ("Caesar is killed", "By many", "Ides of March")
    assert (first.themes, second.kind, third.id) == (("rome",), "era", f"{first.id}-2")
    assert [(each.source, each.locator) for each in first.citations] == [("http://example.org/a.jpg", "A picture")]


def test_a_trace() -> None:
    found = event(timesketch, TRACE)
    assert (found.title, found.date.edtf, found.kind) == ("Login of x", "2015-07-24T19:01:01+00:00", "write-time")
    assert (found.description, found.themes) == ("extra: foo.", ("timesketch/tag/bad", "timesketch/tag/worse"))
    assert found.id == event(timesketch, TRACE).id != event(timesketch, TRACE, extra="bar").id
    (line,) = timesketch.events(io.StringIO(json.dumps(TRACE) + "\n\n"))
    assert isinstance(line, Incoming)
    assert line.event.title == found.title
    (micro,) = timesketch.events(io.StringIO(json.dumps(TRACE | {"datetime": None, "tag": ["bad", "worse"]})))
    assert isinstance(micro, Incoming)
    assert (micro.event.date.edtf, micro.event.themes) == ("2012-03-14T04:17:38Z", found.themes)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"datetime": "2022-11-10T05-07-28+00:00"}, "not a time"), ({"datetime": "", "timestamp": ""}, "is missing"),
        ({"message": ""}, "message is missing"), ({"datetime": "", "timestamp": "9" * 18}, "9999"),
    ],
)  # fmt: skip
def test_a_trace_that_cannot_be(changes: dict[str, str], reason: str) -> None:
    item = one(timesketch, TRACE, **changes)
    assert isinstance(item, Rejected), item
    assert reason in item.reason
    (line,) = timesketch.events(io.StringIO(json.dumps(TRACE | changes)))
    assert isinstance(line, Rejected)


@pytest.mark.parametrize("line", ["{", "{} []", "[]"])
def test_a_line_that_is_no_object(line: str) -> None:
    found = list(timesketch.events(io.StringIO("{}\n" + line + "\n" + json.dumps(TRACE) + "\n")))
    assert [type(item) for item in found] == [Rejected, Rejected, Incoming]


MODULES: Sequence[tuple[Any, Mapping[str, str], set[str]]] = (
    (cow_mid, MID_A, {"dispnum", "styear"}),
    (cow_mid, MID_B, {"dispnum", "styear", "ccode"}),
    (pa_x, PA_X, {"AgtId", "Agt", "Dat"}),
    (timelinejs_sheet, SHEET, {"Year", "Month"}),
)


@pytest.mark.parametrize(("module", "row", "needed"), MODULES)
@pytest.mark.parametrize("word", sorted(MISSING))
def test_a_word_for_missing_is_an_empty_cell(module: Any, row: Mapping[str, str], needed: set[str], word: str) -> None:
    for column in row.keys() - needed:
        assert one(module, row, **{column: word}) == one(module, row, **{column: ""}), column


@pytest.mark.parametrize("module", [cow_mid, pa_x, timelinejs_sheet, timesketch])
@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "<html>\n"])
def test_another_file_is_refused(module: Any, content: str) -> None:
    with pytest.raises(InvalidRecords):
        list(module.events(io.StringIO(content)))
