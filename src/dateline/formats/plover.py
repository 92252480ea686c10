"""PLOVER, the successor of CAMEO: types of events with modes, and contexts that say what it was about.

The tree is `plover/ASSAULT/firearms` for what was done and `plover/context/military` for the subject. The lists hold
what the manual (draft 0.8, 2021) has; others are taken as they come.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import Theme

TYPES = {
    "AGREE": "", "CONSULT": "phone third-party visit", "SUPPORT": "", "COOPERATE": "", "AID": "", "CONCEDE": "",
    "RETREAT": "access ceasefire disarm ease release return withdraw", "ACCUSE": "allege disapprove investigate",
    "REQUEST": "assist change meet yield", "REJECT": "assist change meet yield",
    "THREATEN": "ban expel political relations restrict territory violence",
    "PROTEST": "boycott demo hunger obstruct riot", "MOBILIZE": "police troops",
    "SANCTION": "discontinue expel withdraw", "COERCE": "arrest ban curfew deport martial-law restrict seize",
    "ASSAULT": "abduct assassinate beat cleansing explosives firearms heavy-weapons massacre seize sexual "
    "suicide-attack torture unconventional",
}  # fmt: skip
"""The types with their modes."""
CONTEXTS = (
    "asylum cbrn corruption crime democracy diplomatic economic executive human_rights human_security humanitarian "
    "intelligence legal military peacekeeping political_institutions pro_autocracy religion_ethnicity rights_freedoms"
)
"""The contexts, as they are written in cells."""
_ROOT = Theme("plover", "PLOVER event types")
_CONTEXT = Theme("plover/context", "PLOVER contexts")


def path(type_: str | None, mode: str | None) -> str | None:
    """Return the theme of a type and its mode; None when there is no type.

    >>> path("ASSAULT", "firearms"), path("Consult", None), path(None, "demo")
    ('plover/ASSAULT/firearms', 'plover/CONSULT', None)
    """
    if not type_:
        return None
    return f"plover/{_part(type_).upper()}" + (f"/{_part(mode)}" if mode else "")


def context(name: str) -> str:
    """Return the theme of a context."""
    return f"plover/context/{_part(name)}"


def _part(text: str) -> str:
    """Return a name as one part of a path."""
    return "_".join(text.strip().lower().replace("/", " ").split())


def theme(identity: str) -> Theme:
    """Return the theme `plover/...`."""
    known = {_ROOT.id: _ROOT, _CONTEXT.id: _CONTEXT}.get(identity)
    return known or Theme(identity, identity.rpartition("/")[2].replace("_", " ").capitalize())


def themes() -> Iterable[Theme]:
    """Return the tree as the manual has it."""
    acts = [path(type_, mode) for type_, modes in TYPES.items() for mode in (None, *modes.split())]
    return (_ROOT, _CONTEXT, *(theme(each) for each in (*acts, *map(context, CONTEXTS.split())) if each))
