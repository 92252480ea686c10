"""The same faults in the rows of every data set: each is named with its line, and the rows around it are read."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.event_columns import Frame
from dateline.formats import data_set
from dateline.formats.datasets import gdelt, icews
from dateline.formats.incoming import Incoming, Item, Rejected


class Shape(NamedTuple):
    """How a data set writes rows: its columns, a row, the columns of id and date, an undecodable one, its way to quote."""

    columns: Sequence[str]
    row: Mapping[str, str]
    id: str
    date: str
    place: str
    header: bool = True
    separator: str = "\t"

    def line(self, **cells: str) -> str:
        made = [{**self.row, **cells}.get(name, "") for name in self.columns]
        if self.separator == "\t":
            return "\t".join(made) + "\n"
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerow(made)
        return stream.getvalue()

    def text(self, *lines: str) -> str:
        return (self.separator.join(self.columns) + "\n" if self.header else "") + "".join(lines)


SHAPES = {
    "gdelt": Shape(
        gdelt.COLUMNS,
        {"GLOBALEVENTID": "7", "SQLDATE": "20191024", "EventCode": "040", "DATEADDED": "20191024143000"},
        "GLOBALEVENTID", "SQLDATE", "ActionGeo_FullName", header=False,
    ),
    "icews": Shape(icews.COLUMNS, {"Event ID": "7", "Event Date": "2016-03-02"}, "Event ID", "Event Date", "City"),
    "polecat": Shape(
        ("Event ID", "Event Date", "Event Type", "City", "Latitude", "Longitude"),
        {"Event ID": "X7", "Event Date": "2021-05-04", "Event Type": "CONSULT"},
        "Event ID", "Event Date", "City",
    ),
    "acled": Shape(
        ("event_id_cnty", "event_date", "time_precision", "event_type", "location"),
        {"event_id_cnty": "XX7", "event_date": "2022-12-28", "time_precision": "1", "event_type": "Battles"},
        "event_id_cnty", "event_date", "location", separator=",",
    ),
    "ucdp": Shape(
        ("id", "type_of_violence", "side_a", "side_b", "event_clarity", "date_start", "date_end", "where_coordinates"),
        {"id": "7", "type_of_violence": "1", "side_a": "A", "event_clarity": "1", "date_start": "2013-01-03",
         "date_end": "2013-01-03"},
        "id", "date_start", "where_coordinates", separator=",",
    ),
}  # fmt: skip

# Cells of the column id, date or place, and a word of the reason.
FAULTS = {
    "no id": ("id", "", ""),
    "a blank id": ("id", "  ", ""),
    "no date": ("date", "", ""),
    "a date of zeros": ("date", "0000-00-00", ""),
    "a day that is none": ("date", "2019-02-30", ""),
    "words for a date": ("date", "yesterday", ""),
    "a NUL byte": ("place", "A\0B", "NUL"),
    "Latin-1": ("place", "Montr\udce9al", "UTF-8"),
}


def read(name: str, text: str) -> list[Item | Frame]:
    return list(data_set(name).events(io.StringIO(text, newline="")))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", SHAPES)
def test_a_bad_row_is_named_and_those_around_it_are_read(name: str, fault: str) -> None:
    shape, (column, cell, reason) = SHAPES[name], FAULTS[fault]
    good, bad = shape.line(), shape.line(**{getattr(shape, column): cell})
    found = read(name, shape.text(good, bad, good, bad, good))
    assert [type(item) for item in found] == [Incoming, Rejected, Incoming, Rejected, Incoming]
    assert [item.line - shape.header for item in found] == [1, 2, 3, 4, 5]
    assert all(reason in item.reason and item.reason for item in found if isinstance(item, Rejected))


@pytest.mark.parametrize("name", SHAPES)
def test_ragged_rows(name: str) -> None:
    shape = SHAPES[name]
    good = shape.line()
    long = good.rstrip("\n") + f"{shape.separator}more\n"
    found = read(name, shape.text(good, "cut off\n", long, good))
    assert [type(item) for item in found] == [Incoming, Rejected, Rejected, Incoming]


@pytest.mark.parametrize("name", SHAPES)
def test_a_mark_of_byte_order_and_line_ends_of_windows(name: str) -> None:
    shape = SHAPES[name]
    plain = read(name, shape.text(shape.line(), shape.line()))
    marked = read(name, "\ufeff" + shape.text(shape.line(), shape.line()).replace("\n", "\r\n"))
    assert [type(item) for item in plain] == [Incoming, Incoming]
    assert marked == plain


@pytest.mark.parametrize("name", ["gdelt", "icews", "polecat"])
def test_quotes_are_letters_where_tabs_separate(name: str) -> None:
    shape = SHAPES[name]
    cells = [{shape.place: '"Open'}, {shape.place: 'The "Hill" of'}, {shape.place: 'close"'}]
    found = read(name, shape.text(*(shape.line(**cell) for cell in cells)))
    assert [item.event.place for item in found if isinstance(item, Incoming)] == [cell[shape.place] for cell in cells]


@pytest.mark.parametrize("name", ["gdelt", "icews", "polecat"])
def test_the_far_future_is_a_date_misread(name: str) -> None:
    shape = SHAPES[name]
    far = "26990101" if name == "gdelt" else "2699-01-01"
    (item,) = read(name, shape.text(shape.line(**{shape.date: far})))
    assert isinstance(item, Rejected)
    assert "2699" in item.reason


@given(
    name=st.sampled_from(sorted(SHAPES)),
    junk=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), min_size=1),
    at=st.integers(0, 60),
)
def test_any_junk_is_one_event_or_one_bad_row(name: str, junk: str, at: int) -> None:
    shape = SHAPES[name]
    column = shape.columns[at % len(shape.columns)]
    cell = junk.replace("\t", " ") if shape.separator == "\t" else junk
    found = read(name, shape.text(shape.line(), shape.line(**{column: cell}), shape.line()))
    assert len(found) == 3
    assert isinstance(found[0], Incoming)
    assert isinstance(found[2], Incoming)
