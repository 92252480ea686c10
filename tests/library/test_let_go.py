"""What a program lets go half-way, in whatever thread, is closed without a word."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

import pytest

import dateline
from dateline.library.database import Database


@pytest.fixture
def told(monkeypatch) -> list[Any]:
    """Give what Python tells of errors that nobody can catch."""
    found: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda error: found.append(error.exc_value))
    return found


def in_a_thread(work: Callable[[], object]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def _keep(kept: list[object], asked: Callable[[Database], object], opened: Database) -> None:
    kept.append(asked(opened))


ASKED: dict[str, Callable[[Database], object]] = {
    "half-way": lambda db: [(events := iter(db.events())), next(events)],
    "deadlines half-way": lambda db: [(found := db.deadlines().records()), next(found)],
    "idle": lambda db: [list(db.events(limit=3)), db._connections.idle()],
    "a table": lambda db: [db.events(limit=3).to_arrow(), db._connections.idle()],
}


def test_what_another_thread_began_is_let_go_in_silence(own_url, told):
    with dateline.open(own_url) as db:
        db.remove("belarus-referendum-1995")
    every = [*product(ASKED.values(), (False,), ("before", "after")), (ASKED["half-way"], True, "after")]
    for asked, past, closed in every:
        kept: list[object] = []
        db = dateline.open(own_url)
        opened = db.at(1) if past else db
        in_a_thread(partial(_keep, kept, asked, opened))
        if closed == "before":
            opened.close()
        kept.clear()
        gc.collect()
        opened.close()
        db.close()
    gc.collect()
    assert told == []


def test_a_thread_that_ends_leaves_nothing_behind(loaded_url, told):
    with dateline.open(loaded_url) as db:
        for _ in range(3):
            in_a_thread(lambda: list(db.events(limit=1)))
        gc.collect()
        assert len(db._connections._all) == 1
        assert len(db.events()) > 0
    assert told == []
