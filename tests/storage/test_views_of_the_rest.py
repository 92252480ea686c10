"""The views of deadlines, horizons, actors, sources and links hold what the records do, and what the wire has."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from storage.test_deadline_records import DEADLINE, HORIZON
from storage.test_plain_views import interval, ordered

import dateline
from dateline.dates import day_text
from dateline.model import Actor, Programme, Source
from dateline.names import fold
from dateline.storage.engines.writing import writing
from dateline.storage.writing.writer import Writer

OF_DEADLINES = {
    "due_dates": ("due", ("cutoff", "effective", "known"), ("kind", "text", "rule", "standing", "of", "note")),
    "reports": ("status", ("when", "known"), ("standing", "event", "note")),
    "waivers": ("waivers", ("effective", "known"), ("basis", "standing", "note")),
    "dependencies": ("depends", ("known",), ("standing", "note")),
}
"""Each view with the attribute of a deadline, and the days and texts of its parts."""


def said(item, days, texts):
    """Return what a part of a record says: days as texts and numbers, and texts."""
    spans = {name: getattr(item, name) for name in days}
    return {name: span and [day_text(day) for day in span] for name, span in spans.items()} | {
        f"{name} as numbers": span and list(span) for name, span in spans.items()
    } | {name: getattr(item, name) for name in texts}  # fmt: skip


def told(row, days, texts):
    numbers = {name: [row[f"{name}_from_day"], row[f"{name}_to_day"]] for name in days}
    return {name: interval(row, name) for name in days} | {
        f"{name} as numbers": None if None in pair else pair for name, pair in numbers.items()
    } | {name: row[name] for name in texts}  # fmt: skip


def edtf(date):
    return date and date.edtf


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(deadline=DEADLINE, horizon=HORIZON)
def test_deadlines_and_horizons_are_as_they_were_written(emptied, deadline, horizon):
    url = emptied()
    with writing(url) as connection:
        writer = Writer(connection, "mine")
        writer.sources([Source("s", "S")])
        writer.actors([Actor("a", "A", "body")])
        writer.programmes([Programme("p", "P")])
        writer.horizons([horizon])
        writer.deadlines([deadline])
    for view, (attribute, days, texts) in OF_DEADLINES.items():
        rows, parts = ordered(url, view), getattr(deadline, attribute)
        assert [row["place"] for row in rows] == list(range(len(parts)))
        assert [told(row, days, texts) for row in rows] == [said(part, days, texts) for part in parts]
    dues = ordered(url, "due_dates")
    assert [(row["due"], bool(row["reinstates"])) for row in dues] == [
        (edtf(d.due), d.reinstates) for d in deadline.due
    ]
    assert [(row["awaits_months"], row["awaits_days"]) for row in dues] == [
        d.awaits or (None, None) for d in deadline.due
    ]
    reports = [((row["level_from"], row["level_to"]), row["date"]) for row in ordered(url, "reports")]
    assert reports == [(each.level, edtf(each.date)) for each in deadline.status]
    waits = [(row["predecessor"], (row["lag_from"], row["lag_to"])) for row in ordered(url, "dependencies")]
    assert waits == [(each.on, each.lag) for each in deadline.depends]
    (row,) = ordered(url, "horizons")
    assert [row[name] for name in ("id", "title", "description")] == ["h", "H", horizon.description]
    whens = ("when", "known"), ("standing", "note")
    dates = ordered(url, "horizon_dates")
    assert [told(row, *whens) for row in dates] == [said(each, *whens) for each in horizon.dates]
    assert [row["date"] for row in dates] == [edtf(each.date) for each in horizon.dates]
    parties = {(row["part"], row["id"], row["actor"], row["role"]) for row in ordered(url, "parties")}
    assert parties == {
        (part, record.id, each.actor, each.role)
        for part, record in (("deadline", deadline), ("horizon", horizon))
        for each in record.actors
    }
    cited = [
        (row["part"], row["item"], row["source"], row["locator"], row["quote"]) for row in ordered(url, "citations")
    ]
    assert sorted(cited, key=repr) == sorted(citations(deadline, horizon), key=repr)


def citations(deadline, horizon):
    """Yield the citations of a deadline and a horizon, as the view has them."""
    parts = {"due": "due", "status": "status", "waiver": "waivers", "depends": "depends"}
    items = [(f"deadline/{part}", getattr(deadline, name)) for part, name in parts.items()]
    for part, several in (*items, ("horizon/date", horizon.dates)):
        for place, item in enumerate(several):
            for each in item.citations:
                yield part, place, each.source, each.locator, each.quote
    for each in horizon.citations:
        yield "horizon", 0, each.source, each.locator, each.quote


@pytest.mark.parametrize(
    ("view", "kind", "beside"),
    [
        ("sources", "source", {"collection"}),
        ("actors", "actor", {"collection"}),
        ("programmes", "programme", {"collection", "observed_through_day", "tz"}),
        ("themes", "theme", {"collection", "parent", "path", "depth", "number", "last"}),
    ],
)
def test_records_are_those_of_show(loaded_url, view, kind, beside):
    rows = ordered(loaded_url, view)
    assert rows
    with dateline.open(loaded_url) as db:
        for row in rows:
            record = db.record(row["id"], kind=kind)
            assert row.keys() - beside <= record.keys()
            assert {name: row[name] for name in row.keys() - beside} == {
                name: record[name] for name in row.keys() - beside
            }


def test_actors_have_their_names_and_belong_as_show_says(loaded_url):
    stays, names = ordered(loaded_url, "memberships"), ordered(loaded_url, "actor_names")
    named = {actor: list(rows) for actor, rows in groupby(names, lambda row: row["actor"])}
    with dateline.open(loaded_url) as db:
        for row in ordered(loaded_url, "actors"):
            record = db.record(row["id"], kind="actor")
            own = [(each["whole"], each["role"], each["date"]) for each in stays if each["member"] == row["id"]]
            assert own == [(each["id"], each["role"], each["date"]) for each in record["member_of"]]
            names = (row["id"], record["name"], *record["aliases"])
            assert {each["folded"] for each in named[row["id"]]} == set(map(fold, names))
            assert all(each["folded"] == fold(each["name"]) and each["name"] in names for each in named[row["id"]])


def test_links_are_those_that_were_written(url, cli, folder):
    events = "".join(
        f'[[event]]\nid = "{name}"\ntitle = "E"\ndate = "1999"\nconfidence = "high"\ncitations = [{{ source = "s" }}]\n'
        for name in "ab"
    )
    linked = 'citations = [{ source = "s", locator = "p. 4" }]\nnote = "why"\n'
    text = (
        '[collection]\nid = "c"\ntitle = "C"\n[[source]]\nid = "s"\ntitle = "S"\n' + events
        + f'[[link]]\nid = "l"\ntype = "causes"\nfrom = "a"\nto = "b"\n{linked}'
    )  # fmt: skip
    done = cli("load", folder("linked", events=text), url=url)
    assert done.code == 0, done.err
    (row,) = ordered(url, "links")
    assert (row["id"], row["type"]) == ("l", "causes")
    assert (row["origin"], row["target"], row["note"], row["collection"]) == ("a", "b", "why", "c")
    assert (row["origin_kind"], row["target_kind"]) == ("event", "event")
    (collection,) = ordered(url, "collections")
    assert (collection["id"], collection["title"], collection["curated"]) == ("c", "C", 1)
