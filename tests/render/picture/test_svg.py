"""The picture: nothing lies on anything else or leaves the view, and imprecise dates are drawn as such."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest
from drawing import HOSTILE, Drawing, event, events
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, parse_day
from dateline.render.letters.widths import cut, width
from dateline.render.picture import Look
from dateline.render.picture.look import LANES
from dateline.render.picture.style import stylesheet
from dateline.render.picture.svg import svg
from dateline.wire_fields import DEADLINE_FIELDS

LOOKS = st.builds(
    lambda lanes, width: Look(lanes=lanes, width=width), st.sampled_from(LANES), st.sampled_from([240, 360, 1200])
)


def deadline(identity="due-1", state="certainly_overdue", **fields):
    overdue = {"certainly_overdue": "yes", "possibly_overdue": "maybe"}.get(state, "no")
    known = {"id": identity, "programme": "plan", "title": "Sign it", "state": state, "overdue": overdue}
    days = {"cutoff_from": "1999-12-31", "cutoff_to": "2000-03-31", "actors": [], "themes": [], "why": "why"}
    return dict.fromkeys(DEADLINE_FIELDS) | known | days | fields


def kinds(date, **fields):
    """Return the classes of the shapes of one event, drawn beside two days that keep the view wide."""
    found = [event("1990-01-01", "First"), event("2009-12-31", "Last"), event(date, "It", **fields)]
    drawn = Drawing(svg(found, [], Look(lanes="none")))
    mark = next(each for each in drawn.all("a") if each.get("href") == "#It")
    return [shape.get("class") for shape in mark.iter() if shape.tag.endswith(("rect", "circle", "path"))]


@settings(max_examples=60, deadline=None)
@given(events(), LOOKS)
def test_nothing_collides_and_nothing_leaves_the_view(found, look):
    drawn = Drawing(svg(found, [], look))
    rows = defaultdict(list)
    for mark in drawn.marks:
        assert mark.left >= -0.1, mark
        assert mark.right <= drawn.width + 0.1, mark
        rows[mark.row].append(mark)
    assert all(0 < row < drawn.height for row in rows)
    for row in rows.values():
        for one, other in pairwise(sorted(row, key=lambda mark: mark.left)):
            assert one.right <= other.left + 0.2, (one, other)


@settings(max_examples=40, deadline=None)
@given(events(), LOOKS)
def test_every_event_is_there_in_each_of_its_lanes(found, look):
    links = [mark.link for mark in Drawing(svg(found, [], look)).marks]
    assert set(links) == {f"#{record['id']}" for record in found}
    if look.lanes in ("none", "programme"):
        assert len(links) == len(found)


@settings(max_examples=40, deadline=None)
@given(events(), st.sampled_from([240, 700, 1600]))
def test_labels_of_the_axis_have_room(found, wide):
    drawn = Drawing(svg(found, [], Look(width=wide)))
    for kind, middle in (("tick", 0.5), ("ctx", 0)):
        ends = sorted(
            (
                float(text.attrib["x"]) - middle * width(text.text or "", 11),
                float(text.attrib["x"]) + (1 - middle) * width(text.text or "", 11),
            )
            for text in drawn.all("text", kind)
        )
        assert all(left >= 0 and right <= drawn.width for left, right in ends)
        assert all(one[1] < other[0] for one, other in pairwise(ends))


@pytest.mark.parametrize(
    ("date", "shapes"),
    [
        ("1999-12-08", [None]),
        ("1999-12", ["r"]),
        ("1999", ["u"]),
        ("[1994..1996]", ["u"]),
        ("1994-01-01/1996-12-31", ["b"]),
        ("1994/1996", ["i", "b", "o"]),
        ("1994-01-01/1996", ["b", "o"]),
        ("1994/1996-12-31", ["i", "b"]),
        ("1999-12-08~", ["q"]),
        ("1999-12?", ["q"]),
        ("1995~/2000~", ["i", "u", "o"]),
        ("1995-05-01/..", ["b", "a"]),
        ("../1995-05-01", ["b", "a"]),
        ("1995-05-01/", ["b", "o", "x"]),
        ("[1994-01-05,1999-01-05]", [None, None, "g"]),
    ],
)
def test_a_date_is_drawn_as_what_it_says(date, shapes):
    assert kinds(date) == shapes


def test_fading_is_in_proportion_to_the_bounds():
    found = [event("1990-01-01", "First"), event("1994/1996-06", "It"), event("2009-12-31", "Last")]
    drawn = Drawing(svg(found, [], Look(lanes="none", width=2000)))
    mark = next(each for each in drawn.all("a") if each.get("href") == "#It")
    wide = {each.get("class"): float(each.attrib["width"]) for each in mark.iter() if each.tag.endswith("rect")}
    assert wide["i"] / wide["o"] == pytest.approx(364 / 29, rel=0.05)
    assert wide["b"] / wide["i"] == pytest.approx(518 / 364, rel=0.01)


def test_a_date_only_perhaps_in_range_and_circa_dates_are_marked():
    found = [event("1999-12-08", "Perhaps", match="possible"), event("1999~", "About")]
    labels = {mark.label for mark in Drawing(svg(found, [], Look())).marks}
    assert labels == {"Perhaps ?", "c. About"}


def test_an_event_far_off_fades_at_the_border_and_does_not_squeeze_the_rest():
    found = [event("[1922..1991]", "Soviet"), event("1991-12-08", "End"), event("2009-01-01", "Last")]
    drawn = Drawing(svg(found, [], Look(lanes="none")))
    soviet, end, last = (next(m for m in drawn.marks if m.link == f"#{name}") for name in ("Soviet", "End", "Last"))
    assert end.left < 0.1 * drawn.width
    assert last.left > 0.5 * drawn.width
    assert soviet.left >= 12 - 5.1  # it has no border there


def test_the_view_is_what_was_asked_for():
    look = Look(first=parse_day("1995-01-01"), last=parse_day("1995-12-31"), lanes="none")
    root = Drawing(svg([event("1994/1996", "It")], [], look)).root
    assert (int(root.attrib["data-first"]), int(root.attrib["data-last"])) == (look.first, look.last)
    assert int(Drawing(svg([event("1994/..", "It")], [], Look(last=FAR_FUTURE))).root.attrib["data-last"]) < FAR_FUTURE


@pytest.mark.parametrize(
    ("state", "kind"),
    [("certainly_overdue", "overdue"), ("possibly_overdue", "maybe"), ("met_late", "met"), ("pending", "pending"),
     ("waived", "waived"), ("not_in_force", "unknown")],
)  # fmt: skip
def test_a_deadline_has_the_sign_of_its_state_and_its_window(state, kind):
    drawn = Drawing(svg([], [deadline(state=state)], Look(as_of=parse_day("2000-10-15"))))
    mark = next(each for each in drawn.all("a"))
    classes = [shape.get("class") for shape in mark.iter()]
    assert kind in classes
    assert "u" in classes
    assert any("late" in (name or "") for name in classes) == (kind in ("overdue", "maybe"))
    assert drawn.all("path", "now")
    paths = {each.get("d") for each in drawn.all("path", kind)}
    assert len(paths) == 1  # the legend shows the same sign


def test_the_horizon_is_drawn_across_all_lanes():
    look = Look(as_of=parse_day("2000-10-15"), horizon=(parse_day("2004-03-14"), parse_day("2004-03-14"), "election"))
    (line,) = Drawing(svg([], [deadline()], look)).all("rect", "hz")
    assert line.find("{http://www.w3.org/2000/svg}title").text == "election"


def test_deadlines_outside_of_the_view_are_left_out_unless_overdue_in_it():
    look = Look(first=parse_day("2000-01-01"), last=parse_day("2000-12-31"), as_of=parse_day("2000-10-15"))
    due = [
        deadline("late", cutoff_from="1994-12-31", cutoff_to="1994-12-31"),
        deadline("met", "met_on_time", cutoff_from="1994-12-31", cutoff_to="1994-12-31"),
        deadline("far", "pending", cutoff_from="2005-12-31", cutoff_to="2005-12-31"),
        deadline("here", "pending", cutoff_from="2000-12-31", cutoff_to="2001-12-31"),
    ]
    assert {mark.link for mark in Drawing(svg([], due, look)).marks} == {"#late", "#here"}


def test_hostile_texts_stay_texts():
    drawn = Drawing(svg([event("2000", HOSTILE, themes=[HOSTILE])], [], Look(title=HOSTILE)))
    assert not drawn.all("script")
    (mark,) = drawn.all("a")
    assert "%3Cscript%3E" in mark.attrib["href"]


def test_two_thousand_marks_get_labels_only_where_there_is_room():
    found = [event(f"{1900 + n % 100}-{n % 12 + 1:02d}-{n % 28 + 1:02d}", f"Event {n}") for n in range(2000)]
    marks = Drawing(svg(found, [], Look(lanes="none"))).marks
    assert len(marks) == 2000
    assert 0 < sum(mark.label is not None for mark in marks) < 1000


def test_no_inline_style_and_no_variable():
    text = svg([event("2000")], [deadline()], Look())
    assert "style=" not in text
    assert "var(" not in text


def test_dark_is_dark_and_auto_asks_the_reader():
    assert "#15181c" in stylesheet("dark")
    assert "prefers-color-scheme" not in stylesheet("dark") + stylesheet("light")
    assert "@media screen and (prefers-color-scheme:dark)" in stylesheet("auto")


@pytest.mark.parametrize(
    ("text", "room", "short"), [("Treaty", 100, "Treaty"), ("Treaty signed", 50, "Treaty…"), ("x", 0, "")]
)
def test_texts_are_cut_to_their_room(text, room, short):
    assert cut(text, 12, room) == short
    assert width(short, 12) <= max(room, 0)


def test_a_theme_keeps_its_colour_whatever_else_is_in_the_picture():
    names = {"theme": {name: name for name in ("arms", "borders", "energy", "energy/gas", "money")}}
    found = [
        event(f"199{n}", f"e{n}", themes=[theme]) for n, theme in enumerate(["energy", "energy/gas", "money", "arms"])
    ]
    colours = defaultdict(set)
    for some in (found, found[:2], found[2:], found[1:]):
        drawn = Drawing(svg(some, [], Look(lanes="none", names=names)))
        for lane in drawn.all("g", "l"):
            shared = [kind for kind in lane.attrib["class"].split() if kind.startswith("c")]
            for mark in (each for each in lane.iter() if each.get("href")):
                colours[mark.attrib["href"]].add(mark.get("class") or shared[0])
    assert colours == {"#e0": {"c2"}, "#e1": {"c2"}, "#e2": {"c3"}, "#e3": {"c0"}}


def test_of_more_themes_than_colours_the_most_common_have_one_each():
    themes = [chr(ord("a") + n) for n in range(12)]
    found = [event("1990", f"{theme}{n}", themes=[theme]) for n, theme in enumerate(themes)] + [
        event("1991", "k", themes=["k"])
    ]
    drawn = Drawing(svg(found, [], Look(lanes="theme")))
    kinds = [lane.attrib["class"] for lane in drawn.all("g", "l")]
    assert len({kind for kind in kinds if kind != "l c8"}) == 8
    assert kinds[0] == f"l c{(themes.index('k')) % 8}"


@pytest.mark.parametrize(
    ("date", "first", "last", "shapes"),
    [
        ("1922/1991", "1985", "1995", ["b", "o", "x"]),
        ("1922/1991", "1980", "1985", ["b", "x", "x"]),
        ("[1922..1991]", "1985", "1995", ["u", "x"]),
        ("../1995", "1985", "1999", ["a", "b", "o"]),
        ("[1922-05-01,1990-03-01]", "1985", "1995", [None, "g", "x"]),
        ("1990-05-05", "1985", "1995", [None]),
        ("1990-05-01/1990-05-31", "1900", "2000", ["b"]),
        ("1990-05", "1900", "2000", ["r"]),
    ],
)
def test_what_goes_on_outside_of_the_picture_says_so(date, first, last, shapes):
    look = Look(first=parse_day(f"{first}-01-01"), last=parse_day(f"{last}-12-31"), lanes="none")
    (mark,) = Drawing(svg([event(date, "It")], [], look)).all("a")
    found = [shape.get("class") for shape in mark.iter() if shape.tag.endswith(("rect", "circle", "path"))]
    assert sorted(found, key=str) == sorted(shapes, key=str)


def test_a_deadline_before_the_picture_has_its_sign_behind_the_one_that_says_so():
    look = Look(first=parse_day("1999-01-01"), last=parse_day("2000-12-31"), as_of=parse_day("2000-10-15"))
    due = deadline(cutoff_from="1994-12-31", cutoff_to="1994-12-31")
    (mark,) = Drawing(svg([], [due], look)).all("a")
    (onward,) = [shape for shape in mark.iter() if shape.get("class") == "x"]
    (sign,) = [shape for shape in mark.iter() if shape.get("class") == "overdue"]
    assert onward.attrib["transform"] == "translate(17 80)"
    assert float(sign.attrib["transform"][10:].split()[0]) > 17


def test_a_year_that_begins_to_show_is_shown_whole():
    root = Drawing(
        svg([event("1985", "Year"), event("2000-05-05", "a"), event("2009-01-01", "b")], [], Look(lanes="none"))
    ).root
    assert int(root.attrib["data-first"]) <= parse_day("1985-01-01")


@pytest.mark.parametrize(
    ("first", "last", "as_of", "tips"),
    [("1999-12-31", "2000-03-31", None, []), ("1994-12-31", "2000-03-31", None, ["-5"]), ("2000-03-31", None, None, ["5"]),
     ("1994-12-31", "1994-12-31", "2000-06-30", ["-5"]), ("1994-12-31", "1994-12-31", "2004-06-30", ["-5", "5"])],
)  # fmt: skip
def test_what_of_a_deadline_goes_on_outside_has_a_sign_at_the_border(first, last, as_of, tips):
    state = "certainly_overdue" if as_of else "pending"
    look = Look(first=parse_day("1999-01-01"), last=parse_day("2000-12-31"), as_of=as_of and parse_day(as_of))
    drawn = Drawing(svg([], [deadline(state=state, cutoff_from=first, cutoff_to=last)], look))
    signs = [each.attrib["d"] for mark in drawn.all("a") for each in mark.iter() if each.get("class") == "x"]
    assert [sign.removeprefix("M0 -4L").partition(" ")[0] for sign in signs] == tips


@pytest.mark.parametrize(
    ("dates", "labels"),
    [
        (("Y-1200000000/Y-900000000", "Y-12000"), ["1.2 billion BC", "AD 1"]),
        (("1999-01-01", "2000-12-31"), ["Jan", "Jan"]),
        (("0001-01-01", "0400-12-31"), ["AD 1", "400"]),
    ],
)
def test_the_outermost_lines_of_the_axis_are_named(dates, labels):
    drawn = Drawing(svg([event(date, "It") for date in dates], [], Look(lanes="none")))
    lines = drawn.all("path", "grid")[0].attrib["d"].count("M")
    named = [text.text for text in drawn.all("text", "tick")]
    assert ([named[0], named[-1]], len(named)) == (labels, lines)


@pytest.mark.parametrize(("other", "ring"), [("2009-12-31", False), ("Y-12000", True), ("Y-900000000", True)])
def test_a_year_that_is_a_ring_is_in_the_legend(other, ring):
    drawn = Drawing(svg([event("1999", "It"), event(other, "Other")], [], Look(lanes="none")))
    rings = [shape.get("class") for mark in drawn.all("a") for shape in mark.iter()].count("r")
    assert (rings > 0, "on one day of a short time" in [text.text for text in drawn.all("text", "note")]) == (
        ring,
        ring,
    )
