"""`query` and `export`: events by date, actor, theme, place, source and text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.context import App, pass_app
from dateline.cli.output import destination, output_options, styled, write_records
from dateline.cli.types import DATE
from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.fields import EVENT_FIELDS, Record
from dateline.names import fold
from dateline.query import Query
from dateline.render.table import Column
from dateline.storage.reader import Reader

if TYPE_CHECKING:
    from dateline.dates import Date

_Function = TypeVar("_Function", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--from", "start", type=DATE, help="From the first day of this date on (EDTF, or today)."),
    click.option("--to", "end", type=DATE, help="Up to the last day of this date."),
    click.option("--on", type=DATE, help="On this date: short for the same --from and --to."),
    click.option(
        "--match",
        type=click.Choice(["possible", "certain", "within"]),
        default="possible",
        help="Which events count: perhaps in range (default), surely touching it, or wholly within it.",
    ),
    click.option("--actor", "actors", multiple=True, metavar="NAME", help="An id, a name or any alias."),
    click.option("--members", is_flag=True, help="With --actor: also who belonged to it on the event's date."),
    click.option("--theme", "themes", multiple=True, metavar="NAME", help="A theme with all below it."),
    click.option("--place", "places", multiple=True, metavar="TEXT", help="Words of the place."),
    click.option("--source", "sources", multiple=True, metavar="ID", help="A source that is cited."),
    click.option("--text", "texts", multiple=True, metavar="TEXT", help="Words of title or description."),
    click.option("--all", "every", is_flag=True, help="Options given twice must all hold, not just one."),
    click.option("--sort", type=click.Choice(["date", "-date"]), default="date", help="Oldest or newest first."),
    click.option("--limit", type=click.IntRange(min=0), help="At most so many events."),
)


def filter_options(function: _Function) -> _Function:
    """Add the filters of events to a command."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def query_of(start: Date | None, end: Date | None, on: Date | None, actors: Iterable[str], **rest: Any) -> Query:
    """Return the query that the options ask for.

    Raises:
        click.UsageError: --on is joined with --from or --to, the range runs backwards, or a text has no word.
    """
    if on is not None and (start is not None or end is not None):
        raise click.UsageError("--on says both ends already: leave out --from and --to")
    first = (on or start).earliest if on or start else FAR_PAST  # type: ignore[union-attr]
    last = (on or end).latest if on or end else FAR_FUTURE  # type: ignore[union-attr]
    if first > last:
        raise click.UsageError(f"the range runs backwards: --from {start} is after --to {end}")
    if rest["members"] and not actors:
        raise click.UsageError("--members goes with --actor")
    for option, words in (("--place", rest["places"]), ("--text", rest["texts"])):
        if not all(map(fold, words)):
            raise click.UsageError(f"{option} needs a letter or digit to look for")
    return Query(first, last, actors=tuple(actors), **rest)


def actors_cell(record: Record, most: int = 3) -> str:
    """Return the names of the first actors of a record."""
    names = [actor["name"] or actor["id"] for actor in record["actors"]]
    return ", ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")


def event_columns(app: App) -> tuple[Column, ...]:
    """Return the columns of a table of events; `?` marks one that is only possibly in range."""

    def mark(record: Record) -> str:
        return styled(app, "?", fg="yellow", bold=True) if record["match"] == "possible" else ""

    return (
        Column("", mark),
        Column("date", lambda r: r["date"]),
        Column("title", lambda r: r["title"], wraps=True),
        Column("actors", actors_cell, wraps=True, optional=True),
        Column("themes", lambda r: ", ".join(r["themes"]), wraps=True, optional=True),
        Column("id", lambda r: styled(app, r["id"], dim=True)),
    )


@click.command()
@filter_options
@click.option("--count", is_flag=True, help="Print how many, and no events.")
@click.option("--by", type=click.Choice(["year", "month", "actor", "theme"]), help="Count by this.")
@output_options()
@pass_app
def query_command(app: App, /, count: bool, by: str | None, form: str, output: str | None, **filters: Any) -> None:
    """List events; a row that is only possibly in range is marked with a question mark.

    \b
    dateline query --from 1995 --to 1996
    dateline query --actor Lukashenko --theme defence --from 2000 -f jsonl
    dateline query --actor Russia --members --on 2000-04
    dateline query --theme economy --by year
    """
    if count and by:
        raise click.UsageError("--count and --by exclude each other")
    if by and filters["limit"] is not None:
        raise click.UsageError("--by counts all events: leave out --limit")
    query = query_of(**filters)
    with app.reading() as connection:
        reader = Reader(connection)
        if count:
            _write_count(app, reader.count(query), form, output)
        elif by:
            _write_facets(app, reader.facets(query, by), by, form, output)
        else:
            tally = Tally()
            write_records(app, tally.of(reader.events(query)), EVENT_FIELDS, event_columns(app), form, output)
            if form == "table":
                app.say(str(tally))


class Tally:
    """Counts the records that pass, to tell below a table how many there were and what the mark means."""

    number = possible = 0

    def of(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass `records` on."""
        for record in records:
            self.number += 1
            self.possible += record["match"] == "possible"
            yield record

    def __str__(self) -> str:
        plural = "" if self.number == 1 else "s"
        mark = f", {self.possible} of them only possibly in range (?)" if self.possible else ""
        return f"{self.number} event{plural}{mark}"


def _write_count(app: App, found: dict[str, int], form: str, output: str | None) -> None:
    if form == "table" and output is None:
        click.echo(sum(found.values()))
        return
    fields = ("certain", "possible", "total")
    record = {**found, "total": sum(found.values())}
    columns = tuple(Column(name, lambda r, name=name: str(r[name])) for name in fields)  # type: ignore[misc]
    write_records(app, [record], fields, columns, form, output)


def _write_facets(app: App, rows: list[Record], by: str, form: str, output: str | None) -> None:
    fields = (by, "certain", "possible")
    columns = tuple(Column(name, lambda r, name=name: str(r[name])) for name in fields)  # type: ignore[misc]
    write_records(app, rows, fields, columns, form, output)


@click.command()
@filter_options
@click.option("--safe-cells", is_flag=True, help="csv, tsv: put ' before cells that a spreadsheet calculates.")
@output_options(default=None)
@pass_app
def export_command(app: App, /, safe_cells: bool, form: str | None, output: str | None, **filters: Any) -> None:
    """Write a timeline to a file, in the format of -f or of the ending of the file's name.

    CSV is UTF-8, and every column comes back with `dateline import csv`. Take it into a spreadsheet as text, or the
    spreadsheet reads dates such as 1999-09 its own way.

    \b
    dateline export -o timeline.csv
    dateline export --actor Belarus --from 1999 -f md
    """
    chosen = form or _by_ending(output) or "csv"
    if safe_cells and chosen not in ("csv", "tsv"):
        raise click.UsageError("--safe-cells goes with csv and tsv")
    query = query_of(**filters)
    with app.reading() as connection:
        if chosen in ("csv", "tsv"):
            from dateline.cli.pieces import write_cells

            with destination(output) as stream:
                write_cells(connection, query, chosen, stream, safe=safe_cells)
            return
        write_records(app, Reader(connection).events(query), EVENT_FIELDS, (), chosen, output)


def _by_ending(output: str | None) -> str | None:
    """Return the format whose file names end like `output`, None for a name without an ending.

    Raises:
        click.UsageError: the ending is that of no format.
    """
    if output is None:
        return None
    from dateline.formats import format_named, names

    found = next((name for name in names() if output.endswith(format_named(name).EXTENSIONS)), None)
    if found is None and os.path.splitext(output)[1]:
        raise click.UsageError(f"no format has files called {output!r}; name one with -f: {', '.join(names())}")
    return found
