"""Mapped tables by columns are the tables row by row, whatever the mapping and the cells say."""

from __future__ import annotations

import csv
import io
from unittest import mock

import pytest
from formats.by_columns import said
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.event_columns import Frame
from dateline.formats.delimited.mapped import read_mapping

pytest.importorskip("pyarrow")
from dateline.formats.delimited.columns import blocks, mapped

_CELLS = {
    "Ref": ("7", "8", "", " 9 ", "n/a"), "Name": ("Treaty", "", " Łódź – a ", "-", "\x1dA", "a \"b\""),
    "Text": ("It was signed", "", "two\nlines", " \xa0"), "Date": (
        "03.05.1994", "05/1994", "1994", "", "1994-05-03", "late 1990s", "n.d.", "00.05.1994", "31.02.1994", "0",
    ),
    "End": ("05.05.1994", "", "present", "01.01.1990"), "Kind": ("treaty", ""), "Place": ("Aville", "", "NA"),
    "Land": ("Northland", ""), "North": ("50.1", "50,1", "", "95", "x", "-0.0", "50"), "East": ("8.7", "0", ""),
    "Parties": ("A|B", "A", "", "A | B|A", "a;B|n/a", "|", "Öst|öst", "-9"), "Chair": ("Ann Lee", "", "ANN LEE"),
    "Topics": ("Water", "Water|Borders/Rivers", "", " | ", "/"), "Source": ("register", "", "https://example.org/a"),
    "Page": ("p. 4", ""), "Sure": ("high", "HIGH", "", "perhaps"), "Version": ("1", "", "2.0", "x", "1.200"),
    "Sum": ("1.5", "2.125", "1.200", "0", "7", "1,5", "x", "-9", "2.5 ", "", "-0.0", "123456789.123456"),
}  # fmt: skip
_COMMON = {name: texts[0] for name, texts in _CELLS.items()}
_COLUMNS = """
id = "{Ref}"
title = "Name"
"""
_PARTS = {
    "fields": (
        "", 'description = "Text"\nkind = "Kind"\nplace = "{Place}, {Land}"\nlatitude = "North"\nlongitude = "East"\n',
        'description = "a {Text}: {Land}."\nplace = "{Land} ({Place})"\nlatitude = 9\n',
    ),
    "themes": ("", 'themes = "Topics"\n', 'themes = "t/{Topics}"\n', 'themes = "{Kind}|{Topics}"\n'),
    "cited": (
        "", 'source = "Source"\nlocator = "Page"\n', 'source = "s {Source}"\nlocator = "{Page}"\nquote = "Text"\n',
    ),
    "more": ("", 'confidence = "Sure"\n', 'version = "Version"\n', 'date_text = "Date"\n'),
}  # fmt: skip
_DATES = (
    'column = "Date"\nformat = ["%d.%m.%Y", "%m/%Y", "%Y"]\n', 'column = "Date"\nformat = ["%d.%m.%Y", "words"]\n',
    'column = "Date"\nend = "End"\nformat = "%d.%m.%Y"\nmissing = "undated"\n', 'column = "Date"\notherwise = "End"\n',
    'column = "Date"\nformat = ["%d.%m.%Y", "edtf"]\ncalendar = "julian"\nmeaning = "during"\n',
    'column = ["Version", "Ref"]\n',
)  # fmt: skip
_ACTORS = (
    "", '[[actors]]\ncolumn = "Parties"\nrole = "party"\nprefix = "state:"\n',
    '[[actors]]\ncolumn = "Parties"\n[[actors]]\ncolumn = "{Chair} of {Land}"\nrole = "chair"\n',
    '[[actors]]\ncolumn = "the {Parties}"\n[[actors]]\ncolumn = "Chair"\nmatch = "existing"\n',
)  # fmt: skip
_MEASURES = (
    "", "", '[[measures]]\nname = "deaths"\ncolumn = "North"\nlow = "Version"\n[[measures]]\nname = "cost"\ncolumn = "Sum"\nunit = "EUR"\n',
    '[[measures]]\nname = "b"\nlow = "{Sum}{Ref}"\n[[measures]]\nname = "a"\ncolumn = "Sum"\n',
)  # fmt: skip
_LISTS = ("", '[lists]\nactors = "|"\nthemes = "|"\n', '[lists]\nactors = ["|", ";"]\n')
_CONSTANTS = (
    "", '[constants]\nkind = "event"\nconfidence = "low"\nthemes = ["always"]\n', '[constants]\nsource = "a"\n',
    '[constants]\ncalendar = "julian"\n',
)  # fmt: skip
_SKIP = ("", '[skip]\nvalues = ["-9", "A", "1.5"]\n', "[skip]\nshared = false\n")
_FILE = (
    "",
    'decimal = "."\n',
    'thousands = ","\n',
    'separator = ";"\n',
    'decimal = ","\n',
    'comment = "#"\n',
    "skip_lines = 1\n",
    "quoted = false\n",
)
_MAPPINGS = st.builds(
    lambda file, parts, date, actors, measures, lists, constants, skip: (
        f"[file]\n{file}[columns]{_COLUMNS}{''.join(parts)}[date]\n{date}{actors}{measures}{lists}{constants}{skip}"
    ),
    st.sampled_from(_FILE[:1] * 6 + _FILE), st.tuples(*map(st.sampled_from, _PARTS.values())), st.sampled_from(_DATES),
    st.sampled_from(_ACTORS), st.sampled_from(_MEASURES), st.sampled_from(_LISTS), st.sampled_from(_CONSTANTS), st.sampled_from(_SKIP),
)  # fmt: skip
_ODD = st.fixed_dictionaries({name: st.sampled_from(texts) for name, texts in _CELLS.items()})
_ONE = st.sampled_from([{name: text} for name, texts in _CELLS.items() for text in texts])
_ROWS = st.lists(st.tuples(st.one_of(_ONE, _ONE, _ODD), st.sampled_from([0, 0, 0, 0, 0, 0, 1, -1, None])))


def _text(rows, end, separator=","):
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator=end, delimiter=separator)
    writer.writerow(_CELLS)
    for cells, more in rows:
        row = [(_COMMON | cells)[name] for name in _CELLS]
        writer.writerow([""] * len(row) if more is None else row[:more] if more < 0 else row + ["more"] * more)
    return stream.getvalue()


def _read(read, data, text):
    try:
        return said(read(io.StringIO(text, newline=""))), data.notes
    except Exception as error:
        return str(error), data.notes


def _table(mapping, rows, end):
    return mapping, _text(rows, end, ";" if 'separator = ";"' in mapping else ",")


tables = st.builds(_table, _MAPPINGS, _ROWS, st.sampled_from(["\n", "\r\n"]))


_EVERY = [({name: text}, 0) for name, texts in _CELLS.items() for text in texts if "\x1d" not in text]


def _with_all(date, actors):
    parts = "".join(each[1] for each in _PARTS.values())
    return f"[columns]{_COLUMNS}{parts}[date]\n{date}{actors}{_MEASURES[2]}{_LISTS[1]}{_CONSTANTS[1]}"


@example(_table(_with_all(_DATES[0], _ACTORS[1]), _EVERY, "\n"), 4_000_000)
@example(_table(_with_all(_DATES[1], _ACTORS[3]), _EVERY, "\r\n"), 4_000_000)
@given(tables, st.sampled_from([1, 300, 4_000_000]))
def test_rows_by_columns_are_the_rows_one_by_one(table, letters):
    mapping, text = table
    data, other = read_mapping(mapping), read_mapping(mapping)
    with mock.patch.object(blocks, "_LETTERS", letters):
        found = _read(lambda stream: mapped.events(data, stream), data, text)
    assert found == _read(other.events, other, text)


@pytest.mark.parametrize("actors", _ACTORS)
@pytest.mark.parametrize("date", _DATES[:3])
def test_common_rows_are_frames(actors, date):
    data = read_mapping(
        f"[columns]{_COLUMNS}{''.join(each[1] for each in _PARTS.values())}[date]\n{date}{actors}{_LISTS[1]}"
    )
    (item,) = mapped.events(
        data, io.StringIO(_text([({"Ref": str(n), "Date": "03.05.1994"}, 0) for n in range(5)], "\n"))
    )
    assert isinstance(item, Frame)


@pytest.mark.parametrize("column", ["Nmae", "Name2", 40])
def test_columns_that_lack_are_told_alike(column):
    mapping = f'[columns]\nid = "Ref"\ntitle = {column if column == 40 else repr(column)}\n[date]\ncolumn = "Date"\n'
    text = "a line\n" + _text([({}, 0)], "\n")
    data, other = read_mapping(mapping), read_mapping(mapping)
    assert _read(lambda stream: mapped.events(data, stream), data, text) == _read(other.events, other, text)
