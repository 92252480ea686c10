"""The text of a document in paragraphs, with the words of proposals marked."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.documents.proposal import Proposal, ProposedDocument
from dateline.documents.texts import Paragraph, PlacedText, placed
from dateline.input.documents import read_document
from dateline.light_classes import NamedTuple
from dateline.operations.proposed.proposing import lack_of, path_beside
from dateline.operations.proposed.reviewing import Review

_AROUND = 20_000
"""Characters shown before and behind the current proposal."""


class Piece(NamedTuple):
    """A stretch of a paragraph; `proposal` is the one whose date it is, None elsewhere."""

    text: str
    proposal: Proposal | None
    current: bool = False


class MarkedText:
    """The documents of a file of proposals, as far as they are beside it and unchanged."""

    def __init__(self, file: str, documents: tuple[ProposedDocument, ...]) -> None:
        self._texts: dict[str, PlacedText] = {}
        self._notes: dict[str, str] = {}
        for each in documents:
            text, note = _text(file, each)
            if text is not None:
                self._texts[each.source] = text
            if note is not None:
                self._notes[each.source] = note

    def notes_on(self, current: Proposal | None) -> list[str]:
        """Return why the document of a proposal is not shown."""
        return [self._notes[current.source]] if current is not None and current.source in self._notes else []

    def around(self, review: Review) -> list[list[Piece]]:
        """Return the paragraphs around the current proposal; only its quote where the document is not there."""
        current = review.current
        if current is None:
            return []
        text = self._texts.get(current.source)
        if text is None or not current.place_in_text:
            return [[Piece(current.quote, None)]]
        start, end = current.place_in_text[0] - _AROUND, current.place_in_text[-1] + _AROUND
        shown = [each for each in text.paragraphs if each.end >= start and each.start <= end]
        of = [each for each in review.proposals if each.source == current.source and len(each.place_in_text) == 2]
        return [list(_pieces(text.text, paragraph, of, current)) for paragraph in shown]


def _pieces(text: str, paragraph: Paragraph, proposals: list[Proposal], current: Proposal) -> Iterator[Piece]:
    reached = paragraph.start
    for each in sorted(proposals, key=lambda each: (each.place_in_text, each.id != current.id)):
        start, end = each.place_in_text
        if not (reached <= start < end <= paragraph.end):
            continue
        yield Piece(text[reached:start], None)
        yield Piece(text[start:end], each, each.id == current.id)
        reached = end
    yield Piece(text[reached : paragraph.end], None)


def _text(file: str, document: ProposedDocument) -> tuple[PlacedText | None, str | None]:
    """Return the text of a document, or why it is not shown."""
    note = lack_of(file, document)
    path = path_beside(file, document) if note is None else None
    return (None if path is None else placed(read_document(path, article=True).text)), note
