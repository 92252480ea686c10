"""Quotes in texts: what may differ, what may not, where they stand, and what they say of a date."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.documents.running_lines import running_lines, without_running_lines
from dateline.quotes import Kept, bears

TEXT = (
    "First page.\nAn inter-\nnational “treaty” was signed\non 8 December 1999.\fPage two: it was\nbehind   schedule "
    "by ﬁfty days, a long-\nterm plan – so they said."
)
FOUND = {
    'international "treaty" was': (1, 2),
    "‘treaty’": None,
    "signed on 8 December": (1, 3),
    "treaty” was signed … behind schedule": (1, 3),
    "behind schedule [...] treaty": None,
    "behind schedule by fifty days": (2, 2),
    "a long-term plan - so": (2, 2),
    "page two": None,
    "": None,
    " … ": None,
}


@pytest.mark.parametrize(("quote", "place"), FOUND.items())
def test_where_a_quote_stands(quote, place):
    assert Kept(TEXT).find(quote) == place


words = st.lists(st.text("abcÄéß", min_size=1, max_size=6), min_size=3, max_size=30)


@given(words, st.data())
def test_any_passage_is_found_however_it_is_broken(found, data):
    start = data.draw(st.integers(0, len(found) - 1))
    end = data.draw(st.integers(start + 1, len(found)))
    gaps = data.draw(
        st.lists(st.sampled_from([" ", "\n", "\n  ", "\f", " \u00a0"]), min_size=len(found), max_size=len(found))
    )
    text = "".join(word + gap for word, gap in zip(found, gaps, strict=True))
    assert Kept(text).find(" ".join(found[start:end])) is not None


def letter_by_letter(text):
    """Return what counts of a text and where each letter stood, one letter after the other."""
    said, places, blank = "", [], True
    parted = {each for found in re.finditer("[-\u00ad]\\s*\n\\s*", text) for each in range(*found.span())}
    for place, letter in enumerate(text):
        if place in parted or letter == "\u00ad":
            continue
        plain = " " if letter.isspace() else unicodedata.normalize("NFKC", letter)
        plain = plain.replace("\u201c", '"').replace("\u2013", "-")
        if not (letter.isspace() and blank):
            said += plain
            places += [place] * len(plain)
        blank = letter.isspace()
    return said, places


@given(st.text("ab1-\u2013\u201c\u00ad \n\t\f\u00a0\x1c\u2028\ufb01\u00e9.,", max_size=40))
def test_letters_keep_their_places(text):
    kept = Kept(text)
    assert (kept.letters, list(kept._places)) == letter_by_letter(text)


NEAREST = {
    "An international treaty was signed on 9 December": 'An international "treaty" was signed on 8 December',
    "nothing of the kind stands here": None,
    "": None,
}


@pytest.mark.parametrize(("quote", "passage"), NEAREST.items())
def test_the_nearest_passage(quote, passage):
    assert Kept(TEXT).nearest(quote) == passage


LOCATORS = {
    "p. 1": None, "p. 2, heading": None, "pp. 1–2": None, "p. 3": "the text has 2 pages", "pages 2-9": "the text has 2 pages",
    "line 6": None, "lines 5-60": "the text has 6 lines", "art. 10": None, "": None, "p. 0": "the text has 2 pages",
}  # fmt: skip


@pytest.mark.parametrize(("locator", "lacking"), LOCATORS.items())
def test_what_a_locator_can_be(locator, lacking):
    assert Kept(TEXT).lacks(locator) == lacking


def test_a_text_without_pages_says_nothing_of_pages():
    assert Kept("one page").lacks("p. 7") is None


BORNE = {
    ("signed on 8 December 1999", "1999-12-08"): "supported",
    ("signed on 8 December 1999", "1999"): "possible",
    ("in 1999", "1999-12-08"): "supported",
    ("around 1999", "1999~"): "supported",
    ("in 1999", "1999?"): "supported",
    ("since 1998, and again in 2001", "1999"): "contradicted",
    ("It met yesterday, and it shall report by 1 July 2001", "2001-05-02"): "possible",
    ("In 2012 it grew, and last month it was sold", "2013-02"): "possible",
    ("The next year, on 3 May 1991, it began", "1999"): "contradicted",
    ("in the late 1990s", "1998"): "supported",
    ("no date at all", "1999"): None,
    ("780 million in 12345 places", "1999"): None,
}


@pytest.mark.parametrize(("case", "said"), BORNE.items())
def test_what_a_quote_says_of_a_date(case, said):
    assert bears(case[0], parse(case[1])) == said


PAGES = "\f".join(
    f"A Memo\nOn trade, part {number}.\nThe treaty was signed\n\n{number}\n"
    if number < 4
    else "A Memo\nin 1999. The end\n4\n"
    for number in range(1, 5)
)


def test_a_quote_goes_on_over_the_end_of_a_page():
    kept = Kept(PAGES)
    assert kept.find("The treaty was signed in 1999.") == (3, 3)
    assert kept.find("A Memo") == (1, 1)
    assert kept.find("The treaty was signed On trade, part 3.") == (2, 3)
    assert kept.find("The treaty was signed part 3.") is None


def test_lines_that_run_through_all_pages():
    pages = [page.splitlines() for page in PAGES.split("\f")]
    assert running_lines(pages) == [{0, 4}, {0, 4}, {0, 4}, {0, 2}]
    assert running_lines([["A year", "1999"], ["It came in", "1999"]]) == [set(), set()]
    assert running_lines([["1"]]) == [set()]
    assert [len(part) for part in without_running_lines(PAGES).split("\f")] == [len(part) for part in PAGES.split("\f")]


WHOLE = [
    ("signed on 13 May 1999", "3 May 1999", False),
    ("signed on 13 May 1999", "13 May 1999", True),
    ("signed on 3 May 19991", "3 May 1999", False),
    ("on 13 May and on 3 May 1999", "3 May", True),
    ("12,000 men and 2,000 horses", "000 men", False),
    ("12,000 men and 2,000 horses", "12", False),
    ("1.5 million", "5 million", False),
    ("in 1999, 300 men came", "in 1999", True),
    ("the parties agreed", "art", False),
    ("the parties agreed", "parties", True),
    ("it was not done", "no", False),
    ("unfriendly and friendly acts", "friendly", True),
    ("a treaty was signed in Minsk", "treaty … Min", False),
    ("the independence of states", "inde…dence", True),
    ("the independence of states", "inde … dence", False),
    ("13 May or 15 May", "3 … 5 May", False),
    ("they met in Minsk12 and left", "they met in Minsk", True),
    ("they met.The treaty was signed", "The treaty", True),
    ("they metThe treaty was signed", "The treaty", True),
    ("co-operation and cooper-\nation", "cooperation", True),
    ("co-operation", "operation", True),
    ("\u6761\u7ea6\u5728\u660e\u65af\u514b\u7b7e\u7f72", "\u660e\u65af\u514b", True),
    ("nothing here", "-", False),
    ("nothing here", "…", False),
]


@pytest.mark.parametrize(("text", "quote", "there"), WHOLE)
def test_a_quote_is_of_whole_words_and_numbers(text, quote, there):
    assert (Kept(text).find(quote) is not None) == there
