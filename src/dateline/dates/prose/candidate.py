"""Interpretations of words: a term is one written date or a span of two, a candidate a whole EDTF text."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from dateline.dates.conventions import USUAL, Conventions
from dateline.dates.faults import UnreadableError
from dateline.dates.strict import read_date
from dateline.dates.values import Date

MARKS = "?~%"


class Rank(IntEnum):
    """How a candidate stands beside the others.

    MEANT is what the words say; several are equally likely. RARER is another meaning that some writers have.
    SHAPE is the same meaning in another form, such as a day in a span instead of the whole span.
    """

    MEANT = 0
    RARER = 1
    SHAPE = 2


class Candidate(NamedTuple):
    """One thing that words may mean, and the rule that gives it."""

    edtf: str
    rule: str
    rank: Rank
    date: Date


class Found(NamedTuple):
    """An EDTF text that words may mean, not yet known to be valid."""

    edtf: str
    rule: str
    rank: Rank = Rank.MEANT


class Term(NamedTuple):
    """One written date, or the two ends of a span; `one_of` makes it some day between them."""

    start: str
    end: str
    rule: str
    rank: Rank = Rank.MEANT
    one_of: bool = False

    @property
    def edtf(self) -> str:
        """The EDTF text."""
        if self.start == self.end:
            return self.start
        return f"[{self.start}..{self.end}]" if self.one_of else f"{self.start}/{self.end}"

    @property
    def member(self) -> str:
        """The EDTF text inside of a set."""
        return self.start if self.start == self.end else f"{self.start}..{self.end}"

    @property
    def spans(self) -> bool:
        """Whether two ends are written."""
        return self.start != self.end

    def marked(self, mark: str) -> Term:
        """Return the term with a qualifier on each end."""
        start, end = with_mark(self.start, mark), with_mark(self.end, mark)
        return self._replace(start=start, end=end)


@lru_cache(1024)
def valid_date(edtf: str, conventions: Conventions = USUAL) -> Date | None:
    """Return the date of strict EDTF, or None; kept, since a reading is tried first and shown afterwards."""
    try:
        return read_date(edtf, conventions)
    except UnreadableError:
        return None


def single(edtf: str, rule: str, rank: Rank = Rank.MEANT) -> Term:
    """Return the term of one written date."""
    return Term(edtf, edtf, rule, rank)


def with_mark(edtf: str, mark: str) -> str:
    """Add a qualifier to the end of a written date; `?` and `~` together are `%`.

    >>> with_mark("1999", "~"), with_mark("1999?", "~"), with_mark("1999", "")
    ('1999~', '1999%', '1999')
    """
    if not mark:
        return edtf
    old = edtf[-1] if edtf[-1] in MARKS else ""
    return edtf.removesuffix(old) + (mark if old in ("", mark) else "%")


def outermost(edtf: str, digit: str) -> str:
    """Return the first (digit 0) or last (digit 9) year of a decade or century, anything else as it is.

    >>> outermost("197X", "0"), outermost("18XX~", "9"), outermost("1999-XX", "0")
    ('1970', '1899~', '1999-XX')
    """
    bare = edtf.rstrip(MARKS)
    if bare.endswith("X") and "-" not in bare[1:] and bare.strip("X-"):
        return edtf.replace("X", digit if bare[0] != "-" else str(9 - int(digit)))
    return edtf
