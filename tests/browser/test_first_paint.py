"""What the first picture of a page waits for: no style sheet from elsewhere, and no table that nobody sees yet."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.xdist_group("browser")
LAID_OUT = "document.querySelector('table.list tbody tr:last-child').checkVisibility({contentVisibilityAuto: true})"
BLOCKING = """performance.getEntriesByType("resource").filter((each) => each.renderBlockingStatus === "blocking")
  .map((each) => each.name)"""
LOOKS = """[...document.querySelectorAll("body, h1, .masthead a")].map((each) => {
  const style = getComputedStyle(each);
  return [style.color, style.fontFamily, style.fontSize, style.padding].join();
})"""
AT = "document.querySelector('svg.dl').getAttribute('width')"


def test_an_arrival_waits_for_no_file_and_whoever_goes_on_has_the_same_looks(visit, served):
    page = visit(served).page
    assert page.evaluate(BLOCKING) == []
    arrived = page.evaluate(LOOKS)
    with page.expect_response("**/site.css*"):
        page.get_by_role("link", name="About", exact=True).click()
    page.wait_for_load_state()
    assert [each for each in page.evaluate(BLOCKING) if "site.css" in each]
    assert page.evaluate(LOOKS) == arrived


def test_the_server_draws_at_the_width_of_a_common_window(visit, served):
    drawn = visit(served, java_script_enabled=False).page.locator("svg.dl")
    assert drawn.evaluate("(svg) => svg.clientWidth") == int(drawn.get_attribute("width"))
    assert visit(served).page.evaluate(AT) == drawn.get_attribute("width")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_table_is_laid_out_when_the_reader_comes_near(visit, served, script):
    page = visit(served, java_script_enabled=script).page
    page.screenshot()  # a picture is a frame, with a script or without
    assert not page.evaluate(LAID_OUT)
    page.locator("table.list tbody tr").last.scroll_into_view_if_needed()
    page.screenshot()
    assert page.evaluate(LAID_OUT)


def test_a_link_to_a_row_leads_there_though_the_table_waits(visit, served):
    page = visit(f"{served}/#union-state-treaty-1999", java_script_enabled=False).page
    page.screenshot()
    assert page.locator("#union-state-treaty-1999").evaluate(
        "(row) => row.getBoundingClientRect().top >= 0 && row.getBoundingClientRect().bottom <= innerHeight"
    )


def test_a_short_table_does_not_wait(visit, served):
    assert visit(f"{served}/?theme=currency").page.evaluate(LAID_OUT)
