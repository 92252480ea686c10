"""From a date that was found to EDTF in dateline's own reading: its words with the year that the text gives them."""

from __future__ import annotations

import re

from dateline.dates import Date, InvalidDate, parse
from dateline.dates.prose.interpretation import from_prose, settled
from dateline.dates.prose.vocabulary import MONTHS
from dateline.documents.finding.finder import Found
from dateline.documents.finding.years import FISCAL
from dateline.light_classes import NamedTuple

_MODIFIER = re.compile(
    r"^(?:the )?(early|late|mid|middle|beginning|end|start|close)\b(?: part)?(?: of)?", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:the|in|on) ", re.IGNORECASE)
_HAS_YEAR = re.compile(r"\d{3,4}|\d{2}s\b")
_JOINED = re.compile(r"\s*(?:[-\u2013\u2014/]|to|until|till|through|and)\s*")


SPANNED = "from one date to the other"
"""The rule of a span."""


class Dated(NamedTuple):
    """A date as EDTF, None where the words have several meanings; all that they may mean; and by which rule."""

    edtf: str | None
    also: tuple[str, ...]
    rule: str


def dated(found: Found, conventions_anchor: str | None = None) -> Dated | None:
    """Return what a date means, None where it names no time."""
    if found.reference == "ambiguous":
        meanings = tuple(each.edtf for each in from_prose(found.text))
        return Dated(None, meanings, found.rule) if meanings else None
    if found.reference == "anchored":
        return _read(f"{found.text} {found.anchor}", None, None)
    if found.core is None:
        return None
    if found.rule == FISCAL:
        return Dated(None, _fiscal_years(found.core), FISCAL)
    core = _valid(found.core)
    if core is None:
        return None
    anchor = _valid(found.anchor) if found.anchor else None
    words = _ARTICLE.sub("", found.text)
    read = _read(words, anchor, core) if _HAS_YEAR.search(words) or anchor else None
    read = read or _modified(found, core)
    return read or Dated(found.core, (), "")


def _fiscal_years(core: str) -> tuple[str, ...]:
    """Return what a fiscal year may be: the year itself, or one that began in the year before."""
    return (core, f"{int(core) - 1:04}/{core}")


def _read(words: str, anchor: Date | None, core: Date | None) -> Dated | None:
    """Read words, and take what they mean when it lies in the core, or the core in it."""
    candidates = from_prose(words, anchor)
    best = settled(candidates)
    if best is None or (core is not None and not _fits(best.date, core)):
        return None
    others = tuple(each.edtf for each in candidates if each.edtf != best.edtf)
    return Dated(best.edtf, others, "" if best.rule == "EDTF" else best.rule)


def _fits(date: Date, core: Date) -> bool:
    return date.earliest >= core.earliest and date.latest <= core.latest


def _modified(found: Found, core: Date) -> Dated | None:
    """Read "early October" with the year of the text."""
    modifier = _MODIFIER.match(found.text)
    plain = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", found.core or "")
    if modifier is None or plain is None:
        return None
    month = f"{MONTHS[int(plain[2]) - 1]} " if plain[2] else ""
    return _read(f"{modifier[1]} {month}{plain[1]}", None, core)


def _valid(edtf: str) -> Date | None:
    try:
        return parse(edtf)
    except InvalidDate:
        return None


def joined(text: str, first: Found, second: Found) -> bool:
    """Tell whether two dates are the ends of one span: "from 1995 to 1999", "2007-08"."""
    between = text[first.end : second.start]
    if not _JOINED.fullmatch(between) or first.core is None or second.core is None:
        return False
    before = text[max(0, first.start - 9) : first.start].lower()
    word = between.strip()
    if word in ("and", "to", "until", "till", "through"):
        opening = "between" if word == "and" else "from"
        if not re.search(rf"\b{opening} $", before) and (word == "and" or first.unit != second.unit):
            return False
    start, end = _valid(first.core), _valid(second.core)
    return start is not None and end is not None and start.earliest < end.earliest and start.kind == end.kind == "date"


def spanned(first: Dated, second: Dated) -> Dated:
    """Return the span of two dates."""
    return Dated(f"{first.edtf}/{second.edtf}", (), SPANNED)
