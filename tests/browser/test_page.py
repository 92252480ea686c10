"""The page of `export -f html` in a browser: offline, by keyboard, at any width, for everybody."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.xdist_group("browser")
MARK = "svg.dl .l a:not([display=none])"
CURRENT = 'svg.dl .l a[tabindex="0"]'
WIDTHS = (360, 1440)
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))"
"""Waits until what was asked for has been drawn."""


@pytest.fixture(scope="module")
def file(tmp_path_factory, folders, request, load_once):
    """Return the address of the page of the shipped collection, with its deadlines."""
    from conftest import run

    path = tmp_path_factory.mktemp("page") / "timeline.html"
    for url in load_once("sqlite", request):
        words = ("export", "-o", path, "--deadlines", "2000-10-15", "--title", "Russia and Belarus")
        assert run(*words, url=url, env=folders).code == 0
    return path.as_uri()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_loads_and_is_for_everybody(visit, file, width, scheme):
    found = visit(file, width, color_scheme=scheme)
    assert found.page.title() == "Russia and Belarus"
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    assert found.asked == [file]
    assert found.axe() == []


def test_zoom_by_keyboard_shows_a_shorter_time_and_back(visit, file):
    page = visit(file).page
    page.locator(CURRENT).focus()
    years = page.locator("svg.dl .axis .tick").all_text_contents()
    for _ in range(6):
        page.keyboard.press("+")
    page.wait_for_selector("svg.dl .axis .ctx")
    assert page.locator("svg.dl .axis .tick").all_text_contents() != years
    assert page.locator(MARK).count() < page.locator("svg.dl .l a").count()
    page.keyboard.press("0")
    page.wait_for_selector("svg.dl .axis .ctx", state="detached")
    assert page.locator("svg.dl .axis .tick").all_text_contents() == years


def test_wheel_and_buttons_zoom_and_a_drag_moves(visit, file):
    page = visit(file).page
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Zoom in").click()
    page.locator("svg.dl").hover(position={"x": 600, "y": 20})
    page.mouse.wheel(0, -600)
    page.wait_for_selector("svg.dl .axis .ctx")
    before = page.locator("svg.dl .axis").inner_html()
    page.locator("svg.dl").hover(position={"x": 700, "y": 60})
    page.mouse.down()
    page.mouse.move(400, 300, steps=5)
    page.mouse.up()
    page.evaluate(DRAWN)
    assert page.locator("svg.dl .axis").inner_html() != before
    assert page.locator("#panel").is_hidden()


def test_one_tab_stop_and_arrows_from_event_to_event(visit, file):
    page = visit(file).page
    assert page.locator(CURRENT).count() == 1
    page.locator(CURRENT).focus()
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp", "End", "Home"):
        page.keyboard.press(key)
        assert page.locator(CURRENT).count() == 1
        seen.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert len(set(seen)) > 3


def test_an_event_opens_with_its_citations_and_closes_where_it_was(visit, file):
    page = visit(file).page
    page.locator('svg.dl a[href="#union-state-treaty-1999"]').first.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    assert panel.get_by_role("heading").text_content().startswith("Union State treaty signed")
    assert "8 December 1999" in panel.text_content()
    assert "Boris Yeltsin" in panel.text_content()
    link = panel.get_by_role("link").first
    assert link.get_attribute("href").startswith("http")
    assert page.url.endswith("#union-state-treaty-1999")
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#union-state-treaty-1999"


def test_a_link_to_an_event_opens_it(visit, file):
    page = visit(f"{file}#union-state-treaty-1999").page
    assert page.locator("#panel").is_visible()


def test_search_and_filters_choose_marks_and_rows_alike(visit, file):
    page = visit(file).page
    page.get_by_label("Search").fill("ruble")
    rows = page.locator("table.list tbody tr:not([hidden])")
    told = page.locator("#explore output").text_content()
    assert told.startswith(f"{rows.count()} of ")
    ids = set(rows.evaluate_all("rows => rows.map((row) => row.id)"))
    page.evaluate(DRAWN)
    links = set(page.locator(MARK).evaluate_all("marks => marks.map((mark) => mark.getAttribute('href').slice(1))"))
    assert links
    assert links <= ids
    page.get_by_label("Search").fill("")
    page.get_by_label("Actor").select_option("Gazprom")
    assert 0 < rows.count() < 20
    assert all("Gazprom" in text for text in rows.all_text_contents())


def test_print_shows_the_picture_and_the_table_alone(visit, file):
    page = visit(file).page
    page.emulate_media(media="print")
    assert page.locator("#explore").is_hidden()
    assert page.locator("svg.dl").is_visible()
    assert page.locator("table.list").first.is_visible()
    assert page.locator("svg.dl").bounding_box()["width"] <= 1440


def test_without_a_script_everything_can_be_read(visit, file):
    found = visit(file, java_script_enabled=False)
    assert found.page.locator("#explore").is_hidden()
    assert found.page.locator("svg.dl a").count() > 190
    assert found.page.locator("table.list tbody tr").count() > 190
    found.page.locator('svg.dl a[href="#union-state-treaty-1999"]').first.click()
    assert found.page.url.endswith("#union-state-treaty-1999")


LONG = "Rechtsschutzversicherungsgesellschaften" * 4


@pytest.mark.parametrize("width", WIDTHS)
def test_a_word_of_any_length_is_shown_whole(visit, cli, tmp_path, width):
    url = f"sqlite:///{tmp_path}/long.db"
    (tmp_path / "rows.csv").write_text(f"id,date,title,description\na,1999,{LONG},{'text ' * 99}\nb,2000,Short,\n")
    assert cli("import", "csv", tmp_path / "rows.csv", url=url).code == 0
    assert cli("export", "-o", tmp_path / "long.html", url=url).code == 0
    page = visit((tmp_path / "long.html").as_uri(), width).page
    cut = "[...document.querySelectorAll('.wide')].filter((each) => each.scrollWidth > each.clientWidth).length"
    assert page.evaluate(cut) == 0
