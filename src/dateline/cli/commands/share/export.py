"""`export`: write a timeline to a file in any format."""

from __future__ import annotations

import os
from typing import Any

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.event_filters import filter_options, query_of
from dateline.cli.options.history import recorded_at_option
from dateline.cli.options.pictures import check_drawn, drawn, picture_options
from dateline.cli.output.destination import cited_sources, destination, output_options, stamped, write_records
from dateline.cli.output.events import tell_undated
from dateline.dates import Date
from dateline.formats.registry import can, format_of_file, names
from dateline.storage.reading.events import Reader
from dateline.wire_fields import EVENT_FIELDS


@click.command()
@recorded_at_option
@filter_options
@click.option(
    "--safe-cells", is_flag=True, help="csv, tsv: put ' before cells that a spreadsheet would run as a formula."
)
@picture_options
@output_options(EVENT_FIELDS, default=None)
@pass_app
def export_command(
    app: App,
    /,
    safe_cells: bool,
    form: str | None,
    output: str | None,
    lanes: str | None,
    due: Date | None,
    width: int | None,
    scheme: str | None,
    title: str | None,
    **filters: Any,
) -> None:
    """Write a timeline in the format of -f or of the extension of the file.

    CSV is UTF-8, and `dateline import csv` reads every column back. Import it into a spreadsheet as text; otherwise the
    spreadsheet changes dates such as 1999-09.

    \b
    dateline export -o timeline.csv
    dateline export --actor Belarus --from 1999 -f md
    dateline export -o timeline.html --title "Russia and Belarus"
    dateline export --theme currency -o currency.svg --lanes actor --deadlines 2000-10-15
    """
    chosen = form or _by_ending(output) or "csv"
    if safe_cells and not can(chosen, "separated"):
        raise click.UsageError("--safe-cells needs csv or tsv")
    picture = {"lanes": lanes, "due": due, "width": width, "scheme": scheme, "title": title}
    check_drawn(chosen, picture)
    query = query_of(**filters)
    with app.reading() as connection:
        tell_undated(app, Reader(connection), query)
        if can(chosen, "lines"):
            from dateline.operations.exports import write_events

            with destination(output) as stream:
                write_events(connection, query, chosen, stream, safe=safe_cells)
            return
        records, options = Reader(connection, many=True).events(query), cited_sources(connection, chosen)
        options |= stamped(chosen) | drawn(connection, chosen, picture, query)
        write_records(app, records, EVENT_FIELDS, (), chosen, output, **options)


def _by_ending(output: str | None) -> str | None:
    """Return the format whose file names end like `output`, None for a name without an ending.

    Raises:
        click.UsageError: the ending is that of no format.
    """
    if output is None:
        return None
    found = format_of_file(output)
    if found is None and os.path.splitext(output)[1]:
        raise click.UsageError(f"no format has files called {output!r}; name one with -f: {', '.join(names())}")
    return found and found.name
