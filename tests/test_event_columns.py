"""Events by columns are the events one by one: as values, and as whole imports of the same rows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.event_columns import frame_of
from dateline.input import messages
from dateline.model import Citation, Event, Measure, Participant
from dateline.prepared_events import entry_of

_WORDS = st.text("aé –Б", min_size=1, max_size=5)
_ACTORS = st.builds(Participant, _WORDS, st.none() | _WORDS, st.none() | _WORDS)
_CITATIONS = st.builds(Citation, _WORDS, st.none() | _WORDS, st.none() | _WORDS)
_EVENTS = st.builds(
    Event,
    _WORDS,
    _WORDS,
    st.sampled_from(["1999", "1999-05-03", "[1999-05..1999-06]", "1999~/2001"]).map(parse),
    description=st.none() | _WORDS,
    place=st.none() | _WORDS,
    latitude=st.none() | st.floats(-90, 90),
    actors=st.lists(_ACTORS, max_size=3).map(tuple),
    themes=st.lists(_WORDS, max_size=3).map(tuple),
    citations=st.lists(_CITATIONS, max_size=2).map(tuple),
    measures=st.lists(st.builds(Measure, _WORDS, st.floats(0, 9)), max_size=2).map(tuple),
)


@given(st.lists(st.tuples(_EVENTS, st.integers(1, 99), st.none() | st.integers(0, 9)), min_size=1, max_size=6))
def test_columns_give_the_entries_back(found):
    entries = [entry_of(*each) for each in found]
    assert list(frame_of(entries).entries()) == entries


def _rows(first: int, last: int, **more: Any) -> list[dict[str, Any]]:
    return [
        {"id": f"e{n}", "date": f"{1900 + n % 50}", "title": f"Title – {n}", "themes": [f"a/b{n % 3}", "c"]}
        | {"actors": [{"id": f"x{n % 4}", "role": "host"}, {"id": "y", "name": "Why"}]}
        | {"citations": [{"source": f"s{n % 2}", "locator": str(n)}]} | more
        for n in range(first, last)
    ]  # fmt: skip


_TWO_CODES = {"actors": [{"id": "cameo:BLR", "role": None}, {"id": "cow:370", "role": None}]}
_FILES = {
    "new": [_rows(0, 30)],
    "bad rows between": [[*_rows(0, 9), {"id": "bad", "date": "x", "title": "Bad"}, *_rows(9, 20)]],
    "twice the same, twice other": [_rows(0, 9) + _rows(3, 6) + _rows(4, 7, title="Other") + _rows(9, 12)],
    "changed": [_rows(0, 20), _rows(10, 30, title="Changed")],
    "two codes of an actor that the database has": [_rows(0, 9) + _rows(9, 12, **_TWO_CODES)],
    "bad rows everywhere": [[row for n in range(50) for row in (*_rows(n, n + 1), {"id": f"bad{n}"})]],
}
_CURATED = '[[actor]]\nid = "land"\nname = "Land"\nkind = "state"\naliases = ["cow:370"]\n'


@pytest.mark.parametrize("files", _FILES.values(), ids=_FILES)
def test_imports_by_columns_and_by_rows_leave_the_same(cli, new_url, tmp_path, monkeypatch, files):
    (tmp_path / "curated.toml").write_text(_CURATED)
    told = []
    for most in (messages.RUNS, -1):
        monkeypatch.setattr(messages, "RUNS", most)
        url = new_url()
        assert cli("load", tmp_path / "curated.toml", url=url).code == 0
        outcomes = []
        for rows in files:
            path = tmp_path / "rows.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows))
            run = cli("import", "jsonl", path, "--rejects", tmp_path / "aside", "--collection", "x", url=url)
            outcomes.append((run.code, run.err.rpartition(",")[0], (tmp_path / "aside").read_text()))
        assert cli("db", "check", url=url).code == 0
        asked = [cli(word, "-f", "jsonl", url=url).out for word in ("query", "actors", "themes", "sources")]
        told.append((outcomes, asked, cli("query", "--text", "title", "-f", "jsonl", url=url).out))
    assert told[0] == told[1]
    assert told[0][1][0]
