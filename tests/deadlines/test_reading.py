"""From words to the last compliant day."""

from __future__ import annotations

import pytest

from dateline.dates import FAR_FUTURE, InvalidDate, day_text, parse
from dateline.deadlines import RULES, cutoff

CASES = [
    # due, rule, first and last possible last compliant day
    ("2003", "in", "2003-12-31", "2003-12-31"),
    ("2004-02", "in", "2004-02-29", "2004-02-29"),
    ("2001-35", "in", "2001-09-30", "2001-09-30"),
    ("2001/2002", "in", "2002-12-31", "2002-12-31"),
    ("../2002", "in", "2002-12-31", "2002-12-31"),
    ("2003", "by_end", "2003-12-31", "2003-12-31"),
    ("2003-07", "by_end", "2003-07-31", "2003-07-31"),
    ("2003", "by", "2002-12-31", "2003-12-31"),
    ("2003-03", "by", "2003-02-28", "2003-03-31"),
    ("2001-05-20", "by", "2001-05-20", "2001-05-20"),
    ("2001-05-20/2001-05-25", "by", "2001-05-19", "2001-05-25"),
    ("2003", "before", "2002-12-31", "2002-12-31"),
    ("2001-03-01", "before", "2001-02-28", "2001-02-28"),
    ("[2003,2005]", "before", "2002-12-31", "2004-12-31"),
    ("2003-01-01", "from", "2003-01-01", "2003-01-01"),
    ("2003", "from", "2003-01-01", "2003-12-31"),
    ("2003/..", "from", "2003-01-01", "2003-12-31"),
    ("2003-04/2004", "from", "2003-04-01", "2003-04-30"),
    ("2001-34/2001-35", "in_one_of", "2001-06-30", "2001-09-30"),
    ("[2001-34,2001-35]", "in_one_of", "2001-06-30", "2001-09-30"),
    ("[2001..2003]", "in_one_of", "2001-12-31", "2003-12-31"),
    ("[2001,2003]", "in", "2001-12-31", "2003-12-31"),
    ("2001-21/2001-22", "in_one_of", "2001-05-31", "2001-09-22"),
    ("2002-03-08", "within", "2002-03-08", "2002-03-08"),
    ("2002-03", "within", "2002-03-01", "2002-03-31"),
    ("2002-03-08/2002-04-01", "within", "2002-03-08", "2002-04-01"),
    # a season ends by the weather or by the sky
    ("1998-21", "in", "1998-05-31", "1998-06-21"),
    ("1998-22", "by_end", "1998-08-31", "1998-09-22"),
    ("1998-23", "in", "1998-11-30", "1998-12-21"),
    ("1998-24", "in", "1999-02-28", "1999-03-20"),
    ("1999-24", "in", "2000-02-29", "2000-03-20"),
    # about a date: its border lies a unit of its own earlier or later, and doubt moves nothing
    ("1998-23~", "in", "1998-08-31", "1999-03-21"),
    ("2000~", "in", "1999-12-31", "2001-12-31"),
    ("2000~", "by", "1998-12-31", "2001-12-31"),
    ("2000~", "before", "1998-12-31", "2000-12-31"),
    ("2000~", "from", "1999-01-01", "2001-12-31"),
    ("2000-02~", "by_end", "2000-01-31", "2000-03-31"),
    ("2000-~12", "in", "2000-11-30", "2001-01-31"),
    ("2000-02-10~", "by", "2000-02-09", "2000-02-11"),
    ("2000-02-10~", "before", "2000-02-08", "2000-02-10"),
    ("2000/2002~", "in", "2001-12-31", "2003-12-31"),
    ("2000~/2002", "before", "1998-12-31", "2000-12-31"),
    ("[2000~,2005]", "in", "1999-12-31", "2005-12-31"),
    ("2000~", "within", "1999-01-01", "2001-12-31"),
    ("2003?", "in", "2003-12-31", "2003-12-31"),
    ("2003%", "in", "2002-12-31", "2004-12-31"),
    ("2003?/..", "from", "2003-01-01", "2003-12-31"),
    ("1997/1998-23", "in", "1998-11-30", "1998-12-21"),
    ("1998-23", "by", "1998-08-31", "1998-12-21"),
]


@pytest.mark.parametrize(("due", "rule", "first", "last"), CASES)
def test_cutoff(due: str, rule: str, first: str, last: str) -> None:
    days = cutoff(parse(due), rule)
    assert (day_text(days[0]), day_text(days[1])) == (first, last)


def test_the_time_allowed_may_start_on_a_day_not_known_yet() -> None:
    first, last = cutoff(parse("2002-03-08/.."), "within")
    assert (day_text(first), last) == ("2002-03-08", FAR_FUTURE)


@pytest.mark.parametrize(
    ("due", "rule", "words"),
    [
        ("2003", "until", "no reading rule 'until'"),
        ("2003/..", "in", "needs an end"),
        ("2003/", "by_end", "needs an end"),
        ("2003/..", "by", "needs an end"),
        ("../2003", "from", "needs a start"),
        ("../2003", "before", "needs a start"),
        ("/2003", "by", "needs a start"),
        ("../2003", "within", "needs a start"),
        ("2003/..", "in_one_of", "needs an end"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(due: str, rule: str, words: str) -> None:
    with pytest.raises(InvalidDate, match=words) as caught:
        cutoff(parse(due), rule)
    assert caught.value.hint


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_reads_every_whole_date(rule: str) -> None:
    for due in ("1999", "1999-12", "1999-12-08", "1999-22", "1999-36", "199X", "[1999,2001]", "1999/2001"):
        first, last = cutoff(parse(due), rule)
        assert first <= last
