"""The fields of an event, one table for all: columns, rows, wire records, cells, schemas and fingerprints follow it.

A new field is an entry in LATER, an attribute of `dateline.model.Event` and a migration; it comes last on the wire.
"""

from __future__ import annotations

from collections import namedtuple

from dateline.dates.calendar import CALENDARS

_Fields = namedtuple("_Fields", ("name", "kind", "about", "limit", "choices"), defaults=(None, None, ()))


class Field(_Fields):
    """A field of one value, which an event may lack.

    `kind` is text, number (of at most `limit` degrees either way), whole (a number below TOO_GREAT), date (EDTF, kept
    as its text) or choice (one of `choices`). `about` describes it for people.
    """

    __slots__ = ()
    name: str
    kind: str
    about: str | None
    limit: float | None
    choices: tuple[str, ...]


TOO_GREAT = 10**18
"""No whole number is so great: not every number of this length would go into a column of 64 bits."""
PLAIN = (
    Field("date_text", "text", "the words of the source"),
    Field("description", "text"),
    Field("kind", "text"),
    Field("place", "text"),
    Field("latitude", "number", limit=90),
    Field("longitude", "number", limit=180),
    Field("confidence", "choice", choices=("high", "medium", "low")),
)
"""The fields that every fingerprint covers, in this order; it cannot change."""
LATER: tuple[Field, ...] = (
    Field("calendar", "choice", "the calendar of date_text, if not the Gregorian", choices=CALENDARS),
)
"""Fields that came later: a fingerprint covers them only where they are set, so that older ones stay."""
FIELDS = (*PLAIN, *LATER)
NAMES = tuple(field.name for field in FIELDS)
LATER_NAMES = NAMES[len(PLAIN) :]
NUMBERS = {field.name: field.limit for field in FIELDS if field.kind in ("number", "whole")}
"""The fields that are numbers, with their limits."""
DATES = tuple(field.name for field in FIELDS if field.kind == "date")
CHOICES = {field.name: field.choices for field in FIELDS if field.kind == "choice"}
"""The fields that are one of some words, with these."""
VERDICTS = ("best source", "intersection", "editor")
"""Why an event has its date, where its sources differ."""
CLAIMED = ("verdict", "claims")
"""On the wire on request only, behind WIRE: the verdict, and what each source says (`dateline.claims.forms`)."""
CLAIMS_IN = ("csv", "tsv", "json", "jsonl", "parquet")
"""The formats that have a place for these two; pictures draw the dates of claims."""
WIRE = (
    "id", "date", "date_text", "earliest", "latest", "match", "title", "description", "kind", "place", "latitude",
    "longitude", "actors", "themes", "citations", "confidence", *LATER_NAMES, "measures",
)  # fmt: skip
"""All fields of an event on the wire, in their order."""
DERIVED = ("earliest", "latest", "match")
"""Those that are worked out, and never read."""
