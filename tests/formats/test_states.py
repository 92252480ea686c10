"""The table of states, the codes of actors and what both are called."""

from __future__ import annotations

import csv
import doctest
import importlib
import os
from collections import Counter
from pathlib import Path

import pytest

from dateline.dates import parse, to_day
from dateline.formats.datasets import cameo, cameo_actors, states


def table() -> list[states.State]:
    return sorted(set(states.by_code().values()))


def test_every_row_is_sound() -> None:
    for state in table():
        assert len(state.code) == 3, state
        assert state.code.isupper(), state
        assert state.name, state
        assert len(state.fips) in (0, 2), state
        assert parse(state.date).bounds.start_earliest <= parse(state.date).bounds.end_latest, state


@pytest.mark.parametrize("field", ["code", "fips", "name"])
def test_nothing_stands_for_two_states(field: str) -> None:
    found = Counter(getattr(state, field) for state in table() if getattr(state, field))
    assert [value for value, number in found.items() if number > 1] == []


def test_no_alias_belongs_to_two_states() -> None:
    found = Counter(alias for state in table() for alias in state.aliases if not alias.startswith("cow:"))
    assert [value for value, number in found.items() if number > 1] == []


# Codes with their FIPS 10-4 code, their number and their date; several FIPS codes are another state's code elsewhere.
STATES = {
    "BLR": ("BO", "370", "1991-12-26/.."),
    "BOL": ("BL", "145", "1848-01-01/.."),
    "RUS": ("RS", "365", "..1816-01-01/.."),
    "SRB": ("RI", "345", "2006-06-05/.."),
    "ZAF": ("SF", "560", "1920-01-10/.."),
    "AUS": ("AS", "900", "1920-01-10/.."),
    "AUT": ("AU", "305", "{1919-09-10..1938-03-13,1955-07-27..}"),
    "CHE": ("SZ", "225", "..1816-01-01/.."),
    "CHN": ("CH", "710", "1860-10-25/.."),
    "DEU": ("GM", "255", "{1816-01-01..1945-05-08,1990-10-03..}"),
    "GME": ("GC", "265", "1954-03-25/1990-10-02"),
    "CSK": ("CZ", "315", "{1918-10-28..1939-03-15,1945-05-10..1992-12-31}"),
    "SUN": ("UR", "", "1922-12-30/1991-12-25"),
    "YUG": ("YO", "345", "{1918-12-01..1941-04-20,1944-10-20..1992-04-27}"),
    "SSD": ("OD", "626", "2011-07-09/.."),
    "ROM": ("RO", "360", "1878-07-13/.."),
}


@pytest.mark.parametrize("code", STATES)
def test_states(code: str) -> None:
    state = states.by_code()[code]
    assert (state.fips, state.cow, state.date) == STATES[code]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("belarus", "BLR"),
        ("RUSSIAN FEDERATION", "RUS"),
        ("Cote d'Ivoire", "CIV"),
        ("Burma", "MMR"),
        ("Moldova, Republic of", "MDA"),
        ("the former Yugoslav Republic of Macedonia", "MKD"),
        ("Congo, the Democratic Republic of the", "COD"),
        ("Korea, Democratic People's Republic of", "PRK"),
        ("Korea, Republic of", "KOR"),
        ("Micronesia, Federated States of", "FSM"),
        ("Taiwan, Province of China", "TWN"),
        ("Macedonia, Greece", None),
        (", ", None),
        ("Ruritania", None),
    ],
)
def test_names(name: str, code: str | None) -> None:
    found = states.named(name)
    assert (found.code if found else None) == code


def test_a_state_is_an_actor() -> None:
    found = states.actor(states.by_code()["BLR"])
    assert (found.id, found.name, found.kind) == ("cameo:BLR", "Belarus", "state")
    assert found.date
    assert found.date.bounds.start_earliest == to_day(1991, 12, 26)


# Codes, and the aliases that are codes of other schemes; a code that was given up leads to the state.
ALIASES = {
    "BLR": {"iso3:BLR", "fips:BO", "cow:370"},
    "ROM": {"cameo:ROM", "iso3:ROU", "fips:RO", "cow:360"},
    "SUN": {"iso3:SUN", "fips:UR"},
    "GMW": {"fips:GE", "cow:260"},
    "XKX": {"cameo:KSV", "fips:KV", "cow:347"},
}


@pytest.mark.parametrize("code", ALIASES)
def test_aliases_tell_their_scheme(code: str) -> None:
    found = states.by_code()[code]
    assert {alias for alias in found.aliases if ":" in alias} == ALIASES[code]


# Actor codes with what they mean.
MEANINGS = {
    "BLR": "Belarus",
    "BLRMIL": "Belarus: military",
    "BLRGOVMIL": "Belarus: government, military",
    "BLRGOVGOV": "Belarus: government",
    "GOV": "Government",
    "NGO": "Non-governmental organisation",
    "NGOHRI": "Non-governmental organisation: human rights",
    "IGOAFRAFU": "International organisation: Africa, African Union",
    "CHRCTH": "Christian: Catholic",
    "AFRGOV": "Africa: government",
    "UNO": "United Nations",
    "MNCBLR": "Multinational company: Belarus",
    "kur": None,
    "BLRzzz": None,
    "BLRGO": None,
    "": None,
}


@pytest.mark.parametrize("code", MEANINGS)
def test_actor_codes(code: str) -> None:
    found = cameo_actors.meaning(code)
    assert (found.name if found else None) == MEANINGS[code]


def test_every_event_code_has_one_above_it() -> None:
    codes = cameo.labels()
    assert [code for code in codes if len(code) > 2 and code[:-1] not in codes] == []
    assert {len(code) for code in codes} == {2, 3, 4}


@pytest.mark.parametrize("name", ["states", "news_reports", "cameo", "cameo_actors", "gdelt", "plover"])
def test_doctests(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"dateline.formats.datasets.{name}")).failed == 0


def test_samples() -> None:
    folder = os.environ.get("DATELINE_IMPORT_SAMPLES")
    if not folder:
        pytest.skip("DATELINE_IMPORT_SAMPLES names no folder with samples")
    with (Path(folder) / "cow-states-2016.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    listed = {row["ccode"] for row in rows}
    assert {state.cow for state in table()} - {""} <= listed
    lasting = {row["ccode"] for row in rows if row["endyear"] == "2016"}
    assert lasting <= {state.cow for state in table()}
