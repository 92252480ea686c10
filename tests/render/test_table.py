"""The tables written here are those of tabulate, byte for byte."""

from __future__ import annotations

from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.render.table import Column, _aligned, _is_narrow, table

NARROW = st.text(st.characters(max_codepoint=0x2FF) | st.characters(min_codepoint=0x400, max_codepoint=0x481))
CELL = st.sampled_from(["", " ", "  x ", "-5", "1.50", "1e5", "True", "None", "\x1b[2mdim\x1b[0m", "–“”…"]) | NARROW
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.tuples(
        st.lists(st.sampled_from(["", "id", "title", "a longer heading"]), min_size=width, max_size=width),
        st.lists(st.lists(CELL.filter(_is_narrow), min_size=width, max_size=width), min_size=1, max_size=5),
    )
)


def by_tabulate(headings, rows, **options):
    from tabulate import tabulate

    return tabulate(rows, headings, tablefmt="simple", disable_numparse=True, **options)


def columns(headings):
    return [Column(heading, itemgetter(heading)) for heading in headings]


@given(TABLES)
def test_it_is_the_table_of_tabulate(content):
    headings, rows = content
    assert _aligned(headings, rows) == by_tabulate(headings, rows)


@pytest.mark.parametrize(
    "text", ["two\nlines", "tab\t", "北京", "e\u0301", "\xad", "\u200b", "\x1b[2J", "\x01", "\u2028"]
)
def test_text_of_uncertain_width_is_left_to_tabulate(text):
    assert not _is_narrow(text)
    assert table(columns(["id", "title"]), [{"id": "x", "title": text}]) == by_tabulate(["id", "title"], [["x", text]])
