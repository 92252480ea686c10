"""Lists of events by columns: those who take part, citations and measures, each made of one or several columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy
import pyarrow
from pyarrow import compute

from dateline.event_columns import Links
from dateline.formats.delimited.columns.distinct import REAL, TEXT, WHOLE, Array, Items, Listed, joined, spread
from dateline.formats.delimited.columns.groups import Read
from dateline.model import Measure, Participant
from dateline.prepared_events import measures_part, themes_part

CITED, MEASURED, TAKING = (TEXT, TEXT, TEXT), (TEXT, REAL, REAL, REAL, TEXT), (TEXT, TEXT, TEXT)
"""The values of citations, of measures, and of those who take part: id, name and role."""


class Listing(NamedTuple):
    """The items that some columns give each row: how many, which of the different `items`, and what is said of them.

    `items` are columns with a value for each different item; `said` is what the list of each row adds to fingerprints.
    """

    counts: Any
    at: Any
    items: tuple[Array, ...]
    said: Array

    @classmethod
    def none(cls, rows: int, kinds: Sequence[Any]) -> Listing:
        """Return that so many rows have no items."""
        nothing = tuple(pyarrow.array([], kind) for kind in kinds)
        return cls(numpy.zeros(rows, numpy.int64), numpy.zeros(0, numpy.int64), nothing, same("", rows))


def listing(read: Read, part: Callable[[Any], tuple[Sequence[tuple[Any, ...]], str]], kinds: Sequence[Any]) -> Listing:
    """Return the items that `part` makes of what a group means, and what it adds to fingerprints."""
    parts = [((), "") if each is None else part(each) for each in read.found]
    lengths = numpy.array([len(items) for items, _ in parts], numpy.int64)
    places = read.places.to_numpy()
    items = [item for some, _ in parts for item in some]
    columns = tuple(pyarrow.array([item[of] for item in items], kind) for of, kind in enumerate(kinds))
    counts = lengths[places]
    starts = (numpy.cumsum(lengths) - lengths)[places]
    return Listing(
        counts,
        numpy.repeat(starts, counts) + within(counts),
        columns,
        spread([said for _, said in parts], read.places, TEXT),
    )


def within(counts: Any) -> Any:
    """Return of each item its place in the list of its row."""
    first = numpy.cumsum(counts) - counts
    return numpy.arange(counts.sum()) - numpy.repeat(first, counts)


def together(listings: Sequence[Listing]) -> Listed:
    """Return the lists of all rows, one listing behind the other; the values are those of their items."""
    found = _merged(listings)
    places = pyarrow.array(found.at)
    return _listed(found, tuple(column.take(places) for column in found.items))


def _listed(found: Listing, values: tuple[Array, ...]) -> Listed:
    rows = pyarrow.array(numpy.repeat(numpy.arange(len(found.counts)), found.counts))
    return Listed(Links(rows, pyarrow.array(within(found.counts)), values), found.said)


def _merged(listings: Sequence[Listing]) -> Listing:
    if len(listings) == 1:
        return listings[0]
    counts = sum(each.counts for each in listings)
    at = numpy.empty(counts.sum(), numpy.int64)
    next_, base = numpy.cumsum(counts) - counts, 0
    for each in listings:
        at[numpy.repeat(next_, each.counts) + within(each.counts)] = each.at + base
        next_, base = next_ + each.counts, base + len(each.items[0])
    items = tuple(pyarrow.concat_arrays(columns) for columns in zip(*(each.items for each in listings), strict=True))
    return Listing(counts, at, items, joined(*(each.said for each in listings)))


def taking(listings: Sequence[Listing]) -> tuple[list[tuple[str, str | None]], Listed]:
    """Return the actors in the order in which they come, and who takes part in which row.

    The items of the listings are those of `parties`, and what is said of them is without their number.
    """
    found = _merged(listings)
    identities, names, roles = found.items
    numbers: dict[tuple[str, str | None], int] = {}
    for actor in zip(identities.to_pylist(), names.to_pylist(), strict=True):
        numbers.setdefault(actor, len(numbers))
    of = [numbers[actor] for actor in zip(identities.to_pylist(), names.to_pylist(), strict=True)]
    come = pyarrow.array(numpy.array(of, numpy.int64)[found.at]).dictionary_encode()
    actors = list(numbers)
    links = _listed(found, (come.indices, roles.take(pyarrow.array(found.at)))).links
    said = joined(compute.cast(pyarrow.array(found.counts), TEXT), found.said)
    return [actors[number] for number in come.dictionary.to_pylist()], Listed(links, said)


def parties(participants: Sequence[Participant]) -> tuple[Sequence[tuple[Any, ...]], str]:
    """Return participants as items, and what they add to fingerprints behind their number."""
    said = "".join(party_said(each.actor, each.role) for each in participants)
    return [(each.actor, each.name, each.role) for each in participants], said


def party_said(actor: str, role: str | None) -> str:
    """Return what a participant adds to a fingerprint."""
    return f"\0{actor}\0{role or ''}"


def one_citation(sources: Array, locators: Array, quotes: Array) -> Listed:
    """Return the citations of rows, one of each that has a source."""
    rows = pyarrow.array(numpy.flatnonzero(compute.is_valid(sources).to_numpy(zero_copy_only=False)))
    values = (sources, locators, quotes)
    said = joined("", sources, *(compute.fill_null(each, "") for each in (locators, quotes)), by="\0")
    held = values if len(rows) == len(sources) else tuple(each.take(rows) for each in values)
    places = pyarrow.array(numpy.zeros(len(rows), numpy.int64))
    return Listed(Links(rows, places, held), compute.fill_null(said, ""))


def theme_sets(sets: Sequence[tuple[str, ...]], places: Array) -> tuple[list[tuple[str, ...]], Array, Array]:
    """Return the different sets, the place of each row's among them, and what they are in a fingerprint."""
    parts = [themes_part(themes) for themes in sets]
    numbers: dict[tuple[str, ...], int] = {}
    of = [numbers.setdefault(part.items, len(numbers)) for part in parts]
    return list(numbers), spread(of, places, WHOLE), spread([part.said for part in parts], places, TEXT)


def split_items(
    column: Array,
    separators: Sequence[str],
    item: Callable[[str], str | None],
    part: Callable[[str], tuple[Sequence[tuple[Any, ...]], str]],
    kinds: Sequence[Any],
    key: Callable[[str], str],
) -> Listing:
    """Return the items between separators in the cells of a column, each once in a row.

    `item` gives the text of one, None where it is none; `part` what it is, and what it adds to fingerprints. Texts of
    one `key` are one item in a row, the first of them.
    """
    first, *others = separators
    for other in others:
        column = compute.replace_substring(column, other, first)
    lists = compute.split_pattern(column, first)
    texts = lists.flatten().dictionary_encode()
    numbers: dict[str, int] = {}
    found = map(item, texts.dictionary.to_pylist())
    of = numpy.array([-1 if each is None else numbers.setdefault(each, len(numbers)) for each in found], numpy.int64)
    at = of[texts.indices.to_numpy()]
    rows = numpy.repeat(numpy.arange(len(column)), compute.list_value_length(lists).to_numpy())
    rows, at = rows[at >= 0], at[at >= 0]
    alike: dict[str, int] = {}
    same_as = numpy.array([alike.setdefault(key(each), len(alike)) for each in numbers], numpy.int64)
    keys = rows * (len(numbers) + 1) + same_as[at]
    if len(compute.unique(pyarrow.array(keys))) < len(keys):
        once = numpy.sort(numpy.unique(keys, return_index=True)[1])
        rows, at = rows[once], at[once]
    parts = [part(each) for each in numbers]
    columns = tuple(pyarrow.array([items[0][of] for items, _ in parts], kind) for of, kind in enumerate(kinds))
    counts = numpy.bincount(rows, minlength=len(column))
    said = pyarrow.array([said for _, said in parts], TEXT).take(pyarrow.array(at))
    return Listing(counts, at, columns, Items(pyarrow.array(counts), said, said).joined(said))


def measured(read: Read) -> Listing:
    """Return the measures that a group gives."""
    return listing(read, measures_part, MEASURED)


def measured_plainly(name: str, unit: str | None, read: Read) -> Listing:
    """Return the measures of one column, of which most are numbers as Python writes them (`Group.plain`)."""
    parts = [None if isinstance(each, str) or not each else measures_part(each) for each in read.found]
    held = pyarrow.array([each if isinstance(each, str) else None for each in read.found], TEXT)
    before, behind = _around(name, unit)
    said = compute.coalesce(
        joined(before, held, behind), pyarrow.array([part.said if part else "" for part in parts], TEXT)
    )
    numbers = [[part.items[0][of] if part else None for part in parts] for of in (1, 2, 3)]
    value, low, high = (pyarrow.array(each, REAL) for each in numbers)
    there = numpy.array([bool(each) for each in read.found], bool)
    places = read.places.to_numpy()
    counts = there[places].astype(numpy.int64)
    texts = (same(name, len(held)), same(unit, len(held)))
    items = (texts[0], compute.coalesce(compute.cast(held, REAL), value), low, high, texts[1])
    return Listing(counts, places[counts > 0].astype(numpy.int64), items, said.take(read.places))


def same(text: str | None, number: int) -> Array:
    """Return a text so many times."""
    return pyarrow.array([text], TEXT).take(pyarrow.array(numpy.zeros(number, numpy.int64)))


def _around(name: str, unit: str | None) -> list[str]:
    """Return what stands before and behind the number of a measure without bounds in a fingerprint."""
    return measures_part([Measure(name, 1.5, None, None, unit)]).said.rsplit("1.5", 1)
