"""Texts of strangers take no memory or time out of proportion, and what is read is what Python reads."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.formats.curated.folder import read_text
from dateline.formats.curated.lines import Lines
from dateline.safe_parsing import Unreadable, json_value, toml, unfit

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


JSON = {
    "long number": "[" + "1" * 5_000 + "]",
    "deep": "[" * 100_000,
    "broken": "[",
    "key given twice": '{"a": 1, "b": {"c": 1, "c": 2}}',
}


@pytest.mark.parametrize("name", JSON)
def test_json_beyond_the_limits(name):
    with pytest.raises(Unreadable):
        json_value(JSON[name])


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
