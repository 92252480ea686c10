"""The tables of a lake, their partitions and order, and the types of their columns."""

from __future__ import annotations

from typing import NamedTuple

LONG = (4, 5)
"""The length classes without a longest date (`length_classes`): each is one partition, whatever the year."""
TEXT = "event_text"
"""The index of the folded words of events: `field` tells whether a word is one of the text, `words`, or of the place,
`place_words`, and `nth` which. Databases keep an index of their own."""


class Great(NamedTuple):
    """A table that is partitioned by length class and year: its order, and its column of the numbers of events."""

    order: tuple[str, ...]
    event: str | None


GREAT = {
    "event": Great(("start_earliest", "num"), "num"),
    "participant": Great(("event", "seq"), "event"),
    "event_citation": Great(("event", "seq"), "event"),
    "event_measure": Great(("event", "measure"), "event"),
    "event_claims": Great(("event",), "event"),
    "event_actor": Great(("actor", "earliest", "event"), "event"),
    "event_theme": Great(("theme", "earliest", "event"), "event"),
    "day_count": Great(("kind", "subject", "day"), None),
}
"""The tables that grow with the events, in the order in which they are written."""


KEPT_IN_ORDER = GREAT | {TEXT: Great(("field", "word", "event", "nth"), "event")}
"""These and the index of words, which has no partitions: words are looked for whatever the date."""


class Partition(NamedTuple):
    """Events of one length class that can begin in one year; `year` None stands for all years."""

    length_class: int
    year: int | None

    @property
    def folder(self) -> str:
        """Return the path below the folder of a table, as Hive, DuckDB and Spark write partitions."""
        year = "__HIVE_DEFAULT_PARTITION__" if self.year is None else self.year
        return f"length_class={self.length_class}/year={year}"


def types() -> dict[str, dict[str, str]]:
    """Return the columns of every table with their types, in SQL that DuckDB and Spark share."""
    from dateline.storage.schema.tables import metadata

    found = {name: {column.name: _type(column.type) for column in table.c} for name, table in metadata.tables.items()}
    return found | {TEXT: {"field": "STRING", "word": "STRING", "event": "BIGINT", "nth": "INT"}}


_TYPES = {"TEXT": "STRING", "BIGINT": "BIGINT", "INTEGER": "INT", "SMALLINT": "SMALLINT", "DOUBLE": "DOUBLE"}


def _type(kind: object) -> str:
    return _TYPES[str(kind)]
