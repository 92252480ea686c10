"""Records, lists and totals are those of the commands."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from dateline.errors import Ambiguous, NotFound
from dateline.operations import records
from dateline.storage.opening import reading

IDS = ("decl-1998-treaty", "usp-3-1", "belarus", "union-state-programme-1999", "moshes-2000", "economy")


@pytest.mark.parametrize("identity", IDS)
def test_one_record(cli, connection, loaded_url, identity):
    found = records.record(connection, identity)
    assert found.record == json.loads(cli("show", identity, "-f", "json", url=loaded_url).out)
    assert (found.deadline and found.deadline.id) == (identity if "due" in found.record else None)


def test_a_record_of_another_kind(connection):
    with pytest.raises(NotFound, match="there is no actor with the id 'usp-3-1'") as caught:
        records.record(connection, "usp-3-1", "actor")
    assert caught.value.hint == "it is the id of: deadline"
    with pytest.raises(NotFound) as caught:
        records.record(connection, "usp-3-111")
    assert caught.value.hint.startswith("did you mean usp-3-1")


@pytest.mark.parametrize("text", [None, "bel", "nobody at all"])
@pytest.mark.parametrize("what", get_args(records.Listing))
def test_lists(cli, connection, loaded_url, what, text):
    words = [what, *([text] if text else []), "-f", "jsonl"]
    assert records.listed(connection, what, text) == cli(*words, url=loaded_url).records


def test_actors_of_a_kind(cli, connection, loaded_url):
    states = records.listed(connection, "actors", kind="state")
    assert states == cli("actors", "--kind", "state", "-f", "jsonl", url=loaded_url).records
    assert states


def test_statistics(cli, connection, loaded_url):
    found = cli("stats", "-f", "jsonl", url=loaded_url).records
    assert records.statistics(connection) == {record["what"]: record["value"] for record in found}
    assert records.totals(connection).items() <= records.statistics(connection).items()


def test_two_kinds_of_one_id(cli, url, folder):
    both = '[[actor]]\nid = "peace"\nname = "Peace"\nkind = "body"\n\n[[theme]]\nid = "peace"\ntitle = "Peace"\n'
    assert cli("load", folder(all=both), url=url).code == 0
    with reading(url) as connection:
        with pytest.raises(Ambiguous) as caught:
            records.record(connection, "peace")
        assert caught.value.hint == "add --kind actor or --kind theme"
        assert records.record(connection, "peace", "theme").record["title"] == "Peace"
