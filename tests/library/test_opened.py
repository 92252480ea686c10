"""An open database: what it refuses, what it sees, and what it leaves open."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from datetime import date, datetime
from itertools import islice
from typing import Any

import pytest

import dateline
from dateline.dates import parse
from dateline.errors import (
    Ambiguous,
    DatabaseError,
    DatelineError,
    InvalidDate,
    InvalidQuery,
    InvalidRecords,
    NotFound,
)
from dateline.model import Citation

EVENT = """
[[event]]
id = "found-by-a-program"
title = "A program adds an event"
date = "2000"
confidence = "high"
themes = ["energy"]
citations = [{ source = "moshes-2000" }]
"""

WRONG: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"from_": 1995}, InvalidQuery, "from_ is 1995, which is no date"),
    ({"from_": "01/02/2000"}, Ambiguous, "several meanings"),
    ({"from_": "no day at all"}, InvalidDate, "is not a date"),
    ({"from_": "1996", "to": "1995"}, InvalidQuery, "runs backwards"),
    ({"actor": "Atlantis"}, NotFound, "Atlantis"),
    ({"actor": 7}, InvalidQuery, "actor is 7"),
    ({"actor": ["Belarus", 7]}, InvalidQuery, "actor holds 7"),
    ({"theme": b"energy"}, InvalidQuery, "theme holds"),
    ({"match": "perhaps"}, InvalidQuery, "match is 'perhaps'"),
    ({"sort": "title"}, InvalidQuery, "sort is 'title'"),
    ({"limit": -1}, InvalidQuery, "limit is -1"),
    ({"limit": "7"}, InvalidQuery, "limit is '7'"),
    ({"limit": True}, InvalidQuery, "limit is True"),
    ({"members": True}, InvalidQuery, "--members needs --actor"),
    ({"confidence": "certain"}, InvalidQuery, "confidence is 'certain'"),
    ({"where": "deaths >"}, InvalidQuery, ""),
    ({"by_source": "moshes-2000", "claimed": True}, InvalidQuery, "omit claimed"),
    ({"actors": "Russia"}, TypeError, "there is no argument 'actors'"),
    ({"by_source": "nobody"}, NotFound, "nobody"),
    ({"linked_to": "nothing"}, NotFound, "nothing"),
]


@pytest.mark.parametrize(("given", "error", "said"), WRONG, ids=[repr(given) for given, _, _ in WRONG])
def test_what_cannot_be_asked_is_refused(loaded_url, given, error, said):
    with dateline.open(loaded_url) as db, pytest.raises(error) as raised:
        list(db.events(**given))
    assert said in str(raised.value)


def test_what_was_asked_before_is_no_other_for_being_equal(loaded_url):
    with dateline.open(loaded_url, today="2000-06-01") as db:
        for _ in "twice":
            assert len(db.events(limit=1)) == 1
            with pytest.raises(InvalidQuery, match="limit is True"):
                db.events(limit=True)
            assert db.events("union", actor="Russia").query == db.events("union", actor=["Russia"]).query
            assert db.events(on=date(1995, 1, 6)).query == db.events(on=datetime(1995, 1, 6, 23)).query
        before = db.events(from_="last year").query
        db.set_today("2001-06-01")
        assert db.events(from_="last year").query.first > before.first


def test_a_hint_stands_below_the_error(loaded_url):
    with dateline.open(loaded_url) as db, pytest.raises(NotFound) as raised:
        db.record("belarus-referendum-1994")
    assert raised.value.__notes__ == [raised.value.hint]


@pytest.mark.parametrize("given", ["1995-01-06", parse("1995-01-06"), date(1995, 1, 6), datetime(1995, 1, 6, 23)])
def test_a_day_may_be_of_any_type(loaded_url, given):
    with dateline.open(loaded_url) as db:
        assert [each.id for each in db.events(on=given, match="within")] == [
            each.id for each in db.events(on="1995-01-06", match="within")
        ]
        assert db.deadlines(as_of=given).clocks.as_of == parse("1995-01-06").latest


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"as_of": "2000", "known_at": "2001", "as_known_then": True}, InvalidQuery),
        ({"as_of": "1999/.."}, InvalidQuery),
        ({"silence": "shame"}, InvalidQuery),
        ({"threshold": 4}, InvalidQuery),
        ({"state": "lost"}, InvalidQuery),
        ({"day": "2000"}, TypeError),
        ({"stalled_after": "long"}, InvalidQuery),
        ({"programme": "nothing"}, NotFound),
        ({"horizon": "doomsday"}, DatelineError),
    ],
)
def test_a_judgement_that_cannot_be_made_is_refused(loaded_url, given, error):
    with dateline.open(loaded_url) as db, pytest.raises(error):
        list(db.deadlines(**given))


@pytest.mark.parametrize("moment", ["@99", 99, "2001-02-30", "the end of days", "..", "2000-01-01T99:00"])
def test_a_moment_that_is_none_is_refused(loaded_url, moment):
    with dateline.open(loaded_url) as db, pytest.raises(DatelineError):
        db.at(moment)


def test_a_database_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DatabaseError, match="no database at"):
        dateline.open(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("no database")
    with pytest.raises(DatabaseError):
        dateline.open(tmp_path / "text.db")
    with pytest.raises(DatabaseError, match="unknown kind"):
        dateline.open("mysql://somewhere/db")


def test_a_closed_database_answers_nothing(loaded_url):
    db = dateline.open(loaded_url)
    left = iter(db.events())
    next(left)
    db.close()
    db.close()
    with pytest.raises(InvalidQuery, match="is closed"):
        list(left)
    with pytest.raises(InvalidQuery, match="is closed"):
        db.stats()


def test_a_question_left_half_way_leaves_nothing_open(loaded_url):
    with dateline.open(loaded_url) as db:
        for _ in range(50):
            assert next(iter(db.events())) is not None
            assert next(db.deadlines().records())["id"]
        gc.collect()
        assert db.events().first() is not None
        assert not db._connections._used
        assert len(db._connections.idle().held) <= 2


def test_two_questions_at_once_do_not_disturb_each_other(loaded_url):
    with dateline.open(loaded_url) as db:
        expected = [each.id for each in db.events()]
        together = list(zip(db.events(), db.events(sort="-date"), strict=True))
        assert [one.id for one, _ in together] == expected
        assert [len(db.events(actor="Russia")) for _ in db.events(limit=3)] == [len(db.events(actor="Russia"))] * 3


def test_a_question_sees_what_was_written_meanwhile(own_url):
    with dateline.open(own_url) as db, dateline.open(own_url, author="somebody") as other:
        events = db.events("program")
        assert len(events) == 0
        added = other.add(EVENT, reason="to try")
        assert added.records == [("event", "found-by-a-program")]
        assert [each.id for each in events] == ["found-by-a-program"]
        assert db.history(limit=1)[0]["author"] == "somebody"
        assert db.history(limit=1)[0]["reason"] == "to try"


def test_changes_and_the_way_back(own_url):
    with dateline.open(own_url) as db:
        before = [*db.events().records()]
        batch = db.add(EVENT).batch
        assert batch is not None
        text = db.text_of("found-by-a-program")
        assert db.edit("found-by-a-program", text.replace("A program adds", "Somebody adds"), before=text)
        assert db.edit("found-by-a-program", db.text_of("found-by-a-program")) is None
        with pytest.raises(DatelineError):
            db.edit("found-by-a-program", text, before=text)
        assert db.event("found-by-a-program").title == "Somebody adds an event"
        assert db.cite("found-by-a-program", Citation("moshes-2000", "p. 4"))
        assert db.cite("found-by-a-program", Citation("moshes-2000", "p. 4")) is None
        assert db.undo(dry_run=True).of["command"] == "add"
        assert db.remove("found-by-a-program", reason="enough")
        assert db.restore("found-by-a-program")
        with db.at(batch) as past:
            assert past.event("found-by-a-program").title == "A program adds an event"
            with pytest.raises(InvalidQuery, match="the past"):
                past.remove("found-by-a-program")
        assert db.remove("found-by-a-program")
        assert [*db.events().records()] == before
        assert db.faults() == []


def test_faults_of_what_is_added_are_told_and_nothing_is_written(own_url):
    with dateline.open(own_url) as db:
        with pytest.raises(InvalidRecords) as raised:
            db.add(EVENT.replace("2000", "2000-13", 1) + "kind = 7\n")
        assert len(raised.value.faults) == 2
        assert [str(fault) for fault in raised.value.faults] == raised.value.__notes__
        assert len(db.history()) == 1


def test_files_go_in_and_out(url, tmp_path):
    with dateline.open(url, create=True) as db:
        assert db.load("union-state").inserted == 495
        assert db.load("union-state").unchanged == 495
        assert db.events().write(str(tmp_path / "all.csv")) == []
        db.dump(tmp_path / "dumped")
        with pytest.raises(InvalidQuery, match="contains"):
            db.dump(tmp_path / "dumped")
        assert any("no place for" in line for line in db.events().write(str(tmp_path / "all.ics")))
        for file in (tmp_path / "other.db", tmp_path / "other.svg"):
            with dateline.open(file, create=True):
                pass
        with pytest.raises(DatelineError, match="is a database"):
            db.events().write(str(tmp_path / "other.db"), "csv")
        with pytest.raises(DatelineError, match="is a database"):
            db.events(limit=2).timeline().save(str(tmp_path / "other.svg"))
        with pytest.raises(InvalidQuery, match="no place for claims"):
            db.events(claims=True).write(str(tmp_path / "all.ics"))
        with pytest.raises(InvalidQuery, match="no format belongs"):
            db.events().write(str(tmp_path / "all.xyz"))
        with pytest.raises(InvalidQuery, match="no option lanes"):
            db.events().write(str(tmp_path / "all.json"), lanes="actor")
        (tmp_path / "one.csv").write_text("id,date,title\nx,2001,First\ny,nonsense,Second\n")
        with pytest.raises(InvalidRecords):
            db.import_("csv", tmp_path / "one.csv")
        assert len(db.events(from_="2001", to="2001", match="within", text="first")) == 0
        with open(tmp_path / "rejects.jsonl", "w", encoding="utf-8") as rejects:
            outcome = db.import_("csv", str(tmp_path / "one.csv"), rejects=rejects, reason="a try")
        assert (outcome.counts["inserted"], outcome.counts["rejected"]) == (1, 1)
        assert db.undo().gone == 1


def test_each_thread_has_connections_of_its_own(loaded_url):
    found: list[Any] = []
    with dateline.open(loaded_url) as db:
        expected = [each.id for each in db.events()]

        def ask() -> None:
            found.extend([each.id for each in db.events()] == expected for _ in range(5))

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [True] * 20


def test_events_taken_in_another_thread_are_whole_or_refused(loaded_url):
    with dateline.open(loaded_url) as db:
        expected, events = [each.id for each in db.events()], iter(db.events())
        seen = [each.id for each in islice(events, 2)]

        def go_on() -> None:
            try:
                seen.extend(each.id for each in events)
            except DatabaseError:
                seen.append("refused")

        thread = threading.Thread(target=go_on)
        thread.start()
        thread.join()
        assert seen == expected or seen[-1] == "refused"
        assert [each.id for each in db.events()] == expected


def test_today_is_that_of_the_program(loaded_url):
    with dateline.open(loaded_url, today="2000-12-15") as db:
        assert db.deadlines().clocks[:2] == (parse("2000-12-15").latest,) * 2
        assert [each.id for each in db.events(from_="5 years ago")] == [
            each.id for each in db.events(from_="1995-12-15")
        ]
    with pytest.raises(InvalidQuery):
        dateline.open(loaded_url, today="2000/..")


def test_dates_are_read_as_the_program_wants(loaded_url):
    with dateline.open(loaded_url, dates={"language": "fr"}) as db:
        assert str(db.date("mars 1999")) == "1999-03"


def test_the_package_imports_nothing_before_it_is_asked():
    code = "import sys, dateline; print(sorted(n for n in sys.modules if n.startswith('dateline')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == (
        "['dateline']\n"
    )
