"""Imports of files of events that SQLite takes as a whole leave the same as imports row by row."""

from __future__ import annotations

import csv
import io
import marshal
import sqlite3
from contextlib import contextmanager
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.event_columns import Frame, in_lists
from dateline.formats.delimited import event_cells
from dateline.formats.delimited.columns import blocks, reading
from dateline.input import batches
from dateline.storage.writing.columns import taking

pytest.importorskip("adbc_driver_sqlite")

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
    "two files": [[(n, _A) for n in range(20)], [(n, _A) for n in range(20, 40)]],
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


@contextmanager
def _here(function, *arguments):
    """Run what a worker runs in this process."""
    yield (marshal.loads(marshal.dumps(message)) for message in function(*arguments))


@pytest.fixture
def small(monkeypatch):
    """Let small files be read by a worker, here in this process, and give what chooses the way."""
    monkeypatch.setattr(batches, "_BIG", 1)
    monkeypatch.setattr(batches, "_GREAT", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(batches, "elsewhere", _here)
    monkeypatch.setattr(blocks, "_LETTERS", 500)
    monkeypatch.setattr(taking, "_TOGETHER", 4)
    return lambda way: monkeypatch.setattr(batches, "available", lambda: way)


def _tables(url: str):
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        named = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'event_text%' AND name <> 'batch'"
        )
        found = {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=str) for (name,) in connection.execute(named)
        }
        found["revision"] = sorted((row[2:] for row in found["revision"]), key=str)
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, event_text, row)")
        return {**found, "words": connection.execute("SELECT * FROM temp.words").fetchall()}


@pytest.mark.in_part(3)
@pytest.mark.parametrize("rows", _FILES.values(), ids=_FILES)
@pytest.mark.parametrize("circa", ["", "5 years"])
def test_imports_of_whole_files_and_row_by_row_leave_the_same(cli, tmp_path, small, rows, circa):
    if circa and rows is not _FILES["approximate and undated"]:
        pytest.skip("nothing is approximate")
    told = []
    (tmp_path / "curated.toml").write_text(_CURATED)
    opened = mock.patch.object(taking.StagedFiles, "open", autospec=True, side_effect=taking.StagedFiles.open)
    for way in (True, False):
        small(way)
        url = f"sqlite:///{tmp_path}/{way}.db"
        assert cli("load", tmp_path / "curated.toml", url=url).code == 0
        outcomes, used = [], False
        for each in rows:
            path = tmp_path / "rows.csv"
            path.write_text(_text(each))
            options = ["--circa", circa] if circa else []
            with opened as files:
                run = cli("import", "csv", path, "--rejects", tmp_path / "aside", *options, url=url)
            used |= bool(files.call_count)
            outcomes.append((run.code, run.err.rpartition(",")[0], (tmp_path / "aside").read_text()))
        assert cli("db", "check", url=url).code == 0
        assert used is way or rows is _FILES["too long"]
        told.append((outcomes, _tables(url)))
    assert told[0] == told[1]
