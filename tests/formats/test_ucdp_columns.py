"""UCDP GED by columns is GED row by row, whatever the cells hold."""

from __future__ import annotations

import csv
import io
from unittest import mock

import pytest
from formats.by_columns import said
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.event_columns import Frame, in_lists
from dateline.formats.datasets import ucdp

pytest.importorskip("pyarrow")
from dateline.formats.datasets import ucdp_columns
from dateline.formats.delimited.columns import blocks

_CELLS = {
    "id": ("77", "77.0", "", "x", "007"), "year": ("2013", "2014.0", "", "1"),
    "type_of_violence": ("1", "3.0", "2", "", "9"), "conflict_name": ("Land: Government", "", "NA", "Łódź – war"),
    "dyad_name": ("Government of Land - Rebels", "", "\x1d A"), "side_a_new_id": ("118", "118.0", "", "x"),
    "side_a": ("Government of Land", "", "–"), "side_b_new_id": ("1", ""), "side_b": ("Rebels", "", "Civilians\n2"),
    "source_article": ('"Reuters,2013-01-03,A fight";"AFP,2013-01-04,B"', "", "a;b", '"x";"x"', " \x85", "NULL", 'a "b'),
    "where_prec": ("1", "2.0", "6", "", "x"), "where_coordinates": ("Brest town", "", "NA"),
    "where_description": ("near Brest", "", "Done!", " \xa0", "two\nlines"), "adm_1": ("Brest region", ""),
    "adm_2": ("Brest district", ""), "latitude": ("52.1", "0", "", "95", "x"), "longitude": ("23.7", "-0.0", ""),
    "country": ("Belarus", ""), "country_id": ("370", "370.0", "", "x"), "event_clarity": ("1", "2", "2.0", "", "3"),
    "date_start": ("2013-01-03", "2013-01-01", "2013-01-03 00:00:00.000", "", "1913-01-01"),
    "date_end": ("2013-01-03", "2013-01-31", "2013-12-31", "2013-01-02", ""), "deaths_a": ("0", "1.0", "2.5", "", "x"),
    "deaths_b": ("0", "12"), "deaths_civilians": ("3", "1e3"), "deaths_unknown": ("0", "-0.0", "nan"),
    "best": ("4", "4.0", "", "x"), "high": ("4", "9", "", "1"), "low": ("4", "1", "5"),
}  # fmt: skip
_COMMON = {name: texts[0] for name, texts in _CELLS.items()}
_ODD = st.fixed_dictionaries({name: st.sampled_from(texts) for name, texts in _CELLS.items()})
_ONE = st.sampled_from([{name: text} for name, texts in _CELLS.items() for text in texts])
_ROWS = st.lists(st.tuples(st.one_of(_ONE, _ONE, _ODD), st.sampled_from([0, 0, 0, 0, 0, 1])))


def _text(rows, end, quoting):
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator=end, quoting=quoting)
    writer.writerow(_CELLS)
    writer.writerows([(_COMMON | cells)[name] for name in _CELLS] + ["more"] * more for cells, more in rows)
    return stream.getvalue()


texts = st.builds(
    _text, _ROWS, st.sampled_from(["\n", "\r\n"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
)  # fmt: skip


_EVERY = [({name: text}, 0) for name, texts in _CELLS.items() for text in texts]


@example(_text(_EVERY, "\n", csv.QUOTE_ALL), 4_000_000)
@given(texts, st.sampled_from([1, 700, 4_000_000]))
def test_rows_by_columns_are_the_rows_one_by_one(text, letters):
    with mock.patch.object(blocks, "_LETTERS", letters):
        found = said(ucdp_columns.events(io.StringIO(text, newline="")))
    assert found == said(ucdp.events(io.StringIO(text, newline="")))


def test_common_rows_are_frames_beside_rows_of_several_lines():
    rows = [({"id": str(n), "where_description": "two\nlines" if n % 2 else "one"}, 0) for n in range(5)]
    (item,) = ucdp_columns.events(io.StringIO(_text(rows, "\n", csv.QUOTE_MINIMAL), newline=""))
    assert isinstance(item, Frame)
    assert list(in_lists(item).lines) == [2, 4, 5, 7, 8]


@pytest.mark.parametrize(
    "head", ["", "id,year\n", 'id,"year\n', "sep=;\nid;year\n", "id,id," + ",".join(_CELLS) + "\n"]
)
def test_headers_that_are_none_are_refused_alike(head):
    faults = []
    for read in (ucdp.events, ucdp_columns.events):
        with pytest.raises(Exception) as caught:  # noqa: PT011
            list(read(io.StringIO(head + "1\n")))
        faults.append((type(caught.value), str(caught.value)))
    assert faults[0] == faults[1]
