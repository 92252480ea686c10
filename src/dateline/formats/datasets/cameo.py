"""CAMEO, the coding of what one actor does to another: its codes as a tree of themes, and what they mean.

The labels stand in `cameo.tsv` (Conflict and Mediation Event Observations, manual 1.1b3, with the codes that GDELT and
ICEWS added). A code is text: 040 is not 40. Below the root of the tree are the four quad classes, so that it is
`cameo/verbal-cooperation/04/040` and, where a code has four figures, `cameo/verbal-cooperation/02/023/0231`. The bare
code, `cameo:0231`, is an alias of its theme.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from dateline.formats.delimited.cell_values import slug
from dateline.model import Theme
from dateline.names import distinct_aliases, fold

ROOT = Theme("cameo", "CAMEO event codes")
_QUADS = {5: "Verbal cooperation", 9: "Material cooperation", 14: "Verbal conflict", 20: "Material conflict"}
"""The last root of each quad class, as GDELT groups them (GDELT Event Codebook 2.0, QuadClass)."""


_ICEWS = {
    "Apologize": "055", "Appeal for diplomatic cooperation (such as policy support)": "022",
    "Criticize or denounce": "111", "Demand diplomatic cooperation (such as policy support)": "102",
    "Express intent to engage in diplomatic cooperation (such as policy support)": "032",
    "Make an appeal or request": "020", "Mobilize or increase armed forces": "154",
    "Mobilize or increase police power": "153", "Use tactics of violent repression": "175",
}  # fmt: skip
"""Texts of ICEWS that are worded otherwise than the labels of the manual."""


@cache
def labels() -> dict[str, str]:
    """Return what the codes mean, roots included."""
    text = resources.files("dateline.formats.datasets").joinpath("cameo.tsv").read_text(encoding="utf-8")
    return {code: label for code, _, label in (line.partition("\t") for line in text.splitlines())}


@lru_cache(4_096)
def label(code: str) -> str | None:
    """Return what `code` means, None when nobody says.

    >>> label("0231"), label("13y"), label("99")
    ('Appeal for economic aid', None, None)
    """
    return labels().get(code)


@lru_cache(4_096)
def code(text: str) -> str | None:
    """Return the code that means `text`, the longest where a root and its general code both do; None for none.

    >>> code("Conduct suicide, car, or other non-military bombing"), code("consult"), code("Dance")
    ('183', '040', None)
    """
    return _codes().get(fold(text))


@cache
def _codes() -> dict[str, str]:
    found = {fold(said): each for said, each in _ICEWS.items()}
    for each, said in labels().items():
        found[fold(said)] = max(found.get(fold(said), ""), each, key=len)
    return found


@lru_cache(4_096)
def paths(code: str) -> tuple[str, ...]:
    """Return the theme of `code`, known or not, as a tuple; what is no code has none.

    >>> paths("040"), paths("13y"), paths("99"), paths("---")
    (('cameo/verbal-cooperation/04/040',), ('cameo/verbal-conflict/13/13y',), ('cameo/99',), ())
    """
    if not (code[:2].isdecimal() and code.isascii() and code.isalnum()):
        return ()
    quad = _quad(code[:2])
    return ("/".join(("cameo", *((slug(quad),) if quad else ()), *dict.fromkeys((code[:2], code[:3], code)))),)


def theme(identity: str) -> Theme:
    """Return the theme `cameo/...`; the general code of a root says so, as both mean the same."""
    code = identity.rpartition("/")[2]
    if identity == ROOT.id:
        return ROOT
    if identity in _classes():
        return _classes()[identity]
    said = label(code) or code
    general = len(code) > 2 and said == label(code[:2])
    title = f"{said}, not specified" if general else said
    return Theme(identity, title, distinct_aliases(identity, title, (f"cameo:{code}",)))


@cache
def _classes() -> dict[str, Theme]:
    """Return the themes of the quad classes."""
    found = (Theme(f"cameo/{slug(name)}", name, description="A quad class") for name in _QUADS.values())
    return {theme.id: theme for theme in found}


def _quad(root: str) -> str | None:
    """Return the quad class of a root, None for what is none of the twenty."""
    number = int(root)
    return next((name for last, name in _QUADS.items() if 1 <= number <= last), None)


def themes() -> Iterable[Theme]:
    """Return the whole tree."""
    return (ROOT, *_classes().values(), *(theme(paths(code)[0]) for code in labels()))
