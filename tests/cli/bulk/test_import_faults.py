"""Imports of files that are wrong, broken or cut: whole or not at all, every fault named, and the next one works."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile

import pytest

HEAD = "id,date,title\n"
GOOD = f"{HEAD}y,2001,Y\n".encode()
NOTHING = "nothing was written"


@pytest.fixture
def sound(cli, url):
    """Return a function that checks that these events are in the database, that it is sound, and takes one more."""

    def check(*wanted):
        checked = cli("db", "check", url=url)
        assert checked.code == 0, checked.err
        assert sorted(cli("query", "-f", "jsonl", url=url).ids) == sorted(wanted)
        again = cli("import", "csv", "-", url=url, stdin=GOOD)
        assert again.code == 0, again.err
        assert sorted(cli("query", "-f", "jsonl", url=url).ids) == sorted({*wanted, "y"})

    return check


@pytest.fixture
def holding_z(cli, url):
    """Return the URL of a database that holds the event z."""
    assert cli("import", "csv", "-", url=url, stdin=f"{HEAD}z,1999,Z\n".encode()).code == 0
    return url


# Rows: each bad one is named with its line; with --rejects the others go in.

ROWS = {
    "ragged": ("a,1999\nb,1999,B,x\nc,1999,C\n", {2: "has 2 cells instead of 3", 3: "has 4 cells instead of 3"}, "c"),
    "NUL": ("a,1999,A\nb,1999,B\0\n", {3: "contains a NUL byte"}, "a"),
    "NUL in an id": ("a\0,1999,A\nb,1999,B\n", {2: "contains a NUL byte"}, "b"),
    "Latin-1": ("a,1999,A\nb,1999,\udce9t\udce9\nc,1999,C\n", {3: "is not UTF-8"}, "ac"),
    "a line of nothing": ("\n\na,1999\n\nb,1999,B\n", {4: "cells"}, "b"),
    "a mark amid the text": ("a,1999,\ufeffA\nb,1999,B\n", {}, "ab"),
    "a quote never closed": ('a,1999,A\nb,1999,"B\nc,1999,C\n', {3: "is not separated by"}, "ac"),
    "a quote closed by the next": ('a,1999,"A\nb,1999,"B"\nc,1999,C\n', {2: "is not separated by"}, "bc"),
    "letters after a quote": ('a,1999,"A" A\nb,1999,B\n', {2: "is not separated by"}, "b"),
    "a quote within": ('a,1999,5" gun\nb,1999,B\n', {}, "ab"),
    "no such day": ("a,0000-00-00,A\nb,1999,B\n", {2: "date '0000-00-00'"}, "b"),
    "no such month": ("a,1999-13,A\nb,1999-02-30,B\nc,1999,C\n", {2: "date '1999-13'", 3: "1999-02-30"}, "c"),
    "a far day": ("a,2699-01-01,A\n", {}, "a"),
    "no date": ("a,,A\nb,1999,B\n", {2: "date is missing"}, "b"),
    "one id twice": ("a,1999,A\na,1999,A\n", {}, "a"),
    "one id, two events": ("a,1999,A\nb,1999,B\na,2000,A\n", {4: "duplicate id 'a'"}, "ab"),
    "an event that is in": ("z,1999,Z\na,1999,A\n", {}, "a"),
    "cut in a row": ("a,1999,A\nb,19", {3: "has 2 cells instead of 3"}, "a"),
    "cut in a quote": ('a,1999,A\nb,1999,"B', {3: "unexpected end of data"}, "a"),
    "bad rows alone": ("a,1999\nb\n", {2: "2 cells", 3: "1 cell"}, ""),
    "lines of Windows": ("a,1999,A\r\nb,1999,B\r\n", {}, "ab"),
    "lines of old Macs": ("a,1999,A\rb,1999,B\r", {}, "ab"),
}


@pytest.mark.in_part(2)
@pytest.mark.parametrize("name", ROWS)
def test_rows(cli, holding_z, sound, rows, tmp_path, name):
    text, faults, good = ROWS[name]
    file, rejects = tmp_path / "a.csv", tmp_path / "bad.jsonl"
    file.write_bytes((HEAD + text).encode("utf-8", "surrogateescape"))
    before = rows(holding_z)
    strict = cli("import", "csv", file, url=holding_z)
    assert strict.code == (4 if faults else 0)
    for line, reason in faults.items():
        assert [each for each in strict.err.splitlines() if f"a.csv:{line}: " in each and reason in each], strict.err
    if faults:
        assert f"{len(faults)} fault" in strict.err
        assert NOTHING in strict.err
        assert rows(holding_z) == before
    assert cli("import", "csv", file, "--rejects", rejects, url=holding_z).code == 0
    assert [json.loads(line)["line"] for line in rejects.read_text("utf-8").splitlines()] == list(faults)
    sound("z", *good)


# Files that are not what they are said to be: no row goes in, and no database is made for them.


def packed(*names, damage=None, **options):
    """Return a zip of GOOD under `names`, with the bytes of `damage` at its place."""
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", **options) as archive:
        for name in names:
            archive.writestr(name, GOOD)
    content = bytearray(to.getvalue())
    for place, byte in (damage or {}).items():
        content[place] = byte
    return bytes(content)


LOCKED = packed("a.csv")
LOCKED = LOCKED[:6] + b"\1" + LOCKED[7:].replace(b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1")
CUT = gzip.compress(GOOD * 9, mtime=0)[:-12]
FOREIGN = {
    "columns of another kind": ("csv", "a.csv", b"what,is,this\n1,2,3\n", "a.csv:1: there is no column id, date, title"),
    "no header": ("csv", "a.csv", b"a,1999,A\n", "a.csv:1: there is no column id, date, title"),
    "nothing": ("csv", "a.csv", b"", "a.csv:1: there is no column id, date, title"),
    "a mark alone": ("csv", "a.csv", b"\xef\xbb\xbf", "a.csv:1: there is no column"),
    "Latin-1": ("csv", "a.csv", b"id,date,title,\xe9t\xe9\n", "a.csv:1: the header is not UTF-8"),
    "UTF-16 without a mark": ("csv", "a.csv", GOOD.decode().encode("utf-16-le"), "a.csv: is UTF-16-LE without a mark at its start"),
    "a picture": ("csv", "a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.csv: is an image (PNG), not a text"),
    "no calendar": ("ics", "a.ics", b"BEGIN:VCARD\n", "a.ics:1: is not a calendar"),
    "no Parquet": ("parquet", "a.parquet", GOOD, "a.parquet: is not a Parquet file"),
    "gz that is none": ("csv", "a.csv.gz", GOOD, "a.csv.gz: is damaged or cut off"),
    "gz cut": ("csv", "a.csv.gz", CUT, "a.csv.gz: is damaged or cut off"),
    "gz cut in its head": ("csv", "a.csv.gz", CUT[:5], "a.csv.gz: is damaged or cut off"),
    "gz damaged": ("csv", "a.csv.gz", CUT[:10] + b"\xff" * 9, "a.csv.gz: is damaged or cut off"),
    "zip that is none": ("csv", "a.zip", GOOD, "a.zip: is damaged or cut off"),
    "zip cut": ("csv", "a.zip", packed("a.csv")[:-30], "a.zip: is damaged or cut off"),
    "zip damaged": ("csv", "a.zip", packed("a.csv", damage={40: 0}), "a.zip: is damaged or cut off"),
    "zip damaged within": (
        "csv", "a.zip", packed("a.csv", damage=dict.fromkeys(range(36, 44), 255), compression=zipfile.ZIP_DEFLATED),
        "a.zip: is damaged or cut off",
    ),
    "zip with a password": ("csv", "a.zip", LOCKED, "a.zip/a.csv: cannot be decompressed"),
}  # fmt: skip


@pytest.mark.in_part(2)
@pytest.mark.parametrize("name", FOREIGN)
def test_files_of_another_kind(cli, url, engine, sound, tmp_path, name):
    form, called, content, fault = FOREIGN[name]
    (tmp_path / called).write_bytes(content)
    for options in ((), ("--rejects", tmp_path / "bad.jsonl")):
        result = cli("import", form, tmp_path / called, *options, url=url)
        assert result.code == 4
        assert str(tmp_path / fault) in result.err
        assert f"1 fault found; {NOTHING}" in result.err
        assert "is not a dateline database" in (err := cli("stats", url=url).err) or "no database at" in err
    assert (engine == "sqlite") == ("no database at" in err)
    assert cli("import", "csv", "-", url=url, stdin=GOOD).code == 0
    sound("y")


@pytest.mark.parametrize("ending", ["csv", "csv.gz", "zip"])
def test_a_file_cut_after_its_first_batch(cli, holding_z, sound, rows, tmp_path, ending):
    text = HEAD + "".join(f"e{number},1999,{number * 7919 % 1_000_003}\n" for number in range(12_000))
    file = tmp_path / f"a.{ending}"
    if ending == "zip":
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.csv", text)
        content = bytearray(file.read_bytes())
        content[-2000:-1500] = b"\0" * 500
    else:
        whole = text.encode() if ending == "csv" else gzip.compress(text.encode())
        content = bytearray(whole[: len(whole) * 9 // 10])
        content = content[: content.rindex(b",") + (1 if ending == "csv" else 0)]
    file.write_bytes(content)
    before = rows(holding_z)
    result = cli("import", "csv", file, url=holding_z)
    assert result.code == 4
    assert f"1 fault found; {NOTHING}" in result.err
    assert rows(holding_z) == before
    sound("z")


def test_an_empty_file_is_made_a_database(cli, tmp_path):
    """Making a database may have been interrupted before anything was in it."""
    database = tmp_path / "empty.db"
    database.touch()
    assert cli("import", "csv", "-", url=str(database), stdin=GOOD).code == 0
    assert cli("query", "-f", "jsonl", url=str(database)).ids == ["y"]


# Several files: what is wrong with one keeps no other out, and hides no fault of another.


@pytest.fixture
def three(tmp_path):
    """Return a file with bad rows, one of another kind, and a good one."""
    contents = {"1.csv": f"{HEAD}a,1999\nb,x,B\n".encode(), "2.csv": b"what,is,this\n", "3.csv": GOOD}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in contents]


def test_every_fault_of_every_file(cli, url, sound, three):
    result = cli("import", "csv", *three, url=url)
    assert result.code == 4
    for fault in ("1.csv:2: ", "1.csv:3: ", "2.csv:1: "):
        assert fault in result.err
    assert f"3 faults found; nothing of {three[0]}, {three[1]} was written" in result.err
    sound("y")


def test_bad_rows_are_told_though_a_later_file_is_missing(cli, url, three):
    result = cli("import", "csv", three[0], "missing.csv", url=url)
    assert result.code == 2
    for fault in ("1.csv:2: ", "1.csv:3: ", "missing.csv"):
        assert fault in result.err


def test_rejects_of_the_files_beside_one_of_another_kind(cli, url, sound, three, tmp_path):
    rejects = tmp_path / "bad.jsonl"
    result = cli("import", "csv", *three, "--rejects", rejects, url=url)
    assert result.code == 4
    assert "1 fault found; nothing of" in result.err
    assert [json.loads(line)["line"] for line in rejects.read_text("utf-8").splitlines()] == [2, 3]
    sound("y")


def test_a_zip_of_a_good_and_a_bad_text(cli, url, sound, tmp_path):
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("1.csv", GOOD)
        file.writestr("2.csv", f"{HEAD}a,1999\n")
    result = cli("import", "csv", archive, url=url)
    assert result.code == 4
    assert f"1 fault found; nothing of {archive}/2.csv was written" in result.err
    sound("y")


@pytest.mark.parametrize("header", ["id,id,date,title", "id,date,title,title", "id,date,title,place,Place"])
def test_a_column_that_comes_twice_is_a_fault(cli, url, tmp_path, header):
    (tmp_path / "twice.csv").write_text(f"{header}\n" + ",".join(["2000"] * len(header.split(","))) + "\n", "utf-8")
    result = cli("import", "csv", tmp_path / "twice.csv", url=url)
    assert result.code == 4
    assert re.search(
        r"twice.csv:1: 2 columns are called '(id|title|place)' \(rename or remove all but one\)", result.err
    )
