"""Words of other languages: translated to English, then read as English is; see docs/semantics/languages.md."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.dates.conventions import Conventions

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_REMARK = re.compile(r"[,;] (?=[^\W\d_]{3,})")
_LETTER = re.compile(r"[^\W\d_]")


def in_english(text: str, conventions: Conventions) -> bool:
    """Tells whether English may read a text: not in another language or script, but always when it has no letters."""
    if conventions.language == "en":
        return True
    return (conventions.language is None and not _CYRILLIC.search(text)) or not _LETTER.search(text)


def has_remark(text: str) -> bool:
    """Tells whether a comma parts words from a date: English leaves them out, but they may be foreign (1999, mai)."""
    return _REMARK.search(text) is not None


def foreign(text: str, conventions: Conventions, read: Callable[[str], list[Found]]) -> list[Found]:
    """Return what a text says in the languages that know all of its words, valid texts alone, likeliest first.

    `read` reads their English. The rule names the languages. When they disagree, what each of them means ranks equal.

    >>> from dateline.dates.conventions import USUAL
    >>> [each.rule for each in foreign("mai 1999", USUAL, lambda english: [Found("1999-05", english)])]
    ['French or German: may 1999']
    """
    if conventions.language == "en" or not _LETTER.search(text):
        return []
    from dateline.dates.languages import NAMES, readings

    languages: dict[str, list[str]] = {}
    first: dict[str, Found] = {}
    for language, english in readings(text, conventions):
        for each in read(english):
            languages.setdefault(each.edtf, []).append(NAMES[language])
            first[each.edtf] = min(first.get(each.edtf, each), each, key=lambda found: found.rank)
    named = [each._replace(rule=f"{' or '.join(languages[edtf])}: {each.rule}") for edtf, each in first.items()]
    return sorted(named, key=lambda each: each.rank)
