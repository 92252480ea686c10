"""A program gets what the command line prints: every question over both engines, every option of it as an argument."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import dateline
from dateline.cli.command_table import COMMANDS
from dateline.library.asking_deadlines import Judged, Judgement, Shown
from dateline.library.asking_events import EventFilters
from dateline.library.database import Database
from dateline.question_options import CLOCKS, DEADLINE_FILTERS, FILTERS, Option

TODAY = "2000-12-15"


@pytest.fixture(scope="module")
def db(loaded_url: str) -> Iterator[Database]:
    with dateline.open(loaded_url, today=TODAY) as opened:
        yield opened


EVENTS: list[tuple[list[str], dict[str, Any]]] = [
    ([], {}),
    (["--from", "1995", "--to", "1996"], {"from_": "1995", "to": "1996"}),
    (["--on", "2000-04", "--match", "certain"], {"on": "2000-04", "match": "certain"}),
    (["--from", "fall 1999", "--match", "within"], {"from_": "fall 1999", "match": "within"}),
    (["--actor", "Belarus", "--members", "--on", "2000"], {"actor": "Belarus", "members": True, "on": "2000"}),
    (["--actor", "Russia", "--actor", "Ukraine", "--all"], {"actor": ["Russia", "Ukraine"], "all_": True}),
    (["--theme", "economy", "--not-theme", "energy"], {"theme": "economy", "not_theme": "energy"}),
    (["--not-actor", "Russia", "--limit", "7"], {"not_actor": ["Russia"], "limit": 7}),
    (["--kind", "treaty", "--sort", "-date"], {"kind": "treaty", "sort": "-date"}),
    (["--confidence", "medium", "--confidence", "low"], {"confidence": ("medium", "low")}),
    (["--place", "Minsk", "--source", "moshes-2000"], {"place": "Minsk", "source": "moshes-2000"}),
    (["--around", "belarus-referendum-1995", "--span", "a year"],
     {"around": "belarus-referendum-1995", "span": "a year"}),
    (["--text", "treaty", "--stems", "--any", "--actor", "Ukraine"],
     {"text": "treaty", "stems": True, "any_": True, "actor": "Ukraine"}),
    (["--near", "53.9,27.6", "--km", "300"], {"near": "53.9,27.6", "km": 300}),
    (["--bbox", "19,38,90,61"], {"bbox": "19,38,90,61"}),
    (["--undated"], {"undated": True}),
    (["--claims", "--actor", "Belarus"], {"claims": True, "actor": "Belarus"}),
    (["--by-source", "moshes-2000", "--from", "1994", "--to", "1995"],
     {"by_source": "moshes-2000", "from_": "1994", "to": "1995"}),
    (["--claimed", "--from", "1994", "--to", "1994"], {"claimed": True, "from_": "1994", "to": "1994"}),
    (["--linked-to", "customs-union-agreement-1995"], {"linked_to": "customs-union-agreement-1995"}),
]  # fmt: skip


def lines(cli: Callable[..., Any], url: str, *words: str) -> list[dict[str, Any]]:
    result = cli(*words, "-f", "jsonl", url=url)
    assert result.code == 0, result.err
    return result.records


@pytest.mark.parametrize(("words", "given"), EVENTS, ids=[" ".join(words) or "all" for words, _ in EVENTS])
def test_events_are_those_of_query(cli, loaded_url, db, words, given):
    expected = lines(cli, loaded_url, "query", *words)
    events = db.events(**given)
    assert list(events.records()) == expected
    assert json.loads(events.to_json()) == expected
    assert [(each.id, str(each.date), each.match) for each in events] == [
        (record["id"], record["date"], record["match"]) for record in expected
    ]
    matches = [record["match"] for record in expected]
    assert events.count() == (matches.count("certain"), matches.count("possible"))
    assert len(events) == len(expected)
    assert bool(events) == bool(expected)


@pytest.mark.parametrize(("words", "given"), EVENTS, ids=[" ".join(words) or "all" for words, _ in EVENTS])
def test_a_table_holds_the_records(db, words, given):
    from dateline.formats.documents import parquet

    events = db.events(**given)
    assert events.to_arrow().equals(parquet.table(events.fields, events.records()))


def test_words_are_those_of_query(cli, loaded_url, db):
    assert list(db.events("treaty", "union").records()) == lines(cli, loaded_url, "query", "treaty", "union")


@pytest.mark.parametrize("by", ["year", "month", "actor", "theme"])
def test_counts_are_those_of_query(cli, loaded_url, db, by):
    assert db.events(from_="1995", to="2000").by(by) == lines(
        cli, loaded_url, "query", "--from", "1995", "--to", "2000", "--by", by
    )


DAYS = ["--as-of", "2000-10-15", "--known-at", TODAY]
QUESTIONS: list[tuple[list[str], Callable[[Database, dict[str, Any]], Any], bool]] = [
    (["deadlines"], lambda db, days: db.deadlines(**days).records(), True),
    (["deadlines", "--overdue", "--forecasts", "--proposals"],
     lambda db, days: db.deadlines(**days, overdue=True, forecasts=True, proposals=True).records(), True),
    (["deadlines", "--theme", "currency", "--progress", "--stalled-after", "a year"],
     lambda db, days: db.deadlines(**days, theme="currency", progress=True, stalled_after="a year").records(), True),
    (["deadlines", "--horizon", "2001-03"], lambda db, days: db.deadlines(**days, horizon="2001-03").records(), True),
    (["deadlines", "--state", "possibly_met"],
     lambda db, days: db.deadlines(**days, state="possibly_met").records(), True),
    (["deadlines", "slippage"], lambda db, days: db.slippage(**days), True),
    (["deadlines", "cascade"], lambda db, days: db.cascade(**days), True),
    (["deadlines", "cascade", "--theme", "currency"], lambda db, days: db.cascade(**days, theme="currency"), True),
    (["deadlines", "responsibility"], lambda db, days: db.responsibility(**days), True),
    (["deadlines", "unknowns", "--limit", "3"], lambda db, days: db.unknowns(**days, limit=3), True),
    (["deadlines", "score"], lambda db, days: db.score(**days), True),
    (["deadlines", "score", "--by", "party", "--on", "1999-12-31"],
     lambda db, days: db.score(**days, by="party", on=["1999-12-31"]), True),
    (["deadlines", "tally"], lambda db, days: db.tally(**days), True),
    (["deadlines", "levels", "--by", "programme"], lambda db, days: db.levels(**days, by="programme"), True),
    (["deadlines", "diff", "--from", "2000-01-01", "--to", "2000-10-15", "--known-at", TODAY],
     lambda db, days: db.diff("2000-01-01", "2000-10-15", known_at=TODAY), False),
    (["deadlines", "diff", "--from", "2000-01-01", "--to", "2000-10-15", "--as-known-then", "--by", "party"],
     lambda db, days: db.diff("2000-01-01", "2000-10-15", as_known_then=True, by="party"), False),
    (["deadlines", "diff", "--from", "2000-01-01", "--to", "2000-10-15", "--known-from", "2000-01-01",
      "--known-to", TODAY],
     lambda db, days: db.diff("2000-01-01", "2000-10-15", known_from="2000-01-01", known_to=TODAY), False),
    (["actors", "лукаш"], lambda db, days: db.actors("лукаш"), False),
    (["actors", "--kind", "bloc"], lambda db, days: db.actors(kind="bloc"), False),
    (["actors", "members", "Belarus"], lambda db, days: db.members("Belarus"), False),
    (["actors", "together", "--theme", "currency", "--to", "2000"],
     lambda db, days: db.together(theme="currency", to="2000"), False),
    (["themes", "energy"], lambda db, days: db.themes("energy"), False),
    (["sources", "moshes"], lambda db, days: db.sources("moshes"), False),
    (["programmes"], lambda db, days: db.programmes(), False),
    (["programmes", "currency"], lambda db, days: db.programmes("currency"), False),
    (["conflicts", "--match", "none"], lambda db, days: db.conflicts(match="none"), False),
    (["conflicts", "--by", "day", "--source", "moshes-2000"],
     lambda db, days: db.conflicts(by="day", source="moshes-2000"), False),
    (["conflicts", "--by-source"], lambda db, days: db.conflicts_by_source(), False),
    (["history"], lambda db, days: db.history(), False),
    (["history", "usp-3-1"], lambda db, days: db.history("usp-3-1"), False),
    (["history", "--batch", "1"], lambda db, days: db.batch(1), False),
]  # fmt: skip


@pytest.mark.parametrize(("words", "ask", "judged"), QUESTIONS, ids=[" ".join(words) for words, _, _ in QUESTIONS])
def test_answers_are_those_of_commands(cli, loaded_url, db, words, ask, judged):
    days = {"as_of": "2000-10-15", "known_at": TODAY} if judged else {}
    assert list(ask(db, days)) == lines(cli, loaded_url, *words, *(DAYS if judged else []))


@pytest.mark.parametrize("then", [True, False])
def test_an_explanation_is_that_of_the_command(cli, loaded_url, db, then):
    words = ["--as-known-then"] if then else ["--known-at", TODAY]
    days: Any = {"as_known_then": True} if then else {}
    found = db.explain("usp-3-1", as_of="2000-10-15", **days)
    shown = cli("explain", "usp-3-1", "--as-of", "2000-10-15", *words, url=loaded_url)
    assert str(found) == shown.out.rstrip("\n")
    kept = cli("explain", "usp-3-1", "--as-of", "2000-10-15", *words, "-f", "json", url=loaded_url)
    assert found.record == json.loads(kept.out)


@pytest.mark.parametrize("identity", ["belarus-referendum-1995", "usp-3-1", "belarus", "moshes-2000", "energy"])
def test_a_record_is_that_of_show(cli, loaded_url, db, identity):
    assert db.record(identity) == json.loads(cli("show", identity, "-f", "json", "--claims", url=loaded_url).out)


def argument(option: Option) -> str:
    """Return the argument that an option is: its spelling, with a line below behind the names that Python has."""
    word = option.spellings[0].removeprefix("--").replace("-", "_")
    return f"{word}_" if word in ("from", "all", "any") else word


def test_each_option_of_a_query_is_an_argument():
    beside = {"claims", "by_source", "claimed", "linked_to"}
    assert {argument(option) for option in FILTERS} | beside == set(EventFilters.__annotations__)


def test_each_option_of_deadlines_is_an_argument():
    assert {argument(option) for option in CLOCKS} == set(Judgement.__annotations__)
    assert {argument(option) for option in (*CLOCKS, *DEADLINE_FILTERS)} == set(Judged.__annotations__)
    assert set(Judged.__annotations__) <= set(Shown.__annotations__)


METHODS = {
    "query": "events", "timeline": "events", "map": "events", "export": "events", "show": "record",
    "deadlines": "deadlines", "explain": "explain", "load": "load", "import": "import_", "add": "add",
    "add citation": "cite", "history": "history", "undo": "undo", "import undo": "undo", "sources add": "keep_texts",
    "sources text": "source_text", "db info": "info", "db check": "faults", "db backup": "backup",
    "db explain": "events", "duplicates same": "merge", "duplicates different": "differ",
    "actors members": "members", "actors together": "together", "duplicates decide": "decide",
}  # fmt: skip
"""The methods of a database that do what commands do, where the names differ or the command has more words."""
AT_THE_EDGE = {
    "report": "a named query of the configuration file, with its options",
    "date": "dateline.date_record.explained, without a database",
    "check": "dateline.operations.loading.checked, without a database",
    "status": "dateline.operations.loading.status", "diff": "dateline.operations.loading.differences",
    "propose": "dateline.operations.proposed", "review": "dateline.operations.proposed",
    "deadlines recount": "dateline.operations.recounting",
    "import deadlines": "dateline.operations.deadline_tables",
    "lake": "a group of commands", "lake create": "dateline.operations.lakes", "lake add": "dateline.operations.lakes",
    "lake compact": "dateline.storage.lake.compacting", "lake info": "dateline.storage.engines.lakes.manifest",
    "site": "dateline.web.site", "serve": "a server", "mcp": "a server", "db": "a group of commands",
    "db seal": "dateline.operations.seals.kept", "db upgrade": "dateline.open(create=True)", "db restore": "dateline.storage.writing.backups",
    "completion": "for shells", "help": "for people",
    "merge-driver": "for Git",
}  # fmt: skip
"""What a program does by another way, and by which."""


def test_no_command_does_what_a_program_cannot():
    lacking = []
    for name in COMMANDS:
        method = METHODS.get(name, name.removeprefix("deadlines ").replace(" ", "_"))
        if name not in AT_THE_EDGE and not hasattr(Database, method):
            lacking.append(name)
    assert lacking == []
