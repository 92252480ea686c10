"""A format that asks for sources is given the records of all of them, by id; others are not."""

from __future__ import annotations

import json
import sys
import types

import pytest

from dateline import formats


@pytest.fixture
def telling(monkeypatch):
    """Register the format "telling", which writes what it is given of the sources of each event."""

    def write(fields, records, stream, *, sources):
        for record in records:
            json.dump([sources[citation["source"]] for citation in record["citations"]], stream, ensure_ascii=False)
            stream.write("\n")

    module = types.ModuleType("telling")
    vars(module).update(EXTENSIONS=(".telling",), READS=False, NEEDS_SOURCES=True, write=write)
    monkeypatch.setitem(sys.modules, "telling", module)
    monkeypatch.setitem(formats.BUILTIN, "telling", "telling")


@pytest.mark.parametrize("command", ["query", "export"])
def test_sources_are_given_to_those_who_ask(cli, loaded_url, telling, command):
    result = cli(command, "--source", "moshes-2000", "-f", "telling", url=loaded_url)
    assert result.code == 0, result.err
    told = [source for line in result.out.splitlines() for source in json.loads(line)]
    assert {
        "id": "moshes-2000",
        "title": "Russia’s Belarus Dilemma",
        "author": "Arkady Moshes",
        "publisher": "PONARS, Policy Memo 182",
        "date": "2000-12",
        "url": None,
        "language": "en",
        "note": "The founding document of this collection. Pages are those of the memo.",
    } in told
