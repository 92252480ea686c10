"""Records as lines of separated cells, the common part of CSV and TSV.

Cells: None is empty, booleans are `true` and `false`, lists are joined by "; " (see dateline.wire), participants are
`id (role)`, citations `source (locator) "quote"`, pairs of numbers `min; max`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import IO, Any

from dateline.counted import counted
from dateline.event_columns import Frame, frame
from dateline.event_fields import CHOICES, CLAIMED, FIELDS, NAMES, NUMBERS, Field
from dateline.formats.delimited.cell_values import UnfitError, edtf, plain, whole
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
    headed = _headed(stream, separator)
    for line, cells in headed.rows:
        yield line, {"error": cells.reason} if isinstance(cells, Rejected) else _record(headed.names, cells)


def _headed(stream: IO[str] | Sheet, separator: str) -> Headed:
    headed = Headed(stream, separator)
    headed.need("id", "date", "title", of="what dateline writes", otherwise=NEEDS_MAPPING)
    return headed


def _record(header: Sequence[str], cells: list[str]) -> Record:
    if len(cells) != len(header):
        return {"error": f"has {counted(len(cells), 'cell')} instead of {len(header)}"}
    try:
        return {name: _READERS.get(name, str)(text) if text else None for name, text in zip(header, cells, strict=True)}
    except ValueError as error:
        return {"error": str(error)}


# The same in bulk: events straight from the cells. Cells repeat: what is read from one is kept.

_KEPT = 65_536
_TOGETHER = 1_000
"""Rows of a frame whose columns are lists; more gain nothing, for they leave the caches of the processor."""
_MANY = 32_000
"""Rows of a frame whose columns are arrays."""
_LONG = 4_000
"""Letters of a cell: where there are longer ones frames have few rows."""
_FIELDS = ("id", "title", "date", "actors", "themes", "citations", "measures", "version", "withdrawn", *CLAIMED, *NAMES)


def events(stream: IO[str] | Sheet, separator: str, *, by_columns: bool = False) -> Iterator[Item | Frame]:
    """Yield the items of what `write` wrote, with `version` and `withdrawn` if there are such columns.

    With `by_columns`, which needs pyarrow, the sequences of frames are arrays of Arrow where all rows are common.

    Raises:
        InvalidRecords: there is no header with the columns `id`, `date` and `title`.
    """
    headed = _headed(stream, separator)
    places = [headed.place(name) for name in _FIELDS]
    for found in _gathered(headed.batches) if by_columns else headed.batches:
        if by_columns and (framed := _framed(found, len(headed.names), places, _arrow_frame)):
            yield framed
            continue
        for start in range(0, len(found), _TOGETHER):
            yield from _items(found[start : start + _TOGETHER], headed.names, places)


def _gathered(batches: Iterable[list[Row]]) -> Iterator[list[Row]]:
    """Yield the rows of batches in batches of more, unless their texts are long."""
    found: list[Row] = []
    for batch in batches:
        found += batch
        if len(found) >= _MANY or _are_long(batch):
            yield found
            found = []
    if found:
        yield found


def _are_long(found: list[Row]) -> bool:
    """Tell whether rows are so long that many of them would fill the memory."""
    cells = chain.from_iterable(cells for _, cells in found[:: len(found) // 8 + 1] if not isinstance(cells, Rejected))
    return max(map(len, cells), default=0) > _LONG


def _items(found: list[Row], names: tuple[str, ...], places: list[int]) -> Iterator[Item | Frame]:
    if framed := _framed(found, len(names), places, _plain_frame):
        yield framed
    else:
        # A title NA that was written is NA: only an empty cell is missing in what dateline writes itself.
        yield from read_items(sound(found), names, places, _item_of, missing=frozenset())


_Column = Sequence[str]
_Framing = Callable[[list[int], Sequence[_Column], Sequence[_Column], Sequence[_Column]], Frame]


def _framed(found: list[Row], width: int, places: list[int], framing: _Framing) -> Frame | None:
    """Return the rows of a batch as a frame, or None when one of them is out of the common: it is then found by itself.

    A frame has no versions, no claims, nothing withdrawn and nothing wrong. `framing` makes it of the lines, of ids,
    titles and dates, of the lists and of the fields.
    """
    lines = [line for line, _ in found]
    rows = [cells for _, cells in found if not isinstance(cells, Rejected)]
    if not rows or len(rows) < len(lines) or set(map(len, rows)) != {width} or not are_sound(rows):
        return None
    cells = [*zip(*rows, strict=True), ("",) * len(rows)]
    ids, titles, dates, *lists, versions, withdrawn, verdicts, claims = (cells[p] for p in places[: -len(NAMES)])
    texts = [cells[place] for place in places[-len(NAMES) :]]
    if not (all(ids) and all(titles) and all(dates)) or any(versions) or any(withdrawn) or any(verdicts) or any(claims):
        return None
    try:
        return framing(lines, (ids, titles, dates), lists, texts)
    except UnfitError:
        return None


def _plain_frame(
    lines: list[int], named: Sequence[_Column], lists: Sequence[_Column], texts: Sequence[_Column]
) -> Frame:
    ids, titles, dates = named
    values = list(map(_checked, FIELDS, _PLAIN_READERS, texts))
    read = [list(map(read, column)) for read, column in zip(_LISTS, lists, strict=True)]
    return frame(lines, ids, titles, list(map(_dated, dates)), values, *read)


def _arrow_frame(
    lines: list[int], named: Sequence[_Column], lists: Sequence[_Column], texts: Sequence[_Column]
) -> Frame:
    from dateline.formats.delimited.columns.rows import Cells, Readers
    from dateline.formats.delimited.columns.rows import frame as of_arrow

    fields = [str if field.kind == "text" else read for field, read in zip(FIELDS, _PLAIN_READERS, strict=True)]
    return of_arrow(lines, Cells(named, lists, texts), Readers(_dated, fields, *_LISTS))


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
    when, values = _dated(date), [read(text) for read, text in zip(_PLAIN_READERS, texts, strict=True)]
    lists = (read(text) for read, text in zip(_LISTS, (actors, themes, citations, measures), strict=True))
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


_PLAIN_READERS = list(map(_reader, FIELDS))


def _checked(field: Field, read: Callable[[str], Any], texts: Sequence[str]) -> Sequence[Any]:
    """Return the values of a column of cells, an empty text for no text, None for no number; raises UnfitError."""
    if field.kind == "text":
        return texts
    values = list(map(read, texts))
    return values if field.name in NUMBERS else [value or "" for value in values]


@lru_cache(_KEPT)
def _dated(text: str) -> tuple[Any, ...]:
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


_LISTS: tuple[Callable[[str], Part], ...] = (_actors, _themes, _cited, _measured)
"""What reads the cells of lists, in the order of _FIELDS."""
