"""Paper: no page is blank, none is too wide, and the whole picture is there, in slices below an axis."""

from __future__ import annotations

import io

import pypdf
import pytest
from conftest import run

pytestmark = pytest.mark.xdist_group("browser")
TITLES = """() => [...document.querySelectorAll("svg.dl:not(.slice) .l a")].map((mark) => mark.getAttribute("href"))"""
DRAWN = """document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  .then(() => 0)"""
SLICED = """() => {
  dispatchEvent(new Event("beforeprint"));
  const shown = [...document.querySelectorAll("svg.slice .l a")].map((mark) => mark.getAttribute("href"));
  const tall = [...document.querySelectorAll("svg.slice")].map((slice) => +slice.getAttribute("height"));
  const texts = [...document.querySelectorAll("svg.slice")].map((slice) => slice.querySelectorAll(".tick").length);
  dispatchEvent(new Event("afterprint"));
  return [shown, tall, texts, document.querySelectorAll("svg.slice").length];
}"""


@pytest.fixture(scope="module")
def page_of_all(tmp_path_factory, folders, request, load_once):
    """Return the address of a page of the shipped collection with its deadlines."""
    path = tmp_path_factory.mktemp("print") / "all.html"
    for url in load_once("sqlite", request):
        assert run("export", "-o", path, "--deadlines", "2000-10-15", url=url, env=folders).code == 0
    return path.as_uri()


def pages(page, **options):
    page.evaluate(DRAWN)
    return pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", **options))).pages


COMPARED = "/compare?actor=Belarus&actor=Russia"


@pytest.mark.parametrize("where", ["a file", "/", "/charts", "/map", "/deadlines?as_of=2000-10-15", COMPARED])
def test_no_page_is_blank_and_the_first_one_has_the_picture(visit, served, page_of_all, where):
    page = visit(page_of_all if where == "a file" else served + where).page
    texts = [each.extract_text() for each in pages(page)]
    assert all(len(text.split()) > 5 for text in texts[:-1]), texts
    if where in ("a file", "/"):
        assert "Economy" in texts[0]
        assert texts[0].count("Agreement on mutual convertibility") == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= 718


def test_the_slices_have_each_mark_once_below_an_axis_and_go_after_printing(visit, page_of_all):
    page = visit(page_of_all).page
    shown, tall, ticks, left = page.evaluate(SLICED)
    assert sorted(shown) == sorted(page.evaluate(TITLES))
    assert tall[0] <= 660
    assert max(tall) <= 880
    assert min(ticks) > 3
    assert left == 0


def test_pictures_side_by_side_begin_below_their_heading_and_go_on_below_an_axis(visit, served):
    page = visit(served + COMPARED).page
    texts = [each.extract_text() for each in pages(page)]
    assert "Treaty passed to the United Nations" in texts[0]
    marks = page.locator("figure.compared .wide a text").all_text_contents()
    whole = "\n".join(texts)
    for title in ("Treaty passed to the United Nations", "Eurasian Economic Community founded"):
        assert whole.count(title) == marks.count(title) > 1
    assert page.locator("table.sheet").count() == 0
