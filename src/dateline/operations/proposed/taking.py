"""`load` of proposals: what was accepted becomes records, in one batch with the hashes of the documents."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dateline.dates import parse
from dateline.documents.proposal import VERDICTS, Proposals, ProposedDocument
from dateline.errors import InvalidQuery
from dateline.formats.proposals.reading import read_proposals
from dateline.formats.proposals.writing import ENDING
from dateline.input.documents import read_document
from dateline.model import Source
from dateline.operations.proposed.proposing import text_of_file
from dateline.operations.proposed.records import taken

if TYPE_CHECKING:
    from dateline.operations.proposed.writing import Outcome
    from dateline.storage.history.occasion import Occasion
    from dateline.storage.writing.source_texts import SourceText


def are_proposals(path: str) -> bool:
    """Tell whether a path names a file of proposals."""
    return path.endswith(ENDING)


def counts(found: Proposals) -> dict[str, int]:
    """Return how many proposals have each verdict."""
    return {verdict: sum(each.verdict == verdict for each in found.proposals) for verdict in VERDICTS}


def take_proposals(url: str, file: str, occasion: Occasion, *, dry_run: bool = False) -> tuple[Outcome, dict[str, int]]:
    """Write the accepted proposals of a file; return what became of them, and how many have each verdict.

    Raises:
        UnusableFile, InvalidRecords: the file cannot be read, or what was accepted is no record.
        InvalidQuery: a document beside the file has changed since it was proposed.
        DatabaseError: there is no database, or the engine fails.
    """
    from dateline.operations.proposed.writing import take

    text = text_of_file(file)
    found = read_proposals(file, text)
    records = taken(file, text, found)
    used = {each.source for each in found.proposals if each.is_taken}
    documents = [each for each in found.documents if each.source in used]
    texts = [kept for each in documents if (kept := _text_beside(file, each))]
    sources = {each.source: _source(each) for each in documents}
    outcome = take(url, file, records.records, records.cited, sources, texts, occasion, dry_run=dry_run)
    return outcome, counts(found)


def _source(each: ProposedDocument) -> Source:
    return Source(each.source, each.title, date=parse(each.written) if each.written else None)


def _text_beside(file: str, document: ProposedDocument) -> SourceText | None:
    """Return the text of a document that lies beside its proposals or in the working folder, None where none does.

    Raises:
        InvalidQuery: it is another one by now.
    """
    from dateline.storage.writing.source_texts import SourceText

    for folder in (os.path.dirname(file), ""):
        path = os.path.join(folder, document.file)
        if os.path.isfile(path):
            read = read_document(path)
            if read.sha256 != document.sha256:
                raise InvalidQuery(
                    f"{path} has changed since it was proposed", f"dateline propose {path} -o {file} keeps the verdicts"
                )
            return SourceText(document.source, document.file, *read)
    return None
