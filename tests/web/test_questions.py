"""The pages of the questions about deadlines show what the commands print, and give it as files."""

from __future__ import annotations

import json
import re

import pytest

from dateline.web.questions.pages import cell
from dateline.web.questions.table import QUESTIONS

DAYS = "as_of=2000-10-15&known_at=2000-12-31"
ARGS = ("--as-of", "2000-10-15", "--known-at", "2000-12-31")
TWO = "from=2000-01-01&to=2000-10-15&known_at=2000-12-31"
COMMANDS = {
    "changes": (TWO, ("diff", "--from", "2000-01-01", "--to", "2000-10-15", "--known-at", "2000-12-31")),
    "slippage": ("as_of=2008-12-31&known_at=2010", ("slippage", "--as-of", "2008-12-31", "--known-at", "2010")),
    "cascade": (DAYS, ("cascade", *ARGS)),
    "responsibility": (DAYS, ("responsibility", *ARGS)),
    "unknowns": (DAYS, ("unknowns", "--limit", "1000", *ARGS)),
}


def test_every_question_is_tried():
    assert set(COMMANDS) == {question.name for question in QUESTIONS}


@pytest.mark.parametrize("name", COMMANDS)
def test_files_are_those_of_the_command(client, cli, loaded_url, name):
    asked, words = COMMANDS[name]
    records = cli("deadlines", *words, "-f", "jsonl", url=loaded_url).records
    assert records
    answer = client.get(f"/deadlines/{name}.jsonl?{asked}")
    assert [json.loads(line) for line in answer.text.splitlines()] == records
    table = client.get(f"/deadlines/{name}.csv?{asked}")
    assert table.text.replace("\r\n", "\n") == cli("deadlines", *words, "-f", "csv", url=loaded_url).out.replace(
        "\r\n", "\n"
    )
    assert f'filename="deadlines-{name}.csv"' in table.headers["content-disposition"]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_has_a_row_for_each_record(client, cli, loaded_url, name):
    asked, words = COMMANDS[name]
    records = cli("deadlines", *words, "-f", "jsonl", url=loaded_url).records
    html = client.get(f"/deadlines/{name}?{asked}").text
    assert html.count("<th scope=row") == len(records)
    assert f"{len(records)} row" in html
    for address in set(re.findall(r'href="(/(?:deadline|source)/[^"]*)"', html)):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)
def test_every_question_leads_to_the_others_with_the_same_filters(client, question):
    html = client.get(f"/deadlines/{question.name}?theme=currency&forecasts=1").text
    for other in QUESTIONS:
        assert f'href="/deadlines/{other.name}?theme=currency&amp;forecasts=1"' in html
        assert client.get(f"/deadlines/{other.name}?theme=currency&forecasts=1").status_code == 200


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/deadlines/changes", "Choose the first day."),
        ("/deadlines/changes?from=2000-10-15&to=2000-10-15", "Nothing changed."),
        ("/deadlines/responsibility?as_of=1900&as_known_then=1", "Nothing is overdue."),
        ("/deadlines/slippage?as_of=1900", "No due date was amended."),
    ],
)
def test_an_empty_answer_says_so(client, address, said):
    answer = client.get(address)
    assert answer.status_code == 200
    assert said in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/deadlines/changes?from=2001&to=2000",
        "/deadlines/cascade?as_of=01/02/2000",
        "/deadlines/cascade?programme=nothing",
        "/deadlines/cascade?from=2000",
        "/deadlines/slippage?threshold=2",
        "/deadlines/unknowns?known_at=2000&as_known_then=1",
    ],
)
def test_what_cannot_be_asked_is_refused(client, address):
    assert client.get(address).status_code in (400, 404)


def test_cells():
    record = {"slip": [3, None], "none": None, "after_expiry": True, "finish_from": "2000", "finish_to": None, "n": 7}
    texts = {key: [text for text, _ in cell(record, key, {}).parts] for key in ("slip", "none", "after_expiry", "n")}
    assert texts == {"slip": ["3 or more"], "none": [], "after_expiry": ["yes"], "n": ["7"]}
    assert cell(record, "finish", {}).parts == [("from 2000", None)]
