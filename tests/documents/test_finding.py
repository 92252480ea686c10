"""Dates are found in running text, and each means what its context makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.documents.finding.finder import find_dates
from dateline.documents.finding.values import When

WRITTEN = When(1989, 11, 2, "day")


def cores(text, **given):
    return {found.text: found.core or found.reference for found in find_dates(text, **given)}


NAMED = {
    "It was signed on 8 December 1999.": {"8 December 1999": "1999-12-08"},
    "It was signed on December 8th, 1999.": {"December 8th, 1999": "1999-12-08"},
    "Signed 1999-12-08 in Moscow.": {"1999-12-08": "1999-12-08"},
    "Signed 8.12.1999.": {"8.12.1999": "1999-12-08"},
    "Signed 25/12/1999.": {"25/12/1999": "1999-12-25"},
    "Signed 7/8/1999.": {"7/8/1999": "ambiguous"},
    "In the first half of 2000 trade grew.": {"the first half of 2000": "2000-40"},
    "It grew in the third quarter of 1998.": {"the third quarter of 1998": "1998-35"},
    "Late in the 1990s it fell.": {"the 1990s": "199X"},
    "By fall 2000 it was late.": {"fall 2000": "2000-23"},
    "In the eighteenth century and the 4th century BC.": {
        "the eighteenth century": "17XX",
        "the 4th century BC": "-03XX",
    },
    "It fell in 146 B.C. and in 480 BC.": {"146 B.C.": "-0145", "480 BC": "-0479"},
    "The revolt of 499-493 BC.": {"499": "-0498", "493 BC": "-0492"},
    "From 6-15 October 1952.": {"6": "1952-10-06", "15 October 1952": "1952-10-15"},
    "In April and June 1955.": {"April": "1955-04", "June 1955": "1955-06"},
    "In the winter of 1941-42 and in 2007-08.": {"the winter of 1941-42": "1941-24", "2007": "2007", "08": "2008"},
    "On May 6 and 7th, 1954 it fell.": {"May 6": "1954-05-06", "7th, 1954": "1954-05-07"},
    "In the spring and early summer of 1943.": {"the spring": "1943-21", "early summer of 1943": "1943-22"},
    "The Spring Offensive of 1918 failed.": {"The Spring": "1918-21", "1918": "1918"},
    "Throughout the 470s BC they fought.": {"the 470s BC": "-047X"},
    "It was to last from 19 December to 6 January 1934.": {"19 December": "1933-12-19", "6 January 1934": "1934-01-06"},
    "In the summer of 415 BC they sailed.": {"the summer of 415 BC": "-0414-22"},
    "It lost money in fiscal 1989 and FY 2000.": {"fiscal 1989": "1989", "FY 2000": "2000"},
    "At Easter 1991 and on Good Friday 1972.": {"Easter 1991": "1991-03-31", "Good Friday 1972": "1972-03-31"},
    "Dated 02-27-98.": {"02-27-98": "1998-02-27"},
    "In 1899 it began; by '99 it was over.": {"1899": "1899", "'99": "1899"},
}
"""Dates that name their year."""

NO_DATES = (
    "About 1500 men and 2000 troops fell.",
    "They may march to the sea.",
    "UN Resolution 1483 was adopted.",
    "It cost $1999 and rose by 1998%.",
    "They made the Long March.",
    "A second column met the third.",
    "There were debts that fall due.",
)

NARRATIVE = {
    "In June 1940 they came. In July they left.": ("July", "1940-07"),
    "In 1940 they came. On 3 May, they left.": ("3 May", "1940-05-03"),
    "In May 1940 it was planned for June 1941. In July it began.": ("July", "1940-07"),
    "In May 1944 they beat those who had come in late 1943. By June they won.": ("June", "1944-06"),
    "On 10 May 1940 it began. Two days later it ended.": ("Two days later", "1940-05-12"),
    "In 1776 he came. The next year he left.": ("The next year", "1777"),
    "In May 1776 he came. At the end of the month he left.": ("the end of the month", "1776-05"),
    "On 14 July 1789 it fell. That same day he fled.": ("That same day", "1789-07-14"),
    "In March 2000 he won. He had come eight months earlier.": ("eight months earlier", "1999-07"),
    "On 5 February 1939 Girona fell. Then much happened. Five days after the fall of Girona, it ended.": (
        "Five days after",
        "1939-02-10",
    ),
    "He won in 490 BC. The following year he died.": ("The following year", "-0488"),
    "On 4 May 1945 it ended. On May 5 and 6 were the last shots.": ("6", "1945-05-06"),
    "On 4 May 1945 it ended. On May 5 and 6 divisions left.": ("May 5", "1945-05-05"),
    "In 1950 he said it was as it had been ten and twenty years earlier.": ("twenty years earlier", "1930"),
    "On 10 May 1865 he left. The day following saw the end.": ("The day following", "1865-05-11"),
    "On 20 May 1792 it met. This date was kept.": ("This date", "1792-05-20"),
    "In 1952 it was the largest to date.": ("date", "present"),
    "In 1789 he backed down for the time being.": ("the time being", "present"),
    "In March 1945 they won. They had fought from October to February.": ("February", "1945-02"),
    "In August 1944 it began. They fought from October to March.": ("March", "1945-03"),
    "In December 1941 it began. In January they met.": ("January", "1942-01"),
    "In December 1941 it ended. It had begun in January.": ("January", "1941-01"),
    "On 14 May 1866 it began. In June the first pier stood.": ("June", "1866-06"),
    "In June 1866 they lost. Their head, who had led them since 1843, died the same month.": (
        "the same month",
        "1866-06",
    ),
    "He left in 1900. Ten years after that, it burned.": ("Ten years after", "1910"),
    "It was won in AD 535. In 878 it fell again.": ("878", "0878"),
    "It fell in 1204. It was won back in 1261.": ("1261", "1261"),
    "It was dated 10/26/89 and changed on 11/02/89.": ("11/02/89", "1989-11-02"),
    "In September 1917 they met. In winter they starved.": ("winter", "1917-24"),
}
"""The last date of a narrative takes from what stands before it."""

NEWS = {
    "Sales rose Thursday.": ("Thursday", "1989-11-02"),
    "It met on Monday.": ("Monday", "1989-10-30"),
    "It will meet on Monday.": ("Monday", "1989-11-06"),
    "Shares fell yesterday.": ("yesterday", "1989-11-01"),
    "Sales fell last month.": ("last month", "1989-10"),
    "It lost money two years ago.": ("two years ago", "1987"),
    "The offer expires Nov. 28.": ("Nov. 28", "1989-11-28"),
    "It fell in December.": ("December", "1988-12"),
    "It will fall in December.": ("December", "1989-12"),
    "In the third quarter it fell.": ("the third quarter", "1989-35"),
    "Late last year it rose.": ("Late last year", "1988"),
    "It fell in the fourth quarter.": ("the fourth quarter", "1989-36"),
    "It may fall in late December.": ("late December", "1989-12"),
    "It was closed two weeks ago.": ("two weeks ago", "1989-10-16/1989-10-22"),
    "They met last Thursday.": ("last Thursday", "1989-10-26"),
    "They met over the weekend.": ("the weekend", "1989-10-28/1989-10-29"),
    "They will meet this weekend.": ("this weekend", "1989-11-04/1989-11-05"),
    "It ends at year-end.": ("year-end", "1989"),
    "They go next summer.": ("next summer", "1990-22"),
    "It was sold last November.": ("last November", "1988-11"),
    "At the moment nobody knows.": ("the moment", "present"),
    "The coming months will show.": ("The coming months", "future"),
    "In the third quarter it rose, after a fall in the year-earlier quarter.": ("the year-earlier quarter", "1988-35"),
    "They closed in the last quarter.": ("the last quarter", "1989-35"),
    "In the second quarter it rose. Sales for the quarter were poor.": ("the quarter", "1989-34"),
    "On Tuesday, the board will meet.": ("Tuesday", "1989-11-07"),
    "It fell to its lowest since December.": ("December", "1988-12"),
    "In November 1987, after the October crash, it bought shares.": ("October", "1987-10"),
    "The trial begins Nov. 10. They met the previous day.": ("the previous day", "1989-11-01"),
    "It rose at the end of last week.": ("the end of last week", "1989-10-23/1989-10-29"),
    "Last year's fourth quarter was good.": ("fourth quarter", "1988-36"),
    "It fell over the past year.": ("the past year", "past"),
    "Banks close on New Year's Day.": ("New Year's Day", "1990-01-01"),
    "The bank said Monday it will cut its staff.": ("Monday", "1989-10-30"),
    "They agreed on Monday to meet again.": ("Monday", "1989-10-30"),
    "Nobody would have bought it, he said Wednesday.": ("Wednesday", "1989-11-01"),
    "It will go on trial; on Monday it was arrested.": ("Monday", "1989-10-30"),
    "He was to speak there but left last Monday.": ("last Monday", "1989-10-30"),
    "The minister arrives in Rome Friday.": ("Friday", "1989-11-03"),
    "They will sell bonds next Tuesday, Wednesday and Thursday.": ("Thursday", "1989-11-09"),
    "It fell in July and was put off, as promised, last December.": ("last December", "1988-12"),
    "They agreed to exchange prisoners in March.": ("March", "1990-03"),
    "First-half profit fell.": ("First-half", "1989-40"),
    "It earned less than in the 1988 fourth quarter.": ("the 1988 fourth quarter", "1988-36"),
    "Last year it sold 165 jets in the second half.": ("the second half", "1988-41"),
    "Two years from now it will be over.": ("Two years from now", "1991"),
    "It will rise this month and next.": ("next", "1989-12"),
    "They left the day before yesterday.": ("the day before yesterday", "1989-10-31"),
    "He came last Christmas.": ("last Christmas", "1988-12-25"),
    "He can hold out until Christmas.": ("Christmas", "1989-12-25"),
    "It has fallen since Labor Day.": ("Labor Day", "1989-09-04"),
    "They meet on the first Saturday in December.": ("the first Saturday in December", "1989-12-02"),
    "In the past they would have sold.": ("the past", "past"),
    "It stood at 40 as recently as July.": ("July", "1989-07"),
    "At present nobody bids.": ("present", "present"),
    "Profit fell in the third quarter. In the 1987 period it had risen.": ("the 1987 period", "1987-35"),
    "Shares rose 37 years ago, and thirty-seven years ago.": ("thirty-seven years ago", "1952"),
    "It had risen earlier in the week.": ("earlier in the week", "1989-10-30/1989-11-05"),
    "It met on 31-Oct-85.": ("31-Oct-85", "1985-10-31"),
    "It met on Oct. 31, '85.": ("Oct. 31, '85", "1985-10-31"),
    "The May 1 deadline passed.": ("May 1", "1989-05-01"),
    "The offer expires Feb. 28.": ("Feb. 28", "1990-02-28"),
    "The current quarter is poor.": ("current quarter", "1989-36"),
    "It grew in the final quarter of 1988.": ("the final quarter of 1988", "1988-36"),
    "It grew in the last quarter of 1988.": ("the last quarter of 1988", "1988-36"),
    "It lost 40 million dollars in the quarter.": ("the quarter", "1989-35"),
    "By 1992 it will be sold. A year earlier nobody had bought.": ("A year earlier", "1988"),
    "They met last week.": ("last week", "1989-10-23/1989-10-29"),
}


@pytest.mark.parametrize(("text", "wanted"), NAMED.items())
def test_named(text, wanted):
    assert cores(text) == wanted


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text):
    assert cores(text) == {}


@pytest.mark.parametrize(("text", "wanted"), NARRATIVE.items())
def test_narrative(text, wanted):
    assert list(cores(text).items())[-1] == wanted


@pytest.mark.parametrize(("text", "wanted"), NEWS.items())
def test_news(text, wanted):
    assert list(cores(text, written=WRITTEN, news=True).items())[-1] == wanted


def test_a_text_without_years_counts_from_its_day():
    text = "Sales fell in September. They had been good in December."
    assert cores(text, written=WRITTEN) == {"September": "1989-09", "December": "1988-12"}


def test_news_and_narrative_are_told_apart():
    news = "The board met on Friday. Yesterday shares fell, and last week they rose."
    assert cores(news, written=WRITTEN)["Yesterday"] == "1989-11-01"
    history = "In 1914 it began. By 1918 it was over. In August, 1939, it began again. The next month they fought."
    assert cores(history, written=WRITTEN)["The next month"] == "1939-09"


def test_named_events_are_anchors():
    named = {"treaty": "1999-12-08", "dissolution": "1996", "talks": "1993/1994"}

    def find(words):
        return next((named[word] for word in words if word in named), None)

    text = "Two days after the treaty they met. In the year after the dissolution nobody voted."
    assert cores(text, named=find) == {"Two days after": "1999-12-10", "the year after": "1997"}
    assert cores(text) == {}
    [found] = find_dates("It fell two days after the talks.", named=find)
    assert (found.core, found.reference, found.anchor) == (None, "anchored", "1993/1994")


def test_without_a_year_nothing_is_guessed():
    assert cores("In May they left.") == {"May": "none"}
    assert cores("In May they left.", written=When(2000, 12, None, "month"))["May"] == "2000-05"


WORDS = st.sampled_from(
    [
        "on",
        "in",
        "the",
        "of",
        "May",
        "8",
        "8th",
        ",",
        ".",
        "1999",
        "early",
        "late",
        "next",
        "last",
        "year",
        "month",
        "two",
        "days",
        "later",
        "before",
        "after",
        "BC",
        "-",
        "/",
        "'",
        "24",
        "and",
        "until",
        "Friday",
        "weekend",
        "New",
        "Year",
        "Day",
        "from",
        "to",
        "date",
        "spring",
        "first",
        "half",
        "quarter",
        "century",
        "1990s",
        "this",
        "same",
        "(",
        ")",
        "\n\n",
        "now",
        "480",
        "Christmas",
    ]
)


@given(st.lists(WORDS, max_size=25), st.booleans())
def test_any_words(words, news):
    text = " ".join(words)
    end = 0
    for found in find_dates(text, WRITTEN, news=news):
        assert text[found.start : found.end] == found.text.strip()
        assert found.start >= end
        end = found.end
        assert (found.core is None) == (found.reference is not None)
        if found.core:
            parse(found.core)


def test_a_long_text_is_read_in_parts_with_one_context(monkeypatch):
    text = "In June 1940 they came.\n\nIn July they left.\n\nTwo days later it rained.\n\nOn 3 May 1941 it ended."
    whole = list(find_dates(text))
    monkeypatch.setattr("dateline.documents.finding.finder._STRETCH", 10)
    assert list(find_dates(text)) == whole
    assert [found.core for found in whole] == ["1940-06", "1940-07", None, "1941-05-03"]
