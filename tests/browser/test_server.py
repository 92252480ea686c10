"""The pages of `dateline serve` in a browser: no complaint, no request to anybody else, for everybody."""

from __future__ import annotations

import pytest
from addresses import ADDRESSES, allowed

pytestmark = pytest.mark.xdist_group("browser")
CURRENT = 'svg.dl .l a[tabindex="0"]'


@pytest.mark.in_part(4)
@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_for_everybody_at_any_width(visit, served, address, width):
    found = allowed(visit(f"{served}{address}", width, color_scheme="dark" if width == 360 else "light"), address)
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    assert found.asked_elsewhere(served) == []
    assert found.axe() == []


def test_two_timelines_on_a_phone_need_no_swiping(visit, served):
    found = visit(f"{served}/compare?actor=belarus&actor=russia&from=1999&to=2000", 360)
    pictures = found.page.locator("figure.compared")
    assert pictures.count() == 2
    assert pictures.evaluate_all("(all) => all.map((each) => each.scrollWidth <= each.clientWidth)") == [True, True]
    assert all(
        wide > 300
        for wide in pictures.locator(".narrow svg").evaluate_all("(all) => all.map((each) => each.clientWidth)")
    )


def test_names_to_choose_from_are_asked_for_when_a_field_is_entered(visit, served):
    found = visit(served)
    assert not any("/offers/" in address for address in found.asked)
    field = found.page.get_by_label("Actor", exact=True).first
    with found.page.expect_response("**/offers/actors"):
        field.focus()
    found.page.wait_for_function("() => document.querySelector('input[name=actor]').list?.options.length > 50")
    found.page.get_by_label("Theme").first.focus()
    found.page.wait_for_function("() => document.querySelector('input[name=theme]').list?.options.length > 20")


def test_a_filter_makes_an_address_that_shows_the_same_again(visit, served):
    page = visit(served).page
    page.get_by_label("From", exact=True).fill("fall 1999")
    page.get_by_label("Theme").first.fill("currency")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**from=fall+1999**")
    told = page.locator(".tally").text_content()
    again = visit(page.url).page
    assert again.locator(".tally").text_content() == told
    assert "event" in told


def test_what_is_shown_can_be_narrowed_without_the_server(visit, served):
    page = visit(served).page
    page.locator("#explore").get_by_label("Search").fill("gazprom")
    rows = page.locator("table.events tbody tr:not([hidden])")
    assert 0 < rows.count() < 20
    assert all("gazprom" in text.lower() for text in rows.all_text_contents())
    assert page.url == f"{served}/"


def test_zoom_by_keyboard_open_an_event_and_follow_a_citation(visit, served):
    found = visit(f"{served}/?from=1999&to=2000")
    page = found.page
    page.locator(CURRENT).focus()
    ticks = page.locator("svg.dl .axis .tick").all_text_contents()
    for _ in range(8):
        page.keyboard.press("+")
    page.locator("svg.dl").evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert page.locator("svg.dl .axis .tick").all_text_contents() != ticks
    page.goto(f"{served}/event/union-state-treaty-1999")
    page.get_by_role("link", name="Russia’s Belarus Dilemma").first.click()
    page.wait_for_url("**/source/moshes-2000")
    assert "Russia’s Belarus Dilemma" in page.get_by_role("heading", level=1).text_content()
    assert found.asked_elsewhere(served) == []


def test_the_slider_moves_the_board_and_the_address(visit, served):
    page = visit(f"{served}/deadlines?as_of=2000-10-15").page
    slider = page.locator("#day")
    before = page.locator("#board").text_content()
    slider.focus()
    with page.expect_response(lambda answer: "part=board" in answer.url):
        page.keyboard.press("End")
    page.wait_for_url(lambda url: "as_of=2000-10-15" not in url)
    page.locator("#board:not([aria-busy=true])").wait_for()
    assert page.locator("#board").text_content() != before


def test_without_a_script_the_board_moves_by_its_links(visit, served):
    page = visit(f"{served}/deadlines?as_of=2000-10-15", java_script_enabled=False).page
    assert page.locator("#slider").is_hidden()
    page.get_by_role("link", name="next month").or_(page.get_by_role("link", name="Next month")).first.click()
    assert "as_of=2000-11" in page.url


def test_print_leaves_out_what_only_a_screen_needs(visit, served):
    page = visit(f"{served}/deadlines?as_of=2000-10-15").page
    page.emulate_media(media="print")
    assert page.locator("#asking").is_hidden()
    assert page.locator("#board").is_visible()
