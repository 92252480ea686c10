"""From documents to proposals, which are joined with what was judged before."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dateline.dates.languages import NAMES
from dateline.documents.candidates import candidates, candidates_of
from dateline.documents.finding.foreign import find_foreign_dates
from dateline.documents.finding.values import when_of
from dateline.documents.known import Known
from dateline.documents.proposal import Merged, Proposal, Proposals, ProposedDocument, merged, proposal_of
from dateline.documents.texts import PlacedText, placed
from dateline.documents.writing_day import needing_a_day, written_of
from dateline.drafts import write_together
from dateline.errors import DatelineError, InvalidQuery, UnusableFile
from dateline.formats.proposals.reading import read_proposals
from dateline.formats.proposals.writing import text_of_proposals
from dateline.input.documents import read_document
from dateline.light_classes import NamedTuple
from dateline.model import Source
from dateline.platforms import hold_folder
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.curated_records import Stored
from dateline.wire_fields import Record

COLLECTION = "proposals"
"""The collection of what is taken, unless another is chosen."""
FIELDS = tuple(field for field in Proposal._fields if field not in ("verdict", "why", "programme", "of"))
_SAMPLE = 4_000
"""Characters by which a language is recognised."""
_WORDS = 5
"""A text of fewer words is too short to tell, unless its script parts no words."""
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u2e80-\U0003ffff]")


class Read(NamedTuple):
    """What was made of a document: its candidates as open proposals, and what is to be said of it."""

    document: ProposedDocument
    proposals: tuple[Proposal, ...]
    notes: tuple[str, ...]


def known_of(connection: Connection | None) -> tuple[Known, dict[str, Source]]:
    """Return what the curated records of a database know, and its sources; nothing without a database."""
    if connection is None:
        return Known(), {}
    stored = Stored(connection)
    sources = {each.id: each for each in stored.records("source")}
    return Known(stored.records("actor"), stored.records("theme"), stored.records("event")), sources


def read_documents(
    files: Sequence[str], source: str | None, known: Known, sources: dict[str, Source], *, written: str | None = None
) -> Iterator[Read]:
    """Yield what each document proposes; its source is `source`, or has the name of the file without ending as id.

    Raises:
        InvalidQuery: one source for several files.
        UnusableFile, InvalidRecords, DatelineError: as `read_document` does.
    """
    if source and len(files) > 1:
        raise InvalidQuery("--source takes exactly one FILE")
    for file in files:
        identity = source or os.path.splitext(os.path.basename(file))[0]
        yield _read(file, identity, known, sources.get(identity), written)


def _read(file: str, identity: str, known: Known, source: Source | None, given: str | None) -> Read:
    content = read_document(file, article=True)
    text = placed(content.text)
    language = language_of(text.text)
    notes = []
    day = when_of(given) if given else (when_of(source.date.edtf) if source and source.date else None)
    if not given and not (source and source.date) and (stated := written_of(text, file, content.written)) is not None:
        day = stated.when
        notes.append(f"{file} was written {day.edtf}, says {stated.where}; --written DATE sets another date")
    title = source.title if source else _title(text) or identity
    written = day.edtf if day else None
    document = ProposedDocument(identity, os.path.basename(file), content.sha256, title, written, language)
    if language != "en" and language not in NAMES:
        notes.append(f"{file} is in a language ({language}) whose dates are not read: nothing is proposed from it")
        return Read(document, (), tuple(notes))
    if language == "en":
        made = candidates(text, known, day)
    else:
        notes.append(f"{file} is in {NAMES[language]}: only dates with their year are proposed, and no deadlines")
        made = candidates_of(text, known, list(find_foreign_dates(text.text, language)), day)
    found = tuple(proposal_of(each, identity) for each in made)
    if not found:
        notes.append(f"{file} has no date that can be read")
    if day is None:
        notes.append(_asking(file, text.text))
    return Read(document, found, tuple(notes))


def _asking(file: str, text: str) -> str:
    """Return the note that asks for the day of writing, and the words that need it."""
    words = needing_a_day(text)
    said = f"{file} does not say when it was written"
    if not words:
        return f"{said}; --written DATE tells what is past and what is a forecast"
    quoted = ", ".join(f'"{each}"' for each in words)
    return f"{said}, and words such as {quoted} count from it: repeat with --written DATE"


def language_of(text: str) -> str:
    """Return the language of a text (ISO 639-1); English where it is too short or py3langid is not installed."""
    try:
        import py3langid
    except ImportError:
        return "en"
    sample = text[:_SAMPLE]
    if len(sample.split()) < _WORDS and not _OTHER_SCRIPT.search(sample):
        return "en"
    return str(py3langid.classify(sample)[0])


def _title(text: PlacedText) -> str | None:
    heading = next((each for each in text.paragraphs if each.is_heading), None)
    return text.text[heading.start : heading.end][:120] if heading else None


def put_beside(file: str, found: Sequence[Read], collection: str | None) -> tuple[Proposals, Merged, tuple[str, ...]]:
    """Write what was found into a file of proposals, beside what stands in it; return that, and what `joined` says.

    Raises:
        UnusableFile: it cannot be read or written.
        InvalidRecords: what stands in it has faults.
    """
    with file_to_oneself(file):
        proposals, result, notes = joined(file, found, collection)
        save_proposals(file, proposals)
    return proposals, result, notes


@contextmanager
def file_to_oneself(file: str) -> Iterator[None]:
    """Keep other processes from a file of proposals until the end, so that none writes over what another just wrote.

    Raises:
        UnusableFile: its folder is missing.
    """
    try:
        free = hold_folder(os.path.dirname(file))
    except OSError as error:
        raise UnusableFile(file, error) from error
    try:
        yield
    finally:
        free()


def joined(file: str, found: Sequence[Read], collection: str | None) -> tuple[Proposals, Merged, tuple[str, ...]]:
    """Return the proposals of a file as they are to be: what stands in it with its verdicts, and what is new.

    The last are notes, such as that a document has changed since.
    """
    before = load_proposals(file) if os.path.exists(file) else Proposals(collection or COLLECTION, (), ())
    had = {each.source: each for each in before.documents}
    documents = had | {each.document.source: each.document for each in found}
    notes = tuple(
        f"{read.document.file} has changed since it was proposed; verdicts on what it no longer says stay"
        for read in found
        if read.document.source in had and had[read.document.source].sha256 != read.document.sha256
    )
    new = [each for read in found for each in read.proposals]
    result = merged(before.proposals, new, [read.document.source for read in found])
    return Proposals(collection or before.collection, tuple(documents.values()), result.proposals), result, notes


def load_proposals(file: str) -> Proposals:
    """Return the proposals of a file.

    Raises:
        UnusableFile: it cannot be read.
        InvalidRecords: it has faults.
    """
    return read_proposals(file, text_of_file(file))


def path_beside(file: str, document: ProposedDocument) -> str | None:
    """Return where a document lies: beside its file of proposals or in the working folder; None where it does not."""
    paths = (os.path.join(folder, os.path.basename(document.file)) for folder in (os.path.dirname(file), ""))
    return next((path for path in paths if os.path.isfile(path)), None)


def lack_of(file: str, document: ProposedDocument) -> str | None:
    """Return why a document cannot be shown as it was proposed from; None where it can."""
    path = path_beside(file, document)
    if path is None:
        return f"{document.file} is not beside {os.path.basename(file)}: only the sentence of each proposal is shown"
    try:
        changed = read_document(path).sha256 != document.sha256
    except DatelineError as error:
        return f"{document.file} cannot be read: {error.message}"
    hint = f"dateline propose {document.file} -o {os.path.basename(file)} adds what is new"
    return f"{document.file} has changed since it was proposed: {hint}" if changed else None


def text_of_file(file: str) -> str:
    """Return the text of a file of proposals; raises UnusableFile."""
    try:
        return Path(file).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableFile(file, error if isinstance(error, OSError) else OSError("is not UTF-8")) from error


def save_proposals(file: str, found: Proposals) -> str:
    """Write a file of proposals whole or not at all, and return its text; raises UnusableFile."""
    text = text_of_proposals(found)
    try:
        write_together({file: text})
    except OSError as error:
        raise UnusableFile(file, error) from error
    return text


def record_of(each: Proposal) -> Record:
    """Return an open proposal as a record with FIELDS."""
    values = each._asdict()
    return {name: list(value) if isinstance(value := values[name], tuple) else value for name in FIELDS}
