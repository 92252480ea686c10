"""`import deadlines`: both shapes of a table, the same records as TOML, every fault with its row, all or nothing."""

from __future__ import annotations

import pytest
from input import workbook_files as made

HEAD = """rows = "deadlines"
[collection]
id = "sup"
title = "Plastics"
[[source]]
id = "directive"
title = "Directive"
[[programme]]
id = "plastics"
title = "Plastics directive"
citations = [{ source = "directive" }]
[[actor]]
id = "at"
name = "Austria"
kind = "state"
[constants]
programme = "plastics"
rule = "by"
force = "binding"
confidence = "high"
source = "directive"
[date]
format = "%d/%m/%Y"
"""
MAPPING = (
    HEAD
    + """[columns]
id = "sup/{party}"
title = "Transpose ({party})"
due = "Due"
text = "Words"
[parties]
column = "State"
separator = ";"
role = "obligor"
each = true
[[status]]
level = "Status"
levels = {"Not started" = 0, "Partly" = [1, 2], "Done" = 3}
when = "Reported"
source = "Link"
"""
)
TABLE = """State,Due,Words,Status,Reported,Link
Austria; Côte d'Ivoire,03/07/2021,by 3 July 2021,Done,15/06/2021,https://x.org/at
Belgium,03/07/2021,,not started,28/02/2022,
Malta,04/07/2021,,,,
"""
AS_TOML = """[collection]
id = "sup"
title = "Plastics"
[[source]]
id = "directive"
title = "Directive"
[[source]]
id = "https-x-org-at"
title = "https://x.org/at"
url = "https://x.org/at"
[[programme]]
id = "plastics"
title = "Plastics directive"
citations = [{ source = "directive" }]
[[actor]]
id = "at"
name = "Austria"
kind = "state"
""" + "".join(
    f'[[actor]]\nid = "{each}"\nname = "{name}"\nkind = "unknown"\n'
    for each, name in (("cote-d-ivoire", "Côte d'Ivoire"), ("belgium", "Belgium"), ("malta", "Malta"))
) + "".join(
    f'[[deadline]]\nid = "sup/{slug}"\nprogramme = "plastics"\ntitle = "Transpose ({name})"\nforce = "binding"\n'
    f'actors = ["{actor} (obligor)"]\nconfidence = "high"\n[[deadline.due]]\nkind = "original"\n'
    f'due = "{due}"\n{words}rule = "by"\ncitations = [{{ source = "directive" }}]\n{report}'
    for slug, name, actor, due, words, report in (
        ("austria", "Austria", "at", "2021-07-03", 'text = "by 3 July 2021"\n',
         '[[deadline.status]]\nlevel = 3\nwhen = "2021-06-15"\ncitations = [{ source = "https-x-org-at" }]\n'),
        ("cote-d-ivoire", "Côte d'Ivoire", "cote-d-ivoire", "2021-07-03", 'text = "by 3 July 2021"\n',
         '[[deadline.status]]\nlevel = 3\nwhen = "2021-06-15"\ncitations = [{ source = "https-x-org-at" }]\n'),
        ("belgium", "Belgium", "belgium", "2021-07-03", "",
         '[[deadline.status]]\nlevel = 0\nwhen = "2022-02-28"\ncitations = [{ source = "directive" }]\n'),
        ("malta", "Malta", "malta", "2021-07-04", "", ""),
    )
)  # fmt: skip
LOG = (
    HEAD.replace('rows = "deadlines"', 'rows = "reports"')
    + """[columns]
id = "No"
title = "What"
due = "Due"
[[status]]
level = "Level"
when = "When"
known = "Known"
"""
)


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def nowhere(tmp_path):
    """Return the path of a database that there is not: whatever the engine, a fault is found before it is opened."""
    return tmp_path / "none.db"


def dumped(cli, url, folder):
    assert cli("dump", folder, url=url).code == 0
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*.toml"))}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_gives_what_toml_gives(cli, new_url, file, tmp_path, kind):
    rows = [line.split(",") for line in TABLE.splitlines()]
    book = made.xlsx({"A": [made.row(i, *map(made.text, row)) for i, row in enumerate(rows, 1)]})
    table, mapping = file(f"t.{kind}", book if kind == "xlsx" else TABLE), file("m.toml", MAPPING)
    first, second = new_url(), new_url()
    dry = cli("import", "deadlines", table, "--map", mapping, "--dry-run", url=first)
    assert (dry.code, "4 deadlines read" in dry.err, "sup/austria" in dry.out) == (0, True, True)
    result = cli("import", "deadlines", table, "--map", mapping, url=first)
    assert (result.code, "3 actors are new: cote-d-ivoire, belgium, malta" in result.err) == (0, True)
    assert cli("load", file("all.toml", AS_TOML), url=second).code == 0
    found = dumped(cli, first, tmp_path / "1")
    assert found == dumped(cli, second, tmp_path / "2")
    assert any("[[deadline]]" in text for text in found.values())
    again = cli("import", "deadlines", table, "--map", mapping, url=first)
    assert " 0 inserted, 0 updated" in again.err
    assert "new" not in again.err


def test_an_import_of_deadlines_can_be_undone(cli, url, file):
    table, mapping = file("t.csv", TABLE), file("m.toml", MAPPING)
    cli("import", "deadlines", table, "--map", mapping, "-m", "from the ministry", url=url)
    assert "from the ministry" in cli("history", url=url).out
    cli("import", "deadlines", file("t.csv", TABLE.replace("04/07", "05/08")), "--map", mapping, url=url)
    assert '"2021-08-05"' in cli("deadlines", "-f", "jsonl", url=url).out
    assert cli("import", "undo", "2", url=url).code == 0
    assert '"2021-08-05"' not in cli("deadlines", "-f", "jsonl", url=url).out
    assert cli("import", "undo", "1", url=url).code == 0
    assert not cli("deadlines", "-f", "jsonl", url=url).out


def test_the_collection_can_be_chosen(cli, url, file):
    mapping = file("m.toml", MAPPING.replace('[collection]\nid = "sup"\ntitle = "Plastics"\n', ""))
    table = file("t.csv", TABLE)
    assert cli("import", "csv", "-", "--collection", "press", url=url, stdin=b"id,date,title\na,1999,A\n").code == 0
    for chosen, code in (("press", 2), ("My own", 2), ("own", 0)):
        result = cli("import", "deadlines", table, "--map", mapping, "--collection", chosen, url=url)
        assert (result.code, "collection" in result.err or not code) == (code, True), result.err
    assert "4 deadlines" in cli("deadlines", "--as-of", "2021-01-01", url=url).err


def test_names_of_the_database_are_its_actors(cli, url, file):
    assert cli("load", "union-state", url=url).code == 0
    mapping = file("m.toml", MAPPING.replace('id = "at"\nname = "Austria"', 'id = "at"\nname = "Österreich"'))
    table = file("t.csv", "State,Due,Words,Status,Reported,Link\nBelarus,03/07/2021,,,,\n")
    assert "new" not in cli("import", "deadlines", table, "--map", mapping, url=url).err
    shown = cli("deadlines", "--programme", "plastics", "-f", "jsonl", url=url).records
    assert [[party["id"] for party in each["actors"]] for each in shown] == [["belarus"]]


def test_rows_of_one_deadline_are_its_reports(cli, url, file):
    table = "No,What,Due,Level,When,Known\na,Sign,03/07/2021,0,01/02/2021,\nb,Pay,03/08/2021,,,\n"
    table += "a,,,3,02/07/2021,05/07/2021\na,Sign,,3,02/07/2021,05/07/2021\n"
    result = cli("import", "deadlines", file("t.csv", table), "--map", file("m.toml", LOG), url=url)
    assert (result.code, "1 report equals an earlier one" in result.err) == (0, True)
    shown = cli("explain", "a", url=url).out
    assert "2021-02-01" in shown
    assert "2021-07-02" in shown


@pytest.mark.parametrize(
    ("table", "faults"),
    [
        (TABLE.replace("04/07/2021", "soon"), [(4, "due 'soon' is not written as '%d/%m/%Y'")]),
        (TABLE.replace("Malta,04/07/2021", "Malta,"), [(4, "the due date is missing")]),
        (TABLE.replace("Malta,", ","), [(4, "the row has no party")]),
        (TABLE.replace("not started", "begun"), [(3, "level 'begun' has no meaning in the mapping")]),
        (TABLE.replace("not started", ""), [(3, "a report has a date, but no level")]),
        (TABLE.replace("28/02/2022", ""), [(3, "when is missing")]),
        (TABLE.replace("Malta", "Belgium"), [(4, "duplicate id: the deadline 'sup/belgium'")]),
        (TABLE.replace("Malta,", "Мальта,"), [(4, "is not an id")]),
        (TABLE + "Malta,1,2,3,4,5,6\n", [(5, "has 7 cells instead of 6")]),
        (TABLE.replace("Reported", "Told"), [(1, "there is no column 'Reported'")]),
        (TABLE.replace("28/02/2022", "x").replace("04/07/2021", "y"), [(3, "when 'x'"), (4, "due 'y'")]),
    ],
)
def test_every_fault_has_its_row_and_nothing_is_taken(cli, nowhere, file, table, faults):
    path = file("t.csv", table)
    result = cli("import", "deadlines", path, "--map", file("m.toml", MAPPING), url=f"sqlite:///{nowhere}")
    assert result.code == 4
    for line, message in faults:
        assert any(f"{path}:{line}: " in each and message in each for each in result.err.splitlines()), result.err
    assert not nowhere.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [(TABLE.encode("cp1252"), "t:2: is not UTF-8 (it seems to be"),
     (TABLE.encode("utf-16")[:-1], "is not"),
     (b"\x89PNG\r\n\x1a\n", "which is not a table"),
     (made.xlsx({"One": [made.row(1, made.text("a"))], "Two": [made.row(1, made.text("b"))]}), "has 2 sheets with cells"),
     (b"", "there is no column")],
)  # fmt: skip
def test_files_of_another_kind(cli, nowhere, file, content, message):
    result = cli(
        "import", "deadlines", file("t", content), "--map", file("m.toml", MAPPING), url=f"sqlite:///{nowhere}"
    )  # fmt: skip
    assert (result.code, message in result.err) == (4, True), result.err
    assert not nowhere.exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('source = "directive"\n[date]', "[date]", "source is missing"),
        ('force = "binding"', 'force = "bindig"', "force 'bindig' is not one of"),
        ('id = "sup/{party}"', 'id = "sup/all"', "each party has a deadline of its own"),
        ('due = "Due"\n', "", "due is missing"),
        ('"Done" = 3', '"Done" = 4', "level 4 of 'Done' is not 0 to 3"),
        ('when = "Reported"\n', "", "when is missing"),
        ('column = "State"\n', "", "parties need a column, or names"),
        ('rule = "by"', 'rul = "by"', "unknown key 'rul'"),
        ('citations = [{ source = "directive" }]', "", "citations are missing"),
        ('[date]\n', '[date]\ncolumn = "Due"\n', "column has no meaning in a table of deadlines"),
    ],
)  # fmt: skip
def test_faults_of_the_mapping(cli, nowhere, file, old, new, message):
    assert old in MAPPING
    mapping = file("m.toml", MAPPING.replace(old, new))
    result = cli("import", "deadlines", file("t.csv", TABLE), "--map", mapping, url=f"sqlite:///{nowhere}")
    assert (result.code, message in result.err) == (4, True), result.err
    assert not nowhere.exists()


@pytest.mark.parametrize(
    ("row", "message"),
    [("a,Sign,04/07/2021,3,02/07/2021,\n", "the due of 'a' is '2021-07-04' here and '2021-07-03' in row 2"),
     ("a,Seal,,3,02/07/2021,\n", "the title of 'a' is 'Seal' here and 'Sign' in row 2"),
     ("a,,,3,02/07/2021,01/07/2021\n", "known before it was done")],
)  # fmt: skip
def test_rows_that_contradict_one_another(cli, nowhere, file, row, message):
    path = file("t.csv", f"No,What,Due,Level,When,Known\na,Sign,03/07/2021,0,01/02/2021,\n{row}")
    result = cli("import", "deadlines", path, "--map", file("m.toml", LOG), url=f"sqlite:///{nowhere}")
    assert (result.code, f"{path}:3: {message}" in result.err) == (4, True), result.err
