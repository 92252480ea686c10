"""Events that lie within a range: every part of their dates does, and none is in doubt."""

from __future__ import annotations

import json

import pytest

_WITHIN = ("1990", "1995~", "1989/2000", "{1990,1995-05-05}", "{1990,1995}", "{1990,1995~}")
_ENDLESS = ("[1990,2001]", "1999/2001")
"""Within a range that has no end."""
_EARLY = ("{1988,1995}", "1988/1990")
_NEVER = ("1995?", "{1990,1995-05-05?}", "{1990?,1995}", "[1990,1995?]", "{1990,1995%}", "1990/1995?", "199X-12-25?")
_DATES = (*_WITHIN, *_ENDLESS, *_EARLY, *_NEVER)
_COLLECTION = '[[source]]\nid = "s"\ntitle = "S"\n' + "".join(
    f'[[event]]\nid = "e{number}"\ntitle = "E"\ndate = "{date}"\nconfidence = "high"\ncitations = [{{source = "s"}}]\n'
    for number, date in enumerate(_DATES)
)


@pytest.mark.parametrize(
    ("days", "wanted"),
    [(("--from", "1989", "--to", "2000"), _WITHIN), (("--from", "1989"), _WITHIN + _ENDLESS),
     ((), _DATES)],
)  # fmt: skip
def test_what_lies_within_has_every_part_there_and_no_doubt(cli, tmp_path, new_url, days, wanted):
    (tmp_path / "c.toml").write_text(_COLLECTION)
    url = new_url()
    assert cli("load", tmp_path / "c.toml", url=url).code == 0
    found = cli("query", "--match", "within", *days, "-f", "jsonl", url=url).out.splitlines()
    assert {json.loads(line)["date"] for line in found} == set(wanted)
    assert int(cli("query", "--match", "within", *days, "--count", url=url).out.split()[0]) == len(wanted)
