"""dateline's own records as data to import: actors, themes and sources that they mention are created as stubs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from dateline.formats import incoming

if TYPE_CHECKING:
    from dateline.formats import Format


class RecordData:
    """The events of a format that reads wire records."""

    def __init__(self, format_: Format) -> None:
        self._format = format_

    def events(self, stream: IO[str]) -> Iterator[incoming.Item]:
        """Yield the items of the text stream.

        Raises:
            InvalidRecords: the text is not of the format at all.
        """
        return incoming.from_records(self._format.read(stream))

    actor = staticmethod(incoming.actor)
    theme = staticmethod(incoming.theme)
    source = staticmethod(incoming.source)
    themes = staticmethod(incoming.themes)
