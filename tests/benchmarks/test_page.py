"""The page of the benchmarks is made from given results, and these are kept as JSON; nothing is measured here."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from bench.page.commands import COMPARED, GROWING
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
        "what       ours  theirs  ratio (least–greatest)                  wanted\n"
        "import   2.00 s  4.00 s        0.50 (0.25–0.75)            at most 0.70\n"
        "lake     300 ms  100 ms        3.00 (3.00–3.00)    at most 1.50  MISSED\n"
        "memory   400 MB   20 MB     20.00 (15.00–25.00)  at most 400 MB  MISSED\n"
        "start   12.5 ms    0 ms\n"
        "\n"
        "4 measured, 2 missed what is wanted\n"
        "not measured: facets: duckdb missing\n"
    )  # fmt: skip


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
        "what  before   after  after / before      ratio before       ratio after\n"
        "lake  300 ms  150 ms            0.50  3.00 (3.00–3.00)  1.50 (1.50–1.50)\n"
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


def test_names():
    assert len({each.name for each in MEASUREMENTS}) == len(MEASUREMENTS)
    assert GROWING.keys() <= COMPARED.keys()
    assert "bench/runs/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
