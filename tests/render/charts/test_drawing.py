"""What is put into a drawing is escaped, whatever it is."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.render.charts import style
from dateline.render.charts.drawing import Size, element, frame, number, text


@given(st.text(), st.text())
def test_any_text_gives_sound_xml_that_holds_nothing_else(heading, words):
    root = ET.fromstring(frame(Size(10, 10, "x"), heading, words, text(1, 2, words, heading)))
    assert [each.tag.rpartition("}")[2] for each in root.iter()] == ["svg", "title", "desc", "text"]


@pytest.mark.parametrize("hostile", ["</svg><script>alert(1)</script>", '" onload="x', "&amp;", "a\0b\x1f", "\ud800"])
def test_hostile_text(hostile):
    svg = frame(Size(10, 10, "x"), hostile, hostile, element("g", class_=hostile))
    root = ET.fromstring(svg)
    assert "<script" not in svg
    assert root.find(".//*[@onload]") is None


@pytest.mark.parametrize(("value", "expected"), [(1, "1"), (1.26, "1.3"), (-0.01, "0"), (123456.7, "123457")])
def test_numbers(value, expected):
    assert number(value) == expected


@pytest.mark.parametrize("scheme", ["auto", "light", "dark"])
def test_a_stylesheet_has_no_variables_and_rules_that_close(scheme):
    sheet = style.stylesheet(scheme)
    assert "var(" not in sheet
    assert "url(" not in sheet
    assert "[" not in sheet  # rasterisers know no selectors of attributes
    assert sheet.count("{") == sheet.count("}")
    assert ("prefers-color-scheme" in sheet) is (scheme == "auto")


def test_a_file_of_its_own_carries_its_look():
    svg = style.standalone(frame(Size(10, 10, "x"), "a", "b"), "dark")
    look = ET.fromstring(svg)[2].text
    assert look.endswith(style.stylesheet("dark"))
    assert look.startswith("@font-face")
