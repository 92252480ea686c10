"""Every word for "missing" in every optional column of every data set is the same as an empty cell. Rows are made up."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping

import pytest
from formats.test_acled import COLUMNS as ACLED
from formats.test_acled import ROW as ACLED_ROW
from formats.test_gdelt import ROW as GDELT_ROW
from formats.test_icews import ROW as ICEWS_ROW
from formats.test_polecat import NAMES as POLECAT
from formats.test_polecat import ROW as POLECAT_ROW
from formats.test_ucdp import COLUMNS as UCDP
from formats.test_ucdp import ROW as UCDP_ROW

from dateline.formats.datasets import acled, gdelt, icews, polecat, ucdp
from dateline.formats.delimited.mapped import read_mapping
from dateline.formats.incoming import Belonging, Incoming, Item
from dateline.formats.missing import MISSING

_MAPPING = """
[columns]
id = "n"
title = "t"
place = "p"
description = "d"
themes = "x"
source = "s"
locator = "{l}"
latitude = "y"
version = "v"
[date]
column = "n"
end = "e"
[lists]
themes = ";"
actors = ";"
[[actors]]
column = "a"
[[actors]]
column = "b"
role = "{b}"
"""
_MAPPED = {
    "n": "1999", "t": "T", "p": "P", "d": "D", "x": "a;b", "s": "S", "l": "L", "y": "1", "v": "3", "e": "2000",
    "a": "A;B", "b": "C",
}  # fmt: skip
_Read = Callable[[io.StringIO], object]
# The reader, its columns, a row, the separator, and the columns without which a row is rejected.
SETS: dict[str, tuple[_Read, tuple[str, ...], Mapping[str, str], str, set[str]]] = {
    "acled": (
        acled.events, tuple(ACLED), ACLED_ROW | {"civilian_targeting": "Civilian targeting", "tags": "crowd size=2"}, ",",
        {"event_id_cnty", "event_date", "time_precision"},
    ),
    "ucdp": (
        ucdp.events, tuple(UCDP), UCDP_ROW | {"year": "2013"}, ",",
        {"id", "type_of_violence", "event_clarity", "date_start", "date_end"},
    ),
    "icews": (icews.events, icews.COLUMNS, ICEWS_ROW, "\t", {"Event ID", "Event Date"}),
    "polecat": (polecat.events, POLECAT, POLECAT_ROW, "\t", {"Event ID", "Event Date"}),
    "gdelt": (gdelt.events, gdelt.COLUMNS, GDELT_ROW, "\t", {"GLOBALEVENTID", "SQLDATE", "DATEADDED"}),
    "a mapping": (read_mapping(_MAPPING.replace('role = "{b}"\n', "")).events, tuple(_MAPPED), _MAPPED, ",", {"n", "t"}),
}  # fmt: skip


def read(name: str, row: Mapping[str, str]) -> Item:
    events, columns, _, separator, _ = SETS[name]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, lineterminator="\n")
    writer.writerow(columns)
    writer.writerow([row.get(each, "") for each in columns])
    found = events(io.StringIO(stream.getvalue(), newline=""))
    (item,) = (item for item in found if not isinstance(item, Belonging))  # type: ignore[attr-defined]
    return item


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("word", [*sorted(MISSING), " NA", "NULL ", "\u00a0None\u2003"])
def test_a_word_is_an_empty_cell(name: str, word: str) -> None:
    _, columns, row, _, needed = SETS[name]
    for column in columns:
        if column in needed:
            continue
        empty, found = read(name, {**row, column: ""}), read(name, {**row, column: word})
        if isinstance(empty, Incoming):
            assert isinstance(found, Incoming), (column, found)
            assert found == empty, column
        else:
            assert not isinstance(found, Incoming), column
    every = read(name, {each: row.get(each, "") if each in needed else word for each in columns})
    if isinstance(every, Incoming):  # whatever else a row says, the word stands nowhere in it
        assert word.strip() not in {each.name for each in every.event.actors}
        assert not [theme for theme in every.event.themes if theme.endswith(("/na", "civilian-targeting"))]
        assert not [each for each in every.event.citations if each.locator == word.strip()]


@pytest.mark.parametrize("name", SETS)
def test_a_word_in_a_column_that_is_needed_is_refused_as_an_empty_cell_is(name: str) -> None:
    _, _, row, _, needed = SETS[name]
    for column in needed:
        empty, found = read(name, {**row, column: ""}), read(name, {**row, column: "NA"})
        assert not isinstance(empty, Incoming)
        assert not isinstance(found, Incoming), column


@pytest.mark.parametrize("word", ["NA", "None"])
def test_a_word_in_a_list_is_no_item(word: str) -> None:
    item = read("acled", ACLED_ROW | {"assoc_actor_1": f"{word}; Militia B", "tags": f"{word}; strike"})
    assert isinstance(item, Incoming)
    assert "acled:na" not in {each.actor for each in item.event.actors}
    assert len(item.event.actors) == 3
    assert "acled/tag/strike" in item.event.themes
    assert f"acled/tag/{word.lower()}" not in item.event.themes
    articles = read("ucdp", UCDP_ROW | {"source_article": f'"{word}";"Radio,2013-01-05,."'})
    assert isinstance(articles, Incoming)
    assert [each.locator for each in articles.event.citations] == ["Radio,2013-01-05,."]
    listed = read("a mapping", _MAPPED | {"x": f"a;{word}", "a": f"A; {word}"})
    assert isinstance(listed, Incoming)
    assert (listed.event.themes, len(listed.event.actors)) == (("a",), 2)


# What a mapping adds or takes away, and the place that a cell then gives.
SKIPS = (("", "NA", None), ('[skip]\nvalues = ["?"]', "?", None), ('[skip]\nvalues = ["?"]', "NA", None),
         ("[skip]\nshared = false", "NA", "NA"), ('[skip]\nshared = false\nvalues = ["?"]', "?", None))  # fmt: skip


@pytest.mark.parametrize(("skip", "cell", "place"), SKIPS)
def test_a_mapping_adds_words_or_turns_the_list_off(skip: str, cell: str, place: str | None) -> None:
    text = f'[columns]\nid = "n"\ntitle = "n"\nplace = "p"\n[date]\ncolumn = "n"\n{skip}'
    (item,) = read_mapping(text).events(io.StringIO(f"n,p\n1999,{cell}\n"))
    assert isinstance(item, Incoming)
    assert item.event.place == place
