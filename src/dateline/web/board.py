"""The deadline board: the state of every deadline at the end of a day, as known on another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.dates import FAR_FUTURE, day_text, parse
from dateline.deadlines.clocks import Clocks, flags
from dateline.deadlines.kept.progress import told
from dateline.deadlines.kept.score import Bounds, ratio_bounds
from dateline.deadlines.responsibility import BOUND
from dateline.deadlines.states import MEANINGS, WORLDS
from dateline.errors import InvalidDate, InvalidQuery
from dateline.model import Days
from dateline.operations import deadlines
from dateline.operations.records import totals
from dateline.parameters.schemas import parameter
from dateline.question_options import CLOCKS
from dateline.render.charts.strips import window
from dateline.render.lateness import days_late
from dateline.render.state_marks import KINDS, MARKS, WORDS, StateMark, mark_of
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.horizon_lookup import Horizon
from dateline.storage.reading.listed_deadline import Listed
from dateline.storage.reading.lists import Catalogue
from dateline.storage.reading.lookup import Lookup
from dateline.web.deadline_requests import (
    BOARD,
    beside,
    clocks,
    day_words,
    horizon,
    month_end,
    question,
    span_words,
    time_of,
)
from dateline.web.figures.figure import taken
from dateline.web.pages import path_to, render
from dateline.web.parameters import Asked, asked
from dateline.web.request_thread import reads, site_of

MOST_ROWS = 300
"""So many deadlines are shown; the rest is counted."""
MOST_JUDGED = 50_000
"""Of more deadlines in the database not all are judged for one page: something has to be chosen."""
_CHOOSING = ("programmes", "actors", "themes")
_FOLDED = ("actor", "theme", "state", "horizon", "silence", "known_at", "stalled_after", "threshold")
"""What is asked for in the part of the form that is folded up."""
_TABLES = (
    ("By party (CSV)", "tally", "party"),
    ("By programme (CSV)", "tally", "programme"),
    ("Scores by party (CSV)", "scores", "party"),
    ("Levels by year and theme (CSV)", "levels", "theme"),
)
"""What the board links to of its deadlines by group: the words, the question, and by what."""
_SEVERAL = 2
_QUIET = "unknown"
"""The kind of deadlines that bind nobody yet; they stand folded up at the end of their programme."""


_CLOCKS = frozenset(map(parameter, CLOCKS))
"""What the page of a deadline may be asked for too."""


class Row(NamedTuple):
    """A deadline on the board."""

    listed: Listed
    mark: StateMark
    link: str
    window: str
    strip: Markup
    late: str
    progress: str
    beyond: str | None


class Group(NamedTuple):
    """The deadlines of a programme: those that bind, and the quiet ones."""

    id: str
    title: str
    link: str
    rows: list[Row]
    quiet: list[Row]
    words: str


class PartyRow(NamedTuple):
    """What the deadlines of a party came to: how many there are, how many of each kind, and the share met on time."""

    id: str
    name: str
    link: str
    number: int
    kinds: list[int]
    on_time: str


def board_page(request: Request, connection: Connection) -> Response:
    """Answer with the board, or with its part that changes with the day."""
    found = asked(request, BOARD)
    days = clocks(request, found)
    beyond = horizon(request, connection, found.values["horizon"], days)
    lookup = Lookup(connection)
    programmes = tuple(lookup.programme(name) for name in found.values["programmes"])
    wanted = question(found.values, days)
    span = time_of(connection, programmes, wanted.forces) or (days.as_of, days.as_of)
    crowd = 0 if any(found.values[name] for name in _CHOOSING) else totals(connection)["deadlines"]
    crowd = crowd if crowd > MOST_JUDGED else 0
    add = beside(found.values, days)
    listed = [] if crowd else list(deadlines.Found(connection, wanted, beyond, beside=add))
    context = shown(connection, listed, days, span, beyond, found) | {"crowd": crowd}
    context["taken"] = taken(request, connection, "board", "Deadlines", found, str(day_text(days.as_of)))
    if found.values["part"]:
        return render(request, "board_part.html", **context)
    form = _form(request, connection, found, days, span)
    return render(request, "board.html", title="Deadlines", **context, **form)


def judged(request: Request, connection: Connection, found: Asked) -> tuple[Clocks, list[Listed]]:
    """Return the days of judgement and the deadlines that an address asks for.

    Raises:
        InvalidQuery: there are too many for one answer.
    """
    days = clocks(request, found)
    beyond = horizon(request, connection, found.values["horizon"], days)
    if not any(found.values[name] for name in _CHOOSING) and totals(connection)["deadlines"] > MOST_JUDGED:
        raise InvalidQuery("these are too many deadlines for one board", "choose a programme, an actor or a theme")
    wanted = question(found.values, days)
    return days, list(deadlines.Found(connection, wanted, beyond, beside=beside(found.values, days)))


def shown(
    connection: Connection,
    listed: Sequence[Listed],
    days: Clocks,
    span: Days,
    beyond: Horizon | None,
    found: Asked,
) -> dict[str, Any]:
    """Return what both the page and its part show."""
    kinds = Counter(mark_of(each.state).kind for each in listed)
    shown_kinds = [kind for kind in KINDS if kinds[kind]]
    rows = [_row(each, days, span, beyond, found) for each in listed[:MOST_ROWS]]
    return {
        "groups": _groups(connection, rows, found),
        "kinds": [(kind, KINDS[kind].path, WORDS[kind], kinds[kind]) for kind in shown_kinds],
        "parties": _parties(listed, shown_kinds, found),
        "number": len(listed),
        "hidden": max(0, len(listed) - MOST_ROWS),
        "as_of_words": day_words(days.as_of),
        "known_words": day_words(days.known_at),
        "flag": flags(days).strip(),
        "horizon": beyond and str(beyond),
        "day": day_text(days.as_of),
        "earlier": found.link("/deadlines", as_of=day_text(month_end(days.as_of, -1)), part=None),
        "later": found.link("/deadlines", as_of=day_text(month_end(days.as_of, 1)), part=None),
    }


def _parties(listed: Sequence[Listed], kinds: Sequence[str], found: Asked) -> list[PartyRow]:
    """Return a row for each actor whom the deadlines bind, in order of their names; none where there is only one."""
    of: dict[tuple[str, str], list[Listed]] = {}
    for each in listed:
        for actor, name, role in each.actors:
            if role in BOUND:
                of.setdefault((name or actor, actor), []).append(each)
    if len(of) < _SEVERAL:
        return []
    return [_party(name, actor, of[name, actor], kinds, found) for name, actor in sorted(of, key=_by_name)]


def _by_name(party: tuple[str, str]) -> tuple[str, str]:
    return party[0].casefold(), party[1]


def _party(name: str, actor: str, listed: list[Listed], kinds: Sequence[str], found: Asked) -> PartyRow:
    counts = Counter(mark_of(each.state).kind for each in listed)
    share = ratio_bounds(frozenset(WORLDS[state].on_time for state in each.possible) for each in listed)
    link = found.link("/deadlines", actor=actor, part=None)
    return PartyRow(actor, name, link, len(listed), [counts[kind] for kind in kinds], _percent(share))


def _percent(share: Bounds | None) -> str:
    if share is None:
        return ""
    low, high = (f"{float(100 * each):.3g}" for each in share)
    return f"{low} %" if low == high else f"{low}–{high} %"


def _row(listed: Listed, days: Clocks, span: Days, beyond: Horizon | None, found: Asked) -> Row:
    cutoff = listed.cutoff or _window(listed)
    placed = deadlines.placed(listed, beyond) if beyond else None
    return Row(
        listed,
        mark_of(listed.state),
        found.link(path_to("deadline", listed.id), **{**_moment(found), "as_of": day_text(days.as_of)}),
        span_words(cutoff),
        Markup(window(cutoff, days.as_of, span, listed.state)),
        _late(listed),
        told(listed.progress.words, listed.progress.stalled) if listed.progress else "",
        placed and placed.replace("_", " "),
    )


def _window(listed: Listed) -> Days | None:
    """Return the cutoff of a deadline that is not in force, as far as its record tells it."""
    first, last = _day(listed.cutoff_from), _day(listed.cutoff_to)
    if first is None:
        return None
    return first, FAR_FUTURE if last is None else last


def _day(text: str | None) -> int | None:
    try:
        return None if text is None else parse(text).earliest
    except InvalidDate:
        return None


def _late(listed: Listed) -> str:
    return days_late(listed.days_overdue, listed.overdue, "–", ",")


def _groups(connection: Connection, rows: Iterable[Row], found: Asked) -> list[Group]:
    """Return the rows by programme, by its date, or its first last day; each keeps the order of its last days."""
    programmes = {row[0]: (row[1], row[2]) for row in connection.rows("programmes")}
    by_programme: dict[str, list[Row]] = {}
    for row in rows:
        by_programme.setdefault(row.listed.programme, []).append(row)

    def begins(identity: str) -> tuple[int, str]:
        date, (first, *_) = programmes[identity][1], by_programme[identity]
        return parse(date).earliest if date else _day(first.listed.cutoff_from) or FAR_FUTURE, identity

    order = sorted(by_programme, key=begins)
    return [
        _group(identity, programmes[identity][0], found.link(path_to("programme", identity), **_moment(found)), rows)
        for identity in order for rows in [by_programme[identity]]
    ]  # fmt: skip


def _moment(found: Asked) -> dict[str, str | None]:
    """Return what is to be left out of an address, so that its days stay alone."""
    return {name: None for name, _ in found.given if name not in _CLOCKS}


def _group(identity: str, title: str, link: str, rows: list[Row]) -> Group:
    kinds = Counter(row.mark.kind for row in rows)
    words = ", ".join(f"{kinds[kind]} {WORDS[kind]}" for kind in KINDS if kinds[kind])
    binding = [row for row in rows if row.mark.kind != _QUIET]
    return Group(identity, title, link, binding, [row for row in rows if row.mark.kind == _QUIET], words)


def _table(found: Asked, question: str, by: str) -> str:
    left_out: dict[str, str | None] = dict.fromkeys(("overdue", "state", "horizon", "stalled_after", "part"))
    return found.link(f"/api/{question}", **left_out, by=by, format="csv")


def _form(request: Request, connection: Connection, found: Asked, days: Clocks, span: Days) -> dict[str, Any]:
    """Return what the form of the page shows: what may be chosen, and what is."""
    today = parse(site_of(request).today()).latest
    return {
        "asked": found,
        "programmes": sorted(connection.rows("programmes"), key=lambda row: row[1].casefold()),
        "meanings": [(mark.words, MEANINGS[state]) for state, mark in MARKS.items() if state in MEANINGS],
        "states": [(state, mark.words) for state, mark in MARKS.items()],
        "horizons": [each.id for each in Catalogue(connection).horizons()],
        "first": span[0],
        "last": max(span[1], span[0] + 1),
        "as_of_day": min(max(days.as_of, span[0]), span[1]),
        "first_text": day_text(span[0]),
        "last_text": day_text(span[1]),
        "tables": [(name, _table(found, question, by)) for name, question, by in _TABLES],
        "api": found.link("/api/deadlines", part=None, progress="1"),
        "now": found.link("/deadlines", as_of=day_text(today)),
        "more": any(map(found.first, _FOLDED)),
    }


ROUTES = (Route("/deadlines", reads(board_page)),)
