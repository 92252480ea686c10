"""What a file cannot say of the records that are written to it: told once, with numbers and reasons.

A writer returns the reasons for which it left records out. What it leaves out of the records that it writes is in the
table FIELDS here, so that no writer has to count. Formats that hold all have no row: csv, tsv, json, jsonl, md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from dateline.counted import counted
from dateline.dates.undated import UNDATED
from dateline.wire_fields import Record, are_deadlines, are_events

Test = Callable[[Record], object]
NO_DAY = "no day"
OPEN = "an open end"
BEYOND = "days outside of 0001-01-01 to 9999-12-30"
NO_SOURCE = "no source"


DOCUMENTS = ("chronology", "atom", "bibtex", "csl")
"""Formats to be read by people, or of sources alone."""


class Losses(NamedTuple):
    """How many records were left out, by what they have or lack, and how many lost something, by what."""

    noun: str
    left_out: Mapping[str, int]
    lost: Mapping[str, int]

    def lines(self, form: str, *, whole: bool = False) -> list[str]:
        """Return the lines for the user.

        Documents for people leave fields out by design: theirs are told only if the `whole` is wanted.

        >>> Losses("event", {"an open end": 2, "no day": 1}, {"actors": 3}).lines("ics")
        ['3 events left out: 2 with an open end, 1 with no day', 'ics has no place for: actors (of 3 events)']
        """
        found = []
        if total := sum(self.left_out.values()):
            reasons = ", ".join(f"{number} with {reason}" for reason, number in self.left_out.items())
            found.append(f"{self._number(total)} left out: {reasons}")
        if self.lost and (whole or form not in DOCUMENTS):
            named = ", ".join(f"{what} (of {self._number(number)})" for what, number in self.lost.items())
            found.append(f"{form} has no place for: {named}")
        return found

    def _number(self, number: int) -> str:
        return counted(number, self.noun)


class Watch:
    """Passes records on to a writer and counts what it has no place for."""

    def __init__(self, form: str, fields: tuple[str, ...]) -> None:
        kind = "event" if are_events(fields) else "deadline" if are_deadlines(fields) else "record"
        self._noun = kind
        self._tests = FIELDS.get(form, {}).get(kind, {})
        self._left_out = LEFT_OUT.get(form, {}).get(kind, {})
        self._lost: Counter[str] = Counter()
        self._missing: Counter[str] = Counter()

    def of(self, records: Iterable[Record]) -> Iterable[Record]:
        """Return the records, which are counted when the writer takes them."""
        return self._counted(records) if self._tests or self._left_out else records

    def _counted(self, records: Iterable[Record]) -> Iterator[Record]:
        for record in records:
            self._missing.update(reason for reason, test in self._left_out.items() if test(record))
            self._lost.update(what for what, test in self._tests.items() if test(record))
            yield record

    def losses(self, left_out: Mapping[str, int] | None) -> Losses:
        """Return what was lost, with what the writer says that it left out."""
        return Losses(self._noun, {**(left_out or {}), **self._missing}, dict(self._lost))


# What a record has, by the words with which it is told.


def _has(name: str) -> Test:
    return lambda record: record.get(name) not in (None, "", [])


def _has_doubt(record: Record) -> bool:
    return record["confidence"] not in (None, "high")


def _has_place(record: Record) -> bool:
    return record["latitude"] is not None


def _has_more(name: str, most: int = 1) -> Test:
    return lambda record: len(record.get(name) or ()) > most


def _is_beyond(record: Record) -> bool:
    """Tell whether a day is outside of the years 1 to 9999, or not told though the date has days."""
    days = (record["earliest"], record["latest"])
    return any(day and not (len(day) == 10 and day[:4].isdigit() and day[:4] > "0000") for day in days)


def _has_no_time(record: Record) -> bool:
    days = (record["latest"], record["earliest"])
    return not any(day and len(day) == 10 and day[:4].isdigit() for day in days)


def _has_calendar(record: Record) -> bool:
    return record.get("calendar") not in (None, "gregorian")


def _has_gaps(record: Record) -> bool:
    return "," in record["date"] or record["date"].startswith("{")


def _is_undated(record: Record) -> bool:
    return bool(record["date"] == UNDATED)


def _has_no_cutoff(record: Record) -> bool:
    return record["cutoff_to"] is None and record["cutoff_from"] is None


_MEASURED: Mapping[str, Test] = {"measures": _has("measures")}
_COUNTED: Mapping[str, Test] = {**_MEASURED, "calendars of dates": _has_calendar}
_TOPICAL: Mapping[str, Test] = {"actors": _has("actors"), "confidence": _has_doubt, **_COUNTED}
_QUOTED: Mapping[str, Test] = {"quotes": lambda record: any(each["quote"] for each in record["citations"])}
_CITED_ONLY: Mapping[str, Test] = {
    "places in sources": lambda record: any(each["locator"] for each in record["citations"]),
    **_QUOTED,
}
_DRAWN: Mapping[str, Mapping[str, Test]] = {
    "event": {NO_DAY: _is_undated},
    "deadline": {NO_DAY: _has_no_cutoff},
}
FIELDS: Mapping[str, Mapping[str, Mapping[str, Test]]] = {
    "ics": {
        "event": {
            **_TOPICAL, "kinds": _has("kind"), "the words of dates": _has("date_text"), **_QUOTED,
        },
        "deadline": {"actors": _has("actors")},
    },
    "timelinejs": {
        "event": {
            **_TOPICAL, "kinds": lambda record: record["kind"] not in (None, "", "era"),
            "themes but the first": _has_more("themes"), **_QUOTED,
        },
    },
    "chronology": {
        "event": {
            "themes": _has("themes"), "kinds": _has("kind"), "coordinates": _has_place,
            "medium confidence": lambda record: record["confidence"] == "medium", **_MEASURED, **_QUOTED,
        },
        "deadline": {"themes": _has("themes")},
    },
    "atom": {
        "event": {
            **_TOPICAL, "kinds": _has("kind"), "places": _has("place"), "coordinates": _has_place,
            "a time (the year 1 stands for it)": _has_no_time, **_QUOTED,
        },
    },
    "graphml": {
        "event": {
            "actors": _has("actors"), "descriptions": _has("description"), "themes": _has("themes"),
            "kinds": _has("kind"), "coordinates": _has_place, "the words of dates": _has("date_text"), **_COUNTED,
            **_QUOTED,
        },
    },
    "jsonld": {
        "event": {
            "themes": _has("themes"), "kinds": _has("kind"), "coordinates": _has_place, "confidence": _has_doubt,
            "the words of dates": _has("date_text"), **_COUNTED, **_QUOTED,
        },
    },
    "quickstatements": {
        "event": {
            "actors": _has("actors"), "themes": _has("themes"), "descriptions": _has("description"),
            "kinds": _has("kind"), "places": _has("place"), "coordinates": _has_place, "confidence": _has_doubt,
            "the words of dates": _has("date_text"), "all but the outermost days": _has_gaps, **_COUNTED, **_QUOTED,
        },
    },
    "parquet": {"event": {"days outside of the years 1 to 9999 (null, told by `date`)": _is_beyond}},
    "bibtex": {"event": _CITED_ONLY, "deadline": _CITED_ONLY},
    "csl": {"event": _CITED_ONLY, "deadline": _CITED_ONLY},
}  # fmt: skip
"""What each format leaves out of the records that it writes, by their kind."""
LEFT_OUT: Mapping[str, Mapping[str, Mapping[str, Test]]] = {
    "svg": _DRAWN,
    "png": _DRAWN,
    "pdf": _DRAWN,
    "html": _DRAWN,
    "bibtex": {kind: {NO_SOURCE: lambda record: not record.get("citations")} for kind in ("event", "deadline")},
    "csl": {kind: {NO_SOURCE: lambda record: not record.get("citations")} for kind in ("event", "deadline")},
}
"""The records that formats leave out whose writers do not say so, by what they have or lack."""
