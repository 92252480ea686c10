"""`deadlines` and `explain` on the shipped collection, on both engines."""

from __future__ import annotations

import csv
import io
import json

import pytest

DEADLINE_KEYS = [
    "id",
    "programme",
    "title",
    "due",
    "due_text",
    "cutoff_from",
    "cutoff_to",
    "state",
    "overdue",
    "possible",
    "days_overdue",
    "ever_overdue",
    "vs_original",
    "hindsight",
    "forecast",
    "actors",
    "themes",
    "why",
]
FALL_2000 = ("deadlines", "--as-of", "2000-10-15")


@pytest.fixture
def judged(cli, loaded_url):
    def call(*options):
        result = cli(*FALL_2000, *options, "-f", "jsonl", url=loaded_url)
        assert result.code == 0, result.err
        return {record["id"]: record for record in result.records}

    return call


def test_shape_of_a_deadline_on_the_wire(judged):
    records = judged("--forecasts", "--proposals")
    assert len(records) >= 45
    for record in records.values():
        assert list(record) == DEADLINE_KEYS
        assert record["overdue"] in ("yes", "maybe", "no")
        assert (record["days_overdue"] is None) == (record["overdue"] == "no")
        assert all(list(actor) == ["id", "name", "role"] for actor in record["actors"])
        assert isinstance(record["hindsight"], bool)
        assert record["why"]


def test_the_memo_currency_agreement_is_overdue_in_the_fall_of_2000(judged):
    record = judged("--overdue")["usp-3-1"]
    assert record["state"] == "certainly_overdue"
    assert record["overdue"] == "yes"
    assert record["days_overdue"] == [198, 289]
    assert (record["cutoff_from"], record["cutoff_to"]) == ("1999-12-31", "2000-03-31")
    assert record["due"] == "1999-36/2000-33"
    assert record["possible"] == ["overdue"]
    assert record["hindsight"] is True
    assert record["forecast"] is False


def test_the_memo_deadlines_of_2005_are_not_overdue_yet(judged):
    everything, overdue = judged("--forecasts", "--proposals"), judged("--overdue", "--forecasts", "--proposals")
    of_2005 = [identity for identity, record in everything.items() if (record["due"] or "").startswith("2005")]
    assert of_2005
    assert not set(of_2005) & set(overdue)
    assert set(overdue) == {identity for identity, record in everything.items() if record["overdue"] != "no"}


def test_as_known_then_is_without_hindsight(judged):
    then = judged("--as-known-then")["usp-3-1"]
    assert (then["state"], then["days_overdue"], then["hindsight"]) == ("certainly_overdue", [198, 289], False)
    assert "2000-11-30" not in then["why"]
    assert then == judged("--known-at", "2000-10-15")["usp-3-1"]


def test_met_late_after_the_agreement(cli, loaded_url):
    records = cli("deadlines", "--as-of", "2000-12-01", "-f", "jsonl", url=loaded_url).records
    record = next(record for record in records if record["id"] == "usp-3-1")
    assert (record["state"], record["overdue"], record["ever_overdue"]) == ("met_late", "no", "yes")


FILTERS = {
    "programme by id": (
        ["--programme", "union-state-programme-1999"],
        lambda r: r["programme"] == "union-state-programme-1999",
    ),
    "actor by name": (["--actor", "Russia"], lambda r: any(a["id"] == "russia" for a in r["actors"])),
    "actor by alias": (["--actor", "Россия"], lambda r: any(a["id"] == "russia" for a in r["actors"])),
    "theme": (["--theme", "economy"], lambda r: any(t.split("/")[0] == "economy" for t in r["themes"])),
    "theme below": (["--theme", "economy/currency"], lambda r: "economy/currency" in r["themes"]),
    "state": (["--state", "certainly_overdue"], lambda r: r["state"] == "certainly_overdue"),
    "two states": (
        ["--state", "pending", "--state", "certainly_overdue"],
        lambda r: r["state"] in ("pending", "certainly_overdue"),
    ),
}


@pytest.mark.parametrize("name", FILTERS)
def test_filters(judged, name):
    options, holds = FILTERS[name]
    everything = judged()
    found = judged(*options)
    assert found == {identity: record for identity, record in everything.items() if holds(record)}
    assert 0 < len(found) < len(everything)


def test_only_commitments_unless_asked(judged):
    binding, forecasts, proposals = judged(), judged("--forecasts"), judged("--proposals")
    both = judged("--forecasts", "--proposals")
    assert set(binding) < set(forecasts) < set(both)
    assert set(binding) < set(proposals) < set(both)
    assert set(forecasts) | set(proposals) == set(both)


def test_silence_can_be_unknown(judged):
    silent = judged("--silence", "unknown", "--forecasts", "--proposals")
    sure = {i for i, r in judged("--forecasts", "--proposals").items() if r["overdue"] == "yes"}
    assert {i for i, r in silent.items() if r["overdue"] == "yes"} <= sure
    assert {i for i in sure if silent[i]["overdue"] == "no"} == set()


def test_order_is_by_last_compliant_day(cli, loaded_url):
    records = cli("deadlines", "--as-of", "2009", "-f", "jsonl", url=loaded_url).records
    keys = [(r["cutoff_from"] or "9999", r["cutoff_to"] or "9999", r["id"]) for r in records]
    assert keys == sorted(keys)
    assert len(keys) > 20


def test_horizon_keeps_what_may_fall_due_beyond(judged):
    beyond = judged("--horizon", "2004-12-31")
    assert "usp-3-2" in beyond
    assert "cur-ruble-2005" not in beyond  # agreed six weeks later
    assert not {"usp-3-1", "mu-1994-fund"} & set(beyond)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--programme", "union-state-programme-1999", "--fail-on", "certain"], 1),
        (["--programme", "union-state-programme-1999", "--fail-on", "possible"], 1),
        (["--programme", "union-state-programme-1999", "--fail-on", "never"], 0),
        (["--programme", "union-state-programme-1999"], 0),
        (["--programme", "pa-resolution-xii-12-1999", "--fail-on", "certain"], 0),
        (["--programme", "pa-resolution-xii-12-1999", "--fail-on", "possible"], 3),
        (["--programme", "pa-resolution-xii-12-1999", "--fail-on", "never"], 0),
        (["--state", "pending", "--fail-on", "possible"], 0),
    ],
)
def test_exit_codes(cli, loaded_url, options, code):
    assert cli(*FALL_2000, *options, url=loaded_url).code == code


def test_table_and_summary(cli, loaded_url):
    result = cli(*FALL_2000, "--overdue", url=loaded_url)
    (row,) = [line for line in result.out.splitlines() if line.endswith("usp-3-1")]
    assert row.startswith("certainly overdue")
    assert "1999-12-31 – 2000-03-31" in row
    assert "198 – 289" in row
    assert "at the end of 2000-10-15" in result.err
    assert "(with hindsight)" in result.err
    assert "hindsight" not in cli(*FALL_2000, "--as-known-then", url=loaded_url).err
    assert "a forecast" in cli("deadlines", "--as-of", "2030-01-01", "--known-at", "2009", url=loaded_url).err


def test_csv_has_the_same_columns(cli, loaded_url, judged):
    text = cli(*FALL_2000, "-f", "csv", url=loaded_url).out
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(rows[0]) == DEADLINE_KEYS
    row = next(row for row in rows if row["id"] == "usp-3-1")
    assert row["days_overdue"] == "198; 289"
    assert row["hindsight"] == "true"
    assert row["actors"] == "russia (co-obligor); belarus (co-obligor)"
    assert [row["id"] for row in rows] == list(judged())


@pytest.mark.parametrize("form", ["tsv", "json", "md"])
def test_other_formats_and_files(cli, loaded_url, tmp_path, form):
    file = tmp_path / "answer"
    out = cli(*FALL_2000, "-f", form, url=loaded_url).out
    assert cli(*FALL_2000, "-f", form, "-o", file, url=loaded_url).out == ""
    assert "usp-3-1" in out
    assert file.read_text("utf-8") == out


def test_today_unless_said(cli, loaded_url):
    assert cli("deadlines", "-f", "jsonl", url=loaded_url).out == cli(
        "deadlines", "--as-of", "today", "--known-at", "today", "-f", "jsonl", url=loaded_url
    ).out  # fmt: skip


def test_explain(cli, loaded_url):
    text = cli("explain", "usp-3-1", "--as-of", "2000-10-15", url=loaded_url).out
    for part in (
        "Sign an agreement", "certainly overdue", "198 to 289 days", "in_one_of", "1999-12-31 to 2000-03-31",
        "moshes-2000", "2000-11-30",
    ):  # fmt: skip
        assert part in text
    then = cli("explain", "usp-3-1", "--as-of", "2000-10-15", "--as-known-then", url=loaded_url).out
    assert "as known on 2000-10-15" in then
    assert cli("explain", "usp-3-1", "--silence", "unknown", url=loaded_url).code == 0
    record = json.loads(cli("explain", "usp-3-1", "--as-of", "2000-10-15", "-f", "json", url=loaded_url).out)
    assert list(record)[: len(DEADLINE_KEYS)] == DEADLINE_KEYS
    assert record["days_overdue"] == [198, 289]
    assert record["due"][0]["rule"] == "in_one_of"


def test_every_deadline_can_be_explained(cli, loaded_url, judged):
    for identity, record in judged("--forecasts", "--proposals").items():
        text = cli("explain", identity, "--as-of", "2000-10-15", url=loaded_url).out
        assert record["title"] in text
        assert record["state"].replace("_", " ") in text
