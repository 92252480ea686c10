"""Statements of several dates: 1667 or 1668, May and June 1999, both 1990 and 1992, 1995, 2007."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

from dateline.dates.conventions import Conventions
from dateline.dates.prose.candidate import Found, Rank, valid_date
from dateline.dates.prose.spans import (
    CLASHES,
    completed_digits,
    heads,
    is_day_of,
    over_new_year,
    short_span,
    span,
    tails,
)
from dateline.dates.prose.terms import sides
from dateline.dates.prose.vocabulary import MONTH_NUMBERS, SEASON_NUMBERS
from dateline.dates.strict import read_date

_HEAD = re.compile(r"(?:(one of|either|any of)|(all of|both|each of)):? (.+)")
_OWN_YEAR = re.compile(r"\d{3}|centur|\bcent\b|\bbce?\b|\bad\b")
_LAST_YEAR = re.compile(
    r"(?:\d{3,4}s?|\d{1,2}(?:st|nd|rd|th) (?:century|cent|c)|(?:ad )?'?\d+)(?: bce?| ad)?(?: ?\?)?$"
)
_FIRST_YEAR = re.compile(r"\d{4}(?=,? [a-z])")
_DAY = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?")
_DAY_IN_IT = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")
_FULL_DATE = re.compile(r"\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-z]+,? \d{3,4}|[a-z]+ \d{1,2}(?:st|nd|rd|th)?,? \d{3,4}")
_SHORT_END = re.compile(r"(?<=\d{4}) ?- ?\d{1,2}$")
"""The end of 1860-63, behind which "or 65" takes its first digits from 1860."""
_BARE_YEAR = re.compile(r"(?:the )?(?:\d{3,4}|'\d\d|\d+ bce?)(?: ?[?~])?")
_WEEK = re.compile(r"(?:the )?(?:week|wk|w/)")
_SHORT_DECADE = re.compile(r"(?:the )?'?\d0s")
_PARTED = re.compile(r"\d ?[-/]|[a-z] ?[-/] ?[\da-z]| to | through | until ")
_LEADING = r"(?:the |ca? |circa |probably |possibly |perhaps |\? ?)*"
_PARTS = (
    r"(?:early|mid|middle|late)(?:[- ]|$)|(?:\d|last)(?:st|nd|rd|th)? (?:half|third|quarter)(?: of(?: the)?)? ?|"
    r"(?:beginning|start|middle|end) of (?:the )?"
)
_PART = re.compile(f"{_LEADING}(?:{_PARTS})")
_PART_OR_DAY = re.compile(
    rf"{_LEADING}(?:{_PARTS}|"
    r"\d{1,2}(?:st|nd|rd|th)?(?: ?- ?\d{1,2}(?:st|nd|rd|th)?)? (?=[a-z]{3})(?!cent|mill))"
)
_LONG = re.compile(
    rf"(?:the )?(?:{'|'.join((*MONTH_NUMBERS, *SEASON_NUMBERS))}|"
    r"\d{1,2}(?:st|nd|rd|th)|\d{3,4}s|\d0s)(?![\w-])(?! \d{1,2}\b)"
)
"""What a part or day in front of the first of several may belong to as well: early May or June."""
_MOST_LISTS = 8
"""Combinations of the readings of members; more than one ask in any case."""


def several(text: str, conventions: Conventions) -> Iterator[Found]:
    """Return what a normal text with several dates may say, whether valid EDTF or not."""
    if _WEEK.match(text):
        return  # a week of one day says nothing of the next
    head = _HEAD.match(text)
    rest = head[3] if head else text
    for word, brackets in (("or", "[]"), ("and", "{}")):
        if head and bool(head[1]) != (word == "or"):
            continue
        for members, rank in _lists(rest, word, conventions, listed=bool(head)):
            rule = "one of several" if word == "or" else "all of several"
            yield Found(f"{brackets[0]}{','.join(members)}{brackets[1]}", rule, rank)
    if not head and ("," in text or ";" in text) and " or " not in text and " and " not in text:
        yield from _listed(text, conventions)


def _listed(text: str, conventions: Conventions) -> Iterator[Found]:
    """Read dates with commas or semicolons between them, each of which has a year of its own."""
    items = re.split(", ?" if ";" not in text else "; ?", text)
    if not all(_OWN_YEAR.search(item) for item in items):
        return
    choices = [_member(item, [item], 0, conventions) for item in items]
    if not all(len(found) == 1 and valid_date(f"[{found[0].edtf}]", conventions) for found in choices):
        return
    members = [found[0].edtf for found in choices]
    # "15th century, c. 1470-80" tells one date twice: see `remarks`.
    if not _within(members[1], members[0], conventions):
        yield Found(f"{{{','.join(members)}}}", "all of several")
        if ";" not in text:
            yield Found(f"[{','.join(members)}]", "one of several")


def _within(inner: str, outer: str, conventions: Conventions) -> bool:
    first, second = (read_date(f"[{member}]", conventions) for member in (outer, inner))
    return first.earliest <= second.earliest and second.latest <= first.latest


def _lists(text: str, word: str, conventions: Conventions, *, listed: bool) -> Iterator[tuple[list[str], Rank]]:
    """Yield the members of a list joined by `word`, or by commas alone when it is known to be a list, with a rank."""
    if not listed and f" {word} " not in text:
        return
    for separator in (rf",? {word} ", rf",? {word} |, ?"):
        items = re.split(separator, text)
        choices = [_member(item, items, place, conventions) for place, item in enumerate(items)]
        if _two_lists(items):
            return
        if all(choices) and (len(items) > 1 or listed):
            yield from _chosen(choices, items)
            return


def _two_lists(items: list[str]) -> bool:
    """Tells whether a list of months and one of years stand together: May and June 1999 and 2000."""
    dated = [bool(_OWN_YEAR.search(item)) for item in items]
    return len(items) > 2 and bool(_BARE_YEAR.fullmatch(items[-1])) and not dated[0] and any(dated[1:-1])


def _chosen(choices: list[list[Found]], items: list[str]) -> Iterator[tuple[list[str], Rank]]:
    """Yield the lists that the readings of each member make, if all follow one rule where rules exclude each other."""
    for members in islice(product(*choices), _MOST_LISTS):
        texts = [member.edtf for member in members]
        rules = {member.rule for member in members}
        # One member with a year and another in any year: what one leaves out was not understood.
        if any(clash <= rules for clash in CLASHES) or len({text.startswith("XXXX") for text in texts}) != 1:
            continue
        rank = max(member.rank for member in members)
        yield from ((other, rank) for other in _over_new_year(texts, items))
        yield texts, rank


def _over_new_year(texts: list[str], items: list[str]) -> Iterator[list[str]]:
    """Yield the members with a year of their own each when two of one year may lie on both sides of New Year."""
    for place in range(1, len(texts)):
        forward = not _OWN_YEAR.search(items[place])
        if not forward and _OWN_YEAR.search(items[place - 1]):
            continue
        head, dots, before = texts[place - 1].rpartition("..")
        if ".." in texts[place] or (dots and not forward):
            continue
        first, last = over_new_year(before, texts[place], forward=forward)
        if (first, last) != (before, texts[place]):
            yield [*texts[: place - 1], head + dots + first, last, *texts[place + 1 :]]
            return


def _member(item: str, items: list[str], place: int, conventions: Conventions) -> list[Found]:
    """Return the readings of one member of a set; what it leaves out stands in those beside it."""
    for text in _completed(item, items, place):
        parted = _PARTED.search(item) is not None or (text != item and text.endswith(item))
        if found := _read(text, conventions, spans=parted):
            shared = _with_day(item, items, place, conventions)
            return found + _read_alone(item, items, place, found, conventions) + shared
    return []


def _read(text: str, conventions: Conventions, *, spans: bool) -> list[Found]:
    if terms := sides(text, conventions):
        return [Found(term.member, term.rule, term.rank) for term in terms]
    if not spans or not _PARTED.search(text):
        return []
    parted = [*short_span(text), *span(text, conventions)]
    return [found._replace(edtf=found.edtf.replace("/", "..")) for found in parted[:1] if found.edtf.count("/") == 1]


def _read_alone(item: str, items: list[str], place: int, found: list[Found], conventions: Conventions) -> list[Found]:
    """Return what a later month or century may be too: the part or day that an incomplete first names for both."""
    lone = _SHORT_DECADE.fullmatch(item) or _BARE_YEAR.fullmatch(item)
    if place and lone and _PART.match(items[0]):  # late 1860s or 70s, late 1999 or 2000
        more = _read(completed_digits(items[0], item) or item, conventions, spans=False)
        return [each for each in more if each.edtf not in {other.edtf for other in found}]
    part = None if _OWN_YEAR.search(items[0]) else _PART_OR_DAY.match(items[0])
    if not place or not part or _PART_OR_DAY.match(item) or not _LONG.match(item):
        return []
    year = None if _OWN_YEAR.search(item) else _LAST_YEAR.search(items[-1])
    more = _read(f"{part[0]}{item} {year[0]}" if year else f"{part[0]}{item}", conventions, spans=True)
    known = {each.edtf for each in found}
    return [each._replace(rule=f"{each.rule}; as the first") for each in more if each.edtf not in known]


def _with_day(item: str, items: list[str], place: int, conventions: Conventions) -> list[Found]:
    """Return a month with the day of the last, which it may share: May or June 4, 1999."""
    if place == len(items) - 1:
        return []
    texts = (f"{item} {tail}" for tail in tails(items[-1]) if is_day_of(item, tail))
    return [each for text in texts for each in _read(text, conventions, spans=False)][:1]


def _completed(item: str, items: list[str], place: int) -> Iterator[str]:
    """Yield an item with what it leaves out, the likeliest first: from the item behind it, else from that before."""
    before = items[place - 1] if place else ""
    if before and _DAY.fullmatch(item) and (dated := _FULL_DATE.fullmatch(items[0])):
        yield _DAY_IN_IT.sub(f"{item}", dated[0], count=1)
        return
    earlier = [_SHORT_END.sub("", text) for text in (before, items[0])]
    if before and (whole := completed_digits(earlier[0], item) or completed_digits(earlier[1], item)):
        yield from (f"{head} {whole}" for head in _heads_before(items[:place]))
        yield whole
        return
    if before and _BARE_YEAR.fullmatch(item):
        yield from (f"{head} {item}" for head in _heads_before(items[:place]))
    if place < len(items) - 2 and (year := _LAST_YEAR.search(items[-1])):
        yield from (
            f"{item} {tail}" if _OWN_YEAR.search(tail) else f"{item} {tail} {year[0]}"
            for tail in tails(items[place + 1])
        )
    if place < len(items) - 1:
        yield from (f"{item} {tail}" for tail in tails(items[-1]) if not is_day_of(item, tail))
    if before:
        yield from (f"{head} {item}" for head in heads(items[0]))
        if (
            not _OWN_YEAR.search(item)
            and not _BARE_YEAR.fullmatch(item)
            and (year := _LAST_YEAR.search(items[0]) or _FIRST_YEAR.match(items[0]))
        ):
            yield f"{item} {year[0]}"
            return
    yield item


def _heads_before(items: list[str]) -> list[str]:
    """Return the words that the nearest item with any has before its year."""
    return next((found for item in reversed(items) if (found := list(_words_before_year(item)))), [])


def _words_before_year(text: str) -> Iterator[str]:
    """Yield the month, or day and month, or season of a text that ends with a year."""
    found = _LAST_YEAR.search(text)
    head = text[: found.start()].strip(" ,") if found else ""
    if head and (not re.search("[-/]", head) or re.search("[a-z]", head)):
        yield head
