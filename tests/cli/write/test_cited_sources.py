"""Sources as bibliographies: all of them, or those that the events of a view cite."""

from __future__ import annotations

import json

import pytest
from pybtex.database import parse_string


@pytest.fixture
def known(cli, loaded_url):
    """Return the sources of the shipped collection by id."""
    return {record["id"]: record for record in cli("sources", "-f", "jsonl", url=loaded_url).records}


def keys(form, text):
    if form == "bibtex":
        return list(parse_string(text, "bibtex").entries)
    return [item["id"] for item in json.loads(text)]


@pytest.mark.parametrize("form", ["bibtex", "csl"])
def test_all_sources(cli, loaded_url, known, form):
    result = cli("sources", "-f", form, url=loaded_url)
    assert result.code == 0
    assert keys(form, result.out) == list(known)


def test_what_is_known_of_a_source_stands_in_its_entry(cli, loaded_url, known):
    entries = parse_string(cli("sources", "-f", "bibtex", url=loaded_url).out, "bibtex").entries
    assert {
        identity: (entry.fields.get("date"), entry.fields.get("url"), bool(entry.persons))
        for identity, entry in entries.items()
    } == {identity: (source["date"], source["url"], source["author"] is not None) for identity, source in known.items()}
    [author] = entries["moshes-2000"].persons["author"]
    assert (author.first_names, author.last_names) == (["Arkady"], ["Moshes"])


VIEWS = ("", "--from 2000 --to 2000", "--actor Lukashenko --theme energy", "--text no-such-word")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("command", ["query", "export"])
@pytest.mark.parametrize("form", ["bibtex", "csl"])
def test_the_sources_of_a_view_are_those_that_its_events_cite(cli, loaded_url, command, view, form):
    events = cli(command, *view.split(), "-f", "jsonl", url=loaded_url).records
    cited = dict.fromkeys(citation["source"] for event in events for citation in event["citations"])
    result = cli(command, *view.split(), "-f", form, url=loaded_url)
    assert result.code == 0
    assert keys(form, result.out) == list(cited)


@pytest.mark.parametrize("command", ["actors", "programmes"])
def test_the_sources_of_other_records(cli, loaded_url, known, command):
    records = cli(command, "-f", "jsonl", url=loaded_url).records
    cited = dict.fromkeys(citation["source"] for record in records for citation in record["citations"])
    items = json.loads(cli(command, "-f", "csl", url=loaded_url).out)
    assert [item["id"] for item in items] == list(cited)
    assert [item["title"] for item in items] == [known[item["id"]]["title"] for item in items]


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("a.csl.json", '[\n{"id": "moshes-2000", "type"'), ("a.bib", "@"), ("a.json", '[\n{"id": "early-warning')],
)
def test_the_ending_of_a_file_says_the_format(cli, loaded_url, tmp_path, name, beginning):
    assert cli("export", "-o", tmp_path / name, url=loaded_url).code == 0
    assert (tmp_path / name).read_text("utf-8").startswith(beginning)


@pytest.mark.parametrize("command", ["themes", "stats", "query --count"])
@pytest.mark.parametrize("form", ["bibtex", "csl"])
def test_what_cites_nothing_has_no_bibliography(cli, loaded_url, tmp_path, command, form):
    file = tmp_path / "none.bib"
    result = cli(*command.split(), "-f", form, "-o", file, url=loaded_url)
    assert result.code == 2
    assert "is not available here: it holds only sources and records that cite sources" in result.err
    assert not file.exists()
