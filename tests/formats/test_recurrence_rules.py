"""Recurring commitments: first the rule says the days, then each is rolled; what a rule cannot say is a fault."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import day_text, parse_day
from dateline.deadlines.recurring.rules import recurring_days
from dateline.errors import InvalidQuery
from dateline.formats.curated.folder import read_paths

HEAD = '[[source]]\nid = "s"\ntitle = "S"\n[[programme]]\nid = "p"\ntitle = "P"\ncitations = [{ source = "s" }]\n'


def days(rule: str, first: str) -> list[str | None]:
    return [day_text(day) for day in recurring_days(rule, parse_day(first))]


@pytest.mark.parametrize(
    ("rule", "first", "found"),
    [
        ("FREQ=MONTHLY;COUNT=3;SKIP=BACKWARD", "2001-01-31", ["2001-01-31", "2001-02-28", "2001-03-31"]),
        ("FREQ=MONTHLY;COUNT=3;RSCALE=GREGORIAN;SKIP=FORWARD", "2001-01-31", ["2001-01-31", "2001-03-01", "2001-03-31"]),
        ("FREQ=MONTHLY;COUNT=3;SKIP=OMIT", "2001-01-31", ["2001-01-31", "2001-03-31", "2001-05-31"]),
        ("FREQ=MONTHLY;INTERVAL=6;COUNT=3;SKIP=BACKWARD", "2022-10-31", ["2022-10-31", "2023-04-30", "2023-10-31"]),
        ("FREQ=MONTHLY;INTERVAL=3;COUNT=3", "2020-05-30", ["2020-05-30", "2020-08-30", "2020-11-30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "2001-03-31", ["2001-03-31", "2001-04-30", "2001-05-31"]),
        ("FREQ=YEARLY;COUNT=3;SKIP=BACKWARD", "2000-02-29", ["2000-02-29", "2001-02-28", "2002-02-28"]),
        ("FREQ=MONTHLY;UNTIL=20010315;SKIP=BACKWARD", "2001-01-31", ["2001-01-31", "2001-02-28"]),
        ("FREQ=WEEKLY;COUNT=2", "2001-01-31", ["2001-01-31", "2001-02-07"]),
    ],
)  # fmt: skip
def test_days(rule: str, first: str, found: list[str]) -> None:
    assert days(rule, first) == found


@pytest.mark.parametrize(
    ("rule", "first", "message"),
    [
        ("FREQ=MONTHLY;COUNT=3", "2001-01-31", "some of its months lack"),
        ("FREQ=MONTHLY;INTERVAL=6;COUNT=4", "2022-10-31", "some of its months lack"),
        ("FREQ=YEARLY;COUNT=2", "2000-02-29", "some of its months lack"),
        ("FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3", "2001-01-31", "does not fit the due date 2001-01-31"),
        ("FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3;SKIP=OMIT", "2001-01-31", "does not fit the due date 2001-01-31"),
        ("FREQ=YEARLY;UNTIL=19991231", "2001-01-31", "ends before the first due date"),
        ("FREQ=MONTHLY;COUNT=3;SKIP=SIDEWAYS", "2001-01-31", "SKIP cannot be"),
        ("FREQ=MONTHLY;COUNT=3;RSCALE=HEBREW", "2001-01-31", "RSCALE cannot be"),
        ("FREQ=DAILY;COUNT=1001", "2001-01-31", "more than 1000 times"),
    ],
)
def test_what_a_rule_cannot_say(rule: str, first: str, message: str) -> None:
    with pytest.raises(InvalidQuery, match=message):
        days(rule, first)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(1, 13), st.integers(1, 12))
def test_a_monthly_rule_keeps_its_day_or_the_last_of_the_month(first: date, interval: int, count: int) -> None:
    found = list(recurring_days(f"FREQ=MONTHLY;INTERVAL={interval};COUNT={count};SKIP=BACKWARD", first.toordinal()))
    expected = []
    for step in range(count):
        years, month = divmod(first.month - 1 + step * interval, 12)
        year = first.year + years
        expected.append(date(year, month + 1, min(first.day, monthrange(year, month + 1)[1])).toordinal())
    assert found == expected


def cutoffs(folder: Path, rule: str, due: str) -> tuple[list[str], list[str]]:
    """Return the last compliant days of a recurring deadline, and the faults."""
    (folder / "all.toml").write_text(
        f'{HEAD}[[deadline]]\nid = "d"\ntitle = "D"\nprogramme = "p"\nforce = "binding"\nconfidence = "high"\n'
        f'kind = "occurrence"\nrecurs = "{rule}"\n[[deadline.due]]\nkind = "original"\n{due}\n'
        'citations = [{ source = "s" }]\n',
        "utf-8",
    )
    found = read_paths([("x", folder)])
    ends = [str(day_text(each.due[0].cutoff[1])) for each in found.deadlines.values()] if not found.faults else []
    return ends, [fault.message for fault in found.faults]


@pytest.mark.parametrize(
    ("rule", "due", "found"),
    [
        # The filings of cfpb/hmda-frontend: each quarter's day is moved off its own weekend.
        ("FREQ=MONTHLY;INTERVAL=3;COUNT=3", 'due = "2020-05-30"\nrule = "by"\nroll = "following"',
         ["2020-06-01", "2020-08-31", "2020-11-30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", 'due = "2001-03-31"\nrule = "by"\nroll = "following"',
         ["2001-04-02", "2001-04-30", "2001-05-31"]),
        ("FREQ=MONTHLY;COUNT=2", 'within = "1 month"\nafter = "2001-05-02"\nroll = "preceding"',
         ["2001-06-01", "2001-07-02"]),
    ],
)  # fmt: skip
def test_what_recurs_is_rolled_day_by_day(tmp_path: Path, rule: str, due: str, found: list[str]) -> None:
    assert cutoffs(tmp_path, rule, due) == (found, [])


@pytest.mark.parametrize("rule", ["RRULE:FREQ=YEARLY;COUNT=2", "freq=yearly;count=2", "FREQ=YEARLY;;COUNT=2;"])
def test_a_rule_may_be_written_otherwise(tmp_path: Path, rule: str) -> None:
    assert cutoffs(tmp_path, rule, 'due = "2001-06-01"\nrule = "by"') == (["2001-06-01", "2002-06-01"], [])


def test_two_occurrences_on_one_day_are_a_fault(tmp_path: Path) -> None:
    rolled = 'due = "2001-06-01"\nrule = "by"\nroll = "following"'
    assert "two occurrences fall on 2001-06-04" in cutoffs(tmp_path, "FREQ=DAILY;COUNT=4", rolled)[1][0]


@pytest.mark.parametrize("day", ["1984-04-01", "0001-01-05", "2500-01-01"])
def test_years_whose_holidays_are_not_known_are_a_fault(tmp_path: Path, day: str) -> None:
    pytest.importorskip("holidays")
    due = f'within = "1 month"\nafter = "{day}"\nroll = "following"\nholidays = "DE"'
    assert "the public holidays of DE are known for the years" in cutoffs(tmp_path, "FREQ=YEARLY;COUNT=1", due)[1][0]


@pytest.mark.parametrize(
    ("rule", "due", "message"),
    [
        ("FREQ=YEARLY;UNTIL=19991231", 'due = "2001-01-31"\nrule = "by"', "'FREQ=YEARLY;UNTIL=19991231' ends before"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28", 'due = "2001-21"\nrule = "by"', "the rule fits only one of them"),
        ("FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=12", 'due = "2001?"\nrule = "by_end"', "a due date that is uncertain"),
        ("FREQ=YEARLY;UNTIL=20030401", 'due = "2001-21"\nrule = "by"', "UNTIL falls within the last compliant days 2003-02-28"),
        ("FREQ=MONTHLY;SKIP=OMIT", 'cutoff = ["2001-01-15", "2001-01-31"]', "and not the other"),
        ("FREQ=YEARLY;INTERVAL=0", 'due = "2001"\nrule = "by_end"', "INTERVAL cannot be '0'"),
        ("FREQ=YEARLY;COUNT=3;UNTIL=20051231", 'due = "2001"\nrule = "by_end"', "two ends"),
        ("FREQ=YEARLY;COUNT=3;FREQ=MONTHLY", 'due = "2001"\nrule = "by_end"', "says something twice"),
        ("FREQ=MONTHLY", 'due = "2001-01-31"\nrule = "by"', "some of its months lack"),
        ("FREQ=HOURLY;COUNT=3", 'due = "2001"\nrule = "by_end"', "FREQ cannot be 'HOURLY'"),
        ("FREQ=SECONDLY;INTERVAL=86400;COUNT=3", 'due = "2001"\nrule = "by_end"', "FREQ cannot be 'SECONDLY'"),
        ("FREQ=MONTLY;COUNT=3", 'due = "2001"\nrule = "by_end"', "FREQ cannot be 'MONTLY'"),
        ("COUNT=3", 'due = "2001"\nrule = "by_end"', "FREQ is missing"),
        ("FREQ=DAILY;BYHOUR=9;COUNT=3", 'due = "2001"\nrule = "by_end"', "BYHOUR says a time of day"),
        ("FREQ=DAILY;BYMINUTE=0,30;COUNT=3", 'due = "2001"\nrule = "by_end"', "BYMINUTE says a time of day"),
        ("FREQ=DAILY;COUNT=0", 'due = "2001"\nrule = "by_end"', "COUNT cannot be '0'"),
        ("FREQ=DAILY;COUNT=-1", 'due = "2001"\nrule = "by_end"', "COUNT cannot be '-1'"),
        ("FREQ=DAILY;COUNT=", 'due = "2001"\nrule = "by_end"', "COUNT cannot be ''"),
        ("FREQ=DAILY;INTERVAL=x;COUNT=2", 'due = "2001"\nrule = "by_end"', "INTERVAL cannot be 'X'"),
        ("FREQ=DAILY;BYDAYS=MO;COUNT=2", 'due = "2001"\nrule = "by_end"', "no part 'BYDAYS'"),
        ("FREQ=YEARLY;INTERVAL=9000;COUNT=3", 'due = "2001-01-31"\nrule = "by"', "recurs only 1 time, not 3"),
        ("FREQ=YEARLY;INTERVAL=4000;COUNT=3", 'due = "2001"\nrule = "by_end"', "recurs only 2 times, not 3"),
        ("FREQ=YEARLY;COUNT=5", 'due = "9997~"\nrule = "by_end"', "recurs only"),
        ("FREQ=YEARLY", 'text = "some day"', "cannot recur"),
    ],
)  # fmt: skip
def test_what_cannot_recur(tmp_path: Path, rule: str, due: str, message: str) -> None:
    (fault,) = cutoffs(tmp_path, rule, due)[1]
    assert message in fault


@pytest.mark.parametrize(
    ("rule", "due", "found"),
    [
        ("FREQ=YEARLY;COUNT=3", 'due = "2003-02"\nrule = "in"', ["2003-02-28", "2004-02-29", "2005-02-28"]),
        ("FREQ=MONTHLY;COUNT=3", 'due = "2001-01"\nrule = "by_end"', ["2001-01-31", "2001-02-28", "2001-03-31"]),
        ("FREQ=YEARLY;UNTIL=20030101", 'due = "2001?"\nrule = "by_end"', ["2001-12-31", "2002-12-31"]),
        ("FREQ=MONTHLY;COUNT=2", 'cutoff = ["2001-03-01", "2001-03-15"]', ["2001-03-15", "2001-04-15"]),
        ("FREQ=YEARLY;INTERVAL=2;COUNT=2", 'due = "2001-36/2002-33"\nrule = "in_one_of"', ["2002-03-31", "2004-03-31"]),
    ],
)  # fmt: skip
def test_dates_recur_as_they_are_written(tmp_path: Path, rule: str, due: str, found: list[str]) -> None:
    assert cutoffs(tmp_path, rule, due) == (found, [])
