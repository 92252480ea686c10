"""Files that are not quite what they seem, imported by whole commands: archives, JSON, workbooks, encodings."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from input import workbook_files as made

MAPPING = '[columns]\nid = "{id}"\ntitle = "title"\n[date]\ncolumn = "date"\n'
CSV = "id,title,date\n1,A,1999\n"
OTHER = "id,title,date\n2,B,2000\n"


def zipped(members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.fixture
def imported(cli, url, tmp_path):
    """Return a function that imports a file by a mapping, and gives the result, rejected rows and ids."""

    def call(content, name="f.csv", form="table", mapping=MAPPING):
        file, rejects = tmp_path / name, tmp_path / "rejects"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / "m.toml").write_text(mapping, "utf-8")
        mapped = ("--map", tmp_path / "m.toml") if form in ("table", "csv") else ()
        result = cli("import", form, file, *mapped, "--rejects", rejects, url=url)
        lines = rejects.read_text("utf-8").splitlines() if rejects.exists() else []
        asked = cli("query", "-f", "jsonl", url=url)
        ids = sorted(json.loads(line)["id"] for line in asked.out.splitlines()) if asked.code == 0 else []
        return result, [(row["line"], row["reason"], row.get("hint")) for row in map(json.loads, lines)], ids

    return call


SYSTEMS = {
    "a.csv": CSV,
    "__MACOSX/._a.csv": b"\0\5",
    ".DS_Store": b"\0\1",
    "x/Thumbs.db": b"\xd0\xcf",
    "x/b.csv": OTHER,
}


@pytest.mark.parametrize("form", ["table", "csv"])
def test_files_of_systems_in_an_archive_are_no_tables(imported, form):
    result, _, ids = imported(zipped(SYSTEMS), "f.zip", form)
    assert (result.code, ids) == (0, ["1", "2"]), result.err


@pytest.mark.parametrize("form", ["table", "csv"])
def test_what_was_written_of_an_archive_is_told(imported, form):
    result, _, ids = imported(zipped({"a.csv": CSV, "readme.txt": "hello"}), "f.zip", form)
    assert (result.code, ids) == (4, ["1"])
    assert "f.zip/a.csv was written" in result.err
    assert "nothing of" in result.err


def test_an_archive_of_which_nothing_was_written(imported):
    result, _, ids = imported(zipped({"readme.txt": "hello", "a.csv": CSV}), "f.zip")
    assert (result.code, ids) == (4, [])
    assert "nothing was written" in result.err


ONE = '{"id": "1", "title": "A", "date": "1999"}\n'
JSON = [
    # a line is that of the file, whatever is empty before it
    ("\n\n" + ONE + '\n{"id": "2", "title": "B", "date": "x"}\n{bad\n', [5, 6], ["1"]),
    ("\ufeff" + ONE + "\n\n" + ONE.replace("1999", "x").replace('"1"', '"2"'), [4], ["1"]),
    # letters that no text has
    (ONE + '{"id": "2", "title": "\\ud800", "date": "1999"}\n', [2], ["1"]),
    (ONE + '{"id": "2", "title": "\\u0000", "date": "1999"}\n', [2], ["1"]),
    # one path twice, an empty object
    (ONE + '{"id": "2", "title": "B", "date": "1999", "p.q": "x", "p": {"q": "y"}}\n', [2], ["1"]),
    (ONE + '{"id": "2", "title": {}, "date": "1999"}\n', [2], ["1"]),
]


@pytest.mark.parametrize(("text", "lines", "ids"), JSON)
def test_odd_records_of_json(imported, text, lines, ids):
    result, rejected, found = imported(text, "f.jsonl")
    assert (result.code, [line for line, *_ in rejected], found) == (0, lines, ids), (result.err, rejected)


def test_json_is_found_in_utf_16(imported):
    result, _, ids = imported(f"[{ONE}]".encode("utf-16"), "f.json")
    assert (result.code, ids) == (0, ["1"]), result.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "f.json: has no records"),
        ("[1]", "f.json:1: is not a record"),
        ('[{"id": "\\ud800"}]', "half of a letter"),
    ],
)
def test_json_without_records(imported, text, message):
    result, _, _ = imported(text, "f.json")
    assert result.code == 4
    assert message in result.err


DAYS = made.xlsx(
    {"S": [made.row(1, made.text("id"), made.text("title"), made.text("date")),
           made.row(2, made.text("1"), made.text("A"), made.number(36161))]}
)  # fmt: skip


def from_1904(content):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>'))
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "form", "code"),
    [(DAYS, "excel", 0), (from_1904(DAYS), "excel", 4), (from_1904(DAYS), "excel-1904", 0)],
)
def test_numbers_of_a_workbook_that_counts_from_1904(imported, content, form, code):
    result, _, _ = imported(content, "f.xlsx", mapping=f'{MAPPING}format = "{form}"\n')
    assert result.code == code
    assert ("counts days from 1904" in result.err) == (code == 4)


def test_a_workbook_in_xml_is_named(imported):
    start = '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    result, _, _ = imported(start, "f.xls")
    assert "is an Excel workbook (XML of 2003)" in result.err


def test_an_encoding_can_be_set_only_where_there_is_a_mapping(imported):
    text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20240101\r\nSUMMARY:Zürich\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    _, ((_, _, hint),), _ = imported(text.encode("cp1252"), "f.ics", "ics")
    assert hint.endswith("save it as UTF-8")
    assert "mapping" not in hint
    _, ((_, _, hint),), _ = imported("id,title,date\n1,Zürich,1999\n".encode("cp1252"))
    assert 'set encoding = "cp1252" in the table [file] of a mapping' in hint


def test_a_section_that_says_present_gives_no_event(imported):
    mapping = (
        '[columns]\nid = "{id}"\ntitle = "id"\n[[event]]\nsuffix = "signed"\ncolumn = "s"\n'
        '[[event]]\nsuffix = "in-force"\ncolumn = "f"\nend = "e"\n'
    )
    result, rejected, ids = imported("id,s,f,e\n1,1999,present,\n2,1999,present,2000\n", mapping=mapping)
    assert "a row has no date for the section 'in-force'" in result.err
    assert [line for line, *_ in rejected] == [3]
    assert ids == ["1:signed", "2:signed"]
