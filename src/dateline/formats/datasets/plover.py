"""PLOVER, the successor of CAMEO: types of events with modes, and contexts that say what it was about.

The tree is `plover/material-conflict/ASSAULT/firearms` for what was done, below one of the four quad classes, and
`plover/context/military` for the subject. The lists hold what the manual (draft 0.8, 2021) has; others are taken as
they come. Type and mode, `plover:ASSAULT/firearms`, are an alias of their theme.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.formats.delimited.cell_values import slug
from dateline.model import Theme
from dateline.names import distinct_aliases

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
_QUADS = {
    "Verbal cooperation": "AGREE CONSULT SUPPORT CONCEDE", "Material cooperation": "COOPERATE AID RETREAT",
    "Verbal conflict": "REQUEST ACCUSE REJECT THREATEN",
    "Material conflict": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}  # fmt: skip
"""The quad classes with their types."""
_QUAD_OF = {type_: slug(name) for name, types in _QUADS.items() for type_ in types.split()}
CONTEXTS = (
    "asylum cbrn corruption crime democracy diplomatic economic executive human_rights human_security humanitarian "
    "intelligence legal military peacekeeping political_institutions pro_autocracy religion_ethnicity rights_freedoms"
)
"""The contexts, as they are written in cells."""
_FIXED = {
    each.id: each
    for each in (
        Theme("plover", "PLOVER event types"),
        Theme("plover/context", "PLOVER contexts"),
        *(Theme(f"plover/{slug(name)}", name, description="A quad class") for name in _QUADS),
    )
}


def code(type_: str, mode: str) -> str:
    """Return a type and its mode, which may be empty, in one spelling.

    >>> code("ASSAULT", "Firearms"), code("Consult", "")
    ('ASSAULT/firearms', 'CONSULT')
    """
    return _part(type_).upper() + (f"/{_part(mode)}" if mode else "")


def path(code: str) -> str:
    """Return the theme of what `code` returned.

    >>> path("ASSAULT/firearms"), path("NEW")
    ('plover/material-conflict/ASSAULT/firearms', 'plover/NEW')
    """
    quad = _QUAD_OF.get(code.partition("/")[0])
    return f"plover/{quad}/{code}" if quad else f"plover/{code}"


def context(name: str) -> str:
    """Return the theme of a context."""
    return f"plover/context/{_part(name)}"


def _part(text: str) -> str:
    """Return a name as one part of a path."""
    return "_".join(text.strip().lower().replace("/", " ").split())


def theme(identity: str) -> Theme:
    """Return the theme `plover/...`."""
    if identity in _FIXED:
        return _FIXED[identity]
    title = identity.rpartition("/")[2].replace("_", " ").capitalize()
    parts = [part for part in identity.split("/")[1:] if part not in _QUAD_OF.values()]
    codes = () if parts[0] == "context" else (f"plover:{'/'.join(parts)}",)
    return Theme(identity, title, distinct_aliases(identity, title, codes))


def themes() -> Iterable[Theme]:
    """Return the tree as the manual has it."""
    acts = (path(code(type_, mode)) for type_, modes in TYPES.items() for mode in ("", *modes.split()))
    return (*_FIXED.values(), *map(theme, acts), *map(theme, map(context, CONTEXTS.split())))
