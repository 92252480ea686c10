"""The line of a fault in curated TOML, in every way that TOML can be laid out."""

from __future__ import annotations

import tomllib

import pytest

from dateline.formats.curated.folder import read_paths
from dateline.formats.curated.lines import Lines

# Each text with the paths of its tables and keys, and the lines on which they begin.
PLACES: dict[str, tuple[str, dict[tuple[str | int, ...], int]]] = {
    "keys of a table": ("[a]\nx = 1\n\ny = 2\n", {("a",): 1, ("a", "x"): 2, ("a", "y"): 4}),
    "arrays of tables": (
        "[[e]]\nx = 1\n[[e]]\nx = 2\n[[e]]\n",
        {("e", 0): 1, ("e", 0, "x"): 2, ("e", 1): 3, ("e", 1, "x"): 4, ("e", 2): 5},
    ),
    "nested arrays": (
        "[[d]]\n[[d.due]]\nx = 1\n[[d.due]]\nx = 2\n[[d]]\n[[d.due]]\nx = 3\n",
        {("d", 0, "due", 0, "x"): 3, ("d", 0, "due", 1, "x"): 5, ("d", 1): 6, ("d", 1, "due", 0, "x"): 8},
    ),
    "a key that is not there": ("[[e]]\nx = 1\n", {("e", 0, "z"): 1}),
    "inside of a value": ('[[e]]\nx = [\n  { y = 1 },\n  { y = 2 },\n]\nz = 1\n', {("e", 0, "x", 1, "y"): 2, ("e", 0, "z"): 6}),
    "multi-line text": ('[[e]]\nx = """\n[[e]]\ny = 1\n"""\nz = 1\n[[e]]\n', {("e", 0, "x"): 2, ("e", 0, "z"): 6, ("e", 1): 7}),
    "multi-line literal": ("[[e]]\nx = '''\n[[e]]\n\"\"\"\ny = 1'''\nz = 1\n[[e]]\n", {("e", 0, "z"): 6, ("e", 1): 7}),
    "escaped quotes": ('[[e]]\nx = """a \\""" b\n[[e]]"""\ny = "\\"\\\\"\nz = 1\n', {("e", 0, "y"): 4, ("e", 0, "z"): 5}),
    "brackets in texts": ('[[e]]\nx = "[{"\ny = \'[[\'\nz = 1\n', {("e", 0, "y"): 3, ("e", 0, "z"): 4}),
    "brackets in comments": ("# [[e]]\n[[e]] # ]]\nx = 1 # [\ny = 2\n", {("e", 0): 2, ("e", 0, "x"): 3, ("e", 0, "y"): 4}),
    "quotes in comments": ("# it's \"\"\"\n[[e]]\nx = 1 # '''\ny = 2\n", {("e", 0): 2, ("e", 0, "y"): 4}),
    "comments in arrays": ('[[e]]\nx = [ # ]\n  "a", # "\n]\ny = 1\n', {("e", 0, "x"): 2, ("e", 0, "y"): 5}),
    "arrays of arrays": ("[[e]]\nx = [\n[1],\n[2]]\ny = 1\n", {("e", 0, "y"): 5}),
    "blanks": ("  [[ e ]]\n\t x\t= 1\n", {("e", 0): 1, ("e", 0, "x"): 2}),
    "quoted keys": ('[[e]]\n"x" = 1\n\'y\' = 2\n', {("e", 0, "x"): 2, ("e", 0, "y"): 3}),
    "dotted keys": ("[[e]]\nx.y = 1\n", {("e", 0, "x", "y"): 2}),
    "an empty text": ('[[e]]\nx = ""\ny = \'\'\nz = """"""\nw = 1\n', {("e", 0, "y"): 3, ("e", 0, "z"): 4, ("e", 0, "w"): 5}),
    "a text of texts": ('[[e]]\nx = ["""\na""", \'\'\'\nb\'\'\', "c"]\ny = 1\n', {("e", 0, "y"): 5}),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_places(name):
    text, places = PLACES[name]
    tomllib.loads(text)
    lines = Lines(text)
    assert {path: lines.at(path) for path in places} == places


@pytest.mark.parametrize("name", PLACES)
def test_every_table_of_an_array_has_its_line(name):
    text, _ = PLACES[name]
    lines, inside = Lines(text), list[int]()
    for key, value in tomllib.loads(text).items():
        if isinstance(value, list):
            inside += [at for number in range(len(value)) if (at := lines.at((key, number)))]
    heads = [n for n, line in enumerate(text.split("\n"), 1) if line.strip().startswith(("[[e", "[[ e", "[[d]"))]
    assert all(line in heads for line in inside)
    assert inside == sorted(set(inside))


# Texts with the lines of their faults.

EVENT = '[[event]]\nid = "e"\ntitle = "E"\ndate = "1999"\nconfidence = "high"\ncitations = [{ source = "s" }]\n'
FAULTS = {
    "none": (EVENT, []),
    "key of the second event": (EVENT + EVENT.replace('"e"', '"f"') + "x = 1\n", [13]),
    "behind a long text": (EVENT + 'description = """\nx = 1\n[[event]]\n"""\nx = 1\n', [11]),
    "behind a long array": (EVENT + "themes = [\n'a',\n# [\n'b',\n]\nx = 1\n", [12]),
    "in a long array": (EVENT + "themes = [\n'a',\n'',\n]\n", [7]),
    "in a citation": (EVENT.replace('"s" }', '"s", page = 1 }'), [6]),
    "two in one event": (EVENT.replace('"1999"', '"99"') + "x = 1\n", [4, 7]),
    "missing keys": ("\n[[event]]\n", [2, 2, 2, 2, 2]),
    "nested tables": (
        '[[deadline]]\nid = "d"\nprogramme = "p"\ntitle = "D"\nforce = "binding"\nconfidence = "low"\n\n'
        '[[deadline.due]]\nkind = "original"\ndue = "2000"\nrule = "in"\ncitations = [{ source = "s" }]\n\n'
        '[[deadline.status]]\nlevel = 5\nwhen = "2000"\ncitations = [{ source = "s" }]\n\n'
        '[[deadline.status]]\nlevel = 3\nwhen = "2000-00"\ncitations = [{ source = "s" }]\n',
        [15, 21],
    ),
}


def fault_lines(tmp_path, content):
    file = tmp_path / "a.toml"
    file.write_bytes(content)
    found = read_paths([("a.toml", file)])
    assert {fault.file for fault in found.faults} <= {"a.toml"}
    return sorted(fault.line for fault in found.faults)


@pytest.mark.parametrize("name", FAULTS)
def test_lines_of_faults(tmp_path, name):
    text, expected = FAULTS[name]
    assert fault_lines(tmp_path, text.encode()) == expected
    assert fault_lines(tmp_path, text.replace("\n", "\r\n").encode()) == expected, "CRLF"
    assert fault_lines(tmp_path, b"\xef\xbb\xbf" + text.encode()) == expected, "a byte order mark"
    assert fault_lines(tmp_path, ("# comment\n" * 3 + text).encode()) == [line + 3 for line in expected]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = \n", 1),
        ("x = 1\n\ny = [1,\n", 4),
        ("x = 1\nx = 2\n", 2),
        ('[[event]]\nid = "a"\nid = "b"\n', 3),
        ("[a]\n[a]\n", 2),
        ("date = 1999-13-01\n", 1),
        ('x = "\\q"\n', 1),
    ],
)
def test_line_of_broken_toml(tmp_path, text, line):
    assert fault_lines(tmp_path, text.encode()) == [line]


def test_crlf_reads_the_same(tmp_path):
    text = EVENT.replace('"E"', '"""one\ntwo"""')
    titles = []
    for number, content in enumerate((text, text.replace("\n", "\r\n"))):
        file = tmp_path / f"{number}.toml"
        file.write_bytes(content.encode())
        titles.append(read_paths([("a", file)]).events["e"].title)
    assert titles == ["one\ntwo"] * 2
