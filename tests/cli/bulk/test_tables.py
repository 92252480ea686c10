"""`import table`: tables of every kind, previews, guessed mappings, equal rows, and what is refused."""

from __future__ import annotations

import json

import pytest
from input import workbook_files as made
from input.old_workbooks import xls

from dateline.operations.previews import FIRST

MAPPING = '[columns]\nid = "x:{n}"\ntitle = "t"\nplace = "p"\n[date]\ncolumn = "y"\nformat = "words"\n'
ROWS = [["n", "y", "t", "p"], ["1", "May 1999", "Talks", "São Tomé"], ["2", "c. 1943", "Founding", ""]]
TEXT = "".join(",".join(row) + "\n" for row in ROWS)
RECORDS = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]
FILES = {
    "a.csv": TEXT.encode(),
    "utf16.csv": TEXT.encode("utf-16"),
    "no-ending": TEXT.encode(),
    "a.xlsx": made.xlsx({"Data": [made.row(i, *map(made.text, row)) for i, row in enumerate(ROWS, 1)]}),
    "a.xls": xls([ROWS[0], [1.0, "May 1999", "Talks", "São Tomé"], [2.0, "c. 1943", "Founding", None]]),
    "a.ods": made.ods(ROWS),
    "a.json": json.dumps({"rows": RECORDS}).encode(),
    "a.jsonl": "".join(json.dumps(record) + "\n" for record in RECORDS).encode(),
}


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.in_part(2)
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("piped", [False, True])
def test_tables_of_every_kind(cli, url, file, name, piped):
    mapping = file("map.toml", MAPPING)
    path = "-" if piped else file(name, FILES[name])
    result = cli("import", "table", path, "--map", mapping, url=url, stdin=FILES[name])
    assert (result.code, "2 inserted" in result.err) == (0, True)
    found = [(event["id"], event["date"], event["place"]) for event in cli("query", "-f", "jsonl", url=url).records]
    assert found == [("x:2", "1943~", None), ("x:1", "1999-05", "São Tomé")]
    assert "2 unchanged" in cli("import", "table", path, "--map", mapping, url=url, stdin=FILES[name]).err


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl"])
def test_what_dateline_writes_needs_no_mapping(cli, new_url, file, form):
    first, second = new_url(), new_url()
    assert cli("import", "csv", "-", url=first, stdin=b"id,date,title\na,1999,A\nb,2000,B\n").code == 0
    written = cli("export", "-f", form, url=first).out
    assert "2 inserted" in cli("import", "table", file("all", written), url=second).err
    assert cli("query", "-f", "jsonl", url=second).out == cli("query", "-f", "jsonl", url=first).out


@pytest.mark.parametrize("name", FILES)
def test_a_table_without_a_mapping_says_how_to_get_one(cli, url, file, name):
    result = cli("import", "table", file(name, FILES[name]), url=url)
    assert result.code == 4
    assert "this is not what dateline writes" in result.err
    assert "dateline import table FILE --guess" in result.err
    assert "no database at" in cli("stats", url=url).err or "is not a dateline database" in cli("stats", url=url).err


def test_a_workbook_is_no_csv(cli, url, file):
    result = cli("import", "csv", file("a.csv", FILES["a.xlsx"]), "--map", file("map.toml", MAPPING), url=url)
    assert result.code == 4
    assert "is an Excel workbook (.xlsx), not a text (use: dateline import table FILE --map FILE.toml)" in result.err


def test_rows_of_a_workbook_are_rejected_with_their_sheet_and_row(cli, url, file, tmp_path):
    book = made.xlsx({"Notes": [made.row(1, made.text("x"))], "Data": [
        made.row(1, *map(made.text, ROWS[0])), made.row(5, made.text("3"), made.text("soon"), made.text("C")),
        made.row(6, *map(made.text, ROWS[1])),
    ]})  # fmt: skip
    path, mapping = file("a.xlsx", book), file("map.toml", MAPPING)
    assert "has 2 sheets with cells: 'Notes', 'Data'" in cli("import", "table", path, "--map", mapping, url=url).err
    result = cli("import", "table", path, "--map", mapping, "--sheet", "Data", url=url)
    assert (result.code, f"{path}, sheet Data:5: date 'soon' cannot be read" in result.err) == (4, True)
    rejects = tmp_path / "bad.jsonl"
    result = cli("import", "table", path, "--map", mapping, "--sheet", "Data", "--rejects", rejects, url=url)
    assert (result.code, json.loads(rejects.read_text("utf-8"))["line"]) == (0, 5)
    assert cli("query", "-f", "jsonl", url=url).ids == ["x:1"]


def test_sheets_are_for_tables(cli, url, file):
    result = cli("import", "jsonl", file("a.jsonl", "{}\n"), "--sheet", "x", url=url)
    assert (result.code, "--sheet needs table" in result.err) == (2, True)


def test_latin_1_by_the_mapping(cli, url, file):
    path = file("a.csv", TEXT.encode("latin-1"))
    result = cli("import", "csv", path, "--map", file("map.toml", MAPPING), url=url)
    assert (result.code, f"{path}:2: is not UTF-8 (it seems to be cp1252" in result.err) == (4, True)
    mapping = file("map.toml", f'[file]\nencoding = "latin-1"\n{MAPPING}')
    assert cli("import", "csv", path, "--map", mapping, url=url).code == 0
    assert cli("query", "--place", "São Tomé", "-f", "jsonl", url=url).ids == ["x:1"]


def test_equal_rows_are_counted_apart(cli, url, file):
    path = file("a.csv", "n,y,t,p\n1,1990,A,\n1,1990,A,\n1,1990,A,\n2,1991,B,\n")
    mapping, report = file("map.toml", MAPPING), file("report.json", "")
    for counts in ("2 inserted, 0 updated, 0 unchanged, 2 repeated", "0 inserted, 0 updated, 2 unchanged, 2 repeated"):
        result = cli("import", "csv", path, "--map", mapping, "--report", report, url=url)
        assert f"4 read, {counts}, 0 withdrawn, 0 rejected" in result.err
        assert json.loads(report.read_text("utf-8"))["repeated"] == 2


@pytest.mark.parametrize("known", [False, True])
def test_a_dry_run_writes_nothing(cli, url, engine, file, known):
    if known:
        assert cli("import", "csv", "-", url=url, stdin=b"id,date,title\nx:1,1999-05,Talks\n").code == 0
    before = cli("query", "-f", "jsonl", url=url).out, cli("history", "-f", "jsonl", url=url).out
    text = "n,y,t,p\n" + "".join(f"{i},1990,Event {i},\n" for i in range(1, 31)) + "31,soon,C,\n"
    result = cli("import", "table", file("a.csv", text), "--map", file("map.toml", MAPPING), "--dry-run", url=url)
    assert result.code == 4
    assert f"31 read, {29 if known else 30} inserted" in result.err or "1 rejected" in result.err
    assert "a.csv:32: date 'soon' cannot be read" in result.err
    assert "dry run: nothing was written" in result.err
    shown = result.out.splitlines()
    assert shown[0].split() == ["date", "title", "id"]
    assert [line.split()[-1] for line in shown[2:]] == [f"x:{i}" for i in range(1, FIRST + 1)]
    assert (cli("query", "-f", "jsonl", url=url).out, cli("history", "-f", "jsonl", url=url).out) == before
    if engine == "sqlite" and not known:
        assert "no database at" in cli("stats", url=url).err


def test_a_dry_run_of_what_dateline_writes(cli, url):
    result = cli("import", "csv", "-", "--dry-run", url=url, stdin=b"id,date,title\na,1999,A\na,1999,A\n")
    assert (result.code, "1 inserted, 0 updated, 0 unchanged, 1 repeated" in result.err) == (0, True)
    assert result.out.splitlines()[2:] == ["1999    A        a"]


def test_from_a_guess_to_events_in_three_commands(cli, url, file, tmp_path):
    messy = file("messy.csv", (
        "Exported from the archive;;;;\n\nNo.;Event;When;Where;Who\n1;Founding;c. 1943;São Tomé;Müller, Karl\n"
        "2;Talks;Spring 1999;Genève;Norway / PLO\n3;Signing;12/03/2001;Oslo;\n4;Review;28/04/2001;Oslo;n/a\n"
        "5;School;1998-99;;\n6;Lost;n.d.;;\n7;Soon;sprng 1995;;\n"
    ).encode("cp1252"))  # fmt: skip
    mapping, rejects = tmp_path / "guessed.toml", tmp_path / "bad.jsonl"
    result = cli("import", "table", messy, "--guess-to", mapping, url=url)
    assert (result.code, result.out) == (0, "")
    assert "6 of the rows read become events, 1 are rejected" in result.err
    assert cli("import", "table", messy, "--map", mapping, "--dry-run", url=url).code == 4
    assert cli("import", "table", messy, "--map", mapping, "--rejects", rejects, url=url).code == 0
    events = {event["id"]: (event["date"], event["place"]) for event in cli("query", "-f", "jsonl", url=url).records}
    assert events == {
        "1": ("1943~", "São Tomé"), "2": ("1999-21", "Genève"), "3": ("2001-03-12", "Oslo"),
        "4": ("2001-04-28", "Oslo"), "5": ("1998/1999", None), "6": ("undated", None),
    }  # fmt: skip
    assert [json.loads(line)["line"] for line in rejects.read_text("utf-8").splitlines()] == [10]
    assert cli("import", "table", messy, "--guess").out == mapping.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("gdelt", "FILE", "--guess"), "--guess needs table, csv or tsv"),
        (("table", "FILE", "FILE", "--guess"), "--guess takes one file"),
        (("table", "FILE", "--guess", "--map", "FILE"), "--guess and --map exclude each other"),
        (("gdelt", "FILE", "--map", "FILE"), "--map needs table, csv or tsv"),
    ],
)
def test_options_that_do_not_fit(cli, file, words, message):
    path = file("a.csv", TEXT)
    result = cli("import", *(path if word == "FILE" else word for word in words))
    assert (result.code, message in result.err) == (2, True)


def test_a_table_without_rows_gives_no_guess(cli, file):
    result = cli("import", "table", file("a.csv", "a,b\n"), "--guess")
    assert (result.code, "has no rows to guess from" in result.err) == (4, True)


def test_notes_of_a_table_are_told(cli, url, file):
    result = cli("import", "csv", file("a.csv", "n,y,t,p\n1,1990,A\n"), "--map", file("map.toml", MAPPING), url=url)
    assert "note: " in result.err
    assert "1 row has fewer cells than the header" in result.err


def test_a_lake_takes_tables_too(cli, file, tmp_path):
    lake, mapping = tmp_path / "lake", file("map.toml", MAPPING)
    path = file("a.xlsx", FILES["a.xlsx"])
    assert cli("lake", "create", lake).code == 0
    assert "2 inserted" in cli("lake", "add", lake, "table", path, "--map", mapping).err
    again = file("b.csv", "n,y,t,p\n3,1990,A,\n3,1990,A,\n")
    assert (
        "1 inserted, 0 updated, 0 unchanged, 1 repeated"
        in cli("lake", "add", lake, "table", again, "--map", mapping).err
    )
