"""Tables opened by their content: workbooks, JSON, encodings, and files that are no tables."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from input import workbook_files as made

from dateline.errors import InvalidRecords
from dateline.formats.delimited.layout import Layout
from dateline.formats.delimited.tabular import Sheet, rows
from dateline.formats.incoming import Rejected
from dateline.input.contents import TEXT, kind_of_start
from dateline.input.encodings import explained, guess, is_utf8_too
from dateline.input.tables.guesses import guess_mapping
from dateline.input.tables.opening import opened_tables

HEAD = made.row(1, made.text("id"), made.text("date"), made.text("title"))


def cells(content, **layout):
    """Return the rows of all tables in some bytes, with their lines, and the notes."""
    told = Layout(**layout)
    found, notes = [], []
    with opened_tables(io.BytesIO(content), told) as tables:
        for table in tables:
            found += list(rows(table.stream, told.separator, skip=told.skip, comment=told.comment))
            notes += table.notes
    return found, notes


def refused(content, **layout):
    with pytest.raises(InvalidRecords) as caught:
        cells(content, **layout)
    (fault,) = caught.value.faults
    return fault.message, fault.hint


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (made.number(12), "12"),
        (made.number(12.5), "12.5"),
        (made.number(1e15), "1000000000000000.0"),
        (made.number(36526, made.DAY), "2000-01-01"),
        (made.number(36526.75, made.TIME), "2000-01-01"),
        (made.text("03/05/1991"), "03/05/1991"),
        (made.text("1.0"), "1.0"),
        (made.text(" x "), " x "),
        ('t="b"><v>1</v>', "true"),
        ('t="b"><v>0</v>', "false"),
        ('t="e"><v>#N/A</v>', ""),
        ("><f>1+1</f><v>2</v>", "2"),
        ("><f>1+1</f>", ""),
    ],
)
def test_cells_of_a_workbook(cell, shown):
    found, _ = cells(made.xlsx({"Data": [HEAD, made.row(2, made.text("a"), cell, made.text("A"))]}))
    assert found == [(1, ["id", "date", "title"]), (2, ["a", shown, "A"])]


def test_rows_have_their_numbers_in_the_sheet():
    found, _ = cells(made.xlsx({"Data": [made.row(3, made.text("id")), made.row(7, made.text("a"))]}))
    assert found == [(3, ["id"]), (7, ["a"])]


def test_an_opendocument_sheet():
    assert cells(made.ods([["id", "title"], ["a", "É"]]))[0] == [(1, ["id", "title"]), (2, ["a", "É"])]


def test_a_sheet_is_chosen_by_its_name():
    book = made.xlsx({"One": [HEAD], "Two": [made.row(1, made.text("x"))], "Empty": []})
    assert cells(book, sheet="Two")[0] == [(1, ["x"])]
    message, hint = refused(book)
    assert message == "has 2 sheets with cells: 'One', 'Two'"
    assert "--sheet" in hint
    assert refused(book, sheet="Three") == ("has no sheet 'Three'", "its sheets are 'One', 'Two', 'Empty'")
    assert cells(made.xlsx({"One": [HEAD], "Empty": []}))[0] == [(1, ["id", "date", "title"])]


def test_what_a_sheet_does_not_say_is_told():
    merged = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    _, notes = cells(made.xlsx({"Data": [HEAD]}, merged, vbaProject=b"x"))
    assert notes == [
        "the workbook contains macros, which are never run; its cells are read as they were saved",
        "the sheet has merged cells (A1:B2): only the first of each has a value",
    ]
    row = made.row(2, "><f>1999+1</f><v></v>", "><f>A1</f><v>3</v>")
    found, notes = cells(made.xlsx({"Data": [HEAD, row]}))
    assert found[1:] == [(2, ["", "3", ""])]
    assert ["formulas without a saved value, which are empty (first: A2)" in note for note in notes] == [True]
    assert not cells(made.xlsx({"Data": [HEAD, made.row(2, "><f>A1</f><v>3</v>")]}))[1]
    last = made.row(1_048_576, made.text("z"))
    _, notes = cells(made.xlsx({"Data": [HEAD, last]}))
    assert notes == ["the sheet has 1,048,576 rows, the most of a sheet: rows behind them may have been lost"]


def test_a_sheet_too_large_for_memory(monkeypatch):
    monkeypatch.setattr("dateline.input.tables.workbooks.LARGEST", 1_000)
    message, hint = refused(made.xlsx({"Data": [HEAD] * 100}))
    assert message.startswith("has a sheet of")
    assert "CSV" in hint


@pytest.mark.parametrize(
    "cell",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="99999999"></row>',
        '<row r="2"><c r="A99999999"/></row>',
    ],
)
def test_cells_that_lie_far_apart(cell):
    message, _ = refused(made.xlsx({"Data": [HEAD, cell]}))
    assert message.startswith("has cells that spread over")


def office(part):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr(part, "x")
    return target.getvalue()


def zipped(**members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (office("word/document.xml"), "is a Word document, which is not a table"),
        (office("ppt/presentation.xml"), "is a PowerPoint presentation, which is not a table"),
        (OLD + "WordDocument".encode("utf-16-le"), "is a Word document, which is not a table"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        (made.ods([["a"]], locked=True), "is protected by a password"),
        (OLD, "is a file of an old Office program, which is not a table"),
        (OLD + "Workbook".encode("utf-16-le"), "is an Excel workbook (.xls) that cannot be read"),
        (b"%PDF-1.7\n", "is a PDF document, which is not a table"),
        (b"\x89PNG\r\n\x1a\n", "is an image (PNG), which is not a table"),
        (b"\xff\xd8\xff\xe0", "is an image (JPEG), which is not a table"),
        (b"\x7fELF\2\1\1" + bytes(80), "is a program, which is not a table"),
        (b"MZ\x90\0\3" + bytes(80), "is a program (.exe), which is not a table"),
        (b"ID3\4" + bytes(80), "is a sound file (MP3), which is not a table"),
        (b"\0\0\0\x20ftypisom" + bytes(80), "is a video or an image (MP4, HEIC), which is not a table"),
        (b"a.csv".ljust(257, b"\0") + b"ustar", "is a tar archive, which is not a table"),
        (bytes(range(256)) * 4, "is binary data, which is not a table"),
        (b"PAR1", "is a Parquet file, which is not a table"),
        (b"<!DOCTYPE html><html></html>", "is a web page (HTML), which is not a table"),
        (zipped(inner=zipped(a="x")), "is a zip archive or a workbook within a zip archive"),
        (zipped(inner=made.xlsx({"Data": [HEAD]})), "is a zip archive or a workbook within a zip archive"),
        (zipped(inner=b"%PDF-1.7\n"), "is a PDF document, which is not a table"),
        (zipped(), "is a zip archive without files"),
        (gzip.compress(zipped(a="x"), mtime=0), "is a zip archive, which is not a table"),
        (made.xlsx({"Data": [HEAD]})[:-40], "is damaged or cut off"),
        (b'{"a": [1}', "is not JSON"),
        (b'{"a": [{"b": 1}], "c": [{"d": 2}]}\n', "has several lists of records: a, c"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",  # archives hold the time at which they were made
)
def test_files_that_are_no_tables(content, message):
    assert refused(content)[0].startswith(message)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ('[{"a": 1.0, "b": {"c": true}}, {"d": null}]', [1, 2]),
        ('{"meta": {"n": 2}, "results": {"rows": [{"a": 1.0, "b": {"c": true}}, {"d": null}]}}', [1, 2]),
        ('{"a": 1.0, "b": {"c": true}}\n\n{"d": null}\n', [1, 3]),
    ],
)
def test_records_of_json_are_rows_of_paths(content, lines):
    found, _ = cells(content.encode())
    assert found[0] == (1, ["a", "b.c", "d"])
    assert found[1][1] == ["1.0", "true", ""]
    assert [line for line, _ in found[1:]][:1] == lines[:1]


def test_lists_in_json():
    found, _ = cells(b'[{"tags": ["x", null, 2], "who": [{"name": "Ann"}, {"name": "Bob"}]}]')
    assert found == [(1, ["tags", "who.0.name", "who.1.name"]), (1, ["x; 2", "Ann", "Bob"])]


def test_the_path_to_the_records():
    content = b'{"a": [{"b": 1}], "c": {"d": [{"e": 2}]}}'
    assert cells(content, records="c.d")[0] == [(1, ["e"]), (1, ["2"])]
    assert refused(content, records="c.x")[0] == "there is nothing at 'c.x', which [file] says of records"


def test_lines_have_no_path_to_their_records():
    """A path that leads nowhere is refused, not passed over: it may be that of another file."""
    assert refused(b'{"a": [{"b": 1}]}\n{"a": [{"b": 2}]}\n', records="a")


def test_lines_that_are_no_records():
    found, _ = cells(b'{"a": 1}\n[2]\n{"a": \n{"a": 3}\n')
    assert [(line, row.reason if isinstance(row, Rejected) else row) for line, row in found[1:]] == [
        (1, ["1"]),
        (2, "is not a record"),
        (3, "is not JSON: Expecting value: line 2 column 1 (char 7)"),
        (4, ["3"]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("pack", [lambda content: content, gzip.compress, lambda content: zipped(a=content)])
def test_encodings_with_a_mark(encoding, pack):
    found, _ = cells(pack("id,title\na,São Tomé\n".encode(encoding)))
    assert found == [(1, ["id", "title"]), (2, ["a", "São Tomé"])]


def told(content, encoding=None):
    """Return the reason and hint of each row that is no text."""
    with opened_tables(io.BytesIO(content), Layout(encoding=encoding)) as tables:
        (table,) = tables
        items = explained(lambda stream: (row for _, row in rows(stream, ",")), table.stream, table.sample, encoding)
        return [(item.line, item.reason, item.hint) for item in items if isinstance(item, Rejected)]


def test_a_text_of_another_encoding_says_which():
    ((line, reason, hint),) = told("id,title\na,São Tomé\nb,B\n".encode("cp1252"))
    assert (line, reason) == (2, "is not UTF-8")
    assert "cp1252 ('São Tomé')" in hint
    assert 'encoding = "cp1252"' in hint


def test_an_encoding_that_changes_within_the_file():
    ((line, reason, hint), *others) = told("id,title\na,São\nc,Tomé\n".encode() + "b,Genève\n".encode("cp1252") * 2)
    assert others == [(5, "is not UTF-8", None)]
    assert (line, reason) == (4, "is not UTF-8")
    assert "the encoding changes within the file" in hint


@pytest.mark.parametrize("cut", [1, 3])
def test_utf_16_that_is_cut_off(cut):
    ((line, reason, hint),) = told("id,title\na,A\nb,São\n".encode("utf-16")[:-cut])
    assert (line, reason) == (3, "is not UTF-8")
    assert "UTF-16, of which some are missing" in hint


SAO = "id,title\na,São Tomé\n"
# What a file begins with contradicts the mapping, or does not tell the order of its bytes.
CONTRADICTED = [
    (SAO.encode("utf-8-sig"), "cp1252", "begins with the mark of UTF-8, but the mapping sets encoding = 'cp1252'"),
    (SAO.encode("utf-16"), "latin-1", "begins with the mark of UTF-16, but the mapping sets encoding = 'latin-1'"),
    (SAO.encode("utf-16"), "utf-8", "begins with the mark of UTF-16, but the mapping sets encoding = 'utf-8'"),
    (SAO.encode("utf-16-le"), None, "is UTF-16-LE without a mark at its start"),
    (SAO.encode("utf-16-be"), None, "is UTF-16-BE without a mark at its start"),
    ("№,Название\n1,Рига и Вильнюс\n".encode("utf-16-le"), None, "is UTF-16-LE without a mark at its start"),
    (SAO.encode("utf-16-le"), "utf-16", "has no mark at its start, which 'utf-16' needs"),
]


@pytest.mark.parametrize(("content", "encoding", "message"), CONTRADICTED)
def test_a_start_that_contradicts_the_encoding(content, encoding, message):
    assert message in refused(content, encoding=encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf_8"])
def test_a_mark_of_the_encoding_that_is_set(encoding):
    assert cells(SAO.encode("utf-8-sig"), encoding=encoding)[0][1] == (2, ["a", "São Tomé"])


@pytest.mark.parametrize(
    ("content", "encoding", "notes"),
    [
        (SAO.encode(), "cp1252", 1),
        (SAO.encode(), "latin-1", 1),
        (SAO.encode("cp1252"), "cp1252", 0),
        (SAO.encode(), "utf-8", 0),
        (SAO.encode(), None, 0),
        (b"id,title\na,A\n", "cp1252", 0),
        ("id,title\na,東京の出来事\n".encode("shift_jis"), "shift_jis", 0),
        (SAO.encode()[13:], "cp1252", 1),
    ],
)
def test_bytes_that_are_utf_8_too_are_told(content, encoding, notes):
    assert len(is_utf8_too(content, encoding)) == notes


def test_a_hint_names_a_mapping_only_where_there_can_be_one():
    stream = io.StringIO("a\udce3\n")
    found = [
        list(
            explained(lambda lines: (row for _, row in rows(lines, ",")), stream, lambda: b"a\xe3\n", None, mapped=each)
        )
        for each in (False, True)
        if not stream.seek(0)
    ]
    (without,), (with_mapping,) = ([item.hint for item in items if isinstance(item, Rejected)] for items in found)
    assert str(without).endswith("save it as UTF-8")
    assert "mapping" not in str(without)
    assert "of a mapping" in str(with_mapping)


def test_an_encoding_that_does_not_fit():
    assert told(b"id,title\na,\x81 \n", "shift_jis")[0][1] == "is not shift_jis"
    ((_, reason, hint),) = told(b"id,title\na,\x81\n", "cp1252")
    assert (reason, hint) == ("is not cp1252", "the mapping sets encoding = 'cp1252', which does not fit")


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("São Tomé, Genève", "cp1252"),
        ("Договор о дружбе между странами", "cp1251"),
        ("Příliš žluťoučký kůň, Łódź", "cp1250"),
        ("日本国憲法の公布", "shift_jis"),
    ],
)
def test_guesses_of_encodings(words, encoding):
    assert guess(words.encode(encoding))[0][0] == encoding


def test_an_encoding_that_reads_alike_is_the_common_one_and_readings_differ_where_they_do():
    assert guess("Gründung der Union, Österreich, Görz, Unmöglich, Unabhängigkeit".encode("cp1252"))[0][0] == "cp1252"
    found = guess("Genève, São Tomé".encode("cp1252"))
    assert len({words for _, words in found}) == len(found)


LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=8)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(LETTERS, min_size=width, max_size=width), min_size=1, max_size=5)
)


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_texts_of_sheets_are_what_was_written(table):
    wanted = [(line, row) for line, row in enumerate(table, 1)]
    book = made.xlsx({"Data": [made.row(line, *map(made.text, row)) for line, row in wanted]})
    assert cells(book)[0] == wanted


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.dictionaries(LETTERS.filter(lambda key: "." not in key), LETTERS, min_size=1), min_size=2, max_size=5)
)
def test_flat_records_are_what_was_written(records):
    for content in (json.dumps(records), "".join(json.dumps(record) + "\n" for record in records)):
        (_, names), *found = cells(content.encode())[0]
        assert [{name: cell for name, cell in zip(names, row, strict=True) if cell} for _, row in found] == records


def test_a_sheet_is_told_from_a_text():
    assert not isinstance(io.StringIO(""), Sheet)


def test_a_guess_counts_lines_that_are_no_rows(tmp_path):
    file = tmp_path / "some.jsonl"
    file.write_text('{"id": 1, "when": "2001", "what": "A"}\n{"id": 2,\n[1]\n{"id": 3, "when": "2002", "what": "B"}\n')
    found = guess_mapping(str(file))
    assert (found.events, [row.line for row in found.rejected]) == (2, [2, 3])


@pytest.mark.parametrize(
    "start",
    [
        "ID3;Title\n1;A\n", "RIFF,b\n", "name,ftyp\n", "title,date\nA\0,1999\n", "a\x1b$B,b\n", "\u0414\u0430\u0442\u0430;\u0433\u043e\u0434\n" * 9,
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_texts_are_never_binary(start, encoding):
    assert kind_of_start(start.encode(encoding)) is TEXT
