"""Deadlines, and one of them with its reasons, are those of the commands."""

from __future__ import annotations

import json

import pytest

from dateline.dates import parse
from dateline.deadlines.clocks import Clocks
from dateline.errors import NotFound
from dateline.operations import deadlines
from dateline.storage.reading.deadline_lists import question_of
from dateline.storage.reading.horizon_lookup import Horizon

DAY = parse("2000-10-15").latest
CLOCKS = Clocks(DAY, DAY, "unmet")
HORIZON = Horizon("2000", (parse("2000").earliest, parse("2000").latest))
COMMAND = ("deadlines", "--as-of", "2000-10-15", "--as-known-then", "-f", "jsonl")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, ()),
        ({"overdue": True}, ("--overdue",)),
        ({"actors": ("Belarus",), "forecasts": True}, ("--actor", "Belarus", "--forecasts")),
    ],
)
@pytest.mark.parametrize("horizon", [None, HORIZON])
def test_many(cli, connection, loaded_url, asked, words, horizon):
    beyond = ("--horizon", "2000") if horizon else ()
    wanted = cli(*COMMAND, *words, *beyond, url=loaded_url).out.splitlines()
    question = question_of(CLOCKS, **asked)
    assert list(deadlines.Found(connection, question, horizon).lines()) == wanted
    found = deadlines.Found(connection, question, horizon)
    assert list(found.records()) == list(map(json.loads, wanted))
    assert found.number == sum(found.degrees.values()) == len(wanted)


def test_citations(connection):
    records = deadlines.Found(connection, question_of(CLOCKS)).records()
    assert all(record["citations"] for record in deadlines.with_citations(connection, records))


def test_one(cli, connection, loaded_url):
    judged = deadlines.judged(connection, "usp-3-1", CLOCKS)
    words = ("explain", "usp-3-1", "--as-of", "2000-10-15", "--as-known-then", "-f", "json")
    settling = {"would_settle": deadlines.would_settle(connection, judged, CLOCKS)}
    assert deadlines.explained(judged, CLOCKS) | settling == json.loads(cli(*words, url=loaded_url).out)
    with pytest.raises(NotFound, match="there is no deadline 'belarus'"):
        deadlines.judged(connection, "belarus", CLOCKS)
