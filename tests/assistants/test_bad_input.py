"""Whatever a model sends gets an answer or an error with a hint, and changes nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from dateline.assistants.arguments import values_of
from dateline.assistants.tools import TOOLS
from dateline.errors import DatelineError

WRONG: list[tuple[str, dict[str, Any], str, str]] = [
    ("query", {"limit": -1}, "limit is -1", "from 1 on"),
    ("query", {"limit": 0}, "limit is 0", "from 1 on"),
    ("query", {"limit": "ten"}, "limit is 'ten'", "whole number"),
    ("query", {"limit": True}, "limit is True", "whole number"),
    ("query", {"limit": 1.5}, "limit is 1.5", "whole number"),
    ("query", {"offset": -5}, "offset is -5", "from 0 on"),
    ("query", {"members": "yes"}, "members is 'yes'", "true or false"),
    ("query", {"members": True}, "members needs actor", ""),
    ("query", {"match": "sure"}, "match is 'sure'", "'certain'"),
    ("query", {"match": ["certain"]}, "match is ['certain']", "'certain'"),
    ("query", {"actor": 7}, "actor is 7", "a text"),
    ("query", {"actor": {"name": "x"}}, "actor is {'name': 'x'}", "a text"),
    ("query", {"actor": ["a"] * 9}, "actor has 9 values", "at most 8"),
    ("query", {"text": "x" * 201}, "text is a text of 201 characters", "at most 200"),
    ("query", {"text": "a\0b"}, "text holds what is no character", ""),
    ("query", {"text": "\ud800"}, "text holds what is no character", ""),
    ("query", {"text": "..."}, "text needs at least one letter", ""),
    ("query", {"actors": "Belarus"}, "there is no argument 'actors'", "did you mean actor?"),
    ("query", {"url": "/etc/passwd"}, "there is no argument 'url'", ""),
    ("query", {"from": "2001", "to": "1999"}, "the range runs backwards", ""),
    ("query", {"from": "the other day"}, "'the other day' is not a date", ""),
    ("query", {"km": 5}, "km needs near", ""),
    ("query", {"where": "deaths ! 3"}, "", ""),
    ("query", {"span": "soon", "around": "x"}, "'soon' is not a span of time", "30 days"),
    ("show", {}, "id is missing", ""),
    ("show", {"id": ""}, "id is missing", ""),
    ("show", {"id": "../../etc/passwd"}, "there is no record", ""),
    ("show", {"id": "belarus", "kind": "table"}, "kind is 'table'", "'event'"),
    ("deadlines", {"state": "late"}, "state is 'late'", "'met_late'"),
    ("deadlines", {"threshold": 4}, "threshold is 4", "'3'"),
    ("deadlines", {"as_of": "2000", "known_at": "1999", "as_known_then": True}, "", ""),
    ("explain", {"id": "'; DROP TABLE event; --"}, "there is no deadline", ""),
    ("conflicts", {"event": "nowhere"}, "there is no event", ""),
    ("conflicts", {"by": "colour"}, "by is 'colour'", "'day'"),
    ("verify_quote", {"source": "moshes-2000"}, "quote is missing", ""),
    ("verify_quote", {"source": "moshes-2000", "quote": "x" * 10_001}, "quote is a text of 10,001", ""),
    ("date", {"text": []}, "text is missing", ""),
    ("date", {"text": [1999, None]}, "text is 1999", "a text"),
    ("describe", {"list": "passwords"}, "list is 'passwords'", "'actors'"),
]


def content(url):
    return hashlib.sha256(Path(url.removeprefix("sqlite:///")).read_bytes()).hexdigest()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_is_wrong_is_said_with_what_can_be(model, loaded_url):
    before = content(loaded_url)
    for (name, given, error, hint), said in zip(WRONG, model.several([each[:2] for each in WRONG]), strict=True):
        assert said.error, (name, given, said.text)
        assert error in said.data["error"], (given, said.data)
        assert hint in (said.data["hint"] or ""), (given, said.data)
        assert "--" not in said.data["error"].replace(repr(given.get("id")), ""), said.data
    assert content(loaded_url) == before


@pytest.mark.parametrize("name", TOOLS)
def test_arguments_of_any_type_are_refused_by_name(name):
    tool = TOOLS[name]
    for option in tool.input_schema()["properties"]:
        for value in ({}, [[]], {"a": 1}, [{}], object()):
            with pytest.raises(DatelineError, match=option):
                values_of({option: value}, tool.options)


def test_unknown_tools_prompts_and_resources_are_named_with_the_nearest(model):
    from mcp.shared.exceptions import MCPError

    async def ask(client):
        found = []
        for call in (
            client.call_tool("qery", {}),
            client.call_tool("delete_everything", {}),
            client.get_prompt("known_bye", {}),
            client.get_prompt("known_by", {}),
            client.get_prompt("known_by", {"day": "2000", "night": "x"}),
            client.read_resource("dateline://event/nowhere"),
            client.read_resource("dateline://table/event"),
            client.read_resource("file:///etc/passwd"),
        ):
            with pytest.raises(MCPError) as raised:
                await call
            found.append(str(raised.value))
        return found

    said = model.session(ask)
    wanted = (
        "did you mean query?", "there are describe, query", "did you mean known_by?", "day is missing",
        "no argument 'night'", "there is no event with the id 'nowhere'", "there is no resource", "there is no resource",
    )  # fmt: skip
    for part, each in zip(wanted, said, strict=True):
        assert part in each, said


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_database_that_vanishes_is_told_and_another_is_read(model_of, own_url, loaded_url):
    own = model_of(own_url)
    file = own_url.removeprefix("sqlite:///")
    total = own.call("query")["total"]
    os.remove(file)
    assert "no database at" in own.refused("query")[0]
    shutil.copy(loaded_url.removeprefix("sqlite:///"), file)
    assert own.call("query")["total"] == total
    Path(file).write_bytes(b"no database at all" * 100)
    assert own.refused("query")[0]


def test_what_takes_too_long_is_given_up(model_of, loaded_url):
    hurried = model_of(loaded_url, patience=0.0)
    assert hurried.refused("query") == (
        "the answer takes too long",
        "ask for fewer: a shorter range of days, an actor or a theme",
    )
    assert hurried.call("date", text="1999")["records"][0]["edtf"] == "1999"
