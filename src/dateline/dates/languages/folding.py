"""Texts without accents, with plain dashes and spaces; the case is kept, because it tells Roman numbers."""

from __future__ import annotations

import unicodedata

_APOSTROPHES = "'\u2018\u2019\u02bc`\u00b4"
_SIGNS = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict(zip(map(ord, "łŁ≈∼ºª°ᵉʳᵐ"), "lL~~oaoerm", strict=True)),
    ord("ß"): "ss",
}
_FOLDS = {space: _SIGNS | dict.fromkeys(map(ord, _APOSTROPHES), space) for space in ("", " ")}


def folded(text: str, apostrophe: str) -> str:
    """Return a text without accents; `apostrophe` is what stands for one: nothing, or a space.

    >>> folded("Łódź – août", " "), folded("п'ятого", ""), folded("l’été", " ")
    ('Lodz - aout', 'пятого', 'l ete')
    """
    decomposed = unicodedata.normalize("NFD", text.translate(_FOLDS[apostrophe]))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
