"""Items of a text as messages, with its events in files that a database takes as a whole."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

from dateline.event_columns import Frame, frame_of, in_lists
from dateline.formats.incoming import Rejected, Told
from dateline.input.files import Opened
from dateline.input.messages import Message, fits_columns, offered, packed, sorted_in
from dateline.storage.writing.columns.deriving import Deriver
from dateline.storage.writing.columns.known_ids import KnownIds
from dateline.storage.writing.columns.offered import Numbers
from dateline.storage.writing.columns.sinks import FileSink, TableSink
from dateline.storage.writing.columns.staging import Stager
from dateline.worker import Asking


def staged(
    parts: Iterator[Frame | list[Any]], folder: str, text: Opened, collection: str | None, *, as_files: bool
) -> Generator[Message | Asking, Any]:
    """Yield the messages of a text, with its events in files in the `folder` if they pass `as_files`.

    With the collection to which the events will belong an offer may come behind them, whose answer are Numbers or None.

    Raises:
        DatabaseError: a file cannot be written.
    """
    sink = FileSink(folder, text.size) if as_files else TableSink()
    deriver = None if collection is None else Deriver(folder, collection, indexes_words=as_files)
    stager = Stager(sink, deriver, KnownIds() if deriver and not as_files else None)
    for part in parts:
        for frame, others in _events_apart(part):
            yield from _passed(stager, frame, others, text)
        if stager.number and stager.is_full(text.position()):
            yield from _sent(stager.close(text.position()), text)
        yield None, [], None, text.position()  # how far it is
    if stager.number:
        yield from _sent(stager.close(text.position()), text)
    if offer := stager.offer():
        answer = yield Asking(offered(offer, text.position()))
        if answer is not None:
            yield sorted_in(stager.sorted(Numbers._make(answer)), text.position())


def _passed(stager: Stager, frame: Frame | None, others: list[Any], text: Opened) -> Iterator[Message]:
    """Put a frame and the others, which come with it or are to come behind it, on their way."""
    taken = frame is None or stager.take(frame)
    beside = [each for each in others if isinstance(each, Rejected | Told)]
    if taken and len(beside) == len(others):
        yield from _sent([each for each in others if isinstance(each, Told)], text)
        rejected = [each for each in others if isinstance(each, Rejected)]
        if stager.number:
            stager.between += rejected
        else:
            yield from _sent(rejected, text)
        return
    if stager.number:
        yield from _sent(stager.close(text.position()), text)
    stager.pass_by()
    if frame is not None and not taken:
        yield from _sent(in_lists(frame), text)
    yield from _sent(others, text)


def _events_apart(part: Frame | list[Any]) -> Iterator[tuple[Frame | None, list[Any]]]:
    """Yield the frames of events with the items that are none: beside them, where the order tells nothing."""
    if isinstance(part, Frame):
        yield part, []
        return
    events = [each for each in part if fits_columns(each)]
    others = [each for each in part if not fits_columns(each)]
    if all(isinstance(each, Rejected | Told) for each in others):
        yield frame_of(events) if events else None, others
    else:
        yield None, part


def _sent(items: Any, text: Opened) -> Iterator[Message]:
    for some in packed(items):
        yield None, *some, text.position()
