"""Mappings guessed from tables: layout, roles, dates, and that what is guessed reads the table."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.formats.delimited.guessing.dates import dates_in
from dateline.formats.delimited.guessing.mapping_text import mapping_of
from dateline.formats.delimited.guessing.roles import roles_of
from dateline.formats.delimited.guessing.rows import table_of_lines
from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.incoming import Incoming


def table_of(text):
    return table_of_lines("a table", text.splitlines(keepends=True))


def roles(text):
    return {role: [column.name for column in columns] for role, columns in roles_of(table_of(text)).roles.items()}


@pytest.mark.parametrize(
    ("text", "separator", "header", "comment"),
    [
        ("n,y,t\n1,1990,A\n2,1991,B\n", ",", 1, None),
        ("n;y;t\n1;1990;A, B\n2;1991;C, D\n", ";", 1, None),
        ("n\ty\n1\t1990\n", "\t", 1, None),
        ("sep=|\nn|y\n1|1990\n", "|", 2, None),
        ("From X\n\nn,y,t\n1,1990,A\n2,1991,B\n", ",", 3, None),
        ("# a, b\nn,y,t\n1,1990,A\n", ",", 2, "#"),
        ("#,y,t\n1,1990,A\n", ",", 1, None),
        ("1,1990,A\n2,1991,B\n3,1992,C\n", ",", None, None),
    ],
)
def test_how_the_rows_are_found(text, separator, header, comment):
    table = table_of(text)
    assert (table.separator, table.header_line, table.comment) == (separator, header, comment)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("id,date,title\na,1990,A\n", {"id": ["id"], "start": ["date"], "title": ["title"]}),
        ("n,y,t\n1,1990,A\n2,1991,B\n", {"id": ["n"], "start": ["y"], "title": ["t"]}),
        ("n,y,t\n1,1990,A\n1,1991,B\n", {"start": ["y"], "title": ["t"]}),
        ("Year,Month,Day,Headline\n1990,,,A\n", {"parts": ["Year", "Month", "Day"], "title": ["Headline"]}),
        ("Year,Event\n1990,A\n1991,B\n", {"start": ["Year"], "title": ["Event"]}),
        ("Begin,End,Name\n1990,1991,A\n", {"start": ["Begin"], "end": ["End"], "title": ["Name"]}),
        ("Beginn;Ende;Titel;Ort\n1990;1991;A;B\n",
         {"start": ["Beginn"], "end": ["Ende"], "title": ["Titel"], "place": ["Ort"]}),
        ("what,when,lat,lon\nA,1990,50.5,8\n",
         {"title": ["what"], "start": ["when"], "latitude": ["lat"], "longitude": ["lon"]}),
        ("Nr.;Datum;Bis;Ereignis;Beteiligte\n1;1990;present;A;B\n2;1991;1992;C;D\n",
         {"id": ["Nr."], "start": ["Datum"], "end": ["Bis"], "title": ["Ereignis"], "actors": ["Beteiligte"]}),
        ("id,when,place.name,place.lat,who.0.name,deaths,killed\n1,1990,X,1.5,A,3,1 200\n",
         {"id": ["id"], "start": ["when"], "place": ["place.name"], "latitude": ["place.lat"], "actors": ["who.0.name"],
          "measures": ["deaths"], "title": ["killed"]}),
        ("what,when,lat\nA,1990,far\n", {"title": ["what"], "start": ["when"]}),
        ("event_date,actor1,actor2,notes,source\n1990,A,B,Text,S\n",
         {"start": ["event_date"], "actors": ["actor1", "actor2"], "description": ["notes"], "source": ["source"],
          "title": ["notes"]}),
    ],
)  # fmt: skip
def test_roles_of_columns(text, found):
    assert roles(text) == found


@pytest.mark.parametrize(
    ("cells", "counts", "order"),
    [
        (["1990", "1990-05-03", "c. 1943"], (3, 0, 0), None),
        (["28/04/2001", "12/03/2001"], (2, 0, 0), "day-first"),
        (["04/28/2001", "12/03/2001"], (2, 0, 0), "month-first"),
        (["12/03/2001", "n.a. x"], (0, 1, 1), None),
        (["28/04/2001", "04/28/2001", "12/03/2001"], (2, 1, 0), None),
        (["28-Dec-22"], (0, 1, 0), None),
        (["0000-00-00"], (0, 0, 1), None),
        (["31/02/1999", "12/03/2001"], (0, 1, 1), None),
        (["29/02/1999", "30/11/1999"], (1, 0, 1), "day-first"),
        ([], (0, 0, 0), None),
    ],
)
def test_how_many_cells_are_dates(cells, counts, order):
    found = dates_in(list(enumerate(cells, 1)))
    assert (found.read, len(found.ambiguous), len(found.unread)) == counts
    assert found.order == order


@pytest.mark.parametrize("cells", [["28-Dec-22", "03-Jan-99"], ["12/03/2001", "1990"], ["May 68", ""]])
def test_a_column_of_dates_with_several_meanings_is_read_as_words(cells):
    mapping = mapping_of(
        table_of("id,title,date\n" + "".join(f"{n},T{n},{each}\n" for n, each in enumerate(cells))), []
    )
    assert 'format = "words"' in mapping


def test_the_evidence_is_in_the_mapping():
    mapping = mapping_of(
        table_of(
            "No;Event;When;Where;Who;Lat\n1;A;28/04/2001;X;Norway / PLO;50,5\n2;B;12/03/2001;Y;Norway;n/a\n"
            "3;C;28-Dec-22;Y;;\n4;D;soon;Y;;\n"
        ),
        [("cp1252", "São")],
    )
    for line in (
        'encoding = "cp1252"  # it is not UTF-8, and seems to be cp1252 (São)',
        'separator = ";"  # semicolon: 100% of the lines have 6 cells',
        'decimal = ","  # 1 numbers have a decimal comma',
        'order = "day-first"',
        "# When: 4 cells: 2 read, 1 ambiguous, 1 unread",
        '#   day first by "28/04/2001" (line 2)',
        '#   so are read, though they could be either: "12/03/2001" (line 3)',
        '#   ambiguous: "28-Dec-22" (line 4)',
        '#   unread: "soon" (line 5)',
        'actors = " / "  # " / " in 1 of 2 cells',
        'values = ["n/a"]  # "n/a" once',
    ):
        assert line in mapping.splitlines()


def test_the_evidence_of_what_a_newcomer_may_overlook():
    mapping = mapping_of(table_of("No,What,When\n1,A,1998-99\n2,B,1911-12\n3,C,\n4,D,1912-05\n"))
    for line in (
        '#   so are read as a month, though beside "1998-99" (line 2) they could be two years:',
        '#     "1911-12" (line 3)',
        '# 1 row has no date, and cannot be events; to keep such as undated: missing = "undated"',
    ):
        assert line in mapping.splitlines()
    assert "two years" not in mapping_of(table_of("No,What,When\n1,A,1998-11\n2,B,1911-12\n"))


def test_nothing_is_made_up():
    mapping = mapping_of(table_of("a,b\nx,y\nz,w\n"))
    assert 'id = "{hash}"' in mapping
    assert 'column = "?"' in mapping


WORDS = st.text("abcdefghij XYZäé;,|/#\"'", min_size=1, max_size=12).map(lambda text: f"E{text}".strip())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=8), st.sampled_from(",;\t|"))
def test_a_guessed_mapping_reads_its_table(titles, separator):
    lines = [
        f'{i}{separator}{1900 + i}{separator}"{title.replace(chr(34), chr(34) * 2)}"' for i, title in enumerate(titles)
    ]
    text = "\n".join([separator.join(("No", "Year", "Title")), *lines, ""])
    items = list(read_mapping(mapping_of(table_of(text))).events(io.StringIO(text, newline="")))
    assert [item.event.title for item in items if isinstance(item, Incoming)] == titles
