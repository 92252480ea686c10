"""The mappings of well-known tables in the documentation, on files of their shape with the traps that real ones have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from input import workbook_files as made

PAGE = (Path(__file__).parents[3] / "docs/reference/known-tables.md").read_text("utf-8")
MAPPINGS = {
    title.split(",")[0].split()[0]: text
    for title, text in re.findall(r"\n## (.*?)\n.*?```toml\n(.*?)```", PAGE, re.DOTALL)
}
ROWS = 200
_LONGEST = 25


def table(header, traps, usual, separator=","):
    """Return a text of ROWS rows: the traps first, then what `usual` gives for a number."""
    rows = [*traps, *(usual(n) for n in range(len(traps), ROWS))]
    return "".join(separator.join(row) + "\n" for row in [header, *rows])


def pa_x():
    header = ["Con", "AgtId", "Agt", "Dat", "Stage", "Part"]
    long = "For the Government of Aland: " + "a person; " * 400
    rows = [
        ["Aland/(Bland)", str(n), f"Accord {n}", "12/03/1895" if n < 3 else "", "Cea", long if n < 9 else "A"]
        for n in range(ROWS)
    ]
    lines = [made.row(1, *map(made.text, header))]
    for line, row in enumerate(rows, 2):
        day = made.text(row[3]) if row[3] else made.number(33_000 + line, made.DAY)
        lines.append(made.row(line, *map(made.text, row[:3]), day, *map(made.text, row[4:])))
    return made.xlsx({"PA-X": lines})


def archigos():
    header = ["obsid", "leadid", "ccode", "idacr", "leader", "startdate", "eindate", "enddate", "eoutdate", "entry"]
    traps = [
        ["BRA-1", "x", "140", "BRA", "João Goulart", "1961-09-08", "", "1964-04-02", "", "Regular"],
        ["AUH-1", "x", "300", "AUH", "Francis Joseph", "1848-12-02", "", "1916-11-21", "", "Regular"],
        ["X-1", "x", "2", "USA", 'Quotes "Bill" X', "1877-03-04", "", "1877-03-04", "", "."],
    ]
    return table(
        header, traps, lambda n: [f"S-{n}", "x", str(n), f"S{n % 40}", f"L {n}", "1900-01-02", "", "1901-02-03", "", ""],
        "\t",
    ).encode("latin-1")  # fmt: skip


def isd():
    header = ["COWNum", "COWID", "StateName", "Start", "Start_Am", "End", "End_Am"]
    traps = [
        ["1", "AAA", "Asante", "01-01-1816", "1", "19-01-1896", "0"],
        ["2", "BBB", "Bukhara", "1816", "1", "1868", "1"],
        ["3", "CCC", "Champa", "01/01/1816", "0", "01/01/1832", "1"],
    ]
    return table(header, traps, lambda n: [str(n), f"S{n}", f"State {n}", "01-01-1816", "0", "31-12-2011", "0"])


def huggo():
    header = ["manyID", "treatyID", "Title", "Begin", "Signature", "Force"]
    traps = [
        ["a", "1", "A", "1972-06-05", "1972-06-05", ""],
        ["b", "2", "B", "", "", "05.06.1973"],
        ["c", "3", "C", "1901", "NA", "NA"],
        ["d", "4", "D", "", "May 1950", "1951-00-00"],
    ]
    return table(header, traps, lambda n: [f"m{n}", str(n + 1), f"T {n}", "", "04.05.1960", "06.07.1961"])


def ieadb():
    header = ["IEA#", "Treaty Name", "Agreement Type", "Signature Date", "Signature Year"]
    traps = [[str(n), f"Old {n}", "Protocol", "0000-00-00", str(1900 + n)] for n in range(17)]
    traps += [["90", "Half", "Agreement", "1956-00-00", "1956"], ["91", "US", "Agreement", "05/13/1957", "1957"]]
    return table(header, traps, lambda n: [str(n + 100), f"T {n}", "Agreement", "1960-05-04", "1960"])


def mid_b():
    header = ["dispnum", "stabb", "ccode", "stday", "stmon", "styear", "endday", "endmon", "endyear", "sidea"]
    traps = [
        ["1", "USA", "2", "-9", "5", "1902", "24", "1", "1903", "1"],
        ["1", "USA", "2", "1", "6", "1903", "-9", "-9", "1903", "1"],
        ["2", "UKG", "200", "-9", "-9", "1905", "-9", "-9", "1906", "0"],
    ]
    return table(header, traps, lambda n: [str(n), "A", str(n + 1), "1", "2", "1950", "3", "4", "1951", "1"])


def icow():
    header = ["claimdy", "name", "chal", "tgt", "begclaim", "endclaim"]
    traps = [["1", "Belize", "90", "200", "182100", "-9"], ["2", "Texas", "70", "2", "183603", "184800"]]
    return table(header, traps, lambda n: [str(n + 1), f"Claim {n}", "2", "20", "185001", "186012"])


CASES = {
    "PA-X": ("a.xlsx", pa_x, {"pax:0": "1895-03-12", "pax:100": "1990-08-17"}),
    "Archigos": ("a.tab", archigos, {"archigos:BRA-1": "1961-09-08/1964-04-02", "archigos:X-1": "1877-03-04"}),
    "ISD": ("a.csv", isd, {"isd:AAA:01-01-1816": "1816-01-01~/1896-01-19", "isd:BBB:1816": "1816~/1868~",
                           "isd:CCC:01/01/1816": "1816-01-01/1832-01-01~"}),
    "HUGGO": ("a.csv", huggo, {"huggo:1:signature": "1972-06-05", "huggo:2:in-force": "1973-06-05",
                               "huggo:3:signature": "1901", "huggo:4:signature": "1950-05",
                               "huggo:4:in-force": "1951"}),
    "IEADB": ("a.csv", ieadb, {"iea:3": "1903", "iea:90": "1956", "iea:91": "1957-05-13", "iea:150": "1960-05-04"}),
    "MID": ("a.csv", mid_b, {"midb:1:2:1902-5": "1902-05/1903-01-24", "midb:1:2:1903-6-1": "1903-06-01/1903",
                             "midb:2:200:1905": "1905/1906"}),
    "ICOW": ("a.csv", icow, {"icow:1": "1821/..", "icow:2": "1836-03/1848"}),
}  # fmt: skip


def test_the_page_has_a_mapping_for_each():
    assert set(MAPPINGS) == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_short_mapping_takes_the_rows(cli, tmp_path, name):
    file, content, dates = CASES[name]
    found = content()
    (tmp_path / file).write_bytes(found if isinstance(found, bytes) else found.encode())
    (tmp_path / "map.toml").write_text(MAPPINGS[name], "utf-8")
    assert len([line for line in MAPPINGS[name].splitlines() if line]) <= _LONGEST
    url, rejects = f"sqlite:///{tmp_path}/a.db", tmp_path / "bad.jsonl"
    result = cli(
        "import", "table", tmp_path / file, "--map", tmp_path / "map.toml", "--rejects", rejects, url=url
    )  # fmt: skip
    assert result.code == 0, result.err
    bad = rejects.read_text().splitlines()
    assert len(bad) <= ROWS // 100, bad[:3]
    events = {event["id"]: event for event in cli("query", "-f", "jsonl", url=url).records}
    assert len({identity.removesuffix(":signature").removesuffix(":in-force") for identity in events}) == ROWS
    assert {identity: events[identity]["date"] for identity in dates} == dates
