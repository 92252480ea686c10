"""Whatever a program gives where something else belongs, it is told what: no error of Python's inside comes through."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest

import dateline
from dateline.errors import DatelineError, InvalidQuery
from dateline.library.asking_deadlines import Judged
from dateline.library.asking_events import EventFilters
from dateline.library.database import Database

ODD: tuple[Any, ...] = (
    None, 7, 1.5, True, b"x", [], {}, object(), ("a", 7), 10**30, -(10**30), float("nan"), float("inf"), "", "a\0b",
    "\ud800", ["\ud800"], ("a\0b",),
)  # fmt: skip


def _called(name: str, db: Database, odd: Any) -> object:
    return getattr(db, name)(odd)


def _events(name: str, db: Database, odd: Any) -> object:
    return list(db.events(**{name: odd}).records())


def _deadlines(name: str, db: Database, odd: Any) -> object:
    return list(db.deadlines(**{name: odd}).records())


ONE: dict[str, Callable[[Database, Any], object]] = {
    **{
        name: partial(_called, name)
        for name in ("event", "record", "text_of", "source_text", "remove", "restore", "explain", "history", "actors",
                     "themes", "sources", "programmes", "at", "conflicts", "batch", "add", "load", "import_",
                     "keep_texts", "events")
    },
    "kind": lambda db, odd: db.actors(kind=odd), "by": lambda db, odd: db.events().by(odd),
    "undo": lambda db, odd: db.undo(odd, dry_run=True), "file": lambda db, odd: db.import_("csv", odd),
    "edit": lambda db, odd: db.edit(odd, "x"), "text": lambda db, odd: db.edit("usp-3-1", odd),
    "cite": lambda db, odd: db.cite("currency-agreement-2000", odd), "merge": lambda db, odd: db.merge(odd, odd),
    "differ": lambda db, odd: db.differ(odd, odd), "dump": lambda db, odd: db.dump(odd),
    "backup": lambda db, odd: db.backup(odd), "sum": lambda db, odd: db.events().sum(odd),
    "lanes": lambda db, odd: db.events(limit=2).timeline(lanes=odd),
    "width": lambda db, odd: db.events(limit=2).timeline(width=odd),
    "threshold": lambda db, odd: db.duplicates(threshold=odd), "between": lambda db, odd: db.duplicates(between=odd),
    "checks": lambda db, odd: db.verify(checks=odd), "source": lambda db, odd: db.conflicts(source=odd),
    "score": lambda db, odd: db.score(by=odd), "unknowns": lambda db, odd: db.unknowns(limit=odd),
    "diff": lambda db, odd: db.diff(odd, odd), "another": lambda db, odd: dateline.open(odd).close() if odd else None,
    "today": lambda db, odd: dateline.open(db.url, today=odd).close(),
    "dates": lambda db, odd: dateline.open(db.url, dates=odd).close(),
    **{name: partial(_events, name) for name in EventFilters.__annotations__},
    **{
        f"of deadlines: {name}": partial(_deadlines, name)
        for name in Judged.__annotations__
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    """Return a database of which each test may write."""
    file = tmp_path_factory.mktemp("odd") / "odd.db"
    with dateline.open(file, create=True, today="2000-10-15") as opened:
        opened.load("union-state")
        yield opened


@pytest.mark.in_part(3)
@pytest.mark.parametrize("ask", ONE.values(), ids=ONE)
def test_what_is_of_another_type_is_refused_in_words(db, ask, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = len(db.history())
    for odd in ODD:
        with suppress(DatelineError):
            ask(db, odd)
    assert len(db.history()) == before


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda db: db.events(limit=10**30), "limit is 1000"),
        (lambda db: db.deadlines(threshold=True), "threshold is True"),
        (lambda db: db.deadlines(threshold=1.0), "threshold is 1.0"),
        (lambda db: db.duplicates(threshold=float("nan")), "threshold is nan"),
        (lambda db: db.duplicates(threshold=1.5), "threshold is 1.5"),
        (lambda db: db.duplicates(days=-1), "days is -1"),
        (lambda db: db.events(actor="\ud800"), "actor holds what is no character"),
        (lambda db: db.events(place=["a\0b"]), "place holds what is no character"),
        (lambda db: db.explain("a\0b"), "deadline holds what is no character"),
    ],
)
def test_what_no_engine_could_take_is_refused_by_its_name(db, ask, message):
    with pytest.raises(InvalidQuery) as refused:
        ask(db)
    assert refused.value.message.startswith(message)


def test_the_hint_is_that_of_the_command_line(db, cli):
    for words, ask in (
        (["query", "--actor", "Belarsu"], lambda: list(db.events(actor="Belarsu"))),
        (["show", "usp-3-2x"], lambda: db.record("usp-3-2x")),
        (["explain", "nothing"], lambda: db.explain("nothing")),
        (["query", "--from", "31/31/2000"], lambda: db.events(from_="31/31/2000")),
        (["history", "nothing"], lambda: db.history("nothing")),
    ):
        with pytest.raises(DatelineError) as raised:
            ask()
        said = cli(*words, url=db.url).err
        assert raised.value.message in said
        assert (raised.value.hint or "") in said


def test_a_closed_database_refuses_every_question(tmp_path):
    opened = dateline.open(tmp_path / "closed.db", create=True)
    events, deadlines = opened.events(), opened.deadlines()
    opened.close()
    asked: list[Callable[[], object]] = [
        events.count, events.to_arrow, events.first, events.to_json, events.timeline, lambda: list(deadlines),
        opened.stats, opened.history, lambda: opened.record("x"), lambda: opened.explain("x"), opened.faults,
        lambda: opened.load("union-state"), lambda: opened.add("x"), opened.undo, lambda: opened.backup("y"),
        lambda: opened.remove("x"), lambda: opened.import_("csv"), opened.slippage, lambda: opened.dump("z"),
    ]  # fmt: skip
    for ask in asked:
        with pytest.raises(InvalidQuery, match="the database is closed"):
            ask()


def test_two_writers_take_turns(db):
    wrong: list[BaseException] = []

    def write(number: int) -> None:
        try:
            with dateline.open(db.url, author=f"writer {number}") as own:
                for turn in range(3):
                    own.add(EVENT.format(f"{number}-{turn}"))
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(db.events("written", "in", "turns")) == 9


EVENT = """
[[event]]
id = "turn-{}"
title = "Written in turns"
date = "2000"
confidence = "high"
citations = [{{ source = "moshes-2000" }}]
"""
