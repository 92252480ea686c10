"""JSON that the program wrote into the database, where somebody else may have changed it."""

from __future__ import annotations

from typing import Any

from dateline.errors import DatabaseError
from dateline.safe_parsing import Unreadable, json_value


def kept_object(text: str) -> dict[str, Any]:
    """Return the object of a JSON text of the history.

    Raises:
        DatabaseError: it is not one.
    """
    try:
        found = json_value(text)
    except Unreadable as error:
        raise DatabaseError(f"the history contains a record that {error.message}", "run: dateline db check") from None
    if not isinstance(found, dict):
        raise DatabaseError("the history contains a record that is not an object", "run: dateline db check")
    return found
