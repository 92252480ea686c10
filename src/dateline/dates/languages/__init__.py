"""Dates in words of other languages, written in the canonical English that `dateline.dates.prose` reads.

Each language is a table of words, `ru.toml` and so on; docs/semantics/languages.md says how a speaker adds one. A text
is translated whole or not at all: a word that the table does not have makes the text unknown.
"""

from __future__ import annotations

import re
from functools import lru_cache

NAMES = {
    "ru": "Russian", "uk": "Ukrainian", "be": "Belarusian",
    "fr": "French", "de": "German", "es": "Spanish", "pl": "Polish",
}  # fmt: skip
"""The languages that have a table, by their ISO 639-1 codes."""

_CYRILLIC = ("ru", "uk", "be")
_LATIN = ("fr", "de", "es", "pl")
_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")
_ACCENTED = re.compile("[\u00c0-\u024f]")
_OF_DATES = frozenset(
    ("month", "season", "weekday", "part", "bound", "doubt", "era", "style", "tail", "compound", "undated")
)
"""The kinds of words that say something of a date, wherever they are."""
_FEW_LETTERS, _LONGEST_REMARK = 2, 40
_REMARK = re.compile(r"[,;] (?=[^\W\d_]{3,})")


def in_english(text: str, language: str | None) -> bool:
    """Tells whether English may read a text: not in another language or script, but always when it has no letters.

    >>> in_english("fall 2000", None), in_english("осень 2000", None), in_english("8.12.1999", "ru")
    (True, False, True)
    """
    return language == "en" or not _LETTER.search(text) or (language is None and not _CYRILLIC_LETTER.search(text))


def has_accents(text: str) -> bool:
    """Tells whether a text has letters that English lacks: it is rather another language."""
    return _ACCENTED.search(text) is not None


def has_remark(text: str) -> bool:
    """Tells whether a comma parts words from a date: English leaves them out, but they may be foreign (1999, mai)."""
    return _REMARK.search(text) is not None


def translated(text: str, language: str) -> str | None:
    """Return a date in words in canonical English, or None when it is none in that language.

    >>> translated("в начале 1990-х годов", "ru"), translated("zweite Hälfte des 19. Jahrhunderts", "de")
    ('early 1990s', '2nd half of 19th century')
    >>> translated("8 de diciembre de 1999", "es"), translated("8 pomidorów 1999", "pl")
    ('8 december 1999', None)
    """
    from dateline.dates.languages.statements import english_of
    from dateline.dates.languages.tables import vocabulary
    from dateline.dates.languages.tokens import tokens

    table = vocabulary(language)
    found = tokens(text, table)
    return english_of(found) if found else None


@lru_cache(512)
def speaks_of_dates(text: str) -> bool:
    """Tells whether a text is made of words that a language knows, one of which says something of a date.

    >>> speaks_of_dates("v chr"), speaks_of_dates("juin"), speaks_of_dates("paris")
    (True, True, False)
    """
    from dateline.dates.languages.tables import vocabulary
    from dateline.dates.languages.tokens import tokens

    if not _FEW_LETTERS < len(text) <= _LONGEST_REMARK:
        return False
    found = (tokens(text, vocabulary(language)) or [] for language in _languages(text, None))
    return any(not _OF_DATES.isdisjoint(each) for meanings in found for each in meanings)


def readings(text: str, language: str | None = None) -> list[tuple[str, str]]:
    """Return the language and the English of each language that knows the whole text, in the order of `NAMES`.

    Only `language` is tried, if it is not None; English gives nothing here.

    >>> readings("mai 1999"), readings("mai 1999", "en")
    ([('fr', 'may 1999'), ('de', 'may 1999')], [])
    """
    found = ((each, translated(text, each)) for each in _languages(text, language))
    return [(language, english) for language, english in found if english is not None]


def _languages(text: str, chosen: str | None) -> tuple[str, ...]:
    """Return the languages that a text may be in, by its script."""
    if chosen is not None:
        return (chosen,) if chosen in NAMES else ()
    if _CYRILLIC_LETTER.search(text):
        return _CYRILLIC
    return _LATIN if _LETTER.search(text) else ()
