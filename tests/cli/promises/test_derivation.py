"""Lists of deadlines say on request how each due date was read and counted; without that they have the keys of before."""

from __future__ import annotations

import pytest

from dateline.wire_fields import DEADLINE_FIELDS, DERIVATION_FIELDS

CITED = 'citations = [{ source = "s" }]\n'
HEAD = (
    f'[[source]]\nid = "s"\ntitle = "S"\n[[programme]]\nid = "p"\ntitle = "P"\n{CITED}'
    f'[[event]]\nid = "e"\ntitle = "E"\ndate = "2000-03-05"\nconfidence = "high"\n{CITED}'
    f'[[horizon]]\nid = "h"\ntitle = "H"\n{CITED}'
)
DUES = {
    "counted": 'within = "8 weeks"\nof = "e"\nroll = "following"\nfree = ["2000-05-01"]',
    "awaiting": 'within = "3 months"\nof = "h"',
    "every": 'due = "2000"\nrule = "by_end"',
}


def deadline(identity: str) -> str:
    recurs = 'kind = "occurrence"\nrecurs = "FREQ=YEARLY"\n' if identity == "every" else ""
    return (
        f'[[deadline]]\nid = "{identity}"\nprogramme = "p"\ntitle = "T"\nforce = "binding"\nconfidence = "high"\n{recurs}'
        f'[[deadline.due]]\nkind = "original"\n{DUES[identity]}\n{CITED}'
    )


@pytest.fixture(scope="module")
def counted_url(engine, request, load_once, folders):
    """Yield the URL of a database with due dates that are counted, awaited and recurring."""
    yield from load_once(engine, request, HEAD + "".join(map(deadline, DUES)))


def test_how_it_was_counted(cli, counted_url):
    args = ("deadlines", "--as-of", "2000-06-01", "-f", "jsonl")
    found = {each["id"]: each for each in cli(*args, "--derivation", url=counted_url).records}
    assert all(tuple(each) == (*DEADLINE_FIELDS, *DERIVATION_FIELDS) for each in found.values())
    said = {name: {key: each[key] for key in DERIVATION_FIELDS if each[key]} for name, each in found.items()}
    assert said == {
        "counted": {
            "rule": "within", "within": "8 weeks", "of": "e", "start": "2000-03-05", "roll": "following",
            "free": ["2000-05-01"],
            "steps": [
                "8 weeks after e (5 March 2000) = 30 April 2000", "moved from a Sunday to Tuesday 2 May 2000",
            ],
        },
        "awaiting": {"rule": "within", "within": "3 months", "of": "h", "steps": ["3 months after h"]},
        "every@2000-12-31": {"rule": "by_end"},
    }  # fmt: skip
    assert all(tuple(each) == DEADLINE_FIELDS for each in cli(*args, url=counted_url).records)


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_every_format_has_them(cli, counted_url, tmp_path, form):
    path = tmp_path / f"found.{form}"
    assert cli("deadlines", "--derivation", "-f", form, "-o", path, url=counted_url).code == 0
    assert b"8 weeks" in path.read_bytes() or form == "parquet"
