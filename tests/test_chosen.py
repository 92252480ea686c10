"""What `make test` leaves out, `make test-rest` runs; nearly every test is in the first part already, on one engine."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import chosen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ENGINES = ("sqlite", "postgresql")


class _Item(SimpleNamespace):
    def get_closest_marker(self, name):
        return self.marks.get(name)


Item: Any = _Item
"""A collected test, with as much of it as the choice looks at."""


def table(function, cases, engines=(None,), **marks):
    """Return the items of a test with cases, on engines, as pytest orders them."""
    return [item(function, case, engine, marks) for engine in engines for case in cases]


def item(function, case, engine, marks):
    words = [word for word in (engine, case) if word]
    call = SimpleNamespace(id="-".join(words), params={"engine": engine} if engine else {}) if words else None
    name = f"{function}[{call.id}]" if call else function
    return Item(nodeid=f"tests/a.py::{name}", name=name, callspec=call, marks=marks)


def kept(items, *fewest):
    return {each.nodeid for each in chosen.chosen(items, *fewest)}


@given(st.integers(2, 40), st.text("abc", min_size=1, max_size=5))
def test_each_case_runs_on_one_engine_and_each_engine_runs(number, function):
    cases = [f"{chr(97 + each % 26)}-{each}" for each in range(number)]
    found = kept(table(function, cases, ENGINES))
    assert len(found) == number
    assert {name.partition("-")[2] for name in found} == {f"{case}]" for case in cases}
    on = [sum(f"[{engine}-" in name for name in found) for engine in ENGINES]
    assert abs(on[0] - on[1]) <= 1


def test_of_many_tests_of_one_case_half_run_on_either_engine():
    tests = [table(f"test_{each}", [None], ENGINES) for each in range(200)]
    found = [kept(items) for items in tests]
    assert {len(names) for names in found} == {1}
    assert 80 <= sum("sqlite" in name for names in found for name in names) <= 120


def test_one_case_runs_on_both_engines_where_that_is_asked():
    items = table("test_it", [None], ENGINES)
    assert kept(items, 2) == {each.nodeid for each in items}
    assert kept(table("test_it", [None], ENGINES, both_engines=True)) == kept(items, 2)


def test_what_is_left_to_the_rest_is_in_no_other_part():
    items = table("test_a", "abc", ENGINES, in_rest=SimpleNamespace(args=("test_b",))) + table("test_b", [None])
    assert parted("rest", items) == [each.nodeid for each in items if "test_a" in each.nodeid]
    assert parted("chosen", items) == parted("quick", items) == ["tests/a.py::test_b"]


def test_a_table_may_ask_for_both_engines():
    items = table("test_it", "abcdef", ENGINES, both_engines=True)
    assert kept(items) == {each.nodeid for each in items}


@given(st.integers(1, 60), st.integers(1, 9), st.text("abc", min_size=1, max_size=5))
def test_a_table_in_part_has_every_nth_case(number, every, function):
    items = table(function, [f"c{each}" for each in range(number)], in_part=SimpleNamespace(args=(every,)))
    assert max(1, number // every) <= len(kept(items)) <= number // every + 1


def test_cases_without_engines_all_run():
    items = table("test_it", [f"c{each}" for each in range(99)])
    assert kept(items) == {each.nodeid for each in items}


def test_the_choice_does_not_depend_on_the_order_of_tests():
    first, second = table("test_a", "abcde", ENGINES), table("test_b", "abcde", ENGINES)
    assert kept(first + second) == kept(second + first) == kept(first) | kept(second)


@pytest.mark.parametrize(
    ("asked", "marks", "left"),
    [(300, {}, chosen.EXAMPLES["chosen"]), (4, {}, 4), (30, {"slow": True}, chosen.SLOW_EXAMPLES),
     (4, {"slow": True}, 4), (30, {"few_examples": SimpleNamespace(args=(2,))}, 2)],
)  # fmt: skip
def test_a_property_takes_few_examples(asked, marks, left):
    @settings(max_examples=asked)
    @given(st.integers())
    def prove(number):
        ran.append(number)

    ran: list[int] = []
    chosen._with_few_examples(Item(obj=prove, marks=marks), "chosen")
    prove()
    assert len(ran) == left


def test_both_parts_together_are_all():
    items = table("test_a", "abcdef", ENGINES) + table("test_b", [None], ENGINES) + table("test_c", ["x", "y"])
    parts = {name: parted(name, items) for name in chosen.PARTS}
    assert parts["all"] == [each.nodeid for each in items]
    assert sorted(parts["chosen"] + parts["rest"]) == sorted(parts["all"])
    assert "tests/a.py::test_b[sqlite]" in parts["quick"]
    of_cases = [name for name in parts["chosen"] if "test_b" not in name and "postgresql" not in name]
    assert [name for name in parts["quick"] if "test_b" not in name] == of_cases


def test_the_quick_part_leaves_out_what_is_slow():
    items = table("test_a", "abc", slow=True) + table("test_b", "abc")
    assert parted("quick", items) == [each.nodeid for each in items if "test_b" in each.nodeid]


def parted(part, items):
    """Return what is left of items when a part is asked for."""
    left = list(items)
    hook = SimpleNamespace(pytest_deselected=lambda items: None)
    config: Any = SimpleNamespace(getoption=lambda name: part, hook=hook)
    chosen.keep(config, left)
    return [each.nodeid for each in left]
