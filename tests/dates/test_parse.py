"""Parsing: the table of tests/data/edtf.tsv, and what a date tells besides its bounds."""

import csv
from pathlib import Path

import pytest

from dateline.dates import FAR_FUTURE, FAR_PAST, day_text, parse, parse_day, to_day

TABLE = Path(__file__).parents[1] / "data" / "edtf.tsv"


def read_table():
    with TABLE.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def read_day(text):
    """Read a day of the table: far, YYYY-MM-DD, or Y12345-MM-DD, which only the table knows."""
    if text in ("-inf", "+inf"):
        return FAR_PAST if text == "-inf" else FAR_FUTURE
    if not text.startswith("Y"):
        return parse_day(text)
    year, month, day = text[1:].rsplit("-", 2)
    return to_day(int(year), int(month), int(day))


CASES = read_table()


def test_table_is_whole():
    """The table holds at least 150 cases, none twice."""
    names = [case["edtf"] for case in CASES]
    assert len(set(names)) == len(names) >= 150


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["edtf"])
def test_table(case):
    """Text, level, kind, precision and bounds are as the table has them."""
    date = parse(case["edtf"])
    bounds = (case["start_earliest"], case["start_latest"], case["end_earliest"], case["end_latest"])
    own = date.unmarked.bounds
    assert own == tuple(map(read_day, bounds)), [day_text(day) for day in own]
    assert (date.level, date.kind, date.precision) == (int(case["level"]), case["kind"], case["precision"])
    assert str(date) == date.edtf == case["edtf"]
    assert (date.earliest, date.latest) == (own[0], own[3])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["edtf"])
def test_text_round_trips(case):
    """The canonical text gives the same date again, and the types are exact."""
    date = parse(case["edtf"])
    assert parse(date.edtf) == date
    assert hash(parse(date.edtf)) == hash(date)
    assert type(date.level) is int
    assert all(type(day) is int for day in date.bounds)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["edtf"])
def test_bounds_are_reached(case):
    """The first and the last day of a date belong to it, the days beyond them do not."""
    date = parse(case["edtf"]).unmarked
    assert date.contains(date.earliest)
    assert date.contains(date.latest)
    assert not date.contains(date.earliest - 1)
    assert not date.contains(date.latest + 1)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1994", "known", "known"),
        ("1994/1996", "known", "known"),
        ("1994/", "known", "unknown"),
        ("1994/..", "known", "open"),
        ("/1994", "unknown", "known"),
        ("../1994", "open", "known"),
        ("..1994/1996..", "bounded", "bounded"),
        ("[..1994]", "open", "known"),
        ("{1994..}", "known", "open"),
    ],
)
def test_unknown_is_not_open(text, start, end):
    """The kind of each end is kept."""
    date = parse(text)
    assert (date.start_kind, date.end_kind) == (start, end)


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("1993-08-24", []),
        ("1993?", [(0, "year", "?")]),
        ("1993-08~", [(0, "year", "~"), (0, "month", "~")]),
        ("1993-~08-24", [(0, "month", "~")]),
        ("1993-08~-24", [(0, "year", "~"), (0, "month", "~")]),
        ("?1993-08-24~", [(0, "year", "%"), (0, "month", "~"), (0, "day", "~")]),
        ("1993?-08-24~", [(0, "year", "%"), (0, "month", "~"), (0, "day", "~")]),
        ("?1993-08-~24", [(0, "year", "?"), (0, "day", "~")]),
        ("1993-%08", [(0, "month", "%")]),
        ("2000-~23", [(0, "season", "~")]),
        ("Y17E5?", [(0, "year", "?")]),
        ("?Y17E5", [(0, "year", "?")]),
        ("1993?/1994~", [(0, "year", "?"), (1, "year", "~")]),
        ("/1994~", [(1, "year", "~")]),
        ("[1993,1994?]", [(1, "year", "?")]),
        ("{1993..1995~,1997?}", [(1, "year", "~"), (2, "year", "?")]),
    ],
)
def test_qualifiers(text, qualifiers):
    """Each qualified part is told, by group and by component."""
    assert list(parse(text).qualifiers) == qualifiers


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [("1993", False, False), ("1993?", True, False), ("~1993", False, True), ("1993/1994%", True, True)],
)
def test_doubts(text, uncertain, approximate):
    """The short questions agree with the qualifiers."""
    assert (parse(text).uncertain, parse(text).approximate) == (uncertain, approximate)


@pytest.mark.parametrize("text", ["1993-08-24", "1993-08", "1993", "199X", "1993-XX-24", "2000-23", "-0043"])
@pytest.mark.parametrize("mark", "?~%")
def test_qualifiers_never_move_bounds_of_edtf(text, mark):
    """A qualified date has the days of the plain one, whichever days it is compared by."""
    plain = parse(text)
    for date in (parse(text + mark), parse(mark + text)):
        assert date.unmarked == plain
        assert (date.earliest, date.latest) == (plain.earliest, plain.latest)


@pytest.mark.parametrize(
    ("text", "estimate"),
    [("1950", None), ("1950S2", 1950), ("-1859S3", -1859), ("Y3388E2S3", 338800), ("Y1E40S2", 10**19)],
)
def test_estimate(text, estimate):
    """Significant digits keep the year that was written."""
    assert parse(text).estimate == estimate
