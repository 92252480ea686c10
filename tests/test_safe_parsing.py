"""Texts of strangers take no memory or time out of proportion, and what is read is what Python reads."""

from __future__ import annotations

import ast
import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import safe_parsing
from dateline.formats.curated.folder import read_text
from dateline.formats.curated.lines import Lines
from dateline.safe_parsing import Unreadable, json_piece, json_value, toml, unfit

TOML = {
    "long number": ("a = 1\nx = " + "1" * 5_000, 2, "a number or key of more than"),
    "long number with signs": ("x = -" + "1_" * 5_000 + "1", 1, "a number or key of more than"),
    "dotted key": ("x." * 30_000 + "y = 1", 1, "a number or key of more than"),
    "spaced key": ("\n\n" + "x . " * 30_000 + "y = 1", 3, "a key of more than"),
    "quoted key": ('"x".' * 30_000 + "y = 1", 1, "a key of more than"),
    "quoted header": ("['x'" + " . 'x'" * 30_000 + "]", 1, "a key of more than"),
    "deep arrays": ("x = " + "[" * 5_000 + "]" * 5_000, 1, "nested too deeply"),
    "deep tables": ("x = " + "{a = " * 5_000 + "1" + "}" * 5_000, 1, "nested too deeply"),
    "deep lines": ("x = " + "[\n" * 5_000, 101, "nested too deeply"),
    "broken": ("a = 1\nb = ]", 2, "is not TOML"),
    "open": ("a = 1\nb = [", 2, "is not TOML"),
}


@pytest.mark.parametrize("name", TOML)
def test_toml_beyond_the_limits(name):
    text, line, message = TOML[name]
    with pytest.raises(Unreadable, match=message) as found:
        toml(text)
    assert found.value.line == line
    assert [(each.line, message in str(each)) for each in read_text("f", text).faults] == [(line, True)]


def test_too_large_a_text(monkeypatch):
    monkeypatch.setattr("dateline.safe_parsing.LARGEST", 10)
    with pytest.raises(Unreadable, match="larger than"):
        toml("x = 123456789")


QUOTED = [
    'x = "{0}"', "x = '{0}'", 'x = """{0}"""', "x = '''{0}'''", "# {0}", 'x = """\n{0}\n""""', "x = '''a'{0}''''",
    'x = """a""{0}"""""',
]  # fmt: skip
HARMLESS = ["[" * 200, "{" * 200, "a." * 100, "1" * 2_000, "#", "a.b.c = 1"]


@pytest.mark.parametrize("quoted", QUOTED)
@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_quoted_has_no_shape(quoted, text):
    content = quoted.format(text)
    assert toml(content) == tomllib.loads(content)


@given(st.text("ab.=\"'[]{}#\\\n ,1-", max_size=60))
def test_small_texts_are_read_as_python_reads_them(text):
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(Unreadable):
            toml(text)
    else:
        assert toml(text) == expected


def test_lines_behind_quotes_of_four_and_of_five():
    lines = Lines('a = """x""""\nb = \'\'\'\ny = 1\n\'\'\'\'\'\n\n[c]\n\nd = [\n\n"""\n""", 1,\n]\ne = 1')
    assert [lines.at((key,)) for key in ("a", "b", "y")] == [1, 2, None]
    assert [lines.at(path) for path in (("c",), ("c", "d"), ("c", "e"))] == [6, 8, 13]


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda below: st.lists(below) | st.dictionaries(st.text(), below)
    )
)
def test_json_is_read_as_python_reads_it(value):
    assert json_value(json.dumps(value)) == value


def test_letters_that_no_database_takes():
    value = {"a": ["x", {"b": "y\0"}], "c\ud800": 1, "d": "\udfff", "e": 1}
    assert [path for path, _ in unfit(value)] == [("a", 1, "b"), (), ("d",)]
    text = '[collection]\nid = "c"\ntitle = "a\\u0000b"\n\n[[event]]\nid = "e"\ntitle = "e"\n"k\\u0000" = 1\n'
    told = [str(each) for each in read_text("f", text).faults]
    assert "f:3: title contains a NUL byte" in told
    assert "f:5: 0 contains a NUL byte" in told


PARSERS = {"json": ("load", "loads", "JSONDecoder"), "tomllib": ("load", "loads"), "yaml": None, "pickle": None}
"""What reads a text by a library: of these modules the named functions, None for all of them."""
OWN = {
    "safe_parsing.py": "it is the parser",
    "dates/languages/tables.py": "a table of the package",
    "render/map/outlines.py": "a file of the package",
    "web/site/making.py": "the list of files of a site that the program itself wrote; what cannot be read is refused",
    "input/messages.py": "what a process of the same program wrote a moment ago",
    "storage/engines/sqlite_process.py": "messages of a process that the program itself started",
    "storage/engines/lakes/words.py": "a parameter that the program itself wrote",
    "render/letters/widths.py": "a file of the package",
    "worker.py": "messages of a process that the program itself started",
    "web/picture_process.py": "messages of a process that the program itself started",
    "storage/engines/lakes/pruning.py": "a parameter that the program itself wrote",
    "storage/statements/plans.py": "the cache of the program; what cannot be read is made anew",
}
"""The files that need no limits, each with its reason."""
PACKAGE = Path(safe_parsing.__file__).parent


def parsers(tree):
    """Yield the lines that name a parser, by its module or after an import from it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in PARSERS:
            names = PARSERS[node.value.id]
            if names is None or node.attr in names:
                yield node.lineno
        if isinstance(node, ast.ImportFrom) and node.module in PARSERS:
            names = PARSERS[node.module]
            if any(names is None or each.name in (*names, "*") for each in node.names):
                yield node.lineno


def test_every_other_file_reads_by_the_safe_parser():
    found = {
        path.relative_to(PACKAGE).as_posix(): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := list(parsers(ast.parse(path.read_text("utf-8")))))
    }
    assert found.keys() == OWN.keys(), found


def test_a_new_parser_is_found():
    assert sorted(parsers(ast.parse("import json\n\njson.loads('1')\nfrom tomllib import loads"))) == [3, 4]


JSON = {
    "deep": ("[" * 5_000 + "]" * 5_000, "nested too deeply"),
    "deeper than is walked": ("[" * 150 + "]" * 150, "nested too deeply"),
    "deep objects": ('{"a":' * 150 + "1" + "}" * 150, "nested too deeply"),
    "long number": ('{"a": ' + "1" * 5_000 + "}", "number of too many digits"),
    "twice": ('{"a": 1, "a": 2}', "gives the key 'a' twice"),
    "broken": ('{"a": ', "is not JSON"),
}
FILES = {
    "json": '{{"rows": [{{"id": "a", "date": "1999", "title": "t", "more": {0}}}]}}',
    "jsonl": '{{"id": "b", "date": "1999", "title": "u"}}\n{{"id": "a", "date": "1999", "title": "t", "more": {0}}}',
    "timelinejs": '{{"events": [{{"start_date": {{"year": "1999"}}, "text": {{"headline": "t"}}, "more": {0}}}]}}',
}
READ = {"json": ("table", "json"), "jsonl": ("table", "jsonl"), "timelinejs": ("timelinejs", "json")}


@pytest.mark.parametrize("name", JSON)
def test_json_beyond_the_limits(name):
    text, message = JSON[name]
    with pytest.raises(Unreadable, match=message):
        json_value(text)
    with pytest.raises(Unreadable, match=message):
        json_piece(text, 0)


@pytest.mark.parametrize("name", [name for name in JSON if name != "long number"])
@pytest.mark.parametrize("form", FILES)
def test_files_beyond_the_limits_are_faults(form, name, cli, url, tmp_path):
    text, message = JSON[name]
    kind, ending = READ[form]
    path = tmp_path / f"rows.{ending}"
    path.write_text(FILES[form].format(text), "utf-8")
    result = cli("import", kind, path, url=url)
    assert result.code != 0, result.out
    assert message in result.err
