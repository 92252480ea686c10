"""Actors of data sets belong to their states: `--actor India --members` finds the police of India. Rows are made up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import run
from storage.test_data_sets_by_columns import _SMALL as SMALL

Execute = Callable[[str, str], None]
_ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Country\tEvent Text\tCAMEO Code\tTarget Name\tTarget Country\n"
    "1\t2018-06-01\tForeign Affairs (India)\tIndia\tConsult\t040\tPolice (Nepal)\tNepal\n"
    "2\t2018-06-02\tIndia\tIndia\tConsult\t040\tNepal\tNepal\n"
    "3\t2018-06-03\tAn Example\tIndia\tConsult\t040\tAnother\tNULL\n"
)
_ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,actor1,actor2\n"
    "A1,2018-06-01,1,Battles,Military Forces of India (2014-),Rebels\nA2,2018-06-01,1,Protests,Protesters (India),\n"
)
_UCDP = (
    "id,type_of_violence,side_a_new_id,side_a,side_b_new_id,side_b,event_clarity,date_start,date_end\n"
    "1,1,141,Government of India,7,Rebels,1,2013-01-03,2013-01-03\n"
)
_POLECAT = ("Event ID\tEvent Date\tEvent Type\tActor Name\tActor Country\tRecipient Name\tRecipient Country" "\n"
            "1\t2021-05-04\tACCUSE\tAn Example\tIND\tOthers;More\tNPL\n2\t2021-05-04\tACCUSE\tIndia\tIND\tNone\tNone\n")  # fmt: skip
_GDELT = "GLOBALEVENTID,SQLDATE,Actor1Code,EventCode,DATEADDED\n1,20190110,INDGOV,042,20190110\n2,20190110,IND,042,20190110\n"
# The rows of a data set, and how many events are of India: by itself, and with those that belong to it.
SETS = {
    "icews": (_ICEWS, 1, 3), "acled": (_ACLED, 0, 2), "ucdp": (_UCDP, 0, 1), "polecat": (_POLECAT, 1, 2),
    "gdelt": (_GDELT, 1, 2),
}  # fmt: skip


def count(url: str, *options: str) -> int:
    found = run("query", *options, "--count", url=url)
    assert found.code == 0, found.err
    return int(found.out.split()[-1])


@pytest.mark.parametrize("name", SETS)
def test_members_of_a_state(name: str, url: str, tmp_path: Path) -> None:
    text, own, all_of = SETS[name]
    file = tmp_path / "data.txt"
    file.write_text(text, "utf-8")
    first = run("import", name, file, url=url)
    assert first.code == 0, first.err
    state = ("--actor", "cameo:IND")
    assert count(url, *state) == own
    assert count(url, *state, "--members") == all_of
    again = run("import", name, file, url=url)
    assert " 0 inserted, 0 updated" in again.out + again.err
    assert count(url, *state, "--members") == all_of
    assert run("import", "undo", "1", url=url).code == 0
    assert run("actors", "-f", "jsonl", url=url).records == []


def test_a_merged_actor_comes_as_the_one_it_was_merged_into(url: str, tmp_path: Path, execute: Execute) -> None:
    file = tmp_path / "data.tab"
    file.write_text(_ICEWS, "utf-8")
    assert run("import", "icews", file, url=url).code == 0
    execute(url, "INSERT INTO redirect (kind, id, target) VALUES ('actor', 'icews:one', 'cameo:NPL')")
    file.write_text(_ICEWS.splitlines()[0] + "\n9\t2018-06-09\tOne\t\tConsult\t040\t\t\n", "utf-8")
    before = count(url, "--actor", "cameo:NPL")
    assert run("import", "icews", file, url=url).code == 0
    assert count(url, "--actor", "cameo:NPL") == before + 1


_MAPPING = """
[columns]
id = "{d}"
title = "d"
[date]
column = "y"
[[actors]]
column = "c"
"""
# What the mapping says of actors, the cell, and which actor of the database it then is; None for one of its own.
MATCHES = (
    ('prefix = "cow:"', "750", "cameo:IND"), ('prefix = "iso3:"', "IND", "cameo:IND"), ('prefix = "x:"', "India", None),
    ('prefix = "x:"\nmatch = "existing"', "India", "cameo:IND"), ('match = "existing"', "IND", "cameo:IND"),
    ('match = "existing"', "cow:790", "cameo:NPL"), ('match = "existing"', "Nobody", None),
    ('match = "new"', "India", None),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "cell", "actor"), MATCHES)
def test_a_mapped_actor_is_the_one_that_exists(
    rule: str, cell: str, actor: str | None, url: str, tmp_path: Path
) -> None:
    file, table, mapping = tmp_path / "data.tab", tmp_path / "t.csv", tmp_path / "m.toml"
    file.write_text(_ICEWS, "utf-8")
    assert run("import", "icews", file, url=url).code == 0
    table.write_text(f"d,c,y\n7,{cell},1990\n", "utf-8")
    mapping.write_text(_MAPPING + rule, "utf-8")
    before = len(run("actors", "-f", "jsonl", url=url).records)
    done = run("import", "csv", table, "--map", mapping, "--collection", "mine", url=url)
    assert done.code == 0, done.err
    assert len(run("actors", "-f", "jsonl", url=url).records) == before + (actor is None)
    if actor:
        (found,) = run("query", "--on", "1990", "-f", "jsonl", url=url).records
        assert [each["id"] for each in found["actors"]] == [actor]
    again = run("import", "csv", table, "--map", mapping, "--collection", "mine", url=url)
    assert "0 inserted, 0 updated, 1 unchanged" in again.err
    checked = run("db", "check", url=url)
    assert checked.code == 0, checked.err


@pytest.mark.parametrize("by_columns", [False, True])
@pytest.mark.parametrize("known", [False, True])
def test_actors_found_by_their_names_are_the_same_row_by_row_and_by_columns(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, by_columns: bool, known: bool
) -> None:
    if by_columns:
        for module, name, value in SMALL:
            monkeypatch.setattr(module, name, value)
    if known:
        file = tmp_path / "data.tab"
        file.write_text(_ICEWS, "utf-8")
        assert run("import", "icews", file, url=url).code == 0
    table, mapping = tmp_path / "t.csv", tmp_path / "m.toml"
    cells = (
        "India",
        "IND",
        "Nepal",
        "Nobody",
        "cow:790",
        "india",
        "Nobody",
        "Ind;Nobody",
        "India;Nobody;IND",
        "nepal;India",
    )
    table.write_text("d,c,y\n" + "".join(f"{n},{cell},1990\n" for n, cell in enumerate(cells)), "utf-8")
    mapping.write_text(_MAPPING + 'prefix = "x:"\nmatch = "existing"\n[lists]\nactors = ";"\n', "utf-8")
    arguments = ("import", "csv", table, "--map", mapping, "--collection", "mine")
    assert run(*arguments, url=url).code == 0
    found = {
        each["id"]: [who["id"] for who in each["actors"]]
        for each in run("query", "--on", "1990", "-f", "jsonl", url=url).records
    }
    india, nepal = ("cameo:IND", "cameo:NPL") if known else ("x:india", "x:nepal")
    code = india if known else "x:ind"
    assert found == {
        "0": [india], "1": [code], "2": [nepal], "3": ["x:nobody"], "4": [nepal if known else "x:cow-790"], "5": [india],
        "6": ["x:nobody"], "7": [code, "x:nobody"], "8": [india, "x:nobody", *([] if known else [code])], "9": [nepal, india],
    }  # fmt: skip
    assert "0 inserted, 0 updated, 10 unchanged" in run(*arguments, url=url).err
    checked = run("db", "check", url=url)
    assert checked.code == 0, checked.err
    assert run("import", "undo", "2" if known else "1", url=url).code == 0
    assert not run("query", "--on", "1990", "-f", "jsonl", url=url).records


def test_a_name_of_several_actors_is_refused(url: str, tmp_path: Path) -> None:
    table, mapping = tmp_path / "t.csv", tmp_path / "m.toml"
    for number, prefix in enumerate(("a:", "b:")):
        table.write_text(f"d,c,y\n{number},Same,1990\n", "utf-8")
        mapping.write_text(f'{_MAPPING}prefix = "{prefix}"', "utf-8")
        assert run("import", "csv", table, "--map", mapping, url=url).code == 0
    mapping.write_text(_MAPPING + 'match = "existing"', "utf-8")
    table.write_text("d,c,y\n7,Same,1990\n", "utf-8")
    done = run("import", "csv", table, "--map", mapping, url=url)
    assert done.code != 0
    assert "a:same, b:same" in done.err
