"""Dates with `?`, `~` and `%`: what is certain, possible and impossible of them, against tables and a count of days.

The count knows nothing of the parser: the days around an approximate month are those of the months beside it, by
numbering months from the year 0, and so for years, decades and days.
"""

import datetime
from functools import lru_cache

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST, InvalidDate, Match, day_text, parse, parse_day, to_day
from dateline.dates.compare import certain, possible, within
from dateline.dates.convention_settings import conventions_of
from dateline.dates.conventions import USUAL

TEN_YEARS = USUAL._replace(circa=(10, "year"))


def days(text):
    """Return the first and last day of a range: a date, or `date..date` where either side may be left out."""
    first, _, last = text.partition("..") if ".." in text else (text, "", text)
    return parse(first).earliest if first else FAR_PAST, parse(last).latest if last else FAR_FUTURE


CASES = {
    "1300~": "certain 1299..1301, 1200..1400, 1299.., ..1301; possible 1300, 1299, 1301, ..1300, 1300..; "
    "impossible 1298, 1302, ..1298, 1302..",
    "1999?": "possible 1999, 1990..2010, ..2005, 1990..; impossible 1998, 2000, 2000.., ..1998",
    "1999%": "possible 1998, 1999, 2000, 1990..2010, 1990.., ..2010; impossible 1997, 2001",
    "1999-05-03?": "possible 1999-05-03, 1999, 1999-05-03.., ..1999-05-03; impossible 1999-05-02, 1999-05-04",
    "1999-05-03~": "certain 1999-05, 1999-05-02..1999-05-04; possible 1999-05-02, 1999-05-03, 1999-05-04; "
    "impossible 1999-05-01, 1999-05-05",
    "1999-05~": "certain 1999, 1999-04..1999-06; possible 1999-05, 1999-04, 1999-06; impossible 1999-03, 1999-07",
    "1999-01~": "certain 1998-12..1999-02; possible 1998-12, 1999; impossible 1998-11",
    "1999-~05": "certain 1999; possible 1999-04, 1999-05; impossible 1999-07, 2000",
    "1999-~01": "certain 1999, 1999-01..1999-02; possible 1999-01, 1999-02; impossible 1998, 1999-03",
    "1999~-05-03": "certain 1998..2000; possible 1999-05-03, 1998-05-03, 1999, 1998; impossible 1997, 2000-06",
    "1999-05-~03": "certain 1999-05; possible 1999-05-02; impossible 1999-05-05",
    "1999-05-~01": "certain 1999-05; possible 1999-05-02; impossible 1999-04",
    "1999-05~-03": "certain 1999; possible 1999-04-03, 1999-06-03; impossible 1999-07",
    "~1999-05-~03": "certain 1998..2000; possible 1998-05-02, 2000-05-04; impossible 1998-05-01, 2000-05-05",
    "1999-?05": "certain 1999, 1990.., ..1999; possible 1999-05, 1999-03..1999-12; impossible 1999-04, 2000",
    "?1999-05": "possible 1999-05, 1900..2100; impossible 1999-04",
    "1999-05-?03": "certain 1999-05, 1999; possible 1999-05-03; impossible 1999-05-04",
    "~1999-?05": "certain 1998..2000; possible 1999-05, 1999; impossible 1997",
    "199X~": "certain 1980..2009; possible 1980, 1999, 2009; impossible 1979, 2010",
    "19XX~": "certain 1800..2099; possible 1850, 2050; impossible 1799, 2100",
    "199X?": "possible 1990..1999, 1900..2100; impossible 1989, 2000",
    "1950S2~": "certain 1800..2099; possible 1900; impossible 1799",
    "2000-23~": "certain 2000-06..2001-02; possible 2000-06, 2001-02; impossible 2000-05, 2001-03",
    "2000-36~": "certain 2000-07..2001-03; possible 2000-07; impossible 2000-06, 2001-04",
    "2000-38~": "certain 2000; possible 2000-01, 2000-12; impossible 1999, 2001",
    "2000-40~": "certain 1999-07..2000-12; possible 1999-07; impossible 1999-06, 2001",
    "XXXX-05~": "certain 0000-04..9999-06; possible 1999, 1999-04, 1999-06; impossible 1999-03, 1999-07..2000-03",
    "199X-12-25~": "certain 1990..1999; possible 1999-12-24, 1999-12-26; impossible 1999-12-23, 1999-12-27, 1995-06",
    "199X-12-25?": "possible 1999-12-25, 1990..1999; impossible 1999-12-24",
    "-0043-03-15~": "certain -0043-03; impossible -0043-04",
    "Y12345~": "possible Y12344; impossible Y12343",
    "1298~/1305": "certain 1305, 1299..1304, 1300; possible 1297, 1298; impossible 1296, 1306",
    "1298/1305~": "certain 1298, 1300, 1304; possible 1305, 1306; impossible 1297, 1307",
    "1298?/1305": "certain 1305, 1290..1310, 1305.., 1300..; possible 1298, 1300, ..1300; impossible 1297, 1306",
    "1298/1305?": "certain 1298, 1290..1310, ..1298; possible 1300, 1305, 1300..; impossible 1297, 1306",
    "1298?/1305?": "possible 1298, 1300, 1290..1310, 1290.., ..1310; impossible 1297, 1306",
    "1298%/1305": "certain 1305; possible 1297, 1300; impossible 1296",
    "1999-?05/2005": "certain 2000, 2004, 2005, 1999; possible 1999-05; impossible 1998",
    "1999~/..": "certain 2000-12-31, 2001, 1998.., 2050..; possible 1998, 1999; impossible 1997",
    "1999?/..": "possible 1999, 2001, 1999..2050, 1990..; impossible 1998",
    "1999?/": "possible 1999, 2001, 1990..; impossible 1998",
    "/2001?": "possible 2001, 1990, ..2010; impossible 2002",
    "../2001~": "certain 1990, ..1990; possible 2001, 2002; impossible 2003",
    "..1985~/1990": "certain 1987, ..1986; possible 1985, ..1985-06; impossible 1991",
    "{1999?,2001}": "certain 2001, 1999.., 1999..2001; possible 1999, ..2000; impossible 2000, 1998, 2002",
    "{1999~,2005}": "certain 2005, 1998..2000; possible 1998, 2000; impossible 1997, 2001..2004",
    "[1999~,2005]": "certain 1998..2005; possible 1998, 2000, 2005; impossible 1997, 2001..2004, 2006",
    "[1999?,2005]": "possible 1999, 2005, 1990..2010, 1990.., ..2010; impossible 2000..2004, 1998",
    "[1999?..2005]": "possible 1999, 2002, 1990..2010, 1990..; impossible 1998, 2006",
    "{1999?..2001}": "certain 2001; possible 1999, 2000; impossible 1998, 2002",
    "1999-~06-?15": "certain 1999-05-15.., ..1999-07-15; possible 1999-05-20.., ..1999-07-10; impossible 1999-04, 1999-08",
    "[..1999?]": "possible 1900, ..1999, ..2010; impossible 2000",
}


def statements():
    for text, said in CASES.items():
        for statement in said.split("; "):
            word, ranges = statement.split(" ", 1)
            yield from ((text, each, word) for each in ranges.split(", "))


@pytest.mark.parametrize(("text", "asked", "word"), list(statements()))
def test_match(text, asked, word):
    """Each kind of mark, of date and of filter; the bounds alone never say less than the date."""
    date, (first, last) = parse(text), days(asked)
    found = date.match(first, last)
    assert found == word
    assert possible(date.bounds, first, last) or found is Match.IMPOSSIBLE
    assert certain(date.bounds, first, last) or found is not Match.CERTAIN


@pytest.mark.parametrize("text", ["1999?", "1999-05-03?", "[1999?,2005]", "1999%", "1999?/2001?", "1999?/.."])
def test_nothing_in_doubt_is_certain_or_within(text):
    """Whatever the filter is, if it has an end."""
    date = parse(text)
    for first, last in ((to_day(1900, 1, 1), to_day(2100, 1, 1)), (to_day(1900, 1, 1), FAR_FUTURE)):
        assert date.match(first, last) is Match.POSSIBLE
        assert not within(date.bounds, first, last)


@pytest.mark.parametrize(
    ("circa", "text", "first", "last"),
    [
        ("10 years", "1300~", "1290-01-01", "1310-12-31"),
        ("10 years", "1300-05-03~", "1290-05-03", "1310-05-03"),
        ("1 decade", "1300~", "1290-01-01", "1310-12-31"),
        ("6 months", "1300~", "1299-07-01", "1301-06-30"),
        ("2 weeks", "1300-05-20~", "1300-05-06", "1300-06-03"),
        ("3 days", "1300-02~", "1300-01-29", "1300-03-03"),
        ("1 month", "1300-03-31~", "1300-02-28", "1300-04-30"),
        ("1 month", "1999-02~", "1999-01-01", "1999-03-31"),
        ("10 years", "1300?", "1300-01-01", "1300-12-31"),
        ("10 years", "1300", "1300-01-01", "1300-12-31"),
        ("10 years", "1300~/1320", "1290-01-01", "1320-12-31"),
        ("10 years", "1999-~05", "1999-01-01", "1999-12-31"),
        ("10 years", "[1300~,1400]", "1290-01-01", "1400-12-31"),
        ("10 years", "199X-12-25~", "1980-12-25", "2009-12-25"),
        ("0 years", "1300~", "1300-01-01", "1300-12-31"),
    ],
)
def test_stated_spread(circa, text, first, last):
    """A stated spread takes the place of the date's own unit, and never moves EDTF's own days."""
    date = parse(text, conventions_of({"circa": circa}))
    found = tuple(day_text(day) for day in (date.bounds.start_earliest, date.bounds.end_latest))
    assert found == (first, last)
    assert (date.earliest, date.latest) == (parse(text).earliest, parse(text).latest)


@pytest.mark.parametrize(
    ("text", "first", "last", "word"),
    [
        ("{1300~,1400}", 1350, 1350, "possible"),
        ("{1300~,1400}", 1400, 1400, "certain"),
        ("{1300~,1400~}", 1350, 1350, "possible"),
        ("[1300~,1400]", 1350, 1350, "possible"),
        ("[1300~,1400?]", 1200, 1500, "possible"),
    ],
)
def test_a_stated_spread_closes_gaps(text, first, last, word):
    """With a stated spread the four bounds say all, so that a stored date needs no spread beside them."""
    date = parse(text, TEN_YEARS)
    first, last = to_day(first, 1, 1), to_day(last, 12, 31)
    assert not date.gapped
    assert date.match(first, last) == word
    assert (word == "certain") == certain(date.bounds, first, last)


def test_marks_tell_dates_apart():
    """Dates of one text with different spreads are not equal; pickles and copies keep the spread."""
    import copy
    import pickle

    date = parse("1300~", TEN_YEARS)
    assert date != parse("1300~")
    for again in (pickle.loads(pickle.dumps(date)), copy.copy(date)):
        assert again == date
        assert again.circa == (10, "year")
    assert parse("1999%").undoubted == parse("1999~")
    assert parse("1999-24?", conventions_of({"seasons": "quarters"})).latest == parse_day("1999-12-31")


@pytest.mark.parametrize(
    ("one", "other", "before", "after", "overlaps", "inside"),
    [
        ("1999?", "2005", "possible", "impossible", "impossible", "impossible"),
        ("1999~", "2005", "certain", "impossible", "impossible", "impossible"),
        ("1999~", "2000", "possible", "possible", "possible", "possible"),
        ("1999~", "2001", "certain", "impossible", "impossible", "impossible"),
        ("1998?/2000", "2005", "certain", "impossible", "impossible", "impossible"),
        ("1998/2000?", "2005", "possible", "impossible", "impossible", "impossible"),
        ("2005?", "1999/2010", "impossible", "impossible", "possible", "possible"),
        ("2005", "1999?/2010", "impossible", "impossible", "possible", "possible"),
        ("1998?/2000", "2000-01-01/2000-12-31", "impossible", "impossible", "certain", "impossible"),
        ("{1999?,2001}", "2001-01-01/2001-12-31", "impossible", "impossible", "certain", "impossible"),
        ("{1999?,2001}", "1999-01-01/1999-12-31", "impossible", "impossible", "possible", "impossible"),
    ],
)
def test_two_dates(one, other, before, after, overlaps, inside):
    """A comparison rests on the ends that matter to it."""
    a, b = parse(one), parse(other)
    assert (a.before(b), a.after(b), a.overlaps(b), a.within(b)) == (before, after, overlaps, inside)
    assert (b.after(a), b.before(a), b.overlaps(a)) == (before, after, overlaps)


def test_relations_of_a_date_in_doubt():
    """The only relation left is no certain one."""
    found = parse("1999-12-08?").allen(parse("1999-12-09"))
    assert [(str(relation), str(match)) for relation, match in found.items()] == [("meets", "possible")]


YEARS = st.sampled_from(["199X", "1995", "1996", "2000"])
MONTHS = st.sampled_from(["XX", "0X", "1X", "01", "02", "05", "12"])
DAYS = st.sampled_from(["XX", "0X", "X1", "01", "05", "28", "31"])
PATTERNS = st.one_of(YEARS, st.tuples(YEARS, MONTHS).map("-".join), st.tuples(YEARS, MONTHS, DAYS).map("-".join))
CALENDAR = [datetime.date.fromordinal(day) for day in range(to_day(1960, 1, 1), to_day(2030, 1, 1))]
RANGES = st.tuples(st.integers(to_day(1978, 1, 1), to_day(2012, 1, 1)), st.integers(0, 700)).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)


@lru_cache(maxsize=512)
def fitting(pattern):
    return [day for day in CALENDAR if all(p in ("X", c) for p, c in zip(pattern, day.isoformat(), strict=False))]


@lru_cache(maxsize=512)
def around(pattern):
    """Return the days of a pattern and of the units beside those that they are in: of the finest that is written."""
    year, *rest = pattern.split("-")
    rest = [part for part in rest if part != "XX"] if pattern.endswith("XX") else rest
    if len(rest) == 2:
        return sorted({day.toordinal() + step for day in fitting(pattern) for step in (-1, 0, 1)})

    def unit(day):
        if rest:
            return day.year * 12 + day.month
        return day.year // 10 if year.endswith("X") else day.year

    units = {unit(day) + step for day in fitting(pattern) for step in (-1, 0, 1)}
    return [day.toordinal() for day in CALENDAR if unit(day) in units]


@settings(max_examples=150, deadline=None)
@given(PATTERNS, RANGES)
@example("199X-02-28", (to_day(1996, 2, 29), to_day(1996, 2, 29)))
def test_about_a_date_is_the_days_of_units_beside_it(pattern, asked):
    """The days counted one by one; the marks of all parts together mean the finest."""
    assume(fitting(pattern))
    first, last = asked
    expected = judged(around(pattern), first, last)
    assert parse(pattern + "~").match(first, last) is expected
    assert parse(pattern + "%").match(first, last) is (
        Match.IMPOSSIBLE if expected is Match.IMPOSSIBLE else Match.POSSIBLE
    )


def judged(those, first, last):
    touching = sum(first <= day <= last for day in those)
    return Match.CERTAIN if touching == len(those) else Match.POSSIBLE if touching else Match.IMPOSSIBLE


MARKS = st.sampled_from(["", "", "?", "~", "%"])
WRITTEN = st.tuples(YEARS, MARKS).map("".join) | st.tuples(YEARS, MARKS, MONTHS, MARKS).map(
    lambda parts: f"{parts[0]}{parts[1]}-{parts[2]}{parts[3]}"
)


@st.composite
def marked(draw):
    """Draw a date of any kind with marks."""
    one = draw(WRITTEN)
    kind = draw(st.sampled_from(["date", "interval", "open", "unknown", "one_of", "all_of"]))
    other = draw(WRITTEN)
    return {
        "date": one, "interval": f"{one}/{other}", "open": f"{one}/..", "unknown": f"/{one}",
        "one_of": f"[{one},{other}]", "all_of": f"{{{one},{other}}}",
    }[kind]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(marked(), RANGES, st.sampled_from([None, (10, "year"), (3, "month"), (5, "day")]))
@example("1999?/..", (to_day(1990, 1, 1), FAR_FUTURE), None)
def test_laws(text, asked, circa):
    """Marks take certainty away and never possibility; with a doubt everywhere nothing is certain."""
    conventions = USUAL._replace(circa=circa)
    try:
        date, plain = parse(text, conventions), parse(text).unmarked
    except InvalidDate:
        assume(False)
    found, unmarked = date.match(*asked), plain.match(*asked)
    if unmarked is not Match.IMPOSSIBLE:
        assert found is not Match.IMPOSSIBLE
    if found is Match.CERTAIN and not date.approximate:
        assert unmarked is Match.CERTAIN
    years = {each.place for each in date.qualifiers if each.mark in "?%" and each.part == "year"}
    written = 2 if date.kind == "interval" and ".." not in text and not text.startswith("/") else 1
    if years and (date.kind == "one_of" or (date.kind != "all_of" and len(years) == written)):
        assert found is not Match.CERTAIN
    if date.uncertain and not date.approximate:
        assert (found is Match.IMPOSSIBLE) == (unmarked is Match.IMPOSSIBLE)
    assert possible(date.bounds, *asked) or found is Match.IMPOSSIBLE
    assert certain(date.bounds, *asked) or found is not Match.CERTAIN
    span = parse(f"{day_text(asked[0])}/{day_text(asked[1]) or '..'}")
    if date.gapped or not date.members:
        assert date.overlaps(span) in (found, Match.POSSIBLE)
