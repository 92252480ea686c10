"""Date columns for any schema: what is stored comes back, and SQL judges as `dateline.dates` does."""

from __future__ import annotations

import doctest
import itertools
import json

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, FAR_PAST, Bounds, InvalidDate, certain, parse, possible, to_day, within
from dateline.dates.conventions import Conventions
from dateline.dates.seasons import SOUTHERN
from dateline.storage import date_columns
from dateline.storage.date_columns import EDTF, bounds_columns, values_of
from dateline.storage.engines.writing import writing_engine

metadata = sa.MetaData()
letter = sa.Table(
    "letter", metadata, sa.Column("id", sa.Integer, primary_key=True), *date_columns.date_columns("sent_"),
    *date_columns.date_columns("received_", nullable=True),
)  # fmt: skip

TEXTS = [
    "1994", "1994-07-10", "199X", "1994?", "-0043-03-15", "1985/..", "../1985", "1985/", "[1994,1996]", "{1994..1996}",
    "Y17E7", "1999-24", "X9X9-XX-31",
]  # fmt: skip
YEARS = st.integers(1990, 1999).map(str)
SINGLE = st.one_of(
    YEARS,
    st.tuples(YEARS, st.integers(1, 12)).map(lambda p: f"{p[0]}-{p[1]:02}"),
    st.dates().map(str).filter(lambda text: text.startswith("199")) | st.just("1995-05-05"),
    st.tuples(YEARS, st.sampled_from(["XX-31", "21", "24", "0X", "12-XX"])).map("-".join),
    st.just("199X"),
    st.tuples(YEARS, st.sampled_from("?~%")).map(lambda p: f"{p[0]}{p[1]}"),
    st.sampled_from(["1995-05-05?", "1995-05~", "1995-~05", "1995-?05", "199X-12-25~", "1995-23~"]),
)
PAIRS = st.tuples(SINGLE, SINGLE).map(sorted)
DATES = st.one_of(
    SINGLE,
    PAIRS.map("/".join),
    st.lists(SINGLE, min_size=1, max_size=3).map(lambda each: f"[{','.join(each)}]"),
    st.lists(SINGLE, min_size=1, max_size=3).map(lambda each: f"{{{','.join(each)}}}"),
    st.tuples(SINGLE, st.sampled_from(["", ".."])).map("/".join),
    st.tuples(st.sampled_from(["", ".."]), SINGLE).map("/".join),
)
DAYS = st.integers(to_day(1989, 6, 1), to_day(2000, 6, 30)) | st.sampled_from([FAR_PAST, FAR_FUTURE])
RANGES = st.tuples(DAYS, DAYS).map(sorted)
A_YEAR = to_day(1994, 1, 1), to_day(1994, 12, 31)


def valid(text):
    try:
        return bool(parse(text))
    except InvalidDate:
        return False


@pytest.fixture
def connection(url):
    """Yield a connection to a database of its own that holds the table of letters."""
    engine = writing_engine(url)
    with engine.begin() as connection:
        metadata.create_all(connection)
        yield connection
    engine.dispose()


@pytest.fixture
def put(connection):
    """Return a function that leaves these dates, and no other, in the table."""

    def put(dates):
        connection.execute(sa.delete(letter))
        rows = [{"id": place, **values_of(date, "sent_"), **values_of(None, "received_")} for place, date in dates]
        connection.execute(sa.insert(letter), rows)

    return put


def test_examples():
    assert doctest.testmod(date_columns).failed == 0


def test_names():
    assert [column.name for column in date_columns.date_columns()] == [
        "date", "start_earliest", "start_latest", "end_earliest", "end_latest",
    ]  # fmt: skip
    assert all(isinstance(column.type, sa.BigInteger) for column in bounds_columns())
    assert [column.nullable for column in letter.c] == [False] * 6 + [True] * 5


def test_dates_come_back(connection, put):
    dates = [parse(text) for text in TEXTS]
    put(enumerate(dates))
    found = connection.execute(sa.select(letter).order_by(letter.c.id)).all()
    assert [row.sent_date for row in found] == dates
    assert [tuple(row)[2:6] for row in found] == [tuple(date.bounds) for date in dates]
    assert {tuple(row)[6:] for row in found} == {(None,) * 5}
    texts = connection.execute(sa.select(sa.type_coerce(letter.c.sent_date, sa.Text)).order_by(letter.c.id))
    assert texts.scalars().all() == TEXTS


def test_text_is_taken_for_a_date(connection, put):
    put(enumerate(map(parse, TEXTS)))
    for given_ in ("1994?", parse("1994?")):
        found = connection.execute(sa.select(letter.c.id).where(letter.c.sent_date == given_)).scalars().all()
        assert found == [TEXTS.index("1994?")]
    connection.execute(sa.update(letter).where(letter.c.sent_date.in_(["1994", "199X"])).values(received_date="1995"))
    chosen = sa.select(letter.c.received_date).where(letter.c.received_date.is_not(None))
    assert connection.execute(chosen).scalars().all() == [parse("1995")] * 2


def test_other_texts_are_refused(connection, put):
    put([(1, parse("1994"))])
    with pytest.raises(InvalidDate, match="no month 13"):
        connection.execute(sa.update(letter).values(received_date="1994-13"))
    with pytest.raises(InvalidDate) as caught:
        connection.execute(sa.select(letter).where(letter.c.sent_date == "199u"))
    assert (caught.value.position, caught.value.hint) == (3, "did you mean '199X'?")
    assert connection.execute(sa.select(letter.c.received_date)).scalar_one() is None


def test_seasons_are_those_of_the_column():
    dialect = sa.create_engine("sqlite://").dialect
    northern, southern = EDTF(), EDTF(SOUTHERN)
    date = parse("1999-21", Conventions(SOUTHERN))
    assert southern.process_bind_param(date, dialect) == "1999-21"
    assert southern.process_result_value("1999-21", dialect) == date
    assert northern.process_bind_param("1999-21", dialect) == "1999-21"
    with pytest.raises(InvalidDate, match="southern"):
        northern.process_bind_param(date, dialect)


def test_statements_are_cached_by_type():
    """Types of one convention are one type to the cache of statements, those of another are not."""
    keys = [sa.select(sa.Column("date", EDTF(*seasons)))._generate_cache_key() for seasons in ((), (), (SOUTHERN,))]
    assert keys[0] == keys[1] != keys[2]


def test_ranges_by_date_parameter_and_alias(connection, put):
    put(enumerate(map(parse, ["1993/1994", "1994-07", "[1994..1996]", "1996"])))
    year = parse("1994")
    other = letter.alias("other").c
    by_date = sa.select(other.id).where(date_columns.possible(other, year, year, "sent_")).order_by(other.id)
    assert connection.execute(by_date).scalars().all() == [0, 1, 2]
    first, last = (sa.bindparam(name, type_=sa.BigInteger) for name in ("first", "last"))
    by_name = sa.select(letter.c.id).where(date_columns.within(letter.c, first, last, "sent_")).order_by(letter.c.id)
    days = {"first": year.earliest, "last": year.latest}
    assert connection.execute(by_name, days).scalars().all() == [1]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dates=st.lists(DATES.filter(valid).map(parse), min_size=1, max_size=12), ranges=st.lists(RANGES, max_size=4))
@example(dates=[parse("1994")], ranges=[(A_YEAR[0] + 1, A_YEAR[1]), (A_YEAR[0], A_YEAR[1] - 1), A_YEAR])
def test_sql_agrees_with_python(connection, put, dates, ranges):
    put(enumerate(dates))
    for first, last in ranges:
        for name, judge in JUDGES.items():
            condition = getattr(date_columns, name)(letter.c, first, last, "sent_")
            found = connection.execute(sa.select(letter.c.id).where(condition)).scalars()
            expected = {place for place, date in enumerate(dates) if judge(date, first, last)}
            assert set(found) == expected, name


EDGES = [
    "1994-01-03/1994-11-05",
    "1994-05-05",
    "1994",
    "[1994-02-03,1994-07-08]",
    "{1994-02..1994-07}",
    "1994-0X/1995?",
]


def test_each_end_of_a_range_is_exact_to_the_day(connection, put):
    """Ranges that end on the first or last days of a date, or the day before or after them: one day tells."""
    dates = [parse(text) for text in EDGES]
    put(enumerate(dates))
    for edges in {tuple(date.bounds) for date in dates}:
        days = sorted({edge + step for edge in edges for step in (-1, 0, 1)})
        for first, last in itertools.combinations_with_replacement(days, 2):
            for name, judge in JUDGES.items():
                condition = getattr(date_columns, name)(letter.c, first, last, "sent_")
                found = set(connection.execute(sa.select(letter.c.id).where(condition)).scalars())
                assert found == {place for place, date in enumerate(dates) if judge(date, first, last)}, (name, first)


def of_text_too(date, first, last):
    """Return what `within` says: no part is in doubt, or all of time is asked for."""
    always = first == FAR_PAST and last == FAR_FUTURE
    return within(values_bounds(date), first, last) and (always or not date.uncertain)


JUDGES = {
    "possible": lambda date, *days: possible(values_bounds(date), *days),
    "certain": lambda date, *days: certain(values_bounds(date), *days),
    "days_within": lambda date, *days: within(values_bounds(date), *days),
    "within": of_text_too,
}
DOUBTS = [
    "1990/1995?",
    "1990?/1995",
    "1990/1995%",
    "1991-05/1994",
    "1993~",
    "[1991,1993?]",
    "{1991,1993}",
    "1992-?05",
    "1992?",
]


def test_queries_and_columns_call_the_same_within(cli, connection, put, new_url):
    """`--match within` and the condition for tables of other programs: both ask the text, which days do not show."""
    put(enumerate(map(parse, DOUBTS)))
    url = new_url()
    given = "\n".join(json.dumps({"id": f"e{n}", "title": text, "date": text}) for n, text in enumerate(DOUBTS))
    assert cli("import", "jsonl", "-", url=url, stdin=given.encode()).code == 0
    for first, last in [("1990", "1995"), ("1991", "1993"), ("1990", "1994")]:
        condition = date_columns.within(letter.c, parse(first), parse(last), "sent_")
        found = set(connection.execute(sa.select(letter.c.id).where(condition)).scalars())
        asked = cli("query", "--from", first, "--to", last, "--match", "within", "-f", "jsonl", url=url)
        assert {f"e{number}" for number in found} == set(asked.ids)
        assert not {number for number in found if parse(DOUBTS[number]).uncertain}
    assert found == {DOUBTS.index("1991-05/1994"), *(DOUBTS.index(each) for each in ("1993~", "{1991,1993}"))}


def test_without_the_text_nobody_can_tell():
    days = sa.Table("days", sa.MetaData(), *bounds_columns("sent_"))
    with pytest.raises(LookupError, match=r"'sent_date'.*doubt"):
        date_columns.within(days.c, 1, 2, "sent_")
    assert "sent_end_latest" in str(date_columns.days_within(days.c, 1, 2, "sent_"))


def values_bounds(date):
    return Bounds(*list(values_of(date).values())[1:])


@given(DATES.filter(valid).map(parse), RANGES)
def test_no_column_says_more_than_the_date(date, days):
    """Bounds find all that is possible, and call nothing certain that falls into a gap."""
    exact, kept = date.match(*days), values_bounds(date)
    assert possible(kept, *days) or exact == "impossible"
    assert not certain(kept, *days) or exact == "certain"
    assert date.gapped or kept == date.bounds
    assert within(kept, *days) <= within(date.bounds, *days)
    assert within(kept, *days) == within(date.bounds, *days) or date.uncertain


@pytest.mark.parametrize(
    ("text", "year", "found"),
    [("{1994,1996}", "1995", "possible"), ("{1994,1996}", "1993/1997", "certain"), ("[1994,1996]", "1995", "possible"),
     ("{1990..1991,1999-05}", "1995", "possible"), ("{1994..1996}", "1995", "certain")],
)  # fmt: skip
def test_a_set_with_gaps(text, year, found):
    days, kept = parse(year), values_bounds(parse(text))
    assert certain(kept, days.earliest, days.latest) == (found == "certain")
    assert possible(kept, days.earliest, days.latest)
