"""The deadlines beside a picture of events, and its look."""

from __future__ import annotations

import pytest

from dateline.dates import parse
from dateline.deadlines.clocks import Clocks
from dateline.errors import InvalidQuery
from dateline.operations.pictures import deadlines_beside, look
from dateline.query import Query

DAY = parse("2000-10-15").latest
CLOCKS = Clocks(DAY, DAY, "unmet")


def test_deadlines_are_those_of_the_actors(cli, connection, loaded_url):
    found = deadlines_beside(connection, Query(actors=("belarus",)), CLOCKS)
    words = ("deadlines", "--actor", "belarus", "--as-of", "2000-10-15", "--as-known-then", "-f", "jsonl")
    assert [each.record for each in found] == cli(*words, url=loaded_url).records
    assert len(deadlines_beside(connection, Query(actors=("belarus",)), CLOCKS, len(found))) == len(found)
    with pytest.raises(InvalidQuery, match="a picture shows at most 1"):
        deadlines_beside(connection, Query(actors=("belarus",)), CLOCKS, 1)


def test_look(connection):
    found = look(connection, Query(1, 2), DAY, lanes="actor", width=None)
    assert (found.lanes, found.width, found.first, found.last, found.as_of) == ("actor", 1200, 1, 2, DAY)
    assert found.name("theme", "economy") != "economy"
