"""The finder beside a gold standard, when DATELINE_TIMEX names one (bench/extract.py says in what form)."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import pytest

from dateline.documents.finding.finder import Found

GOLD = os.environ.get("DATELINE_TIMEX")
BENCH = Path(__file__).parents[2] / "bench" / "extract.py"
TEXTS = Path(__file__).with_name("annotated.txt")
LEAST = {False: 93.0, True: 95.0}
"""Value F1 of all dates, and of those with a year, on articles 1 to 16 of WikiWars."""


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("extract", BENCH)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not GOLD, reason="DATELINE_TIMEX names no gold standard")
@pytest.mark.parametrize("with_year", [False, True])
def test_value_f1(bench, with_year):
    documents = [json.loads(line) for line in Path(GOLD or "").read_text("utf-8").splitlines()]
    found = [bench.found_in(document) for document in documents]
    assert bench.score(documents, found, with_year=with_year).value >= LEAST[with_year]


@pytest.mark.parametrize(("kind", "least"), [("news", 94.0), ("history", 93.0)])
def test_annotated_texts(bench, kind, least):
    """Texts of several kinds, annotated before they were read: 81 to 92 at first sight, more since."""
    documents = [each for each in bench.documents_of(TEXTS) if each["kind"] == kind]
    assert bench.score(documents, [bench.found_in(each) for each in documents]).value >= least


@pytest.mark.parametrize(
    ("core", "unit", "value"),
    [
        ("1999-12-21", "day", "1999-12-21"),
        ("1999-21", "month", "1999-SP"),
        ("1999-36", "month", "1999-Q4"),
        ("-0489", "year", "BC0490"),
        ("199X", "decade", "199"),
        ("17XX", "century", "17"),
        ("1989-10-23/1989-10-29", "week", "1989-W43"),
        ("1989-10-28/1989-10-29", "weekend", "1989-W43-WE"),
    ],
)
def test_values_as_annotators_write_them(bench, core, unit, value):
    assert bench.value_of(Found(0, 1, "", core, "", unit)) == value


def test_scores(bench):
    date = {"start": 0, "end": 4, "type": "DATE", "value": "1999"}
    other = {"start": 6, "end": 9, "type": "DURATION", "value": "P1Y"}
    document = {"text": "", "timex": [date, other]}
    assert bench.score([document], [[date, other]]) == (100, 100, 100, 100)
    assert bench.score([document], [[date | {"end": 3, "value": "1998"}]]) == (100, 100, 0, 0)
    assert bench.score([document], [[]]) == (0, 0, 0, 0)
