"""Agreement with a case file from elsewhere, named by DATELINE_EDTF_CASES (JSON Lines).

Each line has `edtf` and `valid`, and for valid texts `level`, `lower` and `upper` (YYYY-MM-DD; null for
unknown, -inf and +inf for open). The file is read in place and is no part of the project.
"""

import json
import os
from pathlib import Path

import pytest

from dateline.dates import FAR_FUTURE, FAR_PAST, InvalidDate, parse, to_day

PATH = os.environ.get("DATELINE_EDTF_CASES")
pytestmark = pytest.mark.skipif(not PATH, reason="DATELINE_EDTF_CASES names no file of EDTF cases")
CASES = [json.loads(line) for line in Path(PATH).read_text(encoding="utf-8").splitlines()] if PATH else []

DELIBERATE = {
    "../": "an interval without any date says nothing; refused for storage",
    "../..": "as ../",
    "/..": "as ../",
    "/": "as ../",
}


def read_day(text, far):
    if text in (None, "-inf", "+inf"):
        return far
    year, month, day = text[1:].split("-") if text[0] == "-" else text.split("-")
    return to_day(-int(year) if text[0] == "-" else int(year), int(month), int(day))


def read(text):
    try:
        return parse(text)
    except InvalidDate:
        return None


def test_validity():
    """Every text is read or refused as the file says, but for the deliberate differences."""
    wrong = [case["edtf"] for case in CASES if (read(case["edtf"]) is not None) != case["valid"]]
    assert [text for text in wrong if text not in DELIBERATE] == []


def test_level():
    """Every valid text has the level of the file."""
    dates = [(case, read(case["edtf"])) for case in CASES if case["valid"]]
    assert [case["edtf"] for case, date in dates if date and date.level != case["level"]] == []


def test_bounds():
    """Every valid text has the first and last day of the file."""
    wrong = []
    for case in CASES:
        date = read(case["edtf"]) if case["valid"] else None
        if date is None:
            continue
        expected = read_day(case["lower"], FAR_PAST), read_day(case["upper"], FAR_FUTURE)
        if (date.earliest, date.latest) != expected:
            wrong.append(case["edtf"])
    assert wrong == []
