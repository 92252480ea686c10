"""The server of a review: one token, forms of its own page alone, faults told on the page."""

from __future__ import annotations

import subprocess
import sys
import threading
import urllib.request

import pytest
from processes import running
from starlette.testclient import TestClient

from dateline.documents.proposal import Proposal, Proposals, ProposedDocument
from dateline.operations.proposed.proposing import load_proposals, save_proposals
from dateline.operations.proposed.reviewing import Review
from dateline.web.reviewing.marked_text import MarkedText
from dateline.web.reviewing.page import review_application

BASE = "http://127.0.0.1:8765"
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def file(tmp_path):
    document = ProposedDocument("memo", "gone.txt", "ab", "The memo")
    found = [
        Proposal(str(place), "memo", title="T", date="1999", quote=f"In 1999 {EVIL}", date_text="1999")
        for place in (1, 2)
    ]
    path = str(tmp_path / "memo.proposals.toml")
    save_proposals(path, Proposals("mine", (document,), tuple(found)))
    return path


@pytest.fixture
def stop():
    return threading.Event()


@pytest.fixture
def client(file, stop):
    review = Review(file)
    app = review_application(review, MarkedText(file, review.documents), token="secret", stop=stop)
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    assert client.get("/?token=secret").status_code == 303
    return client


def send(client, origin=BASE, **fields):
    return client.post("/", data=fields, headers={"origin": origin} if origin else {})


def test_the_token_works_once(client):
    assert client.get("/").status_code == 200
    client.cookies.clear()
    assert client.get("/").status_code == 401
    assert client.get("/?token=secret").status_code == 401


@pytest.mark.parametrize("origin", [None, "http://elsewhere.example", "http://127.0.0.1:1", "null"])
def test_forms_of_other_pages(client, file, origin):
    assert send(client, origin, do="accept", id="1").status_code == 403
    assert {each.verdict for each in load_proposals(file).proposals} == {"open"}


def test_another_host(client):
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def test_texts_are_no_markup(client):
    assert EVIL not in client.get("/").text
    assert "&lt;script&gt;alert(1)" in client.get("/").text


ACTIONS = {
    "accepted": {"do": "accept", "id": "1", "title": "T", "date": "1999"},
    "edited": {"do": "accept", "id": "1", "title": "U", "date": "1999", "actors": "a, b"},
    "rejected": {"do": "reject", "why": "no fact"},
}


@pytest.mark.parametrize(("verdict", "fields"), ACTIONS.items())
def test_verdicts(client, file, verdict, fields):
    assert send(client, **fields).status_code == 303
    assert load_proposals(file).proposals[0].verdict == verdict


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "accept", "id": "1", "date": "nonsense"},
        {"do": "accept_shown"},
        {"do": "merge"},
        {"do": "go", "id": "9"},
        {"do": "save", "id": "1", "title": "x" * 200_000},
    ],
)
def test_faults_are_told_and_nothing_is_written(client, file, fields):
    answer = send(client, **fields)
    assert (answer.status_code, 'role="alert"' in answer.text) == (400, True)
    assert {each.verdict for each in load_proposals(file).proposals} == {"open"}


def test_the_end(client, stop):
    assert "is closed" in send(client, do="close").text
    assert stop.is_set()


@pytest.mark.parametrize("what", ["accept", "save", "reject", "merge", "new"])
def test_a_form_of_another_tab_is_about_the_proposal_that_it_shows(client, file, what):
    send(client, do=what, id="2", source="memo", title="New", event="e", why="no")
    assert [each.verdict == "open" for each in load_proposals(file).proposals] == [True, False]
    send(client, do="undo")
    assert [(each.title, each.verdict) for each in load_proposals(file).proposals] == [("T", "open"), ("T", "open")]


def test_a_proposal_that_is_gone_is_told(client, file):
    assert send(client, do="accept", id="3", title="T").status_code == 400
    assert {each.verdict for each in load_proposals(file).proposals} == {"open"}


def test_a_document_that_is_not_there_is_told(client):
    assert "gone.txt is not beside memo.proposals.toml" in client.get("/").text


def test_forms_with_many_fields(client):
    many = {f"field{place}": "x" for place in range(100)}
    assert send(client, **many).status_code == 400


def test_the_command_serves_the_page_until_it_is_closed(file):
    command = [sys.executable, "-m", "dateline", "review", file]
    with running(command, stderr=subprocess.PIPE, text=True) as process:
        place = process.stderr.readline().split()[4]
        home = place.partition("?")[0]
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        assert b"Proposal 1 of 2" in opener.open(place).read()
        form = urllib.request.Request(home, b"do=close", {"Origin": home.rstrip("/")})
        assert b"is closed" in opener.open(form).read()
        assert process.wait(20) == 0
        assert process.stderr.read().startswith("0 of 2 have a verdict")
