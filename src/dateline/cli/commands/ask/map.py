"""`map`: draw events on outlines of countries."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.event_filters import filter_options, query_of
from dateline.cli.options.history import recorded_at_option
from dateline.cli.options.types import Whole
from dateline.cli.output.destination import write_text
from dateline.counted import counted
from dateline.errors import InvalidQuery


@click.command()
@recorded_at_option
@filter_options
@click.option("-o", "--output", metavar="FILE", help="Write the map to this file, which ends in .svg.")
@click.option("--width", type=Whole(200, 10_000), metavar="PIXELS", help="The width in pixels (default: 1000).")
@click.option("--scheme", type=click.Choice(["auto", "light", "dark"]), default="light", help="Light or dark colours.")
@pass_app
def map_command(app: App, /, output: str | None, width: int | None, scheme: str, **filters: Any) -> None:
    """Draw the events that have coordinates on outlines of countries, as SVG.

    Events that lie near one another are one circle with their number. A dashed ring marks those that are only
    possibly in range.

    \b
    dateline map -o map.svg
    dateline map --from 1999 --bbox 19,38,90,61 -o map.svg
    dateline map --near 53.9,27.6 --km 300 --scheme dark -o minsk.svg
    """
    from dateline.operations.maps import WIDTH, gathered
    from dateline.render.map.style import standalone

    if output not in (None, "-") and not str(output).lower().endswith(".svg"):
        raise InvalidQuery(f"a map is an SVG file: {output!r} does not end in .svg", "for example: -o map.svg")
    query = query_of(**filters)
    if query.limit is not None:
        raise InvalidQuery("a map shows all events of the query: omit --limit")
    with app.reading() as connection:
        found = gathered(connection, query, width or WIDTH)
    write_text(app, [standalone(found.svg(), scheme)], output)
    app.say(f"{counted(found.located, 'event')} on the map, {found.unlocated} without coordinates")
