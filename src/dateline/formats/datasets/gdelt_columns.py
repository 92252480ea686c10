"""GDELT events by columns: each different day, place, party and code is read once in a block of rows.

What cells mean is said by `gdelt` alone. Rows that it refuses, and blocks of another shape, are read there one by one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import IO, Any, NamedTuple

import numpy
import pyarrow
from pyarrow import compute

from dateline.event_columns import Frame, Links
from dateline.event_fields import NAMES
from dateline.formats.datasets import gdelt
from dateline.formats.datasets.news_reports import title
from dateline.formats.datasets.numbers import measured
from dateline.formats.delimited.cell_values import UnfitError
from dateline.formats.delimited.columns.blocks import Block, blocks
from dateline.formats.delimited.columns.distinct import REAL, TEXT, WHOLE, Array, Listed, joined, or_none, spread
from dateline.formats.delimited.columns.rows import MEASURED, Said, frame_of
from dateline.formats.delimited.first_line import Lines
from dateline.formats.delimited.tabular import rows
from dateline.formats.incoming import Item
from dateline.formats.missing import MISSING, without_missing
from dateline.prepared_events import dated, measures_part, themes_part

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


class _Read(NamedTuple):
    """What the different texts of a group mean, None where they are refused, and which of them each row has."""

    found: list[Any]
    places: Array

    def of(self, place: int, kind: Any) -> Array:
        """Return a part of what the group of each row means."""
        return spread([each[place] for each in self.found], self.places, kind)


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
    before = 1
    for block in blocks(stream, "\t", _WIDTH, _WANTED, quoted=False):
        if isinstance(block, str):
            yield from _one_by_one(chain(io.StringIO(block + stream.readline(), newline=""), stream), before)
            return
        yield from _items(block, before)
        before += block.lines


def _one_by_one(lines: Any, before: int) -> Iterator[Item]:
    for line, cells in rows(lines, "\t", quoted=False, before=before):
        yield gdelt.unnamed(line, cells)


def _items(block: Block, before: int) -> Iterator[Item | Frame]:
    """Yield the rows of a block: a frame, and then those that are refused."""
    if block.columns is None:
        yield from _one_by_one(io.StringIO(block.text, newline=""), before)
        return
    cells = {_COLUMNS[place]: column.chunk(0) for place, column in zip(_WANTED, block.columns, strict=True)}
    found = {name: _read(cells, names, _READERS[name]) for name, names in _GROUPS.items()}
    fit = compute.match_substring_regex(cells["GLOBALEVENTID"], "^[0-9]+$")
    fit = compute.and_(fit, compute.invert(compute.match_substring_regex(cells["SOURCEURL"], _BLANKS)))
    for read in found.values():
        if None in read.found:
            fit = compute.and_(fit, spread([each is not None for each in read.found], read.places, pyarrow.bool_()))
    lines = pyarrow.array(range(before + 1, before + block.lines + 1))
    if compute.any(fit).as_py():
        yield _framed(cells, found, lines) if compute.all(fit).as_py() else _framed(*_only(fit, cells, found, lines))
    refused = lines.filter(compute.invert(fit)).to_pylist()
    texts = block.text.split("\n") if refused else []
    for line in refused:
        yield from _one_by_one([texts[line - before - 1]], line - 1)


def _read(cells: Mapping[str, Array], names: Sequence[str], read: Callable[..., Any]) -> _Read:
    held = [compute.utf8_slice_codeunits(cells[n], 0, 8) if n == "DATEADDED" else cells[n] for n in names]
    grouped = (joined(*held, by="\t") if len(held) > 1 else held[0]).dictionary_encode()
    found = []
    for text in grouped.dictionary.to_pylist():
        try:
            found.append(read(*without_missing(text.split("\t"))))
        except UnfitError:
            found.append(None)
    return _Read(found, grouped.indices)


def _only(fit: Array, cells: Mapping[str, Array], found: Mapping[str, _Read], lines: Array) -> Any:
    """Return the same of those rows that are fit; what is refused is then nobody's, and said as another."""
    kept = {name: column.filter(fit) for name, column in cells.items()}
    read = {}
    for name, (values, places) in found.items():
        some = next(value for value in values if value is not None)
        read[name] = _Read([some if value is None else value for value in values], places.filter(fit))
    return kept, read, lines.filter(fit)


def _framed(cells: Mapping[str, Array], found: Mapping[str, _Read], lines: Array) -> Frame:
    day, place, action = found["day"], found["place"], found["action"]
    parts = [themes_part(themes) for _, themes, _ in action.found]
    sets = {part.items: number for number, part in enumerate({part.items: part for part in parts}.values())}
    actors, taking = _parties([found[role] for role in _ROLES])
    fields = {
        "date_text": _text(day.of(6, TEXT)),
        "description": _text(_described(cells, found)),
        "kind": _text(action.of(0, TEXT)),
        "place": _text(place.of(0, TEXT)),
        "latitude": _number(place, 1),
        "longitude": _number(place, 2),
    }
    nothing = _text(pyarrow.nulls(len(lines), TEXT))
    said = Said(
        joined("gdelt", cells["GLOBALEVENTID"], by=":"),
        _titles(found),
        [day.of(0, TEXT), *(day.of(at, WHOLE) for at in range(1, 6))],
        [fields.get(name, nothing) for name in NAMES],
        actors,
        taking,
        list(sets),
        spread([sets[part.items] for part in parts], action.places, WHOLE),
        spread([part.said for part in parts], action.places, TEXT),
        _cited(cells["SOURCEURL"]),
        _measures([found[name] for name in _MEASURES]),
    )
    return frame_of(lines, said)


def _text(column: Array) -> tuple[Array, Array]:
    return column, compute.fill_null(column, "")


def _number(read: _Read, place: int) -> tuple[Array, Array]:
    said = spread([str(each[place]) for each in read.found], read.places, TEXT)
    return read.of(place, REAL), said


def _described(cells: Mapping[str, Array], found: Mapping[str, _Read]) -> Array:
    names = [_there(cells[f"Actor{number}Name"]) for number in (1, 2)]
    both = compute.and_(*(compute.not_equal(name, "") for name in names))
    said = compute.if_else(both, joined(*names, by=", "), joined(*names))
    named = compute.if_else(compute.equal(said, ""), "", joined("Named: ", said, ". "))
    counted = found["counted"]
    return joined(named, spread(counted.found, counted.places, TEXT), found["place"].of(3, TEXT))


def _there(column: Array) -> Array:
    """Return texts with an empty one for each word for "missing"."""
    return compute.if_else(compute.is_in(column, pyarrow.array(sorted(MISSING))), "", column)


def _titles(found: Mapping[str, _Read]) -> Array:
    """Return the titles, made once for each meeting of two parties over an action."""
    source, action, target = (found[name] for name in ("source", "action", "target"))
    keys = source.places.to_numpy().astype(numpy.int64)
    for read in (action, target):
        keys = keys * len(read.found) + read.places.to_numpy()
    _, first, of = numpy.unique(keys, return_index=True, return_inverse=True)
    ends = (read.places.to_numpy()[first].tolist() for read in (source, action, target))
    made = [
        title(source.found[who][1], action.found[what][2], target.found[whom][1])
        for who, what, whom in zip(*ends, strict=True)
    ]
    return spread(made, pyarrow.array(of), TEXT)


def _parties(sides: Sequence[_Read]) -> tuple[list[tuple[str, str | None]], Listed]:
    """Return the actors in the order in which they come, and who takes part in which row."""
    numbers: dict[tuple[str, str | None], int] = {}
    held, at, said = [], [], []
    for read in sides:
        who = [party[0] if party else None for party, _ in read.found]
        actors = [numbers.setdefault((each.actor, each.name), len(numbers)) if each else -1 for each in who]
        held.append(numpy.array(actors)[read.places.to_numpy()])
        at.append(numpy.flatnonzero(held[-1] >= 0))
        said.append(spread([f"\0{each.actor}\0{each.role}" if each else "" for each in who], read.places, TEXT))
    order = numpy.argsort(numpy.concatenate([2 * at[0], 2 * at[1] + 1]), kind="stable")
    events = numpy.concatenate(at)[order]
    behind = numpy.concatenate([numpy.zeros(len(at[0]), int), (held[0] >= 0)[at[1]].astype(int)])[order]
    roles = numpy.repeat([0, 1], list(map(len, at)))[order]
    come = pyarrow.array(numpy.concatenate([held[side][at[side]] for side in (0, 1)])[order]).dictionary_encode()
    names = list(numbers)
    counts = compute.cast(pyarrow.array((held[0] >= 0).astype(int) + (held[1] >= 0)), TEXT)
    links = Links(
        pyarrow.array(events), pyarrow.array(behind), (come.indices, spread(_ROLES, pyarrow.array(roles), TEXT))
    )  # fmt: skip
    return [names[number] for number in come.dictionary.to_pylist()], Listed(links, joined(counts, *said))


def _cited(addresses: Array) -> Listed:
    where = compute.utf8_trim_whitespace(_there(addresses))
    number = len(addresses)
    links = Links(
        pyarrow.array(range(number)),
        pyarrow.array(numpy.zeros(number, int)),
        (pyarrow.array([gdelt.SOURCE_ID] * number, TEXT), or_none(where), pyarrow.nulls(number, TEXT)),
    )
    return Listed(links, joined("", gdelt.SOURCE_ID, where, "", by="\0"))


def _measures(columns: Sequence[_Read]) -> Listed:
    """Return the measures of all rows, each in the order of their names."""
    parts = [[measures_part(found) if found else None for found in read.found] for read in columns]
    there = numpy.array(
        [
            numpy.array([part is not None for part in some], bool)[read.places.to_numpy()]
            for some, read in zip(parts, columns, strict=True)
        ]
    ).T
    rows, kinds = numpy.nonzero(there)
    items = [part.items[0] if part else (None,) * len(MEASURED) for some in parts for part in some]
    starts = numpy.cumsum([0, *(len(some) for some in parts)])[:-1]
    every = numpy.array([read.places.to_numpy() + start for read, start in zip(columns, starts, strict=True)]).T
    at = pyarrow.array(every[rows, kinds])
    values = tuple(pyarrow.array([item[of] for item in items], kind).take(at) for of, kind in enumerate(MEASURED))
    seqs = numpy.arange(len(rows)) - numpy.searchsorted(rows, rows)
    said = joined(
        *(
            spread([part.said if part else "" for part in some], read.places, TEXT)
            for some, read in zip(parts, columns, strict=True)
        )
    )
    return Listed(Links(pyarrow.array(rows), pyarrow.array(seqs), values), said)
