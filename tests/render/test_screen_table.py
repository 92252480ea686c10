"""A table on the screen: no line is wider than it, nothing is lost, and what is stored drives no terminal."""

from __future__ import annotations

from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dateline.render.ansi import marked, unmarked, with_codes
from dateline.render.screen_table import on_screen
from dateline.render.screen_text import fold, visible, width_of
from dateline.render.table import Column, table

WORDS = st.text(st.sampled_from("abc -/@.éЖ北京\u0301\u0304,"), max_size=60)
ANY = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x1b\x9b\u202e"), max_size=40)
DRIVING = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), *"\u061c\u200e\u200f\u202a\u202d\u202e\u2066\u2069"} - {
    *"\n\t"
}


def columns(*kinds):
    return [Column(name, itemgetter(name), wraps, optional) for name, wraps, optional in kinds]


FOUR = columns(("date", False, False), ("title", True, False), ("actors", True, True), ("id", False, False))
ROWS = st.lists(st.fixed_dictionaries({c.heading: WORDS for c in FOUR}), min_size=1, max_size=4)


@given(ROWS, st.integers(20, 130))
def test_no_line_is_wider_than_the_screen(rows, width):
    for line in on_screen(FOUR, rows, width).split("\n"):
        assert cell_len(line) <= width, line


@given(ROWS, st.integers(20, 130))
def test_every_letter_of_a_column_that_stays_is_shown(rows, width):
    shown = "".join(on_screen(FOUR, rows, width).split())
    for name in ("date", "title", "id"):
        wanted = sorted("".join(row[name] for row in rows).replace(" ", ""))
        assert all(shown.count(letter) >= wanted.count(letter) for letter in set(wanted))


@given(ANY)
def test_nothing_drives_the_terminal(text):
    assert not set(visible(text)) & DRIVING
    assert visible(visible(text)) == visible(text)


@given(ANY | WORDS, st.integers(9, 60), st.sampled_from(["", "  ", " " * 30]))
def test_a_folded_line_fits_and_keeps_its_letters(text, width, hanging):
    text = visible(text).replace("\n", " ").replace("\t", " ")
    lines = fold(text, width, hanging)
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_table_that_fits_is_that_of_a_file():
    rows = [{"date": "1999", "title": "A short title"}, {"date": "[1922..1991]", "title": "Лукашенко"}]
    assert on_screen(FOUR[:2], rows, 80) == table(FOUR[:2], rows)


@pytest.mark.parametrize(
    ("width", "headings"),
    [(200, "date title actors id"), (66, "date title id"), (56, "")],
)
def test_what_gives_way_does_so_in_order(width, headings):
    row = {"date": "1999-12-08", "title": "a title " * 9, "actors": "An actor, another", "id": "an-id-1999"}
    first = on_screen(FOUR, [row], width).split("\n")[0]
    assert " ".join(first.split()) == (headings or "date 1999-12-08")


def test_optional_columns_fall_away_before_ids_are_cut():
    row = {"date": "1999-12-08", "title": "title " * 9, "actors": "actor " * 9, "id": "i" * 40}
    text = on_screen(FOUR, [row], 64)
    assert "actor" not in text
    assert max(map(len, text.split("\n"))) <= 64


def test_a_style_ends_with_its_line():
    folded = fold(marked("one two three four", "red"), 9)
    assert [unmarked(line) for line in folded] == ["one two", "three", "four"]
    assert [with_codes(line) for line in folded] == [f"\x1b[31m{t}\x1b[0m" for t in ("one two", "three", "four")]


def test_a_style_that_is_stored_is_none():
    assert with_codes(visible("\x1b[31mred")) == "\\x1b[31mred"
