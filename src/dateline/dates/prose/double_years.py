"""Two years with a slash: 1690/1, 1743/44, 1998/99, 451/50 BC. They are one year under two counts, or two years.

Until 1752 the English year began on 25 March, and days of the first months bear both years; Athenian and other ancient
years run over two of ours. Later pairs are years of harvests, schools or budgets: without a fiscal year they are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.dates.calendar import year_text
from dateline.dates.conventions import Conventions
from dateline.dates.prose.candidate import Term, single

_PAIR = re.compile(
    r"(?P<doubt>(?:c(?:a|irca)? ?|~|\?|possibly )*)(?P<ad>ad )?(?P<first>\d{1,4}) ?/ ?(?P<second>\d{1,4})"
    r"(?P<bc> bce?)?(?P<late> ad| ce)?(?P<mark>[?~]?)"
)
_FEWEST_DIGITS = 3
"""Those of a year without an era."""
_LAST_DUAL = 1752
_MOST_DIGITS_CUT, _LONGEST_CUT_SHORT = 2, 50
"""1609/11 is November or three years; 1900/12 is no span of as many years as any."""


def double_years(text: str, conventions: Conventions) -> Iterator[Term]:
    """Return what two years with a slash may say, likeliest first; nothing for any other text."""
    found = _PAIR.fullmatch(text)
    if not found:
        return
    first, digits, mark = int(found["first"]), found["second"], _mark(found)
    if found["bc"]:
        yield from _before_christ(first, digits, mark)
        return
    if (found["ad"] or found["late"]) and first <= _LAST_DUAL:
        yield from _anno_domini(first, digits, mark)
        return
    if len(found["first"]) < _FEWEST_DIGITS or len(found["first"]) == len(digits):
        return
    if not f"{first + 1}".endswith(digits):
        later = int(found["first"][: -len(digits)] + digits)
        if first < later <= first + _LONGEST_CUT_SHORT and len(digits) <= _MOST_DIGITS_CUT:
            yield _pair(first, later, mark, "two years, the second cut short")
        return
    if first <= _LAST_DUAL or mark:
        yield _pair(first, first + 1, mark, "a double year: one or the other", one_of=True)
    else:
        yield _pair(first, first + 1, mark, "both years")
        yield _pair(
            first, first + 1, mark, "one of two years, or a fiscal year, which needs its first day", one_of=True
        )
    if (len(digits) == 2 or first > _LAST_DUAL) and 1 <= int(digits) <= 12 and not mark:
        yield single(f"{found['first']}-{int(digits):02d}", "year and month")


def _before_christ(first: int, digits: str, mark: str) -> Iterator[Term]:
    """Return two years before Christ, which count down: 451/50 is one of ours in part, 375/350 a span."""
    if str(first - 1).endswith(digits) and first > 1:
        yield _pair(1 - first, 2 - first, mark, "a year before Christ that runs over two of ours")
        return
    second = int(f"{first}"[: -len(digits)] + digits)
    if second > first:
        second = int(digits)  # 100/50
    if 0 < second < first:
        yield _pair(1 - first, 1 - second, mark, "from year before Christ to year before Christ")


def _anno_domini(first: int, digits: str, mark: str) -> Iterator[Term]:
    """Return two years of which the era is written: AD 68/69 is one or the other, AD 68/96 a span."""
    second = int(f"{first}"[: -len(digits)] + digits)
    if first >= 1 and f"{first + 1}".endswith(digits):
        yield _pair(first, first + 1, mark, "a double year: one or the other", one_of=True)
    elif 0 < first < second:
        yield _pair(first, second, mark, "from year to year")


def _pair(first: int, last: int, mark: str, rule: str, *, one_of: bool = False) -> Term:
    return Term(year_text(first) + mark, year_text(last) + mark, rule, one_of=one_of)


def _mark(found: re.Match[str]) -> str:
    circa, doubt = (
        re.search("[c~]", found["doubt"] + found["mark"]),
        re.search(r"\?|pos", found["doubt"] + found["mark"]),
    )
    return "%" if circa and doubt else "~" if circa else "?" if doubt else ""
