"""The page of charts: deadlines by state over time, scores, slippage, and events by year."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.dates import FAR_FUTURE, FAR_PAST, day_text, from_day, parse, to_day
from dateline.deadlines.clocks import Clocks, flags
from dateline.deadlines.histories import span, states_on
from dateline.deadlines.kept.score import score
from dateline.deadlines.traces import traces
from dateline.measures.sums import wanted_measures
from dateline.model import Days, Deadline
from dateline.operations.records import totals
from dateline.query import Query
from dateline.question_options import COUNTS
from dateline.render.charts.counts import counts, sums
from dateline.render.charts.drawing import Size
from dateline.render.charts.scoring import panels, scoring
from dateline.render.charts.slips import slips
from dateline.render.charts.standing import standing, standings
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.deadline_values import chosen_deadlines
from dateline.storage.reading.events import Reader
from dateline.storage.reading.lists import Catalogue
from dateline.web.deadline_requests import CHARTS, NARROW, WIDE, clocks, day_words
from dateline.web.figures.figure import Figure, figure, with_files
from dateline.web.pages import render
from dateline.web.parameters import Asked, asked
from dateline.web.request_thread import reads

MOST_DEADLINES = 150
"""Charts of more deadlines than that take too long, and nobody could read them."""
_MOST_READ = 5_000
"""Of more deadlines in the database not even the few that are wanted are looked for."""
_MOST_PERIODS = 360
SUM = next(option for option in COUNTS if option.name == "summed")
_KEPT = {"Cache-Control": "max-age=300"}


def charts_page(request: Request, connection: Connection) -> Response:
    """Answer with all charts of what the address asks for."""
    found = asked(request, (*CHARTS, SUM))
    days = clocks(request, found)
    deadlines = _chosen(connection, found, days.as_of)
    figures = _figures(connection, deadlines or [], days, then=found.values["as_known_then"])
    day = str(day_text(days.as_of))

    def offered(some: list[Figure]) -> list[Figure]:
        return [with_files(request, connection, each, found, day) for each in some]

    context: dict[str, Any] = {
        "asked": found,
        "as_of_words": day_words(days.as_of),
        "known_words": "the day judged" if found.values["as_known_then"] else day_words(days.known_at),
        "flag": "" if found.values["as_known_then"] else flags(days).strip(),
        "day": day_text(days.as_of),
        "programmes": sorted(connection.rows("programmes"), key=lambda row: row[1].casefold()),
        "number": None if deadlines is None else len(deadlines),
        "most": MOST_DEADLINES,
        "figures": offered(figures),
        "events": offered([_events(connection, found)])[0],
        "measures": _measures(connection, found),
        "summed": offered(_sums(connection, found)),
        "board": found.link("/deadlines"),
    }
    return render(request, "charts.html", title="Charts", **context)


def deadline_figures(request: Request, connection: Connection, found: Asked) -> list[Figure]:
    """Return the charts of the deadlines that an address asks for."""
    days = clocks(request, found)
    deadlines = _chosen(connection, found, days.as_of)
    return _figures(connection, deadlines or [], days, then=found.values["as_known_then"])


def event_figures(_: Request, connection: Connection, found: Asked) -> list[Figure]:
    """Return the chart of the events that an address asks for."""
    return [_events(connection, found)]


def sum_figures(_: Request, connection: Connection, found: Asked) -> list[Figure]:
    """Return the charts of the sums of measures that an address asks for."""
    return _sums(connection, found)


def slippage_figures(request: Request, connection: Connection, found: Asked) -> list[Figure]:
    """Return the chart of how due dates moved alone, which is that of the page of charts."""
    days = clocks(request, Asked({"threshold": "3"} | found.values, found.given))
    deadlines = _chosen(connection, found, days.as_of)
    named = span(deadlines or [])
    if not deadlines or named is None:
        return []
    return [_slips(deadlines, max(named[0], days.as_of), days, Catalogue(connection).monitored())]


def _chosen(connection: Connection, found: Asked, until: int) -> list[Deadline] | None:
    """Return the deadlines that the address asks for; None where they are too many."""
    if totals(connection)["deadlines"] > _MOST_READ:
        return None
    names = ("programmes", "actors", "themes", "forecasts", "proposals")
    deadlines = list(chosen_deadlines(connection, **{name: found.values[name] for name in names}, until=until))
    return deadlines if len(deadlines) <= MOST_DEADLINES else None


def _figures(connection: Connection, deadlines: list[Deadline], days: Clocks, *, then: bool) -> list[Figure]:
    """Return the charts of deadlines by state, of scores and of slippage, up to the day judged, as the board has it."""
    named = span(deadlines)
    if named is None:
        return []
    observed = Catalogue(connection).monitored()
    last = max(named[0], days.as_of)
    return [
        _standing(deadlines, (named[0], last), days, observed, then=then),
        _scores(connection, deadlines, (named[0], last), days, observed, then=then),
        _slips(deadlines, last, days, observed),
    ]


def periods(first: int, last: int, most: int = _MOST_PERIODS) -> list[Days]:
    """Return the months from that of `first` to `last`, the last one as far as it has come, or equal runs of months.

    There are at most `most`: a century comes by quarters or by years.
    """
    year, month, _ = from_day(first)
    until, final, _ = from_day(last)
    begin, end = 12 * year + month - 1, 12 * until + final - 1
    step = -(-(end - begin + 1) // most)
    starts = [to_day(count // 12, count % 12 + 1, 1) for count in range(begin, end + 1, step)]
    return list(zip(starts, [*(start - 1 for start in starts[1:]), last], strict=True))


def _standing(
    deadlines: list[Deadline], days: Days, clocks_: Clocks, observed: dict[str, int | None], *, then: bool
) -> Figure:
    months = periods(*days)
    known = None if then else clocks_.known_at
    counted = states_on(
        deadlines, [last for _, last in months], known, clocks_.silence, observed, threshold=clocks_.threshold
    )
    found, until = standings(months, counted), _until(deadlines, observed)
    wide, narrow = (standing(found, Size(*size), until) for size in ((WIDE, 340, "s"), (NARROW, 340, "sn")))
    return figure("states", wide, narrow)


def _until(deadlines: list[Deadline], observed: dict[str, int | None]) -> int | None:
    """Return the day up to which all programmes of these deadlines were watched, None where one does not say."""
    days = [observed.get(deadline.programme) for deadline in deadlines]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def _scores(
    connection: Connection,
    deadlines: list[Deadline],
    days: Days,
    clocks_: Clocks,
    observed: dict[str, int | None],
    *,
    then: bool,
) -> Figure:
    known = None if then else clocks_.known_at
    years = range(from_day(days[0])[0], from_day(days[1])[0])
    step = -(-len(years) // 40) or 1
    ends = [*(to_day(year, 12, 31) for year in years[::step]), days[1]]
    order = {row[0]: (_earliest(row[2]), row[0]) for row in connection.rows("programmes")}
    titles = {row[0]: row[1] for row in connection.rows("programmes")}
    kept = score(deadlines, days[1], known, clocks_.silence, observed, threshold=clocks_.threshold, days=ends)
    found = panels(sorted(kept, key=lambda row: order[row.group.id or ""]), titles)
    return figure("scores", scoring(found, WIDE, "k"), scoring(found, NARROW, "kn"))


def _earliest(date: str | None) -> int:
    return parse(date).earliest if date else FAR_PAST


def _slips(deadlines: list[Deadline], last: int, clocks_: Clocks, observed: dict[str, int | None]) -> Figure:
    found = traces(deadlines, last, clocks_.known_at, clocks_.silence, observed, threshold=clocks_.threshold)
    return figure("slips", slips(found, last, Size(WIDE, 460, "t")), slips(found, last, Size(NARROW, 440, "tn")))


def _events(connection: Connection, found: Asked) -> Figure:
    """Return the chart of events by year with the same actors and themes."""
    query = Query(FAR_PAST, FAR_FUTURE, actors=found.values["actors"], themes=found.values["themes"])
    rows = Reader(connection).facets(query, "year")
    drawn = partial(counts, rows, "year", link=_link(found.all("actor"), found.all("theme")))
    return figure("years", drawn(size=Size(WIDE, 280, "y")), drawn(size=Size(NARROW, 240, "yn")))


def _measures(connection: Connection, found: Asked) -> list[tuple[str, str]]:
    """Return the measures that there are, each with the address that adds its sums to the page, or takes them away."""
    shown, rest = found.all("sum"), found.link("/charts", sum=None)
    addresses = []
    for name in sorted({str(row[1]) for row in connection.rows("measure_names")}):
        wanted = [each for each in shown if each != name] if name in shown else [*shown, name]
        sums_ = urlencode([("sum", each) for each in wanted])
        addresses.append((name, "".join([rest, "&" if "?" in rest else "?", sums_]) if sums_ else rest))
    return addresses


def _sums(connection: Connection, found: Asked) -> list[Figure]:
    """Return the chart of the sums of each measure of the address, by year, of the same actors and themes."""
    query = Query(FAR_PAST, FAR_FUTURE, actors=found.values["actors"], themes=found.values["themes"])
    link = _link(found.all("actor"), found.all("theme"))
    figures, reader = [], Reader(connection)
    for number, wanted in enumerate(wanted_measures(found.values["summed"])):
        rows, unit = reader.sums(query, "year", wanted).records(), reader.measures.unit(wanted)
        end = str(number or "")
        sizes = (WIDE, 280, f"m{end}"), (NARROW, 240, f"mn{end}")
        wide, narrow = (sums(rows, wanted.name, unit, Size(*size), link) for size in sizes)
        figures.append(figure(f"sums{end}", wide, narrow))
    return figures


def _link(actors: Iterable[str], themes: Iterable[str]) -> str:
    pairs = [*(("actor", name) for name in actors), *(("theme", name) for name in themes)]
    rest = urlencode(pairs).replace("{", "%7B")
    return "/?on={key}" + (f"&{rest}" if rest else "")


ROUTES = (Route("/charts", reads(charts_page)),)
