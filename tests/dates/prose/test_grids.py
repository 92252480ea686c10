"""Every settled reading in a grid of texts: parts, order, connectives, double years and doubt, against days by hand.

The days are counted here, from the number of a day in the Julian and the Gregorian calendar, not by the reader.
"""

from calendar import monthrange
from itertools import product

import pytest

from dateline.dates import FAR_FUTURE, FAR_PAST, Match, to_day
from dateline.dates.prose.interpretation import from_prose, settled

NAMES = ("", "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
PARTS = {
    "{}": (1, 31), "early {}": (1, 10), "mid-{}": (11, 20), "late {}": (21, 31), "first half of {}": (1, 15),
    "end of {}": (21, 31), "4 {}": (4, 4), "{} 4": (4, 4),
}  # fmt: skip
"""Part of a month to its first and last day."""
CENTURY_PARTS = {
    "": (1, 100), "early ": (1, 33), "mid-": (34, 66), "late ": (67, 100), "second half of the ": (51, 100),
    "last quarter of the ": (76, 100), "beginning of the ": (1, 33),
}  # fmt: skip
DOUBTS = (("probably ", ""), ("?", ""), ("possibly ", ""), ("", "?"), ("", " (?)"), ("", ", perhaps"))


def days(part, month, year):
    first, last = PARTS[part]
    return to_day(year, month, first), to_day(year, month, min(last, monthrange(year, month)[1]))


def read(text):
    """Return the first and last day of the settled reading, or those of all that are offered; empty when unread."""
    candidates = from_prose(text)
    chosen = settled(candidates)
    found = [chosen] if chosen else list(candidates)
    return {(each.date.earliest, each.date.latest) for each in found}, chosen


def right(text, wanted):
    """Tell whether a text is read as one of the wanted stretches, or asked with one of them, or not read."""
    found, chosen = read(text)
    return not found or (found <= wanted if chosen else bool(found & wanted))


@pytest.mark.parametrize("joined", ["-", " - ", "–", " to ", " or ", " and ", "/"])
def test_a_year_in_front_behind_or_between(joined):
    """What one side leaves out is taken from the other, wherever the year stands and on both sides of New Year."""
    months = (1, 5, 12)
    wrong = []
    for (one, a), (other, b) in product(product(PARTS, months), repeat=2):
        if a == b:
            continue
        start, end = days(one, a, 1776), days(other, b, 1776)
        wanted = {(start[0], end[1])}
        if a > b:
            wanted = {(days(one, a, 1775)[0], end[1]), (start[0], days(other, b, 1777)[1])}
            wanted |= {(end[0], start[1])} if joined in (" or ", " and ") else set()
        left, right_side = one.format(NAMES[a]), other.format(NAMES[b])
        texts = [f"{left}{joined}{right_side} 1776", f"1776 {left}{joined}{right_side}"]
        if joined != "/":
            texts.append(f"{left} 1776{joined}{right_side}")
        wrong += [text for text in texts if not right(text, wanted)]
    assert wrong == []


@pytest.mark.parametrize("shape", ["{} {y}", "{y} {}", "{y}, {}", "{}, {y}", "c. {y} {}", "{y}, probably {}"])
def test_one_date_with_its_year_in_front_or_behind(shape):
    for part, month in product(PARTS, range(1, 13)):
        text = shape.format(part.format(NAMES[month]), y=1776)
        assert right(text, {days(part, month, 1776)}), text


@pytest.mark.parametrize("joined", ["-", " - ", "–", " to ", " or ", " and ", "/"])
def test_doubt_about_two_centuries(joined):
    """No text in doubt is certain anywhere, unless the doubt stands behind a word that parts the two."""
    for (one, other), (before, behind) in product(product(CENTURY_PARTS, repeat=2), DOUBTS):
        text = f"{before}{one}18th{joined}{other}19th century{behind}"
        # A century alone is that of its hundreds.
        first, last = 1700 + (CENTURY_PARTS[one][0] if one else 0), 1800 + (CENTURY_PARTS[other][1] if other else 99)
        wanted = {(to_day(first, 1, 1), to_day(last, 12, 31))}
        assert right(text, wanted), text
        _, chosen = read(text)
        if chosen and (before or joined not in (" to ", " and ")):
            assert chosen.date.match(*next(iter(wanted))) is not Match.CERTAIN, text


def julian(year, month, day):
    """Return the day of a date of the Julian calendar, by its day number."""
    before = (14 - month) // 12
    years, months = year + 4800 - before, month + 12 * before - 3
    return day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083 - 1721425


def years(year, month, day):
    """Return the years that year/year+1 may mean: the English one began on 25 March."""
    return [year + 1] if (month, day) < (3, 25) else [year, year + 1]


def double(year, month, day):
    name = NAMES[month]
    for pair in (f"{year}/{(year + 1) % 100:02d}", f"{year}/{year + 1}", f"{year}-{(year + 1) % 100:02d}"):
        yield f"{day} {name} {pair}"
        yield f"{name} {day}, {pair}"
        yield f"@#DJULIAN@ {day} {name.upper()[:3]} {pair}"
        yield f"{pair}, {day} {name}"
        yield f"{pair} {name} {day}"


DAYS = ((1, 30), (3, 1), (3, 24), (3, 25), (5, 3), (12, 31))


@pytest.mark.parametrize("year", [1699, 1743])
def test_a_julian_day_with_two_years(year):
    """It is settled before Lady Day and asked from then on, alone and behind every bound."""
    for month, day in DAYS:
        meant = [julian(each, month, day) for each in years(year, month, day)]
        for text in double(year, month, day):
            for before, ends in (
                ("", lambda day: (day, day)),
                ("ABT ", lambda day: (day, day)),
                ("BEF ", lambda day: (FAR_PAST, day)),
                ("AFT ", lambda day: (day, FAR_FUTURE)),
                ("before ", lambda day: (FAR_PAST, day - 1)),
                ("after ", lambda day: (day + 1, FAR_FUTURE)),
            ):
                found, chosen = read(before + text)
                assert found == {ends(each) for each in meant}, before + text
                assert (chosen is not None) == (len(meant) == 1), before + text


@pytest.mark.parametrize("shape", ["BET {} AND {}", "FROM {} TO {}", "between {} and {}", "{} or {}", "{} - {}"])
def test_two_julian_days_with_two_years(shape):
    for one, other in product(DAYS, repeat=2):
        starts, ends = years(1648, *one), years(1650, *other)
        meant = {(julian(a, *one), julian(b, *other)) for a, b in product(starts, ends)}
        for texts in zip(double(1648, *one), double(1650, *other), strict=True):
            assert read(shape.format(*texts))[0] == meant, shape.format(*texts)
