"""The guessed mapping as TOML, each line with its evidence as a comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from dateline.counted import counted
from dateline.formats.delimited.guessing.dates import Dates, Numbered
from dateline.formats.delimited.guessing.roles import Column, Roles, list_separators, roles_of
from dateline.formats.delimited.guessing.rows import SEPARATORS, Table
from dateline.names import fold

_SHOWN = 5
"""So many rows stand for all of their kind."""
_SINGLE = ("title", "description", "date_text", "kind", "latitude", "longitude", "themes", "source", "locator")
_PAIR = re.compile(r"\d\d(\d\d)-(\d\d)")
_MONTHS = 12
_PARTED = 10
"""A sign that separates several stands in at least one of so many cells."""


def mapping_of(table: Table, encoding: Sequence[tuple[str, str]] = (), sheet: str | None = None) -> str:
    """Return a mapping of a table in TOML.

    `encoding` are those that the text seems to have, with some words read so; `sheet` the one that was chosen.
    """
    found = roles_of(table)
    sections = (
        _head(table, found),
        _file(table, found, encoding, sheet),
        _columns(found),
        _date(table, found),
        _events(found),
        _actors(found),
        _measures(found),
        _lists(found),
        _skip(found),
    )
    return "\n".join("".join(f"{line}\n" for line in section) for section in map(list, sections) if section)


def _head(table: Table, found: Roles) -> Iterator[str]:
    yield f"# Guessed from {table.name}, {counted(len(table.rows), 'row')}. Check it before you import."
    yield "#"
    yield "# The columns, what they seem to be, and a cell of each:"
    width = max([len(column.name) for column in found.columns] or [0])
    for column in found.columns:
        sample = f"  {_text(_short(column.cells[0][1]))}" if column.cells else ""
        yield _comment(f"{column.place:3} {column.name:{min(width, 30)}}  {found.why[column.place]}{sample}")


def _file(table: Table, found: Roles, encoding: Sequence[tuple[str, str]], sheet: str | None) -> Iterator[str]:
    lines = []
    if sheet:
        lines.append(f"sheet = {_text(sheet)}")
    if encoding:
        seems = " or ".join(f"{name} ({words})" for name, words in encoding)
        lines.append(f"encoding = {_text(encoding[0][0])}  {_comment(f'it is not UTF-8, and seems to be {seems}')}")
    if "separator" in table.evidence:
        shown = "tab" if table.separator == "\t" else table.separator
        told = f"{SEPARATORS.get(table.separator, 'sign')}: {table.evidence['separator']}"
        lines.append(f"separator = {_text(shown)}  {_comment(told)}")
    if table.comment:
        lines.append(f"comment = {_text(table.comment)}  {_comment(table.evidence['comment'])}")
    if table.header_line is None:
        lines.append(f"header = false  {_comment(table.evidence.get('header', 'there is no row of names'))}")
    elif "header" in table.evidence:
        lines.append(f"header_line = {table.header_line}  {_comment(table.evidence['header'])}")
    if commas := _decimal_commas(found):
        lines.append(f'decimal = ","  {_comment(f"{commas} numbers have a decimal comma")}')
    if lines:
        yield "[file]"
        yield from lines


def _decimal_commas(found: Roles) -> int:
    of = [*found.roles.get("latitude", ()), *found.roles.get("longitude", ())]
    return sum("," in text for column in of for _, text in column.cells)


def _columns(found: Roles) -> Iterator[str]:
    yield "[columns]"
    if "id" in found.roles:
        column = found.roles["id"][0]
        yield f"id = {_reference(found, column)}  {_comment(f'{column.distinct:,} different cells, none missing')}"
    else:
        yield 'id = "{hash}"  # no column has a different cell in every row; equal rows become one event'
    for role in _SINGLE:
        if role in found.roles:
            yield f"{role} = {_reference(found, found.roles[role][0])}"
    if "title" not in found.roles:
        yield 'title = "?"  # TODO: no column seems to be the title: write one, or a template such as "{a} in {b}"'
    if places := found.roles.get("place"):
        alone = len(places) == 1 or any(not column.name for column in places)
        many = ", ".join(f"{{{column.name or column.place}}}" for column in places)
        yield f"place = {_reference(found, places[0]) if alone else _text(many)}"


def _date(table: Table, found: Roles) -> Iterator[str]:
    yield "[date]"
    if found.roles.get("parts"):
        for key, role in (("column", "parts"), ("end", "end parts")):
            if columns := found.roles.get(role):
                yield f"{key} = [{', '.join(_reference(found, column) for column in columns)}]"
        return
    if "start" not in found.roles:
        yield 'column = "?"  # TODO: no column seems to be a date'
        return
    sides = _sides(found)
    further = found.roles.get("further", [])
    if not further:
        yield from _sources(found, sides)
    dates = [found.dates[column.place] for column in (*sides, *further)]
    form = '"edtf"' if all(each.plain for each in dates) else '"words"'
    if serials := [cell for each in dates for cell in each.counted]:
        number, first = counted(len(serials), "number", "are"), serials[0]
        told = f"{number} days as Excel has them, such as {first[1]} in line {first[0]}"
        yield f'format = [{form}, "excel"]  {_comment(told)}'
    else:
        yield f"format = {form}"
    orders = {each.order for each in dates if each.order}
    if len(orders) == 1:
        yield f"order = {_text(orders.pop())}"
    for column, each in zip((*sides, *further), dates, strict=True):
        yield from _evidence(column, each)
    lacking = len(table.rows) - len(sides[0].cells)
    if lacking and not further:
        yield _comment(
            f"{counted(lacking, 'row', 'have')} no date, and cannot be events; "
            'to keep such as undated: missing = "undated"'
        )


def _sides(found: Roles) -> list[Column]:
    return [found.roles[role][0] for role in ("start", "end") if role in found.roles]


def _sources(found: Roles, sides: Sequence[Column]) -> Iterator[str]:
    for key, column in zip(("column", "end"), sides, strict=False):
        yield f"{key} = {_reference(found, column)}"


def _events(found: Roles) -> Iterator[str]:
    """Yield a section for each column of dates, where there are several that are no start and end."""
    sides, further = _sides(found), found.roles.get("further", [])
    if not further:
        return
    lasts = len(sides) > 1 and sides[0].begins
    many = len(sides) + len(further) - lasts
    yield _comment(f"The columns have the dates of {many} events: a row gives one for each date that it has.")
    if len(sides) > 1 and not lasts:
        yield _comment(f"{sides[0].name} and {sides[1].name} could also be the column and the end of one event")
    for number, column in enumerate(sorted((*(sides[:1] if lasts else sides), *further))):
        if number:
            yield ""
        yield "[[event]]"
        name = re.sub(r"[^a-z0-9]+", "-", fold(column.name)).strip("-") or f"column-{column.place}"
        yield f"suffix = {_text(name)}"
        yield f"column = {_reference(found, column)}"
        if lasts and column is sides[0]:
            yield f"end = {_reference(found, sides[1])}"


def _evidence(column: Column, dates: Dates) -> Iterator[str]:
    name = column.name or f"column {column.place}"
    counts = f"{dates.read:,} read, {len(dates.ambiguous):,} ambiguous, {len(dates.unread):,} unread"
    yield _comment(f"{name}: {counted(dates.cells, 'cell')}: {counts}")
    for kind, cells in (("day first", dates.first), ("month first", dates.second)):
        if cells:
            yield _comment(f"  {kind} by {_examples(cells)}")
    if dates.order and dates.either:
        yield _comment(f"  so are read, though they could be either: {_examples(dates.either)}")
    if dates.first and dates.second:
        yield _comment("  the column has both orders, so that cells with two small numbers stay ambiguous")
    spans, months = _years_or_months(column)
    if spans and months:
        yield _comment(f"  so are read as a month, though beside {_examples(spans[:1])} they could be two years:")
        yield _comment(f"    {_examples(months)}")
    if dates.ambiguous:
        yield _comment(f"  ambiguous: {_examples(dates.ambiguous)}")
        if dates.two_digits:
            yield _comment("  years of two digits: set two_digit_years = 1930, the first of the hundred that they mean")
        elif not dates.order:
            yield _comment('  if no row tells, you may: order = "day-first" or "month-first"')
    if dates.unread:
        yield _comment(f"  unread: {_examples(dates.unread)}")


def _years_or_months(column: Column) -> tuple[list[Numbered], list[Numbered]]:
    """Return the cells that can only be two years, such as 1998-99, and the months that could be, such as 1911-12."""
    pairs = [(cell, _PAIR.fullmatch(cell[1])) for cell in column.cells]
    rising = [(cell, int(found[2])) for cell, found in pairs if found and int(found[2]) > int(found[1])]
    return [cell for cell, last in rising if last > _MONTHS], [cell for cell, last in rising if last <= _MONTHS]


def _actors(found: Roles) -> Iterator[str]:
    for number, column in enumerate(found.roles.get("actors", ())):
        if number:
            yield ""
        yield "[[actors]]"
        yield f"column = {_reference(found, column)}  {_comment(f'{column.distinct:,} different cells')}"
        yield '# role = "party"'
        yield '# prefix = "person:"'


def _measures(found: Roles) -> Iterator[str]:
    for number, column in enumerate(found.roles.get("measures", ())):
        if number:
            yield ""
        yield "[[measures]]"
        yield f"name = {_text(re.sub('[^a-z0-9]+', '_', fold(column.name)).strip('_'))}"
        cells = counted(len(column.cells), "cell")
        yield f"column = {_reference(found, column)}  {_comment(f'{cells}, all whole numbers')}"
        if found.roles.get("further"):
            yield '# event = "..."  # the suffix of the event that it measures; otherwise each event has it'


def _lists(found: Roles) -> Iterator[str]:
    lines = []
    for role in ("actors", "themes"):
        counts: dict[str, int] = {}
        cells = 0
        for column in found.roles.get(role, ()):
            cells += len(column.cells)
            for sign, number in list_separators(column).items():
                counts[sign] = counts.get(sign, 0) + number
        signs = [sign for sign, number in counts.items() if sign != "/" and number * _PARTED >= cells]
        if signs:
            shown = _text(signs[0]) if len(signs) == 1 else f"[{', '.join(map(_text, signs))}]"
            told = ", ".join(f"{_text(sign)} in {counts[sign]:,} of {cells:,} cells" for sign in counts)
            lines.append(f"{role} = {shown}  {_comment(told)}")
    if lines:
        yield "[lists]"
        yield from lines


def _skip(found: Roles) -> Iterator[str]:
    if found.missing:
        yield "[skip]"
        told = ", ".join(f"{_text(word)} {_times(number)}" for word, number in found.missing.items())
        yield f"values = [{', '.join(map(_text, found.missing))}]  {_comment(told)}"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"


def _reference(found: Roles, column: Column) -> str:
    """Return how a mapping calls a column: by its name if that is no other's, else by its number."""
    alike = sum(each.name.lower() == column.name.lower() for each in found.columns)
    plain = column.name and alike == 1 and not any(sign in column.name for sign in "{}")
    return _text(column.name) if plain else str(column.place)


def _examples(cells: list[Numbered]) -> str:
    shown = ", ".join(f"{_text(_short(text))} (line {line})" for line, text in cells[:_SHOWN])
    return shown + (f" and {len(cells) - _SHOWN:,} more" if len(cells) > _SHOWN else "")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."


def _text(text: str) -> str:
    """Return a text as TOML has it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    """Return a comment of one line; TOML takes no control characters there."""
    return "# " + "".join(letter if letter.isprintable() else " " for letter in text)
