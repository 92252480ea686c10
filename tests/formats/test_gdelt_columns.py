"""GDELT by columns is GDELT row by row, whatever the cells hold."""

from __future__ import annotations

import io
from itertools import chain
from unittest import mock

import pytest
from formats.by_columns import said
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.event_columns import Frame
from dateline.formats.datasets import gdelt

pytest.importorskip("pyarrow")
from dateline.formats.datasets import gdelt_columns
from dateline.formats.delimited.columns import blocks

_CELLS = {
    "GLOBALEVENTID": ("77", "78", "79", "7.0", ""), "SQLDATE": ("20191024", "20191017", "20190924", "20990101", "2019", "NA"),
    "MonthYear": ("", "201910", "201911"), "Year": ("", "2019"), "FractionDate": ("", "2019.8", "2011.0"),
    "Actor1Code": ("BLRGOV", "", "RUS", "NULL", " RUS "), "Actor1Name": ("MINSK", "", "\x1dA", "NA", "Łódź"),
    "Actor2Code": ("RUS", "", "BLRGOV"), "Actor2Name": ("RUSSIA", "", "n/a"), "EventCode": ("040", "", "0231", "99", "--"),
    "NumMentions": ("4", "1", "", "x"), "NumSources": ("1", ""), "NumArticles": ("2", "1e3", "-"),
    "GoldsteinScale": ("1.0", "", "-10", "1,5"), "AvgTone": ("-2.72727272727273", "0", "", "NaN"),
    "ActionGeo_Type": ("4", "1", ""), "ActionGeo_FullName": ("Brest, Belarus", "", " Brest "),
    "ActionGeo_CountryCode": ("BO", ""), "ActionGeo_Lat": ("52.1", "0", "", "95"), "ActionGeo_Long": ("23.7", "", "x"),
    "DATEADDED": ("20191024143000", "20191024144500", "", "20180101000000"),
    "SOURCEURL": ("https://example.org/a", "", "BBC", " x ", "\x1fx", "NULL", 'a "b"'),
}  # fmt: skip
_COMMON = {name: texts[0] for name, texts in _CELLS.items()}
_ODD = st.fixed_dictionaries({name: st.sampled_from(texts) for name, texts in _CELLS.items()})
_ONE = st.sampled_from([{name: text} for name, texts in _CELLS.items() for text in texts])
_WIDTHS = st.sampled_from([61, 61, 61, 61, 58, 57])
_LINES = st.lists(
    st.tuples(_WIDTHS, st.one_of(_ONE, _ONE, _ODD), st.sampled_from(["\n"] * 8 + ["\r\n", "\n\n", "\0\n"]))
)


def _text(lines):
    rows = (
        ("\t".join((_COMMON | cells).get(name, "") for name in gdelt.SHAPES[width]), end) for width, cells, end in lines
    )
    return "".join(chain.from_iterable(rows))


texts = _LINES.map(_text)


_EVERY = [(61, {name: text}, "\n") for name, texts in _CELLS.items() for text in texts]


@example(_text(_EVERY), 4_000_000)
@given(texts, st.sampled_from([1, 300, 4_000_000]))
def test_rows_by_columns_are_the_rows_one_by_one(text, letters):
    with mock.patch.object(blocks, "_LETTERS", letters):
        found = said(gdelt_columns.events(io.StringIO(text, newline="")))
    assert found == said(gdelt.events(io.StringIO(text, newline="")))


def test_common_rows_are_frames():
    text = "".join("\t".join((_COMMON | {"GLOBALEVENTID": str(n)}).get(name, "") for name in gdelt.COLUMNS) + "\n"
                   for n in range(5))  # fmt: skip
    assert [isinstance(item, Frame) for item in gdelt_columns.events(io.StringIO(text))] == [False, True]
