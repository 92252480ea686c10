"""Faults of curated files: each with file and line, exit code 4, and nothing is written: on both engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GOOD = (Path(__file__).parents[2] / "data" / "good.toml").read_text("utf-8")

FAULTS = {
    "no TOML": (GOOD + "[[event\n", GOOD.count("\n") + 1, "is not TOML", ""),
    "left open": (GOOD + 'x = """\n', None, "is not TOML", ""),
    "unknown actor": (GOOD.replace('"ann", "bob', '"anne", "bob'), 'actors = ["anne"', "unknown actor 'anne'", "'ann'"),
    "unknown theme": (GOOD.replace('["news/local"]', '["news/loc"]'), 'themes = ["news/loc"', "unknown theme", "local"),
    "unknown source": (
        GOOD.replace('["news/local"]\nconfidence = "high"\ncitations = [{ source = "paper"', '[]\nconfidence = "high"\n'
                     'citations = [{ source = "pape"'),
        'citations = [{ source = "pape"', "unknown source 'pape'", "'paper'",
    ),
    "unknown programme": (GOOD.replace('programme = "plan"', 'programme = "plam"'), 'programme = "plam"', "plam", "plan"),
    "missing event": (GOOD.replace('event = "meeting"', 'event = "meting"'), None, "unknown event", "'meeting'"),
    "missing parent": (GOOD.replace('"news/local"\ntitle', '"new/local"\ntitle'), 'id = "new/local"', "theme 'new'", ""),
    "themes in a circle": (
        GOOD.replace('id = "news"\n', 'id = "news"\nparent = "news/local"\n'), None, "themes form a circle", "",
    ),
    "actors in a circle": (
        GOOD + '[[actor]]\nid = "c"\nname = "C"\nkind = "body"\n[[actor.member_of]]\nactor = "d"\n'
               '[[actor]]\nid = "d"\nname = "D"\nkind = "body"\n[[actor.member_of]]\nactor = "c"\n',
        None, "actors form a circle", "",
    ),
    "duplicate id": (GOOD + '[[theme]]\nid = "news"\ntitle = "N"\n', "LAST", "duplicate id", ""),
    "one name, two actors": (GOOD.replace('["Lee"]', '["Bob Lee"]'), None, "share the name 'bob lee'", ""),
    "no date": (GOOD.replace('"1999-09"', '"1999-13"'), 'date = "1999-13"', "is not a date", ""),
    "date without quotes": (GOOD.replace('"1999-09"', "1999-09-01T10:00:00Z"), "date = 1999-09-01T10:00:00Z", "date", ""),
    "unknown key": (GOOD.replace("themes = [", "theme = ["), "theme = [", "unknown key 'theme'", "'themes'"),
    "unknown table": (GOOD + '[[evnt]]\nid = "x"\n', "LAST", "unknown key 'evnt'", "'event'"),
    "no confidence": (GOOD.replace('confidence = "high"\ncit', "cit"), "[[event]]", "confidence is missing", ""),
    "odd confidence": (GOOD.replace('"high"\ncit', '"hihg"\ncit'), 'confidence = "hihg"', "not one of", "'high'"),
    "no citation": (
        GOOD.replace('confidence = "high"\ncitations = [{ source = "paper" }]', 'confidence = "high"'),
        "[[event]]", "citations are missing", "",
    ),
    "no title": (GOOD.replace('title = "Ann meets Bob"\n', ""), "[[event]]", "title is missing", ""),
    "empty title": (GOOD.replace('"Ann meets Bob"', '" "'), 'title = " "', "title is empty", ""),
    "id with blanks": (GOOD.replace('id = "meeting"', 'id = "My Meeting"'), 'id = "My M', "is not an id", "'my-meeting'"),
    "odd kind": (GOOD.replace('"person"\naliases', '"human"\naliases'), 'kind = "human"', "not one of", ""),
    "latitude": (GOOD.replace('date = "1999-09"', 'date = "1999-09"\nlatitude = 95'), "latitude = 95", "latitude", ""),
    "odd role": (
        GOOD.replace('force = "binding"', 'force = "binding"\nactors = ["ann (guest)"]'),
        'actors = ["ann (guest)"]', "role 'guest'", "",
    ),
    "no due": (GOOD.replace('kind = "original"', 'kind = "amendment"'), "[[deadline]]", "kind original", ""),
    "due without rule": (GOOD.replace('rule = "in"\n', ""), 'due = "2000"', "due needs a rule", ""),
    "odd rule": (GOOD.replace('rule = "in"', 'rule = "until"'), 'rule = "until"', "not one of", ""),
    "odd level": (GOOD.replace("level = 3", "level = 4"), "level = 4", "level must be 0 to 3", ""),
    "cutoff backwards": (
        GOOD.replace('rule = "in"', 'cutoff = ["2001-01-02", "2001-01-01"]'), "cutoff = [", "runs backwards", "",
    ),
}  # fmt: skip


def line_of(text, where):
    """Return the line that begins with `where`; "LAST" is one of the last two; None any."""
    if where is None:
        return r"\d+"
    if isinstance(where, int):
        return str(where)
    if where.startswith("LAST"):
        return rf"({len(text.splitlines()) - 2}|{len(text.splitlines()) - 1})"
    numbers = [n for n, line in enumerate(text.splitlines(), 1) if line.lstrip("[").startswith(where.lstrip("["))]
    return str(numbers[0])


@pytest.mark.parametrize("name", FAULTS)
def test_faults_have_file_line_and_hint(cli, folder, name):
    text, where, message, hint = FAULTS[name]
    assert text != GOOD, "the replacement met nothing"
    path = folder(all=text)
    result = cli("check", path)
    assert result.code == 4
    assert result.out == ""
    wanted = rf"{re.escape(path)}/all\.toml:{line_of(text, where)}: "
    lines = [line for line in result.err.splitlines() if re.match(wanted, line) and message in line and hint in line]
    assert lines, result.err


def test_good_files_have_no_faults(cli, folder):
    assert cli("check", folder(all=GOOD)).code == 0


@pytest.mark.both_engines
def test_all_faults_of_all_files_and_nothing_written(cli, mine, folder, rows):
    before = rows(mine)
    file = Path(mine.removeprefix("sqlite:///"))
    content = file.read_bytes() if mine.startswith("sqlite") else b""
    path = folder(
        "bad",
        a='[[event]]\nid = "one"\ntitle = "One"\ndate = "1999-99"\nconfidence = "high"\n'
        'citations = [{ source = "paper" }]\n',
        b='[[event]]\nid = "two"\ntitle = "Two"\ndate = "1999"\nactors = ["nobody"]\nconfidence = "high"\n'
        'citations = [{ source = "paper" }]\n\n[[event]]\nid = "three"\ntitel = "Three"\n',
        c="[[event\n",
        d='[[event]]\nid = "fine"\ntitle = "Fine"\ndate = "1999"\nconfidence = "high"\n'
        'citations = [{ source = "paper" }]\n',
    )
    for command in ("load", "check"):
        result = cli(command, path, url=mine)
        assert result.code == 4
        places = {line.split(": ")[0].removeprefix(path + "/") for line in result.err.splitlines() if path in line}
        assert {"a.toml:4", "b.toml:5", "b.toml:9", "b.toml:11", "c.toml:1"} <= places
        assert ("d.toml:6" in places) == (command == "check"), "alone, it names an unknown source"
        number = sum(line.startswith(path) for line in result.err.splitlines())
        assert f"{number} faults found" in result.err
    assert rows(mine) == before
    assert content == (file.read_bytes() if content else b"")


def test_no_database_is_made_for_bad_files(cli, tmp_path, folder):
    missing = tmp_path / "new" / "missing.db"
    assert cli("load", folder(all=FAULTS["no date"][0]), url=str(missing)).code == 4
    assert not missing.parent.exists()


@pytest.mark.parametrize(
    ("content", "line"),
    [(b'# \xff\nx = 1\n', 1), (b"a = 1\n\nb = '\xe9'\n", 3)],
)  # fmt: skip
def test_a_file_that_is_not_utf_8(cli, tmp_path, content, line):
    (tmp_path / "latin.toml").write_bytes(content)
    result = cli("check", tmp_path / "latin.toml")
    assert result.code == 4
    assert f"latin.toml:{line}: is not UTF-8" in result.err


def test_a_folder_without_files(cli, tmp_path):
    result = cli("check", tmp_path)
    assert result.code == 4
    assert "no .toml file" in result.err


def test_a_record_of_another_collection(cli, mine, folder, rows):
    before = rows(mine)
    other = GOOD.replace('id = "mine"', 'id = "yours"')
    assert cli("load", folder("same", all=other), url=mine).code == 0, "the same words may stand in two"
    before = rows(mine)
    result = cli("load", folder("other", all=other.replace("Ann meets Bob", "Bob meets Ann")), url=mine)
    assert result.code == 4
    assert "'meeting' belongs to the collection 'mine'" in result.err
    assert rows(mine) == before
