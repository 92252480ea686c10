"""Approximate and uncertain dates in a store: how they are found, listed, upgraded, checked and rewound."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from dateline.dates import day_text, parse
from dateline.storage.checks.soundness import check
from dateline.storage.derived import plain_views
from dateline.storage.engines.writing import writing_engine
from dateline.storage.schema.version import SCHEMA, VERSION_TABLE

DATES = ("1300~", "1999?", "1999-05-03?", "1999-05-03~", "1298~/1305", "1298/1305?", "{1999?,2001}", "[1999~,2005]",
         "199X~", "1999-05~", "1999-~05", "1999-?05", "XXXX-05~", "1999~/..", "2000-23~", "1999%", "1999")  # fmt: skip
RANGES = ("1300", "1299", "1298", "1301", "1999", "1998", "2000", "1999-04", "1999-05", "1999-05-02", "1989", "1305")
SOURCE = """
[[source]]
id = "s"
title = "S"
"""
EVENT = """
[[event]]
id = "{id}"
title = "{title}"
date = "{date}"
confidence = "high"
actors = ["a"]
citations = [{{ source = "s" }}]
"""
ACTOR = """
[[actor]]
id = "a"
name = "A"
kind = "body"
"""


def collection(tmp_path, *dates, circa=None):
    """Write a collection with an event for each date, called d0, d1 ...; return its folder."""
    head = '[collection]\nid = "c"\ntitle = "C"\n' + (f'circa = "{circa}"\n' if circa else "")
    body = "".join(EVENT.format(id=f"d{n}", title=date, date=date) for n, date in enumerate(dates))
    folder = tmp_path / "c"
    folder.mkdir(exist_ok=True)
    (folder / "zz-collection.toml").write_text(head, "utf-8")
    (folder / "events.toml").write_text(SOURCE + ACTOR + body, "utf-8")
    return folder


def matches(cli, url, *options):
    return {record["title"]: record["match"] for record in cli("query", *options, "-f", "jsonl", url=url).records}


def test_matches_are_those_of_the_date(cli, url, tmp_path):
    """With and without a junction, each kind of date in each range."""
    assert cli("load", collection(tmp_path, *DATES), url=url).code == 0
    for text in RANGES:
        asked = parse(text)
        words = {date: str(parse(date).match(asked.earliest, asked.latest)) for date in DATES}
        expected = {date: word for date, word in words.items() if word != "impossible"}
        assert matches(cli, url, "--on", text) == expected, text
        assert matches(cli, url, "--on", text, "--actor", "a") == expected, text
        sure = {date: word for date, word in expected.items() if word == "certain"}
        assert matches(cli, url, "--on", text, "--match", "certain") == sure, text
    assert check(url) == []


def test_the_wire_keeps_the_days_of_edtf(cli, url, tmp_path):
    assert cli("load", collection(tmp_path, *DATES), url=url).code == 0
    for form in ("jsonl", "csv"):
        result = cli("query", "-f", form, url=url)
        assert result.code == 0
    for record in cli("query", "-f", "jsonl", url=url).records:
        date = parse(record["date"])
        assert parse(record["earliest"]).earliest == date.earliest
    lines = cli("query", "-f", "csv", url=url).out.splitlines()
    assert any("1300~" in line and "1300-01-01,1300-12-31" in line for line in lines)
    assert not any("1299-01-01" in line for line in lines)


def test_the_spread_of_a_collection_is_kept(cli, url, tmp_path):
    """It reaches what is loaded, what has not changed, and what is restored; a dump has it again."""
    asked = ("--on", "1291")
    assert cli("load", collection(tmp_path, "1300~", "1300"), url=url).code == 0
    assert matches(cli, url, *asked) == {}
    assert cli("load", collection(tmp_path, "1300~", "1300", circa="10 years"), url=url).code == 0
    assert matches(cli, url, *asked) == {"1300~": "possible"}
    assert check(url) == []
    assert "matches      1290-01-01 to 1310-12-31 (c. spreads 10 years)" in cli("show", "d0", url=url).out
    assert cli("dump", tmp_path / "dumped", url=url).code == 0
    assert 'circa = "10 years"' in (tmp_path / "dumped" / "collection.toml").read_text("utf-8")
    assert cli("query", *asked, "--recorded-at", "@1", "-f", "jsonl", url=url).records == []
    assert len(cli("query", *asked, "--recorded-at", "@2", "-f", "jsonl", url=url).records) == 1
    assert cli("load", collection(tmp_path, "1300~", "1300"), url=url).code == 0
    assert matches(cli, url, *asked) == {}
    assert check(url) == []


def test_a_spread_that_is_none_is_a_fault(cli, url, tmp_path):
    result = cli("load", collection(tmp_path, "1300~", circa="long"), url=url)
    assert result.code == 4
    assert "circa 'long' is not a length of time" in result.err


@pytest.mark.parametrize("given", ["mapping", "option"])
def test_an_import_keeps_its_spread(cli, url, tmp_path, given):
    file, mapping = tmp_path / "t.csv", tmp_path / "t.toml"
    file.write_text("id,title,when\n1,one,1300~\n2,two,1300\n", "utf-8")
    circa = 'circa = "10 years"\n' if given == "mapping" else ""
    mapping.write_text(f'[columns]\nid = "id"\ntitle = "title"\n[date]\ncolumn = "when"\n{circa}', "utf-8")
    options = ["--circa", "10 years"] if given == "option" else []
    done = cli(*options, "import", "csv", file, "--map", mapping, url=url)
    assert done.code == 0, done.err
    assert matches(cli, url, "--on", "1291") == {"one": "possible"}
    assert check(url) == []


def test_a_wrong_day_is_found_and_an_upgrade_mends_it(cli, url, tmp_path):
    """What an earlier version stored is that of EDTF; the upgrade from its schema works it out anew."""
    assert cli("load", collection(tmp_path, *DATES), url=url).code == 0
    with writing_engine(url).begin() as connection:
        for number, date in enumerate(DATES):
            values = parse(date).unmarked.bounds._asdict() | {"id": f"d{number}"}
            connection.execute(
                sa.text(
                    "UPDATE event SET start_earliest = :start_earliest, start_latest = :start_latest, "
                    "end_earliest = :end_earliest, end_latest = :end_latest WHERE id = :id"
                ),
                values,
            )
    assert any("other days than their dates say" in fault for fault in check(url))
    with writing_engine(url).begin() as connection:
        plain_views.forget(connection, SCHEMA)
        connection.execute(sa.text("DROP TABLE marked_date"))
        connection.execute(sa.text("ALTER TABLE collection DROP COLUMN circa"))
        connection.execute(sa.text("ALTER TABLE event DROP COLUMN calendar"))
        connection.execute(sa.text("ALTER TABLE batch DROP COLUMN digest"))
        connection.execute(sa.text("ALTER TABLE due_assertion DROP COLUMN counting"))
        connection.execute(sa.text("ALTER TABLE programme DROP COLUMN tz"))
        for table in ("event_claims", "claimed_actor", "link"):
            connection.execute(sa.text(f"DROP TABLE {table}"))
        connection.execute(sa.text("DROP TABLE by_hand"))
        for table in ("event_measure", "measure"):
            connection.execute(sa.text(f"DROP TABLE {table}"))
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '0005'"))
    assert cli("db", "upgrade", url=url).code == 0
    assert check(url) == []
    assert matches(cli, url, "--on", "1299") == {
        "1300~": "possible",
        "1298~/1305": "certain",
        "1298/1305?": "possible",
    } | {date: word for date, word in matches(cli, url, "--on", "1299").items() if date == "XXXX-05~"}


DEADLINE = """
[[programme]]
id = "p"
title = "P"
citations = [{ source = "s" }]

[[deadline]]
id = "due"
programme = "p"
title = "D"
force = "binding"
confidence = "high"

[[deadline.due]]
kind = "original"
due = "2000~"
rule = "in"
citations = [{ source = "s" }]

[[deadline.due]]
kind = "amendment"
due = "2005~"
rule = "in"
cutoff = ["2005-06-30", "2005-06-30"]
effective = "2001"
citations = [{ source = "s" }]

[[deadline.status]]
when = "2001~"
level = 3
citations = [{ source = "s" }]
"""
HORIZON = """
[[horizon]]
id = "h"
title = "H"
citations = [{ source = "s" }]

[[horizon.date]]
when = "2010~"
citations = [{ source = "s" }]
"""
_DAYS = "SELECT cutoff_from, cutoff_to FROM due_assertion ORDER BY seq", "SELECT when_from, when_to FROM status_report"


def test_the_spread_of_a_collection_reaches_its_deadlines(cli, url, tmp_path):
    """Due dates, reports and horizons follow it when it is new, changed and taken away; a written cutoff stays."""
    queries = *_DAYS, "SELECT when_from, when_to FROM horizon_date"

    def load(circa):
        folder = collection(tmp_path, "1999", circa=circa)
        (folder / "deadlines.toml").write_text(DEADLINE + HORIZON, "utf-8")
        done = cli("load", folder, url=url)
        assert done.code == 0, done.err
        with writing_engine(url).connect() as connection:
            return [tuple(map(day_text, row)) for sql in queries for row in connection.execute(sa.text(sql))]

    written = ("2005-06-30", "2005-06-30")
    one = [("1999-12-31", "2001-12-31"), written, ("2000-01-01", "2002-12-31"), ("2009-01-01", "2011-12-31")]
    ten = [("1990-12-31", "2010-12-31"), written, ("1991-01-01", "2011-12-31"), ("2000-01-01", "2020-12-31")]
    for circa, days in (("10 years", ten), (None, one), ("10 years", ten), ("1 year", one), ("10 years", ten)):
        assert load(circa) == days
        assert check(url) == []
    shown = cli("explain", "due", "--as-of", "2010-01-01", url=url).out
    assert "2000~ (approximate, c. spreads 10 years)" in shown
    assert "2001~ (approximate, c. spreads 10 years)" in shown
    assert cli("dump", tmp_path / "dumped", url=url).code == 0
    dumped = "".join(path.read_text("utf-8") for path in (tmp_path / "dumped").rglob("*.toml"))
    assert dumped.count("cutoff = ") == 1
    assert cli("diff", tmp_path / "c", url=url).code == 0


def test_an_upgrade_finds_the_days_of_deadlines_anew(cli, url, tmp_path):
    """A cutoff that somebody wrote out stays."""
    folder = collection(tmp_path, "1999")
    (folder / "deadlines.toml").write_text(DEADLINE, "utf-8")
    done = cli("load", folder, url=url)
    assert done.code == 0, done.err

    def stored():
        with writing_engine(url).connect() as connection:
            return [tuple(map(day_text, row)) for sql in _DAYS for row in connection.execute(sa.text(sql))]

    now = [("1999-12-31", "2001-12-31"), ("2005-06-30", "2005-06-30"), ("2000-01-01", "2002-12-31")]
    assert stored() == now
    with writing_engine(url).begin() as connection:
        first, last = parse("2000").latest, parse("2001")
        connection.execute(
            sa.text(f"UPDATE due_assertion SET cutoff_from = {first}, cutoff_to = {first} WHERE seq = 0")
        )
        connection.execute(sa.text(f"UPDATE status_report SET when_from = {last.earliest}, when_to = {last.latest}"))
        plain_views.forget(connection, SCHEMA)
        connection.execute(sa.text("DROP TABLE marked_date"))
        connection.execute(sa.text("ALTER TABLE collection DROP COLUMN circa"))
        connection.execute(sa.text("ALTER TABLE event DROP COLUMN calendar"))
        connection.execute(sa.text("ALTER TABLE batch DROP COLUMN digest"))
        connection.execute(sa.text("ALTER TABLE due_assertion DROP COLUMN counting"))
        connection.execute(sa.text("ALTER TABLE programme DROP COLUMN tz"))
        for table in ("event_claims", "claimed_actor", "link"):
            connection.execute(sa.text(f"DROP TABLE {table}"))
        connection.execute(sa.text("DROP TABLE by_hand"))
        for table in ("event_measure", "measure"):
            connection.execute(sa.text(f"DROP TABLE {table}"))
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '0005'"))
    assert cli("db", "upgrade", url=url).code == 0
    assert stored() == now
    assert check(url) == []
    shown = cli("explain", "due", "--as-of", "2010-01-01", url=url).out
    assert "2000~ (approximate, c. spreads 1 year)" in shown
    assert "2001~ (approximate, c. spreads 1 year)" in shown
