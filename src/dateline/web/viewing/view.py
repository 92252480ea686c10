"""What the address of a view of events says: the filters of `query`, and how they are shown."""

from __future__ import annotations

from collections.abc import Callable

from dateline.query import Query
from dateline.question_options import FILTERS, Option, query_of
from dateline.render.picture import LANES as LANES_OF
from dateline.web.parameters import CLAIMS, Asked
from dateline.web.picture_deadlines import DEADLINES

LANES = Option(
    ("--lanes",),
    "lanes",
    "choice",
    "What the lanes of the picture stand for.",
    default="theme",
    choices=LANES_OF,
)
LINKS = Option(("--links",), "links", "flag", "Also draw the links between events and promises.")
PAGE = Option(("--page",), "page", "number", "Which page of the table, from 1.", default="1")
VIEW = (*FILTERS, LANES, DEADLINES, CLAIMS, LINKS, PAGE)
"""The parameters of the page."""
EVENTS = (*FILTERS, LANES, DEADLINES, CLAIMS, LINKS)
"""Those that say what is seen, on whatever page of the table."""


def query_in(found: Asked) -> Query:
    """Return the query that the filters of an address ask for.

    Raises:
        InvalidQuery: they contradict each other.
    """
    return query_of(**{option.name: found.values[option.name] for option in FILTERS})


def title_of(found: Asked, name: Callable[[str, str], str] = lambda _, identity: identity) -> str:
    """Return what the filters of an address choose, in a few words; `name` gives the titles of kinds and ids."""
    named = {kind: [name(kind, text) for text in found.all(kind)] for kind in ("actor", "theme", "source")}
    words = [*named["actor"], *named["theme"], *found.all("text"), *found.all("place"), *named["source"]]
    start, end = found.first("from"), found.first("to")
    ranges = {
        (True, True): start if start == end else f"{start} to {end}",
        (True, False): f"from {start}",
        (False, True): f"up to {end}",
    }
    around = found.first("around")
    when = found.first("on") or (around and f"around {around}") or ranges.get((bool(start), bool(end)), "")
    return ": ".join(filter(None, ("Timeline", ", ".join([*words, *filter(None, [when])]))))
