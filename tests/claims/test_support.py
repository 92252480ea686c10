"""Verdicts that no source supports."""

from __future__ import annotations

import pytest

from dateline.claims.support import unsupported
from dateline.dates import parse
from dateline.model import Citation, Claim, Event

CASES = [
    ("1999-05-03", None, ["1999-06", "1999-07"], "no source supports the date 1999-05-03: s0 says 1999-06, s1 says"),
    ("1999-05-03", "editor", ["1999-06"], "no source supports"),
    ("1999-05-03", "editor", ["1999-06", "1999"], None),
    ("1999-05-03", None, ["1999-06", None], None),
    ("1999-05-03", None, ["1998?"], None),
    ("1999-05-03", None, [], None),
    ("undated", None, ["1999"], None),
    ("1999-05", "intersection", ["1999-21", "[1999-05..1999-12]"], None),
    (
        "1999-05-03",
        "intersection",
        ["1999-21", "[1999-05..1999-12]"],
        "the date 1999-05-03 is not the intersection: the",
    ),
    (
        "1999-05",
        "intersection",
        ["1999-05", "1999-06"],
        "the date 1999-05 is not the intersection: the sources share no",
    ),
    ("1999-05", "best source", ["1999-05", "1999-06"], None),
    ("1999-05-03", "best source", ["1999-05", "1999-06"], "the date 1999-05-03 is that of no source"),
]


@pytest.mark.parametrize(("date", "verdict", "said", "wanted"), CASES)
def test_a_verdict_that_no_source_supports(date, verdict, said, wanted):
    cited = tuple(Citation(f"s{i}", claim=Claim(parse(text)) if text else None) for i, text in enumerate(said))
    found = unsupported(Event("e", "E", parse(date), citations=cited, verdict=verdict))
    assert (found or "").startswith(wanted or "")
    assert (found is None) == (wanted is None)


def test_check_warns_and_does_not_fail(cli, folder):
    text = (
        '[collection]\nid = "c"\ntitle = "C"\n[[source]]\nid = "memo"\ntitle = "M"\n[[event]]\nid = "a"\ntitle = "A"\n'
        'date = "1999"\nconfidence = "high"\ncitations = [{ source = "memo", date = "2001" }]\n'
    )
    result = cli("check", folder(all=text))
    assert result.code == 0
    assert "all.toml:7: event 'a': no source supports the date 1999: memo says 2001" in result.err
    assert "no faults" in result.err
