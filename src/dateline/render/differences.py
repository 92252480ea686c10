"""Differences between two texts of a record, line by line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator


def differences(before: str | None, after: str | None) -> Iterator[tuple[str, str]]:
    """Yield (sign, line) of the lines of a record that went (-) and came (+), in order; nothing of what stayed.

    >>> list(differences('id = "a"\\ntitle = "A"', 'id = "a"\\ntitle = "B"'))
    [('-', 'title = "A"'), ('+', 'title = "B"')]
    """
    for line in difflib.ndiff((before or "").splitlines(), (after or "").splitlines()):
        if line[:1] in "-+" and line[2:].strip():
            yield line[0], line[2:]
