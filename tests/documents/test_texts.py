"""Texts are folded, and each place keeps its page, paragraph and heading."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.documents.sentences import clause_at, sentences
from dateline.documents.texts import placed

WRAPPED = """\
A Memo on Trade

Why It Matters

In the first half of
2000, trade grew. It fell in
the next year.

What Went Wrong
Nothing was signed.
"""


def told(raw):
    found = placed(raw)
    return [(found.text[each.start : each.end], each.page, each.heading) for each in found.paragraphs]


def test_white_space_is_folded():
    assert told(WRAPPED)[2] == ("In the first half of 2000, trade grew. It fell in the next year.", 1, "Why It Matters")


def test_pages_and_what_repeats_on_them():
    pages = "\f".join(f"Journal of Memos\n\nText of page {name}.\n\n{page}" for page, name in enumerate("abcd", 1))
    assert told(pages) == [(f"Text of page {name}.", page, None) for page, name in enumerate("abcd", 1)]


def test_a_paragraph_goes_on_over_a_page():
    assert told("It was signed in the first half of\n\f\n2000 in Minsk.")[0][:2] == (
        "It was signed in the first half of 2000 in Minsk.",
        1,
    )


def test_lines_without_empty_ones_between_paragraphs():
    line = "These are the words of a line that is as long as all the others of it"
    raw = "\n".join([line] * 12 + ["The end of it.", "A Heading", f"After that {line.lower()}", "it went on."])
    assert [text[:12] for text, *_ in told(raw)] == ["These are th", "A Heading", "After that t"]


def test_markdown():
    assert told("# Why\n\n- **Signed** in 1999.")[1] == ("Signed in 1999.", 1, "Why")


@given(st.text(alphabet="aB. -\n\f\t1", max_size=120))
def test_no_word_is_lost_or_made(raw):
    found = placed(raw)
    assert set(re.findall("[aB]+", found.text)) <= set(re.findall("[aB]+", re.sub(r"-\s+", "-", raw)))
    for each in found.paragraphs:
        assert found.paragraph_at(each.start) == each
        assert not re.search(r"\s{2}|\n", found.text[each.start : each.end])


def test_sentences():
    text = (
        "On 8 Dec. 1999 Mr. Putin (then premier) said: \u201cNo.\u201d He left the U.S. in 2000! Why? A. B. Smith knew."
    )
    assert [text[start:end] for start, end in sentences(text)] == [
        "On 8 Dec. 1999 Mr. Putin (then premier) said: \u201cNo.\u201d",
        "He left the U.S. in 2000!",
        "Why?",
        "A. B. Smith knew.",
    ]


def test_clauses():
    text = "One has run since 1999; another was set up in 2000."
    [sentence] = sentences(text)
    assert [text[slice(*clause_at(text, sentence, place))] for place in (5, 40)] == [
        "One has run since 1999",
        "another was set up in 2000.",
    ]


@given(st.text(alphabet="aB. !?1\u201d", max_size=60))
def test_sentences_hold_all_letters(text):
    assert "".join(text[start:end] for start, end in sentences(text)).replace(" ", "") == text.replace(" ", "")


LONG = "They met again and spoke of trade, as they did each time. " * 2000


@pytest.mark.parametrize("raw", [LONG, textwrap.fill(LONG, 80), "x" * 50_000 + " " + "y " * 50_000])
def test_no_paragraph_is_as_long_as_a_book(raw):
    found = placed(raw)
    whole = [each for each in found.paragraphs if each.end - each.start > 50_001]
    assert whole == []
    assert len(found.paragraphs) > 2
    assert found.text.split() == raw.split()


SENTENCES = (
    "It was smaller than Grant's. Union forces won.",
    "It fell on May 7. On the Eastern Front it went on.",
    "Mr. Putin met Gen. A. B. Lebed at 3 p.m. in St. Petersburg. They spoke.",
    'He said, "We must strike a balance." On 13 May he left.',
    "The U.S. army left. So did No. 5 of the fleet.",
    "Did they sign? They did! Nobody knew.",
    "It cost 3.5 million, i.e. more than in Jan. 1999. That was much.",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences_end_where_a_library_ends_them(text):
    """The ends are those of pysbd 0.3.4 (bench/documents.py --sentences compares whole texts)."""
    ends = {end for _, end in sentences(text)}
    assert ends == {
        match.end() for match in re.finditer(r"[.?!]\"?(?= (?:Union|On|They|So|Nobody|That)\b)|[.!]$", text)
    }
