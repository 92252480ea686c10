"""`export`: write a timeline to a file in any format."""

from __future__ import annotations

from typing import Any

import click

from dateline.claims.records import in_full
from dateline.cli.context import App, pass_app, shown
from dateline.cli.options.claims import check_claims, claims_option, tell_claims
from dateline.cli.options.event_filters import filter_options, query_of
from dateline.cli.options.history import recorded_at_option
from dateline.cli.options.listing import app_of_list
from dateline.cli.options.pictures import check_drawn, drawn, picture_options
from dateline.cli.output.destination import cited_sources, destination, output_options, stamped, write_records
from dateline.cli.output.events import tell_left_out, tell_names
from dateline.dates import Date
from dateline.event_fields import CLAIMED
from dateline.formats.registry import can
from dateline.storage.reading.events import Reader
from dateline.wire_fields import EVENT_FIELDS


@click.command()
@recorded_at_option
@filter_options
@click.option(
    "--safe-cells", is_flag=True, help="csv, tsv: put ' before cells that a spreadsheet would run as a formula."
)
@claims_option
@picture_options
@output_options(EVENT_FIELDS, default=None, own=("sort", "limit"))
@pass_app
def export_command(
    app: App,
    /,
    safe_cells: bool,
    claims: bool,
    form: str,
    output: str | None,
    lanes: str | None,
    due: Date | None,
    links: bool | None,
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
    if safe_cells and not can(form, "separated"):
        raise click.UsageError("--safe-cells needs csv or tsv")
    check_claims(form, claims=claims, drawn=True)
    picture = {"lanes": lanes, "due": due, "links": links, "width": width, "scheme": scheme, "title": title}
    check_drawn(form, picture)
    query = query_of(**filters)
    app = app_of_list(app)
    with app.reading() as connection:
        tell_left_out(app, Reader(connection), query)
        tell_names(app, Reader(connection), query)
        if can(form, "lines") and not app.listing and not claims:
            from dateline.operations.exports import write_events

            with destination(output) as stream, shown(app, data=True):
                write_events(connection, query, form, stream, safe=safe_cells)
            tell_claims(app, connection, form, query)
            return
        reader = Reader(connection, many=True, claims=claims or form == "chronology")
        records, options = reader.events(query), cited_sources(connection, form)
        options |= stamped(form) | drawn(connection, form, picture, query)
        fields = EVENT_FIELDS
        if claims and not can(form, "drawn"):
            records, fields = in_full(records), (*EVENT_FIELDS, *CLAIMED)
        write_records(app, records, fields, (), form, output, **options)
        if not claims:
            tell_claims(app, connection, form, query)
