"""The arguments of a tool: their JSON schemas, made of options, and their values, checked by the same options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.errors import InvalidQuery
from dateline.names import nearest
from dateline.parameters.schemas import LONGEST_VALUE, MOST_NUMBER, MOST_VALUES, parameter, value_schema
from dateline.question_options import Option

DEFAULT, MOST = 20, 100
"""Records of a page: unless asked otherwise, and at most."""
LONGEST_TEXT = 10_000
"""Characters of a quote."""
LIMIT = Option(
    ("--limit",), "limit", "number", f"Records of this page, at most {MOST}; the total is always given.",
    default=str(DEFAULT),
)  # fmt: skip
OFFSET = Option(
    ("--offset",), "offset", "number", "Skip so many records: `next_offset` of the page before.", default="0"
)
PAGE = (LIMIT, OFFSET)
Schema = dict[str, Any]
Values = dict[str, Any]


def input_schema(options: Sequence[Option], required: Sequence[str] = ()) -> Schema:
    """Return the JSON schema of the arguments that options stand for."""
    return {
        "type": "object",
        "properties": {parameter(option): _schema(option) for option in options},
        "required": list(required),
        "additionalProperties": False,
    }


def _schema(option: Option) -> Schema:
    form = f" ({option.metavar})" if "," in (option.metavar or "") else ""
    schema = value_schema(option) | {"description": option.help.replace("--", "") + form}
    if option.kind == "long":
        schema["maxLength"] = LONGEST_TEXT
    if option.name == "limit":
        # More is no error: the answer is a page, and says so.
        schema |= {"minimum": 1, "maximum": MOST_NUMBER}
    return schema


def values_of(given: Mapping[str, Any] | None, options: Sequence[Option], required: Sequence[str] = ()) -> Values:
    """Return the values of arguments by the names of their parameters; None says nothing.

    Raises:
        InvalidQuery: an argument is not known, is missing, or has a value that it cannot have; the hint says what can.
    """
    known = {parameter(option): option for option in options}
    for name in given or {}:
        if name not in known:
            near = nearest(name[:LONGEST_VALUE], known, 1)
            hint = f"did you mean {near[0]}?" if near else "there are " + ", ".join(known)
            raise InvalidQuery(f"there is no argument {name[:LONGEST_VALUE]!r}", hint)
    found = {name: _value(name, value, known[name]) for name, value in (given or {}).items() if value is not None}
    for name in required:
        if not found.get(name):
            raise InvalidQuery(f"{name} is missing", known[name].help)
    return found


def _value(name: str, value: Any, option: Option) -> Any:
    if not option.many:
        return _single(name, value, option)
    values = value if isinstance(value, list) else [value]
    if len(values) > MOST_VALUES:
        raise InvalidQuery(f"{name} has {len(values):,} values", f"give at most {MOST_VALUES}")
    return tuple(_single(name, each, option) for each in values)


def _single(name: str, value: Any, option: Option) -> Any:
    match option.kind:
        case "flag":
            return _of_type(name, value, bool, "true or false")
        case "number":
            return _number(name, value)
        case "choice":
            return _chosen(name, value, option.choices)
        case "long":
            return _text(name, value, LONGEST_TEXT)
    # A model writes a year or a number of kilometres as a number.
    bare = isinstance(value, int | float) and not isinstance(value, bool) and (name == "km" or option.kind == "date")
    return _text(name, str(value) if bare else value, LONGEST_VALUE)


def _of_type(name: str, value: Any, kind: type, words: str) -> Any:
    if not isinstance(value, kind):
        raise InvalidQuery(f"{name} is {_shown(value)}", f"it can be {words}")
    return value


def _number(name: str, value: Any) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < (name == "limit"):
        raise InvalidQuery(f"{name} is {_shown(value)}", f"it can be a whole number from {int(name == 'limit')} on")
    return min(value, MOST_NUMBER)


def _chosen(name: str, value: Any, choices: Sequence[str]) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if text not in choices:
        raise InvalidQuery(f"{name} is {_shown(value)}", f"it can be {' or '.join(map(repr, choices))}")
    return str(text)


def _text(name: str, value: Any, longest: int) -> str:
    text: str = _of_type(name, value, str, "a text")
    if len(text) > longest:
        raise InvalidQuery(f"{name} is a text of {len(text):,} characters", f"it may have at most {longest:,}")
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise InvalidQuery(f"{name} holds what is no character", "write the text anew")
    return text


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"
