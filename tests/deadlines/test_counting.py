"""Counting against day-by-day counters of its own, the worked examples of official texts, and the words of periods."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.counting import Counting
from dateline.dates import FAR_FUTURE, FAR_PAST, InvalidDate, day_text, parse, parse_day
from dateline.deadlines.counting.awaited import last_days
from dateline.deadlines.counting.periods import Period, period
from dateline.deadlines.counting.phrases import directed, phrase
from dateline.deadlines.counting.reckoning import reckoned, steps
from dateline.deadlines.counting.told import told
from dateline.deadlines.counting.written import Uncountable, counting_of
from dateline.deadlines.evaluation import evaluate
from dateline.deadlines.unknowns import _origin, unknowns
from dateline.model import Deadline, DueAssertion

PERIODS = {
    "24 hours": Period(hours=24),
    "half a year": Period(months=6),
    "half a day": Period(hours=12),
    "90 (ninety) days": Period(days=90),
    "ninety (90) days": Period(days=90),
    "twenty-four months": Period(months=24),
    "one hundred and eighty days": Period(days=180),
    "P3M": Period(months=3),
    "P1Y6M10D": Period(months=18, days=10),
    "PT36H": Period(hours=36),
    "10 calendar days": Period(days=10),
    "10 business days": Period(days=10, working=True),
    "10 week days": Period(days=10, working=True),
    "twenty working days": Period(days=20, working=True),
    "3 clear days": Period(days=3, clear=True),
    "a year and a half": Period(months=18),
    "two and a half years": Period(months=30),
    "1½ years": Period(months=18),
    "1.5 years": Period(months=18),
    "a month and a half": Period(months=1, halves=1),
    "30 days' notice": Period(days=30),
    "3-month": Period(months=3),
    "1 year, 6 months and 3 days": Period(months=18, days=3),
    "a fortnight": Period(days=14),
    "2 half-years": Period(months=12),
}
NO_PERIODS = {
    "90 (eighty) days": "different numbers", "twelve (13) months": "different numbers", "soon": "not a period",
    "1 month and 3 working days": "not a period", "half a week": "half a day", "P": "not a period",
    "-3 days": "not a period", "–3 days": "not a period", "-three days": "not a period", "30-60 days": "not a period",
    "3 working months": "not a period", "days": "not a period", "6 full calendar months": "not a period",
}  # fmt: skip


@pytest.mark.parametrize("text", PERIODS)
def test_periods(text):
    """Periods in words, figures, both, and signs."""
    assert period(text) == PERIODS[text]


@pytest.mark.parametrize("text", NO_PERIODS)
def test_what_is_no_period(text):
    """What cannot be counted is rejected with its reason."""
    with pytest.raises(InvalidDate, match=NO_PERIODS[text]):
        period(text)


PHRASES = {
    "6 months before": ("6 months", True, None),
    "at least 6 months before": ("6 months", True, None),
    "not less than 12 months' notice": ("12 months", True, None),
    "not later than 90 (ninety) days after": ("90 days", False, None),
    "within 3 months": ("3 months", None, None),
    "between 45 and 15 days before": ("15 days", True, "45 days"),
    "between 15 and 45 days before": ("15 days", True, "45 days"),
    "between 15 and 45 days after": ("45 days", False, "15 days"),
    "between twenty and forty-five days after": ("45 days", False, "20 days"),
    "from one month to two weeks before": ("2 weeks", True, "1 month"),
    "not earlier than 45 days and not later than 15 days before": ("15 days", True, "45 days"),
}


@pytest.mark.parametrize("text", PHRASES)
def test_phrases(text):
    """The direction of a phrase, and the window that it opens."""
    last, backwards, opens = PHRASES[text]
    assert phrase(text) == (period(last), backwards, opens and period(opens))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("within 6 months before", "two meanings"),
        ("at least 28 days after", "first day, and no last one"),
        ("no earlier than 3 days after", "first day, and no last one"),
        ("between 15 and 15 days after", "no length"),
    ],
)
def test_phrases_that_say_no_last_day(text, message):
    """What has two meanings, or names a first day alone, is rejected."""
    with pytest.raises(InvalidDate, match=message):
        phrase(text)


@pytest.mark.parametrize("text", ["a third of a month", "a couple of weeks", "some time after noon"])
def test_a_hint_never_proposes_what_is_no_period_either(text):
    with pytest.raises(InvalidDate, match="is not a period") as error:
        phrase(text)
    assert "write it as '3 months'" in (error.value.hint or "")


def test_what_it_counts_from_belongs_elsewhere():
    """A phrase that names its event is told where to name it."""
    with pytest.raises(InvalidDate, match="is not a period") as error:
        phrase("6 months before expiry")
    assert error.value.hint == "write '6 months before', and what it counts from in after, before or of"


def test_a_window_follows_its_anchor():
    """A window that does not say its direction has that of the date that it counts from."""
    assert directed(phrase("between 15 and 45 days"), backwards=True).period == Period(days=15)
    assert directed(phrase("between 15 and 45 days"), backwards=False).period == Period(days=45)


def counted(**keys: Any) -> Counting:
    found = counting_of(keys)
    assert found is not None
    return found


def count(**keys: Any) -> tuple[Any, ...]:
    return tuple(map(day_text, reckoned(counted(**keys))))


EU, US, UN = "eu-1182-71", "us-frcp-6", "un-treaty"
OFFICIAL = [
    # FRCP 6, committee note of 2009: 1 September 2007 is a Saturday, and 3 September is Labor Day.
    ({"within": "30 days", "after": "2007-08-02", "counting": US}, "2007-09-04"),
    ({"within": "21 days before", "before": "2007-09-22", "counting": US}, "2007-08-31"),
    # Civil Procedure Rules (England and Wales), rule 2.8, the examples of its clear days and of a period after service.
    ({"within": "at least 3 clear days before", "before": "2000-10-20"}, "2000-10-16"),
    ({"within": "14 days", "after": "2000-10-02"}, "2000-10-16"),
    # Depositary notifications: entry into force of the Vienna Convention (art. 84), of the Kyoto Protocol (art. 25)
    # and of the Paris Agreement (art. 21), counted from the day on which the last condition was met.
    ({"within": "30 days", "after": "1979-12-28", "counting": UN}, "1980-01-27"),
    ({"within": "90 days", "after": "2004-11-18", "counting": UN}, "2005-02-16"),
    ({"within": "30 days", "after": "2016-10-05", "counting": UN}, "2016-11-04"),
    # Regulation 1182/71, art. 3(2)(c): no such day in the last month; 3(2)(d): half a month has 15 days.
    ({"within": "1 month", "after": "2001-01-31", "counting": EU, "holidays": "BE"}, "2001-02-28"),
    ({"within": "half a month", "after": "2001-03-01", "counting": EU, "holidays": "BE"}, "2001-03-16"),
    # 3(4) does not apply to periods that are counted backwards: 30 September 2001 is a Sunday.
    ({"within": "1 month before", "before": "2001-10-30", "counting": EU, "holidays": "BE"}, "2001-09-30"),
    # 3(5): 26 December 2026 is a Saturday; from 25 to 28 December one day is a working day.
    ({"within": "2 days", "after": "2026-12-24", "counting": EU, "holidays": "BE"}, "2026-12-29"),
    # Art. 2(2): working days are all days but public holidays, Sundays and Saturdays, also a Saturday (3 August 2024)
    # on which Hungary worked to make up for 19 August.
    ({"within": "2 days", "after": "2024-08-01", "counting": EU, "holidays": "HU"}, "2024-08-05"),
    ({"within": "2 working days", "after": "2024-08-01", "counting": EU, "holidays": "HU"}, "2024-08-05"),
    ({"within": "2 days", "after": "2024-08-01", "roll": "following", "holidays": "HU"}, "2024-08-03"),
]  # fmt: skip


OWN_WEEKENDS = [
    ("IL", "1 day", "moved from a Friday to Sunday 18 June 2023"),
    ("IL", "2 days", "moved from a Saturday to Sunday 18 June 2023"),
    ("IL", "3 days", None),
    (None, "2 days", "moved from a Saturday to Monday 19 June 2023"),
    ("DE", "3 days", "moved from a Sunday to Monday 19 June 2023"),
    ("US", "4 days", "moved from a holiday to Tuesday 20 June 2023"),
]
"""After Thursday 15 June 2023, where Friday and Saturday, or Saturday and Sunday, are the weekend."""


@pytest.mark.parametrize(("country", "within", "said"), OWN_WEEKENDS)
def test_each_country_has_its_weekend(country, within, said):
    counting = counted(
        within=within, after="2023-06-15", roll="following", **({"holidays": country} if country else {})
    )
    due = DueAssertion("original", reckoned(counting), counting=counting)
    assert [each for each in told(due) if each.startswith("moved")] == ([said] if said else [])


def test_a_year_without_holidays_is_not_counted_with_the_weekend_of_another_country():
    """Sunday 10 June 1900 may be a working day in Israel: so far at least, and with no bound after that."""
    saturday = parse_day("1900-06-09")
    for country, least in (("IL", saturday + 1), ("DE", saturday + 2)):
        counting = counted(within="1 day", of="h", roll="following", holidays=country)
        assert reckoned(counting, (saturday, saturday)) == (least, FAR_FUTURE)


@pytest.mark.parametrize(("keys", "day"), OFFICIAL)
def test_official_examples(keys, day):
    """What official texts and their commentaries work out themselves, and what happened."""
    assert count(**keys) == (day, day)


BE, US_DAYS = holidays.country_holidays("BE"), holidays.country_holidays("US")


def free(calendar, day: date) -> bool:
    return day.weekday() >= 5 or day in calendar


def eu_naive(start: date, days: int) -> date:
    """Count a period of days as art. 3 says it, a day at a time."""
    period_days = [start + timedelta(n) for n in range(1, days + 1)]
    while free(BE, period_days[-1]):
        period_days.append(period_days[-1] + timedelta(1))
    while days >= 2 and sum(not free(BE, day) for day in period_days) < 2:
        period_days.append(period_days[-1] + timedelta(1))
    return period_days[-1]


def us_naive(start: date, days: int, step: int) -> date:
    """Count as rule 6(a)(1) and (5) say it, a day at a time."""
    day = start
    for _ in range(days):
        day += timedelta(step)
    while free(US_DAYS, day):
        day += timedelta(step)
    return day


def working_naive(start: date, days: int, calendar) -> date:
    day, left = start, days
    while left:
        day += timedelta(1)
        if not free(calendar, day):
            left -= 1
    return day


DAYS = st.dates(date(1995, 1, 1), date(2040, 1, 1))


@given(DAYS, st.integers(1, 40))
def test_against_counters(start, days):
    """Each rule agrees with a counter that goes from day to day, and asks the calendar itself."""
    text = start.isoformat()
    assert (
        count(within=f"{days} days", after=text, counting=EU, holidays="BE") == (eu_naive(start, days).isoformat(),) * 2
    )
    assert count(within=f"{days} days", after=text, counting=US) == (us_naive(start, days, 1).isoformat(),) * 2
    back = us_naive(start, days, -1).isoformat()
    assert count(within=f"{days} days before", before=text, counting=US) == (back, back)
    working = working_naive(start, days, US_DAYS).isoformat()
    assert count(within=f"{days} working days", after=text, holidays="US") == (working, working)


COUNTS = [
    {"within": "2 days", "counting": EU, "holidays": "BE"}, {"within": "1 month", "roll": "following"},
    {"within": "1 month", "roll": "preceding", "holidays": "DE"}, {"within": "7 working days", "holidays": "US"},
    {"within": "36 hours"}, {"within": "3 clear days before"}, {"within": "1 month before", "counting": US},
    {"within": "10 days", "roll": "following", "grace": "1 month"}, {"within": "half a month", "counting": EU, "holidays": "BE"},
]  # fmt: skip


@given(st.sampled_from(COUNTS), st.integers(730000, 740000), st.integers(0, 60))
def test_never_sharper_than_what_it_counts_from(keys, first, width):
    """From an imprecise day both bounds are counted: they are those of all days that it may be."""
    anchor = "before" if "before" in keys["within"] else "after"
    ends = f"[{day_text(first)}..{day_text(first + width)}]" if width else day_text(first)
    low, high = reckoned(counted(**{**keys, anchor: ends}))
    each = [reckoned(counted(**{**keys, anchor: str(day_text(day))})) for day in range(first, first + width + 1)]
    assert (low, high) == (min(days[0] for days in each), max(days[1] for days in each))


@given(st.sampled_from(COUNTS), st.integers(730000, 740000))
def test_a_horizon_that_has_not_come(keys, first):
    """From a day without bound nothing is counted, and from a horizon the count is that from its date."""
    counting = counted(**keys, of="h")
    since = reckoned(counting, (first, FAR_FUTURE))
    assert since[1] == FAR_FUTURE
    anchor = "before" if "before" in keys["within"] else "after"
    assert since[0] == reckoned(counted(**{**keys, anchor: str(day_text(first))}))[0]
    assert reckoned(counting, (FAR_PAST, FAR_FUTURE)) == (FAR_PAST, FAR_FUTURE)


def test_years_whose_holidays_are_not_known():
    """From a date they are rejected; from a horizon the side on which they lie stays open."""
    keys = {"within": "3 working days", "holidays": "DE"}
    with pytest.raises(InvalidDate, match="known for the years 1991"):
        count(**keys, after="1984-04-30")
    days = parse_day("1984-04-30"), parse_day("1999-04-30")
    found = reckoned(counted(**keys, of="h"), days)
    assert (day_text(found[0]), day_text(found[1])) == ("1984-05-03", "1999-05-05")
    assert reckoned(counted(**keys, of="h"), (days[0], days[0]))[1] == FAR_FUTURE


def test_times_of_day():
    """A time with an offset is a day of the time zone; hours from a day alone may end on two days."""
    assert count(within="1 day", after="2000-03-03T23:00:00Z", tz="Europe/Minsk") == ("2000-03-05",) * 2
    assert count(within="1 day", after="2000-03-03T23:00:00+02:00", tz="Europe/Minsk") == ("2000-03-04",) * 2
    assert count(within="36 hours", after="2000-03-03") == ("2000-03-04", "2000-03-05")
    assert count(within="36 hours", after="2000-03-03T11:00:00") == ("2000-03-04",) * 2
    assert count(within="36 hours", after="2000-03-03T13:00:00") == ("2000-03-05",) * 2
    assert count(within="24 hours", after="2000-03-03") == ("2000-03-04",) * 2
    with pytest.raises(InvalidDate, match="depends on the time zone"):
        count(within="1 day", after="2000-03-03T23:00:00Z")


def test_whichever():
    """The earlier or the later of several is that of both bounds."""
    parts = [{"within": "90 days", "after": "2000-01"}, {"due": "2000-04-10", "rule": "by"}]
    assert count(whichever="earlier", alternatives=parts) == ("2000-03-31", "2000-04-10")
    assert count(whichever="later", alternatives=parts) == ("2000-04-10", "2000-04-30")
    of = [{"within": "90 days", "of": "h"}, {"due": "2000-04-10", "rule": "by"}]
    days = parse_day("2000-01-20"), FAR_FUTURE
    found = reckoned(counted(whichever="earlier", alternatives=of), days)
    assert tuple(map(day_text, found)) == ("2000-04-10", "2000-04-10")


@pytest.mark.parametrize(
    ("keys", "key", "message"),
    [
        ({"within": "3 months"}, "within", "counts from a horizon or event"),
        ({"within": "3 months", "after": "2000", "before": "2001"}, "before", "after and before give several"),
        ({"within": "half a month", "after": "2000"}, "within", "how many days half a month has"),
        ({"within": "a month and a half", "of": "h"}, "within", "how many days half a month has"),
        ({"after": "2000"}, "after", "needs a period"),
        ({"within": "3 months before", "after": "2000"}, "within", "counts backwards"),
        ({"within": "3 months after", "before": "2000"}, "within", "counts on"),
        ({"within": "3 days", "after": "2000", "counting": EU}, "counting", "none are said"),
        ({"within": "3 days", "after": "2000", "counting": "eu-1182"}, "counting", "not one of"),
        ({"within": "3 days", "after": "2000", "holidays": "BE"}, "holidays", "changes nothing"),
        ({"within": "3 days", "after": "undated"}, "after", "undated"),
        ({"within": "3 days", "after": "2000", "tz": "Europe/Minks"}, "tz", "no time zone"),
        ({"within": "3 days", "after": "2000", "grace": "5 hours"}, "grace", "whole days"),
        ({"whichever": "earlier"}, "alternatives", "two alternatives"),
        ({"whichever": "earlier", "alternatives": [{"due": "2000"}, {"due": "2000", "rule": "by"}]}, "alternatives", "rule"),
        (
            {"whichever": "earlier", "alternatives": [{"within": "3 days", "of": each} for each in "ab"]},
            "alternatives", "one horizon at most",
        ),
        (
            {"whichever": "earlier", "alternatives": [{"withn": "3 days"}, {"due": "2000", "rule": "by"}]},
            "alternatives", "unknown key 'withn'",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_meant(keys, key, message):
    """A due date that contradicts itself is rejected at the key that does."""
    with pytest.raises(Uncountable, match=message) as error:
        counting_of(keys)
    assert error.value.key == key


def test_an_uncertain_start_is_in_doubt():
    """A date with ? from which it counts makes the due date uncertain, and not sharper."""
    counting = Counting(within="8 weeks", after=parse("2000-03?"))
    assert counting.uncertain
    assert tuple(map(day_text, reckoned(counting))) == ("2000-04-26", "2000-05-26")
    assert [step.words for step in steps(counting)] == ["counted"]


def test_an_uncertain_start_is_what_would_settle_it():
    """Whether the date is right settles the deadline, one way or the other."""
    counting = Counting(within="8 weeks", after=parse("2000-03-03?"))
    due = DueAssertion("original", reckoned(counting), rule="within", counting=counting)
    asked = Deadline("d", "p", "t", due=(due,))
    day = parse_day("2001-01-01")
    assert "possibly" in evaluate(asked, day, day).state
    (found,) = unknowns([asked], day, day)
    assert (found.datum, found.always) == ("date", 1)


def test_searching_back_never_ends_late():
    """The first day of a horizon that puts a cutoff somewhere is found, whatever is counted and whatever it is."""
    draw = random.Random(5)
    parts = [{"within": "90 days", "of": "h"}, {"due": "2000-04-10", "rule": "by"}]
    chosen: list[dict[str, Any]] = [{**keys, "of": "h"} for keys in COUNTS]
    chosen += [{"whichever": way, "alternatives": parts} for way in ("earlier", "later")]
    for keys in chosen:
        due = DueAssertion("original", (0, FAR_FUTURE), awaits=(0, 1), of="h", counting=counted(**keys))
        for _ in range(20):
            cutoff = draw.randrange(729000, 741000)
            day = _origin(cutoff, due)
            if FAR_PAST < day < FAR_FUTURE:
                assert last_days(due, (day, day))[0] >= cutoff
                assert last_days(due, (day - 1, day - 1))[0] < cutoff
