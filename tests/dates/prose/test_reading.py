"""English words to EDTF."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.dates.conventions import Conventions
from dateline.dates.prose.candidate import Rank
from dateline.dates.prose.interpretation import LONGEST_TEXT, ambiguous, from_prose, settled
from dateline.dates.prose.vocabulary import CARDINALS, DECADES, MONTHS, SEASON_NUMBERS
from dateline.dates.seasons import ASTRONOMICAL

ONE_READING = {
    # days, months, years
    "8 December 1999": "1999-12-08",
    "December 8th, 1999": "1999-12-08",
    "the 8th of Dec. 1999": "1999-12-08",
    "eighth of december 1999": "1999-12-08",
    "Wednesday, 8 December 1999": "1999-12-08",
    "8-Dec-1999": "1999-12-08",
    "8 December 1999 at 10:30 UTC": "1999-12-08T10:30:00Z",
    "8 December": "XXXX-12-08",
    "Sept 1999": "1999-09",
    "the year 1999": "1999",
    "in 1999": "1999",
    "the year 79": "0079",
    "768": "0768",
    # before and after Christ
    "44 BC": "-0043",
    "c. 44 B.C.": "-0043~",
    "15 March 44 BCE": "-0043-03-15",
    "24 August AD 79": "0079-08-24",
    "A.D. 79": "0079",
    "1 BC": "0000",
    "12000 BC": "Y-11999",
    "31 BC - AD 14": "-0030/0014",
    "50-40 BC": "-0049/-0039",
    "130s BC": "[-0138..-0129]",
    # seasons and parts of a year
    "fall 2000": "2000-23",
    "the summer of 1999": "1999-22",
    "winter 1999-2000": "1999-24",
    "winter of 1999/00": "1999-24",
    "spring (southern hemisphere) 1999": "1999-29",
    "Q4 1999": "1999-36",
    "1999 Q4": "1999-36",
    "last quarter of 1999": "1999-36",
    "first half of 2000": "2000-40",
    "H2 2000": "2000-41",
    "second third of 2000": "2000-38",
    # decades, centuries, millennia
    "1990s": "199X",
    "the 1990's": "199X",
    "nineties": "199X",
    "the '60s": "196X",
    "eighteen-sixties": "186X",
    "12th century": "11XX",
    "the twelfth century": "11XX",
    "1st century BC": "[-0099..0000]",
    "2nd century BC": "-01XX",
    "21st c.": "20XX",
    "2nd millennium": "1XXX",
    "3rd millennium BC": "-2XXX",
    # parts that are stretches of time
    "mid-1990s": "1994/1996",
    "late nineties": "1997/1999",
    "early 20th century": "1901/1933",
    "late 20th century": "1967/2000",
    "mid 1st century BC": "-0066/-0034",
    "early 1999": "1999-01/1999-04",
    "late in 1999": "1999-09/1999-12",
    "towards the end of 1999": "1999-09/1999-12",
    "mid-February 2000": "2000-02-11/2000-02-20",
    "late February 2000": "2000-02-21/2000-02-29",
    "early-to-mid 1950s": "1950/1956",
    "late summer 1941": "1941-08",
    "first half of the 19th century": "1801/1850",
    "second half of the 1990s": "1995/1999",
    "last third of the 12th century": "1167/1200",
    "second half of March 1999": "1999-03-16/1999-03-31",
    "first week of May 1999": "1999-05-01/1999-05-07",
    "last week of February 2000": "2000-02-23/2000-02-29",
    "week of 5 May 1999": "1999-05-03/1999-05-09",
    "end of 1999": "1999-09/1999-12",
    "beginning of the 1990s": "1990/1993",
    # some day of
    "some day in December 1999": "1999-12-XX",
    "a month in 1999": "1999-XX",
    "sometime in 1999": "1999-XX-XX",
    "some year in the 1560s": "156X",
    "25 December of some year in the 1560s": "156X-12-25",
    "the 8th of some month of 1999": "1999-XX-08",
    # doubts
    "circa 1860": "1860~",
    "ca1860": "1860~",
    "1950-ish": "1950~",
    "probably June 1999": "1999-06?",
    "possibly about 1984": "1984%",
    "about 1984?": "1984%",
    "circa late 1970s": "1977~/1979~",
    "June 2004 (year uncertain, month approximate)": "?2004-~06",
    "June 2004 (year and month uncertain)": "2004-06?",
    # one side alone
    "by 2005": "[..2005]",
    "before 1917": "[..1916]",
    "not later than 1200": "[..1200]",
    "by the end of 2000": "[..2000-12-31]",
    "until early 2005": "../2005-04",
    "1200 at the latest": "[..1200]",
    "after 1930": "[1931..]",
    "since the late 1990s": "1997/..",
    "no earlier than 1 May 2000": "[2000-05-01..]",
    "until 1900": "../1900",
    "to 1900": "../1900",
    "since 1900": "1900/..",
    "1914 -": "1914/..",
    "1914–present": "1914/..",
    "1984 or earlier": "[..1984]",
    "in or after 1984": "[1984..]",
    "from an unknown date to 1985": "/1985",
    "1985 to an unknown date": "1985/",
    "from 1985 or earlier to 1990": "..1985/1990",
    # from one to another
    "1914-18": "1914/1918",
    "from 1914 to 1918": "1914/1918",
    "Q4 1999 – Q1 2000": "1999-36/2000-33",
    "spring–summer 1941": "1941-21/1941-22",
    "June to July 1964": "1964-06/1964-07",
    "January 1940 to June": "1940-01/1940-06",
    "December - January 2024": "2023-12/2024-01",
    "5–8 May 1999": "1999-05-05/1999-05-08",
    "May 5-8, 1999": "1999-05-05/1999-05-08",
    "May 30 to June 2, 1999": "1999-05-30/1999-06-02",
    "17-19th centuries": "16XX/18XX",
    "1860s-1870s": "186X/187X",
    "1970s to mid 1980s": "1970/1986",
    "late 1990s through 2005": "1997/2005",
    "circa 1970 to circa 1980": "1970~/1980~",
    "between 1914 and 1918": "1914/1918",
    "some time between 1914 and 1918": "[1914..1918]",
    "winter 1996 BC to summer 1996": "-1995-24/1996-22",
    # several
    "1667 or 1668": "[1667,1668]",
    "summer or fall 1963": "[1963-22,1963-23]",
    "1 or 2 July 1940": "[1940-07-01,1940-07-02]",
    "late 1980s or early 1990s": "[1987..1989,1990..1993]",
    "one of: 1985, 1987": "[1985,1987]",
    "1667, 1668 and 1670": "{1667,1668,1670}",
    "May and June 1999": "{1999-05,1999-06}",
    # digits alone
    "8.12.1999": "1999-12-08",
    "25/12/1999": "1999-12-25",
    "7/2008": "2008-07",
    "1999-12-8": "1999-12-08",
    "19991208": "1999-12-08",
    # around the date
    "active 17th century": "16XX",
    "1864, printed ca. 1870": "1864",
    "signed on 8 December 1999.": "1999-12-08",
}
SEVERAL = {
    "10/7/2008": ["2008-10-07", "2008-07-10"],
    "1800s": ["18XX", "180X"],
    "the 2000s": ["200X", "20XX"],
    "early 1900s": ["1901/1933", "1900/1903"],
    "the twenties": ["192X", "202X"],
    "198": ["0198", "198X"],
    "1863-4": ["1863/1864", "1863-04"],
    "1667, 1668": ["{1667,1668}", "[1667,1668]"],
}
NONE = (
    "", " ", "unknown", "call me maybe", "the march of time", "s", "5", "180s", "31/02/1985",
    "13.2008", "004.1985", "1918-1914", "July-June 1940", "1910s to 1900s", "500 BC to 18", "100 BC-18", "17-1900s",
    "1900s-45", "1863 or", "or 1863", "12/04-1985", "31 April 1999", "2nd millionth 1999",
    "fifth quarter of 1999", "0th century", "eight months earlier", "3 months ago", "today",
)  # fmt: skip
DRAFTS = ("198u", "199x", "2004-uu", "1984?~", "2004/open", "[1667, 1668]", "2004-06-(01)?", "u984")


@pytest.mark.parametrize(("text", "edtf"), ONE_READING.items())
def test_one_reading(text, edtf):
    """Words with one meaning give it first, and need no choice."""
    candidates = from_prose(text)
    assert settled(candidates).edtf == edtf
    assert candidates[0].edtf == edtf


@pytest.mark.parametrize(("text", "edtfs"), SEVERAL.items())
def test_several_readings(text, edtfs):
    """Words with several meanings give all of them, in the stated order, and are ambiguous."""
    candidates = from_prose(text)
    assert [each.edtf for each in candidates if each.rank is not Rank.SHAPE] == edtfs
    assert ambiguous(candidates)


@pytest.mark.parametrize("text", [*NONE, *DRAFTS])
def test_no_reading(text):
    """Text without a date, half a date, and the notation of old drafts give nothing."""
    assert from_prose(text) == ()


@pytest.mark.parametrize(
    ("text", "edtfs"),
    [
        ("mid-1990s", ["1994/1996", "[1994..1996]"]),
        ("between 1914 and 1918", ["1914/1918", "[1914..1918]"]),
        ("some time between 1914 and 1918", ["[1914..1918]", "1914/1918"]),
        ("1915-21", ["1915-21", "1915/1921"]),
        ("1911-12", ["1911-12", "1911/1912"]),
        ("1905-07", ["1905-07", "1905/1907"]),
        ("1912-12", ["1912-12"]),
        ("1999-05", ["1999-05"]),
    ],
)
def test_shapes(text, edtfs):
    """A stretch of time is also offered as some day in it; that is no ambiguity."""
    candidates = from_prose(text)
    assert [each.edtf for each in candidates] == edtfs
    assert not ambiguous(candidates)


def test_every_candidate_has_a_rule_and_its_bounds():
    """A candidate says by which rule it was read, and holds the date itself."""
    for text in ONE_READING:
        for candidate in from_prose(text):
            assert candidate.rule
            assert candidate.date == parse(candidate.edtf)


def test_edtf_is_read_as_it_stands():
    """EDTF is itself the first reading; a sign before a lone year takes its usual place."""
    assert [(each.edtf, each.rule) for each in from_prose("1999-23~")] == [("1999-23~", "EDTF")]
    assert [each.edtf for each in from_prose("~1950")] == ["1950~"]


def test_seasons_follow_the_convention():
    """The days of a season, and of its parts, follow the convention asked for."""
    assert from_prose("late summer 1941", conventions=Conventions(ASTRONOMICAL))[0].edtf == "1941-08-22/1941-09-22"
    assert from_prose("fall 2000", conventions=Conventions(ASTRONOMICAL))[0].date.seasons == "astronomical"


def test_long_texts_are_not_searched():
    """A text longer than any date is not a date, even when it begins with one."""
    assert from_prose("1999" + " " * LONGEST_TEXT + "x") == ()


WORDS = st.sampled_from(
    [
        *MONTHS, *SEASON_NUMBERS, *DECADES, *CARDINALS, "early", "mid", "late", "to", "or", "and", "between", "from",
        "before", "after", "by", "until", "circa", "c.", "maybe", "?", "~", "BC", "AD", "century", "quarter", "half",
        "of", "the", "first", "last", "third", "end", "start", "week", "some", "day", "year", "month", "1999", "2000",
        "44", "8", "1990s", "1800s", "12th", "-", "–", "/", ",", ".", "(", ")", "X", "..", "earlier", "later", "ago",
        "today", "next", "decade", "onwards", "one of", "all of", "year uncertain", "10:30", "UTC", "Q1", "-0043",
    ]
)  # fmt: skip


@given(
    st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
    | st.lists(WORDS, max_size=5).map("".join)
    | st.text(max_size=60)
)
def test_any_words_are_read_or_not(text):
    """No words make the reader fail, and all that it gives is valid EDTF, each once, best first."""
    candidates = from_prose(text, anchor=parse("2000-10-15"))
    assert all(parse(each.edtf) == each.date for each in candidates)
    assert len({each.edtf for each in candidates}) == len(candidates)
    assert [each.rank for each in candidates] == sorted(each.rank for each in candidates)
