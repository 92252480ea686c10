"""EDTF to English, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import InvalidDate, parse
from dateline.dates.conventions import Conventions
from dateline.dates.prose.interpretation import from_prose
from dateline.dates.prose.wording import to_prose
from dateline.dates.seasons import CONVENTIONS

WORDS = {
    "1999-12-08": "8 December 1999",
    "1999-12": "December 1999",
    "1999": "1999",
    "0079": "AD 79",
    "0000": "1 BC",
    "-0043-03-15": "15 March 44 BC",
    "Y17000": "the year 17000",
    "Y-17000": "17001 BC",
    "1999-12-08T10:00:00Z": "8 December 1999 at 10:00:00 UTC",
    "1999-12-08T10:00:00+03:00": "8 December 1999 at 10:00:00 +03:00",
    "2000-23": "autumn 2000",
    "2000-30": "summer 2000 (southern hemisphere)",
    "2000-36": "fourth quarter of 2000",
    "2000-38": "second quadrimester of 2000",
    "2000-40": "first half of 2000",
    "199X": "1990s",
    "190X": "1900s decade",
    "11XX": "12th century",
    "-01XX": "2nd century BC",
    "1XXX": "2nd millennium",
    "XXXX": "some year",
    "XXXX-12-25": "25 December",
    "1999-XX": "some month of 1999",
    "1999-12-XX": "some day of December 1999",
    "199X-XX-XX": "some day in the 1990s",
    "156X-12-25": "25 December of some year in the 1560s",
    "1999-XX-08": "the 8th of some month of 1999",
    "1999?": "possibly 1999",
    "1999~": "c. 1999",
    "1999-12%": "possibly c. December 1999",
    "1984-?06-02": "2 June 1984 (month uncertain)",
    "2011-~06-~04": "4 June 2011 (month and day approximate)",
    "1993/1994": "1993 to 1994",
    "1985/..": "from 1985 onwards",
    "../1985": "until 1985",
    "1985/": "from 1985 to an unknown date",
    "/1985": "from an unknown date to 1985",
    "..1985/1990": "from 1985 or earlier to 1990",
    "1985/1990..": "1985 to 1990 or later",
    "[1667,1668,1670]": "1667, 1668 or 1670",
    "{1667,1668}": "1667 and 1668",
    "[1667,1668..1670]": "one of 1667, 1668 to 1670",
    "[1994..1996]": "some time between 1994 and 1996",
    "[..1984]": "1984 or earlier",
    "[1984..]": "in or after 1984",
    "{1960..1965}": "all of 1960 to 1965",
    "{1980..}": "all of 1980 and later",
}
NO_WORDS = ("2016-X2", "20X3", "1950S2", "Y17E7", "-199X", "2004?-06-11", "1999-12-3X", "?1945")

YEARS = st.sampled_from(
    ["1999", "0079", "-0043", "0000", "199X", "190X", "19XX", "20XX", "1XXX", "XXXX", "-01XX", "2X0X"]
)
MONTHS = st.integers(1, 12).map("{:02}".format) | st.just("XX") | st.sampled_from(["X1", "1X"])
DAYS = st.integers(1, 31).map("{:02}".format) | st.just("XX") | st.sampled_from(["3X", "X1"])
CODES = st.integers(21, 41).map(str)
BARE = st.one_of(
    YEARS,
    st.tuples(YEARS, MONTHS | CODES).map("-".join),
    st.tuples(YEARS, MONTHS, DAYS).map("-".join),
    st.sampled_from(["Y17000", "Y-17000", "Y17E7", "1950S2"]),
)
ELEMENTS = st.tuples(BARE, st.sampled_from(["", "", "?", "~", "%"])).map("".join)
MEMBERS = ELEMENTS | st.tuples(ELEMENTS, ELEMENTS).map("..".join)
DATES = st.one_of(
    ELEMENTS,
    st.tuples(ELEMENTS | st.sampled_from(["..", ""]), ELEMENTS | st.sampled_from(["..", ""])).map("/".join),
    st.tuples(ELEMENTS, ELEMENTS).map(lambda pair: f"..{pair[0]}/{pair[1]}.."),
    st.lists(MEMBERS, min_size=1, max_size=3).map(lambda members: f"[{','.join(members)}]"),
    st.lists(MEMBERS, min_size=1, max_size=3).map(lambda members: f"{{{','.join(members)}}}"),
    st.tuples(BARE, st.sampled_from(["T10:30:00", "T23:20:30Z", "T01:02:03-04:30"])).map("".join),
)


@pytest.mark.parametrize(("edtf", "words"), WORDS.items())
def test_words(edtf, words):
    """The usual dates have natural words, which are read as the same date again."""
    assert to_prose(parse(edtf)) == words
    assert from_prose(words)[0].edtf == edtf


@pytest.mark.parametrize("edtf", NO_WORDS)
def test_what_words_cannot_say(edtf):
    """What English cannot say shortly and exactly stays EDTF."""
    assert to_prose(parse(edtf)) == edtf


@given(DATES, st.sampled_from(list(CONVENTIONS.values())))
def test_words_are_read_as_the_same_date(edtf, seasons):
    """Every date, put into words and read again, is the same date."""
    try:
        date = parse(edtf, Conventions(seasons))
    except InvalidDate:
        return
    words = to_prose(date)
    if words != edtf:  # EDTF itself is read with its lone sign in the usual place
        assert from_prose(words, conventions=Conventions(seasons))[0].date == date
