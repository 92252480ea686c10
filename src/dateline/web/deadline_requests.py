"""What the pages about deadlines share: the parameters of an address, the days of the slider, days in words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from starlette.requests import Request

from dateline.dates import day_text, from_day, parse, to_day
from dateline.deadlines.clocks import Clocks, clocks_of
from dateline.deadlines.counting.periods import Period
from dateline.deadlines.kept.groups import WAYS
from dateline.errors import InvalidQuery
from dateline.model import Days, Force
from dateline.operations.deadlines import beside_states
from dateline.parameters.deadlines import HORIZON, OVERDUE, STALLED, STATES
from dateline.question_options import CLOCKS, DEADLINE_FILTERS, Option, date_of
from dateline.render.picture.axis import MONTHS, year_name
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.deadline_lists import Beside, Question, question_of
from dateline.storage.reading.horizon_lookup import Horizon, horizon_of
from dateline.web.parameters import Asked
from dateline.web.request_thread import site_of

BY = Option(
    ("--by",), "by", "choice", "A row for each party who is bound, each programme, or each theme.", default="party",
    choices=WAYS,
)  # fmt: skip
PART = Option(("--part",), "part", "choice", "Only one part of the page.", choices=("board",))
BOARD = (*DEADLINE_FILTERS, *CLOCKS, OVERDUE, STATES, HORIZON, STALLED, PART)
"""What the address of the board may ask for."""
CHARTS = (*DEADLINE_FILTERS, *CLOCKS)
_QUESTION = ("states", "overdue", "programmes", "actors", "themes", "forecasts", "proposals")
WIDE, NARROW = 1040, 340
"""The widths of each chart, for screens and for phones; the stylesheet shows one of them."""


def clocks(request: Request, asked: Asked) -> Clocks:
    """Return the days of judgement that the address sets; what it does not say is today.

    Raises:
        InvalidQuery: they contradict each other.
    """
    values = {name: asked.values[name] for name in ("as_of", "known_at", "as_known_then", "silence", "threshold")}
    return clocks_of(**values, today=parse(site_of(request).today()))


def question(values: dict[str, Any], days: Clocks) -> Question:
    """Return which deadlines are asked for."""
    return question_of(days, **{name: values[name] for name in _QUESTION})


def beside(values: dict[str, Any], days: Clocks) -> Beside:
    """Return what makes what stands beside each state."""
    stalled = values["stalled_after"]
    return beside_states(days, Period(*stalled) if stalled else None)


def horizon(request: Request, connection: Connection, text: str | None, days: Clocks) -> Horizon | None:
    """Return the horizon that the address names, if any.

    Raises:
        InvalidQuery: nothing is called so, and it is no date.
    """
    if not text:
        return None
    site = site_of(request)
    try:
        return horizon_of(connection, text, days, partial(date_of, today=site.today(), conventions=site.conventions))
    except InvalidQuery as error:
        error.message = f"horizon: {error.message}"
        raise


def time_of(connection: Connection, programmes: Iterable[str], wanted: Iterable[Force]) -> Days | None:
    """Return the first and the last day that due dates of programmes name or became known on; all if none is given."""
    ids, kinds = set(programmes), set(wanted)
    rows = [row for row in connection.rows("due_spans") if row[1] in kinds and (not ids or row[0] in ids)]
    firsts = [day for row in rows for day in row[2:4] if day is not None]
    lasts = [day for row in rows for day in row[4:] if day is not None]
    return (min(firsts), max(*lasts, *firsts)) if firsts and lasts else None


def month_end(day: int, months: int) -> int:
    """Return the last day of the month that lies `months` after that of `day`."""
    year, month, _ = from_day(day)
    count = 12 * year + month + months
    return to_day(count // 12, count % 12 + 1, 1) - 1


def day_words(day: int) -> str:
    """Return a day as people write it.

    >>> day_words(730408)
    '15 October 2000'
    """
    year, month, number = from_day(day)
    return f"{number} {MONTHS[month - 1]} {year_name(year)}"


def span_words(cutoff: Days | None) -> str:
    """Return an interval of days for a table cell: one day, or two with a dash."""
    if cutoff is None:
        return ""
    first, last = (day_text(day) for day in cutoff)
    return str(first or last or "") if first == last else f"{first or ''} – {last or ''}".strip()
