"""`load` of proposals: what was accepted becomes records, in one batch with the hashes of the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.dates import parse
from dateline.documents.proposal import VERDICTS, Proposals, ProposedDocument
from dateline.errors import Fault, InvalidQuery, InvalidRecords
from dateline.formats.proposals.reading import line_of, read_proposals
from dateline.formats.proposals.writing import ENDING
from dateline.input.documents import read_document
from dateline.model import Source
from dateline.operations.proposed.proposing import path_beside, text_of_file
from dateline.operations.proposed.records import taken
from dateline.quotes import Kept

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
    texts = [text_of for each in documents if (text_of := _text_beside(file, each))]
    _check_quotes(file, text, found, texts)
    sources = {each.source: _source(each) for each in documents}
    outcome = take(url, file, records.records, records.cited, sources, texts, occasion, dry_run=dry_run)
    kept = {each.source for each in texts}
    return outcome._replace(unread=tuple(each.file for each in documents if each.source not in kept)), counts(found)


def _source(each: ProposedDocument) -> Source:
    return Source(each.source, each.title, date=parse(each.written) if each.written else None)


def _text_beside(file: str, document: ProposedDocument) -> SourceText | None:
    """Return the text of a document that lies beside its proposals or in the working folder, None where none does.

    Raises:
        InvalidQuery: it is another one by now.
    """
    from dateline.storage.writing.source_texts import SourceText

    path = path_beside(file, document)
    if path is None:
        return None
    read = read_document(path)
    if read.sha256 != document.sha256:
        raise InvalidQuery(
            f"{path} has changed since it was proposed", f"dateline propose {path} -o {file} keeps the verdicts"
        )
    return SourceText(document.source, document.file, read.sha256, read.text)


def _check_quotes(file: str, text: str, found: Proposals, texts: list[SourceText]) -> None:
    """Refuse quotes that the documents beside the proposals do not have.

    Raises:
        InvalidRecords: with the line of each.
    """
    kept = {each.source: Kept(each.text) for each in texts}
    faults = [
        Fault(
            file, line_of(text, place), f"the quote is not in {each.source!r}", "propose again, or copy it from there"
        )
        for place, each in enumerate(found.proposals)
        if each.is_taken and each.quote and each.source in kept and kept[each.source].find(each.quote) is None
    ]
    if faults:
        raise InvalidRecords(faults)
