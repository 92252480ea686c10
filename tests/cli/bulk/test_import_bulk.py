"""Import in bulk: what is withdrawn, what is newer, files as they come, interrupted runs, data sets, mapped tables."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

EVENT = {"id": "a", "title": "A", "date": "1999-09"}


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def imported(cli, url, *records, code=0):
    result = cli("import", "jsonl", "-", url=url, stdin=lines(*records))
    assert result.code == code, result.err
    return result.err


def stored(cli, url):
    assert cli("db", "check", url=url).code == 0
    return sorted((record["id"], record["title"]) for record in cli("query", "-f", "jsonl", url=url).records)


def test_the_same_row_twice_is_one_event(cli, url):
    assert "2 read, 1 inserted, 0 updated, 0 unchanged, 1 repeated" in imported(cli, url, EVENT, EVENT)


GONE = {"id": "a", "withdrawn": True}
VERSIONS = {
    "newer": ([{**EVENT, "version": 1}, {**EVENT, "title": "B", "version": 2}], [("a", "B")]),
    "older": ([{**EVENT, "version": 2}, {**EVENT, "title": "B", "version": 1}], [("a", "A")]),
    "withdrawn": ([EVENT, GONE], []),
    "withdrawn before it came": ([GONE, EVENT], []),
    "withdrawn in an older version": ([{**EVENT, "version": 2}, {**GONE, "version": 1}], [("a", "A")]),
    "back in a newer version": ([{**GONE, "version": 1}, {**EVENT, "version": 2}], [("a", "A")]),
    "newer, the same, then between": (
        [{**EVENT, "version": 1}, {**EVENT, "version": 3}, {**EVENT, "title": "B", "version": 2}],
        [("a", "A")],
    ),
    "with a version at last, then older": (
        [EVENT, {**EVENT, "version": 3}, {**EVENT, "title": "B", "version": 2}],
        [("a", "A")],
    ),
    "still withdrawn": ([{**GONE, "version": 2}, {**EVENT, "version": 1}], []),
}


@pytest.mark.in_part(2)
@pytest.mark.parametrize(("records", "wanted"), VERSIONS.values(), ids=VERSIONS)
@pytest.mark.parametrize("files", [1, 2])
def test_versions_and_tombstones(cli, url, records, wanted, files):
    imported(cli, url, {**EVENT, "id": "z", "title": "Z"})
    for part in [records] if files == 1 else [[record] for record in records]:
        imported(cli, url, *part)
    assert stored(cli, url) == [*wanted, ("z", "Z")]


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["A", "B", None]), min_size=2, max_size=6)
    .flatmap(lambda titles: st.permutations(list(enumerate(titles, 1))))
    .flatmap(lambda rows: st.tuples(st.just(rows), st.lists(st.integers(1, len(rows)), max_size=3)))
)
def test_the_greatest_version_wins(cli, tmp_path_factory, drawn):
    """In whichever order versions come and however they are parted among files, also where several say the same."""
    rows, ends = drawn
    base = tmp_path_factory.mktemp("versions")
    url, lake = f"sqlite:///{base}/v.db", base / "lake"
    assert cli("lake", "create", lake).code == 0
    records = [
        {**GONE, "version": version} if title is None else {**EVENT, "title": title, "version": version}
        for version, title in rows
    ]
    for first, end in pairwise(sorted({0, *ends, len(rows)})):
        imported(cli, url, *records[first:end])
        assert cli("lake", "add", lake, "jsonl", "-", stdin=lines(*records[first:end])).code == 0
    _, title = max(rows)
    assert stored(cli, url) == ([] if title is None else [("a", title)])
    assert [each["title"] for each in cli("query", "-f", "jsonl", url=f"lake:{lake}").records] == [title][
        : title is not None
    ]


def test_what_changes_is_found_by_its_new_words_alone(cli, url):
    first = {**EVENT, "title": "Old words", "themes": ["x"], "actors": [{"id": "n", "name": "N", "role": None}]}
    imported(cli, url, first)
    imported(cli, url, {**first, "title": "New", "date": "1950", "themes": ["y"], "actors": []})
    for options, number in (
        ("--text old", 0),
        ("--text new", 1),
        ("--theme y --from 1950 --to 1950", 1),
        ("--actor n", 0),
    ):
        assert cli("query", *options.split(), "--count", url=url).out == f"{number}\n", options
    assert stored(cli, url) == [("a", "New")]


@pytest.mark.parametrize("letters", [1, 10, 1_000])
def test_words_that_wait_are_indexed_all_the_same(cli, url, letters, monkeypatch):
    monkeypatch.setattr("dateline.storage.writing.event_rows._LETTERS", letters)
    events = [{**EVENT, "id": f"e{i}", "title": f"Word{i}"} for i in range(4)]
    imported(cli, url, *events[:3], {**events[1], "title": "Changed", "version": 1}, {**GONE, "id": "e2"}, events[3])
    found = {word: cli("query", "--text", word, "-f", "jsonl", url=url).ids for word in ("word*", "changed")}
    assert {word: sorted(ids) for word, ids in found.items()} == {"word*": ["e0", "e3"], "changed": ["e1"]}
    assert cli("db", "check", url=url).code == 0


def test_compressed_files(cli, url, tmp_path):
    import gzip
    import zipfile

    packed, archive = tmp_path / "a.jsonl.gz", tmp_path / "b.zip"
    packed.write_bytes(gzip.compress(lines(EVENT)))
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("in/b.jsonl", lines({**EVENT, "id": "b"}))
        file.writestr("c.jsonl", lines({**EVENT, "id": "c"}, {"id": "d"}))
    result = cli("import", "jsonl", packed, archive, url=url)
    assert result.code == 4
    assert f"{archive}/c.jsonl:2: title is missing" in result.err
    assert stored(cli, url) == [("a", "A"), ("b", "A")]
    packed.write_bytes(packed.read_bytes()[:-12])
    broken = cli("import", "jsonl", packed, url=url)
    assert broken.code == 4
    assert "a.jsonl.gz" in broken.err
    archive.write_bytes(b"no zip")
    assert cli("import", "jsonl", archive, url=url).code == 4


def test_a_run_that_was_interrupted_goes_on(cli, url, tmp_path):
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    first.write_bytes(lines(EVENT))
    second.write_bytes(lines({"id": "b"}))
    assert cli("import", "jsonl", first, second, url=url).code == 4
    second.write_bytes(lines({**EVENT, "id": "b"}))
    again = cli("import", "jsonl", first, second, url=url)
    assert again.code == 0
    assert "1.jsonl was already imported" in again.err
    assert "1 read, 1 inserted" in again.err
    assert "was already imported" not in cli("import", "jsonl", first, second, url=url).err


def test_an_interrupted_run_remembers_each_member_of_an_archive(cli, url, tmp_path):
    import zipfile

    archive, rest = tmp_path / "1.zip", tmp_path / "2.jsonl"
    with zipfile.ZipFile(archive, "w") as file:
        for name in "ab":
            file.writestr(f"{name}.jsonl", lines({**EVENT, "id": name}))
    rest.write_bytes(lines({"id": "c"}))
    assert cli("import", "jsonl", archive, rest, url=url).code == 4
    rest.write_bytes(lines({**EVENT, "id": "c"}))
    again = cli("import", "jsonl", archive, rest, url=url)
    assert again.code == 0
    assert "b.jsonl was already imported" in again.err
    assert "1 read, 1 inserted" in again.err
    assert stored(cli, url) == [("a", "A"), ("b", "A"), ("c", "A")]


def test_a_file_that_changed_since_is_read_again(cli, url, tmp_path):
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    first.write_bytes(lines(EVENT))
    second.write_bytes(lines({"id": "b"}))
    for title in ("Another", "A third"):
        assert cli("import", "jsonl", first, second, url=url).code == 4
        first.write_bytes(lines({**EVENT, "title": title}))
    assert cli("import", "jsonl", first, second, url=url).code == 4
    assert stored(cli, url) == [("a", "A third")]


def test_a_backslash_and_a_u_are_no_nul(cli, url):
    assert cli("import", "jsonl", "-", url=url, stdin=lines({**EVENT, "title": "\\u0000"})).code == 0
    assert stored(cli, url) == [("a", "\\u0000")]
    refused = cli("import", "jsonl", "-", url=url, stdin=lines({**EVENT, "id": "b", "title": "B\0"}))
    assert refused.code == 4
    assert "contains a NUL byte" in refused.err


def test_a_big_file_is_read_by_another_process(cli, url, tmp_path, monkeypatch):
    from dateline.input import batches

    monkeypatch.setattr(batches, "_BIG", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    good, bad, foreign = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    good.write_bytes(b"id,date,title\na,1999,A\nb,2000,B\n")
    bad.write_bytes(b"id,date,title\nc,1999\n")
    foreign.write_bytes(b"what,is,this\n1,2,3\n")
    assert cli("import", "csv", good, url=url).code == 0
    assert [identity for identity, _ in stored(cli, url)] == ["a", "b"]
    assert f"{bad}:2: has 2 cells instead of 3" in cli("import", "csv", bad, url=url).err
    refused = cli("import", "csv", foreign, url=url)
    assert refused.code == 4
    assert "no column id, date, title" in refused.err


# data sets and mapped tables


def test_a_data_set_brings_its_actors_themes_and_source(cli, url, tmp_path):
    cells = [""] * 57
    for place, text in {0: "7", 1: "20010203", 5: "BLR", 6: "BELARUS", 15: "RUS", 16: "RUSSIA", 26: "040"}.items():
        cells[place] = text
    cells[56] = "20130203"
    file = tmp_path / "1.csv"
    file.write_text("\t".join(cells) + "\ncut off\n", "utf-8")
    result = cli("import", "gdelt", file, "--collection", "gdelt", "--rejects", tmp_path / "bad.jsonl", url=url)
    assert "2 read, 1 inserted, 0 updated, 0 unchanged, 0 withdrawn, 1 rejected" in result.err
    (record,) = cli("query", "--actor", "cameo:BLR", "--theme", "cameo/04", "-f", "jsonl", url=url).records
    assert record["id"] == "gdelt:7"
    assert [actor["name"] for actor in record["actors"]] == ["Belarus", "Russia"]
    (source,) = cli("sources", "-f", "jsonl", url=url).records
    assert source["url"]
    assert cli("db", "check", url=url).code == 0


MAPPING = """
[columns]
id = "Case"
title = "{What} in {Where}"
place = "Where"
[date]
column = "Day"
format = "%d/%m/%Y"
"""


def test_a_mapped_table(cli, url, tmp_path):
    table, mapping = tmp_path / "strikes.csv", tmp_path / "strikes.toml"
    table.write_text("Case,Day,What,Where\n1,07/04/1991,Strike,Minsk\n2,31/02/1991,Strike,Orsha\n", "utf-8")
    mapping.write_text(MAPPING, "utf-8")
    result = cli("import", "csv", table, "--map", mapping, url=url)
    assert result.code == 4
    assert "strikes.csv:3: " in result.err
    assert cli("import", "csv", table, "--map", mapping, "--rejects", tmp_path / "bad", url=url).code == 0
    (record,) = cli("query", "--place", "minsk", "-f", "jsonl", url=url).records
    assert (record["date"], record["title"]) == ("1991-04-07", "Strike in Minsk")
    assert cli("import", "jsonl", table, "--map", mapping, url=url).code == 2
    mapping.write_text(MAPPING.replace("column =", "colum ="), "utf-8")
    wrong = cli("import", "csv", table, "--map", mapping, url=url)
    assert wrong.code == 4
    assert "colum" in wrong.err
