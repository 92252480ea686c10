"""The views for plain SQL: a contract (docs/reference/sql.md), whatever becomes of the tables beneath.

Their names are plural, those of tables are not. Days stand as whole numbers beside their ISO texts, which are those of
the wire: empty where there is no bound. A column is never renamed, moved or taken away; new ones come last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.event_fields import LATER_NAMES, NAMES, NUMBERS, PLAIN
from dateline.length_classes import GAPPED


class Column(NamedTuple):
    """A column: `kind` is text, whole, number, or day (text made of a number of days); `sql` is where it comes from."""

    name: str
    kind: str
    sql: str


class View(NamedTuple):
    """A view: its columns in order, what it reads, and the columns by which its rows stand in the order of the wire."""

    name: str
    about: str
    columns: Sequence[Column]
    source: str
    order: tuple[str, ...]

    def sql(self, day_text: str) -> str:
        """Return the statement that makes the view; `day_text` is the engine's SQL of the text of a day {0}."""
        columns = ", ".join(
            f'{day_text.format(column.sql) if column.kind == "day" else column.sql} AS "{column.name}"'
            for column in self.columns
        )
        return f"CREATE VIEW {self.name} AS SELECT {columns} FROM {self.source}"


def _texts(of: str, names: str) -> list[Column]:
    return [Column(name, "text", f'{of}."{name}"') for name in names.split()]


def _wholes(of: str, names: str) -> list[Column]:
    return [Column(name, "whole", f"{of}.{name}") for name in names.split()]


def _days(of: str, names: str) -> list[Column]:
    """Return each day as text and as a number."""
    found = []
    for name in names.split():
        found += [Column(name, "day", f"{of}.{name}"), Column(f"{name}_day", "whole", f"{of}.{name}")]
    return found


def _bounds(of: str) -> list[Column]:
    """Return by which days a date is compared: the outer ones as text, and the four numbers."""
    outer = [Column("matches_from", "day", f"{of}.start_earliest"), Column("matches_to", "day", f"{of}.end_latest")]
    return [*outer, *_wholes(of, "start_earliest start_latest end_earliest end_latest")]


def _place(of: str) -> Column:
    return Column("place", "whole", f"{of}.seq")


def _field(name: str) -> Column:
    return Column(name, "number" if NUMBERS.get(name) else "whole" if name in NUMBERS else "text", f'e."{name}"')


_PLAIN = [_field(name) for name in NAMES[: len(PLAIN)]]
_FIRST, _LAST = "coalesce(m.earliest, e.start_earliest)", "coalesce(m.latest, e.end_latest)"
_EVENTS = (
    *_texts("e", "id date"), _PLAIN[0], Column("earliest", "day", _FIRST), Column("latest", "day", _LAST),
    *_texts("e", "title"), *_PLAIN[1:], Column("calendar", "text", "e.calendar"), *_texts("e", "collection"),
    Column("earliest_day", "whole", _FIRST), Column("latest_day", "whole", _LAST), *_bounds("e"),
    Column("gapped", "whole", f"CASE e.length_class WHEN {GAPPED} THEN 1 ELSE 0 END"),
    Column("verdict", "text", "c.verdict"), *(_field(name) for name in LATER_NAMES if name != "calendar"),
)  # fmt: skip
_PATHS = """(WITH RECURSIVE above (id, path) AS (
SELECT id, id FROM theme WHERE theme.above IS NULL
UNION ALL SELECT t.id, a.path || ' > ' || t.id FROM theme t JOIN above a ON t.above = a.id
) SELECT id, path FROM above)"""
_CITED = """(SELECT 'event' AS part, e.id, 0 AS item, x.seq, x.source, x.locator, x.quote
FROM event_citation x JOIN event e ON e.num = x.event
UNION ALL SELECT part, owner, item, seq, source, locator, quote FROM citation)"""

VIEWS = (
    View("collections", "what was loaded or imported", (
        *_texts("x", "id title description circa"), Column("curated", "whole", "x.curated"),
    ), "collection x", ("id",)),
    View("sources", "sources", (
        *_texts("x", "id title author publisher date url language note collection"),
    ), "source x", ("id",)),
    View("actors", "actors", _texts("x", "id name kind date description collection"), "actor x", ("id",)),
    View("actor_names", "every name of an actor, folded for look-up too", (
        Column("actor", "text", "a.id"), _place("x"), *_texts("x", "name folded"),
    ), "actor_name x JOIN actor a ON a.num = x.actor", ("actor", "place", "folded")),
    View("memberships", "who belonged to whom", (
        Column("member", "text", "a.id"), _place("x"), Column("whole", "text", "w.id"), *_texts("x", "role date"),
        *_bounds("x"),
    ), "membership x JOIN actor a ON a.num = x.member JOIN actor w ON w.num = x.whole", ("member", "place")),
    View("themes", "the tree of themes: those below one have a number from `number` to `last`", (
        *_texts("x", "id title"), Column("parent", "text", "x.above"), Column("path", "text", "p.path"),
        Column("depth", "whole", "x.depth"), Column("number", "whole", "x.num"), Column("last", "whole", "x.last"),
        *_texts("x", "description collection"),
    ), f"theme x LEFT JOIN {_PATHS} p ON p.id = x.id", ("number",)),
    View("events", "events", _EVENTS, """event e LEFT JOIN marked_date m ON m.date = e.date
LEFT JOIN event_claims c ON c.event = e.num""", ("start_earliest", "id")),
    View("event_actors", "who takes part in an event", (
        Column("event", "text", "e.id"), _place("x"), Column("actor", "text", "a.id"), *_texts("a", "name"),
        *_texts("x", "role"),
    ), "participant x JOIN event e ON e.num = x.event JOIN actor a ON a.num = x.actor", ("event", "place")),
    View("event_themes", "what an event is about", (
        Column("event", "text", "e.id"), Column("number", "whole", "t.num"), Column("theme", "text", "t.id"),
        *_texts("t", "title"),
    ), "event e JOIN theme_set_member s ON s.theme_set = e.theme_set JOIN theme t ON t.num = s.theme",
        ("event", "number")),
    View("measures", "numbers of events", (
        Column("event", "text", "e.id"), *_texts("n", "name"),
        *(Column(name, "number", f"x.{name}") for name in ("value", "low", "high")),
        Column("unit", "text", "nullif(n.unit, '')"),
    ), "event_measure x JOIN event e ON e.num = x.event JOIN measure n ON n.num = x.measure",
        ("event", "name", "unit")),
    View("citations", "sources of all records: `part` and `id` say of which, `item` which due date or report", (
        *_texts("x", "part id"), Column("item", "whole", "x.item"), _place("x"), *_texts("x", "source locator quote"),
    ), f"{_CITED} x", ("part", "id", "item", "place")),
    View("parties", "the actors of deadlines, programmes and horizons", (
        *_texts("x", "part"), Column("id", "text", "x.owner"), _place("x"), Column("actor", "text", "a.id"),
        *_texts("a", "name"), *_texts("x", "role"),
    ), "party x JOIN actor a ON a.num = x.actor", ("part", "id", "place")),
    View("programmes", "programmes of promises", (
        *_texts("x", "id title date description"), *_days("x", "observed_through"), *_texts("x", "tz collection"),
    ), "programme x", ("id",)),
    View("deadlines", "deadlines as they were recorded; their state is never stored", (
        *_texts("x", "id programme item title force kind confidence note"), *_wholes("x", "lead_from lead_to"),
        *_texts("x", "collection"),
    ), "deadline x", ("id",)),
    View("deadline_themes", "what a deadline is about", (
        *_texts("x", "deadline"), _place("x"), *_texts("x", "theme"), Column("title", "text", "t.title"),
    ), "deadline_theme x LEFT JOIN theme t ON t.id = x.theme", ("deadline", "place")),
    View("due_dates", "what was said of when a deadline is due", (
        *_texts("x", "deadline"), _place("x"), *_texts("x", "kind due text rule"), *_days("x", "cutoff_from cutoff_to"),
        *_days("x", "effective_from effective_to known_from known_to"), *_texts("x", "standing"),
        *_wholes("x", "reinstates awaits_months awaits_days"), *_texts("x", "of counting note"),
    ), "due_assertion x", ("deadline", "place")),
    View("reports", "reports of how far a deadline was fulfilled", (
        *_texts("x", "deadline"), _place("x"), *_wholes("x", "level_from level_to"), *_texts("x", "date"),
        *_days("x", "when_from when_to known_from known_to"), *_texts("x", "standing event note"),
    ), "status_report x", ("deadline", "place")),
    View("waivers", "waivers of deadlines", (
        *_texts("x", "deadline"), _place("x"), *_days("x", "effective_from effective_to known_from known_to"),
        *_texts("x", "basis standing note"),
    ), "waiver x", ("deadline", "place")),
    View("dependencies", "deadlines that wait for others", (
        *_texts("x", "deadline"), _place("x"), *_texts("x", "predecessor"), *_wholes("x", "lag_from lag_to"),
        *_days("x", "known_from known_to"), *_texts("x", "standing note"),
    ), "dependency x", ("deadline", "place")),
    View("horizons", "days to come that periods are counted from", (
        *_texts("x", "id title description collection"),
    ), "horizon x", ("id",)),
    View("horizon_dates", "what was said of such a day", (
        *_texts("x", "horizon"), _place("x"), *_texts("x", "date"), *_days("x", "when_from when_to"),
        *_days("x", "known_from known_to"), *_texts("x", "standing note"),
    ), "horizon_date x", ("horizon", "place")),
    View("links", "relations of events and deadlines", (
        *_texts("x", "id type origin_kind origin target_kind target note collection"),
    ), "link x", ("id",)),
)  # fmt: skip
"""All views, in the order in which the page describes them."""
