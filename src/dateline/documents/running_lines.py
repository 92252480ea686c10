"""Lines that stand at the head or foot of pages and are not part of the text: titles that come again, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_PAGE_NUMBER = re.compile(
    r"^(?:[-–]\s*)?(?:p(?:age|\.)?\s*)?(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–])?$", re.IGNORECASE
)
_OFTEN = 3
"""A line that stands first or last on so many pages is their header or footer."""
_AT_ONE_END = 3
"""Lines that a header or a footer has at most."""
_MANY_PAGES = 1000
"""Numbers from here on are page numbers only of texts with half as many pages: others are rather years."""


def running_lines(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """Return for each page the places of its lines that belong to its header and footer; none of a single page."""
    if len(pages) == 1:
        return [set()]
    folded = [[" ".join(line.split()) for line in page] for page in pages]
    again = _repeated(folded)
    return [{place for end in (1, -1) for place in _at_end(page, again, len(pages), end)} for page in folded]


def without_running_lines(text: str) -> str:
    """Return a text whose headers and footers are spaces, so that every place stays what it was."""
    pages = [page.splitlines(keepends=True) for page in text.split("\f")]
    dropped = running_lines(pages)
    return "\f".join(
        "".join(" " * len(line) if place in gone else line for place, line in enumerate(page))
        for page, gone in zip(pages, dropped, strict=True)
    )


def _repeated(pages: list[list[str]]) -> set[str]:
    """Return the lines that stand first or last on several pages."""
    if len(pages) < _OFTEN:
        return set()
    found: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page if line]
        found.update({*lines[:1], *lines[-1:]})
    return {line for line, number in found.items() if number >= max(_OFTEN, len(pages) // 2)}


def _at_end(page: list[str], again: set[str], pages: int, step: int) -> list[int]:
    """Return the places of the lines at one end of a page that are no text."""
    filled = [place for place, line in enumerate(page) if line][::step][:_AT_ONE_END]
    found = []
    for place in filled:
        number = _PAGE_NUMBER.match(page[place])
        if page[place] not in again and not (number and int(number[1]) < max(_MANY_PAGES, 2 * pages)):
            break
        found.append(place)
    return found
