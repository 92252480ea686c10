"""From accepted proposals to curated records: events, deadlines with their programmes, and citations of events."""

from __future__ import annotations

import re

from dateline.claims.forms import fault_of
from dateline.dates import InvalidDate, parse
from dateline.documents.proposal import Proposal, Proposals, ProposedDocument
from dateline.errors import Fault, InvalidRecords
from dateline.formats.curated.folder import Curated, read_text
from dateline.formats.curated.lines import Lines, Path
from dateline.formats.curated.writing import table_text
from dateline.formats.proposals.reading import line_of
from dateline.light_classes import NamedTuple
from dateline.model import Citation, Claim, Collection
from dateline.names import fold

_COLLECTION_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LONGEST_ID = 48
_OWN = re.compile(r"\s+of (?:this|the|the present) (?:treaty|agreement|convention|protocol|act)$", re.IGNORECASE)
_EMPTY = frozenset(("the", "this", "that", "its", "their", "of", "present"))
"""Words that do not make one horizon another: "its ratification", "the ratification of this Treaty"."""


class Taken(NamedTuple):
    """The records of what was accepted, and the citations for events that exist, each with its line."""

    records: Curated
    cited: tuple[tuple[str, Citation, int | None], ...]


class _OneLine(Lines):
    """The line of a proposal, for all that its records have."""

    def __init__(self, line: int | None) -> None:
        super().__init__("")
        self._line = line

    def at(self, path: Path) -> int | None:
        return self._line


def taken(file: str, text: str, found: Proposals) -> Taken:
    """Return the records of the accepted proposals of a file, whose text gives the lines of faults.

    Raises:
        InvalidRecords: what was accepted is no record; all faults are told.
    """
    if not _COLLECTION_ID.fullmatch(found.collection):
        fault = Fault(
            file, line_of(text, 0), f"collection {found.collection!r} is no id", "write letters, digits and -"
        )
        raise InvalidRecords([fault], consequence="")
    records = Curated(collection=Collection(found.collection, f"Taken from documents: {found.collection}"))
    cited: list[tuple[str, Citation, int | None]] = []
    ids: set[str] = set()
    documents = {each.source: each for each in found.documents}
    for place, each in enumerate(found.proposals):
        if not each.is_taken:
            continue
        line = line_of(text, place)
        if each.kind == "deadline" and each.within and not (each.after or each.of or each.counted_from):
            hint = "fill in counted_from with words, after with a date, or of with the id of a horizon or event"
            records.faults.append(Fault(file, line, f"does not say from what {each.within} are counted", hint))
        elif each.event:
            cited.append((each.event, _citation(each, documents[each.source], file, line, records.faults), line))
        else:
            _add(records, file, line, _tables(each, documents[each.source], ids))
    if records.faults:
        raise InvalidRecords(records.faults, consequence="")
    return Taken(records, tuple(cited))


def _citation(each: Proposal, document: ProposedDocument, file: str, line: int | None, faults: list[Fault]) -> Citation:
    """Return the citation of an event that has what the source says of it: the date in its words, and the place."""
    language = document.language if document.language != "en" else None
    try:
        date = parse(each.date) if each.date else None
    except InvalidDate as error:
        faults.append(Fault(file, line, f"date {each.date!r} is not a date: {error.message}", error.hint))
        date = None
    words = (each.date_text or None, None, language) if date else (None, None, None)
    claim = Claim(date, *words, place=each.place or None)
    said = claim != Claim()
    if said and (wrong := fault_of(claim)):
        faults.append(Fault(file, line, f"what the source says {wrong}"))
    return Citation(each.source, each.locator or None, each.quote or None, claim if said else None)


def _add(records: Curated, file: str, line: int | None, tables: str) -> None:
    """Read the TOML of a record as that of any file, with the line of its proposal for its faults."""
    read = read_text(file, tables)
    records.faults += [Fault(file, line, each.message, each.hint) for each in read.faults]
    for kind, found in read.records.items():
        records.records[kind] |= found
    for key, fields in read.places.items():
        fields.lines, fields.faults = _OneLine(line), records.faults
        records.places[key] = fields


def _tables(each: Proposal, document: ProposedDocument, ids: set[str]) -> str:
    cited = [{"source": each.source, "locator": each.locator or None, "quote": each.quote or None}]
    identity = _identity(each, ids)
    if each.kind == "deadline":
        return "\n\n".join(_deadline(each, document, identity, cited))
    kind = "forecast" if each.kind == "forecast" else None
    pairs = [
        ("id", identity), ("title", each.title), ("date", each.date or None), ("date_text", each.date_text or None),
        ("kind", kind), ("place", each.place or None), ("actors", list(each.actors) or None),
        ("themes", list(each.themes) or None), ("confidence", "medium"), ("citations", cited),
    ]  # fmt: skip
    return table_text("[[event]]", pairs)


def _deadline(
    each: Proposal, document: ProposedDocument, identity: str, cited: list[dict[str, str | None]]
) -> list[str]:
    programme = each.programme or f"{each.source}-promises"
    found = []
    if not each.programme:
        head = [("id", programme), ("title", f"Promises in {document.title}"), ("date", document.written or None)]
        found.append(table_text("[[programme]]", [*head, ("citations", [{"source": each.source}])]))
    pairs = [
        ("id", identity), ("programme", programme), ("title", each.title), ("force", "binding"),
        ("actors", list(each.actors) or None), ("themes", list(each.themes) or None), ("confidence", "medium"),
    ]  # fmt: skip
    of = each.of
    if each.within and not of and not each.after and each.counted_from:
        of, horizon = _horizon(each, document)
        found.append(horizon)
    rule = each.due_rule or ("by_end" if each.date else None)
    counted = [("within", each.within), ("after", None if of else each.after or None), ("of", of or None)]
    read = [("due", each.date or None), ("rule", rule if each.date else None)]
    due = [
        ("kind", "original"), *(counted if each.within else read), ("text", each.date_text or None),
        ("known", document.written or None), ("citations", cited),
    ]  # fmt: skip
    return [*found, table_text("[[deadline]]", pairs), table_text("[[deadline.due]]", due)]


def _horizon(each: Proposal, document: ProposedDocument) -> tuple[str, str]:
    """Return the id and the TOML of the horizon that a promise counts from: of one document, one for the same words."""
    happening = _OWN.sub("", each.counted_from)
    words = "-".join(word for word in fold(happening).split() if word.isascii() and word not in _EMPTY)
    identity = f"{each.source}-{words[:_LONGEST_ID].strip('-') or 'horizon'}"
    title = f"{happening[:1].upper()}{happening[1:]} ({document.title})"
    pairs = [("id", identity), ("title", title), ("citations", [{"source": each.source}])]
    return identity, table_text("[[horizon]]", pairs)


def _identity(each: Proposal, ids: set[str]) -> str:
    """Return a free id of the words of a title, with the year and a part of the proposal's own id, which is stable."""
    words = "-".join(word for word in fold(each.title).split() if word.isascii())[:_LONGEST_ID].strip("-")
    own, dash, copy = each.id.partition("-")  # a copy has the id of what it is a copy of, and a number
    identity = f"{words or 'proposal'}-{own[:6]}{dash}{copy}"
    if identity in ids:
        identity = f"{words or 'proposal'}-{each.source}-{each.id}"
    ids.add(identity)
    return identity
