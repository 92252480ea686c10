"""Proposals: candidates with the verdict of a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.documents.candidate import Candidate
from dateline.light_classes import NamedTuple

VERDICTS = ("open", "accepted", "edited", "rejected")
TAKEN = ("accepted", "edited")
"""The verdicts with which a proposal becomes a record."""


class ProposedDocument(NamedTuple):
    """A document of proposals: its source, the SHA-256 of its bytes, when it was written, and its language.

    `title` is that of the source, where the database does not have one yet.
    """

    source: str
    file: str
    sha256: str
    title: str
    written: str | None = None
    language: str | None = None


class Proposal(NamedTuple):
    """A candidate as it stands in a file of proposals; a person may change all but `id`, `source` and the quote.

    `event` is the one that it speaks of: its quote becomes a citation of that event, with what the source says of it,
    and no event of its own is made. `resembles` has the title and date of the one that was found. A deadline that is
    counted has a period `within` and one of `after`, a date, `of`, a horizon or event, and the words `counted_from`.
    """

    id: str
    source: str
    verdict: str = "open"
    why: str = ""
    event: str = ""
    kind: str = "event"
    title: str = ""
    date: str = ""
    date_text: str = ""
    also: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    place: str = ""
    programme: str = ""
    due_rule: str = ""
    within: str = ""
    counted_from: str = ""
    after: str = ""
    of: str = ""
    quote: str = ""
    locator: str = ""
    rule: str = ""
    context: str = ""
    resembles: str = ""
    place_in_text: tuple[int, ...] = ()

    @property
    def is_taken(self) -> bool:
        """Tell whether it becomes a record."""
        return self.verdict in TAKEN


class Proposals(NamedTuple):
    """A file of proposals: the collection that their records go to, the documents, and the proposals in order."""

    collection: str
    documents: tuple[ProposedDocument, ...]
    proposals: tuple[Proposal, ...]


def proposal_of(candidate: Candidate, source: str) -> Proposal:
    """Return a candidate as an open proposal."""
    values: dict[str, Any] = {
        name: value if value is not None else ""
        for name, value in zip(Candidate._fields, candidate, strict=True)
        if name in Proposal._fields
    }
    return Proposal(source=source, **values)._replace(place_in_text=(candidate.start, candidate.end))


class Merged(NamedTuple):
    """What a second run gave: all proposals, how many are new, and how many were open and are no longer found."""

    proposals: tuple[Proposal, ...]
    new: int
    gone: int


def merged(old: Iterable[Proposal], new: Iterable[Proposal], sources: Iterable[str]) -> Merged:
    """Return what was proposed before with its verdicts, and what is new.

    Of the documents read again (`sources`), open proposals that are no longer found go; those with a verdict stay.
    """
    before, found, again = list(old), list(new), set(sources)
    ids = {(each.source, each.id) for each in found}
    kept = [
        each for each in before if each.source not in again or each.verdict != "open" or (each.source, each.id) in ids
    ]
    known = {(each.source, each.id) for each in kept}
    added = [each for each in found if (each.source, each.id) not in known]
    return Merged((*_in_order(kept, added),), len(added), len(before) - len(kept))


def _in_order(kept: list[Proposal], added: list[Proposal]) -> Iterator[Proposal]:
    """Yield proposals document by document in the order of their places."""
    sources = list(dict.fromkeys(each.source for each in (*kept, *added)))
    yield from sorted((*kept, *added), key=lambda each: (sources.index(each.source), each.place_in_text))
