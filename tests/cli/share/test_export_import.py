"""`export` and `import`: what is written comes back the same, on both engines."""

from __future__ import annotations

import csv
import io
import json

import pytest

from dateline.wire_fields import EVENT_FIELDS

READABLE = ("csv", "tsv", "jsonl", "parquet")
EVENT = {"id": "a", "title": "A", "date": "1999-09"}


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records).encode()


@pytest.mark.parametrize("form", READABLE)
def test_round_trip_of_the_shipped_collection(cli, loaded_url, new_url, tmp_path, form):
    first, second, copy = tmp_path / f"first.{form}", tmp_path / f"second.{form}", new_url()
    assert cli("export", "-o", first, url=loaded_url).code == 0
    imported = cli("import", form, first, url=copy)
    assert imported.code == 0, imported.err
    assert cli("export", "-o", second, url=copy).code == 0
    assert second.read_bytes() == first.read_bytes()
    again = cli("import", form, first, url=copy).err
    assert " 0 inserted, 0 updated" in again
    assert cli("db", "check", url=copy).code == 0


@pytest.mark.parametrize("form", READABLE)
def test_a_second_import_into_the_same_database_changes_nothing(cli, own_url, tmp_path, form, rows):
    file = tmp_path / f"all.{form}"
    cli("export", "-o", file, url=own_url)
    before = rows(own_url)
    result = cli("import", form, file, url=own_url)
    assert result.code == 0, result.err
    assert " 0 inserted, 0 updated" in result.err
    after = rows(own_url)
    assert {**after, "collection": []} == {**before, "collection": []}


ENDINGS = {"csv": "a.csv", "tsv": "a.tsv", "json": "a.json", "jsonl": "a.jsonl", "md": "a.md"}


@pytest.mark.parametrize(("form", "name"), [*ENDINGS.items(), ("jsonl", "a.ndjson"), ("md", "a.markdown")])
def test_the_format_follows_the_ending(cli, loaded_url, tmp_path, form, name):
    file = tmp_path / name
    options = ("export", "--from", "1995", "--to", "1996")
    assert cli(*options, "-o", file, url=loaded_url).out == ""
    assert file.read_text("utf-8") == cli(*options, "-f", form, url=loaded_url).out


def test_csv_unless_said(cli, loaded_url, tmp_path):
    out = cli("export", "--limit", "3", url=loaded_url).out
    assert out == cli("export", "--limit", "3", "-f", "csv", url=loaded_url).out
    assert out == cli("export", "--limit", "3", "-o", "-", url=loaded_url).out
    file = tmp_path / "plain"
    cli("export", "--limit", "3", "-o", file, url=loaded_url)
    assert file.read_text("utf-8") == out
    assert cli("export", "-o", tmp_path / "odd.ending", url=loaded_url).code == 2
    named = tmp_path / "other.jsonl"
    cli("export", "--limit", "3", "-f", "csv", "-o", named, url=loaded_url)
    assert named.read_text("utf-8") == out


def test_the_filters_of_query(cli, loaded_url):
    options = ("--actor", "Лукашенко", "--from", "1999", "--theme", "institutions", "--sort", "-date", "-f", "jsonl")
    assert cli("export", *options, url=loaded_url).out == cli("query", *options, url=loaded_url).out != ""


def test_csv_is_one_row_an_event(cli, loaded_url):
    text = cli("export", "-f", "csv", url=loaded_url).out
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    records = cli("export", "-f", "jsonl", url=loaded_url).records
    assert tuple(rows[0]) == EVENT_FIELDS
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    assert "\r" not in text
    row = next(row for row in rows if row["id"] == "belarus-referendum-1995")
    assert row["actors"] == "belarus; russia"
    assert 'moshes-2000 (p. 3, What Went Wrong) "a 1995 referendum"' in row["citations"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_safe_cells(cli, url, start):
    assert cli("import", "jsonl", "-", url=url, stdin=lines({**EVENT, "title": f"{start}1+1"})).code == 0
    for form in ("csv", "tsv"):
        safe = cli("export", "-f", form, "--safe-cells", url=url).out
        (row,) = csv.DictReader(io.StringIO(safe, newline=""), delimiter=",\t"[form == "tsv"])
        assert row["title"] == f"'{start}1+1"
        assert row["id"] == "a"
        plain = cli("export", "-f", form, url=url).out
        (row,) = csv.DictReader(io.StringIO(plain, newline=""), delimiter=",\t"[form == "tsv"])
        assert row["title"] == f"{start}1+1"
    assert cli("export", "-f", "jsonl", "--safe-cells", url=url).code == 2


def test_markdown_is_one_line_a_row(cli, url):
    event = {**EVENT, "title": "a | b < c", "description": "one\ntwo"}
    cli("import", "jsonl", "-", url=url, stdin=lines(event))
    head, rule, row = cli("export", "-f", "md", url=url).out.splitlines()
    assert head.count("|") == rule.count("|") == len(EVENT_FIELDS) + 1
    assert "a \\| b &lt; c" in row
    assert "one<br>two" in row


# import


def test_import_makes_what_is_named(cli, url):
    event = {
        **EVENT,
        "actors": [{"id": "n", "name": "Nobody", "role": "guest"}],
        "themes": ["x/y/z-z"],
        "citations": [{"source": "s", "locator": "p. 1", "quote": "q"}],
    }
    assert cli("import", "jsonl", "-", url=url, stdin=lines(event)).code == 0
    (record,) = cli("query", "--theme", "x", "--actor", "nobody", "--source", "s", "-f", "jsonl", url=url).records
    assert record["actors"] == event["actors"]
    assert record["themes"] == event["themes"]
    assert record["citations"] == event["citations"]
    assert cli("themes", "-f", "jsonl", url=url).ids == ["x", "x/y", "x/y/z-z"]


def test_a_theme_of_any_depth(cli, url):
    deep = "/".join("a" * 1200)
    assert cli("import", "jsonl", "-", url=url, stdin=lines({**EVENT, "themes": [deep, "a/b"]})).code == 0
    assert cli("query", "--theme", deep, "--count", url=url).out == cli("query", "--theme", "a", "--count", url=url).out
    assert cli("themes", "-f", "jsonl", url=url).ids[-2:] == [deep, "a/b"]
    assert cli("db", "check", url=url).code == 0


def test_import_updates_and_says_so(cli, url, tmp_path):
    report = tmp_path / "report.json"
    cli("import", "jsonl", "-", url=url, stdin=lines(EVENT))
    changed = lines({**EVENT, "title": "B"}, {**EVENT, "id": "b"})
    assert cli("import", "jsonl", "-", "--report", report, url=url, stdin=changed).code == 0
    counts = json.loads(report.read_text("utf-8"))
    assert counts["seconds"] >= 0
    del counts["seconds"]
    assert counts == {
        "read": 2,
        "inserted": 1,
        "updated": 1,
        "unchanged": 0,
        "repeated": 0,
        "withdrawn": 0,
        "rejected": 0,
    }
    assert [r["title"] for r in cli("query", "-f", "jsonl", url=url).records] == ["B", "A"]


BAD = [
    ({"title": "A", "date": "1999"}, "id is missing"),
    ({"id": "x", "date": "1999"}, "title is missing"),
    ({"id": "x", "title": "A"}, "date is missing"),
    ({**EVENT, "id": "x", "date": "19999"}, "date '19999'"),
    ({**EVENT, "id": "x", "confidence": "sure"}, "confidence 'sure'"),
    ({**EVENT, "id": "x", "latitude": 91}, "latitude"),
    ({**EVENT, "id": "x", "longitude": "east"}, "longitude"),
    ({**EVENT, "id": "x", "latitude": 10**400}, "is not a number"),
    ({**EVENT, "id": "x", "version": 10**30}, "version must have at most 18 digits"),
    ({**EVENT, "id": "x", "version": 1.5}, "version must be a whole number"),
    ({"id": "x", "withdrawn": True, "version": -(10**30)}, "version must have at most 18 digits"),
    ({**EVENT, "id": "x", "actors": "russia"}, "actors must be a list"),
    ({**EVENT, "id": "x", "actors": ["russia"]}, "actors must be objects"),
    ({**EVENT, "id": "x", "themes": [""]}, "themes must contain only texts"),
    ({**EVENT, "id": "x", "citations": [{"locator": "p. 1"}]}, "source is missing"),
    ({**EVENT, "id": "x", "title": 5}, "title must be a text"),
    ([], "not a JSON object"),
]


def test_bad_rows_stop_an_import_and_all_are_named(cli, url):
    stdin = lines(EVENT, *(record for record, _ in BAD), {**EVENT, "title": "B"}) + b"{broken\n"
    result = cli("import", "jsonl", "-", url=url, stdin=stdin)
    assert result.code == 4
    for number, (_, reason) in enumerate(BAD, 2):
        assert any(line.startswith(f"-:{number}: ") and reason in line for line in result.err.splitlines()), reason
    assert f"-:{len(BAD) + 2}: duplicate id 'a': an earlier row of this file differs" in result.err
    assert f"-:{len(BAD) + 3}: is not JSON" in result.err
    assert f"{len(BAD) + 2} faults found; nothing was written" in result.err
    assert cli("query", "--count", url=url).out == "0\n"


def test_rejects_set_bad_rows_aside(cli, url, tmp_path):
    rejects, report = tmp_path / "bad.jsonl", tmp_path / "report.json"
    stdin = lines(EVENT, *(record for record, _ in BAD))
    options = ("--rejects", rejects, "--report", report)
    assert cli("import", "jsonl", "-", *options, url=url, stdin=stdin).code == 0
    found = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
    assert [list(reject) for reject in found] == [["file", "line", "reason", "record", "hint"]] * len(BAD)
    assert [reject["line"] for reject in found] == list(range(2, len(BAD) + 2))
    assert json.loads(report.read_text("utf-8"))["rejected"] == len(BAD)
    assert cli("query", "-f", "jsonl", url=url).ids == ["a"]


def test_faults_of_csv(cli, url):
    text = b'id,date,title\na,1999,A\nb,1999\nc,nonsense,C\nd,2000,"D\nD"\ne,2000,E,E\n'
    result = cli("import", "csv", "-", url=url, stdin=text)
    assert result.code == 4
    starts = [line.split(" ")[0] for line in result.err.splitlines() if line.startswith("-:")]
    assert sorted(starts) == ["-:3:", "-:4:", "-:7:"]
    no_header = cli("import", "csv", "-", url=url, stdin=b"a,1999,A\n")
    assert no_header.code == 4
    assert "no column id, date, title" in no_header.err
    assert cli("import", "csv", "-", url=url, stdin=b"id,date,title\na,1999,\xff\n").code == 4


def test_a_quote_that_is_never_closed_spoils_its_own_row_alone(cli, url, tmp_path):
    text = b'id,date,title\na,1999,A\nb,1999,"B\nc,1999,C\nd,1999,"two\nlines"\ne,1999,"E'
    result = cli("import", "csv", "-", "--rejects", tmp_path / "bad.jsonl", url=url, stdin=text)
    assert result.code == 0
    bad = [json.loads(line) for line in (tmp_path / "bad.jsonl").read_text().splitlines()]
    assert [row["line"] for row in bad] == [3, 7]
    assert cli("query", "-f", "jsonl", url=url).ids == ["a", "c", "d"]


LONG = "".join(chr(97 + i * i % 23) for i in range(2_601))


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize(
    "more",
    [
        {"id": LONG}, {"themes": [LONG]}, {"actors": [{"id": LONG}]}, {"citations": [{"source": LONG}]},
        {"description": " ".join(map(str, range(80_000)))},
    ],
)  # fmt: skip
def test_what_no_index_holds_is_a_bad_row(cli, url, form, more):
    text = lines({**EVENT, **more})
    if form == "csv":
        cells = {"actors": LONG, "themes": LONG, "citations": LONG}
        row = {**EVENT, **{name: cells.get(name, value) for name, value in more.items()}}
        text = "\n".join([",".join(row), ",".join(row.values())]).encode()
    result = cli("import", form, "-", url=url, stdin=text)
    assert result.code == 4
    assert "longer than" in result.err
    assert "-:" in result.err


def test_an_id_that_says_two_things_is_refused_every_time(cli, url, tmp_path):
    text = lines({**EVENT, "title": "one"}, {**EVENT, "title": "another"})
    for expected in ("1 inserted, 0 updated, 0 unchanged", "0 inserted, 0 updated, 1 unchanged"):
        result = cli("import", "jsonl", "-", "--rejects", tmp_path / "bad.jsonl", url=url, stdin=text)
        assert f"{expected}, 0 withdrawn, 1 rejected" in result.err


def test_columns_in_any_order_and_a_byte_order_mark(cli, url):
    text = "\ufefftitle,id,themes,date\nA title,a,x; y,1999\n".encode()
    assert cli("import", "csv", "-", url=url, stdin=text).code == 0
    (record,) = cli("query", "-f", "jsonl", url=url).records
    assert (record["id"], record["title"], record["themes"]) == ("a", "A title", ["x", "y"])


def test_an_event_of_another_collection_is_not_overwritten(cli, own_url, rows):
    before = rows(own_url)
    stolen = {**EVENT, "id": "belarus-referendum-1995"}
    refused = cli("import", "jsonl", "-", url=own_url, stdin=lines(stolen))
    assert refused.code == 4
    assert "belongs to the collection 'union-state'" in refused.err
    assert rows(own_url)["event"] == before["event"]


def test_formats_that_cannot_be_read(cli, url):
    for form in ("json", "md"):
        assert "can only be written" in cli("import", form, "-", url=url).err
    assert cli("import", "nonsense", "-", url=url).code == 2
