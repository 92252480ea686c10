"""A picture of more marks than have labels: only those near the window are drawn, and nobody misses the others."""

from __future__ import annotations

from itertools import groupby

import pytest
from conftest import run
from pixels import DRAWN

pytestmark = pytest.mark.xdist_group("browser")
SEEN = """() => [...document.querySelectorAll("svg.dl .l a")].map((mark) => {
  const box = mark.getBoundingClientRect();
  return { id: mark.getAttribute("href"), drawn: !mark.hasAttribute("display"), top: box.top, bottom: box.bottom };
})"""
ANYWHERE = """() => {
  const all = [...document.querySelectorAll("svg.dl .l a")], seen = all.filter((mark) => !mark.hasAttribute("display"));
  const told = seen.map((mark) => /(\\d+) events may be at any time/.exec(mark.textContent)).filter(Boolean);
  const years = seen.filter((mark) => mark.dataset.days.split(",")[3] - mark.dataset.days.split(",")[0] > 3000);
  return [told.map((found) => +found[1]), years.length];
}"""
NUMBER = 1_500


@pytest.fixture(scope="module")
def many(tmp_path_factory, folders):
    """Return the address of a page of events that are all possible at the same time, each in a row of its own."""
    folder = tmp_path_factory.mktemp("many")
    rows = "".join(f"e{number},1990/1999-{number % 12 + 1:02},Event {number}\n" for number in range(NUMBER))
    (folder / "many.csv").write_text("id,date,title\n" + rows, "utf-8")
    url = f"sqlite:///{folder}/many.db"
    (folder / "none.toml").write_text('[collection]\nid = "mine"\ntitle = "Mine"\n', "utf-8")
    for words in (
        ("load", folder / "none.toml"),
        ("import", "csv", folder / "many.csv"),
        ("export", "-o", folder / "many.html"),
    ):
        done = run(*words, url=url, env=folders)
        assert done.code == 0, done.err
    return (folder / "many.html").as_uri()


@pytest.fixture(scope="module")
def odd(tmp_path_factory, folders):
    """Return the pages of one undated event, and of one whose title is a word of 300 letters."""
    folder = tmp_path_factory.mktemp("odd")
    url = f"sqlite:///{folder}/odd.db"
    rows = f"a,undated,Never dated\nb,1999,{'Word' * 75}\n"
    (folder / "odd.csv").write_text("id,date,title\n" + rows, "utf-8")
    (folder / "none.toml").write_text('[collection]\nid = "mine"\ntitle = "Mine"\n', "utf-8")
    commands = ("load", folder / "none.toml"), ("import", "csv", folder / "odd.csv")
    pages = ("export", "--undated", "-o", folder / "undated.html"), ("export", "-o", folder / "all.html")
    for words in (*commands, *pages):
        done = run(*words, url=url, env=folders)
        assert done.code == 0, done.err
    return url, (folder / "undated.html").as_uri(), (folder / "all.html").as_uri()


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_dated_and_a_word_without_an_end(visit, serving, odd, width):
    url, *pages = odd
    with serving(url) as home:
        for address in (*pages, home, f"{home}/?undated=1"):
            page = visit(address, width).page
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def seen(page):
    page.evaluate(DRAWN)
    return page.evaluate(SEEN)


def test_marks_are_drawn_where_the_window_is(visit, many):
    page = visit(many).page
    first = seen(page)
    assert len(first) == NUMBER
    assert 0 < sum(each["drawn"] for each in first) < NUMBER / 3
    page.evaluate("scrollTo(0, 9000)")
    there = [each for each in seen(page) if each["drawn"] and each["bottom"] > 0 and each["top"] < 900]
    assert len(there) >= 60  # rows of 14 pixels in a window of 900
    page.keyboard.press("PageDown")
    assert sum(each["drawn"] and each["bottom"] > 0 and each["top"] < 900 for each in seen(page)) >= 60


def test_a_mark_that_waits_is_reached_by_keys_and_printed(visit, many):
    page = visit(many).page
    page.locator('svg.dl a[tabindex="0"]').focus()
    page.keyboard.press("End")
    reached = page.evaluate(
        "(() => { const box = document.activeElement.getBoundingClientRect(); return [document.activeElement.tagName, box.top, box.height]; })()"
    )
    assert reached[0] == "a"
    assert reached[2] > 0
    assert 0 <= reached[1] < 900
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(each["drawn"] for each in page.evaluate(SEEN)[:NUMBER])


def test_the_table_rests_while_the_picture_above_it_is_zoomed_and_then_is_there_again(visit, many):
    page = visit(many).page
    page.evaluate(DRAWN)
    page.locator('svg.dl a[tabindex="0"]').focus()
    page.keyboard.press("-")
    resting = page.locator(".resting")
    resting.wait_for(state="attached")
    page.emulate_media(media="print")
    assert resting.evaluate("(table) => getComputedStyle(table).contentVisibility") != "hidden"
    page.emulate_media(media="screen")
    resting.wait_for(state="detached")
    page.locator("tbody tr").last.scroll_into_view_if_needed()
    page.get_by_role("button", name="Zoom in").focus()
    assert page.locator("tbody tr").last.is_visible()


def test_what_may_be_anywhere_in_the_view_is_one_row_at_every_zoom(visit, tmp_path, folders):
    dates = ["199X", "1995-05", "1995-05-10/1995-05-30", "1995-05-17"]
    rows = "".join(f"e{number:04},{dates[number % 4]},Event {number}\n" for number in range(800))
    (tmp_path / "many.csv").write_text("id,date,title\n" + rows, "utf-8")
    url = f"sqlite:///{tmp_path}/many.db"
    for words in (("import", "csv", tmp_path / "many.csv"), ("export", "-o", tmp_path / "many.html")):
        assert run(*words, url=url, env=folders).code == 0
    page = visit((tmp_path / "many.html").as_uri()).page
    steps = []
    for _ in range(4):
        page.evaluate(DRAWN)
        told, decades = page.evaluate(ANYWHERE)
        steps.append(told)
        assert decades == 1
        page.get_by_role("button", name="Zoom in").click()
    assert [told for told, _ in groupby(steps)] == [[200], [400]]
    page.get_by_role("button", name="All").click()
    page.evaluate(DRAWN)
    assert page.evaluate(ANYWHERE)[0] == [200]
