"""A whole visit by keyboard alone, one without a script, and that nothing is out of reach on a phone."""

from __future__ import annotations

import io

import pypdf
import pytest
from addresses import ADDRESSES, allowed
from conftest import run

pytestmark = pytest.mark.xdist_group("browser")
CURRENT = 'svg.dl .l a[tabindex="0"]'
FOCUSED = "document.activeElement"
BELOW_THE_AXIS = """() => {
  const focused = document.activeElement.getBoundingClientRect(), axis = document.querySelector("svg.dl .stuck");
  const bottom = axis.hasAttribute("display") ? 0 : axis.getBoundingClientRect().bottom;
  return focused.top >= bottom && focused.bottom <= innerHeight;
}"""
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))"
OUT_OF_REACH = """() => {
  const shown = (each) => each.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false });
  const rolls = (each) => each && (/auto|scroll/.test(getComputedStyle(each).overflowX) || rolls(each.parentElement));
  const controls = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
  return controls.filter((each) => shown(each) && !each.matches(".skip, .skip *") && !each.closest(".hidden, .visually-hidden")).filter((each) => {
    const box = each.getBoundingClientRect();
    return box.width && (box.left < -1 || box.right > innerWidth + 1) && !rolls(each.parentElement);
  }).map((each) => each.outerHTML.slice(0, 120));
}"""
CUT = """() => [...document.querySelectorAll("main *")].filter((each) => {
  const style = getComputedStyle(each), svg = each.closest("svg");
  if (svg || !each.clientWidth || each.clientWidth < 4 || each.matches("select, input")) return false;
  return /hidden|clip/.test(style.overflowX) && style.visibility !== "hidden" && each.scrollWidth > each.clientWidth + 1;
}).map((each) => each.outerHTML.slice(0, 120))"""
OUTSIDE = """() => [...document.querySelectorAll("main svg")].filter((svg) => svg.checkVisibility({ visibilityProperty: true })).flatMap((svg) => {
  const box = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter((text) => text.getClientRects().length && text.textContent && !text.closest(".stuck")).filter((text) => {
    const its = text.getBoundingClientRect();
    return its.left < box.left - 1 || its.right > box.right + 1 || its.top < box.top - 1 || its.bottom > box.bottom + 1;
  }).map((text) => text.textContent);
})"""
BROKEN_DAYS = """() => [...document.querySelectorAll("time:not([data-key], [datetime], td.date time)")].filter((day) => day.getClientRects().length > 1).map((day) => day.textContent)"""


def tab_to(page, selector, most=400):
    """Press Tab until what `selector` finds has the focus; fail where it is never reached."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement?.matches(wanted) ?? false", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with Tab")


@pytest.mark.parametrize("width", [360, 1440])
def test_a_whole_visit_by_keyboard(visit, served, width):
    found = visit(served, width)
    page = found.page
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.textContent") == "Skip to the content"
    assert page.evaluate(f"{FOCUSED}.getBoundingClientRect().left") >= 0

    tab_to(page, 'svg.dl .l a[tabindex="0"]')  # zoom: what has the focus stays in view, below the axis
    years = page.locator("svg.dl .axis .tick").all_text_contents()
    for key in (*["+"] * 6, *["ArrowRight"] * 5, *["ArrowDown"] * 4):
        page.keyboard.press(key)
        page.evaluate(DRAWN)
        assert page.evaluate(BELOW_THE_AXIS), key
    assert page.locator("svg.dl .axis .tick").all_text_contents() != years

    page.keyboard.press("Enter")  # an event, beside the picture, and its page
    page.locator("#panel:not([hidden])").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()

    tab_to(page, "input#from")  # filter
    page.keyboard.type("1999")
    tab_to(page, "input#theme")
    page.keyboard.type("currency")
    page.keyboard.press("Enter")
    page.wait_for_url("**from=1999**")
    assert "Currency" in page.locator("h1").text_content()

    tab_to(page, 'nav a[href="/deadlines"]')  # a board, and another day
    page.keyboard.press("Enter")
    page.wait_for_url("**/deadlines")
    tab_to(page, "#day")
    before = page.locator("#board").text_content()
    with page.expect_response(lambda answer: "part=board" in answer.url):
        page.keyboard.press("Home")
    page.wait_for_url("**as_of=**")
    page.locator("#board:not([aria-busy=true])").wait_for()
    assert page.locator("#board").text_content() != before

    page.reload()
    tab_to(page, 'nav a[href="/map"]')  # the map, and the events of a circle
    page.keyboard.press("Enter")
    page.wait_for_url("**/map")
    tab_to(page, "svg.map a")
    page.keyboard.press("Enter")
    page.wait_for_url("**bbox=**")

    tab_to(page, "input#find")  # search, and what it finds
    page.keyboard.type("gas")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=gas")
    tab_to(page, ".found a")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/search" not in address)
    assert page.locator("h1").count() == 1
    assert found.asked_elsewhere(served) == []


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_answers_without_a_script(visit, served, address, width):
    page = allowed(visit(f"{served}{address}", width, java_script_enabled=False), address).page
    assert page.locator("h1").count() == 1
    assert page.locator("#explore, #explore-hint, #slider, #panel").evaluate_all("(all) => all.length") == page.locator(
        "#explore[hidden], #explore-hint[hidden], #slider[hidden], #panel[hidden]"
    ).evaluate_all("(all) => all.length")


@pytest.mark.parametrize(("address", "told"), [("/", "To zoom"), ("/deadlines?as_of=2000-10-15", "The slider of days")])
def test_what_needs_a_script_is_told(visit, served, address, told):
    without = visit(served + address, java_script_enabled=False).page
    assert without.locator("noscript p").is_visible()
    assert without.locator("noscript p").text_content().startswith(told)
    assert "needs JavaScript" not in visit(served + address).page.locator("main").inner_text()


@pytest.mark.in_part(2)
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_out_of_reach_or_cut_on_a_phone(visit, served, address):
    found = allowed(visit(f"{served}{address}", 360), address)
    found.page.evaluate(DRAWN)
    assert found.page.evaluate(OUT_OF_REACH) == []
    assert found.page.evaluate(CUT) == []
    assert found.page.evaluate(OUTSIDE) == []
    assert found.page.evaluate(BROKEN_DAYS) == []


@pytest.mark.parametrize("address", ["/about", "/changes", "/sources", "/compare"])
def test_the_row_of_pages_shows_where_one_is(visit, served, address):
    box = visit(served + address, 360).page.locator("nav [aria-current]").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


@pytest.mark.parametrize("address", ["/deadline/usp-3-1", "/programme/union-state-programme-1999", "/changes"])
def test_paper_has_no_forms_and_nothing_closed(visit, served, address):
    page = visit(served + address).page
    page.emulate_media(media="print")
    shown = "(all) => all.filter((each) => each.checkVisibility()).map((each) => each.outerHTML.slice(0, 80))"
    assert page.locator("form, button, input").evaluate_all(shown) == []
    assert page.locator("details:not([open]) summary").evaluate_all(shown) == []


@pytest.mark.parametrize(
    ("address", "head"), [("/deadlines/cascade?as_of=2000-10-15", "Verdict"), ("/sources", "Author, publisher")]
)
def test_the_head_of_a_table_comes_again_on_every_page(visit, served, address, head):
    printed = pypdf.PdfReader(io.BytesIO(visit(served + address).page.pdf(format="A4")))
    assert len(printed.pages) > 1
    assert all(head in each.extract_text() for each in printed.pages)


def test_a_key_keeps_its_colours_on_paper(visit, served):
    page = visit(f"{served}/map").page
    page.emulate_media(media="print")
    kept = page.locator(".key .dot").evaluate_all("(all) => all.map((each) => getComputedStyle(each).printColorAdjust)")
    assert kept
    assert set(kept) == {"exact"}


SIZES = """() => [...document.querySelectorAll("main svg text")].filter((text) => text.getClientRects().length && text.textContent).filter((text) => {
  const size = parseFloat(getComputedStyle(text).fontSize) * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b);
  return size < 8.9 || size > 17;
}).map((text) => text.textContent)"""


@pytest.mark.parametrize("width", [360, 768, 1100, 1440])
@pytest.mark.parametrize(
    "address",
    ["/", "/map", "/charts?as_of=2000-10-15", "/together", "/actor/union-state", "/deadline/usp-3-1",
     "/deadlines/cascade?as_of=2000-10-15", "/compare?actor=belarus&actor=russia&from=1999&to=2000"],
)  # fmt: skip
def test_letters_of_pictures_are_neither_tiny_nor_huge(visit, served, address, width):
    page = visit(served + address, width).page
    page.evaluate(DRAWN)
    assert page.evaluate(SIZES) == []


def test_bars_of_many_events_and_their_key(visit, serving, tmp_path, folders):
    rows = "".join(f"e{n},{1900 + n % 97}-0{n % 9 + 1}-1{n % 7},Event {n}\n" for n in range(1_600))
    (tmp_path / "many.csv").write_text(f"id,date,title\n{rows}", "utf-8")
    url = f"sqlite:///{tmp_path}/many.db"
    assert run("import", "csv", tmp_path / "many.csv", url=url, env=folders).code == 0
    with serving(url) as address:
        for width, lines in ((360, 3), (768, 1), (1440, 1)):
            page = visit(address, width).page
            assert page.locator(".bar-key").bounding_box()["height"] < 30 * lines
            assert page.evaluate(OUT_OF_REACH) == []
            tab_to(page, ".bars a")
        page.keyboard.press("Enter")
        page.wait_for_url("**on=**")
