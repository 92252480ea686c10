"""A program that uses what the library offers, for mypy and pyright: every answer has a type that they know."""

from __future__ import annotations

from datetime import date
from typing import Literal, assert_type

import dateline
from dateline.dates import Date
from dateline.library.asking_events import Pairs
from dateline.library.database import Database
from dateline.library.found_events import Counts, Events, FoundEvent
from dateline.library.pictures import Picture
from dateline.library.records import Records


def study(file: str) -> list[str]:
    """Ask all kinds of questions, and return some titles."""
    with dateline.open(file, create=True, today="2000-10-15", author="somebody") as db:
        assert_type(db, Database)
        titles = [event.title for event in about_events(db)]
        about_deadlines(db)
        change(db)
        with db.at(date(2000, 1, 1)) as past:
            return titles + [each.title for each in past.events(limit=3)]


def about_events(db: Database) -> Events:
    """Ask for events, their counts and tables."""
    events = db.events("treaty", from_="fall 1999", to=date(2000, 4, 1), actor=["Belarus", "Russia"], members=True)
    assert_type(events, Events)
    for each in events:
        assert_type(each, FoundEvent)
        assert_type(each.date, Date)
        assert_type(each.match, Literal["certain", "possible"])
        assert_type(each.place, str | None)
    assert_type(events.count(), Counts)
    assert_type(events.count().certain, int)
    assert_type(events.first(), FoundEvent | None)
    assert_type(events.by("year"), Records)
    assert_type(events.timeline(lanes="actor"), Picture)
    assert_type(events.to_json(), str)
    assert_type(events.write("events.csv"), list[str])
    assert events.to_arrow().num_rows == len(events.to_pandas()) == len(events.to_polars())
    assert_type(db.event("usp-3-1").id, str)
    assert_type(db.duplicates(events), Pairs)
    return events


def about_deadlines(db: Database) -> None:
    """Ask for deadlines and what follows from them."""
    for each in db.deadlines(as_of="2000-10-15", overdue=True):
        print(each.id, each.state, each.days_overdue)
    print(db.explain("usp-3-1", as_known_then=True))
    for records in (db.slippage(), db.cascade(), db.score(by="party"), db.responsibility(), db.unknowns(limit=3)):
        assert_type(records, Records)
        print([record["id"] for record in records if "id" in record])
    assert_type(db.diff("2000-01-01", "2000-10-15", by="programme"), Records)


def change(db: Database) -> None:
    """Change the database, and take it back."""
    assert_type(db.load("union-state").inserted, int)
    assert_type(db.add("", reason="to try").batch, int | None)
    assert_type(db.edit("usp-3-1", db.text_of("usp-3-1")), int | None)
    assert_type(db.undo(dry_run=True).gone, int)
    assert_type(db.history(limit=1), Records)
