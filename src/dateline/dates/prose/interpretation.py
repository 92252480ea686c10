"""English words to EDTF: every interpretation with its rule, ranked."""

from __future__ import annotations

import re

from dateline.dates.conventions import USUAL, Conventions
from dateline.dates.faults import UnreadableError
from dateline.dates.prose.candidate import Candidate, Rank, with_mark
from dateline.dates.prose.relative import relative
from dateline.dates.prose.sentences import Found, statements
from dateline.dates.prose.vocabulary import normal, numbered
from dateline.dates.strict import read_date
from dateline.dates.undated import RULE as NO_DATE
from dateline.dates.undated import UNDATED, says_undated, told_beside, undated
from dateline.dates.values import Date

LONGEST_TEXT = 200
"""Characters; a longer text is no date, and is not searched for one."""

_DRAFT = re.compile(r"\d[ux]|[ux]\d|[?~]{2}")
"""The notation of EDTF drafts before 2019, which is refused with a hint, never read as words."""

_SIGNS = re.compile(r"[-\dXYESTZuxz:/.,\[\]{}()?~%+\s]*")


def in_words(text: str) -> bool:
    """Tells whether a text has words or letters of its own, and is not EDTF, well or badly spelt.

    >>> in_words("fall 2000"), in_words("-30d"), in_words("2000-13"), in_words("10/7/2008")
    (True, True, False, False)
    """
    return _SIGNS.fullmatch(text) is None


def from_prose(text: str, anchor: Date | None = None, conventions: Conventions = USUAL) -> tuple[Candidate, ...]:
    """Return the dates that a text may mean, EDTF or English, likeliest first; empty when it holds none.

    `anchor` is the day or date from which relative words count ("eight months earlier"); without it they are
    not read. Words with two meanings give both: see `Rank`, and `settled` for a single answer. The conventions
    stand in docs/semantics/dates.md.

    >>> [(each.edtf, each.rule) for each in from_prose("first half of 2000")]
    [('2000-40', 'half of a year')]
    >>> [each.edtf for each in from_prose("10/7/2008")]
    ['2008-10-07', '2008-07-10']
    >>> from_prose("no date at all")
    ()
    """
    stripped = text.strip()
    if not stripped or len(stripped) > LONGEST_TEXT or _DRAFT.search(stripped):
        return ()
    if says_undated(stripped):
        return (Candidate(UNDATED, NO_DATE, Rank.MEANT, undated()),)
    if rest := told_beside(stripped):
        return from_prose(rest, anchor, conventions)
    found = _as_edtf(stripped, conventions)
    plain = numbered(normal(stripped))
    if found and _cut(stripped):
        found += [each._replace(rank=Rank.SHAPE) for each in statements(plain, conventions)]
    elif not found:
        found = statements(plain, conventions) or list(relative(plain, anchor, conventions))
    first = {each.edtf: each for each in reversed(found)}
    unique = [each for each in found if first[each.edtf] is each]
    return tuple(Candidate(edtf, rule, rank, read_date(edtf, conventions)) for edtf, rule, rank in unique)


def _as_edtf(text: str, conventions: Conventions) -> list[Found]:
    # A sign before a lone year says what it says behind it.
    text = re.sub(r"^([?~%])(-?[\dX]{4})([?~%]?)$", lambda found: with_mark(found[2] + found[3], found[1]), text)
    try:
        read_date(text, conventions)
    except UnreadableError:
        return []
    return [Found(text, "EDTF")]


def _cut(text: str) -> bool:
    """Tells whether valid EDTF may also be two years: 1915-21 is spring 1915, or 1915 to 1921."""
    found = re.fullmatch(r"\d\d(\d\d)-(\d\d)", text)
    return found is not None and found[2] > max("12", found[1])


def settled(candidates: tuple[Candidate, ...]) -> Candidate | None:
    """Return the one reading that needs no choice, or None: there is none, or several are equally likely.

    >>> settled(from_prose("mid-1990s")).edtf, settled(from_prose("10/7/2008"))
    ('1994/1996', None)
    """
    meant = [each for each in candidates if each.rank is Rank.MEANT]
    return meant[0] if len(meant) == 1 else None


def ambiguous(candidates: tuple[Candidate, ...]) -> bool:
    """Tells whether the readings differ in their days, other than by the shape of the same meaning.

    >>> ambiguous(from_prose("1800s")), ambiguous(from_prose("mid-1990s"))
    (True, False)
    """
    return len({each.date.bounds for each in candidates if each.rank is not Rank.SHAPE}) > 1
