"""Mapped tables by columns: what cells mean is said by the mapping as for rows, once for each meeting of texts.

What a mapping seldom asks for, and rows that are refused, are read one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, Any

import numpy
import pyarrow
from pyarrow import compute

from dateline.event_columns import Frame
from dateline.event_fields import FIELDS, NAMES
from dateline.formats.delimited.columns.blocks import Block, Readable
from dateline.formats.delimited.columns.distinct import TEXT, WHOLE, Array, or_none
from dateline.formats.delimited.columns.filling import Filler
from dateline.formats.delimited.columns.groups import NUMBER, Cells, Group, Meant, Reading, as_text
from dateline.formats.delimited.columns.head import Head
from dateline.formats.delimited.columns.headed import is_header
from dateline.formats.delimited.columns.listing import (
    MEASURED,
    TAKING,
    Listing,
    listing,
    measured_plainly,
    one_citation,
    parties,
    split_items,
    taking,
    theme_sets,
    together,
)
from dateline.formats.delimited.columns.rows import Said, frame_of
from dateline.formats.delimited.first_line import Lines
from dateline.formats.delimited.header import Headed, Uneven, read_items
from dateline.formats.delimited.mapped import MARKS, MappedData, RowReader
from dateline.formats.delimited.mapped_cells import participant, participants_reader, themes_reader, value_reader
from dateline.formats.delimited.mapped_dates import date_reader, date_words
from dateline.formats.delimited.mapped_measures import MeasureRule
from dateline.formats.delimited.mapped_numbers import whole_number
from dateline.formats.delimited.mapping_file import ActorRule, Plan
from dateline.formats.delimited.tabular import Sheet, rows
from dateline.formats.delimited.templates import Template
from dateline.formats.incoming import Item
from dateline.model import Measure
from dateline.prepared_events import dated

_READ = tuple(field for field in FIELDS if field.kind != "text" and field.name != "calendar")
"""The fields whose texts are read; all others are the texts that they are."""
_CITED = ("source", "locator", "quote")
_TEXTS = ("id", "title", "version", *_CITED, *(name for name in NAMES if name != "calendar"))
"""The texts that a row may have."""


def events(data: MappedData, stream: IO[str] | Sheet) -> Iterator[Item | Frame]:
    """Yield the items of a file, with arrays of Arrow in the frames; the notes of `data` are those of its own events.

    Raises:
        InvalidRecords: a column of the mapping is not there.
    """
    if isinstance(stream, Sheet) or not _is_common(data.plan):
        yield from data.events(stream)
        return
    layout, first = data.layout, stream.readline()
    if is_header(first, quoted=layout.quoted):
        table = Headed(Lines(stream, [first]), layout.separator, quoted=layout.quoted)
        reader = RowReader(data.plan, list(table.written), table.file)
        if not reader.faults and not {*MARKS} & {*map(str, data.plan.columns["id"].columns)} - {*table.names}:
            yield from _below(data, stream, first, table, reader)
            return
    yield from data.events(Lines(stream, chain([first], stream)))


def _is_common(plan: Plan) -> bool:
    """Tell whether rows of a mapping can be read by columns at all."""
    layout = plan.layout
    plain = layout.header and not layout.skip and layout.comment is None and layout.separator.isascii()
    return plain and not plan.sections and "calendar" not in {*plan.columns, *plan.constants}


def _below(data: MappedData, stream: IO[str], first: str, table: Headed, reader: RowReader) -> Iterator[Item | Frame]:
    layout, uneven = data.layout, Uneven()
    below: Readable = stream
    if data.plan.measures and not layout.tells_numbers:
        head = Head(stream, layout)
        if not head.whole:
            yield from data.events(Lines(stream, chain([first], head)))
            return
        reader.weigh(head.rows)
        below = head
    data.notes = list(reader.notes)

    def one_by_one(lines: Iterable[str], before: int) -> Iterator[Item]:
        found = rows(lines, layout.separator, quoted=layout.quoted, before=before)
        return read_items(found, list(table.written), reader.places, reader.read, uneven, frozenset())

    columns = _Columns(data.plan, reader)
    reading = Reading(columns.cells, columns.groups, columns.fits, columns.framed, one_by_one)
    width = len(table.names)
    yield from reading.below(below, layout.separator, width, columns.filler.wanted, 1, quoted=layout.quoted)
    if uneven.short:
        data.notes.append(str(uneven))


class _Columns:
    """A mapping bound to the columns of a file.

    The cells of a block are those of its columns by their places, and the texts of the fields by their names.
    """

    def __init__(self, plan: Plan, reader: RowReader) -> None:
        self._plan, self._reader = plan, reader
        self._measures = sorted(plan.measures, key=lambda rule: rule.name)
        self.filler = Filler(plan, reader.place_of)
        self._date = date_reader(plan.date)
        self._plain_rules = [_is_split(plan, rule) for rule in plan.actors]
        self._always = themes_reader(None, (), plan.themes, plan.skip)(())
        self.groups = self._groups()

    def _groups(self) -> dict[str, Group]:
        plan, layout = self._plan, self._plan.layout
        topics, separators = plan.columns.get("themes"), plan.separators
        groups = {
            "date": self._group(self.filler.of(plan.date.templates), self._dated),
            "version": Group(("version",), _version, clean=tuple),
        }
        if topics:
            themes = themes_reader(topics, separators.get("themes", ()), plan.themes, plan.skip)
            groups["themes"] = self._group(self.filler.of([topics]), lambda *cells: themes(cells))
        for field in _READ:
            read = value_reader(field, layout)
            groups[field.name] = Group((field.name,), lambda text, of=read: (of(text),), clean=tuple)
        for measure in self._measures:
            groups[f"measure {measure.name}"] = self._measuring(measure)
        for number, rule in enumerate(plan.actors):
            if not self._plain_rules[number]:
                who = participants_reader(rule, separators.get("actors", ()), plan.skip)
                groups[f"actors {number}"] = self._group(self.filler.of([rule.names]), lambda *cells, of=who: of(cells))
        return groups

    def _group(self, names: Sequence[str], read: Callable[..., Any]) -> Group:
        return Group(names, read, clean=self.filler.clean)

    def _measuring(self, rule: MeasureRule[Template]) -> Group:
        cells_of, layout = self._reader.measures, self._plan.layout
        assert cells_of
        there = [template for template in rule.columns if template]

        def read(*cells: str) -> tuple[Measure, ...]:
            rest = iter(cells)
            filled = (
                template and template.fill(tuple(islice(rest, len(template.columns)))) for template in rule.columns
            )
            return cells_of.read(rule, [text or "" for text in filled])

        alone = rule.columns == (there[0], None, None) and there[0].texts == ("", "")
        plain = alone and layout.decimal == "." and not layout.thousands and cells_of.settled(rule)
        skipped = any(re.match(NUMBER, text) for text in self._plan.skip)
        return Group(self.filler.of(there), read, NUMBER if plain and not skipped else None, self.filler.clean)

    def _measured(self, meant: Meant) -> list[Listing]:
        found = [measured_plainly(rule.name, rule.unit, meant.of[f"measure {rule.name}"]) for rule in self._measures]
        return found or [Listing.none(len(meant.lines), MEASURED)]

    def _dated(self, *cells: str) -> tuple[Any, ...]:
        """Return what the cells of a date give: the date, its words if they are kept, its calendar."""
        rule, date = self._plan.date, self._date(cells)
        words = date_words(rule, cells) if rule.keeps_words or date.kind == "undated" else None
        return *dated(date), words, None if date.kind == "undated" else self._reader.calendar(None, cells)

    def cells(self, block: Block) -> Cells:
        """Return the cells of a block."""
        return self.filler.cells(block, _TEXTS)

    def fits(self, block: Block, cells: Cells) -> Array | None:
        """Return which rows have an id and a title; none where blanks are not the same for Arrow and for Python."""
        fit = compute.and_(compute.not_equal(cells["id"], ""), compute.not_equal(cells["title"], ""))
        return fit if self.filler.is_plain(block) else compute.and_(fit, False)

    def framed(self, meant: Meant) -> Iterable[Frame]:
        """Return the frame of what rows mean."""
        cells, date = meant.cells, meant.of["date"]
        actors, taken = taking(self._taking(meant))
        source, locator, quote = (or_none(cells[name]) for name in _CITED)
        themes = meant.of.get("themes")
        said = Said(
            cells["id"],
            cells["title"],
            [date.of(0, TEXT), *(date.of(at, WHOLE) for at in range(1, 6))],
            [self._field(meant, name) for name in NAMES],
            actors,
            taken,
            *theme_sets(themes.found, themes.places) if themes else theme_sets([self._always], _zeros(meant)),
            one_citation(source, locator, quote),
            together(self._measured(meant)),
            meant.of["version"].of(0, WHOLE),
        )
        return [frame_of(meant.lines, said)]

    def _field(self, meant: Meant, name: str) -> tuple[Array, Array]:
        """Return the values of a field, and as fingerprints have them; the words of a date may be those of its cell."""
        if name == "calendar":
            return meant.of["date"].text(7)
        if name == "date_text":
            return as_text(compute.coalesce(or_none(meant.cells[name]), meant.of["date"].of(6, TEXT)))
        read = meant.of.get(name)
        if read is None:
            return or_none(meant.cells[name]), meant.cells[name]
        return read.number(0) if name in _NUMBERS else read.text(0)

    def _taking(self, meant: Meant) -> list[Listing]:
        found = []
        for number, rule in enumerate(self._plan.actors):
            if self._plain_rules[number]:
                (name,) = self.filler.of([rule.names])
                column = self.filler.cleaned(meant.cells[name])
                found.append(self._split(rule, column))
            else:
                found.append(listing(meant.of[f"actors {number}"], parties, TAKING))
        return found or [Listing.none(len(meant.lines), TAKING)]

    def _split(self, rule: ActorRule, column: Array) -> Listing:
        skip, names = self._plan.skip, rule.names
        return split_items(
            column,
            self._plan.separators["actors"],
            lambda text: None if text.strip() in skip else text.strip(),
            lambda text: parties([participant(rule, names.fill((text,)))]),
            TAKING,
            lambda text: participant(rule, names.fill((text,))).actor,
        )


_NUMBERS = frozenset(field.name for field in FIELDS if field.kind in ("number", "whole"))


def _is_split(plan: Plan, rule: ActorRule) -> bool:
    return bool(plan.separators.get("actors")) and len(rule.names.columns) == 1


def _zeros(meant: Meant) -> Array:
    return pyarrow.array(numpy.zeros(len(meant.lines), numpy.int64))


def _version(text: str) -> tuple[int | None]:
    return (whole_number(text, "version") if text else None,)
