"""The page of one deadline: its state with reasons, its course over time, and all its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.counted import counted
from dateline.dates import day_text
from dateline.deadlines.clocks import Clocks, flags
from dateline.deadlines.evaluation import Assessment
from dateline.deadlines.histories import history, span
from dateline.model import Citation, Deadline
from dateline.question_options import CLOCKS, Option
from dateline.render.charts.drawing import Size
from dateline.render.charts.strips import course
from dateline.render.explanation import Named, dependency_words, due_words, marked, report_words, waiver_words
from dateline.render.lateness import days_late_words
from dateline.render.state_marks import mark_of
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.deadline_values import judge
from dateline.storage.reading.said.linked import links_of
from dateline.storage.reading.single_deadline import deadline_with, judged_alone
from dateline.storage.reading.single_records import Single
from dateline.web.deadline_requests import NARROW, WIDE, clocks, day_words, month_end, span_words
from dateline.web.figures.figure import Figure, figure, with_files
from dateline.web.pages import in_words, names_of, path_to, render
from dateline.web.parameters import Asked, asked
from dateline.web.record_pages import existing, history_of, identity_in
from dateline.web.request_thread import reads

CHART = (*CLOCKS, Option(("--deadline",), "deadline", "text", "The id of the deadline.", "ID"))
"""What the address of the chart of a deadline may ask for."""
_ROOM = 366
"""Days shown before the first and after the last day that a deadline's records name, as far as they are judged."""


class Entry(NamedTuple):
    """A record behind a deadline: what it says in lines, where more is told, and what bears it out."""

    lines: list[str]
    link: str | None
    citations: tuple[Citation, ...]


def deadline_page(request: Request, connection: Connection) -> Response:
    """Answer with the page of the deadline whose id is in the path."""
    found = asked(request, CLOCKS)
    days = clocks(request, found)
    identity = identity_in(request)
    deadline = existing(connection, "deadline", identity, deadline_with(connection, identity))
    judged_alone(deadline, days.as_of)
    programme = next(row for row in connection.rows("programmes") if row[0] == deadline.programme)
    (judged,) = judge([deadline], days, {deadline.programme: programme[4]})
    sections = list(_sections(deadline, days.known_at, names_of(request).of))
    path = path_to("deadline", deadline.id)
    course_ = _course(deadline, days, programme[4], then=found.values["as_known_then"])
    context: dict[str, Any] = {
        "asked": found,
        "deadline": deadline,
        "past": history_of(connection, "deadline", identity),
        "mark": mark_of(judged.assessment.state),
        "found": judged.assessment,
        "facts": list(_facts(deadline, judged.assessment)),
        "programme": programme[1],
        "day": day_text(days.as_of),
        "as_of_words": day_words(days.as_of),
        "known_words": day_words(days.known_at),
        "flag": flags(days).strip(),
        "earlier": found.link(path, as_of=day_text(month_end(days.as_of, -1))),
        "later": found.link(path, as_of=day_text(month_end(days.as_of, 1))),
        "board": found.link(path_to("programme", deadline.programme)),
        "course": course_
        and with_files(request, connection, course_, found, str(day_text(days.as_of)), deadline=deadline.id),
        "sections": sections,
        "links": links_of(connection, "deadline", deadline.id),
        "sources": Single(connection).titles(
            each.source for _, entries in sections for entry in entries for each in entry.citations
        ),
    }
    return render(request, "deadline.html", title=deadline.title, **context)


def course_figures(request: Request, connection: Connection, found: Asked) -> list[Figure]:
    """Return the chart of the states over time of the deadline that an address names."""
    days, identity = clocks(request, found), found.values["deadline"] or ""
    deadline = existing(connection, "deadline", identity, deadline_with(connection, identity))
    judged_alone(deadline, days.as_of)
    programme = next(row for row in connection.rows("programmes") if row[0] == deadline.programme)
    drawn = _course(deadline, days, programme[4], then=found.values["as_known_then"])
    return [drawn] if drawn else []


def _facts(deadline: Deadline, found: Assessment) -> Iterator[tuple[str, str]]:
    """Yield (name, words) of what is known beside the state."""
    late = days_late_words(found.days_overdue, found.overdue, ",")
    yield "Overdue", {"yes": "yes", "maybe": "possibly", "no": "no"}[found.overdue] + late
    yield "Ever overdue", {"yes": "yes", "maybe": "possibly", "no": "no"}[found.ever_overdue]
    if found.cutoff:
        yield "Last compliant day", span_words(found.cutoff)
    if len(found.possible) > 1:
        yield "Possible", ", ".join(word.replace("_", " ") for word in found.possible)
    if found.vs_original != found.state:
        yield "By the original date alone", mark_of(found.vs_original).words
    yield "Force", deadline.force
    if deadline.item:
        yield "Item", deadline.item
    if deadline.confidence:
        yield "Confidence", deadline.confidence
    if deadline.lead != (0, 0):
        low, high = deadline.lead
        yield "Takes, once it can begin", counted(low, "day") if low == high else f"{low} to {high} days"


def _course(deadline: Deadline, days: Clocks, watched: int | None, *, then: bool) -> Figure | None:
    """Return the chart of states around the days that the records name; None where they name none."""
    named = span([deadline])
    if named is None:
        return None
    first, last = min(named[0], days.as_of) - _ROOM, max(named[1], min(days.as_of, named[1] + 10 * _ROOM)) + _ROOM
    known = None if then else days.known_at
    runs = history(deadline, first, last, known, days.silence, watched, threshold=days.threshold)
    wide, narrow = (course(runs, days.as_of, Size(width, 106, name)) for width, name in ((WIDE, "c"), (NARROW, "cn")))
    return figure("course", wide, narrow)


def _sections(deadline: Deadline, known_at: int, named: Named) -> Iterator[tuple[str, list[Entry]]]:
    """Yield (heading, entries) of each kind of record that the deadline has, with what was not yet known marked."""
    kinds: tuple[tuple[str, Iterable[Any], Any], ...] = (
        ("Due dates", deadline.due, due_words),
        ("Reports", deadline.status, partial(report_words, named=named, dated=in_words)),
        ("Waivers", deadline.waivers, waiver_words),
        ("Waits for", deadline.depends, partial(dependency_words, named=named)),
    )
    for heading, records, words in kinds:
        if records:
            yield (
                heading,
                [Entry(marked(words(each), each, known_at), _leads(each), each.citations) for each in records],
            )


def _leads(record: Any) -> str | None:
    """Return the address of the event or deadline that a record names, if any."""
    event, on = getattr(record, "event", None), getattr(record, "on", None)
    return path_to("event", event) if event else path_to("deadline", on) if on else None


ROUTES = (Route("/deadline/{identity:path}", reads(deadline_page)),)
