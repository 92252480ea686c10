"""CAMEO, the coding of what one actor does to another: its codes as a tree of themes, and what they mean.

The labels stand in `cameo.tsv` (Conflict and Mediation Event Observations, manual 1.1b3, with the codes that GDELT and
ICEWS added). A code is text: 040 is not 40. The tree is `cameo/04/040` and, where a code has four figures,
`cameo/02/023/0231`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from dateline.model import Theme

ROOT = Theme("cameo", "CAMEO event codes")
_QUADS = {5: "Verbal cooperation", 9: "Material cooperation", 14: "Verbal conflict", 20: "Material conflict"}
"""The last root of each quad class, as GDELT groups them."""


@cache
def labels() -> dict[str, str]:
    """Return what the codes mean, roots included."""
    text = resources.files("dateline.formats").joinpath("cameo.tsv").read_text(encoding="utf-8")
    return {code: label for code, _, label in (line.partition("\t") for line in text.splitlines())}


@lru_cache(4_096)
def label(code: str) -> str | None:
    """Return what `code` means, None when nobody says.

    >>> label("0231"), label("13y"), label("99")
    ('Appeal for economic aid', None, None)
    """
    return labels().get(code)


@lru_cache(4_096)
def paths(code: str) -> tuple[str, ...]:
    """Return the theme of `code`, known or not, as a tuple; what is no code has none.

    >>> paths("040"), paths("0231"), paths("13y"), paths("---")
    (('cameo/04/040',), ('cameo/02/023/0231',), ('cameo/13/13y',), ())
    """
    if not (code[:2].isdecimal() and code.isascii() and code.isalnum()):
        return ()
    return ("/".join(("cameo", *dict.fromkeys((code[:2], code[:3], code)))),)


def theme(identity: str) -> Theme:
    """Return the theme `cameo/...`; the general code of a root says so, as both mean the same."""
    code = identity.rpartition("/")[2]
    if identity == ROOT.id:
        return ROOT
    said = label(code) or code
    if len(code) == 2:
        return Theme(identity, said, description=_quad(code))
    return Theme(identity, f"{said}, not specified" if said == label(code[:2]) else said)


def _quad(code: str) -> str | None:
    number = int(code)
    return next((f"{name} (a quad class)" for last, name in _QUADS.items() if number <= last), None)


def themes() -> Iterable[Theme]:
    """Return the whole tree."""
    return (ROOT, *(theme(paths(code)[0]) for code in labels()))
