"""The short way past click reads a query as click does, or leaves it to click."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.cli.fast_query import understood
from dateline.cli.options.values import COUNTS, FILTERS, GLOBAL, OUTPUT
from dateline.cli.output import events
from dateline.cli.root import dateline
from dateline.errors import InvalidQuery

PLAIN = [
    "query",
    "query --limit 10",
    "query --limit=10 --sort -date",
    "--db x.db -q query --from 1995 --to=1996 --match certain",
    "--seasons southern --color never -v query --on 2000-21",
    "query --actor Belarus --actor Russia --all --members --theme energy --theme= --source moshes-2000",
    "query --text gas --place Minsk --count",
    "query --by year -f json -o -",
    "query --from [1994..1996] --to 2000/2001 -f jsonl --output new-file.jsonl",
    "query --actor --count",
    "query --from today",
    "query --on fall_1999 --count",
]
UNUSUAL = [
    "",
    "--help",
    "--version",
    "stats",
    "--circa --db query",
    "--fiscal-start 13-01 query --count",
    "--two-digit-years some query",
    "query --help",
    "query -h",
    "query -- --count",
    "query extra",
    "query -",
    "query --limt 5",
    "query --limit",
    "query --limit -1",
    "query --limit 1_0",
    "query --limit 5 --limit 6",
    "query --count=yes",
    "query --count --count",
    "query -fjson",
    "query -f=json",
    "query -f xls",
    "query --sort DATE",
    "query --match sure",
    "query --on 1800s",
    "query --from nonsense",
    "query --from=",
    "query --on 2000 --to 2001",
    "query --around currency-agreement-2000",
    "query --around=currency-agreement-2000 --span 2_weeks",
    "query --from 2000 --to 1999",
    "query --members",
    "query --text ...",
    "query --count --by year",
    "query --by year --limit 3",
    "query -o .",
    "query --dbx x.db",
    "--config missing.toml query",
    "--color sometimes query",
    "-qv query",
]


@pytest.fixture(autouse=True)
def _nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("DATELINE_DB", raising=False)


def by_click(words):
    """Return (app, query, options) as click reads the words, or None when it refuses them."""
    from click import ClickException

    seen = []

    def answer(app, query, **options):
        seen.append((app, query, options))

    with mock.patch.object(events, "answer", answer):
        try:
            dateline.main(list(words), prog_name="dateline", standalone_mode=False)
        except (ClickException, InvalidQuery):
            return None
    return seen[0] if seen else None


@pytest.mark.parametrize("line", PLAIN)
def test_plain_words_are_read_as_click_reads_them(line):
    words = [word.replace("_", " ") for word in line.split(" ")]
    asked = by_click(words)
    assert asked
    assert understood(words) == asked


@pytest.mark.parametrize("line", UNUSUAL)
def test_what_is_not_plain_is_left_to_click(line):
    assert understood(line.split()) is None


CONFIGURATIONS = {
    "": True,
    'db = "x.db"\ncolor = "never"\nseasons = "southern"': True,
    "[commands.deadlines]\noverdue = true": True,
    "[commands.query]\nlimit = 5": False,
    "dbb = 5": False,
    "= no TOML": False,
}


@pytest.mark.parametrize("text", CONFIGURATIONS)
@pytest.mark.parametrize("named", [True, False])
def test_a_configuration_file_counts(tmp_path, text, named):
    file = tmp_path / ("mine.toml" if named else "config/dateline/config.toml")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    words = [*(["--config", str(file)] if named else []), "query", "--from", "2000-21"]
    assert understood(words) == (by_click(words) if CONFIGURATIONS[text] else None)


TEXTS = [
    "",
    "5",
    "-1",
    "1999",
    "1999-13",
    "table",
    "json",
    "-date",
    "date",
    "always",
    "year",
    "certain",
    "--count",
    ".",
]
SPELLINGS = [spelling for option in (*GLOBAL, *FILTERS, *COUNTS, *OUTPUT) for spelling in option.spellings]
WORD = st.sampled_from([*SPELLINGS, *TEXTS, "query", "--", "-", "--help"])
JOINED = st.builds("{}={}".format, st.sampled_from(SPELLINGS), st.sampled_from(TEXTS))


@given(st.lists(WORD | JOINED, max_size=2), st.lists(WORD | JOINED, max_size=6))
def test_any_words_are_read_as_click_reads_them_or_left_to_it(before, behind):
    words = [*before, "query", *behind]
    if (asked := understood(words)) is not None:
        assert asked == by_click(words)
