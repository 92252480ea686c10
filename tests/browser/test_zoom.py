"""Pictures at any zoom, read back from their pixels: days, shapes, colours, labels, and what a narrow screen reaches."""

from __future__ import annotations

import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import run

pytestmark = pytest.mark.xdist_group("browser")
ROWS = (
    ("on-the-day", "2000-10-15"), ("next-day", "2000-10-16"), ("throughout", "2000-10-01/2000-10-31"),
    ("some-day", "2000-10"), ("doubtful", "2000-10-12?"), ("two-days", "[2000-10-11,2000-10-19]"),
    ("long-ago", "0800"), ("lately", "2024"),
)  # fmt: skip
CURRENT = 'svg.dl a[tabindex="0"]'
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))"
SHAPES = """(id) => [...document.querySelectorAll(`svg.dl a[href="#${id}"]:not([display]) .m > *`)].map((shape) => ({
  kind: shape.getAttribute("class") ?? "", left: +(shape.getAttribute("x") ?? shape.getAttribute("cx") ?? NaN),
  wide: +(shape.getAttribute("width") ?? 0) }))"""
# Without the labels that stand beside their line, to lie whole in the picture.
AXIS = """() => {
  const lines = new Set([...document.querySelector("svg.dl .axis .grid").getAttribute("d").matchAll(/M([\\d.-]+)/g)].map((line) => +line[1]));
  return Object.fromEntries(["tick", "ctx"].map((kind) => [kind, [...document.querySelectorAll(`svg.dl .axis .${kind}`)].map(
    (text) => [+text.getAttribute("x"), text.textContent]).filter(([place]) => kind === "ctx" || lines.has(place))]));
}"""
BOXES = """() => [...document.querySelectorAll("svg.dl .l")].map((lane) => [...lane.querySelectorAll("a:not([display])")].map(
  (mark) => [...mark.querySelectorAll("rect, circle, text")].map((shape) => {
    const { left, right, top, bottom } = shape.getBoundingClientRect();
    return { left, right, middle: (top + bottom) / 2 };
  })))"""
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]  # fmt: skip


@pytest.fixture(scope="module")
def page_of_long(tmp_path_factory, folders):
    """Return the address of a page of days beside each other and of events twelve centuries apart."""
    folder = tmp_path_factory.mktemp("zoom")
    Path(folder, "rows.csv").write_text("id,date,title\n" + "".join(f'{a},"{b}",{a}\n' for a, b in ROWS), "utf-8")
    url = f"sqlite:///{folder}/rows.db"
    assert run("import", "csv", folder / "rows.csv", url=url, env=folders).code == 0
    assert run("export", "-o", folder / "page.html", "--lanes", "none", url=url, env=folders).code == 0
    return Path(folder, "page.html").as_uri()


def zoomed(page, times):
    page.locator('svg.dl a[href="#on-the-day"]').evaluate("(mark) => mark.focus()")
    for _ in range(times):
        page.keyboard.press("+")
    page.evaluate(DRAWN)


def days_of(axis):
    """Return the place of each tick and its day, counted as date.toordinal does."""
    found = []
    for place, text in axis["tick"]:
        before = [context for at, context in axis["ctx"] if at <= place + 0.2]
        if text.isdigit() and before and not before[-1].isdigit():
            month, year = before[-1].split()
            found.append((place, datetime.date(int(year), MONTHS.index(month) + 1, int(text)).toordinal()))
        elif before:
            month = next(number for number, name in enumerate(MONTHS, 1) if name.startswith(text))
            found.append((place, datetime.date(int(before[-1]), month, 1).toordinal()))
        elif text.isdigit():
            found.append((place, datetime.date(int(text), 1, 1).toordinal()))
    return found


@pytest.mark.parametrize("times", [0, 6, 11, 17, 24], ids=lambda times: f"zoom of {1.5**times:.0f}")
def test_days_read_back_from_the_pixels_are_the_days_of_the_events(visit, page_of_long, times):
    page = visit(page_of_long).page
    zoomed(page, times)
    ticks = days_of(page.evaluate(AXIS))
    (left, first), (right, last) = ticks[0], ticks[-1]
    per_day = (right - left) / (last - first)
    least = max(1 / per_day, 0.5)
    seen = [(text, page.evaluate(SHAPES, identity)) for identity, text in ROWS[:2]]
    assert seen[0][1]
    for text, dots in seen:
        for dot in dots:
            day = first + (dot["left"] - left) / per_day
            assert abs(day - 0.5 - datetime.date.fromisoformat(text).toordinal()) <= least, (text, day)
    for bar in page.evaluate(SHAPES, "throughout"):
        if bar["kind"] == "b" and bar["wide"] > 8:
            begin, end = (first + (place - left) / per_day for place in (bar["left"], bar["left"] + bar["wide"]))
            beyond = page.locator('svg.dl a[href="#throughout"] .x').count()
            assert beyond or abs(begin - datetime.date(2000, 10, 1).toordinal()) <= least
            assert beyond or abs(end - datetime.date(2000, 11, 1).toordinal()) <= least


def test_a_shape_says_the_same_at_every_zoom_as_far_as_there_is_room(visit, page_of_long):
    page = visit(page_of_long).page

    def kinds():
        page.evaluate(DRAWN)
        return {name: [shape["kind"] for shape in page.evaluate(SHAPES, name)] for name, _ in ROWS}

    far = kinds()
    assert (far["on-the-day"], far["some-day"], far["throughout"], far["doubtful"]) == ([""], ["r"], ["b"], ["q"])
    zoomed(page, 15)
    near = kinds()
    assert (near["on-the-day"], near["some-day"], near["throughout"], near["doubtful"]) == ([""], ["u"], ["b"], ["q"])
    assert near["two-days"] == ["", "", "g"]
    zoomed(page, 20)  # October goes on beyond the two weeks that are seen now
    nearest = kinds()
    assert [set(nearest[name]) for name in ("some-day", "throughout")] == [{"u", "x"}, {"b", "x"}]
    assert nearest["long-ago"] == []


@pytest.fixture(scope="module")
def page_of_all(tmp_path_factory, folders, request, load_once):
    """Return the address of a page of the shipped collection with its deadlines."""
    path = tmp_path_factory.mktemp("zoom") / "all.html"
    for url in load_once("sqlite", request):
        assert run("export", "-o", path, "--deadlines", "2000-10-15", url=url, env=folders).code == 0
    return path.as_uri()


@pytest.mark.in_part(3)
@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("times", [0, 3, 7, 12])
def test_nothing_lies_on_anything_else_or_out_of_reach(visit, page_of_all, width, times):
    page = visit(page_of_all, width).page
    page.locator(CURRENT).focus()
    for _ in range(times):
        page.keyboard.press("+")
    page.evaluate(DRAWN)
    picture = page.locator("svg.dl").bounding_box()
    assert picture["x"] >= 0
    assert picture["x"] + picture["width"] <= width
    for lane in page.evaluate(BOXES):
        rows: dict[int, list[tuple[float, float]]] = {}
        for mark in lane:
            inside = [
                (max(shape["left"], picture["x"]), min(shape["right"], picture["x"] + picture["width"]))
                for shape in mark
            ]
            rows.setdefault(round(mark[0]["middle"] / 4), []).append(
                (min(a for a, _ in inside), max(b for _, b in inside))
            )
        for row in rows.values():
            assert all(one[1] <= other[0] + 1 for one, other in pairwise(sorted(row))), row


def test_the_page_does_not_change_colours_and_letters_of_the_picture(visit, served, page_of_all):
    for address in (page_of_all, f"{served}/?deadlines=2000-10-15"):
        page = visit(address).page
        colours = page.evaluate(
            """() => [...document.querySelectorAll("svg.dl g.l")].filter((lane) => /\\bc\\d/.test(lane.className.baseVal))
              .map((lane) => [lane, ...lane.querySelectorAll("a")].map((each) => getComputedStyle(each).color))"""
        )
        assert all(len(set(lane)) == 1 for lane in colours)
        assert len({lane[0] for lane in colours}) > 3
        sizes = page.evaluate(
            "() => [...document.querySelectorAll('svg.dl .key text')].map((text) => getComputedStyle(text).fontSize)"
        )
        assert set(sizes) == {"11px"}


def test_print_shows_all_of_a_zoomed_picture(visit, page_of_all):
    page = visit(page_of_all).page
    ticks = page.evaluate(AXIS)["tick"]
    page.locator(CURRENT).focus()
    for _ in range(8):
        page.keyboard.press("+")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("svg.dl .l a[display=none]").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(AXIS)["tick"] == ticks


def test_a_page_that_knows_only_some_rows_offers_no_search_of_its_own(visit, tmp_path, folders, serving):
    rows = "".join(f"e{n},{1900 + n % 100},Event {n}\n" for n in range(260))
    Path(tmp_path, "many.csv").write_text(f"id,date,title\n{rows}", "utf-8")
    url = f"sqlite:///{tmp_path}/many.db"
    assert run("import", "csv", tmp_path / "many.csv", url=url, env=folders).code == 0
    with serving(url) as address:
        page = visit(address).page
        assert page.locator("#explore").is_visible()
        assert page.locator("#explore [type=search]").is_hidden()
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "text"
