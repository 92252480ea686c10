"""Calendars that recur: rules, days added and excluded, changed occurrences, bounds, and rules that are invalid."""

from __future__ import annotations

import calendar as months
import io
import warnings
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.formats.documents import ics
from dateline.formats.incoming import Incoming, Rejected, Told, Withdrawn


def calendar(*components, name="VEVENT"):
    body = "".join(f"BEGIN:{name}\n" + "\n".join(lines) + f"\nEND:{name}\n" for lines in components)
    return io.StringIO(f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n".replace("\n", "\r\n"), newline="")


def items(*components, name="VEVENT"):
    return list(ics.events(calendar(*components, name=name)))


def ids(*components, name="VEVENT"):
    return [item.event.id for item in items(*components, name=name) if isinstance(item, Incoming)]


def days(*lines, name="VEVENT"):
    found = items(["UID:u", "SUMMARY:A", *lines], name=name)
    assert not [item for item in found if isinstance(item, Rejected)]
    return " ".join(item.event.date.edtf for item in found if isinstance(item, Incoming))


def said(*components, name="VEVENT"):
    return [item.what for item in items(*components, name=name) if isinstance(item, Told)]


DAY = "DTSTART;VALUE=DATE:20240105"
BERLIN = "DTSTART;TZID=Europe/Berlin:20240105T003000"


@pytest.mark.parametrize(
    ("lines", "edtf"),
    [
        ([DAY, "RRULE:FREQ=DAILY;COUNT=3"], "2024-01-05 2024-01-06 2024-01-07"),
        ([DAY, "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2"], "2024-01-05 2024-01-19"),
        ([DAY, "RRULE:FREQ=MONTHLY;BYDAY=1FR;COUNT=3"], "2024-01-05 2024-02-02 2024-03-01"),
        (["DTSTART;VALUE=DATE:20240131", "RRULE:FREQ=MONTHLY;COUNT=3"], "2024-01-31 2024-03-31 2024-05-31"),
        (["DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY;COUNT=2"], "2024-02-29 2028-02-29"),
        ([DAY, "DTEND;VALUE=DATE:20240107", "RRULE:FREQ=WEEKLY;COUNT=2"], "2024-01-05/2024-01-06 2024-01-12/2024-01-13"),
        ([DAY, "RRULE:FREQ=DAILY;UNTIL=20240106"], "2024-01-05 2024-01-06"),
        (["DTSTART:20240105T100000", "RRULE:FREQ=DAILY;UNTIL=20240106"], "2024-01-05 2024-01-06"),
        # Half past midnight in Berlin is on the day before in UTC; the days are those of the clock in Berlin.
        ([BERLIN, "RRULE:FREQ=DAILY;UNTIL=20240105T233000Z"], "2024-01-05 2024-01-06"),
        ([BERLIN, "RRULE:FREQ=DAILY;UNTIL=20240105T232900Z"], "2024-01-05"),
        ([BERLIN, "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20240105T233000Z"], "2024-01-05 2024-01-07"),
        ([BERLIN, "RRULE:FREQ=DAILY;COUNT=2", "EXDATE;TZID=Europe/Berlin:20240105T003000"], "2024-01-06"),
        ([BERLIN, "RRULE:FREQ=DAILY;COUNT=2", "EXDATE;VALUE=DATE:20240106"], "2024-01-05"),
        ([DAY, "RRULE:FREQ=DAILY;COUNT=4", "EXDATE;VALUE=DATE:20240106,20240107"], "2024-01-05 2024-01-08"),
        ([DAY, "RRULE:FREQ=DAILY;COUNT=2", "EXDATE;VALUE=DATE:20250101"], "2024-01-05 2024-01-06"),
        ([DAY, "RDATE;VALUE=DATE:20240120,20240113", "RDATE;VALUE=DATE:20240105"], "2024-01-05 2024-01-13 2024-01-20"),
        (["DTSTART:20240105T100000Z", "RDATE;VALUE=PERIOD:20240113T220000Z/PT5H"], "2024-01-05 2024-01-13/2024-01-14"),
        (["DTSTART:20240105T100000Z", "RDATE;VALUE=PERIOD:20240113T220000Z/PT2H"], "2024-01-05 2024-01-13"),
        (["DTSTART:20240105T100000Z", "RDATE;VALUE=PERIOD:20240113T100000Z/20240113T110000Z"], "2024-01-05 2024-01-13"),
        ([DAY, "RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=WEEKLY;COUNT=2"], "2024-01-05 2024-01-06 2024-01-12"),
        ([DAY, "RRULE:FREQ=DAILY;UNTIL=20230101"], "2024-01-05"),
        (["DTSTART:20240105T200000", "RRULE:FREQ=HOURLY;COUNT=6"], "2024-01-05 2024-01-06"),
        (["DTSTART:20240105T200000", "RRULE:FREQ=DAILY;COUNT=2;BYHOUR=8,20"], "2024-01-05 2024-01-06"),
        ([DAY, "RRULE:FREQ=DAILY;COUNT=2", "STATUS:TENTATIVE"], "2024-01-05? 2024-01-06?"),
    ],
)  # fmt: skip
def test_days(lines, edtf):
    assert days(*lines) == edtf


@pytest.mark.parametrize(
    ("lines", "last", "told"),
    [
        ([DAY, "RRULE:FREQ=YEARLY"], "2034-01-05", "2034-12-31"),
        ([DAY, "DTSTAMP:20300101T000000Z", "RRULE:FREQ=YEARLY"], "2040-01-05", "2040-12-31"),
        ([DAY, "LAST-MODIFIED:20290101T000000Z", "RRULE:FREQ=MONTHLY"], "2039-12-05", "2039-12-31"),
        (["DTSTART;VALUE=DATE:19500105", "DTSTAMP:20240101T000000Z", "RRULE:FREQ=YEARLY"], "2034-01-05", "2034-12-31"),
        ([DAY, "RRULE:FREQ=YEARLY;COUNT=9999"], "2424-01-05", "2424-12-31"),
        ([DAY, "RRULE:FREQ=YEARLY;UNTIL=95000101"], "2424-01-05", "2424-12-31"),
        (["DTSTART;VALUE=DATE:99980105", "RRULE:FREQ=YEARLY"], "9999-01-05", "9999-12-31"),
    ],
)
def test_how_far_a_rule_goes(lines, last, told):
    assert days(*lines).split()[-1] == last
    assert f"a rule goes on, and is read up to {told}" in said(["UID:u", "SUMMARY:A", *lines])


def test_rules_with_an_end_are_whole():
    assert not said(["UID:u", "SUMMARY:A", DAY, "RRULE:FREQ=WEEKLY;COUNT=52"])
    assert not said(["UID:u", "SUMMARY:A", DAY, "RRULE:FREQ=WEEKLY;UNTIL=20250101"])


@pytest.mark.slow
def test_no_component_fills_a_database():
    found = ids(["UID:u", "SUMMARY:A", DAY, "RRULE:FREQ=DAILY;COUNT=100000"])
    assert len(found) == 10_000
    assert found[-1] == f"u#{date(2024, 1, 5) + timedelta(9_999)}"
    assert f"a rule goes on, and is read up to {found[-1][2:]}" in said(
        ["UID:u", "SUMMARY:A", DAY, "RRULE:FREQ=DAILY;COUNT=100000"]
    )


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3"],
)  # fmt: skip
def test_rules_without_a_day(rule):
    component = ["UID:u", "SUMMARY:A", DAY, f"RRULE:{rule}"]
    assert ids(component) == ["u#2024-01-05"]
    assert "DTSTART is not a day of its rule: it is read as the first occurrence" in said(component)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["RRULE:FREQ=FOO;COUNT=2"], "RRULE: Expected frequency, got: FOO"),
        (["RRULE:COUNT=2"], "RRULE COUNT=2: FREQ is missing"),
        (["RRULE:FREQ=DAILY;COUNT=0"], "RRULE FREQ=DAILY;COUNT=0: INTERVAL and COUNT must be at least 1"),
        (["RRULE:FREQ=DAILY;INTERVAL=0"], "must be at least 1"),
        (["RRULE:FREQ=DAILY;COUNT=2;UNTIL=20240301"], "COUNT and UNTIL exclude each other"),
        (["RRULE:FREQ=YEARLY;RSCALE=HEBREW"], "RSCALE is not expanded"),
        (["RRULE:FREQ=HOURLY;BYMONTH=2"], "recurs within a day"),
        (["RRULE:FREQ=DAILY;BYMONTH=13"], "RRULE FREQ=DAILY;BYMONTH=13"),
        (["RRULE:FREQ=DAILY;BYDAY=XX"], "RRULE"),
        (["EXRULE:FREQ=DAILY"], "EXRULE is not read"),
        (["RRULE:FREQ=DAILY;COUNT=2", "EXDATE:never"], "EXDATE"),
        (["RDATE:never"], "RDATE"),
        (["RRULE:FREQ=DAILY;COUNT=2", "SUMMARY:", "GEO:100;1"], "latitude"),
    ],
)
def test_an_invalid_rule_rejects_its_component(lines, reason):
    found = items(["UID:u", "SUMMARY:A", DAY, *lines], ["UID:v", "SUMMARY:B", DAY])
    refused = [item for item in found if isinstance(item, Rejected)]
    assert reason in refused[0].reason
    assert refused[0].line == 2 + 5 + len(lines)
    assert [item.event.id for item in found if isinstance(item, Incoming)] == ["v"], "the file goes on"


MASTER = ["UID:u", "SUMMARY:A", BERLIN, "RRULE:FREQ=DAILY;COUNT=3"]


@pytest.mark.parametrize("first", [True, False], ids=["before", "behind"])
@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (["RECURRENCE-ID;TZID=Europe/Berlin:20240106T003000", "DTSTART:20240301T100000"],
         ["u#2024-01-05 2024-01-05", "u#2024-01-06 2024-03-01", "u#2024-01-07 2024-01-07"]),
        (["RECURRENCE-ID:20240105T233000Z", "DTSTART:20240301T100000"],
         ["u#2024-01-05 2024-01-05", "u#2024-01-06 2024-03-01", "u#2024-01-07 2024-01-07"]),
        (["RECURRENCE-ID;VALUE=DATE:20240106", "DTSTART:20240106T100000", "STATUS:TENTATIVE"],
         ["u#2024-01-05 2024-01-05", "u#2024-01-06 2024-01-06?", "u#2024-01-07 2024-01-07"]),
        (["RECURRENCE-ID;VALUE=DATE:20240106", "STATUS:CANCELLED"],
         ["u#2024-01-05 2024-01-05", "u#2024-01-06 withdrawn", "u#2024-01-07 2024-01-07"]),
    ],
)  # fmt: skip
def test_a_changed_occurrence_stands_in_its_place(changed, expected, first):
    components = [["UID:u", "SUMMARY:B", *changed], MASTER]
    found = items(*(components if first else components[::-1]))
    assert expected == sorted(
        f"{item.id} withdrawn" if isinstance(item, Withdrawn) else f"{item.event.id} {item.event.date.edtf}"
        for item in found
        if not isinstance(item, Told)
    )


def test_a_changed_occurrence_of_nothing():
    assert ids(["UID:u", "SUMMARY:B", "RECURRENCE-ID:20240106T100000", "DTSTART:20240301T100000"]) == ["u#2024-01-06"]


def test_a_cancelled_series_is_withdrawn():
    found = items([*MASTER, "STATUS:CANCELLED"])
    assert [item.id for item in found if isinstance(item, Withdrawn)] == [f"u#2024-01-0{n}" for n in (5, 6, 7)]


def test_repeated_days_are_counted():
    assert (
        said(["UID:u", "SUMMARY:A", "DTSTART:20240105T200000", "RRULE:FREQ=HOURLY;COUNT=6"]).count("repeated day") == 4
    )


def test_repeated_days_are_those_that_are_left():
    rule = ["DTSTART:20240105T200000", "RRULE:FREQ=HOURLY;COUNT=6", "EXDATE:20240105T210000"]
    assert said(["UID:u", "SUMMARY:A", *rule]).count("repeated day") == 3


# An independent enumeration: every day is asked whether the rule has it.

starts = st.dates(date(1990, 1, 1), date(2030, 12, 31))
weekdays = st.lists(st.sampled_from(range(7)), min_size=1, max_size=4, unique=True)
NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def matches(kind, interval, parts, start, day):
    """Tell whether a day is one of the rule, by the words of RFC 5545 alone; weeks begin on Monday."""
    if kind == "DAILY":
        return (day - start).days % interval == 0
    if kind == "WEEKLY":
        weeks = (day - timedelta(day.weekday()) - (start - timedelta(start.weekday()))).days // 7
        return weeks % interval == 0 and day.weekday() in parts
    apart = (day.year - start.year) * 12 + day.month - start.month
    if kind == "MONTHLY":
        length = months.monthrange(day.year, day.month)[1]
        return apart % interval == 0 and any(day.day == (n if n > 0 else length + 1 + n) for n in parts)
    return (day.year - start.year) % interval == 0 and (day.month, day.day) == (start.month, start.day)


@given(
    start=starts,
    kind=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    interval=st.integers(1, 4),
    week=weekdays,
    month=st.lists(st.sampled_from([1, 2, 15, 29, 30, 31, -1, -2]), min_size=1, max_size=3, unique=True),
    count=st.integers(1, 12),
    by_count=st.booleans(),
    left_out=st.sets(st.integers(0, 11), max_size=4),
)
def test_a_series_is_that_of_every_day_asked(start, kind, interval, week, month, count, by_count, left_out):
    parts = {"WEEKLY": week, "MONTHLY": month}.get(kind, [])
    named = {
        "WEEKLY": ";BYDAY=" + ",".join(NAMES[n] for n in week),
        "MONTHLY": ";BYMONTHDAY=" + ",".join(map(str, month)),
    }
    far = (start + timedelta(day) for day in range(60_000))
    rule_days = [
        day
        for day, _ in zip(
            filter(lambda day: matches(kind, interval, parts, start, day), far), range(count), strict=False
        )
    ]
    end = f"COUNT={count}" if by_count else f"UNTIL={rule_days[-1]:%Y%m%d}"
    excluded = [rule_days[n] for n in sorted(left_out) if n < len(rule_days)]
    lines = [f"DTSTART;VALUE=DATE:{start:%Y%m%d}", f"RRULE:FREQ={kind};INTERVAL={interval}{named.get(kind, '')};{end}"]
    lines += [f"EXDATE;VALUE=DATE:{','.join(f'{day:%Y%m%d}' for day in excluded)}"] if excluded else []
    expected = [day for day in sorted({start, *rule_days}) if day not in excluded]
    assert days(*lines) == " ".join(map(str, expected))
    assert ids(["UID:u", "SUMMARY:A", *lines]) == [f"u#{day}" for day in expected]


# To-dos and notes.


@pytest.mark.parametrize(
    ("name", "lines", "edtf"),
    [
        ("VTODO", ["DUE;VALUE=DATE:20240301"], "2024-03-01"),
        ("VTODO", ["DUE:20240301T120000Z", "DTSTART:20240201T120000Z"], "2024-03-01"),
        ("VTODO", ["DTSTART;VALUE=DATE:20240301"], "2024-03-01"),
        ("VTODO", ["DTSTART:20240301T100000", "DURATION:P2D"], "2024-03-03"),
        ("VTODO", ["UID:x@dateline", "DUE;VALUE=DATE:20240301"], "2024-02-29"),
        ("VTODO", ["DUE;VALUE=DATE:20240301", "RRULE:FREQ=MONTHLY;COUNT=2"], "2024-03-01 2024-04-01"),
        ("VTODO", ["DTSTART;VALUE=DATE:20240301", "DUE;VALUE=DATE:20240303", "RRULE:FREQ=DAILY;COUNT=2"], "2024-03-03 2024-03-04"),
        ("VJOURNAL", ["DTSTART;VALUE=DATE:20240301"], "2024-03-01"),
        ("VJOURNAL", ["DTSTART;VALUE=DATE:20240301", "RRULE:FREQ=DAILY;COUNT=2"], "2024-03-01 2024-03-02"),
    ],
)  # fmt: skip
def test_to_dos_and_notes(name, lines, edtf):
    found = [item for item in items([*lines, "UID:u", "SUMMARY:A"], name=name) if not isinstance(item, Told)]
    assert " ".join(item.event.date.edtf for item in found) == edtf
    assert {item.event.kind for item in found} == {{"VTODO": "to-do", "VJOURNAL": "journal"}[name]}


@pytest.mark.parametrize("name", ["VTODO", "VJOURNAL"])
def test_without_a_day(name):
    assert items(["UID:u", "SUMMARY:A"], name=name) == [Told(6, f"{name} without a day", left_out=True)]


# What is told.


def test_what_is_left_out_is_told():
    found = said(
        ["UID:u", "SUMMARY:A", DAY, "ATTENDEE:mailto:a@example.org", "ATTENDEE:mailto:b@example.org", "ATTACH:http://x",
         "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:ring", "END:VALARM"]
    )  # fmt: skip
    found += said(["UID:f", "DTSTART:20240105T100000Z"], name="VFREEBUSY")
    assert found == ["VALARM", "ATTACH", "ATTENDEE", "ATTENDEE", "VFREEBUSY"]


def test_components_within_others():
    text = "BEGIN:VCALENDAR\nBEGIN:VAVAILABILITY\nBEGIN:AVAILABLE\nEND:AVAILABLE\nEND:VAVAILABILITY\nEND:VCALENDAR\n"
    assert list(ics.events(io.StringIO(text))) == [Told(2, "VAVAILABILITY", left_out=True)]


UNKNOWN = ["UID:u", "SUMMARY:A", "DTSTART;TZID=No/Where:20240105T200000"]


def test_an_unknown_time_zone_is_told():
    assert "the time zone 'No/Where' is unknown: the day is the one written" in said(UNKNOWN)
    zone = "BEGIN:VTIMEZONE\r\nTZID:No/Where\r\nBEGIN:STANDARD\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    text = calendar(UNKNOWN).getvalue().replace("BEGIN:VEVENT", f"{zone}BEGIN:VEVENT")
    assert [item.what for item in ics.events(io.StringIO(text)) if isinstance(item, Told)] == ["clock time"]


def test_no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        zone = "/freeassociation.sourceforge.net/Europe/Berlin"
        assert days(f"DTSTART;TZID={zone}:20240101T100000") == "2024-01-01"


def test_without_uid_the_id_is_made_of_the_content():
    plain = ["SUMMARY:A", DAY]
    (first,), (again,) = ids(plain), ids(["DTSTAMP:20240101T000000Z", DAY, "SUMMARY:A", "UID:"])
    assert first == again
    assert first.startswith("ics-")
    assert ids(["SUMMARY:B", DAY]) != [first]
    assert said(plain) == ["UID is missing: the id is made of the content"]
    recurring = ids([*plain, "RRULE:FREQ=DAILY;COUNT=2"])
    assert [each[-11:] for each in recurring] == ["#2024-01-05", "#2024-01-06"]


@pytest.mark.parametrize(
    ("lines", "edtf"),
    [
        ([DAY], "2024-01-05?"),
        ([DAY, "DTEND;VALUE=DATE:20240107"], "2024-01-05?/2024-01-06?"),
        (["DTSTART;VALUE=DATE:19990101", "DTEND;VALUE=DATE:20000101", "X-DATELINE-DATE:1999"], "1999"),
    ],
)
def test_a_tentative_event_is_uncertain(lines, edtf):
    assert days(*lines, "STATUS:TENTATIVE") == edtf
