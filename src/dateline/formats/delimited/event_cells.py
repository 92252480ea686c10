"""Records as lines of separated cells, the common part of CSV and TSV.

Cells: None is empty, booleans are `true` and `false`, lists are joined by "; " (see dateline.wire), participants are
`id (role)`, citations `source (locator) "quote"`, pairs of numbers `min; max`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import IO, Any

from dateline.counted import counted
from dateline.event_columns import Frame, frame
from dateline.event_fields import CHOICES, CLAIMED, FIELDS, NAMES, NUMBERS, Field
from dateline.formats.delimited.cell_values import UnfitError, edtf, plain, whole
from dateline.formats.delimited.first_line import Lines
from dateline.formats.delimited.header import Headed, read_items
from dateline.formats.delimited.tabular import Row, Sheet, are_sound, sound
from dateline.formats.incoming import Item, Rejected, Withdrawn
from dateline.measures import in_order, measure_from_text, measure_record, measure_text
from dateline.prepared_events import (
    NO_ACTORS,
    NO_CITATIONS,
    NO_MEASURES,
    NO_THEMES,
    UNCLAIMED,
    Claimed,
    Part,
    citations_part,
    dated,
    entry,
    measures_part,
    themes_part,
)
from dateline.wire import (
    citation_from_text,
    citation_record,
    citation_text,
    escaped,
    participant_from_text,
    participant_record,
    participant_text,
    split_list,
    unescaped,
)
from dateline.wire_fields import Record

NEEDS_MAPPING = "any other table needs a mapping: dateline import table FILE --guess writes one"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(
    fields: tuple[str, ...], records: Iterable[Record], stream: IO[str], separator: str, *, safe: bool = False
) -> None:
    """Write a header and a line for each record; `safe` puts a ' before cells that a spreadsheet would calculate."""
    write_header(fields, stream, separator)
    if "claims" in fields:
        from dateline.claims.records import with_cells

        records = with_cells(records)
    for record in records:
        texts = [cell(record[field]) for field in fields]
        cells = _quoted(list(map(_safe, texts)) if safe else texts, separator)
        stream.write((separator.join(cells) if len(cells) > 1 else cells[0] or '""') + "\n")


def write_header(fields: tuple[str, ...], stream: IO[str], separator: str) -> None:
    """Write the line of the names of the columns."""
    stream.write(separator.join(_quoted(fields, separator)) + "\n")


def write_columns(
    batches: Iterable[Iterable[Sequence[Any]]], stream: IO[str], separator: str, *, safe: bool = False
) -> None:
    """Write the columns of two or more cells of some lines at a time, None as an empty cell; `safe` as for `write`.

    The lines look like those of `write`, in a fifth of the time: most columns need one look for all their cells.
    csv.writer looks at every letter by itself. Nor does it quote a lone CR, at which readers end a line.
    """
    for batch in batches:
        columns = (_texts_of(column) for column in batch)
        quoted = [_quoted(list(map(_safe, texts)) if safe else texts, separator) for texts in columns]
        stream.write("\n".join([*map(separator.join, zip(*quoted, strict=True)), ""]))


def _texts_of(column: Sequence[Any]) -> Sequence[str]:
    texts = ["" if value is None else value for value in column] if None in column else column
    try:
        "".join(texts)
    except TypeError:  # 0.0 and -0.0 are equal, but not as texts
        return [_number_text(value) if value else str(value) for value in texts]
    return texts


_number_text = lru_cache(65_536, typed=True)(str)


def _quoted(texts: Sequence[str], separator: str) -> Sequence[str]:
    """Return the texts of some cells, in quotes where a letter needs them."""
    every = "".join(texts)
    if not (separator in every or '"' in every or "\n" in every or "\r" in every):
        return texts
    return [
        '"' + text.replace('"', '""') + '"'
        if separator in text or '"' in text or "\n" in text or "\r" in text
        else text
        for text in texts
    ]


def _safe(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA) else text


def cell(value: Any) -> str:
    """Return the text of one value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(_item(item) for item in value)
    return str(value)


def _item(item: Any) -> str:
    if not isinstance(item, Mapping):
        return escaped(cell(item), ";")
    if "quote" in item:
        return citation_text(item)
    if "role" in item:
        return participant_text(item)
    if "low" in item:
        return measure_text(item)
    if "rule" in item:
        return escaped(f"{item['edtf']} ({item['rule']})", ";")
    return escaped(" ".join(f"{key}={cell(value)}" for key, value in item.items() if value is not None), ";")


def _participants(text: str) -> list[Record]:
    return [participant_record(participant_from_text(item)) for item in split_list(text)]


def _citations(text: str) -> list[Record]:
    return [citation_record(citation_from_text(item)) for item in split_list(text)]


def _measure_records(text: str) -> list[Record]:
    return [measure_record(measure_from_text(item)) for item in split_list(text)]


def _texts(text: str) -> list[str]:
    return [unescaped(item) for item in split_list(text)]


_READERS: dict[str, Callable[[str], Any]] = {
    "actors": _participants,
    "citations": _citations,
    "themes": _texts,
    "measures": _measure_records,
}


def read(stream: IO[str], separator: str) -> Iterator[tuple[int, Record]]:
    """Yield (line, event record) of what `write` wrote; a cell that cannot be read yields {"error": message}.

    Raises:
        InvalidRecords: there is no header with the columns `id`, `date` and `title`.
    """
    below = headed(Headed(stream, separator))
    for line, cells in below.rows:
        yield line, {"error": cells.reason} if isinstance(cells, Rejected) else _record(below.names, cells)


def headed(found: Headed) -> Headed:
    """Return a table if its header is that of what dateline writes.

    Raises:
        InvalidRecords: it lacks one of the columns `id`, `date` and `title`.
    """
    found.need("id", "date", "title", of="what dateline writes", otherwise=NEEDS_MAPPING)
    return found


def _record(header: Sequence[str], cells: list[str]) -> Record:
    if len(cells) != len(header):
        return {"error": f"has {counted(len(cells), 'cell')} instead of {len(header)}"}
    try:
        return {name: _READERS.get(name, str)(text) if text else None for name, text in zip(header, cells, strict=True)}
    except ValueError as error:
        return {"error": str(error)}


# The same in bulk: events straight from the cells. Cells repeat: what is read from one is kept.

_KEPT = 65_536
LISTED = ("id", "title", "date", "actors", "themes", "citations", "measures", "version", "withdrawn", *CLAIMED, *NAMES)


def events(stream: IO[str] | Sheet | Lines, separator: str) -> Iterator[Item | Frame]:
    """Yield the items of what `write` wrote, with `version` and `withdrawn` if there are such columns.

    Raises:
        InvalidRecords: there is no header with the columns `id`, `date` and `title`.
    """
    below = headed(Headed(stream, separator))
    places = places_of(below)
    for found in below.batches:
        yield from items_of(found, below.names, places)


def places_of(below: Headed) -> list[int]:
    """Return the places of the columns LISTED."""
    return [below.place(name) for name in LISTED]


def items_of(found: list[Row], names: tuple[str, ...], places: list[int]) -> Iterator[Item | Frame]:
    """Yield the items of some rows, as a frame where none is out of the common."""
    if framed := _framed(found, len(names), places):
        yield framed
    else:
        # A title NA that was written is NA: only an empty cell is missing in what dateline writes itself.
        yield from read_items(sound(found), names, places, _item_of, missing=frozenset())


def _framed(found: list[Row], width: int, places: list[int]) -> Frame | None:
    """Return the rows of a batch as a frame, or None when one of them is out of the common: it is then found by itself.

    A frame has no versions, no claims, nothing withdrawn and nothing wrong.
    """
    lines = [line for line, _ in found]
    rows = [cells for _, cells in found if not isinstance(cells, Rejected)]
    if len(rows) < len(lines) or set(map(len, rows)) != {width} or not are_sound(rows):
        return None
    cells = [*zip(*rows, strict=True), ("",) * len(rows)]
    ids, titles, dates, *lists, versions, withdrawn, verdicts, claims = (cells[p] for p in places[: -len(NAMES)])
    texts = [cells[place] for place in places[-len(NAMES) :]]
    if not (all(ids) and all(titles) and all(dates)) or any(versions) or any(withdrawn) or any(verdicts) or any(claims):
        return None
    try:
        values = list(map(_checked, FIELDS, READ_FIELDS, texts))
        return frame(
            lines, ids, titles, list(map(read_date, dates)), values,
            *(list(map(read, column)) for read, column in zip(READ_LISTS, lists, strict=True)),
        )  # fmt: skip
    except UnfitError:
        return None


def _item_of(
    line: int, identity: str, title: str, date: str, actors: str, themes: str, citations: str, measures: str,
    version: str, withdrawn: str, verdict: str, claims: str, *texts: str,
) -> Item:  # fmt: skip
    number = whole(version, "version") if version else None
    if withdrawn == "true" and identity:
        return Withdrawn(line, identity, number)
    if not (identity and title and date):
        raise UnfitError(f"{'date' if title else 'title' if identity else 'id'} is missing")
    for name in CHOICES:
        plain(texts[NAMES.index(name)], FIELDS[NAMES.index(name)])
    when, values = read_date(date), [read(text) for read, text in zip(READ_FIELDS, texts, strict=True)]
    lists = (read(text) for read, text in zip(READ_LISTS, (actors, themes, citations, measures), strict=True))
    claimed = _claimed(verdict, claims, citations) if verdict or claims else UNCLAIMED
    return entry(line, number, identity, title, when, values, *lists, claimed=claimed)


def _claimed(verdict: str, claims: str, citations: str) -> Claimed:
    """Return what the cells of the verdict and the claims say, in its one form."""
    from dateline.claims.forms import claims_text, verdict_of, with_claims

    try:
        cited = tuple(map(citation_from_text, split_list(citations)))
        return verdict_of(verdict), claims_text(with_claims(cited, claims))
    except ValueError as error:
        raise UnfitError(str(error)) from None


def _reader(field: Field) -> Callable[[str], Any]:
    return lru_cache(_KEPT)(partial(plain, field=field)) if field.kind != "text" else lambda text: text or None


READ_FIELDS = list(map(_reader, FIELDS))
"""What reads the cell of each field of an event."""


def _checked(field: Field, read: Callable[[str], Any], texts: Sequence[str]) -> Sequence[Any]:
    """Return the values of a column of cells, an empty text for no text, None for no number; raises UnfitError."""
    if field.kind == "text":
        return texts
    values = list(map(read, texts))
    return values if field.name in NUMBERS else [value or "" for value in values]


@lru_cache(_KEPT)
def read_date(text: str) -> tuple[Any, ...]:
    """Return what `prepared_events.dated` gives; raises UnfitError where a cell is no date."""
    return dated(edtf(text))


def _actors(text: str) -> Part:
    """Return the participants; lists seldom repeat, but their items do."""
    if not text:
        return NO_ACTORS
    items = text.split("; ") if "\\" not in text else split_list(text)
    try:
        found = [_KEPT_ACTORS[item] for item in items]
    except KeyError:
        found = list(map(_participant, split_list(text)))
    return Part(tuple([item for item, _ in found]), "\0".join([str(len(found)), *[said for _, said in found]]))


_KEPT_ACTORS: dict[str, tuple[tuple[str, str | None, None], str]] = {}


def _participant(text: str) -> tuple[tuple[str, str | None, None], str]:
    found = participant_from_text(text)
    kept = (found.actor, found.role, None), f"{found.actor}\0{found.role or ''}"
    if len(_KEPT_ACTORS) < _KEPT:
        _KEPT_ACTORS[text] = kept
    return kept


@lru_cache(_KEPT)
def _themes(text: str) -> Part:
    return themes_part(tuple(_texts(text))) if text else NO_THEMES


@lru_cache(_KEPT)
def _cited(text: str) -> Part:
    if not text:
        return NO_CITATIONS
    try:
        return citations_part(map(citation_from_text, split_list(text)))
    except ValueError as error:
        raise UnfitError(str(error)) from None


@lru_cache(_KEPT)
def _measured(text: str) -> Part:
    if not text:
        return NO_MEASURES
    try:
        return measures_part(in_order(map(measure_from_text, split_list(text))))
    except ValueError as error:
        raise UnfitError(str(error)) from None


READ_LISTS: tuple[Callable[[str], Part], ...] = (_actors, _themes, _cited, _measured)
"""What reads the cells of lists, in the order of LISTED."""
