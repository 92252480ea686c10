"""Charts of the questions about many deadlines: everything in the view, no label over another, figures in the table."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import day_text, to_day
from dateline.render.charts.chain import MOST, chain
from dateline.render.charts.drawing import Size
from dateline.render.charts.flows import flows
from dateline.render.charts.outstanding import outstanding
from dateline.render.state_marks import MARKS

WIDTHS = st.sampled_from((340, 920, 1040))
HOSTILE = "<script>alert('1')</script>\"&\0"
TITLES = st.text(max_size=80) | st.just(HOSTILE) | st.just("Complete the introduction of the single currency in stages")
DAYS = st.integers(to_day(1990, 1, 1), to_day(2012, 1, 1))
STATES = st.sampled_from(sorted(MARKS))
COUNTS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


def sound(drawing):
    assert drawing.outside == []
    assert drawing.collisions == []
    assert [each.tag.rpartition("}")[2] for each in drawing.root][:2] == ["title", "desc"]
    assert not any(each.get("style") for each in drawing.root.iter())


@st.composite
def outlooks(draw):
    made = []
    for number in range(draw(st.integers(0, 6))):
        (first, last), (start, end) = (sorted((draw(DAYS), draw(DAYS))) for _ in range(2))
        open_ends = [draw(st.booleans()) for _ in range(3)]
        made.append({
            "id": f"d{number}", "title": draw(TITLES), "verdict": draw(st.sampled_from(["feasible", "at_risk", "infeasible"])),
            "cutoff_from": None if open_ends[0] else day_text(first), "cutoff_to": None if open_ends[1] else day_text(last),
            "finish_from": day_text(start), "finish_to": None if open_ends[2] else day_text(end),
            "roots": draw(st.lists(st.sampled_from(["d0", "d1", "d2", "elsewhere"]), max_size=2, unique=True)),
        })  # fmt: skip
    return made


@settings(deadline=None, max_examples=40)
@given(outlooks(), DAYS, WIDTHS)
def test_a_chain(drawn, records, as_of, width):
    chart = chain(records, as_of, width, "c")
    sound(drawn(chart.svg))
    assert sorted(row[0] for row in chart.rows) == sorted(each["title"] for each in records)
    for verdict in ("feasible", "at_risk", "infeasible"):
        number = sum(each["verdict"] == verdict for each in records)
        assert (
            not number
            or f"{number} {'can' if verdict == 'feasible' else 'may' if verdict == 'at_risk' else 'cannot'}"
            in chart.words
        )


def test_what_waits_stands_below_what_it_waits_for():
    def one(identity, *roots):
        return {
            "id": identity, "title": identity, "verdict": "at_risk", "cutoff_from": "2000-01-01", "cutoff_to": "2000-01-01",
            "finish_from": "2001-01-01", "finish_to": None, "roots": list(roots),
        }  # fmt: skip

    records = [one("c", "a"), one("b"), one("a"), one("d", "a"), one("e", "f"), one("f", "e")]
    chart = chain(records, to_day(2000, 6, 1), 1040, "c")
    assert [row[0] for row in chart.rows] == ["b", "a", "c", "d", "e", "f"]
    assert chart.svg.count('class="rule"') == 4
    many = chain([one(f"x{number}") for number in range(MOST + 5)], to_day(2000, 6, 1), 1040, "c")
    assert len(many.rows) == MOST + 5


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(STATES, STATES), max_size=30), WIDTHS)
def test_flows(drawn, pairs, width):
    chart = flows([{"state_before": before, "state_after": after} for before, after in pairs], Size(width, 320, "f"))
    sound(drawn(chart.svg))
    assert sum(int(row[2]) for row in chart.rows) == len(pairs)
    bands = [each for each in ET.fromstring(chart.svg).iter() if "tint" in (each.get("class") or "")]
    assert len(bands) == len(chart.rows)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(TITLES, COUNTS, COUNTS), max_size=8), WIDTHS)
def test_outstanding(drawn, rows, width):
    records = [
        {
            "outstanding_with": name,
            "overdue": [own[0] + other[0], own[1] + other[1]],
            "own_overdue": own,
            "inherited_overdue": other,
        }
        for name, own, other in rows
    ]
    chart = outstanding(records, width, "o")
    sound(drawn(chart.svg))
    assert [row[0] for row in chart.rows] == [name for name, *_ in rows]
