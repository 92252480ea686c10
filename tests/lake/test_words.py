"""Words are found in a lake by its index as in a database by its own, whatever was added, changed, withdrawn, merged."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST, to_day
from dateline.errors import InvalidQuery
from dateline.query import Query
from dateline.storage.engines.lakes import manifest
from dateline.storage.engines.lakes.connection import LakeConnection
from dateline.storage.engines.lakes.layout import TEXT
from dateline.storage.engines.lakes.words import pattern, spread
from dateline.storage.lake import compacting, word_index
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader

WORDS = ("a", "ab", "abc", "b", "talk", "talks", "talked", "Élan", "1999", "\U00010330", "中", "ßß", "x-y", "o'a", "…")
DATES = ("1999-12-08", "1999", "199X", "{1994-07,1999-08}", "undated", "2001-03")
_TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
_EVENT = st.fixed_dictionaries(
    {"id": st.sampled_from([f"e{i}" for i in range(12)]), "title": _TEXT, "date": st.sampled_from(DATES)},
    optional={"description": _TEXT, "place": _TEXT, "withdrawn": st.just(True)},
)


def grown(cli, folder, url, steps, base):
    """Add the same events to a lake and a database, file by file; merge the lake's files in between."""
    assert cli("lake", "create", folder).code == 0
    for number, events in enumerate(steps):
        path = base / f"{number}.jsonl"
        path.write_text("".join(json.dumps(event) + "\n" for event in events), "utf-8")
        for words in (("import", "jsonl", path), ("lake", "add", folder, "jsonl", path)):
            done = cli(*words, "--rejects", base / "rejected", url=url)
            assert done.code == 0, done.err
        if number == 1:
            assert cli("lake", "compact", folder, "--every").code == 0


def answers(url, queries):
    with reading(url) as connection:
        return [_answer(Reader(connection), query) for query in queries]


def _answer(reader, query):
    try:
        years = reader.facets(query._replace(limit=None), "year")
        return list(reader.events(query)), reader.count(query), years
    except InvalidQuery as error:  # too many forms
        return str(error)


_PHRASE = st.tuples(_TEXT, st.sampled_from(["", "*"])).map("".join).filter(lambda text: any(map(str.isalnum, text)))
_PHRASES = st.lists(_PHRASE, max_size=3).map(tuple)
_QUERY = st.builds(
    Query,
    first=st.sampled_from([FAR_PAST, to_day(1999, 1, 1)]),
    last=st.sampled_from([FAR_FUTURE, to_day(1999, 12, 31)]),
    texts=_PHRASES,
    places=_PHRASES,
    sought=_PHRASES,
    every=st.booleans(),
    either=st.booleans(),
    stems=st.booleans(),
    match=st.sampled_from(["possible", "certain", "within"]),
    limit=st.sampled_from([None, 2]),
).filter(lambda query: query.texts or query.places or query.sought)


@pytest.mark.few_examples(1)
@settings(
    max_examples=4, deadline=None, phases=(Phase.generate,), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(st.lists(_EVENT, min_size=1, max_size=12), min_size=1, max_size=4),
    queries=st.lists(_QUERY, min_size=12, max_size=12),
)
def test_the_same_as_a_database(steps, queries, cli, tmp_path_factory):
    base = tmp_path_factory.mktemp("words")
    url = f"sqlite:///{base}/e.db"
    grown(cli, base / "lake", url, steps, base)
    assert answers(f"lake:{base}/lake", queries) == answers(url, queries)


@pytest.fixture
def in_parts(cli, tmp_path, monkeypatch):
    """Return a lake whose index has several files from one addition, and the database with the same events."""
    monkeypatch.setattr(word_index, "_TOGETHER", 10_000)
    monkeypatch.setattr(word_index, "_RUN", 40_000)
    monkeypatch.setattr(compacting, "_MANY_WORDS", 300)
    number = 4 * word_index._BLOCK
    events = [{"id": f"e{i}", "title": f"{WORDS[i % 7]} round {i % 11} talks", "date": "1999"} for i in range(number)]
    grown(
        cli,
        tmp_path / "lake",
        f"sqlite:///{tmp_path}/e.db",
        [events, events[:5], [{**events[0], "title": "b"}]],
        tmp_path,
    )
    return tmp_path / "lake", f"sqlite:///{tmp_path}/e.db"


def test_several_files(in_parts, cli):
    """Each file is in order, and a run has a word in one file; big ones are left as they are when others merge."""
    import duckdb

    folder, url = in_parts
    files = manifest.load(folder).of(TEXT)
    runs: dict[int, list[set[str]]] = {}
    for file in files:
        found = duckdb.execute(
            "SELECT min(event) // 1024, list(DISTINCT field || word) FROM read_parquet($1)", [str(folder / file.path)]
        ).fetchall()
        if "/000001-" in file.path:
            runs.setdefault(found[0][0], []).append(set(found[0][1]))
    assert max(map(len, runs.values())) > 2, "an event that changed let more be written anew than its run"
    assert all(sum(map(len, parts)) == len(set.union(*parts)) for parts in runs.values())
    for file in files:
        rows = duckdb.execute(
            "SELECT field, word, event, nth FROM read_parquet($1)", [str(folder / file.path)]
        ).fetchall()
        assert rows == sorted(rows)
        assert len(rows) == file.rows
    queries = [
        Query(texts=("talks",)),
        Query(texts=("round 1 talks",)),
        Query(texts=("b",)),
        Query(texts=("ta*", "b"), every=True),
    ]
    assert answers(f"lake:{folder}", queries) == answers(url, queries)
    assert cli("lake", "compact", folder, "--every").code == 0
    assert {file.path for file in files if file.rows >= 300} <= {file.path for file in manifest.load(folder).of(TEXT)}
    assert answers(f"lake:{folder}", queries) == answers(url, queries)


def test_counts_read_the_index_alone(held):
    """Where all of time is asked for, a count of words opens no file of events."""
    with reading(f"lake:{held[0]}") as connection:
        assert isinstance(connection, LakeConnection)
        connection._gapped = False
        Reader(connection).count(Query(texts=("talks",)))
        assert set(connection._views) == {TEXT}


@pytest.mark.parametrize(
    ("forms", "selects"),
    [
        (["a b "], 1),
        (["a b ", "a c ", "d b ", "d c "], 1),  # those of each word with those of each other
        (["a b ", "d c "], 2),
        (["a ", "b c "], 2),
        (["a ", "a"], 2),
        (["a "], 1),
    ],
)
def test_forms_of_a_phrase(forms, selects):
    statement = "x IN (SELECT event FROM event_text WHERE asked = $words)"
    sql, values = spread(statement, {"words": pattern("words", [forms], False)})
    assert sql.count("SELECT") == selects
    assert not any(word in sql for word in values.values() if len(word) > 1)  # words are parameters, never text
    assert "((" not in sql  # Spark takes it for a list of values
    assert spread(statement, {}) == (statement, {})
