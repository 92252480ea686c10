"""The description of the API in OpenAPI 3.1, built from the same options and fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from dateline import __version__
from dateline.claims.records import KEYS as CLAIM_KEYS
from dateline.deadlines.horizons import Placement
from dateline.deadlines.kept.progress import BAROMETER
from dateline.deadlines.states import CHOICES, Certainty
from dateline.event_fields import FIELDS, VERDICTS, Field
from dateline.measures import KEYS
from dateline.model import ActorKind
from dateline.operations.searching import KINDS as SEARCHED
from dateline.parameters.schemas import parameter, value_schema
from dateline.question_options import Option
from dateline.storage.reading.lists import ACTOR_FIELDS, PROGRAMME_FIELDS, SOURCE_FIELDS, THEME_FIELDS
from dateline.web.api import files
from dateline.web.api.options import DEFAULT, MOST, OPTIONS, SINGLE
from dateline.web.comparing.sides import FIELDS as COMPARED_FIELDS
from dateline.web.searching.page import WORDS
from dateline.wire_fields import DEADLINE_FIELDS, DERIVATION_FIELDS, EVENT_FIELDS, PROGRESS_FIELDS

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_NUMBER: Schema = {"type": "integer"}
_NUMERIC: Schema = {"type": ["number", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_DATE: Schema = {"type": "string", "description": "EDTF (ISO 8601-2)"}
_NO_DATE: Schema = {"type": ["string", "null"], "description": "EDTF (ISO 8601-2)"}
_DAY: Schema = {"type": ["string", "null"], "description": "YYYY-MM-DD, or EDTF beyond the years 1 to 9999"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(name: str) -> Schema:
    return {"type": "array", "items": _ref(name)}


def _object(fields: Iterable[str], types: dict[str, Schema]) -> Schema:
    """Return the schema of a record that has all `fields` and no other."""
    names = list(fields)
    return {
        "type": "object",
        "properties": {name: types[name] for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _with_group(types: dict[str, Schema]) -> Schema:
    """Return the schema of a record that names its party, programme or theme."""
    schema = _object(types, types)
    return schema | {"required": [name for name in types if name not in ("party", "programme", "theme", "name")]}


def _one_of(words: Iterable[str], *, null: bool = False) -> Schema:
    return {"enum": [*words, *([None] if null else [])]}


def _plain(field: Field) -> Schema:
    """Return the schema of a field that an event may lack."""
    if field.choices:
        return _one_of(field.choices, null=True)
    kinds: dict[str, Schema] = {
        "number": {"type": ["number", "null"]}, "whole": {"type": ["integer", "null"]}, "date": _NO_DATE,
    }  # fmt: skip
    kind = kinds.get(field.kind, _MAYBE)
    return kind | ({"description": field.about} if field.about else {})


_EVENT: dict[str, Schema] = {
    "id": _TEXT,
    "date": _DATE,
    "earliest": _DAY,
    "latest": _DAY,
    "match": _one_of(("certain", "possible")),
    "title": _TEXT,
    "actors": _list("Participant"),
    "themes": _TEXTS,
    "citations": _list("Citation"),
    "measures": _list("Measure"),
    **{field.name: _plain(field) for field in FIELDS},
}
_STATE = _one_of(CHOICES)
_DEADLINE: dict[str, Schema] = {
    "id": _TEXT,
    "programme": _TEXT,
    "title": _TEXT,
    "due": _NO_DATE,
    "due_text": _MAYBE,
    "cutoff_from": _DAY,
    "cutoff_to": _DAY,
    "state": _STATE,
    "overdue": _one_of(get_args(Certainty)),
    "possible": {"type": "array", "items": _TEXT},
    "days_overdue": {"type": ["array", "null"], "items": {"type": ["integer", "null"]}, "minItems": 2, "maxItems": 2},
    "ever_overdue": _one_of(get_args(Certainty)),
    "vs_original": _STATE,
    "hindsight": {"type": "boolean"},
    "forecast": {"type": "boolean"},
    "actors": _list("Participant"),
    "themes": _TEXTS,
    "why": _TEXT,
}
_ACTOR: dict[str, Schema] = {
    "id": _TEXT,
    "name": _TEXT,
    "kind": _one_of(get_args(ActorKind)),
    "aliases": _TEXTS,
    "description": _MAYBE,
    "date": _NO_DATE,
    "member_of": _list("Membership"),
    "events": _COUNT,
    "citations": _list("Citation"),
}
_THEME: dict[str, Schema] = {
    "id": _TEXT,
    "title": _TEXT,
    "aliases": _TEXTS,
    "description": _MAYBE,
    "depth": _COUNT,
    "events": _COUNT | {"description": "of the theme and all below it"},
}
_SOURCE: dict[str, Schema] = {
    **dict.fromkeys(("author", "publisher", "url", "language", "note"), _MAYBE),
    "id": _TEXT,
    "title": _TEXT,
    "date": _NO_DATE,
    "citations": _COUNT,
}
_PROGRAMME: dict[str, Schema] = {
    "id": _TEXT,
    "title": _TEXT,
    "date": _NO_DATE,
    "description": _MAYBE,
    "observed_through": _DAY,
    "actors": _list("Participant"),
    "deadlines": _COUNT,
    "citations": _list("Citation"),
    "tz": _MAYBE,
}
_COUNTED: Schema = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("certain", "possible", "total"), _COUNT),
        **dict.fromkeys(("year", "month", "actor", "theme"), _TEXT),
    },
    "required": ["certain", "possible"],
    "patternProperties": {".": {"description": "a number, or the name of the group"}},
    "additionalProperties": False,
}
_PAIR: Schema = {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2, "description": "certain, possible"}
_BOUNDS: Schema = {
    "type": ["array", "null"], "items": _NUMERIC, "minItems": 2, "maxItems": 2, "description": "least, greatest",
}  # fmt: skip
_GROUP: dict[str, Schema] = {**dict.fromkeys(("party", "programme", "theme"), _MAYBE), "name": _TEXT, "as_of": _DAY}
_TALLY = ("group", "name", "deadlines", "met", "overdue", "abandoned", "on_time", "deficit", "delay")
_TALLIED: dict[str, Schema] = {
    "group": _MAYBE,
    "name": _TEXT,
    **dict.fromkeys(("deadlines", "met", "overdue", "abandoned"), _PAIR),
    **dict.fromkeys(("on_time", "deficit", "delay"), _BOUNDS),
}
_SCORED: dict[str, Schema] = {
    **_GROUP,
    **dict.fromkeys(("on_time", "level"), _BOUNDS),
    **dict.fromkeys(("deadlines", "unknown"), _COUNT),
}
_LEVELLED: dict[str, Schema] = {
    **_GROUP,
    **dict.fromkeys(("deadlines", *BAROMETER, "reached"), _PAIR),
    "unknown": _COUNT,
}
_DEADLINES = _object(DEADLINE_FIELDS, _DEADLINE)
_PROGRESS: dict[str, Schema] = {
    "progress": _TEXT,
    "level": {"type": ["array", "null"], "items": _COUNT, "minItems": 2, "maxItems": 2},
    "abandoned": _one_of(get_args(Certainty)),
    "stalled": _one_of(get_args(Certainty), null=True),
    "tracker": _TEXT,
    "barometer": _MAYBE,
}
for _name in PROGRESS_FIELDS:
    _DEADLINES["properties"][_name] = _PROGRESS[_name] | {"description": "with progress"}
_DERIVED: dict[str, Schema] = dict.fromkeys(DERIVATION_FIELDS, _MAYBE) | {
    "free": {"type": ["array", "null"], "items": _TEXT}, "steps": {"type": "array", "items": _TEXT},
}  # fmt: skip
for _name in DERIVATION_FIELDS:
    _DEADLINES["properties"][_name] = _DERIVED[_name] | {"description": "with derivation"}
_DEADLINES["properties"]["horizon"] = _one_of(get_args(Placement)) | {"description": "where it lies, with a horizon"}
_EVENTS: Schema = _object(EVENT_FIELDS, _EVENT)
_EVENTS["properties"] |= {"verdict": _one_of(VERDICTS, null=True), "claims": _list("Claim")}
_CLAIM: dict[str, Schema] = dict.fromkeys(CLAIM_KEYS, _MAYBE) | {
    "citation": _COUNT, "source": _TEXT, "date": _NO_DATE, "earliest": _DAY, "latest": _DAY,
    "actors": {"type": "array", "items": _object(("id", "role"), {"id": _TEXT, "role": _MAYBE})},
    "measures": _list("Measure"),
}  # fmt: skip
_COMPARED: dict[str, Schema] = {
    **dict.fromkeys(("id", "programme", "title"), _TEXT),
    **dict.fromkeys(("due_a", "due_b"), _NO_DATE),
    **{f"{name}_{side}": _DAY for name in ("cutoff_from", "cutoff_to") for side in "ab"},
    **{f"state_{side}": _one_of(CHOICES, null=True) for side in "ab"},
    **{f"overdue_{side}": _one_of(get_args(Certainty), null=True) for side in "ab"},
}
_SIDE: dict[str, Schema] = {
    "name": _TEXT, "id": _TEXT, "as_of": _DAY, "deadlines": _COUNT, "events": _PAIR | {"type": ["array", "null"]},
}  # fmt: skip
SCHEMAS: dict[str, Schema] = {
    "Compared": _object(COMPARED_FIELDS, _COMPARED),
    "Tally": _object(_TALLY, _TALLIED),
    "Score": _with_group(_SCORED),
    "Levels": _with_group(_LEVELLED),
    "Event": _EVENTS,
    "Claim": _object(CLAIM_KEYS, _CLAIM),
    "Deadline": _DEADLINES,
    "Actor": _object(ACTOR_FIELDS, _ACTOR),
    "Theme": _object(THEME_FIELDS, _THEME),
    "Source": _object(SOURCE_FIELDS, _SOURCE),
    "Programme": _object(PROGRAMME_FIELDS, _PROGRAMME),
    "Count": _COUNTED,
    "Hit": _object(
        ("kind", "id", "title", "found"), {"kind": _one_of(SEARCHED), "id": _TEXT, "title": _TEXT, "found": _MAYBE}
    ),
    "Participant": _object(("id", "name", "role"), {"id": _TEXT, "name": _MAYBE, "role": _MAYBE}),
    "Citation": _object(("source", "locator", "quote"), {"source": _TEXT, "locator": _MAYBE, "quote": _MAYBE}),
    "Measure": _object(KEYS, dict.fromkeys(KEYS, _NUMERIC) | {"name": _TEXT, "unit": _MAYBE}),
    "Membership": _object(
        ("id", "name", "role", "date", "citations"),
        {"id": _TEXT, "name": _TEXT, "role": _MAYBE, "date": _NO_DATE, "citations": _list("Citation")},
    ),
    "Error": _object(("error", "hint"), {"error": _TEXT, "hint": _MAYBE}),
}
_OF = {
    "events": ("Event", "Events of the filters, in order of date."),
    "counts": ("Count", "The number of events, or the numbers by year, month, actor or theme."),
    "deadlines": ("Deadline", "Deadlines with their state at the end of a day, in order of their last day."),
    "tally": ("Tally", "What the promises of each party, programme or theme came to."),
    "levels": ("Levels", "How many had reached which level, by the end of each year and by group."),
    "scores": ("Score", "The share met on time and the level reached, by the end of each year and by group."),
    "compare": ("Compared", "The deadlines of two programmes, actors, themes or days, each as it is on both sides."),
    "search": ("Hit", "Records of all kinds in whose names, titles or texts every word begins a word."),
    "actors": ("Actor", "Actors with aliases and memberships, by name."),
    "themes": ("Theme", "The tree of themes."),
    "sources": ("Source", "Sources and how often each is cited, by title."),
    "programmes": ("Programme", "Programmes with the number of their deadlines, by date."),
}
_BESIDE: dict[str, Schema] = {
    "compare": {"sides": {"type": "array", "items": _object(_SIDE, _SIDE), "minItems": 2, "maxItems": 2}},
    "search": {
        "counts": {
            "type": "array",
            "items": _object(("kind", "number"), {"kind": _one_of(SEARCHED), "number": _COUNT}),
        }
    },
}
"""What some answers say beside the records."""
_ERRORS = {
    "400": "What is asked cannot be answered: a name or a date that is not known, or filters that contradict.",
    "401": "The server wants its token.",
    "404": "There is no such record.",
    "503": "The answer takes too long: ask for fewer.",
}


def document() -> Schema:
    """Return the whole description."""
    paths = {f"/api/{name}": {"get": _operation(name)} for name in OPTIONS}
    single = {f"/api/{kind}s/{{id}}": {"get": _one(kind)} for kind in ("event", *SINGLE)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "dateline",
            "version": __version__,
            "summary": "Dated events and promises with their sources.",
            "description": "Every record is that of the command line. Errors are {error, hint}.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": {**paths, **single, **files.paths(files.Words(_parameter, _ERRORS))},
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _one(kind: str) -> Schema:
    schema = _ref("Event") if kind == "event" else {"type": "object", "description": "as `show -f json` prints it"}
    return {
        "operationId": kind,
        "summary": f"One {kind}.",
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": _TEXT}],
        "responses": _responses(schema, ("400", "401", "404", "503")),
    }


def _operation(name: str) -> Schema:
    schema, summary = _OF[name]
    options = OPTIONS[name]
    paged = any(parameter(option) == "limit" for option in options)
    fields = {"records": _list(schema), **_BESIDE.get(name, {}), **({"next": _MAYBE} if paged else {})}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": [_parameter(option) for option in options],
        "responses": _responses(_object(fields, fields), ("400", "401", "503"), _other_form(options)),
    }


def _other_form(options: Iterable[Option]) -> str | None:
    """Return the media type of what `format` offers beside JSON, if there is such a parameter."""
    types = {"jsonl": "application/x-ndjson", "csv": "text/csv"}
    choices = next((option.choices for option in options if parameter(option) == "format"), ())
    return next((types[choice] for choice in choices if choice in types), None)


def _responses(schema: Schema, errors: Iterable[str], other: str | None = None) -> Schema:
    content: Schema = {"application/json": {"schema": schema}}
    if other:
        content[other] = {"schema": _TEXT | {"description": "a record a line"}}
    wrong = {"application/json": {"schema": _ref("Error")}}
    return {
        "200": {"description": "The records.", "content": content},
        **{status: {"description": _ERRORS[status], "content": wrong} for status in errors},
    }


def _parameter(option: Option) -> Schema:
    return {
        "name": parameter(option),
        "in": "query",
        "description": option.help,
        "schema": _value(option),
        **({"required": True} if option is WORDS else {}),
        **({"style": "form", "explode": True} if option.many else {}),
    }


def _value(option: Option) -> Schema:
    if parameter(option) == "limit":
        return {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT}
    return value_schema(option)
