"""Questions about many deadlines: what changed, slipped, waits, is outstanding, was kept, or is unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial, update_wrapper
from typing import Any, NamedTuple, TypeVar

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.as_click import with_options
from dateline.cli.options.clocks import clocks_of, taken_clocks
from dateline.cli.options.deadline_filters import deadline_filters
from dateline.cli.options.types import DATE, Whole, today
from dateline.cli.output.destination import cited_sources, listed_first, output_options, write_records
from dateline.counted import counted
from dateline.dates import Date, day_text, parse
from dateline.deadlines import questions as wire
from dateline.deadlines.clocks import Clocks, flags
from dateline.deadlines.evidence import Silence
from dateline.deadlines.kept.groups import WAYS, By
from dateline.operations import deadline_questions as operation
from dateline.operations.deadline_questions import Filters
from dateline.question_options import CLOCKS, DEADLINE_FILTERS
from dateline.render.table import Column
from dateline.wire_fields import Record

Found = TypeVar("Found")
_OPTIONAL = frozenset(("cause", "effective_from", "finish_from", "citations", "roots", "unknown"))
"""The columns that a narrow terminal leaves out."""
_SPANS = frozenset(("finish", "cutoff"))
"""The columns that show a first and a last day."""
_FILTERS = frozenset(option.name for option in DEADLINE_FILTERS)


class Asked(NamedTuple):
    """What each question is asked with: the days judged, the filters, and where the answer goes.

    `then` says that each day is judged by what was known on it.
    """

    app: App
    clocks: Clocks
    then: bool
    filters: dict[str, Any]
    form: str
    output: str | None

    def answer(self, ask: Callable[..., Found], *more: Any) -> Found:
        """Return the answer to a question about the deadlines of the filters, for the days judged."""
        with self.app.reading() as connection:
            return ask(connection, Filters(**self.filters), self.clocks, *more)

    def write(self, records: list[Record], fields: tuple[str, ...], columns: tuple[str, ...], said: str) -> None:
        """Write the answer, as a table with these columns and with what is said of it to people."""
        options = dict[str, Any]()
        if "citations" in fields:
            with self.app.reading() as connection:
                options = cited_sources(connection, self.form)
        write_records(self.app, records, fields, _columns(*columns), self.form, self.output, **options)
        if self.form == "table":
            self.app.say(listed_first(self.app, len(records)) + said)

    @property
    def when(self) -> str:
        """The days judged, in words."""
        days = f"at the end of {day_text(self.clocks.as_of)}, as known on {day_text(self.clocks.known_at)}"
        return days + flags(self.clocks)


def question(fields: tuple[str, ...]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what adds the clocks, the filters and the output options to a question, which gets them as one value.

    `fields` are those of the records of its answer.
    """
    return partial(_asking, fields)


def _asking(fields: tuple[str, ...], function: Callable[..., None]) -> Callable[..., None]:

    def asked(
        app: App,
        /,
        form: str,
        output: str | None,
        **given: Any,
    ) -> None:
        then, clocks = given["as_known_then"], taken_clocks(given)
        filters, own = _parted(given)
        function(Asked(app, clocks, then, filters, form, output), **own)

    own = ("limit",) if function.__name__.startswith("unknowns") else ()
    # Slippage asks what was due, not what was done: no level changes its answer.
    days = [each for each in CLOCKS if each.name != "threshold" or fields is not wire.SLIPPAGE_FIELDS]
    return with_options(days)(
        deadline_filters(output_options(fields, own=own)(pass_app(update_wrapper(asked, function))))
    )


def _parted(given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the filters among options, and the others."""
    filters = {name: value for name, value in given.items() if name in _FILTERS}
    return filters, {name: value for name, value in given.items() if name not in _FILTERS}


def _columns(*names: str, wraps: Iterable[str] = ("title", "text", "why")) -> tuple[Column, ...]:
    def column(name: str) -> Column:
        if name in _SPANS:
            return Column(name, lambda r: _span(r[f"{name}_from"], r[f"{name}_to"]))
        return Column(name.replace("_", " "), lambda r: _cell(r[name]), name in wraps, name in _OPTIONAL)

    return tuple(column(name) for name in names)


def _span(first: str | None, last: str | None) -> str:
    """Return days from one to another in words; an end that is missing is open."""
    if first is None or last is None:
        return f"from {first}" if first else f"to {last}" if last else ""
    return first if first == last else f"{first} – {last}"


def _cell(value: Any) -> str:
    """Return a value for people: an interval with a dash, a list with commas, words without underscores."""
    if value is None:
        return ""
    if isinstance(value, list) and len(value) == 2 and not any(isinstance(each, str) for each in value):
        low, high = ("∞" if each is None else f"{each:g}" for each in value)
        return low if low == high else f"{low} – {high}"
    if isinstance(value, list):
        return ", ".join(each if isinstance(each, str) else str(each.get("source", each)) for each in value)
    return str(value).replace("_", " ") if isinstance(value, str) and " " not in value else str(value)


@click.command()
@click.option("--from", "start", type=DATE, required=True, help="The first day to judge.")
@click.option("--to", "end", type=DATE, help="The second day to judge (default: today).")
@click.option("--known-at", type=DATE, help="Judge both days by what was known by this day (default: today).")
@click.option("--as-known-then", is_flag=True, help="Judge each day by what was known on that day.")
@click.option("--known-from", type=DATE, help="Judge the first day by what was known by this day.")
@click.option("--known-to", type=DATE, help="Judge the second day by what was known by this day.")
@with_options(CLOCKS[-2:])
@click.option("--by", type=click.Choice(WAYS), help="Count the changes of each kind by party, programme or theme.")
@deadline_filters
@output_options(wire.CHANGE_FIELDS)
@pass_app
def diff_command(
    app: App,
    /,
    start: Date,
    end: Date | None,
    known_at: Date | None,
    as_known_then: bool,
    known_from: Date | None,
    known_to: Date | None,
    by: By | None,
    silence: Silence,
    threshold: str,
    form: str,
    output: str | None,
    **filters: Any,
) -> None:
    """Show what changed between two days: newly overdue, cured, met, waived, or only known better.

    \b
    dateline deadlines diff --from 2000-10-15 --to 2001-01-01
    dateline deadlines diff --from 2002-12-31 --to 2002-12-31 --known-from 2002-12-31
    dateline deadlines diff --from 2000-10-15 --to 2001-01-01 --by party
    """
    before = clocks_of(start, known_from or known_at, as_known_then and not known_from, silence, threshold)
    after = clocks_of(end or parse(today()), known_to or known_at, as_known_then and not known_to, silence, threshold)
    asked = Asked(app, after, as_known_then, filters, form, output)
    with app.reading() as connection:
        found = operation.changed(connection, Filters(**filters), before, after, by)
    said = f"{found.number} changed between the end of {day_text(before.as_of)} and that of {day_text(after.as_of)}"
    shown: tuple[str, ...] = ("change", "cause", "state_before", "state_after", "title", "id")
    if by:
        shown = (by, *(kind for kind in found.kinds if any(row[kind] for row in found.records)))
    asked.write(found.records, found.fields, shown, said)


@click.command()
@question(wire.SLIPPAGE_FIELDS)
def slippage_command(asked: Asked) -> None:
    """Show how many days each amendment added, and whether it came before or after the date that it replaced.

    \b
    dateline deadlines slippage
    dateline deadlines slippage --programme currency-agreement-2000 -f csv
    """
    records, number = asked.answer(operation.slipped)
    shown = ("id", "due_text", "effective_from", "counts", "days_added", "total", "after_expiry", "citations")
    said = f"{counted(len(records), 'amendment')} of {counted(number, 'deadline')}; {asked.when}"
    asked.write(records, wire.SLIPPAGE_FIELDS, shown, said)


@click.command()
@question(wire.OUTLOOK_FIELDS)
def cascade_command(asked: Asked) -> None:
    """Show which unmet deadlines can still be met in time, and which deadline holds up each of the others.

    \b
    dateline deadlines cascade --as-of 2000-12-01
    dateline deadlines cascade --theme currency --as-of 2004-09-01 --as-known-then
    """
    records = asked.answer(operation.held_up)
    shown = ("verdict", "finish", "cutoff", "slip", "title", "roots", "id")
    said = f"{len(records):,} unmet, or possibly unmet, {asked.when}"
    asked.write(records, wire.OUTLOOK_FIELDS, shown, said)


@click.command()
@question(wire.OUTSTANDING_FIELDS)
def responsibility_command(asked: Asked) -> None:
    """Show whose deadlines are overdue: their own, or waiting for somebody else's.

    Actors that are bound jointly are counted jointly. Lateness does not imply fault.

    \b
    dateline deadlines responsibility --as-of 2000-10-15
    dateline deadlines responsibility --programme union-state-programme-1999 -f csv
    """
    records = asked.answer(operation.outstanding)
    shown = ("outstanding_with", "overdue", "own_overdue", "inherited_overdue")
    asked.write(records, wire.OUTSTANDING_FIELDS, shown, f"overdue {asked.when}; certain – possible")


@click.command()
@click.option("--limit", type=Whole(min=0), default=20, help="Show at most this many (default: 20).")
@question(wire.UNKNOWN_FIELDS)
def unknowns_command(asked: Asked, limit: int) -> None:
    """Show which single missing date would settle most deadlines: what to research first.

    \b
    dateline deadlines unknowns --as-of 2000-10-15
    dateline deadlines unknowns --programme union-state-programme-1999 --limit 5
    """
    found = asked.answer(operation.would_help)
    listing = asked.app.listing
    if listing and listing.order:  # the first are those of the order that is asked for
        asked = asked._replace(app=asked.app._replace(listing=listing._replace(most=limit)))
    shown = found if listing and listing.order else found[:limit]
    said = f"{min(limit, len(found))} of {len(found)} data that would settle something {asked.when}"
    asked.write(shown, wire.UNKNOWN_FIELDS, ("always", "sometimes", "text"), said)
