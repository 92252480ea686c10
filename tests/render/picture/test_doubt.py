"""Marks move nothing in a picture: an approximate or uncertain date is drawn on EDTF's own days."""

from __future__ import annotations

import pytest
from drawing import event

from dateline.dates import parse
from dateline.render.picture.marks import marks

DATES = ("1999?", "1999~", "1999-05-03?", "1298?/1305", "1298/1305%", "1999?/..", "/1999?", "{1999?,2001~}", "[1999~,2005]",
         "XXXX-05~", "1999-?05", "199X-12-25~", "[..1999?]")  # fmt: skip


@pytest.mark.parametrize("text", DATES)
def test_parts_are_those_of_the_date_without_marks(text):
    plain = parse(text).unmarked.edtf
    assert [mark.parts for mark in marks([event(text)])] == [mark.parts for mark in marks([event(plain)])]
