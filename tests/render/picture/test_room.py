"""Labels have room: none lies on the border of a shape, on another mark or on another text, at any size and density."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from drawing import Drawing, event, events
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import parse_day
from dateline.render.letters.widths import width
from dateline.render.picture import Look
from dateline.render.picture.look import LANES
from dateline.render.picture.shapes import LETTERS
from dateline.render.picture.svg import svg

ABOVE, BELOW = 0.928, 0.245
"""How far letters go above and below the line, in sizes of the font (hhea of the font)."""
LOOKS = st.builds(
    lambda lanes, width, title, days: Look(lanes=lanes, width=width, title=title, first=days[0], last=days[1]),
    st.sampled_from(LANES), st.sampled_from([240, 360, 768, 1200]), st.sampled_from([None, "A title " * 20]),
    st.sampled_from([(None, None), (parse_day("1994-05-01"), parse_day("1994-06-15")), (parse_day("1960-01-01"), None)]),
)  # fmt: skip


class Box(NamedTuple):
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 0.6 and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.6

    def contains(self, other: Box) -> bool:
        return self.left <= other.left + 0.6 and other.right <= self.right + 0.6 and (
            self.top <= other.top and other.bottom <= self.bottom
        )  # fmt: skip


def move(element):
    text = element.get("transform", "translate(0 0)")
    across, down = text.removeprefix("translate(").removesuffix(")").split()
    return float(across), float(down)


def box_of(element, across, down):
    """Return the rectangle of a text or shape, None for what is neither."""
    get = lambda name: float(element.get(name, "0"))  # noqa: E731
    kind = element.tag.rpartition("}")[2]
    if kind == "text" and element.text:
        classes = (element.get("class") or "").split()
        size, bold = LETTERS.get(classes[0] if classes else "", (12, False))
        long = width(element.text, size, bold=bold)
        left = get("x") + across - (long if "e" in classes else long / 2 if "tick" in classes else 0)
        return Box(left, get("y") + down - ABOVE * size, left + long, get("y") + down + BELOW * size)
    if kind == "rect":
        return Box(
            get("x") + across, get("y") + down, get("x") + get("width") + across, get("y") + get("height") + down
        )
    if kind == "circle":
        return Box(get("cx") + across - 4, get("cy") + down - 4, get("cx") + across + 4, get("cy") + down + 4)
    if kind == "path" and element.get("transform"):
        (x, y), tip = move(element), re.match(r"M0 -[45]L(-?\d)", element.get("d", ""))
        x, y = x + across, y + down
        if tip is None:  # the sign of a state
            return Box(x, y, x + 12, y + 12)
        return Box(min(x, x + float(tip[1])), y - 5, max(x, x + float(tip[1])), y + 5)
    return None


def read(drawing):
    """Return the boxes of all texts and of the shapes of all marks and of the legend."""
    texts, shapes = [], []

    def walk(element, across, down):
        if element.get("display") == "none":
            return
        if element.tag.endswith("}g"):
            more = move(element)
            across, down = across + more[0], down + more[1]
        box = box_of(element, across, down)
        if box and element.tag.endswith("}text"):
            texts.append((box, element.text))
        elif box:
            shapes.append((box, element.get("class")))
        for each in element:
            walk(each, across, down)

    for part in drawing.root:
        if part.tag.endswith("}text") or part.get("class", "").split()[:1] in (["axis"], ["l"], ["key"], ["asof"]):
            walk(part, 0, 0)
    return texts, shapes


def lying(drawing):
    """Return the labels that lie on another text, or on a shape that does not wholly contain them."""
    texts, shapes = read(drawing)
    on_texts = [(a, b) for place, (one, a) in enumerate(texts) for other, b in texts[place + 1 :] if one.meets(other)]
    return on_texts + [
        (a, b) for text, a in texts for shape, b in shapes if text.meets(shape) and not shape.contains(text)
    ]


@settings(max_examples=60, deadline=None)
@given(events(), LOOKS)
def test_no_label_lies_on_a_border_another_mark_or_another_text(found, look):
    assert lying(Drawing(svg(found, [], look))) == []


@pytest.mark.parametrize(("date", "asked"), [("0000", {"first": 715510}), ("2050", {"last": 715510})])
def test_what_lies_beside_the_days_asked_for_turns_no_axis_round(date, asked):
    found = [event(date, "Treaty"), event(date, "A rather long title of something that happened somewhere")]
    drawing = Drawing(svg(found, [], Look(width=240, **asked)))
    assert int(drawing.root.get("data-first", "1")) <= int(drawing.root.get("data-last", "0"))
    assert lying(drawing) == []


@pytest.mark.parametrize("lanes", ["none", "theme"])
def test_nor_where_there_are_too_many_marks_for_a_label_each(lanes):
    dates = ("{year}", "{year}-05-01/{year}-09", "{year}-01-01/..", "{year}-03-04", "{year}/{next}", "{year}-02~")
    found = [
        event(dates[n % 6].format(year=1900 + n % 90, next=1902 + n % 90), f"Event {n}", themes=["ab"[n % 2]])
        for n in range(700)
    ]
    assert lying(Drawing(svg(found, [], Look(lanes=lanes)))) == []


@pytest.mark.parametrize(("decades", "folded"), [(3, 0), (4, 3), (200, 199)])
@pytest.mark.parametrize("width", [360, 1200])
def test_of_many_that_may_be_anywhere_one_stands_for_all(decades, folded, width):
    found = [event("199X", f"Decade {n}") for n in range(decades)]
    found += [event(f"1994-05-{n % 28 + 1:02}", f"Day {n}") for n in range(601)]
    drawing = Drawing(svg(found, [], Look(width=width, first=parse_day("1994-05-01"), last=parse_day("1994-06-15"))))
    assert lying(drawing) == []
    assert sum(mark.get("display") == "none" for mark in drawing.all("a")) == folded
    told = [text.text for text in drawing.all("text") if "may be at any time" in (text.text or "")]
    assert [text.partition(" ")[0] for text in told] == ([str(decades)] if folded else [])


def test_a_label_in_a_bar_stands_in_what_is_surely_taken():
    found = [event("1990-01-01", "First"), event("1994~/2003~", "A rather long title"), event("2009-12-31", "Last")]
    drawn = Drawing(svg(found, [], Look(lanes="none")))
    mark = next(each for each in drawn.all("a") if each.get("href") == "#A%20rather%20long%20title")
    sure = next(each for each in mark.iter() if each.get("class") == "u")
    label = next(each for each in mark.iter() if each.tag.endswith("}text"))
    left = float(sure.attrib["x"])
    assert left < float(label.attrib["x"])
    assert float(label.attrib["x"]) + width(label.text or "", 12) < left + float(sure.attrib["width"])


@settings(max_examples=30, deadline=None)
@given(events(), st.dates(), st.sampled_from([360, 1200]))
def test_the_line_of_the_day_judged_goes_through_no_label_in_a_bar(found, day, wide):
    drawn = Drawing(svg(found, [], Look(lanes="none", width=wide, as_of=day.toordinal())))
    line = float(drawn.all("path", "now")[0].attrib["d"].removeprefix("M").partition(" ")[0])
    for label in drawn.all("text", "in"):
        left = float(label.attrib["x"])
        assert not left < line < left + width(label.text or "", 12)
