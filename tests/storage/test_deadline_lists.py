"""The state in SQL, the closed form and the possible worlds agree, and lists from the database are those of Python."""

from __future__ import annotations

import dataclasses
import json
import random
import runpy
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.dates import FAR_FUTURE, FAR_PAST, day_text
from dateline.deadlines import closed_form, evaluate
from dateline.deadlines.clocks import Clocks
from dateline.deadlines.conditions import resolved
from dateline.deadlines.counting.periods import Period
from dateline.deadlines.evidence import Silence
from dateline.deadlines.kept.progress import progress
from dateline.deadlines.plain import plain_assessment
from dateline.errors import NotFound
from dateline.model import Horizon, HorizonDate, Participant
from dateline.operations.deadlines import beside_states
from dateline.storage.engines.writing import writing
from dateline.storage.opening import reading
from dateline.storage.reading.deadline_lists import Judgements, Question
from dateline.storage.schema import tables as t
from dateline.storage.statements.plans import Plans
from dateline.storage.writing.deadline_rows import flat
from dateline.storage.writing.migrating import upgrade
from dateline.wire_fields import DEADLINE_FIELDS

NUMBER = 10_000
random_deadline = runpy.run_path(str(Path(__file__).parents[1] / "deadlines" / "test_plain.py"))["random_deadline"]
OBSERVED = {"open": None, "watched": 8}
ACTORS = {"common": 1, "other": 2, "rare": 3}
THEMES = {"energy": (1, 3), "energy/gas": (2, 3), "energy/gas/prices": (3, 3), "trade": (4, 4)}
HORIZON = Horizon("h", "H", dates=(HorizonDate((3, 6), known=(4, 4)), HorizonDate((5, 5), known=(9, 9))))
PLAIN, FACTS, FOUND = 6, slice(9, 15), slice(15, 19)


def whole(draw, number):
    """Return a random deadline with what lists are filtered by; ids sort otherwise in most collations."""
    found = random_deadline(draw)
    actors = [name for name, share in (("common", 0.7), ("other", 0.3), ("rare", 0.01)) if draw.random() < share]
    return replace(
        found,
        id=f"{draw.choice('aBzé_-')}{number}",
        programme=draw.choice(list(OBSERVED)),
        force=draw.choice(("binding", "binding", "forecast", "proposal")),
        actors=tuple(Participant(actor, draw.choice((None, "obligor")), f"The {actor}") for actor in actors),
        themes=tuple(draw.sample(list(THEMES), draw.randint(0, 2))),
        due=tuple(replace(due, of=draw.choice(("h", None))) if due.awaits else due for due in found.due),
    )


def rows_of(deadlines):
    """Yield each table with its rows."""
    own: dict[str, object] = {"collection": "c", "fingerprint": "f"}
    yield t.programme, [own | {"id": name, "title": name, "observed_through": day} for name, day in OBSERVED.items()]
    yield t.actor, [{"num": n, "id": a, "name": f"The {a}", "kind": "body"} | own for a, n in ACTORS.items()]
    yield t.actor_name, [{"folded": a, "actor": n, "seq": 0, "name": a} for a, n in ACTORS.items()]
    yield t.theme, [{"num": n, "last": m, "id": i, "title": i} | own for i, (n, m) in THEMES.items()]
    yield t.horizon, [{"id": "h", "title": "H"} | own]
    yield t.horizon_date, [{"horizon": "h", "seq": seq} | flat(date) for seq, date in enumerate(HORIZON.dates)]
    names = ("id", "programme", "title", "force", "kind")
    yield t.deadline, [{name: getattr(each, name) for name in names} | own for each in deadlines]
    for table, name in ((t.due_assertion, "due"), (t.status_report, "status"), (t.waiver, "waivers")):
        numbered = ((each.id, *pair) for each in deadlines for pair in enumerate(getattr(each, name)))
        yield table, [{"deadline": owner, "seq": seq} | flat(record) for owner, seq, record in numbered]
    parties = ((each.id, seq, p) for each in deadlines for seq, p in enumerate(each.actors))
    yield (
        t.party,
        [
            {"part": "deadline", "owner": owner, "seq": seq, "actor": ACTORS[p.actor], "role": p.role}
            for owner, seq, p in parties
        ],
    )
    themes = ((each.id, seq, theme) for each in deadlines for seq, theme in enumerate(each.themes))
    yield t.deadline_theme, [{"deadline": owner, "seq": seq, "theme": theme} for owner, seq, theme in themes]


@pytest.fixture(scope="module")
def deadlines():
    draw = random.Random(2000)
    return [whole(draw, number) for number in range(NUMBER)]


@pytest.fixture(scope="module")
def written_url(engine, request, tmp_path_factory, deadlines):
    """Yield the URL of a database of the engine with ten thousand deadlines, written in one transaction."""
    postgres = request.getfixturevalue("postgres") if engine == "postgresql" else None
    url = postgres.create() if postgres else f"sqlite:///{tmp_path_factory.mktemp('judged')}/judged.db"
    upgrade(url)
    with writing(url) as connection:
        for table, rows in rows_of(deadlines):
            connection.execute(table.insert(), rows)
        if postgres:  # it does so by itself, but later
            connection.exec_driver_sql("ANALYZE")
    yield url
    if postgres:
        postgres.drop(url)


def values(as_of, known_at, silence="unmet", threshold=3, forces=("binding", "forecast", "proposal")):
    watched = known_at if silence == "unmet" else FAR_PAST - 1
    forces = {f"force{i}": force for i, force in enumerate(forces)}
    return {"as_of": as_of, "known_at": known_at, "watched": watched, "threshold": threshold} | forces


def judged(deadline, question):
    found = evaluate(
        resolved(deadline, {"h": HORIZON}),
        question.as_of,
        question.known_at,
        silence=question.silence,
        threshold=question.threshold,
        observed_through=OBSERVED[deadline.programme],
    )
    return dataclasses.replace(found, days_late=None)  # lists do not have it


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_the_closed_form_and_sql_and_the_worlds_agree(written_url, deadlines, seed):
    draw = random.Random(seed)
    silence: Silence = draw.choice(("unmet", "unknown"))
    threshold = 3 if seed < 2 else draw.choice((1, 2))
    question = Question(draw.randint(4, 16), draw.randint(4, 18), silence, threshold=threshold)
    as_of, known_at = question[:2]
    with reading(written_url) as connection:
        rows = {
            row[2]: row
            for row in connection.rows("judgements", (0, 0, 0, 0), values(as_of, known_at, silence, threshold))
        }
    assert rows.keys() == {deadline.id for deadline in deadlines}
    plain = closed = 0
    for deadline in deadlines:
        row = rows[deadline.id]
        if not row[PLAIN]:
            assert row[FOUND] == (None,) * 4
            continue
        plain += 1
        found = judged(deadline, question)
        observed = OBSERVED[deadline.programme]
        assert plain_assessment(deadline, as_of, known_at, silence, threshold, observed) == found
        assert row[FOUND] == (found.state, found.overdue, *(found.days_overdue or (None, None)))
        a, b, effective, since, done_by, quiet_until = row[FACTS]
        if effective == FAR_PAST and found.state != "not_recorded":
            closed += 1
            c, d = (max(since, quiet_until + 1), FAR_FUTURE) if done_by is None else (since, done_by)
            assert closed_form(a, b, c, d, as_of) == found.state
    assert plain > NUMBER / 4
    assert closed > NUMBER / 8


# The same list in Python.


def named(deadline, question):
    """Return the due date to show."""
    standing = [
        due
        for due in resolved(deadline, {"h": HORIZON}).due
        if due.kind == "original"
        or ((due.effective or (0, 0))[1] <= question.as_of and (due.known or (0, 0))[1] <= question.known_at)
    ]
    return standing[-1] if standing else None


def expected(deadline, question):
    """Return the place, the record and the cutoff in force of a deadline."""
    found, due = judged(deadline, question), named(deadline, question)
    cutoff = found.cutoff or (due.cutoff if due else (FAR_FUTURE, FAR_FUTURE))
    written = due.due.edtf if due and due.due else None
    own = (deadline.id, deadline.programme, deadline.title, written, due.text if due else None)
    late = list(found.days_overdue) if found.days_overdue else None
    actors = [{"id": p.actor, "name": p.name, "role": p.role} for p in deadline.actors]
    record = (
        *own, day_text(cutoff[0]), day_text(cutoff[1]), found.state, found.overdue, list(found.possible), late,
        found.ever_overdue, found.vs_original, found.hindsight, found.forecast, actors, list(deadline.themes), found.why,
    )  # fmt: skip
    return (*cutoff, deadline.id), dict(zip(DEADLINE_FIELDS, record, strict=True)), found.cutoff


def asked(deadline, question):
    """Tell whether the filters leave a deadline, whatever its state."""
    under = [THEMES[name] for name in question.themes]
    return (
        deadline.force in question.forces
        and (not question.programmes or deadline.programme in question.programmes)
        and (not question.actors or any(p.actor in question.actors for p in deadline.actors))
        and (not under or any(n <= THEMES[theme][0] <= m for theme in deadline.themes for n, m in under))
    )


QUESTIONS = [
    Question(8, 11),
    Question(9, 12, threshold=2, themes=("energy",)),
    Question(8, 11, forces=("binding", "proposal"), actors=("rare",)),
    Question(13, 13, "unknown", actors=("rare", "other"), themes=("energy/gas",)),
    Question(13, 30, overdue=True, forces=("forecast",)),
    Question(13, 30, overdue=True, states=("pending", "certainly_overdue"), programmes=("watched",)),
    Question(10, 8, states=("met_late", "met_possibly_late", "possibly_waived"), themes=("trade", "energy/gas/prices")),
    Question(10, 8, states=("pending",), overdue=True),
]


@pytest.mark.slow
@pytest.mark.in_part(2)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"{question[3:]}")
def test_lists(written_url, deadlines, question):
    wanted = sorted(
        (expected(deadline, question) for deadline in deadlines if asked(deadline, question)), key=lambda each: each[0]
    )
    wanted = [
        (record, cutoff)
        for _, record, cutoff in wanted
        if (not question.overdue or record["overdue"] != "no")
        and (not question.states or record["state"] in question.states)
    ]
    with reading(written_url) as connection:
        found = list(Judgements(connection).listed(question))
    assert [(listed.record, listed.cutoff) for listed in found] == wanted
    assert [list(listed.record) for listed in found] == [list(DEADLINE_FIELDS)] * len(found)
    assert [listed.line for listed in found] == [json.dumps(record, ensure_ascii=False) for record, _ in wanted]
    assert found or question.states == ("pending",)


def test_what_stands_beside_the_state_is_that_of_all_reports(written_url, deadlines):
    question = Question(9, 11, themes=("energy",))
    reports = {deadline.id: deadline.status for deadline in deadlines}
    watched = {deadline.id: OBSERVED[deadline.programme] for deadline in deadlines}
    with reading(written_url) as connection:
        for listed in Judgements(connection).listed(question, beside_states(Clocks(9, 11, "unmet"), Period(days=3))):
            quiet = min(11, watched[listed.id] or 11)
            expected = progress(reports[listed.id], listed.possible, 9, 11, quiet, Period(days=3))
            assert listed.progress == expected


def test_names_are_resolved_before_the_first_is_asked_for(written_url):
    with reading(written_url) as connection, pytest.raises(NotFound):
        Judgements(connection).listed(Question(8, 8, actors=("nobody",)))


def test_a_line_is_json(written_url):
    with reading(written_url) as connection:
        first = next(Judgements(connection).listed(Question(8, 8)))
    odd = first._replace(id='"\\', title="Öl\n\t\x00 – “é”", due=None, actors=(('"', "ñ", None),), days_overdue=(1, 2))
    assert json.loads(odd.line) == odd.record
    assert odd.line == json.dumps(odd.record, ensure_ascii=False)


@pytest.mark.both_engines
def test_a_filter_by_actor_reads_the_index(written_url, engine):
    sql = Plans(engine).plan("judgements", (0, 1, 0, 0)).sql
    bound = values(8, 8) | {"actor0": ACTORS["rare"]}
    if engine == "sqlite":
        with sqlite3.connect(written_url.removeprefix("sqlite:///")) as connection:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", bound).fetchall()
        assert not [step for *_, step in plan if step.startswith("SCAN") and step != "SCAN records"], plan
    else:
        import psycopg

        with psycopg.connect(written_url) as connection:
            plan = connection.execute(f"EXPLAIN {sql}", bound).fetchall()
    assert "party_by_actor_part_owner" in str(plan)


def test_a_warm_list_does_not_import_sqlalchemy(written_url):
    code = f"""
import sys
from dateline.storage.opening import reading
from dateline.storage.reading.deadline_lists import Judgements, Question
with reading({written_url!r}) as connection:
    next(Judgements(connection).listed(Question(8, 8, actors=("rare",))))
print("sqlalchemy" in sys.modules)
"""
    cold, warm = (subprocess.run([sys.executable, "-c", code], capture_output=True, text=True) for _ in range(2))
    assert (warm.stdout, warm.stderr) == ("False\n", ""), cold.stderr
