"""Texts that the program wrote in a form of its own, and that cannot be read any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dateline.counting import counting_from_text
from dateline.dates import parse
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.kept_json import Damaged, had_of, kept, kept_event, kept_object
from dateline.storage.history.merges import merges_in
from dateline.storage.writing.by_hand import mark_noted
from dateline.storage.writing.source_texts import said

_HAD = "SELECT batch, id, had FROM revision WHERE kind = '{kind}' AND had IS NOT NULL ORDER BY batch, seq"
_SAID = "SELECT id, {name} FROM by_hand WHERE kind = 'event' AND {name} IS NOT NULL ORDER BY id"


def unreadable(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each text in JSON that is not as it was written; those of events are read by their check."""
    for sql, read in _READERS.items():
        for row in connection.run(sql):
            try:
                read(*row)
            except Damaged as error:
                yield error.message


def _report(batch: int, report: str) -> None:
    kept_object(report, "batch.report", f"batch {batch}")
    merges_in(report, batch)


def _mark(batch: int, identity: str, had: str) -> None:
    kind, _, of = identity.partition("/")
    mark_noted(had, kind, of, batch)


def _text(batch: int, identity: str, had: str) -> None:
    named = had_of("source_text", identity, batch)
    with kept(*named):
        row = kept_object(had, *named)
        said(row["sha256"], row["file"], row["text"])


def _counting(deadline: str, text: str) -> None:
    with kept("due_assertion.counting", f"the deadline {deadline!r}"):
        counting_from_text(text, parse)


_READERS: dict[str, Callable[..., Any]] = {
    "SELECT num, report FROM batch WHERE report IS NOT NULL ORDER BY num": _report,
    _HAD.format(kind="by_hand"): _mark,
    _HAD.format(kind="source_text"): _text,
    _SAID.format(name="base"): lambda event, text: kept_event(text, "by_hand.base", f"the event {event!r}"),
    _SAID.format(name="said"): lambda event, text: kept_event(text, "by_hand.said", f"the event {event!r}"),
    "SELECT deadline, counting FROM due_assertion WHERE counting IS NOT NULL ORDER BY deadline, seq": _counting,
}
"""Questions for texts, and what reads each row of their answers."""
