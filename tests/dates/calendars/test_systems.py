"""The arithmetic of the calendars against formulas of its own, convertdate and anchor dates."""

from __future__ import annotations

import random
import warnings

import convertdate
import pytest
from dates.calendars import formulas
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates.calendar import day_text, parse_day
from dateline.dates.calendars.faults import ImpossibleError
from dateline.dates.calendars.systems import day_in_words, days, parts, system_named

DAYS_OF_A_CALENDAR = 1000
FORMULAS = {
    "julian": formulas.julian,
    "islamic": formulas.islamic,
    "hebrew": formulas.hebrew,
    "coptic": formulas.coptic,
    "ethiopian": formulas.ethiopian,
    "french-republican": formulas.french_republican,
}


def some_days(name):
    system = system_named(name)
    first, last = days(system, max(1, system.first_year))[0], days(system, min(system.last_year, 6500))[1]
    chosen = random.Random(name)
    return system, [chosen.randint(first, last) for _ in range(DAYS_OF_A_CALENDAR)]


@pytest.mark.parametrize("name", FORMULAS)
def test_a_thousand_days_both_ways(name):
    system, chosen = some_days(name)
    for day in chosen:
        found = parts(system, day) or (0, 0, 0)
        assert FORMULAS[name](*found) == day, (name, day_text(day), found)
        assert days(system, *found) == (day, day)


@pytest.mark.in_part(2)
@pytest.mark.slow
@pytest.mark.parametrize("name", FORMULAS)
def test_a_thousand_days_by_the_library(name):
    system, chosen = some_days(name)
    module = getattr(convertdate, {"ethiopian": "coptic"}.get(name, name.replace("-", "_")))
    for day in chosen:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library calls functions that it deprecates
            year, month, of_month = module.from_jd(day + 1_721_424.5)
        year += 276 if name == "ethiopian" else 0
        assert parts(system, day) == (year, month, of_month)


@pytest.mark.parametrize("name", FORMULAS)
def test_every_month_follows_the_one_before(name):
    system = system_named(name)
    for year in range(system.first_year if name == "french-republican" else 1, min(system.last_year, 400)):
        after = days(system, year)[0]
        for month in system.order(year):
            first, last = days(system, year, month)
            assert first == after
            after = last + 1
        assert days(system, year)[1] + 1 == after


@pytest.mark.parametrize(
    ("name", "date", "gregorian"),
    [
        ("julian", (1732, 2, 11), "1732-02-22"),
        ("julian", (1917, 10, 25), "1917-11-07"),
        ("julian", (1582, 10, 5), "1582-10-15"),
        ("julian", (1, 1, 1), "0000-12-30"),
        ("julian", (-43, 3, 15), "-0043-03-13"),
        ("french-republican", (8, 2, 18), "1799-11-09"),
        ("french-republican", (1, 1, 1), "1792-09-22"),
        ("french-republican", (3, 13, 6), "1795-09-22"),
        ("islamic", (1, 1, 1), "0622-07-19"),
        ("islamic", (1420, 1, 1), "1999-04-17"),
        ("hebrew", (5760, 7, 1), "1999-09-11"),
        ("hebrew", (5763, 13, 1), "2003-03-05"),
        ("coptic", (1716, 1, 1), "1999-09-12"),
        ("coptic", (1, 1, 1), "0284-08-29"),
        ("ethiopian", (1992, 1, 1), "1999-09-12"),
    ],
)
def test_anchors(name, date, gregorian):
    system = system_named(name)
    assert days(system, *date) == (parse_day(gregorian),) * 2
    assert parts(system, parse_day(gregorian)) == date


def test_days_in_words():
    day = parse_day("1999-09-11")
    assert [day_in_words(system_named(name), day) for name in ("hebrew", "julian", "islamic", "coptic")] == [
        "1 Tishri 5760 AM",
        "29 August 1999",
        "30 Jumada I AH 1420",
        "6 Nasie 1715 AM",
    ]
    assert day_in_words(system_named("french-republican"), day) is None
    assert day_in_words(system_named("hebrew"), parse_day("2003-02-03")) == "1 Adar I 5763 AM"


@pytest.mark.parametrize(
    ("name", "date", "reason"),
    [
        ("julian", (1700, 2, 30), "February 1700 has 29 days in the Julian calendar, not 30"),
        ("islamic", (1271, 2, 30), "Safar AH 1271 has 29 days in the Islamic calendar, not 30"),
        ("islamic", (0, None, None), "the Islamic calendar has no year 0"),
        ("hebrew", (5762, 13, 1), "the year 5762 AM of the Hebrew calendar has no month 13"),
        ("coptic", (1716, 13, 6), "Nasie 1716 AM has 5 days in the Coptic calendar, not 6"),
        ("french-republican", (15, 1, 1), "it was in use in the years 1 to 14"),
    ],
)
def test_days_that_cannot_be(name, date, reason):
    with pytest.raises(ImpossibleError, match=reason):
        days(system_named(name), *date)


@given(st.sampled_from(sorted(FORMULAS)), st.integers(700_000, 730_000))
def test_days_follow_each_other(name, day):
    system = system_named(name)
    one, other = parts(system, day), parts(system, day + 1)
    if one and other:
        assert one != other
        assert days(system, *other)[0] == day + 1
