"""Which pairs of events may be one: cases by hand, the bounds of the sieve, and made-up events whose pairs are known."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.duplicates.corpus import Corpus
from dateline.duplicates.finding import THRESHOLD, found_in
from dateline.duplicates.ranking import Pair, ranked
from dateline.duplicates.scoring import odds, of_titles, reasons
from dateline.duplicates.sieve import Sieve
from dateline.duplicates.titles import Titles

numpy = pytest.importorskip("numpy")
duckdb = pytest.importorskip("duckdb")
pytest.importorskip("rapidfuzz")
sys.path.insert(0, str(Path(__file__).parents[2]))
ABOVE = {"president": ["belarus"], "minister": ["belarus"]}
TALKS = {
    "date": "1999-05-03",
    "title": "Talks on gas prices in Minsk",
    "place": "Minsk",
    "actors": ["belarus", "russia"],
}


def event(**of):
    found = {"place": None, "latitude": None, "longitude": None, "actors": [], "themes": []} | of
    return found | {"actors": [{"id": each} for each in found["actors"]]}


def corpus_of(*events, split=None):
    corpus = Corpus(ABOVE)
    for number, each in enumerate(events):
        corpus.add(event(id=f"e{number}", **each))
    corpus.split = split
    return corpus


def matches(*events, threshold=THRESHOLD, days=0, split=None):
    return found_in(corpus_of(*events, split=split), duckdb.connect(), threshold, days).matches


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, "on one day, 1999-05-03"),
        ({"date": "1999-05"}, "days overlap possibly (1999-05-03 and 1999-05), by 1999-05-03"),
        ({"date": "1999-21"}, "days overlap possibly"),
        ({"date": "[1999-05-01,1999-05-03]"}, "days overlap possibly"),
        ({"date": "1999-05-01/1999-05-09"}, "days overlap certainly"),
        ({"title": "Talks about prices of gas, Minsk"}, "alike"),
        ({"title": "Talks on gas pryces in Miensk"}, "alike"),
        ({"actors": ["president", "russia"]}, "actors in common: 2 of 2"),
        ({"actors": ["russia"]}, "actors in common: 1 of 2"),
        ({"place": "Minsk, Belarus"}, "one place"),
        ({"place": None}, "actors in common: 2 of 2"),
        ({"date": "undated"}, "undated"),
    ],
)
def test_another_record_of_an_event_is_found_with_its_reasons(changed, reason):
    (found,) = matches(TALKS, TALKS | changed, threshold=0.5)
    assert any(reason in each for each in found.reasons), found.reasons


@pytest.mark.parametrize(
    "changed",
    [
        {"date": "1999-05-04"},
        {"date": "1999-06"},
        {"date": "[1999-05-02,1999-05-04]"},
        {"title": "Fire at a refinery"},
        {"actors": ["poland"], "title": "Talks on visa rules in Minsk"},
        {"actors": ["minister", "poland"], "title": "Talks on oil in Brest", "place": "Brest"},
    ],
)
def test_an_event_that_only_looks_alike_is_not(changed):
    assert not matches(TALKS, TALKS | changed)


def test_other_numbers_in_titles_are_other_events():
    third, fourth = ({**TALKS, "title": f"{word} round of talks on gas"} for word in ("Third", "Fourth"))
    assert not matches(third, fourth)
    assert matches(third, {**third, "title": "3 round of talks on gas"})


@pytest.mark.parametrize(("days", "number"), [(0, 0), (1, 1)])
def test_dates_that_lie_apart_are_compared_on_request(days, number):
    found = matches(TALKS, TALKS | {"date": "1999-05-04"}, days=days)
    assert len(found) == number
    assert all("1 day apart" in each.reasons[0] for each in found)


def test_two_sides_are_compared_only_with_each_other():
    assert len(matches(TALKS, TALKS, TALKS)) == 3
    assert [(each.one, each.other) for each in matches(TALKS, TALKS, TALKS, split=2)] == [(0, 2), (1, 2)]


def test_a_record_that_fits_two_events_is_at_most_one_of_them():
    year = TALKS | {"date": "1999-05"}
    assert not matches(TALKS, TALKS | {"date": "1999-05-04"}, year)
    found = matches(TALKS, TALKS | {"date": "1999-05-04"}, year, threshold=0.2)
    assert {each.score < 0.51 for each in found} == {True}
    assert {each.reasons[-1] for each in found} == {"one of the two fits 1 other event as well"}


def no_odds(*_):
    return 0.0


def test_records_of_one_event_are_no_rivals_of_each_other():
    assert [
        each.score > 0.9 for each in ranked([Pair(0, 1, 50, 1), Pair(0, 2, 50, 1), Pair(1, 2, 50, 1)], no_odds)
    ] == [True] * 3


WORDS = st.lists(st.sampled_from(["talks", "on", "gas", "oil", "minsk", "third", "3", "fire"]), min_size=1)
EVENTS = st.fixed_dictionaries({
    "date": st.sampled_from(["1999", "1999-05", "1999-05-03", "1998/2000", "[1999-05-01..1999-05-20]", "undated"]),
    "title": WORDS.map(" ".join),
    "place": st.sampled_from([None, "Minsk", "Minsk, Belarus", "Brest"]),
    "latitude": st.sampled_from([53.9, 54.0]),
    "longitude": st.sampled_from([27.5, 29.0, -179.9]),
    "actors": st.lists(st.sampled_from(["belarus", "president", "minister", "russia"]), unique=True, max_size=3),
    "themes": st.lists(st.sampled_from(["energy/gas", "energy/oil", "defence"]), unique=True, max_size=2),
})  # fmt: skip


@given(EVENTS, EVENTS)
@settings(max_examples=150)
def test_the_sieve_promises_no_less_than_the_reasons_reach(one, other):
    corpus = corpus_of(one, other)
    alike = Titles(corpus.folded).likeness(*corpus.folded)
    ones, others = numpy.array([0]), numpy.array([1])
    kept, most = Sieve(corpus).promising(ones, others, 1e-30)
    assert list(kept) == [0]
    assert most[0] + of_titles(alike) >= math.log(odds(reasons(corpus, 0, 1, alike))) - 1e-9


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_titles_are_alike_in_both_directions_and_with_themselves(one, other):
    titles = Titles([one, other])
    assert titles.likeness(one, other) == pytest.approx(titles.likeness(other, one), abs=0.2)
    assert titles.likeness(one, one) == pytest.approx(1.0)
    assert -1e-9 <= titles.likeness(one, other) <= 1 + 1e-9


@pytest.mark.slow
def test_made_up_pairs_are_found_and_others_are_not():
    from bench.duplicate_events import made

    found = made(8_000, 11)
    corpus = Corpus({each: [state] for each, state in found.members.items()})
    for each in found.ones:
        corpus.add(event(**each))
    told = {(corpus.ids[each.one], corpus.ids[each.other]) for each in found_in(corpus, duckdb.connect()).matches}
    right = {frozenset(pair) for pair in told} & {frozenset(pair) for pair in found.pairs}
    assert len(right) >= 0.95 * len(found.pairs)
    assert len(right) >= 0.95 * len(told)
