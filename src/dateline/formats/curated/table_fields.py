"""The fields of one TOML table, converted and checked one by one. Faults are collected, never raised."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Mapping
from math import inf, isinf
from typing import Any, TypeVar

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, parse, parse_day
from dateline.dates.convention_settings import conventions_of
from dateline.errors import Fault, InvalidDate, InvalidQuery
from dateline.event_fields import TOO_GREAT, Field
from dateline.formats.curated.lines import Lines, Path
from dateline.model import Citation, Claim, Days, Participant
from dateline.names import nearest
from dateline.wire import participant_from_text

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*(?:@\d{4}-\d\d-\d\d)?")
_ID_OF_IMPORT = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ud800-\udfff]+")
"""Ids of the kinds of records that imports bring: those of data sets, such as `strike:1` or `BBC`, are ids too."""
_Value = TypeVar("_Value")


class Fields:
    """A table with its place; each reader takes a key, notes it as known, and returns None when it is absent."""

    def __init__(
        self,
        table: dict[str, Any],
        file: str,
        lines: Lines,
        path: Path,
        faults: list[Fault],
        *,
        imported: bool = False,
        frozen: bool = False,
    ) -> None:
        self._table = table
        self.imported, self.frozen = imported, frozen
        self._known: set[str] = set()
        self.file, self.lines, self.path, self.faults = file, lines, path, faults

    def __contains__(self, key: str) -> bool:
        """Tell whether the table has `key`."""
        self._known.add(key)
        return key in self._table

    @property
    def given(self) -> Mapping[str, Any]:
        """Return the table as it was given."""
        return self._table

    @property
    def line(self) -> int | None:
        """Return the line on which the table begins."""
        return self.lines.at(self.path)

    def fault(self, key: str | Path | None, message: str, hint: str | None = None) -> None:
        """Note a fault of `key`, of a path below the table, or (None) of the whole table."""
        below = () if key is None else (key,) if isinstance(key, str) else key
        path = (*self.path, *below)
        self.faults.append(Fault(self.lines.file(path) or self.file, self.lines.at(path), message, hint))

    def value(self, key: str, kind: type[_Value], name: str, *, required: bool = False) -> _Value | None:
        """Return the value of `key` if it is of the type `kind` (called `name` in a fault)."""
        self._known.add(key)
        found = self._table.get(key)
        if found is None:
            if required:
                self.fault(None, f"{key} is missing")
            return None
        if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
            self.fault(key, f"{key} must be {name}")
            return None
        return found

    def text(self, key: str, *, required: bool = False) -> str | None:
        """Return a text, never empty."""
        found = self.value(key, str, 'a text in "..."', required=required)
        if found is not None and not found.strip():
            self.fault(key, f"{key} is empty", "omit the key if there is nothing to say")
            return None
        return found.strip() if found else None

    def identifier(self, key: str = "id", *, of_import: bool = False) -> str | None:
        """Return an id, which must be there; one that is not well-formed is a fault, and returned nevertheless.

        With `of_import` it may be one of a data set. In the text of a record that came with an import all are.
        """
        found = self.text(key, required=True)
        form = _ID_OF_IMPORT if of_import else _ID
        if found is not None and not self.imported and not form.fullmatch(found):
            hint = re.sub(r"[^a-z0-9/]+", "-", found.lower()).strip("-/")
            self.fault(key, f"{found!r} is not an id", f"did you mean {hint!r}?" if hint else None)
        return found

    def date(self, key: str, *, required: bool = False, undated: bool = False) -> Date | None:
        """Return an EDTF date, or with `undated` the word that there is none."""
        found = self._text_of_date(key, required=required)
        date = None if found is None else self._read(key, parse, found)
        if date and date.kind == "undated" and not undated:
            hint = "give its earliest and latest days" if required else "omit the key if no date is known"
            self.fault(key, f"{key} cannot be undated: only an event can", hint)
            return None
        return date

    def spread(self, key: str) -> str | None:
        """Return a length of time such as "10 years", by which approximate dates are widened."""
        found = self.text(key)
        try:
            _ = conventions_of({key: found})
        except InvalidQuery as error:
            self.fault(key, error.message, error.hint)
            return None
        return found

    def day(self, key: str) -> int | None:
        """Return a single day written YYYY-MM-DD."""
        found = self._text_of_date(key)
        return None if found is None else self._read(key, parse_day, found)

    def days(self, key: str, *, required: bool = False) -> Days | None:
        """Return the first and last day by which an EDTF date is compared."""
        found = self.date(key, required=required)
        return None if found is None else (found.bounds.earliest, found.bounds.latest)

    def _text_of_date(self, key: str, *, required: bool = False) -> str | None:
        """Return the text of a date; a day without quotation marks is a date of TOML, and means the same."""
        found = self._table.get(key)
        if type(found) is datetime.date:
            self._known.add(key)
            return found.isoformat()
        return self.text(key, required=required)

    def _read(self, key: str, reader: Callable[[str], _Value], found: str) -> _Value | None:
        try:
            return reader(found)
        except InvalidDate as error:
            from dateline.dates.prose.refusals import hint_for, refusal_of

            self.fault(key, refusal_of(key, error), hint_for(error))
            return None

    def choice(self, key: str, among: Collection[str], default: str | None = None) -> Any:
        """Return one of the words `among`; without a default it must be there."""
        found = self.text(key, required=default is None)
        if found is None:
            return default
        if found not in among:
            self.fault(key, f"{key} {found!r} is not one of {', '.join(among)}", _meant(found, among))
            return default
        return found

    def flag(self, key: str) -> bool:
        """Return a boolean, False when absent."""
        return bool(self.value(key, bool, "true or false"))

    def plain(self, field: Field) -> Any:
        """Return the value of a field of an event; its confidence must be there, all others may be absent."""
        if field.kind == "number":
            return self.number(field.name, field.limit)
        if field.kind == "whole":
            return self.whole(field.name)
        if field.kind == "date":
            date = self.date(field.name)
            return date and date.edtf
        needed = field.name == "confidence" and not self.imported
        if field.kind == "choice" and (needed or field.name in self._table):
            return self.choice(field.name, field.choices)
        return self.text(field.name)

    def whole(self, key: str) -> int | None:
        """Return a whole number."""
        found = self.value(key, int, "a whole number")
        if found is not None and abs(found) >= TOO_GREAT:
            self.fault(key, f"{key} must have at most 18 digits")
            return None
        return found

    def number(self, key: str, limit: float | None) -> float | None:
        """Return a number, such as an angle of at most `limit` degrees either way."""
        found = self.value(key, (int | float), "a number")  # type: ignore[arg-type]
        if found is None:
            return None
        most = inf if limit is None else limit
        if not -most <= float(found) <= most or isinf(found):
            self.fault(key, f"{key} {found} is beyond {'all bounds' if limit is None else f'{limit:g} degrees'}")
            return None
        return float(found)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when absent."""
        found = self.value(key, list, "a list of texts") or []
        if not all(isinstance(item, str) and item.strip() for item in found):
            self.fault(key, f"{key} must contain only texts, none of them empty")
            return ()
        return tuple(item.strip() for item in found)

    def participants(self, key: str = "actors") -> tuple[Participant, ...]:
        """Return actors with their roles."""
        return tuple(participant_from_text(item) for item in self.texts(key))

    def tables(self, key: str) -> list[Fields]:
        """Return the fields of each table in the array `key`, empty when absent."""
        found = self.value(key, list, "an array of tables") or []
        if not all(isinstance(item, dict) for item in found):
            self.fault(key, f"{key} must be an array of tables")
            return []
        path = (*self.path, key)

        def below(place: int, table: dict[str, Any]) -> Fields:
            where = (self.file, self.lines, (*path, place), self.faults)
            return Fields(table, *where, imported=self.imported, frozen=self.frozen)

        return [below(place, each) for place, each in enumerate(found)]

    def citations(
        self, *, required: bool = False, claim: Callable[[Fields], Claim | None] | None = None
    ) -> tuple[Citation, ...]:
        """Return the citations; with `required` there must be at least one; `claim` reads what the source says."""
        found = [citation for fields in self.tables("citations") if (citation := _citation(fields, claim))]
        if required and not self.imported and "citations" not in self._table:
            self.fault(None, "citations are missing", 'add citations = [{ source = "...", locator = "..." }]')
        return tuple(found)

    def interval(self, key: str) -> Days | None:
        """Return a list of two days, the either possibly `..` for no bound."""
        found = self.texts(key)
        if not found:
            return None
        if len(found) != 2:
            self.fault(key, f"{key} must be a list of two days", f'{key} = ["2000-12-31", "2001-03-31"]')
            return None
        first = FAR_PAST if found[0] == ".." else self._read(key, parse_day, found[0])
        last = FAR_FUTURE if found[1] == ".." else self._read(key, parse_day, found[1])
        if first is None or last is None:
            return None
        if first > last:
            self.fault(key, f"{key} runs backwards", f'write ["{found[1]}", "{found[0]}"]')
            return None
        return first, last

    def levels(self, key: str) -> tuple[int, int]:
        """Return a level 0–3, or a list of the lowest and highest."""
        self._known.add(key)
        found = self._table.get(key)
        pair: list[Any] = found if isinstance(found, list) else [found, found]
        if len(pair) != 2 or not all(type(n) is int and 0 <= n <= 3 for n in pair) or pair[0] > pair[1]:
            self.fault(key if key in self._table else None, f"{key} must be 0 to 3, or a list [lowest, highest]")
            return 0, 3
        return pair[0], pair[1]

    def span(self, key: str) -> tuple[int, int]:
        """Return a number of days, or a list of the fewest and most; (0, 0) when absent."""
        self._known.add(key)
        found = self._table.get(key, 0)
        pair: list[Any] = found if isinstance(found, list) else [found, found]
        if len(pair) != 2 or not all(type(n) is int and 0 <= n <= 100_000 for n in pair) or pair[0] > pair[1]:
            self.fault(key, f"{key} must be a number of days, or a list [fewest, most]")
            return 0, 0
        return pair[0], pair[1]

    def note_known(self, key: str) -> None:
        """Take a key for known that somebody else reads."""
        self._known.add(key)

    def finish(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._table.keys() - self._known:
            self.fault(key, f"unknown key {key!r}", _meant(key, self._known))


class Inheriting(Fields):
    """The `keys` of a table, with those of another that it lacks; the faults of these have their place there."""

    def __init__(self, own: Fields, above: Fields, keys: Collection[str]) -> None:
        self._above = {key for key in keys if key not in own and key in above}
        found = {key: (above if key in self._above else own).given.get(key) for key in keys}
        kept = {key: value for key, value in found.items() if value is not None}
        super().__init__(kept, own.file, own.lines, own.path, own.faults)
        self._place = above

    def fault(self, key: str | Path | None, message: str, hint: str | None = None) -> None:
        """Note a fault where the key is given."""
        first = key if key is None or isinstance(key, str) else key[0]
        if first in self._above:
            self._place.fault(key, message, hint)
        else:
            super().fault(key, message, hint)


def _meant(found: str, among: Collection[str]) -> str | None:
    near = nearest(found, among, 1)
    return f"did you mean {near[0]!r}?" if near else None


def _citation(fields: Fields, claim: Callable[[Fields], Claim | None] | None) -> Citation | None:
    source = fields.identifier("source", of_import=True)
    locator, quote = fields.text("locator"), fields.text("quote")
    said = claim(fields) if claim else None
    fields.finish()
    return Citation(source, locator, quote, said) if source else None
