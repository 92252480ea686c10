"""A state is one actor, whether it was loaded before or after the import that names it; else both are named."""

from __future__ import annotations

import json

import pytest

LAND = """[collection]
id = "{collection}"
title = "States"
[[actor]]
id = "{identity}"
name = "{name}"
kind = "state"
{aliases}
"""
ROWS = [
    {"id": "a", "title": "Talks", "date": "1999", "actors": [{"id": "cameo:BLR", "name": "Belarus"}]},
    {"id": "b", "title": "Trade", "date": "2000", "actors": [{"id": "cameo:BLR"}, {"id": "cameo:RUS", "name": "Russia"}]},
]  # fmt: skip


@pytest.fixture
def run(cli, url, tmp_path):
    def call(*words, **options):
        return cli(*words, url=url, **options)

    yield call
    assert call("db", "check").err.endswith("no faults\n")


@pytest.fixture
def load(run, tmp_path):
    def call(*words, identity="land", name="Land", aliases='aliases = ["cameo:BLR"]', collection="states"):
        path = tmp_path / f"{collection}.toml"
        path.write_text(LAND.format(identity=identity, name=name, aliases=aliases, collection=collection))
        result = run("load", path, *words)
        assert result.code == 0, result.err
        return result.err

    return call


def take(run, rows=ROWS, *words):
    result = run("import", "jsonl", "-", *words, stdin="".join(json.dumps(row) + "\n" for row in rows).encode())
    assert result.code == 0, result.err
    return result.err


def events(run, actor):
    return [(each["id"], [one["id"] for one in each["actors"]]) for each in run(
        "query", "--actor", actor, "-f", "jsonl").records]  # fmt: skip


@pytest.mark.parametrize("codes", ['"cameo:BLR"', '"iso3:BLR"', '"fips:BO"', '"COW:370", "cameo:BLR"'])
@pytest.mark.parametrize("order", ["load first", "import first"])
def test_a_state_is_one_actor_in_either_order(run, load, codes, order):
    aliases = f"aliases = [{codes}]"
    if order == "load first":
        load(aliases=aliases)
        take(run)
    else:
        take(run)
        assert "'cameo:BLR' of an import is now land, which has its code" in load(aliases=aliases)
    for name in ("Land", "cameo:BLR", "iso3:BLR", "cow:370"):
        assert events(run, name) == [("a", ["land"]), ("b", ["land", "cameo:RUS"])]
    assert "0 inserted, 0 updated, 2 unchanged" in take(run)
    assert "BLR" not in load(aliases=aliases)
    take(run, [{"id": "c", "title": "More", "date": "2001", "actors": [{"id": "cameo:BLR"}]}])
    assert len(events(run, "Land")) == 3


def test_the_load_can_be_undone_and_earlier_moments_are_as_they_were(run, load):
    take(run)
    before = run("query", "-f", "jsonl").out
    load()
    assert run("query", "--recorded-at", "@1", "-f", "jsonl").out == before
    assert "in batch" in run("import", "undo", "2").err
    assert run("query", "-f", "jsonl").out == before
    assert events(run, "Belarus") == [("a", ["cameo:BLR"]), ("b", ["cameo:BLR", "cameo:RUS"])]
    assert "is now land" in load()


def test_a_load_that_only_joins_is_a_batch(run, load):
    load(aliases="")
    take(run, ROWS, "--collection", "x")
    assert "is now land" in load()
    assert "'cameo:BLR'" not in load("--prune")


def test_a_dry_run_joins_nothing(run, load):
    take(run)
    assert "'cameo:BLR' of an import would become land, which has its code" in load("--dry-run")
    assert events(run, "Belarus")[0] == ("a", ["cameo:BLR"])


def test_who_belongs_to_it_belongs_to_the_other(run, load, tmp_path):
    head = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    head += "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\t"
    head += "Province\tCountry\tLatitude\tLongitude\n"
    row = "1\t2016-01-01\tPolice (Belarus)\tPolice\tBelarus\tMake statement\t010\t0\tBelarus\t\tBelarus\t1\t1\tP\t\t\t"
    (tmp_path / "e.tab").write_text(head + row + "\tBelarus\t53\t27\n")
    result = run("import", "icews", tmp_path / "e.tab")
    assert result.code == 0, result.err
    load()
    assert [each["id"] for each in run("query", "--actor", "Land", "--members", "-f", "jsonl").records] == [
        "icews:1:2016-01-01"
    ]
    assert "0 inserted, 0 updated, 1 unchanged" in run("import", "icews", tmp_path / "e.tab").err


def test_what_is_not_certain_is_named(run, load):
    take(run)
    said = load(aliases="", name="Belarus")
    assert "'cameo:BLR' of an import is called 'Belarus' too; if it is land: dateline merge cameo:BLR land" in said
    load(identity="other", name="Other", collection="others")
    assert events(run, "Other")[0] == ("a", ["other"])


def test_what_a_curated_record_names_is_left_alone(run, load, tmp_path):
    take(run)
    (tmp_path / "by.toml").write_text(
        '[collection]\nid = "by"\ntitle = "By"\n[[source]]\nid = "s"\ntitle = "S"\n[[event]]\nid = "e"\ntitle = "E"\n'
        'date = "1999"\nactors = ["cameo:BLR"]\nconfidence = "high"\ncitations = [{ source = "s" }]\n'
    )
    assert run("load", tmp_path / "by.toml").code == 0
    said = load()
    assert "'cameo:BLR' is a name of land, and an actor of its own too: dateline merge cameo:BLR land" in said
    assert run("merge", "cameo:BLR", "land").code == 0
    assert len(events(run, "Land")) == 3


def test_a_code_that_two_states_have_joins_neither(run, load):
    take(run, [{"id": "y", "title": "Y", "date": "1950", "actors": [{"id": "cameo:YUG", "name": "Yugoslavia"}]}])
    load(aliases='aliases = ["cow:345"]')
    assert events(run, "Yugoslavia") == [("y", ["cameo:YUG"])]
