"""What each column seems to be, by its name and by its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from dateline.formats.delimited.guessing.dates import Dates, Numbered, dates_in
from dateline.formats.delimited.guessing.rows import Table
from dateline.formats.missing import MISSING
from dateline.names import fold

NAMED = {
    "id": "id ref reference no nr number num key code uid uuid globaleventid dispnum",
    "title": "title headline event name what titel label subject message itemlabel entry",
    "description": "description text notes note summary details body beschreibung comment comments content abstract",
    "place": "place location city town country ort stadt land venue where region province lieu pays lugar placelabel",
    "latitude": "lat latitude breite y_coord",
    "longitude": "lon lng long longitude laenge lange",
    "actors": "actor actors party parties participant participants who people person persons parteien state states "
    "member members signatories signatory side countries author speaker organisation organization "
    "beteiligte akteur akteure staaten acteur acteurs participantes actores estados",
    "source": "source sources citation url link quelle media archive publication",
    "locator": "page pages locator folio blatt seite",
    "themes": "theme themes tag tags category categories keyword keywords topic topics group thema themen",
    "kind": "type kind art",
    "measures": "deaths killed fatalities fatality casualties wounded injured dead victims tote verletzte "
    "morts muertos",
    "start": "date dates when day start begin began from since datum beginn anfang von fecha debut year jahr annee "
    "event_date time datetime timestamp opened signed signature founded",
    "further": "ratified ratification adopted adoption force concluded approved terminated denounced repealed",
    "date_text": "display_date",
    "end": "end ended until till to ende bis fin finish closed",
}
"""Words in the names of columns."""
_WORDS = {word: role for role, words in NAMED.items() for word in words.split()}
_PARTS = (("year", "jahr", "annee"), ("month", "monat", "mois"), ("day", "tag", "jour"))
_ALONE = {"year", "jahr", "annee", "month", "monat", "mois", "day", "tag", "jour"}
"""Words for columns that repeat a part of a date."""
_OF_RECORDS = {
    "accessed", "added", "checked", "coded", "created", "edited", "entered", "filed", "imported", "logged", "modified",
    "posted", "publication", "published", "recorded", "retrieved",
    "revised", "source", "timestamp", "updated", "update",
}  # fmt: skip
"""Words for dates of records, not of events."""
_NAMES = {"name", "label", "title", "value"}
"""Words for what a record is called."""
_BEGINS = {"start", "begin", "began", "from", "since", "beginn", "anfang", "debut", "von"}
"""Words for a date that an end belongs to, whatever other dates there are."""
_MISSING = MISSING | {"?", "unknown", "Unknown", "UNKNOWN"}
"""What people write besides is offered in the mapping, which takes it only if it stays there."""
_LISTS = (";", "|", " / ", "/")
_LIKE_ID = re.compile(r"[A-Za-z]{0,6}[-:_ ]?\d{1,12}|https?://\S+")
_ID_WITHIN = 3
"""An id stands in one of the first columns."""
_FLOAT = re.compile(r"-?\d+(?:[.,]\d+)?")
_LIKELY_YEAR = re.compile(r"1[0-9]\d\d|20[0-9]\d")
_SURE, _POSSIBLE = 0.8, 0.5
_LONGEST_TITLE = 200


class Column(NamedTuple):
    """A column: its place from 1, its name as in the header, and its cells that are not missing, with their lines."""

    place: int
    name: str
    cells: list[Numbered]
    distinct: int

    @property
    def words(self) -> list[str]:
        """The words of the name, without digits at their ends."""
        parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.name).replace("_", " ")
        return [word.rstrip("0123456789") or word for word in fold(parted).split()]

    @property
    def hints(self) -> list[str]:
        """The roles that the name hints at."""
        whole = fold(self.name).replace(" ", "_")
        if whole in _WORDS:
            return [_WORDS[whole]]
        *above, last = [part for part in self.name.split(".") if not part.isdecimal()] or [self.name]
        if above and last.lower() in _NAMES:  # the path of a record of JSON: place.name is a place
            return self._replace(name=".".join(above)).hints
        if above and last.lower() in _WORDS:  # place.lat is a latitude
            return [_WORDS[last.lower()]]
        found = {_WORDS[word] for word in self.words if word in _WORDS}
        return [role for role in NAMED if role in found]

    def is_number(self, most: float) -> bool:
        """Tell whether all cells are numbers within bounds."""
        values = [text for _, text in self.cells]
        return bool(values) and all(
            _FLOAT.fullmatch(text) and abs(float(text.replace(",", "."))) <= most for text in values
        )

    @property
    def begins(self) -> bool:
        """Tell whether the name says that something begins."""
        return bool(_BEGINS & set(self.words))


class Roles(NamedTuple):
    """The columns by role; `why` says for each place what it seems to be. `dates` are by place."""

    columns: list[Column]
    roles: dict[str, list[Column]]
    dates: dict[int, Dates]
    why: dict[int, str]
    missing: Counter[str]


def columns_of(table: Table) -> tuple[list[Column], Counter[str]]:
    """Return the columns of a table, and the words for "missing" that were found in them."""
    missing: Counter[str] = Counter()
    found = []
    for place, name in enumerate(table.names):
        cells = [(line, text) for line, row in table.rows if place < len(row) and (text := row[place].strip())]
        missing.update(text for _, text in cells if text in _MISSING)
        kept = [cell for cell in cells if cell[1] not in _MISSING]
        found.append(Column(place + 1, name, kept, len({text for _, text in kept})))
    return found, missing


def roles_of(table: Table) -> Roles:
    """Return what each column seems to be."""
    columns, missing = columns_of(table)
    found = Roles(columns, {}, {}, {}, missing)
    _find_dates(found)
    _find_named(found, len(table.rows))
    if "id" not in found.roles:
        _find_id(found, len(table.rows))
    if "title" not in found.roles:
        _find_title(found)
    for column in columns:
        found.why.setdefault(column.place, _why_none(column))
    return found


def _why_none(column: Column) -> str:
    other = next((text for _, text in column.cells if not text.isdecimal()), None)
    if other is not None and "measures" in column.hints:
        return f"none: perhaps a measure, but {other[:20]!r} is not a whole number"
    return "none" if column.cells else "none: it is empty"


def _take(found: Roles, role: str, column: Column, why: str) -> None:
    found.roles.setdefault(role, []).append(column)
    found.why[column.place] = f"{role}: {why}"


def _find_dates(found: Roles) -> None:
    parts = [_part(found.columns, names) for names in _PARTS]
    last = [_part(found.columns, tuple(f"end {name}" for name in names)) for names in _PARTS]
    for column in found.columns:
        hinted = {"start", "end", "further"} & set(column.hints)
        if column.cells and (hinted or not column.is_number(float("inf"))):
            dates = dates_in(column.cells, ends="end" in column.hints)
            if dates.share >= (_POSSIBLE if hinted else _SURE) or (hinted and dates.read):
                found.dates[column.place] = dates
    full = [column for column in found.columns if column.place in found.dates and column not in (*parts, *last)]
    starts = [column for column in full if not {"end", "date_text"} & set(column.hints)]
    starts = [column for column in starts if not _OF_RECORDS & set(column.words)] or starts
    starts.sort(key=lambda column: _merit(column, found.dates[column.place]), reverse=True)
    ends = [column for column in full if "end" in column.hints]
    if parts[0] and parts[1] and (not starts or "start" not in starts[0].hints or found.dates[starts[0].place].years):
        _take_parts(found, "parts", parts, "the date")
        if last[0]:
            _take_parts(found, "end parts", last, "the end of the date")
        return
    if not starts:
        starts = [column for column in found.columns if column is parts[0] or _are_years(column)]
        found.dates.update((column.place, dates_in(column.cells)) for column in starts[:1])
    if starts:
        _take(found, "start", starts[0], "the date")
    if starts and ends:
        _take(found, "end", ends[0], "the end of the date")
    _find_further(found, full)


def _find_further(found: Roles, full: Sequence[Column]) -> None:
    """Take the columns of dates besides those of the event: each is an event of its own, such as a ratification."""
    years = any(found.dates[column.place].years for column in found.roles.get("start", ()))
    for column in full:
        if column.place in found.why or "date_text" in column.hints or _ALONE & set(column.words):
            continue
        if _OF_RECORDS & set(column.words):
            found.why[column.place] = "none: dates, perhaps of the record and not of the event"
        elif years or not found.dates[column.place].years:
            _take(found, "further", column, "the date of a further event")


def _take_parts(found: Roles, role: str, parts: Sequence[Column | None], what: str) -> None:
    for part, name in zip(parts, ("year", "month", "day"), strict=True):
        if part:
            _take(found, role, part, f"the {name} of {what}")


def _are_years(column: Column) -> bool:
    """Tell whether all cells look like years that events have."""
    return bool(column.cells) and all(_LIKELY_YEAR.fullmatch(text) for _, text in column.cells)


def _merit(column: Column, dates: Dates) -> float:
    return dates.share + ("start" in column.hints) + column.begins / 4 - dates.years / 2 - column.place / 1_000


def _part(columns: Sequence[Column], names: tuple[str, ...]) -> Column | None:
    return next((c for c in columns if fold(c.name) in names and (c.is_number(10_000) or not c.cells)), None)


def _find_named(found: Roles, rows: int) -> None:
    for column in found.columns:
        if column.place in found.why or not column.cells:
            continue
        role = next((role for role in column.hints if _fits(role, column, found, rows)), None)
        if role is not None:
            _take(found, role, column, "by its name")


def _fits(role: str, column: Column, found: Roles, rows: int) -> bool:
    taken = role in found.roles
    if role == "id":
        return not taken and column.distinct == len(column.cells) == rows
    if role in ("latitude", "longitude"):
        return not taken and column.is_number(90 if role == "latitude" else 180)
    if role in ("start", "end", "further"):
        return False
    if role == "measures":  # 1,200 and 1.200 have two meanings, and -9 may be a code
        return all(text.isdecimal() for _, text in column.cells)
    return role in ("actors", "place") or not taken


def _find_id(found: Roles, rows: int) -> None:
    """Take as the id a column that could only be one: a number or an address in each row, no two alike."""
    for column in found.columns[:_ID_WITHIN]:
        free = column.place not in found.why and column.distinct == len(column.cells) == rows
        if free and all(_LIKE_ID.fullmatch(text) for _, text in column.cells):
            _take(found, "id", column, "its cells are all different")
            return


def _find_title(found: Roles) -> None:
    """Take as the title the column of texts that differ most, and are not too long."""
    free = [
        column
        for column in found.columns
        if column.place not in found.why and column.cells and not column.is_number(float("inf"))
    ]
    short = [c for c in free if sum(len(text) for _, text in c.cells) <= _LONGEST_TITLE * len(c.cells)]
    if short:
        best = max(short, key=lambda c: (c.distinct, -c.place))
        _take(found, "title", best, f"its cells differ most ({best.distinct} different)")
    elif "description" in found.roles:
        found.roles["title"] = [found.roles["description"][0]]


def list_separators(column: Column) -> dict[str, int]:
    """Return the signs that may separate several in a cell, and in how many cells each is."""
    counts = {sign: sum(sign in text for _, text in column.cells) for sign in _LISTS}
    if counts[" / "] == counts["/"]:
        del counts["/"]
    return {sign: number for sign, number in counts.items() if number}
