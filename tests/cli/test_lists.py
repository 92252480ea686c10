"""Every list shows the columns that are asked for, in the order and number that are asked for; reports keep them."""

from __future__ import annotations

import csv
import io

import pytest

from dateline.dates import parse


@pytest.fixture(scope="module")
def union(request, load_once):
    yield from load_once("sqlite", request)


LISTS = [
    "query", "export", "actors", "themes", "sources", "sources --single", "programmes", "stats", "deadlines", "history",
    "deadlines --horizon 2000", "deadlines slippage", "deadlines cascade", "deadlines score", "deadlines unknowns --limit 1000",
    "deadlines responsibility", "deadlines diff --from 2000 --to 2001", "verify --all", "history --batch 1", "query --by year",
]  # fmt: skip


def rows(result):
    assert result.code == 0, result.err
    return list(csv.DictReader(io.StringIO(result.out)))


@pytest.mark.in_part(4)
@pytest.mark.parametrize("words", LISTS)
def test_columns_order_and_number(cli, union, words):
    every = rows(cli(*words.split(), "-f", "csv", url=union))
    names = list(every[0])[:3][::-1]
    shown = rows(cli(*words.split(), "-f", "csv", "--columns", ",".join(names), url=union))
    assert shown == [{name: row[name] for name in names} for row in every]
    for name in names:
        ordered = rows(cli(*words.split(), "-f", "csv", "--sort", name, url=union))
        back = rows(cli(*words.split(), "-f", "csv", f"--sort=-{name}", url=union))
        assert sorted(map(str, ordered)) == sorted(map(str, back)) == sorted(map(str, every))
        filled, reverse = ([row[name] for row in each if row[name]] for each in (ordered, back))
        assert filled == reverse[::-1]
    if words not in ("query --by year", "history --batch 1"):  # which show all
        assert (
            rows(cli(*words.split(), "-f", "csv", "--limit", "2", "--sort", names[0], url=union))
            == rows(cli(*words.split(), "-f", "csv", "--sort", names[0], url=union))[:2]
        )
    refused = cli(*words.split(), "--columns", "xyzzy", url=union)
    assert refused.code == 2
    assert "there is no column 'xyzzy'" in refused.err


def test_dates_are_sorted_as_dates(cli, url, tmp_path):
    dates = ["1999", "-0043-03-15", "1999-12-08", "Y-20000", "[1922..1991]", "../1950", "undated", "0033"]
    lines = "".join(f'{i},"{date}",t\n' for i, date in enumerate(dates))
    (tmp_path / "a.csv").write_text(f"id,date,title\n{lines}", "utf-8")
    assert cli("import", "csv", tmp_path / "a.csv", url=url).code == 0
    found = [row["date"] for row in rows(cli("query", "--sort", "date,id", "-f", "csv", url=url))]
    assert found == sorted(found, key=lambda text: parse(text).bounds.start_earliest)


def test_a_row_that_is_only_possible_keeps_its_mark(cli, union):
    text = cli("query", "--on", "1995", "--columns", "title", url=union).out
    assert any(line.startswith("?") for line in text.split("\n"))


def test_columns_are_not_for_formats_that_need_all(cli, union):
    result = cli("sources", "--columns", "id", "-f", "bibtex", url=union)
    assert (result.code, result.out) == (2, "")
    assert "--columns is not for bibtex" in result.err


@pytest.mark.parametrize("words", ["timeline --sort title", "db explain --sort title"])
def test_what_cannot_be_sorted_is_rejected(cli, union, words):
    assert cli(*words.split(), url=union).code == 2


def test_what_is_overdue_counts_for_the_exit_code_though_it_is_not_shown(cli, union):
    words = ["deadlines", "--as-of", "2000-10-15", "--fail-on", "certain", "--limit", "0"]
    assert cli(*words, url=union).code == cli(*words[:-2], url=union).code == 1


REPORTS = """
[reports.overdue]
command = "deadlines"
as-of = "2000-10-15"
overdue = true
forecasts = false
columns = ["state", "title"]
sort = "-last_day"
fail_on = "certain"
[reports.gas]
command = "query"
text = ["gas", "oil*"]
format = "csv"
columns = "id,date"
[reports.score]
command = "deadlines score"
limit = 2
"""
SAME = {
    "overdue": "deadlines --as-of 2000-10-15 --overdue --columns state,title --sort=-last_day --fail-on certain",
    "gas": "query --text gas --text oil* -f csv --columns id,date",
    "score": "deadlines score --limit 2",
    "gas --limit 1": "query --text gas --text oil* -f csv --columns id,date --limit 1",
    "score -q --limit=1": "deadlines score --limit 1 -q",
}


@pytest.fixture
def config(tmp_path):
    (tmp_path / "c.toml").write_text(REPORTS, "utf-8")
    return tmp_path / "c.toml"


@pytest.mark.parametrize("name", SAME)
def test_a_report_is_its_command(cli, union, config, name):
    assert cli("--config", config, "report", *name.split(), url=union) == cli(*SAME[name].split(), url=union)


def test_reports_are_listed_and_offered(cli, union, config):
    listed = cli("report", "--config", config, url=union).out
    assert [line.split()[0] for line in listed.splitlines()] == ["overdue", "gas", "score"]
    result = cli("--config", config, "report", "overdeu", url=union)
    assert result.code == 2
    assert "did you mean overdue?" in result.err
    assert cli("report", "gas", url=union).code == 2


BAD = ["reports = 5", "[reports]\na = 5", "[reports.a]\nlimit = 5", '[reports.a]\ncommand = ""',
       '[reports.a]\ncommand = "report"', '[reports.a]\ncommand = "quary"', '[reports.a]\ncommand = "query"\nlimt = 5',
       '[reports.a]\ncommand = "query"\nlimit = "many"']  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_a_bad_report_is_rejected(cli, union, tmp_path, text):
    (tmp_path / "c.toml").write_text(text, "utf-8")
    result = cli("--config", tmp_path / "c.toml", "report", "a", url=union)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("dateline: ")
