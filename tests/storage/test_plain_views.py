"""The views for plain SQL are what their page says, and hold what the wire has, on every engine."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from storage.test_against_python import DATES, RANGES, RELAXED, worlds
from storage.test_upgrade import make_old

from dateline.dates import FAR_FUTURE, FAR_PAST, day_text, parse
from dateline.dates.calendar import AFTER_ALL, BEFORE_ALL
from dateline.errors import DatabaseError
from dateline.formats.curated.folder import Curated
from dateline.length_classes import GAPPED
from dateline.model import Collection, Event, Measure
from dateline.query import Query
from dateline.storage.checks.soundness import check
from dateline.storage.derived import plain_views
from dateline.storage.engines import store_of
from dateline.storage.engines.writing import writing_engine
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader
from dateline.storage.schema.views import VIEWS
from dateline.storage.writing.load import load
from dateline.storage.writing.migrating import upgrade

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "sql.md").read_text("utf-8")
KINDS = {"text": (str,), "whole number": (int,), "number": (int, float)}
DAYS = (
    1, 0, -1, -364, -365, -366, -15997, 3652059, 3652060, -3652424, -3652425, 146097, 146098, -146096, 730096,
    4_000_000, -4_000_000, 10**9, -(10**9), FAR_FUTURE - 1, FAR_PAST + 1, FAR_FUTURE, FAR_PAST, AFTER_ALL, BEFORE_ALL,
)  # fmt: skip


def asked(url, sql, **values):
    """Return the rows of a statement, each as a dict."""
    with writing_engine(url).connect() as connection:
        return [dict(row) for row in connection.execute(sa.text(sql), values).mappings()]


def ordered(url, name):
    """Return the rows of a view in the order that its page gives."""
    view = next(view for view in VIEWS if view.name == name)
    return asked(url, f"SELECT * FROM {name} ORDER BY {', '.join(view.order)}")


def described():
    """Return the columns of each view with their types, as the page has them."""
    found = {}
    for part in PAGE.split("\n### ")[1:]:
        found[part.split("\n", 1)[0]] = re.findall(r"^\| `(\w+)` \| ([\w ]+) \|$", part, re.MULTILINE)
    return found


def test_views_are_those_of_the_page(loaded_url):
    page = described()
    assert list(page) == [view.name for view in VIEWS]
    for name, columns in page.items():
        rows = asked(loaded_url, f"SELECT * FROM {name}")
        with writing_engine(loaded_url).connect() as connection:
            there = list(connection.execute(sa.text(f"SELECT * FROM {name} LIMIT 0")).keys())
        assert there == [column for column, _ in columns], name
        for column, kind in columns:
            assert all(row[column] is None or isinstance(row[column], KINDS[kind]) for row in rows), (name, column)


def test_every_day_has_the_text_of_the_wire(url):
    upgrade(url)
    days = [*DAYS, *range(-4_000_000, 4_000_000, 9_973), *(day for year in range(-4800, 10_000, 97) for day in (
        parse(f"{'-' if year < 0 else ''}{abs(year):04d}").earliest, parse(f"{'-' if year < 0 else ''}{abs(year):04d}").latest
    ))]  # fmt: skip
    text = store_of(url).day_text.format("day")
    values = ", ".join(f"(CAST({day} AS BIGINT))" for day in days)
    sql = f"SELECT day, {text} AS said FROM (SELECT column1 AS day FROM (VALUES {values}) v) w".replace(":", r"\:")
    assert {row["day"]: row["said"] for row in asked(url, sql)} == {day: day_text(day) for day in days}


def by_event(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.pop("event")].append(row)
    return found


def wire_of(url):
    """Return the events of the views as the wire has them, by id, without their match."""
    actors, themes, measures = (by_event(ordered(url, name)) for name in ("event_actors", "event_themes", "measures"))
    citations = defaultdict(list)
    for row in ordered(url, "citations"):
        if row["part"] == "event":
            citations[row["id"]].append({name: row[name] for name in ("source", "locator", "quote")})
    return {
        row["id"]: row
        | {
            "actors": [{"id": each["actor"], "name": each["name"], "role": each["role"]} for each in actors[row["id"]]],
            "themes": [each["theme"] for each in themes[row["id"]]],
            "citations": citations[row["id"]],
            "measures": measures[row["id"]],
        }
        for row in ordered(url, "events")
    }


def hold(url, records):
    """Assert that the views hold what the records of the wire say, and days that their texts do."""
    found = wire_of(url)
    assert set(found) == {record["id"] for record in records}
    for record in records:
        row, date = found[record["id"]], parse(record["date"])
        assert {name: row[name] for name in record if name != "match"} == {
            name: value for name, value in record.items() if name != "match"
        }
        assert (row["earliest_day"], row["latest_day"]) == (date.earliest, date.latest)
        assert (row["matches_from"], row["matches_to"]) == (
            day_text(row["start_earliest"]), day_text(row["end_latest"])
        )  # fmt: skip


def events_in(url):
    with reading(url) as connection:
        reader = Reader(connection)
        return list(reader.events(Query()))


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=RELAXED)
@given(world=worlds())
def test_random_events_are_those_of_the_wire(emptied, world):
    url = emptied()
    load(url, world)
    hold(url, events_in(url))


@pytest.fixture(scope="module")
def dated(emptied):
    """Return a database with an event for each kind of date, also approximate ones of a collection with a spread."""
    url = emptied()
    world = Curated()
    for number, text in enumerate((*DATES, "undated")):
        identity = f"e{number}"
        world.records["event"][identity] = Event(
            identity, text, parse(text), measures=(Measure("deaths", 3.0, None, 4.5, "people"),)
        )
    load(url, world)
    spread = Curated(collection=Collection("wide", "Wide", circa="10 years"))
    for number, text in enumerate(("1980~", "1981~/1990", "1995?")):
        spread.records["event"][f"w{number}"] = Event(f"w{number}", text, parse(text))
    load(url, spread)
    return url


def test_every_kind_of_date_is_that_of_the_wire(dated):
    hold(dated, events_in(dated))


def overlapping(url, first, last):
    """Return match and gaps of each event that the page's SQL gives for a range of days."""
    name = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
    sql = re.findall(rf"In {name}:\n\n```sql\n(.*?);\n```", PAGE, re.DOTALL)[0]
    days = r"julianday\('[\d-]+'\) - 1721424.5" if name == "SQLite" else r"DATE '[\d-]+' - DATE '0001-01-01' \+ 1"
    given_, number = re.subn(days, "{}", sql)
    assert number == 2
    if all(abs(day) < 3_000_000 and day > 0 for day in (first, last)):  # as the page writes days
        texts = [re.sub(r"'(1999|2000)-\d\d-\d\d'", f"'{day_text(day)}'", found) for day, found in zip(
            (first, last), re.findall(days, sql), strict=True)]  # fmt: skip
        numbers = asked(url, f"SELECT {texts[0]} AS first, {texts[1]} AS last")[0]
        assert (numbers["first"], numbers["last"]) == (first, last)
    else:
        texts = [f"CAST({day} AS BIGINT)" for day in (first, last)]
    return {row["id"]: row["match"] for row in asked(url, given_.format(*texts))}


def same_as_query(url, first, last):
    gapped = {row["id"] for row in asked(url, "SELECT id FROM events WHERE gapped = 1")}
    with reading(url) as connection:
        wanted = {row["id"]: row["match"] for row in Reader(connection).events(Query(first, last, match="possible"))}
    found = overlapping(url, first, last)
    assert {i: m for i, m in found.items() if i not in gapped} == {i: m for i, m in wanted.items() if i not in gapped}
    assert {i for i in wanted if i in gapped} <= set(found)
    assert all(found[i] == "look" for i in found if i in gapped)


@pytest.mark.parametrize("text", RANGES)
def test_the_conditions_of_the_page_give_what_a_query_gives(dated, text):
    date = parse(text)
    same_as_query(dated, date.earliest, date.latest)


@pytest.mark.parametrize("text", ["1999-09/2000-02", "1991", "2000-11-30", "1996/2009", "1994-06/1994-07"])
def test_the_conditions_of_the_page_hold_in_the_shipped_collection(loaded_url, text):
    date = parse(text)
    same_as_query(loaded_url, date.earliest, date.latest)


def test_the_shipped_collection_is_that_of_the_command(loaded_url, cli):
    lines = cli("query", "-f", "jsonl", "--limit", 1000, url=loaded_url).out.splitlines()
    hold(loaded_url, [json.loads(line) for line in lines])


def interval(row, name):
    return None if row[f"{name}_from_day"] is None else [row[f"{name}_from"], row[f"{name}_to"]]


def test_deadlines_are_as_the_command_shows_them(loaded_url, cli):
    dues, reports = ordered(loaded_url, "due_dates"), ordered(loaded_url, "reports")
    parties, themes = ordered(loaded_url, "parties"), ordered(loaded_url, "deadline_themes")
    cited = ordered(loaded_url, "citations")
    for row in ordered(loaded_url, "deadlines"):
        told = json.loads(cli("show", row["id"], "--kind", "deadline", "-f", "json", url=loaded_url).out)
        plain = ("programme", "item", "title", "force", "kind", "confidence", "note")
        assert {name: row[name] for name in plain} == {name: told[name] for name in plain}
        assert [row["lead_from"], row["lead_to"]] == told["lead"]
        assert [each["theme"] for each in themes if each["deadline"] == row["id"]] == told["themes"]
        own = [each for each in parties if (each["part"], each["id"]) == ("deadline", row["id"])]
        assert [{"id": e["actor"], "name": e["name"], "role": e["role"]} for e in own] == [
            {"id": e["id"], "name": e["name"], "role": e["role"]} for e in told["actors"]
        ]
        recorded = [due for due in told["due"] if not (due["counting"] or {}).get("start")]  # the others follow from it
        for found, wanted in zip([d for d in dues if d["deadline"] == row["id"]], recorded, strict=True):
            for name in ("cutoff", "effective", "known"):
                assert interval(found, name) == wanted[name]
            for name in ("kind", "due", "text", "rule", "standing", "note", "of"):
                assert found[name] == wanted[name]
        for found, wanted in zip([r for r in reports if r["deadline"] == row["id"]], told["status"], strict=True):
            assert (interval(found, "when"), interval(found, "known")) == (wanted["when"], wanted["known"])
            assert [found["level_from"], found["level_to"]] == wanted["level"]
            assert [found[name] for name in ("date", "event", "note")] == [
                wanted[name] for name in ("date", "event", "note")
            ]
            said = [
                {name: each[name] for name in ("source", "locator", "quote")}
                for each in cited
                if (each["part"], each["id"], each["item"]) == ("deadline/status", row["id"], found["place"])
            ]
            assert said == wanted["citations"]


def test_judged_deadlines_are_those_of_the_view(loaded_url, cli):
    told = [
        json.loads(line)
        for line in cli("deadlines", "--forecasts", "--proposals", "-f", "jsonl", url=loaded_url).out.splitlines()
    ]
    rows = {row["id"]: row for row in ordered(loaded_url, "deadlines")}
    assert {each["id"]: (each["programme"], each["title"]) for each in told} == {
        identity: (row["programme"], row["title"]) for identity, row in rows.items()
    }


def test_paths_of_themes_lead_from_the_top(loaded_url):
    rows = {row["id"]: row for row in ordered(loaded_url, "themes")}
    for row in rows.values():
        above = rows[row["parent"]]["path"] + " > " if row["parent"] else ""
        assert row["path"] == above + row["id"]
        assert row["path"].count(" > ") == row["depth"] - 1


def change_of(url, name):
    column = next(view.columns[0].name for view in VIEWS if view.name == name)
    return [f"DROP VIEW {name}", f'CREATE VIEW {name} AS SELECT 1 AS "{column}"']


@pytest.mark.in_part(4)
@pytest.mark.parametrize("name", [view.name for view in VIEWS])
def test_a_changed_view_is_found(own_url, execute, name):
    drop, make = change_of(own_url, name)
    execute(own_url, drop)
    assert check(own_url) == [f"the view {name} is missing"]
    execute(own_url, make)
    assert check(own_url) == [f"the view {name} was changed"]


def test_other_views_are_nobodys_business(own_url, execute):
    execute(own_url, "CREATE VIEW mine AS SELECT id, title FROM events")
    assert check(own_url) == []


def test_gapped_is_the_class_with_gaps(dated):
    assert GAPPED == 5  # as the page says of lakes
    rows = {row["date"]: row["gapped"] for row in asked(dated, "SELECT date, gapped FROM events")}
    assert (rows["[1994,1996]"], rows["XXXX-12-25"], rows["1995"], rows["1994~/1996"]) == (1, 1, 0, 0)


@pytest.mark.parametrize("what", ["TABLE events (id INTEGER)", "VIEW citations AS SELECT 1 AS one"])
def test_an_upgrade_takes_nobodys_view_away(url, execute, what):
    make_old(url, "0012")
    execute(url, f"CREATE {what}")
    with pytest.raises(DatabaseError, match=f"of its own with the name {what.split()[1]}"):
        upgrade(url)
    execute(url, f"DROP {' '.join(what.split()[:2])}")
    assert upgrade(url) == "0012"
    assert check(url) == []


@pytest.mark.both_engines
def test_an_upgrade_says_what_stands_on_a_view(own_url, engine, execute):
    execute(own_url, "CREATE VIEW mine AS SELECT id, title FROM events")
    with writing_engine(own_url).begin() as connection:
        if engine == "sqlite":
            plain_views.forget(connection, "0013")
        else:
            with pytest.raises(DatabaseError, match="events cannot be made anew"):
                plain_views.forget(connection, "0013")


def test_days_that_are_missing_are_found(own_url, execute):
    execute(own_url, "DELETE FROM marked_date")
    assert [fault for fault in check(own_url) if fault.startswith("marked_date lacks the days of")]
