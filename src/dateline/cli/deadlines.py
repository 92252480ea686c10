"""`deadlines` and `explain`: what was promised by when, and what had become of it on a day."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, NamedTuple, TypeVar, get_args

import click

from dateline.cli.context import App, is_terminal, pass_app, terminal_width
from dateline.cli.output import output_options, styled, write_records
from dateline.cli.types import DATE, today
from dateline.dates import FAR_FUTURE, Date, day_text, parse
from dateline.deadlines.evaluate import Assessment, Certainty, State, evaluate
from dateline.deadlines.evidence import Silence
from dateline.deadlines.horizons import place
from dateline.errors import NotFound
from dateline.fields import DEADLINE_FIELDS, Record
from dateline.model import Days, Deadline, DueAssertion
from dateline.names import nearest
from dateline.render.table import Column
from dateline.storage.catalogue import Catalogue
from dateline.storage.connection import Connection
from dateline.storage.lookup import Lookup
from dateline.wire import deadline_history, participant_record

_Function = TypeVar("_Function", bound=Callable[..., Any])
_CERTAIN, _POSSIBLE = 1, 3
_COLORS = {"yes": "red", "maybe": "yellow"}


class Clocks(NamedTuple):
    """The day judged, the day up to which records count, and what silence means."""

    as_of: int
    known_at: int
    silence: Silence


class Judged(NamedTuple):
    """A deadline with what can be said of it."""

    deadline: Deadline
    assessment: Assessment


def clock_options(function: _Function) -> _Function:
    """Add --as-of, --known-at, --as-known-then and --silence to a command."""
    options = (
        click.option("--as-of", type=DATE, help="The day judged, at its end; today unless given."),
        click.option("--known-at", type=DATE, help="Count only what was known by this day; today unless given."),
        click.option("--as-known-then", is_flag=True, help="Count only what was known on the day judged."),
        click.option(
            "--silence",
            type=click.Choice(get_args(Silence)),
            default="unmet",
            help="What no report means: not done (default), or unknown.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def _clocks(as_of: Date | None, known_at: Date | None, as_known_then: bool, silence: Silence) -> Clocks:
    if known_at is not None and as_known_then:
        raise click.UsageError("--known-at and --as-known-then exclude each other")
    present = parse(today())
    day = _single(as_of or present, "--as-of")
    known = day if as_known_then else _single(known_at or present, "--known-at")
    return Clocks(day, known, silence)


def _single(date: Date, option: str) -> int:
    """Return the day of `date`: the last of an imprecise one, for states hold at the end of a day."""
    if date.latest >= FAR_FUTURE:
        raise click.UsageError(f"{option} {date} has no last day")
    return date.latest


def _judge(catalogue: Catalogue, clocks: Clocks) -> Iterator[Judged]:
    monitored = catalogue.monitored()
    for deadline in catalogue.deadlines():
        found = evaluate(
            deadline,
            clocks.as_of,
            clocks.known_at,
            silence=clocks.silence,
            observed_through=monitored[deadline.programme],
        )
        yield Judged(deadline, found)


def deadline_record(judged: Judged, clocks: Clocks) -> Record:
    """Return the wire form of a judged deadline, with the due date that stands on the day judged."""
    deadline, found = judged
    due, cutoff = due_in_force(deadline, clocks), shown_cutoff(judged, clocks)
    return {
        "id": deadline.id,
        "programme": deadline.programme,
        "title": deadline.title,
        "due": due.due.edtf if due and due.due else None,
        "due_text": due.text if due else None,
        "cutoff_from": day_text(cutoff[0]) if cutoff else None,
        "cutoff_to": day_text(cutoff[1]) if cutoff else None,
        "state": found.state,
        "overdue": found.overdue,
        "possible": list(found.possible),
        "days_overdue": list(found.days_overdue) if found.days_overdue else None,
        "ever_overdue": found.ever_overdue,
        "vs_original": found.vs_original,
        "hindsight": found.hindsight,
        "forecast": found.forecast,
        "actors": [participant_record(p) for p in deadline.actors],
        "themes": list(deadline.themes),
        "why": found.why,
    }


def shown_cutoff(judged: Judged, clocks: Clocks) -> Days | None:
    """Return the cutoff in force on the day judged, else that of the due assertion to name."""
    due = due_in_force(judged.deadline, clocks)
    return judged.assessment.cutoff or (due.cutoff if due else None)


def due_in_force(deadline: Deadline, clocks: Clocks) -> DueAssertion | None:
    """Return the due assertion to name: the last that had surely taken effect and was known, else the first."""
    standing = [
        due
        for due in deadline.due
        if (due.effective is None or due.effective[1] <= clocks.as_of or due.kind == "original")
        and (due.known is None or due.known[1] <= clocks.known_at or due.kind == "original")
    ]
    return standing[-1] if standing else None


@click.command()
@clock_options
@click.option("--overdue", is_flag=True, help="Only what is overdue, certainly or possibly.")
@click.option("--state", "states", multiple=True, type=click.Choice(get_args(State)), help="Only in this state.")
@click.option("--programme", "programmes", multiple=True, metavar="NAME", help="Only of this programme.")
@click.option("--actor", "actors", multiple=True, metavar="NAME", help="Only with this actor.")
@click.option("--theme", "themes", multiple=True, metavar="NAME", help="Only of this theme or below it.")
@click.option("--horizon", type=DATE, help="Only what falls due beyond this date, certainly or possibly.")
@click.option("--forecasts", is_flag=True, help="Also what was only forecast or announced.")
@click.option("--proposals", is_flag=True, help="Also what was only proposed.")
@click.option(
    "--fail-on",
    type=click.Choice(["certain", "possible", "never"]),
    default="never",
    help="Exit with 1 when something is certainly overdue; `possible`: also with 3 when it only may be.",
)
@click.option("--input", "cases", type=click.File(encoding="utf-8-sig"), help="Judge the cases of a JSON Lines file.")
@output_options()
@pass_app
def deadlines_command(
    app: App,
    /,
    as_of: Date | None,
    known_at: Date | None,
    as_known_then: bool,
    silence: Silence,
    overdue: bool,
    states: tuple[str, ...],
    horizon: Date | None,
    fail_on: str,
    cases: IO[str] | None,
    form: str,
    output: str | None,
    **filters: Any,
) -> int:
    """List the deadlines of programmes with their state at the end of a day.

    Binding commitments count; forecasts and proposals are added on request.

    \b
    dateline deadlines --as-of 2000-10-15 --overdue
    dateline deadlines --as-of 2000-10-15 --as-known-then
    dateline deadlines --theme currency --forecasts --proposals -f csv
    dateline deadlines --horizon 2004-03
    dateline deadlines --overdue --fail-on certain
    dateline deadlines --input cases.jsonl

    A case is a deadline with its own days to judge it by, and needs no database (docs/deadlines.md).
    """
    if cases is not None:
        from dateline.cli.cases import answer_cases

        degrees = answer_cases(cases, output)
        return _exit_code(degrees, fail_on)
    clocks = _clocks(as_of, known_at, as_known_then, silence)
    with app.reading() as connection:
        judged = list(_chosen(connection, clocks, **filters))
    if overdue:
        judged = [item for item in judged if item.assessment.overdue != "no"]
    if states:
        judged = [item for item in judged if item.assessment.state in states]
    if horizon:
        judged = [item for item in judged if _is_beyond(item.assessment.cutoff, horizon)]
    judged.sort(key=lambda item: (shown_cutoff(item, clocks) or (FAR_FUTURE, FAR_FUTURE), item.deadline.id))
    records = [deadline_record(item, clocks) for item in judged]
    write_records(app, records, DEADLINE_FIELDS, _columns(app), form, output)
    if form == "table":
        app.say(_summary(judged, clocks))
    return _exit_code({item.assessment.overdue for item in judged}, fail_on)


def _is_beyond(cutoff: Days | None, horizon: Date) -> bool:
    """Tell whether a cutoff falls, or may fall, beyond the horizon; nothing in force falls nowhere."""
    return cutoff is not None and place(cutoff, (horizon.earliest, horizon.latest)) != "within"


def _chosen(
    connection: Connection,
    clocks: Clocks,
    programmes: tuple[str, ...],
    actors: tuple[str, ...],
    themes: tuple[str, ...],
    forecasts: bool,
    proposals: bool,
) -> Iterator[Judged]:
    lookup, catalogue = Lookup(connection), Catalogue(connection)
    of_programmes = {lookup.programme(name) for name in programmes}
    of_actors = {lookup.actor(name).id for name in actors}
    of_themes = _subtrees(catalogue, lookup, themes)
    forces = {"binding", "forecast" if forecasts else "", "proposal" if proposals else ""}
    for item in _judge(catalogue, clocks):
        deadline = item.deadline
        if (
            deadline.force in forces
            and (not programmes or deadline.programme in of_programmes)
            and (not actors or not of_actors.isdisjoint(p.actor for p in deadline.actors))
            and (not themes or not of_themes.isdisjoint(deadline.themes))
        ):
            yield item


def _subtrees(catalogue: Catalogue, lookup: Lookup, names: Iterable[str]) -> set[str]:
    """Return the ids of the themes called `names` and of all below them."""
    ids = [record["id"] for record in catalogue.themes()]  # in pre-order, numbered from 1
    found = [lookup.theme(name) for name in names]
    return {identity for theme in found for identity in ids[theme.num - 1 : theme.last]}


def _columns(app: App) -> tuple[Column, ...]:
    def state(record: Record) -> str:
        text = record["state"].replace("_", " ")
        color = _COLORS.get(record["overdue"])
        return styled(app, text, fg=color) if color else text

    return (
        Column("state", state),
        Column("last day", lambda r: _span(r["cutoff_from"], r["cutoff_to"])),
        Column("days", lambda r: _span(*map(str, r["days_overdue"])) if r["days_overdue"] else ""),
        Column("title", lambda r: r["title"], wraps=True),
        Column("with", lambda r: ", ".join(a["name"] or a["id"] for a in r["actors"]), wraps=True, optional=True),
        Column("id", lambda r: r["id"]),
    )


def _span(first: str | None, last: str | None) -> str:
    if first == last:
        return first or ""
    return f"{first or ''} – {last or ''}".strip()


def _summary(judged: list[Judged], clocks: Clocks) -> str:
    number = len(judged)
    sure = sum(item.assessment.overdue == "yes" for item in judged)
    perhaps = sum(item.assessment.overdue == "maybe" for item in judged)
    flags = _flags(clocks)
    return (
        f"{number} deadline{'' if number == 1 else 's'} at the end of {day_text(clocks.as_of)}, as known on "
        f"{day_text(clocks.known_at)}: {sure} certainly overdue, {perhaps} possibly{flags}"
    )


def _flags(clocks: Clocks) -> str:
    if clocks.known_at > clocks.as_of:
        return " (with hindsight)"
    return " (a forecast)" if clocks.as_of > clocks.known_at else ""


def _exit_code(degrees: set[Certainty], fail_on: str) -> int:
    if fail_on != "never" and "yes" in degrees:
        return _CERTAIN
    return _POSSIBLE if fail_on == "possible" and "maybe" in degrees else 0


@click.command()
@click.argument("identity", metavar="DEADLINE")
@clock_options
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form.")
@pass_app
def explain_command(
    app: App,
    /,
    identity: str,
    form: str,
    as_of: Date | None,
    known_at: Date | None,
    as_known_then: bool,
    silence: Silence,
) -> None:
    """Explain the state of one deadline: the rule, the possible worlds and the records, with citations.

    \b
    dateline explain usp-3-1 --as-of 2000-10-15
    dateline explain usp-3-1 --as-of 2000-10-15 --as-known-then
    """
    clocks = _clocks(as_of, known_at, as_known_then, silence)
    with app.reading() as connection:
        judged = {item.deadline.id: item for item in _judge(Catalogue(connection), clocks)}
    if identity not in judged:
        near = nearest(identity, judged)
        hint = "did you mean " + " or ".join(near) + "?" if near else "dateline deadlines --forecasts --proposals"
        raise NotFound(f"no deadline is called {identity!r}", hint)
    record = deadline_record(judged[identity], clocks)
    if form == "json":
        records = deadline_history(judged[identity].deadline)
        record |= {name: records[name] for name in ("force", "due", "status", "waivers")}
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    from dateline.render.explanation import explanation

    width = terminal_width() if is_terminal() else None
    days = day_text(clocks.as_of), day_text(clocks.known_at)
    for line in explanation(record, judged[identity].deadline, days, width):
        click.echo(line)
