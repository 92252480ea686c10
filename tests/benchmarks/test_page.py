"""The page of the benchmarks is made from given results, and these are kept as JSON; nothing is measured here."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from bench.page.commands import COMPARED, GROWING, code_of
from bench.page.registry import MEASUREMENTS, Measurement
from bench.page.results import Results, Row, keep, read, surroundings
from bench.page.table import comparison, page

ROOT = Path(__file__).parents[2]
IMPORT = Row("import", [(2.0, 4.0), (3.0, 4.0), (1.0, 4.0)], wanted=0.7, load=1.5)
LAKE = Row("lake", [(0.3, 0.1)], wanted=1.5)
MEMORY = Row("memory", [(500.0, 20.0), (300.0, 20.0)], most=400, unit="MB")
PLAIN = Row("start", [(0.0125, 0.0)])
RESULTS = Results(
    [IMPORT, LAKE, MEMORY, PLAIN],
    {"facets": "duckdb missing"},
    {"events": 10, "moment": "2026-01-02T03:04:05", "commit": "abc", "load": None},
)


def test_the_page():
    assert page(RESULTS) == (
        "events 10, moment 2026-01-02T03:04:05, commit abc\n"
        "\n"
        "       ours  theirs       ratio (spread)                  wanted\n"
        "import\n"
        "     2.00 s  4.00 s     0.50 (0.25–0.75)            at most 0.70\n"
        "lake\n"
        "     300 ms  100 ms     3.00 (3.00–3.00)    at most 1.50  MISSED\n"
        "memory\n"
        "     400 MB   20 MB  20.00 (15.00–25.00)  at most 400 MB  MISSED\n"
        "start\n"
        "    12.5 ms    0 ms\n"
        "\n"
        "4 measured, 2 missed what is wanted\n"
        "spread: the least and the greatest of the pairs\n"
        "what is wanted is meant for 1,000,000 events: fewer leave more to starting\n"
        "not measured: facets: duckdb missing\n"
    )  # fmt: skip


def test_pages_fit_a_terminal():
    """No line is longer than 80 letters, however long what was done and whatever the figures."""
    what = "words on a lake, a rare phrase in a year and of an actor, counted by whole commands / on SQLite, cpu"
    rows = [
        Row(what, [(1234.5, 4.12), (99999.0, 199.0)], wanted=10.0),
        Row(what[::-1], [(12345.0, 15.0)], most=10, unit="MB"),
    ]
    results = Results(rows, {"x": what * 2}, {"machine": "m" * 60, "commit": "c" * 30, "moment": "t" * 25})
    for text in (page(results), comparison(results, results), comparison(results, Results(rows[:1]))):
        assert max(map(len, text.splitlines())) <= 80


def test_results_are_kept(tmp_path):
    path = keep(RESULTS, tmp_path / "runs")
    assert path.name == "20260102T030405-10.json"
    assert read(path) == RESULTS
    assert page(read(path)) == page(RESULTS)


def test_two_runs():
    after = Results(
        [Row("lake", [(0.15, 0.1)], wanted=1.5), Row("new", [(1, 1)])], {}, {"commit": "def", "moment": "later"}
    )
    assert comparison(RESULTS, after) == (
        "abc of 2026-01-02T03:04:05 beside def of later, not interleaved\n"
        "\n"
        "    before   after  after / before      ratio before       ratio after\n"
        "lake\n"
        "    300 ms  150 ms            0.50  3.00 (3.00–3.00)  1.50 (1.50–1.50)\n"
        "in one of them alone: import\n"
        "in one of them alone: memory\n"
        "in one of them alone: start\n"
        "in one of them alone: new\n"
    )


def test_where_it_ran():
    found = surroundings(7)
    assert found["events"] == 7
    assert {"machine", "cores", "python", "dateline", "sqlalchemy", "duckdb", "load"} <= found.keys()


@pytest.mark.parametrize("measurement", MEASUREMENTS, ids=lambda each: each.name)
def test_every_measurement_can_be_run(measurement):
    """A module has `run(workshop)` and tells what it finds; it is not imported, for it may need what is missing here."""
    text = ROOT.joinpath(*measurement.module.split(".")).with_suffix(".py").read_text("utf-8")
    found = [each for each in ast.parse(text).body if isinstance(each, ast.FunctionDef) and each.name == "run"]
    assert [each.args.args[0].arg for each in found] == ["workshop"]
    assert "told(" in text or "compared(" in text


def test_what_is_lacking():
    assert Measurement("x", "y", ("sys", "no_such_program")).lacks() == "no_such_program missing"
    assert Measurement("x", "y", ("sys",)).lacks() is None


def test_commands_end_as_is_expected(cli, tmp_path):
    """Whoever compares or measures growth would stop at a command that ends with another code."""
    url = f"sqlite:///{tmp_path}/e.db"
    (tmp_path / "e.csv").write_text("id,date,title\ne1,1999,Talks\n")
    assert cli("import", "csv", tmp_path / "e.csv", url=url).code == 0
    for name, words in COMPARED.items():
        if "--actor" not in words and "--theme" not in words:  # of the generated rows
            run = cli(*words, url=url)
            assert run.code == code_of(words), name
            assert "--help" not in run.err, name  # a command that is wrong has the same code as an id that is


def test_names():
    assert len({each.name for each in MEASUREMENTS}) == len(MEASUREMENTS)
    assert GROWING.keys() <= COMPARED.keys()
    assert "bench/runs/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
