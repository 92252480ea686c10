"""The tables of docs/semantics/dates-in-words.md show what words are read as, and what EDTF is written as."""

import re
from pathlib import Path

import pytest

from dateline.dates import from_prose, parse, to_prose

PAGE = (Path(__file__).parents[3] / "docs" / "semantics" / "dates-in-words.md").read_text("utf-8")


def rows(heading):
    """Return the cells of the first table below a heading, without its head."""
    section = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if not line.startswith("| words |")
    ]


def pairs(row):
    """Return (words, EDTF) of a row whose words and dates are as many; shortened words end like the last."""
    codes = re.findall(r"`([^`]+)`", row[1])
    separator = "; " if "; " in row[0] else ", "
    words = row[0].split(separator)
    if len(codes) != len(words) or any(code in "?~%" for code in codes):
        return []
    tail = re.sub("^late ", "", words[-1])
    return [
        (each if re.search(r"\d", each) else f"{each} {tail}", code) for each, code in zip(words, codes, strict=True)
    ]


CONVENTIONS = [pair for row in rows("Conventions") for pair in pairs(row)]
CATALOGUES = [
    pair
    for heading in ("Double, fiscal and academic years", "As catalogues, genealogists and treaties write them")
    for row in rows(heading)
    for pair in zip(row[0].split("; "), re.findall(r"`([^`]+)`", row[1]), strict=True)
]
ELSEWHERE = [pair for row in rows("Where others read otherwise") for pair in pairs([row[0], row[2]])]
WRITTEN = [
    (re.findall(r"`([^`]+)`", row[0]), row[1].split(", "))
    for row in rows("From EDTF to words")
    if row[0].startswith("`")
]


def test_the_tables_are_found():
    """The tables are where this test looks for them."""
    assert len(CONVENTIONS) > 25
    assert len(ELSEWHERE) > 6
    assert len(CATALOGUES) > 35


@pytest.mark.parametrize(("words", "edtf"), [*CONVENTIONS, *CATALOGUES, *ELSEWHERE])
def test_words(words, edtf):
    """Words have the reading that the page shows."""
    assert edtf in [candidate.edtf for candidate in from_prose(words)]


@pytest.mark.parametrize(("edtfs", "words"), WRITTEN)
def test_written(edtfs, words):
    """Dates are written as the page shows."""
    assert [to_prose(parse(edtf)) for edtf in edtfs] == words
