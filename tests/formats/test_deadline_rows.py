"""Rows of deadlines as TOML tables: parties, reports, citations, dates and ids, and the line of each part."""

from __future__ import annotations

import io

import pytest

from dateline.dates import day_text
from dateline.errors import Ambiguous, InvalidRecords
from dateline.formats.curated.links import check_links
from dateline.formats.delimited.deadlines.mapping import read_deadline_plan
from dateline.formats.delimited.deadlines.reading import DeadlineTables
from dateline.formats.delimited.deadlines.rows import Names, identifier

HEAD = """[[source]]
id = "s"
title = "S"
[[programme]]
id = "p"
title = "P"
citations = [{ source = "s" }]
[constants]
programme = "p"
rule = "by"
force = "binding"
confidence = "high"
source = "s"
"""
STATES = [f"State {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ1"]


def read(mapping, text, actors=(), top=""):
    """Return the curated records of a table, with all faults, where the database knows some actors by name."""

    def actor(name):
        if name == "Korea":
            raise Ambiguous("several actors have the name 'Korea'")
        return dict(actors).get(name)

    plan = read_deadline_plan(top + HEAD + mapping)
    tables = DeadlineTables(plan, Names(actor, {"s": "s"}.get))
    tables.take(io.StringIO(text, newline=""))
    tables.finish(plan.records)
    check_links(plan.records, {"actor": frozenset(dict(actors).values())})
    return plan.records


def test_one_obligation_of_27_parties():
    names = ", ".join(f'"{name}"' for name in STATES)
    mapping = '[columns]\nid = "t/{party}/{No}"\ntitle = "{What} ({party})"\ndue = "Due"\n'
    mapping += f'[parties]\nnames = [{names}]\neach = true\nrole = "obligor"\n'
    found = read(mapping, "No,What,Due\n1,Transpose,2021-07-03\n2,Report,2022\n", [("State C", "country-c")])
    assert not found.faults
    assert len(found.deadlines) == 2 * len(STATES)
    third = found.deadlines["t/state-c/2"]
    assert (third.title, [(each.actor, each.role) for each in third.actors]) == (
        "Report (State C)", [("country-c", "obligor")],
    )  # fmt: skip
    assert "country-c" not in found.actors
    assert found.actors["state-a"].name == "State A"
    assert found.deadlines["t/state-a/1"].due[0].cutoff[0] == found.deadlines["t/state-z/1"].due[0].cutoff[1]


BASE = '[columns]\nid = "No"\ntitle = "What"\ndue = "Due"\ntext = "Words"\n'


@pytest.mark.parametrize(
    ("more", "header", "row", "shown"),
    [
        ('[parties]\ncolumn = "Who"\nseparator = [";", "/"]\n', "Who", "A; B/C", lambda d: [p.actor for p in d.actors]),
        ('[status]\nlevel = 3\nwhen = "Done"\n', "Done", "2020-05", lambda d: [(s.level, s.date.edtf) for s in d.status]),
        ('[status]\nlevel = 3\nwhen = "Done"\n', "Done", "n/a", lambda d: list(d.status)),
        ('[status]\nlevel = "L"\nas_of = "2021"\n', "L", "1", lambda d: [(s.level, s.date.edtf) for s in d.status]),
        ('[status]\nlevel = "L"\nas_of = "2021"\nlevels = {half = [1, 2]}\nstanding = "claimed"\n', "L", "HALF",
         lambda d: [(s.level, s.standing) for s in d.status]),
        ('[status]\nlevel = 3\nwhen = "Done"\nlocator = "Page"\n', "Done,Page", "2020,p. 3",
         lambda d: [(c.source, c.locator) for s in d.status for c in s.citations]),
        ('[skip]\nvalues = ["tbc"]\n[status]\nlevel = 3\nwhen = "Done"\n', "Done", "tbc", lambda d: list(d.status)),
        ('[date]\nformat = ["words"]\norder = "day-first"\n[status]\nlevel = 0\nwhen = "W"\n', "W", "3/4/2020",
         lambda d: [s.date.edtf for s in d.status]),
    ],
)  # fmt: skip
def test_what_a_row_says(more, header, row, shown):
    expected = {
        "A; B/C": ["a", "b", "c"], "2020-05": [((3, 3), "2020-05")], "n/a": [], "1": [((1, 1), "2021")],
        "HALF": [((1, 2), "claimed")], "2020,p. 3": [("s", "p. 3")], "tbc": [], "3/4/2020": ["2020-04-03"],
    }  # fmt: skip
    found = read(BASE + more, f"No,What,Due,Words,{header}\nd,D,2022,by 2022,{row}\n")
    assert not found.faults
    assert shown(found.deadlines["d"]) == expected[row]


@pytest.mark.parametrize(
    ("columns", "row", "cited"),
    [
        ('source = "Link"\nlocator = "Page"\n', "https://x.org,p. 3", ("https-x-org", "p. 3")),
        ('locator = "Page"\n', "https://x.org,p. 3", ("s", "p. 3")),
        ("", "https://x.org,p. 3", ("s", "Art. 1")),
    ],
)
@pytest.mark.parametrize("source", ["", 'source = "Src"\n'])
def test_what_a_report_cites(columns, row, cited, source):
    mapping = f'locator = "Art. 1"\n[columns]\nid = "No"\ntitle = "What"\ndue = "Due"\n{source}'
    mapping += f'[status]\nlevel = 3\nwhen = "Done"\n{columns}'
    found = read(mapping, f"No,What,Due,Src,Done,Link,Page\nd,D,2022,s,2020,{row}\n")
    assert not found.faults
    (citation,) = found.deadlines["d"].status[0].citations
    assert (citation.source, citation.locator) == cited
    assert found.deadlines["d"].due[0].citations[0].locator == "Art. 1"


def test_a_title_can_be_the_same_for_all():
    found = read('title = "Transpose"\n[columns]\nid = "No"\ndue = "Due"\n', "No,Due\na,2022\nb,2023\n")
    assert [each.title for each in found.deadlines.values()] == ["Transpose"] * 2


def test_what_there_is_to_know_of_a_table_is_noted():
    plan = read_deadline_plan(HEAD + BASE)
    text = io.StringIO("No,What,Due,Due,Words\na,A,2022,2023\n")
    assert DeadlineTables(plan, Names(lambda _: None, {"s": "s"}.get)).take(text).notes == [
        "2 columns are called 'due'; the first is read",
        "1 row has fewer cells than the header; the missing ones are empty (first: line 2)",
    ]


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        ("a,A,2020-13,,X", {3: "due '2020-13'"}),
        ("a,A,,,X", {3: "the due date is missing"}),
        ("a,A,,as soon as possible,X", {}),
        ("a,,2020,,X", {3: "title is missing"}),
        (",A,2020,,X", {3: "id is missing"}),
        ("a,A,2020,,Korea", {3: "several actors have the name 'Korea'"}),
        ("ok,A,2020,,X", {3: "duplicate id"}),
        ("a,A", {3: "the due date is missing"}),
        (",,,,", {}),
    ],
)
def test_faults_have_the_row(row, lines):
    mapping = f'{BASE}[parties]\ncolumn = "Who"\n'
    found = read(mapping, f"No,What,Due,Words,Who\nok,O,2020,,X\n{row}\nlast,L,2020,,X\n")
    told = {fault.line: fault.message for fault in found.faults}
    assert len(told) == len(found.faults)
    assert set(told) == set(lines)
    assert all(text in told[line] for line, text in lines.items())
    assert {"ok", "last"} <= set(found.deadlines)


@pytest.mark.parametrize(
    ("text", "made"),
    [("usp-3/a", "usp-3/a"), ("Côte d'Ivoire", "cote-d-ivoire"), ("Directive 2019/904", "directive-2019/904"),
     ("https://x.org/a?b", "https-x-org-a-b"), ("A/", "a")],
)  # fmt: skip
def test_ids_are_made_to_fit(text, made):
    assert identifier(text) == made


def test_periods_in_cells():
    """A cell counts as a curated record does, with its direction and its rule."""
    mapping = '[columns]\nid = "No"\ntitle = "No"\nwithin = "Period"\nafter = "After"\nbefore = "Before"\n'
    mapping += 'counting = "Rule"\nholidays = "Country"\n'
    rows = (
        "No,Period,After,Before,Rule,Country\n"
        "1,20 working days,2000-11-01,,,US\n2,at least six months before,,2010-12-31,,\n"
        "3,2 days,2026-12-24,,eu-1182-71,BE\n4,90 (eighty) days,2000-01-01,,,\n"
    )
    found = read(mapping, rows)
    assert [(fault.line, fault.message) for fault in found.faults] == [
        (5, "'90' and 'eighty' are different numbers")
    ]  # fmt: skip
    cutoffs = [day_text(found.deadlines[str(number)].due[0].cutoff[0]) for number in (1, 2, 3)]
    assert cutoffs == ["2000-12-01", "2010-06-30", "2026-12-29"]


def test_a_report_that_was_taken_back_has_its_day():
    mapping = f'{BASE}[[status]]\nlevel = 3\nwhen = "Done"\nretracted = "Back"\n'
    found = read(mapping, "No,What,Due,Words,Done,Back\na,A,2020,,2019-05-01,2021-02-03\nb,B,2020,,2019-05-01,\n")
    assert not found.faults
    report, retraction = found.deadlines["a"].status
    assert (report.standing, retraction.standing, retraction.known) == ("confirmed", "retracted", (737824, 737824))
    assert [each.standing for each in found.deadlines["b"].status] == ["confirmed"]


def test_a_mapping_cannot_take_reports_back_without_a_day():
    with pytest.raises(InvalidRecords, match="1 fault") as refused:
        read_deadline_plan(HEAD + BASE + '[[status]]\nlevel = 3\nwhen = "Done"\nstanding = "retracted"\n')
    (fault,) = refused.value.faults
    assert "a retraction needs its day" in fault.message
    assert "retracted = " in str(fault.hint)


WAIVED = '[[waiver]]\neffective = "Off"\nbasis = "Why"\nsource = "Link"\nlocator = "Page"\n'


@pytest.mark.parametrize(
    ("rule", "header", "row", "found"),
    [
        (WAIVED, "Off,Why,Link,Page", "2021-05,war,https://x.org,p. 2", [("2021-05-01", "war", "https-x-org", "p. 2")]),
        (WAIVED, "Off,Why,Link,Page", ",,,", []),
        ('[[waiver]]\neffective = "Off"\nabandoned = true\n', "Off", "2021", [("2021-01-01", "abandoned", "s", None)]),
        ('[[waiver]]\neffective = "Off"\nbasis = "Why"\nabandoned = true\n', "Off,Why", "2021,no money",
         [("2021-01-01", "abandoned: no money", "s", None)]),
        ('[[waiver]]\nbasis = "Why"\nas_of = "2021-03-01"\n', "Why", "moot", [("2021-03-01", "moot", "s", None)]),
    ],
)  # fmt: skip
def test_waivers(rule, header, row, found):
    """A waiver of a row has its day, its reason and its own source; a row whose cells are empty has none."""
    read_ = read(BASE + rule, f"No,What,Due,Words,{header}\nd,D,2022,w,{row}\n")
    assert not read_.faults
    assert [
        (day_text(each.effective[0]), each.basis, each.citations[0].source, each.citations[0].locator)
        for each in read_.deadlines["d"].waivers
    ] == found


def test_a_waiver_that_rows_of_reports_repeat_is_one():
    mapping = BASE + '[status]\nlevel = "L"\nwhen = "On"\n[[waiver]]\neffective = "Off"\n'
    found = read(
        mapping,
        "No,What,Due,Words,L,On,Off\nd,D,2022,w,0,2021-01-01,2021-05\nd,,,,1,2021-02-01,2021-05\n",
        top='rows = "reports"\n',
    )
    assert not found.faults
    assert [len(found.deadlines["d"].status), len(found.deadlines["d"].waivers)] == [2, 1]


@pytest.mark.parametrize(
    ("more", "row", "message"),
    [
        (
            '[status]\nlevel = 3\nwhen = "A"\nsource = "B"\nlocator = "C"\n',
            "2021,,p. 3",
            "the report has a locator or a quote",
        ),
        (
            '[[waiver]]\neffective = "A"\nsource = "B"\nquote = "C"\n',
            "2021,,said",
            "the waiver has a locator or a quote",
        ),
        ('[[waiver]]\neffective = "A"\nbasis = "B"\n', ",war,", "a waiver has no day"),
    ],
)
def test_nothing_of_a_row_is_dropped(more, row, message):
    (fault,) = read(BASE + more, f"No,What,Due,Words,A,B,C\nd,D,2022,w,{row}\n").faults
    assert message in fault.message


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ('[status]\nlevel = 3\nwhen = "A"\nlevels = {"Done" = 3}\n', "levels are the words of a column"),
        ('[status]\nlevel = 3\nwhen = "A"\nas_of = "2021"\n', "no cell says which rows"),
        ('[parties]\ncolumn = "A"\nnames = ["B"]\n', "so names says nothing"),
        ('[parties]\nnames = ["B"]\nseparator = ";"\n', "so separator says nothing"),
        ('[[waiver]]\nbasis = "A"\n', "effective is missing"),
        ('[[waiver]]\neffective = "A"\nlevel = 3\n', "level"),
        ('[lists]\nthemes = ";"\n', "no column has themes"),
    ],
)
def test_what_a_mapping_would_never_use_is_a_fault(more, message):
    with pytest.raises(InvalidRecords) as error:
        read_deadline_plan(HEAD + BASE + more)
    (fault,) = error.value.faults
    assert message in fault.message
