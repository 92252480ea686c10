"""A text before it is searched for other calendars: lower case, without accents, apostrophes and dots after letters."""

from __future__ import annotations

import re

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("'`\u00b4\u2018\u2019\u02bb\u02bc\u02be\u02bf\u02b9\u02b0", None),
        **dict.fromkeys("\u00a0\u2009\u202f\t", " "),
        **dict.fromkeys("\u2248\u223c", "~"),
    }
)
_DOT = re.compile(r"(?<=[a-z])\.(?!\.)")
_MONTH = "(?:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)"
_HYPHEN_IN_NAME = re.compile(rf"(?<=[a-z])-(?=[a-z])(?!(?<=[ivx]-)(?:[ivx]+\b|an\b)|{_MONTH})")
"""Not in spans: an VII-IX, July-August."""


def folded(text: str) -> str:
    """Return a text as the patterns of this package know it; the hyphens within names become spaces.

    >>> folded("15 Rabīʻ al-Ākhir, 1271 A.H."), folded("13 vendémiaire an IV – 1er brumaire")
    ('15 rabi al akhir, 1271 ah', '13 vendemiaire an iv - 1er brumaire')
    """
    text = text.translate(_SIGNS)
    if not text.isascii():
        from unicodedata import combining, normalize

        text = "".join(each for each in normalize("NFKD", text) if not combining(each))
    return _HYPHEN_IN_NAME.sub(" ", _DOT.sub("", " ".join(text.lower().split())))
