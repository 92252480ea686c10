"""What the languages that know a text make of it together: one reading, or as many meanings as they have."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Protocol, Self, TypeVar

from dateline.dates.conventions import Conventions
from dateline.dates.languages import NAMES, readings


class _Reading(Protocol):
    """A reading of English: an EDTF text, its rule, and its rank, likeliest lowest."""

    @property
    def edtf(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def rank(self) -> int: ...
    def _replace(self, *, rule: str) -> Self: ...


Reading = TypeVar("Reading", bound=_Reading)


def foreign(text: str, conventions: Conventions, read: Callable[[str], list[Reading]]) -> list[Reading]:
    """Return what a text says in the languages that know all of its words, likeliest first; empty when none does.

    `read` reads their English. The rule names the languages. When they disagree, what each of them means ranks equal.
    """
    languages: dict[str, list[str]] = {}
    first: dict[str, Reading] = {}
    read_once = cache(read)  # most languages that know a text have the same English
    for language, english in readings(text, conventions.language):
        for each in read_once(english):
            languages.setdefault(each.edtf, []).append(NAMES[language])
            first[each.edtf] = min(first.get(each.edtf, each), each, key=lambda found: found.rank)
    named = [each._replace(rule=f"{' or '.join(languages[edtf])}: {each.rule}") for edtf, each in first.items()]
    return sorted(named, key=lambda each: each.rank)
