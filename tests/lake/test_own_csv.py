"""What the engine takes of our own CSV is what the reader of rows takes: the same events, or it leaves the file to it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.formats import data_set
from dateline.formats.incoming import Rejected
from dateline.storage.engines.lakes.duck import opened
from dateline.storage.lake import own_csv
from dateline.storage.lake.dimensions import Dimensions
from dateline.storage.lake.staging import Stage
from dateline.wire_fields import EVENT_FIELDS

_WORDS = st.sampled_from(["a", "b c", "é–ü", "x-1", "Ⅷ", "ﬁ", "_", "p. 4", "İ", "\u00a0n", "ß"])
_ODD = st.text(alphabet='ab ;()"\\,\n\r\t\u00a0\u2028é', max_size=6)
_DATES = st.sampled_from(["1999", "1999-08-01", "199X", "[1994,1996]", "../1995", "1999-12-08~"])
_ROLE = st.sampled_from(["", " (host)", " (b c)"])
_ACTORS = st.lists(st.tuples(_WORDS, _ROLE).map("".join), max_size=3).map("; ".join)
_CITED = st.lists(st.tuples(_WORDS, st.sampled_from(["", " (p. 4)", ' "q u"', ' (p. 4) "q"'])).map("".join), max_size=2)
_DEGREES = st.sampled_from(["", "0", "-0.0", "12.5", "-89.999", "90", "7.123456789"])


def rows(text: st.SearchStrategy[str], *, odd: bool) -> st.SearchStrategy[dict[str, str]]:
    def either(common: st.SearchStrategy[str], *strange: str) -> st.SearchStrategy[str]:
        return common | text | st.sampled_from([*strange, ""]) if odd else common

    return st.fixed_dictionaries({
        "id": either(_WORDS), "date": either(_DATES, "1999-13"), "date_text": either(_WORDS | st.just("")),
        "title": either(_WORDS), "description": either(_WORDS | st.just("")), "kind": either(_WORDS), "place": either(_WORDS),
        "latitude": either(_DEGREES, "91", "1e1", "nan", " 5"), "longitude": either(_DEGREES, "181"),
        "actors": either(_ACTORS), "themes": either(st.lists(_WORDS, max_size=3).map("; ".join)),
        "citations": either(_CITED.map("; ".join)), "confidence": either(st.sampled_from(["", "high"]), "certain"),
    })  # fmt: skip


def written(found: list[dict[str, str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, EVENT_FIELDS, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue()


def by_engine(folder, path):
    """Return the staged rows, without what the two ways need not have alike; None when the engine leaves the file."""
    duck = opened()
    own_csv.prepare(duck)
    made = Dimensions(lambda _: [], data_set("csv"), "imported")
    if own_csv.take(duck, str(path), str(folder / "draft.parquet"), 0, made) is None:
        return None
    return compared(duck, own_csv.select(str(folder / "draft.parquet"), 0), made)


def by_rows(folder, path):
    """Return the same from the reader of rows; None when it takes less than all."""
    made = Dimensions(lambda _: [], data_set("csv"), "imported")
    stage = Stage(str(folder), made)
    stage.begin("x")
    with path.open(encoding="utf-8", newline="") as stream:
        refused: list[Rejected] = []
        for item in data_set("csv").events(stream):
            packed: Any = item if hasattr(item, "entries") else [item]
            refused += stage.take(packed)
    stage.close()
    return None if refused or stage.gone else compared(opened(), f"SELECT * FROM '{stage.path}'", made)


def compared(duck, sql, made):
    sets = {num: frozenset(themes) for num, themes in made.sets.new.items()}
    cursor = duck.execute(f"SELECT * EXCLUDE (file, line, theme_set), theme_set FROM ({sql}) ORDER BY seq")
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in found:
        row["theme_set"] = sets.get(row["theme_set"], frozenset())
        for words in ("words", "place_words"):
            row[words] = " ".join((row[words] or "").split())
    return found, set(made.actors.known), made.sources


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("own")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows(_ODD, odd=False), min_size=1, max_size=5))
def test_what_is_common_is_taken(folder, found):
    path = folder / "common.csv"
    path.write_text(written(found), "utf-8", newline="")
    taken = by_engine(folder, path)
    if taken is None:  # a blank of another script at the edge of a name is what only the reader of rows strips
        assert any("\u00a0" in cell for row in found for cell in row.values())
    else:
        assert taken == by_rows(folder, path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows(_ODD, odd=True), min_size=1, max_size=3))
def test_what_is_not_is_left_or_alike(folder, found):
    path = folder / "odd.csv"
    path.write_text(written(found), "utf-8", newline="")
    taken = by_engine(folder, path)
    if taken is not None:
        assert taken == by_rows(folder, path)


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "id\n", "id,date\na,1999\n", "id,date,title\n", "id,date,title\na,1999,A\n", "id,date,title\na,1999\n",
        "id,date,title\na,1999,A,B\n", "ID,date,title\na,1999,A\n", "id,id,date,title\na,b,1999,A\n",
        "id,date,title,other\na,1999,A,x\n", 'id,date,title\na,1999,"A\n', 'id,date,title\na,1999,A"B\n',
        'id,date,title\na,1999,"A"B\n', "id,date,title\n\na,1999,A\n\n", "id,date,title\r\na,1999,A\r\n",
        "id,date,title\na,1999,A\0\n", "id,date,title,version\na,1999,A,3\n", "id,date,title,withdrawn\na,1999,A,true\n",
        "id;date;title\na;1999;A\n", "id,date,title\na,1999,A", "\ufeffid,date,title\na,1999,A\n",
    ],
)  # fmt: skip
def test_files_of_all_kinds(folder, text):
    path = folder / "kind.csv"
    path.write_text(text, "utf-8", newline="")
    taken = by_engine(folder, path)
    if taken is not None:
        assert taken == by_rows(folder, path)
    if text == "id,date,title\na,1999,A\n":
        assert taken is not None


def test_a_duplicate_is_named_with_its_line(cli, new_lake, tmp_path):
    path = tmp_path / "events.csv"
    path.write_text('id,date,title\na,1999,"A\nB"\nb,1999,B\na,1999,C\n', "utf-8")
    result = cli("lake", "add", new_lake(), "csv", path)
    assert result.code == 4
    assert f"{path}:5: duplicate id 'a'" in result.err
