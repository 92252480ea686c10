"""`sources add`, `sources text`, `sources --single` and `verify`, as a user meets them."""

from __future__ import annotations

import pytest

COLLECTION = """
[collection]
id = "mine"
title = "Mine"
[[source]]
id = "memo"
title = "The memo"
[[source]]
id = "wire"
title = "The wire"
[[event]]
id = "right"
title = "A"
date = "1999-12-08"
confidence = "high"
citations = [{ source = "memo", locator = "p. 1", quote = "signed on 8 December 1999" }]
[[event]]
id = "wrong"
title = "B"
date = "2001"
confidence = "high"
citations = [{ source = "memo", locator = "p. 9", quote = "signed on 9 December 1999" }, { source = "wire" }]
[[event]]
id = "unknown"
title = "C"
date = "1999"
confidence = "high"
citations = [{ source = "wire", quote = "so it was" }]
"""
TEXT = "The treaty was\nsigned on 8 Decem-\nber 1999.\fThe end."


@pytest.fixture
def run(cli, url, folder):
    assert cli("load", folder("mine", all=COLLECTION), url=url).code == 0
    return lambda *words, **options: cli(*words, url=url, **options)


@pytest.fixture
def memo(tmp_path):
    path = tmp_path / "memo.txt"
    path.write_text(TEXT)
    return path


def results(run, *options):
    found = run("verify", "-f", "jsonl", *options).records
    return [(record["id"], record["check"], record["result"]) for record in found]


def test_what_is_checked(run, memo):
    assert run("sources", "add", memo).err == "1 kept, 0 unchanged\n"
    assert sorted(results(run)) == [
        ("right", "dates", "ok"),
        ("right", "quotes", "ok"),
        ("unknown", "quotes", "unknown"),
        ("wrong", "dates", "fault"),
        ("wrong", "locators", "fault"),
        ("wrong", "quotes", "fault"),
    ]
    assert results(run, "--only", "locators") == [("wrong", "locators", "fault")]
    assert results(run, "--source", "wire") == [("unknown", "quotes", "unknown")]
    shown = run("verify")
    assert "nearest: signed on 8 December 1999" in shown.out
    assert shown.err == "2 correct, 3 faulty, 1 unverifiable\n"
    assert (run("verify", "--fail-on", "fault").code, run("verify", "--fail-on", "fault", "--source", "wire").code) == (
        4,
        0,
    )
    assert run("db", "check").code == 0


def test_an_event_without_a_source(run):
    assert run("import", "jsonl", "-", stdin=b'{"id": "i", "title": "I", "date": "1999"}\n').code == 0
    assert ("i", "citations", "fault") in results(run)


def test_a_text_is_kept_with_its_hash(run, memo):
    run("sources", "add", memo, "-m", "from the archive")
    assert run("sources", "text", "memo").out == TEXT + "\n"
    [batch] = run("history", "--limit", 1, "-f", "jsonl").records
    assert (batch["command"], batch["reason"], batch["added"]) == ("sources add", "from the archive", 1)
    assert run("sources", "add", memo).err == "0 kept, 1 unchanged\n"
    memo.write_text("Other")
    refused = run("sources", "add", memo)
    assert (refused.code, "add --replace" in refused.err) == (2, True)
    assert run("sources", "add", memo, "--replace").code == 0
    assert run("sources", "text", "memo").out == "Other\n"


def test_html(run, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(
        "<title>no</title><style>p {}</style><p>signed on <b>8&nbsp;December</b> 1999<br>and<script>x</script> so on"
    )
    assert run("sources", "add", path, "--source", "memo").code == 0
    assert run("sources", "text", "memo").out == "signed on 8 December 1999\nand so on\n"


def test_a_pdf_that_is_none(run, tmp_path):
    pytest.importorskip("pypdf", reason="the extra pdf is not installed")
    path = tmp_path / "memo.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing")
    result = run("sources", "add", path)
    assert result.code == 4
    assert "cannot be read as PDF" in result.err


def test_a_pdf_of_pictures(run, tmp_path):
    pypdf = pytest.importorskip("pypdf", reason="the extra pdf is not installed")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(tmp_path / "memo.pdf")
    result = run("sources", "add", tmp_path / "memo.pdf")
    assert result.code == 4
    assert "contains images but no text" in result.err


def test_a_file_that_cannot_be_read(run, tmp_path):
    (tmp_path / "memo.txt").mkdir()
    result = run("sources", "add", tmp_path / "memo.txt")
    assert result.code == 2
    assert "is a directory" in result.err


def test_a_text_that_is_too_long(run, memo, monkeypatch):
    monkeypatch.setattr("dateline.input.documents.LARGEST", len(TEXT) - 1)
    result = run("sources", "add", memo)
    assert (result.code, "larger than 0 MB" in result.err) == (4, True)


@pytest.mark.parametrize("name", ["memos.txt", "other.txt"])
def test_whose_text_it_is(run, tmp_path, name):
    path = tmp_path / name
    path.write_text(TEXT)
    result = run("sources", "add", path)
    assert result.code == 2
    assert ("did you mean memo?" if name == "memos.txt" else "choose its source with --source") in result.err


def test_bytes_that_are_no_text(run, tmp_path):
    path = tmp_path / "memo.txt"
    path.write_bytes(b"good\nbad \xff\n")
    result = run("sources", "add", path)
    assert (result.code, f"{path}:2: is not UTF-8" in result.err) == (4, True)


def test_what_rests_on_one_source(run):
    found = run("sources", "--single", "-f", "jsonl").records
    assert [(record["source"], record["events"]) for record in found] == [("memo", 1), ("wire", 1)]


@pytest.mark.parametrize(
    "words", [["sources", "text", "memo"], ["verify", "--source", "x"], ["sources", "x", "--single"]]
)
def test_what_cannot_be_asked(run, words):
    assert run(*words).code == 2
