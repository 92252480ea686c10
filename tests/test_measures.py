"""Measures: their texts and records, what contradicts itself, and conditions on them."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import Match, parse
from dateline.errors import InvalidQuery
from dateline.formats import data_set, format_named
from dateline.formats.curated.folder import read_text
from dateline.formats.curated.writing import text_of
from dateline.measures import (
    bounds,
    in_order,
    measure,
    measure_from_record,
    measure_from_text,
    measure_record,
    measure_text,
)
from dateline.measures.conditions import SIGNS, Condition, Wanted, condition_of, judged, surely_meets, wanted_measure
from dateline.model import Event
from dateline.prepared_events import FINGERPRINT, entry_of
from dateline.wire import event_record
from dateline.wire_fields import EVENT_FIELDS

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-1000, 1000).map(float)
UNITS = st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool)


@st.composite
def measures(draw):
    """Return a measure with any of its numbers."""
    low, value, high = sorted(draw(st.lists(NUMBERS, min_size=3, max_size=3)))
    kept = draw(st.lists(st.booleans(), min_size=3, max_size=3).filter(any))
    numbers = [each if keep else None for each, keep in zip((value, low, high), kept, strict=True)]
    name = draw(st.from_regex(r"[a-zäø][a-z0-9_-]{0,10}", fullmatch=True))
    return measure(name, numbers[0], numbers[1], numbers[2], draw(UNITS))


@given(measures())
def test_text_and_record_say_all(found):
    assert measure_from_record(measure_record(found)) == found
    assert measure_from_text(measure_text(measure_record(found))) == found


@given(
    st.lists(measures(), unique_by=lambda each: each.name, max_size=4).map(in_order), st.sampled_from(["csv", "jsonl"])
)
def test_files_and_toml_keep_them(some, form):
    event = Event("a", "A", parse("1999"), measures=some, confidence="high")
    read = read_text("a.toml", text_of(event)).records["event"]["a"]
    assert read.measures == some
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
    format_named(form).write(EVENT_FIELDS, [event_record(event, "certain")], stream)
    stream.seek(0)
    (item,) = data_set(form).events(stream)
    entries = list(item.entries()) if form == "csv" else [entry_of(item.event)]
    assert entries[0].row[FINGERPRINT] == entry_of(event).row[FINGERPRINT]
    assert entries[0].measures == entry_of(event).measures


@given(measures(), NUMBERS)
def test_each_number_is_part_of_the_fingerprint(found, other):
    event = Event("a", "A", parse("1999"))
    with_it = replace(event, measures=(found,))
    changed = replace(event, measures=(replace(found, value=other + 0.0),))
    prints = [str(entry_of(each).row[FINGERPRINT]) for each in (event, with_it, changed)]
    assert len(set(prints)) == (2 if found.value == other else 3)


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        (("Deaths", 1), "lower-case"),
        (("1st", 1), "begins with a letter"),
        (("deaths",), "has no number"),
        (("deaths", 5, 6), "low 6 is above value 5"),
        (("deaths", None, 6, 5.5), "low 6 is above high 5.5"),
        (("deaths", 5, None, 4), "value 5 is above high 4"),
        (("deaths", "x"), "'x' is not a number"),
        (("deaths", "1_000"), "'1_000' is not a number"),
        (("deaths", "1e999"), "'1e999' is not a number"),
        (("deaths", float("nan")), "is not a number"),
        (("deaths", True), "True is not a number"),
        (("deaths", 10**400), "is not a number"),
    ],
)
def test_what_is_no_measure(given_, message):
    with pytest.raises(ValueError, match=message):
        measure(*given_)


@pytest.mark.parametrize("text", ["deaths", "deaths = ", "deaths = (..)", "deaths = 1 2", "= 1", "deaths [x = 1"])
def test_what_is_no_text_of_a_measure(text):
    with pytest.raises(ValueError, match="measure"):
        measure_from_text(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("deaths >= 25", Condition(Wanted("deaths"), ">=", 25)),
        ("deaths>=25", Condition(Wanted("deaths"), ">=", 25)),
        ("Deaths [thousand people] == -1.5e2", Condition(Wanted("deaths", "thousand people"), "=", -150)),
        ("deaths [] <> 1", Condition(Wanted("deaths", ""), "!=", 1)),
    ],
)
def test_conditions(text, expected):
    assert condition_of(text) == expected


@pytest.mark.parametrize("text", ["", "deaths", "deaths >= many", "deaths >= nan", "25 <= deaths", "a >= 1 and b < 2"])
def test_what_is_no_condition(text):
    with pytest.raises(InvalidQuery) as found:
        condition_of(text)
    assert ">= <= > < = !=" in str(found.value.hint)


@pytest.mark.parametrize("text", ["", "deaths > 1", "two words"])
def test_what_names_no_measure(text):
    with pytest.raises(InvalidQuery):
        wanted_measure(text)


_HOLDS = {
    ">=": float.__ge__, "<=": float.__le__, ">": float.__gt__, "<": float.__lt__, "=": float.__eq__,
    "!=": float.__ne__,
}  # fmt: skip


@given(st.lists(st.integers(-3, 3), min_size=2, max_size=2).map(sorted), st.sampled_from(SIGNS), st.integers(-4, 4))
def test_an_answer_is_that_of_all_numbers_between(ends, sign, number):
    low, high = map(float, ends)
    between = [low + step / 4 for step in range(int((high - low) * 4) + 1)]
    held = [_HOLDS[sign](each, float(number)) for each in between]
    expected = Match.CERTAIN if all(held) else Match.POSSIBLE if any(held) else Match.IMPOSSIBLE
    assert judged(Condition(Wanted("x"), sign, number), low, high) == expected


def test_one_bound_leaves_the_other_side_open():
    assert bounds(5, None, None) == (5, 5)
    assert bounds(5, 3, None) == (3, float("inf"))
    assert bounds(None, None, 7) == (-float("inf"), 7)


def test_an_event_without_the_measure_meets_nothing():
    assert surely_meets((), [])
    assert not surely_meets((condition_of("deaths != 1"),), [measure_record(measure("tone", 2))])
