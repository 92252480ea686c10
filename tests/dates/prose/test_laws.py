"""Laws that every reading of words keeps, whatever the words."""

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST, InvalidDate, from_prose, parse, settled
from dateline.dates.conventions import USUAL
from dateline.dates.prose.interpretation import ambiguous
from dateline.dates.prose.vocabulary import MONTHS
from dateline.errors import Ambiguous
from dateline.question_options import date_of

TODAY = "2000-10-15"
YEARS = st.integers(1000, 2100)
MONTH_NAMES = st.sampled_from([name.capitalize() for name in MONTHS] + [name[:3].capitalize() for name in MONTHS])
PERIODS = st.one_of(
    YEARS.map(str),
    st.builds("{1} {0}".format, YEARS, MONTH_NAMES),
    st.builds("{2} {1} {0}".format, YEARS, MONTH_NAMES, st.integers(1, 28)),
    st.integers(110, 209).map("{0}0s".format).filter(lambda text: text[2] != "0"),
    st.integers(4, 20).map("{}th century".format),
    st.builds("{1} {0}".format, YEARS, st.sampled_from(["spring", "summer", "autumn", "winter"])),
)
PARTS = ("early", "mid", "late", "the end of the", "the beginning of the", "the first half of the")
WORDS = st.sampled_from(
    [*PARTS, "before", "after", "by", "until", "since", "or", "and", "to", "between", "c.", "?", "possibly", ",", "-",
     "–", "/", "[", "]", "(", ")", "the", "of", "in", "May", "5", "12", "99", "'98", "1999", "1812", "1690/1", "19th",
     "century", "1990s", "70s", "spring", "first", "half", "quarter", "s. xiv", "in.", "BC", "AD", "BEF", "Monday",
     "Christmas", "FY2019", "2020-21", "1999-13", "Q1", "week", "printed", "added", "10:30", "3/5/99", "x"]
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)


def days(text):
    """Return the first and last day of a text with one meaning."""
    found = settled(from_prose(text))
    assert found is not None, text
    return found.date.earliest, found.date.latest


@given(PERIODS)
def test_a_bound_excludes_what_its_word_excludes(period):
    """Before and after leave the period named out; by, until, since and from keep it."""
    first, last = days(period)
    assert days(f"before {period}") == (FAR_PAST, first - 1)
    assert days(f"after {period}") == (last + 1, FAR_FUTURE)
    for word in ("by", "until", "no later than", "on or before"):
        assert days(f"{word} {period}") == (FAR_PAST, last)
    for word in ("since", "from", "no earlier than", "in or after"):
        assert days(f"{word} {period}") == (first, FAR_FUTURE)


@given(PERIODS, st.sampled_from(PARTS))
def test_a_part_lies_in_its_whole(period, part):
    """Early, the end of and their like have days of the period, and not all of them."""
    assume("century" not in period)  # read by its hundreds, its parts by its years from 01 to 00
    first, last = days(period)
    found = settled(from_prose(f"{part} {period}"))
    assume(found is not None)
    start, end = found.date.earliest, found.date.latest
    assert first <= start <= end <= last
    assert (start, end) != (first, last)


@given(st.integers(0, 99), MONTH_NAMES, st.integers(1, 28), st.integers(1, 12))
def test_two_digits_never_settle_a_century(year, month, day, number):
    """A text whose year has two digits is not settled, and its readings are of two centuries or more."""
    short = f"{year:02d}"
    for text in (f"{day} {month} {short}", f"{day}-{month}-{short}", f"'{short}", f"spring {short}",
                 f"{day}/{number}/{short}", f"Q2 {short}"):  # fmt: skip
        candidates = from_prose(text)
        assert settled(candidates) is None, text
        assert len({each.edtf[:2] for each in candidates}) > 1, text


@given(YEARS, st.integers(0, 99), st.integers(0, 99))
def test_a_day_that_cannot_be_is_nothing_else(year, month, day):
    """Year, month and day in digits are that day or no date at all; a day of 00 is not known."""
    text = f"{year}-{month:02d}-{day:02d}"
    found = [each.edtf for each in from_prose(text)]
    try:
        parse(text)
    except InvalidDate:
        zeros = text.removesuffix("-00").removesuffix("-00")
        assert found == ([] if day or month > 12 else [zeros])
    else:
        assert found == [text]


@given(TEXTS)
def test_filters_and_date_agree(text):
    """A filter takes a text when `date` settles it, with the same days, and shows both meanings when it asks."""
    candidates = from_prose(text, parse(TODAY))
    chosen = settled(candidates)
    assert ambiguous(candidates) == (chosen is None and bool(candidates))
    try:
        taken = date_of(text, TODAY, USUAL)
    except Ambiguous:
        assert ambiguous(candidates)
    except InvalidDate:
        assert candidates == ()
    else:
        assert chosen is not None
        assert taken == chosen.date


@given(TEXTS)
def test_what_is_read_comes_from_the_text(text):
    """The years of a settled reading are told by the text: in digits, as a century, or completed from them."""
    found = settled(from_prose(text))
    if found is None or re.search(r"\bs\. xiv|century|BC|AD|\b70s", text):
        return
    for year in re.findall(r"(?<!\d)\d{4}(?=$|[-/,.\]}?~%])", found.edtf.split("T")[0]):
        assert any(abs(int(year) - int(named)) <= 100 for named in re.findall(r"\d{4}|\d{3}(?=\d?s)", text + " 0")), (
            text
        )
