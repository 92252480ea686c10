"""Agreement with a case file from elsewhere, named by DATELINE_PROSE_CASES (JSON Lines).

Each line has `text` and either `edtf`, or `ambiguous` with the readings to show, or `no_match`. Lines marked
`disputed` are left out. The file is read in place and is no part of the project. The deliberate differences are
explained in docs/semantics/dates.md.
"""

import json
import os
from pathlib import Path

import pytest

from dateline.dates.prose.interpretation import from_prose

PATH = os.environ.get("DATELINE_PROSE_CASES")
pytestmark = pytest.mark.skipif(not PATH, reason="DATELINE_PROSE_CASES names no file of prose cases")
CASES = [json.loads(line) for line in Path(PATH).read_text(encoding="utf-8").splitlines()] if PATH else []

HAPPENING = "a happening is some day; before and after exclude the year named, by and or later include it"
TWO_DIGITS = "two digits name no century, and ask"
WHOLE_SPAN = "doubt in front of a span is doubt about both ends"
DELIBERATE = {
    "earlier than 1930": HAPPENING,
    "prior to 1930": HAPPENING,
    "after 1930": HAPPENING,
    "later than 1930": HAPPENING,
    "1930 or later": HAPPENING,
    "before 1917": HAPPENING,
    "later than 1917": HAPPENING,
    "no later than 1917": HAPPENING,
    "no earlier than 1917": HAPPENING,
    "by 2005": HAPPENING,
    **{f"{word} early 1980s to late 1990s": WHOLE_SPAN for word in ("about", "approximately", "around", "circa")},
    "79": TWO_DIGITS,
    "January 79": TWO_DIGITS,
    "1st of January 79": TWO_DIGITS,
    "79-ish": TWO_DIGITS,
    "n.d.": "undated is a value",
    "1914 -": "what goes on, as 1914-present",
    "to 1900": "GEDCOM: until 1900",
    "day in Spring 1849": "1849-21-XX is no EDTF: a season has no days",
    "1857-mid 1860s": "mid is a third of the decade",
    "1920s -early 1930s": "early is a third of the decade",
    "mid-1930s": "mid is a third of the decade",
    "mid- 1930s": "a space behind the hyphen changes nothing",
    "mid 19th century": "thirds of a century are 33, 33 and 34 years",
    "early 2nd century BC": "thirds of a century are 33, 33 and 34 years",
    "late 2nd century BC": "thirds of a century are 33, 33 and 34 years",
    "mid-1990s": "mid is a convention, not an approximation",
    "December - January 2024": "a span over New Year begins in the year before",
    "1 July 1940 or 2 July 1940": "one of two days, as with years",
    "2000 - 05": "two years, as without the spaces",
    "600000 BC": "EDTF has years of more than four digits",
    "1915-21": "spring 1915 or the years 1915 to 1921; no third reading",
    "1915-23": "autumn 1915 or the years 1915 to 1923; no third reading",
}


def agrees(case):
    found = [candidate.edtf for candidate in from_prose(case["text"])]
    if case.get("no_match"):
        return not found
    if case["edtf"] is None:
        return set(case["ambiguous"]) <= set(found)
    return found[:1] == [case["edtf"].replace(", ", ",")]


def test_readings():
    """Every text has the reading of the file first, but for the deliberate differences."""
    wrong = [case["text"] for case in CASES if not case.get("disputed") and not agrees(case)]
    assert sorted(set(wrong) - set(DELIBERATE)) == []


def test_alternatives():
    """Every text that the file calls ambiguous is shown with more than one reading."""
    unclear = [case["text"] for case in CASES if len(case.get("ambiguous") or case.get("alternatives") or []) > 1]
    assert [
        text for text in unclear if len(from_prose(text)) < 2 and text not in DELIBERATE | {"1863 or 1864": ""}
    ] == []
