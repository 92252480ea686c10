"""When a document was written is taken from where it states it, and is asked for where it does not."""

from __future__ import annotations

import pytest

from dateline.documents.texts import placed
from dateline.documents.writing_day import needing_a_day, written_of
from dateline.input.documents import read_document

STATED = {
    "Memo\n\nDate: August 16, 1990\n\nThey met yesterday.": "1990-08-16",
    "Subject: Talks\n\nDate: Thu, 16 Aug 1990 10:00:00 +0000\n\nThey met yesterday.": "1990-08-16",
    "---\ntitle: Minutes\ndate: 2001-05-03\n---\n\nThey met yesterday.": "2001-05-03",
    "Talks\n\nPublished 5 March 1998 Updated 7 March 1998\n\nThey met.": "1998-03-05",
    "Jobs are cut\n\nBy Jane Doe | 26 March 2013\n\nThey met on Tuesday.": "2013-03-26",
    "MINSK, Nov. 2, 1989 (AP) -- The board met yesterday.": "1989-11-02",
    "Statement\n\nGeneva, 3 May 2001\n\nThey met yesterday.": "2001-05-03",
    "Statement\n\nThursday, March 5, 1998\n\nThey met yesterday.": "1998-03-05",
    "March 5, 1998, Thursday\n\nThey met yesterday.": "1998-03-05",
    "02-27-98 0912EST\n\nThey met yesterday.": "1998-02-27",
    "A Study\n\nDecember 2000\n\nIt was long.": "2000-12",
    "Agreement\n\nThey agree.\n\nDone at Minsk on 6 January 1995.": "1995-01-06",
}
SILENT = (
    "MINSK, Nov. 2 (AP) -- The board met yesterday.",
    "The Coup of 19 August 1991\n\nIt failed on 21 August 1991.",
    "The treaty of 3 May 1991, signed in Minsk, was dated 4 May 1991 by mistake.",
    "03/05/98 1233EST\n\nThey met yesterday.",
    "The Year 1999\n\nIt was good.",
    "Chapter 1\n\n1999\n\nIt was good.",
    "On 3 May 2001 they met. On 4 May 2001 they parted.",
)


@pytest.mark.parametrize(("text", "day"), STATED.items())
def test_stated(text, day):
    written = written_of(placed(text), "memo.txt")
    assert written is not None
    assert written.when.edtf == day


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_guessed(text):
    assert written_of(placed(text), "memo.txt") is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("APW19980213.1310.txt", "1998-02-13"),
        ("2001-05-03 minutes.md", "2001-05-03"),
        ("minutes_2001_05_03.md", "2001-05-03"),
        ("2001-05-03 to 2001-05-04.txt", None),
        ("memo-20011399.txt", None),
        ("120010503.txt", None),
        ("memo-2001.txt", None),
    ],
)
def test_names_of_files(name, day):
    written = written_of(placed("They met yesterday."), name)
    assert (written and written.when.edtf) == day


def test_a_page_says_in_its_head_when_it_was_published(tmp_path):
    page = tmp_path / "page.html"
    text = "<p>The board met on Tuesday, and it will meet its unions on Wednesday for talks about the plan.</p>"
    page.write_text(
        f'<html><head><meta name="date" content="2012-01-01"><meta property="article:published_time" '
        f'content="2013-03-26T10:00Z"></head><body><article>{text * 3}</article></body></html>',
        "utf-8",
    )
    assert read_document(str(page), article=True).written == "2013-03-26"
    assert read_document(str(page)).written is None


def test_what_needs_a_day():
    text = "The next year, on Friday, 3 May 1991, it began. They met yesterday, on Monday and three weeks ago."
    assert needing_a_day(text) == ["yesterday", "Monday", "three weeks ago"]
