"""`query`: every filter against the same filter in Python over all records, on both engines."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dateline.dates import FAR_FUTURE, FAR_PAST, Match, parse, within
from dateline.names import fold

EVENT_KEYS = [
    "id",
    "date",
    "date_text",
    "earliest",
    "latest",
    "match",
    "title",
    "description",
    "kind",
    "place",
    "latitude",
    "longitude",
    "actors",
    "themes",
    "citations",
    "confidence",
    "calendar",
    "measures",
]


def touches(record, first=None, last=None):
    days = parse(first).earliest if first else FAR_PAST, parse(last).latest if last else FAR_FUTURE
    return parse(record["date"]).match(*days)


def takes_part(record, *actors):
    return any(actor["id"] in actors for actor in record["actors"])


def has_theme(record, theme):
    return any(found == theme or found.startswith(f"{theme}/") for found in record["themes"])


def cites(record, source):
    return any(citation["source"] == source for citation in record["citations"])


def has_words(text, words):
    whole = "" if words.endswith("*") else " "
    return f" {fold(words)}{whole}" in f" {fold(text or '')} "


def told(record):
    return " ".join(filter(None, (record["title"], record["description"])))


def lies_within(record, first, last):
    date = parse(record["date"])
    return within(date.bounds, parse(first).earliest, parse(last).latest) and not date.uncertain


LUKASHENKO = "alexander-lukashenko"
FILTERS = {
    "nothing": ("", lambda r: True),
    "from": ("--from 2000", lambda r: touches(r, "2000") != Match.IMPOSSIBLE),
    "to": ("--to 1995-05", lambda r: touches(r, None, "1995-05") != Match.IMPOSSIBLE),
    "range": ("--from 1995 --to 1996", lambda r: touches(r, "1995", "1996") != Match.IMPOSSIBLE),
    "on": ("--on 2000-11-30", lambda r: touches(r, "2000-11-30", "2000-11-30") != Match.IMPOSSIBLE),
    "on a season": ("--on 2000-23", lambda r: touches(r, "2000-23", "2000-23") != Match.IMPOSSIBLE),
    "certain": (
        "--from 1995 --to 1996 --match certain",
        lambda r: touches(r, "1995", "1996") == Match.CERTAIN,
    ),
    "within": ("--from 1995 --to 1996 --match within", lambda r: lies_within(r, "1995", "1996")),
    "actor by id": ("--actor alexander-lukashenko", lambda r: takes_part(r, LUKASHENKO)),
    "actor by name": ("--actor Alexander_Lukashenko", lambda r: takes_part(r, LUKASHENKO)),
    "actor by alias": ("--actor LUKASHENKA", lambda r: takes_part(r, LUKASHENKO)),
    "actor in Cyrillic": ("--actor лукашенко", lambda r: takes_part(r, LUKASHENKO)),
    "either actor": ("--actor russia --actor belarus", lambda r: takes_part(r, "russia") or takes_part(r, "belarus")),
    "both actors": (
        "--actor russia --actor belarus --all",
        lambda r: takes_part(r, "russia") and takes_part(r, "belarus"),
    ),
    "theme with subtree": ("--theme energy", lambda r: has_theme(r, "energy")),
    "theme below": ("--theme energy/gas", lambda r: has_theme(r, "energy/gas")),
    "either theme": ("--theme energy --theme defence", lambda r: has_theme(r, "energy") or has_theme(r, "defence")),
    "both themes": (
        "--theme economy --theme border --all",
        lambda r: has_theme(r, "economy") and has_theme(r, "border"),
    ),
    "place": ("--place minsk", lambda r: has_words(r["place"], "minsk")),
    "source": ("--source moshes-2000", lambda r: cites(r, "moshes-2000")),
    "text": ("--text referend*", lambda r: has_words(told(r), "referend*")),
    "text of two": (
        "--text parliament --text dissol* --all",
        lambda r: has_words(told(r), "parliament") and has_words(told(r), "dissol*"),
    ),
    "kinds add up": (
        "--from 1999 --to 2001 --actor russia --theme economy --source moshes-2000",
        lambda r: (
            touches(r, "1999", "2001") != Match.IMPOSSIBLE
            and takes_part(r, "russia")
            and has_theme(r, "economy")
            and cites(r, "moshes-2000")
        ),
    ),
}


def words(text):
    return [word.replace("_", " ") for word in text.split()]


@pytest.fixture
def everything(cli, loaded_url):
    return cli("query", "-f", "jsonl", url=loaded_url).records


@pytest.mark.parametrize("name", FILTERS)
def test_filters_keep_what_python_keeps(cli, loaded_url, everything, name):
    options, holds = FILTERS[name]
    result = cli("query", *words(options), "-f", "jsonl", url=loaded_url)
    assert result.code == 0, result.err
    expected = [record["id"] for record in everything if holds(record)]
    assert result.ids == expected
    assert expected, "the filter is tried on nothing"
    backwards = cli("query", *words(options), "--sort", "-date", "-f", "jsonl", url=loaded_url)
    assert backwards.ids == expected[::-1]


@pytest.mark.parametrize("name", FILTERS)
def test_counts_agree_with_the_events(cli, loaded_url, name):
    options = words(FILTERS[name][0])
    records = cli("query", *options, "-f", "jsonl", url=loaded_url).records
    assert cli("query", *options, "--count", url=loaded_url).out == f"{len(records)}\n"
    certain = sum(record["match"] == "certain" for record in records)
    (count,) = json.loads(cli("query", *options, "--count", "-f", "json", url=loaded_url).out)
    assert count == {"certain": certain, "possible": len(records) - certain, "total": len(records)}


def test_order_is_by_first_possible_day(everything):
    days = [parse(record["date"]).bounds.earliest for record in everything]
    assert days == sorted(days)
    assert len(everything) >= 120


@pytest.mark.parametrize("count", [0, 1, 16, 17, 100, 10_000])
def test_limit_is_a_beginning(cli, loaded_url, everything, count):
    ids = [record["id"] for record in everything]
    assert cli("query", "--limit", count, "-f", "jsonl", url=loaded_url).ids == ids[:count]
    assert cli("query", "--limit", count, "--count", url=loaded_url).out == f"{len(ids)}\n"
    newest = cli("query", "--limit", count, "--sort", "-date", "-f", "jsonl", url=loaded_url)
    assert newest.ids == ids[::-1][:count]


def test_members_take_part_while_they_belong(cli, loaded_url):
    alone = set(cli("query", "--actor", "belarus", "-f", "jsonl", url=loaded_url).ids)
    records = cli("query", "--actor", "belarus", "--members", "-f", "jsonl", url=loaded_url).records
    with_members = {record["id"] for record in records}
    assert alone < with_members
    of_president = [r for r in records if r["id"] not in alone and takes_part(r, LUKASHENKO)]
    assert of_president, "the president's events count as Belarus's"
    before = cli("query", "--actor", LUKASHENKO, "--to", "1994-06", "--match", "within", "-f", "jsonl", url=loaded_url)
    assert not set(before.ids) & (with_members - alone), "nothing from before he held the office"


# The three answers that the founding memo gives (a 1994 election, a referendum of 1995, a dissolution of 1996).


def test_memo_certain_and_possible(cli, loaded_url):
    records = cli("query", "--from", "1995", "--to", "1996", "-f", "jsonl", url=loaded_url).records
    found = {record["id"]: record["match"] for record in records}
    assert found["belarus-referendum-1995"] == "certain"
    assert found["belarus-parliament-dissolved-1996"] == "certain"
    assert found["subsidy-mechanism-mid-1990s"] == "possible"


def test_memo_election_of_1994(cli, loaded_url):
    def elections(*options):
        records = cli("query", *options, "-f", "jsonl", url=loaded_url).records
        return [r["id"] for r in records if r["earliest"][:4] == "1994" and has_theme(r, "politics/elections")]

    assert elections("--from", "1995", "--to", "1996") == []
    assert elections("--from", "1994")


def test_shape_of_an_event_on_the_wire(cli, loaded_url, everything):
    for record in everything:
        assert list(record) == EVENT_KEYS
        assert all(list(actor) == ["id", "name", "role"] for actor in record["actors"])
        assert all(list(citation) == ["source", "locator", "quote"] for citation in record["citations"])
        assert record["match"] in ("certain", "possible")
        assert record["confidence"] in ("high", "medium", "low")
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", record[key] or "1111-11-11") for key in ("earliest", "latest"))
    (line,) = cli("query", "--text", "referendum backs", "-f", "jsonl", url=loaded_url).out.splitlines()
    assert line.startswith('{"id": "belarus-referendum-1995", "date": "1995-05-14", "date_text": "14 May 1995", ')
    assert '"latitude": null' in line


def test_table_marks_what_is_only_possible(cli, loaded_url):
    result = cli("query", "--from", "1995", "--to", "1996", url=loaded_url)
    marked = {line.split()[-1] for line in result.out.splitlines() if line.startswith("?")}
    records = cli("query", "--from", "1995", "--to", "1996", "-f", "jsonl", url=loaded_url).records
    assert marked == {record["id"] for record in records if record["match"] == "possible"}
    assert f"{len(records)} events, {len(marked)} of them only possibly in range" in result.err
    assert "\x1b" not in result.out
    assert cli("-q", "query", "--limit", "1", url=loaded_url).err == ""


def test_color_when_asked(cli, loaded_url):
    assert "\x1b[" in cli("--color", "always", "query", "--limit", "1", url=loaded_url).out
    assert "\x1b[" not in cli("--color", "never", "query", "--limit", "1", url=loaded_url).out


@pytest.mark.parametrize("by", ["year", "month", "actor", "theme"])
def test_counts_by(cli, loaded_url, by):
    options = ("query", "--from", "1995", "--to", "1996", "--theme", "economy")
    records = cli(*options, "-f", "jsonl", url=loaded_url).records
    rows = cli(*options, "--by", by, "-f", "jsonl", url=loaded_url).records
    assert rows
    assert all(list(row) == [by, "certain", "possible"] for row in rows)
    for row in rows:
        if by in ("year", "month"):
            matches = [touches(record, row[by], row[by]) for record in records]
        elif by == "actor":
            matches = [record["match"] for record in records if takes_part(record, row[by])]
        else:
            matches = [record["match"] for record in records if row[by] in record["themes"]]
        assert [row["certain"], row["possible"]] == [matches.count("certain"), matches.count("possible")], row
    keys = [row[by] for row in rows]
    if by in ("year", "month"):
        assert keys == sorted(keys)
        assert keys[0].startswith("1995")
        assert keys[-1].startswith("1996")
    else:
        assert rows == sorted(rows, key=lambda row: (-row["certain"] - row["possible"], row[by]))


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "md"])
def test_every_format_has_every_event(cli, loaded_url, form, tmp_path):
    options = ("query", "--from", "1995", "--to", "1996", "-f", form)
    ids = cli(*options[:-1], "jsonl", url=loaded_url).ids
    out = cli(*options, url=loaded_url).out
    assert all(identity in out for identity in ids)
    assert out.endswith("\n")
    if form == "json":
        assert [record["id"] for record in json.loads(out)] == ids
    if form in ("csv", "tsv"):
        assert out.split("\n")[0] == (",", "\t")[form == "tsv"].join(EVENT_KEYS)
    file = tmp_path / "answer"
    written = cli(*options, "-o", file, url=loaded_url)
    assert written.out == ""
    assert file.read_text("utf-8") == out
    assert [path.name for path in Path(tmp_path).glob("answer*")] == ["answer"], "the draft is gone"


def test_defaults_from_the_configuration(cli, loaded_url, tmp_path):
    config = tmp_path / "config.toml"
    config.write_text(f'db = "{loaded_url}"\n[commands.query]\nlimit = 2\nformat = "jsonl"\n', "utf-8")
    assert len(cli("--config", config, "query").records) == 2
    assert len(cli("--config", config, "query", "--limit", "3").records) == 3
    home = tmp_path / "home" / "dateline"
    home.mkdir(parents=True)
    (home / "config.toml").write_text(config.read_text("utf-8"), "utf-8")
    assert len(cli("query", env={"XDG_CONFIG_HOME": str(tmp_path / "home")}).records) == 2


def test_the_database_of_the_environment(cli, loaded_url):
    assert cli("query", "--count", env={"DATELINE_DB": loaded_url}).code == 0
    assert cli("query", "--count", url=loaded_url, env={"DATELINE_DB": "sqlite:////nowhere.db"}).code == 0


def test_safe_without_a_match(cli, loaded_url):
    empty = {"json": "[\n]\n", "jsonl": "", "csv": ",".join(EVENT_KEYS) + "\n"}
    for form, text in empty.items():
        result = cli("query", "--text", "xyzzy", "-f", form, url=loaded_url)
        assert (result.code, result.out) == (0, text)
    assert "0 events" in cli("query", "--text", "xyzzy", url=loaded_url).err
