"""`-f chronology`: every event and deadline of the shipped collection, with its sources, stands in the text once."""

from __future__ import annotations

import re
from collections import Counter

import pytest

VIEWS = ("export", "export --sort -date", "query --from 2000 --to 2000", "deadlines --as-of 2000-10-15")


@pytest.mark.parametrize("view", VIEWS)
def test_all_that_is_listed_is_told_with_its_sources(cli, loaded_url, view):
    records = cli(*view.split(), "-f", "jsonl", url=loaded_url).records
    result = cli(*view.split(), "-f", "chronology", url=loaded_url)
    assert result.code == 0
    text, _, references = result.out.partition("\n## Sources\n\n")
    titles = Counter(re.findall(r": \*\*(.*?)\*\*", text.replace("\\", "")))
    assert titles == Counter(record["title"] + ("" if record["title"][-1] in ".?!" else ".") for record in records)
    numbers = re.findall(r"(?m)^(\d+)\. ", references)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert list(dict.fromkeys(re.findall(r" \[(\d+)[],:]", text))) == numbers
    if "cutoff_to" not in records[0]:
        assert len(numbers) == len({each["source"] for record in records for each in record["citations"]})


def test_deadlines_cite_what_stands_behind_them(cli, loaded_url):
    """Their records on the wire have no citations; those of the due date and of the reports are fetched."""
    told = cli("deadlines", "--as-of", "2000-10-15", "-f", "chronology", url=loaded_url).out
    [entry] = [line for line in told.splitlines() if "one currency and its issuing centre" in line]
    assert re.findall(r"\[\d+, (.*?)\]", entry)[0] == "item 3.1"
    assert "“behind schedule”" in entry
    assert "citations" not in cli("deadlines", "-f", "jsonl", url=loaded_url).records[0]
    assert "@online{cur-agr-ppt," in cli("deadlines", "-f", "bibtex", url=loaded_url).out


def test_endings(cli, loaded_url, tmp_path):
    """`.md` stays the plain table."""
    for name, beginning in (("a.chronology.md", "# Chronology"), ("a.md", "| id | date |")):
        assert cli("export", "-o", tmp_path / name, url=loaded_url).code == 0
        assert (tmp_path / name).read_text("utf-8").startswith(beginning)


@pytest.mark.parametrize("command", ["sources", "actors", "stats", "date 1999"])
def test_other_records_have_no_chronology(cli, loaded_url, command):
    result = cli(*command.split(), "-f", "chronology", url=loaded_url)
    assert result.code == 2
    assert result.out == ""
    assert "-f chronology is not available here: it holds only events and deadlines" in result.err
