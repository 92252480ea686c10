"""Dates in words: the time to read one for the first time, by kind.

    python bench/words.py

Nothing is kept from one reading to the next. The figure of a kind is the median over its texts and rounds.
"""

from __future__ import annotations

import statistics
import time

from dateline.dates import from_prose
from dateline.dates.prose import candidate, terms

ROUNDS = 40
KINDS = {
    "days, months, years": ("8 December 1999", "December 8, 1999", "Sept. 1999", "the 8th of Dec. 1999", "44 BC"),
    "seasons, quarters, decades, centuries": ("fall 2000", "Q4 1999", "1990s", "19th century", "first half of 2000"),
    "parts and doubts": ("early 1990s", "mid-1990s", "late 19th century", "c. 44 BC", "probably June 1999"),
    "bounds, sets and spans": ("before 2005", "1667 or 1668", "1860 or 63", "May to June 1999", "1914 to 1918"),
    "catalogues": ("15th century, second half", "s. xiv in.", "[187-?]", "c.1823–4", "1776 July 4"),
    "other calendars": ("25 October 1917 (O.S.)", "1271 AH", "11 Feb 1731/2", "18 Brumaire VIII", "12 Tishri 5760"),
    "other languages": ("весна 2000 г.", "milieu du XIXe siècle", "8. Dezember 1999", "połowa XIX wieku", "vor 1900"),
    "not read": ("no date at all", "FY2019", "30 Feb 1999", "sprng 1995", "the committee met in Minsk"),
}


def main() -> None:
    """Print the microseconds of each kind."""
    for kind, texts in KINDS.items():
        times = []
        for text in texts:
            from_prose(text)
            times += [_once(text) for _ in range(ROUNDS)]
        print(f"{kind:40} {statistics.median(times) * 1e6:6.0f} µs")


def _once(text: str) -> float:
    terms._sides.cache_clear()
    candidate.valid_date.cache_clear()
    start = time.perf_counter()
    from_prose(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
