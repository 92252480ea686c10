"""Frames of rows of our own CSV, worked out column by column at the speed of Arrow.

Nothing here decides what a cell means: the readers of `event_cells` do. They read each different text once, and each
row where anything is out of the common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Any, NamedTuple

import numpy
import pyarrow
from pyarrow import compute

from dateline.event_columns import Frame, Links
from dateline.event_fields import LATER_NAMES, NAMES, NUMBERS, PLAIN
from dateline.formats.delimited.columns.distinct import (
    REAL,
    TEXT,
    WHOLE,
    Array,
    Listed,
    joined,
    or_none,
    plain_items,
    read_lists,
    read_once,
    spread,
)
from dateline.names import few_others, fold_ascii, fold_each
from dateline.prepared_events import DESCRIPTION, FINGERPRINT_SIZE, PLACE, Part, later_said

# Degrees in the one form in which Python writes them: these need not be written to know how they look.
_AS_WRITTEN = r"^-?(?:[1-9][0-9]{0,8}\.(?:0|[0-9]{0,5}[1-9])|0\.(?:0|0{0,3}[1-9](?:[0-9]{0,5}[1-9])?))$"
CITED, MEASURED = (TEXT, TEXT, TEXT), (TEXT, REAL, REAL, REAL, TEXT)
"""The values of citations and of measures."""


class Readers(NamedTuple):
    """What reads a cell: a date, the fields of an event, and its lists; each raises UnfitError for what it cannot."""

    date: Callable[[str], tuple[Any, ...]]
    fields: Sequence[Callable[[str], Any]]
    actors: Callable[[str], Part]
    themes: Callable[[str], Part]
    citations: Callable[[str], Part]
    measures: Callable[[str], Part]


class Cells(NamedTuple):
    """The cells of some rows by columns: ids, titles and dates; actors, themes, citations and measures; the fields."""

    named: Sequence[Array]
    lists: Sequence[Array]
    texts: Sequence[Array]


class Said(NamedTuple):
    """What rows say by columns: each field as its values and as it is in a fingerprint, and the lists.

    `when` are the columns of what `prepared_events.dated` gives; `sets` are the different sets of themes, `themes` the
    place of each row's among them, and `borne` what it adds to the fingerprint. `actors` are (id, name), and the values
    of `taking` places among them, and roles.
    """

    ids: Array
    titles: Array
    when: Sequence[Array]
    fields: Sequence[tuple[Array, Array]]
    actors: Sequence[tuple[str, str | None]]
    taking: Listed
    sets: list[tuple[str, ...]]
    themes: Array
    borne: Array
    citations: Listed
    measures: Listed
    versions: Array | None = None


def frame(lines: Array, cells: Cells, read: Readers) -> Frame:
    """Return the frame of rows of which each has an id, a title and a date; its sequences are arrays of Arrow.

    Raises:
        UnfitError: some cell says nothing that an event can have.
    """
    (ids, titles, dates), (actors, themes, cited, measured), texts = cells
    taking = _actors(actors, read.actors)
    who: Array = taking.links.values[0]
    named = who.dictionary_encode()
    links = taking.links._replace(values=(named.indices, taking.links.values[1]))
    said = Said(
        ids,
        titles,
        _dated(dates, read.date),
        list(map(_values, NAMES, texts, read.fields)),
        [(identity, None) for identity in named.dictionary.to_pylist()],
        taking._replace(links=links),
        *_themes(themes, read.themes),
        _citations(cited, read.citations),
        read_lists(measured, read.measures, MEASURED),
    )
    return frame_of(lines, said)


def frame_of(lines: Array, said: Said) -> Frame:
    """Return the frame of rows; the fingerprints are those of `prepared_events.entry`."""
    lists = joined(said.borne, said.citations.said, said.measures.said, *_later(said.fields))
    plain = (as_said for _, as_said in said.fields[: len(PLAIN)])
    prints = _fingerprints(joined(said.ids, said.titles, said.when[0], *plain, said.taking.said, lists, by="\0"))
    values = [value for value, _ in said.fields]
    versions = pyarrow.nulls(len(lines), WHOLE) if said.versions is None else said.versions
    description, place = (said.fields[at][1] for at in (DESCRIPTION, PLACE))
    return Frame(
        lines,
        (said.ids, prints, said.titles, *said.when, *values, versions),
        said.themes,
        said.sets,
        said.taking.links,
        list(said.actors),
        said.citations.links,
        _folded(joined(said.titles, description, by=" ")),
        _folded(place),
        said.measures.links,
    )


def _dated(dates: Array, read: Callable[[str], tuple[Any, ...]]) -> list[Array]:
    """Return the columns of what `prepared_events.dated` gives."""
    found, places = read_once(dates, read)
    kinds = (TEXT, *(WHOLE,) * 5)
    return [spread(values, places, kind) for values, kind in zip(zip(*found, strict=True), kinds, strict=True)]


def _values(name: str, column: Array, read: Callable[[str], Any]) -> tuple[Array, Array]:
    """Return the values of a field, None where there is none, and what they are in a fingerprint."""
    if name not in NUMBERS:
        found, places = read_once(column, read) if read is not str else ((), None)
        said = column if places is None else spread([value or "" for value in found], places, TEXT)
        return or_none(said), said
    return _numbers(column, read)


def _numbers(column: Array, read: Callable[[str], Any]) -> tuple[Array, Array]:
    """Return numbers, and how Python writes them; most are written so already."""
    common = compute.match_substring_regex(column, _AS_WRITTEN)
    rest, places = read_once(column.filter(compute.invert(common)), read)
    held = compute.if_else(common, column, pyarrow.scalar(None, TEXT))
    numbers = compute.cast(held, REAL)
    for extreme in compute.min_max(numbers).values():
        read(str(extreme.as_py()) if extreme.is_valid else "")  # one that is too great is so wherever it stands
    others = compute.invert(common)
    values = compute.replace_with_mask(numbers, others, spread(rest, places, REAL))
    return values, compute.replace_with_mask(held, others, spread(list(map(str, rest)), places, TEXT))


def _actors(column: Array, read: Callable[[str], Part]) -> Listed:
    found = plain_items(column)
    if found is None:
        return read_lists(column, read, (TEXT, TEXT))
    said = found.joined(joined(found.names, compute.fill_null(found.more, ""), by="\0"), "\0")
    some = joined(compute.cast(found.counts, TEXT), said, by="\0")
    return Listed(found.links, compute.if_else(compute.equal(found.counts, 0), "0", some))


def _citations(column: Array, read: Callable[[str], Part]) -> Listed:
    found = plain_items(column)
    if found is None:
        return read_lists(column, read, CITED)
    said = found.joined(joined("", found.names, compute.fill_null(found.more, ""), "", by="\0"))
    rows, places, values = found.links
    return Listed(Links(rows, places, (*values, pyarrow.nulls(len(values[0]), TEXT))), said)


def _themes(column: Array, read: Callable[[str], Part]) -> tuple[list[tuple[str, ...]], Array, Array]:
    """Return the different sets, the place of each row's among them, and what they are in a fingerprint."""
    found, places = read_once(column, read)
    sets = {part.items: number for number, part in enumerate({part.items: part for part in found}.values())}
    numbers = spread([sets[part.items] for part in found], places, WHOLE)
    return list(sets), numbers, spread([part.said for part in found], places, TEXT)


def _later(values: Sequence[tuple[Array, Array]]) -> Iterator[Array]:
    """Yield what each field that came later adds to the fingerprints."""
    for place, _ in enumerate(LATER_NAMES):
        before, after = [None] * place, [None] * (len(LATER_NAMES) - place - 1)
        found, places = read_once(
            values[len(PLAIN) + place][0],
            lambda value, b=before, a=after: later_said([*b, value, *a]),  # type: ignore[misc]
        )
        yield compute.fill_null(spread(found, places, TEXT), "")


def _fingerprints(said: Array) -> Array:
    """Return the hashes of texts, which are read where they lie."""
    _, ends, letters = said.buffers()
    places = numpy.frombuffer(ends, numpy.int32)[said.offset : said.offset + len(said) + 1].tolist()
    every = memoryview(letters) if letters else memoryview(b"")
    found = b"".join(
        [blake2b(every[first:last], digest_size=FINGERPRINT_SIZE).digest() for first, last in pairwise(places)]
    )
    starts = 2 * FINGERPRINT_SIZE * numpy.arange(len(places), dtype=numpy.int32)
    return pyarrow.StringArray.from_buffers(
        len(said), pyarrow.py_buffer(starts), pyarrow.py_buffer(found.hex().encode())
    )


def _folded(column: Array) -> Array:
    """Return texts folded for the full text, as `names.fold_each` does; those of ASCII alone keep their lengths."""
    others = few_others(_letters(column))
    if others is None:
        return pyarrow.array(fold_each(column.to_pylist()), TEXT)
    for letter, folded in others.items():
        column = compute.replace_substring(column, letter, folded)
    folded_letters = fold_ascii(_letters(column))
    assert folded_letters is not None
    return pyarrow.StringArray.from_buffers(
        len(column), column.buffers()[1], pyarrow.py_buffer(folded_letters), offset=column.offset
    )


def _letters(column: Array) -> bytes | memoryview:
    """Return the letters of texts as they lie, from the first of their buffer on."""
    _, ends, letters = column.buffers()
    last = numpy.frombuffer(ends, numpy.int32)[column.offset + len(column)] if ends else 0
    return memoryview(letters)[:last] if letters else b""
