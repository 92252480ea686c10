"""Which actors and themes are counted by days: those of so many single days, a theme with all that is below it."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.formats import data_set
from dateline.model import Event, Participant
from dateline.prepared_events import entry_of
from dateline.storage.derived import day_counts
from dateline.storage.engines.writing import writing_engine
from dateline.storage.writing import imports as bulk

_TREE = ["a", "a/b", "a/b/c", "a/d", "e", "e/f"]
_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1999-05-01", "1999-05-02", "1999"]),
        st.lists(st.sampled_from("xy"), unique=True, max_size=2),
        st.lists(st.sampled_from(_TREE), unique=True, max_size=4),
    ),
    min_size=1,
    max_size=12,
)
_COUNTED = """
SELECT c.kind, coalesce(a.id, t.id), d.day, d.number FROM counted c
JOIN day_count d ON d.kind = c.kind AND d.subject = c.subject
LEFT JOIN actor a ON c.kind = 'actor' AND a.num = c.subject LEFT JOIN theme t ON c.kind = 'theme' AND t.num = c.subject
"""


def _expected(rows, least):
    """Return how many single days each actor and each theme with all below it has, of those who have enough."""
    found: Counter[tuple[str, str, int]] = Counter()
    for date, actors, themes in rows:
        if date != "1999":
            day = parse(date).earliest
            found.update(("actor", each, day) for each in actors)
            found.update(("theme", above, day) for above in _TREE if any(_is_below(each, above) for each in themes))
    total: Counter[tuple[str, str]] = Counter()
    for (kind, name, _), number in found.items():
        total[kind, name] += number
    return {(*key, number) for key, number in found.items() if total[key[:2]] >= least}


def _is_below(theme, above):
    return theme == above or theme.startswith(f"{above}/")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS, least=st.integers(1, 6))
def test_the_common_are_counted_with_their_subtrees(emptied, monkeypatch, rows, least):
    monkeypatch.setattr(bulk, "_ANALYSED_FROM", 1)
    monkeypatch.setattr(day_counts, "LEAST", least)
    url = emptied()
    events = [
        Event(f"e{n}", "Title", parse(date), actors=tuple(map(Participant, actors)), themes=tuple(themes))
        for n, (date, actors, themes) in enumerate(rows)
    ]
    entries = [entry_of(event, n, None) for n, event in enumerate(events)]
    bulk.import_file(url, data_set("jsonl"), [entries], "bulk", reject=lambda _: None, partly=True)
    with writing_engine(url).connect() as connection:
        assert set(map(tuple, connection.execute(sa.text(_COUNTED)))) == _expected(rows, least)
