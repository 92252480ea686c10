"""The names of options where they are parameters, the limits of their values, and the JSON schemas of both."""

from __future__ import annotations

from typing import Any

from dateline.question_options import Option

MOST_VALUES = 8
"""So often may a filter be given: each number of them is a statement of its own."""
LONGEST_VALUE = 200
"""Characters of a value; names and dates are shorter."""
MOST_NUMBER = 10**9
"""No number of records or pages is greater."""


def parameter(option: Option) -> str:
    """Return the name of an option in an address or a call: `as_of` for --as-of."""
    return option.spellings[0].lstrip("-").replace("-", "_")


def value_schema(option: Option) -> dict[str, Any]:
    """Return the JSON schema of what an option takes; a list where it may be given again."""
    schema: dict[str, Any]
    match option.kind:
        case "flag":
            schema = {"type": "boolean", "default": False}
        case "number":
            schema = {"type": "integer", "minimum": 0, "maximum": MOST_NUMBER, "default": int(option.default or 0)}
        case "choice":
            schema = {"enum": list(option.choices)} | ({"default": option.default} if option.default else {})
        case "date":
            schema = {"type": "string", "maxLength": LONGEST_VALUE, "examples": ["1999-12", "fall 1999"]}
        case _:
            schema = {"type": "string", "maxLength": LONGEST_VALUE}
    return {"type": "array", "items": schema, "maxItems": MOST_VALUES} if option.many else schema
