"""The font of pages and pictures: its files, its table of widths, and texts that stay as wide as they were measured."""

from __future__ import annotations

import re
import struct
from base64 import b64decode
from xml.etree import ElementTree

import pytest
from drawing import event
from hypothesis import given
from hypothesis import strategies as st

from dateline.render.letters.faces import content, embedded, folder, lettered, names
from dateline.render.letters.widths import BOLD, REGULAR, cut, facts, length, width
from dateline.render.picture import Look
from dateline.render.picture.svg import svg

TEXTS = st.text(st.sampled_from("Wilm .,:;-…Договорἀϊ条́"), max_size=30)


def tables(weight):
    """Return the tables of the font for rasterisers: OpenType, "Organization of an OpenType Font"."""
    font = (folder() / f"roboto-{weight}-all.ttf").read_bytes()
    rows = [struct.unpack(">4sIII", font[12 + 16 * n : 28 + 16 * n]) for n in range(struct.unpack(">H", font[4:6])[0])]
    return {name.decode(): font[start : start + size] for name, _, start, size in rows}


@pytest.mark.parametrize("weight", [REGULAR, BOLD])
def test_the_table_has_the_widths_of_the_font(weight):
    found = tables(weight)
    metrics = struct.unpack(">H", found["hhea"][34:36])[0]
    advances = {struct.unpack(">H", found["hmtx"][4 * n : 4 * n + 2])[0] for n in range(metrics)}
    assert struct.unpack(">H", found["head"][18:20])[0] == facts()["units"]
    assert set(facts()[str(weight)]) <= advances
    assert len(facts()[str(weight)]) == len(facts()["letters"]) == len(set(facts()["letters"]))


@given(TEXTS, st.booleans(), st.integers(0, 200))
def test_a_text_that_is_cut_fits(text, bold, room):
    short = cut(text, 12, room, bold=bold)
    assert width(short, 12, bold=bold) <= room or not short
    assert short == text or short == "" or (short.endswith("…") and text.startswith(short[:-1]))


def test_widths_add_up_and_are_a_guess_where_the_font_has_no_letter():
    assert width("Union", 12) == pytest.approx(sum(width(letter, 12) for letter in "Union"))
    assert width("Union", 12, bold=True) > width("Union", 12) > 0.4 * 5 * 12
    assert (length("Union", 12), length("条約", 12), length("", 12)) == (round(width("Union", 12), 1), None, None)
    assert (width("条", 10), width("\u0951", 10)) == (10, 0)


def test_a_picture_contains_the_faces_of_its_letters_and_no_others():
    faces = re.compile(r"url\(\"data:font/woff2;base64,([^\"]+)\"\)")
    for title, parts in (
        ("Treaty", {"basic"}),
        ("Café", {"basic", "latin"}),
        ("Договор", {"basic", "more"}),
        ("条約", {"basic"}),
    ):
        made = lettered(svg([event("1999-12-08", title)], [], Look()))
        ElementTree.fromstring(made)
        found = {b64decode(each) for each in faces.findall(made)}
        assert found == {content(name) for name in names() if name.rpartition("-")[2].partition(".")[0] in parts}
    assert (embedded("a").count("font-display:swap"), embedded("café").count("font-display:swap")) == (1, 2)
    assert all(content(name).startswith(b"wOF2") and len(content(name)) < 60_000 for name in names())


def test_a_text_of_known_letters_keeps_its_width_in_any_font():
    made = ElementTree.fromstring(
        svg([event("1999-12-08", "Treaty"), event("1999-12-09", "条約")], [], Look(title="T"))
    )
    texts = {each.text: each for each in made.iter("{http://www.w3.org/2000/svg}text")}
    assert float(texts["Treaty"].attrib["textLength"]) == pytest.approx(width("Treaty", 12), abs=0.1)
    assert float(texts["T"].attrib["textLength"]) == pytest.approx(width("T", 17, bold=True), abs=0.1)
    assert "textLength" not in texts["条約"].attrib
