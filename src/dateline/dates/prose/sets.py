"""Statements of several dates: 1667 or 1668, May and June 1999, both 1990 and 1992, 1995, 2007."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.dates.conventions import Conventions
from dateline.dates.prose.candidate import Found, valid_date
from dateline.dates.prose.spans import completed_digits, heads, short_span, span, tails
from dateline.dates.prose.terms import sides
from dateline.dates.strict import read_date

_HEAD = re.compile(r"(?:(one of|either|any of)|(all of|both|each of)):? (.+)")
_OWN_YEAR = re.compile(r"\d{3}|centur|\bcent\b|\bbce?\b|\bad\b")
_LAST_YEAR = re.compile(r"(?:\d{3,4}s?|\d{1,2}(?:st|nd|rd|th) (?:century|cent|c)|\d+)(?: bce?| ad)?(?: ?\?)?$")
_FIRST_YEAR = re.compile(r"\d{4}(?=,? [a-z])")
_DAY = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?")
_DAY_IN_IT = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")
_FULL_DATE = re.compile(r"\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-z]+,? \d{3,4}|[a-z]+ \d{1,2}(?:st|nd|rd|th)?,? \d{3,4}")
_SHORT_END = re.compile(r"(?<=\d{4}) ?- ?\d{1,2}$")
"""The end of 1860-63, behind which "or 65" takes its first digits from 1860."""
_BARE_YEAR = re.compile(r"(?:\d{3,4}|\d+ bce?)")


def several(text: str, conventions: Conventions) -> Iterator[Found]:
    """Return what a normal text with several dates may say, whether valid EDTF or not."""
    head = _HEAD.match(text)
    rest = head[3] if head else text
    for word, brackets in (("or", "[]"), ("and", "{}")):
        if head and bool(head[1]) != (word == "or"):
            continue
        for members in _lists(rest, word, conventions, listed=bool(head)):
            rule = "one of several" if word == "or" else "all of several"
            yield Found(f"{brackets[0]}{','.join(members)}{brackets[1]}", rule)
    if not head and "," in text and " or " not in text and " and " not in text:
        yield from _listed(text, conventions)


def _listed(text: str, conventions: Conventions) -> Iterator[Found]:
    """Read dates with commas between them, each of which has a year of its own."""
    items = re.split(", ?", text)
    if not all(_OWN_YEAR.search(item) for item in items):
        return
    members = [_member(item, [item], 0, conventions) or "" for item in items]
    if not all(valid_date(f"[{member}]", conventions) for member in members):
        return
    # "15th century, c. 1470-80" tells one date twice: see `remarks`.
    if not _within(members[1], members[0], conventions):
        yield Found(f"{{{','.join(members)}}}", "all of several")
        yield Found(f"[{','.join(members)}]", "one of several")


def _within(inner: str, outer: str, conventions: Conventions) -> bool:
    first, second = (read_date(f"[{member}]", conventions) for member in (outer, inner))
    return first.earliest <= second.earliest and second.latest <= first.latest


def _lists(text: str, word: str, conventions: Conventions, *, listed: bool) -> Iterator[list[str]]:
    """Yield the members of a list joined by `word`, or by commas alone when it is known to be a list."""
    if not listed and f" {word} " not in text:
        return
    for separator in (rf",? {word} ", rf",? {word} |, ?"):
        items = re.split(separator, text)
        members = [_member(item, items, place, conventions) for place, item in enumerate(items)]
        if all(members) and (len(items) > 1 or listed):
            texts = [str(member) for member in members]
            # One member with a year and another in any year: what one leaves out was not understood.
            if len({text.startswith("XXXX") for text in texts}) == 1:
                yield texts
            return


def _member(item: str, items: list[str], place: int, conventions: Conventions) -> str | None:
    """Return one member of a set; what it leaves out ("summer or fall 1963") stands in the last or first."""
    for text in _completed(item, items, place):
        for term in sides(text, conventions):
            return term.member
    for found in (*short_span(item), *span(item, conventions)):
        return found.edtf.replace("/", "..")
    return None


def _completed(item: str, items: list[str], place: int) -> Iterator[str]:
    """Yield an item with what it leaves out, the likeliest first: from the item behind it, else from that before."""
    before = items[place - 1] if place else ""
    if before and _DAY.fullmatch(item) and (dated := _FULL_DATE.fullmatch(items[0])):
        yield _DAY_IN_IT.sub(f"{item}", dated[0], count=1)
        return
    earlier = [_SHORT_END.sub("", text) for text in (before, items[0])]
    if before and (whole := completed_digits(earlier[0], item) or completed_digits(earlier[1], item)):
        yield from (f"{head} {whole}" for head in _words_before_year(items[0]))
        yield whole
        return
    if before and _BARE_YEAR.fullmatch(item):
        yield from (f"{head} {item}" for head in _words_before_year(items[0]))
    if place < len(items) - 1:
        yield from (f"{item} {tail}" for tail in tails(items[-1]))
    if before:
        yield from (f"{head} {item}" for head in heads(items[0]))
        if not _OWN_YEAR.search(item) and (year := _LAST_YEAR.search(items[0]) or _FIRST_YEAR.match(items[0])):
            yield f"{item} {year[0]}"
            return
    yield item


def _words_before_year(text: str) -> Iterator[str]:
    """Yield the month, or day and month, or season of a text that ends with a year."""
    if (found := _LAST_YEAR.search(text)) and (head := text[: found.start()].strip(" ,")):
        yield head
