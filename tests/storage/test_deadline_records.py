"""Deadlines and horizons come back from the database as they were written; an older database keeps what it has."""

from __future__ import annotations

from importlib.resources import as_file, files

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_PAST, parse, to_day
from dateline.model import (
    Actor,
    Citation,
    Deadline,
    Dependency,
    DueAssertion,
    Horizon,
    HorizonDate,
    Participant,
    Programme,
    Source,
    StatusReport,
    Waiver,
)
from dateline.storage.engines.writing import writing
from dateline.storage.opening import reading
from dateline.storage.reading.lists import Catalogue
from dateline.storage.schema.version import VERSION_TABLE
from dateline.storage.writing.migrating import ensure, upgrade
from dateline.storage.writing.writer import Writer

DAY = st.integers(to_day(1990, 1, 1), to_day(2010, 1, 1))
DAYS = st.tuples(DAY, st.integers(0, 900)).map(lambda pair: (pair[0], pair[0] + pair[1]))
SPAN = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: (pair[0], pair[0] + pair[1]))
NOTE = st.none() | st.sampled_from(["a note", "né à Минск"])
CITED = st.lists(st.builds(Citation, st.just("s"), NOTE, NOTE), max_size=2).map(tuple)
STANDING = st.sampled_from(["confirmed", "claimed", "retracted"])
DATE = st.none() | st.sampled_from(["2001", "1999-36/2000-33", "[1994..1996]"]).map(parse)
DUE = st.builds(
    DueAssertion, st.sampled_from(["original", "amendment", "correction"]), DAYS, DATE, NOTE, NOTE, st.none() | DAYS,
    st.none() | DAYS, STANDING, st.booleans(), NOTE, CITED, st.none() | st.tuples(st.integers(0, 40), st.integers(0, 40)),
    st.none() | st.just("h"),
)  # fmt: skip
REPORT = st.builds(
    StatusReport, st.sampled_from([(0, 0), (0, 2), (3, 3)]), DAYS, DATE, st.none() | DAYS, STANDING, NOTE, NOTE, CITED
)
WAIVER = st.builds(Waiver, DAYS, st.none() | DAYS, STANDING, NOTE, NOTE, CITED)
DEPENDENCY = st.builds(Dependency, st.just("other"), SPAN, st.none() | DAYS, STANDING, NOTE, CITED)
ACTORS = st.lists(st.builds(Participant, st.just("a"), st.none() | st.just("obligor"), st.just("A")), max_size=1).map(
    tuple
)


def several(strategy):
    return st.lists(strategy, max_size=3).map(tuple)


DEADLINE = st.builds(
    Deadline, st.just("d"), st.just("p"), st.just("D"), actors=ACTORS, note=NOTE, due=several(DUE), status=several(REPORT),
    waivers=several(WAIVER), depends=several(DEPENDENCY), lead=SPAN,
)  # fmt: skip
HORIZON = st.builds(
    Horizon, st.just("h"), st.just("H"), NOTE, ACTORS,
    several(st.builds(HorizonDate, DAYS, DATE, st.none() | DAYS, STANDING, NOTE, CITED)), CITED,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(DEADLINE, HORIZON), min_size=1, max_size=3))
def test_what_is_written_comes_back(url, versions):
    """Each version of a deadline and its horizon replaces the one before, whole."""
    ensure(url)
    for deadline, horizon in versions:
        with writing(url) as connection:
            writer = Writer(connection, "mine")
            writer.sources([Source("s", "S")])
            writer.actors([Actor("a", "A", "body")])
            writer.programmes([Programme("p", "P")])
            writer.horizons([horizon])
            writer.deadlines([deadline])
            assert writer.faults == []
        with reading(url) as connection:
            catalogue = Catalogue(connection)
            assert catalogue.written_deadlines() == [deadline]
            assert catalogue.horizons() == [horizon]


def at_first_schema(url):
    """Make a database as the first release made it, with a deadline and a waiver in it."""
    with writing(url) as connection:
        with as_file(files("dateline.db") / "migrations") as folder:
            config = Config()
            config.set_main_option("script_location", str(folder))
            config.attributes.update(connection=connection, version_table=VERSION_TABLE)
            command.upgrade(config, "0001")
        for table, row in (
            ("programme", {"id": "p", "title": "P"}),
            ("deadline", {"id": "d", "programme": "p", "title": "D", "force": "binding", "kind": "one_off"}),
        ):
            values = {**row, "collection": "c", "fingerprint": "f"}
            connection.execute(sa.table(table, *map(sa.column, values)).insert().values(values))
        waiver = {"deadline": "d", "seq": 0, "effective_from": 730000, "effective_to": 730001}
        connection.execute(sa.table("waiver", *map(sa.column, waiver)).insert().values(waiver))


def test_an_older_database_keeps_what_it_has(cli, url):
    """A database of the first schema is refused until it is upgraded, and then has all that it had."""
    at_first_schema(url)
    refused = cli("deadlines", url=url)
    assert refused.code == 5
    assert "dateline db upgrade" in refused.err
    assert upgrade(url) == "0001"
    with reading(url) as connection:
        (deadline,) = Catalogue(connection).deadlines(FAR_PAST)
    assert deadline.waivers == (Waiver((730000, 730001), standing="confirmed"),)
    assert (deadline.lead, deadline.depends) == ((0, 0), ())
    assert cli("db", "check", url=url).code == 0


def test_what_waits_in_a_circle_across_loads(cli, url, folder):
    """A circle that closes over what the database holds is refused with its path, and nothing is written."""
    head = '[[source]]\nid = "s"\ntitle = "S"\n[[programme]]\nid = "p"\ntitle = "P"\ncitations = [{ source = "s" }]\n'

    def deadline(identity, on=""):
        text = (
            f'[[deadline]]\nid = "{identity}"\ntitle = "D"\nprogramme = "p"\nforce = "binding"\nconfidence = "high"\n'
        )
        text += '[[deadline.due]]\nkind = "original"\ndue = "2001"\nrule = "by_end"\ncitations = [{ source = "s" }]\n'
        return text + (f'[[deadline.depends]]\non = "{on}"\ncitations = [{{ source = "s" }}]\n' if on else "")

    assert cli("load", folder("one", all=head + deadline("e")), url=url).code == 0
    assert cli("load", folder("two", all=head + deadline("d", on="e")), url=url).code == 0
    result = cli("load", folder("three", all=head + deadline("e", on="d")), url=url)
    assert result.code == 4
    assert "deadlines form a circle: e > d > e" in result.err
    assert cli("deadlines", "cascade", url=url).code == 0
