"""Which cases `make test` runs of what is long, and which it leaves to `make test-rest`; both together are all.

The choice depends on the tests alone, so it is the same in every run and in every process:

- A test that runs on both engines runs each case on one engine, in turns, so that every case is there; where there is
  one case alone, the name of the test says on which engine, so that half of such tests are on either. `both_engines`
  excepts a test, `in_part(n)` also leaves all cases but every n-th away.
- A property (Hypothesis) takes few examples, a slow one fewer, one marked `few_examples(n)` n at most, and as many as it
  asks for in the rest.
- A test marked `in_rest(guard)` is left to the rest whole: `guard` says which chosen test looks at the same.

`make check` runs every test of one case on SQLite, and of the other chosen ones what is on SQLite, or on no engine, and
is not marked `slow`, with fewer examples still.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import pytest
from hypothesis import is_hypothesis_test, settings

PARTS = {
    "quick": "what `make check` runs",
    "chosen": "what `make test` runs",
    "rest": "what `make test-rest` runs",
    "all": "everything",
}
EXAMPLES = {"quick": 6, "chosen": 15}
SLOW_EXAMPLES = 5
FEWEST = {"quick": 2}
"""Of how many cases a test on both engines is at least that runs each on one of them; one unless it is said here."""


def keep(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the items of the part that was asked for, in their order."""
    part = config.getoption("part")
    if part == "all":
        return
    names = {item.nodeid for item in chosen(items, FEWEST.get(part, 1))}
    kept = [item for item in items if _belongs(item, part, item.nodeid in names)]
    if part in EXAMPLES:
        for item in kept:
            _with_few_examples(item, part)
    left = {item.nodeid for item in items} - {item.nodeid for item in kept}
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left])
    items[:] = kept


def _belongs(item: pytest.Item, part: str, is_chosen: bool) -> bool:
    """Return whether an item belongs to a part; a property does to the rest too, with all its examples."""
    if part == "rest":
        return not is_chosen or is_hypothesis_test(getattr(item, "obj", None))
    return is_chosen and (part == "chosen" or not (item.get_closest_marker("slow") or "postgresql" in item.nodeid))


def chosen(items: Iterable[pytest.Item], fewest: int = 1) -> Iterator[pytest.Item]:
    """Yield what `make test` runs; tests of fewer than `fewest` cases run on both engines."""
    tables: dict[str, dict[str, list[pytest.Item]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        tables[_function(item)][_case(item)].append(item)
    for function, cases in tables.items():
        yield from _of_table(function, list(cases.values()), fewest)


def _of_table(function: str, cases: Sequence[Sequence[pytest.Item]], fewest: int) -> Iterator[pytest.Item]:
    """Yield what is chosen of the cases of one test, each of which has an item for each engine."""
    start, first = zlib.crc32(function.encode()), cases[0][0]
    if first.get_closest_marker("in_rest"):
        return
    mark = first.get_closest_marker("in_part")
    every = mark.args[0] if mark else 1
    kept = [case for number, case in enumerate(cases) if (number + start) % every == 0] or [cases[0]]
    in_turns = len(cases) >= fewest and not first.get_closest_marker("both_engines")
    for number, case in enumerate(kept):
        yield from [case[(number + start) % len(case)]] if in_turns else case


def _with_few_examples(item: pytest.Item, part: str) -> None:
    # A profile does not reach the properties that have settings of their own, and there is no other way to them.
    test = getattr(item, "obj", None)
    own = getattr(test, "_hypothesis_internal_use_settings", None)
    most = min(EXAMPLES[part], SLOW_EXAMPLES) if item.get_closest_marker("slow") else EXAMPLES[part]
    if mark := item.get_closest_marker("few_examples"):
        most = min(most, mark.args[0])
    if own is not None and is_hypothesis_test(test) and own.max_examples > most:
        function = getattr(test, "__func__", test)
        function._hypothesis_internal_use_settings = settings(own, max_examples=most)


def _function(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]


def _case(item: pytest.Item) -> str:
    """Return the identifier of the item's parameters without the engine."""
    call = getattr(item, "callspec", None)
    words = call.id.split("-") if call else []
    if call and call.params.get("engine") in words:
        words.remove(call.params["engine"])
    return "-".join(words)
