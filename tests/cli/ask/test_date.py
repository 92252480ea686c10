"""`date`, and dates in words in the filters of every command."""

from __future__ import annotations

import datetime
import json

import pytest

KEYS = [
    "input", "valid", "edtf", "level", "earliest", "latest", "precision", "kind", "prose", "candidates", "error",
    "hint", "matches_from", "matches_to", "spread", "uncertain",
]  # fmt: skip


def one(cli, *args):
    return json.loads(cli("date", *args, "-f", "jsonl").out)


def test_explains_on_the_terminal(cli):
    """Each text gets its bounds, its words and every other meaning; an unclear one is shown with its meanings."""
    result = cli("date", "mid-1990s", "156X-12-25", "1985/", "10/7/2008")
    assert result.code == 4
    assert (
        result.out
        == """\
mid-1990s
  EDTF       1994/1996, level 0
  in words   1994 to 1996
  starts     1994-01-01 to 1994-12-31
  ends       1996-01-01 to 1996-12-31
  precision  year
  rule       mid, by thirds of the decade
  or         [1994..1996]: mid, by thirds of the decade; some day in it

156X-12-25
  EDTF       156X-12-25, level 2
  in words   25 December of some year in the 1560s
  some day   1560-12-25 to 1569-12-25, with gaps
  precision  day

1985/
  EDTF       1985/, level 1
  in words   from 1985 to an unknown date
  starts     1985-01-01 to 1985-12-31
  ends       on an unknown day
  precision  year

10/7/2008
  unclear    '10/7/2008' has several meanings
  perhaps    2008-10-07: month first
  perhaps    2008-07-10: day first
"""
    )


def test_record(cli):
    """The record has every key in order; candidates have their rule and bounds."""
    record = one(cli, "c. 44 BC")
    assert list(record) == KEYS
    assert record == {
        "input": "c. 44 BC", "valid": True, "edtf": "-0043~", "level": 1, "earliest": "-0043-01-01",
        "latest": "-0043-12-31", "precision": "year", "kind": "date", "prose": "c. 44 BC",
        "candidates": [
            {"edtf": "-0043~", "rule": "year before Christ", "earliest": "-0043-01-01", "latest": "-0043-12-31"}
        ],
        "error": None, "hint": None, "matches_from": "-0044-01-01", "matches_to": "-0042-12-31", "spread": "1 year",
        "uncertain": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("args", "lines"),
    [
        (["c. 1300"], ["matches    1299-01-01 to 1301-12-31 (c. spreads 1 year)"]),
        (["--circa", "10 years", "c. 1300"], ["matches    1290-01-01 to 1310-12-31 (c. spreads 10 years)"]),
        (["1999?"], ["matches    nothing is certain (?)"]),
        (["1998?/2005"], ["matches    not all is certain (?)"]),
        (["1999-05~/199X%"], [
            "matches    1999-04-01 to 2009-12-31 (c. spreads 1 month and 1 decade)",
            "matches    not all is certain (?)",
        ]),
        (["1999"], []),
    ],
)  # fmt: skip
def test_marks(cli, args, lines):
    """What marks do to comparisons is said; the days are EDTF's own."""
    *options, text = args
    result = cli(*options, "date", text)
    assert [line.strip() for line in result.out.splitlines() if "matches" in line] == lines


def test_bulk(cli):
    """The lines of the standard input get one answer each, in order, good or bad, empty or not UTF-8."""
    result = cli("date", "-", stdin="1999-13\n\nfall 2000\r\n\u00bd\nMärz 1999\n".encode() + b"\xff\n2000")
    assert result.code == 0
    assert [record["input"] for record in result.records] == [
        "1999-13",
        "",
        "fall 2000",
        "½",
        "März 1999",
        "\ufffd",
        "2000",
    ]
    assert [record["edtf"] for record in result.records] == [None, None, "2000-23", None, "1999-03", None, "2000"]
    assert all(list(record) == KEYS for record in result.records)
    assert all(
        record["valid"] == (record["edtf"] is not None) == (record["error"] is None) for record in result.records
    )


def test_open_and_far_days(cli):
    """Days without bound are null, and years beyond four digits stand alone."""
    assert [one(cli, "1985/..")[key] for key in ("earliest", "latest")] == ["1985-01-01", None]
    assert [one(cli, "Y17E7")[key] for key in ("earliest", "latest")] == ["Y170000000", "Y170000000"]


def test_other_languages(cli, loaded_url):
    """A date in another language is read, in one that is set or in all that know its words; if they differ, it asks."""
    assert one(cli, "8 de diciembre de 1999")["edtf"] == "1999-12-08"
    assert one(cli, "в начале 1990-х годов")["candidates"][0]["rule"] == "Russian: early, by thirds of the decade"
    assert json.loads(cli("--language", "fr", "date", "-f", "jsonl", "v. 1900").out)["edtf"] == "1900~"
    asked = cli("query", "--on", "v. 1900", url=loaded_url)
    assert (asked.code, "(French: year) or" in asked.err, "(German: " in asked.err) == (2, True, True)
    assert cli("--language", "en", "date", "mai 1999").code == 4


def test_strict(cli):
    """--edtf reads no words, and offers EDTF for what is nearly that."""
    record = one(cli, "--edtf", "198u")
    assert (record["valid"], record["candidates"], record["hint"]) == (False, [], "did you mean '198X'?")
    assert one(cli, "--edtf", "199X")["edtf"] == "199X"
    assert not one(cli, "--edtf", "today")["valid"]


def test_anchor(cli):
    """Relative words count from --anchor, or from today."""
    assert one(cli, "--anchor", "1999-12-08", "eight months earlier")["edtf"] == "1999-04"
    assert one(cli, "today")["edtf"] == datetime.date.today().isoformat()
    assert one(cli, "-1d")["edtf"] == (datetime.date.today() - datetime.timedelta(1)).isoformat()


def test_negative_years_are_no_options(cli):
    """A text that begins with a minus is a date."""
    assert one(cli, "-0043")["edtf"] == "-0043"


def test_formats(cli, tmp_path):
    """The answers come in every format of records, and go to a file whole."""
    assert cli("date", "fall 2000", "-f", "csv").out.splitlines()[1] == (
        "fall 2000,true,2000-23,1,2000-09-01,2000-11-30,season,season,autumn 2000,2000-23 (season and year),,,"
        "2000-09-01,2000-11-30,,false"
    )
    assert "autumn 2000" in cli("date", "fall 2000", "-f", "table").out
    target = tmp_path / "dates.jsonl"
    assert cli("date", "fall 2000", "-o", target).code == 0
    assert json.loads(target.read_text("utf-8"))["edtf"] == "2000-23"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("date",), "Missing argument 'TEXT...'"),
        (("date", "-", "2000"), "leave out the other texts"),
        (("date", "--anchor", "someday", "today"), "neither EDTF nor words that dateline understands"),
        (("--seasons", "lunar", "date", "2000"), "'lunar' is not one of"),
    ],
)
def test_usage(cli, args, message):
    """Misuse is refused with a reason."""
    result = cli(*args)
    assert result.code == 2
    assert message in result.err


def test_season_convention(cli, tmp_path):
    """--seasons, or the configuration, says on which days a season falls."""
    assert one(cli, "fall 2000")["latest"] == "2000-11-30"
    assert (
        json.loads(cli("--seasons", "astronomical", "date", "-f", "jsonl", "fall 2000").out)["latest"] == "2000-12-21"
    )
    config = tmp_path / "config.toml"
    config.write_text('seasons = "southern"\n', "utf-8")
    assert json.loads(cli("--config", config, "date", "-f", "jsonl", "2000-21").out)["earliest"] == "2000-09-01"
    config.write_text('seasons = "lunar"\n', "utf-8")
    assert "seasons must be one of" in cli("--config", config, "date", "2000").err


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        (("--on", "fall 2000"), ("--on", "2000-23")),
        (("--from", "mid-1990s", "--to", "the end of 1999"), ("--from", "1994", "--to", "1999-12-31")),
        (("--to", "44 BC"), ("--to", "-0043")),
        (("--from", "осень 2000"), ("--from", "2000-23")),
        (("--on", "8 de diciembre de 1999"), ("--on", "1999-12-08")),
        (
            ("--from", "the year 1999", "--to", "3 months before 8 December 2000"),
            ("--from", "1999", "--to", "2000-09-08"),
        ),
    ],
)
def test_words_in_filters(cli, loaded_url, words, edtf):
    """A filter in words finds what the same filter in EDTF finds."""
    found = cli("query", *words, "-f", "jsonl", url=loaded_url)
    assert found.code == 0
    assert found.out == cli("query", *edtf, "-f", "jsonl", url=loaded_url).out


def test_relative_filters(cli, loaded_url):
    """Filters count from today; all that is recorded lies before it."""
    whole = cli("query", "--count", url=loaded_url).out
    for to in ("today", "+30d", "end of year", "3 months from now"):
        assert cli("query", "--to", to, "--count", url=loaded_url).out == whole
    assert cli("query", "--from", "-30d", "--to", "-60d", url=loaded_url).code == 2
    for command in (
        ("deadlines", "--as-of", "yesterday"),
        ("deadlines", "--known-at", "the end of 2000"),
        ("export", "--to", "fall 1999"),
    ):
        assert cli(*command, url=loaded_url).code == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1800s", "write 18XX (the hundreds as a century) or 180X (the hundreds as a decade)"),
        ("early 1900s", "write 1901/1933 (early, by thirds of the century) or 1900/1903"),
        ("10/7/2008", "write 2008-10-07 (month first) or 2008-07-10 (day first)"),
        ("2000-6", "write 2000/2006 (two years, the second cut short) or 2000-06 (year and month)"),
        ("198", "write 0198 (year) or 198X (decade cut short)"),
        ("2020-21", "write 2020-21 (EDTF) or 2020/2021 (two years, the second cut short)"),
        ("15 Oct 00", "2000-10-15 (day, month, year; two digits as a year from 2000 on); --two-digit-years, in a"),
        ("30 Feb 1999", "February of the year 1999 has 28 days\n  hint: did you mean '1999-02-28' or '1999-03-01'?"),
        (
            "FY2019",
            "it seems a fiscal year, whose first day is not known\n  hint: set --fiscal-start, in a mapping fiscal_start, such as 07-01",
        ),
        ("199x", "did you mean '199X'?"),
        ("sometimes", "neither EDTF nor words that dateline understands\n  hint: for example 2000"),
        ("", "the date is empty"),
    ],
)
def test_filters_never_guess(cli, loaded_url, text, message):
    """What has several meanings, or is only nearly EDTF, is refused and shown."""
    result = cli("query", "--on", text, url=loaded_url)
    assert result.code == 2
    assert message in result.err
