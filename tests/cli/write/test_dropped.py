"""Whatever a merge drops of the record that goes is named, field by field; what stays as a claim or alias is not."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from dateline.claims.dropped import dropped
from dateline.dates import parse
from dateline.model import Actor, Citation, Claim, Event, Measure

STAYS = Event("a", "Talks", parse("1999-05-03"))
OTHERS: dict[str, Any] = {
    "title": "Other talks", "date": parse("1999"), "date_text": "in 1999", "description": "Long. " * 20, "kind": "talks",
    "place": "Minsk", "latitude": 53.9, "longitude": 27.5, "confidence": "low", "verdict": "editor", "calendar": "julian",
    "measures": (Measure("deaths", 3),),
}  # fmt: skip
ADDED = {"id", "actors", "themes", "citations"}


def test_every_field_of_an_event_is_added_or_named():
    assert {field.name for field in dataclasses.fields(Event)} == set(OTHERS) | ADDED
    for name, value in OTHERS.items():
        found = dropped(dataclasses.replace(STAYS, id="b", **{name: value}), STAYS)
        assert len(found) == 1, name
        assert found[0].startswith("deaths" if name == "measures" else f"{name} ")
        assert len(found[0]) < 90


def test_every_field_of_an_actor_is_added_or_named():
    stays = Actor("a", "Ann", "person", aliases=("Bob",))
    others: dict[str, Any] = {"kind": "state", "description": "A state", "date": parse("1991/")}
    names = {field.name for field in dataclasses.fields(Actor)}
    assert names == set(others) | {"id", "name", "aliases", "member_of", "citations"}
    for name, value in others.items():
        assert [each.split()[0] for each in dropped(dataclasses.replace(stays, **{name: value}), stays)] == [name]
    assert dropped(dataclasses.replace(stays, name="Bob"), stays) == []


def test_what_a_source_claims_is_not_dropped():
    claim = Claim(parse("1999"), "in 1999", "julian", None, "Minsk", (), (Measure("deaths", 3),))
    kept = dataclasses.replace(STAYS, citations=(Citation("memo", claim=claim),))
    for name in ("date", "date_text", "calendar", "place", "measures"):
        assert dropped(dataclasses.replace(STAYS, **{name: OTHERS[name]}), kept) == []
    assert dropped(dataclasses.replace(STAYS, date=parse("undated")), kept) == []


@pytest.mark.parametrize("as_claims", [False, True])
def test_the_command_says_what_is_dropped(cli, url, folder, as_claims):
    head = '[collection]\nid = "m"\ntitle = "M"\n[[source]]\nid = "memo"\ntitle = "Memo"\n'
    event = '[[event]]\nid = "{0}"\ntitle = "Talks {0}"\ndate = "{1}"\nconfidence = "high"\ncitations = [{{ source = "memo", locator = "{2}" }}]\n'
    assert (
        cli("load", folder(all=head + event.format("a", "1999-05", "1") + event.format("b", "1999", "2")), url=url).code
        == 0
    )
    done = cli("merge", "a", "b", *(["--as-claims"] if as_claims else []), url=url)
    assert done.code == 0, done.err
    assert "dropped of a: title Talks a\n" in done.err
    assert ("dropped of a: date 1999-05\n" in done.err) is not as_claims
    assert ("--as-claims keeps date, place and numbers" in done.err) is not as_claims
