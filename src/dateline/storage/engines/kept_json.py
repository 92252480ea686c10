"""JSON that the program wrote into the database, where somebody else may have changed it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from dateline.errors import DatabaseError, DatelineError
from dateline.safe_parsing import Unreadable, json_value
from dateline.wire_fields import Record

if TYPE_CHECKING:
    from dateline.model import Event


CANNOT_BE_READ = " cannot be read: "


class Damaged(DatabaseError):
    """A text in the database that the program wrote, and that cannot be read any more."""

    def __init__(self, column: str, record: str, reason: str) -> None:
        super().__init__(f"{column} of {record}{CANNOT_BE_READ}{reason}", "run: dateline db check")


@contextmanager
def kept(column: str, record: str) -> Iterator[None]:
    """Name the `column` (with its table) and the record whose text cannot be read.

    Raises:
        Damaged: the text is not what the program wrote, however that comes out.
    """
    try:
        yield
    except Damaged:
        raise
    except (Unreadable, DatelineError) as error:
        raise Damaged(column, record, error.message) from None
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        raise Damaged(column, record, _reason(error)) from None


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error} is missing"
    return str(error) if type(error) is ValueError else "it is of another form than dateline writes"


def kept_object(text: str | None, column: str, record: str) -> dict[str, Any]:
    """Return the object of a JSON text.

    Raises:
        Damaged: it is not one.
    """
    with kept(column, record):
        found = json_value(text or "")
        if not isinstance(found, dict):
            raise ValueError("it is not an object")
        return found


def kept_event(text: str | None, column: str, record: str) -> Event:
    """Return the event of a JSON text; beside what it says it may have a fingerprint.

    Raises:
        Damaged: it is not one.
    """
    from dateline.wire import event_from_record

    with kept(column, record):
        return event_from_record(kept_object(text, column, record))


def event_read(record: Record) -> Event:
    """Return the event of a record on the wire, made of its rows.

    Raises:
        Damaged: what its sources say cannot be read.
    """
    from dateline.wire import event_from_record

    with kept("event_claims.claims", f"the event {record['id']!r}") if "claims" in record else nullcontext():
        return event_from_record(record)


def had_of(kind: str, identity: str, batch: int | None = None) -> tuple[str, str]:
    """Return how the text of what stood before a revision is named: its column, and whose it is."""
    return "revision.had", f"the {kind} {identity!r}" + ("" if batch is None else f" in batch {batch}")
