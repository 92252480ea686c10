"""PA-X, the Peace Agreements Database: its table of agreements as CSV, columns by name (PA-X codebook).

An agreement is an event of the day on which it was signed (`Dat`). `Con` says whose conflict it is: its countries are
the place. The stage and the process are themes: `pa-x/stage/STAGE`, `pa-x/process/PROCESS`. The parties and third
parties stand in the description, as they are texts and not lists of names.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import IO

from dateline.formats import incoming
from dateline.formats.datasets.news_reports import event_day, written_day
from dateline.formats.delimited.cell_values import UnfitError, sentences, slug, whole
from dateline.formats.delimited.first_line import Peeked
from dateline.formats.delimited.header import Headed
from dateline.formats.incoming import Incoming, Item
from dateline.model import Citation, Event, Source, Theme

actor = incoming.actor
_KINDS = {
    "inter": "between states", "interintra": "between states, on a conflict within", "intra": "within a state",
    "intralocal": "local, within a state",
}  # fmt: skip
_STAGES = {
    "pre": "Pre-negotiation", "subpar": "Framework, partial", "subcomp": "Framework, comprehensive",
    "imp": "Implementation", "ren": "Renewal", "cea": "Ceasefire", "oth": "Other",
}  # fmt: skip
_SOURCE = Source(
    "pa-x",
    "PA-X Peace Agreements Database",
    publisher="University of Edinburgh",
    url="https://www.peaceagreements.org/",
    note="Cite as https://www.peaceagreements.org/ asks, with the version that was used.",
)


def events(stream: IO[str]) -> Iterator[Item]:
    """Yield the agreements.

    Raises:
        InvalidRecords: the header is not that of PA-X.
    """
    text = Peeked(stream)
    table = Headed(text, text.separator)
    table.need("AgtId", "Agt", "Dat", of="PA-X")
    return table.items(_event)


def _event(
    line: int, con: str, ppname: str, reg: str, agtid: str, agt: str, dat: str, status: str, agtp: str, stage: str,
    part: str, thrdpart: str,
) -> Incoming:  # fmt: skip
    number, title = whole(agtid, "AgtId"), " ".join(agt.split())
    if number is None:
        raise UnfitError("AgtId is missing")
    if not title:
        raise UnfitError("Agt is missing")
    day = written_day(dat, "Dat")
    event = Event(
        f"pa-x:{number}",
        title,
        event_day(day, "Dat"),
        description=sentences(
            f"Parties: {' '.join(part.split())}" if part.strip() else None,
            f"Third parties: {' '.join(thrdpart.split())}" if thrdpart.strip() else None,
            f"Status: {status.strip()}" if status.strip() else None,
            f"Kind: {_KINDS.get(agtp.strip().lower(), agtp.strip())}" if agtp.strip() else None,
            f"Region: {reg.strip()}" if reg.strip() else None,
        ),
        kind="agreement",
        place=", ".join(filter(None, map(str.strip, con.split("/")))) or None,
        themes=_themes(stage, ppname),
        citations=(Citation(_SOURCE.id, f"agreement {number}"),),
    )
    return Incoming(line, event)


@lru_cache(16_384)
def _themes(stage: str, process: str) -> tuple[str, ...]:
    found = [f"pa-x/{kind}/{slug(name)}" for kind, name in (("stage", stage), ("process", process)) if name.strip()]
    return tuple(found) or ("pa-x",)


def theme(identity: str) -> Theme:
    """Return a stage, a process, or what is above them."""
    known = {each.id: each for each in themes()}
    return known.get(identity) or incoming.theme(identity)


def themes() -> tuple[Theme, ...]:
    """Return the stages."""
    top = {"pa-x": "PA-X peace agreements", "pa-x/stage": "Stages", "pa-x/process": "Peace processes"}
    found = top | {f"pa-x/stage/{code}": title for code, title in _STAGES.items()}
    return tuple(Theme(identity, title) for identity, title in found.items())


def source(identity: str) -> Source:
    """Return the database."""
    return _SOURCE if identity == _SOURCE.id else incoming.source(identity)
