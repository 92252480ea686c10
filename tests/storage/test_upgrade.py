"""A database of an earlier schema keeps its records, and what is derived from them is made anew."""

from __future__ import annotations

import json
from importlib.resources import as_file, files

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from dateline.dates import parse
from dateline.model import Event, Participant
from dateline.names import fold
from dateline.prepared_events import FINGERPRINT, entry_of
from dateline.storage.checks.soundness import check
from dateline.storage.engines.writing import writing_engine
from dateline.storage.schema.version import SCHEMA, VERSION_TABLE

THEMES = (("a", None, 1, 3), ("a/b", "a", 2, 2), ("a/c", "a", 3, 3), ("z", None, 4, 4))
EVENTS = (
    ("day", "1994-07-03", 0, ("A",), ("a/b", "a/c")),
    ("month", "1994-07", 1, ("A", "B"), ("a",)),
    ("span", "1994/1996", 3, ("B",), ("a", "z")),
    ("two years", "{1994,1996}", 3, ("A",), ()),
)
QUESTIONS = {
    "--actor A": ["two years", "month", "day"],
    "--actor B --theme a": ["span", "month"],
    "--theme a": ["span", "month", "day"],
    "--theme a/c": ["day"],
    "--on 1995": ["span"],
    "--text month": ["month"],
    "--text years --actor A": ["two years"],
}


@pytest.fixture(params=["0001", "0002", "0003", "0004", "0005", "0010"])
def schema(request):
    """Return the number of an earlier schema, one after the other."""
    return request.param


@pytest.fixture
def old(url, schema):
    """Return the URL of a database with the earlier schema and a few events."""
    make_old(url, schema)
    return url


def make_old(url, schema):
    with as_file(files("dateline.db") / "migrations") as folder, writing_engine(url).begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, min(schema, "0003"))
        fill(connection)
        command.upgrade(config, schema)


def insert(connection, table, **row):
    names = ", ".join(row)
    connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in row)})"), row)


def fill(connection):
    own = {"collection": "c", "fingerprint": "f"}
    insert(connection, "collection", id="c", title="c", curated=0)
    for num, name in enumerate("AB", 1):
        insert(connection, "actor", num=num, id=name, name=name, kind="state", **own)
        insert(connection, "actor_name", folded=name.lower(), actor=num, seq=0, name=name)
    for name, above, num, last in THEMES:
        insert(connection, "theme", id=name, above=above, num=num, last=last, title=name, **own)
        insert(connection, "theme_name", folded=fold(name), theme=name, seq=0, name=name)
    numbers = {name: num for name, _, num, _ in THEMES}
    for num, (name, text, length_class, actors, themes) in enumerate(EVENTS, 1):
        date = parse(text)
        bounds = date.bounds._asdict()
        parties = tuple(map(Participant, actors))
        own["fingerprint"] = entry_of(Event(name, name, date, actors=parties, themes=themes)).row[FINGERPRINT]
        insert(
            connection, "event", num=num, id=name, title=name, date=text, length_class=length_class, words=name,
            gaps=int(bool(date.members)), place_words="", **bounds, **own,
        )  # fmt: skip
        place = {"length_class": length_class, "event": num, "earliest": date.earliest, "latest": date.latest}
        for seq, actor in enumerate(actors):
            insert(connection, "participant", event=num, seq=seq, actor="AB".index(actor) + 1)
            insert(connection, "event_actor", actor="AB".index(actor) + 1, **place)
        for theme in themes:
            insert(connection, "event_theme", theme=numbers[theme], **place)


def test_an_old_database_is_upgraded(old, schema, cli):
    assert cli("query", url=old).code == 5
    result = cli("db", "upgrade", url=old)
    assert (result.code, result.err) == (0, f"upgraded from schema {schema} to {SCHEMA}\n")
    assert check(old) == []
    for options, expected in QUESTIONS.items():
        assert cli("query", *options.split(), "-f", "jsonl", url=old).ids == expected, options
    record = cli("query", "--actor", "B", "-f", "jsonl", url=old).records[0]
    assert (record["id"], record["themes"]) == ("span", ["a", "z"])
    assert cli("query", "--theme", "a", "--by", "theme", "-f", "csv", url=old).out.splitlines()[1:] == [
        "a,2,0", "a/b,1,0", "a/c,1,0", "z,1,0",
    ]  # fmt: skip


def test_a_newer_database_is_left_alone(url, cli):
    assert cli("db", "upgrade", url=url).code == 0
    with writing_engine(url).begin() as connection:
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    for words in (["query"], ["db", "upgrade"], ["db", "check"], ["load", "union-state"]):
        result = cli(*words, url=url)
        assert result.code == 5
        assert f"has schema 9999, newer than this program's {SCHEMA}" in result.err


def test_a_database_without_derivations_is_upgraded(url, cli):
    """What awaited a horizon keeps its period; the others are what they were."""
    make_old(url, "0010")
    with writing_engine(url).begin() as connection:
        run = connection.execute
        run(sa.text("INSERT INTO programme (id, collection, fingerprint, title) VALUES ('p', 'c', 'f', 'P')"))
        run(
            sa.text(
                "INSERT INTO deadline (id, collection, fingerprint, programme, title, force, kind)"
                " VALUES ('d', 'c', 'f', 'p', 'D', 'binding', 'one_off')"
            )
        )
        for seq, (kind, months, days, of) in enumerate(
            [("original", 3, 5, "h"), ("amendment", None, None, None), ("amendment", 0, 0, "h")]
        ):
            row = {"seq": seq, "kind": kind, "months": months, "days": days, "of": of}
            run(
                sa.text(
                    "INSERT INTO due_assertion (deadline, seq, kind, cutoff_from, cutoff_to, standing, reinstates,"
                    " awaits_months, awaits_days, \"of\") VALUES ('d', :seq, :kind, 1, 2, 'confirmed', 0, :months,"
                    " :days, :of)"
                ),
                row,
            )
    assert cli("db", "upgrade", url=url).code == 0
    with writing_engine(url).begin() as connection:
        rows = connection.execute(sa.text("SELECT counting FROM due_assertion ORDER BY seq")).scalars().all()
    assert [json.loads(row) if row else None for row in rows] == [
        {"within": "3 months and 5 days", "of": "h"}, None, {"within": "0 days", "of": "h"},
    ]  # fmt: skip
