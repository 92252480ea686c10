"""`import deadlines` with a log of reports in a table of its own: a file or a sheet, every fault with its row there."""

from __future__ import annotations

import pytest
from input import workbook_files as made

MAPPING = """[collection]
id = "sup"
title = "Plastics"
[[source]]
id = "directive"
title = "Directive"
[[programme]]
id = "plastics"
title = "Plastics directive"
citations = [{ source = "directive" }]
[constants]
programme = "plastics"
rule = "by"
force = "binding"
confidence = "high"
source = "directive"
locator = "Article 17"
[date]
format = "%d/%m/%Y"
[columns]
id = "sup/{No}/{party}"
title = "{What} ({party})"
due = "Due"
[parties]
column = "States"
separator = ";"
each = true
[[log]]
file = "log.csv"
id = "sup/{Number}/{party}"
party = "State"
level = "Stage"
levels = {"begun" = 1, "done" = 3}
when = "Day"
known = "Known"
source = "Link"
locator = "Page"
separator = ";"
"""
TABLE = "No,What,Due,States\n1,Transpose,03/07/2021,Austria;Malta\n2,Report,01/01/2022,Austria\n"
LOG = """Number;State;Stage;Day;Known;Link;Page
1;Malta;Begun;01/02/2021;;;
1;Austria;done;15/06/2021;20/06/2021;https://x.org/at;p. 3

1;Malta;done;01/08/2021;;;
1;Malta;done;01/08/2021;;;
"""


@pytest.fixture
def files(tmp_path):
    """Write files into the folder of the mapping, and return the path of the last."""

    def write(**contents):
        for name, content in contents.items():
            path = tmp_path / name.replace("_", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def book(**sheets):
    rows = {name: [made.row(i, *map(made.text, row)) for i, row in enumerate(each, 1)] for name, each in sheets.items()}
    return made.xlsx(rows)


def cells(text, separator):
    return [line.split(separator) for line in text.splitlines()]


AS_ROWS = [
    ("sup/1/austria", [("2021-06-15", [3, 3], "https-x-org-at", "p. 3")]),
    (
        "sup/1/malta",
        [("2021-02-01", [1, 1], "directive", "Article 17"), ("2021-08-01", [3, 3], "directive", "Article 17")],
    ),
    ("sup/2/austria", []),
]


def stored(cli, url, folder):
    """Return the reports of each deadline as TOML has them."""
    import tomllib

    assert cli("dump", folder, url=url).code == 0
    found = []
    for path in sorted(folder.rglob("*.toml")):
        for each in tomllib.loads(path.read_text()).get("deadline", []):
            said = [
                (s["when"], [s["level"]] * 2 if isinstance(s["level"], int) else s["level"],
                 s["citations"][0]["source"], s["citations"][0]["locator"])
                for s in each.get("status", [])
            ]  # fmt: skip
            found.append((each["id"], said))
    return sorted(found)


@pytest.mark.parametrize("kind", ["two files", "one workbook", "file beside a workbook"])
def test_a_log_is_a_file_or_a_sheet(cli, url, files, tmp_path, kind):
    mapping, table = MAPPING, files(m_toml=MAPPING, log_csv=LOG, t_csv=TABLE)
    if kind != "two files":
        sheets = {"Promises": cells(TABLE, ",")}
        if kind == "one workbook":
            sheets["Log"] = cells(LOG, ";")
            mapping = mapping.replace('file = "log.csv"', 'sheet = "Log"')
            mapping = mapping.replace("[date]", '[file]\nsheet = "Promises"\n[date]')
        table = files(m_toml=mapping, t_xlsx=book(**sheets))
    result = cli("import", "deadlines", table, "--map", tmp_path / "m.toml", url=url)
    assert (result.code, "3 deadlines read" in result.err) == (0, True), result.err
    assert "1 report equals an earlier one" in result.err
    assert stored(cli, url, tmp_path / "dump") == AS_ROWS
    again = cli("import", "deadlines", table, "--map", tmp_path / "m.toml", url=url)
    assert " 0 inserted, 0 updated" in again.err


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("3;Malta;done;01/08/2021;;;", "the table of the deadlines has no 'sup/3/malta'"),
        ("1;Italy;done;01/08/2021;;;", "the table of the deadlines has no 'sup/1/italy'"),
        (";Malta;done;01/08/2021;;;", "the table of the deadlines has no 'malta'"),
        ("1;;done;01/08/2021;;;", "the party is missing"),
        ("1;Malta;finished;01/08/2021;;;", "level 'finished' has no meaning in the mapping"),
        ("1;Malta;done;2021-08-01;;;", "when '2021-08-01' is not written as '%d/%m/%Y'"),
        ("1;Malta;done;;;;", "when is missing"),
        ("1;Malta;;01/08/2021;;;", "a report has a date, but no level"),
        ("1;Malta;;;;;", "the row reports nothing"),
        ("1;Malta;done;01/08/2021;;;p. 3", "the report has a locator or a quote, but no source"),
        ("1;Malta;done;01/08/2021;01/07/2021;;", "known before it was done"),
        ("1;Malta;done;01/08/2021;;;;x", "has 8 cells instead of 7"),
    ],
)
def test_every_fault_of_a_log_has_its_file_and_row_and_nothing_is_taken(cli, files, tmp_path, row, message):
    table = files(m_toml=MAPPING, log_csv=LOG + row + "\n", t_csv=TABLE)
    result = cli("import", "deadlines", table, "--map", tmp_path / "m.toml", url=f"sqlite:///{tmp_path}/none.db")
    assert (result.code, f"{tmp_path / 'log.csv'}:7: " in result.err, message in result.err) == (4, True, True), (
        result.err
    )
    assert not (tmp_path / "none.db").exists()


def test_faults_of_both_tables_are_told_together(cli, files, tmp_path):
    mapping = MAPPING.replace('file = "log.csv"', 'sheet = "Log"').replace("[date]", '[file]\nsheet = "P"\n[date]')
    broken = {"P": cells(TABLE.replace("01/01/2022", "soon"), ","), "Log": cells(LOG.replace("Begun", "almost"), ";")}
    result = cli("import", "deadlines", files(m_toml=mapping, t_xlsx=book(**broken)), "--map", tmp_path / "m.toml",
                 url=f"sqlite:///{tmp_path}/none.db")  # fmt: skip
    assert result.code == 4
    for place in ("t.xlsx, sheet P:3: due 'soon'", "t.xlsx, sheet Log:2: level 'almost'"):
        assert place in result.err


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('file = "log.csv"\n', "", "a log needs the name of its file, or its sheet"),
        ('file = "log.csv"', 'file = "nowhere.csv"', "could not open file"),
        ('id = "sup/{Number}/{party}"\n', "", "id is missing"),
        ('party = "State"\n', "", "the id has {party}, and no column gives the party"),
        ('level = "Stage"\n', "", "level is missing"),
        ('when = "Day"', 'whn = "Day"', "unknown key 'whn'"),
        ('when = "Day"', 'when = "Date"', "there is no column 'Date'"),
        ('file = "log.csv"', 'sheet = "Log"', "is a single table, and the log is another"),
    ],
)
def test_faults_of_the_mapping_of_a_log(cli, files, tmp_path, old, new, message):
    assert old in MAPPING
    table = files(m_toml=MAPPING.replace(old, new), log_csv=LOG, t_csv=TABLE)
    result = cli("import", "deadlines", table, "--map", tmp_path / "m.toml", url=f"sqlite:///{tmp_path}/none.db")
    assert (result.code, message in result.err) == (2 if "open" in message else 4, True), result.err


def test_a_report_of_one_party_is_never_one_of_others(cli, files, tmp_path, url):
    mapping = MAPPING.replace("/{party}", "").replace("({party})", "").replace("each = true\n", "")
    table = files(m_toml=mapping, log_csv=LOG, t_csv=TABLE)
    result = cli("import", "deadlines", table, "--map", tmp_path / "m.toml", url=url)
    assert (result.code, "'sup/1' is also that of 'austria', and a report is about all of them" in result.err) == (
        4,
        True,
    )
    alone = LOG.splitlines()[0] + "\n2;Malta;done;01/08/2021;;;\n"
    result = cli("import", "deadlines", files(log_csv=alone) and table, "--map", tmp_path / "m.toml", url=url)
    assert (result.code, "'malta' is not a party of 'sup/2'" in result.err) == (4, True), result.err
