"""Proposals to TOML that a person reads and edits."""

from __future__ import annotations

from dateline.documents.proposal import VERDICTS, Proposal, Proposals, ProposedDocument
from dateline.formats.curated.writing import table_text

ENDING = ".proposals.toml"
"""Files of proposals have names that end so."""
_HEAD = f"""\
# What documents say, proposed for a collection. Nothing of it is in a database until you load it.
# Set each verdict to {", ".join(VERDICTS[1:])}, by hand or with `dateline review`; change whatever is wrong (edited).
# `also` has other readings of a date. With an `event` of the database, the quote and the date become what this source
# says of that event; without it, a new event is made. `resembles` has the title and the date of the one that was found.
"""
_ALWAYS = ("verdict", "why", "title", "date", "actors", "themes")
"""Keys that are written though they are empty, because they are what a person fills in."""


def text_of_proposals(found: Proposals) -> str:
    """Return the TOML of a file of proposals."""
    head = table_text("[proposals]", [("collection", found.collection)])
    documents = [_document(each) for each in found.documents]
    return _HEAD + "\n\n".join(("", head, *documents, *map(text_of_proposal, found.proposals))).lstrip("\n") + "\n"


def _document(each: ProposedDocument) -> str:
    return table_text("[[document]]", list(zip(ProposedDocument._fields, each, strict=True)))


def text_of_proposal(each: Proposal) -> str:
    """Return the TOML of one proposal."""
    pairs = [
        (name, list(value) if isinstance(value, tuple) else value)
        for name, value in zip(Proposal._fields, each, strict=True)
        if value or name in _ALWAYS
    ]
    return table_text("[[proposal]]", pairs)
