"""GDELT events by columns: each different day, place, party and code is read once in a block of rows.

What cells mean is said by `gdelt` alone. Rows that it refuses, and blocks of another shape, are read there one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import IO, Any

import pyarrow
from pyarrow import compute

from dateline.event_columns import Frame
from dateline.event_fields import NAMES
from dateline.formats.datasets import gdelt
from dateline.formats.datasets.news_reports import before_action, behind_action
from dateline.formats.datasets.numbers import measured
from dateline.formats.delimited.columns.blocks import Block
from dateline.formats.delimited.columns.distinct import TEXT, WHOLE, Array, Listed, joined, or_none, spread
from dateline.formats.delimited.columns.groups import NUMBER, Cells, Group, Meant, Reading, as_text, cells_at
from dateline.formats.delimited.columns.listing import (
    TAKING,
    listing,
    measured_plainly,
    one_citation,
    parties,
    same,
    taking,
    theme_sets,
    together,
)
from dateline.formats.delimited.columns.rows import Said, frame_of
from dateline.formats.delimited.first_line import Lines
from dateline.formats.delimited.tabular import rows
from dateline.formats.incoming import Item
from dateline.formats.missing import MISSING
from dateline.prepared_events import dated

_WIDTH = 61
_COLUMNS = gdelt.SHAPES[_WIDTH]
_MEASURES = {
    "articles": "NumArticles", "goldstein": "GoldsteinScale", "mentions": "NumMentions", "sources": "NumSources",
    "tone": "AvgTone",
}  # fmt: skip
_ROLES = ("source", "target")
_GROUPS = {
    "day": ("SQLDATE", "DATEADDED", "MonthYear", "Year", "FractionDate"),
    "place": tuple(f"ActionGeo_{part}" for part in ("Type", "FullName", "CountryCode", "Lat", "Long")),
    "action": ("EventCode",),
    "source": ("Actor1Code", "Actor1Name"),
    "target": ("Actor2Code", "Actor2Name"),
    "counted": ("NumMentions", "NumArticles", "NumSources"),
    **{name: (column,) for name, column in _MEASURES.items()},
}
"""Columns that are read together."""
_HELD = (*dict.fromkeys(chain.from_iterable(_GROUPS.values())), "GLOBALEVENTID", "SOURCEURL")
_WANTED = sorted(map(_COLUMNS.index, _HELD))
_BARED = ("SOURCEURL", "Actor1Name", "Actor2Name")
"""The columns whose blanks Arrow takes away."""
_BLANKS = "[\x1c-\x1f\x85]"
"""What is a blank for Python, and not for Arrow."""


def _day(day: str, added: str, month: str, year: str, fraction: str) -> tuple[Any, ...]:
    when, written = gdelt.day(day, added, True, month, year, fraction)
    return *dated(when), written


_READERS: Mapping[str, Callable[..., Any]] = {
    "day": _day,
    "place": gdelt.place,
    "action": gdelt.action,
    **{role: lambda code, name, of=role: gdelt.party(code, name, of) for role in _ROLES},
    "counted": gdelt.counted_reports,
    **{name: lambda text, of=name: measured(of, text) for name in _MEASURES},
}


def events(stream: IO[str]) -> Iterator[Item | Frame]:
    """Yield the items of a text, with arrays of Arrow in the frames.

    Raises:
        InvalidRecords: there is a header, and it lacks a column that is needed.
    """
    first = stream.readline()
    if first.count("\t") != _WIDTH - 1 or first.startswith('"') or not first[:1].isdecimal():
        yield from gdelt.events(Lines(stream, chain([first], stream)))
        return
    yield from _one_by_one([first], 0)
    yield from _reading().below(stream, "\t", _WIDTH, _WANTED, 1, quoted=False)


def _one_by_one(lines: Iterable[str], before: int) -> Iterator[Item]:
    for line, cells in rows(lines, "\t", quoted=False, before=before):
        yield gdelt.unnamed(line, cells)


def _reading() -> Reading:
    groups = {
        name: Group(columns, _READERS[name], plain=NUMBER if name in _MEASURES else None)
        for name, columns in _GROUPS.items()
    }
    return Reading(_cells, groups, _fits, _framed, _one_by_one)


def _cells(block: Block) -> Cells:
    cells = cells_at(block, _WANTED, {name: _COLUMNS.index(name) for name in _HELD})
    return {**cells, "DATEADDED": compute.utf8_slice_codeunits(cells["DATEADDED"], 0, 8)}


def _fits(_: Block, cells: Cells) -> Array:
    fit = compute.match_substring_regex(cells["GLOBALEVENTID"], "^[0-9]+$")
    for name in _BARED:
        fit = compute.and_(fit, compute.invert(compute.match_substring_regex(cells[name], _BLANKS)))
    return fit


def _framed(meant: Meant) -> Iterable[Frame]:
    cells, found = meant.cells, meant.of
    day, place, action = found["day"], found["place"], found["action"]
    actors, taken = taking([listing(found[role], lambda of: parties(of[0]), TAKING) for role in _ROLES])
    fields = {
        "date_text": day.text(6),
        "description": as_text(_described(meant)),
        "kind": action.text(0),
        "place": place.text(0),
        "latitude": place.number(1),
        "longitude": place.number(2),
    }
    nothing = as_text(pyarrow.nulls(len(meant.lines), TEXT))
    said = Said(
        joined("gdelt", cells["GLOBALEVENTID"], by=":"),
        _titles(meant),
        [day.of(0, TEXT), *(day.of(at, WHOLE) for at in range(1, 6))],
        [fields.get(name, nothing) for name in NAMES],
        actors,
        taken,
        *theme_sets([themes for _, themes, _ in action.found], action.places),
        _cited(cells["SOURCEURL"]),
        together([measured_plainly(name, None, found[name]) for name in _MEASURES]),
    )
    return [frame_of(meant.lines, said)]


def _described(meant: Meant) -> Array:
    names = [_there(meant.cells[f"Actor{number}Name"]) for number in (1, 2)]
    both = compute.and_(*(compute.not_equal(name, "") for name in names))
    said = compute.if_else(both, joined(*names, by=", "), joined(*names))
    named = compute.if_else(compute.equal(said, ""), "", joined("Named: ", said, ". "))
    counted = meant.of["counted"]
    return joined(named, spread(counted.found, counted.places, TEXT), meant.of["place"].of(3, TEXT))


def _there(column: Array) -> Array:
    """Return texts with an empty one for each word for "missing", with or without blanks around it."""
    bare = compute.utf8_trim_whitespace(column)
    return compute.if_else(compute.is_in(bare, pyarrow.array(sorted(MISSING))), "", column)


def _titles(meant: Meant) -> Array:
    source, action, target = (meant.of[name] for name in ("source", "action", "target"))
    alone, beside = (
        spread([before_action(called, named=named) for _, called in source.found], source.places, TEXT)
        for named in (False, True)
    )
    named = spread([bool(called) for _, called in target.found], target.places, pyarrow.bool_())
    behind = spread([behind_action(called) for _, called in target.found], target.places, TEXT)
    return joined(compute.if_else(named, beside, alone), action.of(2, TEXT), behind)


def _cited(addresses: Array) -> Listed:
    where = or_none(compute.utf8_trim_whitespace(_there(addresses)))
    return one_citation(same(gdelt.SOURCE_ID, len(where)), where, pyarrow.nulls(len(where), TEXT))
