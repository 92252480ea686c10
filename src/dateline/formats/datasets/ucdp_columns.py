"""UCDP GED by columns: what cells mean is said by `ucdp` alone, and each different meeting of them is read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import IO, Any

import pyarrow
from pyarrow import compute

from dateline.event_columns import Frame
from dateline.event_fields import NAMES
from dateline.formats.datasets import ucdp
from dateline.formats.datasets.numbers import PEOPLE, measured
from dateline.formats.delimited.cell_values import degrees, sentences
from dateline.formats.delimited.columns.distinct import TEXT, WHOLE, Array, joined, spread
from dateline.formats.delimited.columns.groups import NUMBER, Group, Meant, Read, Reading, as_text, cells_at
from dateline.formats.delimited.columns.headed import header_of
from dateline.formats.delimited.columns.listing import (
    CITED,
    MEASURED,
    TAKING,
    listing,
    measured_plainly,
    parties,
    taking,
    theme_sets,
    together,
)
from dateline.formats.delimited.columns.rows import Said, frame_of
from dateline.formats.delimited.first_line import Lines
from dateline.formats.delimited.tabular import rows
from dateline.formats.incoming import Item
from dateline.prepared_events import citations_part, dated, measures_part

_PLAIN_ID = "^(?:0|[1-9][0-9]{0,17})$"
_PLAIN_NUMBER = NUMBER.replace("-?", "", 1)
"""A number of people, which is not below 0."""
_SIDES = {
    "deaths_civilians": "deaths_civilians",
    "deaths_side_a": "deaths_a",
    "deaths_side_b": "deaths_b",
    "deaths_unknown": "deaths_unknown",
}
"""The columns of the measures beside all deaths, in the order of the measures."""


def events(stream: IO[str]) -> Iterator[Item | Frame]:
    """Yield the items of a text, with arrays of Arrow in the frames.

    Raises:
        InvalidRecords: the header is not that of GED.
    """
    table = header_of(stream, ",")
    if isinstance(table, Lines):
        yield from ucdp.events(table)
        return
    places, width = ucdp.places(table), len(table.names)
    wanted = sorted({place for place in places.values() if place < width})
    reading = Reading(
        lambda block: cells_at(block, wanted, places),
        _groups(),
        lambda *_: None,
        _framed,
        lambda lines, before: ucdp.events_below(table, rows(lines, ",", before=before)),
    )
    yield from reading.below(stream, ",", width, wanted, 1, quoted=True)


def _groups() -> dict[str, Group]:
    """Return the columns that are read together."""
    return {
        "id": Group(("id_",), lambda text: (ucdp.identity(text),), plain=_PLAIN_ID),
        "title": Group(("type_of_violence", "dyad_name", "side_a", "side_b"), ucdp.headline),
        "place": Group(("where_coordinates", "adm_2", "adm_1", "country"), ucdp.place),
        "date": Group(("date_start", "date_end", "event_clarity", "year"), lambda *cells: dated(ucdp.date(*cells))),
        "told": Group(("where_description",), lambda text: (sentences(text.strip()),)),
        "deaths": Group(("best", "low", "high"), _deaths),
        "land": Group(("country", "country_id", "where_prec"), lambda *cells: (ucdp.land(*cells),)),
        "sides": Group(("side_a_new_id", "side_a", "side_b_new_id", "side_b"), ucdp.sides),
        "conflict": Group(("type_of_violence", "conflict_name", "dyad_name"), ucdp.conflict),
        "articles": Group(("source_article",), lambda text: ucdp.citations(text.strip())),
        **{name: Group((name,), lambda text, of=name: (degrees(text, of),)) for name in ("latitude", "longitude")},
        **{name: Group((column,), partial(_measured, name), plain=_PLAIN_NUMBER) for name, column in _SIDES.items()},
    }


def _identities(read: Read) -> Array:
    return spread([ucdp.PREFIX + each if isinstance(each, str) else each[0] for each in read.found], read.places, TEXT)


def _deaths(best: str, low: str, high: str) -> tuple[Any, ...]:
    """Return the sentence on all deaths, their measure, and whether its bounds were widened."""
    found, outside = ucdp.widened(best, low, high)
    return sentences(ucdp.deaths(best, low, high)), found, outside


def _measured(name: str, text: str) -> Any:
    return measured(name, text, PEOPLE)


def _framed(meant: Meant) -> Iterable[Item | Frame]:
    found = meant.of
    date, deaths = found["date"], found["deaths"]
    actors, taken = taking([listing(found["sides"], parties, TAKING)])
    fields = {
        "description": as_text(_described(meant)),
        "kind": found["title"].text(0),
        "place": found["place"].text(1),
        "latitude": found["latitude"].number(0),
        "longitude": found["longitude"].number(0),
    }
    nothing = as_text(pyarrow.nulls(len(meant.lines), TEXT))
    said = Said(
        _identities(found["id"]),
        joined(found["title"].of(1, TEXT), found["place"].of(0, TEXT)),
        [date.of(0, TEXT), *(date.of(at, WHOLE) for at in range(1, 6))],
        [fields.get(name, nothing) for name in NAMES],
        actors,
        taken,
        *theme_sets(found["conflict"].found, found["conflict"].places),
        together([listing(found["articles"], citations_part, CITED)]),
        together(
            [listing(deaths, lambda each: measures_part(each[1]), MEASURED)]
            + [measured_plainly(name, PEOPLE, found[name]) for name in _SIDES]
        ),
    )
    yield frame_of(meant.lines, said)
    outside = meant.lines.filter(deaths.of(2, pyarrow.bool_()))
    yield from map(ucdp.told_outside, outside.to_pylist())


def _described(meant: Meant) -> Array:
    """Return the descriptions: the sentences that there are."""
    parts = (meant.of[name].of(0, TEXT) for name in ("told", "deaths", "land"))
    said = compute.binary_join_element_wise(*parts, " ", null_handling="skip")
    return compute.if_else(compute.equal(said, ""), pyarrow.scalar(None, TEXT), said)
