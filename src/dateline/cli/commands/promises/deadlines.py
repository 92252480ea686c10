"""`deadlines`: list deadlines with their state on a day."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import click

from dateline.cli.context import App, pass_app
from dateline.cli.lazy import Parent
from dateline.cli.options.clocks import clock_options, taken_clocks
from dateline.cli.options.completions import offers
from dateline.cli.options.deadline_filters import deadline_filters
from dateline.cli.options.history import recorded_at_option
from dateline.cli.options.horizon import horizon_of
from dateline.cli.options.pictures import check_drawn, drawn, look_options
from dateline.cli.options.types import SPAN, Whole
from dateline.cli.output.destination import (
    cited_sources,
    listed_first,
    output_options,
    stamped,
    styled,
    write_records,
    write_text,
)
from dateline.counted import counted
from dateline.dates import day_text
from dateline.deadlines.clocks import Clocks, flags
from dateline.deadlines.counting.periods import Period
from dateline.deadlines.states import CHOICES, MEANINGS, STATES, Certainty, State
from dateline.formats.registry import can
from dateline.operations import deadlines
from dateline.render.lateness import days_late
from dateline.render.table import Column
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.deadline_lists import Beside, question_of
from dateline.wire_fields import DEADLINE_FIELDS, DERIVATION_FIELDS, PROGRESS_FIELDS, Record

if TYPE_CHECKING:
    from dateline.storage.reading.horizon_lookup import Horizon

_OF_CASES = ("as_of", "known_at", "as_known_then", "silence", "threshold")
"""The options whose values a case has itself."""
_CERTAIN, _POSSIBLE = 1, 3
_ASK = " (--state not_recorded lists them)"
_COLORS = {"yes": "red", "maybe": "yellow"}


_WORDS = "\b\nThe states:\n" + "\n".join(f"{STATES[state].words}: {MEANINGS[state]}" for state in STATES)


@click.command(cls=Parent, epilog=_WORDS)
@recorded_at_option
@clock_options
@click.option("--overdue", is_flag=True, help="Only deadlines that are certainly or possibly overdue.")
@click.option(
    "--state", "states", multiple=True, type=click.Choice(CHOICES), help="Only deadlines in this state; repeatable."
)
@deadline_filters
@click.option(
    "--horizon",
    metavar="DATE|NAME",
    shell_complete=offers("horizon"),
    help="Only deadlines certainly or possibly due after this.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["certain", "possible", "never"]),
    default="never",
    help="Exit with 1 if a deadline is certainly overdue; `possible`: also with 3 if one is only possibly overdue.",
)
@click.option("--progress", is_flag=True, help="Add the level reached, what was given up, and scales of trackers.")
@click.option(
    "--stalled-after",
    type=SPAN,
    metavar="PERIOD",
    help="Begun, but no new level for longer than this has stalled ('1 year'); adds what --progress adds.",
)
@click.option("--derivation", is_flag=True, help="Add how each due date was read and counted (within, roll ...).")
@click.option("--why", is_flag=True, help="Add the reason of each state, and what is in doubt (other formats have it).")
@click.option("--input", "cases", type=click.File(encoding="utf-8-sig"), help="Judge the cases of a JSON Lines file.")
@click.option("--alarm", type=Whole(0, 36_525), metavar="DAYS", help="ics: remind this many days before.")
@look_options
@output_options((*DEADLINE_FIELDS, "citations"))
@pass_app
def deadlines_command(
    app: App,
    /,
    overdue: bool,
    states: tuple[State, ...],
    horizon: str | None,
    fail_on: str,
    progress: bool,
    stalled_after: tuple[int, int] | None,
    derivation: bool,
    why: bool,
    cases: IO[str] | None,
    alarm: int | None,
    width: int | None,
    scheme: str | None,
    title: str | None,
    form: str,
    output: str | None,
    **filters: Any,
) -> int:
    """List the deadlines of programmes with their state at the end of a day.

    Only binding commitments are listed unless you add --forecasts or --proposals.

    \b
    dateline deadlines --as-of 2000-10-15 --overdue
    dateline deadlines --as-of 2000-10-15 --as-known-then
    dateline deadlines --horizon "next Russian presidential election" --as-of 2000-12-01
    dateline deadlines -f ics -o deadlines.ics --alarm 14
    dateline deadlines --as-of 2000-10-15 -f svg -o board.svg
    dateline deadlines diff --from 2000-10-15 --to 2001-01-01
    dateline deadlines --input cases.jsonl

    A case is a deadline with its own days to judge it by, and needs no database (docs/semantics/deadlines.md).
    """
    progress = progress or stalled_after is not None
    _check(alarm, form, cases, progress=progress, derivation=derivation)
    if cases is not None:
        from dateline.cli.commands.promises.cases import answer_cases

        degrees = answer_cases(app, cases, form if _is_chosen("form") or form != "table" else "jsonl", output)
        return _exit_code(degrees, fail_on)
    picture = {"width": width, "scheme": scheme, "title": title}
    check_drawn(form, picture)
    clocks = taken_clocks(filters)
    with app.reading() as connection:
        beyond = horizon_of(connection, horizon, clocks) if horizon else None
        question = question_of(clocks, states=tuple(states), overdue=overdue, **filters)
        shown = form != "table" or "not_recorded" in states
        beside = _beside(clocks, stalled_after) if progress or form == "table" else None
        derived = clocks if derivation else None
        found = deadlines.Found(connection, question, beyond, unrecorded=shown, beside=beside, derived=derived)
        options = cited_sources(connection, form) | stamped(form) | ({"alarm": alarm} if can(form, "alarm") else {})
        if look := drawn(connection, form, picture).get("look"):
            options["look"] = look._replace(lanes="programme", as_of=clocks.as_of, horizon=_drawn_horizon(beyond))
        _write(app, connection, found, form, output, options, progress=progress, why=why, derivation=derivation)
    if form == "table":
        app.say(_summary(app, found, clocks))
    return _exit_code(set(found.degrees), fail_on)


def _check(alarm: int | None, form: str, cases: IO[str] | None, *, progress: bool, derivation: bool) -> None:
    """Refuse options that would say nothing."""
    if alarm is not None and not can(form, "alarm"):
        raise click.UsageError("--alarm needs -f ics")
    if cases is None:
        return
    for option, wanted in (("--progress", progress), ("--derivation", derivation)):
        if wanted:
            raise click.UsageError(f"{option} needs a database, so it does not go with --input")
    given = [name for name in _OF_CASES if _was_given(name)]
    if given:
        raise click.UsageError(f"each case says its own {given[0]}, so --{given[0].replace('_', '-')} changes nothing")


def _was_given(name: str) -> bool:
    source = click.get_current_context().get_parameter_source(name)
    return source not in (None, click.core.ParameterSource.DEFAULT)


def _beside(clocks: Clocks, stalled_after: tuple[int, int] | None) -> Beside:
    return deadlines.beside_states(clocks, Period(*stalled_after) if stalled_after else None)


def _write(
    app: App,
    connection: Connection,
    found: deadlines.Found,
    form: str,
    output: str | None,
    options: dict[str, Any],
    *,
    progress: bool,
    why: bool,
    derivation: bool,
) -> None:
    if form == "jsonl" and not app.listing and not progress and not derivation:
        write_text(app, found.lines(), output)
        return
    fields: tuple[str, ...] = DEADLINE_FIELDS
    columns, records = _columns(app), found.records()
    if found.horizon:
        fields += ("horizon",)
        columns = (Column("horizon", lambda r: str(r["horizon"]).replace("_", " ")), *columns)
    if progress:
        fields += PROGRESS_FIELDS
        columns = (*columns[:2], _TRACKER, *columns[2:])
    if derivation:
        fields += DERIVATION_FIELDS
        columns = (*columns, _STEPS)
    if why:
        columns = (*columns, _WHY)
    listed = app.listing and {*app.listing.columns, *(name.removeprefix("-") for name in app.listing.order)}
    if "sources" in options or "citations" in (listed or ()):
        fields += ("citations",)
        records = deadlines.with_citations(connection, records)
    write_records(app, records, fields, columns, form, output, **options)


def _drawn_horizon(horizon: Horizon | None) -> tuple[int, int, str] | None:
    return (*horizon.days, horizon.title) if horizon else None


def _progress(record: Record) -> str:
    from dateline.deadlines.kept.progress import told

    return told(record["progress"], record["stalled"])


_WHY = Column("why", lambda r: r["why"], wraps=True)
_STEPS = Column("counted", lambda r: "; ".join(r["steps"]) or r["rule"] or "", wraps=True)
_TRACKER = Column("tracker", lambda r: r["tracker"])


def _columns(app: App) -> tuple[Column, ...]:
    def state(record: Record) -> str:
        text = record["state"].replace("_", " ")
        color = _COLORS.get(record["overdue"])
        return styled(app, text, color) if color else text

    return (
        Column("state", state),
        Column("progress", _progress, optional=True),
        Column("last day", lambda r: _span(r["cutoff_from"], r["cutoff_to"])),
        Column("days", lambda r: days_late(r["days_overdue"], r["overdue"])),
        Column("title", lambda r: r["title"], wraps=True),
        Column("with", lambda r: ", ".join(a["name"] or a["id"] for a in r["actors"]), wraps=True, optional=True),
        Column("id", lambda r: r["id"]),
    )


def _span(first: str | None, last: str | None) -> str:
    if first == last:
        return first or ""
    return f"{first or ''} – {last or ''}".strip()


def _summary(app: App, found: deadlines.Found, clocks: Clocks) -> str:
    days = f"at the end of {day_text(clocks.as_of)}, as known on {day_text(clocks.known_at)}"
    counts = f"{found.degrees['yes']} certainly overdue, {found.degrees['maybe']} possibly"
    horizon = f"; horizon: {found.horizon}" if found.horizon else ""
    future = f"left out: {found.left_out} not yet promised as known on {day_text(clocks.known_at)}{_ASK}"
    said = (
        f"{listed_first(app, found.number)}{counted(found.number, 'deadline')} {days}: {counts}{flags(clocks)}{horizon}"
    )
    return f"{said}\n{future}" if found.left_out else said


def _is_chosen(option: str) -> bool:
    """Tell whether the command line or the configuration gives an option."""
    source = click.get_current_context().get_parameter_source(option)
    return source in (click.core.ParameterSource.COMMANDLINE, click.core.ParameterSource.DEFAULT_MAP)


def _exit_code(degrees: set[Certainty], fail_on: str) -> int:
    if fail_on != "never" and "yes" in degrees:
        return _CERTAIN
    return _POSSIBLE if fail_on == "possible" and "maybe" in degrees else 0
