"""The events of a query written to a file or a stream in any format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, TYPE_CHECKING, Any

from dateline.errors import InvalidQuery
from dateline.event_fields import CLAIMS_IN
from dateline.formats.registry import format_named, format_of_file
from dateline.library.opened import Opened
from dateline.library.outputs import written_to

if TYPE_CHECKING:
    from dateline.query import Query
    from dateline.wire_fields import Record

_PICTURE = ("lanes", "deadlines", "width", "scheme", "title", "links")


def write(
    records: Iterable[Record], fields: tuple[str, ...], query: Query, opened: Opened, target: str | IO[str],
    form: str | None, options: Mapping[str, Any],
) -> list[str]:  # fmt: skip
    """Write the events of a query; return what the format had no place for, a line each.

    Raises:
        InvalidQuery: there is no such format, or it has no such option.
        OSError: the file cannot be written.
    """
    name = form or _by_ending(target)
    chosen = format_named(name)
    given = {key: value for key, value in options.items() if value is not None}
    taken = {"safe": chosen.can("separated"), **dict.fromkeys(_PICTURE, chosen.can("drawn"))}
    if "claims" in fields and name not in CLAIMS_IN and not chosen.can("drawn"):
        raise InvalidQuery(f"{name} has no place for claims", f"ask without them, or write {', '.join(CLAIMS_IN)}")
    if wrong := [key for key in given if not taken.get(key)]:
        raise InvalidQuery(f"{name} has no option {wrong[0]}")
    with opened.reading() as connection:
        from dateline.storage.reading.lists import cited_sources

        more: dict[str, Any] = cited_sources(connection, name)
    if chosen.can("stamp"):
        more["stamp"] = opened.today
    if chosen.can("drawn"):
        from dateline.library.pictures import looked

        more |= looked(query, opened, given.pop("deadlines", None), **given)
    else:
        more |= given
    with written_to(target) as stream:
        losses = chosen.write(fields, records, stream, **more)
    return losses.lines(name, whole=True) if losses else []


def _by_ending(target: str | IO[str]) -> str:
    found = format_of_file(target) if isinstance(target, str) else None
    if found is None:
        raise InvalidQuery(f"no format belongs to {target!r}", "say it: form='csv'")
    return found.name
