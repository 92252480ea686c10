"""Files that are left out cannot hold an answer: a lake read in part answers as one that is read whole."""

from __future__ import annotations

from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.query import Query
from dateline.storage.engines.lakes import connection as engine
from dateline.storage.engines.lakes.manifest import DataFile
from dateline.storage.engines.lakes.pruning import foremost
from dateline.storage.lake import theme_numbers
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader

DAYS = st.integers(-20_000, 740_000) | st.integers(727_000, 731_000)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.tuples(DAYS, DAYS).map(sorted) | st.just((FAR_PAST, FAR_FUTURE)),
    actors=st.sampled_from([(), ("actor-1",)]),
    themes=st.sampled_from([(), ("energy",)]),
    limit=st.sampled_from([None, 3, 20]),
    sort=st.sampled_from(["date", "-date"]),
)
def test_nothing_is_missed(held, days, actors, themes, limit, sort):
    query = Query(first=days[0], last=days[1], actors=actors, themes=themes, limit=limit, sort=sort)
    with reading(f"lake:{held[0]}") as connection:
        pruned = list(Reader(connection).events(query)), Reader(connection).count(query)
    with (
        mock.patch.object(engine, "wanted", lambda files, _: [file for file in files if file.rows]),
        mock.patch.object(engine, "foremost", lambda files, *_, **__: files),
        reading(f"lake:{held[0]}") as connection,
    ):
        assert (list(Reader(connection).events(query)), Reader(connection).count(query)) == pruned


def test_files_are_left_out(held):
    query = Query(first=729_815, last=729_845)
    with reading(f"lake:{held[0]}") as connection:
        list(Reader(connection).events(query))
        assert isinstance(connection, engine.LakeConnection)
        files = len(connection._views["event"])
        assert 0 < files < len([file for file in connection.manifest.of("event") if file.rows])


@given(
    files=st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4), min_size=1, max_size=6),
    limit=st.integers(1, 8),
    descending=st.booleans(),
)
def test_the_first_of_all(files, limit, descending):
    """Whatever has the day of one of the first events is in a file that is kept; the number decides between them."""
    described = [
        DataFile(str(number), "event", len(days), 1, "", first_day=min(days), last_day=max(days))
        for number, days in enumerate(files)
    ]
    days = sorted((day for each in files for day in each), reverse=descending)
    bound = days[:limit][-1]
    within = {
        str(number)
        for number, each in enumerate(files)
        if any(day >= bound if descending else day <= bound for day in each)
    }
    assert within <= {file.path for file in foremost(described, limit, descending=descending)}


@given(st.lists(st.lists(st.sampled_from(["a", "a/b", "a/b/c", "b", "a/c", "0", "b/x/y"]), max_size=3), max_size=5))
def test_numbers_of_themes(steps):
    """However themes come, their numbers are those of a walk down the tree, and no number changes."""
    known: dict[str, int] = {}
    for names in steps:
        new = {"/".join(name.split("/")[:end]) for name in names for end in range(1, name.count("/") + 2)}
        made = theme_numbers.numbered(known, new - known.keys())
        assert not made.keys() & known.keys()
        known |= made
    order = sorted(known, key=known.__getitem__)
    assert order == sorted(known, key=lambda name: name.split("/"))
    assert len(set(known.values())) == len(known)
    for name, last in theme_numbers.lasts(known).items():
        below = {each for each in known if each == name or each.startswith(f"{name}/")}
        assert {each for each in known if known[name] <= known[each] <= last} == below
