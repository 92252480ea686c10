"""Accepted proposals into a database: records, citations and the texts of their documents, in one batch."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from dateline.errors import Fault, InvalidRecords
from dateline.formats.curated.folder import KINDS, Curated
from dateline.formats.curated.links import check_links
from dateline.formats.curated.writing import text_of
from dateline.light_classes import NamedTuple
from dateline.model import Citation, Source
from dateline.storage.history.occasion import Occasion
from dateline.storage.writing.editing import Editor, editing
from dateline.storage.writing.load import known, waiting
from dateline.storage.writing.source_texts import SourceText, keep_through

Cited = tuple[str, Citation, int | None]


class Outcome(NamedTuple):
    """The batch, None when nothing changed; how many records are new, were there, differ there; citations added.

    `unread` are the documents that do not lie beside the file, so that their quotes were not checked.
    """

    batch: int | None
    new: int
    there: int
    kept: int
    cited: int
    unread: tuple[str, ...] = ()


class _DryRun(Exception):
    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


def take(
    url: str, file: str, records: Curated, cited: Iterable[Cited], sources: Mapping[str, Source],
    texts: Iterable[SourceText], occasion: Occasion, *, dry_run: bool = False,
) -> Outcome:  # fmt: skip
    """Write accepted proposals; a record that is there already stays as it is there.

    `sources` are those that the database may lack, `texts` are kept where none is.

    Raises:
        InvalidRecords: they name what does not exist.
        DatabaseError: there is no database, or the engine fails.
    """
    try:
        with editing(url, occasion) as editor:
            outcome = _taken(editor, file, records, list(cited), sources, list(texts))
            if dry_run:
                raise _DryRun(outcome)
    except _DryRun as done:
        return done.outcome._replace(batch=None)
    return outcome


def _taken(
    editor: Editor, file: str, records: Curated, cited: list[Cited], sources: Mapping[str, Source],
    texts: list[SourceText],
) -> Outcome:  # fmt: skip
    name = records.collection.id if records.collection else ""
    new, there, kept = _split(editor, records)
    lacking = [each for identity, each in sources.items() if editor.held(("source", identity)) is None]
    every = known(editor.connection)
    every = {**every, "source": every["source"] | {each.id for each in lacking}}
    check_links(records, every, waiting(editor.connection))
    faults = [*records.faults, *_unknown(editor, file, cited)]
    if faults:
        raise InvalidRecords(faults)
    if records.collection and (new or lacking):
        editor.keep(records.collection)
    if lacking:
        editor.put("source", lacking, name)
    for kind in KINDS:
        if found := [record for key, record in new.items() if key[0] == kind]:
            editor.put(kind, found, name)
    added = sum(_cite(editor, event, citation) for event, citation, _ in cited)
    keep_through(editor.connection, editor.history, texts, missing=True)
    batch = editor.seal(name, {"documents": {each.source: each.sha256 for each in texts}})
    return Outcome(batch, len(new), there, kept, added)


def _split(editor: Editor, records: Curated) -> tuple[dict[tuple[str, str], object], int, int]:
    """Return the records that are not there, how many are there as they are, and how many differ there."""
    new: dict[tuple[str, str], object] = {}
    there = kept = 0
    for kind in KINDS:
        for identity, record in records.records[kind].items():
            held = editor.held((kind, identity))
            if held is None:
                new[kind, identity] = record
            elif held.text == text_of(record):
                there += 1
            else:
                kept += kind not in ("programme", "horizon")
    return new, there, kept


def _unknown(editor: Editor, file: str, cited: list[Cited]) -> list[Fault]:
    return [
        Fault(
            file, line, f"there is no event {event!r} to merge with", "write the id of an event, or leave `event` empty"
        )
        for event, _, line in cited
        if editor.held(("event", event)) is None
    ]


def _cite(editor: Editor, event: str, citation: Citation) -> bool:
    """Add a citation to an event, unless it has it."""
    held, record = editor.held(("event", event)), editor.stored.record("event", event)
    if held is None or record is None or any(_same_place(citation, each) for each in record.citations):
        return False
    editor.put("event", [dataclasses.replace(record, citations=(*record.citations, citation))], held.collection)
    return True


def _same_place(one: Citation, other: Citation) -> bool:
    return (one.source, one.locator, one.quote) == (other.source, other.locator, other.quote)
