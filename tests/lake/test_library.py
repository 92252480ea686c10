"""A program that opens a lake gets what one that opens a database does, to every question of the conformance suite."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from lake.test_conformance import QUESTIONS

import dateline
from dateline.errors import DatabaseError, DatelineError
from dateline.library import event_tables
from dateline.library.database import Database

FLAGS = {"all": "all_", "any": "any_", "members": "members", "stems": "stems", "undated": "undated", "claims": "claims",
         "claimed": "claimed", "count": "count"}  # fmt: skip
VALUES = {"from": "from_", "within": "span", "limit": "limit"}


def arguments(words: list[str]) -> tuple[list[str], dict[str, Any]]:
    """Return the words and the arguments that are those of a command."""
    sought, given, left = [], defaultdict[str, list[str]](list), iter(words)
    flags: dict[str, Any] = {}
    for word in left:
        name = word.removeprefix("--")
        if name == word:
            sought.append(word)
        elif name in FLAGS:
            flags[FLAGS[name]] = True
        else:
            given[VALUES.get(name, name.replace("-", "_"))].append(next(left))
    several: dict[str, Any] = {name: values[0] if len(values) == 1 else values for name, values in given.items()}
    if "limit" in several:
        several["limit"] = int(several["limit"])
    return sought, flags | several


ASKED = [(each, *arguments(shlex.split(each)[1:])) for each in QUESTIONS if each.startswith("query")]


@pytest.fixture(scope="module")
def both(held):
    """Return the lake and the database, open."""
    with dateline.open(f"lake:{held[0]}", today="2000-06-01") as lake, dateline.open(held[1], today="2000-06-01") as db:
        yield lake, db


def answer(db: Database, words: list[str], given: dict[str, Any]) -> Any:
    given = dict(given)
    by, count = given.pop("by", None), given.pop("count", False)
    try:
        events = db.events(*words, **given)
        return list(events.by(by)) if by else events.count() if count else list(events.records())
    except DatelineError as error:
        return type(error), str(error), error.hint


@pytest.mark.in_part(4)
@pytest.mark.parametrize(("question", "words", "given"), ASKED, ids=[each[0] for each in ASKED])
def test_a_question_about_events(both, question, words, given):
    lake, db = both
    assert answer(lake, words, given) == answer(db, words, given)


@pytest.mark.in_part(4)
@pytest.mark.parametrize(("question", "words", "given"), ASKED, ids=[each[0] for each in ASKED])
def test_a_table(both, question, words, given, monkeypatch):
    lake, db = both
    if {"by", "count"} & given.keys() or isinstance(answer(db, words, given), tuple):
        return
    monkeypatch.setattr(event_tables, "_FEW", 0)
    found = lake.events(*words, **given).to_arrow()
    monkeypatch.undo()
    assert found.equals(db.events(*words, **given).to_arrow())


ABOUT: dict[str, Callable[[Database], Any]] = {
    "actors": lambda db: db.actors(), "kinds of actors": lambda db: db.actors(kind="unknown"),
    "themes": lambda db: db.themes(), "sources": lambda db: db.sources(), "programmes": lambda db: db.programmes(),
    "conflicts": lambda db: db.conflicts(match="none"), "their sources": lambda db: db.conflicts_by_source(),
    "duplicates": lambda db: db.duplicates(threshold=0), "stats": lambda db: db.stats(),
    "some duplicates": lambda db: db.duplicates(db.events(actor="actor-1"), threshold=0),
    "quotes": lambda db: db.verify(), "deadlines": lambda db: list(db.deadlines()),
    "record": lambda db: db.record("e;001"), "event": lambda db: db.event("e;004"),
    "a picture": lambda db: db.events(from_="1999").timeline().svg, "a map": lambda db: db.events().map().svg,
    "what is not listed": lambda db: db.events(from_="1999", bbox="0,0,90,90").unlisted(),
    "sums": lambda db: db.events().sum("deaths"), "as HTML": lambda db: db.events()._repr_html_(),
    "as text": lambda db: repr(db.events(on="1999")), "as JSON": lambda db: db.events(theme="energy").to_json(),
}  # fmt: skip


@pytest.mark.in_part(2)
@pytest.mark.parametrize("ask", ABOUT.values(), ids=ABOUT)
def test_a_question_about_the_rest(both, ask):
    def said(db):
        try:
            return ask(db)
        except DatelineError as error:
            return type(error), str(error)

    assert said(both[0]) == said(both[1])


REFUSED: list[Callable[[Database], Any]] = [
    lambda db: db.at(1), lambda db: db.undo(), lambda db: db.load("union-state"), lambda db: db.remove("e;001"),
    lambda db: db.edit("e;001", "x"), lambda db: db.restore("e;001"), lambda db: db.merge("e;001", "e;002"),
    lambda db: db.differ("e;001", "e;002"), lambda db: db.add("x"), lambda db: db.import_("jsonl"),
]  # fmt: skip


@pytest.mark.parametrize("change", REFUSED)
def test_a_lake_is_not_changed_and_has_no_past(both, held, change):
    before = {file: file.stat().st_mtime_ns for file in held[0].rglob("*")}
    with pytest.raises(DatabaseError, match="is a lake") as raised:
        change(both[0])
    assert "dateline lake" in str(raised.value.hint)
    assert {file: file.stat().st_mtime_ns for file in held[0].rglob("*")} == before


def test_a_lake_that_grows_is_read_anew(new_lake, cli, tmp_path):
    folder, given = new_lake(), tmp_path / "one.csv"
    given.write_text("id,date,title\nx,2001,First\n")
    with dateline.open(f"lake:{folder}") as db:
        assert len(db.events()) == 0
        assert cli("lake", "add", folder, "csv", given).code == 0
        assert [each.id for each in db.events()] == ["x"]
        assert db.events().to_arrow()["id"].to_pylist() == ["x"]


def test_opening_makes_a_lake_where_there_is_none(tmp_path):
    with pytest.raises(DatabaseError, match="no lake at"):
        dateline.open(f"lake:{tmp_path}/made")
    for _ in "twice":
        with dateline.open(f"lake:{tmp_path}/made", create=True) as db:
            assert len(db.events()) == 0


def test_without_a_cluster_it_is_said_what_is_missing(held):
    pytest.importorskip("pyspark", reason="the extra spark is missing")
    with pytest.raises(DatabaseError, match=r"no Spark Connect server at 127\.0\.0\.1:9") as raised:
        dateline.open(f"spark://127.0.0.1:9{held[0]}")
    assert "docs/scale.md" in str(raised.value.hint)
    with pytest.raises(DatabaseError, match="is a lake"):
        dateline.open(f"spark://127.0.0.1:9{held[0]}", create=True)
    with pytest.raises(DatabaseError):
        dateline.open("spark://127.0.0.1")
