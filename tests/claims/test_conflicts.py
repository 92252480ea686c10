"""Conflicts against an enumeration of all days and worlds, and seeded conflicts in a made-up collection."""

from __future__ import annotations

import datetime
import random
from itertools import combinations, product

import pytest

from dateline.claims.agreement import Conflict, by_measure, by_party, by_place
from dateline.claims.conflicts import findings
from dateline.claims.shared_days import as_edtf
from dateline.dates import parse
from dateline.measures import measure
from dateline.model import Citation, Claim, Event, Participant

TRIPLES = 10_000
FIRST = datetime.date(1999, 4, 1).toordinal()
DAYS = range(FIRST, FIRST + 91)
YEAR = range(datetime.date(1999, 1, 1).toordinal(), datetime.date(2000, 1, 1).toordinal())
TEXTS = {day: datetime.date.fromordinal(day).isoformat() for day in YEAR}


def fitting(pattern):
    return [day for day, text in TEXTS.items() if all(p in ("X", c) for p, c in zip(pattern, text, strict=False))]


def made(chance):
    """Return a random date: its text, its worlds as (first, last), and whether it is uncertain."""
    day = chance.choice(DAYS[12:-12])
    later = day + chance.randint(1, 9)
    kind = chance.choice(
        ["day", "day", "month", "mask", "year-mask", "set", "range", "span", "vague-span", "approximate"]
    )
    if kind == "day":
        text, worlds = TEXTS[day], [(day, day)]
    elif kind == "month":
        text = TEXTS[day][:7]
        worlds = [(each, each) for each in fitting(text)]
    elif kind == "mask":
        text = TEXTS[day][:9] + "X"
        worlds = [(each, each) for each in fitting(text)]
    elif kind == "year-mask":
        text = f"1999-XX-{TEXTS[day][8:]}"
        worlds = [(each, each) for each in fitting(text)]
    elif kind == "set":
        days = sorted({day, later, chance.choice(DAYS)})
        text = f"[{','.join(TEXTS[each] for each in days)}]"
        worlds = [(each, each) for each in days]
    elif kind == "range":
        text, worlds = f"[{TEXTS[day]}..{TEXTS[later]}]", [(each, each) for each in range(day, later + 1)]
    elif kind == "span":
        text, worlds = f"{TEXTS[day]}/{TEXTS[later]}", [(day, later)]
    elif kind == "vague-span":
        starts = [each for each in fitting(TEXTS[day][:9] + "X") if each <= later]
        text, worlds = f"{TEXTS[day][:9]}X/{TEXTS[later]}", [(each, later) for each in starts]
    else:
        return f"{TEXTS[day]}~", [(each, each) for each in (day - 1, day, day + 1)], False
    uncertain = chance.random() < 0.1 and kind in ("day", "month", "mask")
    return text + "?" * uncertain, worlds, uncertain


def expected(one, other):
    (_, worlds, unsure), (_, others, unsure_too) = one, other
    shares = {a <= d and c <= b for (a, b), (c, d) in product(worlds, others)}
    if shares == {True}:
        return Conflict.POSSIBLE if unsure or unsure_too else Conflict.NONE
    return Conflict.CERTAIN if shares == {False} and not (unsure or unsure_too) else Conflict.POSSIBLE


def covered(date):
    return {day for first, last in date[1] for day in range(first, last + 1)}


def smallest(dates):
    """Return the smallest sets of the sources a, b, c without which all that is certain agrees."""
    for size in range(4):
        found = []
        for out in combinations("abc", size):
            kept = [date for name, date in zip("abc", dates, strict=True) if name not in out]
            sure = [date for date in kept if not date[2]]
            apart = any(expected(*pair) is Conflict.CERTAIN for pair in combinations(kept, 2))
            if not apart and (not sure or set.intersection(*map(covered, sure))):
                found.append(out)
        if found:
            return tuple(found)
    raise AssertionError


def test_triples_agree_with_an_enumeration_of_days():
    chance = random.Random(25)
    seen = set()
    for _ in range(TRIPLES):
        dates = [made(chance) for _ in range(3)]
        cited = tuple(Citation(s, claim=Claim(parse(d[0]))) for s, d in zip("abc", dates, strict=True))
        found = findings(Event("e", "E", parse("undated"), citations=cited))
        assert [each.conflict for each in found.pairs] == [expected(*pair) for pair in combinations(dates, 2)], dates
        shared = set.intersection(*map(covered, dates))
        assert {day for first, last in found.shared or () for day in range(first, last + 1)} == shared, dates
        assert found.doubted == smallest(dates), dates
        seen.add((*sorted(each.conflict for each in found.pairs), len(found.doubted), bool(shared)))
    assert len(seen) > 8


def test_shared_days_as_a_date():
    assert as_edtf(()) is None
    for text in (
        "1999-05-03",
        "1999-05",
        "1999",
        "[1999-05-03..1999-05-09]",
        "[1999-05-03,1999-05-09]",
        "[..1999-05-03]",
    ):
        date = parse(text)
        found = findings(Event("e", "E", date, citations=(Citation("a", claim=Claim(date)),))).shared
        assert as_edtf(found or ()) == text


def doubted(*dates):
    cited = tuple(Citation(f"s{i}", claim=Claim(parse(text))) for i, text in enumerate(dates))
    return findings(Event("e", "E", parse("1999"), citations=cited)).doubted


def test_who_would_explain():
    assert doubted("1999-05-03", "1999-05", "1999-06") == (("s2",),)
    assert doubted("1999-05-03", "1999-06-03") == (("s0",), ("s1",))
    assert doubted("1999-05-03", "1999-05-03", "1999") == ((),)
    assert doubted("[1994,1995]", "[1995,1996]", "[1994,1996]") == (("s0",), ("s1",), ("s2",))
    assert doubted("1999-05-03", "2001?") == ((),)


PLACES = [("Minsk", "minsk", "none"), ("Minsk", "Minsk, Belarus", "none"), ("Minsk", "Minskaya", "possible")]


@pytest.mark.parametrize(("one", "other", "wanted"), PLACES)
def test_places(one, other, wanted):
    assert by_place(one, other) == wanted
    assert by_place(other, one) == wanted


def people(text):
    pairs = (each.partition(":") for each in text.split())
    return [Participant(actor, role or None) for actor, _, role in pairs]


PARTIES = [
    ("a b", "a", "none"), ("a b", "a c", "possible"), ("a:host", "b:host", "possible"), ("a:host", "b:guest", "none"),
    ("a:host", "a:guest", "possible"), ("a:host a:guest", "a:guest", "none"), ("a", "a:host", "none"),
    ("state", "president", "none"), ("state:host", "president:host", "none"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "wanted"), PARTIES)
def test_parties(one, other, wanted):
    same = {"state": {"president"}, "president": {"state"}}
    assert by_party(people(one), people(other), same) == wanted
    assert by_party(people(other), people(one), same) == wanted


def test_measures_against_an_enumeration():
    numbers = [(v, low, high) for v, low, high in product((None, 2, 3), (None, 1, 2), (None, 3, 4)) if v or low or high]
    every = range(-1, 8)
    for one, other in product(numbers, repeat=2):
        a, b = measure("n", *one), measure("n", *other)
        worlds, others = (
            [n for n in every if (low or -1) <= n <= (high or 7)] if low or high else [v]
            for v, low, high in (one, other)
        )
        equal = {x == y for x, y in product(worlds, others)}
        wanted = "none" if equal == {True} else "certain" if equal == {False} else "possible"
        assert by_measure(a, b) == wanted, (one, other)
    assert by_measure(measure("n", 1, unit="t"), measure("n", 2, unit="kg")) == "possible"
