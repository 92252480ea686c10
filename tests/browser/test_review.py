"""The page of a review in a browser: every verdict by keyboard, for everybody, at any width."""

from __future__ import annotations

import threading

import pytest
import uvicorn

from dateline.documents.candidates import candidates
from dateline.documents.finding.values import When
from dateline.documents.known import Known
from dateline.documents.proposal import Proposals, ProposedDocument, proposal_of
from dateline.documents.texts import placed
from dateline.input.documents import read_document
from dateline.operations.proposed.proposing import load_proposals, save_proposals
from dateline.operations.proposed.reviewing import Review
from dateline.web.reviewing.marked_text import MarkedText
from dateline.web.reviewing.page import review_application

pytestmark = pytest.mark.xdist_group("browser")
TOKEN = "once"
COUNT = 33


@pytest.fixture
def file(tmp_path):
    """Return a file of 33 proposals from a document beside it."""
    sentences = (f"Trade grew again in the first half of {year}." for year in range(1950, 1950 + COUNT))
    (tmp_path / "memo.txt").write_text("A Memo on Trade\n\n" + "\n\n".join(sentences), "utf-8")
    read = read_document(str(tmp_path / "memo.txt"))
    found = candidates(placed(read.text), Known(), When(2000))
    document = ProposedDocument("memo", "memo.txt", read.sha256, "A memo")
    path = str(tmp_path / "memo.proposals.toml")
    save_proposals(path, Proposals("mine", (document,), tuple(proposal_of(each, "memo") for each in found)))
    return path


@pytest.fixture
def served(file):
    """Serve the review, and give its address and the event that closes it."""
    review, stop = Review(file), threading.Event()
    app = review_application(review, MarkedText(file, review.documents), token=TOKEN, stop=stop)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", stop
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("width", [360, 1440])
def test_for_everybody(visit, served, width):
    home, _ = served
    found = visit(f"{home}/?token={TOKEN}", width, color_scheme="dark" if width == 360 else "light")
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    assert found.asked_elsewhere(home) == []
    assert found.axe() == []


def test_every_verdict_by_keyboard(visit, served, file):
    home, stop = served
    page = visit(f"{home}/?token={TOKEN}").page
    for place in range(COUNT):
        with page.expect_navigation():
            if place == 1:  # a field is changed, and its proposal accepted so
                page.get_by_label("Title").focus()
                page.keyboard.press("End")
                page.keyboard.type(", a little")
                page.keyboard.press("Escape")
            page.keyboard.press("r" if place % 3 == 2 else "a")
    assert "33 of 33 decided" in page.locator(".done").text_content()
    with page.expect_navigation():
        page.keyboard.press("q")
    assert stop.wait(5)
    proposals = load_proposals(file).proposals
    assert [each.verdict for each in proposals] == [
        "edited" if place == 1 else "rejected" if place % 3 == 2 else "accepted" for place in range(COUNT)
    ]
    assert proposals[1].title.endswith("1951, a little")


def test_the_whole_work_by_keyboard(visit, served, file):
    """Edit, split, merge, filter, accept what is shown, show all and undo, without a mouse."""
    home, _ = served
    page = visit(f"{home}/?token={TOKEN}").page

    def press(*keys):
        for key in keys:
            with page.expect_navigation():
                page.keyboard.press(key)

    page.keyboard.press("i")
    page.keyboard.press("End")
    page.keyboard.type(", twice")
    page.keyboard.press("Escape")
    press("e", "s")
    assert "of 34 decided" in page.locator(".done").text_content()
    press("n", "n")
    page.get_by_label("Claim on the event").focus()
    page.keyboard.type("growth-1951")
    page.keyboard.press("Escape")
    press("m")
    page.keyboard.press("/")
    page.keyboard.press("Tab")
    page.keyboard.type("1960")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.get_by_role("heading", level=2).first.text_content() == "Proposal 1 of 1"
    press("A", "c", "u")
    assert "of 34" in page.get_by_role("heading", level=2).first.text_content()
    verdicts = {each.date: (each.verdict, each.event) for each in load_proposals(file).proposals}
    assert (verdicts["1951-40"], verdicts["1960-40"]) == (("accepted", "growth-1951"), ("open", ""))
    assert load_proposals(file).proposals[0].title.endswith("1950, twice")


def test_a_review_goes_on_where_it_ended(visit, served):
    home, _ = served
    page = visit(f"{home}/?token={TOKEN}").page
    with page.expect_navigation():
        page.keyboard.press("r")
    page.goto(home)
    assert page.get_by_role("heading", level=2).first.text_content() == "Proposal 2 of 33"
    assert page.locator("progress").get_attribute("value") == "1"


def test_undo_filters_and_marks(visit, served):
    home, _ = served
    page = visit(f"{home}/?token={TOKEN}").page
    with page.expect_navigation():
        page.keyboard.press("a")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert "0 of 33 decided" in page.locator(".done").text_content()
    with page.expect_navigation():
        page.get_by_role("button", name="the first half of 1960").click()
    assert page.get_by_role("heading", level=2).first.text_content() == "Proposal 11 of 33"
    page.get_by_text("Filters", exact=True).click()
    page.locator("#by-date").fill("1960")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Accept all that is shown").click()
    assert "1 of 33 decided" in page.locator(".done").text_content()
