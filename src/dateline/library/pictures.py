"""Pictures of events and deadlines, which a notebook shows and a file holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dateline.library.opened import Day, Opened, checked, whole

if TYPE_CHECKING:
    from dateline.query import Query
    from dateline.wire_fields import Record

_LEAST_WIDTH = 240
_NOTEBOOK_WIDTH = 960


class Picture:
    """A picture in SVG, light or dark as the reader prefers unless a scheme was chosen; it needs nothing else."""

    def __init__(self, svg: str) -> None:
        from dateline.render.letters.faces import lettered

        self.svg = lettered(svg)

    def save(self, file: str) -> None:
        """Write the picture to a file, which appears when it is whole; raises OSError."""
        from dateline.library.outputs import written_to

        with written_to(file) as stream:
            stream.write(self.svg)

    def __repr__(self) -> str:
        return f"<Picture: SVG of {len(self.svg):,} letters>"

    def _repr_html_(self) -> str:
        # An image keeps the rules of the picture from the page around it, and those of the page from the picture.
        from dateline.library.shown import framed

        return framed(self.svg)


def timeline(
    records: Iterable[Record],
    fields: tuple[str, ...],
    query: Query,
    opened: Opened,
    deadlines: Day | None,
    **chosen: Any,
) -> Picture:
    """Return a picture of the events of a query along time, with deadlines at the end of a day on request."""
    from dateline.formats.pictures.selection import drawing

    options = looked(query, opened, deadlines, **chosen)
    return Picture(drawing(fields, records, options.get("deadlines", ()), options["look"]))


def looked(query: Query, opened: Opened, deadlines: Day | None, **chosen: Any) -> dict[str, Any]:
    """Return the options of a picture: `look`, and the `deadlines` that it shows, if any.

    Raises:
        InvalidQuery: there is no such choice, or the deadlines are too many.
        NotFound, Ambiguous: a name in the query stands for none or for several.
    """
    from dateline.operations.pictures import deadlines_beside, look

    _check(chosen)
    with opened.reading() as connection:
        if deadlines is None:
            return {"look": look(connection, query, None, **chosen)}
        clocks = opened.clocks(deadlines)
        listed = deadlines_beside(connection, query, clocks)
        return {"look": look(connection, query, clocks.as_of, **chosen), "deadlines": [each.record for each in listed]}


def board(records: Iterable[Record], fields: tuple[str, ...], opened: Opened, as_of: int, **chosen: Any) -> Picture:
    """Return a picture of judged deadlines, by programme, at the end of a day."""
    from dateline.formats.pictures.selection import drawing
    from dateline.operations.pictures import look

    _check(chosen)
    with opened.reading() as connection:
        found = look(connection, None, as_of, **chosen)._replace(lanes="programme")
    return Picture(drawing(fields, records, (), found))


def _check(chosen: dict[str, Any]) -> None:
    from dateline.render.picture import LANES, SCHEMES

    whole("width", chosen.get("width"), _LEAST_WIDTH)
    for name, choices in (("lanes", LANES), ("scheme", SCHEMES)):
        if chosen.get(name) is not None:
            checked(name, chosen[name], choices)


def map_of(query: Query, opened: Opened, width: int | None, scheme: str) -> Picture:
    """Return a map of the events of a query that have coordinates."""
    from dateline.operations.maps import WIDTH, gathered
    from dateline.render.map.style import standalone

    whole("width", width, _LEAST_WIDTH)
    checked("scheme", scheme, ("auto", "light", "dark"))
    with opened.reading() as connection:
        return Picture(standalone(gathered(connection, query, width or WIDTH).svg(), scheme))
