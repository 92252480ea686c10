"""Queries against a database give what a filter in Python over the same events gives, for any events and query."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST, Match, parse, within
from dateline.facets import Facets
from dateline.formats.curated.folder import Curated
from dateline.measures import bounds
from dateline.measures.conditions import condition_of
from dateline.measures.conditions import judged as judge
from dateline.model import Actor, Citation, Event, Measure, Membership, Participant, Source, Theme
from dateline.names import fold
from dateline.query import Query
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader
from dateline.storage.writing.load import load

DATES = (
    "1994", "1995", "1996", "1994-07", "1995-05", "1995-12", "1996-02-29", "1995-05-14", "1994-12-31", "1995-01-01",
    "1994/1996", "1994-07/1995", "1995-05-14/1996-02", "1994-01-01/1995-12-31", "1995-05/1995-05", "1900/1995-06",
    "../1995", "1995/..", "1995/", "/1995", "../1995-05-14", "1996-03/..", "1995-21", "1995-24", "1995-33", "1996-41",
    "199X", "19XX", "1995-XX", "1995-1X", "1995-05-XX", "199X-05", "XXXX-12-25", "1X95", "1995-XX-14",
    "[1994,1996]", "[1994..1996]", "{1994,1996}", "{1994..1996}", "[1994-07,1995-05-14,1996]", "{1994,1995-05,1996-02}",
    "[..1994]", "[1996..]", "{..1994}", "{1996..}", "[1900,1996-02-29]", "{-0043,1995}", "{1995,1995-05}",
    "-0043", "-0043-03-15", "-0100/0100", "0000", "Y-20000", "Y17E7", "Y17E7/..", "1995?", "1994~/1996%",
    "1995~", "1996%", "1995-05-14?", "1995-05-14~", "1995-~05", "1995-?05", "1994~/1996", "1994?/1996", "1994/1996?",
    "1994?/1996?", "1995?/..", "1995?/", "/1995?", "1995~/..", "..1994~/1996?", "199X~", "XXXX-12-25~", "199X-05?",
    "{1994?,1996}", "{1994~,1996?}", "[1994~,1998]", "[1994?,1996]", "[1994?..1996]", "1995-23~", "1995-33?",
)  # fmt: skip
RANGES = (
    "1994", "1995", "1996", "1995-05", "1995-05-14", "1995-12-31", "1996-02", "1995-02", "199X", "1990/1999", "-0043",
    "-0200/0200", "1994-08/1995-04", "1995-06/1996-01", "../1995", "1996/..", "2000/..", "../1900", "Y-30000/1000",
)  # fmt: skip
ACTORS = tuple("abcde")
THEMES = ("energy", "energy/gas", "energy/gas/prices", "energy/oil", "trade", "trade/gas", "u", "v")
SOURCES = ("paper", "book")
WORDS = ("gas price", "Gasolin", "oil", "Öl", "prices of gas", "")

participants = st.lists(st.builds(Participant, st.sampled_from(ACTORS), st.sampled_from([None, "host"])), max_size=3)
cited = st.lists(st.builds(Citation, st.sampled_from(SOURCES)), max_size=2)
plain_events = st.builds(
    SimpleNamespace,
    date=st.sampled_from((*DATES, "undated", "undated")),
    title=st.sampled_from(["One", *WORDS[:-1]]),
    description=st.sampled_from([None, *WORDS[:-1]]),
    place=st.sampled_from([None, "Minsk", "Near Minsk", "Gas town"]),
    actors=participants,
    themes=st.lists(st.sampled_from(THEMES), max_size=3, unique=True),
    citations=cited,
    kind=st.sampled_from([None, "talks", "treaty"]),
    confidence=st.sampled_from([None, "high", "low"]),
    deaths=st.none()
    | st.tuples(st.sampled_from([None, 3]), st.sampled_from([None, 1, 3]), st.sampled_from([None, 3, 9])),
)
memberships = st.lists(
    st.tuples(st.sampled_from(ACTORS), st.sampled_from(ACTORS), st.none() | st.sampled_from(DATES)).filter(
        lambda found: found[0] < found[1]
    ),
    max_size=5,
)


@st.composite
def worlds(draw):
    """Return what a small collection holds."""
    found = Curated()
    found.records["source"] = {name: Source(name, name) for name in SOURCES}
    stays = draw(memberships)
    for name in ACTORS:
        whole = tuple(Membership(of, None, date and parse(date)) for who, of, date in stays if who == name)
        found.records["actor"][name] = Actor(name, f"Actor {name}", "body", member_of=whole)
    below = {"v": draw(st.sampled_from([None, "u", "energy"]))}
    found.records["theme"] = {name: Theme(name, f"T {name}", above=below.get(name)) for name in THEMES}
    for kind in ("talks", "treaty"):  # for a kind or a measure of no event is refused
        found.records["event"][kind] = Event(kind, kind, parse("1800"), kind=kind, measures=measures((5, None, None)))
    for number, plain in enumerate(draw(st.lists(plain_events, min_size=1, max_size=7))):
        found.records["event"][f"e{number}"] = Event(
            f"e{number}", plain.title, parse(plain.date), description=plain.description, place=plain.place,
            actors=tuple(plain.actors), themes=tuple(plain.themes), citations=tuple(plain.citations), kind=plain.kind,
            confidence=plain.confidence, measures=measures(plain.deaths),
        )  # fmt: skip
    return found


def measures(deaths):
    return () if deaths in (None, (None, None, None)) else (Measure("deaths", *deaths),)


def some(among, most=2):
    return st.lists(st.sampled_from(among), max_size=most, unique=True).map(tuple)


ranges = st.just((FAR_PAST, FAR_FUTURE)) | st.sampled_from(RANGES).map(
    lambda text: (parse(text).earliest, parse(text).latest)
)
FILTERS = ("actors", "themes", "sources", "places", "texts", "kinds", "confidences", "sought", "wheres")


def query_of(days, undated, joined, **rest):
    asked = any(rest[name] for name in FILTERS)
    query = Query(*days, **rest)._replace(every=joined == "every", either=joined == "either" and asked)
    return query._replace(undated=undated and query.timeless)


queries = st.builds(
    query_of,
    undated=st.sampled_from([False, False, True]),
    days=ranges,
    match=st.sampled_from(["possible", "certain", "within"]),
    actors=some(ACTORS) | st.just(()),
    themes=some(THEMES) | st.just(()),
    sources=some(SOURCES) | st.just(()),
    places=some(["minsk", "gas", "nowhere", '"mins"', '"minsk"']) | st.just(()),
    texts=some(["gas", "pric*", "ÖL", "gas price", "as", '"gas"', "gas pric*", "gas pric", "pric"]) | st.just(()),
    joined=st.sampled_from(["", "every", "either"]),
    sought=st.just(()) | some(["gas", "pric*", "price", "oil"], 1) | st.just(("gas", "price")),
    kinds=st.just(()) | some(["talks", "treaty"], 1),
    confidences=st.just(()) | some(["high", "low"], 1),
    wheres=st.just(())
    | some(["deaths >= 3", "deaths < 2", "deaths = 3"]).map(lambda all_: tuple(map(condition_of, all_))),
    not_actors=st.just(()) | some(ACTORS, 1),
    not_themes=st.just(()) | some(THEMES, 1),
    members=st.booleans(),
    sort=st.sampled_from(["date", "-date"]),
    limit=st.none() | st.integers(0, 5),
)


# The same in Python: what an event must have, kind of filter by kind of filter.


def paths(world, member, whole):
    """Yield the bounds of each way by which `member` belongs to `whole`: later starts, earlier ends."""
    always = (FAR_PAST, FAR_PAST, FAR_FUTURE, FAR_FUTURE)
    for membership in world.actors[member].member_of:
        own = membership.date.bounds if membership.date else always
        further = [always] if membership.actor == whole else list(paths(world, membership.actor, whole))
        for other in further:
            both = [*map(max, own[:2], other[:2]), *map(min, own[2:], other[2:])]
            if both[0] <= both[3]:
                yield both


def takes_part(world, event, actor, members):
    """Tell whether an actor, or who belonged to it on the event's date, takes part."""
    if any(p.actor == actor for p in event.actors):
        return Match.CERTAIN
    found = Match.IMPOSSIBLE
    for participant in event.actors if members and event.date.kind != "undated" else ():
        for start_earliest, start_latest, end_earliest, end_latest in paths(world, participant.actor, actor):
            first, last = event.date.bounds.earliest, event.date.bounds.latest
            doubtful = event.date.bounds.start_latest > last or event.date.bounds.end_earliest < first
            if start_latest <= first and end_earliest >= last and not doubtful:
                return Match.CERTAIN
            if start_earliest <= last and end_latest >= first:
                found = Match.POSSIBLE
    return found


def below(world, theme, above):
    while theme and theme != above:
        theme = world.themes[theme].parent
    return theme == above


def has_words(text, words):
    end = "" if words.endswith("*") else " "
    return f" {fold(words)}{end}" in f" {fold(text or '')}{end}"


def match_of(world, event, query):
    """Return how an event answers a query."""
    date = event.date.match(query.first, query.last)
    untold, everything = event.date.kind == "undated", (query.first, query.last) == (FAR_PAST, FAR_FUTURE)
    if untold and everything:
        date = Match.CERTAIN
    if query.undated and not untold:
        return Match.IMPOSSIBLE
    if any(p.actor in query.not_actors for p in event.actors):
        return Match.IMPOSSIBLE
    if any(below(world, theme, wanted) for theme in event.themes for wanted in query.not_themes):
        return Match.IMPOSSIBLE
    meant = meant_by(world, event, query)
    found = Match.CERTAIN if date == Match.CERTAIN == meant else Match.POSSIBLE
    if Match.IMPOSSIBLE in (date, meant):
        return Match.IMPOSSIBLE
    if query.match == "within" and not untold and not within(event.date.bounds, query.first, query.last):
        return Match.IMPOSSIBLE
    if query.match == "within" and event.date.uncertain and not everything:
        return Match.IMPOSSIBLE
    if query.match == "within" and query.wheres and meant_by(world, event, query, measured=True) == Match.IMPOSSIBLE:
        return Match.IMPOSSIBLE
    if query.match == "certain" and found != Match.CERTAIN:
        return Match.IMPOSSIBLE
    return found


ORDER = (Match.IMPOSSIBLE, Match.POSSIBLE, Match.CERTAIN)


def least(matches):
    return min(matches, key=ORDER.index, default=Match.CERTAIN)


def most(matches):
    return max(matches, key=ORDER.index)


def plainly(found):
    return Match.CERTAIN if found else Match.IMPOSSIBLE


def met(event, condition, *, measured):
    """Return how an event meets a condition; `measured` takes only what is certain."""
    each = [judge(condition, *bounds(m.value, m.low, m.high)) for m in event.measures]
    found = each[0] if each else Match.IMPOSSIBLE
    return Match.IMPOSSIBLE if measured and found == Match.POSSIBLE else found


def meant_by(world, event, query, *, measured=False):
    """Return how an event answers a query, whatever its date."""
    told = " ".join(filter(None, (event.title, event.description)))
    kinds = (
        [takes_part(world, event, actor, query.members) for actor in query.actors],
        [plainly(any(below(world, theme, wanted) for theme in event.themes)) for wanted in query.themes],
        [plainly(any(c.source == wanted for c in event.citations)) for wanted in query.sources],
        [plainly(has_words(event.place, wanted)) for wanted in query.places],
        [plainly(has_words(told, wanted)) for wanted in query.texts],
    )
    alone = (
        [plainly(event.kind == wanted) for wanted in query.kinds],
        [plainly(event.confidence == wanted) for wanted in query.confidences],
    )
    always = [plainly(has_words(told, wanted)) for wanted in query.sought]
    always += [met(event, wanted, measured=measured) for wanted in query.wheres]
    if query.either:
        every = [found for each in (*kinds, *alone) for found in each] + always
        return most(every) if every else Match.CERTAIN
    join = least if query.every else most
    return least([*(join(each) for each in kinds if each), *(most(each) for each in alone if each), *always])


def expected(world, query):
    ordered = sorted(world.events.values(), key=lambda e: (e.date.bounds.earliest, e.date.bounds.latest, e.id))
    found = [(e.id, str(m)) for e in ordered if (m := match_of(world, e, query)) != Match.IMPOSSIBLE]
    if query.sort == "date":
        return found
    untold = [each for each in found if world.events[each[0]].date.kind == "undated"]
    return [each for each in found[::-1] if each not in untold] + untold[::-1]


def counted(world, records, by, query):
    """Return the counts of events that are found, each as surely as it is meant."""
    facets = Facets(by, query.first, query.last)
    for record in records:
        surely = meant_by(world, world.events[record["id"]], query) == Match.CERTAIN
        facets.add_record(record, surely=surely)
    return facets.rows()


RELAXED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=RELAXED)
@given(world=worlds(), asked=st.lists(queries, min_size=6, max_size=6))
def test_queries(emptied, world, asked):
    url = emptied()
    load(url, world)
    with reading(url) as connection:
        reader = Reader(connection)
        for query in asked:
            wanted = expected(world, query)
            whole = query._replace(limit=None, sort="date")
            for by in ("year", "month", "actor", "theme"):
                assert reader.facets(whole, by) == counted(world, reader.events(whole), by, query), query
            found = [(record["id"], record["match"]) for record in reader.events(query)]
            assert found == (wanted if query.limit is None else wanted[: query.limit]), query
            matches = [match for _, match in wanted]
            assert reader.count(query) == {m: matches.count(m) for m in ("certain", "possible")}, query


@pytest.mark.parametrize("mode", ["possible", "certain", "within"])
def test_every_date_with_every_range(emptied, mode):
    world = Curated()
    for text in (*DATES, "undated"):
        for other in ("", "?", "~", "%"):
            if not other or text.isdigit():
                identity = f"e{len(world.events)}"
                world.records["event"][identity] = Event(identity, text, parse(text + other))
    url = emptied()
    load(url, world)
    with reading(url) as connection:
        for text in (*RANGES, *(date for date in DATES if date[0] not in "[{")):
            query = Query(parse(text).earliest, parse(text).latest, match=mode)
            found = [(record["id"], record["match"]) for record in Reader(connection).events(query)]
            assert found == expected(world, query), text
            limited = Query(query.first, query.last, match=mode, limit=3)
            assert [record["id"] for record in Reader(connection).events(limited)] == [i for i, _ in found[:3]]
