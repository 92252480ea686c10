"""Imports of staged events, which a database takes together, leave the same as imports row by row."""

from __future__ import annotations

import csv
import io
import marshal
import sqlite3
import zipfile
from contextlib import contextmanager
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.event_columns import Frame, in_lists
from dateline.formats.delimited import event_cells
from dateline.formats.delimited.columns import blocks, reading
from dateline.input import batches
from dateline.storage.writing.columns import copying, junctions, opened, sinks
from dateline.worker import Asking

pytest.importorskip("adbc_driver_sqlite")
pyarrow = pytest.importorskip("pyarrow")

_HEADER = ("id", "date", "date_text", "title", "description", "kind", "place", "latitude", "longitude", "actors",
           "themes", "citations", "confidence", "calendar", "measures", "version", "withdrawn")  # fmt: skip
_COMMON = {
    "id": "{n}", "date": ("1999", "1999-05-03", "1998~", "198X", "[1999-01..1999-04]"), "title": ("T", "A – title", "Title, 2"),
    "description": ("", 'He said "no".', "Ünder the sea"), "kind": ("", "meeting"), "place": ("", "Minsk", "Łódź"),
    "latitude": ("", "1.5", "-0.0", "53.90", "7", "0.00001"), "longitude": ("", "27.5667", "-180"),
    "actors": ("", "a", "a; b (host)", "b; a; a (guest)", "x (y); z"), "themes": ("", "p/q", "p/q; r", "r; p"),
    "citations": ("", "s (p. 1)", "s; t (2)", 's (p. 1) "said so"'), "confidence": ("", "high"),
    "measures": ("", "dead = 3", "dead = 2 (1..4); cost [EUR] = 2.5"),
}  # fmt: skip
_ODD = {
    "date": ("soon", "", "undated"), "title": ("", "T\0", "two\nlines"), "latitude": ("91", "1,5", "1e1"),
    "actors": (r"a\; b", "a;b", " a ; b", "a (b) (c)", "ü (é)", "; a"), "themes": ("p//q", " r", r"a\;b"),
    "citations": ("s (", "(p. 1)", "s  (p)", "s (p) (q)"), "confidence": ("sure",), "calendar": ("julian", "x"),
    "version": ("", "2", "x"), "withdrawn": ("true", ""),
}  # fmt: skip


def _cells(odd: bool) -> st.SearchStrategy[dict[str, str]]:
    found = {name: st.sampled_from(texts) for name, texts in _COMMON.items() if isinstance(texts, tuple)}
    if odd:
        found |= {name: st.sampled_from((*_COMMON.get(name, ("",)), *texts)) for name, texts in _ODD.items()}
    return st.fixed_dictionaries(found)


_ROWS = st.lists(st.tuples(st.integers(0, 9), st.one_of(_cells(odd=False), _cells(odd=True))), min_size=1, max_size=12)
_NEW_ROWS = st.lists(_cells(odd=False), min_size=1, max_size=12).map(lambda found: list(enumerate(found)))


def _text(rows) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, _HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**cells, "id": f"e{number}"} for number, cells in rows)
    return stream.getvalue()


def _said(item):
    if isinstance(item, Frame):
        return [_said(entry)[0] for entry in in_lists(item).entries()]
    folded = {name: getattr(item, name).split() for name in ("words", "place_words") if hasattr(item, name)}
    return [item._replace(**folded)]


@given(st.one_of(_ROWS, _NEW_ROWS), st.sampled_from([1, 40, 150, 4_000_000]), st.sampled_from(["", "\r\n", "last"]))
def test_rows_by_columns_are_the_rows_one_by_one(rows, letters, ends):
    text = _text(rows)
    text = text.rstrip("\n") if ends == "last" else text.replace("\n", ends or "\n")
    with mock.patch.object(blocks, "_LETTERS", letters):
        found = [said for item in reading.events(io.StringIO(text, newline=""), ",") for said in _said(item)]
    wanted = [said for item in event_cells.events(io.StringIO(text, newline=""), ",") for said in _said(item)]
    assert found == wanted


_CELL = st.text('a ,"\n', max_size=4)


@given(
    st.lists(st.tuples(_CELL, _CELL, _CELL), min_size=1, max_size=5), st.sampled_from([1, 9, 4_000_000]), st.booleans()
)
def test_quotes_wherever_they_stand_part_cells_as_csv_does(rows, letters, quoted):
    head = "id,date,title\n"
    if quoted:
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
            [each, "1999", each] for each, *_ in rows
        )
        text = head + stream.getvalue()
    else:
        text = head + "".join(f"{first},1999,{last}\n" for first, _, last in rows)
    with mock.patch.object(blocks, "_LETTERS", letters):
        found = [said for item in reading.events(io.StringIO(text, newline=""), ",") for said in _said(item)]
    wanted = [said for item in event_cells.events(io.StringIO(text, newline=""), ",") for said in _said(item)]
    assert found == wanted


_A = {name: texts[0] for name, texts in _COMMON.items()}
_FILES = {
    "new": [[(n, {**_A, "actors": f"a{n % 3}; b (host)", "themes": f"p/{n % 4}"}) for n in range(50)]],
    "nobody and nothing named": [[(n, {**_A, "actors": "", "themes": "", "citations": ""}) for n in range(50)]],
    "nobody named": [[(n, {**_A, "actors": ""}) for n in range(50)]],
    "two files": [[(n, _A) for n in range(20)], [(n, _A) for n in range(20, 40)]],
    "a great file, then one that is known": [
        [(n, {**_A, "actors": f"a{n % 3}; b; b (host)", "themes": f"p/{n % 4}; p; z"}) for n in range(90)],
        [(n, {**_A, "title": "New"}) for n in range(60, 150)],
    ],
    "a row comes again far behind": [[(n % 80, {**_A, "title": f"T{n // 80}"}) for n in range(120)]],
    "withdrawn far behind": [[(n % 80, {**_A, "withdrawn": "true" if n == 85 else ""}) for n in range(120)]],
    "known": [[(n, _A) for n in range(20)], [(n, {**_A, "title": "Other", "actors": "z"}) for n in range(10, 30)]],
    "twice the same, twice other": [[(n % 15, {**_A, "title": f"T{n // 18}", "actors": f"a{n}"}) for n in range(25)]],
    "bad rows between": [[(n, {**_A, "date": "x" if n % 7 == 3 else "1999", "themes": f"t{n}"}) for n in range(40)]],
    "bad and twice": [[(n % 20, {**_A, "date": "x" if n % 7 == 3 else "1999", "title": f"{n // 20}"}) for n in range(40)]],
    "withdrawn, and there again": [
        [(n, _A) for n in range(9)], [(3, {**_A, "withdrawn": "true"}), (4, {**_A, "withdrawn": "true", "version": "2"})],
        [(n, _A) for n in range(12)],
    ],
    "two codes of an actor": [[(n, {**_A, "actors": "cameo:BLR; cow:370" if n > 5 else "y"}) for n in range(9)]],
    "approximate and undated": [[(n, {**_A, "date": ("1999~", "undated", "199X?")[n % 3]}) for n in range(9)]],
    "measures": [[(n, {**_A, "measures": f"dead = {n}; cost [EUR] = 2 (1..)"}) for n in range(9)]],
    "too long": [[(n, {**_A, "themes": "x" * 3000 if n == 5 else "y"}) for n in range(9)]],
}  # fmt: skip
_CURATED = '[[actor]]\nid = "land"\nname = "Land"\nkind = "state"\naliases = ["cow:370"]\n'


class _Yielded:
    """What a generator yields, as a worker passes it on, with answers to what asks for them."""

    def __init__(self, items):
        self._items, self._answer = items, None

    def __iter__(self):
        return self

    def __next__(self):
        answer, self._answer = self._answer, None
        item = self._items.send(answer)
        return marshal.loads(marshal.dumps(item.item if isinstance(item, Asking) else item))

    def answer(self, value):
        self._answer = marshal.loads(marshal.dumps(value))


@contextmanager
def _here(function, *arguments):
    """Run what a worker runs in this process."""
    yield _Yielded(function(*arguments))


@pytest.fixture
def small(monkeypatch):
    """Let small files be read by a worker, here in this process, and give what chooses the way."""
    monkeypatch.setattr(batches, "_BIG", 1)
    monkeypatch.setattr(batches, "_GREAT", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(batches, "elsewhere", _here)
    monkeypatch.setattr(blocks, "_LETTERS", 500)
    monkeypatch.setattr(opened, "_TOGETHER", 4)
    monkeypatch.setattr(sinks, "_LEAST", 600)
    monkeypatch.setattr(junctions, "_TOGETHER", 7)
    return lambda way: monkeypatch.setattr(batches, "available", lambda: way)


_OF_BATCH = "num, collection, report, first_event, last_event, digest"


def _tables(url: str):
    """Return the rows of all tables, sorted, and the words of the full text."""
    if not url.startswith("sqlite"):
        return _tables_of_server(url)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        named = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'event_text%' AND name <> 'batch'"
        )
        found = {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=str) for (name,) in connection.execute(named)
        }
        found["revision"] = sorted((row[2:] for row in found["revision"]), key=str)
        found["batch"] = connection.execute(f"SELECT {_OF_BATCH} FROM batch ORDER BY num").fetchall()
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, event_text, row)")
        return {**found, "words": connection.execute("SELECT * FROM temp.words").fetchall()}


def _tables_of_server(url: str):
    with pytest.importorskip("psycopg").connect(url) as connection:
        named = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'batch'"
        found = {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=str)
            for (name,) in connection.execute(named).fetchall()
        }
        return {**found, "revision": sorted((row[2:] for row in found["revision"]), key=str)}


@pytest.mark.in_part(3)
@pytest.mark.parametrize("rows", _FILES.values(), ids=_FILES)
@pytest.mark.parametrize("circa", ["", "5 years"])
def test_imports_of_staged_events_and_row_by_row_leave_the_same(cli, tmp_path, new_url, small, rows, circa):
    if circa and rows is not _FILES["approximate and undated"]:
        pytest.skip("nothing is approximate")
    (tmp_path / "curated.toml").write_text(_CURATED)
    told = []
    for way in (True, False):
        small(way)
        url = new_url()
        assert cli("load", tmp_path / "curated.toml", url=url).code == 0
        outcomes, used = _imported(cli, url, tmp_path, rows, ["--circa", circa] if circa else [])
        assert cli("db", "check", url=url).code == 0
        assert used is way or rows is _FILES["too long"]
        told.append((outcomes, _tables(url)))
    assert told[0] == told[1]


def _imported(cli, url, folder, rows, options=()):
    """Import files, and return what was told of each, and whether events were staged."""
    outcomes, used = [], False
    taken = mock.patch.object(opened.StagedEvents, "open", autospec=True, side_effect=opened.StagedEvents.open)
    for each in rows:
        (folder / "rows.csv").write_text(_text(each))
        with taken as staged:
            run = cli("import", "csv", folder / "rows.csv", "--rejects", folder / "aside", *options, url=url)
        used |= bool(staged.call_count)
        outcomes.append((run.code, run.err.rpartition(",")[0], (folder / "aside").read_text()))
    return outcomes, used


@pytest.mark.in_part(2)
@pytest.mark.parametrize("rows", _FILES.values(), ids=_FILES)
def test_a_new_database_gets_the_same_from_staged_events_and_row_by_row(cli, tmp_path, new_url, small, rows):
    """There, events come without keys where the engine can drop them, and junctions from the process that reads."""
    told = []
    for way in (True, False):
        small(way)
        url = new_url()
        outcomes, _ = _imported(cli, url, tmp_path, rows)
        assert cli("db", "check", url=url).code == 0
        told.append((outcomes, _tables(url)))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("way", "copied"),
    [("new", True), ("bad rows between", True), ("known", True), ("a row comes again far behind", False)],
)
def test_the_first_file_leaves_what_the_reading_process_made(cli, tmp_path, new_url, small, way, copied):
    small(True)
    (tmp_path / "rows.csv").write_text(_text(_FILES[way][0]))
    with mock.patch.object(copying.Copying, "junctions", autospec=True, side_effect=copying.Copying.junctions) as used:
        cli("import", "csv", tmp_path / "rows.csv", "--rejects", tmp_path / "aside", url=new_url())
    assert bool(used.call_count) is copied


@pytest.mark.parametrize("behind", [[], [(n, _A) for n in range(40, 60)], [(3, {**_A, "withdrawn": "true"})]])
def test_a_text_behind_the_one_of_an_offer_is_taken_too(cli, tmp_path, small, behind):
    first, found = _FILES["new"][0], []
    with zipfile.ZipFile(tmp_path / "rows.zip", "w") as archive:
        archive.writestr("a.csv", _text(first))
        archive.writestr("b.csv", _text(behind))
    for way in (True, False):
        small(way)
        url = f"sqlite:///{tmp_path}/{way}.db"
        assert cli("import", "csv", tmp_path / "rows.zip", url=url).code == 0
        assert cli("db", "check", url=url).code == 0
        found.append(_tables(url))
    assert found[0] == found[1]


@pytest.mark.parametrize("lack", ["junctions", "words"])
def test_what_cannot_be_copied_is_made_here(cli, tmp_path, small, monkeypatch, lack):
    path, found = tmp_path / "rows.csv", []
    path.write_text(_text(_FILES["new"][0]))
    for way in (True, False):
        url = f"sqlite:///{tmp_path}/{way}.db"
        with monkeypatch.context() as patched:
            if way and lack == "junctions":
                patched.setattr(junctions, "_GREATEST", 1)
            elif way:
                patched.setattr(copying, "_SHADOWS", ("sqlite_master",))  # SQLite lets nobody write to it
            small(way)
            assert cli("import", "csv", path, url=url).code == 0
        assert cli("db", "check", url=url).code == 0
        found.append(_tables(url))
    assert found[0] == found[1]


_OF_SERVER = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated::text FROM pg_constraint "
    "WHERE connamespace = current_schema()::regnamespace",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()",
)


def _keys(url: str) -> tuple[list[str], dict[str, list[str]]]:
    """Return all indexes and constraints of a database, and the rows of the tables of events, as texts."""
    rows = ("event", "participant", "event_citation", "event_measure", "event_actor", "event_theme")
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            keys = sorted(map(str, connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")))
            return keys, {name: sorted(map(str, connection.execute(f"SELECT * FROM {name}"))) for name in rows}
    with pytest.importorskip("psycopg").connect(url) as connection:
        keys = [each for sql in _OF_SERVER for each in sorted(map(str, connection.execute(sql)))]
        return keys, {name: sorted(map(str, connection.execute(f"SELECT * FROM {name}"))) for name in rows}


@pytest.mark.in_part(2)
@pytest.mark.slow
@pytest.mark.parametrize("rows", _FILES.values(), ids=_FILES)
def test_a_first_import_leaves_the_keys_of_a_new_database_and_the_rows_of_a_later_one(
    cli, tmp_path, new_url, small, rows
):
    """First imports drop keys for a while, where the engine can; later ones, and those beside records, cannot."""
    kept, told = list[str](), []
    (tmp_path / "curated.toml").write_text(_CURATED.replace("cow:370", "nobody"))
    for way, before in ((True, False), (False, False), (True, True)):
        small(way)
        url = new_url()
        assert cli("db", "upgrade", url=url).code == 0
        kept = kept or _keys(url)[0]
        if before:
            assert cli("load", tmp_path / "curated.toml", url=url).code == 0
        for each in rows:
            (tmp_path / "rows.csv").write_text(_text(each))
            run = cli("import", "csv", tmp_path / "rows.csv", "--rejects", tmp_path / "aside", url=url)
            assert run.code in (0, 4), run.err
        assert cli("db", "check", url=url).code == 0
        keys, found = _keys(url)
        assert keys == kept
        told.append(found)
    assert told[0] == told[1]
    assert [len(each) for each in told[2].values()] == [len(each) for each in told[0].values()]
    assert told[0]["event"]
