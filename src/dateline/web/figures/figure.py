"""A chart in a page, with what a reader takes from it: its files, and a citation of it."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup
from starlette.requests import Request

from dateline import __version__
from dateline.render.charts.drawing import Chart
from dateline.storage.engines.connection import Connection
from dateline.storage.history.log import batches
from dateline.web.parameters import Asked
from dateline.web.request_thread import site_of

FORMS = ("csv", "svg", "png")
"""The files of every chart and board."""

_LAST = "dateline.last_batch"


class Taken(NamedTuple):
    """What a reader takes from a chart or a board: pairs (form, address) of its files, and a citation."""

    files: tuple[tuple[str, str], ...] = ()
    cite: str = ""


class Figure(NamedTuple):
    """A chart in a page: drawn wide and narrow, with its table."""

    key: str
    wide: Markup
    narrow: Markup
    chart: Chart
    taken: Taken = Taken()


def figure(key: str, wide: Chart, narrow: Chart) -> Figure:
    """Return the figure called `key` of the same chart in both widths."""
    # The renderer has escaped whatever it was given.
    return Figure(key, Markup(wide.svg), Markup(narrow.svg), wide)


def with_files(
    request: Request, connection: Connection, each: Figure, found: Asked, day: str | None, **more: str | None
) -> Figure:
    """Return a figure with its files and a citation; both ask for the same as the page, of the `day` it shows."""
    return each._replace(taken=taken(request, connection, each.key, each.chart.title, found, day, **more))


def taken(
    request: Request,
    connection: Connection,
    key: str,
    title: str,
    found: Asked,
    day: str | None,
    **more: str | None,
) -> Taken:
    """Return the files and the citation of the chart `key`; `more` is what its files ask for besides the page."""
    published = site_of(request).published
    names = [(form, f"charts/{key}.{form}") for form in FORMS]
    whole: dict[str, str | None] = {"part": None, "page": None, **({"as_of": day} if day else {})}
    if published:
        files = [(form, f"/{name}") for form, name in names if name in published.files and not found.given]
    else:
        files = [(form, found.link(f"/{name}", **whole, **more)) for form, name in names]
    return Taken(tuple(files), citation(request, connection, title, found.link(request.url.path, **whole)))


def citation(request: Request, connection: Connection, title: str, address: str) -> str:
    """Return how to cite what stands at an address: what it is, the state of the data, the day, and where it stands."""
    site = site_of(request)
    name = site.published.title if site.published and site.published.title else "dateline"
    recorded = _recorded(request, connection)
    state = f", data as recorded on {recorded[:16].replace('T', ' ')} UTC" if recorded else ""
    where = "" if site.published else f" {str(request.base_url).rstrip('/')}{address}"
    return f"“{title}”. {name}{state}; drawn by dateline {__version__} on {site.today()}.{where}"


def _recorded(request: Request, connection: Connection) -> str:
    """Return when the last batch was recorded, "" without a history; it is looked up once for a page."""
    if _LAST not in request.scope:
        last = batches(connection, limit=1) if connection.engine.store is not None else []
        request.scope[_LAST] = str(last[0]["recorded"]) if last else ""
    found: str = request.scope[_LAST]
    return found
