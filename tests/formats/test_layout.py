"""How mapped files are laid out: lines that are no rows, ragged rows, numbers, lists, ids of tables without ids."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InvalidRecords
from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.incoming import Incoming, Rejected

REST = '[columns]\nid = "n"\ntitle = "t"\n[date]\ncolumn = "y"\n'


def read(mapping, text):
    """Return (line, id or reason) of each row, and the notes."""
    data = read_mapping(mapping)
    items = list(data.events(io.StringIO(text, newline="")))
    return [(item.line, item.reason if isinstance(item, Rejected) else item.event.id) for item in items], data.notes


def faults(mapping, text="n,y,t\n"):
    with pytest.raises(InvalidRecords) as caught:
        list(read_mapping(mapping).events(io.StringIO(text, newline="")))
    return [(fault.line, fault.message, fault.hint) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("layout", "text", "found"),
    [
        ("skip_lines = 2", "From X\n\nn,y,t\n1,1990,A\n", [(4, "1")]),
        ("header_line = 3", "From X\n\nn,y,t\n1,1990,A\n", [(4, "1")]),
        ("header_line = 3", 'A "quoted title\nx\nn,y,t\n1,1990,A\n', [(4, "1")]),
        ('comment = "#"', "# a, b\nn,y,t\n#1,1990,A\n2,1991,B\n # c\n", [(4, "2")]),
        ('comment = "#"', '# say "no", "\nn,y,t\n2,1991,B\n', [(3, "2")]),
        ('comment = "#"', 'n,y,t\n"#1",1990,A\n', [(2, "#1")]),
        ('comment = "//"\nquoted = false', "// x\nn,y,t\n1,1990,A\n//,,\n", [(3, "1")]),
        ("", "sep=;\nn;y;t\n1;1990;A\n", [(3, "1")]),
        ("", '"sep=\t"\r\nn\ty\tt\r\n1\t1990\tA\r\n', [(3, "1")]),
        ("skip_lines = 1", "sep=;\nn;y;t\n1;1990;A\n", [(3, "1")]),
        ('separator = ";"', "n;y;t\n1;1990;A\n", [(2, "1")]),
        ("header = false", "", []),
        ("", "n,y,t\r1,1990,A\r2,1991,B\r", [(2, "1"), (3, "2")]),
    ],
)
def test_lines_that_are_no_rows(layout, text, found):
    assert read(f"[file]\n{layout}\n{REST}", text)[0] == found


def test_many_lines_before_the_header():
    text = "x\n" * 2_500 + "n,y,t\n1,1990,A\n"
    assert read(f"[file]\nskip_lines = 2500\n{REST}", text)[0] == [(2_502, "1")]


def test_ragged_rows():
    found, notes = read(REST, "n,y,t,more\n1,1990,A,,,\n2,1991,B\n3,1992,C,x,y\n4\n,,,\n,,\n5,1993,D\n")
    assert found == [
        (2, "1"),
        (3, "2"),
        (4, "has 5 cells instead of 4"),
        (5, "the title is missing"),
        (8, "5"),
    ]
    assert notes == ["3 rows have fewer cells than the header; the missing ones are empty (first: line 3)"]


def test_two_columns_of_one_name():
    found, notes = read(REST, "n,y,t,T\n1,1990,A,B\n")
    assert found == [(2, "1")]
    assert notes == [
        "columns 3 and 4 are both called 't'; column 3 is read (a mapping may give the number of a column)"
    ]
    assert read(REST.replace('"t"', "4"), "n,y,t,t\n1,1990,A,B\n")[1] == []


def test_hints_for_a_header_that_is_another_line_or_has_another_separator():
    assert {hint for _, _, hint in faults(REST, "n;y;t\n1;1990;A\n")} == {
        "the header is one cell, 'n;y;t': add separator = \";\" to [file]"
    }
    assert {hint for _, _, hint in faults(REST, "n\ty\tt\n")} == {
        "the header is one cell, 'n\\ty\\tt': add separator = \"tab\" to [file]"
    }
    assert {hint for _, _, hint in faults(REST, "From X\n\nn,y,t\n1,1990,A\n")} == {
        "line 3 has these columns: add header_line = 3 to [file]"
    }


@pytest.mark.parametrize(
    ("decimal", "cell", "latitude"),
    [
        (",", "50,5", 50.5),
        (",", "50", 50.0),
        (",", "50.5", "latitude '50.5' is not a number with a decimal comma"),
        (".", "50.5", 50.5),
        (".", "50,5", "latitude '50,5' is not a number"),
    ],
)
def test_decimal_commas(decimal, cell, latitude):
    mapping = f'[file]\ndecimal = "{decimal}"\n{REST}'.replace("[date]", 'latitude = "l"\nlongitude = "m"\n[date]')
    (item,) = read_mapping(mapping).events(io.StringIO(f'n,y,t,l,m\n1,1990,A,"{cell}",1\n', newline=""))
    assert (item.event.latitude if isinstance(item, Incoming) else item.reason) == latitude


@pytest.mark.parametrize(
    ("separators", "cell", "names"),
    [
        ('";"', "A; B/C", ["A", "B/C"]),
        ('[";", "/"]', "A; B/C ;;A", ["A", "B", "C"]),
        ('[" and ", ", "]', "A, B and C", ["A", "B", "C"]),
        ('["/", " // "]', "A // B", ["A", "B"]),
    ],
)
def test_several_separators_of_a_list(separators, cell, names):
    mapping = f'{REST}[[actors]]\ncolumn = "w"\n[lists]\nactors = {separators}\n'
    (item,) = read_mapping(mapping).events(io.StringIO(f'n,y,t,w\n1,1990,A,"{cell}"\n', newline=""))
    assert [participant.name for participant in item.event.actors] == names


@pytest.mark.parametrize(
    ("identity", "rows", "ids"),
    [
        ("x:{a}:{b}", "1,2\n1,-9\n-9,2\n-9,-9\n", ["x:1:2", "x:1", "2", "the id is missing"]),
        ("x:{line}", "1,2\n1,2\n", ["x:2", "x:3"]),
        ("{a}-{line}", "1,2\n-9,2\n", ["1-2", "3"]),
    ],
)
def test_ids_by_templates(identity, rows, ids):
    mapping = f'[columns]\nid = "{identity}"\ntitle = "{{a}}{{b}}t"\n[date]\ncolumn = "y"\n[skip]\nvalues = ["-9"]\n'
    text = "a,b,y\n" + "".join(f"{row},1990\n" for row in rows.splitlines())
    mapping = mapping.replace('"{a}{b}t"', '"y"')
    assert [said for _, said in read(mapping, text)[0]] == ids


HASHED = '[columns]\nid = "{hash}"\ntitle = "t"\n[date]\ncolumn = "y"\n'


@given(
    st.lists(st.tuples(st.integers(1000, 2020), st.sampled_from("ABC"), st.sampled_from(("", "x", "y"))), max_size=8)
)
def test_equal_rows_have_one_hash_and_others_another(rows):
    text = "y,t,more\n" + "".join(f"{year},{title},{more}\n" for year, title, more in rows)
    ids = [said for _, said in read(HASHED, text)[0]]
    assert len(set(ids)) == len(set(rows))
    assert [ids[rows.index(row)] for row in rows] == ids


def test_a_column_called_line_is_a_column():
    assert read(REST.replace('"n"', '"{line}"'), "line,y,t\n7,1990,A\n")[0] == [(2, "7")]


@pytest.mark.parametrize(
    ("layout", "message"),
    [
        ('encoding = "utf-9"', "encoding 'utf-9' is not known"),
        ('encoding = "base64"', "encoding 'base64' is not known"),
        ("skip_lines = -1", "skip_lines -1 is below 0"),
        ("header_line = 0", "header_line 0 is below 1"),
        ("header_line = 2\nskip_lines = 1", "there are skip_lines and header_line, which say the same"),
        ('comment = " "', "comment is empty"),
        ('thousands = ","\ndecimal = ","', "',' parts decimals already"),
        ('thousands = "_"', "thousands '_' is not one of ',', '.', ' ' and \"'\""),
        ('decimal = ";"', "decimal ';' is not one of '.' and ','"),
        ('separator = "ab"', "separator 'ab' is not a single character"),
        ("sheet = 1", 'sheet must be a text in "..."'),
    ],
)
def test_faults_of_a_layout(layout, message):
    assert [found for _, found, _ in faults(f"[file]\n{layout}\n{REST}")] == [message]


def test_faults_of_lists():
    assert faults(f"{REST}[lists]\nactors = [1]\n")[0][1] == "actors must be a separator, or a list of them"


@pytest.mark.parametrize(
    ("file", "cell", "value"),
    [
        ('thousands = ","', '"1,200"', 1200),
        ('thousands = ","', '"1,200,000.5"', 1200000.5),
        ('thousands = ","', "1200", 1200),
        ('thousands = ","', '"12,5"', "parted by ','"),
        ('thousands = ","', '"1,2000"', "parted by ','"),
        ('thousands = ","', '"1200,000"', "parted by ','"),
        ('thousands = "."\ndecimal = ","', '"1.200,5"', 1200.5),
        ('thousands = "."\ndecimal = ","', "1.5", "parted by '.'"),
        ('thousands = " "', "1\N{NO-BREAK SPACE}200", 1200),
        ('thousands = "\'"', "1'200", 1200),
        ("", '"1,200"', "is not a number"),
        ('decimal = ","', "1.200", "decimal comma"),
    ],
)
def test_thousands_of_measures(file, cell, value):
    mapping = f'[file]\n{file}\n{REST}\n[[measures]]\nname = "deaths"\ncolumn = "d"\n'
    (item,) = read_mapping(mapping).events(io.StringIO(f"n,y,t,d\n1,1990,A,{cell}\n", newline=""))
    if isinstance(value, str):
        assert value in item.reason
    else:
        assert item.event.measures[0].value == value


@pytest.mark.parametrize(("layout", "hint"), [("header_line = 4", "has at most 3 lines"), ("", "the file is empty")])
def test_a_file_that_ends_before_its_header_has_one_fault(layout, hint):
    ((line, message, said),) = faults(f"[file]\n{layout}\n{REST}", "n,y,t\n1,1990,A\n" if layout else "")
    assert (line, message) == (None, "has no row with the names of the columns")
    assert hint in said
