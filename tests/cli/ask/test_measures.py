"""Measures from file to answer: conditions, sums, history and undo, on each engine."""

from __future__ import annotations

import pytest

HEAD = '[collection]\nid = "mine"\ntitle = "Mine"\n\n[[source]]\nid = "memo"\ntitle = "Memo"\n'
EVENT = '\n[[event]]\nid = "{}"\ntitle = "{}"\ndate = "{}"\nconfidence = "high"\ncitations = [{{ source = "memo" }}]\n'
EVENTS = {
    "a": ("1999-05-03", '{ name = "deaths", value = 25, low = 20, high = 40, unit = "people" }'),
    "b": ("1999-12-31/2000-01-02", '{ name = "deaths", value = 10, unit = "people" }'),
    "c": ("2000-03-01", '{ name = "deaths", low = 3, unit = "people" }, { name = "tone", value = -2.5 }'),
    "d": ("2000?", '{ name = "deaths", value = 7, unit = "people" }'),
    "e": ("2000-04-01", ""),
    "f": ("[1999-01,2000-02-03]", '{ name = "deaths", value = 4, low = 4, high = 5, unit = "people" }'),
}
TOML = HEAD + "".join(
    EVENT.format(identity, identity.upper(), date) + (f"measures = [{some}]\n" if some else "")
    for identity, (date, some) in EVENTS.items()
)


@pytest.fixture
def filled(cli, url, folder):
    assert cli("load", folder(mine=TOML), url=url).code == 0
    return url


@pytest.mark.in_part(2)
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--where", "deaths >= 21"], "a? c?"),
        (["--where", "deaths >= 20"], "a c?"),
        (["--where", "deaths < 10"], "c? d f"),
        (["--where", "deaths >= 5", "--where", "deaths <= 20"], "a? b c? d f?"),
        (["--where", "deaths >= 5", "--where", "deaths <= 20", "--match", "certain"], "b d"),
        (["--where", "deaths != 4"], "a b c? d f?"),
        (["--where", "deaths [people] = 10"], "b c?"),
        (["--where", "tone < 0", "--where", "deaths > 0"], "c"),
        (["--where", "deaths >= 20", "--from", "1999", "--to", "1999", "--match", "within"], "a"),
        (["--where", "deaths >= 3", "--on", "2000", "--match", "certain"], "b c"),
        (["--where", "deaths >= 3", "--limit", "2", "--sort", "-date"], "c d"),
    ],
)
def test_where(cli, filled, words, expected):
    records = cli("query", "-f", "jsonl", *words, url=filled).records
    found = sorted(record["id"] + ("?" if record["match"] == "possible" else "") for record in records)
    assert found == expected.split()
    if "--limit" not in words:
        (count,) = cli("query", "-f", "jsonl", "--count", *words, url=filled).records
        assert count["total"] == len(found)


def test_by_year_tells_certain_from_possible(cli, filled):
    rows = cli("query", "--where", "deaths >= 21", "--by", "year", "-f", "jsonl", url=filled).records
    assert rows == [{"year": "1999", "certain": 0, "possible": 1}, {"year": "2000", "certain": 0, "possible": 1}]


def test_sums_by_year(cli, filled):
    done = cli("query", "--by", "year", "--sum", "deaths", "-f", "jsonl", url=filled)
    assert [[row[key] for key in row if key != "certain"][1:] for row in done.records] == [
        # possible, deaths, low, high, missing: what lies across New Year, or only may lie in a year, may add 0
        [1, 25, 20, 55, 0],
        [2, None, 3, None, 1],
    ]
    assert "deaths in people" in done.err
    assert "1 event without deaths, not summed" in done.err
    assert "deaths_low or deaths_high is empty where an event has no such bound" in done.err


def test_sums_of_all(cli, filled):
    (row,) = cli("query", "--sum", "deaths", "--to", "1999", "-f", "jsonl", url=filled).records
    assert row == {
        "certain": 2, "possible": 1, "deaths": 35, "deaths_low": 30, "deaths_high": 55, "deaths_missing": 0,
    }  # fmt: skip
    (row,) = cli("query", "--sum", "tone", "-f", "jsonl", url=filled).records
    assert (row["tone"], row["tone_missing"]) == (-2.5, 5)


@pytest.mark.parametrize("by", [None, "year", "month"])
def test_several_sums_are_those_of_each_side_by_side(cli, filled, by):
    grouped = ["--by", by] if by else []
    alone = [cli("query", *grouped, "--sum", name, "-f", "jsonl", url=filled).records for name in ("deaths", "tone")]
    both = cli("query", *grouped, "--sum", "deaths", "--sum", "tone", "--sum", "deaths", "-f", "jsonl", url=filled)
    assert both.records == [one | other for one, other in zip(*alone, strict=True)]
    assert list(both.records[0])[-8:] == [
        "deaths", "deaths_low", "deaths_high", "deaths_missing", "tone", "tone_low", "tone_high", "tone_missing",
    ]  # fmt: skip
    for said in ("deaths in people", "without deaths, not summed", "without tone, not summed"):
        assert said in both.err
    header, first = cli("query", *grouped, "--sum", "deaths", "--sum", "tone", "-f", "csv", url=filled).out.split("\n")[
        :2
    ]
    assert header == ",".join(both.records[0])
    assert first == ",".join("" if cell is None else str(cell) for cell in both.records[0].values())


@pytest.mark.in_part(2)
@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (
            ["--where", "deahts > 1"],
            "no event has the measure 'deahts'",
            "did you mean 'deaths'? measures: deaths, tone",
        ),
        (["--sum", "deahts"], "no event has the measure 'deahts'", "did you mean 'deaths'? measures: deaths, tone"),
        (["--where", "deaths [km] > 1"], "no event has the measure 'deaths [km]'", "there is 'deaths [people]'"),
        (["--where", "deaths > many"], "is not a condition on a measure", "measures: deaths, tone"),
        (["--sum", "deaths", "--count"], "--sum counts the events too: omit --count", ""),
        (["--sum", "deaths", "--limit", "1"], "--sum sums all events: omit --limit", ""),
        (["--sum", "deaths", "--sum", "deahts"], "no event has the measure 'deahts'", "did you mean 'deaths'?"),
        (
            ["--sum", "deaths", "--sum", "deaths []"],
            "of 'deaths' and of 'deaths []' would both be called deaths",
            "one",
        ),
        (["--sum", "deaths", "--sum", "deaths_low"], "would both be called deaths_low", "ask for one of them"),
        (["--sum", "year", "--by", "year"], "of the counts and of 'year' would both be called year", "another name"),
        (["--sum", "deaths > 1"], "'deaths > 1' is not the name of a measure", "for example deaths"),
    ],
)
def test_what_cannot_be_asked(cli, filled, words, message, hint):
    done = cli("query", *words, url=filled)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert hint in done.err


def test_several_units_are_never_mixed(cli, filled, tmp_path):
    other = (
        TOML.replace('"mine"', '"other"').replace('"memo"', '"note"').replace('unit = "people"', 'unit = "thousand"')
    )
    for name in EVENTS:
        other = other.replace(f'id = "{name}"', f'id = "x{name}"')
    (tmp_path / "other.toml").write_text(other)
    assert cli("load", tmp_path / "other.toml", url=filled).code == 0
    for words in (["--where", "deaths > 1"], ["--sum", "deaths"]):
        done = cli("query", *words, url=filled)
        assert done.code == 2
        assert "deaths is given in several units: people, thousand" in done.err
        assert "'deaths [people]', 'deaths [thousand]'" in done.err
    assert cli("query", "--where", "deaths [people] > 9", "--count", url=filled).out == "3\n"
    assert cli("query", "--sum", "deaths [thousand]", url=filled).code == 0


def test_a_query_without_measures_says_nothing_of_them(cli, url, folder):
    assert cli("load", folder(mine=HEAD + EVENT.format("a", "A", "1999")), url=url).code == 0
    assert cli("query", "-f", "jsonl", url=url).records[0]["measures"] == []
    done = cli("query", "--where", "deaths > 1", url=url)
    assert (done.code, "hint: no event has a measure" in done.err) == (2, True)


MAPPING = """
[columns]
id = "id"
title = "title"
[date]
column = "date"
[[measures]]
name = "deaths"
column = "best"
low = "low"
high = "high"
unit = "people"
[[measures]]
name = "tone"
column = "tone"
"""
TABLE = "id,title,date,best,low,high,tone\n1,One,1999,5,3,9,-1.5\n2,Two,1999,NA,,,\n3,Three,2000,,2,,0\n"


def test_a_mapping_fills_them_and_undo_takes_them_back(cli, url, tmp_path):
    (tmp_path / "map.toml").write_text(MAPPING)
    (tmp_path / "table.csv").write_text(TABLE)
    assert cli("import", "table", tmp_path / "table.csv", "--map", tmp_path / "map.toml", url=url).code == 0
    found = {record["id"]: record["measures"] for record in cli("query", "-f", "jsonl", url=url).records}
    assert found == {
        "1": [
            {"name": "deaths", "value": 5, "low": 3, "high": 9, "unit": "people"},
            {"name": "tone", "value": -1.5, "low": None, "high": None, "unit": None},
        ],
        "2": [],
        "3": [
            {"name": "deaths", "value": None, "low": 2, "high": None, "unit": "people"},
            {"name": "tone", "value": 0, "low": None, "high": None, "unit": None},
        ],
    }
    assert "deaths [people] = 5 (3..9)" in cli("show", "1", url=url).out
    changed = TABLE.replace(",5,3,9,", ",6,3,9,")
    (tmp_path / "table.csv").write_text(changed)
    done = cli("import", "table", tmp_path / "table.csv", "--map", tmp_path / "map.toml", url=url)
    assert "1 updated, 2 unchanged" in done.err
    assert cli("db", "check", url=url).code == 0
    (row,) = cli("query", "--sum", "deaths", "--recorded-at", "@1", "-f", "jsonl", url=url).records
    assert row["deaths_low"] == 5
    assert "6 (3..9)" in cli("show", "1", url=url).out
    for batch, value in ((2, "= 5 (3..9)"), (1, None)):
        assert cli("import", "undo", batch, url=url).code == 0
        if value:
            assert value in cli("show", "1", url=url).out
    assert "no event has a measure" in cli("query", "--sum", "deaths", url=url).err


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("4,Four,2000,7,8,9,", "measure deaths: low 8 is above value 7"),
        ("4,Four,2000,x,,,", "measure deaths: 'x' is not a number"),
    ],
)
def test_a_row_that_contradicts_itself_is_rejected(cli, url, tmp_path, row, message):
    (tmp_path / "map.toml").write_text(MAPPING)
    (tmp_path / "table.csv").write_text(f"{TABLE}{row}\n")
    done = cli("import", "table", tmp_path / "table.csv", "--map", tmp_path / "map.toml", url=url)
    assert message in done.err
    assert "1 rejected" in done.err


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (('name = "tone"', 'name = "Tone"'), "'Tone' is not the name of a measure"),
        (('name = "tone"', 'name = "deaths"'), "measure deaths comes twice"),
        (('low = "low"', 'lowest = "low"'), "unknown key 'lowest'"),
        (('column = "tone"\n', ""), "column is missing"),
        (('column = "tone"', 'column = "mood"'), "there is no column 'mood'"),
    ],
)
def test_faults_of_a_mapping(cli, url, tmp_path, broken, message):
    (tmp_path / "map.toml").write_text(MAPPING.replace(*broken))
    (tmp_path / "table.csv").write_text(TABLE)
    done = cli("import", "table", tmp_path / "table.csv", "--map", tmp_path / "map.toml", url=url)
    assert message in done.err
    assert done.code != 0


@pytest.mark.parametrize(
    ("some", "message"),
    [
        ('{ name = "deaths" }', "measure deaths has no number"),
        ('{ name = "deaths", value = "1" }', "value must be a number"),
        ('{ name = "deaths", value = 1, units = "x" }', "unknown key 'units'"),
        ("{ value = 1 }", "name is missing"),
        ('{ name = "a", value = 1 }, { name = "a", value = 2 }', "measure a comes twice"),
        ('{ name = "a", low = 3, high = 2 }', "low 3 is above high 2"),
    ],
)
def test_faults_of_a_collection(cli, url, folder, some, message):
    text = HEAD + EVENT.format("a", "A", "1999") + f"measures = [{some}]\n"
    done = cli("load", folder(mine=text), url=url)
    assert (done.code, message in done.err) == (4, True)


def test_history_and_merge_know_them(cli, filled, folder):
    assert cli("load", folder(mine=TOML.replace("value = 10", "value = 11")), url=filled).code == 0
    assert '-measures = [{ name = "deaths", value = 10' in cli("history", "b", url=filled).out.replace("- m", "-m")
    assert cli("query", "--where", "deaths = 11", "--count", "--match", "certain", url=filled).out == "1\n"
    assert cli("merge", "c", "a", url=filled).code == 0
    assert "deaths [people] = 25 (20..40)\n             tone = -2.5" in cli("show", "a", url=filled).out
    assert cli("restore", "b", "--at", "@1", url=filled).code == 0
    assert cli("query", "--where", "deaths = 10", "--count", "--match", "certain", url=filled).out == "1\n"
    assert cli("db", "check", url=filled).code == 0
