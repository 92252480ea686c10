"""`site`: write the pages of the server as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.types import DATE, conventions_of, today
from dateline.counted import counted
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.dates import Date

_PATIENCE = 600.0
"""Seconds that the database may take for a page."""
_CHARTS = ("states", "scores", "slips", "years", "cascade", "responsibility", "board", "map")
_FILES = (
    "export.csv", "export.jsonl", "export.ics", "export.geojson", "export.svg", "export.html", "export.chronology",
    "export.bibtex", "export.csl",
    *(f"charts/{name}.{form}" for name in _CHARTS for form in ("csv", "svg")),
)  # fmt: skip
"""What readers of a site can take."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option("--title", metavar="TEXT", help="The name of the site, in place of dateline.")
@click.option(
    "--as-of", "as_of", type=DATE, metavar="DATE", help="The day at whose end deadlines are judged (default: today)."
)
@click.option(
    "--board",
    "boards",
    type=DATE,
    metavar="DATE",
    multiple=True,
    help="A day that has a board of its own; repeatable (default: months in which something changed).",
)
@click.pass_context
@pass_app
def site_command(
    app: App, context: click.Context, /, folder: str, title: str | None, as_of: Date | None, boards: tuple[Date, ...]
) -> None:
    """Write the pages of the server to a folder, for any web server or to open from disk.

    Links are relative and no page needs a server: timeline, records, boards, charts, map, search and exports. Run it
    again after a change: only what has changed is written.

    \b
    dateline site public
    dateline site public --title "Russia and Belarus" --as-of 2000-12-31
    """
    try:
        from dateline.web.app import application
        from dateline.web.site.addresses import Wanted
        from dateline.web.site.making import make
        from dateline.web.site.publishing import Published, changing_months
    except ImportError as error:
        if (error.name or "").startswith("dateline"):
            raise
        raise DatelineError(f"site needs the package {error.name}", "pip install 'dateline[web]'") from None
    from dateline.dates import day_text, parse

    day = as_of.latest if as_of else parse(today()).latest
    with app.reading() as connection:
        days = sorted({each.latest for each in boards}) or changing_months(connection, day, day)
    published = Published(title, tuple(days), _FILES)
    served = application(
        app.database, today=lambda: str(day_text(day)), conventions=conventions_of(context), patience=_PATIENCE,
        published=published,
    )  # fmt: skip
    made = make(served, folder, Wanted(tuple(str(day_text(each)) for each in days), _FILES))
    app.say(
        f"{counted(made.files, 'file')} in {folder} ({made.size / 1e6:.1f} MB): {made.written} written, "
        f"{made.removed} removed; "
        "open index.html there, or copy the folder to a web server"
    )
