"""What is wrong is refused with the documented exit code, in words, and nothing is written: on both engines."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = """
[collection]
id = "mine"
title = "Mine"

[[source]]
id = "paper"
title = "The paper"

[[theme]]
id = "news"
title = "News"

[[theme]]
id = "news/local"
title = "Local news"

[[actor]]
id = "ann"
name = "Ann Lee"
kind = "person"
aliases = ["Lee"]

[[actor]]
id = "bob"
name = "Bob Lee"
kind = "person"

[[event]]
id = "meeting"
title = "Ann meets Bob"
date = "1999-09"
actors = ["ann", "bob (host)"]
themes = ["news/local"]
confidence = "high"
citations = [{ source = "paper" }]

[[programme]]
id = "plan"
title = "The plan"
citations = [{ source = "paper" }]

[[deadline]]
id = "item"
programme = "plan"
title = "Do it"
force = "binding"
confidence = "high"

[[deadline.due]]
kind = "original"
due = "2000"
rule = "in"
citations = [{ source = "paper" }]

[[deadline.status]]
level = 3
when = "2001-02"
event = "meeting"
citations = [{ source = "paper" }]
"""


@pytest.fixture
def mine(cli, url, folder):
    """Return the URL of a database of the test's own that holds GOOD."""
    assert cli("load", folder(all=GOOD), url=url).code == 0
    return url


@pytest.fixture(scope="module")
def mine_to_read(engine, request, folders, load_once):
    """Yield the URL of a database that holds GOOD; tests only read it."""
    yield from load_once(engine, request, GOOD)


# Names, dates and options: usage, exit code 2.

USAGE = {
    "unknown actor, near id": ("query --actor an", "no actor is called 'an'", "dateline actors|ann"),
    "unknown actor, near name": ("query --actor Ann_Leigh", "no actor is called 'Ann Leigh'", "did you mean Ann Lee"),
    "unknown actor, nothing near": ("query --actor Xyzzy", "no actor is called", "dateline actors"),
    "unknown theme": ("query --theme newss", "no theme is called 'newss'", "did you mean news"),
    "unknown source": ("query --source papers", "no source is called 'papers'", "did you mean paper"),
    "unknown actor in export": ("export --actor bobb", "no actor is called", "did you mean bob"),
    "unknown actor of deadlines": ("deadlines --actor anna", "no actor is called", "did you mean ann"),
    "unknown theme of deadlines": ("deadlines --theme nws", "no theme is called", "did you mean news"),
    "unknown programme": ("deadlines --programme plann", "no programme is called", "did you mean plan"),
    "unknown deadline": ("explain itme", "no deadline is called", "did you mean item"),
    "unknown record": ("show meetin", "no record has the id", "did you mean meeting"),
    "date that is none": ("query --from 19999", "'19999' is no date", "Y19999"),
    "date in words": ("query --to nonsense", "'nonsense' is no date", "EDTF"),
    "31 February": ("query --on 1999-02-31", "'1999-02-31' is no date", ""),
    "empty date": ("query --from=", "is no date", ""),
    "day judged that is none": ("deadlines --as-of 2000-13", "'2000-13' is no date", ""),
    "day judged without end": ("deadlines --as-of 2000/..", "has no last day", ""),
    "two days of knowledge": ("deadlines --known-at 2000 --as-known-then", "exclude each other", ""),
    "range backwards": ("query --from 2000 --to 1999", "runs backwards", "--from 2000 is after --to 1999"),
    "two ranges": ("query --on 2000 --to 2001", "--on says both ends", ""),
    "members of nobody": ("query --members", "--members goes with --actor", ""),
    "two counts": ("query --count --by year", "exclude each other", ""),
    "limit below zero": ("query --limit -1", "-1", ""),
    "unknown format": ("query -f xls", "no format is called 'xls'", "csv, tsv, json, jsonl, md"),
    "table of an export": ("export -f table", "no format is called 'table'", ""),
    "safe cells of json": ("export -f json --safe-cells", "--safe-cells goes with csv and tsv", ""),
    "unknown match": ("query --match sure", "'sure' is not one of", ""),
    "unknown state": ("deadlines --state late", "'late' is not one of", ""),
    "unknown command": ("quary", "No such command 'quary'", "Did you mean query"),
    "unknown command, nothing near": ("xyzzy", "No such command 'xyzzy'", ""),
    "unknown option": ("query --form 1999", "--form", ""),
    "missing argument": ("show", "Missing argument", ""),
    "unknown shell": ("completion tcsh", "'tcsh' is not one of", ""),
    "no such file": ("load no-such-folder", "no-such-folder", "union-state"),
    "no such file to check": ("check no-such-folder", "no-such-folder", "union-state"),
    "no such file to import": ("import csv no-such.csv", "no-such.csv", "No such file"),
    "no such configuration": ("--config no-such.toml stats", "no-such.toml", "No such file"),
    "no folder for the output": ("query -o no/such/file.csv", "no/such/file.csv", "No such file"),
}


@pytest.mark.parametrize("name", USAGE)
def test_usage(cli, mine_to_read, name):
    words, message, hint = USAGE[name]
    result = cli(*(word.replace("_", " ") for word in words.split()), url=mine_to_read)
    assert result.code == 2
    assert message in result.err
    assert re.search(hint, result.err)
    assert result.out == ""


def test_an_alias_of_two_actors_is_ambiguous(cli, own_url, execute):
    sql = "INSERT INTO actor_name (folded, actor, seq, name) SELECT 'twice', num, 9, 'Twice' FROM actor"
    execute(own_url, f"{sql} WHERE id IN ('russia', 'belarus')")
    for command in (("query",), ("deadlines",)):
        result = cli(*command, "--actor", "TWICE", url=own_url)
        assert result.code == 2
        assert "several actors are called 'TWICE'" in result.err
        assert "russia" in result.err
        assert "belarus" in result.err


CONFIGURATIONS = {
    "no TOML": "db = ",
    "unknown key": "dbb = 'x'",
    "db that is no text": "db = 5",
    "commands that are no tables": "commands = 5",
    "unknown option": "[commands.query]\nlimt = 5",
    "option of the wrong kind": "[commands.query]\nlimit = 'many'",
    "unknown colour": "color = 'blue'",
}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_configuration(cli, mine_to_read, tmp_path, name):
    (tmp_path / "config.toml").write_text(CONFIGURATIONS[name], "utf-8")
    result = cli("--config", tmp_path / "config.toml", "query", url=mine_to_read)
    assert result.code == 2
    assert result.out == ""
    assert result.err


# Databases: exit code 5.

READING = ("query", "export", "stats", "deadlines", "explain item", "show item", "actors", "db info", "db check")


def all_refuse(cli, url, *parts, commands=(*READING, "load union-state", "import csv FILE"), file=os.devnull):
    for command in commands:
        result = cli(*command.replace("FILE", str(file)).split(), url=url)
        assert result.code == 5, command
        assert result.out == ""
        for part in parts:
            assert part in result.err, command


@pytest.fixture
def one_event(tmp_path):
    file = tmp_path / "one.csv"
    file.write_text("id,date,title\na,1999,A\n", "utf-8")
    return file


def test_missing_database(cli, tmp_path):
    missing = tmp_path / "missing.db"
    all_refuse(cli, f"sqlite:///{missing}", "no database at", "dateline load", commands=READING)
    assert not missing.exists()
    assert cli("stats").code == 5, "the default database is missing too"


def test_empty_database(cli, url, engine, tmp_path):
    if engine == "sqlite":
        (tmp_path / "empty.db").touch()
        url = str(tmp_path / "empty.db")
    all_refuse(cli, url, "is not a dateline database", commands=READING)


def test_foreign_database(cli, url, execute, rows, one_event):
    execute(url, "CREATE TABLE recipe (id INTEGER)")
    execute(url, "INSERT INTO recipe VALUES (1)")
    all_refuse(cli, url, "is not a dateline database", file=one_event)
    assert cli("db", "upgrade", url=url).code == 5
    assert rows(url) == {"recipe": [(1,)]}


def test_a_file_that_is_no_database(cli, tmp_path, one_event):
    file = tmp_path / "notes.txt"
    file.write_text("these are my notes, and no database at all\n" * 50, "utf-8")
    content = file.read_bytes()
    all_refuse(cli, str(file), "not a database", file=one_event)
    assert cli("db", "upgrade", url=str(file)).code == 5
    assert file.read_bytes() == content


@pytest.mark.parametrize(("version", "advice"), [("9999", "update dateline"), ("0000", "db upgrade")])
def test_schema_of_another_version(cli, own_url, execute, rows, one_event, version, advice):
    execute(own_url, f"UPDATE dateline_version SET version_num = '{version}'")
    before = rows(own_url)
    all_refuse(cli, own_url, version, advice, file=one_event)
    assert cli("db", "upgrade", url=own_url).code == 5
    assert rows(own_url) == before


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("mysql://localhost/x", "unknown kind of database: mysql"),
        ("sqlite://", "no database file"),
        ("sqlite:///:memory:", "no database file"),
        ("postgresql://nobody@127.0.0.1:1/nothing", "127.0.0.1"),
    ],
)
def test_addresses(cli, address, message):
    result = cli("stats", url=address)
    assert result.code == 5
    assert message in result.err
    assert len(result.err.splitlines()) <= 2


def test_a_password_is_never_shown(cli):
    result = cli("stats", url="postgresql://nobody:verysecret@127.0.0.1:1/nothing")
    assert result.code == 5
    assert "nobody" in result.err
    assert "verysecret" not in result.err


def test_a_folder_is_no_database(cli, tmp_path):
    assert cli("stats", url=str(tmp_path)).code == 5
    assert cli("load", "union-state", url=str(tmp_path)).code == 5


# Curated files: every fault with file and line, exit code 4, nothing written.

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
        GOOD.replace('id = "news"\n', 'id = "news"\nparent = "news/local"\n'), None, "themes run in a circle", "",
    ),
    "actors in a circle": (
        GOOD + '[[actor]]\nid = "c"\nname = "C"\nkind = "body"\n[[actor.member_of]]\nactor = "d"\n'
               '[[actor]]\nid = "d"\nname = "D"\nkind = "body"\n[[actor.member_of]]\nactor = "c"\n',
        None, "actors run in a circle", "",
    ),
    "duplicate id": (GOOD + '[[theme]]\nid = "news"\ntitle = "N"\n', "LAST", "duplicate id", ""),
    "one name, two actors": (GOOD.replace('["Lee"]', '["Bob Lee"]'), None, "share the name 'bob lee'", ""),
    "no date": (GOOD.replace('"1999-09"', '"1999-13"'), 'date = "1999-13"', "is no date", ""),
    "date without quotes": (GOOD.replace('"1999-09"', "1999-09-01"), "date = 1999-09-01", "date", ""),
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
    "id with blanks": (GOOD.replace('id = "meeting"', 'id = "My Meeting"'), 'id = "My M', "is no id", "'my-meeting'"),
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


# Processes: pipes and signals.


def spawn(*args, folders, **options):
    command = [sys.executable, "-m", "dateline", *map(str, args)]
    return subprocess.Popen(command, env={**folders, "PATH": os.environ["PATH"]}, **options)


@pytest.mark.parametrize("form", ["jsonl", "csv", "json", "md"])
def test_a_closed_pipe_is_quiet(loaded_url, folders, form):
    process = spawn(
        "--db", loaded_url, "export", "-f", form, folders=folders, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )  # fmt: skip
    with process:
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_full_disk_is_no_success(loaded_url, folders):
    if not os.path.exists("/dev/full"):
        pytest.skip("this system has no /dev/full to stand for a full disk")
    with open("/dev/full", "wb") as full:
        process = spawn("--db", loaded_url, "export", folders=folders, stdout=full, stderr=subprocess.PIPE)
        with process:
            error = process.stderr.read()
    assert process.returncode not in (0, 1, 3)
    assert b"Traceback" not in error
    assert error


def test_verbose_shows_the_traceback(folders, tmp_path):
    command = [sys.executable, "-m", "dateline", "-v", "--db", str(tmp_path / "missing.db"), "stats"]
    done = subprocess.run(command, env=folders, capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert "Traceback" in done.stderr


def test_an_unwritable_cache_is_done_without(cli, loaded_url, tmp_path):
    file = tmp_path / "file"
    file.write_text("not a folder", "utf-8")
    plain = cli("query", "--count", url=loaded_url)
    assert plain.code == 0
    for content in ("", "{", "[]", '{"stamp": 1}', '{"plans": {}}'):
        cache = tmp_path / "cache" / "dateline"
        cache.mkdir(parents=True, exist_ok=True)
        for engine in ("sqlite", "postgresql"):
            (cache / f"plans-{engine}.json").write_text(content, "utf-8")
        assert cli("query", "--count", url=loaded_url, env={"XDG_CACHE_HOME": str(tmp_path / "cache")}) == plain


def test_a_database_that_is_damaged(cli, tmp_path):
    file = tmp_path / "damaged.db"
    assert cli("load", "union-state", url=str(file)).code == 0
    content = bytearray(file.read_bytes())
    content[8192:] = b"\xaa" * (len(content) - 8192)
    file.write_bytes(content)
    assert cli("query", url=str(file)).code == 5
    assert cli("db", "check", url=str(file)).code == 5


def test_a_locked_database_is_read_all_the_same(cli, mine):
    if not mine.startswith("sqlite"):
        pytest.skip("PostgreSQL readers never wait for a writer")
    connection = sqlite3.connect(mine.removeprefix("sqlite:///"), isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        assert cli("query", "--count", url=mine).out == "1\n"
    finally:
        connection.close()
