"""What a reader of bulk data yields, and what is made of actors, themes and sources that it names.

A module that reads a data set has `events(stream)`, which yields Items in the order of the file, and `actor`, `theme`
and `source`, which make the records that its events name where the database lacks them. `themes()` gives those that
are made at once, so that the tree need not be numbered anew with every file. The functions here serve the formats that
say nothing of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple, Protocol

from dateline.errors import DatelineError
from dateline.event_columns import Frame
from dateline.event_fields import TOO_GREAT
from dateline.model import Actor, Event, Participant, Source, Theme
from dateline.prepared_events import Entry
from dateline.safe_parsing import unfit_letters
from dateline.wire import event_from_record
from dateline.wire_fields import Record


class Incoming(NamedTuple):
    """An event, and the 1-based line on which its row ends; of two versions of an event the greater counts."""

    line: int
    event: Event
    version: int | None = None


class Withdrawn(NamedTuple):
    """That the data set took an event back; what was known of it up to `version` is gone."""

    line: int
    id: str
    version: int | None = None


class Rejected(NamedTuple):
    """A row that cannot be taken, as far as it was read, and why."""

    line: int
    reason: str
    record: Record
    hint: str | None = None


class Told(NamedTuple):
    """What is to be told of a file though no row is refused for it, with the line; equal ones are told once, counted.

    `what` is a sentence, or with `left_out` the name of a thing that the reader has no place for, such as VALARM.
    """

    line: int
    what: str
    left_out: bool = False


class Belonging(NamedTuple):
    """That a row puts `actor` under `whole`, such as a person under a country; it comes before the row's event."""

    line: int
    actor: str
    whole: str


Item = Incoming | Entry | Withdrawn | Rejected | Told | Belonging
"""What a row says; a reader may give the entry instead of the event."""


class DataSet(Protocol):
    """What the module of a format that can be imported offers."""

    def events(self, stream: IO[str]) -> Iterator[Item | Frame]:
        """Yield what the rows of the text stream say, many rows as a frame; undecodable bytes are surrogates in it.

        Raises:
            InvalidRecords: the text is not of the format at all.
        """

    def actor(self, participant: Participant) -> Actor:
        """Return the record of an actor that an event names."""

    def theme(self, identity: str) -> Theme:
        """Return the record of a theme that an event names, or of one above it."""

    def source(self, identity: str) -> Source:
        """Return the record of a source that an event cites."""

    def themes(self) -> Iterable[Theme]:
        """Return the themes that are made before the first event."""


def from_records(records: Iterable[tuple[int, Record]]) -> Iterator[Item]:
    """Yield the items of (line, wire record); a record {"error": message} is a row that cannot be read."""
    for line, record in records:
        try:
            _check_letters(record)
            yield item(line, record)
        except DatelineError as error:
            yield Rejected(line, f"date {record.get('date')!r}: {error.message}", record, error.hint)
        except ValueError as error:
            yield Rejected(line, str(error), record)


def _check_letters(record: Record) -> None:
    """Refuse what no database takes."""
    if wrong := unfit_letters("".join(_texts(record))):
        raise ValueError(wrong)


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def item(line: int, record: Record) -> Item:
    """Return the item of a wire record, which may also say `withdrawn` and `version`, a whole number.

    Raises:
        InvalidDate, ValueError: as `event_from_record` does.
    """
    if "error" in record and len(record) == 1:
        raise ValueError(record["error"])
    version = record.get("version")
    if version is not None and type(version) is not int:
        raise ValueError("version must be a whole number")
    if version is not None and abs(version) >= TOO_GREAT:
        raise ValueError("version must have at most 18 digits")
    if record.get("withdrawn") is True and isinstance(record.get("id"), str):
        return Withdrawn(line, record["id"], version)
    return Incoming(line, event_from_record(record), version)


def actor(participant: Participant) -> Actor:
    """Return an actor with the name on the wire, of a kind that nobody says."""
    return Actor(participant.actor, participant.name or participant.actor, "unknown")


def theme(identity: str) -> Theme:
    """Return a theme whose title is the end of its id."""
    return Theme(identity, identity.rpartition("/")[2].replace("-", " ").capitalize() or identity)


def source(identity: str) -> Source:
    """Return a source whose title is its id."""
    return Source(identity, identity)


def themes() -> Iterable[Theme]:
    """Return no theme."""
    return ()
