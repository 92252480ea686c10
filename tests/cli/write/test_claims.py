"""What each source says goes through every door of the command line, on every engine; who uses none sees none."""

from __future__ import annotations

import json

import pytest

from dateline.wire_fields import EVENT_FIELDS

CITED = """citations = [
    { source = "memo", locator = "p. 4", date = "1999-21", date_text = "spring", language = "en", place = "Minsk" },
    { source = "gazette", date = "1999-05-03", actors = ["russia (host)"], measures = [{ name = "deaths", value = 3 }] },
    { source = "third", date = "1999", calendar = "julian", date_text = "7507" },
    { source = "third", locator = "says nothing" },
]
"""
COLLECTION = (
    '[collection]\nid = "mine"\ntitle = "Mine"\n'
    + "".join(f'[[source]]\nid = "{each}"\ntitle = "{each.title()}"\n' for each in ("memo", "gazette", "third"))
    + "".join(f'[[actor]]\nid = "{each}"\nname = "{each}"\nkind = "state"\n' for each in ("belarus", "russia", "ussr"))
    + '[[event]]\nid = "plain"\ntitle = "Plain"\ndate = "1998"\nconfidence = "high"\ncitations = [{ source = "memo" }]\n'
    + '[[event]]\nid = "talks"\ntitle = "Talks"\ndate = "1999-05-03"\nverdict = "best source"\n'
    + 'actors = ["belarus"]\nconfidence = "medium"\n'
    + CITED
)


@pytest.fixture
def filled(cli, url, folder):
    assert cli("load", folder(all=COLLECTION), url=url).code == 0
    return url


def claimed(cli, url):
    return {
        each["id"]: (each["verdict"], each["claims"])
        for each in cli("query", "-f", "jsonl", "--claims", url=url).records
    }


def test_the_wire_has_claims_on_request_only(cli, filled):
    assert all(tuple(each) == EVENT_FIELDS for each in cli("query", "-f", "jsonl", url=filled).records)
    found = claimed(cli, filled)
    assert found["plain"] == (None, [])
    verdict, (memo, gazette, third) = found["talks"]
    assert verdict == "best source"
    assert memo == {
        "citation": 0, "source": "memo", "locator": "p. 4", "date": "1999-21", "date_text": "spring", "calendar": None,
        "language": "en", "earliest": "1999-03-01", "latest": "1999-05-31", "place": "Minsk", "actors": [],
        "measures": [],
    }  # fmt: skip
    assert gazette["actors"] == [{"id": "russia", "role": "host"}]
    assert [each["value"] for each in gazette["measures"]] == [3]
    assert third["calendar"] == "julian"
    shown = cli("show", "talks", url=filled).out
    assert "memo, p. 4 says 1999-21 (“spring”, en), in Minsk" in shown
    assert "third says 1999 (7507, Julian)" in shown
    assert "claims" not in cli("show", "plain", url=filled).out
    for command in ("export", "query", "query --by-source memo"):
        assert "Memo says 1999-21" in cli(*command.split(), "-f", "chronology", url=filled).out, command


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "parquet"])
def test_files_bring_claims_back(cli, filled, new_url, tmp_path, form):
    file, other, wanted = tmp_path / f"all.{form}", new_url(), claimed(cli, filled)
    assert cli("export", "--claims", "-o", file, url=filled).code == 0
    assert cli("import", form, file, url=other).code == 0
    assert claimed(cli, other) == wanted
    assert "2 unchanged" in cli("import", form, file, url=other).err
    assert cli("db", "check", url=other).code == 0
    plain = cli("export", "-f", "csv", url=filled)
    assert plain.out.splitlines()[0] == ",".join(EVENT_FIELDS)
    assert "what sources say of 1 event is left out; --claims adds it" in plain.err


def test_a_lake_has_claims(cli, filled, tmp_path):
    pytest.importorskip("duckdb", reason="no lake: duckdb is missing")
    lake, wanted = tmp_path / "lake", claimed(cli, filled)
    assert cli("lake", "create", lake).code == 0
    for form in ("csv", "jsonl"):
        file = tmp_path / f"all.{form}"
        assert cli("export", "--claims", "-o", file, url=filled).code == 0
        assert cli("lake", "add", lake, form, file).code == 0
        assert claimed(cli, f"lake:{lake}") == wanted
    assert "russia" in cli("actors", "-f", "jsonl", url=f"lake:{lake}").out


def test_dump_edit_history_and_undo_keep_claims(cli, filled, tmp_path, folder):
    assert cli("dump", tmp_path / "dumped", url=filled).code == 0
    assert "0 updated" in cli("load", tmp_path / "dumped", url=filled).err
    before = claimed(cli, filled)
    changed = COLLECTION.replace('date = "1999-21"', 'date = "1999-22"')
    assert "1 updated" in cli("load", folder(all=changed), url=filled).err
    assert claimed(cli, filled)["talks"][1][0]["date"] == "1999-22"
    assert "1999-22" in cli("history", "talks", "-f", "jsonl", url=filled).out
    assert cli("restore", "talks", "--at", "@1", url=filled).code == 0
    assert claimed(cli, filled) == before
    assert cli("db", "check", url=filled).code == 0


def test_an_actor_that_a_claim_names_stays_and_is_merged(cli, filled):
    refused = cli("remove", "russia", url=filled)
    assert refused.code != 0
    assert "talks" in refused.err + refused.out
    assert cli("merge", "russia", "ussr", url=filled).code == 0
    assert claimed(cli, filled)["talks"][1][1]["actors"] == [{"id": "ussr", "role": "host"}]
    assert cli("db", "check", url=filled).code == 0


def test_an_import_names_a_merged_actor_and_comes_again(cli, filled, tmp_path):
    assert cli("merge", "russia", "ussr", url=filled).code == 0
    file, claims = tmp_path / "more.jsonl", [{"citation": 0, "actors": [{"id": "russia"}, {"id": "new"}]}]
    event = {"id": "i1", "title": "More", "date": "1999", "citations": [{"source": "memo"}], "claims": claims}
    file.write_text(json.dumps(event) + "\n")
    assert "1 inserted" in cli("import", "jsonl", file, url=filled).err
    assert [each["id"] for each in claimed(cli, filled)["i1"][1][0]["actors"]] == ["ussr", "new"]
    assert "1 unchanged" in cli("import", "jsonl", file, url=filled).err
    assert cli("db", "check", url=filled).code == 0
    assert cli("import", "undo", "3", url=filled).code == 0
    assert "new" not in cli("actors", "-f", "csv", url=filled).out
    assert cli("db", "check", url=filled).code == 0


def test_a_corrected_import_keeps_its_claims(cli, url, tmp_path):
    file = tmp_path / "more.jsonl"
    claim = {"citation": 0, "date": "1999-05"}
    event = {
        "id": "i1", "title": "More", "date": "1999", "citations": [{"source": "memo"}],
        "claims": [claim],
    }  # fmt: skip
    file.write_text(json.dumps(event) + "\n")
    assert cli("import", "jsonl", file, url=url).code == 0
    assert cli("add", "citation", "i1", "--source", "memo", "--locator", "p. 9", url=url).code == 0
    assert claimed(cli, url)["i1"][1][0]["date"] == "1999-05"
    claim["date"] = "1999-06"
    file.write_text(json.dumps(event) + "\n")
    again = cli("import", "jsonl", file, url=url)
    assert "claims" in again.err
    assert claimed(cli, url)["i1"][1][0]["date"] == "1999-05"
    assert cli("db", "check", url=url).code == 0


def test_a_copy_without_claims_changes_nothing(cli, filled, tmp_path):
    file, before = tmp_path / "plain.csv", claimed(cli, filled)
    assert cli("export", "-o", file, url=filled).code == 0
    assert "2 unchanged" in cli("import", "csv", file, url=filled).err
    assert claimed(cli, filled) == before
    file.write_text(file.read_text().replace("Talks", "Other talks"))
    assert "where the record differs" in cli("import", "csv", file, url=filled).err


def test_a_bad_row_is_rejected_and_nothing_is_written(cli, url, tmp_path):
    file = tmp_path / "bad.csv"
    file.write_text('id,date,title,citations,claims\na,1999,T,memo,"[{""citation"": 1, ""date"": ""1999""}]"\n')
    result = cli("import", "csv", file, url=url)
    assert result.code != 0
    assert "claim 1 has no citation" in result.err
    assert cli("query", "--count", url=url).out.strip() == "0"


@pytest.mark.parametrize("words", ["query --claims", "query --claims --count", "export --claims -f ics"])
def test_claims_are_refused_where_they_have_no_place(cli, filled, words):
    result = cli(*words.split(), url=filled)
    assert result.code == 2
    assert "--claims" in result.err


def two(cli, url, folder):
    text = COLLECTION.replace('date = "1998"', 'date = "1999-05-10"\ndate_text = "10 May"\nplace = "Brest"')
    assert cli("load", folder(all=text), url=url).code == 0


def test_two_records_of_one_event_become_one_with_two_claims(cli, url, folder):
    two(cli, url, folder)
    before = claimed(cli, url)
    assert cli("merge", "plain", "talks", "--as-claims", url=url).code == 0
    (record,) = cli("query", "-f", "jsonl", "--claims", url=url).records
    assert (record["id"], record["date"], record["place"]) == ("talks", "1999-05-03", None)
    said = [(each["source"], each["date"], each["place"], each["date_text"]) for each in record["claims"]]
    assert said == [
        ("memo", "1999-21", "Minsk", "spring"), ("gazette", "1999-05-03", None, None), ("third", "1999", None, "7507"),
        ("third", "1999-05-03", None, None), ("memo", "1999-05-10", "Brest", "10 May"),
    ]  # fmt: skip
    certain = cli("conflicts", "talks", "--match", "certain", "-f", "jsonl", url=url).records
    assert {each["one_says"] for each in certain} | {each["other_says"] for each in certain} == {
        "1999-05-03",
        "1999-05-10",
    }
    assert cli("db", "check", url=url).code == 0
    assert cli("import", "undo", "2", url=url).code == 0
    assert claimed(cli, url) == before


@pytest.mark.parametrize("pair", [("plain", "plain"), ("plain", "nothing"), ("russia", "ussr")])
def test_what_cannot_be_merged_as_claims(cli, url, folder, pair):
    two(cli, url, folder)
    before = claimed(cli, url)
    result = cli("merge", *pair, "--as-claims", url=url)
    assert result.code == 2
    assert result.err.count("dateline:") == 1
    assert claimed(cli, url) == before


def test_an_event_without_a_source_claims_nothing(cli, filled, tmp_path):
    file = tmp_path / "bare.jsonl"
    file.write_text(json.dumps({"id": "bare", "title": "Bare", "date": "1999"}) + "\n")
    assert cli("import", "jsonl", file, url=filled).code == 0
    result = cli("merge", "bare", "talks", "--as-claims", url=filled)
    assert result.code == 2
    assert "'bare' cites no source" in result.err
