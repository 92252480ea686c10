"""The past laid over what is there now answers as a copy of the whole database does that was put back."""

from __future__ import annotations

import json
import os
import random
from collections import Counter

import pytest
from forgeries import take
from torture.histories import History, curated

from dateline.query import Query
from dateline.storage.history.occasion import Occasion
from dateline.storage.opening import reading
from dateline.storage.past.beside import CannotLayOver, laid_over
from dateline.storage.past.copied import copied
from dateline.storage.past.few import NotFew, with_few
from dateline.storage.past.opened import _made, rewound
from dateline.storage.past.parts import MERGED
from dateline.storage.reading.events import Reader
from dateline.storage.reading.lists import Catalogue
from dateline.storage.statements.events import OWN_CELLS
from dateline.storage.statements.registry import STATEMENTS
from dateline.storage.writing.backups import backup
from dateline.storage.writing.load import load

STEPS = int(os.environ.get("DATELINE_PAST_STEPS", "5"))
SEEDS = int(os.environ.get("DATELINE_PAST_SEEDS", "1"))
QUERIES = {
    "all": Query(),
    "newest": Query(sort="-date"),
    "first": Query(limit=2),
    "newest few": Query(sort="-date", limit=3),
    "range": Query(first=727929, last=728200),
    "range, few": Query(first=727929, last=728200, limit=1),
    "actor": Query(actors=("A",)),
    "actor, few": Query(actors=("B",), limit=2),
    "two actors": Query(actors=("A", "B"), every=True),
    "not an actor": Query(not_actors=("A",)),
    "theme": Query(themes=("a",)),
    "theme, few": Query(themes=("a/b",), limit=1),
    "actor and theme": Query(actors=("A", "C"), themes=("m",)),
    "not a theme": Query(not_themes=("a",), limit=4),
    "words": Query(texts=("gas",)),
    "words, few": Query(texts=("oil",), limit=2),
    "words of an actor": Query(texts=("oil",), actors=("A",)),
    "source": Query(sources=("paper",)),
    "certain": Query(first=727929, last=728200, match="certain"),
}


def known(connection, query):
    """Return whether everything that a query names was there."""
    named = (("actor", query.actors + query.not_actors), ("theme", query.themes + query.not_themes),
             ("source", query.sources))  # fmt: skip
    found = {kind: {row[0] for row in connection.run(f"SELECT id FROM {kind}")} for kind, _ in named}
    return all(set(names) <= found[kind] for kind, names in named)


def answers(connection):
    """Return what is told of the events, and of all else how many there are."""
    found: dict[object, object] = {"totals": list(connection.rows("totals"))}
    for kind in ("source", "actor", "theme", "redirect"):
        found[kind] = connection.run(f"SELECT id FROM {kind} ORDER BY id")
    found["names"] = sorted(connection.run("SELECT folded, name FROM actor_name"))
    for name, query in QUERIES.items():
        if known(connection, query):
            reader = Reader(connection)
            found[name] = list(reader.events(query)), reader.count(query._replace(limit=None))
            found[name, "cells"] = [list(zip(*batch, strict=True)) for batch in reader.cells(query)]
            if query.limit is None:
                for by in ("year", "actor", "theme"):
                    found[name, by] = sorted(map(repr, reader.facets(query, by)))
    found["single"] = [Reader(connection).event(each) for each in "pqrstuv"]
    found["pages"] = [Reader(connection).page(Query(), 2, skip=skip).records for skip in range(4)]
    found["cited"] = [Reader(connection).citing(each, 2) for each in ("paper", "wire")]
    catalogue = Catalogue(connection)
    found["lists"] = [list(catalogue.themes()), list(catalogue.actors()), list(catalogue.sources())]
    return found


def history(url, seed, folder):
    """Return the number of the last batch of some random steps."""
    made = History(url, seed, folder)
    for _ in range(STEPS):
        made.step()
    return made.last()


def test_the_columns_of_the_order_are_where_they_were():
    assert [OWN_CELLS[place] for place in MERGED["event_cells"]] == ["start_earliest", "num"]
    assert set(MERGED) <= set(STATEMENTS)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_both_ways_tell_the_same(seed, new_url, tmp_path):
    url = new_url()
    told: Counter[object] = Counter()
    for batch in range(1, history(url, seed, tmp_path) + 1):
        with copied(url, batch) as connection:
            expected = answers(connection)
        for name, way, refusal in (("few", with_few, NotFew), ("laid over", laid_over, CannotLayOver)):
            try:
                with way(url, batch) as connection:
                    assert answers(connection) == expected, f"batch {batch}, {name}"
                told[name] += 1
            except refusal:
                told["not", name] += 1
        with rewound(url, batch) as connection:  # as it was kept, where the engine keeps it
            assert answers(connection) == expected, f"batch {batch}, kept"
    assert told["laid over"]


def steps(chance, url, path):
    """Change some events in some batches, as imports and by hand; yield after each."""
    kept = [row(chance, f"e{number}") for number in range(4)]
    for version in range(1, 7):
        second = Occasion(f"2026-01-01T00:00:{version:02}", "me", "load")
        if chance.random() < 0.5 or version == 1:
            kept = [row(chance, each["id"]) if chance.random() < 0.5 else each for each in kept]
            chosen = [each for each in kept if version == 1 or chance.random() < 0.8]
            load(url, curated(chosen), prune=True, occasion=second)
        else:
            rows = [row(chance, f"i{chance.randrange(5)}") | {"version": version} for _ in range(3)]
            rows = list({each["id"]: each for each in rows}.values())
            rows += [{"id": f"i{chance.randrange(5)}", "withdrawn": True, "version": version}] if version > 4 else []
            path.write_text("\n".join(map(json.dumps, rows)))
            take(url, path, second._replace(command="import"))
        yield


def row(chance, identity):
    date = chance.choice(["1994", "1994-07", "1994-07-03", "1994~", "1993-01-01/1994-08-01", "[1992,1994-07]"])
    found = {"id": identity, "title": chance.choice(["gas runs", "oil runs", "talks"]), "date": date}
    found |= {"actors": [{"id": each} for each in chance.sample("ABC", chance.randrange(3))]}
    found |= {"themes": chance.sample(["a", "a/b", "m"], chance.randrange(3))}
    return found | {"citations": [{"source": "paper", "locator": str(chance.randrange(9))}]}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_first_look_a_kept_one_and_a_backup_tell_the_same(seed, new_url, tmp_path):
    url, chance = new_url(), random.Random(seed)
    whole = curated([row(chance, f"w{number}") | {"actors": [{"id": each} for each in "ABC"],
                    "themes": ["a/b", "m"]} for number in range(2)])  # fmt: skip
    load(url, whole, occasion=Occasion("2026-01-01T00:00:00", "me", "load"))
    backups = []
    for number, _ in enumerate(steps(chance, url, tmp_path / "rows.jsonl")):
        with reading(url) as connection:
            last = connection.run("SELECT max(num) FROM batch")[0][0]
        backups.append((last, f"{tmp_path}/backup{number}.db"))
        backup(url, backups[-1][1])
    for batch, file in backups:
        with reading(f"sqlite:///{file}") as connection:
            expected = events_told(connection)
        with with_few(url, batch) as connection:
            assert events_told(connection) == expected, f"batch {batch}, first"
        for look in ("one", "another"):
            with rewound(url, batch) as connection:
                assert events_told(connection) == expected, f"batch {batch}, {look}"


def events_told(connection):
    """Return what is told of events, but not of names that came with later records and stayed."""
    found: dict[object, object] = {}
    for name, query in QUERIES.items():
        reader = Reader(connection, many=True)
        found[name] = list(reader.events(query)), reader.count(query._replace(limit=None))
        found[name, "cells"] = [line for batch in reader.cells(query) for line in zip(*batch, strict=True)]
        if query.limit is None:
            for by in ("year", "actor", "theme"):
                found[name, by] = sorted(map(repr, reader.facets(query, by)))
    found["single"] = [Reader(connection).event(f"{kind}{number}") for kind in "ei" for number in range(5)]
    return found


def event_row(identity):
    return {"id": identity, "title": "gas", "date": "1994", "actors": [{"id": "A"}], "themes": ["a"], "citations": []}


def told(connection):
    return list(Reader(connection).events(Query())), Reader(connection).count(Query(actors=("A",)))


@pytest.mark.both_engines
def test_a_past_that_is_kept_ends_with_the_next_batch(url, engine, monkeypatch):
    """What was kept is taken as long as nothing was written, and made anew after that."""
    made: list[int] = []

    def counted(url, batch, stack):
        made.append(batch)
        return _made(url, batch, stack)

    monkeypatch.setattr("dateline.storage.past.opened._made", counted)
    at = Occasion("2026-01-01T00:00:00", "me", "load")
    for ids in ("p", "pq", "q"):
        load(url, curated([event_row(each) for each in ids]), prune=True, occasion=at)
        if ids == "p":
            with reading(url) as connection:
                expected = told(connection)
            continue
        for _ in range(2):
            with rewound(url, 1) as connection:
                assert told(connection) == expected
    assert len(made) == (2 if engine == "sqlite" else 4)
