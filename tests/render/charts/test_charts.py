"""Charts: everything lies in the view, no label over another, the figures in words and in the table."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import FAR_FUTURE, day_text, to_day
from dateline.deadlines.histories import Run
from dateline.deadlines.kept.groups import Group
from dateline.deadlines.kept.score import Score
from dateline.deadlines.states import State
from dateline.deadlines.traces import Step, Trace
from dateline.render.charts.counts import counts, sums
from dateline.render.charts.drawing import Size
from dateline.render.charts.scoring import Panel, panels, percent, scoring
from dateline.render.charts.slips import slips
from dateline.render.charts.standing import STACK, Standing, standing, standings
from dateline.render.charts.strips import STRIP, course, window
from dateline.render.state_marks import KINDS, MARKS, WORDS

WIDTHS = st.sampled_from((340, 920, 1040))
HOSTILE = "<script>alert('1')</script>\"&\0"
TITLES = st.text(max_size=80) | st.just(HOSTILE) | st.just("Complete the introduction of the single currency in stages")
DAYS = st.integers(to_day(-60, 1, 1), to_day(2100, 1, 1)) | st.integers(to_day(1994, 1, 1), to_day(2012, 1, 1))
STATES = st.sampled_from(sorted(MARKS))


def sound(drawing):
    assert drawing.outside == []
    assert drawing.collisions == []
    assert [each.tag.rpartition("}")[2] for each in drawing.root][:2] == ["title", "desc"]
    assert not any(each.get("style") for each in drawing.root.iter())


# Counts.


def rows_of(first, numbers, by="year"):
    def name(count):
        year = count if by == "year" else count // 12
        text = f"{'-' if year < 0 else ''}{abs(year):04}"
        return text if by == "year" else f"{text}-{count % 12 + 1:02}"

    return [{by: name(first + i), "certain": c, "possible": p} for i, (c, p) in enumerate(numbers) if c or p]


@settings(deadline=None, max_examples=40)
@given(
    st.integers(-300, 24_000),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3_000_000) | st.integers(0, 9)), max_size=60),
    st.sampled_from(("year", "month")),
    WIDTHS,
)
def test_counts_lie_in_the_view(drawn, first, numbers, by, wide):
    rows = rows_of(first, numbers, by)
    chart = counts(rows, by, Size(wide, 280, "c"), "/?on={key}")
    sound(drawn(chart.svg))
    assert [row[1:] for row in chart.rows] == [(str(r["certain"]), str(r["possible"])) for r in rows]


def test_counts_of_a_few_years(drawn):
    chart = counts(rows_of(-1, [(3, 1), (0, 2), (5, 0)]), "year", Size(920, 280, "c"), "/?on={key}&x=1")
    assert [row[0] for row in chart.rows] == ["2 BC", "1 BC", "1"]
    assert chart.links == ("/?on=-0001&x=1", "/?on=0000&x=1", "/?on=0001&x=1")
    root = drawn(chart.svg).root
    assert root.get("role") == "group"
    assert [each.get("href") for each in root.iter() if each.tag.endswith("}a")] == list(chart.links)
    assert "Most in 1: 5 certain and 0 more possible" in chart.words


def test_counts_without_links_are_an_image(drawn):
    assert drawn(counts(rows_of(1990, [(1, 1)]), "year", Size(340, 240, "c")).svg).root.get("role") == "img"


def test_too_many_periods_for_bars_are_one_shape(drawn):
    chart = counts(rows_of(0, [(1, 1)] * 2000), "year", Size(340, 240, "c"), "/?on={key}")
    drawing = drawn(chart.svg)
    sound(drawing)
    assert drawing.root.get("role") == "img"
    assert len(chart.svg) < 120_000


@pytest.mark.parametrize("years", [(-(10**9), -12_000), (-1_200_000_000, -(10**9), 1999), (1, 12_000, 400_000)])
@pytest.mark.parametrize("wide", [340, 1040])
def test_a_year_of_a_long_time_is_seen(years, wide):
    rows = [{"year": str(year), "certain": 1, "possible": 0} for year in years]
    path = re.search(r'<path d="([^"]*)" class="s0"', counts(rows, "year", Size(wide, 240, "c")).svg)
    assert path
    columns = [(float(left), float(right)) for left, right in re.findall(r"M([\d.]+) [^H]*H([\d.]+)", path[1])]
    assert len(columns) == len(years)
    assert all(right - left >= 0.9 and right <= wide for left, right in columns)


def test_certain_and_possible_differ_without_colour(drawn):
    svg = counts(rows_of(1990, [(1, 1)]), "year", Size(340, 240, "c")).svg
    assert 'fill="url(#c-possible)"' in svg
    assert 'id="c-possible"' in svg


# States.

PERIODS = st.lists(st.integers(1, 60), min_size=1, max_size=40)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(1, 60), min_size=2, max_size=12), st.data(), WIDTHS)
def test_the_day_up_to_which_there_are_data_stands_above_the_areas(drawn, lengths, data, wide):
    starts = [730_000, *accumulate(lengths, initial=730_000)][1:]
    found = [Standing(a, b - 1, Counter(overdue=data.draw(st.integers(1, 40)))) for a, b in pairwise(starts)]
    until = data.draw(st.integers(found[0].first, found[-1].last - 1))
    drawing = drawn(standing(found, Size(wide, 340, "s"), until).svg)
    sound(drawing)
    words = next(box for box in drawing.texts if box.words.startswith("data until"))
    areas = [box for box in drawing.shapes if box.right - box.left > 1 and box.bottom > 250]
    assert all(words.bottom <= box.top + 1 for box in areas)


@settings(deadline=None, max_examples=40)
@given(DAYS, PERIODS, st.data(), WIDTHS)
def test_states_lie_in_the_view(drawn, first, lengths, data, wide):
    starts = [first, *accumulate(lengths, initial=first)][1:]
    kinds = st.dictionaries(st.sampled_from(sorted(KINDS)), st.integers(0, 200))
    found = [Standing(a, b - 1, Counter(data.draw(kinds))) for a, b in pairwise(starts)]
    chart = standing(found, Size(wide, 340, "s"))
    drawing = drawn(chart.svg)
    sound(drawing)
    last = found[-1]
    there = {kind for kind in STACK if any(each.kinds[kind] for each in found)}
    key = " ".join(box.words for box in drawing.texts)
    assert {kind for kind in STACK if WORDS[kind] in key} == there, "an area without a word, or a word without an area"
    assert chart.rows[0][0] == day_text(found[0].last)
    assert chart.rows[-1][1:] == tuple(str(last.kinds[kind]) for kind in (*STACK, "unknown"))


def test_states_are_added_by_kind():
    counted: Counter[State] = Counter({"met_late": 2, "met_on_time": 1, "not_in_force": 4, "open_ended": 1})
    (found,) = standings([(1, 31)], [counted])
    assert found.kinds == {"met": 3, "unknown": 4, "pending": 1}


def test_the_table_has_only_the_months_where_something_changed():
    found = [Standing(n, n, Counter({"overdue": int(n > 12)})) for n in range(10, 16)]
    chart = standing(found, Size(920, 340, "s"))
    assert [row[:2] for row in chart.rows] == [("0001-01-10", "0"), ("0001-01-13", "1")]


# Scores.

SHARE = st.fractions(0, 1, max_denominator=30)
BOUNDS = st.none() | st.tuples(SHARE, SHARE).map(lambda pair: (min(pair), max(pair)))


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.tuples(TITLES, st.lists(st.tuples(BOUNDS, BOUNDS), min_size=1, max_size=12)), max_size=7),
    st.integers(-50, 2050),
    WIDTHS,
)
def test_scores_lie_in_the_view(drawn, programmes, year, wide):
    found = [
        Panel(
            title,
            tuple(Score(Group("p", "P"), to_day(year + i, 12, 31), a, b, 3, 1) for i, (a, b) in enumerate(values)),
        )
        for title, values in programmes
    ]
    chart = scoring(found, wide, "k")
    sound(drawn(chart.svg))
    assert len(chart.rows) == sum(len(values) for _, values in programmes)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [(None, "–"), ((Fraction(0), Fraction(1, 8)), "0–12 %"), ((Fraction(1, 2), Fraction(1, 2)), "50 %")],
)
def test_percent(bounds, expected):
    assert percent(bounds) == expected


def test_scores_are_put_into_panels_with_titles():
    scores = [
        Score(Group("a", "a"), 10, None, None, 0, 0),
        Score(Group("a", "a"), 20, None, None, 0, 0),
        Score(Group("b", "b"), 10, None, None, 0, 0),
    ]
    found = panels(scores, {"a": "Alpha"})
    assert [(panel.title, len(panel.scores)) for panel in found] == [("Alpha", 2), ("b", 1)]


# Slippage.

STEPS = st.lists(
    st.builds(
        lambda known, first, length, kind, words: Step(known, (first, first + length), kind, words, False),
        st.none() | DAYS,
        DAYS,
        st.sampled_from((0, 0, 90, 366, FAR_FUTURE)),
        st.sampled_from(("original", "amendment", "correction")),
        TITLES,
    ),
    min_size=1,
    max_size=3,
)


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(TITLES, STEPS, DAYS, STATES), max_size=12), DAYS, WIDTHS)
def test_slippage_lies_in_the_view(drawn, given_, as_of, wide):
    found = [
        Trace("d", title, "p", tuple(sorted(steps, key=lambda step: step.known or -(10**9))), min(end, as_of), state)
        for title, steps, end, state in given_
    ]
    chart = slips(found, as_of, Size(wide, 460, "t"))
    sound(drawn(chart.svg))
    assert len(chart.rows) == sum(len(trace.steps) for trace in found)


def test_an_amended_deadline_is_told_in_words():
    steps = (
        Step(10, (100, 130), "original", "by spring", False),
        Step(90, (400, 400), "amendment", "next year", False),
    )
    chart = slips([Trace("d", "Build", "p", steps, 300, "pending")], 300, Size(920, 460, "t"))
    assert "Build: from by spring to next year, now pending" in chart.words
    assert 'class="band s0"' in chart.svg
    assert chart.rows[0] == ("Build", day_text(10), "by spring", day_text(100), day_text(130), "original")


# Strips.


@given(
    st.none() | st.tuples(DAYS, st.sampled_from((0, 1, 400, 2 * FAR_FUTURE))), DAYS, DAYS, st.integers(0, 9_000), STATES
)
def test_windows_lie_in_their_strip(drawn, cutoff, as_of, first, length, state):
    days = cutoff and (cutoff[0], min(sum(cutoff), FAR_FUTURE))
    drawing = drawn(
        window(days, as_of, (first, first + length), state).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    )
    assert (drawing.width, drawing.height) == STRIP
    assert drawing.outside == []


@settings(deadline=None, max_examples=40)
@given(DAYS, st.lists(st.tuples(st.integers(1, 3000), STATES), max_size=8), DAYS, st.sampled_from((340, 1040)))
def test_the_course_of_a_deadline_lies_in_the_view(drawn, first, lengths, as_of, wide):
    runs = []
    for length, state in lengths:
        runs.append(Run(first, first + length - 1, state))
        first += length
    chart = course(runs, as_of, Size(wide, 106, "c"))
    sound(drawn(chart.svg))
    assert [row[2] for row in chart.rows] == [MARKS[run.state].words for run in runs]


def test_sums_of_a_measure_reach_from_the_least_to_the_most():
    rows: list[dict[str, Any]] = [
        {"year": "1999", "deaths": 25, "deaths_low": 20, "deaths_high": 52, "deaths_missing": 0},
        {"year": "2000", "deaths": None, "deaths_low": 3, "deaths_high": None, "deaths_missing": 1},
        {"year": None, "deaths": 1, "deaths_low": 1, "deaths_high": 1, "deaths_missing": 0},
    ]
    chart = sums(rows, "deaths", "people", Size(600, 240, "m"))
    assert chart.title == "Deaths by year, in people"
    assert chart.words == "1999 to 2000. Most in 1999: at least 20, at most 52. 1 year has no greatest sum."
    assert chart.rows == (("1999", "25", "20", "52"), ("2000", "", "3", ""))
    bars = [each for each in ET.fromstring(chart.svg).iter() if each.get("class") == "s0" and each.get("width") != "11"]
    heights = [float(each.attrib["height"]) for each in bars]
    assert heights[0] / heights[1] == pytest.approx(20 / 3, rel=0.05)


def test_sums_below_zero_are_in_the_table_only():
    rows = [{"year": "1999", "tone": -1.5, "tone_low": -1.5, "tone_high": -1.5, "tone_missing": 0}]
    chart = sums(rows, "tone", "", Size(600, 240, "m"))
    assert (chart.words, chart.rows) == (
        "Some sums are below zero: only the table shows them.",
        (("1999", "-1.5", "-1.5", "-1.5"),),
    )
    assert sums([], "tone", "", Size(600, 240, "m")).words == "No event has this measure."
