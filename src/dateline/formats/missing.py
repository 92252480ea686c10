"""The words for "missing" that programs write into cells: one list for all data sets and mapped tables.

R writes NA, pandas NaN, nan and <NA>, Python None, databases NULL and \\N, spreadsheets #N/A, Stata a full stop; people
write n/a and hyphens. A word counts only as a whole cell or a whole item of a list, with or without blanks around it,
and only in these spellings, as "Na" may be a name. A data set may add its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

MISSING = frozenset((
    "NA", "N/A", "n/a", "n.a.", "#N/A", "<NA>", "NaN", "nan", "NAN", "None", "none", "NONE", "NULL", "Null", "null",
    "\\N", "-", "--", "---", "–", "—", ".",
))  # fmt: skip
"""The words, without the empty text."""


def without_missing(cells: Sequence[str], words: Set[str] = MISSING) -> Sequence[str]:
    """Return the cells, in their order, with an empty text for each that is one of `words`; most rows are unchanged."""
    if words.isdisjoint(map(str.strip, cells)):
        return cells
    return tuple("" if cell.strip() in words else cell for cell in cells)


def items_of(items: Iterable[str], words: Set[str] = MISSING) -> tuple[str, ...]:
    """Return the items of a list that are no word for "missing"."""
    return tuple(item for item in items if item not in words)
